"""The values that a count of days is made of: spans, segments, extensions, and a day with the reason why it
counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.law.citations import Citation
from yifa.law.terms import LimitProblem, Term, Unit
from yifa.law.text import Bilingual


class Why(StrEnum):
    """Why a day of a count stands where it does."""

    EVENT_DAY = "event_day"
    COUNTED = "counted"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    STOPPED = "stopped"
    ROLLED = "rolled"
    NOTICE_DAY = "notice_day"


class Direction(StrEnum):
    """A ceiling binds the one who must act by a day; a floor bars an act until it is over; a count back ends
    before an event."""

    CEILING = "ceiling"
    FLOOR = "floor"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Span:
    """Closed span of days, both ends in it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise LimitProblem(
                f"止日{self.last}早于起日{self.first}。",
                f"The span ends on {self.last}, before {self.first}.",
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return map(date.fromordinal, range(self.first.toordinal(), self.last.toordinal() + 1))

    @property
    def days(self) -> int:
        """Number of days in the span, at least 1."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of one unit within a count, up to and including ``last``."""

    unit: Unit
    last: date


@dataclass(frozen=True, slots=True)
class Extension:
    """A lengthening granted by the person whom the article names. ``by`` is shown as it is written."""

    term: Term
    granted_on: date
    by: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count: its number in the count if it has one, why, and a sentence for the reader.

    is_open: a holiday notice that is not published yet may make the day another one.
    """

    day: date
    ordinal: int | None
    why: Why
    note: Bilingual
    is_open: bool = False
