"""Silence is an event where the law says so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.cases.cast import World
from yifa.cases.acting.silences import run_silences
from yifa.cases.log.comparing import compare
from yifa.cases.models import LogEntry, Obligation
from yifa.evidence.entries import Entry


def test_a_limit_passed_in_silence_means_what_the_article_says(world: World) -> None:
    opened = world.open()
    world.now = datetime(2020, 3, 9, 2, 0, tzinfo=UTC)
    assert run_silences(world.bureau, world.now) == []
    world.now = datetime(2020, 3, 10, 2, 0, tzinfo=UTC)
    (receipt,) = run_silences(world.bureau, world.now)
    entry = Entry.read(bytes(LogEntry.objects.get(position=receipt.position).entry))
    assert (receipt.step, entry.actor, entry.officer, entry.late) == ("accept", "system", None, False)
    assert (entry.happened_at.date(), entry.recorded_at) == (date(2020, 3, 1), world.now)
    row = Obligation.objects.get(rule_id="test-law/decide-in-20")
    assert row.since_on == date(2020, 3, 2)
    assert run_silences(world.bureau, world.now) == []
    assert world.case(opened).version == 2
    assert not list(compare(world.bureau))


def test_nothing_else_happens_by_time(world: World) -> None:
    opened = world.walk(until="accept")
    world.now = datetime(2020, 12, 1, tzinfo=UTC)
    assert run_silences(world.bureau, world.now) == []
    assert world.case(opened).version == 2
