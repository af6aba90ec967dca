"""Figures as a report tells them: computed now while it is a draft, read back from what was frozen afterwards.

Both give the same value, ``Told``, which holds everything that prose, charts, tables and ``figures.json`` need and nothing of the
query, so that a frozen report reads the same whatever becomes of the registers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from django.db.models import QuerySet
from django.db.models.options import Options

from yifa.figures.attested import zero_of
from yifa.figures.compute import Figure, Part, change, find_part
from yifa.figures.compute import figure as compute
from yifa.figures.errors import UnknownIndicator, UnknownPart
from yifa.figures.indicators import Registry, registry
from yifa.figures.measures import Count, Number, Sum, tidy
from yifa.figures.periods import Period
from yifa.figures.stated import Stated
from yifa.figures.units import Category, Unit
from yifa.figures.words import WAN, WAN_WORD, said_in
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau
    from yifa.report.models import FrozenFigure, Report


class RecordList(TypedDict):
    """The JSON of ``FrozenFigure.records``: which rows were counted, of which register; their cases' numbers and where the log
    has the acts that wrote them. The last two are empty, or as long as ``ids`` and in their order."""

    model: str
    ids: list[int]
    cases: list[str]
    positions: list[int]


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One part of a figure. ``axes``: its titles from the outermost; the last names it inside its group."""

    name: str
    title: Bilingual
    value: Number | None
    records_count: int
    axes: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure without its query. ``value`` is None where there was nothing to compute from; ``stated`` is set where there are no
    records and the value is that of a published report. ``zero`` says that there was none, where law or form want that said
    and whoever keeps the register attested that it is complete.
    """

    code: str
    year: int
    title: Bilingual
    unit: Unit
    counter: Bilingual
    category: Category
    definition: Bilingual
    growth: bool
    value: Number | None
    parts: tuple[ToldPart, ...]
    records_count: int
    stated: Stated | None = None
    zero: Bilingual | None = None

    def to_json(self) -> dict[str, Any]:
        """For storing; ``from_json`` is the inverse."""
        return {
            "code": self.code,
            "year": self.year,
            "title": _pair(self.title),
            "unit": self.unit.value,
            "counter": _pair(self.counter),
            "category": self.category.value,
            "definition": _pair(self.definition),
            "growth": self.growth,
            "value": _written(self.value),
            "records": self.records_count,
            "parts": [_part_to_json(part) for part in self.parts],
            **({} if self.stated is None else {"stated": _stated_to_json(self.stated)}),
            **({} if self.zero is None else {"zero": _pair(self.zero)}),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Told:
        """As it was told when it was stored."""
        return cls(
            code=stored["code"],
            year=stored["year"],
            title=Bilingual(**stored["title"]),
            unit=Unit(stored["unit"]),
            counter=Bilingual(**stored["counter"]),
            category=Category(stored["category"]),
            definition=Bilingual(**stored["definition"]),
            growth=stored["growth"],
            value=_read(stored["value"]),
            records_count=stored["records"],
            parts=tuple(map(_part_from_json, stored["parts"])),
            stated=_stated_from_json(stored.get("stated")),
            zero=Bilingual(**stored["zero"]) if "zero" in stored else None,
        )


class Figures(Protocol):
    """Where a report takes its figures from."""

    def get(self, code: str, year: int) -> Told:
        """The figure of a year. Raises UnknownIndicator."""
        ...

    def part(self, code: str, year: int, name: str) -> ToldPart:
        """One part of it. Raises UnknownIndicator, UnknownPart."""
        ...

    def names(self, code: str, year: int) -> tuple[str, ...]:
        """The names of the records behind a figure, in the order of their days; none where the indicator names none."""
        ...

    def used(self) -> Sequence[Told]:
        """Every figure asked for so far, in order."""
        ...

    def records(self, code: str, year: int) -> RecordList:
        """The rows behind a figure that was asked for."""
        ...


class LiveFigures:
    """Computed from the records as they are; each figure once."""

    def __init__(self, bureau: Bureau, indicators: Registry | None = None) -> None:
        self._bureau = bureau
        self._indicators = registry if indicators is None else indicators
        self._figures: dict[tuple[str, int], Figure] = {}
        self._told: dict[tuple[str, int], Told] = {}
        self._used: dict[tuple[str, int], Told] = {}
        self._names: dict[tuple[str, int], tuple[str, ...]] = {}
        self._empty: dict[tuple[str, int], dict[str, ToldPart]] = {}

    def get(self, code: str, year: int) -> Told:
        self._used[code, year] = found = self.peek(code, year)
        return found

    def peek(self, code: str, year: int) -> Told:
        """The figure, looked at without being told: it does not count as used."""
        if (code, year) not in self._told:
            found = compute(self._indicators[code], self._bureau, Period.year(year))
            self._figures[code, year] = found
            self._told[code, year] = told(found)
        return self._told[code, year]

    def part(self, code: str, year: int, name: str) -> ToldPart:
        part = self.peek_part(code, year, name)
        if not part.records_count and part not in self.get(code, year).parts:
            self._empty.setdefault((code, year), {})[name] = part
        return part

    def names(self, code: str, year: int) -> tuple[str, ...]:
        self.get(code, year)
        return self.peek_names(code, year)

    def peek_names(self, code: str, year: int) -> tuple[str, ...]:
        """The names, looked at without being told."""
        if (code, year) not in self._names:
            self.peek(code, year)
            found = self._figures[code, year]
            self._names[code, year] = _names(found)
        return self._names[code, year]

    def peek_part(self, code: str, year: int, name: str) -> ToldPart:
        """One part, looked at without being told."""
        self.peek(code, year)
        found = self._figures[code, year]
        return _told_part(find_part(found.indicator, found.parts, name))

    def used(self) -> Sequence[Told]:
        return tuple(self._used.values())

    def frozen(self, code: str, year: int) -> tuple[dict[str, Any], RecordList]:
        """A figure that was asked for, and the rows behind it, as ``FrozenFigure`` keeps them."""
        content = self._told[code, year].to_json()
        if (code, year) in self._names:
            content["names"] = list(self._names[code, year])
        content["empty"] = [_part_to_json(part) for part in self._empty.get((code, year), {}).values()]
        return content, self.records(code, year)

    def records(self, code: str, year: int) -> RecordList:
        """The rows behind a figure that was asked for; one query."""
        return record_list(self._figures[code, year].records())

    def knows(self, code: str) -> bool:
        """Whether some field of work registered the indicator."""
        return code in self._indicators


class Peeked:
    """Live figures looked at and not told, so that what falls away is not among the report's figures."""

    def __init__(self, figures: LiveFigures) -> None:
        self._figures = figures

    def get(self, code: str, year: int) -> Told:
        return self._figures.peek(code, year)

    def part(self, code: str, year: int, name: str) -> ToldPart:
        return self._figures.peek_part(code, year, name)

    def names(self, code: str, year: int) -> tuple[str, ...]:
        return self._figures.peek_names(code, year)

    def used(self) -> Sequence[Told]:
        return ()

    def records(self, code: str, year: int) -> RecordList:
        """The rows behind a figure."""
        return self._figures.records(code, year)


