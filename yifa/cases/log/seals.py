"""Seals: entries of a bureau's log that hold the root over the commitments to its rows, so that the signed head covers them.

A seal is made before a head is signed (``tree.integrate``), over what was written since the seal before it; what rows say after
the last seal is as little under a signature as the entries after the last head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.evidence.entries import Actor as Quality
from yifa.evidence.entries import Entry, Kind, moment
from yifa.evidence.merkle import TILE_WIDTH, TreeBuilder, leaf_hash
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

SEAL: Final = "seal-rows"
ROWS: Final = "rows"
TITLES: Final = {SEAL: Bilingual("封记各表的行", "Seal the rows of the tables")}

_AT_ONCE: Final = TILE_WIDTH * 32

LEAVES: Final = (
    "select c.seq, sha256('\\x00'::bytea || convert_to('[\"yifa-row-v1\",' || c.after || ',\"' || t.name || '\",' || c.row_key"
    " || ',' || coalesce('\"' || encode(c.digest, 'hex') || '\"', 'null') || ']', 'UTF8'))"
    " from row_commitment c join row_table t on t.id = c.table_id"
    " where c.bureau_id = %s and c.seq > %s and c.seq <= %s order by c.seq"
)
"""Leaf hashes of commitments in their order: of ["yifa-row-v1",after,table,key,digest or null], as RFC 8785 has it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as the table has it: where its entry stands, and the last commitment that it covers."""

    position: int
    last_seq: int


def leaf_of(after: int, table: str, key: int, digest: bytes | None) -> bytes:
    """The leaf hash of one commitment, computed without the database."""
    shown = "null" if digest is None else f'"{digest.hex()}"'
    return leaf_hash(f'["yifa-row-v1",{after},"{table}",{key},{shown}]'.encode())


def seals_of(bureau: Bureau) -> list[Seal]:
    """Every seal of a bureau, the first one first; the connection works for the bureau."""
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select position, last_seq from row_seal where bureau_id = %s::bigint order by position",
        (bureau.pk,),
    )
    return [Seal(*row) for row in rows]


def seal(bureau: Bureau, now: datetime) -> int:
    """Enter a seal over what is not sealed; its position."""
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        last = _last(bureau)
        # Most is hashed before the log is locked; under the lock only what came meanwhile.
        builder = TreeBuilder()
        seq = _take(builder, bureau, last, _newest(bureau))
        _, recorded_at = store.lock_head(bureau.pk)
        seq = _take(builder, bureau, seq, _newest(bureau))
        at = moment(now)
        if recorded_at is not None:
            at = max(at, moment(recorded_at))
        entry = Entry(
            bureau=bureau.code,
            kind=Kind.SEAL,
            step=SEAL,
            actor=Quality.SYSTEM,
            happened_at=at,
            recorded_at=at,
            answers={ROWS: builder.root().hex()},
        ).to_bytes()
        position = store.write_act(
            store.Write(
                bureau_id=bureau.pk,
                case_id=None,
                case_version=0,
                officer_id=None,
                step=SEAL,
                kind=Kind.SEAL,
                happened_at=at,
                recorded_at=at,
                late=False,
                leaf_hash=leaf_hash(entry),
                entry=entry,
            )
        ).position
        store.execute(
            connection,
            "insert into row_seal (bureau_id, position, last_seq) values (%s::bigint, %s::bigint, %s::bigint)",
            (bureau.pk, position, seq),
        )
        return position


def waiting(bureau: Bureau) -> int:
    """Commitments that no seal covers yet."""
    with using_bureau(bureau):
        row = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select count(*) from row_commitment where bureau_id = %s::bigint and seq > %s::bigint",
            (bureau.pk, _last(bureau)),
        ).fetchone()
    return 0 if row is None else int(row[0])


def newest_commitment(bureau: Bureau) -> int:
    """The number of the bureau's last commitment; 0 before the first."""
    with using_bureau(bureau):
        return _newest(bureau)


def root_between(bureau: Bureau, after: int, last: int) -> tuple[bytes, int]:
    """The root over the commitments after one number up to another, and how many they are; streamed."""
    builder = TreeBuilder()
    _take(builder, bureau, after, last)
    return builder.root(), builder.size


def _last(bureau: Bureau) -> int:
    row = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select last_seq from row_seal where bureau_id = %s::bigint order by position desc limit 1",
        (bureau.pk,),
    ).fetchone()
    return 0 if row is None else int(row[0])


def _newest(bureau: Bureau) -> int:
    row = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select seq from row_commitment where bureau_id = %s::bigint order by seq desc limit 1",
        (bureau.pk,),
    ).fetchone()
    return 0 if row is None else int(row[0])


def _take(builder: TreeBuilder, bureau: Bureau, after: int, last: int) -> int:
    """Take the leaves after one number up to another; the number of the last one."""
    source = _leaves(bureau, after, last)
    while part := list(islice(source, _AT_ONCE)):
        builder.append([leaf for _, leaf in part])
        after = part[-1][0]
    return after


def _leaves(bureau: Bureau, after: int, last: int) -> Iterator[tuple[int, bytes]]:
    if last <= after:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    with connection.connection.cursor(name=f"yifa_{uuid4().hex}", binary=True) as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(LEAVES, (bureau.pk, after, last), binary=True)
        yield from cursor
