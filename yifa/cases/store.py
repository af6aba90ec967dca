"""The only module that writes cases and the log: hand-written SQL, one statement for an act.

The rest of the tree goes through ``act`` and ``record``; an import contract holds it to that. The functions called here are
defined in migration 0002. Statements go straight to psycopg with server-side parameters and are prepared once for each
connection, because building and planning them anew costs more than running them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from psycopg.sql import Literal

from yifa.cases.contents import opened, readable, to_text
from yifa.cases.errors import ClockAhead

_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

MOVED: Final = "YF001"
LATER_ENTRY: Final = "YF002"
AHEAD: Final = "YF004"


class Moved(Exception):
    """The case is no longer at the version that the ruling was made on."""


class LaterEntry(Exception):
    """The log's last entry is recorded later than this one would be."""


class State(NamedTuple):
    """A case as one read finds it, with what an act needs to know of its bureau.

    is_held: whether a register has a row that makes it wait (``hold_cases``). answers: as ``answers_of_case`` gives them,
    where they were asked for.
    """

    number: str
    procedure_key: str
    procedure_version: int
    procedure_hash: str
    title: str
    party_id: int | None
    party_name: str | None
    opened_on: date
    closed_on: date | None
    department_id: int | None
    assignee_id: int | None
    marking: str
    version: int
    bureau_code: str
    document_mark: str
    late_after_days: int
    calendar_version: int
    is_held: bool
    answers: dict[str, Any] | None


class Opening(NamedTuple):
    """Columns of a case that an act opens."""

    number: str
    procedure_key: str
    procedure_version: int
    procedure_hash: str
    title: str
    opened_on: date
    party_id: int | None = None
    department_id: int | None = None
    assignee_id: int | None = None
    progress_code_hash: str = ""
    subject_kind: str = ""
    subject_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As the SQL functions take it."""
        return {**self._asdict(), "opened_on": self.opened_on.isoformat()}


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A row of the index of what is owed; see ``models.Obligation``."""

    rule_id: str
    lane: str
    steps: tuple[str, ...]
    since_on: date
    due_on: date | None
    amber_on: date | None
    is_promise: bool
    latest_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """As the SQL functions take it."""
        return {
            "rule_id": self.rule_id,
            "lane": self.lane,
            "steps": self.steps,
            "since_on": self.since_on.isoformat(),
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "amber_on": self.amber_on.isoformat() if self.amber_on else None,
            "is_promise": self.is_promise,
            "latest_on": self.latest_on.isoformat() if self.latest_on else None,
        }


@dataclass(slots=True)
class Write:
    """Everything that one act writes.

    case_version: entries of the case with this one; 0 for an entry without a case. opening: set where the act opens the case.
    moved: the new (department, assignee) where they change. personal: answers that are sealed.
    dropped: rule ids no longer owed; owed: rows newly owed.
    """

    bureau_id: int
    case_id: int | None
    case_version: int
    officer_id: int | None
    step: str
    kind: str
    happened_at: datetime
    recorded_at: datetime
    late: bool
    leaf_hash: bytes
    entry: bytes
    marking: str = ""
    closed_on: date | None = None
    opening: Opening | None = None
    moved: tuple[int | None, int | None] | None = None
    answers: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    dropped: Sequence[str] = ()
    owed: Sequence[OwedRow] = ()
    letter: str | None = None
    letter_mark: str = ""
    letter_on: date | None = None


class Written(NamedTuple):
    """Where the act stands in the log, and the serial number of its letter if it produced one."""

    position: int
    serial: int | None


_ANSWERS: Final = (
    "select distinct on (a.key) a.key, a.value from log_entry e"
    " join act_content c on c.bureau_id = e.bureau_id and c.position = e.position"
    " cross join lateral jsonb_each(c.answers) a"
    " where e.case_id = {case} and e.kind in ('act', 'import') and a.key not like ':%%'{until}"
    " order by a.key, e.position desc"
)
_holding: Final[list[QuerySet[Any, int | None]]] = []


def hold_cases(waiting: QuerySet[Any, int | None]) -> None:
    """Let whoever reads a case learn whether it is among these: the keys of cases that something makes wait."""
    _holding.append(waiting)
    _read.cache_clear()


