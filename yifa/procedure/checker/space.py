"""The state space of a procedure: every marking that some walk reaches, time and people left out.

The sets of states are decision diagrams (:mod:`yifa.procedure.checker.sets`), so that a procedure of millions of states is
searched to its end as one of twelve is; nothing is sampled and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from yifa.procedure.checker.encoding import MISSING, Choice, Encoding, Need, StepMask
from yifa.procedure.checker.faults import Taking
from yifa.procedure.checker.sets import Bit, Fixing, Sets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yifa.procedure.checker.sets import Set
    from yifa.procedure.model import Json, Procedure

MOST_NODES = 1 << 22
_OPENED, _CLOSED = "opened", "closed"


@dataclass(slots=True)
class Move:
    """What a step asks of a state and does to it.

    plain: where nothing that is independent of the answers bars it. guarded: the same of what depends on them. parts: the ways to
    answer each group of its fields. effects: assignments in their order, each with the states it is for (None: all).
    """

    step: StepMask
    plain: Set
    guarded: Set
    parts: list[list[Fixing | None]] = field(default_factory=list)
    effects: list[tuple[Set | None, Fixing]] = field(default_factory=list)


class Space:
    """The space, searched to its end. ``exhaustive``: whether the values tried show everything that the guards can say.

    Raises MemoryError where its diagrams grow beyond ``most_nodes``.
    """

    def __init__(self, procedure: Procedure, most_nodes: int = MOST_NODES) -> None:
        self.procedure = procedure
        self.code = Encoding(procedure)
        self.exhaustive = self.code.exhaustive
        self._width = [len(values).bit_length() for values in self.code.values]
        self.sets = Sets(self._order(), most_nodes)
        self.guards = [self._guard(number) for number in range(len(self.code.guards))]
        self.moves = [self._move(step) for step in self.code.steps]
        self.opened, self.closed = self.sets.where(_OPENED), self.sets.where(_CLOSED)
        self.start = self._start()
        self.reached = self._reached()

    # What states say --------------------------------------------------------------------------------------------------------

    def included(self, step: int) -> Set:
        """The states in which a step is part of the procedure."""
        return ~(self.sets.where(("barred", step)) | self.sets.where(("once", step)))

    def executed(self, key: str) -> Set:
        """The states in which a step was taken; of steps that some condition needs."""
        return self.sets.where(("executed", self.code.index[key]))

    def met(self, rule_id: str, need: str) -> Set:
        """The states in which the latest answers of a needed step satisfy a condition's ``with``."""
        return self.sets.where(("met", self.code.met_bits[(rule_id, need)]))

    def answered(self, name: str, value: Json) -> Set:
        """The states in which the latest answer to a question that guards read is this one or like it."""
        number = self.code.fields.index(name)
        return self.sets.having(self._place(number, self.code.values[number].index(value) + 1))

    def relevant(self, group: int) -> Set:
        """The states in which an obligation is open and can be met by a step that is included."""
        steps = self.sets.none
        for step in _numbers(self.code.group_steps[group]):
            steps |= self.included(step)
        return self.sets.where(("open", 1 << group)) & steps

    def satisfied(self, need: Need) -> Set:
        """The states in which a needed step has happened with the answers asked."""
        found = self.sets.none
        for bit, met in need.needs:
            done = self.sets.where(("executed", bit.bit_length() - 1))
            found |= done & self.sets.where(("met", met)) if met else done
        return found

    def void(self, need: Need) -> Set:
        """The states in which no needed step is included; one that was taken once and left is not excluded by anybody."""
        found = self.sets.all
        for step in _numbers(need.all_needs):
            left = self.sets.where(("once", step)) & ~self.sets.where(("executed", step))
            found &= self.sets.where(("barred", step)) | left
        return found

    def lawfully_gone(self, need: Need) -> Set:
        """The states in which a statute's own exclusion took every needed step away."""
        found = self.sets.all
        for bit in _numbers(need.lawful):
            found &= self.sets.where(("lawful", 1 << bit))
        return found

    def excluded_above(self, step: str, rank: int) -> Set:
        """The states in which a statute ranking above ``rank`` took a step away; of steps that such rules bring back."""
        bit = self.code.lawful_bits.get((step, rank - 1), 0)
        return self.sets.where(("lawful", bit)) & self.sets.where(("barred", self.code.index[step]))

    # Moving -----------------------------------------------------------------------------------------------------------------

    def attempted(self, move: Move, states: Set) -> Set:
        """The states with the step's answers given, whatever bars it by its guards."""
        return self.answers_given(move, states & move.plain)

    def answers_given(self, move: Move, states: Set) -> Set:
        """The states with the step's answers given, whatever bars it."""
        found = states
        for part in move.parts:
            found = self._united(found if given is None else given.after(found) for given in part)
        return found

    def allowed(self, move: Move, states: Set) -> Set:
        """The states, with the step's answers given, in which it may be taken, before it does anything."""
        return self.attempted(move, states) & move.guarded

    def after(self, move: Move, states: Set) -> Set:
        """The states after the step, as :func:`yifa.procedure.stepping.apply` makes them."""
        if states & move.plain == self.sets.none:
            return self.sets.none
        return self.done(move, self.allowed(move, states))

    def done(self, move: Move, allowed: Set) -> Set:
        """What the step makes of the states in which it was allowed, its answers given."""
        found = allowed
        for where, fixing in move.effects:
            changed = fixing.after(found if where is None else found & where)
            found = changed if where is None else (found & ~where) | changed
        return found

    def before(self, move: Move, states: Set) -> Set:
        """The states from which the step leads to one of these."""
        found = states
        for where, fixing in reversed(move.effects):
            changed = fixing.before(found)
            found = changed if where is None else where.ite(changed, found)
        return self.asked_from(move, found & move.guarded)

    def asked_from(self, move: Move, states: Set) -> Set:
        """The states from which giving the step's answers leads to one of these."""
        found = states
        for part in reversed(move.parts):
            found = self._united(found if given is None else given.before(found) for given in part)
        return found & move.plain

    def possible(self, move: Move) -> Set:
        """The reached states in which the step can be taken, with some answers."""
        return self.before(move, self.sets.all) & self.reached

    def can_reach(self, good: Set) -> Set:
        """The reached states from which one of ``good`` can be reached."""
        found = good & self.reached
        while True:
            known = found
            for move in reversed(self.moves):
                found |= self.before(move, found) & self.reached
            if found == known:
                return found

    # Walks ------------------------------------------------------------------------------------------------------------------

    def nearest(self, states: Set) -> Set:
        """One state, of those reached soonest. Raises ValueError where none is reached."""
        for layer in self._layers:
            if layer & states != self.sets.none:
                return self.sets.one_of(layer & states)
        raise ValueError("not reached")

    def walk(self, state: Set) -> tuple[Taking, ...]:
        """A shortest walk to a single state."""
        at = next(number for number, layer in enumerate(self._layers) if layer & state != self.sets.none)
        taken: list[Taking] = []
        while at:
            at -= 1
            earlier, taking = self._came_from(state, self._layers[at])
            taken.append(taking)
            state = earlier
        return tuple(reversed(taken))

    def taking(
        self, move: Move, state: Set, *, allowed: Set | None = None, after: Set | None = None
    ) -> Taking:
        """The step with answers that lead from a single state into ``allowed``, or to one of ``after``."""
        for choice in self.code.choices(move.step):
            answered = self.allowed(self._only(move, choice), state)
            if allowed is not None:
                answered &= allowed
            if (answered if after is None else self.done(move, answered) & after) != self.sets.none:
                return Taking(move.step.key, choice.answers)
        raise ValueError("no such answers")

    def _came_from(self, state: Set, layer: Set) -> tuple[Set, Taking]:
        for move in self.moves:
            found = self.before(move, state) & layer
            if found == self.sets.none:
                continue
            earlier = self.sets.one_of(found)
            for choice in self.code.choices(move.step):
                if self.after(self._only(move, choice), earlier) == state:
                    return earlier, Taking(move.step.key, choice.answers)
        raise ValueError("not reached")

    def _only(self, move: Move, choice: Choice) -> Move:
        """The move with one way to answer."""
        return Move(move.step, move.plain, move.guarded, [[self._given(move.step, choice)]], move.effects)

    @cached_property
    def _layers(self) -> list[Set]:
        """The states by how many steps lead to them at least."""
        layers = [self.start]
        seen = self.start
        while layers[-1] != self.sets.none:
            found = self._united(self.after(move, layers[-1]) for move in self.moves) & ~seen
            seen |= found
            layers.append(found)
        return layers

    # Building ---------------------------------------------------------------------------------------------------------------

    def _reached(self) -> Set:
        """Every state that some walk leads to: each step in turn, as often as it finds something new."""
        found = self.start
        while True:
            known = found
            for move in self.moves:
                while True:
                    more = found | self.after(move, found)
                    if more == found:
                        break
                    found = more
            if found == known:
                return found

    def _start(self) -> Set:
        dormant, owed = self.code.initial
        values: dict[Bit, bool] = dict.fromkeys(self.sets.bits, False)
        values.update({("barred", step): True for step in _numbers(dormant)})
        values.update({("open", 1 << group): True for group in _numbers(owed)})
        return self.sets.having(values)

    def _order(self) -> list[Bit]:
        """The bits that can change, those of one step beside each other: related bits close together keep diagrams small."""
        code = self.code
        excluded, lawful, left, needed = code.initial[0], 0, 0, 0
        for step in code.steps:
            left |= step.leaves
            for _, mask, by_statute in step.excludes:
                excluded |= mask
                lawful |= by_statute
            for need in step.conditions:
                needed |= need.all_needs
        bits: list[Bit] = [_OPENED, _CLOSED]
        placed: set[int] = set()
        for number, step in enumerate(code.steps):
            asked = dict.fromkeys(
                name for part in step.parts for choice in part for name, _ in choice.changes
            )
            for name in asked:
                if name not in placed:
                    placed.add(name)
                    bits += [("answer", name, place) for place in range(self._width[name])]
            for kind, mask in (
                ("executed", needed),
                ("once", left),
                ("barred", excluded),
            ):
                if mask >> number & 1:
                    bits.append((kind, number))
            bits += [
                ("lawful", bit)
                for (gone, _), bit in code.lawful_bits.items()
                if gone == step.key and lawful & bit
            ]
            kinds = ("met", "said") if step.reads_itself else ("met",)
            bits += [
                (kind, bit) for (_, need), bit in code.met_bits.items() for kind in kinds if need == step.key
            ]
            bits += [
                ("open", 1 << group)
                for group, steps in enumerate(code.group_steps)
                if steps & -steps == step.bit
            ]
        return bits

    def _place(self, name: int, value: int) -> Mapping[Bit, bool]:
        return {("answer", name, place): bool(value >> place & 1) for place in range(self._width[name])}

    def _guard(self, guard: int) -> tuple[Set, Set]:
        """Where a guard is true, and where an answer that matters to it is missing."""
        code = self.code
        names = code.guard_fields[guard]
        true = unanswered = self.sets.none
        # A field that nothing asks is never answered.
        offered = [range(len(code.values[name]) + 1) for name in names]
        for places in product(*offered):
            said = code.guard_value(guard, places)
            if said is False:
                continue
            values: dict[Bit, bool] = {}
            for name, place in zip(names, places, strict=True):
                values.update(self._place(name, place))
            if any(value and self.sets.where(bit) == self.sets.none for bit, value in values.items()):
                continue
            if said:
                true |= self.sets.having(values)
            else:
                unanswered |= self.sets.having(values)
        return true, unanswered

    def holds(self, guard: int) -> Set:
        """The states in which a guard is true; all, where there is none."""
        return self.sets.all if guard < 0 else self.guards[guard][0]

    def waits(self, waits: list[tuple[int, int]]) -> Set:
        """The states in which one of a milestone's awaited steps is owed and included."""
        found = self.sets.none
        for bit, owing in waits:
            owed = self._united(self.sets.where(("open", 1 << group)) for group in _numbers(owing))
            found |= owed & self.included(bit.bit_length() - 1)
        return found

    def _move(self, step: StepMask) -> Move:
        sets = self.sets
        plain = self.included(step.bit.bit_length() - 1) & ~sets.where(_CLOSED)
        if not step.opener:
            plain &= sets.where(_OPENED)
        guarded = sets.all
        for need in step.conditions:
            fine = self.satisfied(need) | self.void(need)
            if need.guard < 0:
                plain &= fine
            else:
                guarded &= fine | ~self.holds(need.guard)
        for _, guard, waits in step.milestones:
            if guard < 0:
                plain &= ~self.waits(waits)
            else:
                guarded &= ~(self.waits(waits) & self.holds(guard))
        if step.extends:
            applies = self._united(self.holds(guard) for guard, _ in step.extends)
            running = self._united(
                self.holds(guard) & self.relevant(limit.bit_length() - 1) for guard, limit in step.extends
            )
            guarded &= ~applies | running
        parts = [[self._given(step, choice) for choice in part] for part in step.parts]
        return Move(step, plain, guarded, parts, list(self._effects(step)))

    def _given(self, step: StepMask, choice: Choice) -> Fixing | None:
        values: dict[Bit, bool] = {}
        for name, value in choice.changes:
            values.update(self._place(name, value))
        # What a step's own condition reads of its earlier answers is read before they are given anew.
        kind = "said" if step.reads_itself else "met"
        values.update({(kind, 1 << bit): False for bit in _numbers(choice.met_clear)})
        values.update({(kind, 1 << bit): True for bit in _numbers(choice.met_set)})
        return self.sets.fixing(values)

    def _effects(self, step: StepMask) -> Iterator[tuple[Set | None, Fixing]]:
        """What the step does, in the order of :func:`yifa.procedure.stepping.apply`: later assignments win."""
        number = step.bit.bit_length() - 1
        first: dict[Bit, bool] = {_OPENED: True, ("executed", number): True}
        if step.closes:
            first[_CLOSED] = True
        for left in _numbers(step.leaves):
            first[("barred", left)], first[("once", left)] = False, True
        for group in _numbers(step.discharges):
            first[("open", 1 << group)] = False
        listed: list[tuple[int, dict[Bit, bool]]] = [(-1, first)]
        for guard, mask, by_statute in step.excludes:
            values: dict[Bit, bool] = {}
            for gone in _numbers(mask):
                values[("barred", gone)], values[("once", gone)] = True, False
            values.update({("lawful", 1 << bit): True for bit in _numbers(by_statute)})
            listed.append((guard, values))
        for guard, mask, lawful in step.includes:
            values = {(kind, come): False for come in _numbers(mask) for kind in ("barred", "once")}
            values.update({("lawful", 1 << bit): False for bit in _numbers(lawful)})
            listed.append((guard, values))
        listed += [
            (guard, {("open", 1 << group): True for group in _numbers(bit)}) for guard, bit in step.responses
        ]
        forgotten: dict[Bit, bool] = {}
        for name in self.code.momentary:
            forgotten.update(self._place(name, MISSING))
        if step.reads_itself:
            for (_, need), bit in self.code.met_bits.items():
                if need == step.key:
                    said = self.sets.where(("said", bit))
                    for where, value in ((said, True), (~said, False)):
                        fixing = self.sets.fixing({("met", bit): value})
                        assert fixing is not None
                        yield where, fixing
                    forgotten[("said", bit)] = False
        listed.append((-1, forgotten))
        for guard, values in listed:
            fixing = self.sets.fixing(values)
            if fixing is not None:
                yield (None if guard < 0 else self.holds(guard)), fixing

    def _united(self, found: Iterable[Set]) -> Set:
        united = self.sets.none
        for states in found:
            united |= states
        return united


def _numbers(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
