"""Matters: every case of the bureau as a table that filters, a page at a time from the newest or the oldest, back and forth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

from django.db.models import OuterRef, Q, QuerySet, Subquery
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
from yifa.desk.register_tables import SIZES, Head, Order, page_of
from yifa.desk.risk import lanes_of_department
from yifa.desk.saved_lists import MATTERS, listing
from yifa.house.calendars import calendar_of
from yifa.house.models import Department
from yifa.interface.formats import show_date, words
from yifa.procedure import NoProcedure

_FOUND_AT_MOST: Final = 200


COLUMNS: Final = ("kind", "party", "now", "due", "opened")
"""Columns beside the matter's name that may be left out."""
_SORTED_BY: Final = {"kind": "procedure_key", "due": "due_on", "opened": "opened_on"}
"""What the table can be sorted by: nothing that some may not see, for an order tells of it."""


def _order(text: str) -> Order:
    """The order in an address: ``due``, ``-opened``, ``oldest``; the newest matter first for anything else."""
    name = text.removeprefix("-")
    if name == "oldest":
        return Order(descending=False)
    return Order(_SORTED_BY[name], descending=text.startswith("-")) if name in _SORTED_BY else Order()


def _written(order: Order) -> str:
    """An order as an address has it."""
    if not order.column:
        return "" if order.descending else "oldest"
    name = next(name for name, column in _SORTED_BY.items() if column == order.column)
    return f"-{name}" if order.descending else name


def _columns(given: list[str]) -> tuple[str, ...]:
    """The columns chosen, in the table's order; all where none is."""
    names = {name for part in given for name in part.split(",")}
    return tuple(one for one in COLUMNS if one in names) or COLUMNS


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
    order: Order = field(default_factory=Order)
    size: int = SIZES[0]
    columns: tuple[str, ...] = COLUMNS

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
            order=_order(given.get("sort", "")),
            size=next((one for one in SIZES if str(one) == given.get("size")), SIZES[0]),
            columns=_columns(given.getlist("col")),
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
            "sort": _written(self.order),
            "size": "" if self.size == SIZES[0] else str(self.size),
            "col": "" if self.columns == COLUMNS else ",".join(self.columns),
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
    page = page_of(
        _rows(request.seat, wanted),
        wanted.order,
        after="" if wanted.before is None else str(wanted.before),
        before="" if wanted.after is None else str(wanted.after),
        size=wanted.size,
    )
    address = wanted.address()
    context: dict[str, Any] = {
        "wanted": wanted,
        "lines": _lines(request.seat, list(page.rows)),
        "heads": _heads(wanted),
        "column_choices": [(one, title, one in wanted.columns) for one, title in _titles().items()],
        "sizes": [(size, size == wanted.size) for size in SIZES],
        "sort": _written(wanted.order),
        "kept_filters": [
            one for one in parse_qsl(address.partition("?")[2]) if one[0] not in ("col", "size")
        ],
        "chosen_columns": "" if wanted.columns == COLUMNS else ",".join(wanted.columns),
        "listing": listing(request.seat, MATTERS, address.partition("?")[2]),
        "tabs": _tabs(wanted),
        "kinds": _kinds(),
        "departments": Department.objects.filter(is_active=True),
        "next_url": wanted.address(before=str(page.after)) if page.after else "",
        "previous_url": wanted.address(after=str(page.before)) if page.before else "",
        "sorts": [
            (_("新的在前"), wanted.address(sort=""), wanted.order == Order()),
            (_("旧的在前"), wanted.address(sort="oldest"), wanted.order == Order(descending=False)),
        ],
        "may_open": request.seat.works,
    }
    return render(request, "desk/matters.html", context)


def _rows(seat: Seat, wanted: Wanted) -> QuerySet[Case]:
    rows = knowing.visible(seat, dated(Case.objects.select_related("party", "assignee")))
    if wanted.state != "all":
        rows = rows.filter(closed_on__isnull=wanted.state == "open")
    if wanted.kind:
        rows = rows.filter(procedure_key=wanted.kind)
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


def dated(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The matters, each with the first day on which something is due (``due_on``)."""
    first = Obligation.objects.filter(case_id=OuterRef("pk")).order_by("sort_on", "id").values("due_on")[:1]
    return rows.annotate(due_on=Subquery(first))


def _titles() -> dict[str, str]:
    return {
        "kind": _("种类"),
        "party": _("相对人"),
        "now": _("应办"),
        "due": _("期限"),
        "opened": _("开始"),
    }


def _heads(wanted: Wanted) -> list[Head]:
    """The heads of the columns that are shown; those that sort do so upward, then downward, then as it was."""
    found = []
    for name, title in _titles().items():
        if name not in wanted.columns:
            continue
        url = direction = ""
        if name in _SORTED_BY:
            turned = name
            if wanted.order.column == _SORTED_BY[name]:
                direction = "descending" if wanted.order.descending else "ascending"
                turned = "" if wanted.order.descending else f"-{name}"
            url = wanted.address(sort=turned)
        found.append(Head(title, is_number=False, url=url, sorted=direction))
    return found


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
