"""A deadline that explains itself: each day of the count in a small calendar, and as a table, with what counts it or not."""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yifa.desk.access import DeskRequest, viewers_only
from yifa.desk.law_lines import law_line
from yifa.desk.lights import chip_of
from yifa.desk.matter import Matter, OwedLine
from yifa.interface.formats import is_english, show_date, show_due, words
from yifa.law.calendar import DayFacts, DayKind
from yifa.law.counted import CountedDay, Why
from yifa.law.limits import Deadline, amber_on, end_of_month
from yifa.law.text import Bilingual
from yifa.procedure import Owed, Rule
from yifa.procedure.model import Extend, Restart, Stop

_CLASSES: Final = {
    Why.EVENT_DAY: "event",
    Why.COUNTED: "counted",
    Why.REST_DAY: "skipped",
    Why.HOLIDAY: "skipped holiday",
    Why.CLOSURE: "skipped holiday",
    Why.STOPPED: "stopped",
    Why.ROLLED: "skipped rolled",
    Why.NOTICE_DAY: "event",
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the small calendar. ``day`` 0 is outside the month; ``tip`` is the whole sentence."""

    day: int
    css: str = ""
    note: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month, week by week from Monday."""

    title: str
    weeks: list[list[DayCell]]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in the table."""

    day: str
    weekday: str
    ordinal: str
    note: str
    css: str
    is_open: bool


@viewers_only
def deadline(request: DeskRequest, number: str, rule_id: str) -> HttpResponse:
    """How the deadline of something owed in a case was computed."""
    matter = Matter.find(request.seat, number)
    rule = matter.procedure.by_id.get(rule_id)
    item = next((one for one in matter.owed if one.rule_id == rule_id), None)
    if rule is None and item is None:
        raise Http404
    found = None if item is None else matter.deadline(item)
    lines = matter.owed_lines()
    context: dict[str, Any] = {
        "matter": matter,
        "rule": None if rule is None else law_line(rule, matter.seat.on),
        "item": item,
        "line": next((line for line in lines if line.rule_id == rule_id), None),
        "beside": _beside(matter, item, lines),
        "effects": [law_line(one) for one in _about_limit(matter, rule_id)],
    }
    if found is not None:
        context.update(_explained(request, matter, found))
    return render(request, "desk/deadline.html", context)


def _explained(request: DeskRequest, matter: Matter, found: Deadline) -> dict[str, Any]:
    days = found.explain()
    counted = sum(1 for day in days if day.ordinal is not None)
    on = request.seat.on
    return {
        "found": found,
        "chip": chip_of(found, on, matter.calendar, ""),
        "months": _months(found, days, on),
        "days": [_row(day, found) for day in days],
        "started": show_date(found.started_on),
        "nominal": show_date(found.nominal_on),
        "due": show_due(found.due_on, found.latest_on),
        "open_days": sum(1 for day in days if day.is_open),
        "unpublished_year": found.due_on.year if found.is_provisional else None,
        "rolled": found.rolled,
        "counted": counted,
        "skipped": sum(1 for day in days if day.why in (Why.REST_DAY, Why.HOLIDAY, Why.CLOSURE)),
        "amber": show_date(amber_on(found)),
        "term": words(Bilingual(found.term.zh(), found.term.en())),
        "stops": [(show_date(stop.first), show_date(stop.last), stop.days) for stop in found.stops],
        "extensions": [
            (words(Bilingual(one.term.zh(), one.term.en())), show_date(one.granted_on), one.by)
            for one in found.extensions
        ],
        "late_extensions": [
            (words(Bilingual(one.term.zh(), one.term.en())), show_date(one.granted_on), one.by)
            for one in found.late_extensions
        ],
    }


def _beside(matter: Matter, item: Owed | None, lines: list[OwedLine]) -> list[OwedLine]:
    """Other limits that run for the same steps: the statute beside the promise."""
    if item is None:
        return []
    same = {
        one.rule_id for one in matter.owed if one.rule_id != item.rule_id and set(one.steps) & set(item.steps)
    }
    return [line for line in lines if line.rule_id in same]


def _about_limit(matter: Matter, rule_id: str) -> list[Rule]:
    """Rules that stop, extend or restart the limit."""
    return [
        rule
        for rule in matter.procedure.rules
        if isinstance(rule.relation, Stop | Extend | Restart) and rule.relation.limit == rule_id
    ]


def _months(found: Deadline, days: tuple[CountedDay, ...], on: date) -> list[MonthGrid]:
    by_day = {day.day: day for day in days}
    first, last = days[0].day, days[-1].day
    grids = []
    month = first.replace(day=1)
    while month <= last:
        grids.append(_month(month, by_day, found, on))
        following = end_of_month(month).toordinal() + 1
        month = date.fromordinal(following)
    return grids


def _month(month: date, by_day: dict[date, CountedDay], found: Deadline, on: date) -> MonthGrid:
    weeks = [
        [
            _cell(day, by_day.get(day), found, on) if day.month == month.month else DayCell(0, "outside")
            for day in week
        ]
        for week in months_of.Calendar(firstweekday=0).monthdatescalendar(month.year, month.month)
    ]
    title = f"{month:%B %Y}" if is_english() else f"{month.year}年{month.month}月"
    return MonthGrid(title, weeks)


def _cell(day: date, counted: CountedDay | None, found: Deadline, on: date) -> DayCell:
    css = ["today"] if day == on else []
    if counted is None:
        return DayCell(day.day, " ".join([*css, "beyond"]))
    is_due = day == found.due_on
    css.append("due" if is_due else _CLASSES[counted.why])
    if counted.is_open:
        css.append("open")
    return DayCell(day.day, " ".join(css), _note(counted, found, is_due=is_due), words(counted.note))


def _note(counted: CountedDay, found: Deadline, *, is_due: bool) -> str:
    """A word or two under the day's number."""
    if is_due:
        return str(_("届满"))
    match counted.why:
        case Why.EVENT_DAY:
            return str(_("起算"))
        case Why.COUNTED:
            facts = found.calendar.explain(counted.day)
            makes_up = facts.kind is DayKind.MAKE_UP_WORKING_DAY
            return f"{counted.ordinal} {_('班')}" if makes_up else str(counted.ordinal)
        case Why.STOPPED:
            return str(_("中止"))
        case Why.HOLIDAY | Why.CLOSURE:
            return _short(found.calendar.explain(counted.day))
        case _:
            return str(_("休"))


def _short(facts: DayFacts) -> str:
    name = words(facts.name)
    return str(_("假")) if is_english() else name[:4]


def _row(day: CountedDay, found: Deadline) -> DayRow:
    weekday = f"{day.day:%a}" if is_english() else "一二三四五六日"[day.day.weekday()]
    css = "due" if day.day == found.due_on else _CLASSES[day.why]
    ordinal = "" if day.ordinal is None else str(day.ordinal)
    return DayRow(show_date(day.day), weekday, ordinal, words(day.note), css, day.is_open)
