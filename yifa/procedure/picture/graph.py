"""What of a procedure is drawn: steps as boxes, relations as lines; duplicates are joined, what follows is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from yifa.law.text import Bilingual
from yifa.procedure.model import (
    Condition,
    Exclude,
    Include,
    Milestone,
    Procedure,
    Response,
    Rule,
    Separation,
)

T = TypeVar("T")


class Line(StrEnum):
    """Kinds of line. ``CONDITION_RESPONSE``: the first makes the second both possible and owed."""

    CONDITION = "condition"
    RESPONSE = "response"
    CONDITION_RESPONSE = "condition-response"
    MILESTONE = "milestone"
    EXCLUDE = "exclude"
    INCLUDE = "include"
    SEPARATION = "separation"
    RETURN = "return"


MAIN = frozenset({Line.CONDITION, Line.RESPONSE, Line.CONDITION_RESPONSE, Line.MILESTONE, Line.RETURN})


@dataclass(slots=True)
class Drawn:
    """A line from one box to another, with the rules that it stands for. label: the limit or delay."""

    source: str
    target: str
    line: Line
    rules: list[Rule] = field(default_factory=list)
    label: Bilingual | None = None

    @property
    def key(self) -> str:
        return f"{self.line}:{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class Junction:
    """A point from which one of several steps is owed."""

    key: str
    rules: tuple[Rule, ...]


@dataclass(slots=True)
class Graph:
    """Boxes by key, junctions, and lines."""

    steps: list[str]
    junctions: list[Junction]
    lines: list[Drawn]


def graph_of(procedure: Procedure, lines: frozenset[Line] = MAIN) -> Graph:
    """What to draw of a procedure; ``lines`` chooses kinds of relation. Steps that return are lines, not boxes."""
    steps = [key for key, step in procedure.steps.items() if step.return_of is None]
    work = _Work(procedure, set(steps))
    work.conditions()
    work.responses()
    work.others()
    work.join()
    work.reduce()
    wanted = [drawn for drawn in work.drawn.values() if drawn.line in lines or drawn.target in work.junctions]
    used = {end for drawn in wanted for end in (drawn.source, drawn.target)}
    return Graph(steps, [junction for key, junction in work.junctions.items() if key in used], wanted)


class _Work:
    def __init__(self, procedure: Procedure, steps: set[str]) -> None:
        self.procedure = procedure
        self.steps = steps
        self.drawn: dict[str, Drawn] = {}
        self.junctions: dict[str, Junction] = {}

    def add(
        self, source: str, target: str, line: Line, rule: Rule | None, label: Bilingual | None = None
    ) -> None:
        if source == target:
            return
        fresh = Drawn(source, target, line)
        drawn = self.drawn.setdefault(fresh.key, fresh)
        if rule is not None and rule not in drawn.rules:
            drawn.rules.append(rule)
        if label is not None:
            drawn.label = label if drawn.label is None else _shorter(drawn.label, label)

    def conditions(self) -> None:
        for rule, relation in _of(self.procedure, Condition):
            label = None
            if relation.delay is not None:
                label = Bilingual(f"满{relation.delay.zh()}", f"after {relation.delay.en()}")
            for step in relation.steps:
                for need in relation.needs:
                    if {step, need} <= self.steps:
                        self.add(need, step, Line.CONDITION, rule, label)

    def responses(self) -> None:
        groups: dict[tuple[str, tuple[str, ...]], list[tuple[Rule, Response]]] = defaultdict(list)
        for rule, relation in _of(self.procedure, Response):
            owed = tuple(step for step in relation.owed if step in self.steps)
            for after in relation.after:
                if after in self.steps and owed:
                    groups[(after, owed)].append((rule, relation))
        for (after, owed), rules in groups.items():
            label = _limits(rules)
            if len(owed) == 1:
                for rule, _ in rules:
                    self.add(after, owed[0], Line.RESPONSE, rule, label)
                continue
            key = f"?{after}>{'|'.join(owed)}"
            self.junctions[key] = Junction(key, tuple(rule for rule, _ in rules))
            for rule, _ in rules:
                self.add(after, key, Line.RESPONSE, rule, label)
            for step in owed:
                self.add(key, step, Line.RESPONSE, rules[0][0])

    def others(self) -> None:
        for key, step in self.procedure.steps.items():
            if step.returns_to is not None and key in self.steps:
                self.add(key, step.returns_to, Line.RETURN, None)
        for rule in self.procedure.rules:
            if rule.id.startswith("procedure/"):
                continue
            relation = rule.relation
            if isinstance(relation, Milestone):
                pairs = [(awaited, step) for awaited in relation.waits_for for step in relation.steps]
                self._pairs(pairs, Line.MILESTONE, rule)
            elif isinstance(relation, Exclude):
                self._pairs([(on, step) for on in relation.on for step in relation.steps], Line.EXCLUDE, rule)
            elif isinstance(relation, Include):
                self._pairs([(on, step) for on in relation.on for step in relation.steps], Line.INCLUDE, rule)
            elif isinstance(relation, Separation):
                first, *rest = relation.groups
                pairs = [(one, other) for one in first for group in rest for other in group]
                self._pairs(pairs, Line.SEPARATION, rule)

    def _pairs(self, pairs: list[tuple[str, str]], line: Line, rule: Rule) -> None:
        for source, target in pairs:
            if {source, target} <= self.steps:
                self.add(source, target, line, rule)

    def join(self) -> None:
        """A condition and a response between the same steps become one line; conditions that a junction repeats fall."""
        for drawn in list(self.drawn.values()):
            if drawn.line is not Line.RESPONSE:
                continue
            source = drawn.source
            if source in self.junctions:
                source = next(other.source for other in self.drawn.values() if other.target == drawn.source)
            condition = self.drawn.get(f"{Line.CONDITION}:{source}>{drawn.target}")
            if condition is None:
                continue
            del self.drawn[condition.key]
            if drawn.key in self.drawn:
                del self.drawn[drawn.key]
            label = drawn.label or condition.label
            joined = Drawn(
                drawn.source, drawn.target, Line.CONDITION_RESPONSE, [*drawn.rules, *condition.rules], label
            )
            self.drawn[joined.key] = joined

    def reduce(self) -> None:
        """A plain condition that follows from a chain of others is left out, and so is a milestone beside a condition."""
        following: dict[str, set[str]] = defaultdict(set)
        for drawn in self.drawn.values():
            if drawn.line in (Line.CONDITION, Line.CONDITION_RESPONSE):
                following[drawn.source].add(drawn.target)
                if drawn.source in self.junctions:
                    before = next(
                        other.source for other in self.drawn.values() if other.target == drawn.source
                    )
                    following[before].add(drawn.target)
        for drawn in list(self.drawn.values()):
            if drawn.line is Line.CONDITION and drawn.label is None:
                ways = following[drawn.source] - {drawn.target}
                if any(_reaches(following, way, drawn.target) for way in ways):
                    del self.drawn[drawn.key]
            elif drawn.line is Line.MILESTONE and drawn.target in following[drawn.source]:
                del self.drawn[drawn.key]


def _of(procedure: Procedure, kind: type[T]) -> Iterator[tuple[Rule, T]]:
    for rule in procedure.rules:
        if isinstance(rule.relation, kind) and not rule.id.startswith("procedure/"):
            yield rule, rule.relation


def _reaches(following: dict[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        fresh = following[at] - seen
        seen |= fresh
        waiting += fresh
    return False


def _limits(rules: list[tuple[Rule, Response]]) -> Bilingual | None:
    """``20个工作日`` or ``30日（承诺8个工作日）``; of several guarded limits, how many there are."""
    lawful = list(
        dict.fromkeys(
            item.within for rule, item in rules if item.within is not None and rule.promises is None
        )
    )
    promised = list(
        dict.fromkeys(
            item.within for rule, item in rules if item.within is not None and rule.promises is not None
        )
    )
    if not lawful and not promised:
        return None
    zh = "或".join(term.zh() for term in lawful) if len(lawful) < 3 else f"{len(lawful)}种期限"
    en = " or ".join(term.en() for term in lawful) if len(lawful) < 3 else f"{len(lawful)} limits"
    if promised:
        shown_zh = promised[0].zh() if len(promised) == 1 else "从其承诺"
        shown_en = promised[0].en() if len(promised) == 1 else "as promised"
        zh = f"{zh}（承诺{shown_zh}）" if zh else f"承诺{shown_zh}"
        en = f"{en} (promised {shown_en})" if en else f"promised {shown_en}"
    return Bilingual(zh, en)


def _shorter(one: Bilingual, other: Bilingual) -> Bilingual:
    return one if len(one.zh) <= len(other.zh) else other
