"""The room of oversight: what is late or at risk, what was refused and by which article, what came in late, what went back.

The log itself, its growth and its verification are in ``log_pages``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.cases.library import library
from yifa.cases.models import Case, LogEntry, Obligation, Refusal
from yifa.cases.told.obligations import at_risk_on, late_on
from yifa.desk import knowing
from yifa.desk.access import DeskRequest
from yifa.desk.lights import Chip, chip, deadline_url
from yifa.desk.log_growth import size_of
from yifa.desk.overseeing import (
    Standing,
    lane_titles,
    lateness,
    overseers_only,
    procedure_title,
)
from yifa.desk.phrases import either
from yifa.desk.proofs import step_title
from yifa.desk.register_tables import address, day_or_none
from yifa.house.calendars import calendar_of
from yifa.interface.formats import is_english, show_date, show_moment, words
from yifa.law.limits import add_days, days_between, legal_day, start_of_day

_PAGE: Final = 50
_LOOKED_AT: Final = 50_000
_RETURNS: Final = 100
_COUNTED: Final = 500


@overseers_only
def oversight(request: DeskRequest) -> HttpResponse:
    """What is late or at risk, by department, by kind of matter, by post."""
    found = lateness(request.bureau, request.today)
    listed = reverse("desk:oversight-late")
    since = start_of_day(add_days(request.today, -30))
    latest = Refusal.objects.order_by("-pk").values_list("at", flat=True)[: _COUNTED + 1]
    refused = [at >= since for at in latest]
    return render(
        request,
        "desk/oversight/overview.html",
        {
            "tab": "overview",
            "as_of": show_date(request.today),
            "red": found.red,
            "amber": found.amber,
            "listed": listed,
            "refused": sum(refused),
            "refused_more": len(refused) > _COUNTED,
            "tables": [
                ("department", _linked(found.by_department, listed)),
                ("kind", _linked(found.by_kind, listed)),
                ("lane", _linked(found.by_lane, listed)),
            ],
        },
    )


def _linked(standings: tuple[Standing, ...], listed: str) -> list[tuple[str, int, int, str]]:
    return [(one.title, one.red, one.amber, f"{listed}{one.url}") for one in standings]


@dataclass(frozen=True, slots=True)
class OwedRow:
    """An obligation that is late or nearly so."""

    chip: Chip
    steps: str
    number: str
    title: str
    case_url: str
    department: str
    waits_for: str


@overseers_only
def late(request: DeskRequest) -> HttpResponse:
    """Obligations past their limit or close to it, the longest overdue first."""
    given = request.GET
    wanted = late_on(request.today) | at_risk_on(request.today)
    asked = {name: given[name] for name in ("department", "kind", "lane", "light") if given.get(name)}
    if asked.get("light") == "red":
        wanted = late_on(request.today)
    elif asked.get("light") == "amber":
        wanted = at_risk_on(request.today)
    rows = Obligation.objects.filter(wanted)
    if asked.get("department", "").isdecimal():
        rows = rows.filter(case__department_id=int(asked["department"]))
    elif asked.get("department"):
        rows = rows.filter(case__department__isnull=True)
    if asked.get("kind"):
        rows = rows.filter(case__procedure_key=asked["kind"])
    if asked.get("lane"):
        rows = rows.filter(lane=asked["lane"])
    after = _place(given.get("after", ""))
    if after is not None:
        day, case_id, rule_id = after
        rows = rows.filter(
            Q(sort_on__gt=day)
            | Q(sort_on=day, case_id__gt=case_id)
            | Q(sort_on=day, case_id=case_id, rule_id__gt=rule_id)
        )
    once = ("sort_on", "case_id", "rule_id")
    found = list(rows.select_related("case", "case__department").order_by(*once).distinct(*once)[: _PAGE + 1])
    shown = found[:_PAGE]
    waiting = _waiting(shown)
    calendar = calendar_of(request.bureau)
    return render(
        request,
        "desk/oversight/late.html",
        {
            "tab": "late",
            "light": asked.get("light", ""),
            "narrowed": bool(asked),
            "rows": [
                OwedRow(
                    chip(
                        one.due_on,
                        one.amber_on,
                        request.today,
                        calendar,
                        deadline_url(one.case.number, one.rule_id),
                        one.latest_on,
                    ),
                    _steps(one.case, one.steps),
                    one.case.number,
                    knowing.title_of(one.case),
                    reverse("desk:case", args=[one.case.number]),
                    words(one.case.department.title) if one.case.department is not None else "",
                    waiting[one.case_id, one.rule_id],
                )
                for one in shown
            ],
            "next_url": address(asked, after=_after(shown[-1])) if len(found) > _PAGE else "",
        },
    )


def _waiting(shown: list[Obligation]) -> dict[tuple[int, str], str]:
    """For whom each obligation waits: whoever may discharge it; three queries at most."""
    lanes: dict[tuple[int, str], list[str]] = {}
    rows = Obligation.objects.filter(
        case_id__in={one.case_id for one in shown}, rule_id__in={one.rule_id for one in shown}
    )
    for case_id, rule_id, lane in rows.order_by("lane").values_list("case_id", "rule_id", "lane"):
        lanes.setdefault((case_id, rule_id), []).append(lane)
    titles = lane_titles({lane for listed in lanes.values() for lane in listed})
    return {key: either(titles[lane] for lane in found) for key, found in lanes.items()}


def _after(one: Obligation) -> str:
    return f"{one.sort_on.isoformat()}.{one.case_id}.{one.rule_id}"


def _place(text: str) -> tuple[date, int, str] | None:
    day, _mark, rest = text.partition(".")
    case_id, _mark, rule_id = rest.partition(".")
    on = day_or_none(day)
    return (on, int(case_id), rule_id) if on is not None and case_id.isdecimal() else None


def _steps(case: Case, steps: list[str]) -> str:
    return either(words(step_title(case, step)) for step in steps)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """An attempt that was refused."""

    at: str
    officer: str
    kind: str
    number: str
    case_url: str
    step: str
    reasons: tuple[tuple[str, str], ...]


@overseers_only
def refusals(request: DeskRequest) -> HttpResponse:
    """What was refused, the latest first, each with its article."""
    rows = Refusal.objects.select_related("case", "officer").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: _PAGE + 1])
    shown = found[:_PAGE]
    return render(
        request,
        "desk/oversight/refusals.html",
        {
            "tab": "refusals",
            "rows": [_refused(one) for one in shown],
            "next_url": address({}, before=shown[-1].pk) if len(found) > _PAGE else "",
        },
    )


def _refused(one: Refusal) -> RefusedRow:
    english = is_english()
    versions = library().procedures.get(one.procedure_key, ())
    titles = [version.steps[one.step].title for version in versions if one.step in version.steps]
    return RefusedRow(
        show_moment(one.at),
        one.officer.name if one.officer is not None else "",
        procedure_title(one.procedure_key),
        one.case.number if one.case is not None else "",
        reverse("desk:case", args=[one.case.number]) if one.case is not None else "",
        words(titles[-1]) if titles else one.step,
        # Several rules may say the same of the same step; once is enough.
        tuple(dict.fromkeys(_reason(reason, english=english) for reason in one.reasons)),
    )


def _reason(reason: Mapping[str, str], *, english: bool) -> tuple[str, str]:
    """A reason's sentence, and what it rests on where the sentence does not say."""
    sentence, authority = reason.get("en" if english else "zh", ""), reason.get("authority", "")
    return sentence, "" if authority in sentence or f"（依据{authority}）" in reason.get(
        "zh", ""
    ) else authority


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An act that was entered after the fact."""

    happened: str
    recorded: str
    days: int
    step: str
    officer: str
    number: str
    title: str
    case_url: str


@overseers_only
def late_entries(request: DeskRequest) -> HttpResponse:
    """Acts entered after the fact, the latest first. Looks at so many entries of the log at once, and offers the earlier ones."""
    top = _top(request)
    bottom = max(0, top - _LOOKED_AT)
    rows = list(
        LogEntry.objects.filter(
            bureau_id=request.bureau.pk, position__lt=top, position__gte=bottom, late=True
        )
        .select_related("case", "officer")
        .order_by("-position")[: _PAGE + 1]
    )
    shown = rows[:_PAGE]
    following = shown[-1].position if len(rows) > _PAGE else bottom
    return render(
        request,
        "desk/oversight/late_entries.html",
        {
            "tab": "late-entries",
            "rows": [_late_entry(one) for one in shown],
            "looked_at": top - following,
            "next_url": address({}, below=following) if following else "",
        },
    )


def _late_entry(one: LogEntry) -> LateEntry:
    return LateEntry(
        show_moment(one.happened_at),
        show_moment(one.recorded_at),
        days_between(legal_day(one.happened_at), legal_day(one.recorded_at)),
        words(step_title(one.case, one.step)),
        one.officer.name if one.officer is not None else "",
        one.case.number if one.case is not None else "",
        knowing.title_of(one.case) if one.case is not None else "",
        reverse("desk:case", args=[one.case.number]) if one.case is not None else "",
    )


@dataclass(frozen=True, slots=True)
class ReturnedCase:
    """A case that went back, and how often."""

    number: str
    title: str
    kind: str
    case_url: str
    returns: int
    corrections: int


@overseers_only
def returns(request: DeskRequest) -> HttpResponse:
    """Cases that went back inside the house, or to the applicant for correction, the most often first.

    A second correction on a new ground has to be accounted for (行政许可法 §32: what is missing is told once).
    """
    top = _top(request)
    bottom = max(0, top - _LOOKED_AT)
    back, corrected = _backward_steps()
    rows = LogEntry.objects.filter(
        bureau_id=request.bureau.pk,
        position__lt=top,
        position__gte=bottom,
        case__isnull=False,
        step__in=back | corrected,
    ).values_list("case_id", "step")
    counted: dict[int, Counter[str]] = {}
    for case_id, step in rows.iterator(2000):
        if case_id is not None:
            counted.setdefault(case_id, Counter())["returned" if step in back else "corrected"] += 1
    order = sorted(counted.items(), key=lambda item: (-item[1].total(), -item[0]))[:_RETURNS]
    cases = Case.objects.in_bulk([case_id for case_id, _count in order])
    return render(
        request,
        "desk/oversight/returns.html",
        {
            "tab": "returns",
            "rows": [_returned(cases[case_id], count) for case_id, count in order if case_id in cases],
            "looked_at": top - bottom,
            "next_url": address({}, below=bottom) if bottom else "",
        },
    )


def _returned(case: Case, count: Counter[str]) -> ReturnedCase:
    return ReturnedCase(
        case.number,
        knowing.title_of(case),
        procedure_title(case.procedure_key),
        reverse("desk:case", args=[case.number]),
        count["returned"],
        count["corrected"],
    )


def _backward_steps() -> tuple[set[str], set[str]]:
    """Keys of the steps that return a case inside the house, and of those that ask the applicant for what is missing."""
    back = {key for one in library() for key, step in one.steps.items() if step.return_of is not None}
    return back, {"ask-correction"}


def _top(request: DeskRequest) -> int:
    below: Any = request.GET.get("below", "")
    size = size_of(request.bureau.pk)
    return min(int(below), size) if below.isdecimal() else size
