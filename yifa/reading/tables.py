"""Figures in tables: a cell takes unit and meaning from the heads of its row and its column, and from the line above the table.

Tables come as lines whose cells are parted by tabs (`yifa.extraction` writes docx, pages, PDF and OFD so), and, copied out of a
web page, as one short line for each cell. A number is read only where its unit is known: from its own cell, a column 单位, a head
such as 金额（万元） or 制发件数, or 单位：万元 above. What stands in such cells is not read as sentences again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from yifa.reading import categories, natures
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit
from yifa.reading.lexicon import load
from yifa.reading.numerals import ARABIC, value_of

_ROW: Final = re.compile(r"^[^\n]*\t[^\n]*$", re.MULTILINE)
_BARE_LINE: Final = re.compile(rf"^[ \t\u3000]*[+\-−－]?{ARABIC}[ \t\u3000]*$", re.MULTILINE)
_CELL: Final = re.compile(r"[^\t\n]+")
_YEAR_HEAD: Final = re.compile(r"(?:19|20)\d\d\s*年(?:度|底|末|全年)?")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*年?")
_UNIT_COLUMN: Final = re.compile(r"(?:计量|数量|统计)?单位")
_SERIAL: Final = re.compile(r"序号|编号|行次|代码|代号|年份|年度|排序|No\.?", re.IGNORECASE)
_UNIT_SAID: Final = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*([\u4e00-\u9fff%％]{1,4})")
_BRACKETED: Final = re.compile(r"[（(]\s*(?:单位\s*[:：]?\s*)?([\u4e00-\u9fff%％·/]{1,4})\s*[)）]\s*$")
_COUNTED: Final = re.compile(r"([件项次人个家份起名场期册篇条宗例户])(?:次)?数(?:量)?$")
_COUNTED_TIMES: Final = re.compile(r"人次数?$")
_GROWTH: Final = re.compile(r"增长|增幅|增速|同比|环比|比上年[（(]?[±%％]")
_CHANGE: Final = re.compile(r"增减|增加[数额量]|比上年(?:增|减)")
_RATE: Final = re.compile(r"率|比重|占比|比例|百分比")
_LAST_YEAR: Final = re.compile(r"上一?年|去年|上年度")
_SENTENCE: Final = re.compile(r"[。；;]")
_NUMERIC: Final = re.compile(rf"[+\-−－]?\s*(?P<number>{ARABIC})\s*(?P<rest>[\u4e00-\u9fff%％‰]{{0,4}})")
_SHORT: Final = 40
_MOST_COLUMNS: Final = 40
_SCALES: Final = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百万": 1_000_000}
_FLAT_WORDS: Final = re.compile(r"数|金额|情况|内容|单位|总计|合计|年")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it, by its offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A number in a table. unit: its measure word's unit. row, column: its heads' cells. year: that a head names, or None."""

    start: int
    end: int
    value: int | float
    unit: str
    row: tuple[Cell, ...]
    column: tuple[Cell, ...]
    year: int | None
    is_last_year: bool = False
    is_growth: bool = False
    is_change: bool = False

    @property
    def subject(self) -> str:
        """What it counts: the heads of its row and its column, without years and units."""
        said = []
        for cell in (*self.row, *self.column):
            bare = _bare(cell.text)
            if bare and bare not in said:
                said.append(bare)
        return "·".join(said)


@dataclass(slots=True)
class Tables:
    """The figures of a text's tables, and the stretches that they took their meaning from."""

    figures: list[TableFigure] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)


@cache
def _measures() -> dict[str, str]:
    return {str(word): unit for unit, words in load("units")["measures"].items() for word in words}


def find(text: str) -> Tables:
    """Every figure in the tables of a text. Linear in its length."""
    found = Tables()
    if "\t" in text:
        for block in _blocks(text):
            _read(text, block, found)
    for flat in _flattened(text):
        _read(text, flat, found)
    found.figures.sort(key=lambda figure: figure.start)
    found.covered.sort()
    return found


Grid = list[list["Cell | None"]]