class FrozenFigures:
    """Read back from a frozen report."""

    def __init__(self, rows: Sequence[FrozenFigure]) -> None:
        self._told = {(row.code, row.year): Told.from_json(row.content) for row in rows}
        self._empty = {
            (row.code, row.year): tuple(map(_part_from_json, row.content.get("empty", ()))) for row in rows
        }
        self._records = {(row.code, row.year): row.records for row in rows}
        self._names = {(row.code, row.year): tuple(row.content.get("names", ())) for row in rows}

    def get(self, code: str, year: int) -> Told:
        try:
            return self._told[code, year]
        except KeyError:
            raise UnknownIndicator(code) from None

    def part(self, code: str, year: int, name: str) -> ToldPart:
        for part in (*self.get(code, year).parts, *self._empty.get((code, year), ())):
            if part.name == name:
                return part
        raise UnknownPart(
            f"定稿数据“{code}”没有分项“{name}”。", f"The frozen figure {code!r} has no part {name!r}."
        )

    def names(self, code: str, year: int) -> tuple[str, ...]:
        self.get(code, year)
        return self._names[code, year]

    def used(self) -> Sequence[Told]:
        return tuple(self._told.values())

    def records(self, code: str, year: int) -> RecordList:
        """The rows that were counted when the report was frozen."""
        kept = self._records[code, year]
        return RecordList(
            model=kept["model"], ids=kept["ids"], cases=kept.get("cases", []), positions=kept["positions"]
        )

    def knows(self, code: str) -> bool:
        """Whether the report told it."""
        return any(known == code for known, _ in self._told)


def figures_of(report: Report) -> LiveFigures | FrozenFigures:
    """The report's figures: frozen if it is, else computed."""
    if report.is_frozen:
        return FrozenFigures(list(report.figures.all()))
    return LiveFigures(report.bureau)


