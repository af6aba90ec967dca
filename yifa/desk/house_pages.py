"""The room of the house: departments and posts with their powers, who holds them, and duties kept apart.

Everybody may read it; what changes it is in ``house_orders_pages``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.cases.orders.house_orders import separated_duties
from yifa.desk import knowing
from yifa.desk.access import DeskRequest, Seat
from yifa.desk.away_pages import stands_of
from yifa.desk.law_pages import shown_version
from yifa.desk.phrases import listed
from yifa.house.appointments import role_clashes
from yifa.house.models import Bureau, Department, Holding, HoldingKind, Officer, Post
from yifa.house.powers import HEAD, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR, SYSTEM_ROLES, title_of
from yifa.interface.formats import show_date, words
from yifa.law.text import Bilingual

HOLDING_KINDS = {
    HoldingKind.APPOINTED: Bilingual("任职", "appointed"),
    HoldingKind.ACTING: Bilingual("代理", "acting"),
    HoldingKind.CONCURRENT: Bilingual("兼任", "concurrent"),
}
_OPEN_CASES = 50


@dataclass(frozen=True, slots=True)
class May:
    """What the officer at the desk may change or ask for: people and posts, appointments, powers."""

    keep: bool
    appoint: bool
    empower: bool
    see_orders: bool

    @classmethod
    def of(cls, seat: Seat) -> May:
        """By the powers held today. The head may appoint; accounts and posts are the administrators' business."""
        return cls(
            keep=seat.holds(SYSTEM_ADMINISTRATOR),
            appoint=seat.holds(SYSTEM_ADMINISTRATOR, HEAD),
            empower=seat.holds(SECURITY_ADMINISTRATOR, HEAD),
            see_orders=seat.holds(*SYSTEM_ROLES, HEAD),
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post."""

    name: str
    url: str
    since: str
    until: str
    kind: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with its powers and holders."""

    title: str
    url: str
    powers: str
    is_head: bool
    is_system: bool
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department with its posts."""

    title: str
    posts: tuple[PostLine, ...]
    add_url: str


def house(request: DeskRequest) -> HttpResponse:
    """Departments, posts and holders."""
    holders = _holders(request.bureau, request.today)
    posts: dict[int, list[PostLine]] = defaultdict(list)
    system: list[PostLine] = []
    for post in Post.objects.filter(is_active=True).order_by("-is_head", "id"):
        line = _post_line(post, holders.get(post.pk, []))
        (system if line.is_system else posts[post.department_id]).append(line)
    departments = [
        DepartmentLine(
            words(one.title), tuple(posts.get(one.pk, ())), reverse("desk:house-add-post", args=[one.pk])
        )
        for one in Department.objects.filter(is_active=True)
    ]
    may = May.of(request.seat)
    return render(
        request,
        "desk/house/house.html",
        {
            "may": may,
            "bureau": request.bureau,
            "name": words(request.bureau.title),
            "departments": [one for one in departments if one.posts or may.keep],
            "system": system,
            "idle": _without_post(request.today) if may.appoint else [],
        },
    )


def _holders(bureau: Bureau, on: date) -> dict[int, list[Holding]]:
    found: dict[int, list[Holding]] = defaultdict(list)
    held = (
        Holding.objects.filter(bureau=bureau, from_on__lte=on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
        .select_related("officer")
        .order_by("from_on", "id")
    )
    for holding in held:
        found[holding.post_id].append(holding)
    return found


def _post_line(post: Post, held: Iterable[Holding]) -> PostLine:
    return PostLine(
        words(post.title),
        reverse("desk:house-post", args=[post.pk]),
        listed(words(title_of(power)) for power in post.powers),
        post.is_head,
        bool(SYSTEM_ROLES & set(post.powers)) and not set(post.powers) - SYSTEM_ROLES,
        tuple(_holder(one) for one in held),
    )


def _holder(one: Holding) -> Holder:
    return Holder(
        one.officer.name,
        _officer_url(one.officer),
        show_date(one.from_on),
        show_date(one.until_on),
        words(HOLDING_KINDS[HoldingKind(one.kind)]),
    )


def _without_post(on: date) -> list[tuple[str, str]]:
    """People in service who hold no post on a day."""
    held = Holding.objects.filter(from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    idle = Officer.objects.filter(is_active=True).exclude(pk__in=held.values("officer_id"))
    return [(one.name, _officer_url(one)) for one in idle[:100]]


# A post -----------------------------------------------------------------------------------------------------------------


def post(request: DeskRequest, pk: int) -> HttpResponse:
    """A post: its powers and what they allow, who holds and held it."""
    found = Post.objects.select_related("department").filter(pk=pk).first()
    if found is None:
        raise Http404
    held = list(
        Holding.objects.filter(post=found).select_related("officer").order_by("-from_on", "-id")[:100]
    )
    now = [one for one in held if _holds(one, request.today)]
    coming = [one for one in held if one.from_on > request.today]
    return render(
        request,
        "desk/house/post.html",
        {
            "may": May.of(request.seat),
            "pk": found.pk,
            "title": words(found.title),
            "department": words(found.department.title),
            "is_head": found.is_head,
            "powers": [(words(title_of(key)), _allowed(key, request.today)) for key in found.powers],
            "holders": [(_holder(one), one.officer_id) for one in now],
            "coming": [_holder(one) for one in coming],
            "past": [_holder(one) for one in held if one not in now and one not in coming],
        },
    )


def _holds(one: Holding, on: date) -> bool:
    return one.from_on <= on and (one.until_on is None or one.until_on >= on)


def _allowed(power: str, on: date) -> list[tuple[str, str, str]]:
    """What a power allows: for each kind of matter in force, the steps; title, address, steps."""
    found = []
    for key in library().procedures:
        procedure = shown_version(key, on)
        steps = [words(step.title) for step in procedure.steps.values() if power in step.by.powers]
        if steps:
            found.append((words(procedure.title), reverse("desk:procedure", args=[key]), listed(steps)))
    return found


# An officer ---------------------------------------------------------------------------------------------------------------


def officer(request: DeskRequest, pk: int) -> HttpResponse:
    """An officer: posts held and once held, open cases, and whether there is a log-in."""
    found = Officer.objects.select_related("user").filter(pk=pk).first()
    if found is None:
        raise Http404
    held = list(
        Holding.objects.filter(officer=found)
        .select_related("post", "post__department")
        .order_by("-from_on", "-id")
    )
    cases = list(
        Case.objects.filter(assignee=found, closed_on__isnull=True).order_by("-id")[: _OPEN_CASES + 1]
    )
    user = found.user
    return render(
        request,
        "desk/house/officer.html",
        {
            "may": May.of(request.seat),
            "pk": found.pk,
            "name": found.name,
            "staff_number": found.staff_number,
            "is_active": found.is_active,
            "is_me": found.pk == request.officer.pk,
            "may_lend": found.pk == request.officer.pk and request.seat.works,
            "stands": stands_of(request, found),
            "login": user.get_username() if user is not None else "",
            "holdings": [
                (
                    words(one.post.title),
                    words(one.post.department.title),
                    reverse("desk:house-post", args=[one.post_id]),
                    _holder(one),
                    _holds(one, request.today),
                )
                for one in held
            ],
            "cases": [
                (one.number, knowing.title_of(one), reverse("desk:case", args=[one.number]))
                for one in cases[:_OPEN_CASES]
            ],
            "more_cases": len(cases) > _OPEN_CASES,
        },
    )


def _officer_url(one: Officer) -> str:
    return reverse("desk:house-officer", args=[one.pk])


# Duties kept apart ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ApartLine:
    """Two sides that a procedure keeps in different hands, and whether the house has the hands."""

    steps: str
    authority: str
    sides: tuple[tuple[str, str], tuple[str, str]]
    staffed: bool


def separation(request: DeskRequest) -> HttpResponse:
    """For every pair of steps that a procedure in force keeps apart: who may take each, and whether two people are there."""
    by_power: dict[str, set[str]] = defaultdict(set)
    everybody: set[str] = set()
    held = (
        Holding.objects.filter(from_on__lte=request.today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=request.today))
        .select_related("post", "officer")
    )
    for holding in held:
        works = not SYSTEM_ROLES & set(holding.post.powers)
        if works:
            everybody.add(holding.officer.name)
        for power in holding.post.powers:
            by_power[power].add(holding.officer.name)
    lines: dict[str, list[ApartLine]] = {}
    procedures = [shown_version(key, request.today) for key in library().procedures]
    for duty in separated_duties(procedures):
        people = [
            set().union(*(by_power.get(power, set()) for power in powers)) if powers else everybody
            for powers in duty.groups
        ]
        titles = duty.procedure.steps
        line = ApartLine(
            " ≠ ".join(listed(words(titles[key].title) for key in steps) for steps in duty.steps),
            words(duty.procedure.by_id[duty.rule_id].authority),
            (_side(duty.groups[0], people[0]), _side(duty.groups[1], people[1])),
            any(one != other for one in people[0] for other in people[1]),
        )
        lines.setdefault(words(duty.procedure.title), []).append(line)
    return render(
        request,
        "desk/house/separation.html",
        {
            "lines": list(lines.items()),
            "lacking": sum(not line.staffed for listed in lines.values() for line in listed),
            "clashes": [
                (one.officer.name, listed(words(title_of(power)) for power in one.powers))
                for one in role_clashes(request.bureau.pk, request.today)
            ],
        },
    )


def _side(powers: tuple[str, ...], people: set[str]) -> tuple[str, str]:
    named = listed(words(title_of(power)) for power in powers) or _("任何工作人员")
    shown = sorted(people)
    return named, listed(shown[:6]) + ("…" if len(shown) > 6 else "")
