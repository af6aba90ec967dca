"""Registers as Excel workbooks: out with every column, and an empty one for filling in.

What goes out can be read again by ``registers.imports``, here or in another bureau: a register whose rows come in goes out with
the columns that an import asks besides, and parties with their codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from django.core.exceptions import FieldDoesNotExist
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from yifa.cases.registers.columns import Column
from yifa.cases.registers.import_columns import CHECKED, SYNONYMS, head_of
from yifa.cases.registers.register import ImportBy, Register, RegisterQuerySet
from yifa.cases.told.links import answers_of
from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.types import QuestionType

_DEMONSTRATION: Final = "演示 Demonstration"
_AT_ONCE: Final = 2_000
_ROWS_PREPARED: Final = 2_000


def write_workbook(
    register: type[Register],
    rows: RegisterQuerySet[Any],
    out: BinaryIO,
    *,
    language: str = "zh-hans",
    masked: bool = False,
    demonstration: str = "",
    told: Callable[[Register, Column, str], str] | None = None,
) -> int:
    """Write rows of a register as a workbook; the number of rows. Memory does not grow with it.

    demonstration: said above every printed page, on a sheet of its own and among the file's properties, where the rows are
    invented. masked: leave out what is personal, for publication. told: what is written of a text instead, for whoever takes the
    workbook; what it changes is written as text. Formulas are never written: text stays text.
    """
    columns = [column for column in register.columns if not (masked and column.personal)]
    asked = [] if masked else list(_asked_besides(register))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(register.title.in_language(language)))
    sheet.freeze_panes = "A2"
    if demonstration:
        sheet.oddHeader.center.text = demonstration
    every = [*columns, *(one.column for one in asked)]
    for number, column in enumerate(every, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(register, column)
    heads = []
    for column in every:
        cell = WriteOnlyCell(sheet, head_of(column, language))
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    count = 0
    related = [column.name for column in columns if column.kind_in(register) in _RELATED]
    for row in (
        rows.select_related(*related).iterator(chunk_size=_AT_ONCE) if related else rows.iterator(_AT_ONCE)
    ):
        cells = [_cell(sheet, register, column, row, language, told) for column in columns]
        answers = answers_of(row.case) if row.case is not None and any(one.key for one in asked) else {}
        sheet.append([*cells, *(one.cell(sheet, row, answers, language, told) for one in asked)])
        count += 1
    if demonstration:
        book.create_sheet(_DEMONSTRATION).append([demonstration])
        book.properties.title = book.properties.description = demonstration
    book.save(out)
    return count


_RELATED: Final = frozenset({types.PARTY, types.CASE, types.REFERENCE})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column that an import asks and the register does not show. key: of the answer in which it was given; else it is
    ``value``'s. within: of the table that is the answer, the column in which it stands.
    """

    column: Column
    kind: QuestionType
    key: str = ""
    within: str = ""
    value: Callable[[Any], Any] | None = None

    def cell(
        self,
        sheet: Any,
        row: Register,
        answers: dict[str, Any],
        language: str,
        told: Callable[[Register, Column, str], str] | None,
    ) -> Any:
        found = self._given(row, answers) if self.value is None else self.value(row)
        if found is None or found == "":
            return None
        words = (
            "；".join(map(str, found))
            if isinstance(found, list)
            else self.column.said(self.kind, found, language)
        )
        shown = words if told is None else told(row, self.column, words)
        return _typed(
            sheet,
            self.column,
            self.kind if shown == words else types.TEXT,
            found if shown == words else shown,
            shown,
        )

    def _given(self, row: Register, answers: dict[str, Any]) -> Any:
        found = answers.get(self.key)
        if not self.within:
            return found
        given = [one.get(self.within) for one in found or () if _is_of(row, one)]
        return given[0] if len(given) == 1 else [one for one in given if one is not None]


def _is_of(row: Register, told: Mapping[str, Any]) -> bool:
    """Whether a row of a table became this row of the register: what both hold is the same."""
    return all(
        str(getattr(row, name) or "") == str(value or "")
        for name, value in told.items()
        if _has_field(type(row), name)
    )


