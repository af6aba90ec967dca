"""A step's questions as the fields of a form: how each is asked, what stands in it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from yifa.interface.formats import words
from yifa.interface.questions import PREFIX, Typed
from yifa.interface.uploads import Held
from yifa.interface.widgets import MOST_ROWS, cell_name, widget_of
from yifa.law.text import Bilingual
from yifa.procedure import Question, Step
from yifa.procedure.types.rows import cells_of

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
    if key in filled.known:
        return _known(question, filled.known[key], identifier, "" if problem is None else words(problem))
    widget = widget_of(question)
    options = widget.options(question, filled)
    chosen = text.split("\n") if text and question.among is not None else several
    kind = widget.kind_for(question)
    if question.among is not None:
        kind, options = _picked(question, kind, filled.listed.get(key, []), text)
    return Field(
        key=key,
        name=PREFIX + key,
        id=identifier,
        kind=kind,
        label=words(question.label),
        required=question.required,
        help=_help(question),
        note=filled.notes.get(key, ""),
        unit=widget.unit(),
        error="" if problem is None else words(problem),
        value=text,
        rows=widget.lines,
        inputmode=widget.inputmode,
        input_type=question.purpose if question.purpose in ("tel", "email") else "text",
        autocomplete=question.purpose if question.purpose and filled.of_themselves else "off",
        least=question.min.isoformat() if isinstance(question.min, date) else "",
        most=question.max.isoformat() if isinstance(question.max, date) else "",
        maxlength=question.max if widget.bounds_characters and isinstance(question.max, int) else None,
        multiple=question.type.of_files and question.type.is_many,
        personal=question.personal,
        choices=_choices(options, chosen, identifier),
        held=filled.held.get(key, []),
        pick=filled.picks.get(key),
        table=_table(question, several, identifier, filled) if question.columns else None,
    )


def _picked(
    question: Question, kind: str, listed: list[str], typed: str
) -> tuple[str, list[tuple[str, str]]]:
    """How names are picked from those listed; where a list that Yifa keeps has nobody on it, they are typed."""
    if not listed and question.from_a_list:
        return ("long" if question.type.is_many else kind), []
    if not question.type.is_many:
        # What was typed before and is on no list stays until it is answered anew.
        kind, listed = "select", [*listed, *([typed] if typed and typed not in listed else [])]
    return kind, [(one, one) for one in listed]


def _table(question: Question, typed: list[str], identifier: str, filled: Filled) -> Table:
    rows = [cells_of(row) for row in typed if row]
    wanted = len(rows) + (_SPARE_ROWS_FOR_THE_PUBLIC if filled.of_themselves else _SPARE_ROWS)
    listed = {key: filled.listed.get(f"{question.key}.{key}", []) for key in question.columns}
    # A line for each of those from whom a column is picked; a list that Yifa keeps is no list of lines.
    wanted = max(
        wanted, *(0 if question.columns[key].from_a_list else len(one) for key, one in listed.items())
    )
    if isinstance(question.max, int):
        wanted = min(wanted, question.max)
    rows += [{} for _row in range(min(wanted, MOST_ROWS) - len(rows))]
    heads = [Head(words(one.label), one.required, widget_of(one).unit()) for one in question.columns.values()]
    return Table(
        heads,
        [
            [
                _cell(question, column, cells, identifier, number, filled)
                for column in question.columns.values()
            ]
            for number, cells in enumerate(rows)
        ],
    )


def _cell(
    question: Question, column: Question, cells: Mapping[str, str], identifier: str, row: int, filled: Filled
) -> Cell:
    value, widget = cells.get(column.key, ""), widget_of(column)
    choices = [Choice(key, title, key == value) for key, title in widget.options(column, filled)]
    if column.among is not None:
        choices = [
            Choice(one, one, one == value) for one in filled.listed.get(f"{question.key}.{column.key}", [])
        ]
    return Cell(
        name=cell_name(PREFIX + question.key, row, column.key),
        id=f"{identifier}-{row}-{column.key}",
        kind="select" if choices else widget.kind_for(column),
        value=value,
        label=_("第%(row)s行 %(column)s") % {"row": row + 1, "column": words(column.label)},
        inputmode=widget.inputmode,
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


def _help(question: Question) -> str:
    """The file's own help, and what may be typed."""
    widget = widget_of(question)
    parts = [
        words(question.help) if question.help is not None else "",
        widget.help(question),
        _bounds(*widget.ends(question)),
    ]
    return " ".join(part for part in parts if part)


def _bounds(first: str, last: str) -> str:
    if first and last:
        return _("%(first)s 至 %(last)s。") % {"first": first, "last": last}
    if first:
        return _("不小于 %(first)s。") % {"first": first}
    return _("不大于 %(last)s。") % {"last": last} if last else ""
