"""How the law counts time. The only module of the tree that adds days.

* The day of the event is not counted (民法典 §201, 民事诉讼法 §85).
* Months and years end on the corresponding date, or on the month's last day where there is none (民法典
  §202).
* A limit in days, months or years that ends on a holiday or rest day ends on the first day after it (民法典
  §203, 民事诉讼法 §85); a make-up working day is a working day and moves nothing. Limits in working days end
  on one by construction.
* Days on which an article stops the clock do not count. Months and years are lengthened by the stopped days,
  day for day: the law stops "the time needed", and a month cannot lose a day in any other way.
* An extension lengthens the limit itself: 20 + 10 working days are 30, counted on from where the original
  count ended, before any rolling. One granted after the limit had run out revives nothing and is not counted.
* A floor ("not fewer than 30 days") must be complete and is never rolled; counting back leaves out both ends.

Where a count reaches a year without a holiday notice its end is *provisional*: it lies within bounds that follow from the
festivals the law fixes, and the bound that is safe for the duty stands as the end: the earliest day for a ceiling, the latest
for a floor. Nobody is late by a provisional day.

Every result explains each day. A restarted clock (政府信息公开条例 §30) is simply a count from a new event.
"""

from __future__ import annotations

import calendar as month_lengths
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from yifa.law.calendar import Calendar, Reckoning, YearNotPublished
from yifa.law.counted import CountedDay, Direction, Extension, Segment, Span, Why
from yifa.law.explaining import explain_back, explain_forward
from yifa.law.terms import LimitProblem, Term, Unit
from yifa.law.text import Bilingual

__all__ = [
    "SHANGHAI",
    "CountedDay",
    "Deadline",
    "Direction",
    "Extension",
    "Light",
    "LimitProblem",
    "Segment",
    "Span",
    "Term",
    "Unit",
    "Why",
    "add_days",
    "add_months",
    "add_years",
    "amber_on",
    "count_back",
    "date_range",
    "days_between",
    "due_at",
    "due_on",
    "end_of_day",
    "end_of_month",
    "end_of_year",
    "floor_ends_on",
    "legal_day",
    "light",
    "month_span",
    "nth_working_day_after",
    "start_of_day",
    "term_ends_on",
    "warned_on",
    "working_day_on_or_after",
    "working_day_on_or_before",
    "working_days_between",
    "working_days_in",
    "year_span",
]

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The result of a count.

    started_on: day of the event (of the later event, for a count back). due_on: for a ceiling, the last day
    on which the act is in time; for a floor, the day at whose end the floor is complete; for a count back,
    the last day on which notice is in time.
    nominal_on: where the count itself ended, before rolling. segments: where each run of one unit ends.
    extensions: those that counted; late_extensions: those that did not.
    bounds: for a provisional end, the first and last day that it can be once the holiday notice is published;
    ``due_on`` is the safe one of the two, and ``calendar`` the reckoning by which the days are explained.
    """

    started_on: date
    term: Term
    due_on: date
    nominal_on: date
    calendar: Calendar
    segments: tuple[Segment, ...]
    direction: Direction = Direction.CEILING
    stops: tuple[Span, ...] = ()
    extensions: tuple[Extension, ...] = ()
    late_extensions: tuple[Extension, ...] = ()
    bounds: Span | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether the end depends on a holiday notice that is not published yet."""
        return self.bounds is not None

    @property
    def latest_on(self) -> date | None:
        """The last day that a provisional end can be; None for an end that is certain."""
        return None if self.bounds is None else self.bounds.last

    def has_passed(self, on: date) -> bool:
        """Whether the end lies before a day; a provisional end never does."""
        return self.bounds is None and on > self.due_on

    @property
    def rolled(self) -> bool:
        """Whether the end moved off a holiday or rest day."""
        return self.due_on != self.nominal_on

    @property
    def earliest_next_on(self) -> date:
        """For a floor: the first day on which the act that it bars may be done, the day after the floor is
        complete.
        """
        return add_days(self.due_on, 1)

    @property
    def last_office_day_on(self) -> date:
        """The last working day on or before ``due_on``: when the office itself must act, if it does not work
        on that day.
        """
        return working_day_on_or_before(self.due_on, self.calendar)

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """Every day from the event to the end, as :meth:`explain` gives it."""
        return self.explain()

    def explain(self) -> tuple[CountedDay, ...]:
        """Each day of the count in order of the calendar, with its number or the reason why it has none."""
        shown = self
        if not all(self.calendar.tells(day.year) for day in (self.started_on, self.due_on)):
            # An end that no holiday moves is certain, though the days on the way to it are not.
            shown = replace(self, calendar=self.calendar.reckoned(Reckoning.PLAIN))
        return explain_back(shown) if self.direction is Direction.BACK else explain_forward(shown)


