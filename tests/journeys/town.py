"""A small bureau that has done a small year, and a browser that walks through it.

``Town`` is the bureau behind a running server. ``Walk`` is one person's way through the pages: every page that is looked at is
checked for barriers, and kept as a picture where ``YIFA_PICTURES`` names a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from django.db.models import Q
from playwright.sync_api import Locator, Page, expect

from tests.browser import violations
from yifa.cases.models import Case
from yifa.demo.bureaus import PASSWORD
from yifa.demo.profile import find_profile
from yifa.house.models import Bureau, Department, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party

TODAY: Final = date(2026, 6, 15)
NOW: Final = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
"""Ten in the morning of a Monday in Shanghai."""

TIMEOUT: Final = 10_000
"""How long a page may take, in milliseconds."""

_FIGURES: Final = """\
figures:
  service.items:
    value: 7
    parts: {public_service: 3, confirmation: 2, other_power: 2}
  service.completed: {value: 8}
  rulemaking.cleaned:
    value: 3
    parts: {keep: 2, abolish: 1}
  contracts.reviewed: {value: 2}
  counsel.consultations: {value: 3}
  meetings.three_majors_items: {value: 3}
  integrity.red_list:
    value: 2
    parts: {honour: 1, administrative_confirmation: 1}
  suggestions.congress:
    value: 1
    parts: {lead: 1}
  suggestions.cppcc: {value: 1}
  recognition.platforms:
    value: 2
    parts: {provincial.key_laboratory: 1, municipal.key_laboratory: 1}
"""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
# What the interface itself says, as against what people wrote into it.
_SPOKEN: Final = (
    "h1, h2, h3, button, a.button, label, legend, th, dt, summary, nav a, .chip, .help, .notice p, .empty p"
)


def profile_text(dated: date) -> str:
    """The published profile's bureau with a year that takes a second; its report bears the day ``dated``."""
    text = find_profile("luohe-2020").read_text("utf-8").partition("\nfigures:")[0]
    text = text.replace("year: 2020\n", "year: 2025\n").replace("dated: 2021-01-22", f"dated: {dated}")
    return f"{text}\n{_FIGURES}"


@dataclass
class Town:
    """The bureau and its site. Users are called as in the demonstration (clerk, director, lawyer …)."""

    bureau: Bureau
    site: str
    home: Path
    written: list[str] = field(default_factory=list)

    def case(self, **given: object) -> Case:
        """The first case that fits, oldest first."""
        with using_bureau(self.bureau):
            found = Case.objects.filter(**given).order_by("id").first()
        assert found is not None, given
        return found

    def data(self) -> list[str]:
        """What people wrote and pages repeat, the longest first: names of matters, bodies, people, posts and departments."""
        with using_bureau(self.bureau):
            names = {self.bureau.name, self.bureau.short_name, *self.written}
            for model, attribute in (
                (Case, "title"),
                (Party, "name"),
                (Officer, "name"),
                (Post, "name"),
                (Department, "name"),
            ):
                names |= set(model.objects.filter(~Q(pk=0)).values_list(attribute, flat=True))
        return sorted(filter(None, names), key=len, reverse=True)


@dataclass
class Walk:
    """One person's way through the site."""

    page: Page
    town: Town
    seen: int = 0

    def go(self, address: str) -> None:
        """Type an address: a path of the site."""
        response = self.page.goto(f"{self.town.site}{address}")
        assert response is not None
        assert response.status < 400, f"{address}: {response.status}"

    def to_the_matter(self) -> None:
        """What was done is told; on to the matter's page, where the next step that the same person owes opened by itself."""
        expect(self.page.locator(".notice.success").first).to_be_visible()
        if "/steps/" in self.page.url:
            self.go(self.page.url.removeprefix(self.town.site).partition("steps/")[0])

    def look(self, name: str = "") -> None:
        """Look at the page as it stands: no barriers, and nothing that runs off the side."""
        self.seen += 1
        self._keep_picture(name)
        found = violations(Axe().run(self.page).response)
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, f"{self.page.url} is {wide} pixels wider than the window"

    def sign_in(self, username: str) -> None:
        """Come to the desk through the sign-in page."""
        self.go("/desk/")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url("**/desk/**")
        expect(self.heading()).to_be_visible()

    def sign_out(self) -> None:
        """Leave the desk, as the rail's button does."""
        self.page.context.clear_cookies(name="sessionid")

    def speak(self, language: str) -> None:
        """Choose the language of the interface."""
        self.page.context.add_cookies([{"name": "django_language", "value": language, "url": self.town.site}])

    def elsewhere(self) -> Walk:
        """The same person in a second window."""
        page = self.page.context.new_page()
        page.set_default_timeout(TIMEOUT)
        return Walk(page, self.town)

    def somebody(self, username: str) -> Walk:
        """A colleague with a browser of their own, signed in."""
        assert self.page.context.browser is not None
        context = self.page.context.browser.new_context(
            viewport=self.page.viewport_size, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        other = Walk(page, self.town)
        other.sign_in(username)
        return other

    def choose(self, question: str, answer: str) -> None:
        """Answer a question of few answers, whether it is asked as a list or as a row of circles."""
        asked = self.page.get_by_role("group", name=question)
        if asked.count():
            asked.get_by_label(answer, exact=True).check()
        else:
            self.page.get_by_label(question).select_option(label=answer)

    def yes(self, question: str) -> None:
        """Answer a question with yes."""
        self.choose(question, "是")

    def no(self, question: str) -> None:
        """Answer a question with no."""
        self.choose(question, "否")

    def try_anyway(self, address: str, answers: dict[str, str]) -> int:
        """Send a step that the page offers no form for, as a window opened earlier would; gives the answer's status."""
        self.go(address)
        token = next(one["value"] for one in self.page.context.cookies() if one["name"] == "csrftoken")
        sent = self.page.request.post(
            f"{self.town.site}{address}",
            form={**answers, "do": "take", "csrfmiddlewaretoken": token},
            headers={"Referer": f"{self.town.site}{address}"},
        )
        return sent.status

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on something of this kind."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached by Tab on {self.page.url}")

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        """The same page on a screen 390 points wide."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": 390, "height": 844})
        yield
        if before is not None:
            self.page.set_viewport_size(before)

    def heading(self) -> Locator:
        """The page's own heading."""
        return self.page.locator("main h1").first

    def link(self, name: str) -> Locator:
        """A link of the page's content, by its words."""
        return self.page.locator("main").get_by_role("link", name=name, exact=True).first

    def button(self, name: str) -> Locator:
        """A button of the page's content, by its words."""
        return self.page.locator("main").get_by_role("button", name=name, exact=True).first

    def untranslated(self) -> list[str]:
        """Chinese that the interface still says on an English page; what people wrote is not counted."""
        texts: list[str] = self.page.locator(_SPOKEN).evaluate_all(
            "all => all.filter(one => !one.closest('[lang^=zh]') && one.offsetParent).map(one => one.innerText)"
        )
        data = self.town.data()
        left = []
        for text in texts:
            rest = text
            for written in data:
                rest = rest.replace(written, "")
            if _HAN.search(rest):
                left.append(" ".join(rest.split()))
        return left

    def _keep_picture(self, name: str) -> None:
        folder = os.environ.get("YIFA_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{name or 'page'}-{self.seen:02}.png", full_page=True)
