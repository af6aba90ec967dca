"""What relations between figures are, and what all that look for them need to know of figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from yifa.reading.facts import Fact, Unit


class RelationKind(StrEnum):
    """What one figure is to others."""

    SUM = "sum"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    RATIO = "ratio"
    CONSISTENT_TOTAL = "consistent_total"


@dataclass(frozen=True, slots=True)
class Relation:
    """`of` is the figure that the `parts` yield: a total and its parts; a difference or growth, then the later and the
    earlier figure; a rate, then the part and the whole; a figure and where it is said again.

    `computed` is what the parts yield. `partial`: the parts need not be all, they need only not exceed the total.
    `exclusive`: the parts are called by words of one set and as a rule do not overlap; `disjoint`: they cannot, and `complete`:
    there are no others. `by` says by which words it was recognised.
    """

    kind: RelationKind
    of: Fact
    parts: tuple[Fact, ...]
    holds: bool
    computed: float
    partial: bool = False
    exclusive: bool = False
    disjoint: bool = False
    complete: bool = False
    by: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures of the relation, `of` first."""
        return (self.of, *self.parts)


COUNTS = {Unit.ITEM, Unit.ENTERPRISE, Unit.ORGANISATION, Unit.COPY}
RATES = {Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.RANK, Unit.SCORE, Unit.GRADE}
_BY_MEASURE = {Unit.QUANTITY, Unit.FOREIGN}
_FALL = re.compile(
    r"(?:下降|减少|降低|缩减|压缩|压减|回落|负增长|减幅|降幅|下滑|精简|缩短|取消|少(?!于))[^，。；]{0,10}$"
)
_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_SCALE = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}
STOP = re.compile(r"[。\n]")


def same_unit(one: Fact, other: Fact) -> bool:
    """Whether two figures can be added: the same unit, or both counts of things; of physical measures the same measure."""
    if one.unit in _BY_MEASURE:
        return one.unit is other.unit and measure(one) == measure(other)
    return one.unit == other.unit or (one.unit in COUNTS and other.unit in COUNTS)


def rounding(fact: Fact) -> float:
    """Half of the last place in which the figure is written: 16.47亿元 is exact to half a million yuan; a count is
    exact."""
    return _rounding(fact.span, fact.unit)


@lru_cache(maxsize=4096)
def _rounding(span: str, unit: Unit) -> float:
    match = _NUMBER.search(span)
    if match is None:
        return 0.0
    places = len(match[1] or "")
    scale = 1
    for sign, size in _SCALE.items():
        if sign in span[match.end() :]:
            scale *= size
    if places == 0 and scale == 1 and unit not in (Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.CNY):
        return 0.0
    return 0.5 * scale * float(10.0**-places)


def stated_growth(text: str, fact: Fact) -> float:
    """The growth with its sign: 下降5% is -5."""
    return -fact.value if _FALL.search(text[max(0, fact.start - 16) : fact.start]) else float(fact.value)


def measure(fact: Fact) -> str:
    """The measure word: 家 of 79家."""
    return _measure(fact.span)


@lru_cache(maxsize=4096)
def _measure(span: str) -> str:
    return re.sub(r"^[\d.,，一二两三四五六七八九十百千万亿零余多几\s]+", "", span)


def is_plausible(computed: float, stated: float, *, least: float) -> bool:
    """Whether a difference is of the size of a slip. What lies further apart is more likely another pair of figures."""
    return abs(computed - stated) <= max(least, 0.35 * abs(stated))


def alike(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of neighbouring characters of two labels: 0 to 1."""
    first, second = pairs_of(one), pairs_of(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters; of one character, itself."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