def due_on(
    started_on: date,
    term: Term,
    calendar: Calendar,
    *,
    stops: Sequence[Span] = (),
    extensions: Sequence[Extension] = (),
    rolls: bool = True,
) -> Deadline:
    """Last day on which the act is in time.

    started_on: day of the event; counting begins the next day (民法典 §201).
    term: working days follow ``calendar`` (行政许可法 §82 and its like); days, months and years roll off rest
    days (民法典 §203).
    stops: closed spans whose days do not count, in any order; the part on or before ``started_on`` is without
    effect.
    extensions: in the order granted; one granted after the limit had ended does not count.
    rolls: False where the rule itself fixes the end whatever day it is; then an end in days is not moved.
    Provisional where the count depends on a year without a holiday notice. Raises LimitProblem for a term in hours.
    """
    halts = _merged(stops) if stops else ()
    try:
        return _due_on(started_on, term, calendar, halts, extensions, rolls=rolls)
    except YearNotPublished:
        if calendar.is_reckoned:
            raise

    def late(one: Calendar) -> Deadline:
        return _due_on(started_on, term, one, halts, extensions, rolls=rolls)

    last = _last(calendar, late, lambda found: _counted(found, found.due_on))

    def early(one: Calendar) -> Deadline:
        # Whoever granted an extension while the limit may have run granted it in time.
        return _due_on(started_on, term, one, halts, last.extensions, rolls=rolls, in_time=True)

    first = _first(calendar, early, lambda found: _counted(found, add_days(found.due_on, -1)))
    return replace(
        first,
        bounds=Span(first.due_on, max(first.due_on, last.due_on)),
        late_extensions=last.late_extensions,
    )


def _counted(found: Deadline, last: date) -> Collection[int]:
    """Days of a count up to a day on which it matters whether they are worked."""
    begun = found.started_on
    if found.segments[-1].unit is not Unit.WORKING_DAYS and len(found.segments) == 1:
        begun = add_days(found.nominal_on, -1)
    days = set(range(begun.toordinal() + 1, last.toordinal() + 1))
    for stop in found.stops:
        days.difference_update(day.toordinal() for day in stop)
    return days


def _first(
    calendar: Calendar, count: Callable[[Calendar], Deadline], counted: Callable[[Deadline], Collection[int]]
) -> Deadline:
    """The count that ends first among all that a holiday notice may bring."""
    found = count(calendar.reckoned(Reckoning.PLAIN))
    while True:
        other = count(calendar.reckoned(Reckoning.MOST, counted(found)))
        if other.due_on >= found.due_on:
            return found
        found = other


def _last(
    calendar: Calendar, count: Callable[[Calendar], Deadline], counted: Callable[[Deadline], Collection[int]]
) -> Deadline:
    """The count that ends last among all that a holiday notice may bring."""
    found = count(calendar.reckoned(Reckoning.PLAIN))
    while True:
        other = count(calendar.reckoned(Reckoning.FEWEST, counted(found)))
        if other.due_on <= found.due_on:
            return found
        found = other


