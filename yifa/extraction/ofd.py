"""OFD (GB/T 33190), the national format of fixed pages: read by ofdkit, put together to paragraphs as a PDF is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import ofdkit

from yifa.extraction.errors import CannotRead
from yifa.extraction.lines import Glyph, Line, line_of, text_of
from yifa.extraction.pdf import NoText
from yifa.extraction.plain import without_controls
from yifa.extraction.result import LONGEST_TEXT, Extracted, Kind
from yifa.law.text import Bilingual

_POINTS_IN_MM: Final = 72 / 25.4
_MOST_PAGES: Final = 3000
_BESIDE: Final = 0.4


def from_ofd(data: bytes) -> Extracted:
    """The text of an OFD file. Raises CannotRead: damaged, without text, too long."""
    pages: list[list[Line]] = []
    length = 0
    try:
        with ofdkit.open(data) as document:
            if len(document.pages) > _MOST_PAGES:
                raise CannotRead(
                    zh=f"有{len(document.pages)}页，超过{_MOST_PAGES}页的上限；请拆分后提供。",
                    en=f"has {len(document.pages)} pages, more than {_MOST_PAGES}; split it.",
                )
            for page in document.pages:
                lines = list(_lines(page))
                length += sum(len(line.text) for line in lines)
                if length > LONGEST_TEXT:
                    raise CannotRead(
                        zh="的文字多得异常，没有读取；请核对来源。",
                        en="holds an abnormal amount of text; it was not read. Check where it comes from.",
                    )
                pages.append(lines)
    except ofdkit.OFDLimitError as error:
        raise CannotRead(
            zh="解开后大得异常，没有读取；请核对来源。",
            en="unpacks to an abnormal size; it was not read. Check where it comes from.",
        ) from error
    except (ofdkit.OFDError, ValueError, LookupError, TypeError, ArithmeticError, OSError) as error:
        if isinstance(error, CannotRead):
            raise
        raise CannotRead(
            zh="是 OFD 文件，但已损坏，打不开；请重新下载，或者转换为 PDF 后提供。",
            en="is an OFD file that is damaged; download it again, or convert it into a PDF.",
        ) from error
    if not any(pages):
        raise NoText(
            zh="是 OFD 文件，但里面只有图像、没有文字；请提供有文字的文件，或先作文字识别",
            en="is an OFD file of pictures without text; give a file with text, or recognise its text first",
        )
    silent = sum(1 for page in pages if not page)
    notes: tuple[Bilingual, ...] = ()
    if silent:
        notes = (
            Bilingual(
                zh=f"有{silent}页没有文字（可能是扫描的附件），没有读到。",
                en=f"{silent} pages hold no text, perhaps scanned annexes; they were not read.",
            ),
        )
    return Extracted(text=f"{without_controls(text_of(pages))}\n", kind=Kind.OFD, notes=notes)


def _lines(page: ofdkit.Page) -> Iterator[Line]:
    """The lines of a page, from top to bottom: runs whose base lines lie at one height, from left to right."""
    left, top, width, height = page.box
    runs = [
        run
        for run in page.runs
        if run.text.strip() and left - 1 <= run.x <= left + width + 1 and top - 1 <= run.y <= top + height + 1
    ]
    runs.sort(key=lambda run: (run.y, run.x))
    row: list[ofdkit.TextRun] = []
    for run in runs:
        if row and run.y - row[-1].y > _BESIDE * max(run.size, row[-1].size, 1.0):
            yield from _line(row)
            row = []
        row.append(run)
    yield from _line(row)


def _line(row: Sequence[ofdkit.TextRun]) -> Iterator[Line]:
    glyphs: list[Glyph] = []
    drawn: set[tuple[str, int, int]] = set()
    for run in sorted(row, key=lambda one: one.x):
        place = (run.text, round(run.x), round(run.y))
        if place in drawn:
            # Drawn twice to look bold.
            continue
        drawn.add(place)
        share = run.width / max(1, len(run.text))
        for number, char in enumerate(run.text):
            begins = (run.x + number * share) * _POINTS_IN_MM
            if char.isspace():
                glyphs.append(Glyph(" ", 0, 0, 0))
            else:
                glyphs.append(Glyph(char, begins, begins + share * _POINTS_IN_MM, run.size * _POINTS_IN_MM))
    found = line_of(glyphs)
    if found is not None:
        yield found
