"""Whether what steps write fits the registers: they and their columns exist, types agree, and no row lacks what it needs.

The registers are told as values, so that the checker stays pure; ``yifa.cases.registers.told`` tells those that are installed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.checker.faults import Code, Fault
from yifa.procedure.checker.space import Space
from yifa.procedure.model import Procedure, Question, Step, Verb, Write
from yifa.procedure.reading import suggestion
from yifa.procedure.writes import CASE, DAY, EACH, KEPT, NOTHING, PARAMETER, PARTY


class Takes(StrEnum):
    """What a column of a register takes."""

    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    PARTY = "party"
    CASE = "case"
    ROW = "row"
    OTHER = "other"


_WORDS: Final[Mapping[Takes, Bilingual]] = {
    Takes.TEXT: Bilingual("文字", "text"),
    Takes.CHOICE: Bilingual("选项", "a choice"),
    Takes.WHOLE: Bilingual("整数", "a whole number"),
    Takes.NUMBER: Bilingual("数", "a number"),
    Takes.MONEY: Bilingual("金额", "money"),
    Takes.DATE: Bilingual("日期", "a date"),
    Takes.BOOLEAN: Bilingual("是或否", "yes or no"),
    Takes.PARTY: Bilingual("当事人", "a party"),
    Takes.CASE: Bilingual("事项", "a case"),
    Takes.ROW: Bilingual("登记簿的一行", "a row of a register"),
    Takes.OTHER: Bilingual("其他", "something else"),
}
_OF_QUESTION: Final[Mapping[types.QuestionType, Takes]] = {
    types.TEXT: Takes.TEXT,
    types.LONG_TEXT: Takes.TEXT,
    types.DOCUMENT_NUMBER: Takes.TEXT,
    types.PEOPLE: Takes.TEXT,
    types.CHOICES: Takes.TEXT,
    types.CHOICE: Takes.CHOICE,
    types.INTEGER: Takes.WHOLE,
    types.NUMBER: Takes.NUMBER,
    types.PERCENT: Takes.NUMBER,
    types.MONEY: Takes.MONEY,
    types.DATE: Takes.DATE,
    types.BOOLEAN: Takes.BOOLEAN,
    types.PARTY: Takes.PARTY,
    types.OFFICER: Takes.TEXT,
    types.CASE: Takes.CASE,
}
# What else a column may be given than its own kind.
_FITS: Final[Mapping[Takes, frozenset[Takes]]] = {
    Takes.TEXT: frozenset({Takes.PARTY, Takes.CASE, Takes.CHOICE}),
    Takes.NUMBER: frozenset({Takes.WHOLE}),
    # A percentage is a whole number in many registers; what is behind the point is cut off.
    Takes.WHOLE: frozenset({Takes.NUMBER}),
    Takes.ROW: frozenset({Takes.CASE}),
}


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """A column. choices: of a choice. needed: a row cannot do without it; filled: nor may it be left empty."""

    title: Bilingual
    takes: Takes
    choices: frozenset[str] = frozenset()
    needed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class RegisterTold:
    """A register. one_a_case: a case has at most one row of it."""

    key: str
    title: Bilingual
    columns: Mapping[str, ColumnTold]
    one_a_case: bool = False


@dataclass(frozen=True, slots=True)
class RegistersTold:
    """The registers there are, the names of computed values (``by``), and the registers that code enters rows into."""

    registers: Mapping[str, RegisterTold] = field(default_factory=dict)
    computed: Collection[str] = frozenset()
    entered_by_code: Collection[str] = frozenset()


def unfit_writes(procedure: Procedure, told: RegistersTold, space: Space | None) -> Iterator[Fault]:
    """What the steps of a procedure write that their registers cannot take. space: of its states; None where it is too large."""
    for step in procedure.steps.values():
        for write in step.writes:
            for sentence in _Held(procedure, step, write, told, space).sentences():
                yield Fault(Code.WRITES_UNFIT, sentence, steps=(step.key,), source=write.source)


def never_entered(procedures: Collection[Procedure], told: RegistersTold) -> tuple[RegisterTold, ...]:
    """The registers that no step of any procedure enters a row into."""
    entered = {
        write.register
        for one in procedures
        for step in one.steps.values()
        for write in step.writes
        if write.verb is not Verb.CHANGES
    }
    entered.update(told.entered_by_code)
    return tuple(told.registers[key] for key in sorted(set(told.registers) - entered))


class _Held:
    """One entry of the table held against its register."""

    def __init__(
        self, procedure: Procedure, step: Step, write: Write, told: RegistersTold, space: Space | None
    ) -> None:
        self._procedure = procedure
        self._step = step
        self._write = write
        self._told = told
        self._space = space

    def sentences(self) -> Iterator[Bilingual]:
        """What does not fit, in both languages."""
        write = self._write
        register = self._told.registers.get(write.register)
        if register is None:
            zh, en = suggestion(write.register, self._told.registers)
            yield Bilingual(f"没有这一登记簿：{zh}", f"there is no such register: {en}")
            return
        title, step = register.title, self._step.title
        written = {**write.columns, **write.first}
        for name, value in written.items():
            column = register.columns.get(name)
            if column is None:
                zh, en = suggestion(name, register.columns)
                yield Bilingual(
                    f"登记簿“{title.zh}”没有这一列：{zh}",
                    f"the register '{title.en}' has no such column: {en}",
                )
                continue
            for sentence in self._value(column, value):
                yield Bilingual(
                    f"登记簿“{title.zh}”的“{column.title.zh}”（{name}）{sentence.zh}",
                    f"column {name!r} of '{title.en}' {sentence.en}",
                )
            if column.filled and self._may_be_empty(value):
                yield Bilingual(
                    f"登记簿“{title.zh}”的“{column.title.zh}”（{name}）必有值，而“{_shown(value)}”可能没有；"
                    "请把该问题设为必填，或者另列一个备用的值，如 [问题, day]",
                    f"column {name!r} of '{title.en}' always has a value, and {_shown(value)} may have none; "
                    "require that question, or give a second value, as in [question, day]",
                )
        if write.verb is Verb.CHANGES:
            return
        for name, column in register.columns.items():
            if column.needed and name not in written:
                yield Bilingual(
                    f"「{step.zh}」登入登记簿“{title.zh}”的行缺少“{column.title.zh}”（{name}）",
                    f"the row that '{step.en}' enters into '{title.en}' lacks {name!r}",
                )
        if write.verb is Verb.ENTERS and register.one_a_case and self._step.repeat:
            yield Bilingual(
                f"「{step.zh}」可以反复办理，而登记簿“{title.zh}”每个事项只有一行；请用 keeps",
                f"'{step.en}' may be taken again, and '{title.en}' has one row for a case; use keeps",
            )

    def _value(self, column: ColumnTold, value: Any) -> Iterator[Bilingual]:
        if isinstance(value, list):
            for one in value:
                yield from self._value(column, one)
            return
        if isinstance(value, dict) and "then" in value:
            yield from self._value(column, value["then"])
            return
        if isinstance(value, dict) and "by" in value and value["by"] not in self._told.computed:
            zh, en = suggestion(str(value["by"]), self._told.computed)
            yield Bilingual(f"没有这一计算：{zh}", f"takes what nothing computes: {en}")
            return
        gives, choices = self._given(value)
        if gives is None:
            return
        if gives is not column.takes and gives not in _FITS.get(column.takes, ()):
            have, want = _WORDS[gives], _WORDS[column.takes]
            if not (column.takes is Takes.CHOICE and choices is not None and gives is Takes.TEXT):
                yield Bilingual(
                    f"应为{want.zh}，“{_shown(value)}”是{have.zh}",
                    f"takes {want.en}; {_shown(value)} is {have.en}",
                )
                return
        if column.takes is Takes.CHOICE and choices is not None:
            unknown = sorted(choices - column.choices)
            if unknown:
                yield Bilingual(
                    f"没有“{'、'.join(unknown)}”这一选项，可用：{'、'.join(sorted(column.choices))}",
                    f"has no choice {', '.join(unknown)}; it knows {', '.join(sorted(column.choices))}",
                )

    def _given(self, value: Any) -> tuple[Takes | None, frozenset[str] | None]:
        """What a value is, None where that is not known, with the choices that it may be."""
        match value:
            case bool():
                return Takes.BOOLEAN, None
            case int():
                return None, None
            case {"is": text}:
                return Takes.TEXT, frozenset({str(text)})
            case {"count": _} | {"add": _}:
                return Takes.WHOLE, None
            case {"holds": _} | {"in": _}:
                return Takes.BOOLEAN, None
            case {"answer": _, "words": words}:
                return Takes.TEXT, frozenset(map(str, words.values()))
            case str():
                return self._of_word(value)
        return None, None

    def _of_word(self, word: str) -> tuple[Takes | None, frozenset[str] | None]:
        if word in (NOTHING, KEPT) or word.startswith(PARAMETER):
            return None, None
        if word == EACH:
            return Takes.TEXT, None
        if word.startswith(f"{EACH}."):
            each = self._question(self._write.each or "")
            column = None if each is None else each.columns.get(word.partition(".")[2])
            return self._of_question(column)
        question = self._question(word)
        if question is not None:
            return self._of_question(question)
        if word in (DAY, "case.opened_on"):
            return Takes.DATE, None
        return {CASE: Takes.CASE, PARTY: Takes.PARTY}.get(word, Takes.TEXT), None

    def _of_question(self, question: Question | None) -> tuple[Takes | None, frozenset[str] | None]:
        if question is None:
            return None, None
        gives = _OF_QUESTION.get(question.type, Takes.OTHER)
        return gives, frozenset(question.choices) if gives is Takes.CHOICE else None

    def _question(self, name: str) -> Question | None:
        return self._step.asks.get(name) or self._procedure.questions.get(name)

    def _may_be_empty(self, value: Any) -> bool:
        match value:
            case list():
                return all(map(self._may_be_empty, value))
            case {"when": _}:
                return True
            case str() if value in (KEPT, DAY, CASE, EACH, "case.title", "case.opened_on", "bureau.name"):
                return False
            case str() if value.startswith(f"{EACH}."):
                each = self._question(self._write.each or "")
                column = None if each is None else each.columns.get(value.partition(".")[2])
                return column is None or not column.required
            case str() if value == NOTHING or "." in value:
                return not value.startswith(PARAMETER)
            case str():
                return not self._surely_answered(value)
        return False

    def _surely_answered(self, name: str) -> bool:
        """Whether the answer is there whenever the step is taken: the step wants it, whatever opens the case does, or no walk
        comes to the step past those that do."""
        asked = self._step.asks.get(name)
        if asked is not None:
            return asked.required
        wanting = [
            key
            for key, one in self._procedure.steps.items()
            if name in one.asks and one.asks[name].required and key != self._step.key
        ]
        if set(self._procedure.openers) <= set(wanting):
            return True
        if self._space is None or not wanting:
            return False
        space = self._space
        without = space.allowed(space.moves[space.code.index[self._step.key]], space.reached)
        for key in wanting:
            without &= ~space.executed(key)
        return without == space.sets.none


def _shown(value: Any) -> str:
    return str(value)
