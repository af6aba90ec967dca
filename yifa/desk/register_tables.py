"""Registers as tables: cells as people read them, filters made from the columns, and pages that begin where another ended.

A page is found by the row that it begins after (or ends before), never by a number of rows to skip, and one row more than
is shown tells whether there is another page: a million rows cost what a hundred do, and nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from yifa.cases.registers.columns import Column
from yifa.cases.registers.register import Register, read_text
from yifa.desk import knowing
from yifa.desk.phrases import aside
from yifa.interface.formats import language, show_date, words
from yifa.law.text import Bilingual
from yifa.procedure import types

PAGE: Final = 50
SIZES: Final = (50, 100, 200)
"""How many rows a page may show."""
_NUMBERS: Final = frozenset({types.INTEGER, types.NUMBER, types.MONEY, types.PERCENT})
_SHORT: Final = frozenset({types.DATE, types.BOOLEAN, types.CHOICE})
_KEYS: Final = frozenset({types.PARTY, types.CASE, types.REFERENCE})
_CONTROLS: Final = frozenset({"after", "before", "sort"})
_LONG: Final = 60

Row = TypeVar("Row", bound=Model)


# Cells ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it is read; ``whole`` holds a long text that the table shortens."""

    text: str
    is_number: bool = False
    is_short: bool = False
    whole: str = ""


def shown_value(column: Column, row: Model) -> str:
    """A row's value as a page says it: days in words, money in the column's unit without idle zeros, choices by name."""
    value = column.value(row)
    kind = column.kind_in(type(row))
    if kind is types.CHOICE:
        known = column.choices.get("" if value is None else str(value))
        return words(known) if known is not None else "" if value is None else str(value)
    if value is None or value == "":
        return ""
    match kind:
        case types.DATE:
            return show_date(value)
        case types.MONEY:
            return shown_amount(value, column.fen_in_unit)
        case types.INTEGER:
            return str(value)
        case types.PERCENT:
            return f"{value:f}%" if isinstance(value, Decimal) else f"{value}%"
        case _:
            return column.words(row, language())


def shown_amount(fen: int, fen_in_unit: int) -> str:
    """An amount of fen in a unit, with thousands separators and without idle zeros: 1,234.5."""
    number = f"{Decimal(fen) / fen_in_unit:,f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def cell_of(column: Column, row: Model) -> Cell:
    """A row's cell in a column; a long text is shortened."""
    if knowing.is_hidden(row, column):
        return Cell(knowing.HIDDEN)
    text = knowing.told(row, column, shown_value(column, row))
    if len(text) > _LONG:
        return Cell(f"{text[: _LONG - 1]}…", whole=text)
    kind = column.kind_in(type(row))
    return Cell(text, kind in _NUMBERS, kind in _SHORT)


def title_of(column: Column) -> str:
    """A column's head with its unit: 合同金额（元）."""
    title = words(column.title)
    if column.unit is None:
        return title
    return aside(title, words(column.unit))


def reached(register: type[Model], columns: Sequence[Column]) -> tuple[str, ...]:
    """Foreign keys on the way of these columns, for ``select_related``."""
    found: dict[str, None] = {}
    for column in columns:
        path, _mark, _last = column.name.rpartition("__")
        if column.kind_in(register) in _KEYS:
            path = column.name
        if path:
            found[path] = None
    return tuple(found)


