"""Links between cases: the answer to a question of type ``case`` is the number of another case of the same bureau.

Fields of work do not know each other; what one needs of another it asks as a link, and the procedure's file says which cases
fit (``yifa.procedure.model.Link``). What does not hold is a refusal with a sentence. Links are kept in a table that the act
writes, so that both ends find each other; the truth is the log, and ``yifa record recompute`` compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import library, procedure_of_case
from yifa.cases.models import Case, CaseLink
from yifa.cases.store import answers_of_case
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import Json, Marking, NoProcedure, Procedure, Question, Reason, Step
from yifa.procedure.model import Link

__all__ = [
    "CaseLink",
    "Linked",
    "answers_of",
    "asked",
    "fitting",
    "given",
    "of_entries",
    "question_about",
    "reasons",
    "related",
    "write",
]

MISSING: Final = "cases/link-missing"
ITSELF: Final = "cases/link-itself"
KIND: Final = "cases/link-kind"
UNFINISHED: Final = "cases/link-unfinished"
LATER: Final = "cases/link-later"
UNFIT: Final = "cases/link-unfit"
ABOUT: Final = "cases/link-about"

_LOOKED_AT: Final = 400


def asked(step: Step | None) -> dict[str, Question]:
    """The questions of a step that other cases answer."""
    if step is None:
        return {}
    return {question.key: question for question in step.of_cases}


def given(step: Step | None, answers: Mapping[str, Json]) -> dict[str, str]:
    """The numbers of other cases that the answers to a step name, by question."""
    if step is None:
        return {}
    return {one.key: str(answers[one.key]) for one in step.of_cases if answers.get(one.key)}


def answers_of(case: Case, until: int | None = None) -> dict[str, Any]:
    """The latest answer to every question of a case that is not erased, for a field whose case is linked with it; until: an
    entry's position, included."""
    return answers_of_case(case.pk, until)


def reasons(
    bureau_id: int,
    case_id: int,
    number: str,
    step: Step | None,
    answers: Mapping[str, Json],
    on: date,
) -> tuple[Reason, ...]:
    """Why the cases that the answers name do not fit; nothing if they do. No queries for a step that asks for no case.

    case_id, number: of the case that the step is taken in; 0 and empty where the step opens it. on: the day of the step, after
    which what is asked of the other case may not have happened.
    """
    named = given(step, answers)
    if not named or step is None:
        return ()
    with using_bureau(bureau_id):
        found = {case.number: case for case in Case.objects.filter(number__in=set(named.values()))}
    problems: list[Reason] = []
    for key, wanted in named.items():
        question = step.asks[key]
        other = found.get(wanted)
        if other is None:
            problems.append(_missing(question, wanted))
        elif other.pk == case_id:
            problems.append(_itself(question))
        else:
            problem = _unfit(question, other, number, on)
            if problem is not None:
                problems.append(problem)
    return tuple(problems)


def _unfit(question: Question, other: Case, number: str, on: date) -> Reason | None:
    link = question.link or Link()
    if link.of and other.procedure_key not in link.of:
        return _wrong_kind(question, other, link.of)
    if link.finished is not None:
        done = Marking.from_json(other.marking).done.get(link.finished)
        if done is None:
            return _unfinished(question, other, link.finished)
        if done.first > on:
            return _too_late(question, other, link.finished, done.first)
    if link.answers is None and link.about is None:
        return None
    procedure = procedure_of_case(other)
    answers = answers_of_case(other.pk)
    if link.about is not None and (not number or answers.get(link.about) != number):
        return _not_about(question, other, number)
    if link.answers is not None and not link.answers.holds(_as_read(procedure, answers)):
        return _wrong_answers(question, other)
    return None


def _as_read(procedure: Procedure, answers: Mapping[str, Any]) -> dict[str, Json]:
    """Answers as guards read them: numbers and percentages with decimals."""
    read: dict[str, Json] = {}
    for key, value in answers.items():
        question = procedure.questions.get(key)
        read[key] = value if question is None else question.type.for_guards(value)
    return read


