"""Series of published values: the latest of each year, what can be computed, and marks where years do not compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from yifa.figures.compute import change
from yifa.work.statistics.registers import RANKS, Statistic


@dataclass(frozen=True, slots=True)
class Point:
    """A year of a series. row: the value as last published; revised: how often. difference: from the year before, in yuan or the
    value's own unit, for a rank the places gained; growth: in percent. breaks: the scope is another than the year before's."""

    row: Statistic
    revised: int
    difference: Decimal | None = None
    growth: Decimal | None = None
    breaks: bool = False

    @property
    def number(self) -> Decimal:
        """The value; money in yuan."""
        return number_of(self.row)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of an item in one region, the latest year last."""

    item: str
    item_words: str
    region: str
    points: tuple[Point, ...]


def number_of(row: Statistic) -> Decimal:
    """What a row says; money in yuan."""
    if row.amount_fen is not None:
        return Decimal(row.amount_fen) / 100
    assert row.value is not None
    return row.value


def series_of(rows: Iterable[Statistic]) -> tuple[Series, ...]:
    """The series of these rows, by item and region; where scopes run side by side, each year's is that of its latest release."""

    def place(row: Statistic) -> tuple[str, str, str]:
        return (row.item, row.item_words, row.region)

    def order(row: Statistic) -> tuple[object, ...]:
        return (*place(row), row.stat_year, row.released_on, row.pk)

    return tuple(
        Series(*key, tuple(_points(list(of_series))))
        for key, of_series in groupby(sorted(rows, key=order), key=place)
    )


def _points(rows: list[Statistic]) -> Iterator[Point]:
    before: Statistic | None = None
    for _year, of_year in groupby(rows, key=lambda row: row.stat_year):
        published = list(of_year)
        now = published[-1]
        revised = sum(one.release_state == "revised" for one in published)
        if before is None or before.stat_year != now.stat_year - 1:
            yield Point(now, revised)
        else:
            yield _after(before, now, revised)
        before = now


def _after(before: Statistic, now: Statistic, revised: int) -> Point:
    breaks = before.scope != now.scope
    if now.item in RANKS:
        return Point(now, revised, number_of(before) - number_of(now), None, breaks)
    found = change(number_of(before), number_of(now))
    difference = None if found.difference is None else Decimal(found.difference)
    # A share moves by percentage points; a growth of it says nothing.
    growth = found.growth if now.amount_fen is not None or now.item in _COUNTED else None
    return Point(now, revised, difference, growth, breaks)


_COUNTED = ("rd_enterprises", "rd_staff")
