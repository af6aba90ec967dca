"""Indicators as lawyers keep them: ``indicators/*.yaml``, one file for a field of work, read once at the start.

An entry names a register of the field, the day that counts, and what of the register counts; the words of the parts are those of
the column itself. What a table cannot say is a query in the field's ``figures.py``, which an entry names:

    @query("rulemaking.made")
    def made(bureau, period): ...

A file with a mistake keeps Yifa from starting: each mistake is told with its line (``yifa figures check``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q
from pydantic import ValidationError

from yifa.cases.fields import FieldConfig
from yifa.cases.registers.register import Register
from yifa.cases.registers.register import registry as registers
from yifa.figures.conditions import Conditions, choices_of
from yifa.figures.errors import IndicatorProblem
from yifa.figures.indicators import (
    NOT_GIVEN,
    Axis,
    Breakdown,
    Indicator,
    PeriodKind,
    Registry,
    Shortcoming,
    registry,
)
from yifa.figures.measures import FEN, Count, Latest, Mean, Measure, Ratio, Sum
from yifa.figures.shapes import IndicatorShape
from yifa.procedure.library import files_root
from yifa.procedure.reading import (
    FileProblem,
    FileProblems,
    Placed,
    problem_of,
    read_placed,
    suggestion,
)

if TYPE_CHECKING:
    from yifa.figures.indicators import Records
    from yifa.figures.periods import Period
    from yifa.house.models import Bureau

FOLDER: Final = "indicators"
QUERIES: Final = "figures"
"""The module of a field that holds its named queries."""

_queries: dict[str, Records] = {}


def query(name: str) -> Callable[[Records], Records]:
    """Registers a query under ``field.name`` for the field's file to name. Raises ValueError for a name taken already."""

    def register(found: Records) -> Records:
        if _queries.setdefault(name, found) is not found:
            raise ValueError(f"two queries named {name!r}: {_queries[name]} and {found}")
        return found

    return register


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a register that an indicator counts; called with a bureau and a period.

    on: a day or moment within the period. year: a year, the period's. begins: a day by which a row stands, until the last day in
    ``until`` is over or the day in ``ended`` has come.
    """

    register: type[Register]
    base: Records | None
    on: models.Field[Any, Any] | None
    year: str
    begins: str
    until: tuple[models.Field[Any, Any], ...]
    ended: tuple[models.Field[Any, Any], ...]
    where: Q = field(compare=False)

    def __call__(self, bureau: Bureau, period: Period) -> models.QuerySet[Any]:
        rows = self.register.objects.of(bureau) if self.base is None else self.base(bureau, period)
        if isinstance(self.on, models.DateTimeField):
            rows = rows.filter(**period.moments(self.on.name))
        elif self.on is not None:
            rows = rows.filter(**period.days(self.on.name))
        elif self.year:
            rows = rows.filter(**{self.year: period.year_number})
        elif self.begins:
            rows = rows.filter(**{f"{self.begins}__lte": period.last_on})
        for one in self.until:
            rows = rows.filter(_open(one) | Q(**{f"{one.name}__gte": period.last_on}))
        for one in self.ended:
            rows = rows.filter(_open(one) | Q(**{f"{one.name}__gt": period.last_on}))
        return rows.filter(self.where)


def _open(column: models.Field[Any, Any]) -> Q:
    """Rows in which no end has been set."""
    return Q(**{f"{column.name}__isnull": True}) if column.null else Q()


def files(root: Path | None = None) -> list[Path]:
    """The files of indicators under a root folder, or of this Yifa."""
    return sorted(((files_root() if root is None else root) / FOLDER).glob("*.yaml"))


def register_tables(root: Path | None = None, into: Registry = registry) -> None:
    """Registers what the files say. Raises FileProblems with every mistake of every file."""
    base = files_root() if root is None else root
    problems: list[FileProblem] = []
    for path in files(base):
        try:
            placed = read_placed(path, str(path.relative_to(base)))
        except FileProblems as unreadable:
            problems += unreadable.problems
            continue
        for code, indicator in _indicators(placed, path.stem, problems):
            try:
                into.register(indicator)
            except IndicatorProblem as problem:
                problems.append(placed.problem((code,), problem.zh, problem.en))
    if problems:
        raise FileProblems(problems)


def _indicators(placed: Placed, label: str, problems: list[FileProblem]) -> Iterator[tuple[str, Indicator]]:
    known = _registers_of(label)
    if known is None:
        labels = [one.label for one in apps.get_app_configs() if isinstance(one, FieldConfig)]
        zh, en = suggestion(label, labels)
        problems.append(
            placed.problem(
                (),
                f"文件名应为工作领域的名称：{zh}",
                f"the file must be called by a field of work: {en}",
            )
        )
        return
    for code, given in placed.plain.items():
        try:
            shape = IndicatorShape.model_validate(given)
        except ValidationError as error:
            problems += (
                problem_of(placed, IndicatorShape, detail, (code,))
                for detail in error.errors(include_url=False)
            )
            continue
        found = _Entry(placed, label, str(code), shape, known)
        indicator = found.indicator()
        problems += found.problems
        if indicator is not None and not found.problems:
            yield str(code), indicator


def _registers_of(label: str) -> Mapping[str, type[Register]] | None:
    """The registers of a field by the names that files call them: ``service-item``. Its queries are imported. None: no field."""
    config = apps.app_configs.get(label)
    if not isinstance(config, FieldConfig):
        return None
    if find_spec(f"{config.name}.{QUERIES}") is not None:
        import_module(f"{config.name}.{QUERIES}")
    return {named(one): one for one in registers.of_field(label)}


def named(register: type[Register]) -> str:
    """What files call a register: its class in lower case with hyphens, ``service-item``."""
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in register.__name__).lstrip("-")


class _Entry:
    """One entry of a file, and what is wrong with it."""

    def __init__(
        self,
        placed: Placed,
        label: str,
        code: str,
        shape: IndicatorShape,
        known: Mapping[str, type[Register]],
    ) -> None:
        self._placed = placed
        self._label = label
        self._code = code
        self._shape = shape
        self._known = known
        self.problems: list[FileProblem] = []

    def _complain(self, at: tuple[int | str, ...], zh: str, en: str) -> None:
        self.problems.append(self._placed.problem((self._code, *at), f"{at[0]}：{zh}", f"{at[0]}: {en}"))

    def indicator(self) -> Indicator | None:
        shape = self._shape
        register = self._known.get(shape.register_named)
        if register is None:
            zh, en = suggestion(shape.register_named, self._known)
            self._complain(
                ("register",), f"这个领域没有这一登记簿：{zh}", f"the field has no such register: {en}"
            )
            return None
        conditions = Conditions(register, self._complain)
        return Indicator(
            code=self._code,
            title=shape.title.bilingual,
            unit=shape.unit,
            definition=shape.definition.bilingual,
            field=self._label,
            records=self._counted(register, conditions),
            counter=None if shape.counter is None else shape.counter.bilingual,
            category=shape.category,
            measure=self._measure(conditions),
            parts=self._parts(register, conditions),
            period_kind=PeriodKind.STOCK if shape.begins else PeriodKind.FLOW,
            growth=shape.growth,
            zero=None if shape.zero is None else shape.zero.bilingual,
            basis=None if shape.basis is None else shape.basis.bilingual,
            names=self._names(register, conditions),
            titles=shape.titles,
            shortcoming=self._shortcoming(),
            carried_over=self._told("carried_over", shape.carried_over),
        )

    def _shortcoming(self) -> Shortcoming | None:
        given = self._shape.shortcoming
        if given is None:
            return None
        return Shortcoming(self._told("shortcoming", given.says), given.over, given.below)

    def _told(self, key: str, sentence: str) -> str:
        """A sentence that the report is offered; it says the figure itself, so that the number opens its records."""
        if sentence and f"{{{{{self._code}" not in sentence:
            self._complain(
                (key,),
                f"句子里应当有{{{{{self._code}}}}}，数字才能打开记录",
                f"the sentence must hold {{{{{self._code}}}}}, so that the number opens its records",
            )
        return sentence

    def _names(self, register: type[Register], conditions: Conditions) -> str:
        """The column that names the records, which must be words that anybody may read."""
        name = self._shape.names
        if not name:
            return ""
        column = conditions.column(name, ("names",))
        if column is not None and not isinstance(column, models.CharField | models.TextField):
            self._complain(("names",), f"“{name}”不是文字的列", f"{name!r} is no column of words")
        if any(one.name == name and one.personal for one in register.columns):
            self._complain(
                ("names",),
                f"“{name}”是个人信息，不能写进报告",
                f"{name!r} is personal data and never in a report",
            )
        return name

    def _counted(self, register: type[Register], conditions: Conditions) -> Counted:
        shape = self._shape
        base = None
        if shape.records:
            base = _queries.get(f"{self._label}.{shape.records}")
            if base is None:
                there = [name.partition(".")[2] for name in _queries if name.startswith(f"{self._label}.")]
                zh, en = suggestion(shape.records, there)
                self._complain(("records",), f"没有这个查询：{zh}", f"there is no such query: {en}")
        if shape.year:
            conditions.number(shape.year, ("year",))
        if shape.begins:
            conditions.day(shape.begins, ("from",))
        ends = {
            name: tuple(
                found for one in getattr(shape, name) if (found := conditions.day(one, (name,))) is not None
            )
            for name in ("until", "ended")
        }
        return Counted(
            register,
            base,
            conditions.day(shape.on, ("on",)) if shape.on else None,
            shape.year,
            shape.begins,
            ends["until"],
            ends["ended"],
            conditions.read(shape.where, ("where",)),
        )

    def _measure(self, conditions: Conditions) -> Measure:
        shape = self._shape
        if shape.sum:
            conditions.number(shape.sum, ("sum",))
            return Sum(shape.sum, FEN) if shape.sum.endswith("_fen") else Sum(shape.sum)
        if shape.mean:
            conditions.number(shape.mean, ("mean",))
            return Mean(shape.mean)
        if shape.latest is not None:
            conditions.number(shape.latest.of, ("latest", "of"))
            conditions.day(shape.latest.last_by, ("latest", "last_by"))
            scale = FEN if shape.latest.of.endswith("_fen") else Decimal(1)
            return Latest(shape.latest.of, shape.latest.last_by, scale)
        if shape.share:
            of = conditions.read(shape.share_of, ("share_of",)) if shape.share_of else None
            return Ratio(conditions.read(shape.share, ("share",)), of)
        if shape.distinct:
            conditions.column(shape.distinct, ("distinct",))
        return Count(shape.distinct)

    def _parts(self, register: type[Register], conditions: Conditions) -> Breakdown | None:
        axes: list[Axis] = []
        for name in self._shape.by or ():
            if conditions.column(name, ("by",)) is None:
                continue
            titles = choices_of(register, name)
            if not titles:
                self._complain(("by",), f"“{name}”不是选择项的列", f"{name!r} is no column of choices")
            out = conditions.left_out(self._shape.where, name)
            said = {key: words for key, words in titles.items() if key and key not in out}
            empty = titles.get("")
            axes.append(Axis(name, said, empty if empty is not None and empty.zh else NOT_GIVEN))
        return Breakdown(tuple(axes), self._shape.show_empty) if axes else None
