"""Numbers, amounts of money, percentages, days."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from yifa.law.quantities import (
    MOST_SIGNS,
    NotANumber,
    NumberTooLarge,
    decimal_of,
    is_too_large,
    say_yuan,
    whole_of,
)
from yifa.law.text import Bilingual, say_day
from yifa.procedure.types.base import FromCell, Names, QuestionType, Typed, Unreadable, known, one, same
from yifa.spreadsheets.book import Cell
from yifa.spreadsheets.values import UNITS, BadCell, read_number
from yifa.spreadsheets.values import read_day as read_day_in

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question

_UNITS: Final = (("亿元", 100_000_000), ("亿", 100_000_000), ("万元", 10_000), ("万", 10_000), ("元", 1))
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Quantity(QuestionType):
    """What is counted or measured; min and max bound it."""

    compared = "number"
    is_whole: ClassVar[bool] = False
    """Whether it has no decimals."""
    excel_format = "General"

    def bound(self, value: int | float) -> Bilingual:
        """A bound in words."""
        return same(str(value))

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No number, too large, or out of bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            return Bilingual("应为数字", "must be a number")
        return self.out_of_bounds(question, value)

    def out_of_bounds(self, question: Question, value: int | float) -> Bilingual | None:
        """What is wrong with a number's size."""
        if is_too_large(value):
            return Bilingual("的数太大，请核对", "is too large; check it")
        low, high = question.min, question.max
        if isinstance(low, int | float) and value < low:
            return Bilingual(f"不得小于{self.bound(low).zh}", f"must be at least {self.bound(low).en}")
        if isinstance(high, int | float) and value > high:
            return Bilingual(f"不得大于{self.bound(high).zh}", f"must be at most {self.bound(high).en}")
        return None

    def for_guards(self, value: Json) -> Json:
        """What may have decimals is compared as such."""
        if self.is_whole or isinstance(value, bool) or not isinstance(value, int):
            return value
        return float(value)

    def cell(self, value: Any, words: str, fen_in_unit: int) -> Any:
        """The number itself."""
        return value


class Integer(Quantity):
    """A whole number."""

    key = "integer"
    called = Bilingual("整数", "whole number")
    is_whole = True
    excel_format = "0"
    wanted = Bilingual("整数", "a whole number")
    example = 1

    def read(self, question: Question, given: Typed) -> Json:
        """As it was typed."""
        try:
            return whole_of(one(given))
        except NotANumber as problem:
            raise Unreadable(problem.text.zh, problem.text.en) from None

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """Not whole, or out of bounds."""
        if isinstance(value, bool) or not isinstance(value, int):
            return Bilingual("应为整数", "must be a whole number")
        return self.out_of_bounds(question, value)

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """Without a unit."""
        number = read_number(cell)
        if number is not None and (number[0] != number[0].to_integral_value() or number[1]):
            raise BadCell("应为整数", "must be a whole number")
        return None if number is None else int(number[0])


class Number(Quantity):
    """A number that may have decimals."""

    key = "number"
    called = Bilingual("数字", "number")
    wanted = Bilingual("数字", "a number")
    example = 1.5
    sign: ClassVar[str] = ""
    """What may stand after it."""

    def read(self, question: Question, given: Typed) -> Json:
        """A whole one stays whole."""
        try:
            found = decimal_of(unicodedata.normalize("NFKC", one(given)).strip().rstrip("%"))
        except NotANumber as problem:
            raise Unreadable(problem.text.zh, problem.text.en) from None
        return int(found) if found == found.to_integral_value() else float(found)

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """Without a unit."""
        number = read_number(cell)
        if number is not None and number[1] and number[1] != self.sign:
            raise BadCell("应为数字，不带单位", "must be a number without a unit")
        return None if number is None else float(number[0])


class Percent(Number):
    """A percentage, stored as it is shown."""

    key = "percent"
    called = Bilingual("百分比", "percentage")
    wanted = Bilingual("百分数，如 98.5", "per cent, such as 98.5")
    example = 98.5
    sign = "%"

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """98.5%."""
        return same(f"{value}%")


