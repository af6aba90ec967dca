"""What credit records write: a row when the record is reported, its receipt, and its withdrawal."""

from __future__ import annotations

from yifa.cases.effects import EffectContext, effect
from yifa.work.integrity.registers import CreditRecord


@effect("credit-record", "report")
def report(of: EffectContext) -> None:
    """A record counts once it is reported; reporting it to a second platform adds no second record."""
    reported_on, platform = of.day("reported_on") or of.on, of.text("platform")
    CreditRecord.objects.update_or_create(
        case=of.case,
        defaults={"reported_on": reported_on, "platform": platform},
        create_defaults={
            **of.row,
            "record_kind": of.text("record_kind"),
            "list_kind": of.text("list"),
            "subject": of.party,
            "content": of.text("content"),
            "document_number": of.text("document_number"),
            "decided_on": of.day("decided_on") or of.on,
            "valid_until": of.day("valid_until"),
            "reported_on": reported_on,
            "platform": platform,
        },
    )


@effect("credit-record", "confirm-receipt")
def confirm_receipt(of: EffectContext) -> None:
    """The platform has it."""
    CreditRecord.objects.filter(case=of.case).update(received_on=of.day("received_on") or of.on)


@effect("credit-record", "withdraw-record")
def withdraw(of: EffectContext) -> None:
    """The record is withdrawn; the row stays, and no longer counts."""
    CreditRecord.objects.filter(case=of.case).update(withdrawn_on=of.on)
