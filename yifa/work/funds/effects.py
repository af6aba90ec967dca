"""What the tables cannot say of money: sums that add up over several payments."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.work.funds.registers import Allotment, Recovery


@column_value("returned-so-far")
def returned_so_far(of: EffectContext) -> int:
    """What came back before, and now."""
    row = Recovery.objects.get(case_id=of.case_id)
    return row.returned_fen + (of.number("returned_amount") or 0)


@column_value("paid-so-far")
def paid_so_far(of: EffectContext) -> int:
    """What of an allotment was paid before, and now."""
    row = Allotment.objects.get(case_id=of.case_id)
    return row.paid_fen + (of.number("paid_amount") or 0)