# A statement of its own for one case: the number of keys in an array is unknown to a plan that is kept, and PostgreSQL would
# plan anew each time.
_ONE: Final = "(values (%s::bigint)) as wanted (id)"
_SOME: Final = "unnest(%s::bigint[]) as wanted (id)"


@cache
def _read(which: str, answers: bool) -> str:
    """The statement that reads cases by their keys."""
    held = [
        f"exists (select from ({_literal(rows)}) held (id) where held.id = wanted.id)" for rows in _holding
    ]
    told = "null"
    if answers:
        every = _ANSWERS.format(case="wanted.id", until="")
        told = f"(select jsonb_object_agg(told.key, told.value)::text from ({every}) told)"  # noqa: S608
    return (
        f"select wanted.id, read.*, {' or '.join(held) or 'false'}, {told}"  # noqa: S608  (no words of a user's)
        f" from {which} cross join lateral yifa_read_case(%s::bigint, wanted.id) as read"
    )


def _literal(rows: QuerySet[Any, int | None]) -> str:
    text, parameters = rows.query.sql_with_params()
    return text % tuple(Literal(one).as_string() for one in parameters)


_ACT: Final = (
    "select * from yifa_act(%s::bigint, %s::bigint, %s::integer, %s::text, %s::date, %s::jsonb, %s::jsonb, %s::bigint, %s::text,"
    " %s::text, %s::timestamptz, %s::timestamptz, %s::boolean, %b::bytea, %b::bytea, %s::text, %s::text[], %s::text, %s::text,"
    " %s::text, %s::date)"
)


def execute(
    connection: BaseDatabaseWrapper, statement: str, parameters: Sequence[Any] = ()
) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run a statement on Django's connection with server-side parameters; recorded where Django records queries."""
    connection.ensure_connection()
    raw = connection.connection
    if raw.prepare_threshold is None:
        # Django's own cursors bind on the client's side and are not touched by this.
        raw.prepare_threshold = 2
    cursor: psycopg.Cursor[tuple[Any, ...]] = psycopg.Cursor(raw)
    if not connection.queries_logged:
        return cursor.execute(statement, parameters)
    start = time.monotonic()
    try:
        return cursor.execute(statement, parameters)
    finally:
        connection.queries_log.append({"sql": statement, "time": f"{time.monotonic() - start:.3f}"})


def read_case(
    bureau_id: int, case_id: int, *, answers: bool = False, using: str = DEFAULT_DB_ALIAS
) -> State | None:
    """The case and its bureau in one round trip; None where the bureau has no such case. answers: with what it was told."""
    row = execute(connections[using], _read(_ONE, answers), (case_id, bureau_id)).fetchone()
    return None if row is None else _state(row)


def read_cases(
    bureau_id: int, case_ids: Sequence[int], *, answers: bool = False, using: str = DEFAULT_DB_ALIAS
) -> dict[int, State]:
    """Several cases in one round trip, by their primary keys; those that are not the bureau's are left out."""
    rows = execute(connections[using], _read(_SOME, answers), (list(case_ids), bureau_id)).fetchall()
    return {row[0]: _state(row) for row in rows}


def _state(row: tuple[Any, ...]) -> State:
    *columns, told = row[1:]
    return State._make((*columns, None if told is None else _opened_answers(json.loads(told))))


def held_among(case_ids: Sequence[int], using: str = DEFAULT_DB_ALIAS) -> frozenset[int]:
    """Those cases of the bureau that something makes wait."""
    if not _holding or not case_ids:
        return frozenset()
    found = " union ".join(
        f"select held.id from ({_literal(rows)}) held (id) where held.id = any (%s::bigint[])"  # noqa: S608  (as above)
        for rows in _holding
    )
    rows = execute(connections[using], found, [list(case_ids)] * len(_holding)).fetchall()
    return frozenset(row[0] for row in rows)


