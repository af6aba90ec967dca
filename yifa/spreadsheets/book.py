"""What comes out of a workbook, whichever program wrote it: sheets of rows of cells, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, NamedTuple, TypeAlias

from yifa.law.text import Bilingual

LARGEST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 120_000
"""Rows that hold something, in all sheets together."""
MOST_COLUMNS: Final = 256
MOST_CELLS: Final = 4_000_000
MOST_SHEETS: Final = 200
LONGEST_CELL: Final = 32_767
"""Characters; Excel's own bound."""
EXACT_DIGITS: Final = 15
"""Digits that a number in a workbook holds exactly; what follows became 0, in every program."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that has no value: ``sign`` as the program shows it (#N/A), or why a formula has none."""

    sign: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A number or a day that its cell's format shows otherwise: leading zeros, per cent, a unit, a month and a day alone."""

    value: float | datetime
    format: str


Cell: TypeAlias = str | float | int | bool | date | datetime | time | CellError | Shaped | None
"""What a cell holds. Numbers are float, or int where they are whole; a text is as it stands, not yet tidied."""

Progress: TypeAlias = Callable[[int], None]
"""Told now and then how many rows were read."""


class Row(NamedTuple):
    """A row that holds something. number: as Excel counts. cells: from column A to the last that is filled."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, place: int) -> Cell:
        """The cell in a column, counted from 0."""
        return self.cells[place] if place < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells; rows as Excel counts, columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. hidden_rows and hidden_columns: what a reader does not see; the rows are among ``rows`` all the same."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a workbook that was not read, and why. place: a cell, a row or empty for a whole sheet."""

    sheet: str
    place: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. kind: xlsx, xls, ods, csv or html. notes: what a reader should know of the whole file."""

    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Bilingual, ...] = field(default=())

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that a reader sees."""
        return tuple(sheet for sheet in self.sheets if not sheet.is_hidden)


class Unreadable(ValueError):
    """A workbook that gives nothing; ``text`` says what it is and what to do, as the end of a sentence about the file."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)


def damaged() -> Unreadable:
    """The file is no whole workbook."""
    return Unreadable(
        "不是可读取的 Excel 工作簿（可能已损坏）；请用 Excel 或 WPS 打开，另存为 xlsx 后重试",
        "is not a workbook that can be read, or is damaged; open it in Excel or WPS and save it as xlsx",
    )


def too_large(zh: str, en: str) -> Unreadable:
    """The file is beyond a bound; ``zh`` and ``en`` say which."""
    return Unreadable(
        f"{zh}，没有读取；请拆分，或删除多余的内容",
        f"{en}; it was not read. Split it, or delete what is not needed",
    )


def letters(column: int) -> str:
    """A column's letters for its place from 0: A, Z, AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def place_of(column: int, row: int) -> str:
    """A cell's name: ``place_of(2, 7)`` is C7."""
    return f"{letters(column)}{row}"


@dataclass(slots=True)
class Bounds:
    """Counts what was read, and refuses what is beyond any register."""

    tell: Progress | None = None
    rows: int = 0
    cells: int = 0

    def row(self, row: Row) -> Row:
        """A row was read. Raises Unreadable."""
        self.rows += 1
        self.cells += len(row.cells)
        if self.rows > MOST_ROWS:
            raise too_large(f"超过 {MOST_ROWS} 行", f"holds more than {MOST_ROWS} rows")
        if self.cells > MOST_CELLS:
            raise too_large(f"超过 {MOST_CELLS} 个单元格", f"holds more than {MOST_CELLS} cells")
        if self.tell is not None and self.rows % 5_000 == 0:
            self.tell(self.rows)
        return row


def trimmed(number: int, cells: list[Cell]) -> Row | None:
    """A row of what it holds, without empty cells at its end; None where there is nothing in it. Raises Unreadable."""
    last = len(cells)
    while last and is_empty(cells[last - 1]):
        last -= 1
    if not last:
        return None
    if last > MOST_COLUMNS:
        raise too_large(
            f"第 {number} 行在第 {MOST_COLUMNS} 列之后还有内容",
            f"has something beyond column {MOST_COLUMNS} in row {number}",
        )
    return Row(number, tuple(cells[:last]))


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing that a reader sees."""
    return cell is None or (
        isinstance(cell, str) and not cell.strip("\ufeff\u200b\u200c\u200d\u2060 \t\r\n\xa0\u3000")
    )
