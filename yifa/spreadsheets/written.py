"""Tables written as text: csv, and the web pages that other systems send out under the name .xls."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Final

from lxml import etree, html

from yifa.extraction.errors import CannotRead
from yifa.extraction.plain import decode, without_controls
from yifa.spreadsheets.book import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Book,
    Bounds,
    Cell,
    Merge,
    Row,
    Sheet,
    Unreadable,
    damaged,
    trimmed,
)

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_NEEDLESS_QUOTES: Final = re.compile(r'=?"([^"]*)"')


def from_csv(data: bytes, bounds: Bounds) -> Book:
    """Comma or tab separated text, in any encoding that Chinese offices use. Raises Unreadable."""
    text = _decoded(data)
    start = text[:20_000]
    lines = [line for line in start.splitlines() if line.strip()][:20]
    sign = max(("\t", ",", ";", "，"), key=lambda one: sum(min(line.count(one), 40) for line in lines))
    if not any(sign in line for line in lines):
        raise damaged()
    rows: list[Row] = []
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            # ="00123": how programs keep zeros in a csv.
            cells: list[Cell] = [
                (quoted[1] if (quoted := _NEEDLESS_QUOTES.fullmatch(one)) else one)[: LONGEST_CELL + 1]
                or None
                for one in fields
            ]
            row = trimmed(number, cells)
            if row is not None:
                rows.append(bounds.row(row))
    except csv.Error as error:
        raise damaged() from error
    return Book("csv", (Sheet("csv", tuple(rows)),))


def from_html(data: bytes, bounds: Bounds) -> Book:
    """Each table of a page as a sheet. Raises Unreadable."""
    found = _DECLARED.search(data[:8192])
    text = _decoded(data, found[1].decode("ascii", errors="ignore") if found else "")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(
            without_controls(text).encode("utf-8", errors="replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged() from error
    tables = [table for table in root.iter("table") if next(table.iterdescendants("table"), None) is None]
    sheets = tuple(_table(table, f"表{place}", bounds) for place, table in enumerate(tables, 1))
    if not sheets:
        raise damaged()
    return Book("html", sheets)


def _decoded(data: bytes, declared: str = "") -> str:
    try:
        return decode(data, declared).text
    except CannotRead as error:
        raise Unreadable(error.zh, error.en) from error


def _table(table: Any, name: str, bounds: Bounds) -> Sheet:
    rows: list[Row] = []
    merges: list[Merge] = []
    hidden: set[int] = set()
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.iter("tr"), 1):
        cells: list[Cell] = []
        for cell in row.iterchildren("td", "th"):
            while (number, len(cells)) in taken:
                cells.append(None)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1 or across > 1:
                merges.append(Merge(number, len(cells), number + down - 1, len(cells) + across - 1))
                taken |= {
                    (number + more, len(cells) + beside)
                    for more in range(1, down)
                    for beside in range(across)
                }
            cells.append(" ".join("".join(cell.itertext()).split())[: LONGEST_CELL + 1] or None)
            cells.extend([None] * (across - 1))
            if len(cells) > 4 * MOST_COLUMNS:
                raise damaged()
        if "display:none" in (row.get("style") or "").replace(" ", "").lower():
            hidden.add(number)
        found = trimmed(number, cells)
        if found is not None:
            rows.append(bounds.row(found))
    return Sheet(name, tuple(rows), merges=tuple(merges), hidden_rows=frozenset(hidden))


def _span(cell: Any, name: str) -> int:
    given = (cell.get(name) or "1").strip()
    return (
        max(1, min(int(given), MOST_COLUMNS)) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    )
