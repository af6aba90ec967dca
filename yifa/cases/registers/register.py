"""Registers: typed tables of what came out of cases, one row for each outcome, each tied to the act that entered it.

A field of work derives its tables from ``Register`` and says what they are: a title, columns (for tables and for Excel), how
long a row is kept. A register is known from the moment its class exists; one without a title, without columns or with a
repeated column is refused there and then, by name.

Rows are written by effects (``yifa.cases.acting.effects``), never by pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.db.models.signals import class_prepared

from yifa.cases.acting.computing import listings
from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.cases.registers.columns import Column, declared_columns
from yifa.cases.registers.exports import Export
from yifa.cases.roles import player
from yifa.house.tenancy import Row, TenantManager, TenantModel, TenantQuerySet
from yifa.law.quantities import decimal_of, is_too_large, whole_of
from yifa.law.text import Bilingual
from yifa.procedure import types
from yifa.procedure.model import REGISTERS

CHECKED: Final = "uscc_checked"
"""The column in which a workbook says that a credit code was compared with the certificate."""
_CHECKED_COLUMN: Final = Column(
    CHECKED,
    Bilingual("代码已与证照核对", "Code compared with the certificate"),
    kind=types.BOOLEAN,
    also=("代码已核对",),
)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows are kept and what says so; ``years`` None is for ever (永久)."""

    years: int | None
    basis: Bilingual


PERMANENT: Final = Retention(
    None,
    Bilingual(
        "《机关文件材料归档范围和文书档案保管期限规定》第七条",
        "Provisions on filing scope and retention of organs' documents, art. 7",
    ),
)
THIRTY_YEARS: Final = Retention(
    30,
    Bilingual(
        "《机关文件材料归档范围和文书档案保管期限规定》第六条",
        "Provisions on filing scope and retention of organs' documents, art. 6",
    ),
)
TEN_YEARS: Final = Retention(
    10,
    Bilingual(
        "《机关文件材料归档范围和文书档案保管期限规定》第六条",
        "Provisions on filing scope and retention of organs' documents, art. 6",
    ),
)


@dataclass(frozen=True, slots=True)
class ImportBy:
    """How rows of a workbook become acts: each opens a case with the step in the role ``enters``, marked as
    imported.

    The steps that follow stay owed, by whom the procedure wants: what another person must check, an import does not check.

    columns: of the workbook, where they are not the register's own, or what makes them of those: a column that is only asked (its
    kind is given), or one that the step takes among others that later steps write. answers: a row's values by column name, as
    the step's answers; without it, values answer the questions of the same name. title: of the case. happened_on: the day on
    which it happened there, where the step is that event itself and not its recording. party_code: the column with the unified
    social credit code by which a party that is not entered yet is entered. same: which rows of the register are this row
    already; a row that is there, or that another case under way has the title of, is not taken a second time.
    """

    enters: str
    title: Callable[[Mapping[str, Any]], str]
    answers: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    happened_on: Callable[[Mapping[str, Any]], date | None] | None = None
    columns: tuple[Column, ...] | Callable[[tuple[Column, ...]], tuple[Column, ...]] = ()
    party_code: str = ""
    same: Callable[[Mapping[str, Any]], Q] | None = None

    @property
    def procedure(self) -> str:
        """Whose cases are opened."""
        return player(self.enters)[0]

    @property
    def step(self) -> str:
        """With which they begin."""
        return player(self.enters)[1]


def entered_by(enters: str, *same: str, title: Callable[[Mapping[str, Any]], str] | None = None) -> ImportBy:
    """Rows of a ledger that is kept elsewhere, entered by the step that a clerk would take for each: its questions are columns.

    same: the columns by which a row is known again. title: of the case, else what these say.
    """
    return ImportBy(
        enters,
        title=title or (lambda row: " ".join(str(row[name]) for name in same)),
        columns=lambda own: _asked(own, enters),
        same=lambda row: Q(**{name: row[name] for name in same}),
    )


def _asked(own: tuple[Column, ...], enters: str) -> tuple[Column, ...]:
    """A step's questions as columns, called as the register calls them; those that no cell can answer are left to the page."""
    procedure, step = player(enters)
    by_name = {column.name: column for column in own}
    columns: list[Column] = []
    for question in library().latest(procedure).steps[step].asks.values():
        kind = question.type
        # What another case would say is asked where none is named, and a workbook names none.
        known = question.computes is not None and not question.computes.question
        if kind.of_files or kind.of_cases or kind is types.ROWS or known:
            continue
        column = by_name.get(question.key) or Column(
            question.key, question.label, choices=question.choices, personal=question.personal
        )
        columns.append(replace(column, required=question.required, kind=kind))
    return tuple(columns)


