"""What the dates of a consultation, its register and its opinions say: never too short, never shorter, everybody answered."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.limits import add_days
from yifa.law.text import Bilingual, counted
from yifa.procedure import Reason
from yifa.work.consultation.parameters import DAYS_OTHERWISE
from yifa.work.consultation.registers import Consultation, Opinion

DAYS_OF_LAW: Final = 30
"""优化营商环境条例 §62, 重大行政决策程序暂行条例 §15: generally at least thirty days."""


@guard("consultation/open")
def time_is_long_enough(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a last day that leaves less time than the law: said when it opens, not when it ends."""
    closes = _day(ctx.answers.get("closes_on"))
    if closes is None:
        return ()
    days, rule_id = DAYS_OTHERWISE.number_on(ctx.bureau_id, ctx.on), "house/seven-days-otherwise"
    if ctx.answers.get("touches_market_actors"):
        days, rule_id = DAYS_OF_LAW, "business-environment-regulation/thirty-days-of-consultation"
    elif ctx.answers.get("is_major_decision"):
        if ctx.answers.get("shortened_reason"):
            days, rule_id = 1, "major-decisions-regulation/consultation-30"
        else:
            days, rule_id = DAYS_OF_LAW, "major-decisions-regulation/consultation-30"
    earliest = add_days(ctx.on, days)
    if closes >= earliest:
        return ()
    return (
        Reason(
            rule=ctx.rule(rule_id),
            code="consultation/too-short",
            sentence=Bilingual(
                f"截止日期{closes}太早：自公布之日起应当不少于{days}日，最早为{earliest}。",
                f"The last day, {closes}, is too early: at least {days} days from publication, {earliest} at the earliest.",
            ),
            remedy=Bilingual(f"请把截止日期改为{earliest}或者以后。", f"Choose {earliest} or a later day."),
        ),
    )


@guard("consultation/extend")
def never_shorter(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a new last day that is not later than the one that was published."""
    closes, row = _day(ctx.answers.get("closes_on")), _row(ctx)
    if closes is None or row is None or closes > row.closes_on:
        return ()
    rule_id = (
        "business-environment-regulation/thirty-days-of-consultation"
        if row.touches_market_actors
        else "major-decisions-regulation/consultation-30"
    )
    return (
        Reason(
            rule=ctx.rule(rule_id),
            code="consultation/shortened",
            sentence=Bilingual(
                f"征求意见已于{row.opened_on}公布，截止{row.closes_on}；公布后只能延长，不能缩短为{closes}。",
                f"The consultation was published on {row.opened_on} with {row.closes_on} as its last day; "
                f"it can be made longer, not cut to {closes}.",
            ),
            remedy=Bilingual(
                f"请填写{row.closes_on}之后的日期；不再征求的，办理“终止征求意见”并说明理由。",
                f"Give a day after {row.closes_on}, or stop the consultation with a reason.",
            ),
        ),
    )


@guard("consultation/summarise")
def everybody_was_answered(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against summing up before the last day is over, or while an opinion waits."""
    row = _row(ctx)
    if row is None:
        return ()
    reasons = []
    if ctx.on <= row.closes_on:
        reasons.append(
            Reason(
                rule=None,
                code="consultation/still-open",
                sentence=Bilingual(
                    f"征求意见到{row.closes_on}24时才截止，期满前不能汇总。",
                    f"The consultation is open until midnight of {row.closes_on}; it is summed up after that.",
                ),
                remedy=Bilingual("请在期满次日起汇总。", "Sum it up from the following day."),
            )
        )
    waiting = Opinion.objects.filter(consultation=row, treatment="").count()
    if waiting:
        reasons.append(
            Reason(
                rule=ctx.rule("business-environment-regulation/opinions-answered"),
                code="consultation/unanswered",
                sentence=Bilingual(
                    f"还有{waiting}条意见没有处理，不能汇总。",
                    f"{counted(waiting, 'opinions')} not dealt with; the consultation cannot be summed up.",
                ),
                remedy=Bilingual(
                    "请在“征求意见和意见处理”（本事项页有链接）中逐条处理，未采纳的说明理由。",
                    "Deal with each (this matter's page leads to them), with a reason where it is not adopted.",
                ),
            )
        )
    return tuple(reasons)


@guard("opinion/submit", "opinion/record")
def in_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an opinion that comes before the draft is open, after midnight of the last day, or after the stop."""
    row = Consultation.objects.filter(case__number=str(ctx.answers.get("consultation", ""))).first()
    if row is None:
        return ()
    on = _day(ctx.answers.get("arrived_on")) or ctx.on
    if row.stopped_on is None and row.opened_on <= on <= row.closes_on:
        return ()
    over = row.stopped_on if row.stopped_on is not None else row.closes_on
    return (
        Reason(
            rule=None,
            code="consultation/not-open",
            sentence=Bilingual(
                f"“{row.name}”征求意见的时间是{row.opened_on}至{over}（当日24时），现在不接收意见。",
                f"“{row.name}” was open from {row.opened_on} to midnight of {over}; opinions are not taken now.",
            ),
            remedy=Bilingual(
                f"仍想反映的，请按公布的联系方式（{row.contact}）联系；您填写的内容还在本页，可以复制。",
                f"To be heard all the same, use the published contact ({row.contact}); what you typed is still on this page.",
            ),
        ),
    )


@guard("opinion/treat")
def reason_is_given(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against leaving out why an opinion was not adopted."""
    if ctx.answers.get("treatment") not in ("partly", "not_adopted") or ctx.answers.get("treatment_reason"):
        return ()
    return (
        Reason(
            rule=ctx.rule("business-environment-regulation/opinions-answered"),
            code="consultation/no-reason",
            sentence=Bilingual(
                "部分采纳、未采纳的，应当说明理由。",
                "An opinion not adopted, or in part only, needs a reason.",
            ),
            remedy=Bilingual("请填写理由和修改情况。", "Give the reason and what was changed."),
        ),
    )


def _row(ctx: GuardContext) -> Consultation | None:
    return None if ctx.case_id is None else Consultation.objects.filter(case_id=ctx.case_id).first()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
