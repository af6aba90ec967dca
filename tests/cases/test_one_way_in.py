"""Every way of changing a case makes exactly one entry of its own; and what refers to the log refers to what is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cases.cast import World
from yifa.cases import store
from yifa.cases.acting.act import Actor
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.handling import ask_opinion, copy_to, give_opinion, hand_over, take_note, urge
from yifa.cases.acting.silences import run_silences
from yifa.cases.log.comparing import compare
from yifa.cases.log.erasing import erase
from yifa.cases.log.verification import verify
from yifa.cases.models import DeskItem, LogEntry
from yifa.cases.registers import register as registers

Way = Callable[[World, int], object]


def _batch(world: World, case_id: int) -> None:
    with Batch(world.bureau, now=world.now) as batch:
        batch.act(case_id, "accept", actor=world.by(world.clerk))


def _batch_hand_over(world: World, case_id: int) -> None:
    with Batch(world.bureau, now=world.now) as batch:
        batch.hand_over(case_id, to=world.second, reason="轮岗", actor=world.by(world.head))


def _silence(world: World, case_id: int) -> None:
    world.now = datetime(2020, 4, 1, tzinfo=UTC)
    run_silences(world.bureau, world.now)


WAYS: dict[str, Way] = {
    "act": lambda world, case_id: world.take(case_id, "accept", world.clerk),
    "batch": _batch,
    "batch hand-over": _batch_hand_over,
    "silence": _silence,
    "hand over": lambda world, case_id: hand_over(
        case_id, actor=world.by(world.clerk), to=world.second, reason="休假", now=world.now
    ),
    "ask": lambda world, case_id: ask_opinion(
        case_id, actor=world.by(world.clerk), of=world.chief, question="？", now=world.now
    ),
    "urge": lambda world, case_id: urge(
        case_id, actor=world.by(world.head), officer=world.clerk, words="请办理", now=world.now
    ),
    "copy": lambda world, case_id: copy_to(
        case_id, actor=world.by(world.clerk), officers=[world.head, world.chief], now=world.now
    ),
    "erase": lambda world, case_id: erase(
        world.case(case_id), fields=["contact"], reason="届满", actor=world.by(world.head), now=world.now
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_every_way_of_changing_a_case_is_one_act(world: World, way: Way) -> None:
    opened = world.open()
    way(world, opened.case_id)
    assert world.case(opened).version == 2
    rows = LogEntry.objects.filter(case_id=opened.case_id).order_by("case_version")
    assert list(rows.values_list("position", "case_version")) == [(0, 1), (1, 2)]
    assert store.head(world.bureau.pk)[0] == 2
    assert not list(compare(world.bureau))


@pytest.mark.parametrize("answer", [give_opinion, take_note], ids=["opinion", "note"])
def test_answering_is_one_act(world: World, answer: Callable[..., object]) -> None:
    opened = world.open()
    if answer is give_opinion:
        ask_opinion(opened.case_id, actor=world.by(world.clerk), of=world.chief, question="？", now=world.now)
    else:
        copy_to(opened.case_id, actor=world.by(world.clerk), officers=[world.chief], now=world.now)
    words = {"opinion": "同意"} if answer is give_opinion else {}
    answer(DeskItem.objects.get().pk, actor=world.by(world.chief), now=world.now, **words)
    assert world.case(opened).version == 3
    assert not list(compare(world.bureau))


def test_a_row_of_a_register_must_stand_on_an_entry_of_its_case(world: World) -> None:
    register = registers.registry["meetings.meeting"]
    mine, other, third = (world.case(world.open()) for _ in range(3))

    def row(case: object, position: int) -> None:
        columns: dict[str, Any] = {
            "case": case,
            "log_position": position,
            "recorded_on": date(2020, 3, 2),
            "meeting_kind": "party_group",
            "topic": "例会",
            "held_on": date(2020, 3, 2),
            "entitled": 7,
            "present": 7,
        }
        register.everywhere.create(bureau=world.bureau, **columns)

    row(mine, 0)
    assert verify(world.bureau).ok
    row(other, 0)
    row(third, 99)
    assert [one.position for one in verify(world.bureau).differences] == [0, 99]
    assert Actor.system(world.bureau).name == ""
