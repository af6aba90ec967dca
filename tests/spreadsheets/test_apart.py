"""Workbooks that strangers send are read in a process of its own, and come out of it as they are."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from yifa.spreadsheets import BadCell, Unreadable, read_book, read_book_apart, read_number


def workbook(*cells: tuple[str, str | float | bool | date | datetime | time]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in cells:
        sheet[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_of_two_cells_far_apart_is_refused() -> None:
    data = workbook(("A1", "名称"), ("XFD1048576", 1))
    assert len(data) < 8192
    with pytest.raises(Unreadable, match="还有内容"):
        read_book_apart(data, "a.xlsx")


def test_a_workbook_is_the_same_whichever_process_reads_it() -> None:
    data = workbook(
        ("A1", "名称"),
        ("B1", 12.5),
        ("C1", True),
        ("D1", date(2020, 3, 2)),
        ("E1", datetime(2020, 3, 2, 9)),
        ("F1", time(9, 30)),
        ("G1", "#N/A"),
        ("A3", 7),
    )
    assert read_book_apart(data, "a.xlsx") == read_book(data, "a.xlsx")


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_book_apart(data, "a.xls")


@pytest.mark.parametrize("written", ["1e999990", "9" * 5000, "1" * 19, "0." + "1" * 9000, 1e300])
def test_a_number_out_of_bounds_in_a_cell_is_told(written: str | float) -> None:
    with pytest.raises(BadCell):
        read_number(written)
    assert read_number("1,250.50") == (Decimal("1250.50"), "")
