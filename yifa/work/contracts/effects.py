"""What the tables of contracts cannot say: when a payment was due and how late it was, and what was owed before a change."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.law.limits import add_days, days_between
from yifa.work.contracts.registers import Contract

_DAYS_WITHOUT_A_TERM = 30
_DAYS_AT_MOST = 60
"""保障中小企业款项支付条例 §9: thirty days of delivery, sixty at most where that was agreed."""


@column_value("payment-due")
def payment_due(of: EffectContext) -> date | None:
    """The last day of the agreed term from the latest delivery or acceptance; the statutory term where none was agreed."""
    delivered = of.day("delivered_on")
    if delivered is None:
        return None
    agreed = of.number("payment_days") or _DAYS_WITHOUT_A_TERM
    days = min(agreed, _DAYS_AT_MOST) if of.flag("counterparty_is_sme") else agreed
    return add_days(delivered, days)


@column_value("payment-days-late")
def days_late(of: EffectContext) -> int:
    """By how many days a payment came after it was due."""
    paid, due = of.day("paid_on") or of.on, payment_due(of)
    return 0 if due is None else max(0, days_between(due, paid))


@column_value("contract-amount")
def contract_amount(of: EffectContext) -> int:
    """What the contract that a change names is worth before it, in fen."""
    return Contract.objects.values_list("amount_fen", flat=True).get(case=of.linked("contract"))
