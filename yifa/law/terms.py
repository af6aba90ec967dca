"""A term is a number and the unit that its own article gives it: 20个工作日, 30日, 3个月.

The unit belongs to the figure, never to the law: 行政处罚法 §85 makes 7 日 working days and leaves 90 日
calendar days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese


class LimitProblem(LawError):
    """A limit cannot be read or computed as asked."""


class Unit(StrEnum):
    """What a term counts. The values are the keys used in the files: ``{working_days: 20}``."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


_ZH = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}
_EN = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "day",
    Unit.MONTHS: "month",
    Unit.YEARS: "year",
    Unit.HOURS: "hour",
}
_READ = re.compile(
    r"^\s*(?P<count>\d+|[〇零一二两三四五六七八九十百]+)\s*"
    r"(?P<unit>个?工作日|working[ _-]?days?|个?小时|hours?|日历日|个?自然日|日|天|(?:calendar )?days?"
    r"|个?月|months?|年|years?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """``count`` units of time, one or more. Ordering between units is not defined: a month has no number of
    days.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise LimitProblem(
                f"期限应为正整数，不能是{self.count}。",
                f"A term is a positive whole number, not {self.count}.",
            )

    @classmethod
    def parse(cls, mapping: Mapping[str, object]) -> Term:
        """The term in ``{unit: count}`` as the files write it. Raises LimitProblem saying what is wrong."""
        if len(mapping) != 1:
            raise LimitProblem(
                f"期限应只写一个单位，如 {{working_days: 20}}，现有{len(mapping)}个。",
                f"Write a term with just one unit, such as {{working_days: 20}}; there are {len(mapping)}.",
            )
        key, count = next(iter(mapping.items()))
        try:
            unit = Unit(key)
        except ValueError:
            known = ", ".join(unit.value for unit in Unit)
            raise LimitProblem(
                f"不认识期限单位“{key}”，可用：{known}。", f"Unknown unit {key!r}; use one of {known}."
            ) from None
        if isinstance(count, bool) or not isinstance(count, int):
            raise LimitProblem(f"期限“{count}”不是整数。", f"The term {count!r} is not a whole number.")
        return cls(count, unit)

    @classmethod
    def read(cls, text: str) -> Term:
        """The term in words: ``20个工作日``, ``三个月``, ``30日``, ``24小时``, ``20 working days``.

        A bare 日 or 天 is read as calendar days; what 日 means in a given article is for
        :mod:`yifa.law.units`.
        """
        found = _READ.match(text)
        if found is None:
            raise LimitProblem(
                f"“{text}”不是期限，应写作“20个工作日”“30日”或“3个月”。",
                f"{text!r} is not a term; write '20 working days', '30 days' or '3 months'.",
            )
        digits = found["count"]
        count = int(digits) if digits.isascii() else from_chinese(digits)
        word = found["unit"].lower()
        if "工作日" in word or "working" in word:
            return cls(count, Unit.WORKING_DAYS)
        if "时" in word or "hour" in word:
            return cls(count, Unit.HOURS)
        if "月" in word or "month" in word:
            return cls(count, Unit.MONTHS)
        if "年" in word or "year" in word:
            return cls(count, Unit.YEARS)
        return cls(count, Unit.CALENDAR_DAYS)

    def to_mapping(self) -> dict[str, int]:
        """``{unit: count}``, the inverse of :meth:`parse`."""
        return {self.unit.value: self.count}

    def zh(self) -> str:
        return f"{self.count}{_ZH[self.unit]}"

    def en(self) -> str:
        return f"{self.count} {_EN[self.unit]}{'' if self.count == 1 else 's'}"

    def __str__(self) -> str:
        return self.zh()
