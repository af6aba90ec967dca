"""A list of a hand-over that both sides signed, as its register keeps it; how it comes there is tested with its field."""

from __future__ import annotations

from datetime import date

from tests.hands import hands
from yifa.cases.models import Case, LogEntry
from yifa.house.models import Officer, Post
from yifa.work.personnel.registers import Handover


def sign_list(post: Post, giver: Officer, taker: Officer, from_on: date, *, case: Case) -> None:
    """Let the register hold a signed list; case: any case of the bureau, to which the row belongs."""
    position = LogEntry.objects.filter(case_id=case.pk).values_list("position", flat=True)[0]
    with hands():
        Handover.objects.create(
            bureau=post.bureau,
            case=case,
            log_position=position,
            recorded_on=from_on,
            giver_name=giver.name,
            taker_name=taker.name,
            post_name=post.name,
            from_on=from_on,
            lines=1,
            signed_on=from_on,
            giver=giver,
            taker=taker,
        )
