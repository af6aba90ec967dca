"""What this field gives to figures: values of years that have no records, and how much of the past was taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

from yifa.figures import elsewhere, stated
from yifa.figures.elsewhere import Elsewhere
from yifa.figures.measures import tidy
from yifa.figures.stated import Stated
from yifa.law.text import Bilingual
from yifa.work.published.registers import OWN, PublishedFigure

if TYPE_CHECKING:
    from yifa.house.models import Bureau

# A report compares with the year before, and shows three years at most.
LOOKED_BACK: Final = 2


@stated.register
def taken_over(bureau: Bureau, asked: Collection[tuple[str, int]]) -> dict[tuple[str, int], Stated]:
    """The figures that were taken over for indicators, by year. A year's own report goes before a later one that looks back,
    and what was taken over last before what was taken over first. One query.
    """
    codes, years = {code for code, _ in asked}, {year for _, year in asked}
    rows = (
        PublishedFigure.objects.of(bureau)
        .filter(indicator__in=codes, year__in=years, withdrawn_on=None)
        .select_related("report", "case")
        .defer("report__text")
        .order_by("report__taken_on", "pk")
    )
    # The last one written to a year stays: those of other years' reports come first, the latest last.
    ordered = sorted(rows, key=lambda row: row.report.report_year == row.year)
    return {
        (row.indicator, row.year): Stated(
            value=tidy(row.value),
            report_year=row.report.report_year,
            span=row.span,
            digest=row.report.file_digest,
            url=_place(row),
        )
        for row in ordered
        if row.year is not None and (row.indicator, row.year) in asked
    }


def _place(row: PublishedFigure) -> str:
    if row.case is None:
        return ""
    try:
        return f"{reverse('published:report', args=[row.case.number])}#mark-{row.start}"
    except NoReverseMatch:
        return ""


@elsewhere.register
def published_before(bureau: Bureau, year: int) -> Iterator[Elsewhere]:
    """What the bureau's own published reports say of the years that a report tells; each figure by the last that says it."""
    rows = (
        PublishedFigure.objects.of(bureau)
        .filter(
            report__whose=OWN, report__report_year__lte=year, year__in=range(year - LOOKED_BACK, year + 1)
        )
        .filter(withdrawn_on=None, role="total")
        .exclude(indicator="")
        .select_related("report", "case")
        .defer("report__text")
        .order_by("report__report_year", "pk")
    )
    last = {(row.indicator, row.year): row for row in rows if row.year is not None}
    for (code, of_year), row in last.items():
        named = row.report.report_year
        yield Elsewhere(
            code,
            of_year,
            tidy(row.value),
            Bilingual(
                f"已公布的{named}年度报告：“{row.span}”", f"the published report of {named}: “{row.span}”"
            ),
            row.report.published_on,
            _place(row),
        )
