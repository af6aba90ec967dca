"""A bureau with very many cases: some hundreds really done through the act, and then their rows multiplied by SQL.

Multiplied are ``cases_case``, ``cases_obligation`` and one register, ``services_application``: by the superuser, past row-level
security and the checks of foreign keys, which hold by construction. Closed cases and their register rows are spread over six
years. The log is not multiplied, so only the cases of the beginning have a history to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

YEARS: Final = 6
CLOSED: Final = 240
OPEN_DAYS: Final = 10


@dataclass(frozen=True, slots=True)
class Crowd:
    """What there is. user_id: log-ins by part; number: of the case with the longest history among the open ones."""

    bureau_id: int
    users: dict[str, int]
    number: str
    acts: int
    really_done: int
    cases: int
    open_cases: int
    obligations: int
    rows: int


def make(cluster: Any, wanted: int) -> Crowd:
    """The bureau of a year profile with at least ``wanted`` cases, analysed by the planner."""
    from django.conf import settings

    from yifa.cases.log.keys import ensure_key
    from yifa.cases.log.record import integrate
    from yifa.demo.bureaus import make_bureau, make_logins
    from yifa.demo.director import Director
    from yifa.demo.loading import known_indicator
    from yifa.demo.profile import find_profile, read_profile
    from yifa.house.models import Officer
    from yifa.house.tenancy import using_bureau
    from yifa.law.limits import legal_day

    today = legal_day(settings.CLOCK)
    bureau = make_bureau(read_profile(find_profile("luohe-2020"), known_indicator), date(2010, 1, 1))
    ensure_key(bureau)
    acts = Director(bureau).play(_stories(bureau, today))
    integrate(bureau, settings.CLOCK)
    logins = make_logins(bureau, today, "")
    with using_bureau(bureau):
        named = dict(Officer.objects.filter(user__isnull=False).values_list("user__username", "user_id"))
        users = {part.username: int(named[username] or 0) for username, part in logins}
    with cluster.connect("postgres", "yifa") as raw:
        really_done = _count(raw, "cases_case")
        (number,) = raw.execute(
            "select number from cases_case where closed_on is null order by version desc, id limit 1"
        ).fetchone()
        _multiply(raw, wanted, really_done)
        return Crowd(
            bureau_id=bureau.pk,
            users=users,
            number=str(number),
            acts=acts,
            really_done=really_done,
            cases=_count(raw, "cases_case"),
            open_cases=_count(raw, "cases_case where closed_on is null"),
            obligations=_count(raw, "cases_obligation"),
            rows=_count(raw, "services_application"),
        )


def _stories(bureau: Any, today: date) -> Iterator[Any]:
    """A year's applications from first to last, and matters at every stage as they stood on each of the last days."""
    from yifa.cases.stories import Brief, Target
    from yifa.cases.telling import living, players
    from yifa.house.calendars import calendar_of

    brief = Brief(
        bureau_name=bureau.name,
        short_name=bureau.short_name,
        document_code=bureau.document_mark,
        division_code=bureau.division_code,
        place=bureau.name.removesuffix("科学技术局"),
        calendar=calendar_of(bureau),
        today=today,
    )
    yield from players()["service.completed"](brief, Target("service.completed", today.year, CLOSED))
    for ago in range(1, OPEN_DAYS + 1):
        yield from living()["services"](replace(brief, today=brief.before_today(ago)))


def _count(raw: Any, of: str) -> int:
    return int(raw.execute(f"select count(*) from {of}").fetchone()[0])


def _columns(raw: Any, table: str) -> list[str]:
    rows = raw.execute(
        "select column_name from information_schema.columns where table_name = %s and column_name <> 'id'"
        " order by ordinal_position",
        (table,),
    ).fetchall()
    return [str(row[0]) for row in rows]


def _copies(raw: Any, table: str, key: str, count: int, last: int, copies: int) -> None:
    """Copies of every row of a table, in the order of the copies; ``key`` is the column that holds the case."""
    # A case's place among those of the beginning tells the keys of its copies.
    case_id = f"{last} + 1 + (copy - 1)::bigint * {count} + place"
    chosen = {name: _shifted(name) for name in _columns(raw, table)} | {key: case_id}
    if "number" in chosen:
        chosen["number"] = "t.number || '-' || copy"
    raw.execute(
        f"insert into {table} ({', '.join(chosen)}) select {', '.join(chosen.values())}"
        f" from generate_series(1, {copies}) as copy, {table} as t join seed on seed_id = t.{key} order by copy, t.id"
    )


def _shifted(name: str) -> str:
    """A column as it is; days of closed cases some whole years earlier."""
    if not name.endswith("_on"):
        return f"t.{name}"
    return f"t.{name} - 365 * (case when closed then copy % {YEARS} else 0 end)"


def _multiply(raw: Any, wanted: int, count: int) -> None:
    copies = max(0, -(-(wanted - count) // count))
    (last,) = raw.execute("select max(id) from cases_case").fetchone()
    # No triggers in this session: the keys are right by construction, and a million checks of them would tell nothing.
    raw.execute("set session_replication_role = replica")
    raw.execute(
        "create temporary table seed as select id as seed_id, closed_on is not null as closed,"
        " row_number() over (order by id) - 1 as place from cases_case"
    )
    # The cases last, so that the others are multiplied from the rows of the beginning alone.
    for table, key in (
        ("cases_obligation", "case_id"),
        ("services_application", "case_id"),
        ("cases_case", "id"),
    ):
        _copies(raw, table, key, count, last, copies)
    raw.execute("select setval(pg_get_serial_sequence('cases_case', 'id'), (select max(id) from cases_case))")
    raw.execute("vacuum analyze")
    raw.execute("checkpoint")