# Pages ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a table: by a column's values, empty ones last, or (without a column) the newest row first."""

    column: str = ""
    descending: bool = True

    @classmethod
    def read(cls, text: str, columns: Sequence[Column], register: type[Model]) -> Order:
        """The order in an address (``amount_fen`` or ``-amount_fen``); the newest first for anything else."""
        name = text.removeprefix("-")
        if any(one.name == name and _has_order(one, register) for one in columns):
            return cls(name, descending=text.startswith("-"))
        return cls()

    def __str__(self) -> str:
        return f"{'-' if self.descending else ''}{self.column}" if self.column else ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of one page, and the rows after and before which the neighbouring pages lie (None where there is none)."""

    rows: tuple[Any, ...]
    after: int | None
    before: int | None


def page_of(
    rows: QuerySet[Row], order: Order, *, after: str = "", before: str = "", size: int = PAGE
) -> Slice:
    """The page that begins after a row, or ends before one, or the first; two queries at most.

    after, before: primary keys as an address holds them; anything unreadable or gone is the first page.
    """
    backward = before.isdecimal()
    anchor = before if backward else after if after.isdecimal() else ""
    place = _place(rows, order, int(anchor)) if anchor else None
    found = rows
    if place is not None:
        found = found.filter(_beyond(order, *place, backward=backward))
    listed = list(found.order_by(*ordering(order, backward=backward and place is not None))[: size + 1])
    more, listed = len(listed) > size, listed[:size]
    if place is None:
        return Slice(tuple(listed), listed[-1].pk if more else None, None)
    if backward:
        listed.reverse()
        return Slice(
            tuple(listed), listed[-1].pk if listed else None, listed[0].pk if more and listed else None
        )
    return Slice(tuple(listed), listed[-1].pk if more else None, listed[0].pk if listed else None)


def _place(rows: QuerySet[Row], order: Order, pk: int) -> tuple[int, Any] | None:
    # The anchor may have left the filter meanwhile; its place in the order is still a place.
    named = rows.query.annotations.get(order.column)
    found = (
        rows.model._default_manager.annotate(**({order.column: named} if named is not None else {}))  # noqa: SLF001
        .filter(pk=pk)
        .values_list("pk", order.column or "pk")
        .first()
    )
    return None if found is None else (found[0], found[1])


def ordering(order: Order, *, backward: bool = False) -> list[Any]:
    """The order for ``order_by``, or its reverse."""
    down = order.descending is not backward
    ids = F("pk").desc() if down else F("pk").asc()
    if not order.column:
        return [ids]
    column = F(order.column)
    # Empty values come last, so that going backward they come first.
    values = (
        column.desc(nulls_last=not backward or None, nulls_first=backward or None)
        if down
        else column.asc(nulls_last=not backward or None, nulls_first=backward or None)
    )
    return [values, ids]


def _beyond(order: Order, pk: int, value: Any, *, backward: bool) -> Q:
    down = order.descending is not backward
    sign = "lt" if down else "gt"
    ids = Q(**{f"pk__{sign}": pk})
    name = order.column
    if not name:
        return ids
    if value is None:
        same = Q(**{f"{name}__isnull": True}) & ids
        return same | Q(**{f"{name}__isnull": False}) if backward else same
    beyond = Q(**{f"{name}__{sign}": value}) | (Q(**{name: value}) & ids)
    return beyond if backward else beyond | Q(**{f"{name}__isnull": True})


# Filters ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One question of the filter form. kind: ``search``, ``choice``, ``text``, ``days``, ``numbers``."""

    kind: str
    name: str
    title: str
    value: str = ""
    options: tuple[Option, ...] = ()
    from_value: str = ""
    to_value: str = ""

    @property
    def used(self) -> bool:
        """Whether it narrows the table now."""
        return bool(self.value or self.from_value or self.to_value)


