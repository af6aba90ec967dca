"""What the files cannot say of money: it does not come back twice, and nobody pays beyond what was decided."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.law.quantities import say_yuan
from yifa.procedure import Reason
from yifa.work.funds.registers import Recovery

_reason: Final = partial(against, "funds")


@guard("money-back/enter-money-back", "money-back/write-off")
def not_more_than_is_owed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more coming back, or written off, than is still open."""
    row = Recovery.objects.filter(case_id=ctx.case_id or 0).first()
    now = ctx.answers.get("returned_amount", ctx.answers.get("written_off"))
    if row is None or not isinstance(now, int):
        return ()
    left = row.demanded_fen - row.returned_fen - row.written_off_fen
    if now <= left:
        return ()
    return (
        _reason(
            "more-than-owed",
            f"{say_yuan(now)}元超过尚未退回的{say_yuan(left)}元",
            f"{now / 100:,.2f} yuan is more than the {left / 100:,.2f} yuan still open",
            "请核对到账凭证；多退的款项原路退还，不在这里登记",
            "compare the receipt; what came in excess goes back and is not entered here",
        ),
    )
