"""Choosing another case in a form, beginning a case from one, and the cases that a case is linked with.

Works without scripts: the cases that fit today are a list to choose from; where there are very many, a field that suggests the
newest and takes any number. Where the case sought must be about this one and there is none yet, the form says how to begin it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_in_force, procedure_of_case
from yifa.cases.models import Case
from yifa.cases.told import links
from yifa.desk import knowing
from yifa.desk.access import Seat
from yifa.desk.opening import may_open, start_url
from yifa.desk.prefill import PICKED_FROM
from yifa.interface.form import Choice
from yifa.interface.formats import words
from yifa.procedure import Question, Step

AT_MOST: Final = PICKED_FROM - 1


@dataclass(frozen=True, slots=True)
class Begin:
    """A kind of case that can be begun from this one."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CasePick:
    """What the picker of one field shows. ``is_long``: more fit than are listed, so that a number may be typed."""

    choices: list[Choice]
    begin: list[Begin]
    is_long: bool


def case_pick(
    seat: Seat, case: Case | None, question: Question, chosen: str, found: list[Case] | None = None
) -> CasePick:
    """The cases that would answer a question today, the chosen one among them, and how to begin one about this case.

    found: those cases, where they were looked for already."""
    if found is None:
        case_id, number = (0, "") if case is None else (case.pk, case.number)
        found = links.fitting(
            seat.bureau.pk, question, case_id=case_id, number=number, on=seat.on, limit=PICKED_FROM
        )
    choices = [
        Choice(one.number, f"{one.number} {knowing.title_of(one)}", one.number == chosen)
        for one in found[:AT_MOST]
    ]
    if chosen and not any(one.chosen for one in choices):
        choices.insert(0, Choice(chosen, chosen, chosen=True))
    return CasePick(choices, [] if found else _beginnings(seat, case, question), len(found) > AT_MOST)


def _beginnings(seat: Seat, case: Case | None, question: Question) -> list[Begin]:
    """Kinds of case that the question wants and that the officer may begin from here."""
    link = question.link
    if link is None or case is None or link.about is None:
        return []
    listed = []
    for key in link.of:
        try:
            procedure = procedure_in_force(key, seat.on)
        except ProcedureMissing:
            continue
        for opener in procedure.openers:
            step = procedure.steps[opener]
            if link.about in step.asks and may_open(seat, step):
                url = start_url(key, opener, case, step.asks[link.about])
                listed.append(Begin(words(procedure.title), url))
    return listed


@dataclass(frozen=True, slots=True)
class About:
    """The case from which another is begun: its title, and its number as the answer to a question."""

    title: str = ""
    answers: dict[str, str] = field(default_factory=dict)


def number_named(number: str, step: Step, question: str) -> About:
    """The case named in an address as the answer to a question of a step; nothing where it is no case of the bureau."""
    case = Case.objects.filter(number=number).first() if number else None
    if case is None:
        return About()
    asked = links.asked(step).get(question) or links.question_about(step, case.procedure_key)
    return About() if asked is None else About(knowing.title_of(case), {asked.key: case.number})


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A linked case as it is shown. ``says``: as what it is linked. ``is_former``: another answer took its place."""

    title: str
    kind: str
    number: str
    says: str
    url: str
    is_open: bool
    is_former: bool


def related_lines(case: Case) -> list[RelatedLine]:
    """The cases that this one names, and those that name it."""
    return [
        RelatedLine(
            title=knowing.title_of(one.case),
            kind=_kind(one.case),
            number=one.case.number,
            says=f"← {words(one.question)}" if one.incoming else words(one.question),
            url=reverse("desk:case", args=[one.case.number]),
            is_open=one.case.is_open,
            is_former=not one.is_current,
        )
        for one in links.related(case)
    ]


def _kind(case: Case) -> str:
    try:
        return words(procedure_of_case(case).title)
    except ProcedureMissing:
        return case.procedure_key
