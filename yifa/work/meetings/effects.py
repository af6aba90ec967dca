"""What meetings write: that they were held and who came, each member's part in an item, what was decided, and what followed."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from yifa.cases.acting.effects import EffectContext, effect
from yifa.law.votes import view_of
from yifa.work.meetings.registers import (
    Attendance,
    DecidedItem,
    DecisionTask,
    Meeting,
    MemberPart,
    ProposedItem,
    ReportHeard,
)
from yifa.work.meetings.sittings import lines_of, named, names

_VOTES = {"votes_for": "for", "votes_against": "against", "abstentions": "abstained"}


@effect("sitting/hold")
def hold(of: EffectContext) -> None:
    """A meeting counts once it was held; each member's attendance stands beside it."""
    members, present = names(of.all_answers, "members"), names(of.all_answers, "present")
    topic = of.text("topic")
    Meeting.objects.create(
        **of.row,
        meeting_kind=of.text("meeting_kind"),
        topic=topic,
        held_on=of.on,
        entitled=len(members),
        present=len(present),
        discipline_present=of.flag("discipline_present"),
    )
    Attendance.objects.bulk_create(
        Attendance(**of.row, held_on=of.on, topic=topic, member=member[:60], present=member in present)
        for member in members
    )


@effect("agenda-item/propose")
def propose(of: EffectContext) -> None:
    """An item as it was proposed; what is proposed again keeps its first day."""
    values: dict[str, Any] = {
        "name": of.text("title")[:200],
        "kind_of_major": of.text("kind_of_major"),
        "subject": of.text("subject"),
        "legal_opinion": "",
    }
    ProposedItem.objects.update_or_create(
        case=of.case,
        defaults=values,
        create_defaults={**of.row, **values, "proposed_on": of.on},
    )


@effect("agenda-item/give-legal-opinion", "agenda-item/cite-legal-opinion")
def opinion(of: EffectContext) -> None:
    """The legal opinion before the meeting."""
    ProposedItem.objects.filter(case=of.case).update(legal_opinion=of.text("opinion"))


@effect("agenda-item/return-from-give-legal-opinion")
def send_back(of: EffectContext) -> None:
    """Sent back once counts once."""
    ProposedItem.objects.filter(case=of.case, sent_back_on=None).update(sent_back_on=of.on)


@effect("agenda-item/withdraw-item")
def withdraw(of: EffectContext) -> None:
    """Withdrawn before it was discussed."""
    ProposedItem.objects.filter(case=of.case).update(withdrawn_on=of.on)


@effect("agenda-item/decide-urgently")
def decide_urgently(of: EffectContext) -> None:
    """Decided by the secretary alone; no meeting decided it."""
    ProposedItem.objects.filter(case=of.case).update(urgent_on=of.on)


@effect("agenda-item/report-urgent")
def report_urgent(of: EffectContext) -> None:
    """Reported to the next meeting."""
    ProposedItem.objects.filter(case=of.case).update(reported_on=of.on)


@effect("agenda-item/deliberate")
def deliberate(of: EffectContext) -> None:
    """Who stood aside, and who said what in which place; a second discussion takes the place of the first."""
    avoided = names(of.all_answers, "avoided")
    MemberPart.objects.filter(case=of.case).update(stood_aside=False, place=None, view="", vote="")
    for place, (member, line) in enumerate(lines_of(of.all_answers).items(), start=1):
        _part(of, member, place=place, view=view_of(line))
    for member in avoided:
        _part(of, member, stood_aside=True)


@effect("agenda-item/vote")
def vote(of: EffectContext) -> None:
    """Each member's vote, where the vote was not secret."""
    for key, how in _VOTES.items():
        for member in names(of.all_answers, key):
            _part(of, member, vote=how)


@effect("agenda-item/decide")
def decide(of: EffectContext) -> None:
    """An item counts once it is decided."""
    sitting = named(of.text("meeting"))
    DecidedItem.objects.create(
        **of.row,
        name=of.text("title")[:200],
        kind_of_major=of.text("kind_of_major"),
        meeting_kind=sitting.kind if sitting is not None else of.text("meeting_kind"),
        legal_opinion=of.text("opinion"),
        held_on=(sitting.held_on if sitting is not None else None) or of.on,
        entitled=len(sitting.members) if sitting is not None else 0,
        present=len(sitting.present) if sitting is not None else 0,
        votes_for=len(names(of.all_answers, "votes_for")) or of.number("ballots_for") or 0,
        votes_against=len(names(of.all_answers, "votes_against")) or of.number("ballots_against") or 0,
        has_dissent=bool(of.text("dissent")),
        outcome=of.text("outcome"),
        decided_on=of.on,
    )


@effect("decided-task/assign")
def assign(of: EffectContext) -> None:
    """A task with its owner and its day."""
    due = of.day("due_on")
    DecisionTask.objects.create(
        **of.row,
        task=of.text("task")[:200],
        owner_department=of.text("owner_department")[:60],
        responsible_leader=of.text("responsible_leader")[:60],
        assigned_on=of.on,
        due_on=due or of.on,
    )


@effect("decided-task/submit-evidence")
def submit_evidence(of: EffectContext) -> None:
    """Reported as done, the last time counting."""
    DecisionTask.objects.filter(case=of.case).update(reported_done_on=of.on)


@effect("decided-task/extend")
def extend(of: EffectContext) -> None:
    """A new day for the task."""
    DecisionTask.objects.filter(case=of.case).update(
        due_on=of.day("due_on") or of.on, extended=F("extended") + 1
    )


@effect("decided-task/escalate")
def escalate(of: EffectContext) -> None:
    """Taken to the leadership, the first time counting."""
    DecisionTask.objects.filter(case=of.case, escalated_on=None).update(escalated_on=of.on)


@effect("decided-task/close")
def close_task(of: EffectContext) -> None:
    """Carried out."""
    DecisionTask.objects.filter(case=of.case).update(closed_on=of.on)


@effect("work-report/hear")
def hear(of: EffectContext) -> None:
    """A report counts on the day on which it was heard."""
    ReportHeard.objects.create(**of.row, topic=of.text("topic"), heard_on=of.day("heard_on") or of.on)


@effect("work-report/instruct")
def instruct(of: EffectContext) -> None:
    """The head's instructions stand beside the report."""
    ReportHeard.objects.filter(case=of.case).update(instructions=of.text("instructions"))


def _part(of: EffectContext, member: str, **values: Any) -> None:
    MemberPart.objects.update_or_create(
        case=of.case,
        member=member[:60],
        defaults=values,
        create_defaults={**of.row, "item": of.text("title")[:200], "member": member[:60], **values},
    )
