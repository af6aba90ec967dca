"""The state space of a small procedure, state by state, and what it shows: an independent judge of the checker's diagrams.

Slow and obvious. What the bits are is taken from the checker's encoding; how they change and what they show is written anew.
"""

from __future__ import annotations

from typing import NamedTuple

from yifa.procedure import Procedure
from yifa.procedure.checker.encoding import MISSING, Choice, Encoding, Need, StepMask
from yifa.procedure.model import Condition, Include


class State(NamedTuple):
    """Bits as :mod:`yifa.procedure.checker.encoding` names them, and the classes of the answers."""

    executed: int
    barred: int
    once: int
    open: int
    met: int
    lawful: int
    answers: tuple[int, ...]
    opened: bool
    closed: bool


class Edge(NamedTuple):
    """A step taken from one state to another, with the answers given."""

    step: int
    choice: int
    target: int


class Explicit:
    """Every state, in the order of discovery, with the edges from it. ``cut`` holds the states whose successors were left out."""

    def __init__(self, procedure: Procedure, most_states: int = 5_000) -> None:
        self.procedure = procedure
        self.code = Encoding(procedure)
        self.steps = self.code.steps
        self.choices = [list(self.code.choices(step)) for step in self.steps]
        dormant, owed = self.code.initial
        start = State(0, dormant, 0, owed, 0, 0, (MISSING,) * len(self.code.fields), False, False)
        self.states, self.edges, self.cut = [start], list[list[Edge]](), set[int]()
        seen = {start: 0}
        for at, state in enumerate(self.states):
            edges = []
            for number, step in enumerate(self.steps):
                for place, choice in enumerate(self.choices[number]):
                    if not self.enabled(step, state, choice):
                        continue
                    after = self.after(step, choice, state)
                    if after not in seen:
                        if len(self.states) >= most_states:
                            self.cut.add(at)
                            continue
                        seen[after] = len(self.states)
                        self.states.append(after)
                    edges.append(Edge(number, place, seen[after]))
            self.edges.append(edges)

    def answers(self, state: State, choice: Choice) -> tuple[int, ...]:
        after = list(state.answers)
        for number, value in choice.changes:
            after[number] = value
        return tuple(after)

    def says(self, guard: int, answers: tuple[int, ...]) -> bool | None:
        if guard < 0:
            return True
        return self.code.guard_value(guard, tuple(answers[name] for name in self.code.guard_fields[guard]))

    def satisfied(self, need: Need, state: State) -> bool:
        return any(state.executed & bit and (met == 0 or state.met & met) for bit, met in need.needs)

    def enabled(self, step: StepMask, state: State, choice: Choice) -> bool:
        gone = state.barred | state.once
        if state.closed or gone & step.bit or not (state.opened or step.opener):
            return False
        answers = self.answers(state, choice)
        for need in step.conditions:
            void = not need.all_needs & ~(state.barred | (state.once & ~state.executed))
            if not self.satisfied(need, state) and not void and self.says(need.guard, answers):
                return False
        for _, guard, waits in step.milestones:
            if any(state.open & owing and not gone & bit for bit, owing in waits) and self.says(
                guard, answers
            ):
                return False
        limits = [limit for guard, limit in step.extends if self.says(guard, answers)]
        return not limits or any(self.relevant(state) & limit for limit in limits)

    def after(self, step: StepMask, choice: Choice, state: State) -> State:
        answers = self.answers(state, choice)
        out = by_law = into = unlawful = owed = 0
        for guard, mask, statutory in step.excludes:
            if self.says(guard, answers):
                out |= mask
                by_law |= statutory
        for guard, mask, lawful in step.includes:
            if self.says(guard, answers):
                into |= mask
                unlawful |= lawful
        for guard, bit in step.responses:
            owed |= bit if self.says(guard, answers) else 0
        return State(
            state.executed | step.executed,
            ((state.barred & ~step.leaves) | out) & ~into,
            (state.once | step.leaves) & ~(out | into),
            (state.open & ~step.discharges) | owed,
            (state.met & ~choice.met_clear) | choice.met_set,
            (state.lawful | by_law) & ~unlawful,
            tuple(
                MISSING if number in self.code.momentary else value for number, value in enumerate(answers)
            ),
            True,
            state.closed or step.closes,
        )

    def relevant(self, state: State) -> int:
        """Bits of the open obligations of which some step is included."""
        gone = state.barred | state.once
        return sum(
            1 << number
            for number, steps in enumerate(self.code.group_steps)
            if state.open >> number & 1 and steps & ~gone
        )

    def can_reach(self, good: set[int]) -> set[int]:
        """The states from which one of ``good`` can be reached."""
        found = set(good)
        while True:
            more = {
                at for at, edges in enumerate(self.edges) if any(edge.target in found for edge in edges)
            } - found
            if not more:
                return found
            found |= more


def verdicts(space: Explicit) -> set[tuple[str, str, str]]:
    """What the states show, as (code, rule, step)."""
    every = set(range(len(space.states)))
    closed = {at for at, state in enumerate(space.states) if state.closed}
    keys = space.code.keys
    alive = {edge.step for edges in space.edges for edge in edges}
    found = {("dead-step", "", key) for number, key in enumerate(keys) if number not in alive}
    relevant = [space.relevant(state) for state in space.states]
    for number, rule_id in enumerate(space.code.groups):
        free = {at for at in every if not relevant[at] >> number & 1}
        if space.can_reach(free | closed) != every:
            found.add(("deadlock", rule_id, ""))
    if any(step.closes for step in space.steps) and space.can_reach(closed) != every:
        found.add(("no-way-to-close", "", ""))
    for edges in space.edges:
        for edge in edges:
            if space.steps[edge.step].closes:
                left = relevant[edge.target]
                found |= {
                    ("closes-while-owed", rule_id, keys[edge.step])
                    for number, rule_id in enumerate(space.code.groups)
                    if left >> number & 1
                }
    includable = {
        step
        for rule in space.procedure.of_kind(Include)
        for step in (rule.relation.steps if isinstance(rule.relation, Include) else ())
    }
    for at, edges in enumerate(space.edges):
        state = space.states[at]
        for edge in edges:
            step = space.steps[edge.step]
            answers = space.answers(state, space.choices[edge.step][edge.choice])
            for need in step.gates:
                code = _gate(space, need, state, answers, includable)
                if code:
                    found.add((code, need.rule.id, step.key))
    return found


def _gate(
    space: Explicit, need: Need, state: State, answers: tuple[int, ...], includable: set[str]
) -> str | None:
    if space.satisfied(need, state):
        return None
    said = space.says(need.guard, answers)
    if said is None:
        return "gate-unanswered"
    if not said:
        return None
    if need.lawful & ~state.lawful:
        return "gate-gone-round"
    relation = need.rule.relation
    assert isinstance(relation, Condition)
    return "gate-suspended" if includable & set(relation.needs) else None
