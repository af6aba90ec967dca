"""How each type of question is drawn: a widget, found by the type's class (``yifa.procedure.types``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from yifa.interface.formats import show_date, show_yuan, words
from yifa.procedure import Question, types
from yifa.procedure.types import choosing, naming, quantities, rows, texts
from yifa.procedure.types.rows import typed_row

if TYPE_CHECKING:
    from yifa.interface.form import Filled

MOST_ROWS: Final = 200
"""Of a table that is typed; longer ones are a register's, and come as workbooks."""
_RADIOS_AT_MOST: Final = 6


class Widget:
    """A control of a form: by default one line of text."""

    kind: ClassVar[str] = "text"
    """Which part of the template draws it."""
    inputmode: ClassVar[str] = ""
    lines: ClassVar[int] = 3
    bounds_characters: ClassVar[bool] = False

    def kind_for(self, question: Question) -> str:
        """As ``kind``, where that depends on the question."""
        return self.kind

    def options(self, question: Question, filled: Filled) -> list[tuple[str, str]]:
        """What is chosen from: values with their words."""
        return []

    def unit(self) -> str:
        """What stands behind it."""
        return ""

    def help(self, question: Question) -> str:
        """What may be typed."""
        return ""

    def ends(self, question: Question) -> tuple[str, str]:
        """The smallest and the largest value, as people read them."""
        return "", ""

    def collect(self, question: Question, name: str, data: QueryDict) -> str | list[str]:
        """What the form holds."""
        return data.getlist(name) if question.type.typed_many(question) else data.get(name, "")


class Line(Widget):
    """A line of text."""

    bounds_characters = True


class Area(Line):
    """Several lines."""

    kind = "long"
    lines = 8


class Figure(Widget):
    """A number."""

    kind = "number"
    inputmode = "decimal"

    def ends(self, question: Question) -> tuple[str, str]:
        """As they are."""
        low, high = question.min, question.max
        return "" if low is None else str(low), "" if high is None else str(high)


class WholeFigure(Figure):
    """A whole number."""

    inputmode = "numeric"


class Share(Figure):
    """A percentage."""

    def unit(self) -> str:
        """%."""
        return "%"


class Amount(Figure):
    """An amount in yuan, which may be typed with 万."""

    inputmode = ""

    def unit(self) -> str:
        """Yuan."""
        return str(_("元"))

    def help(self, question: Question) -> str:
        """How it may be typed."""
        return str(_("可写作 125000 或 12.5万。"))

    def ends(self, question: Question) -> tuple[str, str]:
        """In yuan."""
        low, high = question.min, question.max
        return (
            show_yuan(int(low)) if isinstance(low, int | float) and low > 0 else "",
            show_yuan(int(high)) if isinstance(high, int | float) else "",
        )


class Calendar(Widget):
    """A day."""

    kind = "date"

    def ends(self, question: Question) -> tuple[str, str]:
        """In words."""
        low, high = question.min, question.max
        return (
            show_date(low) if isinstance(low, date) else "",
            show_date(high) if isinstance(high, date) else "",
        )


class YesOrNo(Widget):
    """Two buttons."""

    kind = "radios"

    def options(self, question: Question, filled: Filled) -> list[tuple[str, str]]:
        """是 and 否."""
        return [(types.TYPED_YES, str(_("是"))), (types.TYPED_NO, str(_("否")))]


class OneOf(Widget):
    """Buttons, or a list where there are many."""

    def kind_for(self, question: Question) -> str:
        """By how many there are."""
        return "radios" if len(question.choices) <= _RADIOS_AT_MOST else "select"

    def options(self, question: Question, filled: Filled) -> list[tuple[str, str]]:
        """Those listed."""
        return [(value, words(title)) for value, title in question.choices.items()]


class SeveralOf(OneOf):
    """A box for each."""

    def kind_for(self, question: Question) -> str:
        """Boxes."""
        return "checks"


class NumberOfDocument(Widget):
    """The number of an official document."""

    def help(self, question: Question) -> str:
        """An example."""
        return str(_("如 漯科〔2020〕5号，括号和空格随便怎么写都行。"))


class PickedParty(Widget):
    """Looked up and picked."""

    kind = "party"


class PickedCase(Widget):
    """Looked up and picked."""

    kind = "case"


class OneOfficer(Widget):
    """A list of the bureau's officers."""

    kind = "select"

    def options(self, question: Question, filled: Filled) -> list[tuple[str, str]]:
        """Those there are."""
        return [(one.value, one.title) for one in filled.officers]


class NamesOfPeople(Widget):
    """Names, one a line; or a box for each of those that stand fast."""

    def kind_for(self, question: Question) -> str:
        """Boxes where they are picked."""
        return "long" if question.among is None else "checks"

    def help(self, question: Question) -> str:
        """One a line."""
        return str(_("每行一人。")) if question.among is None else ""


class Upload(Widget):
    """A file; what is sent is collected apart (``yifa.interface.uploads``)."""

    kind = "file"


class Table(Widget):
    """A table with a few empty rows."""

    kind = "rows"

    def collect(self, question: Question, name: str, data: QueryDict) -> str | list[str]:
        """The rows that hold something, each as JSON: a draft keeps texts."""
        found: list[str] = []
        for row in range(min(len(data), MOST_ROWS)):
            cells = {
                column: data.get(cell_name(name, row, column), "").strip() for column in question.columns
            }
            if any(cells.values()):
                found.append(typed_row(cells))
        return found


def cell_name(name: str, row: int, column: str) -> str:
    """What a cell of a table is called in the form; rows are counted from 0."""
    return f"{name}.{row}.{column}"


WIDGETS: Final[Mapping[type[types.QuestionType], Widget]] = {
    texts.Text: Line(),
    texts.LongText: Area(),
    texts.DocumentNumberText: NumberOfDocument(),
    quantities.Number: Figure(),
    quantities.Integer: WholeFigure(),
    quantities.Percent: Share(),
    quantities.Money: Amount(),
    quantities.Day: Calendar(),
    choosing.YesNo: YesOrNo(),
    choosing.Choice: OneOf(),
    choosing.Choices: SeveralOf(),
    naming.PartyKey: PickedParty(),
    naming.CaseNumber: PickedCase(),
    naming.OfficerKey: OneOfficer(),
    naming.People: NamesOfPeople(),
    naming.FileName: Upload(),
    rows.Rows: Table(),
}


def widget_of(question: Question) -> Widget:
    """How a question is drawn: by its type's class, or the nearest above it. Raises LookupError."""
    for one in type(question.type).__mro__:
        if one in WIDGETS:
            return WIDGETS[one]
    raise LookupError(f"no widget draws a question of type {question.type}")
