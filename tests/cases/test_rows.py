"""Every row that a figure rests on is proved: what is changed beside the record is found, or refused.

The tables are those of the models: a new one that is neither protected nor named with a reason fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from tests.cases.cast import World, make_bureaus, people
from tests.hands import tampering
from yifa.cases.library import using_library
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate
from yifa.cases.log.row_proof import compare_openable, compare_rows, compare_seals
from yifa.cases.log.rows import NOTED, OTHERWISE, OUTSIDE, protected
from yifa.cases.orders.house_acts import enter_house
from yifa.house.tenancy import using_bureau
from yifa.procedure.library import Library

TABLES = sorted(protected())


def test_every_table_is_proved_or_named_with_a_reason(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
    assert there == {*TABLES, *OTHERWISE, *OUTSIDE}
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True)} <= there
    assert not {*TABLES} & {*OTHERWISE, *OUTSIDE}
    assert {*NOTED} <= {*TABLES}


def test_triggers_of_every_protected_table_hold_for_everybody(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname, t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where t.tgname in ('rows_inserted', 'rows_changed', 'rows_deleted')"
        )
        found = {(table, name): enabled for table, name, enabled in cursor.fetchall()}
    assert found == {
        (table, name): "A" for table in TABLES for name in ("rows_inserted", "rows_changed", "rows_deleted")
    }


def _value(kind: str, at: int) -> str:
    """SQL of a value of a type, another one for each ``at``."""
    if kind.endswith("[]"):
        return f"array['{at}']::{kind}"
    if kind in ("bigint", "integer", "smallint") or kind.startswith("numeric"):
        return str(9_000 + at)
    if kind == "boolean":
        return "true" if at % 2 else "false"
    if kind == "date":
        return f"'2031-01-01'::date + {at}"
    if kind.startswith("timestamp"):
        return f"'2031-01-01T00:00:00Z'::timestamptz + interval '{at} hours'"
    if kind == "jsonb":
        return f"'{{\"at\": {at}}}'::jsonb"
    if kind == "bytea":
        return f"decode(lpad('{at:02x}', 64, '0'), 'hex')"
    if kind == "double precision":
        return f"{at}.5"
    if kind == "uuid":
        return f"md5('{at}')::uuid"
    if kind == "interval":
        return f"interval '{at} days'"
    assert kind.startswith(("character varying", "text")), kind
    return f"'{at}'"


def _columns(cursor: Any, table: str) -> dict[str, str]:
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute"
        " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped",
        [table],
    )
    return dict(cursor.fetchall())


@contextmanager
def _two_rows(world: World, table: str) -> Iterator[tuple[Any, dict[str, str], list[int]]]:
    """A cursor of the superuser, columns and keys of two rows of a table that an act wrote; all of it is rolled back."""
    one = protected()[table]
    with tampering() as cursor:
        columns = _columns(cursor, table)
        cursor.execute(
            "select quote_ident(conname) from pg_constraint where conrelid = to_regclass(%s) and contype in ('c', 'x')",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"alter table {table} drop constraint {name}")
        cursor.execute(f"alter table {table} enable always trigger rows_inserted")
        with using_bureau(world.bureau):
            enter_house(world.bureau, "test", actor=world.by(world.head), answers={}, now=world.now)
            keys = []
            for at in (1, 2):
                given = {name: _value(kind, at) for name, kind in columns.items()}
                if "bureau_id" in columns:
                    given["bureau_id"] = str(world.bureau.pk)
                if table != "house_bureau":
                    cursor.execute(
                        f"insert into {table} ({', '.join(map(_quoted, given))}) overriding system value"
                        f" values ({', '.join(given.values())}) returning {one.key}"
                    )
                    keys.append(cursor.fetchone()[0])
            if table == "house_bureau":
                keys = [world.bureau.pk, world.other.pk]
            cursor.execute(f"alter table {table} disable trigger rows_inserted")
            yield cursor, columns, keys


def _quoted(name: str) -> str:
    return f'"{name}"'


def _all_is_well(world: World, table: str) -> bool:
    return not compare_rows(world.bureau, table)[1]


def _found(world: World, cursor: Any, table: str, *statements: str) -> bool:
    """Whether what the statements do to a table is found; they are taken back."""
    cursor.execute("savepoint before")
    for statement in statements:
        cursor.execute(statement)
    assert cursor.rowcount, statements
    found = not _all_is_well(world, table)
    cursor.execute("rollback to savepoint before")
    return found


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_changes_no_row_unnoticed(proved_world: World, table: str) -> None:
    world = proved_world
    with _two_rows(world, table) as (cursor, columns, (first, second)):
        one = protected()[table]
        assert _all_is_well(world, table)
        covered = [name for name in columns if name not in one.left_out]
        missed = []
        for name in covered:
            kind = columns[name]
            other = (
                "'{\"x\": 7}'"
                if kind == "jsonb"
                else f"not coalesce({_quoted(name)}, false)"
                if kind == "boolean"
                else None
            )
            other = other or _value(kind, 3)
            change = f"update {table} set {_quoted(name)} = {other} where {one.key} = {first}"
            if not _found(world, cursor, table, change):
                missed.append(name)
        assert not missed
        assert _found(world, cursor, table, f"delete from {table} where {one.key} = {first}")
        if table == "house_bureau":
            return
        names = ", ".join(map(_quoted, columns))
        values = ", ".join("424242" if name == one.key else _quoted(name) for name in columns)
        cursor.execute(
            "select quote_ident(indexrelid::regclass::text) from pg_index"
            " where indrelid = to_regclass(%s) and indisunique and not indisprimary",
            [table],
        )
        indexes = [name for (name,) in cursor.fetchall()]
        loosened = [
            f"alter table {table} drop constraint if exists {name}; drop index if exists {name}"
            for name in indexes
        ]
        copied = f"insert into {table} ({names}) overriding system value select {values} from {table} where {one.key} = {first}"
        assert _found(world, cursor, table, *loosened, copied)
        swap = [
            f"update {table} set {one.key} = -1 where {one.key} = {first}",
            f"update {table} set {one.key} = {first} where {one.key} = {second}",
            f"update {table} set {one.key} = {second} where {one.key} = -1",
        ]
        assert _found(world, cursor, table, *loosened, *swap)
        if table == "log_checkpoint":
            # Made-up heads are nothing that a log could go on from.
            return
        # Whoever takes the commitment along with the row leaves a gap before the last seal, or one that cannot be opened.
        integrate(world.bureau, world.now)
        number = f"(select id from row_table where name = '{table}')"
        which = f"table_id = {number} and row_key = {first} and bureau_id = {world.bureau.pk}"
        for taken in (
            f"update row_commitment set salt = null where {which}",
            f"delete from row_commitment where {which}",
        ):
            cursor.execute("savepoint before")
            cursor.execute(f"delete from {table} where {one.key} = {first}")
            cursor.execute(taken)
            assert cursor.rowcount == 1
            assert one.bureau == "" or [*compare_seals(world.bureau), *compare_openable(world.bureau)]
            cursor.execute("rollback to savepoint before")


@pytest.mark.parametrize("table", TABLES)
def test_the_application_changes_no_row_without_an_act(proved_world: World, table: str) -> None:
    world = proved_world
    one = protected()[table]
    with _two_rows(world, table) as (cursor, columns, (first, _)):
        for name in ("rows_inserted", "rows_changed", "rows_deleted"):
            cursor.execute(f"alter table {table} enable always trigger {name}")
        cursor.execute("update log_head set entered_by = null")
        cursor.execute("alter table row_commitment enable always trigger rows_need_an_entry")
        name = next(name for name in columns if name not in {one.key, *one.left_out, "bureau_id"})
        changes = [
            f"update {table} set {_quoted(name)} = {_value(columns[name], 3)} where {one.key} = {first}",
            f"delete from {table} where {one.key} = {first}",
        ]
        # What witnesses answered is written without an act, and changed where they answer again; each time it is committed to.
        for change in changes[1:] if table in NOTED else changes:
            cursor.execute("savepoint before; set local role yifa_app")
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                cursor.execute(f"{change}; set constraints rows_need_an_entry immediate")
            cause = refused.value.__cause__
            assert isinstance(cause, psycopg.errors.InsufficientPrivilege) or "without an act" in str(cause)
            cursor.execute("rollback to savepoint before; reset role")


@pytest.fixture(scope="module")
def proved_world(
    django_db_setup: None,
    django_db_blocker: Any,
    permit_library: Library,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """A committed house whose log has its key, one for all tables: what is done to them is rolled back each time."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home, MEDIA_ROOT=home / "files"):
        bureau, other = make_bureaus()
        with using_library(permit_library), using_bureau(bureau):
            made = people(bureau)
            made.other = other
            ensure_key(bureau)
            yield made
        call_command("flush", verbosity=0, interactive=False)
