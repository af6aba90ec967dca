"""What this field gives to figures: values of years that have no records, and how much of the past was taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from yifa.figures import stated
from yifa.figures.measures import tidy
from yifa.figures.stated import Stated
from yifa.work.published.registers import PublishedFigure

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@stated.register
def taken_over(bureau: Bureau, code: str, years: Sequence[int]) -> dict[int, Stated]:
    """The figures that were taken over for an indicator, by year. A year's own report goes before a later one that looks back,
    and what was taken over last before what was taken over first. One query.
    """
    rows = (
        PublishedFigure.objects.of(bureau)
        .filter(indicator=code, year__in=years, withdrawn_on=None)
        .select_related("report", "case")
        .defer("report__text")
        .order_by("report__taken_on", "pk")
    )
    # The last one written to a year stays: those of other years' reports come first, the latest last.
    ordered = sorted(rows, key=lambda row: row.report.report_year == row.year)
    return {
        row.year: Stated(
            value=tidy(row.value),
            report_year=row.report.report_year,
            span=row.span,
            digest=row.report.file_digest,
            url=_place(row),
        )
        for row in ordered
        if row.year is not None
    }


def _place(row: PublishedFigure) -> str:
    if row.case is None:
        return ""
    try:
        return f"{reverse('published:report', args=[row.case.number])}#mark-{row.start}"
    except NoReverseMatch:
        return ""
