"""Workbooks as offices make them, read as a person sees them: visible sheets, the head row below its titles, merged cells filled.

    book = read_book(path.read_bytes(), path.name)
    table = find_table(book.sheets[0], {"名称": "name", "认定日期": "recognised_on"})
    read_day(table.rows[0].cells[3], since=date(1949, 10, 1), until=date(2060, 1, 1))

Three steps, each a plain function of plain data; the first runs in a process of its own, with limits, where somebody
sent the file (``read_book_apart``): bytes into sheets of
cells (xlsx, xls, et, ods, csv, and tables that call themselves .xls); a sheet into head and rows, with everything that was
left out said; a cell into a value, or a sentence that says why not. Nothing here knows a register or a database.
"""

from yifa.spreadsheets.apart import read_book_apart
from yifa.spreadsheets.book import Book, Cell, CellError, LeftOut, Row, Shaped, Sheet, Unreadable, place_of
from yifa.spreadsheets.heads import Head, Table, find_table, is_of_instructions, plain_head, unit_in
from yifa.spreadsheets.read import read_book
from yifa.spreadsheets.values import (
    UNITS,
    BadCell,
    read_day,
    read_number,
    read_text,
    read_yes,
    says_nothing,
    says_without_end,
)

__all__ = [
    "UNITS",
    "BadCell",
    "Book",
    "Cell",
    "CellError",
    "Head",
    "LeftOut",
    "Row",
    "Shaped",
    "Sheet",
    "Table",
    "Unreadable",
    "find_table",
    "is_of_instructions",
    "place_of",
    "plain_head",
    "read_book",
    "read_book_apart",
    "read_day",
    "read_number",
    "read_text",
    "read_yes",
    "says_nothing",
    "says_without_end",
    "unit_in",
]
