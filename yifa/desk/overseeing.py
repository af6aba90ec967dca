"""Who oversees the law's keeping, and what is late or nearly so: queries over open obligations, along the index of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Final

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from yifa.cases.library import library
from yifa.cases.models import Obligation
from yifa.cases.told.obligations import ANYBODY, APPLICANT, SYSTEM, at_risk_on, late_on, light_on
from yifa.desk.access import DeskRequest, NotYours, P, Seat, View
from yifa.desk.phrases import aside
from yifa.house.acting import number_in
from yifa.house.models import Bureau, Department, Officer
from yifa.house.powers import AUDIT_ADMINISTRATOR, title_of
from yifa.interface.formats import words
from yifa.law.limits import Light

LEGALITY_REVIEWER: Final = "legality-reviewer"


def oversees(seat: Seat) -> bool:
    """Whether the officer answers for others' work, reviews its legality, or audits the record."""
    return seat.leads or seat.holds(AUDIT_ADMINISTRATOR, LEGALITY_REVIEWER)


def overseers_only(view: View[P]) -> View[P]:
    """The view is for those who oversee."""

    @wraps(view)
    def asked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not oversees(request.seat):
            raise NotYours(
                zh="“监督”供机关负责人、分管领导、科室负责人、合法性审核人员和审计管理员使用；如工作需要，请由系统管理员在“机构”中办理任职。",
                en="Oversight is for heads of the bureau and of departments, legality reviewers and the audit administrator; "
                "if your work needs it, a system administrator can appoint you in House.",
            )
        return view(request, *args, **kwargs)

    return asked


def procedure_title(key: str) -> str:
    """What a kind of matter is called."""
    versions = library().procedures.get(key)
    return key if not versions else words(versions[-1].title)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many obligations of one heading are late, and how many nearly so."""

    title: str
    red: int
    amber: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is late or nearly so on a day, by department, by kind of matter, and by whom it waits for."""

    red: int
    amber: int
    by_department: tuple[Standing, ...]
    by_kind: tuple[Standing, ...]
    by_lane: tuple[Standing, ...]


def lateness(bureau: Bureau, today: date) -> Lateness:
    """Everything late or at risk, put together; four queries. Reads the open obligations concerned and no others.

    Something owed by any of several posts is counted once for the bureau and once for each post.
    """
    rows = (
        Obligation.objects.filter(late_on(today) | at_risk_on(today))
        .values_list(
            "case_id", "rule_id", "lane", "due_on", "latest_on", "case__department_id", "case__procedure_key"
        )
        .order_by()
    )
    seen: set[tuple[int, str]] = set()
    departments: dict[str, Counter[Light]] = {}
    kinds: dict[str, Counter[Light]] = {}
    lanes: dict[str, Counter[Light]] = {}
    whole: Counter[Light] = Counter()
    for case_id, rule_id, lane, due_on, latest_on, department_id, procedure_key in rows.iterator(2000):
        light = light_on(due_on, today, today, latest_on)
        lanes.setdefault(lane, Counter())[light] += 1
        if (case_id, rule_id) in seen:
            continue
        seen.add((case_id, rule_id))
        whole[light] += 1
        departments.setdefault("" if department_id is None else str(department_id), Counter())[light] += 1
        kinds.setdefault(procedure_key, Counter())[light] += 1
    named = {str(one.pk): words(one.title) for one in Department.objects.filter(bureau=bureau)}
    titles = lane_titles(set(lanes))
    return Lateness(
        whole[Light.RED],
        whole[Light.AMBER],
        _standings(departments, {**named, "": _("未定科室")}, "department"),
        _standings(kinds, {key: procedure_title(key) for key in kinds}, "kind"),
        _standings(lanes, titles, "lane"),
    )


def _standings(
    counted: Mapping[str, Counter[Light]], titles: Mapping[str, str], name: str
) -> tuple[Standing, ...]:
    found = [
        Standing(titles.get(key, key), lights[Light.RED], lights[Light.AMBER], f"?{name}={key or 'none'}")
        for key, lights in counted.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.red, -one.amber, one.title)))


def lane_titles(lanes: set[str]) -> dict[str, str]:
    """What lanes of people are called; at most two queries."""
    officers = {number_in(lane) for lane in lanes if lane.startswith("o:")}
    places = {number_in(lane.partition("@")[2]) for lane in lanes if "@" in lane}
    names = dict(Officer.objects.filter(pk__in=officers).values_list("pk", "name")) if officers else {}
    departments = (
        {one.pk: words(one.title) for one in Department.objects.filter(pk__in=places)} if places else {}
    )
    return {lane: _lane_title(lane, names, departments) for lane in lanes}


def _lane_title(lane: str, names: Mapping[int, str], departments: Mapping[int, str]) -> str:
    if lane == APPLICANT:
        return _("申请人")
    if lane == SYSTEM:
        return _("系统")
    if lane.startswith("o:"):
        return names.get(number_in(lane), lane)
    who, _mark, place = lane.partition("@")
    title = _("任何工作人员") if who == ANYBODY else words(title_of(who.removeprefix("p:")))
    return aside(title, departments.get(number_in(place), place) if place else "")
