"""Why a deadline falls where it does, one sentence a day, for the reader who asks.

Kept apart from the counting in :mod:`yifa.law.limits`, which is fast and silent; the tests hold the two
against each other: the last day explained is the day computed, and the number of counted days is the term.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from yifa.law.calendar import Calendar, DayFacts, DayKind
from yifa.law.counted import CountedDay, Extension, Segment, Span, Why
from yifa.law.terms import Term, Unit
from yifa.law.text import Bilingual

_EVENT = Bilingual(
    "事由发生之日，不计入（《民法典》第二百零一条）", "day of the event, not counted (Civil Code, art. 201)"
)
_STOPPED = Bilingual("期限中止，不计入", "the clock is stopped; not counted")
_NOTICE = Bilingual("最迟于此日办理，当日不计入", "last day on which it is in time; itself not counted")
_NOTICE_COUNTS = Bilingual("最迟于此日办理", "last day on which it is in time")
_ROLLED_END = Bilingual(
    "末日遇休假日，顺延至此日届满（《民法典》第二百零三条）",
    "the last day was a holiday or rest day, so the limit ends on this day (Civil Code, art. 203)",
)

_NOT_WORKING = {
    DayKind.WEEKEND: Why.REST_DAY,
    DayKind.HOLIDAY: Why.HOLIDAY,
    DayKind.LOCAL_CLOSURE: Why.CLOSURE,
}


class Count(Protocol):
    """What is explained; :class:`yifa.law.limits.Deadline` is one."""

    @property
    def started_on(self) -> date: ...
    @property
    def term(self) -> Term: ...
    @property
    def due_on(self) -> date: ...
    @property
    def nominal_on(self) -> date: ...
    @property
    def calendar(self) -> Calendar: ...
    @property
    def segments(self) -> tuple[Segment, ...]: ...
    @property
    def stops(self) -> tuple[Span, ...]: ...
    @property
    def extensions(self) -> tuple[Extension, ...]: ...


def explain_forward(count: Count) -> tuple[CountedDay, ...]:
    """Each day from the event to the end, ascending."""
    days = [CountedDay(count.started_on, None, Why.EVENT_DAY, _EVENT)]
    ordinal = 0
    for day in Span(count.started_on, count.due_on):
        if day == count.started_on:
            continue
        facts = count.calendar.explain(day)
        if any(day in stop for stop in count.stops):
            days.append(CountedDay(day, None, Why.STOPPED, _STOPPED))
        elif day > count.nominal_on:
            note = _ROLLED_END if day == count.due_on else _moves_on(facts)
            days.append(CountedDay(day, None, Why.ROLLED, note, facts.is_open))
        elif _unit_on(day, count) is Unit.WORKING_DAYS and not facts.is_working_day:
            days.append(CountedDay(day, None, _NOT_WORKING[facts.kind], _rest_note(facts), facts.is_open))
        else:
            ordinal += 1
            days.append(
                CountedDay(day, ordinal, Why.COUNTED, _counted_note(ordinal, facts, count), facts.is_open)
            )
    return tuple(days)


def explain_back(count: Count) -> tuple[CountedDay, ...]:
    """Each day from the last day for the notice to the event, ascending; the numbers run backwards."""
    notice_counts = count.due_on == count.nominal_on
    days = [CountedDay(count.started_on, None, Why.EVENT_DAY, _EVENT)]
    ordinal = 0
    for day in reversed(list(Span(count.due_on, count.started_on))[:-1]):
        facts = count.calendar.explain(day)
        if day == count.due_on and not notice_counts:
            days.append(CountedDay(day, None, Why.NOTICE_DAY, _NOTICE))
        elif count.term.unit is Unit.WORKING_DAYS and not facts.is_working_day:
            days.append(CountedDay(day, None, _NOT_WORKING[facts.kind], _rest_note(facts), facts.is_open))
        else:
            ordinal += 1
            back = Bilingual(f"倒数第{ordinal}日", f"day {ordinal} before")
            days.append(
                CountedDay(day, ordinal, Why.COUNTED, _NOTICE_COUNTS if day == count.due_on else back)
            )
    return tuple(reversed(days))


def _unit_on(day: date, count: Count) -> Unit:
    return next((segment.unit for segment in count.segments if day <= segment.last), count.term.unit)


_OPEN = Bilingual(
    "放假安排尚未公布，此日可能调整", "the holiday arrangement is not published; it may change this day"
)


def _rest_note(facts: DayFacts) -> Bilingual:
    if facts.is_open:
        return Bilingual(f"{_OPEN.zh}，暂不计入", f"{_OPEN.en}; not counted for now")
    return Bilingual(
        f"{facts.name.zh}，{facts.kind.label.zh}，不计入（{facts.basis.zh}）",
        f"{facts.name.en}, {facts.kind.label.en}; not counted ({facts.basis.en})",
    )


def _moves_on(facts: DayFacts) -> Bilingual:
    return Bilingual(f"{facts.name.zh}，顺延", f"{facts.name.en}; the end moves on")


def _counted_note(ordinal: int, facts: DayFacts, count: Count) -> Bilingual:
    zh, en = f"第{ordinal}日", f"day {ordinal}"
    if facts.is_open and _unit_on(facts.day, count) is Unit.WORKING_DAYS:
        zh += f"，{_OPEN.zh}，暂计入"
        en += f", {_OPEN.en}; counted for now"
    if facts.kind is DayKind.MAKE_UP_WORKING_DAY:
        zh += f"，调休上班日，计入（{facts.basis.zh}）"
        en += f", make-up working day, counted ({facts.basis.en})"
    if facts.day == count.nominal_on:
        if count.segments[-1].unit in (Unit.MONTHS, Unit.YEARS) and not count.stops:
            zh += "，到期的对应日（《民法典》第二百零二条）"
            en += ", the corresponding date (Civil Code, art. 202)"
        if count.due_on != count.nominal_on:
            zh += f"，末日为{facts.name.zh}，须顺延"
            en += f", the last day is {facts.name.en} and moves on"
    return Bilingual(zh, en)
