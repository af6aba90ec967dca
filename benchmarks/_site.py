"""Yifa's addresses, and beside them plain Django views over the same tables: a slice of fifty rows and a small template.

They go through the same middleware, session and row-level security. They show no lights, say nothing about what may be done and
draw nothing; each is what one would write first, and so a measure of what the desk's pages add.
"""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from yifa.cases.models import Case, LogEntry, Obligation
from yifa.cases.told.obligations import officer_lanes
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau
from yifa.interface.clock import today as day_of_clock
from yifa.work.services.registers import Application

ROWS: Final = 50
COMPLETED: Final = ("granted", "refused")
_TABLE: Final = Template(
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"
    "{% for part in parts %}<p>{{ part.item_kind }} {{ part.n }}</p>{% endfor %}"
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def _page(title: str, rows: list[tuple[Any, ...]], parts: Any = ()) -> HttpResponse:
    return HttpResponse(_TABLE.render(Context({"title": title, "rows": rows, "parts": parts})))


def _officer(request: HttpRequest) -> Officer:
    return Officer.objects.get(user__username=request.user.get_username())


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What lies in the officer's lanes, the first due first."""
    with using_bureau(request.session["desk_bureau"]):
        lanes = officer_lanes(_officer(request), day_of_clock())
        rows = Obligation.objects.filter(lane__in=lanes).select_related("case", "case__party")
        listed = rows.order_by("sort_on", "case_id")[:ROWS]
        return _page(
            "今日", [(one.case.number, one.case.title, one.case.party, one.due_on) for one in listed]
        )


@login_required
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case and its entries."""
    with using_bureau(request.session["desk_bureau"]):
        _officer(request)
        found = Case.objects.select_related("party").get(number=number)
        entries = (
            LogEntry.objects.filter(case=found).select_related("officer").order_by("case_version")[:ROWS]
        )
        rows = [(one.case_version, one.step, one.officer, one.happened_at) for one in entries]
        return _page(str(found), rows)


@login_required
def matters(request: HttpRequest) -> HttpResponse:
    """Open cases, the newest first."""
    with using_bureau(request.session["desk_bureau"]):
        _officer(request)
        rows = Case.objects.filter(closed_on=None).select_related("party", "assignee").order_by("-id")
        if "before" in request.GET:
            rows = rows.filter(pk__lt=int(request.GET["before"]))
        listed = [
            (one.number, one.title, one.party, one.opened_on, one.closed_on, one.assignee)
            for one in rows[:ROWS]
        ]
        return _page("事项", listed)


def _cells(rows: QuerySet[Application]) -> list[tuple[Any, ...]]:
    return [
        (one.case, one.item_name, one.item_kind, one.applicant, one.applied_on, one.completed_on, one.outcome)
        for one in rows.select_related("case", "applicant").order_by("-id")[:ROWS]
    ]


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Rows of a register, the newest first."""
    with using_bureau(request.session["desk_bureau"]):
        _officer(request)
        rows = Application.objects.all()
        if "after" in request.GET:
            rows = rows.filter(pk__lt=int(request.GET["after"]))
        return _page("办件", _cells(rows))


@login_required
def figure(request: HttpRequest, year: int) -> HttpResponse:
    """One year's count by kind, without the years before it, and its rows."""
    with using_bureau(request.session["desk_bureau"]):
        _officer(request)
        rows = Application.objects.filter(outcome__in=COMPLETED, completed_on__year=year)
        parts = list(rows.order_by().values("item_kind").annotate(n=Count("pk")))
        return _page("办结件", _cells(rows), parts)


urlpatterns = [
    path("plain/today/", today),
    path("plain/matters/", matters),
    path("plain/matters/<str:number>/", case),
    path("plain/register/", register),
    path("plain/figure/<int:year>/", figure),
    path("", include("yifa.conf.urls")),
]
