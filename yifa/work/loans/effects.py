"""What the tables cannot say of credit: repayments that add up."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.work.loans.registers import Loan


@column_value("repaid-so-far")
def repaid_so_far(of: EffectContext) -> int:
    """What was repaid before, and now."""
    row = Loan.objects.get(case_id=of.case_id)
    return row.repaid_fen + (of.number("repaid_amount") or 0)
