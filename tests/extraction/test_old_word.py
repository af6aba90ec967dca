"""Old Word documents are read through whatever can convert them; without it they are refused with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.samples import sample
from yifa.extraction import CannotRead, Kind, old_word
from yifa.extraction.read import extract

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")


def no_suite(_: str) -> None:
    return None


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    made = tmp_path / "made.docx"
    made.write_bytes(sample("report-2021.docx"))
    return made


def test_an_office_suite_converts_it(monkeypatch: pytest.MonkeyPatch, docx: Path) -> None:
    program = docx.parent / "soffice"
    # What soffice does: a docx of the same name in --outdir.
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp {docx} "$2/source.docx"\n')
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)
    assert extract(DOC, "报告.doc").kind is Kind.WORD


def test_a_small_converter_does_where_there_is_no_suite(monkeypatch: pytest.MonkeyPatch, docx: Path) -> None:
    import doc2docx

    def convert(_: str, destination: str, **__: Any) -> None:
        Path(destination).write_bytes(docx.read_bytes())

    monkeypatch.setattr(shutil, "which", no_suite)
    monkeypatch.setattr(doc2docx, "convert", convert)
    assert extract(DOC, "报告.wps").text == extract(docx.read_bytes(), "a.docx").text


def test_what_cannot_be_converted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", no_suite)
    with pytest.raises(CannotRead, match="转换失败"):
        extract(DOC, "报告.doc")
    monkeypatch.setattr(old_word, "_by_library", lambda _: None)
    monkeypatch.setattr(old_word, "_has_library", lambda: False)
    with pytest.raises(CannotRead, match=r"安装 LibreOffice 或 yifa\[doc\]"):
        extract(DOC, "报告.doc")


def test_a_suite_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(old_word, "_SECONDS", 0.2)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    with pytest.raises(CannotRead, match="转换失败"):
        extract(DOC, "报告.doc")
