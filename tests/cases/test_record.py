"""The record proves itself: receipts, proofs, export, verification; and whatever was changed beside it is found."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.cast import World, people
from tests.hands import tampering
from yifa.cases.acting.act import Actor, NewFile
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.handling import ask_opinion, give_opinion, hand_over
from yifa.cases.errors import DeskRefused, RecordProblem
from yifa.cases.files import path_of
from yifa.cases.log import parts, verification, verified
from yifa.cases.log.case_evidence import write_evidence
from yifa.cases.log.comparing import compare
from yifa.cases.log.erasing import erase
from yifa.cases.log.keys import ensure_key, make_key, public_key
from yifa.cases.log.record import (
    consistency_proof,
    export,
    inclusion_proof,
    integrate,
    latest_head,
    position_in_case,
    receipt,
    timeline,
)
from yifa.cases.log.verification import verify, verify_changes
from yifa.cases.models import ActContent, DeskItem, File
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import leaf_hash, verify_consistency, verify_inclusion
from yifa.evidence.receipts import Receipt
from yifa.evidence.verify import verify_folder
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.postgres.cluster import SUPERUSER

PDF = b"%PDF-1.7\n" + b"x" * 100


def _fill(world: World, count: int) -> None:
    with Batch(world.bureau, now=world.now) as batch:
        opened = batch.open_case(
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.bureau),
            title="长",
            answers={"amount": 1},
        )
        for _ in range(count - 1):
            batch.act(opened.case_id, "note", actor=world.by(world.clerk))


def test_a_receipt_shows_its_entry_to_whoever_trusts_the_key(world: World) -> None:
    opened = world.walk()
    vkey = ensure_key(world.bureau)
    found = receipt(world.bureau, opened.receipt.position, with_answers=True, now=world.now)
    proved = Receipt.from_json(found.to_json()).verify([vkey], world.bureau.code)
    assert (proved.entry.case, proved.index) == (opened.number, 0)
    assert found.openings["contact"].value == "张三"
    assert not receipt(world.bureau, 0).openings


def test_without_a_signed_head_there_is_no_receipt(world: World) -> None:
    opened = world.open()
    ensure_key(world.bureau)
    with pytest.raises(RecordProblem):
        receipt(world.bureau, opened.receipt.position)
    with pytest.raises(RecordProblem):
        receipt(world.bureau, 99, now=world.now)


def test_a_key_is_made_once(world: World) -> None:
    with pytest.raises(RecordProblem):
        integrate(world.bureau, world.open().receipt.recorded_at)
    made = make_key(world.bureau)
    assert public_key(world.bureau) == made == ensure_key(world.bureau)
    with pytest.raises(RecordProblem):
        make_key(world.bureau)


def test_the_tree_grows_in_batches_and_stays_consistent(world: World) -> None:
    ensure_key(world.bureau)
    heads = []
    for count in (1, 255, 1, 300, 700):
        _fill(world, count)
        head = integrate(world.bureau, world.later(minutes=1))
        assert head is not None
        heads.append(head)
    # Each head has its seal over the rows that the acts before it wrote.
    assert [head.size for head in heads] == [2, 258, 260, 561, 1262]
    assert integrate(world.bureau, world.later(minutes=1)) == heads[-1]
    for old in heads:
        for new in heads:
            if old.size <= new.size:
                proof = consistency_proof(world.bureau, old.size, new.size)
                assert verify_consistency(old.size, new.size, old.root, new.root, proof)
    # What is sound is summed up, several tiles at once, and not read a second time in order.
    assert all(parts.go_through(world.bureau, one).span for one in parts.parts_of_entries(1262))
    found = receipt(world.bureau, 700)
    assert verify_inclusion(700, 1262, leaf_hash(found.entry), found.proof, heads[-1].root)
    assert verify(world.bureau).ok


def test_a_proof_reads_in_proportion_to_the_logarithm_and_the_next_one_nothing(world: World) -> None:
    ensure_key(world.bureau)
    _fill(world, 1500)
    head = integrate(world.bureau, world.now)
    assert head is not None
    with using_bureau(world.bureau), CaptureQueriesContext(connection) as captured:
        proof = inclusion_proof(world.bureau, 700, head)
    assert len(captured) <= 6
    with using_bureau(world.bureau), CaptureQueriesContext(connection) as captured:
        assert inclusion_proof(world.bureau, 701, head)[1:] == proof[1:]
    assert not len(captured)


def test_a_valid_proof_of_another_bureaus_log_is_refused(world: World) -> None:
    ours, theirs = ensure_key(world.bureau), ensure_key(world.other)
    world.open()
    with using_bureau(world.other):
        their_world = people(world.other)
        their_world.now = world.now
        their_world.open()
        foreign = receipt(world.other, 0, now=world.now)
    foreign.verify([theirs], world.other.code)
    with pytest.raises(EvidenceError):
        foreign.verify([ours])
    with pytest.raises(EvidenceError):
        foreign.verify([ours, theirs], world.bureau.code)


def test_an_exported_log_is_verified_without_the_database(world: World, tmp_path: Path) -> None:
    vkey = ensure_key(world.bureau)
    _fill(world, 300)
    done = export(world.bureau, tmp_path / "out", world.now)
    assert done.size == 301
    assert verify_folder(tmp_path / "out", [vkey]).ok
    bundle = tmp_path / "out" / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes().replace(b'"note"', b'"nope"', 1))
    assert not verify_folder(tmp_path / "out", [vkey]).ok


def test_an_empty_log_has_nothing_to_export(world: World, tmp_path: Path) -> None:
    ensure_key(world.bureau)
    with pytest.raises(RecordProblem):
        export(world.bureau, tmp_path / "out", world.now)
    assert verify(world.bureau).ok


def test_cases_and_deadlines_can_be_made_anew_from_the_log_alone(world: World) -> None:
    for until in ("apply", "accept", "examine", "review", "grant"):
        world.walk(until=until)
    opened = world.walk(until="accept")
    world.take(opened.case_id, "extend", world.head)
    hand_over(
        world.open(assignee=world.clerk).case_id,
        actor=world.by(world.chief),
        to=world.second,
        reason="休假",
        now=world.now,
    )
    ask_opinion(
        opened.case_id, actor=world.by(world.clerk), of=world.chief, question="是否符合？", now=world.now
    )
    returned = world.walk(until="accept")
    world.take(returned.case_id, "return-from-examine", world.clerk, answers={"reason": "材料不清"})
    assert list(compare(world.bureau)) == []


MOVE_AN_ENTRY = "update log_entry set case_id = (select max(id) from cases_case), case_version = position + 10 where position = 0"


CHANGES = (
    ("update cases_case set marking = marking || '{\"closed\": true}'", "程序状态"),
    ("update cases_case set version = version + 1", "版"),
    ("update cases_case set closed_on = '2020-03-09'", "办结日期"),
    ("update cases_obligation set due_on = due_on + 30", "待办"),
    ("delete from cases_obligation", "待办"),
    ("update log_entry set entry = 'x'", "JSON"),
    ("update log_entry set step = 'grant'", "检索列"),
    ("update log_entry set recorded_at = recorded_at + interval '1 microsecond'", "检索列"),
    (MOVE_AN_ENTRY, "检索列"),
    ("delete from cases_case", "表中没有"),
    ("update cases_case set procedure_key = 'other-permit'", "other-permit"),
    ("update cases_case set number = 'X-' || id", "检索列"),
    ('update act_content set answers = \'{"amount": ["00", 1]}\'', "承诺"),
    ("update act_content set answers = answers - 'contact' where answers ? 'contact'", "不见了"),
)


def test_whatever_was_changed_beside_the_record_is_found(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    world.walk(until="accept")
    world.walk(until="accept")
    integrate(world.bureau, world.now)
    assert verify(world.bureau).ok
    missed = []
    with tampering() as cursor:
        for change, told in CHANGES:
            cursor.execute("savepoint before")
            cursor.execute(change)
            found = verify(world.bureau)
            if found.ok or not any(told in one.sentence.zh for one in found.differences):
                missed.append((change, found.differences))
            cursor.execute("rollback to savepoint before")
    assert not missed


def test_erasing_leaves_every_proof_whole(world: World, django_capture_on_commit_callbacks: Any) -> None:
    vkey = ensure_key(world.bureau)
    opened = world.open(files=[NewFile("申请表.pdf", PDF, "paper")])
    before = receipt(world.bureau, 0, with_answers=True, now=world.now)
    world.take(opened.case_id, "accept", world.clerk)
    case = world.case(opened)
    file = File.objects.get()
    stored = file.digest
    with django_capture_on_commit_callbacks(execute=True):
        done = erase(
            case,
            fields=["contact"],
            files=[file],
            reason="保存期限届满（个人信息保护法第四十七条）",
            actor=world.by(world.head),
            now=world.now,
        )
    assert "contact" not in ActContent.objects.get(position=0).answers
    assert "amount" in ActContent.objects.get(position=0).answers
    file.refresh_from_db()
    assert (file.name, file.digest, bytes(file.salt)) == ("", "", b"")
    assert not path_of(stored).exists()
    assert before.verify([vkey]).index == 0
    after = receipt(world.bureau, 0, with_answers=True, now=world.now)
    after.verify([vkey])
    assert "contact" not in after.openings
    found = verify(world.bureau)
    assert found.ok, found.differences
    entry = timeline(world.case(opened))[-1]
    assert (entry.position, entry.title.zh, entry.refers) == (done.position, "删除内容", (0,))
    first = timeline(world.case(opened))[0]
    assert {answer.key: answer.erased for answer in first.answers}["contact"]


def test_nothing_is_erased_without_a_reason_or_twice(world: World) -> None:
    opened = world.open()
    case = world.case(opened)
    with pytest.raises(DeskRefused):
        erase(case, fields=["contact"], reason=" ", actor=world.by(world.head), now=world.now)
    erase(case, fields=["contact"], reason="届满", actor=world.by(world.head), now=world.now)
    with pytest.raises(DeskRefused):
        erase(case, fields=["contact"], reason="届满", actor=world.by(world.head), now=world.now)
    assert world.case(opened).version == 2


def test_a_closed_case_can_be_erased_and_stays_closed(world: World) -> None:
    opened = world.walk()
    closed_on = world.case(opened).closed_on
    erase(world.case(opened), fields=["contact"], reason="届满", actor=world.by(world.head), now=world.now)
    assert world.case(opened).closed_on == closed_on
    assert not list(compare(world.bureau))


def test_a_missing_or_changed_file_is_found(world: World) -> None:
    ensure_key(world.bureau)
    world.open(files=[NewFile("申请表.pdf", PDF, "paper")])
    integrate(world.bureau, world.now)
    place = path_of(File.objects.get().digest)
    place.write_bytes(b"%PDF-1.7 other")
    assert any("内容已被改动" in one.sentence.zh for one in verify(world.bureau).differences)
    place.unlink()
    assert any("不在存储中" in one.sentence.zh for one in verify(world.bureau).differences)


def test_the_timeline_tells_each_entry_with_its_proof(world: World) -> None:
    ensure_key(world.bureau)
    opened = world.walk(until="accept")
    integrate(world.bureau, world.now)
    world.take(opened.case_id, "note", world.clerk, answers={"text": "电话核实"})
    told = timeline(world.case(opened))
    assert [(one.step, one.officer, one.proved) for one in told] == [
        ("apply", "", True),
        ("accept", "甲", True),
        ("note", "甲", False),
    ]
    assert told[0].by_applicant
    assert [(answer.label.zh, answer.value) for answer in told[0].answers] == [
        ("金额", 10000),
        ("联系人", "张三"),
    ]
    assert told[1].letter is not None
    assert told[2].answers[0].value == "电话核实"
    assert position_in_case(world.case(opened), 3) == told[2].position
    with pytest.raises(RecordProblem):
        position_in_case(world.case(opened), 4)


def test_the_evidence_of_a_case_stands_alone(world: World) -> None:
    vkey = ensure_key(world.bureau)
    opened = world.walk(until="accept", files=[NewFile("申请表.pdf", PDF, "paper")])
    world.later(minutes=5)
    ask_opinion(opened.case_id, actor=world.by(world.clerk), of=world.chief, question="？", now=world.now)
    give_opinion(DeskItem.objects.get().pk, actor=world.by(world.chief), opinion="同意", now=world.now)
    out = io.BytesIO()
    assert write_evidence(world.case(opened), out, now=world.now) == 4
    with zipfile.ZipFile(out) as archive:
        assert archive.read("public-key").decode().strip() == vkey
        for number in range(1, 5):
            one = Receipt.from_json(archive.read(f"receipts/{number:04d}.json").decode())
            assert one.verify([vkey], world.bureau.code).entry.case_version == number
        listed = json.loads(archive.read("files.json"))
        assert archive.read(listed[0]["name"]) == PDF
        assert "个事项" not in archive.read("README.txt").decode()


def test_entries_not_under_a_head_yet_are_counted(world: World) -> None:
    ensure_key(world.bureau)
    world.open()
    integrate(world.bureau, world.now)
    world.open()
    found = verify(world.bureau)
    assert (found.ok, found.waiting) == (True, 1)
    head = latest_head(world.bureau)
    assert head is not None
    assert head.size == 2
    assert world.now + timedelta(0) == head.signed_at


def test_processes_over_parts_find_what_one_process_finds(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = committed_world
    ensure_key(world.bureau)
    _fill(world, 600)
    world.walk(until="accept")
    integrate(world.bureau, world.now)
    monkeypatch.setattr(verification, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(parts, "ROWS_IN_A_PART", 3)
    monkeypatch.setattr(parts, "SPAN", 1)
    # Whoever runs tests side by side keeps a thread of their own, which does no harm to a fork here.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    told: list[tuple[int, int]] = []
    found = verify(world.bureau, workers=2, progress=lambda done, total: told.append((done, total)))
    alone = verify(world.bureau, workers=1)
    assert (found.workers, alone.workers) == (2, 1)
    assert found.ok, found.sentences
    assert found.rows == alone.rows > 0
    assert found.log == alone.log
    assert told[-1][0] == told[-1][1]
    # Committed, so that other connections see it: a column that follows from the entries alone.
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "dbname": given["NAME"], "user": SUPERUSER}
    with psycopg.connect(**address, autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute("update cases_case set version = version + 7")
    found = verify(world.bureau, workers=2)
    assert found.workers == 2
    assert sum("版" in one.zh for one in found.sentences) == 2


def test_what_came_since_a_verification_is_verified_by_itself(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    world.walk(until="accept")
    integrate(world.bureau, world.now)
    assert verified.last(world.bureau) is None
    assert verify(world.bureau, keep_at=world.now).ok
    known = verified.last(world.bureau)
    assert known is not None
    opened = world.walk(until="accept")
    integrate(world.bureau, world.later(minutes=1))
    found = verify_changes(world.bureau, known.mark, keep_at=world.now)
    assert found.ok, found.sentences
    assert 0 < found.rows < verify(world.bureau).rows
    then = verified.last(world.bureau)
    assert then is not None
    assert (then.whole_at, then.mark.size > known.mark.size) == (known.at, True)
    assert not then.is_whole_due(world.now)
    assert then.is_whole_due(world.now + timedelta(days=7))
    with tampering() as cursor:
        for change in (
            f"update cases_case set title = '另' where id = {opened.case_id}",
            f"update cases_case set version = version + 1 where id = {opened.case_id}",
            "delete from cases_letter where id = (select max(id) from cases_letter)",
            "delete from cases_letter where id = (select min(id) from cases_letter)",
            "delete from log_entry where position = (select max(position) - 1 from log_entry)",
            "update log_entry set entry = entry || ' ' where position = (select max(position) - 1 from log_entry)",
        ):
            cursor.execute("savepoint before")
            cursor.execute(change)
            assert not verify_changes(world.bureau, known.mark).ok, change
            cursor.execute("rollback to savepoint before")
        assert verify_changes(world.bureau, known.mark).ok


def test_another_history_is_no_continuation_of_what_was_verified(world: World) -> None:
    ensure_key(world.bureau)
    world.walk(until="accept")
    integrate(world.bureau, world.now)
    assert verify(world.bureau, keep_at=world.now).ok
    known = verified.last(world.bureau)
    assert known is not None
    found = verify_changes(world.bureau, replace(known.mark, root="00" * 32))
    assert "不是上次核验过的" in found.sentences[0].zh


def test_a_verification_that_was_broken_off_is_taken_up(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = committed_world
    ensure_key(world.bureau)
    world.walk(until="accept")
    integrate(world.bureau, world.now)

    def killed(done: int, total: int) -> None:
        if done * 2 > total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(world.bureau, keep_at=world.now, progress=killed)
    run = verified.run_of(world.bureau, world.now)
    assert run is not None
    assert 0 < len(run.done) < len(run.parts)
    # One line says what is gone through, and one more each part that is done.
    noted = verified.place_of(world.bureau).with_suffix(".run").read_text(encoding="utf-8").splitlines()
    assert len([line for line in noted if line]) == 1 + len(run.done)
    opened = world.walk(until="accept")
    integrate(world.bureau, world.later(minutes=1))
    gone_through: set[parts.Part] = set()
    real = parts.go_through

    def go_through(bureau: Bureau, part: parts.Part) -> parts.Found:
        gone_through.add(part)
        return real(bureau, part)

    monkeypatch.setattr(parts, "go_through", go_through)
    with tampering() as cursor:
        # What was written since is looked at, though its part was done.
        cursor.execute(f"update cases_case set title = '另' where id = {opened.case_id}")
        assert not verify(world.bureau, keep_at=world.now, resume=True).ok
    assert not run.done & gone_through
    found = verify(world.bureau, keep_at=world.now, resume=True)
    assert (found.ok, found.resumed) == (True, run.began)
    assert verified.run_of(world.bureau, world.now) is None
    assert verified.last(world.bureau) is not None


def test_cases_that_are_what_they_were_are_not_made_anew_and_others_are(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    opened = world.walk(until="accept")
    integrate(world.bureau, world.now)
    assert verify(world.bureau, keep_at=world.now).known == 0
    assert verify(world.bureau, remembered=True).known == 1
    case = f"case_id = {opened.case_id}"
    with tampering() as cursor:
        for change in (
            f"update cases_case set version = version + 1 where id = {opened.case_id}",
            f"update cases_obligation set due_on = due_on + 1 where {case}",
            f"update log_entry set late = not late where {case}",
            "update act_content set answers = '{}' where answers ? 'contact'",
        ):
            cursor.execute("savepoint before")
            cursor.execute(change)
            found = verify(world.bureau, remembered=True)
            assert (found.known, found.ok) == (0, False), change
            cursor.execute("rollback to savepoint before")
