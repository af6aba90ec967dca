"""ods (OpenDocument): cells, merges, hidden sheets, rows and columns out of content.xml."""

from __future__ import annotations

import zipfile
import zlib
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from lxml import etree

from yifa.spreadsheets.book import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_SHEETS,
    Book,
    Bounds,
    Cell,
    CellError,
    Merge,
    Row,
    Shaped,
    Sheet,
    damaged,
    too_large,
    trimmed,
)

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_LARGEST: Final = 200 * 1024 * 1024
_MOST_REPEATED: Final = 1_000


def from_ods(data: bytes, bounds: Bounds) -> Book:
    """The workbook in these bytes. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            info = archive.getinfo("content.xml")
            bound = min(_LARGEST, max(4 << 20, info.compress_size * 300))
            with archive.open(info) as source:
                content = source.read(bound + 1)
        if len(content) > bound:
            raise too_large("解开后大得异常", "unpacks to an abnormal size")
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        )
        hidden = {
            style.get(f"{_STYLE}name")
            for style in root.iter(f"{_STYLE}style")
            for properties in style.iterchildren(f"{_STYLE}table-properties")
            if properties.get(f"{_TABLE}display") == "false"
        }
        sheets = tuple(
            _sheet(table, bounds, is_hidden=table.get(f"{_TABLE}style-name") in hidden)
            for table in root.iter(f"{_TABLE}table")
        )
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    except etree.LxmlError as error:
        raise damaged() from error
    if not sheets or len(sheets) > MOST_SHEETS:
        raise damaged()
    return Book("ods", sheets)


def _repeated(element: Any, name: str) -> int:
    given = element.get(f"{_TABLE}{name}") or "1"
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def _sheet(table: Any, bounds: Bounds, *, is_hidden: bool) -> Sheet:
    rows: list[Row] = []
    merges: list[Merge] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    place = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _repeated(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            hidden_columns.update(range(place, min(place + times, MOST_COLUMNS)))
        place += times
    number = 1
    for element in table.iter(f"{_TABLE}table-row"):
        times = _repeated(element, "number-rows-repeated")
        cells = _cells(element, number, merges)
        row = trimmed(number, cells)
        if row is not None:
            if times > _MOST_REPEATED:
                raise too_large("同一行重复得异常", "repeats one row an abnormal number of times")
            rows.extend(bounds.row(Row(number + more, row.cells)) for more in range(times))
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"} and times <= _MOST_REPEATED:
            hidden_rows.update(range(number, number + times))
        number += times
    return Sheet(
        table.get(f"{_TABLE}name") or "Sheet",
        tuple(rows),
        is_hidden,
        tuple(merges),
        frozenset(hidden_rows),
        frozenset(hidden_columns),
    )


def _cells(row: Any, number: int, merges: list[Merge]) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        times = _repeated(cell, "number-columns-repeated")
        value = None if cell.tag.endswith("covered-table-cell") else _value(cell)
        if value is None:
            # Up to the last column of all: nothing.
            cells.extend([None] * min(times, MOST_COLUMNS * 4))
            continue
        down, across = _repeated(cell, "number-rows-spanned"), _repeated(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            merges.append(Merge(number, len(cells), number + down - 1, len(cells) + across - 1))
        cells.extend([value] * min(times, MOST_COLUMNS + 1))
    return cells


def _value(cell: Any) -> Cell:
    shown = "\n".join(_said(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p"))[: LONGEST_CELL + 1]
    if cell.get(f"{_CALC}value-type") == "error" or (
        shown.startswith("#") and shown.endswith(("!", "?", "/A"))
    ):
        return CellError(shown or "#ERROR!")
    if shown.startswith("Err:"):
        return CellError(shown)
    kind = cell.get(f"{_OFFICE}value-type")
    match kind:
        case "float" | "currency" | "percentage":
            value = float(cell.get(f"{_OFFICE}value") or "nan")
            if kind == "percentage":
                return Shaped(value, "0%")
            if shown.isdigit() and shown.startswith("0") and len(shown) > 1:
                return Shaped(value, "0" * len(shown))
            unit = next((one for one in ("亿元", "万元", "元") if shown.endswith(one)), "")
            if unit:
                return Shaped(value, f'0.00"{unit}"')
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
        case "date":
            try:
                return datetime.fromisoformat((cell.get(f"{_OFFICE}date-value") or "")[:19])
            except ValueError:
                return CellError(shown)
        case "time":
            return _time(shown)
        case "boolean":
            return str(cell.get(f"{_OFFICE}boolean-value")) == "true"
        case _:
            return shown or None


def _time(shown: str) -> Cell:
    try:
        return time.fromisoformat(shown)
    except ValueError:
        return shown


def _said(paragraph: Any) -> str:
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            pieces.append(" " * min(int(count) if count.isdigit() else 1, 200))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            pieces.append(" ")
        elif child.tag != f"{_OFFICE}annotation" and isinstance(child.tag, str):
            pieces.append(_said(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
