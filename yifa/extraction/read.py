"""From bytes or a path to text: which reader a file needs, and the bounds within which it is read."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from yifa.extraction.characters import as_seen
from yifa.extraction.errors import CannotRead
from yifa.extraction.ofd import from_ofd
from yifa.extraction.old_word import to_docx
from yifa.extraction.opendocument import from_flat_odt, from_odt, is_flat_odt, is_odt
from yifa.extraction.pdf import NoText, from_pdf
from yifa.extraction.pictures import INSTALL, InAProcess, Recogniser, from_picture, from_scan
from yifa.extraction.plain import decode
from yifa.extraction.recogniser import is_installed
from yifa.extraction.result import LARGEST_BYTES, LONGEST_TEXT, Extracted, Kind, too_large
from yifa.extraction.rich_text import from_rich_text, is_rich_text
from yifa.extraction.typed import as_written
from yifa.extraction.web import from_archive, from_web, is_archive
from yifa.extraction.word import from_flat_opc, from_word, from_word_2003, is_flat_opc, is_word_2003

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK: Final = "Workbook".encode("utf-16-le")
_WORD_DOCUMENT: Final = "WordDocument".encode("utf-16-le")
_WEB_NAMES: Final = frozenset({"html", "htm", "shtml", "xhtml", "jhtml", "jsp", "aspx", "php"})
_WEB_START: Final = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_WEB_PIECE: Final = re.compile(rb"<(?:p|div|table|span|br)[\s/>]", re.IGNORECASE)
_PICTURES: Final = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
_OTHERS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"Rar!", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "压缩包", "an archive"),
    (b"\x1f\x8b", "压缩包", "an archive"),
    (b"bplist00", "网页存档（webarchive）", "a webarchive"),
)


def extract_file(
    path: Path, limit_bytes: int = LARGEST_BYTES, recogniser: Recogniser | None = None
) -> Extracted:
    """The text of a file; one that is too large is refused before it is read. Raises CannotRead, OSError."""
    size = path.stat().st_size
    if size > limit_bytes:
        raise too_large(size, limit_bytes)
    return extract(path.read_bytes(), path.name, limit_bytes, recogniser)


def extract(
    data: bytes, name: str, limit_bytes: int = LARGEST_BYTES, recogniser: Recogniser | None = None
) -> Extracted:
    """The text in these bytes. ``name``: of the file, for its ending. Raises CannotRead with what it is and what to do.

    recogniser: of scans and pictures; without it the one that is installed, if any.
    """
    if len(data) > limit_bytes:
        raise too_large(len(data), limit_bytes)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    found = _read(data, ending, recogniser or (InAProcess() if is_installed() else None))
    if len(found.text) > LONGEST_TEXT:
        raise CannotRead(
            zh="的文字多得异常，没有读取；请核对来源。",
            en="holds an abnormal amount of text; it was not read. Check where it comes from.",
        )
    # What was recognised keeps its offsets: its places are told by them.
    if found.pictures:
        return found
    # No database keeps U+0000, and no reader sees it.
    text = as_seen(found.text.replace("\0", "\ufffd"))
    if not text:
        raise CannotRead(
            zh="是空文件，没有文字；请检查后重新提供。", en="is empty; check it and give the file again."
        )
    return replace(found, text=text)


def _read(data: bytes, ending: str, recogniser: Recogniser | None) -> Extracted:
    if not data:
        decode(data)
    if b"%PDF-" in data[:1024]:
        return _pdf(data, recogniser)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if is_flat_opc(data):
        return from_flat_opc(data)
    if is_word_2003(data):
        return from_word_2003(data)
    if is_flat_odt(data):
        return from_flat_odt(data)
    if is_rich_text(data[:64]):
        return from_rich_text(data)
    for magic, kind in _PICTURES:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            if recogniser is None:
                raise CannotRead(
                    zh=f"是图片，读不出文字；请提供 docx、有文字的 PDF、网页或文本。{INSTALL.zh}",
                    en=f"is a picture, from which no text is read; give a docx, a PDF with text, a page or text. {INSTALL.en}",
                )
            return from_picture(data, kind, recogniser)
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
    return Extracted(as_written(decoded.text), Kind.PLAIN, decoded.encoding, decoded.notes)


def _pdf(data: bytes, recogniser: Recogniser | None) -> Extracted:
    """A PDF's text; of a scan, and where its fonts make the text unreadable, what can be recognised."""
    try:
        return from_pdf(data)
    except NoText as silent:
        if recogniser is None:
            raise CannotRead(zh=f"{silent.zh}{INSTALL.zh}", en=f"{silent.en} {INSTALL.en}") from silent
    return from_scan(data, recogniser)


def _zipped(data: bytes) -> Extracted:
    """A zip is OFD by its entry OFD.xml, an OpenDocument by what it says of itself, else Word."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            is_open = is_odt(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return from_word(data)
    if "ofd.xml" in names and "word/document.xml" not in names:
        return from_ofd(data)
    return from_odt(data) if is_open else from_word(data)


def _old_office(data: bytes) -> Extracted:
    if _ENCRYPTED in data:
        raise CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        )
    if _WORKBOOK in data and _WORD_DOCUMENT not in data:
        raise CannotRead(
            zh="是 Excel 工作簿，不能读取；请另存为 docx、PDF 或文本后再提供。",
            en="is an Excel workbook, which is not read here; save it as docx, PDF or text.",
        )
    return from_word(to_docx(data))
