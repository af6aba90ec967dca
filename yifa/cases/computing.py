"""Answers that nobody types: read from the case that another answer names, or computed from the answers themselves.

A question says so with ``computes`` (``yifa.procedure.model.Computed``). The act fills it before it rules, so that page, API,
import and demonstration alike cannot say otherwise; what is typed all the same is refused. Where no case is named, or the
case named does not say it, the answer is asked as any other. Fields register computations by name:

    @computation("attendance")
    def present_of_entitled(facts: Facts) -> Json: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from yifa.cases.errors import ActRefused
from yifa.cases.library import procedure_of
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import Attempt, Json, Procedure, Question, QuestionType, Reason, Ruling, Step
from yifa.procedure.answers import is_empty

TYPED: Final = "cases/computed"


class Facts:
    """What a computation may know. answers: the latest answer to every question of the case, those of the step at hand included.
    case_id: of the case, None where the step opens it."""

    def __init__(self, bureau_id: int, case_id: int | None, answers: Mapping[str, Any]) -> None:
        self.bureau_id = bureau_id
        self.case_id = case_id
        self.answers = answers
        self._linked: dict[str, tuple[Case, dict[str, Any]] | None] = {}

    def case(self, question: str) -> Case | None:
        """The case that answers a question of type ``case``; None where none is named, or there is no such case."""
        found = self._read(question)
        return None if found is None else found[0]

    def linked(self, question: str) -> dict[str, Any]:
        """The latest answers of that case."""
        found = self._read(question)
        return {} if found is None else found[1]

    def _read(self, question: str) -> tuple[Case, dict[str, Any]] | None:
        number = str(self.answers.get(question) or "")
        if number not in self._linked:
            with using_bureau(self.bureau_id):
                case = Case.objects.select_related("bureau").filter(number=number).first() if number else None
            self._linked[number] = None if case is None else (case, answers_of_case(case.pk))
        return self._linked[number]

    def procedure(self, question: str) -> Procedure | None:
        """The procedure under which the case named runs."""
        case = self.case(question)
        if case is None:
            return None
        return procedure_of(case.procedure_key, case.procedure_version, case.procedure_hash)


Computation: TypeAlias = Callable[[Facts], Json]
registry: Final[dict[str, Computation]] = {}
_always: Final[set[str]] = set()


def computation(name: str, *, always: bool = False) -> Callable[[Computation], Computation]:
    """Register the decorated function as the computation of that name.

    It gives None where there is nothing to compute with; the answer is then typed, unless it is ``always`` computed.
    """

    def register(function: Computation) -> Computation:
        if name in registry:
            raise ValueError(f"two computations named {name!r}: {registry[name]} and {function}")
        registry[name] = function
        if always:
            _always.add(name)
        return function

    return register


def is_asked(step: Step | None) -> bool:
    """Whether any answer of a step is computed."""
    return step is not None and any(one.computes is not None for one in step.asks.values())


def computed(
    bureau_id: int, case_id: int | None, step: Step, before: Mapping[str, Json], given: Mapping[str, Json]
) -> dict[str, Json]:
    """The answers of a step that are computed; those that there is nothing to compute from are left out.

    before: answers of earlier steps. given: what was answered in this one.
    """
    typed = {key: value for key, value in given.items() if step.asks.get(key, _PLAIN).computes is None}
    answers: dict[str, Any] = {
        **{key: value for key, value in before.items() if key not in step.asks or key in typed},
        **typed,
    }
    facts = Facts(bureau_id, case_id, answers)
    found: dict[str, Json] = {}
    for key, question in step.asks.items():
        if question.computes is None:
            continue
        value = _value(question, facts)
        if not is_empty(value):
            found[key] = answers[key] = value
        elif key in given:
            answers[key] = given[key]
    return found


def _value(question: Question, facts: Facts) -> Json:
    computes = question.computes
    assert computes is not None
    if computes.by:
        function = registry.get(computes.by)
        return None if function is None else function(facts)
    return computes.value(facts.linked(computes.question).get(computes.field))


def filled(
    bureau_id: int, case_id: int | None, step: Step | None, attempt: Attempt, before: Mapping[str, Json]
) -> Attempt:
    """The attempt with what is computed in place. Raises ActRefused where such an answer was typed."""
    if step is None or not is_asked(step):
        return attempt
    found = computed(bureau_id, case_id, step, before, attempt.answers)
    typed = [
        _typed(question, found.get(key))
        for key, question in step.asks.items()
        if question.computes is not None
        and not is_empty(attempt.answers.get(key))
        and (key in found or never_typed(step, question))
    ]
    if typed:
        raise ActRefused(Ruling(False, tuple(typed)))
    return replace(attempt, answers={**attempt.answers, **found})


def never_typed(step: Step, question: Question) -> bool:
    """Whether an answer is never typed: it is always computed, or read from a case that must be named in the same step."""
    assert question.computes is not None
    linked = step.asks.get(question.computes.question)
    return question.computes.by in _always or (linked is not None and linked.required)


def words_of(question: Question, value: Json) -> Bilingual:
    """A computed answer in words."""
    if isinstance(value, bool):
        return Bilingual("是", "yes") if value else Bilingual("否", "no")
    if isinstance(value, str) and value in question.choices:
        return question.choices[value]
    if isinstance(value, list):
        return Bilingual("、".join(map(str, value)), ", ".join(map(str, value)))
    return Bilingual("" if value is None else str(value), "" if value is None else str(value))


def _typed(question: Question, value: Json) -> Reason:
    label, shown = question.label, words_of(question, value)
    zh = f"“{shown.zh}”" if shown.zh else "的内容"
    en = f", {shown.en!r}," if shown.en else ""
    if question.computes is not None and question.computes.by:
        source = Bilingual("由系统按所填内容算出", "is computed from the other answers")
    else:
        source = Bilingual("取自所关联的事项", "is read from the matter that is named")
    return Reason(
        rule=None,
        code=TYPED,
        sentence=Bilingual(
            f"「{label.zh}」{zh}{source.zh}，不能另行填写。",
            f"'{label.en}'{en} {source.en}; it is not typed.",
        ),
        remedy=Bilingual(
            "请不要填写这一项；内容不对的，更正它所依据的事项或者答案。",
            "Leave it out; where it is wrong, correct what it comes from.",
        ),
    )


_PLAIN: Final = Question("", QuestionType.TEXT, Bilingual("", ""))