def _due_on(
    started_on: date,
    term: Term,
    calendar: Calendar,
    halts: tuple[Span, ...],
    extensions: Sequence[Extension],
    *,
    rolls: bool,
    in_time: bool = False,
) -> Deadline:
    terms = [term]
    segments = _segments(started_on, terms, calendar, halts)
    end = _rolled(segments[-1], calendar, halts) if rolls else segments[-1].last
    counted: list[Extension] = []
    late: list[Extension] = []
    for extension in extensions:
        if extension.granted_on > end and not in_time:
            late.append(extension)
            continue
        counted.append(extension)
        terms.append(extension.term)
        segments = _segments(started_on, terms, calendar, halts)
        end = _rolled(segments[-1], calendar, halts) if rolls else segments[-1].last
    return Deadline(
        started_on=started_on,
        term=term,
        due_on=end,
        nominal_on=segments[-1].last,
        calendar=calendar,
        segments=segments,
        stops=halts,
        extensions=tuple(counted),
        late_extensions=tuple(late),
    )


def floor_ends_on(
    started_on: date, term: Term, calendar: Calendar, *, stops: Sequence[Span] = ()
) -> Deadline:
    """The day at whose end a floor ("not fewer than n days") is complete.

    The day of the event is day 0 and does not count, so that n full days lie between it and the act; the act
    that the floor bars may be done from ``earliest_next_on``, the day after ``due_on``. Published on 1 June
    with 30 days: complete at the end of 1 July, closing and deciding from 2 July. Never rolled, so never
    shorter nor longer than the figure. Provisional where working days of a year without a
    holiday notice count.
    """
    halts = _merged(stops)

    def by(one: Calendar) -> Deadline:
        segments = _segments(started_on, [term], one, halts)
        end = segments[-1].last
        return Deadline(started_on, term, end, end, one, segments, Direction.FLOOR, halts)

    try:
        return by(calendar)
    except YearNotPublished:
        if calendar.is_reckoned:
            raise
    last = _last(calendar, by, lambda found: _counted(found, found.due_on))
    first = _first(calendar, by, lambda found: _counted(found, add_days(found.due_on, -1)))
    return replace(last, bounds=Span(first.due_on, last.due_on))


def count_back(
    event_on: date, term: Term, calendar: Calendar, *, notice_day_counts: bool = False
) -> Deadline:
    """Last day on which something due ``term`` before ``event_on`` is in time: neither end is counted.

    Seven working days before a hearing (行政处罚法 §64): seven whole working days lie between the notice and
    the hearing. With ``notice_day_counts`` the day of the notice is one of them, the reading that favours a
    person whose own limit it is (行政许可法 §50). Never rolled: rolling forward would shorten it. ``due_on``
    may be a rest day; see ``last_office_day_on``. Provisional where working days of a year without a holiday notice count.
    """
    try:
        return _count_back(event_on, term, calendar, notice_day_counts=notice_day_counts)
    except YearNotPublished:
        if calendar.is_reckoned:
            raise

    def by(one: Calendar) -> Deadline:
        return _count_back(event_on, term, one, notice_day_counts=notice_day_counts)

    def before(first: date) -> Collection[int]:
        return range(first.toordinal(), event_on.toordinal())

    # Counting back, fewer working days end the count earlier.
    first = by(calendar.reckoned(Reckoning.PLAIN))
    while (other := by(calendar.reckoned(Reckoning.FEWEST, before(first.nominal_on)))).due_on < first.due_on:
        first = other
    last = by(calendar.reckoned(Reckoning.PLAIN))
    while (
        other := by(calendar.reckoned(Reckoning.MOST, before(add_days(last.nominal_on, 1))))
    ).due_on > last.due_on:
        last = other
    return replace(first, bounds=Span(first.due_on, last.due_on))


