"""The room of consultations: drafts on which the public may comment now, with the days that are left, and what became of others.

Whatever publication of this room has rows that are open is shown; the portal knows no field by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yifa.cases.registers.publicity import Publication, Room, publications
from yifa.interface.formats import language, show_date, words
from yifa.portal.site import PortalRequest, page, public

_OPEN_AT_MOST: Final = 50
_EARLIER: Final = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as a list shows it. note: how many days are left; comment_url: where an opinion is given, empty once it is over."""

    name: str
    url: str
    day: str
    note: str
    standing: str
    light: str
    comment_url: str


@public
@require_safe
def consultations(request: PortalRequest) -> HttpResponse:
    """The room of consultations."""
    room = publications.of_room(Room.CONSULTATIONS)
    context = {
        "title": pgettext("room", "征求意见"),
        "lead": _("草案公开征求意见，人人可以提；每条意见都处理，采纳情况在这里公布。"),
        "open": open_now(request, _OPEN_AT_MOST),
        "earlier": _earlier(request, room),
        "lists": [
            (words(one.title), reverse("portal:published", args=[request.bureau.code, one.key]))
            for one in room
        ],
    }
    return page(request, "portal/consultations.html", context, room="consultations")


def open_now(request: PortalRequest, at_most: int) -> list[Draft]:
    """Drafts that are open today, the one that closes first at the head of each publication; one query a publication."""
    found = [
        _draft(request, one, row)
        for one in publications.of_room(Room.CONSULTATIONS)
        for row in one.open_on(request.today)[:at_most]
    ]
    return found[:at_most]


def _earlier(request: PortalRequest, room: tuple[Publication, ...]) -> list[Draft]:
    found = []
    for one in room:
        is_open = {row.pk for row in one.open_on(request.today)[:_OPEN_AT_MOST]}
        rows = one.listed(request.today).exclude(pk__in=is_open)[:_EARLIER]
        found += [_draft(request, one, row) for row in rows]
    return found


def offer_url(request: PortalRequest, publication: Publication, row: Any) -> str:
    """Where a reader does something about a row today; empty where nothing can be done."""
    code = "" if publication.offers is None else publication.offers(row, request.today)
    return reverse("portal:apply", args=[request.bureau.code, code]) if code else ""


def _draft(request: PortalRequest, publication: Publication, row: Any) -> Draft:
    standing = publication.standing_of(row, request.today)
    day: date = getattr(row, publication.dated)
    return Draft(
        name=publication.text(publication.shown[0], row, language()),
        url=reverse("portal:document", args=[request.bureau.code, publication.key, row.pk]),
        day=show_date(day),
        note=words(publication.note_of(row, request.today)),
        standing="" if standing is None else words(standing.title),
        light="" if standing is None else standing.light,
        comment_url=offer_url(request, publication, row),
    )
