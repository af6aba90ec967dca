"""What meetings write: that they were held, what they decided, and what the head heard."""

from __future__ import annotations

from yifa.cases.effects import EffectContext, effect
from yifa.work.meetings.registers import DecidedItem, Meeting, ReportHeard


@effect("meeting", "hold")
def hold(of: EffectContext) -> None:
    """A meeting counts once it was held."""
    Meeting.objects.create(
        **of.row,
        meeting_kind=of.text("meeting_kind"),
        topic=of.text("topic"),
        held_on=of.day("held_on") or of.on,
        entitled=of.number("entitled") or 0,
        present=of.number("present") or 0,
    )


@effect("meeting-item", "decide")
def decide(of: EffectContext) -> None:
    """An item counts once it is decided."""
    DecidedItem.objects.create(
        **of.row,
        name=of.text("title"),
        kind_of_major=of.text("kind_of_major"),
        meeting_kind=of.text("meeting_kind"),
        legal_opinion=of.text("opinion"),
        held_on=of.day("held_on") or of.on,
        entitled=of.number("entitled") or 0,
        present=of.number("present") or 0,
        votes_for=of.number("votes_for") or 0,
        outcome=of.text("outcome"),
        decided_on=of.on,
    )


@effect("work-report-heard", "hear")
def hear(of: EffectContext) -> None:
    """A report counts on the day on which it was heard."""
    ReportHeard.objects.create(**of.row, topic=of.text("topic"), heard_on=of.day("heard_on") or of.on)


@effect("work-report-heard", "instruct")
def instruct(of: EffectContext) -> None:
    """The head's instructions stand beside the report."""
    ReportHeard.objects.filter(case=of.case).update(instructions=of.text("instructions"))
