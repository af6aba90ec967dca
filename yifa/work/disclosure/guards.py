"""What disclosure asks of registers and days: the lawful day of receipt, corrections that were waited for, sums that hold."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.registers.publishing_gate import excepts
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.disclosure.registers import DisclosureReport, PublishingException
from yifa.work.disclosure.table import of_rows, sums_that_fail

_STATUTE: Final = "open-government-information-regulation"
_CONFIRMED: Final = ("online", "fax", "letter")
"""Channels of which the day of receipt is the day on which both confirm (政府信息公开条例 §31)."""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


@excepts
def signed_exceptions(case_id: int) -> frozenset[str]:
    """The codes of findings that may be public in a case, as a second person signed."""
    rows = PublishingException.objects.filter(matter_id=case_id, allowed_on__isnull=False)
    return frozenset(rows.values_list("finding", flat=True))


@guard("asking-information/register")
def received_on_the_lawful_day(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a day of receipt that the channel does not allow (§31): confirmed ones are received when both confirm, what is
    handed over or filled in by staff on that day, and nothing before it was made or in days to come."""
    said = _day(ctx.answers.get("receipt_on"))
    case = ctx.case
    if said is None or case is None:
        return ()
    channel = ctx.all_answers.get("channel")
    if channel in _CONFIRMED:
        lawful, why = ctx.on, Bilingual("以双方确认之日为准", "the day on which both confirm")
    elif channel in ("visit", "oral"):
        lawful, why = case.opened_on, Bilingual("以提交之日为准", "the day on which it was handed over")
    elif said <= ctx.on:
        return ()
    else:
        lawful, why = ctx.on, Bilingual("以签收之日为准", "the day on which it was signed for")
    if said == lawful:
        return ()
    return (
        Reason(
            rule=None,
            code="disclosure/day-of-receipt",
            sentence=Bilingual(
                f"收到申请之日填了{said}，按提交方式应当{why.zh}，为{lawful}（政府信息公开条例第三十一条）。",
                f"The day of receipt is given as {said}; for this channel it is {why.en}, {lawful} "
                "(Regulation on Open Government Information, art. 31).",
            ),
            remedy=Bilingual(f"请改为{lawful}。", f"Give {lawful}."),
        ),
    )


@guard("asking-information/end-uncorrected")
def correction_was_waited_for(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against giving a request up before the time for its correction is over (§30)."""
    until = _day(ctx.all_answers.get("correct_by"))
    if until is None or ctx.on > until:
        return ()
    return (
        Reason(
            rule=ctx.rule(f"{_STATUTE}/given-up-only-after-notice"),
            code="disclosure/correction-awaited",
            sentence=Bilingual(
                f"补正期限到{until}，期满前申请人仍可补正。",
                f"The applicant may correct the request until {until}.",
            ),
            remedy=Bilingual(f"请在{until}之后办理。", f"Take this step after {until}."),
        ),
    )


@guard("asking-information/ask-correction")
def corrected_within_a_reasonable_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a time for the correction that is over when it is set (§30: a reasonable one)."""
    until = _day(ctx.answers.get("correct_by"))
    if until is None or until > ctx.on:
        return ()
    return (
        Reason(
            rule=ctx.rule(f"{_STATUTE}/correction-awaited"),
            code="disclosure/correction-too-short",
            sentence=Bilingual(
                f"补正期限{until}不合理：告知之日是{ctx.on}。",
                f"{until} leaves no time for the correction: it is asked for on {ctx.on}.",
            ),
            remedy=Bilingual("请给出合理的补正期限。", "Set a reasonable time."),
        ),
    )


@guard("asking-information/draft")
def repeated_names_the_earlier(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against calling a request repeated without the one that was answered (§36(6))."""
    if ctx.answers.get("answer_kind") != "repeated" or ctx.answers.get("earlier_request"):
        return ()
    return (
        Reason(
            rule=ctx.rule(f"{_STATUTE}/answer-in-20"),
            code="disclosure/repeated-of-what",
            sentence=Bilingual(
                "按重复申请处理的，应当指明已经答复过的申请（政府信息公开条例第三十六条第六项）。",
                "A repeated request names the one that was answered (Regulation on Open Government Information, art. 36(6)).",
            ),
            remedy=Bilingual(
                "请在「已经答复过的申请」中选出那一件；没有的，不能按重复申请处理。",
                "Choose it; where there is none, the request is not a repeated one.",
            ),
        ),
    )


@guard("disclosure-year/year-ends")
def one_report_a_year(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a second report on one year."""
    year = ctx.answers.get("report_year")
    if not isinstance(year, int):
        return ()
    there = DisclosureReport.objects.filter(report_year=year).select_related("case").first()
    if there is None or there.case is None:
        return ()
    return (
        Reason(
            rule=None,
            code="disclosure/report-there",
            sentence=Bilingual(
                f"{year}年度报告已经有了：{there.case.number}。",
                f"There is a report on {year}: {there.case.number}.",
            ),
            remedy=Bilingual(
                "请在那一件中办理；已经公布的，公布更正说明。",
                "Go on with that one; publish an erratum where it is published.",
            ),
        ),
    )


@guard("disclosure-year/sign")
def sums_hold(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against signing tables whose sums do not hold; every one that fails is told."""
    made = of_rows(ctx.all_answers.get("requests") or [])
    return tuple(
        Reason(
            rule=ctx.rule(f"{_STATUTE}/report-by-31-january"),
            code="disclosure/sums",
            sentence=Bilingual(f"{one.zh}。", f"{one.en}."),
            remedy=Bilingual(
                "上一年度的申请是补录的，先为上一年度报告公布更正说明并核对结转数；核对后退回重新生成各表。",
                "Where requests of last year were entered late, publish an erratum to last year's report and check what was "
                "carried over; then return the report and make its tables anew.",
            ),
        )
        for one in sums_that_fail(made)
    )
