"""What is owed, kept so that those who owe it find it in the order of the days.

A *lane* names who may discharge an obligation, so that *Today* is a short walk along an index for each lane of an officer, at
any number of cases:

    o:12            one officer (the case is assigned to them)
    p:counsel       whoever holds a power;  p:window@d:3  in one department, where the case is the department's and the power
                    is one over a department's own matters (``DEPARTMENTAL``)
    any, any@d:3    any officer of the bureau, or of the department
    applicant       the applicant: shown on the case, on nobody's list
    system          the system itself: see ``silences``

The rows are an index of the markings, never the truth; ``yifa record recompute`` makes them anew from the log and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual

from yifa.cases.models import Obligation
from yifa.cases.store import OwedRow
from yifa.house.acting import department_key, officer_key
from yifa.house.models import Officer
from yifa.house.powers import DEPARTMENTAL, lent_powers
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Calendar
from yifa.law.limits import Light, amber_on
from yifa.procedure import Marking, Owed, Procedure, deadline, owed

APPLICANT = "applicant"
SYSTEM = "system"
ANYBODY = "any"


def lanes_of(
    procedure: Procedure, steps: Iterable[str], department_id: int | None, assignee_id: int | None
) -> tuple[str, ...]:
    """Lanes of people who owe one of ``steps`` of a case with this department and assignee, sorted.

    A rule names what is usual first. Whoever may take that step owes it; whoever may only end the matter otherwise (drop,
    withdraw, decline) finds that on its page, and not on the list of what they owe.
    """
    lanes: set[str] = set()
    suffix = "" if department_id is None else f"@{department_key(department_id)}"
    led = False
    for by in (procedure.steps[key].by for key in steps):
        if by.applicant:
            lanes.add(APPLICANT)
        if by.system:
            lanes.add(SYSTEM)
        if not by.by_office or led:
            continue
        led = True
        if assignee_id is not None:
            lanes.add(officer_key(assignee_id))
        elif by.officer:
            lanes.add(f"{ANYBODY}{suffix}")
        else:
            lanes.update(f"p:{power}{suffix if power in DEPARTMENTAL else ''}" for power in by.powers)
    return tuple(sorted(lanes))


def rows_for(
    procedure: Procedure,
    marking: Marking,
    items: Iterable[Owed],
    calendar: Calendar,
    department_id: int | None,
    assignee_id: int | None,
) -> list[OwedRow]:
    """Rows of the index for some open obligations of a marking."""
    rows: list[OwedRow] = []
    for item in items:
        due = deadline(procedure, marking, item, calendar)
        due_on = None if due is None else due.due_on
        amber = None if due is None else amber_on(due)
        latest_on = None if due is None else due.latest_on
        rows += [
            OwedRow(item.rule_id, lane, item.steps, item.since, due_on, amber, item.is_promise, latest_on)
            for lane in lanes_of(procedure, item.steps, department_id, assignee_id)
        ]
    return rows


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changes in the index: rules no longer owed as they were, and rows newly owed."""

    dropped: tuple[str, ...]
    rows: tuple[OwedRow, ...]


def change(
    procedure: Procedure,
    before: Marking,
    after: Marking,
    calendar: Calendar,
    department_id: int | None,
    assignee_id: int | None,
) -> Change:
    """The difference between two markings of a case as rows; what stays as it was is not touched."""
    were = (
        {item.rule_id: (item, before.open.get(item.rule_id)) for item in owed(procedure, before)}
        if before.opened
        else {}
    )
    now = {item.rule_id: (item, after.open.get(item.rule_id)) for item in owed(procedure, after)}
    dropped = tuple(rule_id for rule_id, was in were.items() if now.get(rule_id) != was)
    fresh = [item for rule_id, (item, _) in now.items() if were.get(rule_id) != now[rule_id]]
    return Change(
        dropped,
        tuple(rows_for(procedure, after, fresh, calendar, department_id, assignee_id)) if fresh else (),
    )


def light_on(due_on: date | None, amber: date | None, today: date, latest_on: date | None = None) -> Light:
    """The light of a row on a day: green without a limit, never red while the day is provisional (``latest_on``)."""
    if due_on is None:
        return Light.GREEN
    if today > due_on and latest_on is None:
        return Light.RED
    return Light.AMBER if amber is not None and today >= amber else Light.GREEN


