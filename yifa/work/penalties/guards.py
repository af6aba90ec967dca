"""What the file cannot say of a penalty case: named investigators, lawful evidence, the five days, a second notice."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.cases.models import LogEntry
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.law.limits import nth_working_day_after
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, names_of, rows_of
from yifa.work.penalties.computations import is_heavier, standards_on

_reason: Final = partial(against, "penalties")
_DAYS_TO_ASK: Final = 5
_SMALL: Final = 100_00
_ON_THE_SPOT: Final = {
    "facts_clear": (
        "summary-unclear",
        "违法事实没有查清，不得当场处罚（行政处罚法第五十一条）",
        "facts that are not clear are not decided on the spot (art. 51)",
    ),
    "card_shown": (
        "summary-no-card",
        "没有出示执法证件（行政处罚法第五十二条）",
        "no card was shown (art. 52)",
    ),
    "rights_told": (
        "summary-not-told",
        "没有告知事实、理由、依据和权利（行政处罚法第四十四条）",
        "facts, reasons and rights were not told (art. 44)",
    ),
}


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


@guard("summary-penalising/impose-on-spot")
def small_and_shown(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a penalty on the spot above §51, with facts that are not clear, no card or no telling (§52), or a fine that was
    collected where §68–69 do not let it be."""
    found: list[Reason] = []
    answers = ctx.answers
    if answers.get("within_limit") is False:
        found.append(
            _reason(
                "above-summary-limit",
                "超过当场处罚的限额：对公民二百元、对单位三千元（行政处罚法第五十一条）",
                "above what may be decided on the spot: 200 yuan of a citizen, 3,000 of an organisation (art. 51)",
                "请按普通程序立案",
                "open a case of the ordinary procedure",
            )
        )
    found += [
        _reason(code, zh, en, "请补正后作出，或者按普通程序立案", "do so first, or open an ordinary case")
        for name, (code, zh, en) in _ON_THE_SPOT.items()
        if answers.get(name) is False
    ]
    fine = answers.get("fine")
    if (
        answers.get("collected")
        and answers.get("collected_ground") == "small"
        and isinstance(fine, int)
        and fine > _SMALL
    ):
        found.append(
            _reason(
                "collected-above-100",
                "一百元以上的罚款，没有其他法定情形的不得当场收缴（第六十八条）",
                "a fine above 100 yuan is not collected on the spot without another ground (art. 68)",
                "请由当事人到指定的银行缴纳",
                "let the party pay into the bank",
            )
        )
    return tuple(found)


@guard("penalising/impose")
def within_the_standard(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a fine outside the standard of discretion that the report cites, unless it was discussed together (§34)."""
    cited, fine = str(ctx.all_answers.get("standard") or ""), ctx.answers.get("fine")
    if not cited or not isinstance(fine, int) or ctx.all_answers.get("passed"):
        return ()
    entry = next((one for one in standards_on(ctx.on, "standard") if str(one) == cited), None)
    if entry is None or entry.fine_from_fen is None or entry.fine_to_fen is None:
        return ()
    if entry.fine_from_fen <= fine <= entry.fine_to_fen:
        return ()
    low, high = entry.fine_from_fen / 100, entry.fine_to_fen / 100
    return (
        _reason(
            "outside-the-standard",
            f"罚款不在裁量基准“{cited}”的{low:,.0f}元至{high:,.0f}元之内（行政处罚法第三十四条）",
            f"the fine lies outside the standard {cited!r}: {low:,.0f} to {high:,.0f} yuan (art. 34)",
            "请在基准之内裁量；确需突破的，先经负责人集体讨论",
            "keep within the standard, or have it discussed together first",
        ),
    )


@guard("file-appraising/appraise")
def by_others_than_handled_it(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against whoever took a step in the matter whose file they appraise."""
    number = str(ctx.all_answers.get("appraised") or "")
    who = ctx.actor.officer_id
    took = who is not None and LogEntry.objects.filter(case__number=number, officer_id=who).exists()
    if not took:
        return ()
    return (
        _reason(
            "appraises-own-file",
            "办理过该案的人员不评查该案的案卷",
            "whoever handled the matter does not appraise its file",
            "请由没有办理过该案的人员评查",
            "let somebody appraise it who took no step in it",
        ),
    )
