"""How much of a published report its records tell again: each figure that it states, beside the figure of the built report.

A stated figure is told again where a sentence, chart or table of the built report has the same number in the same unit, and
speaks of the same part of the work or of the same thing. Which of the built figures that is stands beside it, so that a
coincidence is seen.
Titles in 《》 are looked for in the built report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yifa.figures.errors import FigureError
from yifa.figures.measures import Number
from yifa.figures.units import Unit
from yifa.law.text import Bilingual
from yifa.report.differences import told_text
from yifa.report.render import peeking, shown_years
from yifa.report.tokens import Aspect, Token, problems, tokens

if TYPE_CHECKING:
    from yifa.report.papers import Opened
    from yifa.report.values import Figures, Told

_TITLE: Final = re.compile(r"《([^《》]+)》")
_ALIKE: Final = 2
_LITTLE_MORE: Final = Decimal("1.25")
_COUNTS: Final = frozenset(
    unit.value for unit in (Unit.ITEM, Unit.SESSION, Unit.ENTERPRISE, Unit.ORGANISATION, Unit.COPY)
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a published report states. unit, category: by the names of ``yifa.figures.units``. is_about: 40余."""

    span: str
    value: Decimal
    unit: str
    category: str
    subject: str
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """A stated figure, and what of the built report says it; None where nothing does."""

    stated: Stated
    told: Bilingual | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Value:
    value: Decimal
    unit: str
    told: Told
    title: Bilingual


def told_again(stated: Iterable[Stated], opened: Opened) -> tuple[Again, ...]:
    """Every stated figure with what tells it again, in the order of the published report."""
    values = tuple(_values(opened))
    return tuple(_again(one, values) for one in stated)


def titles_again(text: str, opened: Opened) -> tuple[tuple[str, bool], ...]:
    """Every title in 《》 of the published text once, and whether the built report names it."""
    built = told_text(opened)
    return tuple((title, title in built) for title in dict.fromkeys(_TITLE.findall(text)))


def _again(one: Stated, values: Iterable[_Value]) -> Again:
    found = max(
        (
            (likeness, each)
            for each in values
            if _kind(each.unit) == _kind(one.unit)
            and _same(one, each.value)
            and (likeness := _likeness(one, each)) >= _ALIKE
        ),
        key=lambda pair: pair[0],
        default=None,
    )
    if found is None:
        return Again(one, None)
    return Again(one, found[1].title, found[1].told.code)


def _kind(unit: str) -> str:
    """26项 and 26次 of one thing are the same count; people, money, shares and spans of time are other kinds of number."""
    return "count" if unit in _COUNTS else unit


def _same(one: Stated, value: Decimal) -> bool:
    """The same number, to the digits that were published; 40余 is a little more than 40."""
    if one.is_about:
        return one.value < value <= one.value * _LITTLE_MORE
    step = Decimal(1).scaleb(min(0, int(one.value.as_tuple().exponent)))
    return value == one.value or (one.unit == Unit.PERCENT.value and abs(value - one.value) < step)


def _likeness(one: Stated, each: _Value) -> int:
    """Pairs of characters that the subject shares with the figure's words; the same part of the work counts for two."""
    words = f"{each.title.zh}{each.told.title.zh}"
    pairs = {one.subject[at : at + 2] for at in range(len(one.subject) - 1)}
    same = sum(pair in words for pair in pairs)
    return same + (_ALIKE if one.category == each.told.category.value else 0)


def _values(opened: Opened) -> Iterator[_Value]:
    for passage in opened.passages:
        if problems(passage.text):
            continue
        for token in tokens(passage.text):
            if not token.is_variable:
                yield from _of_token(token, opened)


def _of_token(token: Token, opened: Opened) -> Iterator[_Value]:
    setting = peeking(opened.setting)
    figures, year = setting.figures, token.in_year(setting.year)
    told = figures.get(token.name, year)
    match token.aspect:
        case Aspect.PARTS | Aspect.TABLE:
            yield from _parts(told)
            yield from _value(told, told.value)
        case Aspect.PART:
            part = figures.part(token.name, year, token.part)
            yield from _value(told, part.value, part.title)
        case Aspect.SERIES | Aspect.CHART:
            for shown in shown_years(token, setting) if token.years else ():
                each = figures.get(token.name, shown)
                yield from _value(each, each.value)
                yield from _moved(each, figures)
            if token.aspect is Aspect.CHART and not token.years:
                yield from _parts(told)
        case Aspect.GROWTH | Aspect.TREND | Aspect.CHANGE:
            yield from _moved(told, figures)
        case Aspect.NAMED:
            yield from _value(told, len(figures.names(told.code, year)))
        case _:
            yield from _value(told, told.value)


def _parts(told: Told) -> Iterator[_Value]:
    for part in told.parts:
        yield from _value(told, part.value, part.title)


def _moved(told: Told, figures: Figures) -> Iterator[_Value]:
    try:
        before = figures.get(told.code, told.year - 1).value
    except FigureError:
        return  # a frozen report keeps the years that it tells
    if before is None or told.value is None:
        return
    moved = abs(Decimal(str(told.value)) - Decimal(str(before)))
    yield _Value(moved, told.unit.value, told, told.title)
    if before:
        # Unrounded, as a report may round to other digits.
        yield _Value(moved * 100 / Decimal(str(before)), Unit.PERCENT.value, told, told.title)


def _value(told: Told, value: Number | None, title: Bilingual | None = None) -> Iterator[_Value]:
    if value is not None:
        yield _Value(Decimal(str(value)), told.unit.value, told, title or told.title)
