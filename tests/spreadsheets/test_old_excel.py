"""An old workbook (.xls) is read with what a reader sees, as a new one is."""

from __future__ import annotations

from datetime import datetime

from tests.spreadsheets.old_excel import DAY, ZEROS, Error, OldSheet, xls
from yifa.spreadsheets import find_table, plain_head, read_book
from yifa.spreadsheets.apart import read_book_apart
from yifa.spreadsheets.book import CellError, Merge, Shaped

HEADS = ("合同编号", "合同名称", "签订日期", "金额", "是否公开")


def book() -> bytes:
    cells: dict[tuple[int, int], object] = {(0, 0): "某局合同台账"}
    cells |= {(1, column): head for column, head in enumerate(HEADS)}
    cells |= {(2, 0): 42, (2, 1): "检测服务合同", (2, 2): 43983, (2, 3): 1200.5, (2, 4): True}
    cells |= {(3, 0): 43, (3, 1): "不再履行", (3, 2): 43984, (3, 3): 7, (3, 4): False}
    cells |= {(4, 0): 44, (4, 1): "租赁合同", (4, 2): 43985, (4, 3): Error(), (4, 4): True}
    formats = {(row, 2): DAY for row in (2, 3, 4)} | {(row, 0): ZEROS for row in (2, 3, 4)}
    return xls(
        OldSheet(
            "台账",
            cells,
            merges=[(0, 0, 0, 4)],
            hidden_rows=[3],
            hidden_columns=[3],
            formats=formats,
        ),
        OldSheet("旧表", {(0, 0): "作废"}, is_hidden=True),
    )


def test_an_old_workbook_is_read_with_formats_errors_merges_and_what_is_hidden() -> None:
    read = read_book(book(), "台账.xls")
    first, second = read.sheets
    assert (read.kind, first.name, first.is_hidden, second.is_hidden) == ("xls", "台账", False, True)
    assert first.merges == (Merge(1, 0, 1, 4),)
    assert (sorted(first.hidden_rows), sorted(first.hidden_columns)) == ([4], [3])
    rows = {row.number: row.cells for row in first.rows}
    assert rows[3] == (Shaped(42.0, "00000"), "检测服务合同", datetime(2020, 6, 1), 1200.5, True)
    assert rows[5][3] == CellError("#N/A")


def test_the_table_in_it_is_found_below_its_title_without_its_hidden_row() -> None:
    read = read_book_apart(book(), "台账.xls")
    table = find_table(read.sheets[0], {plain_head(head): head for head in HEADS})
    assert table is not None
    assert [head.name for head in table.heads] == list(HEADS)
    assert [row.number for row in table.rows] == [3, 5]
