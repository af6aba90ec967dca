"""Who sits in the bodies that decide together: members today, to come and before; asking for a seat, or for its end.

A seat is only asked for here and waits for another person (``house_approval_pages``): quorums are measured against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yifa.cases.acting.act import Actor
from yifa.cases.errors import CasesError
from yifa.cases.orders import house_approval
from yifa.desk.access import DeskRequest, holders_only
from yifa.desk.house_pages import May
from yifa.desk.small_forms import Control, Page, SmallForm, show_form
from yifa.house.bodies import TITLES, names_of, seats_on
from yifa.house.errors import HouseError
from yifa.house.models import BodyKind, Officer, Seat
from yifa.house.powers import HEAD, SYSTEM_ADMINISTRATOR
from yifa.interface.formats import show_date, words
from yifa.law.votes import Matter, quorum, votes_needed


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A member of a body. end_url: where the end is asked for, empty where there is nothing to end."""

    name: str
    url: str
    leads: bool
    since: str
    until: str
    end_url: str


@dataclass(frozen=True, slots=True)
class BodyCard:
    """A body with its members, and what its numbers mean: fewest present, fewest for appointments, fewest votes."""

    key: str
    title: str
    members: tuple[SeatLine, ...]
    coming: tuple[SeatLine, ...]
    past: tuple[SeatLine, ...]
    half: int
    two_thirds: int
    votes: int
    add_url: str


def bodies(request: DeskRequest) -> HttpResponse:
    """Every body with its members."""
    return render(
        request,
        "desk/house/bodies.html",
        {"may": May.of(request.seat), "cards": [_card(request, body) for body in BodyKind]},
    )


def _card(request: DeskRequest, body: BodyKind) -> BodyCard:
    now = seats_on(request.bureau.pk, body, request.today)
    called = dict(zip([one.pk for one in now], names_of(now), strict=True))
    others = Seat.objects.filter(body=body).exclude(pk__in=called).select_related("officer")
    count = len(now)
    return BodyCard(
        key=body.value,
        title=words(TITLES[body]),
        members=tuple(_line(one, called[one.pk], ends=True) for one in now),
        coming=tuple(
            _line(one, one.officer.name, ends=True) for one in others.filter(from_on__gt=request.today)
        ),
        past=tuple(
            _line(one, one.officer.name, ends=False)
            for one in others.filter(until_on__lt=request.today).order_by("-until_on", "id")[:100]
        ),
        half=quorum(count),
        two_thirds=quorum(count, Matter.APPOINTMENT),
        votes=votes_needed(count),
        add_url=reverse("desk:house-body-add", args=[body.value]),
    )


def _line(one: Seat, name: str, *, ends: bool) -> SeatLine:
    return SeatLine(
        name,
        reverse("desk:house-officer", args=[one.officer_id]),
        one.leads,
        show_date(one.from_on),
        show_date(one.until_on),
        reverse("desk:house-body-end", args=[one.body, one.officer_id])
        if ends and one.until_on is None
        else "",
    )


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def add(request: DeskRequest, body: str) -> HttpResponse:
    """Ask that somebody be a member."""
    kind = _kind(body)
    people = Officer.objects.filter(is_active=True).order_by("name", "id")
    form = SmallForm(
        [
            Control(
                "officer",
                _("人员"),
                "select",
                required=True,
                choices=[(str(one.pk), f"{one.name} {one.staff_number}".strip()) for one in people],
            ),
            Control("from_on", _("自"), "date", required=True, value=request.today.isoformat()),
            Control("leads", _("主持"), "checks", choices=[("yes", _("主持会议（党组书记、局长）"))]),
            Control("reason", _("依据的文件"), required=True, help=_("任命文件的名称和文号。")),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        officer = _officer(int(form.text("officer")))
        from_on = form.day("from_on")
        assert from_on is not None
        try:
            house_approval.ask_seat(
                officer,
                kind,
                from_on=from_on,
                leads=bool(form.chosen("leads")),
                reason=form.text("reason"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
        except (CasesError, HouseError) as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("已申请登记%(name)s为成员，批准后生效。") % {"name": officer.name})
            return redirect("desk:house-bodies")
    return show_form(request, _page(_("登记成员"), words(TITLES[kind]), _("申请登记")), form)


@holders_only(SYSTEM_ADMINISTRATOR, HEAD)
def end(request: DeskRequest, body: str, officer_pk: int) -> HttpResponse:
    """Ask that somebody's membership end."""
    kind, officer = _kind(body), _officer(officer_pk)
    form = SmallForm(
        [
            Control("until_on", _("最后一天"), "date", required=True, value=request.today.isoformat()),
            Control("reason", _("依据的文件"), required=True, help=_("免职、调整文件的名称和文号。")),
        ]
    )
    if request.method == "POST" and form.take(request.POST):
        until_on = form.day("until_on")
        assert until_on is not None
        try:
            house_approval.ask_unseat(
                officer,
                kind,
                until_on=until_on,
                reason=form.text("reason"),
                actor=Actor.officer(request.officer),
                now=request.now,
            )
        except (CasesError, HouseError) as refused:
            form.refuse(refused.text)
        else:
            messages.success(request, _("已申请免去%(name)s，批准后生效。") % {"name": officer.name})
            return redirect("desk:house-bodies")
    about = f"{officer.name} · {words(TITLES[kind])}"
    return show_form(request, _page(_("免去成员"), about, _("申请免去")), form)


def _page(title: str, about: str, button: str) -> Page:
    return Page(title, about, button, reverse("desk:house-bodies"), _("议事机构"))


def _kind(body: str) -> BodyKind:
    if body not in BodyKind.values:
        raise Http404
    return BodyKind(body)


def _officer(pk: int) -> Officer:
    found = Officer.objects.select_related("bureau").filter(pk=pk, is_active=True).first()
    if found is None:
        raise Http404
    return found
