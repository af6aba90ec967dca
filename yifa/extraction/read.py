"""From bytes or a path to text: which reader a file needs, and the bounds within which it is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from yifa.extraction.errors import CannotRead
from yifa.extraction.pdf import from_pdf
from yifa.extraction.plain import decode
from yifa.extraction.result import LARGEST_BYTES, LONGEST_TEXT, Extracted, Kind
from yifa.extraction.web import from_archive, from_web, is_archive
from yifa.extraction.word import from_word

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WEB_NAMES: Final = frozenset({"html", "htm", "shtml", "xhtml", "jhtml", "jsp", "aspx", "php"})
_WEB_START: Final = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_WEB_PIECE: Final = re.compile(rb"<(?:p|div|table|span|br)[\s/>]", re.IGNORECASE)
_OTHERS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"BM", "图片", "a picture"),
    (b"II*\x00", "图片", "a picture"),
    (b"MM\x00*", "图片", "a picture"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"Rar!", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "压缩包", "an archive"),
    (b"\x1f\x8b", "压缩包", "an archive"),
    (b"bplist00", "网页存档（webarchive）", "a webarchive"),
)


def extract_file(path: Path, limit_bytes: int = LARGEST_BYTES) -> Extracted:
    """The text of a file; one that is too large is refused before it is read. Raises CannotRead, OSError."""
    size = path.stat().st_size
    if size > limit_bytes:
        raise _too_large(size, limit_bytes)
    return extract(path.read_bytes(), path.name, limit_bytes)


def extract(data: bytes, name: str, limit_bytes: int = LARGEST_BYTES) -> Extracted:
    """The text in these bytes. ``name``: of the file, for its ending. Raises CannotRead with what it is and what to do."""
    if len(data) > limit_bytes:
        raise _too_large(len(data), limit_bytes)
    found = _read(data, name.rpartition(".")[2].lower() if "." in name else "")
    if len(found.text) > LONGEST_TEXT:
        raise CannotRead(
            zh="的文字多得异常，没有读取；请核对来源。",
            en="holds an abnormal amount of text; it was not read. Check where it comes from.",
        )
    return found


def _read(data: bytes, ending: str) -> Extracted:
    if not data:
        decode(data)
    if b"%PDF-" in data[:1024]:
        return from_pdf(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return from_word(data)
    if data.startswith(_OLE):
        raise _old_office(data)
    for magic, zh, en in _OTHERS:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            raise CannotRead(
                zh=f"是{zh}，读不出文字；请提供 docx、有文字的 PDF、网页或文本。",
                en=f"is {en}, from which no text is read; give a docx, a PDF with text, a page or plain text.",
            )
    if is_archive(data):
        return from_archive(data)
    if _WEB_START.search(data[:4096]) or (ending in _WEB_NAMES and _WEB_PIECE.search(data)):
        return from_web(data)
    decoded = decode(data)
    if _WEB_START.search(decoded.text[:2048].encode("utf-8", errors="replace")):
        # A page in UTF-16, whose tags are not seen in its bytes.
        return from_web(decoded.text.encode("utf-8", errors="replace"))
    return Extracted(decoded.text, Kind.PLAIN, decoded.encoding, decoded.notes)


def _old_office(data: bytes) -> CannotRead:
    if _ENCRYPTED in data:
        return CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        )
    return CannotRead(
        zh="是旧格式文档（doc、wps 等），不能读取；请用 Word 或 WPS 打开后另存为 docx。",
        en="is a document in the old format (doc, wps); open it in Word or WPS and save it as docx.",
    )


def _too_large(size: int, limit_bytes: int) -> CannotRead:
    has, most = f"{size / 1_048_576:.0f} MB", f"{limit_bytes / 1_048_576:.0f} MB"
    return CannotRead(
        zh=f"有 {has}，超过 {most} 的上限，没有读取；报告正文远小于此，请只提供正文。",
        en=f"has {has}, more than {most}, and was not read; give the text of the report alone.",
    )
