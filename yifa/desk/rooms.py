"""The rooms of the desk, in the order of the rail. A room is shown where its address exists and the officer may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from yifa.house.powers import AUDIT_ADMINISTRATOR

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from yifa.desk.access import Seat


def _everybody(seat: Seat) -> bool:  # noqa: ARG001
    return True


def _workers(seat: Seat) -> bool:
    return seat.works


def _at_the_window(seat: Seat) -> bool:
    # The pages draw; which officers take in applications follows from the procedures.
    from yifa.desk.counter import is_manned

    return seat.works and is_manned(seat)


def _overseers(seat: Seat) -> bool:
    return seat.works or seat.holds(AUDIT_ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its key, what it is called, the name of its address, and who may see it."""

    key: str
    title: _StrPromise
    url_name: str
    seen_by: Callable[[Seat], bool]


@dataclass(frozen=True, slots=True)
class ShownRoom:
    """A room as the rail shows it."""

    title: str
    url: str
    current: bool


ROOMS: Final = (
    Room("today", pgettext_lazy("room", "今日"), "desk:today", _everybody),
    Room("counter", pgettext_lazy("room", "窗口"), "desk:counter", _at_the_window),
    Room("matters", pgettext_lazy("room", "事项"), "desk:matters", _workers),
    Room("agenda", pgettext_lazy("room", "日程"), "desk:agenda", _workers),
    Room("registers", pgettext_lazy("room", "登记簿"), "desk:registers", _workers),
    Room("parties", pgettext_lazy("room", "相对人"), "desk:parties", _workers),
    Room("figures", pgettext_lazy("room", "数据"), "desk:figures", _workers),
    Room("reports", pgettext_lazy("room", "报告"), "report:list", _workers),
    Room("law", pgettext_lazy("room", "程序与法规"), "desk:law", _everybody),
    Room("publishing", pgettext_lazy("room", "公开"), "desk:publishing", _workers),
    Room("oversight", pgettext_lazy("room", "监督"), "desk:oversight", _overseers),
    Room("house", pgettext_lazy("room", "机构"), "desk:house", _everybody),
    Room("settings", pgettext_lazy("room", "设置"), "desk:settings", _everybody),
)


def rooms_for(seat: Seat, address: str) -> list[ShownRoom]:
    """The rooms that the officer may see; the one that ``address`` lies in is the current one."""
    shown = [(room, url) for room in ROOMS if room.seen_by(seat) and (url := _url(room)) is not None]
    inside = [url for _room, url in shown if address.startswith(url)]
    current = max(inside, key=len, default="")
    home = _url(ROOMS[0])
    return [
        ShownRoom(str(room.title), url, url == current and (url != home or address == home))
        for room, url in shown
    ]


def _url(room: Room) -> str | None:
    try:
        return reverse(room.url_name)
    except NoReverseMatch:
        return None