def write_act(write: Write, using: str = DEFAULT_DB_ALIAS) -> Written:
    """Write an act in one statement: all of it, or nothing. Outside a transaction it is durable on return.

    Raises Moved when the case is not at ``case_version - 1``, LaterEntry when the log's last entry is recorded later, ClockAhead
    when it would be recorded ahead of the database server's clock.
    """
    moved = None
    if write.moved is not None:
        moved = _dumps({"department_id": write.moved[0], "assignee_id": write.moved[1]})
    parameters = (
        write.bureau_id,
        write.case_id,
        write.case_version - 1 if write.case_id is not None else None,
        write.marking,
        write.closed_on,
        None if write.opening is None else _dumps(write.opening.to_json()),
        moved,
        write.officer_id,
        write.step,
        write.kind,
        write.happened_at,
        write.recorded_at,
        write.late,
        write.leaf_hash,
        write.entry,
        to_text(write.answers, write.personal) if write.answers else None,
        list(write.dropped) if write.dropped else None,
        _dumps([row.to_json() for row in write.owed]) if write.owed else None,
        write.letter,
        write.letter_mark,
        write.letter_on,
    )
    try:
        row = execute(connections[using], _ACT, parameters).fetchone()
    except psycopg.Error as error:
        raise _translated(error) from error
    assert row is not None
    return Written(*row)


def _translated(error: psycopg.Error) -> Exception:
    if error.sqlstate == MOVED:
        return Moved()
    if error.sqlstate == AHEAD:
        return ClockAhead()
    return LaterEntry() if error.sqlstate == LATER_ENTRY else error


def refresh_owed(
    bureau_id: int, case_id: int, version: int, rows: Sequence[OwedRow], using: str = DEFAULT_DB_ALIAS
) -> int:
    """Put the days of what a case owes right in the index, where the calendar has changed; the number of rows that changed.

    Only days: rows that are not there are not made. Nothing happens where the case is no longer at ``version``.
    """
    row = execute(
        connections[using],
        "select yifa_refresh_owed(%s::bigint, %s::bigint, %s::integer, %s::jsonb)",
        (bureau_id, case_id, version, _dumps([row.to_json() for row in rows])),
    ).fetchone()
    assert row is not None
    return int(row[0])


def lock_head(bureau_id: int, using: str = DEFAULT_DB_ALIAS) -> tuple[int, datetime | None]:
    """Lock the bureau's log until the transaction ends; its size, and when its last entry was recorded."""
    row = execute(connections[using], "select * from yifa_lock_head(%s::bigint)", (bureau_id,)).fetchone()
    assert row is not None
    return row[0], row[1]


def head(bureau_id: int, using: str = DEFAULT_DB_ALIAS) -> tuple[int, datetime | None]:
    """Size of the bureau's log, and when its last entry was recorded; nothing is locked."""
    row = execute(
        connections[using],
        "select * from yifa_read_head(%s::bigint)",
        (bureau_id,),
    ).fetchone()
    return (0, None) if row is None else (row[0], row[1])


def take_numbers(
    bureau_id: int, series: str, year: int, count: int = 1, using: str = DEFAULT_DB_ALIAS
) -> int:
    """The first of ``count`` consecutive numbers in a series and year; locked until the transaction ends."""
    row = execute(
        connections[using],
        "select yifa_take_numbers(%s::bigint, %s::text, %s::integer, %s::integer)",
        (bureau_id, series, year, count),
    ).fetchone()
    assert row is not None
    return int(row[0])


def next_case_ids(count: int = 1, using: str = DEFAULT_DB_ALIAS) -> list[int]:
    """Fresh primary keys for cases."""
    rows = execute(
        connections[using],
        "select nextval(pg_get_serial_sequence('cases_case', 'id')) from generate_series(1, %s::integer)",
        (count,),
    ).fetchall()
    return [int(row[0]) for row in rows]


class Begun(NamedTuple):
    """What opening a case needs: when the last entry was recorded, its number in the series, its key, and whether the text of the
    procedure that it is to run under is kept already."""

    recorded_at: datetime | None
    serial: int
    case_id: int
    is_kept: bool


def begin_case(
    bureau_id: int, series: str, year: int, procedure_hash: str, using: str = DEFAULT_DB_ALIAS
) -> Begun:
    """Lock the bureau's log until the transaction ends, and take what opening a case needs; one round trip."""
    row = execute(
        connections[using],
        "select * from yifa_begin_case(%s::bigint, %s::text, %s::integer, %s::text)",
        (bureau_id, series, year, procedure_hash),
    ).fetchone()
    assert row is not None
    return Begun(*row)


