"""Two recorders enter the vote on an item at once, on the real database: one vote stands, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import LazySettings
from django.db import connections

from tests.work.conftest import MEMBERS, Desk, furnished
from tests.work.meetings.sessions import HELD, discussed
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.log.comparing import compare
from yifa.cases.models import Case, LogEntry
from yifa.house.tenancy import using_bureau
from yifa.work.meetings.registers import MemberPart

FOR = {"method": "hands", "votes_for": MEMBERS}
AGAINST = {"method": "hands", "votes_against": MEMBERS}


@pytest.fixture
def committed_desk(transactional_db: None, settings: LazySettings, tmp_path: Path) -> Iterator[Desk]:
    """The bureau at work where acts commit, for other connections."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with furnished() as desk:
        yield desk


def test_two_votes_entered_at_once_leave_one_vote(committed_desk: Desk) -> None:
    desk = committed_desk
    _meeting, item = discussed(desk)
    start = Barrier(2)

    def enter(answers: dict[str, object]) -> str:
        try:
            with using_bureau(desk.bureau):
                start.wait(timeout=30)
                act(item, "vote", actor=desk.by("office"), answers=answers, **desk.times(HELD))
        except ActRefused as refused:
            return refused.reasons[0].code
        finally:
            connections.close_all()
        return "stands"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(enter, (FOR, AGAINST)))
    assert told == ["meetings/voted", "stands"]
    assert LogEntry.objects.filter(case_id=item, step="vote").count() == 1
    votes = set(MemberPart.objects.filter(case_id=item).values_list("vote", flat=True))
    assert votes in ({"for"}, {"against"})
    assert not list(compare(desk.bureau))
    assert Case.objects.get(pk=item).version == LogEntry.objects.filter(case_id=item).count()