def late_on(today: date) -> Q:
    """Rows past their limit; none whose day is provisional."""
    return Q(sort_on__lt=today, due_on__isnull=False, latest_on__isnull=True)


def at_risk_on(today: date) -> Q:
    """Rows within their limit with a tenth of it or less left, and those whose provisional day may have gone by."""
    begun = Q(sort_on__gte=today) | Q(latest_on__isnull=False)
    return begun & Q(due_on__isnull=False, amber_on__lte=today)


def officer_lanes(officer: Officer, on: date) -> tuple[str, ...]:
    """The lanes in which an officer finds what they owe on a day: their own, their powers', their departments', and those of
    whoever they stand in for."""
    lanes = [officer_key(officer.pk), ANYBODY]
    own = officer.powers_on(on)
    for holding in (*officer.holdings_on(on), *officer.lent_on(on)):
        suffix = f"@{department_key(holding.post.department_id)}"
        lanes.append(f"{ANYBODY}{suffix}")
        powers: Iterable[str] = holding.post.powers
        if holding.instead_of_id is not None:
            lanes.append(officer_key(holding.instead_of_id))
            powers = sorted(lent_powers(powers, own))
        for power in powers:
            lanes += (f"p:{power}", f"p:{power}{suffix}")
    return tuple(dict.fromkeys(lanes))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a list ended: the next one begins after it. Written ``2020-03-06.17.house/promised`` in an address."""

    sort_on: date
    case_id: int
    rule_id: str

    def __str__(self) -> str:
        return f"{self.sort_on.isoformat()}.{self.case_id}.{self.rule_id}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place in an address; None for anything else."""
        day, _, rest = text.partition(".")
        number, _, rule_id = rest.partition(".")
        try:
            return cls(date.fromisoformat(day), int(number), rule_id)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list, and where the next part begins (None at the end)."""

    rows: tuple[Obligation, ...]
    after: Place | None


def today(officer: Officer, on: date, *, after: Place | None = None, limit: int = 50) -> Page:
    """What an officer owes, the first due first, each row with its case: three queries, however many cases there are.

    on: the legal day, which decides the posts held. An obligation that lies in several of the lanes is shown once.
    """
    with using_bureau(officer.bureau_id):
        return in_lanes(officer.bureau_id, officer_lanes(officer, on), after=after, limit=limit)


def in_lanes(bureau_id: int, lanes: Sequence[str], *, after: Place | None = None, limit: int = 50) -> Page:
    """Obligations in any of these lanes in the order of the days; reads at most ``limit`` and a few rows of each lane."""
    parts = [_part(bureau_id, lane, after, limit) for lane in lanes]
    if not parts:
        return Page((), None)
    union = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    # The same obligation has the same key in every lane, so that a page's end never falls between two of its rows.
    keyed: dict[tuple[date, int, str], int] = {}
    for sort_on, case_id, rule_id, row_id in union:
        keyed.setdefault((sort_on, case_id, rule_id), row_id)
    start = None if after is None else (after.sort_on, after.case_id, after.rule_id)
    keys = sorted(key for key in keyed if start is None or key > start)
    shown = keys[:limit]
    rows = Obligation.everywhere.select_related("case", "case__party", "case__assignee").in_bulk(
        [keyed[key] for key in shown]
    )
    ordered = tuple(rows[keyed[key]] for key in shown if keyed[key] in rows)
    return Page(ordered, Place(*shown[-1]) if len(keys) > limit else None)


# A page may begin in the middle of one case's obligations of one day; a procedure has fewer than this.
_SPARE = 64


def _part(
    bureau_id: int, lane: str, after: Place | None, limit: int
) -> QuerySet[Obligation, tuple[date, int, str, int]]:
    rows = Obligation.objects.filter(bureau_id=bureau_id, lane=lane)
    spare = 1
    if after is not None:
        place = Tuple(F("sort_on"), F("case_id"))
        rows = rows.filter(TupleGreaterThanOrEqual(place, (after.sort_on, after.case_id)))
        spare = _SPARE
    listed = rows.order_by("sort_on", "case_id").values_list("sort_on", "case_id", "rule_id", "id")
    return listed[: limit + spare]
