"""The room of figures: a year at a glance, and each figure with its definition, its parts, its years and its records.

A figure is a query; every number here opens the rows that it counts, and every row its case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yifa.cases.log.seals import newest_commitment
from yifa.cases.registers.register import Register
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.phrases import listed
from yifa.desk.register_excel import workbook
from yifa.desk.register_pages import field_title, is_part, shown_columns, table_of
from yifa.desk.register_tables import Order, ordering
from yifa.figures.attested import zero_of
from yifa.figures.compute import Change, Figure, Part, change, figure, figures_of, records_url, series
from yifa.figures.errors import PeriodProblem, UnknownIndicator, UnknownPart
from yifa.figures.indicators import Indicator, registry
from yifa.figures.measures import Number, rounded
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.figures.words import WAN, YI, after, digits, digits_of
from yifa.house.models import Bureau
from yifa.house.tenancy import unveiled
from yifa.interface.formats import is_english, show_date, words
from yifa.typesetting.charts import YearValue, yearly_bars

_YEARS: Final = 10
_IN_SERIES: Final = 6
_PARTS_ON_TILE: Final = 6
_TOLD_AT_MOST: Final = 64
_LARGE: Final[tuple[tuple[Decimal, str, str], ...]] = (
    (YI, "亿元", "hundred million yuan"),
    (WAN, "万元", "ten thousand yuan"),
)


# Numbers in words -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is shown, with what stands after it."""

    text: str
    counter: str


def shown(value: Number | None, indicator: Indicator) -> Shown:
    """A value with its measure word; large amounts of money in 万元 or 亿元; — where there is none."""
    if value is None:
        return Shown("—", "")
    counter = words(after(value, indicator.words))
    if indicator.unit is Unit.CNY:
        for divisor, zh, en in _LARGE:
            if abs(Decimal(value)) >= divisor:
                return Shown(
                    digits_of(rounded(Decimal(value) / divisor, 2)), f" {en}" if is_english() else zh
                )
    return Shown(digits(value), counter)


def exact(value: Number | None) -> str:
    """The number itself, with thousands separators."""
    return "—" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:,f}"


def shown_growth(found: Change) -> str:
    """比上年增长40.3%; empty where it cannot be computed."""
    if found.growth is None:
        return ""
    if found.growth > 0:
        return _("比上年增长%(rate)s%%") % {"rate": found.growth}
    if found.growth < 0:
        return _("比上年下降%(rate)s%%") % {"rate": abs(found.growth)}
    return _("与上年持平")


def signed(found: Change) -> str:
    """+40.3%, -2.1%, or empty."""
    return "" if found.growth is None else f"{found.growth:+}%"


# The year at a glance ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TilePart:
    """A part on a tile."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure on the dashboard."""

    title: str
    text: str
    counter: str
    url: str
    parts: tuple[TilePart, ...]
    growth: str
    stated: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of a category."""

    key: str
    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the switch."""

    number: int
    url: str
    current: bool


_told: Final[dict[tuple[int, int, date, int], tuple[tuple[Figure, Figure | None], ...]]] = {}


@workers_only
def figures(request: DeskRequest) -> HttpResponse:
    """Every figure of a year, by category."""
    year = _asked_year(request)
    found = _of_year(request.bureau, year, request.today)
    groups = []
    for category in Category:
        tiles = tuple(_tile(one, before) for one, before in found if one.indicator.category is category)
        if tiles:
            groups.append(Group(category.value, words(category.words), tiles))
    address = reverse("desk:figures")
    return render(
        request,
        "desk/figures/dashboard.html",
        {
            "year": year,
            "groups": groups,
            "years": _years(request.today, year, f"{address}?year=%d"),
            "as_of": show_date(request.today),
            "unfinished": year == request.today.year,
        },
    )


def _of_year(bureau: Bureau, year: int, today: date) -> tuple[tuple[Figure, Figure | None], ...]:
    """The figures of a year, each with that of the year before where growth is told; kept until the day changes or a register
    does, whose every row has a commitment of its own."""
    newest = newest_commitment(bureau)
    key = (bureau.pk, year, today, newest)
    if key in _told and newest:
        return _told[key]
    asked = [(one, Period.year(year)) for one in registry]
    grown = [(one, Period.year(year - 1)) for one in registry if one.growth]
    # A figure is the bureau's and the same for all; what it opens is what the reader may see.
    with unveiled():
        told = figures_of([*asked, *grown], bureau)
    before = {one.code: one for one in told[len(asked) :]}
    if len(_told) >= _TOLD_AT_MOST:
        _told.clear()
    _told[key] = tuple((one, before.get(one.code)) for one in told[: len(asked)])
    return _told[key]