def fitting(
    bureau_id: int, question: Question, *, case_id: int, number: str, on: date, limit: int = 100
) -> list[Case]:
    """Cases that would answer a question today, the newest first: what a picker offers. Looks at the newest few hundred."""
    link = question.link or Link()
    with using_bureau(bureau_id):
        rows = Case.objects.exclude(pk=case_id).order_by("-id")
        if link.of:
            rows = rows.filter(procedure_key__in=link.of)
        if link.finished is not None:
            rows = rows.filter(marking__done__has_key=link.finished)
        found: list[Case] = []
        if link.about is not None:
            if not number:
                return []
            rows = rows.filter(links__to_case_id=case_id, links__question=link.about, links__is_current=True)
        for case in rows[: limit if link.answers is None else _LOOKED_AT]:
            try:
                fits = _unfit(question, case, number, on) is None
            except ProcedureMissing:
                continue
            if fits:
                found.append(case)
            if len(found) >= limit:
                break
    return found


def write(bureau_id: int, case_id: int, position: int, step: Step, answers: Mapping[str, Json]) -> None:
    """Write the links that an act makes, in its transaction. An answer that is given anew leaves the old link as a former one."""
    questions = [key for key in asked(step) if key in answers]
    if not questions:
        return
    named = given(step, answers)
    with using_bureau(bureau_id):
        CaseLink.objects.filter(from_case_id=case_id, question__in=questions).update(is_current=False)
        ids = dict(Case.objects.filter(number__in=set(named.values())).values_list("number", "pk"))
        rows = [
            CaseLink(
                bureau_id=bureau_id,
                from_case_id=case_id,
                to_case_id=ids[number],
                question=key,
                log_position=position,
                is_current=True,
            )
            for key, number in named.items()
        ]
        CaseLink.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["from_case", "question", "to_case"],
            update_fields=["is_current"],
        )


def of_entries(
    procedure: Procedure, entries: Iterable[tuple[int, str, Mapping[str, Json]]]
) -> dict[tuple[str, str], tuple[int, bool]]:
    """The links of a case as its entries tell them: (question, number) to the first position and whether it still holds.

    entries: position, step and answers of each act, in order.
    """
    found: dict[tuple[str, str], tuple[int, bool]] = {}
    for position, key, answers in entries:
        step = procedure.steps.get(key)
        named = given(step, answers)
        for question in asked(step):
            if question not in answers:
                continue
            for pair, (first, _) in list(found.items()):
                if pair[0] == question:
                    found[pair] = (first, False)
            if question in named:
                pair = (question, named[question])
                found[pair] = (found.get(pair, (position, True))[0], True)
    return found


@dataclass(frozen=True, slots=True)
class Linked:
    """One end of a link as the other sees it. incoming: the other case named this one. question: in the words of its file."""

    case: Case
    question: Bilingual
    incoming: bool
    is_current: bool


def related(case: Case, limit: int = 50) -> list[Linked]:
    """The cases that this one names and that name this one, the newest of each, current links first; two queries."""
    newest: QuerySet[CaseLink] = CaseLink.objects.order_by("-is_current", "-id")
    outgoing = newest.filter(from_case=case).select_related("to_case")[:limit]
    incoming = newest.filter(to_case=case).select_related("from_case")[:limit]
    found = [
        *(Linked(row.to_case, _label(case, row.question), False, row.is_current) for row in outgoing),
        *(
            Linked(row.from_case, _label(row.from_case, row.question), True, row.is_current)
            for row in incoming
        ),
    ]
    return sorted(found, key=lambda one: (not one.is_current, one.incoming, -one.case.pk))


def question_about(step: Step, procedure_key: str) -> Question | None:
    """The first question of a step that a case of this procedure may answer; None where there is none."""
    for question in asked(step).values():
        if question.link is None or not question.link.of or procedure_key in question.link.of:
            return question
    return None


