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
from yifa.cases.log.replay import Difference
from yifa.cases.log.rows import SETTINGS, Protected, protected, quoted
from yifa.cases.log.seals import ROWS, root_between, seals_of
from yifa.evidence.entries import Entry, Kind
from yifa.evidence.faults import EntryError
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

MOST_OF_A_TABLE: Final = 200
"""Differences of one table that are told one by one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A table whose rows were compared, and how many they are."""

    table: str
    title: Bilingual
    rows: int


def compare_seals(bureau: Bureau) -> Iterator[Difference]:
    """The seals in the log against the commitments that they cover, and the last commitment of each row against what follows it.

    Within the caller's snapshot. Found: a commitment that was changed, taken out or put in before the last seal; a seal without
    its entry or the other way round; a commitment that nothing replaced and that can no longer be opened.
    """
    with using_bureau(bureau):
        told = _told(bureau)
        kept = {one.position: one.last_seq for one in seals_of(bureau)}
        before = 0
        for position in sorted({*told, *kept}):
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
        yield from _unopened(bureau)


def compare_rows(bureau: Bureau, table: str) -> tuple[Compared, list[Difference]]:
    """Every row of a bureau in one protected table against its commitment, in the caller's snapshot."""
    one = protected()[table]
    connection = connections[DEFAULT_DB_ALIAS]
    with using_bureau(bureau):
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        where, parameters = _where(one, bureau)
        row = store.execute(
            connection,
            f"select count(*) from {quoted(one.table)} t where {where}",  # noqa: S608  (the name of our own table)
            parameters,
        ).fetchone()
        assert row is not None
        compared = Compared(one.table, one.title, int(row[0]))
        found = store.execute(connection, _statement(one, where), (*parameters, bureau.pk))
        return compared, [_difference(one, *line) for line in found]


def _statement(one: Protected, where: str) -> str:
    """The rows that differ, with how. Names are those of our own tables."""
    out = "{" + ",".join(one.left_out) + "}"
    number = f"(select id from row_table where name = '{one.table}')"  # noqa: S608
    source = (
        "row_commitment where bureau_id = %s::bigint"
        if one.bureau
        else f"yifa_shared_rows({number}) where %s::bigint > 0"
    )
    committed = f"select row_key, digest, salt from {source} and salt is not null"  # noqa: S608
    if one.bureau:
        committed += f" and table_id = {number}"
    rows = f"select t.{quoted(one.key)} as key, t as row from {quoted(one.table)} t where {where}"  # noqa: S608
    text = f"yifa_row_text('{one.table}', to_jsonb(r.row) - '{out}'::text[])"
    how = "case when c.row_key is null then 'inserted' when r.key is null then 'deleted' else 'changed' end"
    differs = f"c.row_key is null or r.key is null or c.digest is distinct from sha256(c.salt || {text})"
    return (
        f"select coalesce(r.key, c.row_key), {how} from ({rows}) r full join ({committed}) c"  # noqa: S608
        f" on c.row_key = r.key where {differs} limit {MOST_OF_A_TABLE}"
    )


def _where(one: Protected, bureau: Bureau) -> tuple[str, tuple[int, ...]]:
    if one.bureau:
        return f"t.{quoted(one.bureau)} = %s::bigint", (bureau.pk,)
    return "true", ()


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


def _told(bureau: Bureau) -> dict[int, str]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select position, entry from log_entry where bureau_id = %s::bigint and kind = %s::text order by position",
        (bureau.pk, str(Kind.SEAL)),
    )
    found = {}
    for position, data in rows:
        try:
            found[position] = Entry.read(bytes(data)).answers.get(ROWS, "")
        except EntryError:
            found[position] = ""
    return found


def _unopened(bureau: Bureau) -> Iterator[Difference]:
    """Rows whose last commitment is neither a deletion's nor to be opened: row and salt were taken away beside the record."""
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
