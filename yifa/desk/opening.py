"""Beginning a matter: the kinds that an officer may open today, by field of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.cases.told import links
from yifa.desk.access import DeskRequest, Seat, workers_only
from yifa.desk.register_pages import field_title
from yifa.interface.formats import words
from yifa.procedure import NoProcedure, Procedure, Question, Step


@dataclass(frozen=True, slots=True)
class Opener:
    """A step that opens a kind of matter. ``for_applicant``: what an applicant hands in, entered for them."""

    procedure: str
    step: str
    summary: str
    url: str
    for_applicant: bool
    field: str


@dataclass(slots=True)
class Group:
    """The kinds of matter of one field of work."""

    title: str
    openers: list[Opener] = field(default_factory=list)


def may_open(seat: Seat, step: Step) -> bool:
    """Whether the officer's powers suffice for a step that opens a case."""
    return seat.may_take(step.by)


def in_force(seat: Seat) -> Iterator[Procedure]:
    """The procedures in force today, one version of each; no queries."""
    found = library()
    for key in found.procedures:
        try:
            yield found.procedure(key, seat.on)
        except NoProcedure:
            continue


def openers(seat: Seat, about: Case | None = None) -> list[Opener]:
    """Every step with which the officer may open a case today, by field and in the order of the files.

    about: only those that can be begun from this case, with it filled in.
    """
    listed = []
    for procedure in in_force(seat):
        several = len(procedure.openers) > 1
        for key in procedure.openers:
            step = procedure.steps[key]
            question = None if about is None else links.question_about(step, about.procedure_key)
            if not may_open(seat, step) or (about is not None and question is None):
                continue
            title = words(procedure.title)
            listed.append(
                Opener(
                    procedure=title,
                    step=words(step.title) if several or words(step.title) != title else "",
                    summary=words(step.says) or words(procedure.summary),
                    url=start_url(procedure.key, key, about, question),
                    for_applicant=step.by.applicant,
                    field=procedure.field,
                )
            )
    return sorted(listed, key=lambda one: one.field)


def start_url(procedure: str, step: str, about: Case | None, question: Question | None) -> str:
    """Where a case is opened, with the case from which it is begun where there is one."""
    url = reverse("desk:start", args=[procedure, step])
    if about is None or question is None:
        return url
    return f"{url}?{urlencode({'about': about.number, 'question': question.key})}"


@workers_only
def choose(request: DeskRequest) -> HttpResponse:
    """Which kind of matter to begin. ``?about=2020-nd-0003`` lists those that can be begun from a case."""
    groups: dict[str, Group] = {}
    number = request.GET.get("about", "")
    about = Case.objects.filter(number=number).first() if number else None
    for one in openers(request.seat, about):
        groups.setdefault(one.field, Group(field_title(one.field))).openers.append(one)
    return render(request, "desk/open.html", {"groups": list(groups.values()), "about": about})
