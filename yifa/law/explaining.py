"""Why a deadline falls where it does, one sentence a day, for the reader who asks.

Kept apart from the counting in :mod:`yifa.law.limits`, which is fast and silent; the tests hold the two
against each other: the last day explained is the day computed, and the number of counted days is the term.
"""

from __future__ import annotations

from datetime import date

from yifa.law.calendar import DayFacts, DayKind
from yifa.law.limits import (
    CountedDay,
    Deadline,
    Direction,
    Span,
    Unit,
    Why,
    date_range,
    why_not_working,
)
from yifa.law.text import Bilingual

_EVENT = Bilingual(
    "事由发生之日，不计入（民法典第二百零一条）", "day of the event, not counted (Civil Code, art. 201)"
)
_STOPPED = Bilingual("期限中止，不计入", "the clock is stopped; not counted")
_BACK_EVENT = Bilingual("事由之日，不计入", "day of the event, not counted")
_BACK_NOTICE = Bilingual("最迟于此日办理，当日不计入", "last day on which it is in time; not counted")
_BACK_NOTICE_COUNTS = Bilingual("最迟于此日办理", "last day on which it is in time")


def explain(deadline: Deadline) -> tuple[CountedDay, ...]:
    """Each day of the count, ascending, with its number or the reason why it has none. Raises
    YearNotPublished.
    """
    if deadline.direction is Direction.BACK:
        return tuple(_back(deadline))
    return tuple(_forward(deadline))


def _forward(deadline: Deadline) -> list[CountedDay]:
    days = [CountedDay(deadline.started_on, None, Why.EVENT_DAY, _EVENT)]
    ordinal = 0
    working_left = _working_days_in_front(deadline)
    for day in _after(deadline.started_on, deadline.due_on):
        facts = deadline.calendar.explain(day)
        if _is_stopped(day, deadline.stops):
            days.append(CountedDay(day, None, Why.STOPPED, _STOPPED))
        elif day > deadline.nominal_on:
            days.append(CountedDay(day, None, Why.ROLLED, _rolled_note(facts, last=day == deadline.due_on)))
        elif _counts_working_days(deadline, ordinal, working_left) and not facts.is_working_day:
            days.append(CountedDay(day, None, why_not_working(facts) or Why.NOT_COUNTED, _rest_note(facts)))
        else:
            ordinal += 1
            days.append(CountedDay(day, ordinal, Why.COUNTED, _counted_note(ordinal, facts, deadline, day)))
    return days


def _working_days_in_front(deadline: Deadline) -> int:
    """How many counted days are working days before a unit in calendar time takes over (mixed extensions)."""
    total = 0
    for term in (deadline.term, *(extension.term for extension in deadline.extensions)):
        if term.unit is not Unit.WORKING_DAYS:
            break
        total += term.count
    return total


def _counts_working_days(deadline: Deadline, ordinal: int, working_in_front: int) -> bool:
    if ordinal < working_in_front:
        return True
    tail = deadline.extensions[-1].term.unit if deadline.extensions else deadline.term.unit
    # Of a limit in days extended by working days, the days come first; what follows them is counted on the
    # calendar of work.
    return (
        tail is Unit.WORKING_DAYS
        and deadline.term.unit is not Unit.WORKING_DAYS
        and _past_plain(deadline, ordinal)
    )


def _past_plain(deadline: Deadline, ordinal: int) -> bool:
    working = sum(
        extension.term.count for extension in deadline.extensions if extension.term.unit is Unit.WORKING_DAYS
    )
    return _remaining_working_days(deadline, ordinal) <= working


def _remaining_working_days(deadline: Deadline, ordinal: int) -> int:
    counted = 0
    for day in _after(deadline.started_on, deadline.nominal_on):
        if _is_stopped(day, deadline.stops):
            continue
        counted += 1
        if counted > ordinal:
            return sum(
                1
                for later in date_range(day, deadline.nominal_on)
                if deadline.calendar.is_working_day(later) and not _is_stopped(later, deadline.stops)
            )
    return 0


def _back(deadline: Deadline) -> list[CountedDay]:
    notice_counts = deadline.due_on == deadline.nominal_on
    days: list[CountedDay] = []
    total = deadline.term.count
    inside = [day for day in date_range(deadline.due_on, deadline.started_on) if day != deadline.started_on]
    ordinal = 0
    for day in reversed(inside):
        facts = deadline.calendar.explain(day)
        if day == deadline.due_on and not notice_counts:
            days.append(CountedDay(day, None, Why.EVENT_DAY, _BACK_NOTICE))
        elif deadline.term.unit is Unit.WORKING_DAYS and not facts.is_working_day:
            days.append(CountedDay(day, None, why_not_working(facts) or Why.NOT_COUNTED, _rest_note(facts)))
        else:
            ordinal += 1
            note = Bilingual(f"倒数第{ordinal}日", f"day {ordinal} before")
            if day == deadline.due_on and deadline.term.unit is Unit.WORKING_DAYS and ordinal == total:
                note = _BACK_NOTICE_COUNTS
            days.append(CountedDay(day, ordinal, Why.COUNTED, note))
    days.reverse()
    days.append(CountedDay(deadline.started_on, None, Why.EVENT_DAY, _BACK_EVENT))
    return days


def _after(started_on: date, last: date) -> list[date]:
    return [day for day in date_range(started_on, last) if day != started_on]


def _is_stopped(day: date, stops: tuple[Span, ...]) -> bool:
    return any(day in stop for stop in stops)


def _rest_note(facts: DayFacts) -> Bilingual:
    return Bilingual(
        f"{facts.name.zh}，{facts.kind.label.zh}，不计入（{facts.basis.zh}）",
        f"{facts.name.en}, {facts.kind.label.en}; not counted ({facts.basis.en})",
    )


def _rolled_note(facts: DayFacts, *, last: bool) -> Bilingual:
    if last:
        return Bilingual(
            "末日遇休假日，顺延至此日届满（民法典第二百零三条）",
            "the last day was a holiday or rest day, so the limit ends on this day (Civil Code, art. 203)",
        )
    return Bilingual(f"{facts.name.zh}，顺延", f"{facts.name.en}; the end moves on")


def _counted_note(ordinal: int, facts: DayFacts, deadline: Deadline, day: date) -> Bilingual:
    zh, en = f"第{ordinal}日", f"day {ordinal}"
    if facts.kind is DayKind.MAKE_UP_WORKING_DAY:
        zh += f"，调休上班日，计入（{facts.basis.zh}）"
        en += f", make-up working day, counted ({facts.basis.en})"
    if day == deadline.nominal_on and deadline.term.unit in (Unit.MONTHS, Unit.YEARS) and not deadline.stops:
        zh += "，到期的对应日（民法典第二百零二条）"
        en += ", the corresponding date (Civil Code, art. 202)"
    if day == deadline.nominal_on and deadline.rolled:
        zh += f"，末日为{facts.name.zh}，须顺延"
        en += f", the last day is {facts.name.en} and moves on"
    return Bilingual(zh, en)
