"""What the file cannot say of a penalty case: named investigators, lawful evidence, the five days, a second notice."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.law.limits import nth_working_day_after
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, names_of, rows_of
from yifa.work.penalties.computations import is_heavier

_reason: Final = partial(against, "penalties")
_DAYS_TO_ASK: Final = 5


@guard("penalising/investigate")
def by_the_named_investigators(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an investigation that somebody makes, or signs, whom the filing did not name."""
    named = names_of(ctx.all_answers, "investigators")
    strangers = ctx.strangers_to(named)
    if not strangers:
        return ()
    return (
        _reason(
            "not-an-investigator",
            f"{'、'.join(strangers)}不是立案时确定的调查人员（{'、'.join(named)}）",
            f"{', '.join(strangers)} is no investigator of the case ({', '.join(named)})",
            "请由立案时确定的人员调查",
            "let those investigate whom the filing named",
        ),
    )


@guard("penalising/report")
def on_lawful_evidence(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a report that rests on no evidence that was obtained lawfully and verified (§46)."""
    if any(row.get("lawful") for row in rows_of(ctx.all_answers, "evidence")):
        return ()
    return (
        _reason(
            "no-lawful-evidence",
            "没有一项证据合法取得并经查证属实，不得作为认定案件事实的根据（行政处罚法第四十六条）",
            "no evidence was obtained lawfully and verified: none may ground a finding (Penalty Law, art. 46)",
            "请查证证据，另行调查取证后提出报告",
            "verify the evidence, investigate again, then report",
        ),
    )


@guard("penalising/ask-hearing")
def asked_within_five_days(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a hearing that is asked for later than five working days after the notice (§64)."""
    told = max(
        (day for name in ("told_on", "told_again_on") if (day := day_of(ctx.all_answers.get(name)))),
        default=None,
    )
    if told is None:
        return ()
    last = nth_working_day_after(told, _DAYS_TO_ASK, calendar_of(Bureau.objects.get(pk=ctx.bureau_id)))
    if ctx.on <= last:
        return ()
    return (
        _reason(
            "asked-late",
            f"要求听证应当在告知后五日内提出，已于{last}届满（行政处罚法第六十四条）",
            f"a hearing is asked for within five days of the notice, which ended on {last} (Penalty Law, art. 64)",
            "请告知当事人期限已过；决定之前仍可以陈述、申辩",
            "tell the party that the time has passed; it may still state its case until the decision",
            ctx.rule("administrative-penalty-law/ask-after-being-told"),
        ),
    )


@guard("penalising/impose")
def not_beyond_the_second_notice(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a penalty heavier than what the party was told anew (§44, §45)."""
    if not ctx.all_answers.get("new_facts") or not is_heavier(ctx.all_answers):
        return ()
    return (
        _reason(
            "beyond-the-notice",
            "处罚比重新告知的更重，当事人没有被告知（行政处罚法第四十四条、第四十五条）",
            "the penalty is heavier than the party was told anew (Penalty Law, arts. 44, 45)",
            "请在重新告知的种类和数额之内决定",
            "decide within the kinds and amounts of the second notice",
            ctx.rule("administrative-penalty-law/not-heavier-for-defending"),
        ),
    )
