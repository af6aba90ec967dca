"""A reading as JSON: the shape in which published reports are labelled, so that readings and labels can be laid side by side.

    {"source": "report.html", "text_file": …, "bureau": …, "level": …, "year": 2020, "heading": {…}, "sections": […],
     "facts": [{"id": "f001", "span": "58项", "start": 232, "end": 235, "value": 58, "unit": "item", …}],
     "implied": […], "relations": [{"type": "sum", "of": "f001", "parts": ["f002", "f003"], "holds": true, …}],
     "lint": [{"kind": "growth_mismatch", "where": {"start": 256, "end": 261}, "note": …}],
     "groups": [{"rule": "arithmetic/growth", "severity": "question", "places": 3, …}], "unread": […],
     "questions": [like lint], "input": {"sha256": …}}

Offsets are of the text as it was read: for plain text, of the file decoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from yifa.reading.faults import grouped, rule_of
from yifa.reading.indicators import with_indicators
from yifa.reading.kinds import Fact
from yifa.reading.relations import Relation, find_relations

if TYPE_CHECKING:
    from yifa.law.text import Bilingual
    from yifa.reading.faults.model import Fault
    from yifa.reading.heading import Heading
    from yifa.reading.reading import Reading


def as_json(reading: Reading, faults: Sequence[Fault], *, source: str) -> dict[str, Any]:
    """The reading and its faults. ``source``: the name of the file that was read."""
    facts = with_indicators(reading.facts)
    names = {(fact.start, fact.end): f"f{number:03d}" for number, fact in enumerate(facts, 1)}
    implied = with_indicators(reading.implied)
    return {
        "source": source,
        "text_file": source,
        "bureau": reading.heading.bureau,
        "level": None if reading.heading.level is None else reading.heading.level.value,
        "year": reading.heading.year,
        "heading": _heading(reading.heading),
        "sections": [
            {
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "start": section.start,
                "end": section.end,
            }
            for section in reading.layout.sections
        ],
        "facts": [{"id": names[fact.start, fact.end], **fact_json(fact)} for fact in facts],
        "implied": [fact_json(fact) for fact in implied],
        "relations": _relations(find_relations(reading.text, reading.layout, reading.facts), names),
        "lint": [fault_json(fault) for fault in faults if not rule_of(fault).apart],
        "groups": [
            {
                "rule": group.rule.id,
                "title": _pair(group.rule.title),
                "severity": group.severity.value,
                "places": len(group.faults),
            }
            for group in grouped(faults)
        ],
        "unread": [{"start": one.start, "end": one.end, "span": one.span} for one in reading.unread],
        "questions": [fault_json(fault) for fault in faults if rule_of(fault).apart],
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """One figure with its meaning; ``why`` names the rules that decided."""
    return {
        "span": fact.span,
        "start": fact.start,
        "end": fact.end,
        "value": fact.value,
        "unit": fact.unit.value,
        "approx": fact.approx.value,
        "year": fact.year,
        "subject": fact.subject,
        "category": fact.category.value,
        "role": fact.role.value,
        "indicator": fact.indicator,
        "nature": fact.nature.value or None,
        "why": list(fact.why),
    }


def fault_json(fault: Fault) -> dict[str, Any]:
    """One fault; ``where`` is null where the whole document is meant."""
    placed = fault.start is not None and fault.end is not None
    return {
        "kind": fault.kind.value,
        "where": {"start": fault.start, "end": fault.end} if placed else None,
        "note": fault.says.zh,
        "note_en": fault.says.en,
        "should": None if fault.should is None else _pair(fault.should),
        "severity": fault.severity.value,
        "rule": fault.rule,
    }


def _relations(relations: Iterable[Relation], names: dict[tuple[int, int], str]) -> list[dict[str, Any]]:
    return [
        {
            "type": each.kind.value,
            "of": names[each.of.start, each.of.end],
            "parts": [names[part.start, part.end] for part in each.parts],
            "holds": each.holds,
            "computed": each.computed,
            "partial": each.partial,
            "note": each.by,
        }
        for each in relations
        if all((fact.start, fact.end) in names for fact in each.facts)
    ]


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "title": heading.title,
        "province": heading.province,
        "city": heading.city,
        "county": heading.county,
        "addressee": heading.addressee,
        "signed_on": _day(heading.signed_on),
        "published_on": _day(heading.published_on),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _pair(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
