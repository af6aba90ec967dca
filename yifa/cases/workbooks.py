"""Registers as Excel workbooks: out with every column, in as imported acts.

A workbook that comes in is read whole, every row is tried against its register and its procedure, and only then is anything
written: one bad cell, and nothing of it was imported. Every problem is told with its sheet and cell.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import transaction
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from yifa.cases.act import Actor, ActRefused
from yifa.cases.batch import Batch
from yifa.cases.composing import day_to_moment
from yifa.cases.errors import CasesError, CellProblem, ImportRefused
from yifa.cases.library import procedure_in_force
from yifa.cases.models import Case
from yifa.cases.registers import Column, ColumnKind, ImportBy, Register, RegisterQuerySet
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.errors import LawError
from yifa.law.identifiers import normalise
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.parties.register import PartyRefused, enter_party, find_party
from yifa.procedure import validate_answers

MOST_ROWS: Final = 20_000
_AT_ONCE: Final = 2_000
_YES: Final = frozenset({"是", "有", "yes", "y", "true", "1"})
_NO: Final = frozenset({"否", "无", "no", "n", "false", "0"})


def write_workbook(
    register: type[Register],
    rows: RegisterQuerySet[Any],
    out: BinaryIO,
    *,
    language: str = "zh-hans",
    masked: bool = False,
) -> int:
    """Write rows of a register as a workbook; the number of rows. Memory does not grow with it.

    masked: leave out what is personal, for publication. Formulas are never written: a text that begins with = stays a text.
    """
    columns = [column for column in register.columns if not (masked and column.personal)]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(register.title.in_language(language)))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(register, column)
    heads = []
    for column in columns:
        cell = WriteOnlyCell(sheet, head_of(column, language))
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    count = 0
    related = [column.name for column in columns if column.kind_in(register) in _RELATED]
    for row in (
        rows.select_related(*related).iterator(chunk_size=_AT_ONCE) if related else rows.iterator(_AT_ONCE)
    ):
        sheet.append([_cell(sheet, register, column, row, language) for column in columns])
        count += 1
    book.save(out)
    return count


_RELATED: Final = frozenset({ColumnKind.PARTY, ColumnKind.CASE, ColumnKind.REFERENCE})


def head_of(column: Column, language: str = "zh-hans") -> str:
    """A column's head: its title, and its unit in brackets."""
    title = column.title.in_language(language)
    if column.unit is None:
        return title
    unit = column.unit.in_language(language)
    return f"{title} ({unit})" if language.startswith("en") else f"{title}（{unit}）"


def _cell(sheet: Any, register: type[Register], column: Column, row: Register, language: str) -> Any:
    value = column.value(row)
    if value is None or value == "":
        return None
    kind = column.kind_in(register)
    if kind is ColumnKind.MONEY:
        cell = WriteOnlyCell(sheet, value / column.fen_in_unit)
        cell.number_format = "#,##0.00" if column.fen_in_unit <= 100 else "#,##0.000000"
        return cell
    if kind is ColumnKind.DATE:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if kind in (ColumnKind.INTEGER, ColumnKind.NUMBER, ColumnKind.PERCENT):
        return value
    cell = WriteOnlyCell(sheet, column.words(row, language))
    cell.data_type = "s"
    return cell


def _width(register: type[Register], column: Column) -> float:
    wide = {ColumnKind.TEXT: 32.0, ColumnKind.PARTY: 36.0, ColumnKind.MONEY: 18.0}
    return wide.get(column.kind_in(register), 14.0)


def _sheet_name(title: str) -> str:
    # Excel refuses these signs and names over 31 characters.
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "Sheet1"


def write_template(register: type[Register], out: BinaryIO, language: str = "zh-hans") -> None:
    """An empty workbook for filling in, with the columns that an import takes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(register.title.in_language(language)))
    sheet.freeze_panes = "A2"
    columns = register.import_columns() or register.columns
    heads = []
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(register, column)
        cell = WriteOnlyCell(sheet, head_of(column, language))
        cell.font = Font(bold=column.required)
        heads.append(cell)
    sheet.append(heads)
    book.save(out)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a workbook: its number as Excel counts, and its values by column name."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party that a row names and the bureau does not know: it is entered with its code when the row is taken."""

    name: str
    uscc: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    rows: int
    cases: tuple[int, ...]


