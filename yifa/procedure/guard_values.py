"""Values that show everything a set of guards can say of a field: on both sides of every constant, and at it.

The checker branches over them instead of over all answers. Values that no guard tells apart are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import pairwise, product

from yifa.law.limits import add_days
from yifa.procedure import types
from yifa.procedure.guards import Constant, Field, Guard, Listing, Node, Operation
from yifa.procedure.model import Json, Question
from yifa.procedure.types.quantities import Quantity

MOST_COMBINATIONS = 20_000


def representatives(question: Question, guards: Sequence[Guard]) -> list[Json]:
    """Answers to a question, one of each class that the guards can tell apart, in a stable order."""
    linked = _linked(question.key, guards)
    constants = list(
        dict.fromkeys(value for guard in guards for name, value in guard.constants() if name in linked)
    )
    candidates = [value for value in _candidates(question, constants) if _is_possible(question, value)]
    if any(not guard.is_enumerable and question.key in guard.fields for guard in guards):
        # Sums and patterns: no finite set shows everything, a spread of values shows most.
        candidates += [value for value in _spread(question) if _is_possible(question, value)]
        return _distinct(candidates)
    if len(linked) > 1:
        # Compared with another field: two values in every gap between constants show each order of the two.
        near = [value for value in _candidates(question, constants, 2) if _is_possible(question, value)]
        return _distinct(near)
    # A guard over this field alone is told apart as a whole; within others, each part that reads only this field is.
    atoms = [
        atom
        for guard in guards
        for atom in ((guard,) if guard.fields == (question.key,) else _atoms(guard.node, question.key))
    ]
    kept: list[Json] = []
    seen: set[tuple[object, ...]] = set()
    for value in candidates:
        signature = tuple(_signature(atom, question.key, value) for atom in atoms)
        if signature not in seen:
            seen.add(signature)
            kept.append(value)
    return kept


def _spread(question: Question) -> list[Json]:
    if question.type.compared != "number":
        return []
    if not _is_whole(question):
        return [0.0, 1.0, 3.0, 10.0, 100.0]
    return [0, 1, 3, 10, 1000]


def _is_whole(question: Question) -> bool:
    return isinstance(question.type, Quantity) and question.type.is_whole


def _distinct(values: Sequence[Json]) -> list[Json]:
    kept: list[Json] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept


def _linked(name: str, guards: Sequence[Guard]) -> set[str]:
    """The field and those that guards compare it with, directly or through others."""
    linked = {name}
    pairs = [pair for guard in guards for pair in guard.compared_fields()]
    while True:
        more = {other for pair in pairs if linked & set(pair) for other in pair} - linked
        if not more:
            return linked
        linked |= more


def _signature(atom: Guard, name: str, value: Json) -> object:
    answers = {name: value}
    return atom.holds(answers) if atom.is_decided(answers) else None


def _candidates(question: Question, constants: Sequence[object], reach: int = 1) -> Iterator[Json]:
    kind = question.type
    if kind.compared == "bool":
        yield from (True, False)
    elif kind.of_choice and not kind.is_many:
        yield from question.choices
    elif kind.compared == "number":
        yield from _numbers(question, [value for value in constants if isinstance(value, int | float)], reach)
    elif kind.compared == "date":
        yield from _dates(question, [value for value in constants if isinstance(value, str)], reach)
    elif kind.compared == "list":
        yield from _lists(question, constants)
    else:
        texts = [value for value in constants if isinstance(value, str)]
        yield from texts
        yield from (f"{text}…" for text in texts)
        yield from (f"…{text}" for text in texts)
        yield copy(kind.filler)


def _numbers(question: Question, constants: Sequence[int | float], reach: int) -> Iterator[Json]:
    whole = _is_whole(question)
    step = 1 if whole else 0.01
    points = {constant + step * n for constant in constants for n in range(-reach, reach + 1)}
    points.update(bound for bound in (question.min, question.max) if isinstance(bound, int | float))
    points.update((0, 1, 2) if reach > 1 else (0,))
    ordered = sorted(points)
    between = [(low + high) / 2 for low, high in pairwise(ordered)] if reach == 1 else []
    for value in sorted({*ordered, *between}):
        yield int(value) if whole else float(value)


def _dates(question: Question, constants: Sequence[str], reach: int) -> Iterator[Json]:
    days = [date.fromisoformat(value) for value in constants]
    days += [bound for bound in (question.min, question.max) if isinstance(bound, date)]
    if not days:
        days = [date(2020, 1, 2)]
    for day in sorted({add_days(day, n) for day in days for n in range(-reach, reach + 1)}):
        yield day.isoformat()


def _lists(question: Question, constants: Sequence[object]) -> Iterator[Json]:
    named = [value for value in constants if isinstance(value, str)] or list(question.choices)
    sizes = [value for value in constants if isinstance(value, int) and not isinstance(value, bool)]
    others = [value for value in question.choices if value not in named]
    for value in named:
        yield [value]
    if named:
        yield list(named)
    if others:
        yield [others[0]]
    for size in sorted({max(1, size + n) for size in [*sizes, 1] for n in (-1, 0, 1)}):
        pool = list(question.choices)
        if pool:
            if size <= len(pool):
                yield list(pool[:size])
        else:
            yield [f"某{number}" for number in range(1, size + 1)]


def _is_possible(question: Question, value: Json) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return True
    if isinstance(value, str):
        if question.type.compared != "date":
            return True
        low, high = question.min, question.max
        return not (
            (isinstance(low, date) and value < low.isoformat())
            or (isinstance(high, date) and value > high.isoformat())
        )
    low, high = question.min, question.max
    if question.type is types.MONEY and low is None:
        low = 0
    return not (
        (isinstance(low, int | float) and value < low) or (isinstance(high, int | float) and value > high)
    )


def _atoms(node: Node, name: str) -> Iterator[Guard]:
    """The largest parts of a guard that read this field alone and are true or false."""
    if isinstance(node, Field):
        if node.name == name:
            yield Guard.parse(f"a.{name} == true")
        return
    if not isinstance(node, Operation):
        return
    if node.name in ("&&", "||"):
        # What reads only this field within one run of && or || can only matter as a whole.
        operands = list(_run(node, node.name))
        alone = [operand for operand in operands if set(_names(operand)) == {name}]
        if alone:
            yield Guard.parse(f" {node.name} ".join(f"({to_cel(operand)})" for operand in alone))
        for operand in operands:
            if operand not in alone:
                yield from _atoms(operand, name)
    elif node.name in ("not", "?"):
        for operand in node.operands:
            yield from _atoms(operand, name)
    elif set(_names(node)) == {name}:
        yield Guard.parse(to_cel(node))


def _run(node: Node, name: str) -> Iterator[Node]:
    if isinstance(node, Operation) and node.name == name:
        for operand in node.operands:
            yield from _run(operand, name)
    else:
        yield node


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Field):
        yield node.name
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _names(item)
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from _names(operand)


def to_cel(node: Node) -> str:
    """The expression as CEL text, fully in parentheses."""
    if isinstance(node, Field):
        return f"a.{node.name}"
    if isinstance(node, Constant):
        return _literal(node.value)
    if isinstance(node, Listing):
        return f"[{_joined(node.items)}]"
    name, operands = node.name, node.operands
    if name == "not":
        return f"!({to_cel(operands[0])})"
    if name == "negative":
        return f"-({to_cel(operands[0])})"
    if name == "?":
        return f"({to_cel(operands[0])} ? {to_cel(operands[1])} : {to_cel(operands[2])})"
    if name in ("has", "size"):
        return f"{name}({to_cel(operands[0])})"
    if name[0].isalpha() and name != "in":
        return f"{to_cel(operands[0])}.{name}({_joined(operands[1:])})"
    return f"({to_cel(operands[0])} {name} {to_cel(operands[1])})"


def _joined(nodes: Iterable[Node]) -> str:
    return ", ".join(to_cel(node) for node in nodes)


def _literal(value: int | float | str | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return repr(value)


def components(names: Sequence[str], guards: Iterable[Guard]) -> list[list[str]]:
    """The fields in groups that no guard reads together, each in the order given."""
    group = {name: {name} for name in names}
    for guard in guards:
        together = [name for name in guard.fields if name in group]
        merged = set().union(*(group[name] for name in together)) if together else set()
        for name in merged:
            group[name] = merged
    listed: list[list[str]] = []
    for name in names:
        if not any(name in component for component in listed):
            listed.append([other for other in names if other in group[name]])
    return listed


def shows_all(guard: Guard, others: Iterable[Guard], values: Mapping[str, Sequence[Json]]) -> bool:
    """Whether the values show everything that the guard can say.

    They do if it is enumerable, or if it is seen both true and false and shares its fields with no other guard.
    """
    if guard.is_enumerable:
        return True
    if any(other != guard and set(other.fields) & set(guard.fields) for other in others):
        return False
    seen: set[bool] = set()
    for number, combination in enumerate(product(*(values.get(name, ()) for name in guard.fields))):
        given = {
            name: value for name, value in zip(guard.fields, combination, strict=True) if value is not None
        }
        seen.add(guard.holds(given))
        if len(seen) == 2 or number >= MOST_COMBINATIONS:
            break
    return len(seen) == 2
