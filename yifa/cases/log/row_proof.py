"""What the tables say against what was committed to: seals, commitments, and every row of every protected table.

The database joins rows with their commitments and hashes them; only what differs comes back, so that memory does not grow
with the tables. Whoever does not trust the database's own hashing reads the same rows elsewhere: docs/reference/log-format.md
says how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.log.differences import Difference
from yifa.cases.log.rows import SETTINGS, Protected, protected, quoted
from yifa.cases.log.seals import ROWS, root_between, seals_of
from yifa.evidence.entries import Entry, Kind
from yifa.evidence.faults import EntryError
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

EVERYWHERE: Final = range(-(2**63), 2**63 - 1)
MOST_OF_A_TABLE: Final = 200
"""Differences of one table that are told one by one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A table whose rows were compared, and how many they are."""

    table: str
    title: Bilingual
    rows: int


def places_of_seals(bureau: Bureau) -> list[int]:
    """Where seals stand, or should stand, in the log."""
    with using_bureau(bureau):
        return sorted({*_told(bureau), *(one.position for one in seals_of(bureau))})


def compare_seals(bureau: Bureau, positions: range = EVERYWHERE) -> Iterator[Difference]:
    """The seals in a part of the log against the commitments that they cover.

    Within the caller's snapshot. Found: a commitment that was changed, taken out or put in before the last seal; a seal without
    its entry or the other way round.
    """
    with using_bureau(bureau):
        told = _told(bureau, positions)
        kept = {one.position: one.last_seq for one in seals_of(bureau)}
        before = 0
        for position in sorted({*told, *kept}):
            if position not in positions:
                before = kept.get(position, before)
                continue
            if position not in kept or position not in told:
                yield Difference(
                    "",
                    position,
                    Bilingual(
                        "行承诺的封记与记录对不上：封记或所指的记录缺失。",
                        "A seal over rows and its entry are not both there.",
                    ),
                )
                continue
            root, count = root_between(bureau, before, kept[position])
            if root.hex() != told[position]:
                yield Difference(
                    "",
                    position,
                    Bilingual(
                        f"此封记所盖的 {count} 项行承诺与记录中的根哈希不符：有承诺被改动、删除或插入。",
                        f"The {count} commitments under this seal do not give its root: one was changed, taken out or put in.",
                    ),
                )
            before = kept[position]


def tables_with_commitments(bureau: Bureau) -> set[str]:
    """Tables that have a commitment to a row of the bureau which can still be opened."""
    with using_bureau(bureau):
        rows = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select name from row_table t where exists (select from row_commitment c where c.table_id = t.id"
            " and c.bureau_id = %s::bigint and c.salt is not null)",
            (bureau.pk,),
        )
        return {name for (name,) in rows}


def compare_rows(bureau: Bureau, table: str, keys: range = EVERYWHERE) -> tuple[Compared, list[Difference]]:
    """The rows of a bureau in one protected table against their commitments, in the caller's snapshot. keys: of which rows."""
    one = protected()[table]
    return _compare(
        bureau,
        one,
        _Rows(_of_bureau(one, bureau), _between("t", one.key, keys), _between("c", "row_key", keys)),
    )


