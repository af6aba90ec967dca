"""What is shown to those who see no more than that there is a matter; the reason of those who oversee; what a click opens."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yifa.cases.log.record import timeline
from yifa.cases.models import Case, ReadingKind
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, answering, viewers_only
from yifa.desk.answers import Names, in_words, shown
from yifa.desk.matter import Matter
from yifa.desk.overseeing import oversees
from yifa.interface.formats import show_date, words
from yifa.parties.models import Party

_SHORTEST = 6
_FIELDS = ("resident_id", "phone", "address")


def refused(request: DeskRequest, error: knowing.NeedToKnow) -> HttpResponse:
    """That there is this matter or this person, whom to ask, and for those who oversee a form for the reason."""
    return _asked(request, error.case, error.party, "", "", 403)


def _asked(
    request: DeskRequest, case: Case | None, party: Party | None, reason: str, problem: str, status: int
) -> HttpResponse:
    seat = request.seat
    context: dict[str, Any] = {
        "may_say_why": not seat.officer.is_outside and oversees(seat),
        "reason": reason,
        "problem": problem,
        "next": request.get_full_path() if request.method == "GET" else "",
    }
    if case is not None:
        department = case.department
        context |= {
            "number": case.number,
            "kind": knowing.kind_title(case),
            "opened": show_date(case.opened_on),
            "closed": show_date(case.closed_on),
            "department": words(department.title) if department is not None else "",
            "assignee": case.assignee.name if case.assignee is not None else "",
            "reason_url": reverse("desk:say-why", args=[case.number]),
        }
    elif party is not None:
        context |= {"reason_url": reverse("desk:say-why-of-party", args=[party.pk])}
    return render(request, "desk/need.html", context, status=status)


answering(knowing.NeedToKnow, refused)


@viewers_only
@require_POST
def say_why(request: DeskRequest, number: str) -> HttpResponse:
    """Take the reason of somebody who oversees; the matter is open to them for this day."""
    case = Case.objects.select_related("party", "department", "assignee").filter(number=number).first()
    if case is None:
        raise Http404
    reason = request.POST.get("reason", "").strip()
    problem = _problem(request, reason)
    if problem:
        return _asked(request, case, None, reason, problem, 422)
    knowing.note(request.seat, ReadingKind.OVERSIGHT, case=case, reason=reason)
    return redirect(_next(request) or reverse("desk:case", args=[number]))


@viewers_only
@require_POST
def say_why_of_party(request: DeskRequest, pk: int) -> HttpResponse:
    """The same for what is known of a person."""
    party = Party.objects.filter(pk=pk).first()
    if party is None:
        raise Http404
    reason = request.POST.get("reason", "").strip()
    problem = _problem(request, reason)
    if problem:
        return _asked(request, None, party, reason, problem, 422)
    knowing.note(request.seat, ReadingKind.OVERSIGHT, party=party, reason=reason)
    return redirect(_next(request) or reverse("desk:party", args=[pk]))


def _problem(request: DeskRequest, reason: str) -> str:
    if request.seat.officer.is_outside or not oversees(request.seat):
        return _("您不承担监督职责，不能以监督为由查阅；请向承办人了解，或者请承办人向您征求意见。")
    if len(reason) < _SHORTEST:
        return _("请写明查阅的理由和依据，至少六个字，如“核查12345工单反映的问题”。理由会由审计管理员查看。")
    return ""


def _next(request: DeskRequest) -> str:
    wanted = request.POST.get("next", "")
    return (
        wanted
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
        else ""
    )


# What a click opens ----------------------------------------------------------------------------------------------------


@viewers_only
@require_POST
def show_answer(request: DeskRequest, number: str, version: int, field: str) -> HttpResponse:
    """One answer unmasked, to the officer who clicked; that they did is kept."""
    matter = Matter.find(request.seat, number)
    found = next((one for one in timeline(matter.case) if one.case_version == version), None)
    answer = None if found is None else next((one for one in found.answers if one.key == field), None)
    if found is None or answer is None or answer.erased:
        raise Http404
    told = shown(answer, Names.of([found]))
    text = in_words(answer.question, answer.value, Names.of([found]))
    knowing.note(request.seat, ReadingKind.SHOWN, case=matter.case, fields=[field])
    return _opened(request, "" if told is None else told.label, text, matter.url, matter.case.number)


@viewers_only
@require_POST
def show_party(request: DeskRequest, pk: int, field: str) -> HttpResponse:
    """A person's number, telephone or address unmasked; that somebody looked is kept."""
    from yifa.desk.party_pages import FIELDS

    party = Party.objects.filter(pk=pk).first()
    if party is None or field not in _FIELDS:
        raise Http404
    now = knowing.reader()
    assert now is not None
    if not now.may_see(party):
        raise knowing.NeedToKnow(party=party)
    knowing.note(request.seat, ReadingKind.SHOWN, party=party, fields=[field])
    return _opened(
        request,
        words(FIELDS[field]),
        str(getattr(party, field)),
        reverse("desk:party", args=[pk]),
        party.name,
    )


def _opened(request: DeskRequest, label: str, text: str, back: str, of: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "desk/_opened.html", {"text": text})
    else:
        answer = render(request, "desk/opened.html", {"label": label, "text": text, "back": back, "of": of})
    answer["Cache-Control"] = "no-store"
    return answer
