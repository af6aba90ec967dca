"""What the law counts in a penalty case: the limitation, whether a hearing is due, what is heavier, the additional fine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_years, days_between
from yifa.parties.models import Party, PartyKind
from yifa.procedure import Json
from yifa.procedure.answers import day_of, names_of
from yifa.work.penalties.parameters import LARGER_FOR_ORGANISATIONS, LARGER_FOR_PERSONS
from yifa.work.penalties.registers import KINDS

_ORDER: Final = tuple(KINDS)
_ALWAYS_HEARD: Final = {"suspension", "other", "restriction", "revocation"}
_YEARS: Final = 2
_YEARS_WHERE_HARM: Final = 5
_DAILY_PERCENT: Final = 3


def heaviest(kinds: Iterable[str]) -> str:
    """The heaviest of kinds of penalty; empty where there is none."""
    return max(kinds, key=_ORDER.index, default="")


def _fen(answers: Mapping[str, Any], name: str) -> int:
    found = answers.get(name)
    return found if isinstance(found, int) else 0


def is_heavier(answers: Mapping[str, Any]) -> bool:
    """Whether what is imposed exceeds what the party was told last: more kinds, a heavier one in the place of a lighter, or more
    money where an amount was told."""
    told, imposed = (
        sorted((_ORDER.index(kind) for kind in names_of(answers, name)), reverse=True)
        for name in ("proposed_kinds", "penalty_kinds")
    )
    if len(imposed) > len(told) or any(one > other for one, other in zip(imposed, told, strict=False)):
        return True
    amounts = (("fine", "proposed_fine"), ("confiscated", "proposed_confiscation"))
    return any(
        _fen(answers, proposed) and _fen(answers, one) > _fen(answers, proposed) for one, proposed in amounts
    )


@computation("penalty-limitation", always=True, alone=True)
def limitation(facts: Facts) -> Json:
    """Whether the violation was discovered within two years, or five where it did harm to life, health or finance (§36)."""
    ended, found = day_of(facts.answers.get("act_ended_on")), day_of(facts.answers.get("found_on"))
    if ended is None or found is None:
        return None
    return found <= add_years(ended, _YEARS_WHERE_HARM if facts.answers.get("harms") else _YEARS)


@computation("penalty-hearing-due", always=True)
def hearing_due(facts: Facts) -> Json:
    """Whether the law grants a hearing against what is proposed (§63)."""
    kinds = set(names_of(facts.answers, "proposed_kinds"))
    if not kinds:
        return None
    if kinds & _ALWAYS_HEARD:
        return True
    party = facts.answers.get("party")
    with using_bureau(facts.bureau_id):
        person = Party.objects.filter(pk=party or 0, kind=PartyKind.PERSON).exists()
    larger = LARGER_FOR_PERSONS if person else LARGER_FOR_ORGANISATIONS
    least = larger.number_on(facts.bureau_id, facts.on)
    fine, confiscation = (_fen(facts.answers, name) for name in ("proposed_fine", "proposed_confiscation"))
    return ("fine" in kinds and fine >= least) or ("confiscation" in kinds and confiscation >= least)


@computation("penalty-heavier", always=True)
def heavier(facts: Facts) -> Json:
    """Whether the decision is heavier than the last notice (§45)."""
    if not names_of(facts.answers, "penalty_kinds"):
        return None
    return is_heavier(facts.answers)


@computation("penalty-additional-fine", always=True)
def additional_fine(facts: Facts) -> Json:
    """Three percent of the fine for each day from the first late one on, never more than the fine (§72)."""
    late, fine = day_of(facts.answers.get("late_from")), _fen(facts.answers, "fine")
    if late is None or not fine:
        return 0
    days = max(0, days_between(late, facts.on) + 1)
    return min(fine, fine * _DAILY_PERCENT * days // 100)
