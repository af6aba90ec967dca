"""Several reports side by side: years of one bureau, or bureaus of one year, by indicator or subject.

A row is one thing that is counted: the indicator where there is one, else the subject as the reports call it. A cell is what
one report says of one year. The report of the year itself goes before a later one that looks back. Growth is computed from
the figures that stand side by side, never copied: a stated rate may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeAlias

from yifa.reading.indicators import indicator_of
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit

_COMPARED: Final = frozenset({Role.TOTAL, Role.PART, Role.SCORE, Role.RANK})
_TRIMMED: Final = re.compile(
    r"^(?:全市|全县|全区|全省|全局|我市|我局|我区|我县|本市|共|累计)+|(?:总数|数量|件数|次数|家数|个数|人数|项数|数)$"
)
_SAME: Final = {Unit.COPY: Unit.ITEM}


@dataclass(frozen=True, slots=True)
class Source:
    """A report to be compared: whose, of which year, and its figures. ``name``: of its file, which tells two apart."""

    name: str
    bureau: str
    year: int | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a bureau in a year."""

    bureau: str
    year: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a report says of a column. ``growth``: percent, one decimal, against the same bureau's year before."""

    value: Decimal
    approx: Approx
    span: str
    source: str
    start: int
    growth: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted; ``cells`` in the order of the columns, None where nobody says it."""

    subject: str
    indicator: str | None
    unit: Unit
    category: Category
    cells: tuple[Cell | None, ...]

    @property
    def known(self) -> int:
        """How many columns have a value."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table: columns by bureau, then year; rows by category, those that most reports tell first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def told_twice(self) -> tuple[Row, ...]:
        """The rows that have something to compare."""
        return tuple(row for row in self.rows if row.known > 1)


_Key: TypeAlias = tuple[str, Unit, Category | None]


def compare(sources: Sequence[Source]) -> Comparison:
    """The reports side by side. A report without a year, and a figure without one, stay out."""
    found: dict[_Key, dict[Column, tuple[bool, Cell]]] = {}
    about: dict[_Key, tuple[str, str | None, Category]] = {}
    for source in sources:
        for fact in source.facts:
            if fact.role not in _COMPARED or fact.year is None:
                continue
            code = fact.indicator or indicator_of(fact)
            subject = label(fact.subject)
            if not subject:
                continue
            unit = _SAME.get(fact.unit, fact.unit)
            key: _Key = (code, unit, None) if code else (subject, unit, fact.category)
            about.setdefault(key, (fact.subject, code, fact.category))
            column = Column(source.bureau, fact.year)
            own = source.year == fact.year
            before = found.setdefault(key, {}).get(column)
            # The first mention is the statement, later ones repeat it; a report's own year goes before another's view of it.
            if before is None or (own and not before[0]):
                cell = Cell(Decimal(str(fact.value)), fact.approx, fact.span, source.name, fact.start)
                found[key][column] = (own, cell)
    columns = _columns(sources, found.values())
    rows = []
    for key, cells in found.items():
        subject, code, category = about[key]
        told = {column: cell for column, (_own, cell) in cells.items()}
        if any(column in told for column in columns):
            rows.append(
                Row(
                    subject,
                    code,
                    key[1],
                    category,
                    tuple(_with_growth(told, column, key[1]) for column in columns),
                )
            )
    order = {category: place for place, category in enumerate(Category)}
    rows.sort(key=lambda row: (order[row.category], -row.known, row.indicator is None, row.subject))
    return Comparison(columns, tuple(rows))


def label(subject: str) -> str:
    """A subject without the words that differ from report to report (全市…, …数)."""
    bare = re.sub(r"\s", "", subject)
    return _TRIMMED.sub("", bare) or bare


def _columns(
    sources: Sequence[Source], found: Iterable[dict[Column, tuple[bool, Cell]]]
) -> tuple[Column, ...]:
    """The reports' own years, and the years between that they look back on."""
    own = {Column(source.bureau, source.year) for source in sources if source.year is not None}
    first: dict[str, int] = {}
    for column in own:
        first[column.bureau] = min(first.get(column.bureau, column.year), column.year)
    back = {
        column
        for cells in found
        for column in cells
        if column.bureau in first and first[column.bureau] - 3 <= column.year < first[column.bureau]
    }
    last = {column.bureau: max(c.year for c in own if c.bureau == column.bureau) for column in own}
    between = {
        column
        for cells in found
        for column in cells
        if column.bureau in first and first[column.bureau] <= column.year <= last[column.bureau]
    }
    return tuple(sorted(own | back | between, key=lambda column: (column.bureau, column.year)))


def _with_growth(told: dict[Column, Cell], column: Column, unit: Unit) -> Cell | None:
    cell = told.get(column)
    before = told.get(Column(column.bureau, column.year - 1))
    if cell is None or before is None or before.value <= 0 or unit in {Unit.PERCENT, Unit.RANK}:
        return cell
    growth = (100 * (cell.value - before.value) / before.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Cell(cell.value, cell.approx, cell.span, cell.source, cell.start, growth)