def _count_back(event_on: date, term: Term, calendar: Calendar, *, notice_day_counts: bool) -> Deadline:
    if term.unit is Unit.WORKING_DAYS:
        nominal = _nth_working_day_before(event_on, term.count, calendar)
    elif term.unit is Unit.CALENDAR_DAYS:
        nominal = add_days(event_on, -term.count)
    elif term.unit is Unit.MONTHS:
        nominal = add_months(event_on, -term.count)
    elif term.unit is Unit.YEARS:
        nominal = add_years(event_on, -term.count)
    else:
        raise _hours_need_a_moment()
    end = nominal if notice_day_counts else add_days(nominal, -1)
    segments = (Segment(term.unit, nominal),)
    return Deadline(event_on, term, end, nominal, calendar, segments, Direction.BACK)


def term_ends_on(started_on: date, term: Term) -> date:
    """Last day of a validity or other term that is no ceiling on anybody: never rolled, so no calendar is
    needed.

    Days, months and years only, counted as 民法典 §§201–202 count them.
    """
    if term.unit is Unit.CALENDAR_DAYS:
        return add_days(started_on, term.count)
    if term.unit is Unit.MONTHS:
        return add_months(started_on, term.count)
    if term.unit is Unit.YEARS:
        return add_years(started_on, term.count)
    raise LimitProblem(
        f"{term.zh()}不能作为有效期，请用日、月或年。",
        f"{term.en()} cannot be a validity; use days, months or years.",
    )


def due_at(moment: datetime, term: Term) -> datetime:
    """Last moment of a limit in hours (24 小时内), counted from the moment itself (民法典 §201); never
    rolled. Aware, in UTC.
    """
    if term.unit is not Unit.HOURS:
        raise LimitProblem(f"{term.zh()}不是以小时计算的期限。", f"{term.en()} is not a limit in hours.")
    return _aware(moment).astimezone(UTC) + timedelta(hours=term.count)


class Light(StrEnum):
    """How a deadline stands: 正常 in time, 临近 from nine tenths of the limit, 超期 past it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def label(self) -> Bilingual:
        return _LIGHT_LABELS[self]


_LIGHT_LABELS = {
    Light.GREEN: Bilingual("正常", "in time"),
    Light.AMBER: Bilingual("临近", "due soon"),
    Light.RED: Bilingual("超期", "overdue"),
}


def light(deadline: Deadline, today: date) -> Light:
    """Red after ``due_on``, amber from :func:`amber_on`, green before. Never red while the end is provisional."""
    if deadline.has_passed(today):
        return Light.RED
    return Light.AMBER if today >= amber_on(deadline) else Light.GREEN


def amber_on(deadline: Deadline) -> date:
    """First day of amber: the day on which nine tenths of the limit are used, or the last working day before
    the end if earlier.

    The tenth is of what the limit counts (working days, or days after stops and extensions). A count back
    turns amber on the last working day before its end. Raises LimitProblem for a floor, which nobody owes.
    """
    if deadline.direction is Direction.FLOOR:
        raise LimitProblem("最短期间不是应办期限，没有临近提示。", "A floor is not owed and has no warning.")
    before = warned_on(deadline.due_on, deadline.calendar)
    if deadline.direction is Direction.BACK:
        return before
    return max(deadline.started_on, min(before, _nine_tenths_on(deadline)))


def warned_on(day: date, calendar: Calendar) -> date:
    """The last working day before a day; the day before it, where the rest days of its year are not known yet."""
    before = add_days(day, -1)
    return working_day_on_or_before(before, calendar) if calendar.tells(before.year) else before


def _nine_tenths_on(deadline: Deadline) -> date:
    units = {deadline.term.unit, *(extension.term.unit for extension in deadline.extensions)}
    if units == {Unit.WORKING_DAYS}:
        total = deadline.term.count + sum(extension.term.count for extension in deadline.extensions)
        part = Term(-(-total * 9 // 10), Unit.WORKING_DAYS)
        return _segments(deadline.started_on, [part], deadline.calendar, deadline.stops)[-1].last
    if Unit.WORKING_DAYS not in units:
        total = (deadline.nominal_on - deadline.started_on).days
        total -= sum(_overlap(stop, deadline.started_on, deadline.nominal_on) for stop in deadline.stops)
        part = Term(max(1, -(-total * 9 // 10)), Unit.CALENDAR_DAYS)
        return _segments(deadline.started_on, [part], deadline.calendar, deadline.stops)[-1].last
    counted = [day.day for day in deadline.explain() if day.why is Why.COUNTED]
    return counted[-(-len(counted) * 9 // 10) - 1]


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Working days in (first, last]: 0 when equal, negative when ``last`` is earlier."""
    if last < first:
        return -working_days_between(last, first, calendar)
    count = 0
    for year in range(first.year, last.year + 1):
        working = calendar.working_ordinals(year)
        upper = bisect_right(working, last.toordinal()) if year == last.year else len(working)
        lower = bisect_right(working, first.toordinal()) if year == first.year else 0
        count += upper - lower
    return count


