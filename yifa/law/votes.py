"""Counting heads and votes in a Party group or an office meeting.

Both are measured against the members **entitled** to attend (应到会), never against those present (到会), and a written view of
an absent member is no vote. 《中国共产党党组工作条例》第五章: 半数以上党组成员到会方可召开; 三分之二以上 for appointments and
discipline; a decision needs 赞成票超过应到会党组成员半数. By 《民法典》第一千二百五十九条 以上 includes the number itself and
超过 does not: of six members, three make a quorum, but three votes carry nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Matter(StrEnum):
    """What is decided on."""

    ORDINARY = "ordinary"
    APPOINTMENT = "appointment"
    DISCIPLINE = "discipline"


class Attendance(StrEnum):
    """How many of the members entitled to attend are present; the names are those of the procedures' choices."""

    TWO_THIRDS = "two_thirds"
    HALF = "half"
    BELOW_HALF = "below_half"


class Tally(StrEnum):
    """Whether those in favour are enough; the names are those of the procedures' choices."""

    MAJORITY = "majority"
    NO_MAJORITY = "no_majority"


def quorum(entitled: int, matter: Matter = Matter.ORDINARY) -> int:
    """Fewest members present for a valid meeting: two thirds for appointments and discipline, half otherwise, both included."""
    return -(-entitled * 2 // 3) if matter is not Matter.ORDINARY else -(-entitled // 2)


def votes_needed(entitled: int) -> int:
    """Fewest votes in favour: more than half of the members entitled to attend."""
    return entitled // 2 + 1


def attendance(present: int, entitled: int) -> Attendance:
    """For what matters so many present members suffice."""
    if present >= quorum(entitled, Matter.APPOINTMENT):
        return Attendance.TWO_THIRDS
    return Attendance.HALF if present >= quorum(entitled) else Attendance.BELOW_HALF


def tally(in_favour: int, entitled: int) -> Tally:
    """Whether so many votes in favour carry an item; those absent and those standing aside count as entitled."""
    return Tally.MAJORITY if in_favour >= votes_needed(entitled) else Tally.NO_MAJORITY


STANCES: Final[Mapping[str, str]] = {"agrees": "同意", "disagrees": "不同意", "other": "其他意见"}
"""What a member says of a matter in its discussion; the keys are those of the procedures' choices."""


def view_of(line: Mapping[str, object]) -> str:
    """A member's line in the record of views as one text: what was said, or else the stance alone."""
    return str(line.get("view") or "").strip() or STANCES.get(str(line.get("stance")), "")
