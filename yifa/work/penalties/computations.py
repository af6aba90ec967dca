"""What the law counts in a penalty case: the limitation, whether a hearing is due, what is heavier, the additional fine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_years, days_between
from yifa.parties.models import Party, PartyKind
from yifa.procedure import Json
from yifa.procedure.answers import day_of, names_of, rows_of
from yifa.work.penalties.parameters import LARGER_FOR_ORGANISATIONS, LARGER_FOR_PERSONS
from yifa.work.penalties.registers import KINDS, Standard

_ORDER: Final = tuple(KINDS)
_ALWAYS_HEARD: Final = {"suspension", "other", "restriction", "revocation"}
_YEARS: Final = 2
_YEARS_WHERE_HARM: Final = 5
_DAILY_PERCENT: Final = 3
_SPOT_OF_A_CITIZEN: Final = 200_00
_SPOT_OF_AN_ORGANISATION: Final = 3_000_00
_FULL: Final = 100
_PASSED: Final = 60
_EXCELLENT: Final = 90


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


def standards_on(on: date, *kinds: str) -> QuerySet[Standard]:
    """Entries of these lists that are in force on a day, by number."""
    rows = Standard.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), in_force_on__lte=on, list_kind__in=kinds
    )
    return rows.order_by("standard_code")


def _called(facts: Facts, *kinds: str) -> list[str]:
    with using_bureau(facts.bureau_id):
        return [str(one) for one in standards_on(facts.on, *kinds)]


@listing("discretion-standards")
def discretion_standards(facts: Facts) -> list[str]:
    """The standards of discretion in force."""
    return _called(facts, "standard")


@listing("leniency-items")
def leniency_items(facts: Facts) -> list[str]:
    """What is not punished, or less, on the day."""
    return _called(facts, "none", "reduced", "lighter")


@listing("no-penalty-items")
def no_penalty_items(facts: Facts) -> list[str]:
    """What is not punished on the day (§33)."""
    return _called(facts, "none")


@computation("summary-within-limit", always=True)
def within_summary_limit(facts: Facts) -> Json:
    """Whether a fine on the spot is at most 200 yuan of a citizen, 3,000 of an organisation (§51); a warning always is."""
    if facts.answers.get("spot_kind") != "fine":
        return True if facts.answers.get("spot_kind") else None
    with using_bureau(facts.bureau_id):
        person = Party.objects.filter(pk=facts.answers.get("party") or 0, kind=PartyKind.PERSON).exists()
    return _fen(facts.answers, "fine") <= (_SPOT_OF_A_CITIZEN if person else _SPOT_OF_AN_ORGANISATION)


@computation("appraisal-score", always=True, alone=True)
def appraisal_score(facts: Facts) -> Json:
    """A hundred less what was taken off, never below nought."""
    off = sum(int(row["points"]) for row in rows_of(facts.answers, "items") if row.get("points"))
    return max(0, _FULL - off)


@computation("appraisal-grade", always=True, alone=True)
def appraisal_grade(facts: Facts) -> Json:
    """Failed below sixty or with a veto, excellent from ninety on."""
    score = appraisal_score(facts)
    if not isinstance(score, int) or facts.answers.get("veto") is None:
        return None
    if facts.answers["veto"] or score < _PASSED:
        return "failed"
    return "excellent" if score >= _EXCELLENT else "passed"