def days_between(first: date, last: date) -> int:
    """Calendar days in (first, last]; negative when ``last`` is earlier."""
    return (last - first).days


def nth_working_day_after(day: date, n: int, calendar: Calendar) -> date:
    """The nth working day after ``day``, n from 1; ``day`` itself is not counted whatever it is."""
    year = day.year
    working = calendar.working_ordinals(year)
    index = bisect_right(working, day.toordinal()) + n - 1
    while index >= len(working):
        index -= len(working)
        year += 1
        working = calendar.working_ordinals(year)
    return date.fromordinal(working[index])


def _nth_working_day_before(day: date, n: int, calendar: Calendar) -> date:
    year = day.year
    working = calendar.working_ordinals(year)
    index = bisect_right(working, day.toordinal() - 1) - n
    while index < 0:
        year -= 1
        working = calendar.working_ordinals(year)
        index += len(working)
    return date.fromordinal(working[index])


def working_day_on_or_after(day: date, calendar: Calendar) -> date:
    """``day`` if it is a working day, else the first working day after it."""
    return day if calendar.is_working_day(day) else nth_working_day_after(day, 1, calendar)


def working_day_on_or_before(day: date, calendar: Calendar) -> date:
    """``day`` if it is a working day, else the last working day before it."""
    return day if calendar.is_working_day(day) else _nth_working_day_before(day, 1, calendar)


def working_days_in(first: date, last: date, calendar: Calendar) -> list[date]:
    """The working days of the closed span, ascending; empty when ``last`` is earlier."""
    return [day for day in date_range(first, last) if calendar.is_working_day(day)]


def add_days(day: date, n: int) -> date:
    """``day`` moved by n calendar days, either way."""
    return day + timedelta(days=n)


def add_months(day: date, n: int) -> date:
    """The corresponding date n months on (or back), or that month's last day where there is none (民法典
    §202).
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month0 + 1, min(day.day, month_lengths.monthrange(year, month0 + 1)[1]))


def add_years(day: date, n: int) -> date:
    """The corresponding date n years on (or back); 29 February becomes 28 February (民法典 §202)."""
    return add_months(day, 12 * n)


def date_range(first: date, last: date) -> Iterator[date]:
    """Every day of the closed span, ascending; nothing when ``last`` is earlier."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def year_span(year: int) -> Span:
    """1 January to 31 December."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def month_span(year: int, month: int) -> Span:
    """First to last day of a month."""
    return Span(date(year, month, 1), end_of_month(date(year, month, 1)))


def end_of_month(day: date) -> date:
    """Last day of the month of ``day``."""
    return day.replace(day=month_lengths.monthrange(day.year, day.month)[1])


def end_of_year(year: int) -> date:
    """31 December."""
    return date(year, 12, 31)


@lru_cache(maxsize=1024)
def legal_day(moment: datetime) -> date:
    """The day in China on which an aware moment falls: the day that counts for every limit."""
    return _aware(moment).astimezone(SHANGHAI).date()


def start_of_day(day: date) -> datetime:
    """The first moment of a legal day, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The moment at which a legal day is over (24:00, 民法典 §203), in UTC; the next day's first moment."""
    return start_of_day(add_days(day, 1))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise LimitProblem(
            "时间没有时区，无法确定日期。", "The moment has no time zone, so its day is unknown."
        )
    return moment


