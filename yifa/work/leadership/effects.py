"""What the table of leading groups cannot say: who sits on one, and who left and joined when it changed."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.leadership.registers import GroupMember, LeadingGroup


@effect("group/establish", enters=[GroupMember])
def establish(of: EffectContext) -> None:
    """Everybody on the group, by its document."""
    _seat(of, LeadingGroup.objects.get(case=of.case), _named(of))


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
