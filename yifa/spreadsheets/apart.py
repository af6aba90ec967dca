"""Reading a workbook in a process of its own, and how its cells cross between the two (``yifa.extraction.apart``)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from yifa.extraction.apart import ending_of, run_apart
from yifa.extraction.errors import CannotRead
from yifa.law.text import Bilingual
from yifa.spreadsheets.book import (
    LARGEST_BYTES,
    Book,
    Cell,
    CellError,
    Merge,
    Row,
    Shaped,
    Sheet,
    Unreadable,
    too_large,
)
from yifa.spreadsheets.read import read_book

_TARGET: Final = "yifa.spreadsheets.apart:answer"


def read_book_apart(data: bytes, name: str = "") -> Book:
    """As ``read_book``, in a process of its own. Raises Unreadable, also where it would take too much memory or time."""
    if len(data) > LARGEST_BYTES:
        raise too_large(f"超过 {LARGEST_BYTES >> 20} MB 的上限", f"has more than {LARGEST_BYTES >> 20} MB")
    try:
        told = run_apart(_TARGET, ending_of(name), data)
    except CannotRead as refused:
        raise Unreadable(refused.zh.rstrip("。"), refused.en.rstrip(".")) from None
    return Book(
        told["kind"],
        tuple(
            Sheet(
                one["name"],
                tuple(Row(number, tuple(_cell(cell) for cell in cells)) for number, cells in one["rows"]),
                one["is_hidden"],
                tuple(Merge(*merge) for merge in one["merges"]),
                frozenset(one["hidden_rows"]),
                frozenset(one["hidden_columns"]),
            )
            for one in told["sheets"]
        ),
        tuple(Bilingual(zh, en) for zh, en in told["notes"]),
    )


def answer(data: bytes, ending: str) -> dict[str, Any]:
    """What the child tells: the workbook as JSON. Raises CannotRead."""
    try:
        book = read_book(data, f"file.{ending}" if ending else "file")
    except Unreadable as refused:
        raise CannotRead(zh=refused.text.zh, en=refused.text.en) from refused
    return {
        "kind": book.kind,
        "notes": [(note.zh, note.en) for note in book.notes],
        "sheets": [
            {
                "name": sheet.name,
                "rows": [(row.number, [_told(cell) for cell in row.cells]) for row in sheet.rows],
                "is_hidden": sheet.is_hidden,
                "merges": [(one.top, one.left, one.bottom, one.right) for one in sheet.merges],
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
            }
            for sheet in book.sheets
        ],
    }


def _told(cell: Cell) -> Any:
    match cell:
        case CellError(sign=sign):
            return {"error": sign}
        case Shaped(value=value, format=code):
            return {"shaped": _told(value), "format": code}
        case datetime():
            return {"moment": cell.isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case _:
            return cell


def _cell(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    if "error" in told:
        return CellError(told["error"])
    if "shaped" in told:
        return Shaped(_cell(told["shaped"]), told["format"])
    if "moment" in told:
        return datetime.fromisoformat(told["moment"])
    if "day" in told:
        return date.fromisoformat(told["day"])
    return time.fromisoformat(told["time"])
