"""A limit that reaches a year without a holiday notice: the act happens, the day is provisional, and nobody is late by it."""

from __future__ import annotations

from datetime import date
from itertools import chain, product

import pytest

from yifa.law.calendar import Calendar, HolidaySpan, MakeUpDay, Reckoning, YearNotice
from yifa.law.counted import Extension, Span
from yifa.law.festivals import Arrangement, arrangements_of
from yifa.law.limits import (
    Direction,
    Light,
    Term,
    amber_on,
    count_back,
    due_on,
    floor_ends_on,
    light,
)

CHINA = Calendar.china()
NOTICE_2027 = YearNotice(
    year=2027,
    number="国办发明电〔2026〕X号",
    issued_on=date(2026, 11, 4),
    holidays=(
        HolidaySpan(name="元旦", first=date(2027, 1, 1), last=date(2027, 1, 3)),
        HolidaySpan(name="春节", first=date(2027, 2, 5), last=date(2027, 2, 13)),
        HolidaySpan(name="清明节", first=date(2027, 4, 3), last=date(2027, 4, 5)),
        HolidaySpan(name="劳动节", first=date(2027, 5, 1), last=date(2027, 5, 5)),
        HolidaySpan(name="端午节", first=date(2027, 6, 9), last=date(2027, 6, 9)),
        HolidaySpan(name="中秋节", first=date(2027, 9, 15), last=date(2027, 9, 15)),
        HolidaySpan(name="国庆节", first=date(2027, 10, 1), last=date(2027, 10, 7)),
    ),
    make_up_days=(
        MakeUpDay(day=date(2027, 1, 31), makes_up_for="春节"),
        MakeUpDay(day=date(2027, 2, 20), makes_up_for="春节"),
        MakeUpDay(day=date(2027, 5, 8), makes_up_for="劳动节"),
        MakeUpDay(day=date(2027, 9, 26), makes_up_for="国庆节"),
        MakeUpDay(day=date(2027, 10, 9), makes_up_for="国庆节"),
    ),
)
KNOWN = CHINA.with_notice(NOTICE_2027)
LIMITS = [
    (date(2026, 12, 21), "20个工作日"),
    (date(2027, 1, 20), "5个工作日"),
    (date(2027, 1, 28), "10个工作日"),
    (date(2027, 4, 20), "7个工作日"),
    (date(2027, 9, 6), "20个工作日"),
    (date(2026, 8, 13), "6个月"),
    (date(2026, 11, 8), "3个月"),
    (date(2027, 4, 1), "30日"),
]


@pytest.mark.parametrize(("started_on", "term"), LIMITS)
def test_the_day_that_the_notice_brings_lies_within_the_bounds(started_on: date, term: str) -> None:
    before = due_on(started_on, Term.read(term), CHINA)
    after = due_on(started_on, Term.read(term), KNOWN)
    assert before.is_provisional
    assert not after.is_provisional
    assert before.bounds is not None
    assert after.due_on in before.bounds
    assert before.due_on == before.bounds.first


@pytest.mark.parametrize(("started_on", "term"), [(date(2027, 1, 28), 6), (date(2027, 2, 4), 3)])
def test_the_bounds_are_the_first_and_last_day_of_every_possible_notice(started_on: date, term: int) -> None:
    # Notices that differ only in days that no count of the limit reaches are one; none reaches two months.
    reached = frozenset(range(started_on.toordinal(), started_on.toordinal() + 62))
    notices = {
        (
            reached.intersection(chain.from_iterable(way.off for way in chosen)),
            reached.intersection(chain.from_iterable(way.worked for way in chosen)),
        )
        for chosen in product(*arrangements_of(2027)[:2])
    }
    ends = {
        due_on(started_on, Term.read(f"{term}个工作日"), Calendar(arranged=Arrangement(off, worked))).due_on
        for off, worked in notices
    }
    found = due_on(started_on, Term.read(f"{term}个工作日"), CHINA)
    assert found.bounds == Span(min(ends), max(ends))


