"""How much of a published report its records tell again: each figure that it states, beside the figure of the built report.

A stated figure is told again where a sentence, chart or table of the built report has the same number of the same year in the
same unit, and speaks of the same thing. One value of the built report tells one thing: two suggestions received are not two
answered, unless a figure counts each. Which of the built figures it is stands beside it, so that a coincidence is seen.
Titles in 《》 are looked for in the built report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yifa.figures.errors import FigureError
from yifa.figures.measures import Number
from yifa.figures.units import Unit
from yifa.figures.words import WAN
from yifa.law.text import Bilingual
from yifa.report.differences import told_text
from yifa.report.render import LONGEST_LIST, peeking, shown_years
from yifa.report.tokens import Aspect, Token, problems, tokens

if TYPE_CHECKING:
    from yifa.report.papers import Opened
    from yifa.report.values import Figures, Told, ToldPart

_TITLE: Final = re.compile(r"《([^《》]+)》")
_AMOUNT: Final = re.compile(r"(?P<name>.+)（(?P<amount>\d+(?:\.\d+)?)万元）")
"""A record with its amount, as a list of a sum of money names it."""
_COUNTRY: Final = "中华人民共和国"
_STAGES: Final = ("办结", "验收", "到账")
"""What was done to the end is not what came in or was decided: where one says so, the other must."""
_ALIKE: Final = 2
_LITTLE_MORE: Final = Decimal("1.25")
_COUNTS: Final = frozenset(
    unit.value for unit in (Unit.ITEM, Unit.SESSION, Unit.ENTERPRISE, Unit.ORGANISATION, Unit.COPY)
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a published report states. unit, category: by the names of ``yifa.figures.units``. is_about: 40余. year: the
    year that it speaks of; None where it speaks of none, or of several."""

    span: str
    value: Decimal
    unit: str
    category: str
    subject: str
    is_about: bool = False
    year: int | None = None


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
    aspect: str = ""

    @property
    def of(self) -> tuple[str, int, str, str]:
        """Which value of the built report it is, however often that is told."""
        return self.told.code, self.told.year, self.aspect, self.title.zh


def told_again(stated: Iterable[Stated], opened: Opened) -> tuple[Again, ...]:
    """Every stated figure with what tells it again, in the order of the published report."""
    asked = tuple(stated)
    values = tuple({one.of: one for one in _values(opened)}.values())
    found = _matched(asked, values)
    return tuple(
        Again(one, None) if (each := found.get(at)) is None else Again(one, each.title, each.told.code)
        for at, one in enumerate(asked)
    )


def titles_again(text: str, opened: Opened) -> tuple[tuple[str, bool], ...]:
    """Every title in 《》 of the published text once, and whether the built report names it. A law is the same with and without
    its country."""
    built = told_text(opened)
    return tuple(
        (title, title.removeprefix(_COUNTRY) in built) for title in dict.fromkeys(_TITLE.findall(text))
    )


def _matched(asked: Sequence[Stated], values: Sequence[_Value]) -> dict[int, _Value]:
    """Each stated figure's value, by its place: exact numbers go before 40余, and the likest first; what tells one thing tells no
    other. A figure that is stated again is told again by the same value."""
    pairs = sorted(
        (
            (one.is_about, -likeness, -_characters(one, each), at, place)
            for at, one in enumerate(asked)
            for place, each in enumerate(values)
            if _kind(each.unit) == _kind(one.unit)
            and one.year in (None, each.told.year)
            and _same(one, each.value)
            and (likeness := _likeness(one, each)) >= _ALIKE
        ),
    )
    found: dict[int, _Value] = {}
    tells: dict[int, str] = {}
    for *_, at, place in pairs:
        if at not in found and tells.setdefault(place, asked[at].subject) == asked[at].subject:
            found[at] = values[place]
    return found


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
    """Pairs of characters that the subject shares with the figure's words, those of a part twice; where there is one, the same
    part of the work counts for one more."""
    pairs = {one.subject[at : at + 2] for at in range(len(one.subject) - 1)}
    titles = (each.title.zh, each.told.title.zh)
    if any(stage in one.subject and stage not in "".join(titles) for stage in _STAGES):
        return 0
    same = sum(pair in title for pair in pairs for title in dict.fromkeys(titles))
    same += sum(pair in titles[0] for pair in pairs) if titles[0] != titles[1] else 0
    return same and same + (one.category == each.told.category.value)


def _characters(one: Stated, each: _Value) -> int:
    return len(set(one.subject) & set(each.title.zh))


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
            yield from _part(told, figures.part(token.name, year, token.part))
        case Aspect.SERIES | Aspect.CHART:
            for shown in shown_years(token, setting) if token.years else ():
                each = figures.get(token.name, shown)
                yield from _value(each, each.value)
                if token.aspect is Aspect.CHART and shown > token.in_year(setting.year) - token.years + 1:
                    yield from _moved(each, figures, Aspect.GROWTH)
            if token.aspect is Aspect.CHART and not token.years:
                yield from _parts(told)
        case Aspect.GROWTH | Aspect.TREND | Aspect.CHANGE:
            yield from _moved(told, figures, token.aspect)
        case Aspect.NAMED:
            yield from _listed(told, figures.names(told.code, year), token.most)
        case _:
            yield from _value(told, told.value)


def _parts(told: Told) -> Iterator[_Value]:
    for part in told.parts:
        yield from _part(told, part)


def _part(told: Told, part: ToldPart) -> Iterator[_Value]:
    """A part, unless it is the whole over again."""
    if part.value is not None and part.value != told.value:
        yield _Value(Decimal(str(part.value)), told.unit.value, told, part.title, part.name)


def _listed(told: Told, names: Sequence[str], most: int) -> Iterator[_Value]:
    """Of a list, how many there are; of a list of sums, what each amounts to."""
    if told.unit is not Unit.CNY:
        yield from _value(told, len(names))
        return
    for name in names[: most or LONGEST_LIST]:
        if (found := _AMOUNT.fullmatch(name)) is not None:
            amount = Decimal(found["amount"]) * WAN
            yield _Value(amount, told.unit.value, told, Bilingual(found["name"], found["name"]), "named")


def _moved(told: Told, figures: Figures, aspect: Aspect) -> Iterator[_Value]:
    """What is said of the year before: by how much it grew, or by how many percent."""
    try:
        before = figures.get(told.code, told.year - 1).value
    except FigureError:
        return  # a frozen report keeps the years that it tells
    if before is None or told.value is None:
        return
    moved = abs(Decimal(str(told.value)) - Decimal(str(before)))
    if aspect is Aspect.CHANGE:
        yield _Value(moved, told.unit.value, told, told.title, "change")
    elif before:
        # Unrounded, as a report may round to other digits.
        yield _Value(moved * 100 / Decimal(str(before)), Unit.PERCENT.value, told, told.title, "growth")


def _value(told: Told, value: Number | None) -> Iterator[_Value]:
    if value is not None:
        yield _Value(Decimal(str(value)), told.unit.value, told, told.title)
