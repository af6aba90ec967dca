"""Answers as people type them: what a form holds is read into the types that the procedure asks for, and written back.

*Typed* is the form as it stands, field by field, in text; it is what a draft keeps, so that nothing is lost however wrong it is.
How each type is read is its own (``yifa.procedure.types``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from django.http import QueryDict

from yifa.interface.widgets import widget_of
from yifa.law.text import Bilingual
from yifa.procedure import Json, Question, Step
from yifa.procedure.types import Unreadable

Typed: TypeAlias = dict[str, str | list[str]]

PREFIX: Final = "a-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, as answers; and what could not be read, by field, as whole sentences."""

    answers: dict[str, Json]
    problems: dict[str, Bilingual]


def collect(step: Step, data: QueryDict) -> Typed:
    """The form's text for every question of a step. Files are collected apart (``yifa.interface.uploads``)."""
    return {
        key: widget_of(question).collect(question, PREFIX + key, data)
        for key, question in step.asks.items()
        if not question.type.of_files
    }


def read(step: Step, typed: Typed, before: Mapping[str, Json]) -> Reading:
    """The answers in a form. before: earlier answers of the case; an answer emptied now is then said to be empty."""
    answers: dict[str, Json] = {}
    problems: dict[str, Bilingual] = {}
    for key, question in step.asks.items():
        if question.type.of_files:
            continue
        given = typed.get(key, "")
        if not given or (isinstance(given, str) and not given.strip()):
            if before.get(key) not in (None, "", []):
                answers[key] = None
            continue
        try:
            answers[key] = question.type.read(question, given)
        except Unreadable as fault:
            label = question.label
            problems[key] = Bilingual(f"「{label.zh}」{fault.text.zh}", f"'{label.en}' {fault.text.en}")
    return Reading(answers, problems)


def write(question: Question, value: Json) -> str | list[str]:
    """An answer as it would have been typed; empty for none."""
    return question.type.typed(question, value)
