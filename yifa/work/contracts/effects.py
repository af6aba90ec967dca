"""What the life of a contract writes: its review, its signing and number, payments, and its end."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, effect
from yifa.law.limits import add_days, days_between
from yifa.parties.models import Party
from yifa.work.contracts.registers import (
    Contract,
    ContractChange,
    ContractDispute,
    ContractMilestone,
    Payment,
)

_DAYS_WITHOUT_A_TERM = 30
_DAYS_AT_MOST = 60
"""保障中小企业款项支付条例 §9: thirty days of delivery, sixty at most where that was agreed."""


@effect("contract/review")
def review(of: EffectContext) -> None:
    """The contract is entered with its first review; a later review replaces what was reviewed, and counts once."""
    values = {
        "name": of.text("title"),
        "counterparty": _counterparty(of),
        "contract_kind": of.text("contract_kind"),
        "amount_fen": of.number("amount") or 0,
        "opinion": of.text("opinion"),
        "reviewed_on": of.on,
        "ends_on": of.day("ends_on"),
    }
    Contract.objects.update_or_create(case=of.case, defaults=values, create_defaults={**of.row, **values})


@effect("contract-elsewhere/enter")
def enter(of: EffectContext) -> None:
    """A contract signed earlier enters as it stands; it counts in the years in which it was reviewed and signed."""
    Contract.objects.create(
        **of.row,
        name=of.text("title"),
        counterparty=_counterparty(of),
        contract_kind=of.text("contract_kind"),
        amount_fen=of.number("amount") or 0,
        opinion=of.text("opinion"),
        reviewed_on=of.day("reviewed_on"),
        contract_number=of.text("contract_number"),
        signed_on=of.day("signed_on"),
        state=of.text("state", "signed"),
    )


def _counterparty(of: EffectContext) -> Party | None:
    """The other side: the party that the draft names."""
    named = of.number("counterparty")
    if of.party is not None and named in (None, of.party.pk):
        return of.party
    return Party.objects.filter(pk=named).first() if named is not None else None


@effect("contract/answer-opinion")
def answer(of: EffectContext) -> None:
    """Whether the opinion was adopted (中办发〔2016〕30号)."""
    Contract.objects.filter(case=of.case).update(adoption=of.text("adoption"))


@effect("contract/sign")
def sign(of: EffectContext) -> None:
    """Signed, on its day."""
    Contract.objects.filter(case=of.case).update(state="signed", signed_on=of.day("signed_on") or of.on)


@effect("contract/register")
def number(of: EffectContext) -> None:
    """The contract gets its number."""
    Contract.objects.filter(case=of.case).update(contract_number=of.text("contract_number"))


@effect("contract/pay")
def pay(of: EffectContext) -> None:
    """A payment stands in its own register, with the day by which it was due."""
    paid, due = of.day("paid_on") or of.on, payment_due(of)
    Payment.objects.create(
        **of.row,
        contract=Contract.objects.get(case=of.case),
        amount_fen=of.number("paid_amount") or 0,
        paid_on=paid,
        due_on=due,
        to_sme=of.flag("counterparty_is_sme"),
        days_late=0 if due is None else max(0, days_between(due, paid)),
    )


def payment_due(of: EffectContext) -> date | None:
    """The last day of the agreed term from the latest delivery or acceptance; the statutory term where none was agreed."""
    delivered = of.day("delivered_on")
    if delivered is None:
        return None
    agreed = of.number("payment_days") or _DAYS_WITHOUT_A_TERM
    days = min(agreed, _DAYS_AT_MOST) if of.flag("counterparty_is_sme") else agreed
    return add_days(delivered, days)


@effect("contract/end-performance")
def end(of: EffectContext) -> None:
    """Performed, rescinded or terminated."""
    Contract.objects.filter(case=of.case).update(state="ended")


@effect("contract/drop")
def drop(of: EffectContext) -> None:
    """Reviewed and not signed."""
    Contract.objects.filter(case=of.case).update(state="dropped")


# Milestones, changes, disputes --------------------------------------------------------------------------------------------


def _contract(of: EffectContext) -> Contract:
    return Contract.objects.get(case=of.linked("contract"))


@effect("milestone/set")
def set_milestone(of: EffectContext) -> None:
    """A milestone of a signed contract."""
    ContractMilestone.objects.create(
        **of.row,
        contract=_contract(of),
        name=of.text("title"),
        due_on=of.day("due_on") or of.on,
        amount_fen=of.number("milestone_amount"),
    )


@effect("milestone/move")
def move_milestone(of: EffectContext) -> None:
    """A new day, with approval."""
    ContractMilestone.objects.filter(case=of.case).update(due_on=of.day("due_on") or of.on)


@effect("milestone/meet")
def meet_milestone(of: EffectContext) -> None:
    """Done."""
    ContractMilestone.objects.filter(case=of.case).update(state="met", met_on=of.day("met_on") or of.on)


@effect("milestone/cancel")
def cancel_milestone(of: EffectContext) -> None:
    """No longer due."""
    ContractMilestone.objects.filter(case=of.case).update(state="cancelled")


@effect("amending-contract/sign")
def change(of: EffectContext) -> None:
    """A signed change alters the contract; what it was before stands in the register of changes."""
    contract = _contract(of)
    ContractChange.objects.create(
        **of.row,
        contract=contract,
        change_kind=of.text("change_kind"),
        name=of.text("title"),
        amount_before_fen=contract.amount_fen,
        amount_fen=of.number("amount") or 0,
        signed_on=of.day("signed_on") or of.on,
    )
    altered: dict[str, object] = {"amount_fen": of.number("amount") or 0}
    if (ends := of.day("ends_on")) is not None:
        altered["ends_on"] = ends
    if of.text("change_kind") == "rescission":
        altered["state"] = "ended"
    Contract.objects.filter(pk=contract.pk).update(**altered)


@effect("dispute/enter")
def enter_dispute(of: EffectContext) -> None:
    """A dispute is entered on the day on which it is known."""
    ContractDispute.objects.create(
        **of.row,
        contract=_contract(of),
        name=of.text("title"),
        entered_on=of.on,
        claim_fen=of.number("claim_amount"),
    )


@effect("dispute/decide")
def decide_way(of: EffectContext) -> None:
    """How it is to be settled."""
    ContractDispute.objects.filter(case=of.case).update(way=of.text("way"))


@effect("dispute/close")
def close_dispute(of: EffectContext) -> None:
    """How it ended."""
    ContractDispute.objects.filter(case=of.case).update(
        outcome=of.text("outcome"), recovered_fen=of.number("recovered"), closed_on=of.on
    )
