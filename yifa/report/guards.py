"""What the annual report's procedures cannot say: what is signed is what was frozen, and what is published is what was signed.

The head signs figures. While the workspace still holds a draft of the year's report, its figures may move under the signature;
so it is frozen first, and a report that was frozen after the signature is not published by it. The same holds of the edition that
corrects a published report. A bureau that wrote its report elsewhere has none here, and the guards have nothing to say.
"""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.models import LogEntry
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.report.models import Correction, Report


@guard("yearly-report/sign", "correcting-report/sign")
def what_is_signed_is_frozen(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against signing while the report is a draft."""
    report = _report(ctx)
    if report is None or report.is_frozen:
        return ()
    year = report.year
    return (
        Reason(
            rule=None,
            code="report/not-frozen",
            sentence=Bilingual(
                zh=f"{year}年度报告还在起草，数据仍会随记录变化，不能签发。",
                en=f"The report on {year} is still a draft and its figures move with the records; it cannot be signed.",
            ),
            remedy=Bilingual(
                zh="请先在“报告”中处理缺项并定稿封存，再签发。",
                en="Settle what is open in Reports and freeze it there; then sign.",
            ),
            who=Bilingual(zh="年度报告起草人员", en="the report's writer"),
        ),
    )


@guard("yearly-report/publish", "correcting-report/publish")
def what_is_published_was_signed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against publishing a draft, or a report that was frozen after the head had signed."""
    report = _report(ctx)
    if report is None or ctx.case_id is None:
        return ()
    signed_at = (
        LogEntry.objects.filter(case_id=ctx.case_id, step="sign", kind__in=("act", "import"))
        .order_by("position")
        .values_list("recorded_at", flat=True)
        .last()
    )
    # The log counts whole seconds.
    if report.frozen_at is not None and (
        signed_at is None or report.frozen_at.replace(microsecond=0) <= signed_at
    ):
        return ()
    return (
        Reason(
            rule=None,
            code="report/not-what-was-signed",
            sentence=Bilingual(
                zh=f"系统里的{report.year}年度报告在签发之后才定稿或者还没有定稿，签发的不是这份报告，不能公开。",
                en=f"The report on {report.year} kept here was frozen after the signature, or is not frozen: it is not "
                "what was signed, and cannot be published.",
            ),
            remedy=Bilingual(
                zh="请先在“报告”中定稿，再另开一件年度报告，经审核、审查、审议、签发后公开。",
                en="Freeze it in Reports, then begin another annual report, have it cleared, deliberated and signed, and "
                "publish that.",
            ),
            who=Bilingual(zh="年度报告起草人员", en="the report's writer"),
        ),
    )


@guard("correcting-report/begin")
def one_correction_at_a_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a second correction while one is under way: both would write the same edition."""
    year = ctx.linked("report").get("report_year")
    last = Report.objects.filter(year=year).first() if isinstance(year, int) else None
    correction = None if last is None or last.is_frozen else last.correction
    if last is None or correction is None or correction.case.closed_on is not None:
        return ()
    number = correction.case.number
    return (
        Reason(
            rule=None,
            code="report/correction-under-way",
            sentence=Bilingual(
                zh=f"{last.year}年度报告正在更正（{number}），不能再提出一件。",
                en=f"The report on {last.year} is being corrected already ({number}).",
            ),
            remedy=Bilingual(
                zh=f"请把要改的内容并入{number}，或者先撤回它。",
                en=f"Put what is to be changed into {number}, or drop that one first.",
            ),
            who=Bilingual(zh="年度报告起草人员", en="the report's writer"),
        ),
    )


def _report(ctx: GuardContext) -> Report | None:
    """The edition that the matter is about: the first of its year, or the one that the correction made."""
    if ctx.case_id is not None:
        corrected = Correction.objects.filter(case_id=ctx.case_id).select_related("report").last()
        if corrected is not None:
            return corrected.report
    year = ctx.all_answers.get("report_year")
    return Report.objects.filter(year=year, edition=1).first() if isinstance(year, int) else None
