"""The room of publishing: what has to be made public, by when, and where; what was made public lately; the lists that are public.

What is due comes from the open obligations of steps that publish, so a limit that passes is seen here as anywhere. The lists and
their legal basis come from what the fields registered (``yifa.cases.registers.publicity``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from yifa.cases.library import library
from yifa.cases.models import Case, LogEntry, Obligation
from yifa.cases.registers.publicity import Publication, publications
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.law_words import UNSURE, VERIFIED
from yifa.desk.lights import Chip, chip, deadline_url
from yifa.desk.log_growth import size_of
from yifa.desk.phrases import either
from yifa.desk.proofs import step_title
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.interface.formats import show_date, words
from yifa.law.fixed_dates import FixedDate, fixed_dates
from yifa.law.text import Bilingual
from yifa.procedure import Step

_DUE: Final = 100
_LATELY: Final = 12
_LOOKED_AT: Final = 20_000


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that has to be made public."""

    chip: Chip
    what: str
    step: str
    step_url: str
    number: str
    title: str
    case_url: str
    department: str


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """Something that was made public."""

    on: str
    what: str
    step: str
    number: str
    title: str
    case_url: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list that is public, with the duty behind it."""

    title: str
    url: str
    room: str
    within: str
    basis: str
    masked: str
    checked: str
    unsure: bool
    latest: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date of the year by which the law wants something public."""

    duty: str
    on: str
    basis: str
    passed: bool


@workers_only
def publishing(request: DeskRequest) -> HttpResponse:
    """What is due, what was published lately, and what is public at all."""
    public = _public_steps()
    due, more = _due(request, public)
    return render(
        request,
        "desk/publishing/publishing.html",
        {
            "due": due,
            "more": more,
            "lately": _lately(request.bureau, public),
            "lists": [_list_line(one, request) for one in publications],
            "dates": [
                _date_line(one, request.today)
                for one in fixed_dates(request.today.year)
                if one.to is not None and "社会" in one.to.zh
            ],
            "year": request.today.year,
        },
    )


def _public_steps() -> dict[str, dict[str, Step]]:
    """The steps that make something public, by kind of matter; of every version, since open cases keep theirs."""
    found: dict[str, dict[str, Step]] = {}
    for procedure in library():
        for key, step in procedure.steps.items():
            if step.public is not None:
                found.setdefault(procedure.key, {})[key] = step
    return found


def _due(request: DeskRequest, public: dict[str, dict[str, Step]]) -> tuple[list[DueLine], bool]:
    """Open obligations that only a publishing step discharges, the first due first; one query."""
    wanted = Q(pk__in=())
    for key, steps in public.items():
        wanted |= Q(case__procedure_key=key, steps__contained_by=_owed_publicly(steps))
    once = ("sort_on", "case_id", "rule_id")
    rows = list(
        Obligation.objects.filter(wanted)
        .select_related("case", "case__department")
        .order_by(*once)
        .distinct(*once)[: _DUE + 1]
    )
    calendar = calendar_of(request.bureau)
    lines = []
    for one in rows[:_DUE]:
        case = one.case
        owed = [public[case.procedure_key][key] for key in one.steps]
        lines.append(
            DueLine(
                chip(
                    one.due_on,
                    one.amber_on,
                    request.today,
                    calendar,
                    deadline_url(case.number, one.rule_id),
                    one.latest_on,
                ),
                words(owed[0].public),
                either(words(step.title) for step in owed),
                reverse("desk:step", args=[case.number, owed[0].key]),
                case.number,
                knowing.title_of(case),
                reverse("desk:case", args=[case.number]),
                words(case.department.title) if case.department is not None else "",
            )
        )
    return lines, len(rows) > _DUE


def _owed_publicly(steps: dict[str, Step]) -> list[str]:
    """Steps whose very point is publishing: an application's decision is public too, but is owed for its own sake."""
    return [key for key, step in steps.items() if step.event in (None, "published") or "publish" in key]


def _lately(bureau: Bureau, public: dict[str, dict[str, Step]]) -> list[PublishedLine]:
    """The last acts that made something public, among the log's last entries; two queries."""
    size = size_of(bureau.pk)
    keys = {key for steps in public.values() for key in steps}
    rows = (
        LogEntry.objects.filter(
            bureau_id=bureau.pk, position__gte=size - _LOOKED_AT, step__in=keys, case__isnull=False
        )
        .select_related("case")
        .order_by("-position")[: _LATELY * 4]
    )
    lines = []
    for row in rows:
        case = row.case
        step = public.get(case.procedure_key, {}).get(row.step) if isinstance(case, Case) else None
        # Progress is shown as a matter of course; what was made public is an outcome or a document.
        if case is None or step is None or step.event == "accepted":
            continue
        lines.append(
            PublishedLine(
                show_date(row.happened_at),
                words(step.public),
                words(step_title(case, row.step)),
                case.number,
                knowing.title_of(case),
                reverse("desk:case", args=[case.number]),
            )
        )
    return lines[:_LATELY]


def _list_line(publication: Publication, request: DeskRequest) -> ListLine:
    newest = publication.listed(request.today).values_list(publication.dated, flat=True).first()
    duty = publication.duty
    return ListLine(
        words(publication.title),
        _portal_url(request.bureau.code, publication.key),
        words(publication.room.words),
        words(duty.within),
        words(duty.basis),
        words(duty.masked),
        words(VERIFIED[duty.verified]),
        duty.verified in UNSURE,
        show_date(newest),
    )


def _portal_url(code: str, key: str) -> str:
    try:
        return reverse("portal:published", args=[code, key])
    except NoReverseMatch:
        return ""


def _date_line(one: FixedDate, today: date) -> DateLine:
    citation = one.citation
    statute = library().statutes.get(citation.statute) if citation is not None else None
    basis = ""
    if citation is not None and statute is not None and citation.article:
        basis = words(Bilingual(citation.zh(statute.title.zh), citation.en(statute.title.en)))
    elif statute is not None:
        basis = words(statute.title)
    return DateLine(words(one.duty), show_date(one.planned_on), basis, one.is_late(today))
