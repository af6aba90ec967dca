"""From an indicator to a figure: one query for the whole, its parts, and how many records stand behind each.

    figure(registry["service.items"], bureau, Period.year(2020))
    Figure(28项, parts=(公共服务 21, 行政确认 3, 其他权力 4), records_count=28)

Yearly change and growth are computed from two figures and are never typed: 12.98 → 16.47 is 26.9%, whatever a table says.
A year without records takes what was taken over from the bureau's published report, and says so (``Figure.stated``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Value
from django.urls import NoReverseMatch, reverse

from yifa.figures.errors import UnknownPart
from yifa.figures.indicators import Indicator
from yifa.figures.measures import Number, Row, rounded
from yifa.figures.periods import Period
from yifa.figures.stated import Stated, stated
from yifa.figures.units import Unit
from yifa.figures.words import said
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau

RECORDS_PAGE = "desk:figure"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure. ``key`` holds its values on the breakdown's axes and, joined by dots, names it in prose."""

    key: tuple[Any, ...]
    title: Bilingual
    value: Number | None
    records_count: int
    axes: tuple[Bilingual, ...] = ()

    @property
    def name(self) -> str:
        """``abolish`` or ``provincial.key_laboratory``."""
        return ".".join("" if value is None else str(value) for value in self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that share their outermost value, with the value of the group where it can be computed."""

    title: Bilingual
    value: Number | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator for a bureau and a period. ``value`` is None where there was nothing to compute from.

    stated: set where the period has no records and the value is that of a published report, taken over.
    """

    indicator: Indicator
    bureau: Bureau = field(repr=False)
    period: Period
    value: Number | None
    parts: tuple[Part, ...]
    records_count: int
    groups: tuple[Group, ...] = field(default=(), repr=False)
    stated: Stated | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def title(self) -> Bilingual:
        return self.indicator.title

    @property
    def unit(self) -> Unit:
        return self.indicator.unit

    @property
    def counter(self) -> Bilingual:
        return self.indicator.words

    @property
    def year(self) -> int:
        return self.period.year_number

    @property
    def text(self) -> Bilingual:
        """28项; — where there is no value."""
        return say(self.value, self.indicator)

    @property
    def records_url(self) -> str:
        """Address of the page that lists the records; empty where no desk is served."""
        return records_url(self.code, self.year)

    def records(self, part: Part | None = None) -> QuerySet[Any]:
        """The records behind the figure, or behind one of its parts."""
        found = self.indicator.records(self.bureau, self.period)
        breakdown = self.indicator.parts
        if part is None or breakdown is None:
            return found
        return found.filter(**_equal(breakdown.fields, part.key))

    def part(self, name: str) -> Part:
        """The part of that name. A listed value without records is a part of zero. Raises UnknownPart."""
        return find_part(self.indicator, self.parts, name)


@dataclass(frozen=True, slots=True)
class Change:
    """From one year to the next. ``growth`` in percent to one decimal; None with the ``reason`` where it cannot be computed."""

    current: Number | None
    previous: Number | None
    difference: Number | None
    growth: Decimal | None
    reason: Bilingual | None


def figure(indicator: Indicator, bureau: Bureau, period: Period) -> Figure:
    """The figure, by one query (two for a broken-down measure whose groups do not add up, such as a distinct count).

    Where a whole year has no record, one more asks for what was taken over from a published report.
    """
    return _with_stated(bureau, [_computed(indicator, bureau, period)])[0]


def figures_of(asked: Sequence[tuple[Indicator, Period]], bureau: Bureau) -> tuple[Figure, ...]:
    """Many figures in the order asked: mere counts by one query for all, others by one each; one more for published reports."""
    counted = _counted({place: one for place, one in enumerate(asked) if _is_count(one[0])}, bureau)
    every = enumerate(asked)
    return _with_stated(
        bureau, [counted.get(place) or _computed(one, bureau, of) for place, (one, of) in every]
    )


def _is_count(indicator: Indicator) -> bool:
    """Whether a figure is a number of rows and nothing else."""
    told = indicator.measure.expressions().values()
    return indicator.parts is None and all(type(one) is Count for one in told)


def _counted(asked: Mapping[int, tuple[Indicator, Period]], bureau: Bureau) -> dict[int, Figure]:
    """Figures that are counts, by their places: those of the same shape are rows of one statement."""
    shapes: dict[tuple[str, ...], list[QuerySet[Any, dict[str, Any]]]] = {}
    for place, (indicator, period) in asked.items():
        expressions = indicator.measure.expressions() | {"n_records": Count("pk")}
        records = indicator.records(bureau, period).order_by().values(n_place=Value(place))
        shape = tuple(sorted(expressions))
        shapes.setdefault(shape, []).append(records.annotate(**expressions).values("n_place", *shape))
    rows: dict[int, Row] = {}
    for first, *others in shapes.values():
        rows |= {row["n_place"]: row for row in (first.union(*others, all=True) if others else first)}
    return {
        place: Figure(
            indicator,
            bureau,
            period,
            # Of no records the database has no row.
            indicator.measure.value([rows[place]] if place in rows else []),
            (),
            rows[place]["n_records"] if place in rows else 0,
        )
        for place, (indicator, period) in asked.items()
    }


def _with_stated(bureau: Bureau, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures; those of whole years without records as a published report states them. One query for all."""
    bare = {
        (each.code, each.year) for each in figures if not each.records_count and each.period.is_whole_year
    }
    taken = stated(bureau, bare)
    return tuple(
        replace(each, value=taken[each.code, each.year].value, stated=taken[each.code, each.year])
        if (each.code, each.year) in bare and (each.code, each.year) in taken
        else each
        for each in figures
    )


def _computed(indicator: Indicator, bureau: Bureau, period: Period) -> Figure:
    records = indicator.records(bureau, period).order_by()
    expressions = indicator.measure.expressions() | {"n_records": Count("pk")}
    breakdown = indicator.parts
    if breakdown is None:
        row = records.aggregate(**expressions)
        return Figure(indicator, bureau, period, indicator.measure.value([row]), (), row["n_records"])
    rows = sorted(
        records.values(*breakdown.fields).annotate(**expressions),
        key=lambda row: breakdown.order(_key(breakdown.fields, row)),
    )
    if indicator.measure.additive:
        value = indicator.measure.value(rows)
    else:
        value = indicator.measure.value([records.aggregate(**indicator.measure.expressions())])
    parts = _parts(indicator, rows)
    return Figure(
        indicator,
        bureau,
        period,
        value,
        parts,
        sum(row["n_records"] for row in rows),
        _groups(indicator, rows),
    )


def series(indicator: Indicator, bureau: Bureau, years: Sequence[int]) -> tuple[Figure, ...]:
    """The figure of each year, in the order asked; one query a year, and one for the years without records."""
    return _with_stated(bureau, [_computed(indicator, bureau, Period.year(year)) for year in years])


def growth(indicator: Indicator, bureau: Bureau, year: int) -> Change:
    """The change of a year against the year before."""
    before, now = series(indicator, bureau, (year - 1, year))
    return change(before.value, now.value)


def change(previous: Number | None, current: Number | None) -> Change:
    """Difference and growth in percent, one decimal, half up. Growth has no value where the base is missing, zero or negative."""
    if previous is None or current is None:
        reason = Bilingual(
            zh="缺少上年或本年的数据，无法计算增速。", en="Last year's or this year's value is missing."
        )
        return Change(current, previous, None, None, reason)
    difference = current - previous
    if previous <= 0:
        reason = Bilingual(
            zh=f"上年数为{previous}，不能作增速的基数。",
            en=f"Last year's value is {previous}; growth cannot be computed from it.",
        )
        return Change(current, previous, difference, None, reason)
    return Change(current, previous, difference, rounded(Decimal(100) * difference / previous, 1), None)


def say(value: Number | None, indicator: Indicator) -> Bilingual:
    """The value with its measure word; — for none."""
    if value is None:
        return Bilingual(zh="—", en="—")
    return said(value, indicator.unit, indicator.words)


def records_url(code: str, year: int, part: str = "") -> str:
    """Address of the page that lists a figure's records; empty where this process serves no desk."""
    try:
        address = reverse(RECORDS_PAGE, kwargs={"code": code, "year": year})
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'part': part})}" if part else address