def _tile(found: Figure, before: Figure | None) -> Tile:
    indicator = found.indicator
    growth = "" if before is None else shown_growth(change(before.value, found.value))
    number = shown(found.value, indicator)
    return Tile(
        words(indicator.title),
        number.text,
        number.counter,
        found.records_url,
        _tile_parts(found),
        growth,
        _stated(found),
    )


def _tile_parts(found: Figure) -> tuple[TilePart, ...]:
    listed = [part for part in found.parts if part.value]
    if len(found.groups) > 1 and len(listed) > _PARTS_ON_TILE:
        return tuple(
            TilePart(words(group.title), _in_tile(group.value, found.indicator), found.records_url)
            for group in found.groups
        )
    if len(listed) < 2:
        return ()
    parts = [
        TilePart(
            words(part.title),
            _in_tile(part.value, found.indicator),
            records_url(found.code, found.year, part.name),
        )
        for part in listed[:_PARTS_ON_TILE]
    ]
    rest = len(listed) - _PARTS_ON_TILE
    if rest > 0:
        parts.append(TilePart(_("另有%(rest)d类") % {"rest": rest}, "…", found.records_url))
    return tuple(parts)


def _in_tile(value: Number | None, indicator: Indicator) -> str:
    number = shown(value, indicator)
    # Amounts of very different size stand in different units, so each says its own.
    return f"{number.text}{number.counter}" if indicator.unit is Unit.CNY else number.text


