"""Where the bureau is late or soon will be, by the department that owes it: for those who answer for the work of others.

Nothing is counted that grows with the bureau's history: only what is overdue or about to be is read, and no more than a limit of
it; beyond that the number is shown as such.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yifa.cases.models import Obligation
from yifa.cases.told.obligations import ANYBODY, APPLICANT, SYSTEM, at_risk_on, late_on
from yifa.desk.access import Seat
from yifa.house.acting import department_key, number_in, officer_key
from yifa.house.models import Department, Holding, Post
from yifa.interface.formats import words
from yifa.law.limits import add_days

AT_MOST: Final = 1_000
# Amber begins with the last tenth of a limit; one whose last tenth is longer than this is a year and a half.
_AHEAD_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A department, how many matters it is late with and how many it soon will be, and where they are listed."""

    title: str
    red: str
    amber: str
    red_url: str
    amber_url: str


def at_risk(seat: Seat) -> list[RiskLine]:
    """The departments that are late or about to be; those that the officer heads, or all for a head of the bureau."""
    red = _rows(late_on(seat.on))
    horizon = add_days(seat.on, _AHEAD_DAYS)
    amber = _rows(at_risk_on(seat.on) & Q(sort_on__lte=horizon))
    if not red and not amber:
        return []
    owners = _owners(seat.on)
    late, soon = _by_department(red, owners), _by_department(amber, owners)
    full = {"red": len(red) >= AT_MOST, "amber": len(amber) >= AT_MOST}
    titles = {one.pk: words(one.title) for one in Department.objects.filter(is_active=True)}
    listed = []
    for key, title in [*titles.items(), (0, str(_("尚未分科室")))]:
        if not seat.is_head and key not in seat.headed_departments:
            continue
        if late.get(key) or soon.get(key):
            listed.append(
                RiskLine(
                    title,
                    _number(late.get(key, set()), full["red"]),
                    _number(soon.get(key, set()), full["amber"]),
                    _list_url("red", key),
                    _list_url("amber", key),
                )
            )
    return listed


def lanes_of_department(department_id: int, on: date) -> list[str]:
    """The lanes in which what a department owes stands: of its officers and of its posts' powers; two queries."""
    suffix = f"@{department_key(department_id)}"
    lanes = [f"{ANYBODY}{suffix}"]
    for post in Post.objects.filter(department_id=department_id, is_active=True):
        for power in post.powers:
            lanes += (f"p:{power}", f"p:{power}{suffix}")
    held = Holding.objects.filter(post__department_id=department_id, from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on)
    )
    lanes += [officer_key(officer_id) for officer_id in held.values_list("officer_id", flat=True)]
    return list(dict.fromkeys(lanes))


def _rows(condition: Q) -> list[tuple[int, str, int | None]]:
    rows: QuerySet[Obligation, tuple[int, str, int | None]] = (
        Obligation.objects.filter(condition)
        .exclude(lane__in=(APPLICANT, SYSTEM))
        .order_by("sort_on", "id")
        .values_list("case_id", "lane", "case__department_id")
    )
    return list(rows[:AT_MOST])


def _owners(on: date) -> dict[str, int]:
    """Which department owes what stands in a lane without one: that of the officer, or the first with the power."""
    owners: dict[str, int] = {}
    for post in Post.objects.filter(is_active=True).order_by("id"):
        for power in post.powers:
            owners.setdefault(f"p:{power}", post.department_id)
    held = Holding.objects.filter(from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    for officer_id, department_id in held.order_by("from_on", "id").values_list(
        "officer_id", "post__department_id"
    ):
        owners.setdefault(officer_key(officer_id), department_id)
    return owners


def _by_department(rows: list[tuple[int, str, int | None]], owners: dict[str, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for case_id, lane, department_id in rows:
        who, _at, department = lane.partition("@")
        owner = number_in(department) if department else owners.get(who) or department_id or 0
        found[owner].add(case_id)
    return found


def _number(cases: set[int], full: bool) -> str:
    return f"{len(cases)}+" if full and cases else str(len(cases))


def _list_url(light: str, department_id: int) -> str:
    wanted = {"light": light, **({"department": str(department_id)} if department_id else {})}
    return f"{reverse('desk:matters')}?{urlencode(wanted)}"
