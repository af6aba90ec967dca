"""The triggers that commit to the rows of protected tables, made from the models after each migration.

Each table has two functions of its own: one for the rows that a statement inserted, one for a row that was changed or deleted.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connections, transaction

from yifa.cases.log.rows import RESTATE, SETTINGS, Protected, protected, quoted

_TRIGGERS: Final = ("rows_inserted", "rows_changed", "rows_deleted")


def install(using: str = "default") -> int:
    """Makes the triggers of every protected table that lacks them or has others; gives their number. Runs as the owner.

    Where a table has rows that are not committed to in its present form, because a migration changed it, all of them are
    committed to anew, by an entry of each bureau's log that names the table.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select c.relname, array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attname)"
            " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
            " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname"
        )
        columns: dict[str, list[str]] = dict(cursor.fetchall())
        if "row_table" not in columns:
            return 0
        cursor.execute(
            "select name, columns, (select count(*) from pg_trigger t where t.tgrelid = to_regclass(quote_ident(name))"
            " and t.tgname = any (%s)) from row_table",
            [list(_TRIGGERS)],
        )
        known = {name: (form, count) for name, form, count in cursor.fetchall()}
        changed: dict[str, tuple[Protected, list[str], str]] = {}
        for one in protected().values():
            covered = [part for part in columns[one.table] if part.split(" ")[0] not in one.left_out]
            form = ",".join(covered) + (";act" if one.by_act else ";noted")
            if known.get(one.table) != (form, len(_TRIGGERS)):
                changed[one.table] = (one, [part.split(" ")[0] for part in covered], form)
        if changed:
            _install(cursor, changed, known)
    restate([one for one, *_ in changed.values()], using)
    return len(changed)


def restate(tables: list[Protected], using: str = "default") -> None:
    """Commit anew to the rows of tables whose form has changed, by an act of the system in each log whose bureau has any."""
    from yifa.cases.actors import Actor
    from yifa.cases.orders.house_acts import enter_house
    from yifa.house.models import Bureau
    from yifa.house.tenancy import using_bureau

    if not tables:
        return
    for bureau in Bureau.objects.using(using).all():
        with transaction.atomic(using=using), using_bureau(bureau), connections[using].cursor() as cursor:
            filled = [one for one in tables if _has_rows(cursor, one, bureau.pk)]
            if not filled:
                continue
            enter_house(
                bureau,
                RESTATE,
                actor=Actor.system(bureau),
                answers={"tables": [one.table for one in filled]},
                now=datetime.now(UTC),  # lint: allow time-is-an-argument: a migration is the edge
            )
            cursor.execute(SETTINGS)
            for one in filled:
                cursor.execute(_restatement(one), [bureau.pk, bureau.pk])


def after_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    """Receiver of post_migrate. Without a plan it was not a migration that sent it, but the emptying of a test database."""
    if plan is not None and connections[using].vendor == "postgresql":
        install(using)


def _install(
    cursor: Any, changed: Mapping[str, tuple[Protected, list[str], str]], known: Container[str]
) -> None:
    """Makes functions and triggers of tables: in one script, as a new database has nearly two hundred of them."""
    cursor.execute(
        "insert into row_table as t (name, columns) select * from unnest(%s::text[], %s::text[])"
        " on conflict (name) do update set columns = excluded.columns returning name, id",
        [list(changed), [form for *_, form in changed.values()]],
    )
    numbers: dict[str, int] = dict(cursor.fetchall())
    cursor.execute(
        ";\n".join(
            statement
            for name, (one, covered, _) in changed.items()
            for statement in _statements(one, numbers[name], covered, anew=name in known)
        )
    )


def _statements(one: Protected, number: int, covered: list[str], *, anew: bool) -> Iterator[str]:
    old, new = (", ".join(f"{side}.{quoted(name)}" for name in covered) for side in ("old", "new"))
    table = quoted(one.table)
    if anew:
        yield from (f"drop trigger if exists {name} on {table}" for name in _TRIGGERS)
    inserted, changed = f"yifa_rows_{number}_inserted", f"yifa_rows_{number}_changed"
    yield _inserted(one, number, inserted)
    yield _changed(one, number, changed)
    yield (
        f"create trigger rows_inserted after insert on {table} referencing new table as inserted"
        f" for each statement execute function {inserted}()"
    )
    # An update that touches nothing that is covered costs one comparison: every act updates its case.
    yield (
        f"create trigger rows_changed after update on {table} for each row when (({old}) is distinct from ({new}))"
        f" execute function {changed}()"
    )
    yield f"create trigger rows_deleted after delete on {table} for each row execute function {changed}()"
    yield f"alter table {table} " + ", ".join(f"enable always trigger {name}" for name in _TRIGGERS)