def keep_procedure(procedure_hash: str, key: str, text: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Keep the text of a procedure, in the transaction of the act that opens the first matter under it."""
    execute(
        connections[using],
        "insert into cases_keptprocedure (hash, key, text) values (%s::text, %s::text, %s::text) on conflict do nothing",
        (procedure_hash, key, text),
    )


def kept_procedure(procedure_hash: str, using: str = DEFAULT_DB_ALIAS) -> str | None:
    """The text of the procedure with a hash; None where no matter was opened under it."""
    row = execute(
        connections[using], "select text from cases_keptprocedure where hash = %s::text", (procedure_hash,)
    ).fetchone()
    return None if row is None else str(row[0])


def erase_answers(
    bureau_id: int, position: int, fields: Sequence[str], using: str = DEFAULT_DB_ALIAS
) -> bool:
    """Erase answers behind an entry, right after the act of erasure; False where they were gone already."""
    row = execute(
        connections[using],
        "select yifa_erase(%s::bigint, %s::bigint, %s::text[])",
        (bureau_id, position, list(fields)),
    ).fetchone()
    return bool(row and row[0])


def reseal(bureau_id: int, contents: Sequence[tuple[int, str]], using: str = DEFAULT_DB_ALIAS) -> int:
    """Keep the contents of entries under another key, right after the act that says so; how many there were."""
    row = execute(
        connections[using],
        "select yifa_reseal(%s::bigint, %s::bigint[], %s::text[])",
        (bureau_id, [position for position, _ in contents], [text for _, text in contents]),
    ).fetchone()
    assert row is not None
    return int(row[0])


def retitle(bureau_id: int, case_id: int, title: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Give a case another title, right after the act of erasure in it that wants the old one gone."""
    execute(
        connections[using],
        "select yifa_retitle(%s::bigint, %s::bigint, %s::text)",
        (bureau_id, case_id, title),
    )


def forget_words(
    bureau_id: int, refusals: Sequence[int], readings: Sequence[int], using: str = DEFAULT_DB_ALIAS
) -> int:
    """Take away what refused attempts and reasons of readings say, right after an act of erasure; how many there were."""
    row = execute(
        connections[using],
        "select yifa_forget_words(%s::bigint, %s::bigint[], %s::bigint[])",
        (bureau_id, list(refusals), list(readings)),
    ).fetchone()
    assert row is not None
    return int(row[0])


def move_cases_of_party(bureau_id: int, party_id: int, into_id: int, using: str = DEFAULT_DB_ALIAS) -> int:
    """Let the cases of a merged party be those of the one that stays, right after the act of the merge; their number."""
    row = execute(
        connections[using],
        "select yifa_move_party(%s::bigint, %s::bigint, %s::bigint)",
        (bureau_id, party_id, into_id),
    ).fetchone()
    assert row is not None
    return int(row[0])


def file_is_referred_to(digest: str, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether a file of any bureau lies under this digest."""
    row = execute(connections[using], "select yifa_file_in_use(%s::text)", (digest,)).fetchone()
    return bool(row and row[0])


_ANSWERS_UNTIL: Final = _ANSWERS.replace("a.key, a.value", "a.key, a.value::text").format(
    case="%s::bigint", until=" and (%s::bigint is null or e.position <= %s::bigint)"
)


def answers_of_case(case_id: int, until: int | None = None, using: str = DEFAULT_DB_ALIAS) -> dict[str, Any]:
    """The latest answer to every question in the case that is not erased, by field; until: an entry's position, included.

    Answers of steps only: what desk acts and erasures say is about the case, not of it. Raises KeyMissing where one is sealed and
    its key is not there: nothing is ruled on half of what was answered.
    """
    rows = execute(connections[using], _ANSWERS_UNTIL, (case_id, until, until)).fetchall()
    return _opened_answers({key: json.loads(value) for key, value in rows})


def _opened_answers(stored: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {key: readable(opened(key, one)[1]) for key, one in stored.items()}


_MANY: Final = (
    "select yifa_act_many(%s::bigint, %s::bigint, %s::timestamptz, %b::bigint[], %b::bigint[], %b::timestamptz[],"
    " %b::timestamptz[], %b::integer[], %b::boolean[], %b::text[], %b::text[], %b::bytea[], %b::bytea[], %b::bigint[],"
    " %b::text[], %s::jsonb, %b::bigint[], %b::integer[], %b::integer[], %b::text[], %b::date[], %b::bigint[], %b::bigint[],"
    " %b::bigint[], %b::text[], %s::jsonb, %s::jsonb)"
)


@dataclass(slots=True)
class CaseRow:
    """A case as many acts leave it. from_version: the version it was at before them; 0 where they opened it."""

    case_id: int
    from_version: int
    version: int
    marking: str
    closed_on: date | None
    department_id: int | None
    assignee_id: int | None
    opening: Opening | None = None
    dropped: Sequence[str] = ()
    owed: Sequence[OwedRow] = ()


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter with the number that the caller gave it."""

    case_id: int
    position: int
    kind: str
    mark: str
    serial: int
    issued_on: date

    def to_json(self) -> dict[str, Any]:
        """As the SQL function takes it."""
        return {
            "case_id": self.case_id,
            "log_position": self.position,
            "kind": self.kind,
            "mark": self.mark,
            "year": self.issued_on.year,
            "serial": self.serial,
            "issued_on": self.issued_on.isoformat(),
        }


def write_many(
    bureau_id: int,
    size: int,
    entries: Sequence[Write],
    cases: Sequence[CaseRow],
    letters: Sequence[LetterRow],
    *,
    connection: BaseDatabaseWrapper,
    count_anew: bool = False,
) -> None:
    """Write many acts in one statement, within a transaction of ``connection`` that locked the head at ``size``.

    count_anew: let the database look afterwards at how full its tables are, by which it plans.

    Raises Moved where a case is not at its ``from_version``, LaterEntry where the head is elsewhere, ClockAhead as ``write_act``.
    """
    opened = [row for row in cases if row.opening is not None]
    moved = [row for row in cases if row.opening is None]
    contents = [
        (size + at, to_text(entry.answers, entry.personal))
        for at, entry in enumerate(entries)
        if entry.answers
    ]
    dropped = [(row.case_id, rule) for row in moved for rule in row.dropped]
    parameters = (
        bureau_id,
        size,
        entries[-1].recorded_at,
        [entry.case_id for entry in entries],
        [entry.officer_id for entry in entries],
        [entry.happened_at for entry in entries],
        [entry.recorded_at for entry in entries],
        [entry.case_version for entry in entries],
        [entry.late for entry in entries],
        [entry.step for entry in entries],
        [str(entry.kind) for entry in entries],
        [entry.leaf_hash for entry in entries],
        [entry.entry for entry in entries],
        [position for position, _ in contents],
        [answers for _, answers in contents],
        "[" + ",".join(_opened_text(row) for row in opened) + "]",
        [row.case_id for row in moved],
        [row.from_version for row in moved],
        [row.version for row in moved],
        [row.marking for row in moved],
        [row.closed_on for row in moved],
        [row.department_id for row in moved],
        [row.assignee_id for row in moved],
        [case_id for case_id, _ in dropped],
        [rule for _, rule in dropped],
        _dumps([{"case_id": row.case_id, **owed.to_json()} for row in cases for owed in row.owed]),
        _dumps([letter.to_json() for letter in letters]),
    )
    try:
        execute(connection, _MANY, parameters)
        if count_anew:
            execute(connection, "select yifa_count_anew()")
    except psycopg.Error as error:
        raise _translated(error) from error


def _opened_text(row: CaseRow) -> str:
    assert row.opening is not None
    columns = _dumps(
        {
            "id": row.case_id,
            "version": row.version,
            "closed_on": row.closed_on.isoformat() if row.closed_on else None,
            **row.opening.to_json(),
            # Acts after the opening may have moved the case to others.
            "department_id": row.department_id,
            "assignee_id": row.assignee_id,
        }
    )
    return f'{columns[:-1]},"marking":{row.marking}}}'


def loads(text: str) -> Any:
    """JSON as the database gives it."""
    return json.loads(text)
