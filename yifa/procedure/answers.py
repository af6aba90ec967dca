"""Whether answers fit the questions that a step asks, and which of them a case keeps for its guards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yifa.law.quantities import is_too_large
from yifa.law.text import Bilingual
from yifa.procedure.model import Json, Question, QuestionType, Step
from yifa.procedure.patterns import fits


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one answer; ``field`` is the key of the question (or of the unasked answer)."""

    field: str
    sentence: Bilingual


def is_empty(value: object) -> bool:
    """Whether a value counts as no answer: nothing, blank text, an empty list."""
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())


def validate_answers(
    step: Step, answers: Mapping[str, Json], before: Mapping[str, Json] | None = None
) -> tuple[FieldProblem, ...]:
    """Every problem of the answers to a step's questions, in the order in which they are asked; empty if they fit.

    before: answers to earlier steps, for questions that must be answered only where something holds.
    """
    problems: list[FieldProblem] = []
    for key, question in step.asks.items():
        value = answers.get(key)
        if is_empty(value):
            if question.required or (
                question.required_when is not None
                and question.required_when.holds({**(before or {}), **answers})
            ):
                problems.append(_problem(question, "必填，请填写", "is required; fill it in"))
            continue
        found = _CHECKS[question.type](question, value)
        if found is not None:
            problems.append(found)
    problems.extend(_unasked(step, key) for key in answers if key not in step.asks)
    return tuple(problems)


def order_problems(
    step: Step, answers: Mapping[str, Json], before: Mapping[str, Json], questions: Mapping[str, Question]
) -> tuple[FieldProblem, ...]:
    """Dates that precede or follow one which they may not: answered in this step, or ``before`` in the case.

    questions: every question of the procedure, for what the other date is called.
    """
    problems: list[FieldProblem] = []
    for key, question in step.asks.items():
        day = day_of(answers.get(key))
        if day is None:
            continue
        for other, earlier in ((question.not_before, True), (question.not_after, False)):
            if other is None:
                continue
            bound = day_of(answers.get(other) if other in step.asks else before.get(other))
            if bound is None or (bound <= day if earlier else day <= bound):
                continue
            label = questions[other].label
            word = ("早", "before") if earlier else ("晚", "after")
            problems.append(
                _problem(
                    question,
                    f"不得{word[0]}于「{label.zh}」（{bound}）",
                    f"must not be {word[1]} '{label.en}' ({bound})",
                )
            )
    return tuple(problems)


