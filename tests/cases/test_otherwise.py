"""What the record proves in another way than row by row: its own tables, what follows from the entries, what was kept.

The tables are those of ``rows.OTHERWISE``: each column is changed, each kind of row deleted, put in once more and swapped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from tests.cases.cast import World
from tests.cases.test_rows import _columns, _quoted, _value
from tests.hands import tampering
from yifa.cases.acting.batch import Batch
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.parts import PartKind, go_through, parts_of_tables
from yifa.cases.log.record import integrate
from yifa.cases.log.rows import OTHERWISE
from yifa.cases.log.verification import verify

NOTHING: Final = {
    "log_head.entered_by": "the transaction of the last act, which the guard at the commit reads",
    "log_head.entered_in": "the same, of a transaction that is not over",
    "cases_counter.id": "a number that nothing names",
    "cases_obligation.id": "a number that nothing names",
    "cases_keptprocedure.key": "a help to find it by hand; its text says what it is",
    "row_table.columns": "by which a migration sees that a table's form changed",
    "row_commitment.by_act": "which rows the guard at the commit asks an entry for",
}
"""Columns that say nothing which figures or proofs rest on."""

WITH_LOG_INS = "auth_user"
"""Compared with the officers' rows, which need log-ins: tests/desk/test_logins_are_proved.py."""

TABLES = sorted({*OTHERWISE} - {WITH_LOG_INS})


def _found(world: World, cursor: Any) -> bool:
    """Whether the verification finds anything, as the application's role sees the tables."""
    cursor.execute("set local role yifa_app")
    try:
        with transaction.atomic():
            if not verify(world.bureau, tables=False, files=False).ok:
                return True
            return any(
                go_through(world.bureau, part).differences
                for part in parts_of_tables(world.bureau)
                if part.kind is not PartKind.ROWS or part.of in ("house_post", "cases_letter")
            )
    finally:
        cursor.execute("reset role")


def _changes(cursor: Any, table: str) -> Iterator[tuple[str, list[str]]]:
    """What is done to a table, each by a name and with statements."""
    columns = _columns(cursor, table)
    first = f"(select min(ctid::text)::tid from {table} where true"
    if "bureau_id" in columns:
        first += " and bureau_id = (select min(id) from house_bureau)"
    if table == "log_head":
        first += " and size > 0"
    if table == "act_content":
        first += " and answers <> '{}'"
    if table == "row_commitment":
        first += " and salt is not null and table_id = (select id from row_table where name = 'house_post')"
    if table == "row_table":
        first += " and name = 'house_post'"
    first += ")"
    for name, kind in columns.items():
        if f"{table}.{name}" not in NOTHING:
            other = f"not {_quoted(name)}" if kind == "boolean" else _value(kind, 3)
            yield f"{name} changed", [f"update {table} set {_quoted(name)} = {other} where ctid = {first}"]
    yield "deleted", [f"delete from {table} where ctid = {first}"]
    for how, more in (("put in", PUT_IN), ("swapped", SWAPPED)):
        if table in more:
            yield how, more[table]


OURS: Final = "bureau_id = (select min(id) from house_bureau)"
PUT_IN: Final = {
    "log_entry": [
        (
            "insert into log_entry select bureau_id, size, null, null, now(), now(), 0, false, 'x', 'house',"
            f" sha256('\\x0078'), 'x' from log_head where {OURS}"
        )
    ],
    "log_tile": [
        f"insert into log_tile select bureau_id, level, index + 1, hashes, root from log_tile where {OURS}"
    ],
    "act_content": [
        (
            'insert into act_content select bureau_id, position, \'{"x": ["00", 1]}\' from log_entry'
            f" where kind = 'seal' and {OURS}"
        )
    ],
    "cases_obligation": [
        (
            "insert into cases_obligation (rule_id, lane, steps, since_on, sort_on, is_promise, bureau_id, case_id)"
            " select 'x', lane, steps, since_on, sort_on, is_promise, bureau_id, case_id from cases_obligation limit 1"
        )
    ],
    "cases_counter": [
        (
            "insert into cases_counter (series, year, last, bureau_id) select 'letter:x', 2020, 7, id from house_bureau b"
            " where id = (select min(id) from house_bureau)"
        )
    ],
    "row_commitment": [
        (
            "insert into row_commitment overriding system value select bureau_id, seq - 1, after, table_id, row_key + 900,"
            f" digest, null, by_act from row_commitment where {OURS} order by seq limit 1"
        )
    ],
    "row_seal": [
        f"insert into row_seal select bureau_id, position + 1, last_seq from row_seal where {OURS} limit 1"
    ],
}
SWAPPED: Final = {
    "log_entry": [
        f"update log_entry set position = -1 where position = 2 and {OURS}",
        f"update log_entry set position = 2 where position = 3 and {OURS}",
        f"update log_entry set position = 3 where position = -1 and {OURS}",
    ],
    "act_content": [
        f"update act_content set position = -1 where position = 0 and {OURS}",
        f"update act_content set position = 0 where position = 2 and {OURS}",
        f"update act_content set position = 2 where position = -1 and {OURS}",
    ],
    "cases_obligation": [
        "update cases_obligation o set due_on = (select max(due_on) from cases_obligation where due_on <> o.due_on)"
    ],
    "row_commitment": [
        (
            "update row_commitment set row_key = row_key + 1 where digest is not null"
            f" and seq in (select seq from row_commitment where {OURS} order by seq limit 1)"
        )
    ],
}


def test_nothing_that_is_proved_otherwise_changes_unnoticed(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    world.walk()
    world.later(minutes=1)
    opened = world.walk(until="accept")
    with Batch(world.bureau, now=world.now) as batch:
        for number in range(260):
            batch.act(opened.case_id, "note", actor=world.by(world.clerk), answers={"text": f"第{number}次"})
    integrate(world.bureau, world.now)
    missed = []
    with tampering() as cursor:
        assert not _found(world, cursor)
        for table in TABLES:
            for how, statements in _changes(cursor, table):
                cursor.execute("savepoint before")
                try:
                    with transaction.atomic():
                        for statement in statements:
                            cursor.execute(statement)
                            touched = bool(cursor.rowcount)
                    found = touched and _found(world, cursor)
                except DatabaseError:
                    found = True  # refused by what the columns may hold
                cursor.execute("rollback to savepoint before")
                if not found:
                    missed.append(f"{table}: {how}")
    assert missed == []


def test_the_application_changes_nothing_that_is_proved_otherwise(world: World) -> None:
    ensure_key(world.bureau)
    world.walk(until="accept")
    integrate(world.bureau, world.now)
    tried = []
    for table in TABLES:
        with connection.cursor() as cursor:
            column = _quoted(list(_columns(cursor, table))[-1])
        tried += [f"update {table} set {column} = {column}", f"delete from {table}", f"truncate {table}"]
        # Tiles, heads and procedures are added by the application's role: what they say is verified, and stays.
        if table not in ("log_tile", "cases_keptprocedure", "row_seal"):
            tried.append(f"insert into {table} overriding system value select * from {table} limit 1")
    tried.append("insert into row_seal select bureau_id, position + 1, last_seq from row_seal")
    tried.append("insert into row_seal select bureau_id, position - 1, last_seq from row_seal")
    for statement in tried:
        with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        cause = refused.value.__cause__
        assert isinstance(cause, InsufficientPrivilege) or "its entry" in str(cause), statement
