"""What money computes: whether all of it is back."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.work.funds.registers import Recovery


@computation("money-is-back", always=True)
def money_is_back(facts: Facts) -> Json:
    """Whether with this payment everything that was demanded has come back."""
    now = facts.answers.get("returned_amount")
    with using_bureau(facts.bureau_id):
        row = Recovery.objects.filter(case_id=facts.case_id or 0).first()
    if row is None or not isinstance(now, int):
        return None
    return row.returned_fen + row.written_off_fen + now >= row.demanded_fen