def read_rows(
    register: type[Register], source: Path | BinaryIO, bureau: Bureau
) -> tuple[str, list[ReadRow], dict[str, str]]:
    """The sheet's name, its rows, and the column letter of each of the register's columns.

    Heads may stand in any order, in Chinese or English, with or without unit; unknown ones are refused, as are missing required
    ones. A column of the register that an import does not take may be there, but empty: nothing typed is passed over in silence.
    Raises ImportRefused with every bad cell.
    """
    try:
        book = (
            CalamineWorkbook.from_path(source)
            if isinstance(source, Path)
            else CalamineWorkbook.from_filelike(source)
        )
        name = book.sheet_names[0]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError) as error:
        raise ImportRefused(
            [
                _problem(
                    "—",
                    "A1",
                    "不是可读取的 Excel 工作簿，请另存为 xlsx 后重试",
                    "is not a workbook that can be read; save it as xlsx",
                )
            ]
        ) from error
    if not rows:
        raise ImportRefused([_problem(name, "A1", "工作表是空的", "the sheet is empty")])
    places = _places(register, name, rows[0])
    letters = {column: get_column_letter(place + 1) for column, place in places.items()}
    if len(rows) - 1 > MOST_ROWS:
        raise ImportRefused(
            [
                _problem(
                    name,
                    f"A{MOST_ROWS + 2}",
                    f"一次最多导入 {MOST_ROWS} 行，请拆分",
                    f"at most {MOST_ROWS} rows at once; split it",
                )
            ]
        )
    columns = register.import_columns() or register.columns
    taken = {column.name for column in columns}
    left_out = [column for column in register.columns if column.name in places and column.name not in taken]
    problems: list[CellProblem] = []
    read: list[ReadRow] = []
    with using_bureau(bureau):
        for number, cells in enumerate(rows[1:], 2):
            if all(cell in (None, "") for cell in cells):
                continue
            raws = {column: cells[place] for column, place in places.items() if place < len(cells)}
            values: dict[str, Any] = {}
            for column in columns:
                try:
                    values[column.name] = _value(register, column, raws.get(column.name), bureau, raws)
                except _BadCell as bad:
                    problems.append(
                        CellProblem(name, f"{letters.get(column.name, 'A')}{number}", bad.sentence)
                    )
            problems += [
                _problem(
                    name,
                    f"{letters[column.name]}{number}",
                    f"导入不接受“{column.title.zh}”，它由后面的步骤写入；请清空此格",
                    f"an import does not take {column.title.en!r}, which a later step writes; empty this cell",
                )
                for column in left_out
                if raws.get(column.name) not in (None, "")
            ]
            read.append(ReadRow(number, values))
    if problems:
        raise ImportRefused(problems)
    if not read:
        raise ImportRefused([_problem(name, "A2", "没有数据行", "there are no rows")])
    return name, read, letters


def import_workbook(
    register: type[Register],
    source: Path | BinaryIO,
    *,
    bureau: Bureau,
    actor: Actor,
    now: datetime,
    reason: str,
) -> Imported:
    """Take the rows of a workbook in, each as a case of its own that is marked as imported; all of them, or none.

    reason: why they come in afterwards; it stands in the record of each. Raises ImportRefused with every bad cell.
    """
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
    sheet, rows, letters = read_rows(register, source, bureau)
    cases = []
    # Around the batch: a party that was entered for a row goes again when another row is bad.
    with using_bureau(bureau), transaction.atomic():
        rows = _with_parties(by, sheet, rows, letters, bureau, now)
        _check_answers(by, sheet, rows, letters, now)
        _check_new(register, by, sheet, rows)
        with Batch(bureau, now=now, imported=True, late_reason=reason) as batch:
            for row in rows:
                try:
                    cases.append(_enter(batch, by, row, actor, now))
                except (ActRefused, CasesError, LawError) as refused:
                    raise ImportRefused([CellProblem(sheet, f"A{row.number}", refused.text)]) from refused
    return Imported(len(rows), tuple(cases))


def _with_parties(
    by: ImportBy,
    sheet: str,
    rows: Sequence[ReadRow],
    letters: Mapping[str, str],
    bureau: Bureau,
    now: datetime,
) -> list[ReadRow]:
    """The rows with every party entered that they name with its code."""
    problems: list[CellProblem] = []
    known: list[ReadRow] = []
    for row in rows:
        values = dict(row.values)
        for name, value in row.values.items():
            if not isinstance(value, NewParty):
                continue
            try:
                values[name] = enter_party(
                    bureau, kind=_kind_of(value.uscc), name=value.name, uscc=value.uscc, now=now
                )
            except (PartyRefused, LawError) as refused:
                problems.append(
                    CellProblem(sheet, f"{letters.get(by.party_code, 'A')}{row.number}", refused.text)
                )
        values.pop(by.party_code, None)
        known.append(ReadRow(row.number, values))
    if problems:
        raise ImportRefused(problems)
    return known


