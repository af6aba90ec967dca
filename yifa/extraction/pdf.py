"""PDF with text: paragraphs put together again from lines, without running heads, feet and page numbers.

A PDF knows glyphs and places, no paragraphs. PDFium gives the glyphs in reading order with their boxes. A line belongs to
the same paragraph as the one above it where that one runs to the right edge of the text and this one begins at the left
edge; a line that is indented, or one after a short line, begins a new paragraph. Chinese needs no hyphen and no space where
lines join. A page without glyphs is a picture of a page: such a file is refused, for nothing here reads pictures.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from yifa.extraction.errors import CannotRead
from yifa.extraction.plain import without_controls
from yifa.extraction.result import LONGEST_TEXT, Extracted, Kind
from yifa.law.text import Bilingual

_MOST_PAGES: Final = 3000
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–─‐－·.\s]*\d{1,4}[-—–─‐－·.\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[-—–]\s*[ivxIVX]{1,6}\s*[-—–])\s*"
)
_DIGITS: Final = re.compile(r"\d+")
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026]")
_BEGINS_ANEW: Final = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节条编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
_BLANKS: Final = frozenset({0x09, 0x20, 0xA0, 0x3000})
# In heights of a letter: more parts the cells of a row; less beside a Chinese character is no space.
_CELL_GAP: Final = 1.8
_WORD_GAP: Final = 0.7
_EDGE_LINES: Final = 2
_REPEATED_ON: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and where its ink is; a blank has none."""

    char: str
    left: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page: edges in points from the left, ``size`` the height of its letters, ``is_row`` where gaps part cells."""

    text: str
    left: float
    right: float
    size: float
    is_row: bool


def from_pdf(data: bytes) -> Extracted:
    """The text of a PDF. Raises CannotRead: damaged, with a password, without text, too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    try:
        pages, silent = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    finally:
        document.close()
    if not any(pages):
        raise CannotRead(
            zh="是扫描件或图片 PDF，里面没有文字；请提供有文字的 PDF、docx 或网页，或先作文字识别。",
            en="is a scanned PDF without text; give a PDF with text, a docx or a page, or recognise its text first.",
        )
    text = without_controls("\n".join(_paragraphs(_without_edges(pages))))
    notes = []
    if silent:
        notes.append(
            Bilingual(
                zh=f"有{silent}页没有文字（可能是扫描的附件），没有读到。",
                en=f"{silent} pages hold no text, perhaps scanned annexes; they were not read.",
            )
        )
    return Extracted(text=f"{text}\n", kind=Kind.PDF, notes=tuple(notes))


def _refusal(error: pypdfium2.PdfiumError) -> CannotRead:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return CannotRead(
            zh="有密码保护，打不开；请去掉密码后重新提供。",
            en="is protected by a password; remove it and give the file again.",
        )
    return CannotRead(
        zh="已损坏，不是完整的 PDF；请重新下载或另存后提供。",
        en="is damaged, no whole PDF; download or save it again.",
    )


def _pages(document: Any) -> tuple[list[list[_Line]], int]:
    """The lines of each page, and how many pages had none."""
    count = len(document)
    if count > _MOST_PAGES:
        raise CannotRead(
            zh=f"有{count}页，超过{_MOST_PAGES}页的上限；请拆分后提供。",
            en=f"has {count} pages, more than {_MOST_PAGES}; split it.",
        )
    pages: list[list[_Line]] = []
    length = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            # One broken page does not hide the others.
            pages.append([])
            continue
        textpage = page.get_textpage()
        lines = list(_lines(textpage.raw))
        textpage.close()
        page.close()
        length += sum(len(line.text) for line in lines)
        if length > LONGEST_TEXT:
            raise CannotRead(
                zh="的文字多得异常，没有读取；请核对来源。",
                en="holds an abnormal amount of text; it was not read. Check where it comes from.",
            )
        pages.append(lines)
    return pages, sum(1 for page in pages if not page)


