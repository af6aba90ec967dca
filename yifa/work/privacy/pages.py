"""The desk's pages of erasing: which matters are due, and exactly what an erasure will take away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.log.forgetting import InCase, InRows
from yifa.cases.log.record import title_of
from yifa.cases.models import ReadingKind
from yifa.cases.registers.register import Register
from yifa.cases.roles import composers, player
from yifa.cases.told.links import answers_of
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.answers import listed as listed_words
from yifa.desk.matter import Matter
from yifa.interface.formats import show_date, words
from yifa.law.identifiers import mask_name
from yifa.work.privacy.planning import due_on, plan_for


@dataclass(frozen=True, slots=True)
class DueLine:
    """A matter whose retention has ended."""

    number: str
    url: str
    kind: str
    closed: str
    since: str
    years: int
    basis: str


@workers_only
@require_safe
def due(request: DeskRequest) -> HttpResponse:
    """Matters whose retention has ended, the longest due first, and where to propose that what is personal in them goes."""
    lines = [
        DueLine(
            one.case.number,
            reverse("desk:case", args=[one.case.number]),
            knowing.kind_title(one.case),
            show_date(one.case.closed_on),
            show_date(one.since),
            one.years,
            words(one.basis),
        )
        for one in due_on(request.bureau, request.today)
    ]
    procedure, step = player("erasure/propose")
    context = {"lines": lines, "start_url": reverse("desk:start", args=[procedure, step])}
    return render(request, "privacy/due.html", context)


@dataclass(frozen=True, slots=True)
class GoneLine:
    """What goes of one matter: answers by the step that was taken, files, its title."""

    number: str
    url: str
    kind: str
    own: bool
    answers: str
    files: int
    retitled: bool


@workers_only
@require_safe
def listed(request: DeskRequest, number: str) -> HttpResponse:
    """Exactly what the erasure with this number takes away, now; where it was carried out already, nothing any more."""
    matter = Matter.find(request.seat, number)
    if matter.case.procedure_key not in composers("erasure/propose"):
        raise Http404
    found = plan_for(request.bureau, answers_of(matter.case)) if matter.case.is_open else None
    if found is not None:
        knowing.note(request.seat, ReadingKind.PREVIEW, case=matter.case, rows=found.size)
    context = {
        "matter": matter,
        "number": number,
        "plan": found,
        "size": 0 if found is None else found.size,
        "people": [] if found is None else [mask_name(one.name) for one in found.person.parties],
        "cases": [] if found is None else [_gone(one) for one in found.cases],
        "rows": [] if found is None else [_rows(one) for one in found.rows],
        "house": 0 if found is None else sum(len(keys) for keys in found.house.values()),
        "counts": {} if found is None else found.counts,
        "steps": _steps(matter),
    }
    return render(request, "privacy/list.html", context)


def _steps(matter: Matter) -> list[tuple[str, str]]:
    return [
        (words(option.step.title), matter.step_url(key))
        for key, option in matter.options.items()
        if option.possible
    ]


def _gone(one: InCase) -> GoneLine:
    return GoneLine(
        one.case.number,
        reverse("desk:case", args=[one.case.number]),
        knowing.kind_title(one.case),
        one.own,
        listed_words(_answers(one)),
        len(one.files),
        one.retitled,
    )


def _answers(one: InCase) -> list[str]:
    try:
        questions = procedure_of_case(one.case).questions
    except ProcedureMissing:
        questions = {}
    found: dict[str, int] = {}
    for keys in one.answers.values():
        for key in keys:
            label = words(questions[key].label) if key in questions else _label(key)
            found[label] = found.get(label, 0) + 1
    return [f"{label} ×{count}" if count > 1 else label for label, count in found.items()]


def _label(key: str) -> str:
    return _("补录理由") if key == ":late_reason" else words(title_of(key))


def _rows(one: InRows) -> tuple[str, str, int]:
    model = one.model
    if issubclass(model, Register):
        named = {column.name: words(column.title) for column in model.columns}
        return words(model.title), listed_words(named.get(name, name) for name in one.columns), len(one.keys)
    return one.title, listed_words(one.columns), len(one.keys)
