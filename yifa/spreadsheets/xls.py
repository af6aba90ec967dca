"""xls, and et that is one: BIFF, by xlrd, with its formats, merges, hidden rows and errors."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any, Final

import xlrd
from xlrd.biffh import error_text_from_code

from yifa.spreadsheets.book import (
    MOST_SHEETS,
    Book,
    Bounds,
    Cell,
    CellError,
    Merge,
    Row,
    Sheet,
    Unreadable,
    damaged,
    too_large,
    trimmed,
)
from yifa.spreadsheets.xlsx import as_shown

_DAY_ZERO: Final = datetime(1899, 12, 30)
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)
# What the library's reading of a damaged file stumbles over.
_STUMBLES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    xlrd.compdoc.CompDocError,
)


def from_xls(data: bytes, bounds: Bounds) -> Book:
    """The workbook in these bytes. Raises Unreadable."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Unreadable(
                "有密码保护，打不开；请去掉密码后重试", "is protected by a password; remove it"
            ) from error
        raise damaged() from error
    except _STUMBLES as error:
        raise damaged() from error
    if book.nsheets > MOST_SHEETS:
        raise too_large(f"超过 {MOST_SHEETS} 个工作表", f"has more than {MOST_SHEETS} sheets")
    zero = _DAY_ZERO_1904 if book.datemode else _DAY_ZERO
    return Book("xls", tuple(_sheet(book, sheet, bounds, zero) for sheet in book.sheets()))


def _sheet(book: Any, sheet: Any, bounds: Bounds, zero: datetime) -> Sheet:
    rows: list[Row] = []
    for place in range(sheet.nrows):
        cells = [_value(book, cell, zero) for cell in sheet.row(place)]
        row = trimmed(place + 1, cells)
        if row is not None:
            rows.append(bounds.row(row))
    return Sheet(
        str(sheet.name),
        tuple(rows),
        bool(sheet.visibility),
        tuple(Merge(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells),
        frozenset(place + 1 for place, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(place for place, info in sheet.colinfo_map.items() if info.hidden),
    )


def _value(book: Any, cell: Any, zero: datetime) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            style = book.xf_list[cell.xf_index]
            found = book.format_map.get(style.format_key)
            return as_shown(float(cell.value), found.format_str if found is not None else "General", zero)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return CellError(str(error_text_from_code.get(cell.value, "#ERROR!")))
        case _:
            return None
