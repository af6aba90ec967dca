"""A story is a matter told in advance: which steps will be taken, on which days, with which answers.

Fields of work write stories (in their ``stories.py``) so that a demonstration, or a test, can really do the work that a published
figure counts. A *player* is registered for an indicator's code and turns a target such as "28 items, of them 21 public services"
into stories; a *living* player tells matters that are still open on the day the demonstration is made. Whoever plays the
stories (yifa.demo) takes every step through the one act; nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

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
    """One step to be taken on a day. Who takes it follows from the procedure; ``co_signers`` says how many join.

    A question for a party is answered by a name, one for another case by the title of that case's story.
    """

    on: date
    step: str
    answers: Answers = field(default_factory=dict)
    co_signers: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """A matter from its first step to its last. The first beat opens the case."""

    procedure: str
    title: str
    beats: tuple[Beat, ...]
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What the stories must add up to: the least number that makes the published statement true, its parts and its series."""

    code: str
    year: int
    total: int
    parts: Mapping[str, int] = field(default_factory=dict)
    series: Mapping[int, int] = field(default_factory=dict)

    def spelled_out(self, default_part: str = "") -> tuple[str, ...]:
        """The part of each of the ``total`` records in turn; ``default_part`` where the figure has no breakdown."""
        if not self.parts:
            return (default_part,) * self.total
        return tuple(part for part, count in self.parts.items() for _ in range(count))


@dataclass(frozen=True)
class Brief:
    """What a player may know: the bureau's name, its place, its calendar, the day on which the demonstration is
    made, and the members of its Party group, whoever presides first."""

    bureau_name: str
    short_name: str
    document_code: str
    division_code: str
    place: str
    calendar: Calendar
    today: date
    members: tuple[str, ...] = ()

    def spread(self, index: int, count: int, year: int, *, leave: int = 40) -> date:
        """The day of the ``index``-th of ``count`` matters, evenly over the year, ``leave`` working days left at its end."""
        days = self._working_days(year)
        usable = max(1, len(days) - leave)
        return days[min(usable - 1, (index * usable) // max(1, count))]

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


class StoryBook:
    """The players of all fields of work. A code may have one player; a second is refused when it registers."""

    def __init__(self) -> None:
        self._players: dict[str, Player] = {}
        self._living: dict[str, LivingPlayer] = {}

    def plays(self, code: str) -> Callable[[Player], Player]:
        """Registers the player of an indicator's code."""

        def register(player: Player) -> Player:
            if code in self._players:
                raise ValueError(f"two players for indicator {code!r}: {self._players[code]} and {player}")
            self._players[code] = player
            return player

        return register

    def lives(self, name: str) -> Callable[[LivingPlayer], LivingPlayer]:
        """Registers a player of matters that are still open; ``name`` says whose they are."""

        def register(player: LivingPlayer) -> LivingPlayer:
            if name in self._living:
                raise ValueError(f"two living players named {name!r}")
            self._living[name] = player
            return player

        return register

    def player(self, code: str) -> Player | None:
        """The player of an indicator, or None where no field of work can do that work."""
        return self._players.get(code)

    @property
    def codes(self) -> frozenset[str]:
        """The indicators that can be played."""
        return frozenset(self._players)

    @property
    def living(self) -> tuple[LivingPlayer, ...]:
        """The players of open matters, by name."""
        return tuple(self._living[name] for name in sorted(self._living))


book = StoryBook()
plays = book.plays
lives = book.lives
