"""Deadlines in a few words: the light, the day, how much is left, and the address of the computation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yifa.cases.obligations import light_on
from yifa.interface.formats import show_date, words
from yifa.law.calendar import Calendar, YearNotPublished
from yifa.law.limits import Light, days_between, working_days_between


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline as it is shown. ``light``: green, amber or red; empty where there is no limit."""

    light: str
    word: str
    due: str
    left: str
    url: str


def chip(due_on: date | None, amber_on: date | None, on: date, calendar: Calendar, url: str) -> Chip:
    """The chip of something due, on a day."""
    if due_on is None:
        return Chip("", str(_("无期限")), "", "", url)
    light = light_on(due_on, amber_on, on)
    return Chip(light.value, words(light.label), show_date(due_on), time_left(due_on, on, calendar), url)


def chip_of(light: Light, due_on: date, on: date, calendar: Calendar, url: str) -> Chip:
    """The same where the light is known."""
    return Chip(light.value, words(light.label), show_date(due_on), time_left(due_on, on, calendar), url)


def time_left(due_on: date, on: date, calendar: Calendar) -> str:
    """How far off a day is: in working days before it, in days after it."""
    if due_on < on:
        late = days_between(due_on, on)
        return ngettext("已超 %(days)d 天", "已超 %(days)d 天", late) % {"days": late}
    if due_on == on:
        return str(_("今天到期"))
    try:
        working = working_days_between(on, due_on, calendar)
    except YearNotPublished:
        working = 0
    if working:
        return ngettext("还剩 %(days)d 个工作日", "还剩 %(days)d 个工作日", working) % {"days": working}
    left = days_between(on, due_on)
    return ngettext("还剩 %(days)d 天", "还剩 %(days)d 天", left) % {"days": left}


def deadline_url(number: str, rule_id: str) -> str:
    """Where the computation of a deadline is shown."""
    return reverse("desk:deadline", args=[number, rule_id])
