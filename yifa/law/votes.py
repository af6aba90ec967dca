"""Counting votes in a Party group or an office meeting.

More than half is of the members **entitled** to attend (应到会), never of those present (到会); the quorum is
two thirds for appointments and Party discipline and more than half otherwise; a written view of an absent
member is not a vote. 党政领导干部选拔任用工作条例 (the clause read in the text of 2014),
中国共产党党组工作条例.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yifa.law.errors import LawError
from yifa.law.text import Bilingual


class Matter(StrEnum):
    """What is voted on."""

    ORDINARY = "ordinary"
    APPOINTMENT = "appointment"
    DISCIPLINE = "discipline"


class VotesImpossible(LawError):
    """The numbers of a vote contradict each other."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcome: whether there was a quorum, whether the item is carried, what each would have needed, and
    why not.
    """

    quorate: bool
    carried: bool
    quorum_needed: int
    votes_needed: int
    reasons: tuple[Bilingual, ...]


def quorum(entitled: int, matter: Matter) -> int:
    """Fewest members present for a valid meeting: two thirds for appointments and discipline, more than half
    otherwise.
    """
    if matter is Matter.ORDINARY:
        return entitled // 2 + 1
    return -(-entitled * 2 // 3)


def votes_needed(entitled: int) -> int:
    """Fewest votes in favour: more than half of the members entitled to attend."""
    return entitled // 2 + 1


def tally(
    *, entitled: int, present: int, in_favour: int, matter: Matter = Matter.ORDINARY, written_views: int = 0
) -> Tally:
    """The outcome of a vote. ``written_views`` of absent members are read out and counted nowhere.

    Raises VotesImpossible when more are present than entitled, more vote than are present, or more wrote than
    were absent.
    """
    if not 0 <= in_favour <= present <= entitled or entitled < 1:
        raise VotesImpossible(
            f"人数矛盾：应到{entitled}人，实到{present}人，赞成{in_favour}票，请核对。",
            f"The numbers contradict each other: {entitled} entitled, {present} present, {in_favour} in favour.",
        )
    if not 0 <= written_views <= entitled - present:
        raise VotesImpossible(
            f"书面意见{written_views}份，多于缺席的{entitled - present}人，请核对。",
            f"There are {written_views} written views but only {entitled - present} members were absent.",
        )
    quorum_needed, needed = quorum(entitled, matter), votes_needed(entitled)
    reasons = []
    if present < quorum_needed:
        reasons.append(
            Bilingual(
                f"到会{present}人，不足应到会的法定人数{quorum_needed}人，不能表决。",
                f"{present} were present; the quorum of members entitled to attend is {quorum_needed}.",
            )
        )
    if in_favour < needed:
        reasons.append(
            Bilingual(
                f"赞成{in_favour}票，未超过应到会成员{entitled}人的半数（须{needed}票；缺席者的书面意见不计票）。",
                f"{in_favour} votes are not more than half of the {entitled} members entitled to attend ({needed} needed; "
                "written views of absent members are not votes).",
            )
        )
    return Tally(present >= quorum_needed, not reasons, quorum_needed, needed, tuple(reasons))
