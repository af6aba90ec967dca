"""What credit records write: a row when the record is reported, its receipt, and its withdrawal."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, effect
from yifa.law.credit import Grade, display
from yifa.parties.models import Party
from yifa.work.integrity.export import AND
from yifa.work.integrity.kinds import PENALTY_KINDS
from yifa.work.integrity.registers import CreditRecord


@effect("credit/report")
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
            "subject": _subject(of),
            "content": of.text("content"),
            "document_number": of.text("document_number"),
            "decided_on": of.day("decided_on") or of.on,
            "valid_from": of.day("valid_from"),
            "valid_until": of.day("valid_until"),
            "grade": of.text("grade"),
            "decision_name": of.text("decision_name"),
            "licence_kind": of.text("licence_kind"),
            "certificate_name": of.text("certificate_name"),
            "certificate_number": of.text("certificate_number"),
            "violation_kind": of.text("violation_kind"),
            "violation_facts": of.text("violation_facts"),
            "legal_basis": of.text("legal_basis"),
            "penalty_kinds": _penalties(of),
            "fine_fen": of.number("fine"),
            "confiscated_fen": of.number("confiscated"),
            "licence_taken": of.text("licence_taken"),
            "display_until": _display_until(of),
            "reported_on": reported_on,
            "platform": platform,
        },
    )


@effect("credit/confirm-receipt")
def confirm_receipt(of: EffectContext) -> None:
    """The platform has it."""
    CreditRecord.objects.filter(case=of.case).update(received_on=of.day("received_on") or of.on)


@effect("credit/repair")
def repair(of: EffectContext) -> None:
    """Repaired: no longer shown, shared or used."""
    CreditRecord.objects.filter(case=of.case).update(repaired_on=of.day("repaired_on") or of.on)


@effect("credit/end-display")
def end_display(of: EffectContext) -> None:
    """Its term of display is over."""
    CreditRecord.objects.filter(case=of.case).update(display_ended_on=of.day("display_ended_on") or of.on)


@effect("credit/withdraw-record")
def withdraw(of: EffectContext) -> None:
    """The record is withdrawn; the row stays, and no longer counts."""
    CreditRecord.objects.filter(case=of.case).update(withdrawn_on=of.on)


def _subject(of: EffectContext) -> Party | None:
    """Whom the record is about: the party that the proposal names."""
    named = of.number("subject")
    if of.party is not None and named in (None, of.party.pk):
        return of.party
    return Party.objects.filter(pk=named).first() if named is not None else None


def _penalties(of: EffectContext) -> str:
    """The kinds of penalty in words, as the receiver and a reader take them."""
    chosen = of.all_answers.get("penalty_kinds") or []
    return AND.join(PENALTY_KINDS[key].zh for key in chosen if key in PENALTY_KINDS)


def _display_until(of: EffectContext) -> date | None:
    """The last day of display by the grade, where the measures in force since 2026-04-01 give one and display is the rule."""
    grade = of.text("grade")
    if grade not in (Grade.GENERAL, Grade.SERIOUS):
        return None
    return display(Grade(grade), of.day("decided_on") or of.on, of.on).ends_on