def _blocks(text: str) -> Iterator[Grid]:
    """Lines with tabs that follow each other."""
    grid: Grid = []
    last = -1
    for line in _ROW.finditer(text):
        if grid and text[last : line.start()].strip("\n\r"):
            yield grid
            grid = []
        if not grid and line.start() != last:
            last = line.start()
        grid.append(_cells(text, line.start(), line.end()))
        last = line.end()
    if grid:
        yield grid


def _cells(text: str, start: int, end: int) -> list[Cell | None]:
    cells: list[Cell | None] = []
    at = start
    while at <= end and len(cells) < _MOST_COLUMNS:
        stop = text.find("\t", at, end)
        stop = end if stop < 0 else stop
        raw = text[at:stop]
        bare = raw.strip()
        if bare:
            begins = at + raw.index(bare)
            cells.append(Cell(begins, begins + len(bare), bare))
        else:
            cells.append(None)
        at = stop + 1
    return cells


def _flattened(text: str) -> Iterator[Grid]:
    """Tables of which each cell is a line: heads, then in turn the head of a row and its numbers."""
    if _BARE_LINE.search(text) is None:
        return
    lines = [
        Cell(
            line.start() + len(line[0]) - len(line[0].lstrip()),
            line.start() + len(line[0].rstrip()),
            line[0].strip(),
        )
        for line in re.finditer(r"[^\n]+", text)
        if line[0].strip()
    ]
    at = 0
    while at < len(lines):
        if not _is_number(lines[at].text):
            at += 1
            continue
        numbers = 1
        while at + numbers < len(lines) and _is_number(lines[at + numbers].text):
            numbers += 1
        width = numbers + 1
        head = at - 1 - width
        if head < 0 or not all(_is_short(cell.text) for cell in lines[head:at]):
            at += numbers
            continue
        grid: Grid = [list(lines[head : head + width])]
        row = at - 1
        while (
            row + width <= len(lines)
            and _is_short(lines[row].text)
            and all(_is_number(cell.text) for cell in lines[row + 1 : row + width])
        ):
            grid.append(list(lines[row : row + width]))
            row += width
        said = "".join(cell.text for cell in grid[0] if cell is not None)
        if _FLAT_WORDS.search(said) is not None:
            yield grid
        at = max(row, at + numbers)


def _is_short(text: str) -> bool:
    return (
        len(text) <= _SHORT and not _is_number(text) and _SENTENCE.search(text) is None and "\t" not in text
    )


def _is_number(text: str) -> bool:
    return _BARE_LINE.fullmatch(text) is not None


def _is_numeric(cell: Cell | None) -> bool:
    """Whether a cell is a number, perhaps with its unit; a year at the head of a column is none."""
    if cell is None or _YEAR_HEAD.fullmatch(cell.text):
        return False
    return _NUMERIC.fullmatch(cell.text) is not None


def _read(text: str, grid: Grid, found: Tables) -> None:
    """The figures of one table."""
    width = max(len(row) for row in grid)
    for row in grid:
        row.extend([None] * (width - len(row)))
    body = next((number for number, row in enumerate(grid) if any(map(_is_numeric, row[1:]))), None)
    if body is None:
        return
    heads = _heads(grid[:body], width)
    above = _above(text, grid)
    if not heads and above is not None:
        # One head for the whole table, in a row that it fills: 本年收费金额（单位：万元）.
        heads = [[] for _ in range(width)]
        heads[-1] = [above]
    heads = heads or [[] for _ in range(width)]
    names = ["".join(cell.text for cell in head) for head in heads]
    units = next(
        (place for place, name in enumerate(names) if _UNIT_COLUMN.fullmatch(_bare(name) or name)), None
    )
    passed = {place for place, name in enumerate(names) if _SERIAL.fullmatch(name.strip())}
    shared = _shared_unit(text, grid)
    before: list[Cell] = []
    count = len(found.figures)
    for row in grid[body:]:
        first = next(
            (
                place
                for place in range(width)
                if place not in passed and place != units and _is_numeric(row[place])
            ),
            None,
        )
        if first is None:
            continue
        titles = [
            cell
            for place, cell in enumerate(row[:first])
            if cell is not None and place not in passed and place != units
        ]
        if not titles:
            titles = before
        elif row[0] is None and 0 not in passed and len(before) > len(titles):
            titles = before[: len(before) - len(titles)] + titles
        before = titles
        by_row = row[units].text if units is not None and row[units] is not None else ""  # type: ignore[union-attr]
        for place in range(first, width):
            cell = row[place]
            if cell is None or place in passed or place == units or not _is_numeric(cell):
                continue
            figure = _figure(cell, titles, heads[place], by_row, shared)
            if figure is not None:
                found.figures.append(figure)
    if len(found.figures) > count:
        found.covered += [
            (cell.start, cell.end)
            for row in grid
            for cell in row
            if cell is not None and (_is_numeric(cell) or _SENTENCE.search(cell.text) is None)
        ]


