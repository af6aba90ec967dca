"""A period is a span of legal days in China, first and last included.

Registers keep days (``_on``) or moments (``_at``). For a day, compare with ``first_on`` and ``last_on``; for a moment, with
``first_at`` and ``last_at``, which are those days' first and last instants in China.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from yifa.figures.errors import PeriodProblem
from yifa.law.text import Bilingual

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``first_on`` to ``last_on``, both included, within one calendar year.

    A whole year is the usual one. A report that is dated inside its own year stops at its cut-off day.
    """

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise PeriodProblem(
                f"统计期间的止日{self.last_on}早于起日{self.first_on}，请改正。",
                f"The period ends on {self.last_on}, before it begins on {self.first_on}. Correct it.",
            )
        if self.first_on.year != self.last_on.year:
            raise PeriodProblem(
                f"统计期间{self.first_on}至{self.last_on}跨了年度，请分年统计。",
                f"The period {self.first_on} to {self.last_on} spans two years. Count them apart.",
            )

    @classmethod
    def year(cls, number: int, through: date | None = None) -> Period:
        """The calendar year, or its part up to and including ``through``. Raises PeriodProblem for 1948 or 2200."""
        if not 1949 <= number <= 2199:
            raise PeriodProblem(
                f"年度“{number}”不对，应为四位数的年份，如2020。", f"{number} is not a year such as 2020."
            )
        return cls(date(number, 1, 1), through or date(number, 12, 31))

    @property
    def year_number(self) -> int:
        """The calendar year in which it lies."""
        return self.first_on.year

    @property
    def is_whole_year(self) -> bool:
        """Whether it runs from 1 January to 31 December."""
        return (self.first_on.month, self.first_on.day, self.last_on.month, self.last_on.day) == (
            1,
            1,
            12,
            31,
        )

    @property
    def first_at(self) -> datetime:
        """The first instant, in China."""
        return datetime.combine(self.first_on, time.min, SHANGHAI)

    @property
    def last_at(self) -> datetime:
        """The last instant (to the microsecond), in China."""
        return datetime.combine(self.last_on, time.max, SHANGHAI)

    @property
    def title(self) -> Bilingual:
        """2020年 or 2020年1月1日至2020年11月30日."""
        if self.is_whole_year:
            return Bilingual(zh=f"{self.year_number}年", en=str(self.year_number))
        return Bilingual(
            zh=f"{_day(self.first_on)}至{_day(self.last_on)}",
            en=f"{self.first_on.isoformat()} to {self.last_on.isoformat()}",
        )

    def previous(self) -> Period:
        """The same span a year before; 29 February becomes the 28th."""
        return self.back(1)

    def back(self, years: int) -> Period:
        """The same span ``years`` years before (negative: after)."""
        return Period(_moved(self.first_on, years), _moved(self.last_on, years))

    def contains(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first_on <= day <= self.last_on

    def days(self, field: str) -> dict[str, Any]:
        """Keyword arguments for ``filter()`` over a date field: ``Register.objects.filter(**period.days("signed_on"))``."""
        return {f"{field}__range": (self.first_on, self.last_on)}

    def moments(self, field: str) -> dict[str, Any]:
        """Keyword arguments for ``filter()`` over a date-time field."""
        return {f"{field}__range": (self.first_at, self.last_at)}


def _moved(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28) if years else day
    return day.replace(year=day.year - years)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
