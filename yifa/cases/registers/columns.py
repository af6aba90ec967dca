"""One declaration for a column of a register: the model's field, its head in both languages, on the page, in Excel, in exports.

    class Statement(Register):
        title = Bilingual("述法", "Statements on law")

        leader = text("述法人", "Leader", 60, required=True)
        stated_on = day_or_none("述法日期", "Stated on")
        rating = choice("评议结果", "Rating", RATINGS, shown=False)

Columns stand in the order of their fields. A field that is no column is one of Django's; a column that reaches through a key
(``plan__name``) stands in ``reached``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias, TypedDict, TypeVar, Unpack

from django.db import models
from django.db.models.fields import NOT_PROVIDED

from yifa.cases.models import Case
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import types
from yifa.procedure.model import Question
from yifa.procedure.types import QuestionType
from yifa.sealing.fields import SealedTextField

Choices: TypeAlias = Mapping[str, Bilingual]
_Field = TypeVar("_Field", bound="models.Field[Any, Any]")
_Row = TypeVar("_Row", bound=models.Model)
_CHOICE_AT_MOST: Final = 60


def choices(of: Choices) -> list[tuple[str, str]]:
    """Django's form of a closed set of values, with their Chinese words."""
    return [(value, words.zh) for value, words in of.items()]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register as people see it, on the page and in Excel. Its kind is that of the model's field.

    name: the model's field (``party__name`` reaches through a key). unit: shown in the column's head, such as 元 or 万元;
    amounts are stored in fen and shown in it. choices: words for the values. personal: masked in public, never indexed.
    required: an imported row without it is refused. shown: also in the table on the page (every column goes to Excel).
    kind: given only where the field does not tell it, such as a percentage. also: other words by which workbooks from elsewhere
    call it. example: what the template shows.
    """

    name: str
    title: Bilingual
    unit: Bilingual | None = None
    choices: Choices = field(default_factory=dict)
    required: bool = False
    personal: bool = False
    shown: bool = True
    kind: QuestionType | None = None
    also: tuple[str, ...] = ()
    example: str = ""

    def is_sealed_in(self, register: type[models.Model]) -> bool:
        """Whether the database holds this column sealed: it is then found by whole values, and in no order."""
        model: Any = register
        found: Any = None
        for part in self.name.split("__"):
            found = model._meta.get_field(part)  # noqa: SLF001  (Django's public name for it)
            model = found.related_model
        return isinstance(found, SealedTextField)

    def kind_in(self, register: type[models.Model]) -> QuestionType:
        """The kind of this column in a register: as given, or as the model's field tells it."""
        if self.kind is not None:
            return self.kind
        if self.choices:
            return types.CHOICE
        model: Any = register
        found: Any = None
        for part in self.name.split("__"):
            found = model._meta.get_field(part)  # noqa: SLF001  (Django's public name for it)
            model = found.related_model
        if isinstance(found, models.ForeignKey):
            if found.related_model is Case:
                return types.CASE
            return types.PARTY if found.related_model is Party else types.REFERENCE
        if self.name.endswith("_fen"):
            return types.MONEY
        for fields, kind in _KINDS:
            if isinstance(found, fields):
                return kind
        return types.TEXT

    @property
    def fen_in_unit(self) -> int:
        """How many fen one unit of a column of money has: 1,000,000 for 万元, 100 for 元."""
        return _FEN.get(self.unit.zh if self.unit is not None else "元", 100)

    def value(self, row: models.Model) -> Any:
        """What a row holds in this column; None where a key on the way is empty."""
        found: Any = row
        for part in self.name.split("__"):
            if found is None:
                return None
            found = getattr(found, part)
        return found

    def words(self, row: models.Model, language: str = "zh-hans") -> str:
        """A row's value in words: a choice by its name, a day as 2020-03-06, money in the column's unit."""
        value = self.value(row)
        if value is None or value == "":
            return ""
        kind = self.kind_in(type(row))
        if kind is types.MONEY:
            return f"{value / self.fen_in_unit:,.{2 if self.fen_in_unit == 100 else 6}f}"
        if kind is types.CASE:
            return str(value.number)
        return self.said(kind, value, language)

    def said(self, kind: QuestionType, value: Any, language: str) -> str:
        """A value in words, as an answer of that type is said; days stay 2020-03-06."""
        if not (kind.of_choice or kind is types.BOOLEAN):
            return str(value)
        return kind.words(Question(self.name, kind, self.title, choices=self.choices), value).in_language(
            language
        )


