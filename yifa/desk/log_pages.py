"""The log as those who oversee see it: how far it is signed, how it grew, a year's days of work, and whether it verifies.

A verification reads the whole log, so it runs from the page only as far as a person waits for it; beyond that the page gives the
command, which anybody with the exported folder can run without this system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.log import record
from yifa.cases.log.verification import RecordVerification, verify
from yifa.desk.access import DeskRequest
from yifa.desk.figure_pages import Year
from yifa.desk.log_growth import Day, Month, days_of, months_to, size_of
from yifa.desk.log_pictures import growth_bars, heat_map, month_name, tree
from yifa.desk.overseeing import overseers_only
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau
from yifa.interface.formats import show_date, show_moment, words
from yifa.law.calendar import Calendar, YearNotPublished

VERIFIED_HERE: Final = 50_000
_SHOWN: Final = 50
_YEARS: Final = 10


@overseers_only
def log(request: DeskRequest) -> HttpResponse:
    """The log: size, last signed head, growth; on POST, its verification with the result in words."""
    context = _standing(request)
    if request.method == "POST" and context["may_verify"]:
        context["result"] = _told(verify(request.bureau, files=False, workers=1))
    return render(request, "desk/oversight/log.html", context)


@overseers_only
def checkpoint(request: DeskRequest) -> HttpResponse:
    """The last signed head as a signed note, for any client of transparency logs."""
    head = record.latest_head(request.bureau)
    if head is None:
        raise Http404
    return HttpResponse(
        head.note,
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="checkpoint-{request.bureau.code}-{head.size}.txt"'
        },
    )


@overseers_only
def days(request: DeskRequest) -> HttpResponse:
    """A year's days of work as a heat map, with the months as a table beneath."""
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else request.today.year
    if year > request.today.year:
        raise Http404
    found = days_of(request.bureau.pk, year, request.today)
    calendar = calendar_of(request.bureau)
    total = sum(day.count for day in found)
    busiest = max(found, key=lambda day: day.count, default=None)
    numbers = sorted({*range(request.today.year - _YEARS + 1, request.today.year + 1), year}, reverse=True)
    address = reverse("desk:oversight-days")
    return render(
        request,
        "desk/oversight/days.html",
        {
            "tab": "days",
            "year": year,
            "years": [Year(one, f"{address}?year={one}", one == year) for one in numbers],
            "total": total,
            "rest_total": sum(day.count for day in found if not _works(calendar, day.on)),
            "busiest": show_date(busiest.on) if busiest is not None and busiest.count else "",
            "busiest_count": busiest.count if busiest is not None else 0,
            "picture": heat_map(
                found,
                lambda day: _works(calendar, day),
                _("%(year)d年每天的办理次数，共%(total)d次") % {"year": year, "total": total},
            ),
            "months": _months(found),
        },
    )


def _works(calendar: Calendar, day: date) -> bool:
    try:
        return calendar.is_working_day(day)
    except YearNotPublished:
        return day.weekday() < 5


def _months(found: list[Day]) -> list[tuple[str, int, int]]:
    """For each month: its name, its acts, and on how many days there were any."""
    rows: dict[int, list[int]] = {}
    for day in found:
        rows.setdefault(day.on.month, []).append(day.count)
    return [(month_name(month), sum(counts), sum(map(bool, counts))) for month, counts in rows.items()]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verification in words."""

    ok: bool
    size: int
    root: str
    checked: tuple[str, ...]
    faults: tuple[str, ...]
    more: int
    waiting: int
    tables: int
    rows: int


def _told(found: RecordVerification) -> Verdict:
    log = found.log
    faults = [words(fault.sentence) for fault in log.faults] if log is not None else []
    faults += [words(difference.sentence) for difference in found.differences]
    return Verdict(
        found.ok,
        log.size if log is not None else 0,
        log.root.hex() if log is not None else "",
        tuple(words(one) for one in log.checked) if log is not None else (),
        tuple(faults[:_SHOWN]),
        max(0, len(faults) - _SHOWN) + found.more + (log.more_faults if log is not None else 0),
        found.waiting,
        len(found.compared),
        sum(one.rows for one in found.compared),
    )


def _standing(request: DeskRequest) -> dict[str, object]:
    bureau: Bureau = request.bureau
    head = record.latest_head(bureau)
    size = size_of(bureau.pk)
    signed = head.size if head is not None else 0
    months = months_to(bureau.pk, request.today)
    described = _("日志共%(size)d条，前%(signed)d条已列入签名的检查点") % {"size": size, "signed": signed}
    return {
        "tab": "log",
        "size": size,
        "waiting": size - signed,
        "head": head,
        "head_root": head.root.hex() if head is not None else "",
        "head_signed": show_moment(head.signed_at) if head is not None else "",
        "public_key": record.public_key(bureau) if record.has_key(bureau) else "",
        "code": bureau.code,
        "may_verify": size <= VERIFIED_HERE,
        "limit": VERIFIED_HERE,
        "tree": tree(size, signed, described) if size else "",
        "growth": growth_bars(months, _("最近十二个月每月的办理次数")) if size else "",
        "months": [_month(month) for month in months],
        "result": None,
    }


def _month(month: Month) -> tuple[str, int, int]:
    return (
        f"{month.first_on.year} {month_name(month.first_on.month)}",
        month.count,
        month.before + month.count,
    )