def fen_of(typed: str) -> int:
    """An amount typed in yuan (125000, 12.5万, ¥1,000.50) in fen. Raises Unreadable."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed[: 2 * MOST_SIGNS])).lstrip("¥￥")
    times = 1
    for word, worth in _UNITS:
        if text.endswith(word):
            text, times = text.removesuffix(word), worth
            break
    try:
        fen = decimal_of(text) * times * 100
    except NumberTooLarge as problem:
        raise Unreadable(problem.text.zh, problem.text.en) from None
    except NotANumber:
        raise Unreadable(
            "应为以元计的金额，如 125000 或 12.5万", "must be an amount in yuan, such as 125000"
        ) from None
    if is_too_large(int(fen)):
        raise Unreadable("金额太大，请核对单位", "is too large an amount; check the unit")
    if fen != fen.to_integral_value():
        raise Unreadable("最多两位小数（到分）", "has more than two decimals; the smallest unit is the fen")
    return int(fen)


class Money(Quantity):
    """An amount: typed in yuan (``12,500.5``, ``3.2万``), stored in fen."""

    key = "money"
    called = Bilingual("金额", "amount")
    is_whole = True
    excel_format = "#,##0.00"
    width = 18.0
    wanted = Bilingual(
        "金额，按列名中的单位填数字；填别的单位时写明，如 12.5万元",
        "an amount in the unit of the head; another unit is written with it",
    )
    example = 120000.5

    def bound(self, value: int | float) -> Bilingual:
        """In yuan."""
        return Bilingual(f"{say_yuan(int(value))}元", f"{say_yuan(int(value))} yuan")

    def read(self, question: Question, given: Typed) -> Json:
        """In fen."""
        return fen_of(one(given))

    def typed(self, question: Question, value: Json) -> Typed:
        """In yuan."""
        if not isinstance(value, int):
            return super().typed(question, value)
        yuan, rest = divmod(value, 100)
        return f"{yuan}.{rest:02d}" if rest else str(yuan)

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No amount, below nothing, or out of bounds."""
        if isinstance(value, bool) or not isinstance(value, int):
            return Bilingual("应为以分计的整数金额", "must be an amount in whole fen")
        if value < 0 and question.min is None:
            return Bilingual("不得为负数", "must not be negative")
        return self.out_of_bounds(question, value)

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """125,000元."""
        return self.bound(value) if isinstance(value, int) else super().item(question, value, names)

    def cell(self, value: Any, words: str, fen_in_unit: int) -> Any:
        """In the column's unit."""
        return value / fen_in_unit

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """In the unit that stands in the cell, else in the head or above the table, else the column's own."""
        number = read_number(cell)
        if number is None:
            return None
        amount, own = number
        if own == "%":
            raise BadCell("应为金额", "must be an amount")
        named = own or how.unit
        fen = amount * (UNITS[named] * 100 if named in UNITS else how.fen_in_unit)
        if is_too_large(int(fen)):
            raise BadCell("金额太大，请核对单位", "is too large an amount; check the unit")
        if fen != fen.to_integral_value():
            raise BadCell("精确到分即可", "has more digits than fen")
        return int(fen)


class Day(QuestionType):
    """A day, stored as 2020-03-05; min and max bound it."""

    key = "date"
    called = Bilingual("日期", "date")
    compared = "date"
    filler = "2020-01-02"
    excel_format = "yyyy-mm-dd"
    wanted = Bilingual(
        "日期，四位年份，如 2020-03-06", "a day with a year of four digits, such as 2020-03-06"
    )
    example = date(2020, 3, 6)

    def read(self, question: Question, given: Typed) -> Json:
        """In any usual form."""
        return read_day(one(given)).isoformat()

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """No day, or out of bounds."""
        day = value if isinstance(value, date) else None
        if isinstance(value, str):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                day = None
        if day is None:
            return Bilingual("应为日期，如 2020-03-02", "must be a date such as 2020-03-02")
        if isinstance(question.min, date) and day < question.min:
            return Bilingual(f"不得早于{question.min}", f"must not be before {question.min}")
        if isinstance(question.max, date) and day > question.max:
            return Bilingual(f"不得晚于{question.max}", f"must not be after {question.max}")
        return None

    def for_guards(self, value: Json) -> Json:
        """As text."""
        return value.isoformat() if isinstance(value, date) else value

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """2020年3月5日; what is no day as it is."""
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            return same(str(value))
        return Bilingual(say_day(day, "zh-hans"), say_day(day, "en"))

    def cell(self, value: Any, words: str, fen_in_unit: int) -> Any:
        """A day of Excel's."""
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001  (a workbook's days have no zone)

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """A certain day."""
        return read_day_in(cell, since=how.since, until=how.until)


def read_day(text: str) -> date:
    """A day in any usual form: 2020-03-05, 2020/3/5, 2020年3月5日, 20200305. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Unreadable(f"“{text}”没有这一天", f"there is no such day as {text!r}") from None
    raise Unreadable("应为日期，如 2020-03-05", "must be a day, such as 2020-03-05")


INTEGER: Final = known(Integer())
NUMBER: Final = known(Number())
MONEY: Final = known(Money())
PERCENT: Final = known(Percent())
DATE: Final = known(Day())