def find_part(indicator: Indicator, parts: Sequence[Part], name: str) -> Part:
    """The part of that name among a figure's; a listed value without records is a part of zero. Raises UnknownPart."""
    for part in parts:
        if part.name == name:
            return part
    breakdown = indicator.parts
    key = tuple(name.split("."))
    known = breakdown is not None and len(key) == len(breakdown.axes)
    if (
        breakdown is not None
        and known
        and all(v in axis.titles for axis, v in zip(breakdown.axes, key, strict=True))
    ):
        titles = tuple(axis.title(value) for axis, value in zip(breakdown.axes, key, strict=True))
        return Part(key, breakdown.title(key), indicator.measure.value([]), 0, titles)
    names = "、".join(part.name for part in parts) or "（无）"
    raise UnknownPart(
        f"指标“{indicator.code}”没有分项“{name}”，现有分项：{names}。",
        f"Indicator {indicator.code!r} has no part {name!r}; it has: {names}.",
    )


def _parts(indicator: Indicator, rows: Sequence[Row]) -> tuple[Part, ...]:
    breakdown = indicator.parts
    assert breakdown is not None
    found = [
        Part(
            key := _key(breakdown.fields, row),
            breakdown.title(key),
            indicator.measure.value([row]),
            row["n_records"],
            tuple(axis.title(value) for axis, value in zip(breakdown.axes, key, strict=True)),
        )
        for row in rows
    ]
    if not breakdown.show_empty or len(breakdown.axes) != 1:
        return tuple(found)
    (axis,) = breakdown.axes
    present = {part.name for part in found}
    empty = [
        Part((value,), title, indicator.measure.value([]), 0, (title,))
        for value, title in axis.titles.items()
        if value not in present
    ]
    return tuple(sorted([*found, *empty], key=lambda part: axis.order(part.key[0])))


def _groups(indicator: Indicator, rows: Sequence[Row]) -> tuple[Group, ...]:
    breakdown = indicator.parts
    assert breakdown is not None
    if len(breakdown.axes) < 2:
        return ()
    outer = breakdown.axes[0]
    together: dict[Any, list[Row]] = {}
    for row in rows:
        together.setdefault(row[outer.field], []).append(row)
    additive = indicator.measure.additive
    return tuple(
        Group(
            outer.title(value), indicator.measure.value(rows) if additive else None, _parts(indicator, rows)
        )
        for value, rows in together.items()
    )


def _key(fields: Sequence[str], row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in fields)


def _equal(fields: Sequence[str], key: Sequence[Any]) -> Mapping[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in zip(fields, key, strict=True)
    }
