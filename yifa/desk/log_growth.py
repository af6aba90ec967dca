"""How a bureau's log grew, without counting it: positions have no gaps and moments only go forward, so where a day begins is
found by halving, and what happened in it is the distance to where the next begins.

One statement answers for a whole year; it reads about twenty entries for each boundary, whatever the size of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from yifa.cases.models import LogEntry
from yifa.law.limits import add_days, start_of_day

_SEARCH: Final = """
with recursive marks (n, at) as (
    select * from unnest(%s::int[], %s::timestamptz[])
), search (n, at, low, high) as (
    select n, at, 0::bigint, coalesce((select size from log_head where bureau_id = %s), 0) from marks
    union all
    select s.n, s.at,
        case when e.recorded_at < s.at then m.middle + 1 else s.low end,
        case when e.recorded_at < s.at then s.high else m.middle end
    from search s
    cross join lateral (select (s.low + s.high) / 2 as middle) m
    join log_entry e on e.bureau_id = %s and e.position = m.middle
    where s.low < s.high
)
select low from search where low >= high order by n
"""


def positions_at(bureau_id: int, moments: Sequence[datetime]) -> list[int]:
    """For each moment, how many entries had been recorded before it. The connection works for the bureau."""
    if not moments:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [list(range(len(moments))), list(moments), bureau_id, bureau_id])
        return [int(row[0]) for row in cursor.fetchall()]


def size_of(bureau_id: int) -> int:
    """How many entries the log holds: positions have no gaps, so the last one tells."""
    last = (
        LogEntry.objects.filter(bureau_id=bureau_id).order_by("-position").values_list("position", flat=True)
    )
    found = last.first()
    return 0 if found is None else found + 1


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how many acts were recorded in it."""

    on: date
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month, the size of the log at its beginning, and how many acts were recorded in it."""

    first_on: date
    before: int
    count: int


def days_of(bureau_id: int, year: int, until: date) -> list[Day]:
    """The days of a year, to and with ``until``; one query."""
    last = min(date(year, 12, 31), until)
    days = [date.fromordinal(number) for number in range(date(year, 1, 1).toordinal(), last.toordinal() + 1)]
    if not days:
        return []
    edges = positions_at(bureau_id, [start_of_day(day) for day in (*days, add_days(last, 1))])
    return [Day(day, edges[place + 1] - edges[place]) for place, day in enumerate(days)]


def months_to(bureau_id: int, today: date, number: int = 12) -> list[Month]:
    """The last months, the present one last; one query."""
    firsts: list[date] = []
    year, month = today.year, today.month
    for _ in range(number):
        firsts.append(date(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    firsts.reverse()
    edges = positions_at(bureau_id, [start_of_day(day) for day in (*firsts, add_days(today, 1))])
    return [Month(first, edges[place], edges[place + 1] - edges[place]) for place, first in enumerate(firsts)]