class RegisterQuerySet(TenantQuerySet[Row]):
    """Rows of a register, narrowed by what a reader asks for."""

    def not_ended(self, on: date) -> Self:
        """Rows that stand on a day: ``ended_on``, from which on they are ended, is empty or a later day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def matching(self, wanted: Mapping[str, str]) -> Self:
        """Rows that fit filters by column name: text contains, choices and yes/no equal, ``name__from`` and ``name__to``
        bound days and numbers, ``q`` is looked for in every text column. Unknown names and unreadable values filter nothing.
        """
        rows = self
        model: Any = self.model
        columns = {column.name: column for column in model.columns}
        for name, value in wanted.items():
            text = value.strip()
            stem, _, edge = name.rpartition("__")
            condition: Q | None = None
            if not text:
                continue
            if name in columns:
                condition = _condition(self.model, columns[name], text)
            elif edge in _EDGES and stem in columns:
                read = read_text(self.model, columns[stem], text)
                condition = None if read is None else Q(**{f"{stem}__{_EDGES[edge]}": read})
            elif name == "q":
                texts = [one for one in columns.values() if one.kind_in(self.model) is types.TEXT]
                condition = (
                    Q(*[_text_condition(self.model, one, text) for one in texts], _connector=Q.OR)
                    if texts
                    else None
                )
            if condition is not None:
                rows = rows.filter(condition)
        return rows


_EDGES: Final = {"from": "gte", "to": "lte"}
_YES: Final = frozenset({"1", "true", "yes", "on", "y", "是", "有"})
_NO: Final = frozenset({"0", "false", "no", "off", "n", "否", "无"})


def _condition(register: type[models.Model], column: Column, text: str) -> Q | None:
    match column.kind_in(register):
        case types.TEXT:
            return Q(_text_condition(register, column, text))
        case types.PARTY:
            return Q(**{f"{column.name}__name__icontains": text})
        case types.CASE:
            return Q(**{f"{column.name}__number": text})
        case types.REFERENCE:
            return Q(**{column.name: int(text)}) if text.isdecimal() and len(text) <= 18 else None
        case _:
            value = read_text(register, column, text)
            return None if value is None else Q(**{column.name: value})


def _text_condition(register: type[models.Model], column: Column, text: str) -> tuple[str, str]:
    return (column.name if column.is_sealed_in(register) else f"{column.name}__icontains", text)


def read_text(register: type[models.Model], column: Column, text: str) -> Any:
    """The value that a text stands for in a column, None where it is none; money is read in the column's unit."""
    try:
        match column.kind_in(register):
            case types.DATE:
                return date.fromisoformat(text)
            case types.MONEY:
                fen = int((decimal_of(text) * column.fen_in_unit).to_integral_value())
                return None if is_too_large(fen) else fen
            case types.INTEGER:
                return whole_of(text)
            case types.NUMBER | types.PERCENT:
                return float(decimal_of(text))
            case types.BOOLEAN:
                return True if text.lower() in _YES else False if text.lower() in _NO else None
            case types.CHOICE:
                return text if text in column.choices else None
            case _:
                return text
    except (ValueError, ArithmeticError):
        return None


class _RegisterBase(ModelBase):
    """A register is called in Django by its title."""

    def __new__(cls, name: str, bases: tuple[type, ...], attributes: dict[str, Any], **given: Any) -> Any:
        title = attributes.get("title")
        if isinstance(title, Bilingual):
            meta = attributes.setdefault("Meta", type("Meta", (bases[0].Meta,), {}))  # type: ignore[attr-defined]
            meta.verbose_name = meta.verbose_name_plural = title.zh
        return super().__new__(cls, name, bases, attributes, **given)


