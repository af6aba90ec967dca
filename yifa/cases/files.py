"""Files that come with acts: stored once under their SHA-256 digest, looked into before they are taken.

A file's kind is told from its bytes, not from its name; the name must agree. What is stored is on the disk before the act that
refers to it commits, so that a crash leaves at most a file without an act, never an act without its file.
"""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from yifa.cases.errors import FileRefused
from yifa.typesetting import media_types

_CHUNK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC: Final[tuple[tuple[bytes, str, frozenset[str]], ...]] = (
    (b"%PDF-", media_types.PDF, frozenset({"pdf"})),
    (b"\xff\xd8\xff", "image/jpeg", frozenset({"jpg", "jpeg"})),
    (b"\x89PNG\r\n\x1a\n", "image/png", frozenset({"png"})),
    (b"II*\x00", "image/tiff", frozenset({"tif", "tiff"})),
    (b"MM\x00*", "image/tiff", frozenset({"tif", "tiff"})),
)
_OLE_KINDS: Final = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel",
}
_ZIP_KINDS: Final = (
    ("word/document.xml", media_types.DOCX, "docx"),
    ("xl/workbook.xml", media_types.XLSX, "xlsx"),
    (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pptx",
    ),
    ("OFD.xml", media_types.OFD, "ofd"),
)
WEB_PAGE: Final = "application/x-saved-web-page"
_WEB_ENDINGS: Final = frozenset({"html", "htm", "shtml", "xhtml", "mht", "mhtml"})
_TEXT_KINDS: Final = {
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "xml": "application/xml",
}

ALLOWED: Final = "PDF、OFD、Word、Excel、PowerPoint、WPS、图片（jpg、png、tif）、文本（txt、csv、json、xml）"
_ALLOWED_EN: Final = (
    "PDF, OFD, Word, Excel, PowerPoint, WPS, pictures (jpg, png, tif) and text (txt, csv, json, xml)"
)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be stored with an act. ``content``: its bytes, its path, or an open binary stream.

    web_page: it may be a page as a browser saved it, as evidence; elsewhere pages are refused, for they may carry scripts.
    """

    name: str
    content: bytes | Path | BinaryIO
    field: str = ""
    web_page: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the store."""

    name: str
    field: str
    digest: bytes
    size: int
    media_type: str


def folder() -> Path:
    """Where files lie; ``ab/cd/<digest>`` under it."""
    return Path(settings.MEDIA_ROOT)


def path_of(digest: str) -> Path:
    """Where the file with this SHA-256 (hexadecimal) lies."""
    return folder() / digest[:2] / digest[2:4] / digest


def store(new: NewFile, limit_bytes: int) -> StoredFile:
    """Look into a file, and keep it under its digest. Raises FileRefused: too large, empty, of a kind not allowed."""
    name = clean_name(new.name)
    scratch = folder() / "incoming" / secrets.token_hex(16)
    scratch.parent.mkdir(parents=True, exist_ok=True)
    hashed = sha256()
    size = 0
    try:
        with scratch.open("xb") as out:
            for chunk in _chunks(new.content):
                size += len(chunk)
                if size > limit_bytes:
                    raise FileRefused(
                        name,
                        zh=f"超过 {_megabytes(limit_bytes)} MB 的上限，请压缩或拆分后再上传。",
                        en=f"is larger than {_megabytes(limit_bytes)} MB; compress or split it.",
                    )
                hashed.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise FileRefused(
                name, zh="是空文件，请检查后重新上传。", en="is empty; check it and upload it again."
            )
        media_type = _web_page(name) if new.web_page else ""
        media_type = media_type or kind_of(scratch, name)
        digest = hashed.digest()
        place = path_of(digest.hex())
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch.rename(place)
        _sync_folder(place.parent)
    finally:
        scratch.unlink(missing_ok=True)
    return StoredFile(name, new.field, digest, size, media_type)


def _web_page(name: str) -> str:
    """The media type of a saved page, one that no browser shows; empty where the name says another kind."""
    return WEB_PAGE if name.rpartition(".")[2].lower() in _WEB_ENDINGS else ""


def kind_of(path: Path, name: str) -> str:
    """The media type by the bytes at ``path``. Raises FileRefused for a kind not allowed, or a name that says otherwise."""
    with path.open("rb") as source:
        start = source.read(8192)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    found = _by_bytes(path, start, ending)
    if found is None:
        raise FileRefused(
            name,
            zh=f"的类型不允许上传。可上传：{ALLOWED}。",
            en=f"is of a kind that is not allowed. Allowed: {_ALLOWED_EN}.",
        )
    media_type, endings = found
    if ending not in endings:
        shown = "、".join(sorted(endings))
        raise FileRefused(
            name,
            zh=f"的扩展名与内容不符，内容应以 {shown} 结尾；请用原文件上传。",
            en=f"does not hold what its name says; by its content it should end in {' or '.join(sorted(endings))}.",
        )
    return media_type


def _by_bytes(path: Path, start: bytes, ending: str) -> tuple[str, frozenset[str]] | None:
    for magic, media_type, endings in _MAGIC:
        if start.startswith(magic):
            return media_type, endings
    if start.startswith(_OLE):
        return _OLE_KINDS.get(ending, "application/msword"), frozenset(_OLE_KINDS)
    if start.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    if ending in _TEXT_KINDS and _is_text(start):
        return _TEXT_KINDS[ending], frozenset({ending})
    return None


def _in_zip(path: Path) -> tuple[str, frozenset[str]] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    for inside, media_type, ending in _ZIP_KINDS:
        if inside in names:
            return media_type, frozenset({ending})
    return None


def _is_text(start: bytes) -> bool:
    if b"\x00" in start:
        return False
    lowered = start.lstrip().lower()
    if lowered.startswith((b"<!doctype html", b"<html", b"<script", b"<svg")):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            # The sample may end inside a character.
            try:
                start[: len(start) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def clean_name(name: str) -> str:
    """A file's name without folders, control characters and more than 200 characters; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable()).strip(" .")
    if len(kept) > 200:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: 199 - len(ending)]}{dot}{ending}" if dot and len(ending) < 20 else kept[:200]
    return kept or "file"


def _chunks(content: bytes | Path | BinaryIO) -> Iterator[bytes]:
    if isinstance(content, Path):
        with content.open("rb") as source:
            yield from iter(lambda: source.read(_CHUNK), b"")
        return
    stream: BinaryIO = BytesIO(content) if isinstance(content, bytes) else content
    yield from iter(lambda: stream.read(_CHUNK), b"")


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _megabytes(size: int) -> str:
    return f"{size / 1_048_576:.3g}"
