"""What the annual report's procedures write: the paper that is sent, a correction's edition, and what is public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.html import strip_tags

from yifa.cases.acting.effects import EffectContext, effect
from yifa.cases.models import Case
from yifa.cases.registers.publishing_gate import Shown, makes_public
from yifa.law.text import Bilingual
from yifa.report.correcting import next_edition
from yifa.report.models import Correction, Output, Publication, Report
from yifa.report.papers import FRAGMENT, kept, open_report
from yifa.report.sending import Head, bodies, sent_papers


@effect("correcting-report/begin")
def begin_correction(of: EffectContext) -> None:
    """The next edition of the report, as a draft. A bureau that wrote its report elsewhere corrects it there."""
    published = of.linked("report")
    publication = Publication.objects.filter(case=published).select_related("report").first()
    last = None if publication is None else Report.objects.filter(year=publication.report.year).first()
    if last is None:
        return
    Correction.objects.create(
        bureau_id=of.bureau_id,
        report=next_edition(last, of.now),
        case=of.case,
        log_position=of.log_position,
        what=of.text("what"),
        reason=of.text("reason"),
        begun_on=of.on,
    )


@effect("yearly-report/sign", "correcting-report/sign")
def sign(of: EffectContext) -> None:
    """The paper that is sent upward: the frozen report under its head, kept with its digest like the others."""
    report = _report(of)
    if report is None or not report.is_frozen or report.outputs.filter(name__startswith="sent.").exists():
        return
    head = Head(
        number=of.text("document_number"),
        signatory="" if of.officer is None else of.officer.name,
        to="、".join(bodies(of.text("sent_to"))),
        copies=bodies(of.text("sent_to_department"), of.text("copied_to")),
        signed_on=of.on,
    )
    Output.objects.bulk_create(
        Output(
            bureau_id=of.bureau_id,
            report=report,
            name=paper.name,
            media_type=paper.media_type,
            digest=paper.digest,
            content=paper.content,
        )
        for paper in sent_papers(open_report(report), head)
    )


@effect("yearly-report/publish", "correcting-report/publish")
def publish(of: EffectContext) -> None:
    """The frozen report is public. A bureau that wrote its report elsewhere has none here, and nothing to show."""
    report = _report(of)
    if report is None or not report.is_frozen or report.published_on is not None:
        return
    Publication.objects.create(
        bureau_id=of.bureau_id,
        report=report,
        case=of.case,
        log_position=of.log_position,
        published_on=of.day("published_on") or of.on,
    )


def _report(of: EffectContext) -> Report | None:
    corrected = Correction.objects.filter(case_id=of.case_id).select_related("report__bureau").last()
    if corrected is not None:
        return corrected.report
    year = of.number("report_year")
    if year is None:
        return None
    return Report.objects.filter(year=year, edition=1).select_related("bureau", "publication").first()


@makes_public("yearly-report/publish", "correcting-report/publish")
def text_of_report(case: Case, on: date) -> Iterator[Shown]:  # noqa: ARG001
    """The report's page as it was frozen."""
    for row in Publication.objects.filter(case=case).select_related("report"):
        page = kept(row.report, FRAGMENT).content.decode()
        # Tags part words, so that the digits of two cells are not one number.
        yield Shown(Bilingual("年度报告", "The annual report"), strip_tags(page.replace("<", " <")))
