"""Where a table begins on a sheet, what its columns are, and which of its rows are rows.

A sheet of an office has a title above the table, often merged across it, a line that names the unit, heads of two rows, marks of
what must be filled in, and below the table sums, notes and who filled it in. The row of heads is the one that names the most
columns that are looked for. Whatever is not read is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yifa.law.signs import plain_characters, tidy, without_invisible
from yifa.law.text import Bilingual
from yifa.spreadsheets.book import MOST_CELLS, Cell, LeftOut, Merge, Row, Sheet, is_empty, place_of

_LOOKED_AT: Final = 40
_BRACKETS: Final = re.compile(r"[(\[【{〔][^()\[\]【】{}〔〕]*[)\]】}〕]")
_NUMBERED: Final = re.compile(r"^[(]?\d{1,2}[.、)]")
_CIRCLED: Final = re.compile(r"^\s*[①-⑳]")
_MARKS: Final = re.compile(r"[*＊★☆※△▲●◆□■:：;；。.…_\-—/\\|'\"“”‘’、,，\s]+")
_UNIT: Final = re.compile(r"(?:人民币元|千万元|百万元|亿元|万元|千元|元|%)")
_UNIT_IN_BRACKETS: Final = re.compile(
    rf"[(\[【](?:单位[:：为]?)?(?:人民币)?({_UNIT.pattern})[^)\]】]*[)\]】]"
)
_UNIT_AFTER: Final = re.compile(rf"[/:：,，、]({_UNIT.pattern})$")
_UNIT_LINE: Final = re.compile(rf"(?:金额)?单位[:：]?(?:人民币)?({_UNIT.pattern})")
_SERIAL: Final = frozenset({"序号", "序", "行号", "no", "number", "#", "№", "顺序号", "项次"})
_REMARKS: Final = frozenset({"备注", "备考", "附注", "说明", "remarks", "remark", "notes", "note"})
_SUM: Final = re.compile(
    r"(?:本页|本表|本年|全年|全市)?(?:合计|总计|小计|共计|总共|累计)(?:[:：].*|\d*[家项个件份人])?|(?:sub|grand)?total"
)
_FOOT: Final = re.compile(
    r"(?:注|备注|附注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|分管领导|领导签字|"
    r"联系人|联系电话|填报日期|填表日期|填报时间|填报单位|制表单位|单位[(（]盖章[)）]|经办人|数据来源|资料来源)(?:\d+)?(?:[(（][^()（）]{0,8}[)）])?[:：]"
)
_EXAMPLE: Final = re.compile(r"(?:填写)?(?:示例|样例|举例|例子?|example)\d*[:：]?", re.IGNORECASE)
_INSTRUCTIONS: Final = re.compile(
    r"说明|须知|示例|样例|样表|模板说明|填写要求|填报要求|字典|选项|下拉|枚举|代码表|instructions|readme|lists?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. text: as it stands. name: what it was taken for, empty for none. unit: that it names. is_serial,
    is_remarks: a running number, which is no content; remarks, which are.
    """

    place: int
    row: int
    text: str
    name: str = ""
    unit: str = ""
    is_serial: bool = False
    is_remarks: bool = False
    is_hidden: bool = False

    @property
    def cell(self) -> str:
        """Where it stands."""
        return place_of(self.place, self.row)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet. unit: that a line above it names for its amounts. merged_down: cells that hold what a merge over
    several rows says, by row and column.
    """

    sheet: str
    head_row: int
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    unit: str
    left_out: tuple[LeftOut, ...]
    merged_down: frozenset[tuple[int, int]]

    @property
    def known(self) -> int:
        """How many of the columns that were looked for are there."""
        return len({head.name for head in self.heads if head.name})


@lru_cache(maxsize=4_096)
def plain_head(text: str) -> str:
    """A head for comparison: without blanks, breaks, marks, notes in brackets, numbering; half-width, small letters."""
    seen = _CIRCLED.sub("", plain_characters(without_invisible(text)))
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", seen).lower())
    while (bare := _BRACKETS.sub("", flat)) != flat:
        flat = bare
    flat = _NUMBERED.sub("", flat)
    flat = re.sub(r"/(?:人民币元|千万元|百万元|亿元|万元|千元|元|%)$", "", flat)
    return _MARKS.sub("", flat)


def unit_in(text: str) -> str:
    """The unit that a head names: 万元 of ``金额（万元）`` and of ``金额/万元``; empty for none."""
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", without_invisible(text)))
    found = _UNIT_IN_BRACKETS.search(flat) or _UNIT_AFTER.search(flat)
    return "" if found is None else found[1].replace("人民币元", "元")


def is_of_instructions(sheet: Sheet) -> bool:
    """Whether a sheet's name says that it explains and holds no rows."""
    return _INSTRUCTIONS.search(sheet.name) is not None


