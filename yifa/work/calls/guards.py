"""What the files cannot say of calls: a day that has passed, an application too late, or of somebody who may not apply."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.cases.roles import players
from yifa.parties.register import party_answered
from yifa.parties.standing import standings_of
from yifa.procedure import Marking, Reason
from yifa.procedure.answers import day_of, rows_of
from yifa.work.calls.computations import answering
from yifa.work.calls.registers import Call

_reason: Final = partial(against, "calls")


@guard("call/extend-call")
def later_for_everybody(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against moving a deadline that has passed, or to an earlier day."""
    row = Call.objects.filter(case_id=ctx.case_id or 0).first()
    asked = day_of(ctx.answers.get("deadline"))
    if row is None or asked is None:
        return ()
    if ctx.on > row.deadline:
        return (
            _reason(
                "deadline-passed",
                f"申报已于{row.deadline}截止，不能再延期：延期是对全部申报单位的，应当在截止之前公布",
                f"the call closed on {row.deadline}; a deadline is moved for everybody, and before it has passed",
                "请另行发布申报通知",
                "publish another call",
            ),
        )
    if asked > row.deadline:
        return ()
    return (
        _reason(
            "deadline-earlier",
            f"新的截止日期{asked}不晚于原截止日期{row.deadline}",
            f"{asked} is not later than {row.deadline}",
            f"请填写{row.deadline}之后的日期；截止日期不能提前",
            f"give a day after {row.deadline}; a deadline is never brought forward",
        ),
    )


@guard("call/close-call")
def nobody_is_cut_off(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against closing before the deadline has passed."""
    row = Call.objects.filter(case_id=ctx.case_id or 0).first()
    if row is None or ctx.on > row.deadline:
        return ()
    return (
        _reason(
            "closed-early",
            f"申报截止日期是{row.deadline}，还没有过，不能截止受理",
            f"applications may come in until {row.deadline}",
            f"请在{row.deadline}之后办理",
            f"close after {row.deadline}",
        ),
    )


@guard("call-answer/apply")
def within_the_window(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an application before the call opens, after its deadline, or to a call that was cancelled."""
    row = Call.objects.filter(case__number=str(ctx.answers.get("call") or "")).first()
    if row is None:
        return ()
    if row.cancelled:
        return (
            _reason(
                "call-cancelled",
                f"申报通知“{row.call_title}”已经取消",
                f"the call {row.call_title!r} was cancelled",
                "请选择正在申报的通知",
                "choose a call that is open",
            ),
        )
    if row.opens_on <= ctx.on <= row.deadline:
        return ()
    return (
        _reason(
            "outside-the-window",
            f"“{row.call_title}”的申报期限是{row.opens_on}至{row.deadline}，{ctx.on}不在期限内",
            f"the call {row.call_title!r} is open from {row.opens_on} until {row.deadline}; {ctx.on} is not within",
            "逾期的不予收取；本局延长期限的，对全部申报单位一体适用并公布",
            "what is late is not taken in; where the bureau moves the deadline, it moves for everybody and says so",
        ),
    )


@guard("call-answer/apply")
def whoever_wrote_the_guide_does_not_apply(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an application of those who wrote the guide."""
    if ctx.answers.get("wrote_guide") is not True:
        return ()
    return (
        _reason(
            "wrote-the-guide",
            "申报单位、合作单位或者项目组成员参与编写了本指南，不得申报",
            "the applicant, a partner or a member wrote this guide and does not apply under it",
            "请由没有参与编写的单位和人员申报",
            "let those apply who had no part in writing it",
            ctx.rule("call-answer/guide-writer-does-not-apply"),
        ),
    )


@guard("call-answer/apply")
def whoever_is_barred_does_not_apply(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an application of whom a register bars, saying what it holds."""
    if ctx.answers.get("barred") is not True:
        return ()
    party = party_answered(ctx.answers.get("applicant"))
    held = [one for one in standings_of(party, ctx.on) if one.bars] if party is not None else []
    zh = "；".join(one.says.zh for one in held) or "合作单位有未消除的惩戒"
    en = "; ".join(one.says.en for one in held) or "a partner is barred"
    rule = ctx.rule("science-progress-law/integrity-record-is-a-ground") or ctx.rule(
        "call-answer/barred-does-not-apply"
    )
    return (
        _reason(
            "barred",
            f"在失信惩戒期内，不得申报：{zh}",
            f"the applicant may not apply: {en}",
            "期满或者修复、撤销记录之后再申报；记录有误的，先申请更正",
            "apply when it is over, repaired or withdrawn; a wrong record is corrected first",
            rule,
        ),
    )


@guard("call-answer/apply")
def one_body_answers_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a second application of one body under one call for recognitions, unless it withdrew the first: nobody has two
    chances. Of projects a body may propose several; their limits go by persons."""
    call = Call.objects.filter(case__number=str(ctx.answers.get("call") or "")).first()
    if call is None or call.case is None or call.call_kind != "recognition":
        return ()
    party = party_answered(ctx.answers.get("applicant"))
    if party is None:
        return ()
    own = answering(call.case).filter(party=party).exclude(pk=ctx.case_id or 0)
    withdrawals = {step for _key, step in players("recognition/withdraw")}
    first = next((one for one in own if not withdrawals & Marking.from_json(one.marking).done.keys()), None)
    if first is None:
        return ()
    return (
        _reason(
            "answered-already",
            f"该单位已经按这份通知申报（{first.number}）",
            f"this body has applied under this call already ({first.number})",
            "请补正、更正那一件；撤回之后方可重新申报",
            "correct that one, or withdraw it before applying anew",
        ),
    )


@guard("recognition/check-form")
def what_is_short_does_not_pass(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against passing an application that misses a threshold of its call, naming each."""
    short = rows_of(ctx.answers, "lacking")
    if not short or ctx.answers.get("form_passed") is not True:
        return ()
    zh = "；".join(
        f"{row['item']}应不低于{row['least']:g}，"
        + (f"申报{row['has']:g}，差{row['short']:g}" if "has" in row else "没有填报")
        for row in short
    )
    en = "; ".join(
        f"{row['item']}: at least {row['least']:g}, "
        + (f"{row['has']:g} given, short by {row['short']:g}" if "has" in row else "not given")
        for row in short
    )
    return (
        _reason(
            "below-threshold",
            f"没有达到申报通知的数量条件：{zh}",
            f"thresholds of the call are not reached: {en}",
            "数值有误的，告知补正；确实达不到的，形式审查不通过，不予认定",
            "where a figure is wrong, have it corrected; else it does not pass and is declined",
            ctx.rule("expert-panel/review-what-was-admitted"),
        ),
    )


@guard("expert-panel/score")
def sheets_follow_the_call(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a sheet with other items, or other most points, than the call published."""
    published = {
        str(row.get("item")): row.get("most")
        for row in rows_of(ctx.linked("call"), "criteria")
        if isinstance(row, dict)
    }
    given = {str(row.get("item")): row.get("most") for row in rows_of(ctx.answers, "items")}
    if not published or published == given:
        return ()
    told = "、".join(f"{item}{most:g}分" for item, most in published.items())
    return (
        _reason(
            "other-criteria",
            f"评分项目与申报通知公布的不一致，公布的是：{told}",
            f"the items differ from those that the call published: {told}",
            "请按公布的项目和满分打分，每项一行",
            "score by the items and points published, one line each",
        ),
    )
