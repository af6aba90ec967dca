"""A step's questions as the fields of a form: how each is asked, what stands in it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from yifa.interface.formats import show_date, show_yuan, words
from yifa.interface.questions import MOST_ROWS, NO, PREFIX, YES, Typed, cell_name, cells_of
from yifa.interface.uploads import Held
from yifa.law.text import Bilingual
from yifa.procedure import Question, QuestionType, Step

_RADIOS_AT_MOST: Final = 6
_KINDS: Final = {
    QuestionType.TEXT: "text",
    QuestionType.DOCUMENT_NUMBER: "text",
    QuestionType.LONG_TEXT: "long",
    QuestionType.INTEGER: "number",
    QuestionType.NUMBER: "number",
    QuestionType.MONEY: "number",
    QuestionType.PERCENT: "number",
    QuestionType.DATE: "date",
    QuestionType.BOOLEAN: "radios",
    QuestionType.CHOICES: "checks",
    QuestionType.PARTY: "party",
    QuestionType.OFFICER: "select",
    QuestionType.FILE: "file",
    QuestionType.FILES: "file",
    QuestionType.PEOPLE: "long",
    QuestionType.CASE: "case",
    QuestionType.ROWS: "rows",
}
_SPARE_ROWS: Final = 3
_SPARE_ROWS_FOR_THE_PUBLIC: Final = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers."""

    value: str
    title: str
    chosen: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a control that its column's head names."""

    name: str
    id: str
    kind: str
    value: str
    label: str
    inputmode: str = ""
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. unit: of its amounts."""

    title: str
    required: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Table:
    """A question of type ``rows`` as it is drawn: what was typed, and a few empty rows."""

    heads: list[Head]
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the template draws it. note: where its first content came from. pick: what is offered to choose from."""

    key: str
    name: str
    id: str
    kind: str
    label: str
    required: bool
    help: str = ""
    note: str = ""
    unit: str = ""
    error: str = ""
    value: str = ""
    rows: int = 4
    inputmode: str = ""
    input_type: str = "text"
    autocomplete: str = "off"
    least: str = ""
    most: str = ""
    maxlength: int | None = None
    multiple: bool = False
    personal: bool = False
    choices: list[Choice] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    pick: object = None
    table: Table | None = None

    @property
    def described_by(self) -> str:
        """Identifiers of the texts that belong to the control."""
        ids = [
            f"{self.id}-help" if self.help or self.note else "",
            f"{self.id}-error" if self.error else "",
        ]
        return " ".join(one for one in ids if one)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form is drawn from. ``notes``: where prefilled content came from, by field. ``of_themselves``: whoever fills it in
    is asked about themselves, so that a browser may put in what it knows of them. ``known``: what is shown and not asked.
    ``listed``: people of whom some are picked."""

    typed: Typed
    held: Mapping[str, list[Held]]
    problems: Mapping[str, Bilingual]
    picks: Mapping[str, object]
    notes: Mapping[str, str]
    officers: list[Choice]
    of_themselves: bool = False
    known: Mapping[str, Bilingual] = field(default_factory=dict)
    listed: Mapping[str, list[str]] = field(default_factory=dict)


def fields(step: Step, filled: Filled) -> list[Field]:
    """The fields of a step in the order in which it asks."""
    return [_field(question, filled) for question in step.asks.values()]


def _field(question: Question, filled: Filled) -> Field:
    key = question.key
    given = filled.typed.get(key, "")
    text = given if isinstance(given, str) else ""
    several = given if isinstance(given, list) else [given]
    problem = filled.problems.get(key)
    identifier = f"f-{key}"
    kind = _KINDS.get(question.type, "text")
    choices: list[Choice] = []
    if key in filled.known:
        return _known(question, filled.known[key], identifier, "" if problem is None else words(problem))
    match question.type:
        case QuestionType.CHOICE | QuestionType.CHOICES:
            listed = [(value, words(title)) for value, title in question.choices.items()]
            choices = _choices(listed, several, identifier)
            if question.type is QuestionType.CHOICE:
                kind = "radios" if len(listed) <= _RADIOS_AT_MOST else "select"
        case QuestionType.BOOLEAN:
            choices = _choices([(YES, str(_("是"))), (NO, str(_("否")))], several, identifier)
        case QuestionType.PEOPLE if question.among is not None:
            kind = "checks"
            picked = text.split("\n") if text else several
            choices = _choices([(one, one) for one in filled.listed.get(key, [])], picked, identifier)
        case QuestionType.OFFICER:
            choices = [Choice(one.value, one.title, one.value == text) for one in filled.officers]
        case _:
            pass
    return Field(
        key=key,
        name=PREFIX + key,
        id=identifier,
        kind=kind,
        label=words(question.label),
        required=question.required,
        help=_help(question),
        note=filled.notes.get(key, ""),
        unit=_unit(question),
        error="" if problem is None else words(problem),
        value=text,
        rows=8 if question.type is QuestionType.LONG_TEXT else 3,
        inputmode=_inputmode(question),
        input_type=question.purpose if question.purpose in ("tel", "email") else "text",
        autocomplete=question.purpose if question.purpose and filled.of_themselves else "off",
        least=question.min.isoformat() if isinstance(question.min, date) else "",
        most=question.max.isoformat() if isinstance(question.max, date) else "",
        maxlength=_maxlength(question),
        multiple=question.type is QuestionType.FILES,
        personal=question.personal,
        choices=choices,
        held=filled.held.get(key, []),
        pick=filled.picks.get(key),
        table=_table(question, several, identifier, filled) if question.type is QuestionType.ROWS else None,
    )


def _table(question: Question, typed: list[str], identifier: str, filled: Filled) -> Table:
    rows = [cells_of(row) for row in typed if row]
    wanted = len(rows) + (_SPARE_ROWS_FOR_THE_PUBLIC if filled.of_themselves else _SPARE_ROWS)
    if isinstance(question.max, int):
        wanted = min(wanted, question.max)
    rows += [{} for _row in range(min(wanted, MOST_ROWS) - len(rows))]
    heads = [Head(words(one.label), one.required, _unit(one)) for one in question.columns.values()]
    return Table(
        heads,
        [
            [_cell(question, column, cells, identifier, number) for column in question.columns.values()]
            for number, cells in enumerate(rows)
        ],
    )


def _cell(question: Question, column: Question, cells: Mapping[str, str], identifier: str, row: int) -> Cell:
    value, this = cells.get(column.key, ""), f"{identifier}-{row}-{column.key}"
    choices: list[Choice] = []
    if column.type is QuestionType.CHOICE:
        choices = [Choice(key, words(title), key == value) for key, title in column.choices.items()]
    elif column.type is QuestionType.BOOLEAN:
        choices = [Choice(YES, str(_("是")), value == YES), Choice(NO, str(_("否")), value == NO)]
    return Cell(
        name=cell_name(PREFIX + question.key, row, column.key),
        id=this,
        kind="select" if choices else _KINDS.get(column.type, "text"),
        value=value,
        label=_("第%(row)s行 %(column)s") % {"row": row + 1, "column": words(column.label)},
        inputmode=_inputmode(column),
        choices=choices,
    )


def _known(question: Question, shown: Bilingual, identifier: str, error: str) -> Field:
    """What stands fast is shown, never a control: nothing of it can be sent."""
    return Field(
        key=question.key,
        name="",
        id=identifier,
        kind="known",
        label=words(question.label),
        required=False,
        error=error,
        value=words(shown),
        personal=question.personal,
    )


def _choices(listed: list[tuple[str, str]], chosen: list[str], identifier: str) -> list[Choice]:
    return [
        Choice(value, title, value in chosen, f"{identifier}-{number}")
        for number, (value, title) in enumerate(listed)
    ]


def _unit(question: Question) -> str:
    if question.type is QuestionType.MONEY:
        return str(_("元"))
    return "%" if question.type is QuestionType.PERCENT else ""


def _inputmode(question: Question) -> str:
    if question.type is QuestionType.INTEGER:
        return "numeric"
    return "decimal" if question.type in (QuestionType.NUMBER, QuestionType.PERCENT) else ""


def _maxlength(question: Question) -> int | None:
    if question.type in (QuestionType.TEXT, QuestionType.LONG_TEXT) and isinstance(question.max, int):
        return question.max
    return None


def _help(question: Question) -> str:
    """The file's own help, and what may be typed."""
    parts = [words(question.help)] if question.help is not None else []
    match question.type:
        case QuestionType.MONEY:
            parts.append(str(_("可写作 125000 或 12.5万。")))
        case QuestionType.DOCUMENT_NUMBER:
            parts.append(str(_("如 漯科〔2020〕5号，括号和空格随便怎么写都行。")))
        case QuestionType.PEOPLE if question.among is None:
            parts.append(str(_("每行一人。")))
        case _:
            pass
    parts.append(_bounds(question))
    return " ".join(part for part in parts if part)


def _bounds(question: Question) -> str:
    low, high = question.min, question.max
    if question.type is QuestionType.DATE:
        shown = [
            show_date(low) if isinstance(low, date) else "",
            show_date(high) if isinstance(high, date) else "",
        ]
    elif question.type is QuestionType.MONEY:
        shown = [
            show_yuan(int(low)) if isinstance(low, int | float) and low > 0 else "",
            show_yuan(int(high)) if isinstance(high, int | float) else "",
        ]
    elif question.type in (QuestionType.INTEGER, QuestionType.NUMBER, QuestionType.PERCENT):
        shown = ["" if low is None else str(low), "" if high is None else str(high)]
    else:
        return ""
    first, last = shown
    if first and last:
        return _("%(first)s 至 %(last)s。") % {"first": first, "last": last}
    if first:
        return _("不小于 %(first)s。") % {"first": first}
    return _("不大于 %(last)s。") % {"last": last} if last else ""
