"""Measuring a PDF: where its characters stand, page by page, in millimetres from the top left corner."""

from __future__ import annotations

from collections import defaultdict
from ctypes import c_double, create_string_buffer
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed character. x, y: left end and baseline, millimetres from the top left of the sheet."""

    character: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's printed characters."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def lines(self) -> list[list[Mark]]:
        """The characters by line, from the top, each from the left."""
        found: dict[int, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            found[round(mark.y * 2)].append(mark)
        return [sorted(found[y], key=lambda mark: mark.x) for y in sorted(found)]

    @property
    def text(self) -> str:
        return "".join(mark.character for line in self.lines for mark in line)

    def body(self) -> list[list[Mark]]:
        """The lines inside the type area."""
        return [line for line in self.lines if 37 < line[0].y < 37 + 225]

    def line_of(self, words: str) -> list[Mark]:
        """The line that holds the words."""
        return next(line for line in self.lines if words in "".join(mark.character for mark in line))


def pages(pdf: bytes) -> list[Page]:
    """Every page of a PDF, measured."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(document[index]) for index in range(len(document))]


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    width, height = page.get_size()
    left, baseline = c_double(), c_double()
    marks = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            raw.FPDFText_GetCharOrigin(text, index, left, baseline)
            marks.append(Mark(character, left.value * MM, (height - baseline.value) * MM))
    return Page(width * MM, height * MM, tuple(marks))


def embedded_fonts(pdf: bytes) -> dict[str, bool]:
    """Names of the faces in a PDF, without their subset tags, and whether each is embedded."""
    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            for item in document[index].get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
                font = raw.FPDFTextObj_GetFont(item)
                name = create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode().split("+")[-1]] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found
