"""Faults of a report: found by rules that name what they rest on, each with its place, what is wrong and what it should be.

Precision comes before recall: a rule looks for what it can be sure of. What is too often innocent is marked `apart`: a question
for the reader, which `find_faults` leaves out unless it is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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
from yifa.reading.reading import Reading
from yifa.reading.relations import find_relations

__all__ = [
    "Fault",
    "FaultKind",
    "Rule",
    "Severity",
    "find_faults",
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
    material = Material(
        reading=reading,
        relations=find_relations(reading.text, reading.layout, reading.facts),
        published_on=published_on,
        previous=previous,
    )
    found = in_order(one for finder in _FINDERS for one in finder(material))
    return found if with_questions else without_questions_apart(found)


def without_questions_apart(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults without those of rules that are too often innocent."""
    return tuple(one for one in faults if not rule_of(one).apart)
