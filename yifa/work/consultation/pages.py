"""The desk's pages of consultations: which are open or wait for a summary, and every opinion on one with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yifa.cases.models import ActContent, LogEntry
from yifa.cases.registers.publicity import publications
from yifa.cases.roles import player
from yifa.desk.access import DeskRequest, workers_only
from yifa.house.tenancy import require_bureau
from yifa.interface.formats import show_date, words
from yifa.spreadsheets.written_out import TextSheet, text_workbook
from yifa.typesetting import media_types
from yifa.work.consultation.duties import note, standing
from yifa.work.consultation.registers import CHANNELS, SIDES, TREATMENTS, Consultation, Opinion

_ON_A_PAGE: Final = 30
_HANDLERS: Final = frozenset({"drafter", "section-head"})
_STEPS: Final = ("submit", "record", "treat")
_SAID: Final = ("opinion", "treatment_reason")


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A consultation in the list."""

    name: str
    url: str
    opened: str
    closes: str
    state: str
    opinions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion as an officer reads it. text: empty where it was erased; treat_url: where it is dealt with, if it waits."""

    number: str
    url: str
    text: str
    provision: str
    side: str
    channel: str
    arrived: str
    treatment: str
    reason: str
    treat_url: str


@workers_only
@require_safe
def consultations(request: DeskRequest) -> HttpResponse:
    """Every consultation, the newest first, with how many opinions came and how many wait."""
    rows = Consultation.objects.select_related("case").order_by("-opened_on", "-pk")
    shown = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    counted = {
        row["consultation"]: (row["all"], row["waiting"])
        for row in Opinion.objects.filter(consultation__in=[one.pk for one in shown])
        .order_by()
        .values("consultation")
        .annotate(all=Count("pk"), waiting=Count("pk", filter=Q(treatment="")))
    }
    lines = [
        ConsultationLine(
            row.name,
            reverse("consultation:opinions", args=[row.pk]),
            show_date(row.opened_on),
            show_date(row.closes_on),
            _state(row, request.seat.on),
            *counted.get(row.pk, (0, 0)),
        )
        for row in shown
    ]
    context = {"lines": lines, **_turning(shown)}
    return render(request, "consultation/consultations.html", context)


@workers_only
@require_safe
def opinions(request: DeskRequest, pk: int) -> HttpResponse:
    """The opinions on one consultation, those that wait first; as a workbook where that is asked."""
    row = Consultation.objects.select_related("case").filter(pk=pk).first()
    if row is None:
        raise Http404
    given = Opinion.objects.filter(consultation=row).select_related("case")
    if request.GET.get("as") == "xlsx":
        return _workbook(row, list(given.order_by("pk")))
    shown = Paginator(given.order_by(F("treated_on").asc(nulls_first=True), "pk"), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    said = _said(shown.object_list)
    may_treat = not _HANDLERS.isdisjoint(request.seat.powers)
    found = dict(given.order_by().values_list("treatment").annotate(Count("pk")))
    context = {
        "consultation": row,
        "matter": row.case,
        "state": _state(row, request.seat.on),
        "opened": show_date(row.opened_on),
        "closes": show_date(row.closes_on),
        "counts": [(words(title), found[key]) for key, title in TREATMENTS.items() if key in found],
        "lines": [_line(one, said.get(one.case_id or 0, {}), may_treat) for one in shown],
        "record_url": _record_url(row, request.seat.on) if may_treat else "",
        **_turning(shown),
    }
    return render(request, "consultation/opinions.html", context)


def _state(row: Consultation, on: date) -> str:
    """How many days are left, or what has become of it."""
    if standing(row, on) == "open":
        return words(note(row, on))
    publication = publications.get("consultations")
    found = None if publication is None else publication.standing_of(row, on)
    return "" if found is None else words(found.title)


def _record_url(row: Consultation, on: date) -> str:
    """Where an opinion that came another way is entered, while it may still be one that came in time."""
    if row.case is None or standing(row, on) not in ("open", "closed"):
        return ""
    question = urlencode({"about": row.case.number, "question": "consultation"})
    return f"{reverse('desk:start', args=player('opinion/record'))}?{question}"


def _turning(shown: Any) -> dict[str, str]:
    previous = f"?page={shown.previous_page_number()}" if shown.has_previous() else ""
    return {
        "previous_url": previous,
        "next_url": f"?page={shown.next_page_number()}" if shown.has_next() else "",
    }


def _said(rows: Iterable[Opinion]) -> dict[int, dict[str, str]]:
    """What was said in the cases of opinions, and on what ground they were treated so; two queries."""
    cases = [row.case_id for row in rows if row.case_id is not None]
    entries = LogEntry.objects.filter(case_id__in=cases, step__in=_STEPS).order_by("position")
    case_at = dict(entries.values_list("position", "case_id"))
    found: dict[int, dict[str, str]] = {}
    kept = ActContent.objects.filter(position__in=case_at, bureau_id=require_bureau())
    for position, answers in kept.order_by("position").values_list("position", "answers"):
        case = found.setdefault(case_at[position], {})
        case.update({key: str(answers[key][1]) for key in _SAID if key in answers})
    return found


def _line(row: Opinion, said: Mapping[str, str], may_treat: bool) -> OpinionLine:
    number = "" if row.case is None else row.case.number
    return OpinionLine(
        number,
        reverse("desk:case", args=[number]) if number else "",
        said.get("opinion", ""),
        row.provision,
        words(SIDES[row.side]),
        words(CHANNELS[row.channel]),
        show_date(row.arrived_on),
        words(TREATMENTS[row.treatment]),
        said.get("treatment_reason", ""),
        reverse("desk:step", args=[number, "treat"]) if number and may_treat and not row.treatment else "",
    )


def _workbook(row: Consultation, given: list[Opinion]) -> HttpResponse:
    """Every opinion with its text, its treatment and the reason; nobody's name."""
    said = _said(given)
    heads = (
        (_("编号"), 16.0),
        (_("针对条款"), 14.0),
        (_("意见"), 60.0),
        (_("来自"), 16.0),
        (_("方式"), 12.0),
        (_("收到日期"), 16.0),
        (_("处理"), 14.0),
        (_("理由和修改情况"), 50.0),
    )
    lines = (_line(one, said.get(one.case_id or 0, {}), False) for one in given)
    cells = (
        (
            line.number,
            line.provision,
            line.text,
            line.side,
            line.channel,
            line.arrived,
            line.treatment,
            line.reason,
        )
        for line in lines
    )
    content = text_workbook([TextSheet("意见处理", heads, cells, wraps=True)])
    name = "" if row.case is None else row.case.number
    return HttpResponse(
        content,
        content_type=media_types.XLSX,
        headers={"Content-Disposition": f'attachment; filename="opinions-{name}.xlsx"'},
    )
