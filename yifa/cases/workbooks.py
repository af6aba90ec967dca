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
from yifa.cases.registers import Column, ColumnKind, ImportBy, Register, RegisterQuerySet
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.errors import LawError
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.register import find_party
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
    """An empty workbook with the register's columns, for filling in."""
    write_workbook(register, register.everywhere.none(), out, language=language)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a workbook: its number as Excel counts, and its values by column name."""

    number: int
    values: Mapping[str, Any]


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
    ones. Raises ImportRefused with every bad cell.
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
    problems: list[CellProblem] = []
    read: list[ReadRow] = []
    with using_bureau(bureau):
        for number, cells in enumerate(rows[1:], 2):
            if all(cell in (None, "") for cell in cells):
                continue
            values: dict[str, Any] = {}
            for column in register.columns:
                place = places.get(column.name)
                raw = cells[place] if place is not None and place < len(cells) else None
                try:
                    values[column.name] = _value(register, column, raw, bureau)
                except _BadCell as bad:
                    problems.append(
                        CellProblem(name, f"{letters.get(column.name, 'A')}{number}", bad.sentence)
                    )
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
    _check_answers(by, sheet, rows, letters, now)
    cases = []
    with using_bureau(bureau), Batch(bureau, now=now, imported=True, late_reason=reason) as batch:
        for row in rows:
            try:
                cases.append(_enter(batch, by, row, actor, now))
            except (ActRefused, CasesError, LawError) as refused:
                sentence = refused.text
                raise ImportRefused([CellProblem(sheet, f"A{row.number}", sentence)]) from refused
    return Imported(len(rows), tuple(cases))


def _enter(batch: Batch, by: ImportBy, row: ReadRow, actor: Actor, now: datetime) -> int:
    on = by.happened_on(row.values) if by.happened_on is not None else None
    happened_at = None if on is None else day_to_moment(on, now)
    party = next((value for value in row.values.values() if isinstance(value, Party)), None)
    opened = batch.open_case(
        by.procedure,
        by.step,
        actor=actor,
        title=by.title(row.values),
        answers=_answers(by, row),
        party=party,
        happened_at=happened_at,
        with_code=False,
    )
    for step, answers in by.then:
        batch.act(opened.case_id, step, actor=actor, answers=answers(row.values), happened_at=happened_at)
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
        step = procedure_in_force(by.procedure, on).steps[by.step]
        for problem in validate_answers(step, dict(_answers(by, row))):
            cell = f"{letters.get(problem.field, 'A')}{row.number}"
            problems.append(CellProblem(sheet, cell, problem.sentence))
    if problems:
        raise ImportRefused(problems)


def _places(register: type[Register], sheet: str, heads: Iterable[Any]) -> dict[str, int]:
    known: dict[str, str] = {}
    for column in register.columns:
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
    missing = [column for column in register.columns if column.required and column.name not in places]
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


def _value(register: type[Register], column: Column, raw: Any, bureau: Bureau) -> Any:
    """A cell's value in a column. Raises _BadCell."""
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
            party = find_party(bureau, text)
            if party is None:
                raise _BadCell(
                    f"没有名称为“{text}”的相对人，或有多个；请先登记或合并",
                    f"no party, or several, are called {text!r}; enter it first",
                )
            return party
        case _:
            return _text(raw)


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