def _kind_of(uscc: str) -> str:
    """What a body is by whoever registered it: 9 is the market's registration (GB 32100)."""
    return "enterprise" if uscc.strip().startswith(("9", "９")) else "institution"


def _enter(batch: Batch, by: ImportBy, row: ReadRow, actor: Actor, now: datetime) -> int:
    on = by.happened_on(row.values) if by.happened_on is not None else None
    party = next((value for value in row.values.values() if isinstance(value, Party)), None)
    opened = batch.open_case(
        by.procedure,
        by.step,
        actor=actor,
        title=by.title(row.values),
        answers=_answers(by, row),
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
    by: ImportBy, sheet: str, rows: Sequence[ReadRow], letters: Mapping[str, str], now: datetime
) -> None:
    """Every problem of every row with the step's questions, before the first act."""
    problems: list[CellProblem] = []
    for row in rows:
        on = (by.happened_on(row.values) if by.happened_on is not None else None) or legal_day(now)
        try:
            step = procedure_in_force(by.procedure, on).steps[by.step]
        except (CasesError, LawError) as missing:
            problems.append(CellProblem(sheet, f"A{row.number}", missing.text))
            continue
        for problem in validate_answers(step, dict(_answers(by, row))):
            cell = f"{letters.get(problem.field, 'A')}{row.number}"
            problems.append(CellProblem(sheet, cell, problem.sentence))
    if problems:
        raise ImportRefused(problems)


def _check_new(register: type[Register], by: ImportBy, sheet: str, rows: Sequence[ReadRow]) -> None:
    """Refuse a row that is in the register, under way, or in the workbook already: nothing is counted twice."""
    problems: list[CellProblem] = []
    titles = [by.title(row.values).strip()[:200] for row in rows]
    under_way = dict(
        Case.objects.filter(procedure_key=by.procedure, title__in=titles, closed_on=None).values_list(
            "title", "number"
        )
    )
    first: dict[str, int] = {}
    for row, title in zip(rows, titles, strict=True):
        cell = f"A{row.number}"
        if title in first:
            problems.append(
                _problem(sheet, cell, f"与第{first[title]}行重复", f"is the same as row {first[title]}")
            )
        elif title in under_way:
            problems.append(
                _problem(
                    sheet,
                    cell,
                    f"“{title}”已在办理（{under_way[title]}），不重复导入",
                    f"{title!r} is under way already ({under_way[title]}); it is not taken twice",
                )
            )
        elif by.same is not None and register.objects.filter(by.same(row.values)).exists():
            problems.append(
                _problem(
                    sheet,
                    cell,
                    f"“{title}”已在登记簿中，不重复导入",
                    f"{title!r} is in the register already; it is not taken twice",
                )
            )
        first.setdefault(title, row.number)
    if problems:
        raise ImportRefused(problems)


def _places(register: type[Register], sheet: str, heads: Iterable[Any]) -> dict[str, int]:
    known: dict[str, str] = {}
    taken = register.import_columns() or register.columns
    for column in (*register.columns, *taken):
        for language in ("zh-hans", "en"):
            known[_plain_head(head_of(column, language))] = column.name
            known[_plain_head(column.title.in_language(language))] = column.name
    places: dict[str, int] = {}
    problems = []
    for place, head in enumerate(heads):
        text = "" if head is None else str(head).strip()
        if not text:
            continue
        cell = f"{get_column_letter(place + 1)}1"
        name = known.get(_plain_head(text))
        if name is None:
            problems.append(
                _problem(sheet, cell, f"登记簿没有“{text}”这一列", f"the register has no column {text!r}")
            )
        elif name in places:
            problems.append(
                _problem(sheet, cell, f"“{text}”列出现了两次", f"the column {text!r} is there twice")
            )
        else:
            places[name] = place
    missing = [column for column in taken if column.required and column.name not in places]
    problems += [
        _problem(
            sheet,
            "A1",
            f"缺少必填的“{column.title.zh}”列",
            f"the required column {column.title.en!r} is missing",
        )
        for column in missing
    ]
    if problems:
        raise ImportRefused(problems)
    return places


