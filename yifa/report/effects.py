"""What the annual report's procedure writes: that the frozen report is public from now on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.html import strip_tags

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.models import Case
from yifa.cases.registers.publishing_gate import Shown, makes_public
from yifa.law.text import Bilingual
from yifa.report.models import Publication, Report, Status
from yifa.report.papers import FRAGMENT, kept


@effect("yearly-report/publish")
def publish(of: EffectContext) -> None:
    """The year's frozen report is public. A bureau that wrote its report elsewhere has none here, and nothing to show."""
    year = of.number("report_year")
    if year is None:
        return
    report = Report.objects.filter(year=year, status=Status.FROZEN).first()
    if report is None or report.published_on is not None:
        return
    Publication.objects.create(
        bureau_id=of.bureau_id,
        report=report,
        case=of.case,
        log_position=of.log_position,
        published_on=of.day("published_on") or of.on,
    )


@makes_public("yearly-report/publish")
def text_of_report(case: Case, on: date) -> Iterator[Shown]:  # noqa: ARG001
    """The report's page as it was frozen."""
    for row in Publication.objects.filter(case=case).select_related("report"):
        page = kept(row.report, FRAGMENT).content.decode()
        # Tags part words, so that the digits of two cells are not one number.
        yield Shown(Bilingual("年度报告", "The annual report"), strip_tags(page.replace("<", " <")))
