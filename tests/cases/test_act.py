"""The act: whole or refused, and every refusal says why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.cast import MONDAY, World, people
from yifa.cases.acting.act import (
    Actor,
    ActRefused,
    CaseMoved,
    ClockBehind,
    LateReasonMissing,
    NoSuchCase,
    NotYetHappened,
    act,
)
from yifa.cases.acting.numbers import progress_code_fits
from yifa.cases.models import ActContent, Case, Draft, Letter, LogEntry, Obligation, Refusal
from yifa.evidence.commitments import opens
from yifa.evidence.entries import Entry
from yifa.house.tenancy import using_bureau


def test_opening_numbers_the_case_and_enters_it(world: World) -> None:
    opened = world.open()
    case = world.case(opened)
    assert (opened.number, case.number, case.version) == ("2020-tp-0001", "2020-tp-0001", 1)
    assert progress_code_fits(
        case.progress_code_hash, world.bureau.pk, case.number, opened.progress_code.lower()
    )
    assert not progress_code_fits(case.progress_code_hash, world.bureau.pk, case.number, "AAAAA-AAAAA")
    entry = LogEntry.objects.get(bureau_id=world.bureau.pk, position=opened.receipt.position)
    read = Entry.read(bytes(entry.entry))
    assert (read.case, read.case_version, read.step, read.officer) == (case.number, 1, "apply", None)
    content = ActContent.objects.get(position=opened.receipt.position).answers
    salt, value = content["contact"]
    assert opens(read.answers["contact"], "contact", value, bytes.fromhex(salt))


def test_a_step_moves_the_case_and_what_it_owes(world: World) -> None:
    opened = world.open()
    before = {row.rule_id for row in Obligation.objects.filter(case_id=opened.case_id)}
    receipt = world.take(opened.case_id, "accept", world.clerk)
    rows = {row.rule_id: row for row in Obligation.objects.filter(case_id=opened.case_id)}
    assert before == {"test-law/answer-in-5"}
    assert rows.keys() == {"test-law/decide-in-20", "house/promised"}
    assert rows["test-law/decide-in-20"].due_on == date(2020, 3, 30)
    assert rows["house/promised"].due_on == date(2020, 3, 12)
    assert rows["house/promised"].is_promise
    assert rows["house/promised"].lane == "p:head-of-organ"
    assert receipt.letter_number == "漯科〔2020〕1号"
    assert Letter.objects.get(case_id=opened.case_id).document_number == "漯科〔2020〕1号"


def test_closing_leaves_nothing_owed(world: World) -> None:
    opened = world.walk()
    case = world.case(opened)
    assert case.closed_on == date(2020, 3, 2)
    assert not Obligation.objects.filter(case=case).exists()


def test_what_the_law_bars_is_refused_with_its_article(world: World) -> None:
    opened = world.walk(until="examine")
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "grant", world.head, answers={"certificate": "1号"})
    assert [reason.article for reason in refused.value.reasons] == ["11"]
    assert "第十一条" in refused.value.zh
    kept = Refusal.objects.get()
    assert (kept.step, kept.officer_id, kept.reasons[0]["article"]) == ("grant", world.head.pk, "11")
    assert world.case(opened).version == 3


def test_the_examiner_may_not_review(world: World) -> None:
    opened = world.walk(until="accept")
    world.take(opened.case_id, "examine", world.deputy, answers={"opinion": "符合"})
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "review", world.deputy)
    assert refused.value.reasons[0].article == "12"
    world.take(opened.case_id, "review", world.chief)


def test_large_amounts_need_two_reviewers(world: World) -> None:
    opened = world.open(answers={"amount": 1_000_000})
    world.take(opened.case_id, "accept", world.clerk)
    world.take(opened.case_id, "examine", world.clerk, answers={"opinion": "符合"})
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "review", world.chief)
    assert refused.value.reasons[0].article == "13"
    receipt = world.take(opened.case_id, "review", world.chief, co_signers=[world.by(world.deputy)])
    entry = Entry.read(bytes(LogEntry.objects.get(position=receipt.position).entry))
    assert [one.officer for one in entry.co_signers] == [f"o:{world.deputy.pk}"]


def test_who_lacks_the_power_is_refused(world: World) -> None:
    opened = world.open()
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "accept", world.stranger)
    assert refused.value.reasons[0].code == "procedure/actor"


def test_a_missing_answer_is_refused_by_its_question(world: World) -> None:
    with pytest.raises(ActRefused) as refused:
        world.open(answers={})
    assert refused.value.reasons[0].code == "procedure/answers"
    assert "金额" in refused.value.zh
    assert not Case.objects.exists()
    assert Refusal.objects.get().case_id is None


def test_a_case_that_moved_meanwhile_is_told_with_what_happened(world: World) -> None:
    opened = world.open()
    world.take(opened.case_id, "accept", world.clerk)
    with pytest.raises(CaseMoved) as moved:
        world.take(opened.case_id, "note", world.second, expected_version=1)
    assert [one.title.zh for one in moved.value.happened] == ["受理"]
    assert world.clerk.name in moved.value.zh
    assert world.case(opened).version == 2


def test_a_late_entry_needs_a_reason_and_has_both_dates(world: World) -> None:
    opened = world.open()
    world.later(days=7)
    happened = MONDAY + timedelta(days=1)
    with pytest.raises(LateReasonMissing) as missing:
        world.take(opened.case_id, "accept", world.clerk, happened_at=happened)
    assert "补录" in missing.value.zh
    receipt = world.take(
        opened.case_id, "accept", world.clerk, happened_at=happened, late_reason="窗口系统故障"
    )
    entry = LogEntry.objects.get(position=receipt.position)
    assert (entry.late, entry.happened_at, entry.recorded_at) == (True, happened, world.now)
    assert Obligation.objects.get(case_id=opened.case_id, is_promise=True).since_on == date(2020, 3, 3)


def test_within_the_setting_an_earlier_day_is_not_late(world: World) -> None:
    opened = world.open()
    world.later(days=1)
    receipt = world.take(opened.case_id, "accept", world.clerk, happened_at=MONDAY)
    assert not receipt.late


def test_nothing_is_recorded_before_it_happens(world: World) -> None:
    opened = world.open()
    with pytest.raises(NotYetHappened):
        world.take(opened.case_id, "accept", world.clerk, happened_at=world.now + timedelta(hours=1))


def test_small_differences_of_clocks_are_evened_and_large_ones_refused(world: World) -> None:
    opened = world.open()
    receipt = world.take(opened.case_id, "accept", world.clerk, now=world.now - timedelta(seconds=20))
    assert receipt.recorded_at == world.now
    with pytest.raises(ClockBehind):
        world.take(opened.case_id, "note", world.clerk, now=world.now - timedelta(days=1))


def test_another_bureaus_officer_finds_no_case(world: World) -> None:
    opened = world.open()
    with using_bureau(world.other):
        theirs = people(world.other)
        with pytest.raises(NoSuchCase):
            act(opened.case_id, "accept", actor=Actor.officer(theirs.clerk), now=world.now)


def test_the_draft_goes_with_the_act(world: World) -> None:
    opened = world.open()
    case = world.case(opened)
    for officer in (world.clerk, world.second):
        Draft.everywhere.create(
            bureau=world.bureau,
            case=case,
            procedure_key="test-permit",
            step="accept",
            officer=officer,
            saved_at=world.now,
        )
    world.take(opened.case_id, "accept", world.clerk)
    assert [draft.officer_id for draft in Draft.objects.all()] == [world.second.pk]


def test_after_two_hundred_acts_a_step_asks_the_database_as_often_as_after_two(world: World) -> None:
    opened = world.walk(until="accept")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            world.take(opened.case_id, "note", world.clerk, answers={"text": "情况"})
        return len([one for one in captured if "SAVEPOINT" not in one["sql"]])

    world.clerk.forget()
    first = queries()
    world.clerk.forget()
    for _ in range(200):
        world.take(opened.case_id, "note", world.clerk, answers={"text": "情况"})
    size = len(str(world.case(opened).marking))
    world.clerk.forget()
    # The case, the officer's posts, the ties that were declared, the act.
    assert queries() == first <= 4
    world.take(opened.case_id, "note", world.clerk, answers={"text": "情况"})
    assert len(str(world.case(opened).marking)) <= size + 1


def test_every_entry_is_numbered_in_its_case_without_gaps(world: World) -> None:
    opened = world.walk()
    versions = list(
        LogEntry.objects.filter(case_id=opened.case_id)
        .order_by("position")
        .values_list("case_version", flat=True)
    )
    assert versions == [1, 2, 3, 4, 5]


def test_times_are_utc_whole_seconds(world: World) -> None:
    receipt = world.open(now=datetime(2020, 3, 2, 9, 30, 15, 999, tzinfo=UTC)).receipt
    assert receipt.recorded_at == datetime(2020, 3, 2, 9, 30, 15, tzinfo=UTC)
