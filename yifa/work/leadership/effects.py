"""What leading groups and statements on law write."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.leadership.registers import (
    GroupEvent,
    GroupMember,
    LeadingGroup,
    Statement,
    StatementRound,
)


@effect("group/establish")
def establish(of: EffectContext) -> None:
    """A group and everybody on it, by its document."""
    group = LeadingGroup.objects.create(
        **of.row,
        name=of.text("group_name"),
        document=of.text("document"),
        established_on=of.on,
        office_at=of.text("office_at"),
        duties=of.text("duties"),
    )
    _seat(of, group, _named(of))


@effect("group/change")
def change(of: EffectContext) -> None:
    """Who left and who joined, found by comparing with everybody after the change."""
    group = LeadingGroup.objects.get(case=of.case)
    after = set(_named(of))
    sitting = {
        (one.role, one.person): one for one in GroupMember.objects.filter(group=group, until_on__isnull=True)
    }
    for seat, one in sitting.items():
        if seat not in after:
            one.until_on, one.ended_by_document = of.on, of.text("document")
            one.save(update_fields=["until_on", "ended_by_document"])
    _seat(of, group, (seat for seat in _named(of) if seat not in sitting))


def _named(of: EffectContext) -> list[tuple[str, str]]:
    """Everybody as the answers of this step name them, with their roles, in order."""
    people = [("leader", str(of.answers.get("leader") or ""))]
    for role, name in (("deputy", "deputies"), ("member", "members")):
        listed = of.answers.get(name)
        people += [(role, str(one)) for one in listed] if isinstance(listed, list) else []
    return [(role, person.strip()) for role, person in people if person.strip()]


def _seat(of: EffectContext, group: LeadingGroup, people: Iterable[tuple[str, str]]) -> None:
    GroupMember.objects.bulk_create(
        GroupMember(
            **of.row, group=group, role=role, person=person, from_on=of.on, by_document=of.text("document")
        )
        for role, person in people
    )


@effect("group/add-meeting")
def add_meeting(of: EffectContext) -> None:
    """A meeting that was held."""
    _event(of, "meeting", "meeting")


@effect("group/add-report")
def add_report(of: EffectContext) -> None:
    """A report that was heard."""
    _event(of, "report", "report")


def _event(of: EffectContext, kind: str, question: str) -> None:
    matter = of.linked(question)
    assert matter is not None  # the procedure requires it
    GroupEvent.objects.create(
        **of.row,
        group=LeadingGroup.objects.get(case=of.case),
        kind=kind,
        matter=matter,
        added_on=of.on,
    )


@effect("group/review")
def review(of: EffectContext) -> None:
    """Somebody looked whether it is still right."""
    LeadingGroup.objects.filter(case=of.case).update(reviewed_on=of.on)


@effect("group/dissolve")
def dissolve(of: EffectContext) -> None:
    """The group and its seats end."""
    group = LeadingGroup.objects.get(case=of.case)
    document = of.text("dissolve_document")
    GroupMember.objects.filter(group=group, until_on__isnull=True).update(
        until_on=of.on, ended_by_document=document
    )
    LeadingGroup.objects.filter(pk=group.pk).update(dissolved_on=of.on)


def _leaders(of: EffectContext) -> int:
    found = of.all_answers.get("leaders")
    return len(found) if isinstance(found, list) else 0


@effect("statements/call")
def call(of: EffectContext) -> None:
    """The year's statements are called for."""
    StatementRound.objects.create(
        **of.row,
        statement_year=of.number("statement_year") or of.on.year,
        leaders=_leaders(of),
        called_on=of.on,
        collect_by_on=of.day("collect_by") or of.on,
    )


def _round(of: EffectContext, **values: object) -> None:
    StatementRound.objects.filter(case=of.case).update(**values)


@effect("statements/add-leader")
def add_leader(of: EffectContext) -> None:
    """Others state."""
    _round(of, leaders=_leaders(of))


@effect("statements/conclude")
def conclude(of: EffectContext) -> None:
    """Everybody stated and was assessed."""
    _round(of, concluded_on=of.on, conclusion=of.text("conclusion"))


@effect("statements/report-up")
def report_up(of: EffectContext) -> None:
    """Reported to the level above."""
    _round(of, reported_on=of.on, reported_to=of.text("reported_to"))


@effect("statement/ask")
def ask(of: EffectContext) -> None:
    """One leader is asked."""
    Statement.objects.create(
        **of.row,
        round=StatementRound.objects.get(case=of.linked("round")),
        leader=of.text("leader"),
        leader_post=of.text("leader_post"),
        asked_on=of.on,
        due_on=of.day("collect_by") or of.on,
    )


def _statement(of: EffectContext, **values: object) -> None:
    Statement.objects.filter(case=of.case).update(**values)


@effect("statement/state")
def state(of: EffectContext) -> None:
    """Stated; what was assessed before is to be assessed again."""
    _statement(of, form=of.text("form"), stated_on=of.on, grade="", assessed_on=None)


@effect("statement/assess", "statement/enter-assessment")
def assess(of: EffectContext) -> None:
    """Assessed by the panel, or by the level above."""
    _statement(
        of,
        grade=of.text("grade"),
        comments=of.text("comments"),
        must_rectify=of.flag("must_rectify"),
        assessed_on=of.on,
    )


@effect("statement/confirm")
def confirm(of: EffectContext) -> None:
    """What the panel found wanting is rectified."""
    _statement(of, rectified_on=of.on)


@effect("statement/withdraw")
def release(of: EffectContext) -> None:
    """Need not state."""
    _statement(of, released_on=of.on, release_reason=of.text("release_reason"))
