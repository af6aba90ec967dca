"""What the tables of decisions cannot say: how each member of the meeting stood."""

from __future__ import annotations

from typing import Any

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.cases.told.links import answers_of
from yifa.law.votes import view_of
from yifa.procedure.answers import names_of
from yifa.work.decisions.registers import DecisionPart

_VOTES = {"votes_for": "for", "votes_against": "against", "abstentions": "abstained"}


@column_value("is-a-document")
def is_document(of: EffectContext) -> bool:
    """Whether what is decided is a normative document."""
    return "rule-making" in of.procedure.institutions


@column_value("title-of-decision")
def title_of_decision(of: EffectContext) -> str:
    """What the decision is called that an execution names."""
    decision = of.linked("decision")
    return decision.title if decision is not None else of.case.title


@effect("decision-making/deliberate", enters=[DecisionPart])
def deliberate(of: EffectContext) -> None:
    """Each member's view and vote is taken over from the meeting item, and dissent with it."""
    item = of.linked("item")
    if item is not None:
        _members(of, answers_of(item))


def _members(of: EffectContext, item: dict[str, Any]) -> None:
    """Members of the meeting, as the item has them: order, view, vote; who voted against or abstained dissented."""
    votes = {member: how for key, how in _VOTES.items() for member in names_of(item, key)}
    views = {
        str(line.get("member")): view_of(line) for line in item.get("views") or () if isinstance(line, dict)
    }
    dissent = str(item.get("dissent") or "")
    DecisionPart.objects.filter(case=of.case, part="member").update(stance="", view="", dissented=False)
    for member in dict.fromkeys((*names_of(item, "spoke"), *names_of(item, "avoided"), *votes)):
        stance = votes.get(member) or ("stood_aside" if member in names_of(item, "avoided") else "spoke")
        values: dict[str, Any] = {
            "stance": stance,
            "view": views.get(member, ""),
            "dissented": stance == "against" or member in dissent,
            "done_on": of.on,
        }
        DecisionPart.objects.update_or_create(
            case=of.case,
            part="member",
            person=member[:60],
            defaults=values,
            create_defaults={
                **of.row,
                **values,
                "decision": (of.text("title") or of.case.title)[:200],
                "part": "member",
                "person": member[:60],
            },
        )
