"""Files are taken by what they are, not by what they are called."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from yifa.cases.errors import FileRefused
from yifa.cases.files import NewFile, clean_name, path_of, store

PDF = b"%PDF-1.4\n..."
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
LIMIT = 1000


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("申请表.pdf", PDF, "application/pdf"),
        ("照片.PNG", PNG, "image/png"),
        (
            "方案.docx",
            _zip("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "台账.xlsx",
            _zip("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("公文.ofd", _zip("OFD.xml"), "application/ofd"),
        ("说明.txt", "中文说明".encode(), "text/plain"),
        ("老说明.txt", "中文说明".encode("gb18030"), "text/plain"),
        ("旧文.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 20, "application/msword"),
    ],
)
def test_allowed_kinds_are_told_from_their_bytes(
    home: Path, name: str, content: bytes, media_type: str
) -> None:
    stored = store(NewFile(name, content, "paper"), LIMIT)
    assert (stored.media_type, stored.size, stored.name) == (media_type, len(content), name)
    assert stored.digest == sha256(content).digest()
    assert path_of(stored.digest.hex()).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("大.pdf", PDF + b"x" * LIMIT, "超过"),
        ("空.pdf", b"", "空文件"),
        ("病毒.exe", b"MZ\x90\x00" + b"0" * 20, "不允许"),
        ("伪装.pdf", PNG, "不符"),
        ("网页.txt", b"<html><script>alert(1)</script></html>", "不允许"),
        ("网页.html", b"<p>x</p>", "不允许"),
        ("宏.docx", _zip("word/document.xml", "word/vbaProject.bin"), "不允许"),
        ("压缩包.zip", _zip("a.txt"), "不允许"),
        ("二进制.txt", b"a\x00b", "不允许"),
    ],
)
def test_other_files_are_refused_and_leave_nothing(home: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(FileRefused) as refused:
        store(NewFile(name, content), LIMIT)
    assert told in refused.value.zh
    assert name in refused.value.zh
    assert not [path for path in (home / "files").rglob("*") if path.is_file()]


def test_the_same_file_lies_there_once(home: Path) -> None:
    for name in ("一.pdf", "二.pdf"):
        store(NewFile(name, io.BytesIO(PDF)), LIMIT)
    assert len([path for path in (home / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\文件\\申请表.pdf", "申请表.pdf"),
        ("表\x00\n.pdf", "表.pdf"),
        ("...", "file"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
    ],
)
def test_names_lose_folders_and_control_signs(given: str, kept: str) -> None:
    assert clean_name(given) == kept