def _lines(textpage: Any) -> Iterator[_Line]:
    """The lines of a page, glyph by glyph."""
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    glyphs: list[_Glyph] = []
    for index in range(max(0, raw.FPDFText_CountChars(textpage))):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in {0x0A, 0x0D}:
            yield from _line(glyphs)
            glyphs = []
        elif code in _BLANKS:
            glyphs.append(_Glyph(" ", 0, 0, 0))
        elif (
            # No glyph is shown for a control, and half a character is none.
            code >= 0x20
            and not 0xD800 <= code <= 0xDFFF
            and code <= 0x10FFFF
            and raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        ):
            glyphs.append(_Glyph(chr(code), left.value, right.value, top.value - bottom.value))
    yield from _line(glyphs)


def _line(glyphs: Sequence[_Glyph]) -> Iterator[_Line]:
    inked = [glyph for glyph in glyphs if glyph.char != " "]
    if not inked:
        return
    size = max(glyph.size for glyph in inked) or 1.0
    pieces, before, spaced, is_row = [], None, False, False
    for glyph in glyphs:
        if glyph.char == " ":
            spaced = before is not None
            continue
        if before is not None:
            gap = glyph.left - before.right
            if gap > _CELL_GAP * size:
                pieces.append("\t")
                is_row = True
            elif spaced and not (gap < _WORD_GAP * size and _touches_wide(before.char, glyph.char)):
                pieces.append(" ")
        pieces.append(glyph.char)
        before, spaced = glyph, False
    yield _Line(
        "".join(pieces),
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        size,
        is_row,
    )


def _touches_wide(before: str, after: str) -> bool:
    """Typesetters part Chinese from figures by a hair's breadth, which is no space of the text."""
    return _WIDE.match(before) is not None or _WIDE.match(after) is not None


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines without page numbers, and without first and last lines that most pages share."""
    spoken = [page for page in pages if page]
    edges = Counter(
        key
        for page in spoken
        for key in {_shape(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
    )
    first = Counter(_shape(page[0]) for page in spoken)
    running = {key for key, times in edges.items() if times >= 3 and times >= len(spoken) * _REPEATED_ON}
    running |= {key for key, times in first.items() if times == len(spoken) == 2}
    kept: list[_Line] = []
    for page in spoken:
        last = len(page) - 1
        for place, line in enumerate(page):
            at_edge = place < _EDGE_LINES or place > last - _EDGE_LINES
            if at_edge and (_PAGE_NUMBER.fullmatch(line.text) or _shape(line) in running):
                continue
            kept.append(line)
    return kept


def _shape(line: _Line) -> str:
    """A running head differs from page to page only in its number."""
    return _DIGITS.sub("0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Paragraphs put together from lines."""
    if not lines:
        return
    left, right = _edges(lines)
    paragraph = lines[0].text
    for above, line in pairwise(lines):
        # Letters are about as wide as they are high; boxes are of the ink, a little smaller.
        em = max(above.size, line.size, 6.0)
        runs_on = above.right >= right - 2.2 * em and line.left <= left + 1.0 * em
        joins = not (above.is_row or line.is_row or _BEGINS_ANEW.match(line.text))
        if runs_on and joins and abs(above.size - line.size) <= 0.35 * em:
            paragraph = _joined(paragraph, line.text)
        else:
            yield paragraph
            paragraph = line.text
    yield paragraph


def _edges(lines: Sequence[_Line]) -> tuple[float, float]:
    """Left and right edge of the text: where most long lines begin and end."""
    longest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left >= 0.8 * longest]
    lefts = Counter(round(line.left / 3) for line in long)
    rights = sorted(line.right for line in long)
    usual = min(lefts, key=lambda place: (-lefts[place], place)) * 3.0
    return usual, rights[int(len(rights) * 0.75)] if len(rights) > 1 else rights[0]


def _joined(before: str, after: str) -> str:
    apart = (
        not (_WIDE.match(before[-1]) or _WIDE.match(after[0])) and before[-1].isalpha() and after[0].isalpha()
    )
    return f"{before} {after}" if apart else f"{before}{after}"
