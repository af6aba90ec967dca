"""What every page of the desk shows around its content: the bureau, the rooms, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from yifa.desk.access import Seat
from yifa.desk.people import standing_in
from yifa.desk.rooms import ShownRoom, rooms_for
from yifa.interface.formats import is_english, words


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a desk page; ``desk`` in templates."""

    bureau_name: str
    rooms: list[ShownRoom]
    officer_name: str
    me_url: str
    unseen: int
    post_names: str
    search_url: str
    works: bool
    is_demonstration: bool


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``desk`` on pages of the desk, nothing elsewhere."""
    seat = getattr(request, "seat", None)
    if not isinstance(seat, Seat):
        return {}
    bureau = seat.bureau
    return {
        "desk": Frame(
            bureau_name=bureau.name_en if is_english() and bureau.name_en else str(bureau),
            rooms=rooms_for(seat, request.path),
            officer_name=seat.officer.name,
            unseen=seat.unseen,
            me_url=reverse("desk:house-officer", args=[seat.officer.pk]),
            post_names=" · ".join(
                words(one.post.title) if one.instead_of is None else standing_in(one) for one in seat.holdings
            ),
            search_url=_search_url(),
            works=seat.works,
            is_demonstration=bureau.is_demonstration,
        )
    }


def _search_url() -> str:
    try:
        return reverse("desk:search")
    except NoReverseMatch:
        return ""