def _label(case: Case, question: str) -> Bilingual:
    try:
        found = procedure_of_case(case).questions.get(question)
    except ProcedureMissing:
        found = None
    return found.label if found is not None else Bilingual(question, question)


def _titles(keys: Sequence[str]) -> Bilingual:
    titles = []
    for key in keys:
        try:
            titles.append(library().latest(key).title)
        except NoProcedure:
            titles.append(Bilingual(key, key))
    return Bilingual(
        "、".join(f"「{one.zh}」" for one in titles), " or ".join(f"'{one.en}'" for one in titles)
    )


def _reason(code: str, question: Question, sentence: Bilingual, remedy: Bilingual) -> Reason:
    label = question.label
    return Reason(
        rule=None,
        code=code,
        sentence=Bilingual(f"「{label.zh}」{sentence.zh}", f"'{label.en}': {sentence.en}"),
        remedy=remedy,
    )


_CHOOSE: Final = Bilingual(
    "请从列出的事项中选择，或核对编号", "choose one of the cases listed, or check the number"
)


def _missing(question: Question, number: str) -> Reason:
    return _reason(
        MISSING,
        question,
        Bilingual(f"没有编号为“{number}”的事项", f"there is no case {number!r} in this bureau"),
        _CHOOSE,
    )


def _itself(question: Question) -> Reason:
    return _reason(
        ITSELF, question, Bilingual("不能是本事项自己", "a case cannot be linked to itself"), _CHOOSE
    )


def _wrong_kind(question: Question, other: Case, of: Sequence[str]) -> Reason:
    kinds, found = _titles(of), _titles([other.procedure_key])
    return _reason(
        KIND,
        question,
        Bilingual(
            f"应为{kinds.zh}，{other.number}是{found.zh}", f"must be {kinds.en}; {other.number} is {found.en}"
        ),
        _CHOOSE,
    )


def _step_title(other: Case, key: str) -> Bilingual:
    step = procedure_of_case(other).steps.get(key)
    return step.title if step is not None else Bilingual(key, key)


def _unfinished(question: Question, other: Case, key: str) -> Reason:
    title = _step_title(other, key)
    return _reason(
        UNFINISHED,
        question,
        Bilingual(
            f"{other.number}《{other.title}》尚未办理「{title.zh}」",
            f"{other.number} '{other.title}' has not taken '{title.en}' yet",
        ),
        Bilingual(f"须先在{other.number}中办理「{title.zh}」", f"take '{title.en}' in {other.number} first"),
    )


def _too_late(question: Question, other: Case, key: str, day: date) -> Reason:
    title = _step_title(other, key)
    return _reason(
        LATER,
        question,
        Bilingual(
            f"{other.number}的「{title.zh}」于{day}才完成，晚于本步骤的日期",
            f"'{title.en}' of {other.number} was taken only on {day}, after the day of this step",
        ),
        Bilingual(f"办理日期不得早于{day}", f"date the step no earlier than {day}"),
    )


def _wrong_answers(question: Question, other: Case) -> Reason:
    help_zh, help_en = (question.help.zh, question.help.en) if question.help is not None else ("", "")
    return _reason(
        UNFIT,
        question,
        Bilingual(
            f"{other.number}《{other.title}》的结果不符合本步骤的要求"
            + (f"（{help_zh}）" if help_zh else ""),
            f"the outcome of {other.number} '{other.title}' is not what this step needs"
            + (f" ({help_en})" if help_en else ""),
        ),
        _CHOOSE,
    )


def _not_about(question: Question, other: Case, number: str) -> Reason:
    return _reason(
        ABOUT,
        question,
        Bilingual(
            f"{other.number}《{other.title}》不是针对本事项{number}办理的",
            f"{other.number} '{other.title}' is not about this case {number}".rstrip(),
        ),
        Bilingual(
            "请选择针对本事项办理的；没有的，先从本事项发起",
            "choose one about this case, or begin one from here",
        ),
    )
