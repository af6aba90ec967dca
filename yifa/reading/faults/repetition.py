"""The same figure said twice, or said differently in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.faults.model import Fault, FaultKind, Material, Severity, fault, rule
from yifa.reading.relations import RelationKind

AGAIN = rule(
    "repetition/again",
    FaultKind.REPEATED_STATEMENT,
    title=("重复陈述同一数字", "The same figure said again"),
    authority=("同一情况一处说明即可", "One thing is said once"),
)
OTHERWISE = rule(
    "repetition/otherwise",
    FaultKind.CONTRADICTION,
    title=("前后数字不一致", "The same thing with another figure"),
    authority=("同一事项的数字应前后一致", "One thing has one figure"),
)

_BEFORE = 16
_LEAST = 7  # characters before a figure that must agree for two figures to be about the same
_MOST = 6


def said_again(material: Material) -> Iterator[Fault]:
    """A figure that an earlier place states with the same words."""
    for one in material.relations:
        if one.kind is RelationKind.CONSISTENT_TOTAL and one.by == "again":
            again = one.parts[0]
            yield fault(
                AGAIN,
                (again.start, again.end),
                f"“{again.span}”与前文“{one.of.span}”重复陈述。",
                f"“{again.span}” repeats “{one.of.span}” stated before.",
                severity=Severity.QUESTION,
            )


_KEY_MARKS = re.compile(r"[，,。；;：:、！？\n（）()]")
_GENERIC = re.compile(r"^(?:[^\u4e00-\u9fff]*|.{0,3})$")


def said_otherwise(material: Material) -> Iterator[Fault]:
    """Figures of one unit and year before which the same seven characters or more stand, but that differ."""
    text = material.reading.text
    seen: dict[tuple[str, Unit, int | None], list[Fact]] = {}
    for fact in material.reading.facts:
        if fact.role is not Role.TOTAL or fact.approx is not Approx.EXACT or fact.unit is Unit.PERCENT:
            continue
        left = _KEY_MARKS.split(text[max(0, fact.start - 40) : fact.start])[-1]
        words = re.sub(r"[^\u4e00-\u9fff]", "", left)
        if len(words) < _LEAST:
            continue
        right = re.match(r"[\u4e00-\u9fff]{0,4}", text[fact.end : fact.end + 4])
        key = (words[-_BEFORE:] + "|" + (right[0] if right else ""), fact.unit, fact.year)
        earlier = seen.setdefault(key, [])
        other = next((one for one in earlier[-_MOST:] if one.value != fact.value), None)
        if other is not None and fact.start - other.end > 80:
            yield fault(
                OTHERWISE,
                (fact.start, fact.end),
                f"前后不一致：“{words[-_BEFORE:]}”此处为{fact.span}，前文为{other.span}。",
                f"“{words[-_BEFORE:]}” is {fact.span} here and {other.span} before.",
            )
        earlier.append(fact)


FINDERS = (said_again, said_otherwise)
