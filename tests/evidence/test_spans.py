"""Reading with several processes finds what reading with one does, and a span that is not sound is never summed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.evidence.making import BUREAU, entry, log, log_of
from yifa.evidence import spans, verify
from yifa.evidence.spans import read_span
from yifa.evidence.tiles import bundle, export
from yifa.evidence.verify import verify_folder


def exported(folder: Path, entries: list[bytes]) -> Path:
    made = log_of(entries)
    export(folder / "log", entries, made.checkpoint, made.vkey)
    return folder / "log"


def test_a_sound_span_is_summed_up(tmp_path: Path) -> None:
    folder = exported(tmp_path, list(log(600).entries))
    span = read_span(folder, BUREAU, 0, 2)
    assert span is not None
    assert (span.begins, span.ends) == ("2020-03-02T01:00:00", "2020-03-02T09:31:00")
    assert span.cases["2020-tcr-0000"] == (1, 3)
    assert span.cases["2020-tcr-0170"] == (1, 2)
    later = read_span(folder, BUREAU, 1, 2)
    assert later is not None
    assert later.roots == span.roots[1:]
    assert later.cases["2020-tcr-0085"] == (2, 3)


@pytest.mark.parametrize(
    "changes",
    [
        {"bureau": "410500-kj"},
        {"happened_at": entry(0).happened_at, "recorded_at": entry(2).recorded_at},
        {"case": "2020-tcr-0000", "case_version": 5},
        {"refers": (300,)},
        {"happened_at": entry(0).happened_at.replace(day=29, month=2)},
    ],
    ids=repr,
)
def test_a_span_with_anything_unusual_is_not(tmp_path: Path, changes: dict[str, Any]) -> None:
    entries = list(log(256).entries)
    entries[100] = entry(100, **changes).to_bytes()
    assert read_span(exported(tmp_path, entries), BUREAU, 0, 1) is None


@pytest.mark.parametrize("path", ["tile/0/001", "tile/entries/001"])
def test_a_span_with_a_changed_or_missing_file_is_not(tmp_path: Path, path: str) -> None:
    folder = exported(tmp_path, list(log(600).entries))
    before = (folder / path).read_bytes()
    (folder / path).write_bytes(bytes([before[0] ^ 1]) + before[1:])
    assert read_span(folder, BUREAU, 0, 2) is None
    (folder / path).unlink()
    assert read_span(folder, BUREAU, 0, 2) is None


def test_several_processes_find_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 1)
    monkeypatch.setattr(verify, "WORTH", 1)
    entries = list(log(1100).entries)
    folder = exported(tmp_path, entries)
    sound = verify_folder(folder, workers=2)
    assert sound.ok
    assert sound == verify_folder(folder)
    changed = [*entries[512:600], entry(600, officer="o:13").to_bytes(), *entries[601:768]]
    (folder / "tile/entries/002").write_bytes(bundle(changed))
    (folder / "tile/1/000.p/4").write_bytes(bytes(128))
    result = verify_folder(folder, workers=2)
    assert result == verify_folder(folder)
    assert [fault.position for fault in result.faults] == [600, None, None]
    (folder / "tile/entries/002").unlink()
    assert verify_folder(folder, workers=2) == verify_folder(folder)


def test_a_case_with_a_gap_between_spans_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN", 1)
    monkeypatch.setattr(verify, "WORTH", 1)
    entries = list(log(600).entries)
    entries[257] = entry(257, case="2020-tcr-0000", case_version=5).to_bytes()
    entries[256] = entry(256, case="2020-tcr-9999", case_version=1).to_bytes()
    result = verify_folder(exported(tmp_path, entries), workers=2)
    assert [fault.position for fault in result.faults] == [257]
    assert "the last one was number 3" in result.faults[0].sentence.en
