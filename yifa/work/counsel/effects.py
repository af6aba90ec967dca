"""What counsel's work writes: engagements signed, questions answered, and whether the answer was followed."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.counsel.registers import Consultation, Engagement


@effect("counsel/sign")
def engage(of: EffectContext) -> None:
    """An engagement begins when it is signed."""
    Engagement.objects.create(
        **of.row,
        counsel_name=of.text("counsel_name"),
        term_from=of.day("term_from") or of.on,
        term_until=of.day("term_until") or of.on,
        fee_fen=of.number("fee") or 0,
        signed_on=of.day("signed_on") or of.on,
    )


@effect("counsel-elsewhere/enter")
def enter_engagement(of: EffectContext) -> None:
    """An engagement from before enters as it stood; it counts in the years of its term."""
    Engagement.objects.create(
        **of.row,
        counsel_name=of.text("counsel_name"),
        term_from=of.day("term_from") or of.on,
        term_until=of.day("term_until") or of.on,
        fee_fen=of.number("fee") or 0,
        signed_on=of.day("signed_on") or of.on,
        ended_on=of.day("ended_on"),
    )


@effect("advice-elsewhere/enter")
def enter_consultation(of: EffectContext) -> None:
    """A question answered before enters as the ledger has it; it counts in the year of its answer."""
    Consultation.objects.create(
        **of.row,
        question=of.text("question"),
        channel=of.text("channel"),
        matter_kind=of.text("matter_kind"),
        asked_on=of.day("asked_on"),
        answered_on=of.day("answered_on") or of.on,
        treatment=of.text("treatment", "open"),
    )


@effect("counsel/end")
def end(of: EffectContext) -> None:
    """An engagement ends on its day."""
    Engagement.objects.filter(case=of.case).update(ended_on=of.day("ended_on") or of.on)


@effect("advice/answer")
def answer(of: EffectContext) -> None:
    """A consultation counts once it is answered."""
    Consultation.objects.create(
        **of.row,
        question=of.text("question"),
        channel=of.text("channel"),
        matter_kind=of.text("matter_kind"),
        asked_on=of.case.opened_on,
        answered_on=of.day("answered_on") or of.on,
    )


@effect("advice/adopt")
def adopt(of: EffectContext) -> None:
    """The answer was followed."""
    Consultation.objects.filter(case=of.case).update(treatment="adopted")


@effect("advice/decline")
def decline(of: EffectContext) -> None:
    """The answer was not followed, for a recorded reason (中办发〔2016〕30号)."""
    Consultation.objects.filter(case=of.case).update(treatment="declined")
