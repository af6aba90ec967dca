"""What this field gives to figures: values of years that have no records, and how much of the past was taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from yifa.figures import stated
from yifa.figures.measures import tidy
from yifa.figures.stated import Stated
from yifa.work.published.registers import PublishedFigure

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@stated.register
def taken_over(bureau: Bureau, code: str, year: int) -> Stated | None:
    """The figure that was taken over for an indicator and a year. That year's own report goes before a later one that looks
    back, and what was taken over last before what was taken over first. One query.
    """
    found = (
        PublishedFigure.objects.of(bureau)
        .filter(indicator=code, year=year, withdrawn_on=None)
        .select_related("report", "case")
        .defer("report__text")
        .order_by("-report__taken_on", "-pk")
    )
    rows = sorted(found, key=lambda row: row.report.report_year != year)
    if not rows:
        return None
    row = rows[0]
    return Stated(
        value=tidy(row.value),
        report_year=row.report.report_year,
        span=row.span,
        digest=row.report.file_digest,
        url=_place(row),
    )


def _place(row: PublishedFigure) -> str:
    if row.case is None:
        return ""
    try:
        return f"{reverse('published:report', args=[row.case.number])}#mark-{row.start}"
    except NoReverseMatch:
        return ""
