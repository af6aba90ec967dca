"""What the tables of published figures cannot say: the report with its text as entered, and the figures as confirmed."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.files import path_of
from yifa.work.published.registers import (
    ENTERED,
    KEPT,
    OTHER,
    OWN,
    TAKEN,
    PublishedFigure,
    PublishedReport,
)
from yifa.work.published.taking import parse


@effect("reading-report/record", enters=[PublishedReport])
def record(of: EffectContext) -> None:
    """The bureau's own report, to be gone through."""
    _enter(of, OWN, ENTERED)


@effect("reading-report/record-other")
def record_other(of: EffectContext) -> None:
    """Another bureau's report, for reading only."""
    _enter(of, OTHER, KEPT)


def _enter(of: EffectContext, whose: str, state: str) -> None:
    original = next(each for each in of.files if each.field == "report_file")
    text_file = next(each for each in of.files if each.field == "text_file")
    PublishedReport.objects.create(
        **of.row,
        whose=whose,
        report_of=of.text("report_of"),
        report_year=of.number("report_year") or of.on.year,
        report_title=of.text("report_title"),
        published_on=of.day("published_on"),
        source=of.text("source"),
        file_name=original.name,
        file_digest=original.digest,
        text=path_of(text_file.digest).read_text(encoding="utf-8"),
        state=state,
    )


@effect("reading-report/confirm", enters=[PublishedFigure])
def confirm(of: EffectContext) -> None:
    """The figures that were gone through become the bureau's."""
    if not of.flag("agrees"):
        return
    report = PublishedReport.objects.get(case=of.case)
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            **of.row,
            report=report,
            indicator=each.indicator,
            subject=each.subject,
            year=each.year,
            value=each.value,
            unit=each.unit.value,
            category=each.category.value,
            role=each.role,
            nature=each.nature,
            span=each.span,
            start=each.start,
            end=each.end,
            corrected=each.corrected,
        )
        for each in parse(of.all_answers.get("figures"))
    )
    PublishedReport.objects.filter(pk=report.pk).update(state=TAKEN, taken_on=of.on)
