"""A procedure as bits: what the state space consists of, computed once and looked up by the explorer.

A state is which steps some condition needs were taken (``executed``), which are excluded (``barred``) or were taken and do not
repeat (``once``), which obligations are open, which conditions' ``with`` holds (``met``), which gate steps a statute excluded
(``lawful``), and the classes of the answers that guards read. Time is left out because waiting is always possible; what limits
and delays do to each other is checked in :mod:`yifa.procedure.checker.timing`, who may act in
:mod:`yifa.procedure.checker.staffing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from yifa.procedure import types
from yifa.procedure.guard_values import MOST_COMBINATIONS, components, representatives, shows_all
from yifa.procedure.guards import Guard
from yifa.procedure.model import (
    Condition,
    Exclude,
    Extend,
    Include,
    Json,
    Milestone,
    Procedure,
    Question,
    Response,
    Rule,
)
from yifa.procedure.tables import Tables, initial_owed_id, tables_of

MISSING = 0


class Choice(NamedTuple):
    """One way to answer a step: changed answer classes, ``met`` bits set and cleared, and the answers themselves."""

    changes: tuple[tuple[int, int], ...]
    met_set: int
    met_clear: int
    answers: Mapping[str, Json]


class Need(NamedTuple):
    """A condition: (executed bit, met bit or 0) for each step that satisfies it; the ``lawful`` bits of a gate's needed steps."""

    rule: Rule
    guard: int
    needs: tuple[tuple[int, int], ...]
    all_needs: int
    lawful: int


@dataclass(slots=True)
class StepMask:
    """What the explorer looks up for one step. Guards are numbers, -1 for none."""

    key: str
    bit: int
    executed: int
    opener: bool
    closes: bool
    leaves: int
    discharges: int
    conditions: list[Need] = field(default_factory=list)
    gates: list[Need] = field(default_factory=list)
    milestones: list[tuple[Rule, int, list[tuple[int, int]]]] = field(default_factory=list)
    excludes: list[tuple[int, int, int]] = field(default_factory=list)
    includes: list[tuple[int, int, int]] = field(default_factory=list)
    responses: list[tuple[int, int]] = field(default_factory=list)
    extends: list[tuple[int, int]] = field(default_factory=list)
    parts: list[list[Choice]] = field(default_factory=list)
    reads_itself: bool = False


