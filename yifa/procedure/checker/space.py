"""The finite state space of a procedure: every marking that some walk reaches, time and people left out.

A state is six bit masks and the classes of the answers that guards read. Time is left out because waiting is always
possible; what limits and delays do to each other is checked in :mod:`yifa.procedure.checker.timing`, who may act in
:mod:`yifa.procedure.checker.staffing`. Breadth first, so that the walk to a state is a shortest one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple

from yifa.procedure.checker.faults import Taking
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

MOST_STATES = 200_000
_MISSING = 0


class State(NamedTuple):
    """executed: steps that some condition needs. barred: excluded by a rule or dormant. once: taken and not repeatable.
    open: obligations. met: conditions whose ``with`` holds. lawful: gate steps excluded by a statute. answers: value classes."""

    executed: int
    barred: int
    once: int
    open: int
    met: int
    lawful: int
    answers: tuple[int, ...]
    opened: bool
    closed: bool


class Choice(NamedTuple):
    """One way to answer a step: changed answer classes, ``met`` bits set and cleared, and the answers themselves."""

    changes: tuple[tuple[int, int], ...]
    met_set: int
    met_clear: int
    answers: Mapping[str, Json]


class Need(NamedTuple):
    """A condition: (executed bit, met bit or 0) for each step that satisfies it."""

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
    includes: list[tuple[int, int]] = field(default_factory=list)
    responses: list[tuple[int, int]] = field(default_factory=list)
    extends: list[tuple[int, int]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    is_guarded: bool = False
    effects: dict[tuple[int, ...], tuple[int, int, int, int]] = field(default_factory=dict)
    changed: dict[tuple[int, ...], list[tuple[int, ...]]] = field(default_factory=dict)


class Edge(NamedTuple):
    """A step taken from one state to another."""

    step: int
    choice: int
    target: int


class Space:
    """The explored space. ``states`` in order of discovery; ``edges[i]`` from state i; ``exhaustive`` if nothing was left out;
    ``cut`` holds the states whose successors were."""

    def __init__(self, procedure: Procedure, most_states: int = MOST_STATES) -> None:
        self.procedure = procedure
        self.tables: Tables = tables_of(procedure)
        self.keys = list(procedure.steps)
        self.index = {key: number for number, key in enumerate(self.keys)}
        self.groups, self.group_bit = self._merged_groups()
        self.group_steps = [self._mask(self.tables.groups[rule_id]) for rule_id in self.groups]
        self.guards: list[Guard] = []
        self.exhaustive = True
        self.cut: set[int] = set()
        self._fields: list[str] = []
        self._values: list[list[Json]] = []
        self._guard_fields: list[tuple[int, ...]] = []
        self._memo: list[dict[tuple[int, ...], bool | None]] = []
        self._met_bits: dict[tuple[str, str], int] = {}
        self._kept: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._collect_guards()
        self._momentary = self._answered_anew()
        self.steps = [self._step_mask(key) for key in self.keys]
        self.states: list[State] = []
        self.edges: list[list[Edge]] = []
        self._parents: list[tuple[int, int, int] | None] = []
        self._explore(most_states)

    @cached_property
    def sources(self) -> list[list[int]]:
        """For every state, those from which one step leads to it."""
        found: list[list[int]] = [[] for _ in self.states]
        for at, edges in enumerate(self.edges):
            for edge in edges:
                found[edge.target].append(at)
        return found

    def walk(self, state: int, *more: tuple[int, int]) -> tuple[Taking, ...]:
        """A shortest walk to a state, and then the (step, choice) pairs of ``more``."""
        taken: list[Taking] = []
        at: int | None = state
        while at is not None:
            parent = self._parents[at]
            if parent is None:
                break
            before, step, choice = parent
            taken.append(self._taking(step, choice))
            at = before
        taken.reverse()
        return (*taken, *(self._taking(step, choice) for step, choice in more))

    def relevant(self, state: State) -> int:
        """Bits of the open obligations of which some step is included."""
        found = 0
        gone = state.barred | state.once
        open_ = state.open
        for number, steps in enumerate(self.group_steps):
            if open_ >> number & 1 and steps & ~gone:
                found |= 1 << number
        return found

    def guard_value(self, guard: int, answers: tuple[int, ...]) -> bool | None:
        """True, false, or None where an answer that matters is missing."""
        fields = self._guard_fields[guard]
        at = tuple(answers[number] for number in fields)
        memo = self._memo[guard]
        if at not in memo:
            given = {
                self._fields[number]: self._values[number][place - 1]
                for number, place in zip(fields, at, strict=True)
                if place != _MISSING
            }
            known = self.guards[guard]
            memo[at] = known.holds(given) if known.is_decided(given) else None
        return memo[at]

    def ever_true(self, guard: int) -> bool:
        """Whether some state made the guard true."""
        return any(value for value in self._memo[guard].values())

    def was_evaluated(self, guard: int) -> bool:
        """Whether the guard's value was ever asked for."""
        return bool(self._memo[guard])

    def guard_number(self, guard: Guard | None) -> int:
        """The number of a guard that the explorer asks for; -1 for none, or for one that stands within another."""
        return self.guards.index(guard) if guard in self.guards else -1

    def satisfied(self, need: Need, state: State) -> bool:
        """Whether a needed step has happened with the answers asked."""
        return any(state.executed & bit and (met == 0 or state.met & met) for bit, met in need.needs)

    def enabled(self, step: StepMask, state: State, answers: tuple[int, ...]) -> bool:
        """Whether the step may be taken with these answers."""
        return self.obstacle(step, state, answers) is None

    def obstacle(self, step: StepMask, state: State, answers: tuple[int, ...]) -> Rule | str | None:
        """What bars the step: a rule, a word for what the language bars, or nothing."""
        if state.closed:
            return "closed"
        if not state.opened and not step.opener:
            return "opening"
        gone = state.barred | state.once
        if gone & step.bit:
            return "excluded"
        return self._plain_obstacle(step, state) or self._guarded_obstacle(step, state, answers)

    def _plain_obstacle(self, step: StepMask, state: State) -> Rule | None:
        """The first rule without a guard that bars an included step; the answers do not matter to it."""
        for need in step.conditions:
            if need.guard < 0 and not self.satisfied(need, state) and not self._is_void(need, state):
                return need.rule
        gone = state.barred | state.once
        for rule, guard, waits in step.milestones:
            if guard < 0:
                for bit, owing in waits:
                    if state.open & owing and not gone & bit:
                        return rule
        return None

    def _guarded_obstacle(self, step: StepMask, state: State, answers: tuple[int, ...]) -> Rule | str | None:
        for need in step.conditions:
            if (
                need.guard >= 0
                and not self.satisfied(need, state)
                and not self._is_void(need, state)
                and self.guard_value(need.guard, answers)
            ):
                return need.rule
        gone = state.barred | state.once
        for rule, guard, waits in step.milestones:
            if guard >= 0:
                for bit, owing in waits:
                    if state.open & owing and not gone & bit and self.guard_value(guard, answers):
                        return rule
        if step.extends:
            applicable = [
                limit for guard, limit in step.extends if guard < 0 or self.guard_value(guard, answers)
            ]
            relevant = self.relevant(state)
            if applicable and not any(relevant & limit for limit in applicable):
                return "extend"
        return None

    def take(self, step: StepMask, choice: Choice, state: State) -> State:
        """The state after a step, as :func:`yifa.procedure.stepping.apply` makes it."""
        return self._after(step, choice, state, _changed(state.answers, choice.changes))

    def _after(self, step: StepMask, choice: Choice, state: State, answers: tuple[int, ...]) -> State:
        out, out_by_law, into, owed = step.effects.get(answers) or self._effects(step, answers)
        if self._momentary:
            answers = self._remembered(answers)
        return State(
            state.executed | step.executed,
            ((state.barred & ~step.leaves) | out) & ~into,
            (state.once | step.leaves) & ~(out | into),
            (state.open & ~step.discharges) | owed,
            (state.met & ~choice.met_clear) | choice.met_set,
            (state.lawful | out_by_law) & ~into & self._gate_mask,
            answers,
            True,
            state.closed or step.closes,
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
            # Duties that share a bit share a guard too, and with it the fields of each of them.
            guard = self._opening[self.group_bit[rule.id]] if isinstance(rule.relation, Response) else None
            for name in (guard or rule.when).fields:
                asked = [self.procedure.steps[step].asks.get(name) for step in at]
                if any(question is None or not question.required for question in asked):
                    stale.add(name)
        return frozenset(number for number, name in enumerate(self._fields) if name not in stale)

    def _remembered(self, answers: tuple[int, ...]) -> tuple[int, ...]:
        """Answers without those that are of the moment only."""
        found = self._kept.get(answers)
        if found is None:
            found = self._kept[answers] = tuple(
                _MISSING if number in self._momentary else value for number, value in enumerate(answers)
            )
        return found

    def _effects(self, step: StepMask, answers: tuple[int, ...]) -> tuple[int, int, int, int]:
        """What a step with these answers excludes, excludes by a statute, includes and makes owed."""
        out = out_by_law = into = owed = 0
        for guard, mask, by_statute in step.excludes:
            if guard < 0 or self.guard_value(guard, answers):
                out |= mask
                out_by_law |= mask if by_statute else 0
        for guard, mask in step.includes:
            if guard < 0 or self.guard_value(guard, answers):
                into |= mask
        for guard, bit in step.responses:
            if guard < 0 or self.guard_value(guard, answers):
                owed |= bit
        found = step.effects[answers] = (out, out_by_law, into, owed)
        return found

    def _is_void(self, need: Need, state: State) -> bool:
        # Void while no needed step is included; one that was taken once and left is not excluded by anybody.
        return not need.all_needs & ~(state.barred | (state.once & ~state.executed))

    def _mask(self, steps: tuple[str, ...]) -> int:
        return sum(1 << self.index[step] for step in dict.fromkeys(steps))

    def _merged_groups(self) -> tuple[list[str], dict[str, int]]:
        """Obligations with a bit each. Duties that begin and end alike, differing in their limits only, share one."""
        groups: list[str] = []
        bits: dict[str, int] = {}
        alike: dict[tuple[object, ...], int] = {}
        for rule_id, owed in self.tables.groups.items():
            rule = self.tables.rules.get(rule_id)
            same: tuple[object, ...] = (rule_id,)
            if rule is not None and isinstance(rule.relation, Response):
                same = (frozenset(rule.relation.after), frozenset(owed), rule.is_statutory)
            if same not in alike:
                alike[same] = 1 << len(groups)
                groups.append(rule_id)
            bits[rule_id] = alike[same]
        return groups, bits

    def _response_guards(self) -> dict[int, Guard | None]:
        """For each obligation's bit, the guard under which it opens: any of the guards of the rules that share it."""
        found: dict[int, list[Guard] | None] = {}
        for rule in self.procedure.rules:
            if isinstance(rule.relation, Response):
                bit = self.group_bit[rule.id]
                known = found.setdefault(bit, [])
                if rule.when is None:
                    found[bit] = None
                elif known is not None:
                    known.append(rule.when)
        return {
            bit: None
            if guards is None
            else Guard.parse(" || ".join(f"({guard.text})" for guard in dict.fromkeys(guards)))
            if len(set(guards)) > 1
            else guards[0]
            for bit, guards in found.items()
        }

    def _collect_guards(self) -> None:
        questions = self.procedure.questions
        self._opening = self._response_guards()
        whens = [
            rule.when
            for rule in self.procedure.rules
            if rule.when is not None and not isinstance(rule.relation, Response)
        ]
        whens += [guard for guard in self._opening.values() if guard is not None]
        self.guards = list(dict.fromkeys(whens))
        self._fields = sorted({name for guard in self.guards for name in guard.fields})
        self._values = [representatives(self._merged(questions[name]), self.guards) for name in self._fields]
        number_of = {name: number for number, name in enumerate(self._fields)}
        self._guard_fields = [tuple(number_of[name] for name in guard.fields) for guard in self.guards]
        self._memo = [{} for _ in self.guards]
        by_name = dict(zip(self._fields, self._values, strict=True))
        if not all(shows_all(guard, self.guards, by_name) for guard in self.guards):
            self.exhaustive = False
        self._gate_mask = sum(
            {
                1 << self.index[need]
                for rule in self.procedure.rules
                if rule.gate and isinstance(rule.relation, Condition)
                for need in rule.relation.needs
            }
        )
        for rule in self.procedure.rules:
            relation = rule.relation
            if isinstance(relation, Condition) and relation.answers is not None:
                for need in relation.needs:
                    self._met_bits[(rule.id, need)] = 1 << len(self._met_bits)

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
            leaves=self._mask(table.leaves),
            discharges=sum({self.group_bit[rule_id] for rule_id in table.discharges}),
        )
        for rule, condition in table.conditions:
            pairs = tuple(
                (1 << self.index[need], self._met_bits.get((rule.id, need), 0)) for need in condition.needs
            )
            all_needs = self._mask(condition.needs)
            need = Need(rule, self.guard_number(rule.when), pairs, all_needs, all_needs)
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
            mask.excludes.append(
                (self.guard_number(rule.when), self._mask(exclude.steps), int(rule.is_statutory))
            )
        mask.includes = [
            (self.guard_number(rule.when), self._mask(include.steps)) for rule, include in table.includes
        ]
        mask.responses = [
            (self.guard_number(rule.when), self.group_bit[rule.id]) for rule, _ in table.responses
        ]
        mask.extends = [
            (self.guard_number(rule.when), self.group_bit[extend.limit]) for rule, extend in table.extends
        ]
        mask.choices = self._choices(key)
        guards = [need.guard for need in mask.conditions] + [guard for _, guard, _ in mask.milestones]
        mask.is_guarded = bool(mask.extends) or any(guard >= 0 for guard in guards)
        return mask

    def _choices(self, key: str) -> list[Choice]:
        table = self.tables.steps[key]
        step = table.step
        withs = [(rule, relation.answers) for rule, relation in table.withs if relation.answers is not None]
        with_guards = [guard for _, guard in withs]
        names = [
            name
            for name in step.asks
            if name in self._fields or any(name in guard.fields for guard in with_guards)
        ]
        offered: list[list[Json]] = []
        for name in names:
            values = self._offered(step.asks[name], with_guards)
            offered.append(values if step.asks[name].required else [None, *values])
        by_name = dict(zip(names, offered, strict=True))
        if not all(shows_all(guard, [*with_guards, *self.guards], by_name) for guard in with_guards):
            self.exhaustive = False
        if table.silences:
            offered = [[None, *(value for value in values if value is not None)] for values in offered]
        settled, settling = self._settled_by(key, names)
        parts: list[list[Choice]] = []
        for component in components(names, [*with_guards, *self.guards]):
            found: dict[tuple[object, ...], Choice] = {}
            for number, combination in enumerate(product(*(by_name[name] for name in component))):
                if number >= MOST_COMBINATIONS:
                    self.exhaustive = False
                    break
                pairs = zip(component, combination, strict=True)
                given = {name: value for name, value in pairs if value is not None}
                choice = self._choice(key, given, withs)
                # Fields that only this step asks, and only guards over such fields read, matter by what those guards say.
                kept = tuple(change for change in choice.changes if self._fields[change[0]] not in settled)
                said = tuple(
                    guard.holds(given) if guard.is_decided(given) else None
                    for guard in settling
                    if set(guard.fields) & set(component)
                )
                found.setdefault((kept, said, choice.met_set, choice.met_clear), choice)
            parts.append(list(found.values()))
        return [
            self._choice(key, {name: value for part in chosen for name, value in part.answers.items()}, withs)
            for chosen in product(*parts)
        ]

    def _settled_by(self, key: str, names: list[str]) -> tuple[set[str], list[Guard]]:
        """Fields whose every guard is decided by this one step, and those guards."""
        asked = self.procedure.steps[key]
        own = {
            name
            for name in names
            # Taken again, a field left out keeps its old answer, so only a required one is settled anew.
            if (asked.asks[name].required or not asked.repeat)
            and all(other == key or name not in step.asks for other, step in self.procedure.steps.items())
        }
        settling = [guard for guard in self.guards if set(guard.fields) <= own]
        mixed = {name for guard in self.guards if guard not in settling for name in guard.fields}
        return own - mixed, settling

    def _offered(self, question: Question, with_guards: list[Guard]) -> list[Json]:
        own = representatives(question, with_guards) if with_guards else []
        if question.key in self._fields:
            known = self._values[self._fields.index(question.key)]
            own = [*own, *(value for value in known if value not in own)]
        if question.choices and question.type == "choice":
            own = [value for value in own if value in question.choices]
        return own

    def _choice(self, key: str, given: Mapping[str, Json], withs: list[tuple[Rule, Guard]]) -> Choice:
        changes: list[tuple[int, int]] = []
        for name, value in given.items():
            if name in self._fields:
                number = self._fields.index(name)
                changes.append((number, self._class_of(number, value)))
        met_set = met_clear = 0
        for rule, guard in withs:
            bit = self._met_bits[(rule.id, key)]
            if guard.holds(given):
                met_set |= bit
            else:
                met_clear |= bit
        return Choice(tuple(changes), met_set, met_clear, given)

    def _class_of(self, number: int, value: Json) -> int:
        values = self._values[number]
        if value in values:
            return values.index(value) + 1
        values.append(value)
        return len(values)

    def _explore(self, most_states: int) -> None:
        start = self._initial()
        seen = {start: 0}
        self.states, self.edges, self._parents = [start], [], [None]
        at = 0
        while at < len(self.states):
            state = self.states[at]
            edges: list[Edge] = []
            gone = -1 if state.closed else state.barred | state.once
            for number, step in enumerate(self.steps):
                if gone & step.bit or (not state.opened and not step.opener):
                    continue
                if self._plain_obstacle(step, state) is not None:
                    continue
                every = self._answers_after(step, state.answers)
                for place, choice in enumerate(step.choices):
                    answers = every[place]
                    if step.is_guarded and self._guarded_obstacle(step, state, answers) is not None:
                        continue
                    after = self._after(step, choice, state, answers)
                    target = seen.get(after)
                    if target is None:
                        if len(self.states) >= most_states:
                            self.exhaustive = False
                            self.cut.add(at)
                            continue
                        target = seen[after] = len(self.states)
                        self.states.append(after)
                        self._parents.append((at, number, place))
                    edges.append(Edge(number, place, target))
            self.edges.append(edges)
            at += 1

    def _answers_after(self, step: StepMask, answers: tuple[int, ...]) -> list[tuple[int, ...]]:
        """The answers after each way to take the step; kept, because far fewer answers than states occur."""
        found = step.changed.get(answers)
        if found is None:
            found = step.changed[answers] = [_changed(answers, choice.changes) for choice in step.choices]
        return found

    def _initial(self) -> State:
        steps = self.procedure.steps
        dormant = self._mask(tuple(key for key, step in steps.items() if step.dormant))
        owed_first = sum(self.group_bit[initial_owed_id(key)] for key, step in steps.items() if step.owed)
        return State(0, dormant, 0, owed_first, 0, 0, (_MISSING,) * len(self._fields), False, False)

    def _taking(self, step: int, choice: int) -> Taking:
        return Taking(self.keys[step], self.steps[step].choices[choice].answers)


def _changed(answers: tuple[int, ...], changes: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    if not changes:
        return answers
    after = list(answers)
    for number, value in changes:
        after[number] = value
    return tuple(after)


def backwards(space: Space, good: Iterator[int]) -> bytearray:
    """1 for every state from which some state of ``good`` can be reached."""
    sources = space.sources
    reached = bytearray(len(space.states))
    waiting = []
    for at in good:
        reached[at] = 1
        waiting.append(at)
    while waiting:
        for before in sources[waiting.pop()]:
            if not reached[before]:
                reached[before] = 1
                waiting.append(before)
    return reached