def compare_changed_rows(bureau: Bureau, table: str, since: int) -> tuple[Compared, list[Difference]]:
    """The same of the rows that were committed to after a commitment's number; and that there are as many rows as commitments."""
    one = protected()[table]
    changed = (
        "(select row_key from row_commitment where table_id = (select id from row_table"  # noqa: S608
        f" where name = '{one.table}') and bureau_id = {int(bureau.pk)} and seq > {int(since)})"
    )
    rows = _Rows(_of_bureau(one, bureau), f"t.{quoted(one.key)} in {changed}", f"c.row_key in {changed}")
    compared, found = _compare(bureau, one, rows)
    if not found and one.bureau:
        connection = connections[DEFAULT_DB_ALIAS]
        with using_bureau(bureau):
            row = store.execute(
                connection,
                f"select (select count(*) from {quoted(one.table)} t where {rows.of_bureau}),"  # noqa: S608
                " (select count(*) from row_commitment c where c.bureau_id = %s::bigint and c.salt is not null"
                f" and c.table_id = (select id from row_table where name = '{one.table}'))",
                (bureau.pk,),
            ).fetchone()
        assert row is not None
        if row[0] != row[1]:
            found = [
                Difference(
                    "",
                    None,
                    Bilingual(
                        f"{one.title.zh}（{one.table}）有 {row[0]} 行，行承诺有 {row[1]} 项：有行被插入或删除，没有办理；"
                        "请作全面核验。",
                        f"{one.table} has {row[0]} rows and {row[1]} commitments: rows were put in or deleted without an act;"
                        " verify the whole record.",
                    ),
                )
            ]
    return compared, found


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which rows ``t`` of a table are compared with which commitments ``c``, as conditions."""

    of_bureau: str
    which: str
    committed: str


def _of_bureau(one: Protected, bureau: Bureau) -> str:
    return f"t.{quoted(one.bureau)} = {int(bureau.pk)}" if one.bureau else "true"


def _between(table: str, key: str, keys: range) -> str:
    if keys == EVERYWHERE:
        return "true"
    return f"{table}.{quoted(key)} >= {keys.start} and {table}.{quoted(key)} < {keys.stop}"


def _compare(bureau: Bureau, one: Protected, rows: _Rows) -> tuple[Compared, list[Difference]]:
    connection = connections[DEFAULT_DB_ALIAS]
    with using_bureau(bureau):
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        row = store.execute(
            connection,
            "select (select id from row_table where name = %s::text),"  # noqa: S608
            f" (select count(*) from {quoted(one.table)} t where {rows.of_bureau} and {rows.which})",
            (one.table,),
        ).fetchone()
        assert row is not None
        number, count = row
        compared = Compared(one.table, one.title, int(count))
        found = store.execute(connection, _statement(one, rows, number or 0), (bureau.pk,))
        return compared, [_difference(one, *line) for line in found]


def _statement(one: Protected, which: _Rows, number: int) -> str:
    """The rows that differ, with how. Names are those of our own tables; number: the table's in commitments.

    The number stands in the statement itself, so that the database knows how few commitments most tables have.
    """
    out = "{" + ",".join(one.left_out) + "}"
    source = (
        "row_commitment c where c.bureau_id = %s::bigint"
        if one.bureau
        else f"yifa_shared_rows({number}::smallint) c where %s::bigint > 0"
    )
    committed = (
        f"select c.row_key, c.digest, c.salt from {source} and c.salt is not null and {which.committed}"  # noqa: S608
    )
    if one.bureau:
        committed += f" and c.table_id = {number}::smallint"
    rows = (
        f"select t.{quoted(one.key)} as key, t as row from {quoted(one.table)} t"  # noqa: S608
        f" where {which.of_bureau} and {which.which}"
    )
    said = f"to_jsonb(r.row) - '{out}'::text[]" if one.left_out else "to_jsonb(r.row)"
    text = f"yifa_row_text('{one.table}', {said})"
    how = "case when c.row_key is null then 'inserted' when r.key is null then 'deleted' else 'changed' end"
    differs = f"c.row_key is null or r.key is null or c.digest is distinct from sha256(c.salt || {text})"
    return (
        f"select coalesce(r.key, c.row_key), {how} from ({rows}) r full join ({committed}) c"  # noqa: S608
        f" on c.row_key = r.key where {differs} limit {MOST_OF_A_TABLE}"
    )


_HOW: Final = {
    "inserted": Bilingual("不是由办理写入的", "was not written by an act"),
    "deleted": Bilingual("已被删除，没有办理", "was deleted without an act"),
    "changed": Bilingual("与办理时写入的不符，已被改动", "is not what an act wrote"),
}


def _difference(one: Protected, key: int, how: str) -> Difference:
    what = _HOW[how]
    return Difference(
        "",
        None,
        Bilingual(
            f"{one.title.zh}（{one.table}）第 {key} 行{what.zh}。", f"Row {key} of {one.table} {what.en}."
        ),
    )


def _told(bureau: Bureau, positions: range = EVERYWHERE) -> dict[int, str]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select position, entry from log_entry where bureau_id = %s::bigint and kind = %s::text"
        " and position >= %s::bigint and position < %s::bigint order by position",
        (bureau.pk, str(Kind.SEAL), positions.start, positions.stop),
    )
    found = {}
    for position, data in rows:
        try:
            found[position] = Entry.read(bytes(data)).answers.get(ROWS, "")
        except EntryError:
            found[position] = ""
    return found


def compare_openable(bureau: Bureau) -> Iterator[Difference]:
    """Rows whose last commitment is neither a deletion's nor to be opened: row and salt were taken away beside the record."""
    with using_bureau(bureau):
        yield from _not_openable(bureau)


def _not_openable(bureau: Bureau) -> Iterator[Difference]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select t.name, c.row_key from ("
        " select distinct on (table_id, row_key) table_id, row_key, digest, salt from row_commitment"
        " where bureau_id = %s::bigint order by table_id, row_key, seq desc"
        ") c join row_table t on t.id = c.table_id where (c.digest is null) <> (c.salt is null) limit 100",
        (bureau.pk,),
    )
    shared = {one.table for one in protected().values() if not one.bureau}
    for table, key in rows:
        if table not in shared:
            yield Difference(
                "",
                None,
                Bilingual(
                    f"{table} 第 {key} 行的承诺已无法打开：行或盐值被删除，没有办理。",
                    f"The commitment to row {key} of {table} cannot be opened: row or salt went without an act.",
                ),
            )