class Register(TenantModel, metaclass=_RegisterBase):
    """A row of a register (登记簿): the case it came from, the act that wrote it, and the day on which that happened.

    Subclasses set ``title``, fields that are columns (``registers.columns``), ``reached`` for columns that reach through a key
    and stand before the others, ``retention`` where rows are not kept for ever, ``import_by`` where rows come in, ``exports``
    where they go out in another system's form, ``numbered`` for the columns that hold numbers of documents, each of which belongs
    to one document of the bureau (``registers.numbering``). A row is called by its first column unless it says otherwise.
    """

    title: ClassVar[Bilingual]
    columns: ClassVar[tuple[Column, ...]] = ()
    reached: ClassVar[tuple[Column, ...]] = ()
    retention: ClassVar[Retention] = PERMANENT
    import_by: ClassVar[ImportBy | None] = None
    exports: ClassVar[tuple[Export, ...]] = ()
    numbered: ClassVar[tuple[str, ...]] = ()

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="事项", editable=False
    )
    log_position = models.BigIntegerField("记录位置", editable=False)
    recorded_on = models.DateField("登记日期", editable=False)

    # Django's managers are replaced in subclasses; the plug-in takes the abstract base's for a class variable.
    objects = TenantManager.from_queryset(RegisterQuerySet)()  # type: ignore[misc, assignment]
    everywhere = models.Manager.from_queryset(RegisterQuerySet)()  # type: ignore[misc]

    class Meta(TenantModel.Meta):
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.columns[0].words(self)

    @classmethod
    def key(cls) -> str:
        """The register's name in addresses and commands: ``field.model``, lower case."""
        return str(cls._meta.label_lower)

    @classmethod
    def column(cls, name: str) -> Column:
        """A column by its name. Raises KeyError."""
        return {column.name: column for column in cls.columns}[name]

    @classmethod
    def import_columns(cls) -> tuple[Column, ...]:
        """The columns of a workbook that comes in; none where rows do not come in."""
        if cls.import_by is None:
            return ()
        given = cls.import_by.columns
        columns = (given(cls.columns) if callable(given) else given) or cls.columns
        return (*columns, _CHECKED_COLUMN) if cls.import_by.party_code else columns

    @classmethod
    def export(cls, name: str) -> Export:
        """A feed by its name. Raises KeyError."""
        return {export.name: export for export in cls.exports}[name]

    @classmethod
    def column_names(cls) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in cls.columns)


class Registry:
    """The registers that fields brought, by key, in order of their keys."""

    def __init__(self) -> None:
        self._by_key: dict[str, type[Register]] = {}

    def add(self, register: type[Register]) -> None:
        """Take a register in. Raises ValueError, naming it, where its description is incomplete or repeated."""
        name = register.key()
        for wanted in ("title", "columns"):
            if not getattr(register, wanted, None):
                raise ValueError(f"the register {name} has no {wanted}")
        names = register.column_names()
        for one in names:
            if names.count(one) > 1:
                raise ValueError(f"the register {name} has the column {one} twice")
        feeds = [export.name for export in register.exports]
        for one in feeds:
            if feeds.count(one) > 1:
                raise ValueError(f"the register {name} has two exports named {one}")
        known = self._by_key.get(name)
        if known is not None and known.__module__ != register.__module__:
            raise ValueError(
                f"there are two registers {name}: in {known.__module__} and {register.__module__}"
            )
        self._by_key[name] = register

    def __getitem__(self, key: str) -> type[Register]:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[str]:
        """Keys in order."""
        return iter(sorted(self._by_key))

    def __len__(self) -> int:
        return len(self._by_key)

    def values(self) -> tuple[type[Register], ...]:
        """Every register, in order of their keys."""
        return tuple(self._by_key[key] for key in self)

    def called(self) -> dict[str, type[Register]]:
        """Every register by its Chinese title, two of one title by their fields as well; in the order of titles."""
        times = Counter(one.title.zh for one in self._by_key.values())
        named = {
            one.title.zh
            if times[one.title.zh] == 1
            else f"{one.title.zh}（{one._meta.app_config.verbose_name}）": one  # noqa: SLF001
            for one in self._by_key.values()
        }
        return {name: named[name] for name in sorted(named)}

    def of_field(self, label: str) -> tuple[type[Register], ...]:
        """The registers of one field of work, by its app label."""
        return tuple(self._by_key[key] for key in self if key.startswith(f"{label}."))


registry = Registry()
listings[REGISTERS] = lambda _facts: list(registry.called())


def _prepared(sender: type[models.Model], **_: object) -> None:
    # Historical models of migrations are made anew from their columns and describe nothing.
    if issubclass(sender, Register) and sender.__module__ != "__fake__":
        sender.columns = (*sender.reached, *declared_columns(sender))
        registry.add(sender)


class_prepared.connect(_prepared, dispatch_uid="yifa.cases.registers.register")