_HEAD: Final = (
    "create or replace function {name}() returns trigger language plpgsql security definer set search_path = public, pg_temp"
    " set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex'"
    " set extra_float_digits = 1 as $$\n"
)
_ORDERED: Final = """
    if v_bureau is null then
        raise exception 'A row of % is written for no bureau.', tg_table_name using errcode = 'YF010';
    end if;
    -- The head's lock orders the changes of a bureau.
    select size into v_size from log_head where bureau_id = v_bureau for update;
    if v_size is null then
        v_size := yifa_order_change(v_bureau);
    end if;
"""
_INTO: Final = "insert into row_commitment (bureau_id, after, table_id, row_key, digest, salt, by_act)"
_SESSION: Final = "nullif(current_setting('yifa.bureau', true), '')::bigint"


def _inserted(one: Protected, number: int, name: str) -> str:
    """The function that commits to the rows that one statement inserted."""
    bureau = f"n.{quoted(one.bureau)}" if one.bureau else _SESSION
    return _HEAD.format(name=name) + (  # noqa: S608  (our own tables' names)
        f"""declare
    v_bureau bigint;
    v_size bigint;
begin
    select {bureau} into v_bureau from inserted n limit 1;
    if not found then
        return null;
    end if;{_ORDERED}
    {_INTO}
        select v_bureau, v_size, {number}, m.key, sha256(m.salt || {_text(one, "m.row")}), m.salt, {one.by_act}
        from (
            select n.{quoted(one.key)} as key, to_jsonb(n) as row, uuid_send(gen_random_uuid()) as salt
            from inserted n offset 0
        ) m order by m.key;
    return null;
end $$"""  # noqa: S608
    )


def _changed(one: Protected, number: int, name: str) -> str:
    """The function that commits to a row that was changed or deleted."""
    key = quoted(one.key)
    bureau = f"old.{quoted(one.bureau)}" if one.bureau else _SESSION
    # What belongs to no bureau may have been written last for another one.
    own = " and bureau_id = v_bureau" if one.bureau else ""
    moved = f" or new.{quoted(one.bureau)} is distinct from v_bureau" if one.bureau else ""
    return _HEAD.format(name=name) + (  # noqa: S608  (our own tables' names)
        f"""declare
    v_bureau bigint := {bureau};
    v_size bigint;
    v_salt bytea;
begin{_ORDERED}
    update row_commitment set salt = null where table_id = {number} and row_key = old.{key} and salt is not null{own};
    if tg_op = 'UPDATE' then
        if new.{key} <> old.{key}{moved} then
            raise exception 'A row of % keeps its key and its bureau.', tg_table_name using errcode = 'YF010';
        end if;
        v_salt := uuid_send(gen_random_uuid());
        {_INTO} values (
            v_bureau, v_size, {number}, old.{key}, sha256(v_salt || {_text(one, "to_jsonb(new)")}), v_salt, {one.by_act}
        );
    else
        {_INTO} values (v_bureau, v_size, {number}, old.{key}, null, null, {one.by_act});
    end if;
    return null;
end $$"""  # noqa: S608
    )


def _text(one: Protected, row: str) -> str:
    """What a digest is over, after the salt; ``yifa_row_text`` written out."""
    covered = row if not one.left_out else f"({row} - '{{{','.join(one.left_out)}}}'::text[])"
    return f"convert_to('yifa-row-v1' || chr(10) || '{one.table}' || chr(10) || {covered}::text, 'UTF8')"


def _has_rows(cursor: Any, one: Protected, bureau_id: int) -> bool:
    where = f"{quoted(one.bureau)} = %s" if one.bureau else "%s is not null"
    cursor.execute(
        f"select exists (select from {quoted(one.table)} where {where})",  # noqa: S608
        [bureau_id],
    )
    return bool(cursor.fetchone()[0])


def _restatement(one: Protected) -> str:
    where = f"t.{quoted(one.bureau)} = %s" if one.bureau else "%s is not null"
    out = "{" + ",".join(one.left_out) + "}"
    return (
        # Of rows that belong to no bureau the commitments of every bureau give way.
        f"with gone as (update row_commitment set salt = null where {'bureau_id = %s' if one.bureau else '%s is not null'}"  # noqa: S608
        f" and salt is not null and table_id = (select id from row_table where name = '{one.table}') returning 1)"
        " insert into row_commitment (bureau_id, after, table_id, row_key, digest, salt, by_act)"
        f" select h.bureau_id, h.size, n.id, m.key, sha256(m.salt || yifa_row_text('{one.table}', m.row)), m.salt, {one.by_act}"
        f" from (select t.{quoted(one.key)} as key, to_jsonb(t) - '{out}'::text[] as row, uuid_send(gen_random_uuid()) as salt"
        f" from {quoted(one.table)} t where {where} offset 0) m, row_table n, log_head h"
        f" where n.name = '{one.table}' and h.bureau_id = nullif(current_setting('yifa.bureau', true), '')::bigint"
        " and (select count(*) from gone) >= 0 order by m.key"
    )
