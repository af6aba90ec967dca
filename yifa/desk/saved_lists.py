"""Lists as an officer wants them again: the filters, order and columns in a list's address, kept under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yifa.cases.registers.register import registry
from yifa.desk.access import DeskRequest, Seat, viewers_only
from yifa.desk.models import SavedList

MATTERS: Final = "matters"
"""The place of the list of matters; a register's is its key."""
AT_MOST: Final = 20
_NAME_MOST: Final = 40
_QUERY_MOST: Final = 1_000
_OF_A_PAGE: Final = frozenset({"after", "before", "csrfmiddlewaretoken"})
"""Where one stood in a list is no part of what one wants to see again."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept list: its name, its address, and whether it is the one that is shown."""

    pk: int
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page of a list needs to keep it and to come back: one query."""

    place: str
    query: str
    saved: tuple[Saved, ...]
    keeps_something: bool


def listing(seat: Seat, place: str, query: str) -> Listing:
    """The kept lists of an officer at a place. query: what the address asks now."""
    now = _cleaned(query)
    rows = SavedList.objects.filter(officer=seat.officer, place=place).order_by("id")
    saved = tuple(
        Saved(row.pk, row.name, address_of(place, row.query), row.query == now) for row in rows[:AT_MOST]
    )
    return Listing(place, now, saved, bool(now) and not any(one.current for one in saved))


def address_of(place: str, query: str) -> str:
    """The address of a list. Raises Http404 for a place that is none."""
    if place == MATTERS:
        path = reverse("desk:matters")
    elif place in registry:
        path = reverse("desk:register", args=[place])
    else:
        raise Http404
    return f"{path}?{query}" if query else path


@viewers_only
@require_POST
def keep(request: DeskRequest) -> HttpResponse:
    """Keep a list under a name; the same name again takes the new list."""
    place, query = request.POST.get("place", ""), _cleaned(request.POST.get("query", ""))
    name = " ".join(request.POST.get("name", "").split())[:_NAME_MOST]
    url = address_of(place, query)
    mine = SavedList.objects.filter(officer=request.seat.officer, place=place)
    if not name or len(query) > _QUERY_MOST:
        messages.warning(request, _("没有保存：请写一个名称；条件太长的，先减少几项。"))
    elif not mine.filter(name=name).exists() and mine.count() >= AT_MOST:
        messages.warning(request, _("没有保存：每张表最多%(most)d个，请先删除不用的。") % {"most": AT_MOST})
    else:
        SavedList.objects.update_or_create(  # lint: allow registers-are-written-by-effects: no register
            officer=request.seat.officer,
            place=place,
            name=name,
            defaults={"bureau": request.bureau, "query": query},
        )
        messages.success(request, _("已存为“%(name)s”，只有您看得到。") % {"name": name})
    return redirect(url)


@viewers_only
@require_POST
def forget(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a list of one's own."""
    row = get_object_or_404(SavedList, pk=pk, officer=request.seat.officer)
    url = address_of(row.place, "")
    row.delete()  # lint: allow registers-are-written-by-effects: as above
    messages.success(request, _("已删除常用筛选“%(name)s”。") % {"name": row.name})
    return redirect(url)


def _cleaned(query: str) -> str:
    """A query string without what is empty or says where one stood, in one order, so that equal ones are equal."""
    given = [(key, value) for key, value in parse_qsl(query) if key not in _OF_A_PAGE and value]
    return urlencode(sorted(given))
