"""An indicator says what is counted; it is written in the file of the field of work whose records it counts.

    rulemaking.cleaned:
      title: {zh: 清理规范性文件, en: Normative documents reviewed}
      counter: {zh: 项, en: documents}
      definition: {zh: 本年度作出清理结论的规范性文件, en: Normative documents on which the clean-up concluded this year}
      unit: item
      category: normative_document
      register: cleanup
      on: concluded_on
      by: conclusion

``records`` is all there is to a figure: the number is a measure of that query, and the page behind the number shows
that query's rows.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from yifa.figures.errors import IndicatorProblem, UnknownIndicator
from yifa.figures.measures import Count, Measure
from yifa.figures.units import Category, Unit
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

    from yifa.figures.periods import Period
    from yifa.house.models import Bureau

    Records: TypeAlias = Callable[[Bureau, Period], QuerySet[Any]]

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


NOT_GIVEN = Bilingual(zh="未填写", en="not given")


class PeriodKind(StrEnum):
    """What a period means to the indicator."""

    FLOW = "flow"  # what happened within the period
    STOCK = "stock"  # what stands at its end

    @property
    def words(self) -> Bilingual:
        """In words."""
        if self is PeriodKind.FLOW:
            return Bilingual(zh="期间发生", en="within the period")
        return Bilingual(zh="期末累计", en="at the end of the period")


@dataclass(frozen=True, slots=True)
class Axis:
    """One field by which a figure is broken down. ``titles`` gives each value its words, in the order in which parts are told;
    a value without words is told by itself, after the others, so that the parts always add up to the whole. ``empty`` says what
    it means that nothing stands there."""

    field: str
    titles: Mapping[str, Bilingual]
    empty: Bilingual = NOT_GIVEN

    def title(self, value: object) -> Bilingual:
        """Words for a value."""
        if value is None or value == "":
            return self.empty
        return self.titles.get(str(value)) or Bilingual(zh=str(value), en=str(value))

    def order(self, value: object) -> tuple[int, str]:
        """Sorting key: as listed, then the unlisted."""
        key = "" if value is None else str(value)
        position = {listed: index for index, listed in enumerate(self.titles)}
        return position.get(key, len(position)), key


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How a figure is broken down: by one field, or by several inside one another (level, then kind).

    show_empty: also tell the values that no record has (only for one axis).
    """

    axes: tuple[Axis, ...]
    show_empty: bool = False

    @classmethod
    def by(cls, field: str, titles: Mapping[str, Bilingual], *, show_empty: bool = False) -> Breakdown:
        """By one field."""
        return cls((Axis(field, titles),), show_empty)

    @classmethod
    def nested(cls, *axes: Axis) -> Breakdown:
        """By several fields, the outermost first; a part's title is its values' titles joined (省级 + 重点实验室)."""
        return cls(axes)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(axis.field for axis in self.axes)

    def title(self, key: tuple[Any, ...]) -> Bilingual:
        """Words for a part."""
        titles = [axis.title(value) for axis, value in zip(self.axes, key, strict=True)]
        return Bilingual(zh="".join(title.zh for title in titles), en=" ".join(title.en for title in titles))

    def order(self, key: tuple[Any, ...]) -> tuple[tuple[int, str], ...]:
        """Sorting key of a part."""
        return tuple(axis.order(value) for axis, value in zip(self.axes, key, strict=True))


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A figure over or below a bound is a shortcoming of the year. ``sentence``: what the report is offered, with tokens."""

    sentence: str
    over: int | None = None
    below: int | None = None

    def holds(self, value: Decimal | int | None) -> bool:
        """Whether a value is one; what is not known is none."""
        if value is None:
            return False
        return value > self.over if self.over is not None else self.below is not None and value < self.below


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted.

    code: dotted lower case, the field of work first; reports refer to it, so it never changes its meaning.
    counter: measure word (件、项、次、家) with its English plural noun; for percent and money leave the unit's own.
    records: the records behind the figure, for a bureau and a period (by ``period_kind``: within it, or standing at its end).
    growth: the yearly change is meaningful and is offered.
    zero: the sentence that says that there was none, where law or form want one (未发生合同争议). basis: what makes it a figure.
    names: the column by which a report calls the records one by one; titles: they are titles, which stand in 《》.
    shortcoming: when the figure is one. carried_over: the sentence about next year where anything is counted.
    """

    code: str
    title: Bilingual
    unit: Unit
    definition: Bilingual
    field: str
    records: Records = dataclass_field(compare=False)
    counter: Bilingual | None = None
    category: Category = Category.OTHER
    measure: Measure = dataclass_field(default=Count(), compare=False)
    parts: Breakdown | None = None
    period_kind: PeriodKind = PeriodKind.FLOW
    growth: bool = False
    zero: Bilingual | None = None
    basis: Bilingual | None = None
    names: str = ""
    titles: bool = False
    shortcoming: Shortcoming | None = None
    carried_over: str = ""

    @property
    def words(self) -> Bilingual:
        """What stands after the number: the counter, or the unit's own word."""
        return self.counter or self.unit.words