# One figure -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part in the table of parts."""

    title: str
    value: str
    share: str
    records: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the table of years."""

    year: int
    value: str
    growth: str
    url: str
    current: bool
    stated: tuple[str, str, str] | None = None


@workers_only
def one_figure(request: DeskRequest, code: str, year: int) -> HttpResponse:
    """One figure of a year: value, definition, parts, years, and the records, which may be narrowed to a part."""
    indicator = _indicator(code)
    years = _known(indicator, request.bureau, year)
    found = years[-1]
    chosen = _chosen(found, request.GET.get("part", ""))
    address = reverse("desk:figure", args=[code, year])
    moved = change(years[-2].value, found.value) if len(years) > 1 else None
    number = shown(found.value, indicator)
    context = {
        "title": words(indicator.title),
        "category": words(indicator.category.words),
        "code": code,
        "year": year,
        "number": number,
        "exact": exact(found.value) if indicator.unit is Unit.CNY else "",
        "definition": words(indicator.definition),
        "basis": words(indicator.basis) if indicator.basis is not None else "",
        "zero": words(zero) if (zero := zero_of(found)) is not None else "",
        "unattested": words(indicator.zero)
        if indicator.zero is not None and found.value == 0 and zero is None
        else "",
        "period": words(found.period.title),
        "period_kind": words(indicator.period_kind.words),
        "field": field_title(indicator.field),
        "records_count": found.records_count,
        "stated": _stated(found),
        "growth": shown_growth(moved) if moved is not None and indicator.growth else "",
        "no_growth": words(moved.reason) if moved is not None and indicator.growth and moved.reason else "",
        "parts": _part_rows(found, chosen),
        "parts_title": listed(words(one) for one in _axis_titles(found)),
        "chosen": words(chosen.title) if chosen is not None else "",
        "years": _years(request.today, year, f"{reverse('desk:figure', args=[code, 0])[:-2]}%d/"),
        "year_rows": _year_rows(years),
        "chart": _chart(years, request.today),
        "excel_url": f"{reverse('desk:figure-excel', args=[code, year])}{f'?part={chosen.name}' if chosen else ''}",
        "plain_url": address,
        **_records(request, found, chosen),
    }
    template = "desk/registers/_table.html" if is_part(request) else "desk/figures/figure.html"
    return render(request, template, context)


@workers_only
def figure_excel(request: DeskRequest, code: str, year: int) -> FileResponse:
    """The records behind a figure, or behind one of its parts, as a workbook."""
    indicator = _indicator(code)
    found = _figure(indicator, request.bureau, year)
    chosen = _chosen(found, request.GET.get("part", ""))
    rows = found.records(chosen)
    if not issubclass(rows.model, Register):
        raise Http404
    name = f"{indicator.title.zh}-{year}{f'-{chosen.title.zh}' if chosen is not None else ''}.xlsx"
    return workbook(request, rows.model, rows.order_by(*ordering(Order())), name)


def _records(request: DeskRequest, found: Figure, chosen: Part | None) -> dict[str, Any]:
    rows = found.records(chosen)
    model = rows.model
    if not issubclass(model, Register):
        return {"table": None}
    columns = shown_columns(model)
    order = Order.read(request.GET.get("sort", ""), columns, model)
    asked = {"part": chosen.name} if chosen is not None else {}
    return {
        "table": table_of(request, model, rows, columns, order, asked),
        "narrowed": chosen is not None,
        "register_title": words(model.title),
        "register_url": reverse("desk:register", args=[model.key()]),
    }


def _stated(found: Figure) -> tuple[str, str, str] | None:
    """Where a value without records was taken from: in words, as the report has it, and where."""
    if found.stated is None:
        return None
    return words(found.stated.words), found.stated.span, found.stated.url


def _indicator(code: str) -> Indicator:
    try:
        return registry[code]
    except UnknownIndicator:
        raise Http404 from None


def _figure(indicator: Indicator, bureau: Bureau, year: int) -> Figure:
    try:
        return figure(indicator, bureau, Period.year(year))
    except PeriodProblem:
        raise Http404 from None


def _known(indicator: Indicator, bureau: Bureau, year: int) -> tuple[Figure, ...]:
    """The figure of the year and of the years before it, from the first that has a value."""
    try:
        found = series(indicator, bureau, range(year - _IN_SERIES + 1, year + 1))
    except PeriodProblem:
        raise Http404 from None
    first = next((place for place, one in enumerate(found) if one.value), len(found) - 1)
    # The year before the first value is a year of zero, from which no growth is computed; it is left out.
    return found[first:]


def _chosen(found: Figure, name: str) -> Part | None:
    if not name:
        return None
    try:
        return found.part(name)
    except UnknownPart:
        raise Http404 from None


def _part_rows(found: Figure, chosen: Part | None) -> list[PartRow]:
    if found.indicator.parts is None:
        return []
    whole = found.value if found.indicator.measure.additive and found.unit is not Unit.PERCENT else None
    return [
        PartRow(
            words(part.title),
            exact(part.value),
            _share(part.value, whole),
            part.records_count,
            records_url(found.code, found.year, part.name),
            chosen is not None and chosen.name == part.name,
        )
        for part in found.parts
    ]


def _share(value: Number | None, whole: Number | None) -> str:
    if value is None or not whole:
        return ""
    return f"{rounded(Decimal(100) * value / whole, 1)}%"


def _axis_titles(found: Figure) -> Sequence[Any]:
    breakdown = found.indicator.parts
    model = found.indicator.records(found.bureau, found.period).model
    if breakdown is None or not issubclass(model, Register):
        return ()
    known = {column.name: column.title for column in model.columns}
    return [known[axis.field] for axis in breakdown.axes if axis.field in known]


def _year_rows(years: Sequence[Figure]) -> list[YearRow]:
    rows = []
    for place, one in enumerate(years):
        moved = change(years[place - 1].value, one.value) if place else None
        rows.append(
            YearRow(
                one.year,
                exact(one.value),
                signed(moved) if moved is not None else "",
                records_url(one.code, one.year),
                place == len(years) - 1,
                _stated(one),
            )
        )
    return rows


def _chart(years: Sequence[Figure], on: date) -> SafeString:
    """The years as bars; empty where there are fewer than two to compare."""
    values = []
    for place, one in enumerate(years):
        if one.value is None:
            continue
        moved = change(years[place - 1].value, one.value) if place else None
        growth = signed(moved) if moved is not None and one.indicator.growth else ""
        values.append(YearValue(one.year, one.value, growth))
    if len(values) < 2:
        return SafeString()
    indicator = years[-1].indicator
    return _drawn(words(indicator.title), tuple(values), words(indicator.words), on, english=is_english())


@lru_cache(maxsize=256)
def _drawn(title: str, values: tuple[YearValue, ...], unit: str, on: date, *, english: bool) -> SafeString:
    svg = yearly_bars(title, values, unit=unit, source="", on=on, table=False).svg.decode("utf-8")
    # Drawn in this process from numbers; the drawer escapes every word.
    return SafeString(svg.replace("年<", "<") if english else svg)


def _asked_year(request: DeskRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else request.today.year
    try:
        return Period.year(year).year_number
    except PeriodProblem:
        raise Http404 from None


def _years(today: date, year: int, address: str) -> list[Year]:
    """The last years and, if it is another, the one that is shown."""
    numbers = sorted({*range(today.year - _YEARS + 1, today.year + 1), year}, reverse=True)
    return [Year(number, address % number, number == year) for number in numbers]
