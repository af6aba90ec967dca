"""Whatever is changed in a log, verification names it; a sound log passes, from a folder and from rows alike."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.making import BUREAU, SALT, entry, log, log_of
from yifa.evidence.commitments import commit, opens
from yifa.evidence.entries import Entry
from yifa.evidence.merkle import leaf_hash
from yifa.evidence.tiles import bundle, export
from yifa.evidence.verify import MAX_FAULTS, FaultCode, Row, Verification, verify_folder, verify_stream


def exported(folder: Path, size: int) -> Path:
    made = log(size)
    export(folder / "log", made.entries, made.checkpoint, made.vkey)
    return folder / "log"


def rows(size: int) -> list[Row]:
    return [Row(position, data, leaf_hash(data)) for position, data in enumerate(log(size).entries)]


def codes(result: Verification) -> list[FaultCode]:
    return [fault.code for fault in result.faults]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_a_sound_log_passes(tmp_path: Path, size: int) -> None:
    made = log(size)
    folder = exported(tmp_path, size)
    result = verify_folder(folder, [made.vkey])
    assert result.ok, result.faults
    assert (result.origin, result.size, result.entries) == (made.signer.name, size, size)
    assert result.root == made.tiles.root()
    assert result.cases == (size + 2) // 3
    assert verify_stream(rows(size), made.checkpoint, [made.vkey], made.tiles.tile) == result
    own = verify_folder(folder)
    assert own.ok
    assert "compare that key" in own.checked[0].en


@pytest.mark.parametrize("size", [2, 258])
def test_every_flipped_byte_of_a_folder_is_named(tmp_path: Path, size: int) -> None:
    folder = exported(tmp_path, size)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        before = path.read_bytes()
        every = 1 if size < 256 else 997
        for at in range(0, len(before), every):
            path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
            result = verify_folder(folder, [log(size).vkey])
            assert not result.ok, f"{path} at {at}"
            assert all(fault.sentence.zh and fault.sentence.en for fault in result.faults)
        path.write_bytes(before)
    assert verify_folder(folder, [log(size).vkey]).ok


def test_every_missing_or_longer_file_is_named(tmp_path: Path) -> None:
    folder = exported(tmp_path, 258)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        before = path.read_bytes()
        path.unlink()
        assert not verify_folder(folder).ok, path
        path.write_bytes(before + b"\n")
        assert not verify_folder(folder).ok, path
        path.write_bytes(before)
    assert verify_folder(folder).ok


def test_a_folder_is_checked_against_the_keys_that_are_trusted(tmp_path: Path) -> None:
    folder = exported(tmp_path, 7)
    stranger = log(7, "410500-kj").vkey
    assert codes(verify_folder(folder, [stranger])) == [FaultCode.CHECKPOINT]
    (folder / "public-key").write_text(stranger + "\n")
    assert codes(verify_folder(folder)) == [FaultCode.CHECKPOINT]
    assert codes(verify_folder(folder, [log(7).vkey])) == [FaultCode.KEY]


def test_a_folder_forged_with_another_key_is_refused(tmp_path: Path) -> None:
    forged = log_of([entry(0).to_bytes()], "410500-kj")
    export(tmp_path / "log", forged.entries, forged.checkpoint, forged.vkey)
    assert codes(verify_folder(tmp_path / "log", [log(1).vkey])) == [FaultCode.CHECKPOINT]


def test_a_changed_entry_is_named_by_its_position(tmp_path: Path) -> None:
    folder = exported(tmp_path, 7)
    changed = list(log(7).entries)
    changed[4] = entry(4, officer="o:13").to_bytes()
    (folder / "tile/entries/000.p/7").write_bytes(bundle(changed))
    result = verify_folder(folder)
    assert [(fault.code, fault.position) for fault in result.faults] == [
        (FaultCode.LEAF, 4),
        (FaultCode.ROOT, None),
    ]


def test_a_changed_row_is_named_by_its_position() -> None:
    made, changed = log(7), rows(7)
    changed[4] = changed[4]._replace(entry=entry(4, officer="o:13").to_bytes())
    result = verify_stream(changed, made.checkpoint, [made.vkey])
    assert [(fault.code, fault.position) for fault in result.faults] == [
        (FaultCode.LEAF, 4),
        (FaultCode.ROOT, None),
    ]


def test_a_changed_upper_tile_is_named(tmp_path: Path) -> None:
    folder = exported(tmp_path, 600)
    path = folder / "tile/1/000.p/2"
    path.write_bytes(bytes(64))
    result = verify_folder(folder)
    assert codes(result) == [FaultCode.TILE]
    assert "Tile 0 of level 1" in result.faults[0].sentence.en


@pytest.mark.parametrize("order", [[0, 2, 3], [0, 0, 1], [1, 2, 3], [1, 0, 2]], ids=repr)
def test_missing_doubled_and_swapped_rows_are_named(order: list[int]) -> None:
    made = log(7)
    picked = [rows(7)[position] for position in order]
    assert FaultCode.POSITION in codes(verify_stream(picked, made.checkpoint, [made.vkey]))


def test_a_shortened_log_is_named() -> None:
    made = log(7)
    assert codes(verify_stream(rows(7)[:5], made.checkpoint, [made.vkey])) == [FaultCode.MISSING]
    assert codes(verify_stream([], made.checkpoint, [made.vkey])) == [FaultCode.MISSING]


def test_rows_after_the_checkpoint_are_left_alone() -> None:
    made = log(7)
    assert verify_stream(rows(9), made.checkpoint, [made.vkey]).ok


def test_stored_tiles_that_are_not_there_are_not_compared() -> None:
    made = log(600)
    assert verify_stream(rows(600), made.checkpoint, [made.vkey], lambda *_: None).ok


@pytest.mark.parametrize(
    ("position", "changes", "code"),
    [
        (4, {"bureau": "410500-kj"}, FaultCode.BUREAU),
        (4, {"happened_at": entry(0).happened_at, "recorded_at": entry(2).recorded_at}, FaultCode.ORDER),
        (4, {"case_version": 3}, FaultCode.CASE),
        (3, {"case_version": 2}, FaultCode.CASE),
        (4, {"case": "2020-tcr-0000", "case_version": 3}, FaultCode.CASE),
        (4, {"refers": (4,)}, FaultCode.REFERENCE),
    ],
    ids=repr,
)
def test_a_signed_log_may_still_contradict_itself(
    position: int, changes: dict[str, Any], code: FaultCode
) -> None:
    entries = list(log(7).entries)
    sound = log_of(entries)
    assert verify_stream(_rows(entries), sound.checkpoint, [sound.vkey]).ok
    entries[position] = entry(position, **changes).to_bytes()
    made = log_of(entries)
    result = verify_stream(_rows(entries), made.checkpoint, [made.vkey])
    assert (code, position) in [(fault.code, fault.position) for fault in result.faults]
    assert set(codes(result)) == {code}


def _rows(entries: list[bytes]) -> list[Row]:
    return [Row(position, data) for position, data in enumerate(entries)]


def test_references_point_back() -> None:
    entries = [*log(6).entries, entry(6, refers=(2, 5)).to_bytes()]
    made = log_of(entries)
    assert verify_stream(_rows(entries), made.checkpoint, [made.vkey]).ok


def test_bytes_that_are_no_entry_are_named_even_when_they_were_signed() -> None:
    entries = [*log(3).entries, b'{"v":2}', entry(3).to_bytes()]
    made = log_of(entries)
    result = verify_stream(_rows(entries), made.checkpoint, [made.vkey])
    assert [(fault.code, fault.position) for fault in result.faults] == [(FaultCode.ENTRY, 3)]
    assert "must be 1" in result.faults[0].sentence.en


def test_an_entry_of_29_february_is_read_the_long_way() -> None:
    leap = entry(0).recorded_at.replace(month=2, day=29)
    entries = [entry(0, happened_at=leap, recorded_at=leap).to_bytes(), *log(3).entries[1:]]
    made = log_of(entries)
    assert verify_stream(_rows(entries), made.checkpoint, [made.vkey]).ok


def test_the_tree_alone_may_be_checked(tmp_path: Path) -> None:
    entries = [*log(300).entries, b"no entry"]
    made = log_of(entries)
    export(tmp_path / "log", entries, made.checkpoint, made.vkey)
    result = verify_folder(tmp_path / "log", [made.vkey], tree_only=True)
    assert result.ok
    assert len(result.checked) == 2
    assert codes(verify_folder(tmp_path / "log", [made.vkey])) == [FaultCode.ENTRY]
    (tmp_path / "log/tile/0/000").write_bytes(bytes(8192))
    assert not verify_folder(tmp_path / "log", [made.vkey], tree_only=True).ok


def test_many_faults_are_counted_not_listed() -> None:
    made = log(300)
    wrong = [row._replace(leaf_hash=bytes(32)) for row in rows(300)]
    result = verify_stream(wrong, made.checkpoint, [made.vkey])
    assert len(result.faults) == MAX_FAULTS
    assert len(result.faults) + result.more_faults == 300


def test_erasing_an_answer_leaves_every_proof_standing(tmp_path: Path) -> None:
    folder = exported(tmp_path, 7)
    kept = {"amount": (4, SALT), "seller": ("某公司", SALT)}
    read = Entry.read(log(7).entries[4])
    assert all(opens(read.answers[field], field, *pair) for field, pair in kept.items())
    del kept["seller"]  # what erasure does: the value and its salt are gone, the log is as it was
    assert verify_folder(folder, [log(7).vkey]).ok
    assert opens(read.answers["amount"], "amount", *kept["amount"])
    assert not opens(read.answers["seller"], "seller", "某公司", bytes(16))
    assert read.answers["seller"] != commit("seller", "某公司", bytes(16))


def test_a_copied_folder_verifies_anywhere(tmp_path: Path) -> None:
    folder = exported(tmp_path, 7)
    shutil.move(folder, tmp_path / "elsewhere")
    result = verify_folder(tmp_path / "elsewhere", [log(7).vkey])
    assert result.ok
    assert not replace(result, faults=verify_folder(tmp_path, None).faults).ok
    assert result.origin.endswith(BUREAU)
