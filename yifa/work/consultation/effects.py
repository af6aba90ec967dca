"""What consultations and opinions write."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.consultation.registers import Consultation, Opinion


@effect("consultation/open")
def open_consultation(of: EffectContext) -> None:
    """Laid open on its day; its text goes to the portal with it."""
    Consultation.objects.create(
        **of.row,
        name=of.text("title"),
        subject_number=of.text("subject"),
        opened_on=of.on,
        closes_on=of.day("closes_on") or of.on,
        touches_market_actors=of.flag("touches_market_actors"),
        is_major_decision=of.flag("is_major_decision"),
        shortened_reason=of.text("shortened_reason"),
        contact=of.text("contact"),
        draft_text=of.text("draft_text"),
        explanation=of.text("explanation"),
    )


def _set(of: EffectContext, **values: object) -> None:
    Consultation.objects.filter(case=of.case).update(**values)


@effect("consultation/extend")
def extend(of: EffectContext) -> None:
    """More time."""
    _set(of, closes_on=of.day("closes_on") or of.on)


@effect("consultation/summarise")
def summarise(of: EffectContext) -> None:
    """Summed up; not public before it is published."""
    _set(of, summary=of.text("summary"), summarised_on=of.on)


@effect("consultation/publish-feedback")
def publish_feedback(of: EffectContext) -> None:
    """What became of the opinions is public."""
    _set(of, answered_on=of.on)


@effect("consultation/stop")
def stop(of: EffectContext) -> None:
    """Given up, with the reason."""
    _set(of, stopped_on=of.on, stop_reason=of.text("stop_reason"))


@effect("opinion/submit")
def submit(of: EffectContext) -> None:
    """Given on the portal."""
    _receive(of, channel="portal")


@effect("opinion/record")
def record(of: EffectContext) -> None:
    """Came another way, and counts on the day on which it came."""
    _receive(of, channel=of.text("channel"))


def _receive(of: EffectContext, channel: str) -> None:
    Opinion.objects.create(
        **of.row,
        consultation=Consultation.objects.get(case=of.linked("consultation")),
        provision=of.text("provision"),
        side=of.text("side"),
        channel=channel,
        arrived_on=of.day("arrived_on") or of.on,
    )


@effect("opinion/treat")
def treat(of: EffectContext) -> None:
    """Dealt with."""
    Opinion.objects.filter(case=of.case).update(treatment=of.text("treatment"), treated_on=of.on)
