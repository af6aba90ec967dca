"""Glyphs with places into lines, and lines into paragraphs: what PDF and OFD have in common.

Both know glyphs and places, no paragraphs. A line belongs to the same paragraph as the one above it where that one runs to
the right edge of the text and this one begins at the left edge; a line that is indented, or one after a short line, begins a
new paragraph. Chinese needs no hyphen and no space where lines join. Cells of a row keep their places under those of the rows
around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–─‐－·.\s]*\d{1,4}[-—–─‐－·.\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[-—–]\s*[ivxIVX]{1,6}\s*[-—–])\s*"
)
_DIGITS: Final = re.compile(r"\d+")
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026]")
_BEGINS_ANEW: Final = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节条编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
# In heights of a letter: more parts the cells of a row; less beside a Chinese character is no space.
_CELL_GAP: Final = 1.8
_WORD_GAP: Final = 0.7
# Wider than this beside each other, letters are set apart, or there is a space between them.
_LETTER_GAP: Final = 0.12
_EDGE_LINES: Final = 2
_REPEATED_ON: Final = 0.6


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where its ink is, in points from the left and upward; a blank has none."""

    char: str
    left: float
    right: float
    size: float
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page: edges in points from the left, ``size`` the height of its letters. cells: its parts where gaps part
    it, each with its edges.
    """

    text: str
    left: float
    right: float
    size: float
    cells: tuple[tuple[str, float, float], ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether gaps part it into cells."""
        return len(self.cells) > 1


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of all pages, without running heads, feet and page numbers."""
    return "\n".join(_paragraphs(_without_edges([aligned(page) for page in pages])))


def line_of(glyphs: Sequence[Glyph]) -> Line | None:
    """The glyphs of one line, in reading order, as a line; None where there is no ink."""
    inked = [glyph for glyph in glyphs if glyph.char != " "]
    if not inked:
        return None
    size = max(glyph.size for glyph in inked) or 1.0
    usual = _usual_gap(inked, size)
    cells: list[tuple[str, float, float]] = []
    pieces: list[str] = []
    before: Glyph | None = None
    spaced, left = False, inked[0].left
    for glyph in glyphs:
        if glyph.char == " ":
            spaced = before is not None
            continue
        if before is not None:
            gap = glyph.left - before.right
            if gap > _CELL_GAP * size + usual:
                cells.append(("".join(pieces), left, before.right))
                pieces, left = [], glyph.left
            elif (
                spaced
                and gap > usual + _LETTER_GAP * size
                and not (gap < _WORD_GAP * size + usual and _touches_wide(before.char, glyph.char))
            ):
                pieces.append(" ")
        pieces.append(glyph.char)
        before, spaced = glyph, False
    assert before is not None
    cells.append(("".join(pieces), left, before.right))
    return Line(
        "\t".join(text for text, _, _ in cells),
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        size,
        tuple(cells),
    )


def _usual_gap(inked: Sequence[Glyph], size: float) -> float:
    """How far letters stand apart in a line that is set wide; nought in a usual one."""
    gaps = sorted(
        gap
        for before, after in pairwise(inked)
        if 0 <= (gap := after.left - before.right) <= _CELL_GAP * size
    )
    usual = gaps[len(gaps) // 2] if len(gaps) >= 4 else 0.0
    return usual if usual > _LETTER_GAP * size else 0.0


def aligned(page: Sequence[Line]) -> list[Line]:
    """The lines of a page; in rows of a table a cell that is empty is said by its tab, so that columns stay under their heads."""
    lines = list(page)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].is_row:
            end += 1
        if end - start >= 2:
            lines[start:end] = _aligned_rows(lines[start:end])
        start = max(end, start + 1)
    return lines


def _aligned_rows(rows: list[Line]) -> list[Line]:
    most = max(len(row.cells) for row in rows)
    if all(len(row.cells) == most for row in rows):
        return rows
    # Columns are told by the fullest rows; a cell belongs to the column that it overlaps, or lies nearest to.
    columns: list[list[float]] = []
    for row in rows:
        if len(row.cells) == most:
            for place, (_, left, right) in enumerate(row.cells):
                if place == len(columns):
                    columns.append([left, right])
                columns[place] = [min(columns[place][0], left), max(columns[place][1], right)]
    if any(before[1] > after[0] for before, after in pairwise(columns)):
        return rows
    said: list[Line] = []
    for row in rows:
        places = [_column_of(left, right, columns) for _, left, right in row.cells]
        if len(row.cells) == most or len(set(places)) < len(places) or places != sorted(places):
            said.append(row)
            continue
        texts = [""] * most
        for place, (text, _, _) in zip(places, row.cells, strict=True):
            texts[place] = text
        said.append(replace(row, text="\t".join(texts).rstrip("\t")))
    return said


def _column_of(left: float, right: float, columns: Sequence[Sequence[float]]) -> int:
    middle = (left + right) / 2
    return min(
        range(len(columns)),
        key=lambda place: (
            -max(0.0, min(right, columns[place][1]) - max(left, columns[place][0])),
            abs(middle - sum(columns[place]) / 2),
        ),
    )


def _touches_wide(before: str, after: str) -> bool:
    """Typesetters part Chinese from figures by a hair's breadth, which is no space of the text."""
    return _WIDE.match(before) is not None or _WIDE.match(after) is not None


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[Line]:
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
    kept: list[Line] = []
    for page in spoken:
        last = len(page) - 1
        for place, line in enumerate(page):
            at_edge = place < _EDGE_LINES or place > last - _EDGE_LINES
            if at_edge and (_PAGE_NUMBER.fullmatch(line.text) or _shape(line) in running):
                continue
            kept.append(line)
    return kept


def _shape(line: Line) -> str:
    """A running head differs from page to page only in its number."""
    return _DIGITS.sub("0", line.text)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
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


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
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