_KINDS: Final[tuple[tuple[tuple[type[models.Field[Any, Any]], ...], QuestionType], ...]] = (
    ((models.BooleanField,), types.BOOLEAN),
    ((models.DateField,), types.DATE),
    ((models.IntegerField,), types.INTEGER),
    ((models.DecimalField, models.FloatField), types.NUMBER),
)
_FEN: Final = {"分": 1, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


class Shown(TypedDict, total=False):
    """What a column says besides its title: see ``Column``."""

    required: bool
    personal: bool
    shown: bool
    unit: Bilingual
    kind: QuestionType
    also: tuple[str, ...]
    example: str


def _declared(made: _Field, en: str, how: Shown, of: Choices | None = None) -> _Field:
    """The field with its column; Django keeps what it does not know, and migrations do not see it."""
    column = Column("", Bilingual(str(made.verbose_name), en), choices=of or {}, **how)
    made.shown_as = column  # type: ignore[attr-defined]
    return made


def declared_columns(register: type[models.Model]) -> tuple[Column, ...]:
    """The columns that a register's fields declare, in their order."""
    found = ((one.name, getattr(one, "shown_as", None)) for one in register._meta.local_fields)  # noqa: SLF001
    return tuple(replace(column, name=name) for name, column in found if column is not None)


def picked(own: tuple[Column, ...], *wanted: str | Column) -> tuple[Column, ...]:
    """Columns of a workbook: the register's own by their names, and others as they are given. Raises KeyError."""
    by_name = {column.name: column for column in own}
    return tuple(by_name[one] if isinstance(one, str) else one for one in wanted)


def _default(value: object) -> Any:
    return NOT_PROVIDED if value is None else value


def text(
    zh: str,
    en: str,
    most: int = 200,
    *,
    blank: bool = False,
    default: str | None = None,
    **how: Unpack[Shown],
) -> models.CharField[str, str] | models.TextField[str, str]:
    """A text of one line, of at most so many characters; sealed at rest where it is personal, and then found whole alone."""
    if how.get("personal"):
        sealed = SealedTextField(zh, max_length=most, blank=blank, default=_default(default))
        return _declared(sealed, en, how)
    return _declared(models.CharField(zh, max_length=most, blank=blank, default=_default(default)), en, how)


def long_text(zh: str, en: str, *, blank: bool = False, **how: Unpack[Shown]) -> models.TextField[str, str]:
    """A text of any length."""
    return _declared(models.TextField(zh, blank=blank), en, how)


def choice(
    zh: str, en: str, of: Choices, *, blank: bool = False, default: str | None = None, **how: Unpack[Shown]
) -> models.CharField[str, str]:
    """One of a closed set of values, shown by their words."""
    made = models.CharField(
        zh, max_length=_CHOICE_AT_MOST, choices=choices(of), blank=blank, default=_default(default)
    )
    return _declared(made, en, how, of)


def day(zh: str, en: str, **how: Unpack[Shown]) -> models.DateField[date, date]:
    """A day that is always there."""
    return _declared(models.DateField(zh), en, how)


def day_or_none(zh: str, en: str, **how: Unpack[Shown]) -> models.DateField[date | None, date | None]:
    """A day that may not have come."""
    return _declared(models.DateField(zh, null=True, blank=True), en, how)


def yes_no(
    zh: str, en: str, *, default: bool = False, **how: Unpack[Shown]
) -> models.BooleanField[bool, bool]:
    """Yes or no; no where nothing was said."""
    return _declared(models.BooleanField(zh, default=default), en, how)


def count(
    zh: str, en: str, *, default: int | None = None, **how: Unpack[Shown]
) -> models.PositiveIntegerField[int, int]:
    """How many there are."""
    return _declared(models.PositiveIntegerField(zh, default=_default(default)), en, how)


def count_or_none(
    zh: str, en: str, **how: Unpack[Shown]
) -> models.PositiveIntegerField[int | None, int | None]:
    """How many there are, where that is known."""
    return _declared(models.PositiveIntegerField(zh, null=True, blank=True), en, how)


def money(
    zh: str, en: str, *, default: int | None = None, **how: Unpack[Shown]
) -> models.BigIntegerField[int, int]:
    """An amount in fen, in a field whose name ends with ``_fen``."""
    return _declared(models.BigIntegerField(zh, default=_default(default)), en, how)


def money_or_none(zh: str, en: str, **how: Unpack[Shown]) -> models.BigIntegerField[int | None, int | None]:
    """An amount in fen, where it is known."""
    return _declared(models.BigIntegerField(zh, null=True, blank=True), en, how)


def link(
    to: type[_Row], zh: str, en: str, *, related_name: str = "+", **how: Unpack[Shown]
) -> models.ForeignKey[_Row, _Row]:
    """A row of another register, or a party, that stays as long as this row does."""
    made = models.ForeignKey(to, models.PROTECT, related_name=related_name, verbose_name=zh)
    return _declared(made, en, how)


def link_or_none(
    to: type[_Row], zh: str, en: str, *, related_name: str = "+", **how: Unpack[Shown]
) -> models.ForeignKey[_Row | None, _Row | None]:
    """A row of another register, or a party, where there is one."""
    made = models.ForeignKey(
        to, models.PROTECT, null=True, blank=True, related_name=related_name, verbose_name=zh
    )
    return _declared(made, en, how)


def shown(made: _Field, en: str, of: Choices | None = None, **how: Unpack[Shown]) -> _Field:
    """Any other field of Django's as a column, called in Chinese by its own name: a key to another register, a decimal."""
    return _declared(made, en, how, of)
