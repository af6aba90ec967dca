"""A story is a matter told in advance: which steps will be taken, on which days, with which answers.

Fields of work have stories (files in ``stories/``, and their ``stories.py``) so that a demonstration, or a test, can really do
the work that a published figure counts. A *player* of an indicator's code turns a target such as "28 items, of them 21 public
services" into stories; a *living* player tells matters that are still open on the demonstration's day. Whoever plays the
stories (yifa.demo) takes every step through the one act; nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from yifa.law.calendar import Calendar
from yifa.law.identifiers import make_uscc
from yifa.law.limits import (
    Term,
    Unit,
    count_back,
    nth_working_day_after,
    working_day_on_or_before,
    working_days_in,
    year_span,
)
from yifa.procedure import Json

Answers = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Body:
    """An enterprise, institution or person of a story. ``key`` makes the same body the same party in all stories."""

    key: str
    name: str
    kind: str = "enterprise"  # enterprise | institution | person
    uscc: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """One step to be taken on a day. Who takes it follows from the procedure; ``co_signers`` says how many join. holding: by
    somebody with one of these powers, where the procedure lets any officer take it. by: these of the roster, in person.

    A question for a party is answered by a name, one for another case by the title of that case's story.
    """

    on: date
    step: str
    answers: Answers = field(default_factory=dict)
    co_signers: int = 0
    holding: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A matter from its first step to its last. The first beat opens the case."""

    procedure: str
    title: str
    beats: tuple[Beat, ...]
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What the stories must add up to: the least number that makes the published statement true, its parts and its series.

    stock: the series tells what stands at each year's end, not what happened within it. named: what was published of single
    records of the year: ``title``, and where they are known ``part``, ``begun`` (the day of the first step) and whatever else the
    stories of the indicator let be known (``sum``: what it amounts to, in yuan). records: how many records a sum of money is
    made of, where that was published.
    """

    code: str
    year: int
    total: int
    parts: Mapping[str, int] = field(default_factory=dict)
    series: Mapping[int, int | Decimal] = field(default_factory=dict)
    stock: bool = False
    named: Sequence[Mapping[str, Any]] = ()
    records: int = 0

    def entering(self) -> tuple[tuple[int, int | Decimal], ...]:
        """How many enter in each year of the series; of a stock, so that what stands at each year's end is what was published."""
        years = sorted(self.series.items())
        before: list[int | Decimal] = [0, *(standing for _, standing in years)]
        return tuple(
            (year, standing - past * self.stock)
            for (year, standing), past in zip(years, before, strict=False)
        )

    def spelled_out(self, default_part: str = "") -> tuple[str, ...]:
        """The part of each of the ``total`` records in turn; ``default_part`` where the figure has no breakdown."""
        if not self.parts:
            return (default_part,) * self.total
        spelled = [part for part, count in self.parts.items() for _ in range(count)]
        # What was published by name comes first, each with its own part.
        for place, one in enumerate(self.named):
            if one.get("part"):
                at = spelled.index(one["part"], place)
                spelled.insert(place, spelled.pop(at))
        return tuple(spelled)


@dataclass(frozen=True)
class Brief:
    """What a player may know: the bureau's name, its place, its calendar, the day on which the demonstration is
    made, the members of its Party group, whoever presides first, its first day with Yifa, everybody on its roster, those of
    them who hold a power, and the sections that do the work."""

    bureau_name: str
    short_name: str
    document_code: str
    division_code: str
    place: str
    calendar: Calendar
    today: date
    members: tuple[str, ...] = ()
    first_day: date | None = None
    roster: tuple[str, ...] = ()
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[str, ...] = ("办公室",)

    def spread(self, index: int, count: int, year: int, *, leave: int = 40, skip: int = 0) -> date:
        """The day of the ``index``-th of ``count`` matters, evenly over the year, ``leave`` working days left at its end and
        ``skip`` at its beginning."""
        days = self._working_days(year)
        usable = max(1, len(days) - leave - skip)
        return days[skip + min(usable - 1, (index * usable) // max(1, count))]

    def after(self, day: date, working_days: int) -> date:
        """The working day that lies so many working days after ``day``."""
        return nth_working_day_after(day, working_days, self.calendar)

    def before(self, day: date, working_days: int) -> date:
        """The last working day that lies at least so many working days before ``day``."""
        back = count_back(day, Term(working_days, Unit.WORKING_DAYS), self.calendar).due_on
        return working_day_on_or_before(back, self.calendar)

    def before_today(self, working_days: int) -> date:
        """The working day so many working days before the day on which the demonstration is made."""
        return self.before(self.today, working_days)

    def _working_days(self, year: int) -> list[date]:
        if year not in self._years:
            span = year_span(year)
            self._years[year] = working_days_in(span.first, span.last, self.calendar)
        return self._years[year]

    @cached_property
    def _years(self) -> dict[int, list[date]]:
        return {}

    def enterprise(self, number: int) -> Body:
        """A demonstration enterprise: numbered, never named after a real one, with a code whose check character holds."""
        return Body(
            key=f"enterprise-{number}",
            name=f"{self.place}演示企业第{number:04d}号有限公司",
            uscc=make_uscc(f"91{self.division_code}MA{number:07d}"),
        )

    def institution(self, number: int) -> Body:
        """A demonstration institution, such as a laboratory's host."""
        return Body(
            key=f"institution-{number}",
            name=f"{self.place}演示科研机构第{number:03d}号",
            kind="institution",
            uscc=make_uscc(f"12{self.division_code}MB{number:07d}"),
        )


Player = Callable[[Brief, Target], Iterable[Story]]
LivingPlayer = Callable[[Brief], Iterable[Story]]


Words = Callable[[Any, str], Any]
"""What a placeholder stands for that only a field can compute: for a record (yifa.cases.telling), with the key in brackets."""


class StoryBook:
    """What fields of work tell in Python, beside their files of stories. A second player of a code is refused."""

    def __init__(self) -> None:
        self.players: dict[str, Player] = {}
        self.living: dict[str, LivingPlayer] = {}
        self.words: dict[str, Words] = {}

    def plays(self, code: str) -> Callable[[Player], Player]:
        """Registers the player of an indicator's code."""
        return partial(_register, self.players, code)

    def lives(self, name: str) -> Callable[[LivingPlayer], LivingPlayer]:
        """Registers a player of matters that are still open; ``name`` says whose they are."""
        return partial(_register, self.living, name)

    def says(self, name: str) -> Callable[[Words], Words]:
        """Registers what ``{name}`` stands for in the stories of a field; ``name`` is ``field.name``."""
        return partial(_register, self.words, name)


def _register(into: dict[str, Any], name: str, given: Any) -> Any:
    if into.setdefault(name, given) is not given:
        raise ValueError(f"two of {name!r}: {into[name]} and {given}")
    return given


book = StoryBook()
plays = book.plays
lives = book.lives
says = book.says