class Encoding:
    """The bits, guards and ways to answer of a procedure. ``exhaustive``: the values tried show all that guards can say."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.tables: Tables = tables_of(procedure)
        self.keys = list(procedure.steps)
        self.index = {key: number for number, key in enumerate(self.keys)}
        self.groups = list(self.tables.groups)
        self.group_bit = {rule_id: 1 << number for number, rule_id in enumerate(self.groups)}
        self.group_steps = [self.mask(self.tables.groups[rule_id]) for rule_id in self.groups]
        self.guards: list[Guard] = []
        self.exhaustive = True
        self.fields: list[str] = []
        self.values: list[list[Json]] = []
        self.guard_fields: list[tuple[int, ...]] = []
        self.met_bits: dict[tuple[str, str], int] = {}
        self.lawful_bits = self._ranks_asked()
        self._collect_guards()
        self.momentary = self._answered_anew()
        self.steps = [self._step_mask(key) for key in self.keys]

    @property
    def initial(self) -> tuple[int, int]:
        """Steps that are dormant and obligations that are open before anything happened."""
        steps = self.procedure.steps
        dormant = self.mask(tuple(key for key, step in steps.items() if step.dormant))
        owed_first = sum(self.group_bit[initial_owed_id(key)] for key, step in steps.items() if step.owed)
        return dormant, owed_first

    def guard_value(self, guard: int, places: tuple[int, ...]) -> bool | None:
        """What a guard says of its own fields' value classes: true, false, or None where an answer that matters is missing."""
        given = {
            self.fields[number]: self.values[number][place - 1]
            for number, place in zip(self.guard_fields[guard], places, strict=True)
            if place != MISSING
        }
        known = self.guards[guard]
        return known.holds(given) if known.is_decided(given) else None

    def guard_number(self, guard: Guard | None) -> int:
        """The number of a rule's guard; -1 for none."""
        return -1 if guard is None else self.guards.index(guard)

    def mask(self, steps: tuple[str, ...]) -> int:
        """Steps as bits."""
        return sum(1 << self.index[step] for step in dict.fromkeys(steps))

    def choices(self, step: StepMask) -> Iterator[Choice]:
        """Every way to answer a step, the parts combined."""
        for chosen in product(*step.parts):
            yield Choice(
                tuple(change for part in chosen for change in part.changes),
                sum(part.met_set for part in chosen),
                sum(part.met_clear for part in chosen),
                {name: value for part in chosen for name, value in part.answers.items()},
            )

    def _answered_anew(self) -> frozenset[int]:
        """Fields whose old value nothing reads: wherever a guard over them is asked, the step at hand answers them anew."""
        stale: set[str] = set()
        for rule in self.procedure.rules:
            if rule.when is None:
                continue
            match rule.relation:
                case Condition(steps=at) | Milestone(steps=at) | Response(after=at):
                    pass
                case Exclude(on=at) | Include(on=at) | Extend(on=at):
                    pass
                case _:
                    at = tuple(self.procedure.steps)
            for name in rule.when.fields:
                if not all(self._answers_always(step, name) for step in at):
                    stale.add(name)
        return frozenset(number for number, name in enumerate(self.fields) if name not in stale)

    def _ranks_asked(self) -> dict[tuple[str, int], int]:
        """A bit for each step and rank of which it is asked whether a statute of that rank or higher excluded the step.

        At the rank of each gate that needs the step, and just above that of each rule that brings it back.
        """
        asked: dict[tuple[str, int], None] = {}
        for rule in self.procedure.rules:
            relation = rule.relation
            if rule.gate and isinstance(relation, Condition):
                asked.update(dict.fromkeys((need, rule.level.rank) for need in relation.needs))
            elif isinstance(relation, Include):
                asked.update(dict.fromkeys((step, rule.level.rank - 1) for step in relation.steps))
        return {pair: 1 << number for number, pair in enumerate(asked)}

    def _lawful(self, steps: tuple[str, ...], rank: int) -> int:
        """The ``lawful`` bits of steps that a statute of this rank excludes; all of theirs for -1."""
        return sum(bit for (step, asked), bit in self.lawful_bits.items() if step in steps and asked >= rank)

    def _answers_always(self, step: str, name: str) -> bool:
        """Whether a question is answered whenever the step is taken; a silence takes it without answers."""
        asked = self.procedure.steps[step].asks.get(name)
        return asked is not None and asked.required and not self.tables.steps[step].silences

    def _collect_guards(self) -> None:
        questions = self.procedure.questions
        whens = (rule.when for rule in self.procedure.rules if rule.when is not None)
        self.guards = list(dict.fromkeys(whens))
        self.fields = sorted({name for guard in self.guards for name in guard.fields})
        self.values = [representatives(self._merged(questions[name]), self.guards) for name in self.fields]
        number_of = {name: number for number, name in enumerate(self.fields)}
        self.guard_fields = [tuple(number_of[name] for name in guard.fields) for guard in self.guards]
        by_name = dict(zip(self.fields, self.values, strict=True))
        if not all(shows_all(guard, self.guards, by_name) for guard in self.guards):
            self.exhaustive = False
        for rule in self.procedure.rules:
            relation = rule.relation
            if isinstance(relation, Condition) and relation.answers is not None:
                for need in relation.needs:
                    self.met_bits[(rule.id, need)] = 1 << len(self.met_bits)

    def _merged(self, question: Question) -> Question:
        # A field asked by several steps may offer different choices; the widest is meant.
        choices = {
            key: label
            for step in self.procedure.steps.values()
            if question.key in step.asks
            for key, label in step.asks[question.key].choices.items()
        }
        bounded = [
            step.asks[question.key] for step in self.procedure.steps.values() if question.key in step.asks
        ]
        same = all(item.min == question.min and item.max == question.max for item in bounded)
        return Question(
            key=question.key,
            type=question.type,
            label=question.label,
            choices=choices,
            min=question.min if same else None,
            max=question.max if same else None,
        )

    def _step_mask(self, key: str) -> StepMask:
        table = self.tables.steps[key]
        needed = {
            need
            for rule in self.procedure.rules
            if isinstance(rule.relation, Condition)
            for need in rule.relation.needs
        }
        bit = 1 << self.index[key]
        mask = StepMask(
            key=key,
            bit=bit,
            executed=bit if key in needed else 0,
            opener=key in self.tables.openers,
            closes=table.step.closes,
            leaves=self.mask(table.leaves),
            discharges=sum({self.group_bit[rule_id] for rule_id in table.discharges}),
        )
        for rule, condition in table.conditions:
            pairs = tuple(
                (1 << self.index[need], self.met_bits.get((rule.id, need), 0)) for need in condition.needs
            )
            lawful = sum(self.lawful_bits.get((need, rule.level.rank), 0) for need in set(condition.needs))
            need = Need(rule, self.guard_number(rule.when), pairs, self.mask(condition.needs), lawful)
            mask.conditions.append(need)
            if rule.gate:
                mask.gates.append(need)
        for rule, milestone in table.milestones:
            waits = [
                (
                    1 << self.index[awaited],
                    sum({self.group_bit[rule_id] for rule_id in self.tables.owing.get(awaited, ())}),
                )
                for awaited in milestone.waits_for
            ]
            mask.milestones.append((rule, self.guard_number(rule.when), waits))
        for rule, exclude in table.excludes:
            lawful = self._lawful(exclude.steps, rule.level.rank) if rule.is_statutory else 0
            mask.excludes.append((self.guard_number(rule.when), self.mask(exclude.steps), lawful))
        mask.includes = [
            (self.guard_number(rule.when), self.mask(include.steps), self._lawful(include.steps, -1))
            for rule, include in table.includes
        ]
        mask.responses = [
            (self.guard_number(rule.when), self.group_bit[rule.id]) for rule, _ in table.responses
        ]
        mask.extends = [
            (self.guard_number(rule.when), self.group_bit[extend.limit]) for rule, extend in table.extends
        ]
        mask.parts = self._parts(key)
        mask.reads_itself = any(met and own == bit for need in mask.conditions for own, met in need.needs)
        return mask

    def _parts(self, key: str) -> list[list[Choice]]:
        """The ways to answer each group of the step's fields that no guard reads together."""
        table = self.tables.steps[key]
        step = table.step
        withs = [(rule, relation.answers) for rule, relation in table.withs if relation.answers is not None]
        with_guards = [guard for _, guard in withs]
        names = [
            name
            for name in step.asks
            if name in self.fields or any(name in guard.fields for guard in with_guards)
        ]
        offered: list[list[Json]] = []
        for name in names:
            values = self._offered(step.asks[name], with_guards)
            offered.append(values if step.asks[name].required else [None, *values])
        if table.silences:
            # The system answers nothing, not even what is required.
            offered = [[None, *(value for value in values if value is not None)] for values in offered]
        by_name = dict(zip(names, offered, strict=True))
        if not all(shows_all(guard, [*with_guards, *self.guards], by_name) for guard in with_guards):
            self.exhaustive = False
        settled, settling = self._settled_by(key, names)
        apart = [(rule, guard) for rule, guard in withs if not set(guard.fields) & set(names)]
        parts: list[list[Choice]] = [[self._choice(key, {}, apart)]] if apart else []
        for component in components(names, [*with_guards, *self.guards]):
            found: dict[tuple[object, ...], Choice] = {}
            read = [(rule, guard) for rule, guard in withs if set(guard.fields) & set(component)]
            for number, combination in enumerate(product(*(by_name[name] for name in component))):
                if number >= MOST_COMBINATIONS:
                    self.exhaustive = False
                    break
                pairs = zip(component, combination, strict=True)
                given = {name: value for name, value in pairs if value is not None}
                choice = self._choice(key, given, read)
                # Fields that only this step asks, and only guards over such fields read, matter by what those guards say.
                kept = tuple(change for change in choice.changes if self.fields[change[0]] not in settled)
                said = tuple(
                    guard.holds(given) if guard.is_decided(given) else None
                    for guard in settling
                    if set(guard.fields) & set(component)
                )
                found.setdefault((kept, said, choice.met_set, choice.met_clear), choice)
            parts.append(list(found.values()))
        return parts

    def _settled_by(self, key: str, names: list[str]) -> tuple[set[str], list[Guard]]:
        """Fields whose every guard is decided by this one step, and those guards."""
        asked = self.procedure.steps[key]
        own = {
            name
            for name in names
            # Taken again, a field left out keeps its old answer, so only a required one is settled anew.
            if (self._answers_always(key, name) or not asked.repeat)
            and all(other == key or name not in step.asks for other, step in self.procedure.steps.items())
        }
        settling = [guard for guard in self.guards if set(guard.fields) <= own]
        mixed = {name for guard in self.guards if guard not in settling for name in guard.fields}
        return own - mixed, settling

    def _offered(self, question: Question, with_guards: list[Guard]) -> list[Json]:
        own = representatives(question, with_guards) if with_guards else []
        if question.key in self.fields:
            known = self.values[self.fields.index(question.key)]
            own = [*own, *(value for value in known if value not in own)]
        if question.choices and question.type is types.CHOICE:
            own = [value for value in own if value in question.choices]
        return own

    def _choice(self, key: str, given: Mapping[str, Json], withs: list[tuple[Rule, Guard]]) -> Choice:
        changes: list[tuple[int, int]] = []
        for name, value in given.items():
            if name in self.fields:
                number = self.fields.index(name)
                changes.append((number, self._class_of(number, value)))
        met_set = met_clear = 0
        for rule, guard in withs:
            bit = self.met_bits[(rule.id, key)]
            if guard.holds(given):
                met_set |= bit
            else:
                met_clear |= bit
        return Choice(tuple(changes), met_set, met_clear, given)

    def _class_of(self, number: int, value: Json) -> int:
        values = self.values[number]
        if value in values:
            return values.index(value) + 1
        values.append(value)
        return len(values)
