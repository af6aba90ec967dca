"""What every type of question knows of itself; each is one class, and whoever reads, stores, says or draws an answer asks it.

A type reads what was typed in a form or stands in a cell of a workbook, says what is wrong with an answer, how it stands in the
log, and how it reads in Chinese and in English. How it is drawn is its widget's (``yifa.interface.widgets``), found by the class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeAlias, TypeVar

from yifa.law.signs import without_invisible
from yifa.law.text import Bilingual
from yifa.spreadsheets.book import Cell
from yifa.spreadsheets.values import read_text

if TYPE_CHECKING:
    from yifa.procedure.model import Json, Question

Typed: TypeAlias = "str | list[str]"
"""What stands in a form's field: one text, or several."""


class Unreadable(ValueError):
    """A typed text is not what the question asks; ``text`` is the rest of a sentence that begins with the label."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)


class Names(Protocol):
    """Who stands behind the keys that answers hold."""

    def party(self, key: int) -> Bilingual:
        """A party by its primary key."""

    def officer(self, key: str) -> Bilingual:
        """An officer, or a department, by the key that an answer has."""


class _Keys:
    """Keys as they are, where nobody looked the names up."""

    def party(self, key: int) -> Bilingual:
        return same(str(key))

    def officer(self, key: str) -> Bilingual:
        return same(key)


KEYS_ALONE: Final[Names] = _Keys()


@dataclass(frozen=True, slots=True)
class FromCell:
    """How a cell is to be read. since, until: between which days. lines: keep a text's lines. fen_in_unit: of an amount whose
    unit is said nowhere else. unit: said in the head or above the table."""

    since: date
    until: date
    lines: bool = False
    fen_in_unit: int = 100
    unit: str = ""
    choices: Mapping[str, Bilingual] = field(default_factory=dict)


class QuestionType:
    """A type of question. Every method gets the question, for its choices, bounds and columns."""

    key: ClassVar[str]
    """What files call it."""
    called: ClassVar[Bilingual]
    """What pages call it."""
    compared: ClassVar[str] = "string"
    """What guards take its answers for: string, number, date, bool, list, or opaque (only whether there is one)."""
    is_asked: ClassVar[bool] = True
    """Whether a file may ask it; else it is a register's alone."""
    in_rows: ClassVar[bool] = True
    """Whether a table may have a column of it."""
    of_choice: ClassVar[bool] = False
    """Whether it lists its answers."""
    of_files: ClassVar[bool] = False
    """Whether its answers are names of files that come with the act."""
    of_cases: ClassVar[bool] = False
    """Whether another case answers it."""
    is_prose: ClassVar[bool] = False
    """Whether its answers are words that are searched."""
    is_many: ClassVar[bool] = False
    """Whether an answer is a list."""
    filler: ClassVar[Json] = "某"
    """An answer that says nothing in particular, for the checker."""

    excel_format: ClassVar[str] = "@"
    width: ClassVar[float] = 14.0
    wanted: ClassVar[Bilingual] = Bilingual("文字", "text")
    """What a workbook's template says of it."""
    example: ClassVar[Bilingual | float | date | None] = None
    options: ClassVar[Sequence[Bilingual]] = ()
    """What its cells choose from, where the question lists nothing."""

    def __str__(self) -> str:
        return self.key

    def __repr__(self) -> str:
        return f"<{self.key}>"

    # In a form.

    def typed_many(self, question: Question) -> bool:
        """Whether a form holds several texts for it."""
        return False

    def read(self, question: Question, given: Typed) -> Json:
        """The answer in a form's text, which is not empty. Raises Unreadable."""
        return one(given)

    def typed(self, question: Question, value: Json) -> Typed:
        """An answer as it would have been typed; empty for none."""
        return "" if value is None else str(value)

    # In the log.

    def canonical(self, value: object) -> Json:
        """The answer as the log holds it."""
        return plain(value)

    def fault(self, question: Question, value: Json) -> Bilingual | None:
        """What is wrong with an answer that is not empty, as the rest of a sentence that begins with the label."""
        return None

    def for_guards(self, value: Json) -> Json:
        """The answer as guards compare it."""
        return value

    # In words.

    def parts(self, question: Question, value: Json, names: Names = KEYS_ALONE) -> list[Bilingual]:
        """The answer in words, item by item where it is a list."""
        items = value if isinstance(value, list) else [value]
        return [self.item(question, one, names) for one in items]

    def item(self, question: Question, value: Json, names: Names) -> Bilingual:
        """One item of an answer in words."""
        return same("" if value is None else str(value))

    def words(self, question: Question, value: Json, names: Names = KEYS_ALONE) -> Bilingual:
        """The answer in words."""
        return listed(self.parts(question, value, names))

    # In a workbook.

    def cell(self, value: Any, words: str, fen_in_unit: int) -> Any:
        """What a cell holds of a value that is not empty; text where that is ``words``."""
        return words

    def from_cell(self, cell: Cell, how: FromCell) -> Any:
        """The value in a cell; None for an empty one. Raises BadCell, whose sentence follows the column's title."""
        return read_text(cell, lines=how.lines) or None


_Type = TypeVar("_Type", bound=QuestionType)
_KNOWN: Final[dict[str, QuestionType]] = {}


def known(made: _Type) -> _Type:
    """Make a type known by its key. Raises ValueError where there is one already."""
    if made.key in _KNOWN:
        raise ValueError(f"two types of question are called {made.key}")
    _KNOWN[made.key] = made
    return made


def every_type() -> Iterator[QuestionType]:
    """All types, those of registers alone included."""
    return iter(_KNOWN.values())


def type_called(key: str) -> QuestionType:
    """The type of this key. Raises KeyError."""
    return _KNOWN[key]


def is_empty(value: object) -> bool:
    """Whether a value counts as no answer: nothing, blank text, an empty list."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value == [] or value == {}


def same(text: str) -> Bilingual:
    """What reads alike in both languages."""
    return Bilingual(text, text)


def one(given: Typed) -> str:
    """The one text of a field, or the first of several."""
    return given if isinstance(given, str) else "".join(given[:1])


def listed(parts: Sequence[Bilingual]) -> Bilingual:
    """Items in a row; with a stronger comma where one has 、 in it (党组书记、局长)."""
    if len(parts) == 1:
        return parts[0]
    within = any("、" in part.zh for part in parts)
    return Bilingual(
        ("；" if within else "、").join(part.zh for part in parts),
        ("; " if within else ", ").join(part.en for part in parts),
    )


def plain(value: object) -> Json:
    """A value as JSON has it: days as text, whole decimals as numbers. Raises TypeError."""
    if isinstance(value, str):
        # Signs that nobody sees come with what is copied; two texts that look the same are to be the same.
        return without_invisible(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    raise TypeError(
        f"an answer is text, a number, a day, yes or no, or a list of these, not {type(value).__name__}"
    )


def say(question: Question | None, value: Json, names: Names = KEYS_ALONE) -> Bilingual:
    """An answer in words; empty for none. What no question of the procedure asks is said as it is."""
    if is_empty(value):
        return same("")
    if question is not None:
        return question.type.words(question, value, names)
    if isinstance(value, bool):
        return Bilingual("是", "Yes") if value else Bilingual("否", "No")
    return listed([same(str(item)) for item in (value if isinstance(value, list) else [value])])
