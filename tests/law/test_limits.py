"""How the law counts: each test is one rule; the properties hold the fast count against a slow and obvious
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.calendar import Calendar
from yifa.law.citations import Citation
from yifa.law.limits import (
    Extension,
    Light,
    LimitProblem,
    Span,
    Term,
    Unit,
    Why,
    add_days,
    add_months,
    add_years,
    amber_on,
    count_back,
    date_range,
    days_between,
    due_at,
    due_on,
    end_of_day,
    end_of_month,
    floor_ends_on,
    legal_day,
    light,
    month_span,
    nth_working_day_after,
    start_of_day,
    term_ends_on,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
    working_days_in,
    year_span,
)

CHINA = Calendar.china()
FAST = settings(deadline=None, max_examples=80)


def wd(n: int) -> Term:
    return Term(n, Unit.WORKING_DAYS)


def cd(n: int) -> Term:
    return Term(n, Unit.CALENDAR_DAYS)


# --- ceilings
# ------------------------------------------------------------------------------------------------


def test_day_of_the_event_is_not_counted() -> None:
    assert due_on(date(2026, 11, 16), wd(1), CHINA).due_on == date(2026, 11, 17)


def test_twenty_working_days_skip_holidays_and_count_make_up_days() -> None:
    # From Friday 18 September 2026: the 20th is worked, 25–27 September and 1–7 October rest, 10 October is
    # worked.
    assert due_on(date(2026, 9, 18), wd(20), CHINA).due_on == date(2026, 10, 22)


def test_calendar_days_roll_forward_off_a_rest_day() -> None:
    deadline = due_on(date(2026, 11, 6), cd(15), CHINA)  # 21 November is a Saturday
    assert deadline.nominal_on == date(2026, 11, 21)
    assert deadline.due_on == date(2026, 11, 23)
    assert deadline.rolled
    assert [day.why for day in deadline.days[-3:]] == [Why.COUNTED, Why.ROLLED, Why.ROLLED]


def test_calendar_days_roll_over_a_whole_holiday() -> None:
    assert due_on(date(2026, 9, 1), cd(30), CHINA).due_on == date(2026, 10, 8)


def test_calendar_days_do_not_roll_off_a_make_up_working_day() -> None:
    deadline = due_on(date(2026, 9, 5), cd(15), CHINA)  # Sunday 20 September is worked
    assert deadline.due_on == date(2026, 9, 20)
    assert not deadline.rolled


def test_months_end_on_the_corresponding_date_or_the_last_day() -> None:
    assert due_on(date(2024, 1, 31), Term(1, Unit.MONTHS), CHINA).due_on == date(2024, 2, 29)
    assert due_on(date(2026, 3, 10), Term(3, Unit.MONTHS), CHINA).due_on == date(2026, 6, 10)


def test_months_roll_like_days() -> None:
    assert due_on(date(2026, 8, 21), Term(3, Unit.MONTHS), CHINA).due_on == date(2026, 11, 23)


def test_years_from_29_february_end_on_28() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_stopped_days_do_not_count() -> None:
    stop = Span(date(2026, 11, 18), date(2026, 11, 24))
    deadline = due_on(date(2026, 11, 16), wd(5), CHINA, stops=[stop])
    assert deadline.due_on == date(2026, 11, 30)
    assert [day.ordinal for day in deadline.days if day.why is Why.COUNTED] == [1, 2, 3, 4, 5]
    assert all(day.why is Why.STOPPED for day in deadline.days if day.day in stop)


def test_stopped_days_lengthen_months_day_for_day() -> None:
    stop = Span(date(2026, 4, 1), date(2026, 4, 10))
    assert due_on(date(2026, 3, 10), Term(3, Unit.MONTHS), CHINA, stops=[stop]).nominal_on == date(
        2026, 6, 20
    )


def test_a_day_stopped_twice_is_taken_off_once() -> None:
    once = [Span(date(2026, 11, 18), date(2026, 11, 24))]
    twice = [Span(date(2026, 11, 20), date(2026, 11, 24)), Span(date(2026, 11, 18), date(2026, 11, 22))]
    assert due_on(date(2026, 11, 16), cd(9), CHINA, stops=once).due_on == (
        due_on(date(2026, 11, 16), cd(9), CHINA, stops=twice).due_on
    )


def test_a_stop_after_the_end_changes_nothing() -> None:
    stop = Span(date(2026, 12, 20), date(2026, 12, 25))
    assert due_on(date(2026, 11, 16), wd(5), CHINA, stops=[stop]).due_on == date(2026, 11, 23)


def test_an_extension_continues_the_limit_itself() -> None:
    by_head = Extension(wd(10), date(2026, 3, 20), "本机关负责人", Citation("行政许可法", "42"))
    deadline = due_on(date(2026, 3, 2), wd(20), CHINA, extensions=[by_head])
    assert deadline.due_on == due_on(date(2026, 3, 2), wd(30), CHINA).due_on
    assert deadline.extensions == (by_head,)


def test_an_extension_of_days_continues_before_rolling() -> None:
    extension = Extension(cd(30), date(2026, 10, 1), "本机关负责人")
    # 60 + 30 days are 90 from the event, not 30 from a rolled end.
    deadline = due_on(date(2026, 8, 4), cd(60), CHINA, extensions=[extension])
    assert deadline.nominal_on == add_days(date(2026, 8, 4), 90)


def test_an_extension_granted_after_the_end_revives_nothing() -> None:
    late = Extension(wd(10), date(2026, 5, 1), "本机关负责人")
    deadline = due_on(date(2026, 3, 2), wd(20), CHINA, extensions=[late])
    assert deadline.due_on == due_on(date(2026, 3, 2), wd(20), CHINA).due_on
    assert deadline.late_extensions == (late,)


def test_an_extension_in_another_unit_is_counted_in_that_unit() -> None:
    extension = Extension(wd(5), date(2026, 4, 1), "负责人")
    deadline = due_on(date(2026, 3, 10), cd(30), CHINA, extensions=[extension])
    assert deadline.due_on == nth_working_day_after(date(2026, 4, 9), 5, CHINA)
    counted = [day for day in deadline.days if day.why is Why.COUNTED]
    assert len(counted) == 35
    assert counted[-1].day == deadline.due_on
    assert amber_on(deadline) <= deadline.due_on


def test_hours_need_a_moment_and_are_never_rolled() -> None:
    with pytest.raises(LimitProblem, match="具体时刻"):
        due_on(date(2026, 10, 1), Term(24, Unit.HOURS), CHINA)
    moment = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)
    assert due_at(moment, Term(24, Unit.HOURS)) == datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    with pytest.raises(LimitProblem, match="时区"):
        due_at(datetime(2026, 9, 30, 8, 0), Term(24, Unit.HOURS))  # noqa: DTZ001
    with pytest.raises(LimitProblem, match="小时"):
        due_at(moment, cd(1))


# --- floors and counting back
# --------------------------------------------------------------------------------


def test_a_floor_is_complete_at_the_end_of_its_last_day_and_never_rolled() -> None:
    floor = floor_ends_on(date(2026, 6, 1), cd(30), CHINA)
    assert floor.due_on == date(2026, 7, 1)
    assert floor.earliest_next_on == date(2026, 7, 2)
    weekend = floor_ends_on(date(2026, 10, 22), cd(30), CHINA)
    assert weekend.due_on == date(2026, 11, 21)  # a Saturday: neither shorter nor longer


def test_full_days_of_a_floor_lie_between_event_and_act() -> None:
    floor = floor_ends_on(date(2026, 6, 1), cd(30), CHINA)
    between = list(date_range(date(2026, 6, 1), floor.earliest_next_on))[1:-1]
    assert len(between) == 30


def test_counting_back_counts_neither_end() -> None:
    # Hearing on Wednesday 25 November 2026: seven whole working days are 16–20, 23 and 24 November.
    deadline = count_back(date(2026, 11, 25), wd(7), CHINA)
    assert deadline.due_on == date(2026, 11, 15)
    assert deadline.last_office_day_on == date(2026, 11, 13)
    assert deadline.days[0].why is Why.NOTICE_DAY
    assert deadline.days[-1].why is Why.EVENT_DAY
    assert [day.ordinal for day in deadline.days if day.ordinal] == [7, 6, 5, 4, 3, 2, 1]


def test_counting_back_for_a_persons_own_limit_counts_the_day_of_the_notice() -> None:
    expiry = date(2026, 9, 30)
    assert count_back(expiry, cd(30), CHINA).due_on == date(2026, 8, 30)
    assert count_back(expiry, cd(30), CHINA, notice_day_counts=True).due_on == date(2026, 8, 31)
    assert count_back(expiry, Term(6, Unit.MONTHS), CHINA).due_on == date(2026, 3, 29)
    assert count_back(expiry, Term(1, Unit.YEARS), CHINA).due_on == date(2025, 9, 29)
    with pytest.raises(LimitProblem):
        count_back(expiry, Term(1, Unit.HOURS), CHINA)


def test_validity_ends_on_the_corresponding_date_without_a_calendar() -> None:
    assert term_ends_on(date(2026, 11, 22), Term(5, Unit.YEARS)) == date(2031, 11, 22)
    assert term_ends_on(date(2026, 1, 31), Term(1, Unit.MONTHS)) == date(2026, 2, 28)
    assert term_ends_on(date(2026, 1, 31), cd(2)) == date(2026, 2, 2)
    with pytest.raises(LimitProblem, match="有效期"):
        term_ends_on(date(2026, 1, 31), wd(2))


# --- lights
# --------------------------------------------------------------------------------------------------


def test_light_is_amber_from_nine_tenths_and_red_after_the_end() -> None:
    deadline = due_on(date(2026, 11, 2), wd(20), CHINA)  # ends 30 November
    assert amber_on(deadline) == date(2026, 11, 26)  # the 18th day
    assert light(deadline, date(2026, 11, 25)) is Light.GREEN
    assert light(deadline, date(2026, 11, 26)) is Light.AMBER
    assert light(deadline, deadline.due_on) is Light.AMBER
    assert light(deadline, add_days(deadline.due_on, 1)) is Light.RED
    assert [one.label.zh for one in Light] == ["正常", "临近", "超期"]


def test_a_short_limit_is_amber_from_the_last_working_day_before_its_end() -> None:
    deadline = due_on(date(2026, 11, 18), wd(5), CHINA)  # ends Wednesday 25 November
    assert amber_on(deadline) == date(2026, 11, 24)
    next_day = due_on(date(2026, 11, 21), wd(1), CHINA)  # Saturday; ends Monday
    assert amber_on(next_day) == date(2026, 11, 21)


def test_nine_tenths_leave_out_stopped_days() -> None:
    stop = Span(date(2026, 3, 10), date(2026, 4, 8))
    deadline = due_on(date(2026, 3, 2), cd(90), CHINA, stops=[stop])
    assert deadline.nominal_on == add_days(date(2026, 3, 2), 120)
    assert amber_on(deadline) == add_days(date(2026, 3, 2), 81 + 30)


def test_a_floor_has_no_light_and_a_count_back_warns_a_working_day_before() -> None:
    with pytest.raises(LimitProblem, match="最短期间"):
        light(floor_ends_on(date(2026, 6, 1), cd(30), CHINA), date(2026, 6, 2))
    back = count_back(date(2026, 11, 25), wd(7), CHINA)
    assert amber_on(back) == date(2026, 11, 13)


# --- helpers
# -------------------------------------------------------------------------------------------------


def test_counts_between_days_leave_out_the_first_and_take_in_the_last() -> None:
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 23), CHINA) == 1
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 20), CHINA) == -1
    assert working_days_between(date(2024, 12, 31), date(2026, 1, 1), CHINA) == 248
    assert days_between(date(2026, 11, 20), date(2026, 11, 23)) == 3


def test_legal_days_are_days_in_shanghai() -> None:
    assert legal_day(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert start_of_day(date(2026, 11, 23)) == datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    assert end_of_day(date(2026, 11, 22)) == start_of_day(date(2026, 11, 23))


def test_spans_of_years_and_months() -> None:
    assert year_span(2026).days == 365
    assert month_span(2024, 2).last == end_of_month(date(2024, 2, 5)) == date(2024, 2, 29)
    with pytest.raises(LimitProblem, match="早于起日"):
        Span(date(2026, 1, 2), date(2026, 1, 1))
    assert list(date_range(date(2026, 1, 2), date(2026, 1, 1))) == []


@pytest.mark.parametrize(
    ("text", "mapping", "zh", "en"),
    [
        ("20个工作日", {"working_days": 20}, "20个工作日", "20 working days"),
        ("三十日", {"days": 30}, "30日", "30 days"),
        ("3 months", {"months": 3}, "3个月", "3 months"),
        ("一年", {"years": 1}, "1年", "1 year"),
        ("24小时", {"hours": 24}, "24小时", "24 hours"),
    ],
)
def test_terms_are_read_and_written_in_both_languages(
    text: str, mapping: dict[str, object], zh: str, en: str
) -> None:
    term = Term.read(text)
    assert term == Term.parse(mapping)
    assert (term.to_mapping(), term.zh(), term.en()) == (mapping, zh, en)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"weeks": 2}, "不认识期限单位"),
        ({"days": 1, "months": 1}, "只写一个单位"),
        ({"days": True}, "不是整数"),
        ({"days": 0}, "正整数"),
        ({}, "只写一个单位"),
    ],
)
def test_a_wrong_term_is_refused_with_the_reason(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(LimitProblem, match=says) as refused:
        Term.parse(wrong)
    assert refused.value.en
    with pytest.raises(LimitProblem, match="不是期限"):
        Term.read("不久")


# --- properties: against a slow count, one day after another
# ---------------------------------------------------

days_known = st.dates(date(2015, 1, 1), date(2024, 6, 30))
spans = st.builds(
    lambda first, n: Span(first, add_days(first, n)),
    st.dates(date(2015, 1, 1), date(2025, 6, 30)),
    st.integers(0, 25),
)
units = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS])


def slow_due(started_on: date, term: Term, stops: Sequence[Span]) -> date:
    stopped = {day for stop in stops for day in stop}
    day = started_on
    months_end = add_months(started_on, term.count)
    left = days_between(started_on, months_end) if term.unit is Unit.MONTHS else term.count
    while left:
        day = add_days(day, 1)
        if day in stopped or (term.unit is Unit.WORKING_DAYS and not CHINA.is_working_day(day)):
            continue
        left -= 1
    while term.unit is not Unit.WORKING_DAYS and (day in stopped or not CHINA.is_working_day(day)):
        day = add_days(day, 1)
    return day


@FAST
@given(days_known, units, st.integers(1, 40), st.lists(spans, max_size=4))
def test_fast_and_slow_counts_agree(started_on: date, unit: Unit, n: int, stops: list[Span]) -> None:
    term = Term(min(n, 12) if unit is Unit.MONTHS else n, unit)
    deadline = due_on(started_on, term, CHINA, stops=stops)
    assert deadline.due_on == slow_due(started_on, term, stops)


@FAST
@given(days_known, units, st.integers(1, 12), st.lists(spans, max_size=3))
def test_the_explanation_ends_where_the_count_ends(
    started_on: date, unit: Unit, n: int, stops: list[Span]
) -> None:
    deadline = due_on(started_on, Term(n, unit), CHINA, stops=stops)
    days = deadline.days
    assert [day.day for day in days] == list(date_range(started_on, deadline.due_on))
    counted = [day for day in days if day.why is Why.COUNTED]
    assert [day.ordinal for day in counted] == list(range(1, len(counted) + 1))
    assert counted[-1].day == deadline.nominal_on
    if unit is not Unit.MONTHS:
        assert len(counted) == n
    assert all(day.note.zh and day.note.en for day in days)


@FAST
@given(days_known, st.integers(1, 40))
def test_more_days_never_end_earlier(started_on: date, n: int) -> None:
    for unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS):
        less, more = (due_on(started_on, Term(count, unit), CHINA).due_on for count in (n, n + 1))
        assert less <= more
    assert due_on(started_on, cd(n), CHINA).due_on <= due_on(started_on, wd(n), CHINA).due_on


@FAST
@given(days_known, units, st.integers(1, 12), st.lists(spans, max_size=2))
def test_amber_lies_within_the_limit(started_on: date, unit: Unit, n: int, stops: list[Span]) -> None:
    deadline = due_on(started_on, Term(n, unit), CHINA, stops=stops)
    amber = amber_on(deadline)
    assert started_on <= amber < deadline.due_on
    assert light(deadline, amber) is Light.AMBER


@FAST
@given(days_known, st.integers(1, 30))
def test_counting_back_leaves_the_whole_term_between(event_on: date, n: int) -> None:
    notice_on = count_back(event_on, wd(n), CHINA).due_on
    between = list(date_range(notice_on, event_on))[1:-1]
    assert sum(CHINA.is_working_day(day) for day in between) == n
    assert CHINA.is_working_day(between[0])  # a day later would be too late


@FAST
@given(days_known, st.integers(0, 500))
def test_working_days_between_matches_a_list(first: date, n: int) -> None:
    last = add_days(first, n)
    assert working_days_between(first, last, CHINA) == len(working_days_in(add_days(first, 1), last, CHINA))


@FAST
@given(days_known)
def test_nearest_working_days(day: date) -> None:
    after, before = working_day_on_or_after(day, CHINA), working_day_on_or_before(day, CHINA)
    assert before <= day <= after
    assert CHINA.is_working_day(after)
    assert CHINA.is_working_day(before)
    assert (after == day) == CHINA.is_working_day(day) == (before == day)
