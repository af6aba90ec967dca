"""What a step's table makes of an act: changes of rows, as values. Pure: the same table, answers and facts give the same changes.

Whoever applies them knows the registers (``yifa.cases.acting.rows``); whoever makes registers anew from the log gives the
answers and facts of each act as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

from yifa.procedure import types
from yifa.procedure.guards import Guard
from yifa.procedure.model import Json, Question, Step, Verb, Write
from yifa.procedure.types import QuestionType, is_empty
from yifa.procedure.writes import DAY, EACH, KEPT, NOTHING


class Facts(Protocol):
    """What is known of an act. before: the latest answers of earlier steps; given: those of this one; day: when it happened.

    Facts and computed values are asked for when a column takes them, since knowing them may cost a query.
    """

    @property
    def before(self) -> Mapping[str, Json]: ...
    @property
    def given(self) -> Mapping[str, Json]: ...
    @property
    def day(self) -> date: ...
    def fact(self, name: str) -> object:
        """``case``, ``party``, ``case.title`` and the like."""

    def computed(self, name: str) -> object:
        """What a field of work registers by a name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the row holds already, and where it holds nothing, or there is no row, this."""

    otherwise: object = None


@dataclass(frozen=True, slots=True)
class Added:
    """So much more than the row holds."""

    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """An answer that stands for somebody: kind is ``party`` or ``officer``, who the answer."""

    kind: QuestionType
    who: Json


@dataclass(frozen=True, slots=True)
class RowChange:
    """One change of a register. of: the number of the case whose rows are meant, None for the act's own.

    columns: what each gets; first: what it gets when the row is entered. key: columns that tell rows of a case apart.
    """

    register: str
    verb: Verb
    columns: Mapping[str, object]
    first: Mapping[str, object] = field(default_factory=dict)
    of: str | None = None
    key: tuple[str, ...] = ()


_Element: TypeAlias = "str | Mapping[str, Json] | None"


def changes_of(step: Step, questions: Mapping[str, Question], facts: Facts) -> tuple[RowChange, ...]:
    """What a step writes, in order. questions: every question of the procedure, for the types of earlier answers."""
    if not step.writes:
        return ()
    reading = _Reading(step, questions, facts)
    return tuple(change for write in step.writes for change in reading.changes(write))


class _Reading:
    """An act read for the columns of a step. What this step asks and was left empty is empty, whatever was said before."""

    def __init__(self, step: Step, questions: Mapping[str, Question], facts: Facts) -> None:
        self._step = step
        self._questions = {**questions, **step.asks}
        self._facts = facts
        self._element: _Element = None

    def _given(self, name: str) -> Json:
        """An answer, None where there is none. Earlier ones are asked for only where this step does not ask."""
        known = self._facts.given if name in self._step.asks else self._facts.before
        value = known.get(name)
        return None if is_empty(value) else value

    def changes(self, write: Write) -> Iterator[RowChange]:
        if write.when is not None and not self._holds(write.when):
            return
        of = None
        if write.of is not None:
            named = self._given(write.of)
            if named is None:
                return
            of = str(named)
        for element in self._elements(write):
            self._element = element
            columns = dict(self._columns(write.columns))
            first = dict(self._columns(write.first))
            if columns or first:
                yield RowChange(write.register, write.verb, columns, first, of, write.key)
        self._element = None

    def _elements(self, write: Write) -> Iterator[_Element]:
        if write.each is None:
            yield None
            return
        listed = self._given(write.each)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                yield one
            elif str(one).strip():
                yield str(one).strip()

    def _columns(self, columns: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
        for name, wanted in columns.items():
            value = self._value(wanted)
            if not (isinstance(value, Kept) and value.otherwise is None):
                yield name, value

    def _value(self, wanted: Any) -> object:
        match wanted:
            case str():
                return self._word(wanted)
            case list():
                return self._first(wanted)
            case dict():
                return self._form(wanted)
            case _:
                return wanted

    def _first(self, listed: list[Any]) -> object:
        for index, one in enumerate(listed):
            value = self._value(one)
            if isinstance(value, Kept):
                return Kept(self._first(listed[index + 1 :]))
            if not is_empty(value):
                return value
        return None

    def _word(self, word: str) -> object:
        if word == DAY:
            return self._facts.day
        if word == NOTHING:
            return None
        if word == KEPT:
            return Kept()
        if word == EACH:
            return self._element
        if word.startswith(f"{EACH}."):
            row = self._element
            value = row.get(word.partition(".")[2]) if isinstance(row, Mapping) else None
            return None if is_empty(value) else value
        if word in self._questions:
            return self._answer(word)
        return self._facts.fact(word)

    def _answer(self, name: str) -> object:
        value = self._given(name)
        if value is None:
            return None
        question = self._questions[name]
        if question.type in (types.PARTY, types.OFFICER):
            return Named(question.type, value)
        if question.type is types.CHOICES and isinstance(value, list):
            labels = question.choices
            return "、".join(labels[str(one)].zh for one in value if str(one) in labels)
        if question.type is types.PEOPLE and isinstance(value, list):
            return "、".join(map(str, value))
        return value

    def _form(self, form: Mapping[str, Any]) -> object:
        match form:
            case {"is": text}:
                return text
            case {"count": name}:
                listed = self._given(name)
                return len(listed) if isinstance(listed, list) else 0
            case {"holds": guard}:
                return self._holds(Guard.parse(guard))
            case {"in": name}:
                listed = self._given(name)
                return isinstance(listed, list) and self._element in [str(one).strip() for one in listed]
            case {"add": number}:
                return Added(number)
            case {"by": name}:
                return self._facts.computed(name)
            case {"when": guard, "then": value}:
                return self._value(value) if self._holds(Guard.parse(guard)) else None
            case {"answer": name, "words": words}:
                answer = self._given(name)
                return words.get(answer) if isinstance(answer, str) else None
        raise ValueError(f"not a form of the table: {sorted(form)}")

    def _holds(self, guard: Guard) -> bool:
        read: dict[str, Json] = {}
        for name in guard.fields:
            value = self._given(name)
            if value is not None:
                read[name] = self._questions[name].type.for_guards(value)
        return guard.holds(read)
