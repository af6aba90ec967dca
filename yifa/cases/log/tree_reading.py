"""Reading the tree over a bureau's log: its tiles, its signed heads, and the root that it had at any size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.evidence.merkle import TILE_WIDTH, Nodes, StoredTiles, TreeBuilder, tree_root
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau

AT_ONCE: Final = TILE_WIDTH * 64
"""Leaves that are read together."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A signed head of a bureau's log: its number of entries, its root, the note, and when it was signed."""

    size: int
    root: bytes
    note: str
    signed_at: datetime


def tiles_of(bureau_id: int, using: str = DEFAULT_DB_ALIAS) -> StoredTiles:
    """Reads the tiles of a bureau's log; the connection works for that bureau."""
    connection = connections[using]

    def full(level: int, index: int) -> bytes | None:
        row = store.execute(
            connection,
            "select hashes from log_tile where bureau_id = %s::bigint and level = %s::smallint and index = %s::bigint",
            (bureau_id, level, index),
        ).fetchone()
        return None if row is None else bytes(row[0])

    def leaves(start: int, stop: int) -> list[bytes]:
        rows = store.execute(
            connection,
            "select leaf_hash from log_entry where bureau_id = %s::bigint and position >= %s::bigint"
            " and position < %s::bigint order by position",
            (bureau_id, start, stop),
        )
        return [bytes(row[0]) for row in rows]

    def roots(level: int, start: int, stop: int) -> list[bytes]:
        rows = store.execute(
            connection,
            "select root from log_tile where bureau_id = %s::bigint and level = %s::smallint and index >= %s::bigint"
            " and index < %s::bigint order by index",
            (bureau_id, level, start, stop),
        )
        return [bytes(row[0]) for row in rows]

    return StoredTiles(full, leaves, roots)


def latest_head(bureau: Bureau) -> SignedHead | None:
    """The head that was signed last; None before the first."""
    return _head(bureau, "order by size desc limit 1", ())


def head_of_size(bureau: Bureau, size: int) -> SignedHead | None:
    """The signed head over this many entries; None where none was signed."""
    return _head(bureau, "and size = %s::bigint", (size,))


def root_at(bureau: Bureau, size: int) -> bytes:
    """The root over the first ``size`` entries as they stand now; the log has at least so many."""
    with using_bureau(bureau):
        last = latest_head(bureau)
        start = 0 if last is None else last.size
        tiles = tiles_of(bureau.pk)
        if size <= start:
            return tree_root(size, Nodes(tiles, start))
        builder = TreeBuilder.resume(start, tiles)
        while builder.size < size:
            builder.append(list(leaves(bureau.pk, builder.size, min(size, builder.size + AT_ONCE))))
        return builder.root()


def _head(bureau: Bureau, which: str, parameters: tuple[int, ...]) -> SignedHead | None:
    with using_bureau(bureau):
        row = store.execute(
            connections[DEFAULT_DB_ALIAS],
            f"select size, root, note, signed_at from log_checkpoint where bureau_id = %s::bigint {which}",  # noqa: S608
            (bureau.pk, *parameters),
        ).fetchone()
    return None if row is None else SignedHead(row[0], bytes(row[1]), row[2], row[3])


def leaves(bureau_id: int, start: int, stop: int) -> Iterator[bytes]:
    """The leaf hashes of these positions, in order."""
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select leaf_hash from log_entry where bureau_id = %s::bigint and position >= %s::bigint"
        " and position < %s::bigint order by position",
        (bureau_id, start, stop),
    )
    for row in rows:
        yield bytes(row[0])