class Registry:
    """Indicators by code, as ``yifa.figures.tables`` reads them from files. The application has one, ``registry``; tests make
    fresh ones."""

    def __init__(self) -> None:
        self._indicators: dict[str, Indicator] = {}

    def register(self, indicator: Indicator) -> Indicator:
        """Adds it. Raises IndicatorProblem for a malformed or repeated code, empty words, or a faulty breakdown."""
        for problem in _problems(indicator):
            raise problem
        if indicator.code in self._indicators:
            raise IndicatorProblem(
                f"指标代码“{indicator.code}”已经登记过，请另取代码。",
                f"Indicator {indicator.code!r} is registered already; choose another code.",
            )
        self._indicators[indicator.code] = indicator
        return indicator

    def __getitem__(self, code: str) -> Indicator:
        try:
            return self._indicators[code]
        except KeyError:
            near = tuple(difflib.get_close_matches(code, self._indicators, n=2))
            raise UnknownIndicator(code, near) from None

    def __contains__(self, code: object) -> bool:
        return code in self._indicators

    def __iter__(self) -> Iterator[Indicator]:
        """In the order of their codes."""
        return (self._indicators[code] for code in sorted(self._indicators))

    def __len__(self) -> int:
        return len(self._indicators)

    def search(self, words: str) -> tuple[Indicator, ...]:
        """Indicators whose code, title or definition contains every word given; all of them for no words."""
        wanted = words.lower().split()
        return tuple(
            indicator
            for indicator in self
            if all(
                word in f"{indicator.code} {_said(indicator.title)} {_said(indicator.definition)}".lower()
                for word in wanted
            )
        )


def _said(text: Bilingual) -> str:
    return f"{text.zh} {text.en}"


def _problems(indicator: Indicator) -> Iterator[IndicatorProblem]:
    if not _CODE.fullmatch(indicator.code):
        yield IndicatorProblem(
            f"指标代码“{indicator.code}”写法不对，应为小写英文，以点分开，如 contracts.reviewed。",
            f"Indicator code {indicator.code!r} is malformed; write lower case with dots, such as contracts.reviewed.",
        )
    for name, text in (("标题", indicator.title), ("定义", indicator.definition)):
        if not (text.zh.strip() and text.en.strip()):
            yield IndicatorProblem(
                f"指标“{indicator.code}”的{name}缺少中文或英文。",
                f"Indicator {indicator.code!r} lacks Chinese or English words in its title or definition.",
            )
    if indicator.parts is not None and not indicator.parts.axes:
        yield IndicatorProblem(
            f"指标“{indicator.code}”的分项没有字段。",
            f"The breakdown of indicator {indicator.code!r} names no field.",
        )


registry = Registry()
