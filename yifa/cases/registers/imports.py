"""Rows of workbooks into registers, as imported acts.

A workbook that comes in is read whole, every row is tried against its register and its procedure, and only then is anything
written: one bad cell, and nothing of it was imported. Every problem is told with its sheet and cell, and so is everything
that was not read: titles, hidden rows, sums, columns that a later step writes. What a sheet's heads mean is told by their
words, else by what the bureau chose for such a head before (``yifa.cases.heads``), else by what the officer chooses.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from yifa.cases.acting.act import Actor, ActRefused
from yifa.cases.acting.batch import Batch
from yifa.cases.acting.composing import day_to_moment
from yifa.cases.acting.computing import is_computed
from yifa.cases.errors import CasesError, CellProblem, ImportRefused, SeenHead
from yifa.cases.library import procedure_in_force
from yifa.cases.models import Case, HeadChoice
from yifa.cases.registers.columns import Column
from yifa.cases.registers.import_columns import CHECKED, LEFT, SYNONYMS
from yifa.cases.registers.register import ImportBy, Register
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.errors import LawError
from yifa.law.identifiers import IdentifierProblem, normalise
from yifa.law.limits import legal_day
from yifa.law.memory import uncollected
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.parties.register import Named, PartyRefused, enter_parties
from yifa.procedure import Step, types, validate_answers
from yifa.procedure.types import FromCell
from yifa.spreadsheets import (
    UNITS,
    BadCell,
    Book,
    Cell,
    Head,
    LeftOut,
    Sheet,
    Table,
    Unreadable,
    find_table,
    is_of_instructions,
    place_of,
    plain_head,
    read_book_apart,
    read_text,
    read_yes,
    says_nothing,
    says_without_end,
)
from yifa.spreadsheets.book import is_empty, letters

MOST_ROWS: Final = 100_000
"""Rows of one import; a page, behind which somebody waits, takes fewer."""
_ASKED_AT_ONCE: Final = 200
_COMPARED_AT_ONCE: Final = 5_000
_NAMES_AT_ONCE: Final = 5_000
_SINCE: Final = date(1949, 10, 1)
_YEARS_AHEAD: Final = 50
_MEASURED: Final = frozenset(["date", "number"])
_SAID_CHECKED: Final = re.compile(
    r"(.+?)\s*[（(\[【]?\s*(?:已核对|已核实|核对无误|已核|已确认|确认无误|经核对|checked|confirmed)\s*[）)\]】]?",
    re.IGNORECASE,
)

Tell = Callable[[str, int, int], None]
"""Told how far an import is: ``reading``, ``checking`` or ``taking``, rows done, rows in all (0 while that is not known)."""


class ReadRow(NamedTuple):
    """A row of a workbook: where it stands, its values by column name, and the letter of each column."""

    number: int
    values: Mapping[str, Any]
    sheet: str = ""
    letters: Mapping[str, str] = MappingProxyType({})

    def cell(self, name: str = "") -> str:
        """The cell of a column; the row's first for one that is not there."""
        return f"{self.letters.get(name, 'A')}{self.number}"

    def problem(self, name: str, zh: str, en: str) -> CellProblem:
        """What is wrong in this row."""
        return CellProblem(self.sheet, self.cell(name), Bilingual(zh, en))


