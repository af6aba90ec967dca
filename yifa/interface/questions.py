"""Answers as people type them: what a form holds is read into the types that the procedure asks for, and written back.

*Typed* is the form as it stands, field by field, in text; it is what a draft keeps, so that nothing is lost however wrong it is.
Money is typed in yuan (``12,500.5``, ``3.2万``) and kept in fen, days in any usual form, people's names one a line.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from django.http import QueryDict

from yifa.law.document_numbers import DocumentNumber, DocumentNumberProblem
from yifa.law.quantities import MOST_SIGNS, NotANumber, NumberTooLarge, decimal_of, is_too_large, whole_of
from yifa.law.text import Bilingual
from yifa.procedure import Json, Question, QuestionType, Step

Typed: TypeAlias = dict[str, str | list[str]]

PREFIX: Final = "a-"
YES: Final = "yes"
NO: Final = "no"
MOST_ROWS: Final = 200
"""Of a table that is typed; longer ones are a register's, and come as workbooks."""

FILE_TYPES: Final = frozenset({QuestionType.FILE, QuestionType.FILES})
_UNITS: Final = (("亿元", 100_000_000), ("亿", 100_000_000), ("万元", 10_000), ("万", 10_000), ("元", 1))
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BETWEEN_PEOPLE: Final = re.compile(r"[\n,，;；]+")
_POST: Final = re.compile(
    r"(?:长|书记|主任|主席|组员|成员|委员|秘书|专员|干事|顾问|代表|员)[甲乙丙丁戊己庚辛壬癸]?$"
)


class Unreadable(ValueError):
    """A typed text is not what the question asks; ``text`` is the rest of a sentence that begins with the label."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, as answers; and what could not be read, by field, as whole sentences."""

    answers: dict[str, Json]
    problems: dict[str, Bilingual]


def collect(step: Step, data: QueryDict) -> Typed:
    """The form's text for every question of a step. Files are collected apart (``yifa.interface.uploads``)."""
    typed: Typed = {}
    for key, question in step.asks.items():
        if question.type in FILE_TYPES:
            continue
        name = PREFIX + key
        if question.type is QuestionType.ROWS:
            typed[key] = _collect_rows(question, name, data)
        else:
            several = question.type is QuestionType.CHOICES or question.among is not None
            typed[key] = data.getlist(name) if several else data.get(name, "")
    return typed


def cell_name(name: str, row: int, column: str) -> str:
    """What a cell of a table is called in the form; rows are counted from 0."""
    return f"{name}.{row}.{column}"


def _collect_rows(question: Question, name: str, data: QueryDict) -> list[str]:
    """The rows of a table as they were typed, without the empty ones, each as JSON: a draft keeps texts."""
    rows: list[str] = []
    for row in range(min(len(data), MOST_ROWS)):
        cells = {column: data.get(cell_name(name, row, column), "").strip() for column in question.columns}
        if any(cells.values()):
            rows.append(typed_row(cells))
    return rows


def typed_row(cells: Mapping[str, str]) -> str:
    """A row as a draft keeps it."""
    return json.dumps(cells, ensure_ascii=False)


def cells_of(row: str) -> dict[str, str]:
    """The cells of a typed row; none of what is no row."""
    try:
        found = json.loads(row)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def read(step: Step, typed: Typed, before: Mapping[str, Json]) -> Reading:
    """The answers in a form. before: earlier answers of the case; an answer emptied now is then said to be empty."""
    answers: dict[str, Json] = {}
    problems: dict[str, Bilingual] = {}
    for key, question in step.asks.items():
        if question.type in FILE_TYPES:
            continue
        given = typed.get(key, "")
        if not given or (isinstance(given, str) and not given.strip()):
            if before.get(key) not in (None, "", []):
                answers[key] = None
            continue
        try:
            answers[key] = (
                _read_rows(question, given)
                if question.type is QuestionType.ROWS
                else _READERS[question.type](given)
            )
        except Unreadable as fault:
            label = question.label
            problems[key] = Bilingual(f"「{label.zh}」{fault.text.zh}", f"'{label.en}' {fault.text.en}")
    return Reading(answers, problems)


def write(question: Question, value: Json) -> str | list[str]:
    """An answer as it would have been typed; empty text for none."""
    if value is None:
        return [] if question.type in (QuestionType.CHOICES, QuestionType.ROWS) else ""
    match question.type:
        case QuestionType.MONEY if isinstance(value, int):
            return _yuan(value)
        case QuestionType.BOOLEAN:
            return YES if value is True else NO
        case QuestionType.CHOICES if isinstance(value, list):
            return [str(item) for item in value]
        case QuestionType.ROWS if isinstance(value, list):
            return [_write_row(question, row) for row in value if isinstance(row, dict)]
        case QuestionType.PEOPLE if isinstance(value, list):
            return "\n".join(str(item) for item in value)
        case _:
            return str(value)


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)


