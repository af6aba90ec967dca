"""The year's fixed dates, and what "before" a date means.

For 某日前 and 某日之前 the last safe day is the day before, and the work is planned for it; but a thing is
called late only after the date itself has passed, because the law's wording does not settle whether the date
is in or out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yifa.law.calendar import Calendar
from yifa.law.citations import Citation
from yifa.law.errors import LawError, ModelProblem
from yifa.law.files import DATA, read_model
from yifa.law.limits import add_days, end_of_month, working_day_on_or_before
from yifa.law.text import Bilingual
from yifa.law.versions import Words


class When(StrEnum):
    """How a fixed date binds."""

    BEFORE = "before"
    ON = "on"
    DURING = "during"


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A duty of one year. ``date_on`` is the date that the rule names; see :attr:`planned_on` and
    :meth:`is_late`.
    """

    key: str
    duty: Bilingual
    when: When
    date_on: date
    first_on: date
    to: Bilingual | None
    citation: Citation | None
    verified: str

    @property
    def planned_on(self) -> date:
        """The internal due date: the day before, for 某日前; the date itself otherwise."""
        return add_days(self.date_on, -1) if self.when is When.BEFORE else self.date_on

    def office_due_on(self, calendar: Calendar) -> date:
        """The last working day on or before :attr:`planned_on`. Raises YearNotPublished, for this is told and not owed."""
        return working_day_on_or_before(self.planned_on, calendar)

    def is_late(self, today: date) -> bool:
        """Only after the date itself."""
        return today > self.date_on


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str
    duty: Words
    kind: When
    month: int = Field(ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    to: Words | None = None
    statute: str
    article: str
    verified: str

    @model_validator(mode="after")
    def _has_a_day(self) -> _Entry:
        if (self.day is None) != (self.kind is When.DURING):
            raise ModelProblem(
                "整月的事项不写日，其余应写日", "only a whole month is written without a day", "kind"
            )
        return self

    def in_year(self, year: int) -> FixedDate:
        first = date(year, self.month, self.day or 1)
        return FixedDate(
            key=self.key,
            duty=self.duty.text,
            when=self.kind,
            date_on=end_of_month(first) if self.kind is When.DURING else first,
            first_on=first,
            to=self.to.text if self.to else None,
            citation=Citation(self.statute, self.article) if self.statute else None,
            verified=self.verified,
        )


class _DatesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    dates: tuple[_Entry, ...]


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    return read_model(DATA / "fixed-dates.yaml", _DatesFile).dates


def fixed_dates(year: int) -> tuple[FixedDate, ...]:
    """The duties of a year in order of their dates."""
    return tuple(sorted((entry.in_year(year) for entry in _entries()), key=lambda one: one.date_on))


def fixed_date(key: str, year: int) -> FixedDate:
    """One duty of a year. Raises LawError for an unknown key."""
    for entry in _entries():
        if entry.key == key:
            return entry.in_year(year)
    raise LawError(f"没有名为“{key}”的固定日期。", f"There is no fixed date called {key!r}.")
