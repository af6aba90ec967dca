"""What the life of a contract writes: its review, its signing and number, payments, and its end."""

from __future__ import annotations

from yifa.cases.effects import EffectContext, effect
from yifa.parties.models import Party
from yifa.work.contracts.registers import Contract, Payment


@effect("contract-review", "review")
def review(of: EffectContext) -> None:
    """The contract is entered with its first review; a later review replaces what was reviewed, and counts once."""
    values = {
        "name": of.text("title"),
        "counterparty": _counterparty(of),
        "contract_kind": of.text("contract_kind"),
        "amount_fen": of.number("amount") or 0,
        "opinion": of.text("opinion"),
        "reviewed_on": of.on,
    }
    Contract.objects.update_or_create(case=of.case, defaults=values, create_defaults={**of.row, **values})


@effect("contract-entry", "enter")
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