def _asked_besides(register: type[Register]) -> Sequence[_Asked]:
    by = register.import_by
    if by is None:
        return ()
    shown = {column.name for column in register.columns}
    found: list[_Asked] = []
    for column in register.import_columns():
        if column.name in shown or column.name == CHECKED:
            continue
        kind = column.kind_in(register)
        if column.name == by.party_code:
            party = next((one for one in register.columns if one.kind_in(register) is types.PARTY), None)
            if party is not None:
                name = f"{party.name}__uscc"
                found.append(_Asked(column, kind, value=Column(name, column.title).value))
            continue
        if _has_field(register, column.name):
            found.append(_Asked(column, kind, value=column.value))
        else:
            found.append(_Asked(column, kind, *_answer_key(by, register, column)))
    return found


def _has_field(register: type[Register], name: str) -> bool:
    try:
        return bool(register._meta.get_field(name).concrete)  # noqa: SLF001  (Django's public name for it)
    except FieldDoesNotExist:
        return False


def _answer_key(by: ImportBy, register: type[Register], column: Column) -> tuple[str, str]:
    """The question of the step that a column of the workbook answers, and the column of its table where it has one: where a sign
    put into the column comes out."""
    if by.answers is None:
        return column.name, ""
    row = {one.name: f"\0{one.name}" for one in register.import_columns()}
    sign = row[column.name]
    for key, value in by.answers(row).items():
        if value == sign:
            return key, ""
        for told in value if isinstance(value, list) else ():
            cells = told.items() if isinstance(told, dict) else ()
            within = next((name for name, cell in cells if cell == sign), "")
            if within:
                return key, within
    return column.name, ""


def _cell(
    sheet: Any,
    register: type[Register],
    column: Column,
    row: Register,
    language: str,
    told: Callable[[Register, Column, str], str] | None,
) -> Any:
    value = column.value(row)
    if value is None or value == "":
        return None
    words = column.words(row, language)
    shown = words if told is None else told(row, column, words)
    if shown != words:
        return _typed(sheet, column, types.TEXT, shown, shown)
    return _typed(sheet, column, column.kind_in(register), value, words)


def _typed(sheet: Any, column: Column, kind: QuestionType, value: Any, words: str) -> Any:
    made = kind.cell(value, words, column.fen_in_unit)
    if isinstance(made, str):
        cell = WriteOnlyCell(sheet, made)
        cell.data_type = "s"
        # A code of digits stays as it is when somebody clicks into it.
        cell.number_format = "@"
        return cell
    if kind.excel_format == "General" or kind is types.INTEGER:
        return made
    cell = WriteOnlyCell(sheet, made)
    cell.number_format = (
        "#,##0.000000" if kind is types.MONEY and column.fen_in_unit > 100 else kind.excel_format
    )
    return cell


def _width(register: type[Register], column: Column) -> float:
    return column.kind_in(register).width


def _sheet_name(title: str) -> str:
    # Excel refuses these signs and names over 31 characters.
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "Sheet1"


def write_template(register: type[Register], out: BinaryIO, language: str = "zh-hans") -> None:
    """An empty workbook for filling in: the columns that an import takes, an example, lists to choose from, and what each
    column wants.

    The example is marked as one in the first column and is not taken.
    """
    columns = register.import_columns() or register.columns
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _sheet_name(register.title.in_language(language))
    sheet.freeze_panes = "B2"
    notes = book.create_sheet(_NOTES.in_language(language))
    lists = book.create_sheet(_LISTS.in_language(language))
    lists.sheet_state = "hidden"
    notes.append([one.in_language(language) for one in _NOTE_HEADS])
    sheet.append([_SERIAL.in_language(language), *(head_of(column, language) for column in columns)])
    sheet.append(
        [_EXAMPLE.in_language(language), *(_example(register, column, language) for column in columns)]
    )
    sheet.column_dimensions["A"].width = 8
    for number, column in enumerate(columns, 2):
        letter = get_column_letter(number)
        kind = column.kind_in(register)
        wanted = _wanted(column, kind).in_language(language)
        sheet.column_dimensions[letter].width = _width(register, column)
        head = sheet.cell(1, number)
        head.font = Font(bold=column.required)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        head.comment = Comment(wanted, "Yifa", height=90, width=220)
        shown = sheet.cell(2, number)
        shown.font = Font(italic=True, color="666666")
        shown.fill = _GREY
        # The whole column, so that a code of digits is not cut to fifteen of them, nor a day turned into a number.
        sheet.column_dimensions[letter].number_format = shown.number_format = kind.excel_format
        rule = _validation(lists, number, column, kind, language)
        if rule is not None:
            rule.prompt, rule.promptTitle = wanted[:250], column.title.in_language(language)[:32]
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{_ROWS_PREPARED + 1}")
        is_needed = (_NEEDED if column.required else _NOT_NEEDED).in_language(language)
        notes.append(
            [
                head_of(column, language),
                is_needed,
                wanted,
                "、".join((*SYNONYMS.get(column.title.zh, ()), *column.also)),
            ]
        )
    for letter, width in (("A", 28), ("B", 10), ("C", 70), ("D", 30)):
        notes.column_dimensions[letter].width = width
    for line in _GENERAL_NOTES:
        notes.append([None, None, line.in_language(language)])
    book.save(out)


