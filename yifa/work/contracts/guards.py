"""A contract number belongs to one contract."""

from __future__ import annotations

from yifa.cases.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.contracts.registers import Contract


@guard("contract-review", "register")
@guard("contract-entry", "enter")
def a_number_belongs_to_one_contract(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a number that another contract in the register has."""
    number = str(ctx.all_answers.get("contract_number") or "").strip()
    there = (
        Contract.objects.filter(contract_number=number).exclude(case_id=ctx.case_id or 0).first()
        if number
        else None
    )
    if there is None:
        return ()
    return (
        Reason(
            rule=None,
            code="contracts/number-taken",
            sentence=Bilingual(
                f"合同编号{number}已属于“{there.name}”。",
                f"The number {number} is that of “{there.name}” already.",
            ),
            remedy=Bilingual(
                "请核对编号，改用未用过的编号。", "Compare the number, and take one that is free."
            ),
        ),
    )
