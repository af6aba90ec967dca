"""The festivals of years whose holiday notice is not published yet: what the law fixes, and how a notice may arrange the rest.

全国年节及纪念日放假办法 (as revised on 2024-11-10) fixes thirteen days (§2); one on a weekend is made good on a working day (§6).
The yearly notice joins each festival into one run of days off and has as many weekend days worked as it gives away (§7).
:func:`arrangements_of` lists every way that keeps to this and to the lengths and distances that the notices since 2015 kept; the
lengthened Spring Festival of 2020 was ordered apart from the notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Final

from pydantic import BaseModel, ConfigDict

from yifa.law.files import DATA, read_model
from yifa.law.text import Bilingual

REACH: Final = 11
"""How many days before or after the days off a weekend day is worked for them, at most."""
MOST_MADE_UP: Final = 2
"""How many weekend days are worked for one festival, at most."""

BASIS: Final = Bilingual(
    "《全国年节及纪念日放假办法》第二条",
    "Measures on Public Holidays for National Festivals and Commemoration Days, art. 2",
)
SUBSTITUTE_BASIS: Final = Bilingual(
    "《全国年节及纪念日放假办法》第六条",
    "Measures on Public Holidays for National Festivals and Commemoration Days, art. 6",
)

_NEW_YEAR = Bilingual("元旦", "New Year's Day")
_SPRING = Bilingual("春节", "Spring Festival")
_QINGMING = Bilingual("清明节", "Tomb-Sweeping Day")
_LABOUR = Bilingual("劳动节", "Labour Day")
_DRAGON_BOAT = Bilingual("端午节", "Dragon Boat Festival")
_MID_AUTUMN = Bilingual("中秋节", "Mid-Autumn Festival")
_NATIONAL = Bilingual("国庆节", "National Day")


class _Year(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    year: int
    spring_festival: date
    qingming: date
    dragon_boat: date
    mid_autumn: date


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    years: tuple[_Year, ...]


# The longest run of days off, weekends included; joined festivals take the longer one of theirs.
_LONGEST: Final = {
    _NEW_YEAR: 3,
    _SPRING: 9,
    _QINGMING: 3,
    _LABOUR: 5,
    _DRAGON_BOAT: 3,
    _MID_AUTUMN: 3,
    _NATIONAL: 9,
}
_JOINED_WITHIN: Final = 3


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to arrange a festival, by ordinals of days: weekdays given off, weekend days worked."""

    off: frozenset[int]
    worked: frozenset[int]


@lru_cache(maxsize=1)
def _table() -> dict[int, _Year]:
    return {one.year: one for one in read_model(DATA / "festivals.yaml", _Table).years}


def has_festivals(year: int) -> bool:
    """Whether the festivals of a year are known."""
    return year in _table()


@lru_cache(maxsize=256)
def festivals_of(year: int) -> dict[date, Bilingual]:
    """The statutory days of rest of a year (§2), each with its festival; where two meet, both names. KeyError past the table."""
    found: dict[date, Bilingual] = {}
    for day, name in _statutory(year):
        other = found.get(day)
        found[day] = (
            name if other is None else Bilingual(f"{other.zh}、{name.zh}", f"{other.en} and {name.en}")
        )
    return found


def _statutory(year: int) -> tuple[tuple[date, Bilingual], ...]:
    one = _table()[year]
    eve = one.spring_festival.toordinal() - 1
    return (
        (date(year, 1, 1), _NEW_YEAR),
        *((date.fromordinal(eve + place), _SPRING) for place in range(4)),
        (one.qingming, _QINGMING),
        (date(year, 5, 1), _LABOUR),
        (date(year, 5, 2), _LABOUR),
        (one.dragon_boat, _DRAGON_BOAT),
        *((date(year, 10, day), _NATIONAL) for day in (1, 2, 3)),
        (one.mid_autumn, _MID_AUTUMN),
    )


@lru_cache(maxsize=256)
def substitutes_of(year: int) -> dict[date, Bilingual]:
    """Working days on which festivals that fall on a weekend are made good (§6), each the next that is free.

    Which day it is in truth, the notice says; this is the plain reading.
    """
    festivals = festivals_of(year)
    found: dict[date, Bilingual] = {}
    for day, name in sorted(festivals.items()):
        if not _is_weekend(day.toordinal()):
            continue
        instead = date.fromordinal(day.toordinal() + 1)
        while instead in festivals or instead in found or _is_weekend(instead.toordinal()):
            instead = date.fromordinal(instead.toordinal() + 1)
        found[instead] = name
    return found


@lru_cache(maxsize=256)
def arrangements_of(year: int) -> tuple[tuple[Arrangement, ...], ...]:
    """For each festival of a year, joined with what lies next to it, every way in which a notice may arrange it."""
    groups: list[tuple[list[int], int]] = []
    for day, name in sorted(_statutory(year), key=lambda item: item[0]):
        ordinal, longest = day.toordinal(), _LONGEST[name]
        if groups and ordinal - groups[-1][0][-1] <= _JOINED_WITHIN:
            days, known = groups[-1]
            days.append(ordinal)
            groups[-1] = (days, max(known, longest))
        else:
            groups.append(([ordinal], longest))
    return tuple(tuple(_ways(frozenset(days), longest)) for days, longest in groups)


def _ways(days: frozenset[int], longest: int) -> list[Arrangement]:
    first, last = min(days), max(days)
    owed = sum(map(_is_weekend, days))
    found: dict[Arrangement, None] = {}
    for begin in range(last - longest + 1, first + 1):
        for end in range(last, begin + longest):
            off = frozenset(day for day in range(begin, end + 1) if day not in days and not _is_weekend(day))
            made_up = len(off) - owed
            if not 0 <= made_up <= MOST_MADE_UP:
                continue
            near = [
                day
                for day in (*range(begin - REACH, begin), *range(end + 1, end + REACH + 1))
                if _is_weekend(day)
            ]
            found.update(
                dict.fromkeys(Arrangement(off, frozenset(worked)) for worked in combinations(near, made_up))
            )
    return list(found)


@lru_cache(maxsize=256)
def open_days(year: int) -> frozenset[int]:
    """Ordinals of the days of a year that a notice may still make another: days off on weekdays, work on weekends."""
    found: set[int] = set()
    for one in (year - 1, year, year + 1):
        for ways in arrangements_of(one) if has_festivals(one) else ():
            for way in ways:
                found |= way.off | way.worked
    fixed = {day.toordinal() for day in festivals_of(year)}
    return frozenset(day for day in found - fixed if date.fromordinal(day).year == year)


def _is_weekend(ordinal: int) -> bool:
    return date.fromordinal(ordinal).weekday() >= 5
