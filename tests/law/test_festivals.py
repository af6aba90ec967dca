"""The festivals of years without a notice: their days by the sky, and every way in which a notice may arrange them."""

from __future__ import annotations

from datetime import date

import pytest
import sxtwl
from chinese_calendar.constants import holidays, workdays

from yifa.law import festivals
from yifa.law.calendar import Calendar, DayKind, Reckoning, YearNotPublished

CHINA = Calendar.china()
QINGMING = 7  # sxtwl numbers the solar terms from the winter solstice


def lunar(year: int, month: int, day: int) -> date:
    found = sxtwl.fromLunar(year, month, day)
    return date(found.getSolarYear(), found.getSolarMonth(), found.getSolarDay())


def qingming(year: int) -> date:
    for day in (3, 4, 5, 6):
        found = sxtwl.fromSolar(year, 4, day)
        if found.hasJieQi() and found.getJieQi() == QINGMING:
            return date(year, 4, day)
    raise AssertionError(year)


@pytest.mark.parametrize("year", range(2025, 2100))
def test_festivals_fall_where_the_sky_puts_them(year: int) -> None:
    days = festivals.festivals_of(year)
    spring = lunar(year, 1, 1).toordinal()
    wanted = {date.fromordinal(spring + place) for place in (-1, 0, 1, 2)}
    wanted |= {qingming(year), lunar(year, 5, 5), lunar(year, 8, 15)}
    wanted |= {
        date(year, 1, 1),
        date(year, 5, 1),
        date(year, 5, 2),
        *(date(year, 10, day) for day in (1, 2, 3)),
    }
    assert set(days) == wanted


def test_the_law_gives_thirteen_days_unless_two_festivals_meet() -> None:
    assert len(festivals.festivals_of(2027)) == 13
    assert len(festivals.festivals_of(2028)) == 12
    assert festivals.festivals_of(2028)[date(2028, 10, 3)].zh == "国庆节、中秋节"


def test_a_festival_on_a_weekend_is_made_good_on_the_next_working_day() -> None:
    # 1 and 2 May 2027 are Saturday and Sunday.
    assert {day for day in festivals.substitutes_of(2027) if day.month == 5} == {
        date(2027, 5, 3),
        date(2027, 5, 4),
    }


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_notice_chose_one_of_the_ways_that_the_bounds_allow(year: int) -> None:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    for ways in festivals.arrangements_of(year):
        reach = {day for way in ways for day in (*way.off, *way.worked) if first <= day <= last}
        assert any(
            all(date.fromordinal(day) in holidays for day in way.off if first <= day <= last)
            and all(date.fromordinal(day) in workdays for day in way.worked if first <= day <= last)
            for way in ways
        ), sorted(map(date.fromordinal, reach))


@pytest.mark.parametrize("year", [2025, 2026])
def test_no_day_that_counts_as_certain_was_moved_by_a_notice(year: int) -> None:
    fixed = festivals.festivals_of(year)
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        if ordinal in festivals.open_days(year):
            continue
        assert CHINA.is_working_day(day) == (day.weekday() < 5 and day not in fixed), day


def test_only_a_reckoned_calendar_answers_for_a_year_without_a_notice() -> None:
    with pytest.raises(YearNotPublished):
        CHINA.explain(date(2027, 2, 6))
    plain = CHINA.reckoned(Reckoning.PLAIN)
    assert plain.is_reckoned
    assert not CHINA.is_reckoned
    assert not plain.knows(2027)
    festival = plain.explain(date(2027, 2, 6))
    assert (festival.kind, festival.is_open) == (DayKind.HOLIDAY, False)
    assert "放假办法》第二条" in festival.basis.zh
    assert plain.explain(date(2027, 7, 13)).is_open is False
    assert plain.explain(date(2027, 2, 10)).is_open is True
    # What is published is as it was.
    assert plain.explain(date(2026, 10, 1)) == CHINA.explain(date(2026, 10, 1))
