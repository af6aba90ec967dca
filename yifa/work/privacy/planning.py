"""The list of an erasure: of one person, or of the matters whose retention has ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yifa.cases.log.forgetting import Due, Plan, due_matters, person_of, plan_of, subject_of
from yifa.cases.models import Case
from yifa.house.models import Bureau
from yifa.parties.models import Party


def plan_for(bureau: Bureau, answers: Mapping[str, Any]) -> Plan | None:
    """What an erasure with these answers takes away; None where it names nobody and no matter. Raises KeyMissing."""
    if answers.get("erasure_scope") == "person":
        key = answers.get("subject")
        party = (
            Party.objects.select_related("bureau").filter(pk=key).first() if isinstance(key, int) else None
        )
        return (
            None if party is None else plan_of(person_of(party, namesakes=answers.get("namesakes") is True))
        )
    numbers = numbers_in(answers.get("due_matters"))
    cases = list(Case.objects.select_related("bureau", "party").filter(number__in=numbers).order_by("pk"))
    return plan_of(subject_of(bureau, cases)) if cases else None


def listed(bureau: Bureau, answers: Mapping[str, Any]) -> int:
    """How many items the list has. Raises KeyMissing."""
    found = plan_for(bureau, answers)
    return 0 if found is None else found.size


def numbers_in(text: object) -> list[str]:
    """The numbers of matters in the computed answer."""
    return text.split() if isinstance(text, str) else []


def due_on(bureau: Bureau, on: date) -> list[Due]:
    """The matters whose retention has ended on a day."""
    return list(due_matters(bureau, on))
