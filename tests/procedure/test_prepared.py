"""The library as it was read last time is the library, until a file changes; a file that cannot be used is as good as none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.procedure.making import FOLDER
from yifa.procedure import Library, load_library
from yifa.procedure.canonical import content_hash
from yifa.procedure.library import files_root
from yifa.procedure.prepared import prepared_library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "examples", tmp_path / "files")
    return tmp_path / "files"


def _same(found: Library, read: Library) -> None:
    assert found.statute_versions == read.statute_versions
    assert found.powers == read.powers
    for kept, one in zip(found, read, strict=True):
        assert content_hash(kept) == kept.hash == one.hash
        assert (kept.version, kept.in_force, kept.source) == (one.version, one.in_force, one.source)
        assert kept.rules == one.rules
        assert [rule.source for rule in kept.rules] == [rule.source for rule in one.rules]
        assert list(kept.steps.items()) == list(one.steps.items())
        assert [list(step.asks) for step in kept.steps.values()] == [
            list(step.asks) for step in one.steps.values()
        ]
        assert (kept.power_titles, kept.displaced, kept.omitted) == (
            one.power_titles,
            one.displaced,
            one.omitted,
        )


def test_what_was_kept_is_what_the_files_say(tmp_path: Path) -> None:
    read = load_library(files_root(), walks=False)
    for _ in ("read and kept", "from what was kept"):
        _same(prepared_library(files_root(), tmp_path), read)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_change_of_a_file_is_seen(root: Path, tmp_path: Path) -> None:
    before = prepared_library(root, tmp_path / "kept")
    path = root / "procedures/example-permit.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("zh: 提交申请", "zh: 递交申请"), encoding="utf-8")
    after = prepared_library(root, tmp_path / "kept")
    assert {one.hash for one in before} != {one.hash for one in after}


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"statutes": {}, "procedures": {"a": [{}]}, "powers": {}}']
)
def test_what_cannot_be_used_is_read_again(root: Path, tmp_path: Path, text: str) -> None:
    prepared_library(root, tmp_path / "kept")
    (path,) = (tmp_path / "kept").iterdir()
    path.write_text(text, encoding="utf-8")
    _same(prepared_library(root, tmp_path / "kept"), load_library(root, walks=False))


def test_a_folder_that_cannot_be_written_is_no_hindrance(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    _same(prepared_library(root, tmp_path / "file"), load_library(root, walks=False))


def test_the_engine_of_guards_comes_without_a_terminals_toolkit() -> None:
    told = "import yifa.procedure, sys; print(sorted({'prompt_toolkit', 'typer'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
