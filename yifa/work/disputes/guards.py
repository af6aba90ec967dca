"""What only the record knows: evidence made after the act, and mediators who acted in the matter themselves."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.models import Case, LogEntry
from yifa.house.roster import roster_on
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.procedure.answers import rows_of


@guard("reconsideration/assemble", "litigation/assemble")
def nothing_made_afterwards(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against evidence that was made after the act was decided, unless leave was given (复议法 §46, 行诉法 §35)."""
    if ctx.answers.get("leave"):
        return ()
    decided, rows = str(ctx.all_answers.get("act_on") or ""), rows_of(ctx.answers, "evidence")
    late = [str(row["name"]) for row in rows if str(row.get("made_on")) > decided]
    if not late:
        return ()
    rule = next(
        (
            found
            for name in ("reconsideration-law/no-collecting", "administrative-litigation-law/no-collecting")
            if (found := ctx.procedure.by_id.get(name)) is not None
        ),
        None,
    )
    shown = "、".join(late)
    return (
        Reason(
            rule=rule,
            code="disputes/made-afterwards",
            sentence=Bilingual(
                f"“{shown}”形成于作出行政行为（{decided}）以后，不能作为证据提交。",
                f"{shown}: made after the act was decided on {decided}; it is no evidence for it.",
            ),
            remedy=Bilingual(
                "请删去；申请人、原告提出了新的理由或者证据，经准许补充的，写明准许的文书和日期。",
                "Take it out; where leave to add it was given because of new grounds, name the paper and its day.",
            ),
        ),
    )


@guard("mediation/name-mediators")
def none_of_them_acted(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against mediators who took a step of the matter that the dispute is about."""
    number, named = ctx.all_answers.get("matter"), ctx.answers.get("mediators")
    case = Case.objects.filter(number=str(number)).first() if number else None
    if case is None or not isinstance(named, list):
        return ()
    acted = set(
        LogEntry.objects.filter(case=case, officer__isnull=False).values_list("officer_id", flat=True)
    )
    roster = roster_on(ctx.bureau_id, ctx.on)
    both = [str(name) for name in named if str(name) in roster and roster[str(name)].pk in acted]
    if not both:
        return ()
    shown = "、".join(both)
    return (
        Reason(
            rule=None,
            code="disputes/mediator-acted",
            sentence=Bilingual(
                f"{shown}办理过{case.number}《{case.title}》，不能主持有关的调解。",
                f"{shown} acted in {case.number} '{case.title}' and does not mediate about it.",
            ),
            remedy=Bilingual("请另选没有参加过办理的人员。", "Choose people who took no part in it."),
        ),
    )
