"""What only the record knows: who is barred from awards, and whether a meeting could know of an inspection."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.models import LogEntry
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.promotion.registers import AwardBar


@guard("honour-ledger/record")
def not_while_barred(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against honouring whoever is barred from awards on the day of the award."""
    who, day = str(ctx.answers.get("who") or ""), ctx.answers.get("awarded_on")
    bar = AwardBar.objects.filter(who=who, from_on__lte=day, until_on__gte=day).first() if day else None
    if bar is None:
        return ()
    return (
        Reason(
            rule=None,
            code="promotion/award-barred",
            sentence=Bilingual(
                f"{who}自{bar.from_on}至{bar.until_on}被取消评先评优资格（{bar.because}），不能登记表彰奖励。",
                f"{who} is barred from awards from {bar.from_on} to {bar.until_on}.",
            ),
            remedy=Bilingual("请核对人员和日期。", "Check the person and the day."),
        ),
    )


@guard("selection/discuss")
def decided_after_the_inspection(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a decision of a meeting that came before the inspection of whom it is said to have decided on: an older item, or
    that of another selection (公务员法 §46)."""
    inspected = _last(ctx, case__pk=ctx.case_id, step="inspect")
    decided = _last(ctx, case__number=str(ctx.answers.get("item") or ""), step="decide")
    if inspected is None or decided is None or decided >= inspected:
        return ()
    return (
        Reason(
            rule=ctx.rule("civil-servants-law/discuss-after-inspection"),
            code="promotion/decided-before-inspection",
            sentence=Bilingual(
                f"这件议题{decided}已经讨论决定，考察在{inspected}才完成；没有考察的，不得讨论决定。",
                f"This item was decided on {decided}, before the inspection of {inspected}.",
            ),
            remedy=Bilingual(
                "请把考察情况提交党组会议讨论，选那一次的议题。",
                "Bring the inspection before the Party group, and choose that item.",
            ),
        ),
    )


def _last(ctx: GuardContext, **of: object) -> date | None:
    """The day on which a step of a matter last happened."""
    rows = LogEntry.objects.filter(bureau_id=ctx.bureau_id, **of)
    found = rows.aggregate(at=Max("happened_at"))["at"]
    return None if found is None else legal_day(found)
