"""The calendar as a page of a month, and as an iCalendar feed at an address of its own that can be revoked."""

from __future__ import annotations

import calendar as months
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from yifa.desk import clock, knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.agenda import AT_MOST, BUREAU, MINE, Entry, department_in, entries
from yifa.desk.models import Feed
from yifa.desk.veil import Veil
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Department
from yifa.house.tenancy import using_bureau, veiled
from yifa.interface.formats import show_date, words
from yifa.law.limits import add_days, legal_day

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100
_BACK_DAYS: Final = 31
_AHEAD_DAYS: Final = 184
_FEEDS: Final = 10


@dataclass(frozen=True, slots=True)
class Line:
    """Something on a day, as it is listed."""

    kind: str
    title: str
    number: str
    url: str
    is_due: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is on it."""

    title: str
    weekday: str
    is_today: bool
    is_working: bool
    lines: list[Line]


@workers_only
def agenda(request: DeskRequest) -> HttpResponse:
    """A month of the calendar, by day. ``?month=2020-03&scope=mine``."""
    scope = _scope(request.GET.get("scope", ""))
    first = _month(request.GET.get("month", ""), request.today)
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    found = entries(request.bureau, request.officer, scope, first, last, request.today)
    knowing.prime([one.case for one in found])
    here = reverse("desk:agenda")
    working = calendar_of(request.bureau)
    days = [
        Day(
            show_date(on),
            str(_WEEKDAYS[on.weekday()]()),
            on == request.today,
            working.is_working_day(on),
            [_line(one) for one in group],
        )
        for on, group in groupby(found, key=lambda one: one.on)
    ]
    return render(
        request,
        "desk/agenda.html",
        {
            "days": days,
            "month": f"{first.year}年{first.month}月" if request.LANGUAGE_CODE != "en" else f"{first:%B %Y}",
            "before_url": f"{here}?month={add_days(first, -1):%Y-%m}&scope={scope}",
            "after_url": f"{here}?month={add_days(last, 1):%Y-%m}&scope={scope}",
            "scopes": [
                (words_of(value), f"{here}?month={first:%Y-%m}&scope={value}", value == scope)
                for value in (MINE, *_own_departments(request), BUREAU)
            ],
            "scope": scope,
            "full": len(found) >= AT_MOST,
            "feeds": [(one.pk, words_of(one.scope), one.made_at) for one in _feeds(request)],
            "fresh": request.session.pop("fresh_feed", ""),
            "departments": Department.objects.filter(is_active=True),
        },
    )


def words_of(scope: str) -> str:
    """A scope as people call it."""
    if scope == MINE:
        return _("我的")
    if scope == BUREAU:
        return _("全局")
    department = department_in(scope)
    return words(department.title) if department is not None else _("科室")


_WEEKDAYS: Final = (
    lambda: _("周一"),
    lambda: _("周二"),
    lambda: _("周三"),
    lambda: _("周四"),
    lambda: _("周五"),
    lambda: _("周六"),
    lambda: _("周日"),
)


def _own_departments(request: DeskRequest) -> list[str]:
    return list(dict.fromkeys(f"d:{one.post.department_id}" for one in request.seat.holdings))


def _scope(given: str) -> str:
    return given if given == BUREAU or department_in(given) is not None else MINE


def _month(given: str, today: date) -> date:
    try:
        found = date.fromisoformat(f"{given}-01")
    except ValueError:
        return today.replace(day=1)
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else today.replace(day=1)


def _line(one: Entry) -> Line:
    return Line(
        words(one.kind),
        knowing.title_of(one.case),
        one.case.number,
        reverse("desk:case", args=[one.case.number]),
        one.is_due,
        one.late,
    )


# Feeds -------------------------------------------------------------------------------------------------------------------


def _feeds(request: DeskRequest) -> list[Feed]:
    return list(Feed.objects.filter(officer=request.officer)[:_FEEDS])


@require_POST
@workers_only
def open_feed(request: DeskRequest) -> HttpResponse:
    """An address for a calendar program; the secret in it is shown once."""
    if len(_feeds(request)) >= _FEEDS:
        messages.error(request, _("订阅地址最多十个，请先停用不用的。"))
        return redirect("desk:agenda")
    token = secrets.token_urlsafe(32)
    Feed.objects.create(  # lint: allow registers-are-written-by-effects: an address is no register
        bureau=request.bureau,
        officer=request.officer,
        scope=_scope(request.POST.get("scope", "")),
        token_hash=_hash(token),
        made_at=request.now,
    )
    path = reverse("agenda-feed", args=[request.bureau.code, token])
    request.session["fresh_feed"] = f"{settings.ADDRESS or request.build_absolute_uri('/').rstrip('/')}{path}"
    return redirect("desk:agenda")


@require_POST
@workers_only
def close_feed(request: DeskRequest, pk: int) -> HttpResponse:
    """Revoke an address: from now on it gives nothing."""
    mine = Feed.objects.filter(officer=request.officer, pk=pk)
    mine.delete()  # lint: allow registers-are-written-by-effects: as above
    messages.success(request, _("已停用，这个地址不再提供日程。"))
    return redirect("desk:agenda")


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@require_safe
def feed(request: HttpRequest, code: str, token: str) -> HttpResponse:  # noqa: ARG001
    """The calendar for a program that has the address; no log-in. As notices do, it names neither people nor matters."""
    bureau = Bureau.objects.filter(code=code, is_active=True).first()
    if bureau is None:
        raise Http404
    now = clock.now()
    today = legal_day(now)
    with using_bureau(bureau):
        found = (
            Feed.objects.select_related("officer")
            .filter(token_hash=_hash(token), officer__is_active=True, officer__is_outside=False)
            .first()
        )
        if found is None or not (found.officer.holdings_on(today) or found.officer.lent_on(today)):
            raise Http404
        first, last = add_days(today, -_BACK_DAYS), add_days(today, _AHEAD_DAYS)
        with veiled(Veil(None)):
            listed = entries(bureau, found.officer, found.scope, first, last, today)
        with override("zh-hans"):
            content = written(bureau, listed, now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def written(bureau: Bureau, listed: list[Entry], now: datetime) -> bytes:
    """Entries as an iCalendar file: days without hours, names of procedures and steps, a matter's number."""
    made = Calendar()
    made.add("prodid", "-//Yifa//Agenda//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"依法 {bureau.short_name or bureau.name}")
    for one in listed:
        event = Event()
        says = f"{one.case.number}/{one.on}/{one.kind.zh}/{one.is_due}"
        event.add("uid", f"{sha256(f'{bureau.code}/{says}'.encode()).hexdigest()[:32]}@{settings.LOG_HOST}")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.on)
        event.add("dtend", add_days(one.on, 1))
        event.add("transp", "TRANSPARENT")
        prefix = "到期：" if one.is_due else ""
        event.add("summary", f"{prefix}{one.kind.zh}（{one.procedure.zh} {one.case.number}）")
        if settings.ADDRESS:
            event.add("url", f"{settings.ADDRESS}{reverse('desk:case', args=[one.case.number])}")
        made.add_component(event)
    return bytes(made.to_ical())
