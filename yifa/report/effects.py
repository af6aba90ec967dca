"""What the annual report's procedure writes: that the frozen report is public from now on."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.report.models import Publication, Report, Status


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