def filters_of(register: type[Register], asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filter form of a register: a search, then one question for each column that can be asked, in the columns' order."""
    found: list[Filter] = []
    if any(column.kind_in(register) is types.TEXT for column in register.columns):
        found.append(Filter("search", "q", _("查找文字"), asked.get("q", "").strip()))
    for column in register.columns:
        name, value = column.name, asked.get(column.name, "").strip()
        match column.kind_in(register):
            case types.CHOICE:
                options = [(key, words(title)) for key, title in column.choices.items() if key]
                found.append(_choice(column, value, options))
            case types.BOOLEAN:
                found.append(_choice(column, value, [("1", _("是")), ("0", _("否"))]))
            case types.PARTY:
                found.append(Filter("text", name, title_of(column), value))
            case kind if kind is types.DATE or kind in _NUMBERS:
                ends = {edge: asked.get(f"{name}__{edge}", "").strip() for edge in ("from", "to")}
                found.append(
                    Filter(
                        "days" if kind is types.DATE else "numbers",
                        name,
                        title_of(column),
                        from_value=ends["from"],
                        to_value=ends["to"],
                    )
                )
            case _:
                pass
    return tuple(found)


def unreadable(register: type[Register], asked: Mapping[str, str]) -> tuple[Bilingual, ...]:
    """What was asked for and cannot be read, as sentences: such a filter would silently narrow nothing."""
    found = []
    for column in register.columns:
        for name in (column.name, f"{column.name}__from", f"{column.name}__to"):
            text = asked.get(name, "").strip()
            if text and read_text(register, column, text) is None:
                found.append(
                    Bilingual(
                        f"筛选条件“{column.title.zh}”中的“{text}”读不出来，未按它筛选；"
                        "日期写作2020-03-06，数字只写数字。",
                        f"“{text}” under {column.title.en} cannot be read and filters nothing; "
                        "write days as 2020-03-06 and numbers in digits.",
                    )
                )
    return tuple(found)


def asked_of(register: type[Register], given: Mapping[str, str]) -> dict[str, str]:
    """The filters in an address that this register knows, without the empty ones."""
    known = {"q"} | {f"{name}{edge}" for name in register.column_names() for edge in ("", "__from", "__to")}
    return {name: value for name in known if (value := str(given.get(name, "")).strip())}


def _choice(column: Column, value: str, options: Sequence[tuple[str, str]]) -> Filter:
    return Filter(
        "choice",
        column.name,
        title_of(column),
        value,
        tuple(Option(key, title, key == value) for key, title in options),
    )


# The whole table --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. sorted: ``ascending``, ``descending`` or empty, as ``aria-sort`` has it."""

    title: str
    is_number: bool
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the address of its page, its cells (the ``named`` one, from 1, is the link), and its case."""

    url: str
    cells: tuple[Cell, ...]
    named: int = 1
    case_number: str = ""
    case_url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A page of a register, ready to be drawn."""

    heads: tuple[Head, ...]
    rows: tuple[TableRow, ...]
    previous_url: str
    next_url: str
    total: Total | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of the amounts that a table shows. cells: one for each column, empty where there is nothing to add up."""

    rows: int
    cells: tuple[str, ...]


def money_of(register: type[Model], columns: Sequence[Column]) -> list[Column]:
    """The columns of amounts that can be added up by the database."""
    return [
        one
        for one in columns
        if one.kind_in(register) is types.MONEY and not one.is_sealed_in(register) and not one.personal
    ]


def total_of(rows: QuerySet[Any], register: type[Model], columns: Sequence[Column]) -> Total:
    """The number of rows and the sums of their amounts, in one query."""
    money = money_of(register, columns)
    found = rows.order_by().aggregate(
        of_rows=Count("pk"), **{f"of_{place}": Sum(one.name) for place, one in enumerate(money)}
    )
    sums = {one.name: found[f"of_{place}"] or 0 for place, one in enumerate(money)}
    return Total(
        found["of_rows"],
        tuple(shown_amount(sums[one.name], one.fen_in_unit) if one.name in sums else "" for one in columns),
    )


def heads_of(
    register: type[Model], columns: Sequence[Column], order: Order, asked: Mapping[str, str]
) -> tuple[Head, ...]:
    """Heads that sort the table when they are followed: first upward, then downward, then as it was."""
    found = []
    for column in columns:
        kind = column.kind_in(register)
        url = sorted_ = ""
        if _has_order(column, register):
            if order.column == column.name:
                sorted_ = "descending" if order.descending else "ascending"
                turned = "" if order.descending else f"-{column.name}"
            else:
                turned = column.name
            url = address(asked, sort=turned)
        found.append(Head(title_of(column), kind in _NUMBERS, url, sorted_))
    return tuple(found)


def _has_order(column: Column, register: type[Model]) -> bool:
    """Whether the database can sort by it: it knows no order of names behind keys, nor of what is sealed."""
    return column.kind_in(register) not in _KEYS and not column.is_sealed_in(register)


def address(asked: Mapping[str, str], **more: object) -> str:
    """A query string with these filters; what is empty is left out, and ``?`` alone stands for none."""
    given = {
        name: str(value)
        for name, value in {**{k: v for k, v in asked.items() if k not in _CONTROLS}, **more}.items()
        if value not in ("", None)
    }
    return f"?{urlencode(sorted(given.items()))}"


def day_or_none(text: str) -> date | None:
    """The day in an address, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def naming(register: type[Model], columns: Sequence[Column]) -> int:
    """Which column, from 1, names a row best: the first of text."""
    kinds = [column.kind_in(register) for column in columns]
    return kinds.index(types.TEXT) + 1 if types.TEXT in kinds else 1
