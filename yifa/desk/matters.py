"""Matters: every case of the bureau as a table that filters, a page at a time from the newest or the oldest, back and forth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yifa.cases.library import library, procedure_with
from yifa.cases.models import Case, Obligation
from yifa.cases.told.obligations import APPLICANT, at_risk_on, late_on, officer_lanes
from yifa.cases.told.search import Found, search
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, Seat, viewers_only
from yifa.desk.lights import Chip, chip, deadline_url
from yifa.desk.risk import lanes_of_department
from yifa.house.calendars import calendar_of
from yifa.house.models import Department
from yifa.interface.formats import show_date, words
from yifa.procedure import NoProcedure

_ON_A_PAGE: Final = 50
_FOUND_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; unknown values ask for nothing. before, after: the matter after which a page begins, or before
    which it ends, in the order of the list."""

    state: str
    kind: str
    light: str
    department: int | None
    mine: bool
    q: str
    before: int | None
    after: int | None = None
    oldest_first: bool = False

    @classmethod
    def read(cls, request: DeskRequest) -> Wanted:
        """The filters of the address. Open matters are meant where no state is named, all where something is looked for."""
        given = request.GET
        q = given.get("q", "").strip()
        state = given.get("state", "")
        department, before, after = (given.get(key, "") for key in ("department", "before", "after"))
        light = given.get("light", "")
        return cls(
            state=state if state in ("open", "closed", "all") else "all" if q else "open",
            kind=given.get("kind", ""),
            light=light if light in ("red", "amber") else "",
            department=int(department) if department.isdecimal() else None,
            mine=given.get("mine") == "1",
            q=q,
            before=int(before) if before.isdecimal() else None,
            after=int(after) if after.isdecimal() and not before else None,
            oldest_first=given.get("sort") == "oldest",
        )

    def address(self, **changes: str) -> str:
        """The address of the list with these filters, some of them changed; always its first page unless said otherwise."""
        given = {
            "state": self.state,
            "kind": self.kind,
            "light": self.light,
            "department": "" if self.department is None else str(self.department),
            "mine": "1" if self.mine else "",
            "q": self.q,
            "sort": "oldest" if self.oldest_first else "",
            **changes,
        }
        return f"{reverse('desk:matters')}?{urlencode({key: value for key, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A case as the table shows it. ``now``: the steps that are owed first."""

    number: str
    title: str
    url: str
    kind: str
    party: str
    opened: str
    closed: str
    now: str
    chip: Chip | None
    assignee: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter, as a link."""

    title: str
    url: str
    current: bool


@viewers_only
def matters(request: DeskRequest) -> HttpResponse:
    """The list. Filters are in the address, so that a list can be kept as a link."""
    wanted = Wanted.read(request)
    rows = list(_rows(request.seat, wanted)[: _ON_A_PAGE + 1])
    shown, is_more = rows[:_ON_A_PAGE], len(rows) > _ON_A_PAGE
    if wanted.after is not None:
        # They were read from the page's end to its beginning.
        shown.reverse()
    has_next = bool(shown) and (is_more or wanted.after is not None)
    has_previous = bool(shown) and (wanted.before is not None or (is_more and wanted.after is not None))
    context: dict[str, Any] = {
        "wanted": wanted,
        "lines": _lines(request.seat, shown),
        "tabs": _tabs(wanted),
        "kinds": _kinds(),
        "departments": Department.objects.filter(is_active=True),
        "next_url": wanted.address(before=str(shown[-1].pk)) if has_next else "",
        "previous_url": wanted.address(after=str(shown[0].pk)) if has_previous else "",
        "sorts": [
            (_("新的在前"), wanted.address(sort=""), not wanted.oldest_first),
            (_("旧的在前"), wanted.address(sort="oldest"), wanted.oldest_first),
        ],
        "may_open": request.seat.works,
    }
    return render(request, "desk/matters.html", context)


def _rows(seat: Seat, wanted: Wanted) -> QuerySet[Case]:
    ascending = wanted.oldest_first != (wanted.after is not None)
    order = "id" if ascending else "-id"
    rows = knowing.visible(seat, Case.objects.select_related("party", "assignee").order_by(order))
    if wanted.state != "all":
        rows = rows.filter(closed_on__isnull=wanted.state == "open")
    if wanted.kind:
        rows = rows.filter(procedure_key=wanted.kind)
    edge = wanted.before if wanted.before is not None else wanted.after
    if edge is not None:
        rows = rows.filter(pk__gt=edge) if ascending else rows.filter(pk__lt=edge)
    if wanted.q:
        hits = search(seat.bureau, wanted.q, kind=Found.CASE, limit=_FOUND_AT_MOST)
        found = list(Case.objects.select_related("party").filter(pk__in=[hit.object_id for hit in hits]))
        knowing.prime(found)
        # That a matter has the words would tell what is in it; by its number it is found all the same.
        rows = rows.filter(
            pk__in=[one.pk for one in found if knowing.may_open(one) or one.number == wanted.q]
        )
    owed = Obligation.objects.exclude(lane=APPLICANT)
    if wanted.department is not None:
        lanes = lanes_of_department(wanted.department, seat.on)
        of_department = owed.filter(lane__in=lanes)
        if wanted.light:
            owed = of_department
        else:
            rows = rows.filter(Q(department_id=wanted.department) | Q(pk__in=of_department.values("case_id")))
    if wanted.light == "red":
        rows = rows.filter(pk__in=owed.filter(late_on(seat.on)).values("case_id"))
    elif wanted.light == "amber":
        rows = rows.filter(pk__in=owed.filter(at_risk_on(seat.on)).values("case_id"))
    if wanted.mine:
        lanes_of_mine = officer_lanes(seat.officer, seat.on)
        mine = Obligation.objects.filter(lane__in=lanes_of_mine).values("case_id")
        rows = rows.filter(Q(assignee=seat.officer) | Q(pk__in=mine))
    return rows


def _lines(seat: Seat, rows: list[Case]) -> list[MatterLine]:
    first: dict[int, Obligation] = {}
    for owed in Obligation.objects.filter(case_id__in=[row.pk for row in rows]).order_by("sort_on", "id"):
        first.setdefault(owed.case_id, owed)
    calendar = calendar_of(seat.bureau)
    knowing.prime(rows)
    lines = []
    for row in rows:
        kind, now = latest_title(row.procedure_key), ""
        due = first.get(row.pk)
        procedure = procedure_with(row.procedure_hash)
        if procedure is not None:
            kind = words(procedure.title)
            steps = procedure.steps
            now = " / ".join(words(steps[key].title) for key in (due.steps if due else ()) if key in steps)
        lines.append(
            MatterLine(
                number=row.number,
                title=knowing.title_of(row),
                url=reverse("desk:case", args=[row.number]),
                kind=kind,
                party=knowing.party_of(row),
                opened=show_date(row.opened_on),
                closed=show_date(row.closed_on),
                now=now,
                chip=chip(
                    due.due_on,
                    due.amber_on,
                    seat.on,
                    calendar,
                    deadline_url(row.number, due.rule_id),
                    due.latest_on,
                )
                if due is not None
                else None,
                assignee=row.assignee.name if row.assignee is not None else "",
            )
        )
    return lines


def latest_title(procedure_key: str) -> str:
    """What a kind of matter is called today; its key where the library no longer has it."""
    try:
        return words(library().latest(procedure_key).title)
    except NoProcedure:
        return procedure_key


def _tabs(wanted: Wanted) -> list[Tab]:
    base = reverse("desk:matters")
    saved = [
        (_("我的未办结"), {"mine": "1"}, wanted.mine),
        (_("全部未办结"), {}, wanted.state == "open" and not wanted.mine and not wanted.light),
        (_("超期"), {"light": "red"}, wanted.light == "red"),
        (_("临近"), {"light": "amber"}, wanted.light == "amber"),
        (_("已办结"), {"state": "closed"}, wanted.state == "closed"),
        (_("全部"), {"state": "all"}, wanted.state == "all" and not wanted.q),
    ]
    return [
        Tab(str(title), f"{base}?{urlencode(filters)}" if filters else base, current)
        for title, filters, current in saved
    ]


def _kinds() -> list[tuple[str, str]]:
    """Every kind of matter in the library, by name."""
    found = library()
    return sorted(
        ((key, words(found.latest(key).title)) for key in found.procedures), key=lambda kind: kind[1]
    )
