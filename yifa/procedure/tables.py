"""What each step of a procedure must look up when it is attempted and taken, computed once for each procedure.

Stepping then touches only the rules of the step at hand, whatever the size of the procedure or the length of the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from yifa.procedure.marking import OWED, apart_index
from yifa.procedure.model import (
    Condition,
    Exclude,
    Extend,
    Include,
    Milestone,
    Power,
    Procedure,
    Question,
    Quorum,
    Response,
    Restart,
    Rule,
    Separation,
    Silence,
    Step,
    Stop,
)

_MOST_KEPT = 2048


@dataclass(slots=True)
class StepTable:
    """Rules that concern one step, by what they do.

    discharges: ids of responses that taking the step fulfils. leaves: steps that taking it removes because they happen once.
    """

    step: Step
    conditions: list[tuple[Rule, Condition]] = field(default_factory=list)
    milestones: list[tuple[Rule, Milestone]] = field(default_factory=list)
    separations: list[tuple[Rule, tuple[str, ...], int]] = field(default_factory=list)
    quorums: list[tuple[Rule, Quorum]] = field(default_factory=list)
    powers: list[tuple[Rule, Power]] = field(default_factory=list)
    excludes: list[tuple[Rule, Exclude]] = field(default_factory=list)
    includes: list[tuple[Rule, Include]] = field(default_factory=list)
    responses: list[tuple[Rule, Response]] = field(default_factory=list)
    withs: list[tuple[Rule, Condition]] = field(default_factory=list)
    extends: list[tuple[Rule, Extend]] = field(default_factory=list)
    starts_stop: list[tuple[Rule, Stop]] = field(default_factory=list)
    ends_stop: list[tuple[Rule, Stop]] = field(default_factory=list)
    restarts: list[tuple[Rule, Restart]] = field(default_factory=list)
    silences: list[tuple[Rule, Silence]] = field(default_factory=list)
    discharges: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    keeps_people: bool = False
    guard_fields: tuple[str, ...] = ()
    required: tuple[Question, ...] = ()


@dataclass(slots=True)
class Tables:
    """Tables of a procedure. owing: ids of responses under which a step can be owed. followers: a limit and the promises that
    run beside it, which stop and restart with it."""

    steps: Mapping[str, StepTable]
    rules: Mapping[str, Rule]
    owing: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    followers: Mapping[str, tuple[str, ...]]
    openers: frozenset[str]
    silences: tuple[tuple[Rule, Silence], ...]


_kept: dict[str, Tables] = {}


def tables_of(procedure: Procedure) -> Tables:
    """The tables of a procedure, kept by its hash."""
    found = _kept.get(procedure.hash)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[procedure.hash] = _build(procedure)
    return found


def initial_owed_id(step: str) -> str:
    """Id under which a step that is owed from the start stands in a marking."""
    return f"{OWED}/{step}"


def _build(procedure: Procedure) -> Tables:
    steps = {key: StepTable(step) for key, step in procedure.steps.items()}
    silences: list[tuple[Rule, Silence]] = []
    for rule in procedure.rules:
        relation = rule.relation
        match relation:
            case Condition():
                for key in relation.steps:
                    steps[key].conditions.append((rule, relation))
                if relation.answers is not None:
                    for key in relation.needs:
                        steps[key].withs.append((rule, relation))
            case Milestone():
                for key in relation.steps:
                    steps[key].milestones.append((rule, relation))
            case Separation():
                for group in relation.groups:
                    others = tuple(key for other in relation.groups if other is not group for key in other)
                    for key in group:
                        steps[key].separations.append((rule, others, apart_index(relation.of)))
                        steps[key].keeps_people = True
            case Quorum():
                for key in relation.steps:
                    steps[key].quorums.append((rule, relation))
            case Power():
                for key in relation.steps:
                    steps[key].powers.append((rule, relation))
            case Exclude():
                for key in relation.on:
                    steps[key].excludes.append((rule, relation))
            case Include():
                for key in relation.on:
                    steps[key].includes.append((rule, relation))
            case Response():
                for key in relation.after:
                    steps[key].responses.append((rule, relation))
            case Extend():
                for key in relation.on:
                    steps[key].extends.append((rule, relation))
            case Stop():
                for key in relation.start:
                    steps[key].starts_stop.append((rule, relation))
                for key in relation.until:
                    steps[key].ends_stop.append((rule, relation))
            case Restart():
                for key in relation.on:
                    steps[key].restarts.append((rule, relation))
            case Silence():
                steps[relation.becomes].silences.append((rule, relation))
                silences.append((rule, relation))
    groups = _groups(procedure)
    owing: dict[str, list[str]] = defaultdict(list)
    for rule_id, group in groups.items():
        for key in group:
            owing[key].append(rule_id)
    guard_fields = {name for rule in procedure.rules if rule.when is not None for name in rule.when.fields}
    # Days that end a limit are kept as what guards read is: the marking alone tells every deadline.
    guard_fields |= {
        rule.relation.until
        for rule in procedure.rules
        if isinstance(rule.relation, Response) and rule.relation.until is not None
    }
    # And so are days with which later ones are compared.
    guard_fields |= {
        other
        for step in procedure.steps.values()
        for question in step.asks.values()
        for other in (question.not_before, question.not_after)
        if other is not None
    }
    guard_fields |= {
        name
        for step in procedure.steps.values()
        for question in step.asks.values()
        if question.required_when is not None
        for name in question.required_when.fields
    }
    marked = frozenset(key for key, step in procedure.steps.items() if step.opens)
    returns = {step.return_of: key for key, step in procedure.steps.items() if step.return_of}
    for key, table in steps.items():
        step = table.step
        table.discharges = tuple(owing.get(key, ()))
        table.guard_fields = tuple(name for name in step.asks if name in guard_fields)
        table.required = tuple(
            question
            for question in step.asks.values()
            if question.required or question.required_when is not None
        )
        table.leaves = _leaves(step, marked, returns, procedure)
    return Tables(
        steps=steps,
        rules=procedure.by_id,
        owing={key: tuple(ids) for key, ids in owing.items()},
        groups=groups,
        followers=_followers(procedure),
        openers=frozenset(procedure.openers),
        silences=tuple(silences),
    )


def _groups(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {
        initial_owed_id(key): (key,) for key, step in procedure.steps.items() if step.owed
    }
    for rule in procedure.rules:
        if isinstance(rule.relation, Response):
            groups[rule.id] = rule.relation.owed
    return groups


def _leaves(
    step: Step, marked: frozenset[str], returns: Mapping[str, str], procedure: Procedure
) -> tuple[str, ...]:
    # A case is opened once: taking one opening step leaves the others behind, unless they may be repeated.
    leaving = [] if step.repeat else [step.key]
    if step.key in marked:
        leaving += [key for key in marked if key != step.key and not procedure.steps[key].repeat]
    # Returning a step is offered as long as the step itself is.
    leaving += [returns[key] for key in tuple(leaving) if key in returns]
    return tuple(sorted(leaving))


def _followers(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    followers: dict[str, list[str]] = defaultdict(list)
    for rule in procedure.rules:
        if isinstance(rule.relation, Response):
            followers[rule.id].insert(0, rule.id)
            if rule.promises is not None:
                followers[rule.promises].append(rule.id)
    return {key: tuple(ids) for key, ids in followers.items()}
