"""What the taking over of published figures writes: the report as entered, the figures as confirmed, their withdrawal."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.files import path_of
from yifa.work.published.registers import (
    DROPPED,
    ENTERED,
    KEPT,
    OTHER,
    OWN,
    REVIEWED,
    TAKEN,
    WITHDRAWN,
    PublishedFigure,
    PublishedReport,
)
from yifa.work.published.taking import parse


@effect("reading-report/record")
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


@effect("reading-report/review")
def review(of: EffectContext) -> None:
    """Gone through; nothing is taken over yet."""
    _set(of, state=REVIEWED, proposed=of.all_answers.get("figures") or [])


@effect("reading-report/return-from-confirm")
def send_back(of: EffectContext) -> None:
    """To be gone through again."""
    _set(of, state=ENTERED)


@effect("reading-report/confirm")
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
    _set(of, state=TAKEN, taken_on=of.on)


@effect("reading-report/withdraw")
def withdraw(of: EffectContext) -> None:
    """From this day on they are not the bureau's figures any more."""
    PublishedFigure.objects.filter(case=of.case).update(withdrawn_on=of.on)
    _set(of, state=WITHDRAWN)


@effect("reading-report/drop")
def drop(of: EffectContext) -> None:
    """Nothing is taken over."""
    _set(of, state=DROPPED)


def _set(of: EffectContext, **values: object) -> None:
    PublishedReport.objects.filter(case=of.case).update(**values)
