"""Whether answers fit the questions that a step asks, and which of them a case keeps for its guards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.law.text import Bilingual
from yifa.procedure.model import Json, Question, Step
from yifa.procedure.types import is_empty


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one answer; ``field`` is the key of the question (or of the unasked answer)."""

    field: str
    sentence: Bilingual


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
        found = question.type.fault(question, value)
        if found is not None:
            problems.append(_problem(question, found.zh, found.en))
    if not answers.keys() <= step.asks.keys():
        problems.extend(_unasked(step, key) for key in answers if key not in step.asks)
    return tuple(problems)


def order_problems(
    step: Step, answers: Mapping[str, Json], before: Mapping[str, Json], questions: Mapping[str, Question]
) -> tuple[FieldProblem, ...]:
    """Dates that precede or follow one which they may not: answered in this step, or ``before`` in the case.

    questions: every question of the procedure, for what the other date is called.
    """
    problems: list[FieldProblem] = []
    for question in step.bounded_days:
        day = day_of(answers.get(question.key))
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


def names_of(answers: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The people that an answer lists, without blanks at the ends."""
    value = answers.get(key)
    return tuple(str(one).strip() for one in value) if isinstance(value, list) else ()


def rows_of(answers: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The rows of a table in an answer, each with its values by column; none where it is no table."""
    value = answers.get(key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


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
            else:
                kept[name] = step.asks[name].type.for_guards(value)
    return before if kept is None else kept


def _problem(question: Question, zh: str, en: str) -> FieldProblem:
    return FieldProblem(
        question.key, Bilingual(f"「{question.label.zh}」{zh}", f"'{question.label.en}' {en}")
    )
