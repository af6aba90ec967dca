"""The page of statistical series: values with their source, and growth, difference and places gained as they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.desk.access import DeskRequest, workers_only
from yifa.figures.words import digits_of
from yifa.interface.formats import show_date, words
from yifa.work.statistics.registers import ITEMS, RANKS, REGIONS, SCOPES, STATES, Statistic
from yifa.work.statistics.series import Point, Series, series_of

_SHARES = ("rd_share", "ht_growth", "ht_share")
_YI = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Line:
    """A year of a series as it is read."""

    year: int
    value: str
    change: str
    growth: str
    scope: str
    breaks: bool
    state: str
    source: str
    released: str
    url: str


@workers_only
@require_safe
def series(request: DeskRequest) -> HttpResponse:
    """The series of one kind of region (``?region=own``), those of this place without it; one query."""
    asked = request.GET.get("region", "")
    kind = asked if asked in REGIONS else "own"
    rows = Statistic.objects.filter(region_kind=kind).select_related("case")
    return render(
        request,
        "statistics/series.html",
        {
            "regions": [(key, words(title), key == kind) for key, title in REGIONS.items()],
            "series": [(_title(one), [_line(point) for point in one.points]) for one in series_of(rows)],
            "open_url": reverse("desk:open"),
        },
    )


def _title(one: Series) -> str:
    return f"{one.item_words or words(ITEMS[one.item])} · {one.region}"


def _line(point: Point) -> Line:
    row = point.row
    return Line(
        row.stat_year,
        _said(row, point.number),
        _changed(point),
        "" if point.growth is None else f"{point.growth}%",
        words(SCOPES[row.scope]),
        point.breaks,
        words(STATES[row.release_state]),
        f"{row.source_body}：{row.publication}",
        show_date(row.released_on),
        reverse("desk:case", args=[row.case.number]) if row.case is not None else "",
    )


def _said(row: Statistic, number: Decimal) -> str:
    if row.amount_fen is not None:
        return _("%(number)s亿元") % {"number": digits_of(number / _YI)}
    if row.item in RANKS:
        ranked = digits_of(number)
        if row.out_of:
            return _("第%(rank)s位（共%(of)s）") % {"rank": ranked, "of": row.out_of}
        return _("第%(rank)s位") % {"rank": ranked}
    return f"{digits_of(number)}{'%' if row.item in _SHARES else row.measured_in}"


def _changed(point: Point) -> str:
    if point.difference is None:
        return ""
    row, by = point.row, point.difference
    if row.item in RANKS:
        if not by:
            return _("位次不变")
        text = _("前移%(places)s位") if by > 0 else _("后移%(places)s位")
        return text % {"places": digits_of(abs(by))}
    sign = "+" if by > 0 else "-" if by < 0 else ""
    if row.amount_fen is not None:
        return sign + _said(row, abs(by))
    if row.item in _SHARES:
        return _("%(points)s个百分点") % {"points": sign + digits_of(abs(by))}
    return f"{sign}{digits_of(abs(by))}"