def day_of(value: object) -> date | None:
    """The day in an answer; None where it is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def happened_on(step: Step | None, answers: Mapping[str, object]) -> date | None:
    """The day on which a step happened by what was answered; None where no question says it."""
    asked = None if step is None else step.day_question
    return None if asked is None else day_of(answers.get(asked.key))


def _unasked(step: Step, key: str) -> FieldProblem:
    return FieldProblem(
        key,
        Bilingual(
            f"「{step.title.zh}」不询问“{key}”，请删去", f"'{step.title.en}' does not ask {key!r}; remove it"
        ),
    )


def kept_answers(
    step: Step, fields: tuple[str, ...], before: Mapping[str, Json], given: Mapping[str, Json]
) -> Mapping[str, Json]:
    """Answers after a step for ``fields`` (those that guards read): an answer given replaces, an emptied one goes."""
    if not fields or not given:
        return before
    kept: dict[str, Json] | None = None
    for name in fields:
        if name in given:
            if kept is None:
                kept = dict(before)
            value = given[name]
            if is_empty(value):
                kept.pop(name, None)
            elif step.asks[name].type in _FLOATS and isinstance(value, int) and not isinstance(value, bool):
                kept[name] = float(value)
            else:
                kept[name] = value.isoformat() if isinstance(value, date) else value
    return before if kept is None else kept


_FLOATS = (QuestionType.NUMBER, QuestionType.PERCENT)


def _problem(question: Question, zh: str, en: str) -> FieldProblem:
    return FieldProblem(
        question.key, Bilingual(f"「{question.label.zh}」{zh}", f"'{question.label.en}' {en}")
    )


def _text(question: Question, value: Json) -> FieldProblem | None:
    if not isinstance(value, str):
        return _problem(question, "应为文字", "must be text")
    if isinstance(question.max, int | float) and len(value) > question.max:
        return _problem(question, f"不得超过{question.max}个字", f"must be at most {question.max} characters")
    if isinstance(question.min, int | float) and len(value) < question.min:
        return _problem(
            question, f"不得少于{question.min}个字", f"must be at least {question.min} characters"
        )
    if question.pattern is not None and not fits(question.pattern, value):
        return _problem(question, "格式不对，请按说明填写", "is not in the form asked; see the help")
    return None


def _integer(question: Question, value: Json) -> FieldProblem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return _problem(question, "应为整数", "must be a whole number")
    return _within(question, value)


def _money(question: Question, value: Json) -> FieldProblem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return _problem(question, "应为以分计的整数金额", "must be an amount in whole fen")
    if value < 0 and question.min is None:
        return _problem(question, "不得为负数", "must not be negative")
    return _within(question, value, money=True)


def _number(question: Question, value: Json) -> FieldProblem | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return _problem(question, "应为数字", "must be a number")
    return _within(question, value)


def _within(question: Question, value: int | float, *, money: bool = False) -> FieldProblem | None:
    if is_too_large(value):
        return _problem(question, "的数太大，请核对", "is too large; check it")
    low, high = question.min, question.max
    if isinstance(low, int | float) and value < low:
        shown = _yuan(low) if money else Bilingual(str(low), str(low))
        return _problem(question, f"不得小于{shown.zh}", f"must be at least {shown.en}")
    if isinstance(high, int | float) and value > high:
        shown = _yuan(high) if money else Bilingual(str(high), str(high))
        return _problem(question, f"不得大于{shown.zh}", f"must be at most {shown.en}")
    return None


def _yuan(fen: int | float) -> Bilingual:
    return Bilingual(f"{fen / 100:,.2f}元", f"{fen / 100:,.2f} yuan")


def _date(question: Question, value: Json) -> FieldProblem | None:
    day = value if isinstance(value, date) else None
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
    if day is None:
        return _problem(question, "应为日期，如 2020-03-02", "must be a date such as 2020-03-02")
    if isinstance(question.min, date) and day < question.min:
        return _problem(question, f"不得早于{question.min}", f"must not be before {question.min}")
    if isinstance(question.max, date) and day > question.max:
        return _problem(question, f"不得晚于{question.max}", f"must not be after {question.max}")
    return None


def _boolean(question: Question, value: Json) -> FieldProblem | None:
    return None if isinstance(value, bool) else _problem(question, "应选是或否", "must be yes or no")


def _choice(question: Question, value: Json) -> FieldProblem | None:
    if isinstance(value, str) and value in question.choices:
        return None
    return _not_a_choice(question, [value])


def _choices(question: Question, value: Json) -> FieldProblem | None:
    if not isinstance(value, list):
        return _problem(question, "应为若干选项", "must be a list of choices")
    wrong = [item for item in value if not (isinstance(item, str) and item in question.choices)]
    return _not_a_choice(question, wrong) if wrong else None


def _not_a_choice(question: Question, wrong: list[Json]) -> FieldProblem:
    shown = "、".join(str(item) for item in wrong)
    known_zh = "、".join(label.zh for label in question.choices.values())
    known_en = ", ".join(label.en for label in question.choices.values())
    return _problem(
        question,
        f"没有“{shown}”这一选项，可选：{known_zh}",
        f"has no choice {shown!r}; choose from {known_en}",
    )


def _people(question: Question, value: Json) -> FieldProblem | None:
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        if len(set(map(str, value))) < len(value):
            return _problem(question, "有重复的人", "names somebody twice")
        return None
    return _problem(question, "应为姓名的列表", "must be a list of names")


def _rows(question: Question, value: Json) -> FieldProblem | None:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return _problem(question, "应为若干行", "must be a list of rows")
    if isinstance(question.min, int | float) and len(value) < question.min:
        return _problem(question, f"不得少于{question.min}行", f"must have at least {question.min} rows")
    if isinstance(question.max, int | float) and len(value) > question.max:
        return _problem(question, f"不得多于{question.max}行", f"must have at most {question.max} rows")
    for number, row in enumerate(value, start=1):
        found = _row(question.columns, row) if isinstance(row, dict) else None
        if found is not None:
            return _problem(question, f"第{number}行{found.zh}", f"row {number}: {found.en}")
    return None


def _row(columns: Mapping[str, Question], row: Mapping[str, Json]) -> Bilingual | None:
    """The first thing that is wrong with a row."""
    for key, column in columns.items():
        value = row.get(key)
        if is_empty(value):
            if column.required:
                return _problem(column, "必填，请填写", "is required; fill it in").sentence
            continue
        found = _CHECKS[column.type](column, value)
        if found is not None:
            return found.sentence
    unasked = [key for key in row if key not in columns]
    if unasked:
        return Bilingual(f"没有“{unasked[0]}”这一列，请删去", f"there is no column {unasked[0]!r}; remove it")
    return None


def _anything(_question: Question, _value: Json) -> FieldProblem | None:
    return None


_CHECKS: Mapping[QuestionType, Callable[[Question, Json], FieldProblem | None]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.DOCUMENT_NUMBER: _text,
    QuestionType.CASE: _text,
    QuestionType.INTEGER: _integer,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.PERCENT: _number,
    QuestionType.DATE: _date,
    QuestionType.BOOLEAN: _boolean,
    QuestionType.CHOICE: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.PEOPLE: _people,
    QuestionType.PARTY: _anything,
    QuestionType.OFFICER: _anything,
    QuestionType.FILE: _anything,
    QuestionType.FILES: _anything,
    QuestionType.ROWS: _rows,
}
