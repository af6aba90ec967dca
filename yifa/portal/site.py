"""The public's site of one bureau: who is asked, on which day, and the frame that every page stands in.

The bureau is in the address. ``public`` finds it, works for it until the answer is made (so that no query sees another bureau's
rows), and gives every view ``request.bureau``, ``request.now`` and ``request.today``. No page needs an account.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Final, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yifa.house.models import Bureau, ParameterValue
from yifa.house.tenancy import using_bureau
from yifa.interface import clock
from yifa.interface.formats import words
from yifa.law.limits import legal_day
from yifa.portal.parameters import COMPLAINTS, FILING, POLICE, SITE_CODE, SPONSOR, UNSET

ROOMS: Final = (
    "home",
    "services",
    "progress",
    "consultations",
    "policies",
    "disclosure",
    "voices",
    "reports",
    "verify",
)


class PortalRequest(HttpRequest):
    """A request for a page of one bureau."""

    bureau: Bureau
    now: datetime
    today: date
    attested: list[Container[type[Model]]]


Kept = TypeVar("Kept", bound=HttpResponseBase)
# The rest of the address comes as keywords, which no type can tell.
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class ShownRoom:
    """A room as the top bar shows it."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of a page; ``site`` in templates."""

    code: str
    name: str
    short_name: str
    address: str
    phone: str
    home: str
    complain: str
    rooms: list[ShownRoom]
    search: str = ""
    foot: list[tuple[str, str]] = field(default_factory=list)
    complaints_phone: str = ""
    several: bool = False
    is_demonstration: bool = False


def public(view: View) -> View:
    """The view is a page of the bureau in its address; 404 where there is none in service."""

    @wraps(view)
    def asked(request: HttpRequest, bureau: str, **kwargs: Any) -> HttpResponseBase:
        found = Bureau.objects.filter(code=bureau, is_active=True).first()
        if found is None:
            raise Http404
        given: Any = request
        given.bureau, given.now = found, clock.now()
        given.today = legal_day(given.now)
        with using_bureau(found):
            response = view(given, **kwargs)
        if not response.has_header("Cache-Control"):
            # Pages show the reader's language and may hold what the reader alone may see.
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return asked


def page(
    request: PortalRequest, template: str, context: dict[str, Any], *, room: str = "", status: int = 200
) -> HttpResponse:
    """A page in the bureau's frame. room: the key of the room that it belongs to."""
    return render(request, template, {"site": site_of(request.bureau, room), **context}, status=status)


def site_of(bureau: Bureau, room: str = "") -> Site:
    """The frame of a bureau's pages."""
    code = bureau.code
    said = _said(bureau, legal_day(clock.now()))
    titles = {
        "home": _("首页"),
        "services": _("办事"),
        "progress": _("查进度"),
        "consultations": pgettext("room", "征求意见"),
        "policies": _("政策"),
        "disclosure": _("公开"),
        "voices": _("诉求"),
        "reports": _("年度报告"),
        "verify": _("验证"),
    }
    return Site(
        code=code,
        name=words(bureau.title),
        short_name=bureau.short_name or bureau.name,
        address=bureau.address,
        phone=bureau.phone,
        home=reverse("portal:home", args=[code]),
        complain=reverse("portal:voices", args=[code]),
        rooms=[
            ShownRoom(str(titles[key]), reverse(f"portal:{key}", args=[code]), key == room) for key in ROOMS
        ],
        is_demonstration=bureau.is_demonstration,
        search=reverse("portal:search", args=[code]),
        foot=[
            (words(one.title), said[one.key])
            for one in (SPONSOR, SITE_CODE, FILING, POLICE)
            if one.key in said
        ],
        complaints_phone=said.get(COMPLAINTS.key, ""),
    )


def _said(bureau: Bureau, on: date) -> dict[str, str]:
    """What the bureau says of its site, by parameter; one query. What is not filled in is left out."""
    keys = [one.key for one in (SPONSOR, SITE_CODE, FILING, POLICE, COMPLAINTS)]
    with using_bureau(bureau):
        rows = ParameterValue.objects.filter(key__in=keys, from_on__lte=on).order_by("from_on", "id")
        found = dict(rows.values_list("key", "value"))
    return {key: value for key, value in found.items() if value.strip() and value != UNSET}


def never_kept(response: Kept) -> Kept:
    """The answer concerns one person: no cache keeps it."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def kept_for(response: HttpResponseBase, seconds: int, *, for_ever: bool = False) -> HttpResponseBase:
    """The answer is the same for everybody: caches may keep it."""
    patch_cache_control(response, public=True, max_age=seconds, **({"immutable": True} if for_ever else {}))
    return response
