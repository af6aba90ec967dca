"""Faults of a report: found by rules that name what they rest on, each with its place, what is wrong and what it should be.

Precision comes before recall: a rule looks for what it can be sure of. What is too often innocent is marked `apart`: a question
for the reader, which `find_faults` leaves out unless it is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yifa.law.memory import uncollected
from yifa.reading.faults import (
    arithmetic,
    dates,
    law_names,
    ordinals,
    repetition,
    residue,
    sounds,
    structure,
    wording,
)
from yifa.reading.faults.model import (
    Fault,
    FaultKind,
    Material,
    Rule,
    Severity,
    in_order,
    rule_of,
    rules,
)
from yifa.reading.genre import is_law_report
from yifa.reading.reading import Reading
from yifa.reading.relations import find_relations

__all__ = [
    "Fault",
    "FaultKind",
    "Group",
    "Rule",
    "Severity",
    "find_faults",
    "grouped",
    "rule_of",
    "rules",
    "without_questions_apart",
]

_FINDERS = (
    *arithmetic.FINDERS,
    *dates.FINDERS,
    *law_names.FINDERS,
    *ordinals.FINDERS,
    *repetition.FINDERS,
    *residue.FINDERS,
    *sounds.FINDERS,
    *structure.FINDERS,
    *wording.FINDERS,
)


def find_faults(
    reading: Reading,
    *,
    published_on: date | None = None,
    previous: Reading | None = None,
    with_questions: bool = False,
) -> tuple[Fault, ...]:
    """The faults of a report by place, those of the whole document first.

    published_on: the day on which it was published, where it is known from elsewhere than the text.
    previous: last year's report, to see what was copied from it.
    with_questions: also what rules find that are too often innocent (`Rule.apart`).
    """
    with uncollected():
        material = Material(
            reading=reading,
            is_law_report=is_law_report(reading),
            relations=find_relations(reading.text, reading.layout, reading.facts),
            published_on=published_on,
            previous=previous,
        )
        found = in_order(one for finder in _FINDERS for one in finder(material))
    return found if with_questions else without_questions_apart(found)


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found, to be read together. An error stands by itself."""

    rule: Rule
    severity: Severity
    faults: tuple[Fault, ...]


def grouped(faults: Iterable[Fault]) -> tuple[Group, ...]:
    """The errors one by one, then the questions by rule, each rule where it is first asked."""
    found = tuple(faults)
    errors = [one for one in found if one.severity is Severity.ERROR]
    asked: dict[str, list[Fault]] = {}
    for one in found:
        if one.severity is Severity.QUESTION:
            asked.setdefault(one.rule, []).append(one)
    return (
        *(Group(rule_of(one), Severity.ERROR, (one,)) for one in errors),
        *(Group(rule_of(ones[0]), Severity.QUESTION, tuple(ones)) for ones in asked.values()),
    )


def without_questions_apart(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults without those of rules that are too often innocent."""
    return tuple(one for one in faults if not rule_of(one).apart)