@dataclass(frozen=True, slots=True)
class Found:
    """What a workbook holds for a register."""

    rows: tuple[ReadRow, ...]
    heads: tuple[SeenHead, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party that a row names and the bureau does not know: it is entered with its code when the row is taken."""

    name: str
    uscc: str
    is_checked: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    rows: int
    cases: tuple[int, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the officer said about a workbook. heads: what a head (plain) means, a column's name or ``-`` to leave it out. codes:
    credit codes that fail their check and were compared with the certificate."""

    heads: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()


NOTHING_CHOSEN: Final = Chosen()


def read_rows(
    register: type[Register],
    source: Path | BinaryIO,
    bureau: Bureau,
    *,
    chosen: Chosen = NOTHING_CHOSEN,
    until: date = date(2100, 1, 1),
    most: int = MOST_ROWS,
    tell: Tell | None = None,
) -> Found:
    """The rows that a workbook holds for a register, from all visible sheets that have its columns.

    Heads may stand in any order and below titles, in Chinese or English, with or without unit. until: no day lies after it.
    Raises ImportRefused with every bad cell; it carries the heads too, so that what was misread can be chosen.
    """
    book = _book(source, tell)
    return read_found(register, book, bureau, chosen=chosen, until=until, most=most, tell=tell)


def _book(source: Path | BinaryIO, tell: Tell | None) -> Book:
    named = getattr(source, "name", "")
    name = Path(named).name if isinstance(named, str) else ""
    try:
        data = source.read_bytes() if isinstance(source, Path) else source.read()
        book = read_book_apart(data, name)
    except Unreadable as refused:
        raise ImportRefused([CellProblem("—", "A1", refused.text)]) from refused
    except (OSError, zipfile.BadZipFile) as error:
        raise ImportRefused(
            [_problem("—", "A1", "打不开；请检查文件后重试", "cannot be opened; check the file")]
        ) from error
    if tell is not None:
        tell("reading", sum(len(sheet.rows) for sheet in book.sheets), 0)
    return book


def read_found(
    register: type[Register],
    book: Book,
    bureau: Bureau,
    *,
    chosen: Chosen = NOTHING_CHOSEN,
    until: date = date(2100, 1, 1),
    most: int = MOST_ROWS,
    tell: Tell | None = None,
) -> Found:
    """``read_rows`` of a workbook that is read already, in a process of its own, say."""
    columns = register.import_columns() or register.columns
    with using_bureau(bureau):
        picked = remembered(register) | dict(chosen.heads)
        known = _known(register, columns)
        known.update((head, name) for head, name in picked.items() if name != LEFT)
        tables, left_out = _tables(book, columns, known)
        problems: list[CellProblem] = []
        heads: dict[str, SeenHead] = {}
        for table in tables:
            left_out += table.left_out
            left_out += _judge_heads(register, columns, table, picked, heads, problems)
        if sum(len(table.rows) for table in tables) > most:
            problems.insert(
                0,
                _problem(
                    tables[0].sheet,
                    "A1",
                    f"一次最多导入 {most} 行，请拆分",
                    f"at most {most} rows at once; split it",
                ),
            )
        if problems:
            raise ImportRefused(problems, tuple(heads.values()))
        reader = _Reader(register, columns, bureau, Chosen(picked, chosen.codes), until, tell)
        rows = reader.read(tables)
    if reader.problems:
        raise ImportRefused(reader.problems, tuple(heads.values()))
    if not rows:
        first = tables[0]
        raise ImportRefused(
            [_problem(first.sheet, f"A{first.head_row + 1}", "没有数据行", "there are no rows")],
            tuple(heads.values()),
        )
    left_out += [
        LeftOut(
            tables[0].sheet,
            "",
            Bilingual(
                f"“{column.title.zh}”写的是长期的，按没有截止日读取",
                f"where {column.title.en!r} says that there is no last day, none was read",
            ),
        )
        for column in columns
        if column.name in reader.without_end
    ]
    return Found(tuple(rows), tuple(heads.values()), tuple(left_out))


def remembered(register: type[Register]) -> dict[str, str]:
    """What the bureau chose for heads of this register before."""
    return dict(HeadChoice.objects.filter(register=register.key()).values_list("head", "column"))


def remember(register: type[Register], chosen: Chosen, actor: Actor, now: datetime) -> None:
    """Keep what was chosen for heads, for the next workbook of the bureau."""
    before, known = remembered(register), _known(register, register.import_columns())
    taken = {column.name for column in register.import_columns()}
    for head, column in chosen.heads.items():
        told = known.get(head)
        is_plain = told == column or (column == LEFT and told is not None and told not in taken)
        if before.get(head, told if is_plain else None) == column or (is_plain and head not in before):
            continue
        HeadChoice.objects.update_or_create(
            bureau_id=actor.bureau_id,
            register=register.key(),
            head=head[:200],
            defaults={"column": column, "chosen_by": actor.person, "chosen_at": now},
        )


def _known(register: type[Register], columns: Iterable[Column]) -> dict[str, str]:
    """Heads by which columns are known, plain, with their names; also those that an import does not take."""
    known: dict[str, str] = {}
    for column in (*register.columns, *columns):
        for words in (column.title.zh, column.title.en, column.name, *column.also):
            known[plain_head(words)] = column.name
        for written in SYNONYMS.get(column.title.zh, ()):
            known.setdefault(plain_head(written), column.name)
    return known


def _tables(
    book: Book, columns: Sequence[Column], known: Mapping[str, str]
) -> tuple[list[Table], list[LeftOut]]:
    """The tables of the sheets that hold rows, and what was passed over."""
    left_out = [
        LeftOut(sheet.name, "", Bilingual("是隐藏的工作表，没有读取", "is a hidden sheet; it was not read"))
        for sheet in book.sheets
        if sheet.is_hidden
    ]
    visible = [sheet for sheet in book.visible if sheet.rows]
    if not visible:
        name = book.visible[0].name if book.visible else "—"
        raise ImportRefused([_problem(name, "A1", "工作表是空的", "the sheet is empty")])
    taken = {column.name for column in columns}
    needed = {column.name for column in columns if column.required}
    looked = [(sheet, find_table(sheet, known, least=1 if len(taken) < 3 else 2)) for sheet in visible]
    usable = [
        (sheet, table)
        for sheet, table in looked
        if table is not None and not (is_of_instructions(sheet) and len(visible) > 1)
    ]
    best = max((_named(table, taken) for _, table in usable), default=0)
    tables = [
        table
        for _, table in usable
        if best and (_named(table, taken) * 2 > best or needed <= {head.name for head in table.heads})
    ]
    if not tables:
        # Not one head is known: the widest table is shown, so that its heads can be given their meaning.
        tables = sorted((table for _, table in usable), key=lambda table: -len(table.heads))[:1]
    if not tables:
        raise ImportRefused(
            [
                _problem(
                    visible[0].name,
                    "A1",
                    "没有找到表头；请把列名写在一行里，最好使用模板",
                    "has no row of heads; write the columns' names in one row, best in the template",
                )
            ]
        )
    names = {table.sheet for table in tables}
    left_out += [_passed_over(sheet) for sheet in visible if sheet.name not in names]
    return tables, left_out


def _passed_over(sheet: Sheet) -> LeftOut:
    if is_of_instructions(sheet):
        return LeftOut(sheet.name, "", Bilingual("是说明，没有读取", "is of instructions; it was not read"))
    return LeftOut(
        sheet.name,
        "",
        Bilingual("没有这个登记簿的列，没有读取", "has none of the register's columns; it was not read"),
    )


def _named(table: Table, taken: set[str]) -> int:
    return len({head.name for head in table.heads} & taken)


def _judge_heads(
    register: type[Register],
    columns: Sequence[Column],
    table: Table,
    picked: Mapping[str, str],
    seen: dict[str, SeenHead],
    problems: list[CellProblem],
) -> list[LeftOut]:
    """What each head of a table means; problems with heads that mean nothing, or the same twice. What is left out is given
    back.
    """
    taken = {column.name for column in columns}
    later = {column.name: column for column in register.columns if column.name not in taken}
    left_out: list[LeftOut] = []
    places: dict[str, Head] = {}
    for head in table.heads:
        plain = plain_head(head.text)
        filled = [row for row in table.rows if not is_empty(row.at(head.place))]
        sample = "" if not filled else str(filled[0].at(head.place))[:40]
        if head.is_serial and head.name not in taken and picked.get(plain) in (None, LEFT):
            continue
        name = LEFT if picked.get(plain) == LEFT else head.name
        if name in taken:
            if name in places:
                problems.append(
                    _problem(
                        table.sheet,
                        head.cell,
                        f"“{head.text}”列出现了两次",
                        f"the column {head.text!r} is there twice",
                    )
                )
            places.setdefault(name, head)
            if head.is_hidden:
                left_out.append(
                    LeftOut(
                        table.sheet,
                        letters(head.place),
                        Bilingual(
                            f"{letters(head.place)}列是隐藏列，已经读取",
                            f"column {letters(head.place)} is hidden; it was read",
                        ),
                    )
                )
        elif filled and name in later:
            left_out.append(
                _column_left(table, head, len(filled), "由后面的步骤写入", "is written by a later step")
            )
            name = LEFT
        elif filled and (name == LEFT or head.is_remarks):
            left_out.append(_column_left(table, head, len(filled), "不导入", "is not taken"))
            name = LEFT
        elif filled:
            problems.append(
                _problem(
                    table.sheet,
                    head.cell,
                    f"登记簿没有“{head.text}”这一列；请选定它对应哪一列，或者选不导入",
                    f"the register has no column {head.text!r}; choose which one it is, or to leave it out",
                )
            )
            name = ""
        elif name not in taken:
            # An empty column takes nothing away.
            continue
        seen.setdefault(plain, SeenHead(head.text, plain, name, sample))
    missing = [column for column in columns if column.required and column.name not in places]
    problems += [
        _problem(
            table.sheet,
            f"A{table.head_row}",
            f"缺少必填的“{column.title.zh}”列",
            f"the required column {column.title.en!r} is missing",
        )
        for column in missing
    ]
    headed = {head.place for head in table.heads}
    beside = next(
        (
            place_of(place, row.number)
            for row in table.rows
            for place, cell in enumerate(row.cells)
            if place not in headed and not is_empty(cell)
        ),
        None,
    )
    if beside is not None:
        left_out.append(
            LeftOut(
                table.sheet,
                beside,
                Bilingual(
                    f"{beside}等处的内容没有列名，没有读取",
                    f"{beside} and what is like it has no head; it was not read",
                ),
            )
        )
    return left_out


def _column_left(table: Table, head: Head, count: int, zh: str, en: str) -> LeftOut:
    return LeftOut(
        table.sheet,
        head.cell,
        Bilingual(
            f"“{head.text}”列（{count}格有内容）{zh}，没有读取",
            f"the column {head.text!r} ({count} cells) {en}; it was not read",
        ),
    )


_REPEATED: Final = frozenset([str, datetime, int])
_MOST_KNOWN: Final = 20_000


@dataclass(slots=True)
class _Plan:
    """How a column of a table is read: its place, -1 where the table lacks it, and what its cells were read as so far."""

    column: Column
    kind: types.QuestionType
    place: int
    how: FromCell
    known: dict[Cell, Any] = field(default_factory=dict)


class _Reader:
    """Cells into values, with the parties of all rows looked up together."""

    def __init__(
        self,
        register: type[Register],
        columns: Sequence[Column],
        bureau: Bureau,
        chosen: Chosen,
        until: date,
        tell: Tell | None,
    ) -> None:
        self.register = register
        self.columns = columns
        self.kinds = {column.name: column.kind_in(register) for column in columns}
        self.lines = {column.name: _is_of_lines(register, column) for column in columns}
        self.bureau = bureau
        self.chosen = chosen
        self.until = until
        self.tell = tell
        self.coded = register.import_by.party_code if register.import_by is not None else ""
        self.problems: list[CellProblem] = []
        self.by_code: dict[str, Party] = {}
        self.by_name: dict[str, list[Party]] = {}
        self.without_end: set[str] = set()
        """Columns in which a cell says that there is no last day."""

    def read(self, tables: Sequence[Table]) -> list[ReadRow]:
        """All rows; what is wrong stands in ``problems``."""
        self._look_up(tables)
        total = sum(len(table.rows) for table in tables)
        read: list[ReadRow] = []
        for table in tables:
            heads = {head.name: head for head in table.heads if head.name in self.kinds}
            for head in table.heads:
                if self.chosen.heads.get(plain_head(head.text)) == LEFT:
                    heads = {name: one for name, one in heads.items() if one is not head}
            named = {name: letters(head.place) for name, head in heads.items()}
            plans = [self._plan(column, heads.get(column.name), table) for column in self.columns]
            beside = [(name, heads[name].place) for name in (self.coded, CHECKED) if name in heads]
            merged = table.merged_down
            for row in table.rows:
                raws = {name: row.at(place) for name, place in beside}
                values: dict[str, Any] = {}
                there = ReadRow(row.number, values, table.sheet, named)
                for plan in plans:
                    column = plan.column
                    try:
                        raw = None if plan.place < 0 else row.at(plan.place)
                        if merged and (row.number, plan.place) in merged:
                            self._refuse_merged(column)
                        values[column.name] = self._value(plan, raw, raws)
                    except BadCell as bad:
                        self.problems.append(
                            there.problem(
                                column.name,
                                f"“{column.title.zh}”{bad.sentence.zh}",
                                f"{column.title.en!r} {bad.sentence.en}",
                            )
                        )
                    except _BadCell as bad:
                        self.problems.append(CellProblem(table.sheet, there.cell(column.name), bad.sentence))
                read.append(there)
                if self.tell is not None and len(read) % 2_000 == 0:
                    self.tell("checking", len(read), total)
        return read

    def _plan(self, column: Column, head: Head | None, table: Table) -> _Plan:
        how = FromCell(
            since=_SINCE,
            until=self.until,
            lines=self.lines[column.name],
            fen_in_unit=column.fen_in_unit,
            unit=_unit(head, table),
            choices=column.choices,
        )
        return _Plan(column, self.kinds[column.name], -1 if head is None else head.place, how)

    def _refuse_merged(self, column: Column) -> None:
        if self.kinds[column.name] is types.MONEY:
            raise BadCell(
                "合并了几行，不知道是每行的还是合计的；请取消合并，逐行填写",
                "is merged over several rows: of each, or of all together? Split the cell and fill in each row",
            )

    def _look_up(self, tables: Sequence[Table]) -> None:
        """The parties that the rows name, by code and by name, in few queries."""
        parties = [name for name, kind in self.kinds.items() if kind is types.PARTY]
        if not parties:
            return
        codes: set[str] = set()
        names: set[str] = set()
        for table in tables:
            for head in table.heads:
                if head.name == self.coded and self.coded:
                    codes |= {_code(row.at(head.place))[0] for row in table.rows}
                elif head.name in parties:
                    names |= {normalised(_loosely(row.at(head.place))) for row in table.rows}
        there = Party.everywhere.filter(bureau=self.bureau, merged_into__isnull=True, is_active=True)
        for some in _pieces(sorted(codes - {""}), _NAMES_AT_ONCE):
            self.by_code.update((party.uscc, party) for party in there.filter(uscc__in=some))
        for some in _pieces(sorted(names - {""}), _NAMES_AT_ONCE):
            for party in there.filter(name_normalised__in=some):
                self.by_name.setdefault(party.name_normalised, []).append(party)

    def _value(self, plan: _Plan, raw: Cell, raws: Mapping[str, Cell]) -> Any:
        """A cell's value in a column; ``raws``: the code beside it, and whether it was compared. Raises BadCell, _BadCell."""
        column, kind = plan.column, plan.kind
        value: Any
        # Thousands of rows say the same few things.
        known = plan.known.get(raw, plan) if type(raw) in _REPEATED else plan
        if known is not plan:
            value = known
        else:
            value = self._read(plan, raw)
            if type(raw) in _REPEATED and len(plan.known) < _MOST_KNOWN:
                plan.known[raw] = value
        if kind is types.PARTY and value is not None:
            value = self._party(value, raws)
        if value is None and column.required:
            raise _BadCell(f"“{column.title.zh}”必填", f"{column.title.en!r} is required")
        return value

    def _read(self, plan: _Plan, raw: Cell) -> Any:
        column, kind = plan.column, plan.kind
        if not column.required and isinstance(raw, str) and kind.compared in _MEASURED:
            if says_nothing(raw):
                return None
            if kind.compared == "date" and says_without_end(raw):
                self.without_end.add(column.name)
                return None
        return kind.from_cell(raw, plan.how)

    def _party(self, text: str, raws: Mapping[str, Cell]) -> Party | NewParty:
        """The party that a cell names: by the code beside it where there is one, else by its name. Raises _BadCell."""
        code, said_checked = _code(raws.get(self.coded)) if self.coded else ("", False)
        if code:
            there = self.by_code.get(code)
            if there is not None and normalised(there.name) != normalised(text):
                raise _BadCell(
                    f"代码{code}登记的是“{there.name}”，不是“{text}”；请核对名称和代码",
                    f"the code {code} is that of {there.name!r}, not of {text!r}; compare name and code",
                )
            checked = said_checked or code in self.chosen.codes or read_yes(raws.get(CHECKED)) is True
            return there or NewParty(text, code, checked)
        found = self.by_name.get(normalised(text), [])
        if len(found) != 1:
            raise _BadCell(
                f"没有名称为“{text}”的相对人，或有多个；请先登记或合并"
                + ("，或者填写统一社会信用代码" if self.coded else ""),
                f"no party, or several, are called {text!r}; enter it first"
                + (", or give its unified social credit code" if self.coded else ""),
            )
        return found[0]


def _is_of_lines(register: type[Register], column: Column) -> bool:
    """Whether the column's text may have several lines."""
    try:
        return isinstance(register._meta.get_field(column.name), models.TextField)  # noqa: SLF001
    except FieldDoesNotExist:
        return False


def _unit(head: Head | None, table: Table) -> str:
    return "" if head is None else head.unit or (table.unit if table.unit in UNITS else "")


# Told for each row twice, and mostly of a few thousand bodies.
@lru_cache(maxsize=1 << 16, typed=True)
def _code(raw: Cell) -> tuple[str, bool]:
    """A credit code as a cell has it, and whether the cell says that it was compared with the certificate."""
    try:
        text = read_text(raw)
    except BadCell:
        return "", False
    found = _SAID_CHECKED.fullmatch(text)
    return (normalise(found[1]), True) if found is not None else (normalise(text), False)


def _loosely(raw: Cell) -> str:
    try:
        return read_text(raw)
    except BadCell:
        return ""


class _BadCell(Exception):
    """A cell that is wrong; ``sentence`` is a whole one."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Bilingual(zh, en)


def _problem(sheet: str, cell: str, zh: str, en: str) -> CellProblem:
    return CellProblem(sheet, cell, Bilingual(zh, en))


def _pieces(of: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(of), size):
        yield of[start : start + size]


def import_workbook(
    register: type[Register],
    source: Path | BinaryIO,
    *,
    bureau: Bureau,
    actor: Actor,
    now: datetime,
    reason: str,
    chosen: Chosen = NOTHING_CHOSEN,
    most: int = MOST_ROWS,
    tell: Tell | None = None,
) -> Imported:
    """Take the rows of a workbook in, each as a case of its own that is marked as imported; all of them, or none.

    reason: why they come in afterwards; it stands in the record of each. Raises ImportRefused with every bad cell.
    """
    until = date(legal_day(now).year + _YEARS_AHEAD, 12, 31)
    with uncollected():
        found = read_rows(register, source, bureau, chosen=chosen, until=until, most=most, tell=tell)
        return import_rows(
            register, found, bureau=bureau, actor=actor, now=now, reason=reason, chosen=chosen, tell=tell
        )


def import_rows(
    register: type[Register],
    found: Found,
    *,
    bureau: Bureau,
    actor: Actor,
    now: datetime,
    reason: str,
    chosen: Chosen = NOTHING_CHOSEN,
    tell: Tell | None = None,
) -> Imported:
    """Take rows in that were read; all of them, or none. What was chosen for their heads is kept. Raises ImportRefused."""
    by = register.import_by
    if by is None:
        raise ImportRefused(
            [
                _problem(
                    "—",
                    "A1",
                    f"登记簿“{register.title.zh}”不接受导入",
                    f"the register “{register.title.en}” takes no import",
                )
            ]
        )
    cases: list[int] = []
    # Around the batch: a party that was entered for a row goes again when another row is bad.
    with using_bureau(bureau), transaction.atomic():
        remember(register, chosen, actor, now)
        rows = _with_parties(by, found, bureau, actor, now)
        answers = [_answers(by, row) for row in rows]
        _check_answers(by, rows, answers, now)
        _check_new(register, by, rows)
        opener = by.procedure, by.step
        with Batch(bureau, now=now, imported=True, late_reason=reason) as batch:
            for row, given in zip(rows, answers, strict=True):
                try:
                    cases.append(_enter(batch, by, opener, row, given, actor, now))
                except (ActRefused, CasesError, LawError) as refused:
                    raise ImportRefused(
                        [CellProblem(row.sheet, row.cell(), refused.text)], found.heads
                    ) from refused
                if tell is not None and len(cases) % 500 == 0:
                    tell("taking", len(cases), len(rows))
    return Imported(len(rows), tuple(cases), found.left_out)


def _with_parties(by: ImportBy, found: Found, bureau: Bureau, actor: Actor, now: datetime) -> list[ReadRow]:
    """The rows with every party entered that they name with its code."""
    problems: list[CellProblem] = []
    known: list[ReadRow] = []
    entered = _enter_new(found.rows, bureau, actor, now)
    first: dict[str, str] = {}
    for row in found.rows:
        values = dict(row.values)
        for name, value in row.values.items():
            if not isinstance(value, NewParty):
                continue
            there = first.setdefault(value.uscc, value.name)
            if there != value.name and normalised(there) != normalised(value.name):
                problems.append(
                    row.problem(
                        name,
                        f"代码{value.uscc}在前面的行里是“{there}”，这里是“{value.name}”；请核对",
                        f"the code {value.uscc} is {there!r} in a row above and {value.name!r} here; compare them",
                    )
                )
                continue
            answer = entered[value]
            if isinstance(answer, Party):
                values[name] = answer
            else:
                confirms = value.uscc if isinstance(answer, PartyRefused) and answer.confirmable else ""
                problems.append(CellProblem(row.sheet, row.cell(by.party_code), answer.text, confirms))
        values.pop(by.party_code, None)
        values.pop(CHECKED, None)
        known.append(ReadRow(row.number, values, row.sheet, row.letters))
    if problems:
        raise ImportRefused(problems, found.heads)
    return known


def _enter_new(
    rows: Sequence[ReadRow], bureau: Bureau, actor: Actor, now: datetime
) -> Mapping[NewParty, Party | PartyRefused | IdentifierProblem]:
    """The parties that rows name for the first time, entered together; a refusal where one cannot be."""
    new = list(
        dict.fromkeys(value for row in rows for value in row.values.values() if isinstance(value, NewParty))
    )
    named = [Named(one.name, one.uscc, _kind_of(one.uscc), one.is_checked) for one in new]
    entered = enter_parties(bureau, named, confirmed_by=actor.person, now=now) if named else []
    return dict(zip(new, entered, strict=True))


def _kind_of(uscc: str) -> str:
    """What a body is by whoever registered it: 9 is the market's registration (GB 32100)."""
    return "enterprise" if uscc.strip().startswith(("9", "９")) else "institution"


def _enter(
    batch: Batch,
    by: ImportBy,
    opener: tuple[str, str],
    row: ReadRow,
    answers: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> int:
    """opener: the procedure and its step."""
    on = by.happened_on(row.values) if by.happened_on is not None else None
    party = next((value for value in row.values.values() if isinstance(value, Party)), None)
    opened = batch.open_case(
        *opener,
        actor=actor,
        title=by.title(row.values),
        answers=answers,
        party=party,
        happened_at=None if on is None else day_to_moment(on, now),
        with_code=False,
    )
    return opened.case_id


def _answers(by: ImportBy, row: ReadRow) -> Mapping[str, Any]:
    given = by.answers(row.values) if by.answers is not None else row.values
    return {
        key: value.pk if isinstance(value, Party) else value
        for key, value in given.items()
        if value not in (None, "")
    }


def _check_answers(
    by: ImportBy, rows: Sequence[ReadRow], answers: Sequence[Mapping[str, Any]], now: datetime
) -> None:
    """Every problem of every row with the step's questions, before the first act."""
    problems: list[CellProblem] = []
    steps: dict[date, Step] = {}
    for row, given in zip(rows, answers, strict=True):
        on = (by.happened_on(row.values) if by.happened_on is not None else None) or legal_day(now)
        try:
            step = steps.get(on) or steps.setdefault(on, procedure_in_force(by.procedure, on).steps[by.step])
        except (CasesError, LawError) as missing:
            problems.append(CellProblem(row.sheet, row.cell(), missing.text))
            continue
        problems += [
            CellProblem(row.sheet, row.cell(problem.field), problem.sentence)
            for problem in validate_answers(step, given)
            if not is_computed(step, problem.field)
        ]
    if problems:
        raise ImportRefused(problems)


def _check_new(register: type[Register], by: ImportBy, rows: Sequence[ReadRow]) -> None:
    """Refuse a row that is in the register, under way, or in the workbook already: nothing is counted twice."""
    problems: list[CellProblem] = []
    titles = [by.title(row.values).strip()[:200] for row in rows]
    under_way: dict[str, str] = {}
    for some in _pieces(titles, _NAMES_AT_ONCE):
        under_way.update(
            Case.objects.filter(procedure_key=by.procedure, title__in=some, closed_on=None).values_list(
                "title", "number"
            )
        )
    entered = _entered(register, by, rows)
    first: dict[str, ReadRow] = {}
    for place, (row, title) in enumerate(zip(rows, titles, strict=True)):
        if title in first:
            same = first[title]
            where = "" if same.sheet == row.sheet else f"“{same.sheet}”"
            problems.append(
                row.problem(
                    "", f"与{where}第{same.number}行重复", f"is the same as row {same.number} {where}".strip()
                )
            )
        elif title in under_way:
            problems.append(
                row.problem(
                    "",
                    f"“{title}”已在办理（{under_way[title]}），不重复导入",
                    f"{title!r} is under way already ({under_way[title]}); it is not taken twice",
                )
            )
        elif place in entered:
            problems.append(
                row.problem(
                    "",
                    f"“{title}”已在登记簿中，不重复导入",
                    f"{title!r} is in the register already; it is not taken twice",
                )
            )
        first.setdefault(title, row)
    if problems:
        raise ImportRefused(problems)


def _entered(register: type[Register], by: ImportBy, rows: Sequence[ReadRow]) -> frozenset[int]:
    """Places of the rows that the register holds already."""
    if by.same is None or not register.objects.exists():
        return frozenset()
    asked = [_equalities(by.same(row.values)) for row in rows]
    if all(one is not None for one in asked):
        return _entered_by_values(register, [one for one in asked if one is not None])
    found: set[int] = set()
    for start in range(0, len(rows), _ASKED_AT_ONCE):
        some = [by.same(row.values) for row in rows[start : start + _ASKED_AT_ONCE]]
        if register.objects.filter(models.Q(*some, _connector=models.Q.OR)).exists():
            found |= {
                start + place for place, same in enumerate(some) if register.objects.filter(same).exists()
            }
    return frozenset(found)


def _equalities(same: models.Q) -> dict[str, Any] | None:
    """What a question asks to be equal, by lookup; None where it asks anything else."""
    if same.negated or same.connector != models.Q.AND:
        return None
    found: dict[str, Any] = {}
    for child in same.children:
        if not isinstance(child, tuple):
            return None
        name, value = child
        last = str(name).rpartition("__")[2]
        if last in {
            "isnull",
            "in",
            "gte",
            "lte",
            "gt",
            "lt",
            "contains",
            "icontains",
            "iexact",
            "startswith",
        }:
            return None
        found[str(name)] = value.pk if isinstance(value, models.Model) else value
    return found or None


def _entered_by_values(register: type[Register], asked: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """Places of what the register holds, asked by equal values, in a query for each few thousand rows.

    Rows may ask by different columns (a contract by its number, or else by its name and day). Of those asked alike, the
    register's rows with one of the values of the column that tells most are fetched, and compared here.
    """
    found: set[int] = set()
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(asked):
        alike.setdefault(tuple(one), []).append(place)
    for names, places in alike.items():
        told = max(names, key=lambda name: len({asked[place][name] for place in places}))
        for some in _pieces(places, _COMPARED_AT_ONCE):
            values = {asked[place][told] for place in some}
            plain = models.Q(**{f"{told}__in": values - {None}})
            if None in values:
                plain |= models.Q(**{f"{told}__isnull": True})
            there = set(register.objects.filter(plain).values_list(*names))
            found |= {place for place in some if tuple(asked[place][name] for name in names) in there}
    return frozenset(found)
