"""Deadlines in a few words: the light, the day, how much is left, and the address of the computation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yifa.cases.told.obligations import light_on
from yifa.interface.formats import show_due, words
from yifa.law.calendar import Calendar
from yifa.law.limits import Deadline, Light, days_between, light, working_days_between


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline as it is shown. ``light``: green, amber or red; empty where there is no limit. A day that depends on a holiday
    notice not yet published says so in ``due``."""

    light: str
    word: str
    due: str
    left: str
    url: str


def chip(
    due_on: date | None,
    amber_on: date | None,
    on: date,
    calendar: Calendar,
    url: str,
    latest_on: date | None = None,
) -> Chip:
    """The chip of something due, on a day. latest_on: the last day that a provisional ``due_on`` can be."""
    if due_on is None:
        return Chip("", str(_("无期限")), "", "", url)
    return _chip(light_on(due_on, amber_on, on, latest_on), due_on, latest_on, on, calendar, url)


def chip_of(found: Deadline, on: date, calendar: Calendar, url: str) -> Chip:
    """The chip of a deadline that was computed."""
    return _chip(light(found, on), found.due_on, found.latest_on, on, calendar, url)


def _chip(lit: Light, due_on: date, latest_on: date | None, on: date, calendar: Calendar, url: str) -> Chip:
    left = time_left(due_on, on, calendar, is_provisional=latest_on is not None)
    return Chip(lit.value, words(lit.label), show_due(due_on, latest_on), left, url)


def time_left(due_on: date, on: date, calendar: Calendar, *, is_provisional: bool = False) -> str:
    """How far off a day is: in working days before it, in days after it. Nothing is late by a provisional day."""
    if is_provisional and due_on < on:
        return str(_("待放假安排公布后确定"))
    if due_on < on:
        late = days_between(due_on, on)
        return ngettext("已超 %(days)d 天", "已超 %(days)d 天", late) % {"days": late}
    if due_on == on:
        return str(_("今天到期"))
    known = all(calendar.knows(year) for year in range(on.year, due_on.year + 1))
    working = working_days_between(on, due_on, calendar) if known else 0
    if working:
        return ngettext("还剩 %(days)d 个工作日", "还剩 %(days)d 个工作日", working) % {"days": working}
    left = days_between(on, due_on)
    return ngettext("还剩 %(days)d 天", "还剩 %(days)d 天", left) % {"days": left}


def deadline_url(number: str, rule_id: str) -> str:
    """Where the computation of a deadline is shown."""
    return reverse("desk:deadline", args=[number, rule_id])