def find_table(sheet: Sheet, known: Mapping[str, str], *, least: int = 2, rows: bool = True) -> Table | None:
    """The table on a sheet whose heads name most of ``known`` (plain head to name).

    least: so many of them must be there; else the first row that looks like heads is taken, with no column known. None for a
    sheet without any. rows: also read what is below.
    """
    seen = [row for row in sheet.rows if row.number not in sheet.hidden_rows]
    grid = _Grid(sheet, seen)
    best: tuple[int, int, list[Head]] | None = None
    for index, row in enumerate(seen[:_LOOKED_AT]):
        heads = grid.heads(index, known)
        score = len({head.name for head in heads if head.name})
        if best is None or score > best[0]:
            best = (score, row.number, heads)
    if best is None:
        return None
    if best[0] < least:
        guessed = next(
            ((index, row) for index, row in enumerate(seen[:_LOOKED_AT]) if grid.looks_like_heads(row, seen)),
            None,
        )
        if guessed is not None:
            best = (0, guessed[1].number, grid.heads(guessed[0], known))
        elif not best[0]:
            return None
    _, head_row, heads = best
    above = [row for row in seen if row.number < head_row]
    unit = next((found for row in above if (found := _unit_line(row))), "")
    left_out = list(grid.hidden())
    titles = [row for row in above if not any(head.row == row.number for head in heads)]
    if titles:
        left_out.append(_rows_left(sheet, titles, "是标题或者说明", "is title or note"))
    kept, dropped = grid.body(head_row, heads) if rows else ([], [])
    return Table(
        sheet.name,
        head_row,
        tuple(heads),
        tuple(kept),
        unit,
        (*left_out, *dropped),
        frozenset(grid.merged_down),
    )


def _unit_line(row: Row) -> str:
    for cell in row.cells:
        if isinstance(cell, str):
            flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", without_invisible(cell)))
            found = _UNIT_LINE.search(flat)
            if found is not None:
                return found[1].replace("人民币元", "元")
    return ""


