"""The calendar: what is due, meetings and consultations, of a person, a department or the bureau, between two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from yifa.cases.acting.handling import GIVE_OPINION
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, Obligation
from yifa.cases.told.agenda import planned
from yifa.cases.told.obligations import APPLICANT, SYSTEM, officer_lanes
from yifa.desk.risk import lanes_of_department
from yifa.house.models import Bureau, Department, Officer
from yifa.house.roster import roster_on
from yifa.law.text import Bilingual

MINE: Final = "mine"
BUREAU: Final = "bureau"
AT_MOST: Final = 1_000
OPINION: Final = Bilingual("反馈意见", "Give an opinion")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day of the calendar. kind: what; is_due: a limit ends, of which ``late`` says that it passed undone."""

    on: date
    kind: Bilingual
    procedure: Bilingual
    case: Case
    is_due: bool
    late: bool = False


def department_in(scope: str) -> Department | None:
    """The department that a scope means (``d:3``); None for the others."""
    key = scope.removeprefix("d:")
    if key == scope or not key.isdecimal():
        return None
    return Department.objects.filter(pk=int(key), is_active=True).first()


def entries(
    bureau: Bureau, officer: Officer, scope: str, first: date, last: date, today: date
) -> list[Entry]:
    """What stands in the calendar from one day to another, both included, in order: ten queries at most.

    scope: ``mine``, ``bureau``, or a department (``d:3``). The connection works for the bureau.
    """
    department = department_in(scope)
    rows = Obligation.objects.filter(due_on__range=(first, last)).exclude(lane__in=(APPLICANT, SYSTEM))
    lanes: Sequence[str] = ()
    if scope == MINE:
        lanes = officer_lanes(officer, today)
    elif department is not None:
        lanes = lanes_of_department(department.pk, today)
    if scope != BUREAU:
        rows = rows.filter(lane__in=lanes)
    found: dict[tuple[int, str], Entry] = {}
    for row in rows.select_related("case", "case__party").order_by("due_on", "id")[:AT_MOST]:
        assert row.due_on is not None
        late = row.due_on < today and row.latest_on is None
        entry = Entry(row.due_on, _step(row.case, row.steps[0]), _title(row.case), row.case, True, late)
        found.setdefault((row.case_id, row.rule_id), entry)
    listed = [*found.values(), *_planned(bureau, officer, scope, first, last, today, lanes)]
    return sorted(listed, key=lambda one: (one.on, one.is_due, one.case.pk))


def _planned(
    bureau: Bureau, officer: Officer, scope: str, first: date, last: date, today: date, lanes: Sequence[str]
) -> Iterable[Entry]:
    plans = planned(bureau, first, last)
    if scope == MINE and plans:
        own = {name for name, one in roster_on(bureau.pk, today).items() if one.pk == officer.pk}
        departments = {one.post.department_id for one in officer.holdings_on(today)}
        owed = _owed(plans_of=[one.case.pk for one in plans], lanes=lanes)
        plans = [
            one
            for one in plans
            if own & one.people
            or one.case.assignee_id == officer.pk
            or one.case.pk in owed
            or one.case.department_id in departments
        ]
    elif scope != BUREAU and plans:
        department = department_in(scope)
        owed = _owed(plans_of=[one.case.pk for one in plans], lanes=lanes)
        key = None if department is None else department.pk
        plans = [one for one in plans if one.case.department_id == key or one.case.pk in owed]
    for one in plans:
        yield Entry(one.on, one.kind, _title(one.case), one.case, False)


def _owed(plans_of: list[int], lanes: Sequence[str]) -> set[int]:
    rows = Obligation.objects.filter(Q(case_id__in=plans_of), lane__in=lanes)
    return set(rows.values_list("case_id", flat=True))


def _title(case: Case) -> Bilingual:
    try:
        return procedure_of_case(case).title
    except ProcedureMissing:
        return Bilingual(case.procedure_key, case.procedure_key)


def _step(case: Case, step: str) -> Bilingual:
    if step == GIVE_OPINION:
        return OPINION
    try:
        found = procedure_of_case(case).steps.get(step)
    except ProcedureMissing:
        found = None
    return Bilingual(step, step) if found is None else found.title