def _hours_need_a_moment() -> LimitProblem:
    return LimitProblem(
        "以小时计算的期限须从具体时刻起算，不能只给日期。",
        "A limit in hours runs from a moment, not from a date; use due_at.",
    )


def _merged(stops: Sequence[Span]) -> tuple[Span, ...]:
    """The same days as sorted spans that neither overlap nor touch, so that no day is taken off twice."""
    merged: list[Span] = []
    for stop in sorted(stops, key=lambda span: span.first):
        if merged and stop.first <= add_days(merged[-1].last, 1):
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, stop.last))
        else:
            merged.append(stop)
    return tuple(merged)


def _segments(
    started_on: date, terms: Sequence[Term], calendar: Calendar, stops: tuple[Span, ...]
) -> tuple[Segment, ...]:
    """Where the terms, counted one on from another, end: before rolling, stopped days left out."""
    if not stops and len(terms) == 1 and terms[0].unit is Unit.WORKING_DAYS:
        return (Segment(Unit.WORKING_DAYS, nth_working_day_after(started_on, terms[0].count, calendar)),)
    segments: list[Segment] = []
    end = started_on
    for unit, count in _grouped(terms):
        begun = end
        if unit is Unit.WORKING_DAYS:
            end = nth_working_day_after(begun, count, calendar)
        elif unit is Unit.HOURS:
            raise _hours_need_a_moment()
        else:
            end = term_ends_on(begun, Term(count, unit))
        # Sorted and apart: a stop that begins by the end so far is skipped whole; the next is judged by the
        # new end.
        for stop in stops:
            if stop.first > end:
                break
            first = max(stop.first, add_days(begun, 1))
            if stop.last < first:
                continue
            if unit is Unit.WORKING_DAYS:
                lost = working_days_between(add_days(first, -1), stop.last, calendar)
                if lost:
                    end = nth_working_day_after(end, lost, calendar)
            else:
                end = add_days(end, (stop.last - first).days + 1)
        segments.append(Segment(unit, end))
    return tuple(segments)


def _grouped(terms: Sequence[Term]) -> list[tuple[Unit, int]]:
    # Like terms are summed first: 1 month + 1 month from 31 January is 31 March, not 28 March.
    groups: list[tuple[Unit, int]] = []
    for term in terms:
        if groups and groups[-1][0] is term.unit:
            groups[-1] = (term.unit, groups[-1][1] + term.count)
        else:
            groups.append((term.unit, term.count))
    return groups


def _rolled(segment: Segment, calendar: Calendar, stops: tuple[Span, ...]) -> date:
    """The first day from the segment's end on that is neither a rest day nor stopped (民法典 §203).

    An end in working days stands as it is.
    """
    day = segment.last
    if segment.unit is Unit.WORKING_DAYS:
        return day
    while True:
        day = working_day_on_or_after(day, calendar)
        stop = next((stop for stop in stops if day in stop), None)
        if stop is None:
            return day
        day = add_days(stop.last, 1)


def _overlap(stop: Span, started_on: date, end: date) -> int:
    """Days of ``stop`` in (started_on, end]."""
    first, last = max(stop.first, add_days(started_on, 1)), min(stop.last, end)
    return max(0, (last - first).days + 1)
