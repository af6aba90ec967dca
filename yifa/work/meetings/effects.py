"""What the tables of meetings cannot say: each member's part in an item, and what was decided in which meeting."""

from __future__ import annotations

from typing import Any

from yifa.cases.acting.effects import EffectContext, effect
from yifa.law.votes import view_of
from yifa.procedure.answers import names_of
from yifa.work.meetings.registers import DecidedItem, MemberPart
from yifa.work.meetings.sittings import lines_of, named

_VOTES = {"votes_for": "for", "votes_against": "against", "abstentions": "abstained"}


@effect("agenda-item/deliberate", enters=[MemberPart])
def deliberate(of: EffectContext) -> None:
    """Who stood aside, and who said what in which place; a second discussion takes the place of the first."""
    avoided = names_of(of.all_answers, "avoided")
    MemberPart.objects.filter(case=of.case).update(stood_aside=False, place=None, view="", vote="")
    for place, (member, line) in enumerate(lines_of(of.all_answers).items(), start=1):
        _part(of, member, place=place, view=view_of(line))
    for member in avoided:
        _part(of, member, stood_aside=True)


@effect("agenda-item/vote")
def vote(of: EffectContext) -> None:
    """Each member's vote, where the vote was not secret."""
    for key, how in _VOTES.items():
        for member in names_of(of.all_answers, key):
            _part(of, member, vote=how)


@effect("agenda-item/decide", enters=[DecidedItem])
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
        votes_for=len(names_of(of.all_answers, "votes_for")) or of.number("ballots_for") or 0,
        votes_against=len(names_of(of.all_answers, "votes_against")) or of.number("ballots_against") or 0,
        has_dissent=bool(of.text("dissent")),
        outcome=of.text("outcome"),
        decided_on=of.on,
    )


def _part(of: EffectContext, member: str, **values: Any) -> None:
    MemberPart.objects.update_or_create(
        case=of.case,
        member=member[:60],
        defaults=values,
        create_defaults={**of.row, "item": of.text("title")[:200], "member": member[:60], **values},
    )