def _heads(rows: Grid, width: int) -> list[list[Cell]]:
    """Of each column the cells above it; a head that lies over several columns is that of each."""
    if not rows:
        return []
    heads: list[list[Cell]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        last: Cell | None = None
        for place in range(width):
            cell = row[place]
            if cell is None and number < len(rows) - 1 and last is not None and place:
                cell = last
            if cell is not None:
                heads[place].append(cell)
                last = cell
    return heads


def _above(text: str, grid: Grid) -> Cell | None:
    """The short line right above a table."""
    first = min(cell.start for row in grid for cell in row if cell is not None)
    start = text.rfind("\n", 0, first) + 1
    end = start - 1
    if end < 0:
        return None
    begins = text.rfind("\n", 0, end) + 1
    raw = text[begins:end]
    bare = raw.strip()
    if not bare or len(bare) > _SHORT or _SENTENCE.search(bare) or _is_number(bare):
        return None
    at = begins + raw.index(bare)
    return Cell(at, at + len(bare), bare)


def _shared_unit(text: str, grid: Grid) -> str:
    """The unit that one of the two lines above a table names for all of it."""
    first = min(cell.start for row in grid for cell in row if cell is not None)
    lines = text[max(0, first - 300) : first].split("\n")[-4:]
    for line in reversed(lines):
        found = _UNIT_SAID.search(line) if len(line) < 120 else None
        if found is not None:
            return found[1]
    return ""


def _figure(
    cell: Cell, row: Sequence[Cell], column: Sequence[Cell], by_row: str, shared: str
) -> TableFigure | None:
    match = _NUMERIC.fullmatch(cell.text)
    if match is None:
        return None
    value = value_of(match["number"])
    if value is None:
        return None
    if cell.text.lstrip()[0] in "-−－":
        value = -value
    said = "".join(one.text for one in column) + "".join(one.text for one in row)
    known = _unit(match["rest"], column, row, by_row, shared)
    if known is None:
        return None
    unit, scale = known
    scaled = round(value * scale, 6)
    exact = int(scaled) if isinstance(value, int) or float(scaled).is_integer() else scaled
    heads = "".join(one.text for one in (*column, *row))
    year = _YEAR.search("".join(one.text for one in column)) or _YEAR.search("".join(one.text for one in row))
    return TableFigure(
        cell.start,
        cell.end,
        exact,
        unit,
        tuple(row),
        tuple(column),
        None if year is None else int(year[1]),
        is_last_year=year is None and _LAST_YEAR.search(heads) is not None and _GROWTH.search(heads) is None,
        is_growth=unit == "percent" and _GROWTH.search(said) is not None,
        is_change=unit != "percent" and _CHANGE.search(said) is not None,
    )


def _unit(
    own: str, column: Sequence[Cell], row: Sequence[Cell], by_row: str, shared: str
) -> tuple[str, int] | None:
    """The unit and how many of it one is: from the cell, its column, its row, the column of units, the line above."""
    if own:
        return _measure(own)
    for heads in (column, row):
        for head in reversed(heads):
            bracketed = _BRACKETED.search(head.text)
            if bracketed is not None and (found := _measure(bracketed[1])) is not None:
                return found
    if by_row and (found := _measure(by_row)) is not None:
        return found
    for heads in (column, row):
        for head in reversed(heads):
            bare = _bare(head.text)
            if _COUNTED_TIMES.search(bare):
                return "person_time", 1
            counted = _COUNTED.search(bare)
            if counted is not None:
                return _measure(counted[1])
            if _RATE.search(bare) or (_GROWTH.search(bare) and heads is column):
                return "percent", 1
    if shared:
        return _measure(shared)
    # 处理决定数量: a count of what the head names.
    return ("item", 1) if any(head.text.endswith("数量") for head in column) else None


def _measure(word: str) -> tuple[str, int] | None:
    """A measure word's unit, and the scale in it: 亿元 is yuan by 100,000,000."""
    word = word.strip().replace("％", "%")
    measures = _measures()
    for scale in sorted(_SCALES, key=len, reverse=True):
        rest = word.removeprefix(scale)
        if rest != word and rest in measures:
            return _plain(measures[rest], rest), _SCALES[scale]
    unit = measures.get(word)
    return None if unit is None else (_plain(unit, word), 1)


def _plain(unit: str, word: str) -> str:
    return {"家": "enterprise", "户": "enterprise"}.get(word, "item") if unit == "by_noun" else unit


def _bare(text: str) -> str:
    """A head without its unit, its year and the marks before it."""
    bare = _BRACKETED.sub("", text)
    bare = re.sub(r"[（(]\s*单位[^）)]*[）)]", "", bare)
    bare = _YEAR_HEAD.sub("", bare)
    bare = re.sub(
        r"^(?:其中|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、])\s*[:：]?",
        "",
        bare.strip(),
    )
    return (
        ""
        if bare in {"数量", "数值", "单位", "计量单位", "指标", "项目", "本年", "全年", "年"}
        else bare.strip(" ：:")
    )


def merged(text: str, facts: Sequence[Fact], report_year: int | None) -> tuple[Fact, ...]:
    """The facts of a text, with those of its tables in place of what its sentences seemed to say there."""
    tables = find(text)
    if not tables.figures:
        return tuple(facts)
    starts = [start for start, _ in tables.covered]
    kept = []
    for fact in facts:
        at = bisect_right(starts, fact.start) - 1
        if at < 0 or fact.start >= tables.covered[at][1]:
            kept.append(fact)
    kept += [_fact(text, figure, report_year) for figure in tables.figures]
    return tuple(sorted(kept, key=lambda fact: fact.start))


def _fact(text: str, figure: TableFigure, report_year: int | None) -> Fact:
    year, why = figure.year, "year_of_table"
    if year is None and report_year is not None:
        year, why = (
            report_year - figure.is_last_year,
            "year_last" if figure.is_last_year else "year_of_report",
        )
    elif year is None:
        why = "year_unknown"
    category = _category(text, figure)
    role = Role.GROWTH if figure.is_growth else Role.CHANGE if figure.is_change else Role.TOTAL
    return Fact(
        start=figure.start,
        end=figure.end,
        span=text[figure.start : figure.end],
        value=figure.value,
        unit=_UNITS[figure.unit],
        approx=Approx.EXACT,
        year=year,
        subject=figure.subject,
        category=category,
        role=role,
        why=("unit_of_table", why, f"category_{category}"),
        nature=natures.of_heads(
            "，".join(head.text for head in (*figure.row, *figure.column)), figure.unit, role
        ),
    )


def _category(text: str, figure: TableFigure) -> Category:
    """The part of the work that the heads of a cell speak of, the row's louder than the column's."""
    scores = [0.0] * categories.COUNT
    for heads, loudness in ((figure.row, 1.0), (figure.column, 0.8)):
        for head in heads:
            for _, _, said in categories.hits(text, head.start, head.end):
                for index, weight in said:
                    scores[index] = max(scores[index], weight * loudness)
    for name, weight in categories.PRIORS.get(figure.unit, {}).items():
        scores[categories.INDEX[name]] += weight / 4
    best = max(range(categories.COUNT), key=scores.__getitem__)
    return categories.ORDER[best] if scores[best] > 0 else Category.OTHER


_UNITS: Final = {str(unit): unit for unit in Unit}
