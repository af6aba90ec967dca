"""What the handling of suggestions writes: receipt, return, reply, satisfaction and publication."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.suggestions.registers import Suggestion


@effect("suggestion/receive")
def receive(of: EffectContext) -> None:
    """Entered when it is handed over: its months run from that day (代表法 §51)."""
    Suggestion.objects.create(
        **of.row,
        kind=of.text("kind"),
        role=of.text("role"),
        number=of.text("number"),
        name=of.text("title"),
        handed_over_on=of.day("handed_over_on") or of.on,
    )


def _set(of: EffectContext, **values: object) -> None:
    Suggestion.objects.filter(case=of.case).update(**values)


@effect("suggestion/return-not-ours")
def return_not_ours(of: EffectContext) -> None:
    """Given back to whoever handed it over."""
    _set(of, returned_on=of.on)


@effect("suggestion/reply")
def reply(of: EffectContext) -> None:
    """Answered; a second answer after dissatisfaction replaces the first day."""
    _set(of, replied_on=of.day("replied_on") or of.on, result_class=of.text("result_class"))


@effect("suggestion/ask-satisfaction")
def satisfaction(of: EffectContext) -> None:
    """What the deputy said of the handling."""
    _set(of, satisfaction=of.text("satisfaction"))


@effect("suggestion/publish")
def publish(of: EffectContext) -> None:
    """The reply is public."""
    _set(of, published_on=of.day("published_on") or of.on)