class _Grid:
    """A sheet with its merges filled in."""

    def __init__(self, sheet: Sheet, seen: Sequence[Row]) -> None:
        self.sheet = sheet
        self.seen = seen
        self.by_number = {row.number: row for row in sheet.rows}
        self.down: dict[tuple[int, int], Cell] = {}
        self.across: dict[tuple[int, int], Cell] = {}
        self.wide: dict[tuple[int, int], Merge] = {}
        self.merged_down: set[tuple[int, int]] = set()
        last = max(self.by_number, default=0)
        for merge in sheet.merges:
            top = self.by_number.get(merge.top)
            value = None if top is None else top.at(merge.left)
            if is_empty(value):
                continue
            if merge.right > merge.left:
                self.wide[merge.top, merge.left] = merge
            for number in range(merge.top, min(merge.bottom, last) + 1):
                if number > merge.top:
                    self.down[number, merge.left] = value
                if merge.bottom > merge.top:
                    self.merged_down.add((number, merge.left))
                if number <= 2 * _LOOKED_AT:
                    for place in range(merge.left, min(merge.right, 255) + 1):
                        self.across[number, place] = value
                if len(self.down) > MOST_CELLS:
                    break

    def head_text(self, row: Row, place: int) -> str:
        cell = row.at(place)
        if is_empty(cell):
            cell = self.across.get((row.number, place))
        return tidy(re.sub(r"[\r\n]+", "", cell)) if isinstance(cell, str) else ""

    def heads(self, index: int, known: Mapping[str, str]) -> list[Head]:
        """The heads that a row would have, with what the row above it says over several columns."""
        row = self.seen[index]
        above = self.seen[index - 1] if index else None
        width = max(len(row.cells), len(above.cells) if above is not None else 0, self._width(row.number))
        own = [self.head_text(row, place) for place in range(width)]
        if not any(own):
            return []
        times = Counter(plain_head(text) for text in own if text)
        direct = sum(1 for text in own if known.get(plain_head(text)))
        found: list[Head] = []
        for place in range(width):
            text, over = own[place], "" if above is None else self.head_text(above, place)
            number = row.number
            if not text and over and direct and above is not None and self._is_part(above, place, own):
                # A head of the upper row that is not merged downward.
                text, over, number = over, "", above.number
            if not text:
                continue
            plain = plain_head(text)
            name = known.get(plain, "")
            joined = plain_head(over) + plain
            if over and over != text and (not name or times[plain] > 1) and joined in known:
                name, text = known[joined], f"{over}{text}"
            elif name and times[plain] > 1 and over and over != text and number == row.number:
                # 名称 under 甲方 and under 乙方: which is meant is not known.
                name = name if joined == plain else ""
            unit = unit_in(text) or unit_in(over)
            found.append(
                Head(
                    place,
                    number,
                    text
                    if number != row.number or not over or name
                    else (f"{over}{text}" if times[plain] > 1 else text),
                    name,
                    unit,
                    plain in _SERIAL and not name,
                    plain in _REMARKS and not name,
                    place in self.sheet.hidden_columns,
                )
            )
        return found

    def _width(self, number: int) -> int:
        return max((place + 1 for (row, place) in self.across if row == number), default=0)

    def _is_part(self, above: Row, place: int, own: Sequence[str]) -> bool:
        """Whether a cell of the row above is a head of one column, and no title across."""
        merge = next(
            (
                one
                for (top, left), one in self.wide.items()
                if top == above.number and left <= place <= one.right
            ),
            None,
        )
        filled = sum(1 for cell in above.cells if not is_empty(cell))
        return merge is None and filled >= 2 and any(own)

    def looks_like_heads(self, row: Row, seen: Sequence[Row]) -> bool:
        texts = [cell for cell in row.cells if not is_empty(cell)]
        widest = max(
            (sum(1 for cell in one.cells if not is_empty(cell)) for one in seen[: _LOOKED_AT * 2]), default=0
        )
        return (
            len(texts) >= 2
            and len(texts) * 2 >= widest
            and all(isinstance(cell, str) and len(cell) <= 40 for cell in texts)
            and len({str(cell) for cell in texts}) == len(texts)
        )

    def hidden(self) -> Iterable[LeftOut]:
        rows = [row for row in self.sheet.rows if row.number in self.sheet.hidden_rows]
        if rows:
            yield _rows_left(self.sheet, rows, "是隐藏的或被筛选掉的", "is hidden or filtered out")

    def body(self, head_row: int, heads: Sequence[Head]) -> tuple[list[Row], list[LeftOut]]:
        """The rows below the heads, merges filled, and what was left out among them."""
        serial = {head.place for head in heads if head.is_serial}
        columns = [head.place for head in heads]
        plain = {head.place: plain_head(head.text) for head in heads}
        kept: list[Row] = []
        left: dict[tuple[str, str], list[Row]] = defaultdict(list)
        filled_by_row: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
        for (number, place), value in self.down.items():
            filled_by_row[number].append((place, value))
        for row in self.seen:
            if row.number <= head_row:
                continue
            why = self._no_row(row, serial, plain)
            if why is not None:
                left[why].append(row)
                continue
            more = filled_by_row.get(row.number)
            if more:
                row = _filled(row, more)
            if any(not is_empty(row.at(place)) for place in columns if place not in serial):
                kept.append(row)
            else:
                left["只有序号或者表外的内容", "has only a number, or something beside the table"].append(row)
        return kept, [_rows_left(self.sheet, rows, zh, en) for (zh, en), rows in left.items()]

    def _no_row(self, row: Row, serial: set[int], plain: Mapping[int, str]) -> tuple[str, str] | None:
        told = [(place, cell) for place, cell in enumerate(row.cells) if not is_empty(cell)]
        place, first = told[0]
        flat = _flat(first) if isinstance(first, str) else ""
        if flat and _EXAMPLE.fullmatch(flat) and place in serial:
            return "是示例", "is the example"
        if flat and _SUM.fullmatch(flat):
            return "是合计", "is a sum"
        texts = [(one, cell) for one, cell in told if one not in serial]
        second = texts[0][1] if texts else None
        if isinstance(second, str) and place in serial and _SUM.fullmatch(_flat(second)):
            return "是合计", "is a sum"
        if flat and _FOOT.match(flat):
            return "是表下的说明或者签署", "is a note or signature below the table"
        merge = self.wide.get((row.number, place))
        if len(told) == 1 and merge is not None and merge.right - merge.left >= 2:
            return "是跨列的小标题或者说明", "is a heading or note across the table"
        if len(told) == 1 and len(plain) >= _LEAST_COLUMNS and _GROUP.match(flat):
            return "是小标题", "is a heading of what follows"
        if len(told) >= 2 and all(
            isinstance(cell, str) and plain.get(one) and plain_head(cell) == plain[one] for one, cell in told
        ):
            return "是重复的表头", "repeats the heads"
        return None


# 一、省级; （二）市级: what a row is of, written into its first cell alone.
_GROUP: Final = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))\S{1,30}$")
_LEAST_COLUMNS: Final = 4


@lru_cache(maxsize=4_096)
def _flat(text: str) -> str:
    """A cell without blanks, half-width, in small letters, to be compared with words for sums and notes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", tidy(text))).lower()


def _filled(row: Row, more: Sequence[tuple[int, Cell]]) -> Row:
    cells = list(row.cells)
    for place, value in more:
        if place >= len(cells):
            cells.extend([None] * (place - len(cells) + 1))
        if is_empty(cells[place]):
            cells[place] = value
    return Row(row.number, tuple(cells))


def _rows_left(sheet: Sheet, rows: Sequence[Row], zh: str, en: str) -> LeftOut:
    numbers = [row.number for row in rows]
    said = _ranges(numbers)
    return LeftOut(
        sheet.name,
        said,
        Bilingual(f"第{said}行{zh}，没有读取", f"row {said} {en}; it was not read"),
    )


def _ranges(numbers: Sequence[int]) -> str:
    """``3—5、9`` of 3, 4, 5, 9; of very many, the first."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = "、".join(f"{first}—{last}" if last > first else str(first) for first, last in runs[:8])
    return said if len(runs) <= 8 else f"{said}等{len(numbers)}"