_GREY: Final = PatternFill("solid", start_color="F2F2F2", end_color="F2F2F2")
_NOTES: Final = Bilingual("填写说明", "Instructions")
_LISTS: Final = Bilingual("选项", "Lists")
_SERIAL: Final = Bilingual("序号", "No.")
_EXAMPLE: Final = Bilingual("示例", "Example")
_NEEDED: Final = Bilingual("必填", "required")
_NOT_NEEDED: Final = Bilingual("可空", "optional")
_NOTE_HEADS: Final = (
    Bilingual("列", "Column"),
    Bilingual("是否必填", "Required"),
    Bilingual("怎么填", "What to enter"),
    Bilingual("也认这些写法", "Also known as"),
)
_GENERAL_NOTES: Final = (
    Bilingual(
        "“示例”一行不会导入，可以留着，也可以删掉。列的次序不限；多出的列在导入页面上选“不导入”。",
        "The row marked as example is not taken. Columns may stand in any order; further ones can be left out on the page.",
    ),
    Bilingual(
        "超过15位的编号（证书号、统一社会信用代码）要在文本格式的格里填写，否则 Excel 会把后面几位变成0。",
        "A number of more than 15 digits belongs into a cell formatted as text, else Excel loses its last digits.",
    ),
    Bilingual(
        "上面可以有标题行和“单位：万元”，下面可以有合计和说明；隐藏的行、工作表不导入。",
        "Titles and a line such as 单位：万元 may stand above, sums and notes below; hidden rows and sheets are not taken.",
    ),
)


def _wanted(column: Column, kind: QuestionType) -> Bilingual:
    if column.choices:
        return Bilingual(
            "从下列选项中选：" + "、".join(words.zh for words in column.choices.values()),
            "one of: " + ", ".join(words.en for words in column.choices.values()),
        )
    if column.name == CHECKED:
        return Bilingual(
            "只在代码校验位不符、而与登记证书核对无误时填“是”（少数早期代码如此）",
            "yes, only where a code fails its check and was compared with the certificate (a few early codes do)",
        )
    return kind.wanted


def _example(register: type[Register], column: Column, language: str) -> Any:
    if column.example:
        return column.example
    kind = column.kind_in(register)
    if column.choices:
        return next(iter(column.choices.values())).in_language(language)
    example = kind.example
    if example is None:
        return Bilingual("文字", "text").in_language(language) if column.required else None
    return example.in_language(language) if isinstance(example, Bilingual) else example


def _validation(
    lists: Any, number: int, column: Column, kind: QuestionType, language: str
) -> DataValidation | None:
    """What Excel lets be entered: a list, a day, a number. Lists stand on a hidden sheet, for Excel takes only 255 characters
    else.
    """
    listed = column.choices.values() if column.choices else kind.options
    options = [words.in_language(language) for words in listed]
    if options:
        letter = get_column_letter(number)
        for place, option in enumerate(options, 1):
            lists.cell(place, number).value = option
        formula = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(options)}"
        return DataValidation(type="list", formula1=formula, allow_blank=True, showInputMessage=True)
    if kind.compared == "date":
        return DataValidation(
            type="date", operator="greaterThan", formula1="18172", allow_blank=True, showInputMessage=True
        )
    if kind.compared == "number":
        # Text such as 12.5万元 is taken too: Excel only says what is wanted.
        return DataValidation(allow_blank=True, showInputMessage=True)
    return None