def test_a_limit_that_every_notice_ends_on_one_day_has_bounds_of_one_day() -> None:
    found = due_on(date(2027, 7, 19), Term.read("20个工作日"), CHINA)
    assert found.bounds == Span(date(2027, 8, 16), date(2027, 8, 16))


def test_nobody_is_late_by_a_provisional_day() -> None:
    found = due_on(date(2027, 1, 20), Term.read("5个工作日"), CHINA)
    assert found.latest_on is not None
    assert light(found, found.due_on) is Light.AMBER
    assert light(found, date(2027, 3, 31)) is Light.AMBER
    assert not found.has_passed(date(2027, 3, 31))
    assert due_on(date(2027, 1, 20), Term.read("5个工作日"), KNOWN).has_passed(date(2027, 3, 31))


def test_the_earliest_day_decides_the_light() -> None:
    found = due_on(date(2027, 1, 20), Term.read("10个工作日"), CHINA)
    assert amber_on(found) < found.due_on
    assert light(found, amber_on(found)) is Light.AMBER


def test_the_explanation_says_which_days_are_certain() -> None:
    found = due_on(date(2026, 12, 21), Term.read("20个工作日"), CHINA)
    days = {day.day: day for day in found.explain()}
    assert not days[date(2027, 1, 1)].is_open
    assert not days[date(2027, 1, 4)].is_open
    assert days[date(2027, 1, 9)].is_open
    assert "可能调整" in days[date(2027, 1, 9)].note.zh
    assert max(days) == found.due_on
    assert sum(1 for day in days.values() if day.ordinal is not None) == 20


def test_an_end_that_no_holiday_moves_is_certain_in_any_year() -> None:
    found = due_on(date(2026, 6, 1), Term.read("3年"), CHINA, rolls=False)
    assert not found.is_provisional
    assert found.due_on == date(2029, 6, 1)
    assert found.explain()[-1].day == date(2029, 6, 1)


def test_an_extension_granted_while_the_limit_may_run_counts() -> None:
    granted = Extension(Term.read("5个工作日"), date(2027, 1, 26), "负责人")
    found = due_on(date(2027, 1, 20), Term.read("5个工作日"), CHINA, extensions=[granted])
    assert found.extensions == (granted,)
    assert found.due_on > due_on(date(2027, 1, 20), Term.read("5个工作日"), CHINA).due_on


def test_a_floor_is_over_only_when_every_notice_says_so() -> None:
    found = floor_ends_on(date(2027, 1, 20), Term.read("7个工作日"), CHINA)
    assert found.direction is Direction.FLOOR
    assert found.bounds is not None
    assert found.due_on == found.bounds.last
    assert floor_ends_on(date(2027, 1, 20), Term.read("7个工作日"), KNOWN).due_on in found.bounds


def test_notice_before_an_event_is_safe_on_the_earliest_day() -> None:
    found = count_back(date(2027, 2, 20), Term.read("7个工作日"), CHINA)
    assert found.bounds is not None
    assert found.due_on == found.bounds.first
    assert count_back(date(2027, 2, 20), Term.read("7个工作日"), KNOWN).due_on in found.bounds


def test_stopped_days_do_not_count_whatever_the_notice_makes_of_them() -> None:
    stop = Span(date(2027, 1, 25), date(2027, 2, 28))
    found = due_on(date(2027, 1, 20), Term.read("5个工作日"), CHINA, stops=[stop])
    after = due_on(date(2027, 1, 20), Term.read("5个工作日"), KNOWN, stops=[stop])
    assert found.bounds is not None
    assert after.due_on in found.bounds
    assert found.due_on > stop.last


def test_a_reckoned_calendar_gives_days_and_no_bounds() -> None:
    assert due_on(date(2026, 12, 21), Term.read("20个工作日"), CHINA.reckoned(Reckoning.PLAIN)).bounds is None
