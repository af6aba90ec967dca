"""Periods: spans of legal days in China."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from yifa.figures.errors import PeriodProblem
from yifa.figures.periods import Period


def test_a_year_runs_from_its_first_to_its_last_day_in_china() -> None:
    year = Period.year(2020)
    assert (year.first_on, year.last_on) == (date(2020, 1, 1), date(2020, 12, 31))
    assert year.first_at.astimezone(UTC) == datetime(2019, 12, 31, 16, tzinfo=UTC)
    assert year.last_at.astimezone(UTC) == datetime(2020, 12, 31, 15, 59, 59, 999999, tzinfo=UTC)
    assert year.title.zh == "2020年"
    assert year.contains(date(2020, 12, 31))
    assert not year.contains(date(2021, 1, 1))


def test_a_report_dated_inside_its_year_stops_at_its_cut_off_day() -> None:
    part = Period.year(2020, through=date(2020, 11, 30))
    assert not part.is_whole_year
    assert part.title.zh == "2020年1月1日至2020年11月30日"
    assert part.previous() == Period(date(2019, 1, 1), date(2019, 11, 30))


def test_the_year_before_a_leap_day_ends_on_the_28th() -> None:
    assert Period(date(2020, 1, 1), date(2020, 2, 29)).previous().last_on == date(2019, 2, 28)


@pytest.mark.parametrize(("first", "last"), [((2020, 2, 1), (2020, 1, 1)), ((2019, 12, 1), (2020, 1, 1))])
def test_a_period_that_cannot_be_is_refused(first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    with pytest.raises(PeriodProblem):
        Period(date(*first), date(*last))


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(PeriodProblem, match="年度“20”不对"):
        Period.year(20)
