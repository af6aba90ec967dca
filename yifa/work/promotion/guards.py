"""What only the registers know: who is barred from awards, and who stands under a sanction."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
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
