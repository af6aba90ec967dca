"""The first sheet of a workbook as rows of plain values, within bounds that are looked at before memory is given.

A sheet of two cells, A1 and XFD1048576, is two kilobytes as a file and seventeen thousand million cells as a table. Of an xlsx
the places of its cells are therefore read first, piece by piece; other kinds (xls, ods) have only the bounds of the process
(``yifa.extraction.apart``).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from yifa.extraction.errors import CannotRead

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 500
_MOST_BYTES: Final = 256 * 1024 * 1024
_AT_ONCE: Final = 1 << 18
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE: Final = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\br\s*=\s*["']([A-Za-z]{0,4})([0-9]{1,10})["']""")
_LONGEST_TAG: Final = 4096


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows from the first on, each value a text, number, truth value, day, moment or None."""

    name: str
    rows: list[list[Any]]


def first_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook. Raises CannotRead."""
    if data.startswith(b"PK"):
        _look(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        name = book.sheet_names[0]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError, ValueError) as error:
        raise _no_workbook() from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:1]):
        raise _too_large()
    return Sheet(name, rows)


def _look(data: bytes) -> None:
    """Refuse a workbook whose parts unpack to too much, or whose cells lie too far out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            left = _MOST_BYTES
            for info in archive.infolist():
                is_sheet = _SHEET.fullmatch(info.filename.replace("\\", "/")) is not None
                rest = b""
                with archive.open(info) as source:
                    while piece := source.read(_AT_ONCE):
                        left -= len(piece)
                        if left < 0:
                            raise _too_large()
                        if is_sheet:
                            rest = _look_at(rest + piece)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _no_workbook() from error


def _look_at(text: bytes) -> bytes:
    """Refuse places that lie too far out; the end of the text, in which a tag may have begun."""
    for place in _PLACE.finditer(text):
        column = 0
        for letter in place[1].upper():
            column = column * 26 + letter - 64
        if column > MOST_COLUMNS or int(place[2]) > MOST_ROWS:
            raise _too_large()
    return text[max(text.rfind(b"<"), len(text) - _LONGEST_TAG) :] if b"<" in text else b""


def _no_workbook() -> CannotRead:
    return CannotRead(
        zh="不是可读取的 Excel 工作簿，请另存为 xlsx 后重试",
        en="is not a workbook that can be read; save it as xlsx",
    )


def _too_large() -> CannotRead:
    return CannotRead(
        zh=f"的单元格超出了可读取的范围（{MOST_ROWS} 行、{MOST_COLUMNS} 列），请删去多余的行列后另存",
        en=f"has cells outside what is read ({MOST_ROWS} rows, {MOST_COLUMNS} columns); delete them and save it again",
    )
