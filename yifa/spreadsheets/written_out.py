"""Small workbooks written whole: sheets of text below a head row, as lists go out to those who read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

_LONGEST_CELL: Final = 32_000


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet: its name, each column's head and width (in characters), its lines. wraps: long texts stand on several lines."""

    name: str
    heads: Sequence[tuple[str, float]]
    lines: Iterable[Sequence[str]]
    wraps: bool = False


def text_workbook(sheets: Iterable[TextSheet]) -> bytes:
    """An xlsx of these sheets. Every cell is a text: else 18 digits are shortened, decimals lost, what begins with = is run.

    Characters that no workbook holds are left out, and texts end after 32,000 characters, which is the most a cell holds.
    """
    # A third of a second to load: only who writes a workbook pays it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def cell(page: Any, value: str, *, is_head: bool, wraps: bool) -> Any:
        if not value:
            return None
        told = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
        told.data_type = "s"
        told.number_format = "@"
        if is_head:
            told.font = bold
        if wraps:
            told.alignment = wrapped
        return told

    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for place, (_head, width) in enumerate(sheet.heads, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        page.append([cell(page, head, is_head=True, wraps=sheet.wraps) for head, _width in sheet.heads])
        for line in sheet.lines:
            page.append([cell(page, value, is_head=False, wraps=sheet.wraps) for value in line])
    out = BytesIO()
    book.save(out)  # lint: allow registers-are-written-by-effects: a workbook, not a row
    return out.getvalue()
