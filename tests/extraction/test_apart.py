"""What strangers send is read in a process of its own: what would take a worker with it ends in a sentence."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from yifa.extraction import CannotRead, Kind, apart, extract_apart

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def test_a_file_that_unpacks_to_gigabytes_is_refused() -> None:
    data = zipped(word__document=b"<a>" + b" " * 280_000_000 + b"</a>")
    assert len(data) < 1_000_000
    with pytest.raises(CannotRead):
        extract_apart(data, "a.docx")


def test_the_bound_of_memory_holds() -> None:
    with pytest.raises(CannotRead, match="内存或时间超出上限"):
        apart.run_apart("tests.extraction.test_apart:greedy", "", b"x")


def greedy(_data: bytes, _ending: str) -> dict[str, int]:
    """What a broken parser does."""
    return {"size": len(bytearray(apart.MEMORY_BYTES))}


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_a_file_that_nests_without_end_ends_in_a_sentence_or_a_text(ending: str) -> None:
    deep = {
        "html": b"<html><body>" + b"<div>" * 200_000 + "正文".encode(),
        "docx": zipped(word__document=b"<w:p xmlns:w='x'>" * 1 + b"<w:p>" * 200_000 + b"</w:p>" * 200_000),
        "pdf": b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000,
    }[ending]
    with suppress(CannotRead):
        extract_apart(deep, f"a.{ending}")


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.01)
    with pytest.raises(CannotRead, match="内存或时间超出上限"):
        extract_apart("一份没有读过的报告".encode(), "a.txt")


def test_text_and_refusal_are_those_of_the_reader_itself() -> None:
    found = extract_apart("漯河市科学技术局\n2020年度报告".encode("gb18030"), "a.txt")
    assert (found.kind, found.text) == (Kind.PLAIN, "漯河市科学技术局\n2020年度报告")
    with pytest.raises(CannotRead, match="图片"):
        extract_apart(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "a.docx")


def test_no_text_holds_the_sign_that_no_database_keeps() -> None:
    for text in ("<html><body><p>甲\0乙</p></body></html>", "<html><body><p>甲&#0;乙</p></body></html>"):
        with suppress(CannotRead):
            assert "\0" not in extract_apart(text.encode(), "a.html").text


def test_the_child_is_given_no_secret_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    def run(*_args: object, env: dict[str, str], **_kwargs: object) -> subprocess.CompletedProcess[bytes]:
        seen.append(env)
        return subprocess.CompletedProcess([sys.executable], 1, b"", b"")

    monkeypatch.setenv("YIFA_SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(CannotRead):
        extract_apart(b"another text that was never read", "a.txt")
    assert [set(env) for env in seen] == [{"LC_ALL", "TZ", "PATH"}]
