"""OpenDocument texts (odt, and fodt in one XML file): paragraphs and tables as lines, without what a reader does not see."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree

from yifa.extraction.errors import CannotRead
from yifa.extraction.plain import without_controls
from yifa.extraction.result import LARGEST_BYTES, Extracted, Kind
from yifa.law.text import Bilingual

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FLAT: Final = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_UNSEEN: Final = frozenset(
    [
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        f"{_TEXT}note-citation",
    ]
)
_PARAGRAPHS: Final = frozenset([f"{_TEXT}p", f"{_TEXT}h"])
_MOST_REPEATED: Final = 64
_SPACES: Final = re.compile(r"[ \t\r\n]+")


def is_flat_odt(start: bytes) -> bool:
    """Whether bytes begin like an OpenDocument text in one XML file."""
    return _FLAT in start[:4096] and b"<office:document" in start[:8192]


def is_odt(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is an OpenDocument text."""
    names = archive.namelist()
    if "content.xml" not in names or "mimetype" not in names:
        return False
    return b"opendocument.text" in archive.read("mimetype")[:80]


def from_odt(data: bytes) -> Extracted:
    """The text of an odt. Raises CannotRead: damaged, protected, far larger unpacked than packed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo("content.xml").file_size > 2 * LARGEST_BYTES:
                raise CannotRead(
                    zh="解开后大得异常，没有读取；请核对来源。",
                    en="unpacks to an abnormal size; it was not read. Check where it comes from.",
                )
            content = archive.read("content.xml")
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise _damaged() from error
    except RuntimeError as error:
        raise CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        ) from error
    return from_flat_odt(content)


def from_flat_odt(data: bytes) -> Extracted:
    """The text of an OpenDocument's XML. Raises CannotRead."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise _damaged()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise _damaged() from error
    body = None if root is None else next(root.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise _damaged()
    hiding = frozenset(
        style.get(f"{_STYLE}name") or ""
        for style in root.iter(f"{_STYLE}style")
        if any(
            one.get(f"{_TEXT}display") == "none" or one.get(f"{_STYLE}text-line-through-style") == "solid"
            for one in style.iter(f"{_STYLE}text-properties")
        )
    )
    unseen = [
        element
        for element in body.iter()
        if element.tag in _UNSEEN or element.get(f"{_TEXT}style-name", "") in hiding
    ]
    has_hidden = any("".join(one.itertext()).strip() for one in unseen if one.tag in _PARAGRAPHS or hiding)
    for element in unseen:
        _drop(element)
    text = without_controls("\n".join(_lines(body)))
    if not text.strip():
        raise CannotRead(
            zh="是 OpenDocument 文档，但里面没有文字；请提供有文字的文件。",
            en="is an OpenDocument file without text; give a file with text.",
        )
    notes = (
        (
            Bilingual(
                zh="有隐藏或者划去的文字，没有读取。", en="It holds hidden or struck text; it was not read."
            ),
        )
        if has_hidden
        else ()
    )
    return Extracted(text=f"{text}\n", kind=Kind.WORD, notes=notes)


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _lines(body: Any) -> Iterator[str]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            yield from (line.rstrip() for line in _said(element).split("\n") if line.strip())
        elif element.tag == f"{_TABLE}table-row":
            row = _row(element)
            if row is None:
                waiting.extend(reversed(list(element)))
            elif row.strip():
                yield row
        elif isinstance(element.tag, str):
            waiting.extend(reversed(list(element)))


def _row(row: Any) -> str | None:
    """A row as one line, its cells parted by tabs; None for one that only lays the page out."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        paragraphs = [one for one in cell.iter() if one.tag in _PARAGRAPHS]
        if next(cell.iter(f"{_TABLE}table"), None) is not None or len(paragraphs) > 6:
            return None
        said = _SPACES.sub(" ", "".join(map(_said, paragraphs))).strip()
        repeated = cell.get(f"{_TABLE}number-columns-repeated") or "1"
        times = min(int(repeated), _MOST_REPEATED) if repeated.isascii() and repeated.isdigit() else 1
        cells += [said] * times
    return None if len(cells) < 2 else "\t".join(cells).rstrip()


def _said(paragraph: Any) -> str:
    pieces: list[str] = [_flat(paragraph.text)]
    for element in paragraph.iterdescendants():
        if element.tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c") or "1"
            pieces.append(" " * (min(int(count), 80) if count.isascii() and count.isdigit() else 1))
        elif element.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif element.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif isinstance(element.tag, str):
            pieces.append(_flat(element.text))
        pieces.append(_flat(element.tail))
    return "".join(pieces)


def _flat(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _damaged() -> CannotRead:
    return CannotRead(
        zh="已损坏，打不开；请用办公软件打开后另存为 docx，再提供。",
        en="is damaged and cannot be opened; open it in an office suite, save it as docx, and give it again.",
    )