def _names(found: Figure) -> tuple[str, ...]:
    """The names of the records that were counted; each once where different values are. Of a sum, the largest first, each with
    its amount."""
    column, measure = found.indicator.names, found.indicator.measure
    if not column:
        return ()
    if isinstance(measure, Sum) and found.unit is Unit.CNY:
        rows = found.records().order_by(f"-{measure.of}", "pk").values_list(column, measure.of)
        return tuple(
            f"{_name(name, found)}（{said_in(tidy(amount * measure.scale), WAN, WAN_WORD, found.counter).zh}）"
            for name, amount in rows
            if name and amount
        )
    names = found.records().order_by("pk").values_list(column, flat=True)
    different = isinstance(measure, Count) and measure.distinct == column
    return tuple(_name(name, found) for name in (dict.fromkeys(names) if different else names) if name)


def _name(name: str, found: Figure) -> str:
    return f"《{name}》" if found.indicator.titles and not name.startswith("《") else name


def told(found: Figure) -> Told:
    """A computed figure as a report tells it."""
    return Told(
        code=found.code,
        year=found.year,
        title=found.title,
        unit=found.unit,
        counter=found.counter,
        category=found.indicator.category,
        definition=found.indicator.definition,
        growth=found.indicator.growth,
        value=found.value,
        parts=tuple(map(_told_part, found.parts)),
        records_count=found.records_count,
        stated=found.stated,
        zero=zero_of(found),
    )


def record_list(records: QuerySet[Any]) -> RecordList:
    """Which rows; and where the rows know (registers do), the numbers of their cases and the log positions of their acts."""
    meta: Options[Any] = records.model._meta  # noqa: SLF001  (Django's public name for it)
    if {"case", "log_position"} <= {field.name for field in meta.concrete_fields}:
        rows = list(records.order_by("pk").values_list("pk", "case__number", "log_position"))
        return RecordList(
            model=meta.label,
            ids=[row[0] for row in rows],
            cases=[row[1] or "" for row in rows],
            positions=[row[2] for row in rows],
        )
    return RecordList(
        model=meta.label,
        ids=list(records.order_by("pk").values_list("pk", flat=True)),
        cases=[],
        positions=[],
    )


def exported(figures: Figures) -> list[dict[str, Any]]:
    """Every figure told, as ``figures.json`` lists them; change and growth where the year before was told as well."""
    return [_exported(figure, figures) for figure in list(figures.used())]


def _exported(figure: Told, figures: Figures) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": figure.code,
        "title": figure.title.zh,
        "title_en": figure.title.en,
        "value": _plain(figure.value),
        "unit": figure.unit.value,
        "counter": figure.counter.zh,
        "category": figure.category.value,
        "year": figure.year,
        "parts": [
            {
                "key": part.name,
                "title": part.title.zh,
                "title_en": part.title.en,
                "value": _plain(part.value),
                "records": part.records_count,
            }
            for part in figure.parts
        ],
        "records": figure.records_count,
        "definition": figure.definition.zh,
    }
    if figure.stated is not None:
        found["stated"] = {
            "report_year": figure.stated.report_year,
            "words": figure.stated.span,
            "sha256": figure.stated.digest,
        }
    before = next((f for f in figures.used() if (f.code, f.year) == (figure.code, figure.year - 1)), None)
    if figure.growth and before is not None:
        moved = change(before.value, figure.value)
        found["change"] = _plain(moved.difference)
        found["growth"] = _plain(moved.growth)
    return found


def years_back(year: int, count: int) -> Iterator[int]:
    """The last ``count`` years up to ``year``, the earliest first."""
    return iter(range(year - count + 1, year + 1))


def _told_part(part: Part) -> ToldPart:
    return ToldPart(part.name, part.title, part.value, part.records_count, part.axes)


def _part_to_json(part: ToldPart) -> dict[str, Any]:
    return {
        "name": part.name,
        "title": _pair(part.title),
        "value": _written(part.value),
        "records": part.records_count,
        "axes": [_pair(title) for title in part.axes],
    }


def _part_from_json(stored: Mapping[str, Any]) -> ToldPart:
    return ToldPart(
        stored["name"],
        Bilingual(**stored["title"]),
        _read(stored["value"]),
        stored["records"],
        tuple(Bilingual(**title) for title in stored["axes"]),
    )


def _stated_to_json(stated: Stated) -> dict[str, Any]:
    return {
        "value": _written(stated.value),
        "report_year": stated.report_year,
        "span": stated.span,
        "digest": stated.digest,
        "url": stated.url,
    }


def _stated_from_json(stored: Mapping[str, Any] | None) -> Stated | None:
    if stored is None:
        return None
    value = _read(stored["value"])
    assert value is not None
    return Stated(value, stored["report_year"], stored["span"], stored["digest"], stored["url"])


def _pair(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _written(value: Number | None) -> str | None:
    return None if value is None else str(value)


def _read(value: str | None) -> Number | None:
    if value is None:
        return None
    number = Decimal(value)
    return int(value) if value.lstrip("-").isdigit() else number


def _plain(value: Number | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