def _plain_head(text: str) -> str:
    return "".join(text.replace("（", "(").replace("）", ")").split()).lower()


class _BadCell(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Bilingual(zh, en)


def _value(
    register: type[Register], column: Column, raw: Any, bureau: Bureau, raws: Mapping[str, Any]
) -> Any:
    """A cell's value in a column; ``raws``: the row's other cells by column. Raises _BadCell."""
    title = column.title
    empty = raw is None or (isinstance(raw, str) and not raw.strip())
    if empty:
        if column.required:
            raise _BadCell(f"“{title.zh}”必填", f"{title.en!r} is required")
        return None
    kind = column.kind_in(register)
    text = str(raw).strip()
    match kind:
        case ColumnKind.DATE:
            return _day(title, raw, text)
        case ColumnKind.MONEY:
            amount = _decimal(title, raw) * column.fen_in_unit
            if amount != amount.to_integral_value():
                raise _BadCell(f"“{title.zh}”精确到分即可", f"{title.en!r} has more digits than fen")
            return int(amount)
        case ColumnKind.INTEGER:
            number = _decimal(title, raw)
            if number != number.to_integral_value():
                raise _BadCell(f"“{title.zh}”应为整数", f"{title.en!r} must be a whole number")
            return int(number)
        case ColumnKind.NUMBER | ColumnKind.PERCENT:
            return float(_decimal(title, raw))
        case ColumnKind.BOOLEAN:
            if text.lower() in _YES | _NO:
                return text.lower() in _YES
            raise _BadCell(f"“{title.zh}”应填是或否", f"{title.en!r} must be yes or no")
        case ColumnKind.CHOICE:
            return _choice(column, text)
        case ColumnKind.PARTY:
            return _party(register, text, bureau, raws)
        case _:
            return _text(raw)


def _party(register: type[Register], text: str, bureau: Bureau, raws: Mapping[str, Any]) -> Party | NewParty:
    """The party that a cell names: by the code beside it where there is one, else by its name. Raises _BadCell."""
    coded = register.import_by.party_code if register.import_by is not None else ""
    code = _text(raws.get(coded)) if raws.get(coded) not in (None, "") else ""
    if code:
        there = Party.everywhere.filter(
            bureau=bureau, uscc=normalise(code), merged_into__isnull=True, is_active=True
        ).first()
        if there is not None and normalised(there.name) != normalised(text):
            raise _BadCell(
                f"代码{code}登记的是“{there.name}”，不是“{text}”；请核对名称和代码",
                f"the code {code} is that of {there.name!r}, not of {text!r}; compare name and code",
            )
        return there or NewParty(text, code)
    found = find_party(bureau, text)
    if found is None:
        raise _BadCell(
            f"没有名称为“{text}”的相对人，或有多个；请先登记或合并"
            + ("，或者填写统一社会信用代码" if coded else ""),
            f"no party, or several, are called {text!r}; enter it first"
            + (", or give its unified social credit code" if coded else ""),
        )
    return found


def _text(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return raw.isoformat() if isinstance(raw, date) else str(raw).strip()


def _day(title: Bilingual, raw: Any, text: str) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    flat = text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").replace("日", "")
    try:
        year, month, day = (int(part) for part in flat.split("-"))
        return date(year, month, day)
    except ValueError:
        raise _BadCell(
            f"“{title.zh}”应为日期，如 2020-03-06", f"{title.en!r} must be a date such as 2020-03-06"
        ) from None


def _decimal(title: Bilingual, raw: Any) -> Decimal:
    try:
        found = Decimal(str(raw).strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise _BadCell(f"“{title.zh}”应为数字", f"{title.en!r} must be a number")
    return found


def _choice(column: Column, text: str) -> str:
    for key, words in column.choices.items():
        if text in (key, words.zh, words.en):
            return key
    shown = "、".join(words.zh for words in column.choices.values())
    shown_en = ", ".join(words.en for words in column.choices.values())
    raise _BadCell(
        f"“{column.title.zh}”没有“{text}”这一选项，可选：{shown}",
        f"{column.title.en!r} has no choice {text!r}; choose from {shown_en}",
    )


def _problem(sheet: str, cell: str, zh: str, en: str) -> CellProblem:
    return CellProblem(sheet, cell, Bilingual(zh, en))
