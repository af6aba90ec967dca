"""Meetings and items as tests use them: five members, the chair last, and the steps up to a vote."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import MEMBERS, Desk
from yifa.cases.models import Case

ASKED, LISTED, HELD = date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 5)
ITEM: dict[str, Any] = {
    "is_discipline": False,
    "title": "研发补助资金安排",
    "kind_of_major": "large_funds",
    "meeting_kind": "party_group",
    "summary": "提请集体讨论决定",
    "amount": 50_000_000,
}
LAWFUL = {"opinion": "lawful", "opinion_reasons": "合法"}
PRESENT = {"present": MEMBERS, "discipline_present": True}
VOTES = {"method": "hands", "votes_for": MEMBERS}


def number(case: int) -> str:
    return str(Case.objects.get(pk=case).number)


def convened(desk: Desk, kind: str = "party_group", *, papers: bool = True, **changes: Any) -> int:
    """A meeting called for the fifth of June, its papers out."""
    given: dict[str, Any] = {
        "meeting_kind": kind,
        "topic": "2020年第3次党组会议",
        "held_on": HELD.isoformat(),
    }
    case = desk.open("convened-meeting", "convene", "office", ASKED, **(given | changes))
    if papers:
        desk.take(case, "send-papers", "office", LISTED)
    return case


def proposed(desk: Desk, **changes: Any) -> int:
    """An item whose kind and amount a second person checked."""
    case = desk.open("meeting-item", "propose", "drafter", ASKED, **(ITEM | changes))
    desk.take(case, "check-kind", "office", ASKED, kind_agrees=True)
    return case


def tabled(desk: Desk, meeting: int, **changes: Any) -> int:
    """An item with its lawful opinion on the meeting's agenda."""
    case = proposed(desk, **changes)
    desk.take(case, "give-legal-opinion", "lawyer", ASKED, **LAWFUL)
    desk.take(case, "put-on-agenda", "head", LISTED, meeting=number(meeting))
    return case


def discussion(*spoke: str, **changes: Any) -> dict[str, Any]:
    """A discussion in which these spoke in this order; by default everybody, the chair last."""
    order = list(spoke) or [*MEMBERS[1:], MEMBERS[0]]
    given = {
        "views": [{"member": one, "stance": "agrees", "view": "同意"} for one in order],
    }
    return given | changes


def discussed(desk: Desk, **changes: Any) -> tuple[int, int]:
    """A meeting that was held and an item discussed there, before the vote."""
    meeting = convened(desk)
    item = tabled(desk, meeting, **changes)
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    desk.take(item, "deliberate", "office", HELD, **discussion())
    return meeting, item


def approved(desk: Desk, **changes: Any) -> tuple[int, int]:
    """A meeting and an item that it approved."""
    meeting, item = discussed(desk, **changes)
    desk.take(item, "vote", "office", HELD, **VOTES)
    desk.take(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    return meeting, item
