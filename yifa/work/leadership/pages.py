"""The first responsible person on one page: the four duties with the acts that prove them, groups, and statements on law."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yifa.cases.models import LogEntry
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, workers_only
from yifa.desk.overseeing import procedure_title
from yifa.desk.proofs import step_title
from yifa.house.models import Officer
from yifa.interface.formats import show_date, words
from yifa.work.leadership.in_person import Proof, duties, firsts, proofs
from yifa.work.leadership.registers import (
    FORMS,
    GRADES,
    ROLES,
    GroupEvent,
    GroupMember,
    LeadingGroup,
    Statement,
)


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act that proves a duty."""

    day: str
    step: str
    kind: str
    title: str
    officer: str
    url: str
    proof_url: str


@dataclass(frozen=True, slots=True)
class DutyCard:
    """A duty with its acts; steps: what would prove it, where nothing does yet."""

    key: str
    title: str
    count: int
    more: int
    acts: tuple[ActLine, ...]
    steps: tuple[str, ...]


_SHOWN = 6


@workers_only
@require_safe
def in_person(request: DeskRequest) -> HttpResponse:
    """The page of ``?year=2020``, of this year without it. ``?all=deploy`` lists all acts of one duty."""
    given = request.GET.get("year", "")
    this_year = request.today.year
    year = int(given) if given.isdecimal() and 2000 <= int(given) <= this_year else this_year
    authority, _listed = duties()
    whole = request.GET.get("all", "")
    here = reverse("leadership:in-person")
    return render(
        request,
        "leadership/in_person.html",
        {
            "year": str(year),
            "authority": words(authority),
            "before_url": f"{here}?year={year - 1}",
            "after_url": f"{here}?year={year + 1}" if year < this_year else "",
            "people": list(Officer.objects.filter(pk__in=list(firsts(request.bureau, year)))),
            "cards": [_card(one, whole == one.duty.key) for one in proofs(request.bureau, year)],
            "groups": _groups(year),
            "statements": _statements(year),
            "statements_url": f"{reverse('desk:register', args=['leadership.statement'])}",
        },
    )


def _card(proof: Proof, whole: bool) -> DutyCard:
    shown = proof.acts if whole else proof.acts[:_SHOWN]
    return DutyCard(
        proof.duty.key,
        words(proof.duty.title),
        proof.count,
        proof.count - len(shown),
        tuple(_act(one) for one in shown),
        tuple(dict.fromkeys(procedure_title(procedure) for procedure, _step in proof.duty.steps)),
    )


def _act(one: LogEntry) -> ActLine:
    assert one.case is not None
    number = one.case.number
    return ActLine(
        show_date(one.happened_at),
        words(step_title(one.case, one.step)),
        procedure_title(one.case.procedure_key),
        knowing.title_of(one.case),
        one.officer.name if one.officer is not None else "",
        reverse("desk:case", args=[number]),
        reverse("desk:entry", args=[number, one.case_version]),
    )


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A leading group that stands, with who is on it and what it did in the year."""

    name: str
    document: str
    url: str
    people: tuple[tuple[str, str], ...]
    meetings: int
    reports: int


def _groups(year: int) -> list[GroupCard]:
    found = []
    for group in LeadingGroup.objects.filter(dissolved_on__isnull=True).select_related("case"):
        seats: dict[str, list[str]] = {}
        for seat in GroupMember.objects.filter(group=group, until_on__isnull=True).order_by("id"):
            seats.setdefault(seat.role, []).append(seat.person)
        events = GroupEvent.objects.filter(group=group, added_on__year=year)
        found.append(
            GroupCard(
                group.name,
                group.document,
                reverse("desk:case", args=[group.case.number]) if group.case is not None else "",
                tuple(
                    (words(title), "、".join(seats[role])) for role, title in ROLES.items() if role in seats
                ),
                events.filter(kind="meeting").count(),
                events.filter(kind="report").count(),
            )
        )
    return found


def _statements(year: int) -> list[tuple[str, str, str, str, str, str]]:
    rows = Statement.objects.filter(round__statement_year=year).select_related("case").order_by("id")
    return [
        (
            one.leader,
            reverse("desk:case", args=[one.case.number]) if one.case is not None else "",
            show_date(one.due_on),
            words(FORMS[one.form]),
            show_date(one.stated_on),
            words(GRADES[one.grade]),
        )
        for one in rows
    ]
