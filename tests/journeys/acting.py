"""The people of a journey, each with a browser of their own: they open matters and take steps on the days of its story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.journeys.town import Town, Walk

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


@dataclass
class Story:
    """The people of the story, each with a browser of their own, and the days on which they act."""

    walk: Walk
    town: Town
    settings: Any
    people: dict[str, Walk] = field(default_factory=dict)

    def on(self, day: str) -> None:
        """It is ten in the morning of this day."""
        at = datetime.combine(date.fromisoformat(day), time(10), _SHANGHAI)
        self.settings.CLOCK = at.astimezone(UTC)

    def who(self, name: str) -> Walk:
        """Somebody at their desk."""
        if name not in self.people:
            self.people[name] = self.walk.somebody(name)
        return self.people[name]

    def take(self, who: str, matter: str, step: str, **answers: Any) -> Walk:
        """Take a step of a matter, which must be possible."""
        walk = self.try_to(who, f"{matter}steps/{step}/", **answers)
        expect(walk.page.locator(".notice.success"), f"{who} {step}").to_contain_text("已办理")
        return walk

    def open(self, who: str, procedure: str, step: str, about: str = "", **answers: Any) -> str:
        """Begin a matter, about another where one is given; gives its address."""
        address = f"/desk/matters/open/{procedure}/{step}/"
        if about:
            address += f"?about={number_of(about)}&question=subject"
        walk = self.try_to(who, address, **answers)
        expect(walk.page.locator(".notice.success"), f"{who} {step}").to_contain_text("已办理")
        return walk.page.url.removeprefix(self.town.site).partition("?")[0]

    def try_to(self, who: str, address: str, **answers: Any) -> Walk:
        """Fill in a step's form and send it."""
        walk = self.who(who)
        walk.go(address)
        for key, value in answers.items():
            answer(walk, key, value)
        walk.page.locator("#step-form .actions button.primary").click()
        walk.page.wait_for_load_state()
        return walk


def number_of(matter: str) -> str:
    """The number in a matter's address."""
    return matter.rstrip("/").rpartition("/")[2]


def answer(walk: Walk, key: str, value: Any) -> None:
    """Answer one question of a form, however it is asked."""
    named: Callable[[str], Locator] = lambda rest: walk.page.locator(f"[name='a-{key}']{rest}")  # noqa: E731
    if key == "title" and not named("").count():
        walk.page.locator("[name='title']").fill(value)
        return
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for row, cells in enumerate(value):
            for column, cell in cells.items():
                answer(walk, f"{key}.{row}.{column}", cell)
        return
    if isinstance(value, list):
        for one in value:
            named(f"[value='{one}']").check()
        return
    given = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    field = named("").first
    kind = field.evaluate("one => one.type")
    if kind == "radio":
        named(f"[value='{given}']").check()
    elif kind == "select-one":
        field.select_option(given)
    else:
        field.fill(given)