def _write_row(question: Question, row: Mapping[str, Json]) -> str:
    cells = {key: write(column, row.get(key)) for key, column in question.columns.items()}
    return typed_row({key: text for key, text in cells.items() if isinstance(text, str)})


def _read_rows(question: Question, given: str | list[str]) -> Json:
    rows: list[Json] = []
    for number, typed in enumerate([given] if isinstance(given, str) else given, start=1):
        cells, row = cells_of(typed), dict[str, Json]()
        for key, column in question.columns.items():
            text = cells.get(key, "").strip()
            if not text:
                continue
            try:
                row[key] = _READERS[column.type](text)
            except Unreadable as fault:
                raise Unreadable(
                    f"第{number}行「{column.label.zh}」{fault.text.zh}",
                    f"row {number}: '{column.label.en}' {fault.text.en}",
                ) from None
        if row:
            rows.append(row)
    return rows


def _one(given: str | list[str]) -> str:
    return given if isinstance(given, str) else "".join(given[:1])


def _text(given: str | list[str]) -> Json:
    return _one(given).replace("\r\n", "\n").strip()


def _integer(given: str | list[str]) -> Json:
    try:
        return whole_of(_one(given))
    except NotANumber as problem:
        raise Unreadable(problem.text.zh, problem.text.en) from None


def _number(given: str | list[str]) -> Json:
    try:
        found = decimal_of(unicodedata.normalize("NFKC", _one(given)).strip().rstrip("%"))
    except NotANumber as problem:
        raise Unreadable(problem.text.zh, problem.text.en) from None
    return int(found) if found == found.to_integral_value() else float(found)


def _money(given: str | list[str]) -> Json:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", _one(given)[: 2 * MOST_SIGNS])).lstrip("¥￥")
    times = 1
    for word, worth in _UNITS:
        if text.endswith(word):
            text, times = text.removesuffix(word), worth
            break
    try:
        fen = decimal_of(text) * times * 100
    except NumberTooLarge as problem:
        raise Unreadable(problem.text.zh, problem.text.en) from None
    except NotANumber:
        raise Unreadable(
            "应为以元计的金额，如 125000 或 12.5万", "must be an amount in yuan, such as 125000"
        ) from None
    if is_too_large(int(fen)):
        raise Unreadable("金额太大，请核对单位", "is too large an amount; check the unit")
    if fen != fen.to_integral_value():
        raise Unreadable("最多两位小数（到分）", "has more than two decimals; the smallest unit is the fen")
    return int(fen)


def read_day(text: str) -> date:
    """A day in any usual form: 2020-03-05, 2020/3/5, 2020年3月5日, 20200305. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Unreadable(f"“{text}”没有这一天", f"there is no such day as {text!r}") from None
    raise Unreadable("应为日期，如 2020-03-05", "must be a day, such as 2020-03-05")


def _day(given: str | list[str]) -> Json:
    return read_day(_one(given)).isoformat()


def _boolean(given: str | list[str]) -> Json:
    return _one(given) == YES


def _choices(given: str | list[str]) -> Json:
    return list(given) if isinstance(given, list) else [given]


def _party(given: str | list[str]) -> Json:
    text = _one(given).strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise Unreadable("请先查找并选择，未登记过的请登记", "look for the party and choose it, or enter it")
    return int(text)


def _case(given: str | list[str]) -> Json:
    return unicodedata.normalize("NFKC", _one(given)).strip().lower()


def _document_number(given: str | list[str]) -> Json:
    try:
        return str(DocumentNumber.read(_one(given)))
    except DocumentNumberProblem as problem:
        raise Unreadable(f"读不出来：{problem.zh}", f"cannot be read: {problem.en}") from None


def _people(given: str | list[str]) -> Json:
    if isinstance(given, list):
        return [name.strip() for name in given if name.strip()]
    names: list[str] = []
    for part in _BETWEEN_PEOPLE.split(_one(given)):
        between = [name.strip() for name in part.split("、")]
        # 党组书记、局长 is one person: whoever is called by two posts stays whole.
        names += [part.strip()] if any(map(_POST.search, between)) else between
    return [name for name in names if name]


_READERS: Final[Mapping[QuestionType, Callable[[str | list[str]], Json]]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.INTEGER: _integer,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.PERCENT: _number,
    QuestionType.DATE: _day,
    QuestionType.BOOLEAN: _boolean,
    QuestionType.CHOICE: _text,
    QuestionType.CHOICES: _choices,
    QuestionType.PARTY: _party,
    QuestionType.OFFICER: _text,
    QuestionType.DOCUMENT_NUMBER: _document_number,
    QuestionType.PEOPLE: _people,
    QuestionType.CASE: _case,
}
