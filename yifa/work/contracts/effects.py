"""What the life of a contract writes: its review, its signing and number, payments, and its end."""

from __future__ import annotations

from yifa.cases.effects import EffectContext, effect
from yifa.work.contracts.registers import Contract, Payment


@effect("contract-review", "review")
def review(of: EffectContext) -> None:
    """The contract is entered with its first review; a later review replaces the opinion, and counts once."""
    Contract.objects.update_or_create(
        case=of.case,
        defaults={"opinion": of.text("opinion"), "reviewed_on": of.on},
        create_defaults={
            **of.row,
            "name": of.text("title"),
            "counterparty": of.party,
            "contract_kind": of.text("contract_kind"),
            "amount_fen": of.number("amount") or 0,
            "opinion": of.text("opinion"),
            "reviewed_on": of.on,
        },
    )


@effect("contract-review", "sign")
def sign(of: EffectContext) -> None:
    """Signed, on its day."""
    Contract.objects.filter(case=of.case).update(state="signed", signed_on=of.day("signed_on") or of.on)


@effect("contract-review", "register")
def number(of: EffectContext) -> None:
    """The contract gets its number."""
    Contract.objects.filter(case=of.case).update(contract_number=of.text("contract_number"))


@effect("contract-review", "pay")
def pay(of: EffectContext) -> None:
    """A payment stands in its own register."""
    Payment.objects.create(
        **of.row,
        contract=Contract.objects.get(case=of.case),
        amount_fen=of.number("paid_amount") or 0,
        paid_on=of.day("paid_on") or of.on,
    )


@effect("contract-review", "end-performance")
def end(of: EffectContext) -> None:
    """Performed, rescinded or terminated."""
    Contract.objects.filter(case=of.case).update(state="ended")


@effect("contract-review", "drop")
def drop(of: EffectContext) -> None:
    """Reviewed and not signed."""
    Contract.objects.filter(case=of.case).update(state="dropped")
