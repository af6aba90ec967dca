"""Many acts at once are like as many single ones, and happen all or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.cast import World
from yifa.cases.acting import effects
from yifa.cases.acting.act import Actor, ActRefused, NewFile, Opened, Receipt, act, open_case
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.handling import hand_over
from yifa.cases.log.comparing import compare
from yifa.cases.models import ActContent, Case, File, Letter, LogEntry, Obligation, Refusal
from yifa.evidence.entries import Entry


def _rows(case: Case) -> set[tuple[Any, ...]]:
    return {
        (row.rule_id, row.lane, tuple(row.steps), row.since_on, row.due_on, row.amber_on)
        for row in Obligation.objects.filter(case=case)
    }


def test_a_batch_leaves_what_single_acts_leave(world: World) -> None:
    single = world.case(world.walk(until="examine"))
    with Batch(world.bureau, now=world.now) as batch:
        opened = batch.open_case(
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.bureau),
            party=world.applicant,
            title="某公司的申请",
            answers={"amount": 100_00, "contact": "张三"},
        )
        batch.act(opened.case_id, "accept", actor=world.by(world.clerk))
        letter = batch.act(
            opened.case_id, "examine", actor=world.by(world.clerk), answers={"opinion": "符合条件"}
        )
    bulk = world.case(opened)
    assert (bulk.number, letter.letter_number) == ("2020-tp-0002", "")
    assert (bulk.marking, bulk.version, bulk.closed_on) == (single.marking, single.version, None)
    assert _rows(bulk) == _rows(single)
    assert not list(compare(world.bureau))


def test_numbers_go_on_after_those_that_were_taken_by_hand(world: World) -> None:
    def opened(batch: Batch) -> str:
        actor = Actor.applicant(bureau=world.bureau)
        return batch.open_case(
            "test-permit", "apply", actor=actor, party=world.applicant, title="申请", answers={"amount": 1}
        ).number

    with Batch(world.bureau, now=world.now) as batch:
        first = opened(batch)
        batch.flush()
        by_hand = world.open().number
        batch.catch_up()
        last = opened(batch)
    assert [first, by_hand, last] == ["2020-tp-0001", "2020-tp-0002", "2020-tp-0003"]
    assert not list(compare(world.bureau))


def _told(case: Case) -> list[tuple[Any, ...]]:
    """What the log says of a case, without what every entry has of its own: its place, its salts, its number."""
    told = []
    for row in LogEntry.objects.filter(case=case).order_by("position"):
        entry = Entry.read(bytes(row.entry))
        own = ("case", "answers", "files", "late_reason")
        answers = (
            ActContent.objects.filter(position=row.position).values_list("answers", flat=True).first() or {}
        )
        plain = {key: value for key, (_salt, value) in answers.items()}
        files = File.objects.filter(case=case, log_position=row.position)
        told.append(
            (
                {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in own},
                sorted(entry.answers),
                len(entry.files),
                plain,
                (row.step, row.kind, row.case_version, row.late, row.happened_at, row.recorded_at),
                [(one.place, one.field, one.name, one.digest, one.size, one.media_type) for one in files],
            )
        )
    return told


def test_the_same_acts_one_by_one_and_in_a_batch_leave_the_same_record(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = effects.Effects()
    seen: list[tuple[Any, ...]] = []

    def note(of: effects.EffectContext) -> None:
        files = [(one.field, one.name) for one in of.files]
        seen.append((of.step, dict(of.answers), dict(of.all_answers), of.on, of.now, files, of.case.title))

    for step in ("apply", "accept", "examine", "grant"):
        registry.add(("tested-permit", step), note)
    monkeypatch.setattr(effects, "registry", registry)
    start: dict[str, Any] = {
        "actor": Actor.applicant(bureau=world.bureau),
        "party": world.applicant,
        "title": "某公司的申请",
        "answers": {"amount": 100_00, "contact": "张三"},
        "happened_at": world.now - timedelta(days=40),
        "late_reason": "停电",
        "files": [NewFile("申请.txt", b"1", "paper")],
    }
    acts: list[tuple[str, Any, dict[str, Any]]] = [
        ("accept", world.clerk, {}),
        ("examine", world.clerk, {"answers": {"opinion": "符合条件"}}),
        ("review", world.chief, {}),
        ("grant", world.clerk, {"answers": {"certificate": "1号"}}),
        ("grant", world.head, {"answers": {"certificate": "1号"}}),
    ]

    def walk(opened: Opened, take: Callable[..., Receipt]) -> list[tuple[Any, ...]]:
        receipts: list[Any] = []
        for step, officer, more in acts:
            try:
                receipts.append(take(opened.case_id, step, actor=world.by(officer), **more))
            except ActRefused as refused:
                receipts.append(tuple(reason.code for reason in refused.reasons))
        return [
            (one.step, one.case_version, one.late, one.closed, bool(one.letter_number))
            if isinstance(one, Receipt)
            else one
            for one in receipts
        ]

    first = open_case(world.bureau, "test-permit", "apply", now=world.now, **start)
    one_by_one = walk(first, partial(act, now=world.now))
    single, effects_of_single = world.case(first), seen.copy()
    seen.clear()
    with Batch(world.bureau, now=world.now) as batch:
        second = batch.open_case("test-permit", "apply", **start)
        in_a_batch = walk(second, batch.act)
    bulk = world.case(second)
    assert in_a_batch == one_by_one
    assert _told(bulk) == _told(single)
    assert _rows(bulk) == _rows(single)
    for name in ("marking", "version", "closed_on", "opened_on", "title", "party_id", "procedure_hash"):
        assert getattr(bulk, name) == getattr(single, name)
    assert seen == effects_of_single
    assert [(one.kind, one.issued_on) for one in Letter.objects.filter(case=bulk)] == [
        (one.kind, one.issued_on) for one in Letter.objects.filter(case=single)
    ]
    refusals = Refusal.objects.order_by("pk").values_list("step", "officer_id", "reasons")
    assert refusals[0] == refusals[1]
    assert not list(compare(world.bureau))


def test_numbers_go_on_without_gaps_across_batches_and_acts(world: World) -> None:
    world.walk(until="accept")
    with Batch(world.bureau, now=world.now, every=2) as batch:
        letters = []
        for _ in range(3):
            opened = batch.open_case(
                "test-permit",
                "apply",
                actor=Actor.applicant(bureau=world.bureau),
                party=world.applicant,
                title="申请",
                answers={"amount": 1},
            )
            letters.append(batch.act(opened.case_id, "accept", actor=world.by(world.clerk)).letter_number)
    last = world.walk(until="accept")
    assert letters == [f"漯科〔2020〕{serial}号" for serial in (2, 3, 4)]
    assert last.number == "2020-tp-0005"
    positions = list(LogEntry.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(10))


def test_one_failure_takes_everything_back(world: World) -> None:
    opened = world.open()

    def twice() -> None:
        with Batch(world.bureau, now=world.now, every=1) as batch:
            batch.act(opened.case_id, "accept", actor=world.by(world.clerk))
            batch.act(opened.case_id, "accept", actor=world.by(world.clerk))

    with pytest.raises(ActRefused):
        twice()
    assert world.case(opened).version == 1
    assert LogEntry.objects.count() == 1


def test_a_refused_act_may_be_left_out(world: World) -> None:
    opened = world.open()
    with Batch(world.bureau, now=world.now) as batch:
        with pytest.raises(ActRefused):
            batch.act(opened.case_id, "grant", actor=world.by(world.head), answers={"certificate": "1"})
        batch.act(opened.case_id, "accept", actor=world.by(world.clerk))
    assert world.case(opened).version == 2
    assert Refusal.objects.get().case_id == opened.case_id


def test_imports_are_marked_and_late_ones_say_why(world: World) -> None:
    with Batch(world.bureau, now=world.now, imported=True, late_reason="旧系统导入") as batch:
        opened = batch.open_case(
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.bureau),
            party=world.applicant,
            title="旧事项",
            answers={"amount": 1},
            happened_at=world.now - timedelta(days=100),
        )
    entry = LogEntry.objects.get(case_id=opened.case_id)
    assert (entry.kind, entry.late) == ("import", True)
    assert ActContent.objects.get(position=entry.position).answers[":late_reason"][1] == "旧系统导入"


def test_effects_run_in_order_and_see_their_own_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, dict[str, Any], str]] = []
    registry = effects.Effects()

    def note(of: effects.EffectContext) -> None:
        seen.append((of.step, dict(of.all_answers), of.case.number))

    for step in ("apply", "examine"):
        registry.add(("tested-permit", step), note)
    monkeypatch.setattr(effects, "registry", registry)
    with Batch(world.bureau, now=world.now) as batch:
        opened = batch.open_case(
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.bureau),
            party=world.applicant,
            title="申请",
            answers={"amount": 1},
        )
        batch.act(opened.case_id, "accept", actor=world.by(world.clerk))
        batch.act(opened.case_id, "examine", actor=world.by(world.clerk), answers={"opinion": "可"})
        assert not seen
    assert [(step, answers) for step, answers, _ in seen] == [
        ("apply", {"amount": 1}),
        ("examine", {"amount": 1, "opinion": "可"}),
    ]


def test_handing_over_in_bulk_is_like_handing_over_one_by_one(world: World) -> None:
    cases = [world.open(assignee=world.clerk).case_id for _ in range(2)]
    hand_over(cases[0], actor=world.by(world.chief), to=world.second, reason="轮岗", now=world.now)
    with Batch(world.bureau, now=world.now) as batch:
        batch.load(cases)
        assert batch.hand_over(cases[1], to=world.second, reason="轮岗", actor=world.by(world.chief))
    one, other = (world.case(case) for case in cases)
    assert one.assignee_id == other.assignee_id == world.second.pk
    assert _rows(one) == _rows(other)
    assert not list(compare(world.bureau))


def test_the_number_of_statements_does_not_grow_with_the_acts(world: World) -> None:
    applicant = world.applicant

    def statements(count: int) -> int:
        world.clerk.forget()
        with CaptureQueriesContext(connection) as captured, Batch(world.bureau, now=world.now) as batch:
            for _ in range(count):
                opened = batch.open_case(
                    "test-permit",
                    "apply",
                    actor=Actor.applicant(bureau=world.bureau),
                    party=applicant,
                    title="申请",
                    answers={"amount": 1},
                )
                batch.act(opened.case_id, "accept", actor=world.by(world.clerk))
        return len(captured)

    assert statements(2) == statements(100)
    assert not File.objects.exists()
