"""The tree over a bureau's log: built after the acts, in batches, and read by proofs in a number of reads that grows with log n.

Entries have their positions from the moment of the act. ``integrate`` takes those that are not in the tree yet, stores the tiles
that became full (with the root over each), and signs the head. Only full tiles are stored, and they never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.errors import RecordProblem
from yifa.cases.log.keys import signer_of
from yifa.evidence.checkpoints import Checkpoint, sign
from yifa.evidence.merkle import TILE_WIDTH, Nodes, StoredTiles, Tile, TreeBuilder
from yifa.evidence.merkle import consistency_proof as _consistency
from yifa.evidence.merkle import inclusion_proof as _inclusion
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau

_AT_ONCE: Final = TILE_WIDTH * 64


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


def integrate(bureau: Bureau, now: datetime) -> SignedHead | None:
    """Take the entries that are not in the tree yet into it, and sign the head; the latest head, None for an empty log.

    Two integrations of one bureau never run at once: the second waits, and finds nothing to do. Raises RecordProblem without a
    key.
    """
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        store.execute(connection, "select pg_advisory_xact_lock(7946, %s::integer)", (bureau.pk,))
        last = latest_head(bureau)
        size, _ = store.head(bureau.pk)
        start = 0 if last is None else last.size
        if size == start:
            return last
        signer = signer_of(bureau)
        tiles = tiles_of(bureau.pk)
        builder = TreeBuilder.resume(start, tiles)
        while builder.size < size:
            stop = min(size, builder.size + _AT_ONCE)
            leaves = [bytes(leaf) for leaf in _leaves(bureau.pk, builder.size, stop)]
            if len(leaves) != stop - builder.size:
                raise RecordProblem(
                    zh=f"记录第 {builder.size} 至 {stop - 1} 条不连续，请运行 yifa record verify {bureau.code}。",
                    en=f"Entries {builder.size} to {stop - 1} are not all there; run yifa record verify {bureau.code}.",
                )
            _store_tiles(bureau.pk, builder.append(leaves))
        root = builder.root()
        note = sign(Checkpoint(signer.name, size, root), signer)
        store.execute(
            connection,
            "insert into log_checkpoint (bureau_id, size, root, note, signed_at)"
            " values (%s::bigint, %s::bigint, %b::bytea, %s::text, %s::timestamptz)",
            (bureau.pk, size, root, note, now),
        )
        return SignedHead(size, root, note, now)


def latest_head(bureau: Bureau) -> SignedHead | None:
    """The head that was signed last; None before the first."""
    return _head(bureau, "order by size desc limit 1", ())


def head_of_size(bureau: Bureau, size: int) -> SignedHead | None:
    """The signed head over this many entries; None where none was signed."""
    return _head(bureau, "and size = %s::bigint", (size,))


def inclusion_proof(bureau: Bureau, position: int, size: int) -> list[bytes]:
    """That the entry at ``position`` is among the first ``size``; O(log n) reads. Raises ProofError."""
    with using_bureau(bureau):
        return _inclusion(position, size, Nodes(tiles_of(bureau.pk), size))


def consistency_proof(bureau: Bureau, old: int, new: int) -> list[bytes]:
    """That the log of ``new`` entries begins with that of ``old``; O(log n) reads. Raises ProofError."""
    with using_bureau(bureau):
        return _consistency(old, new, Nodes(tiles_of(bureau.pk), new))


def _head(bureau: Bureau, which: str, parameters: tuple[int, ...]) -> SignedHead | None:
    with using_bureau(bureau):
        row = store.execute(
            connections[DEFAULT_DB_ALIAS],
            f"select size, root, note, signed_at from log_checkpoint where bureau_id = %s::bigint {which}",  # noqa: S608
            (bureau.pk, *parameters),
        ).fetchone()
    return None if row is None else SignedHead(row[0], bytes(row[1]), row[2], row[3])


def _leaves(bureau_id: int, start: int, stop: int) -> Iterator[bytes]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select leaf_hash from log_entry where bureau_id = %s::bigint and position >= %s::bigint"
        " and position < %s::bigint order by position",
        (bureau_id, start, stop),
    )
    for row in rows:
        yield row[0]


def _store_tiles(bureau_id: int, tiles: list[Tile]) -> None:
    if tiles:
        store.execute(
            connections[DEFAULT_DB_ALIAS],
            "insert into log_tile (bureau_id, level, index, hashes, root)"
            " select %s::bigint, * from unnest(%s::smallint[], %s::bigint[], %b::bytea[], %b::bytea[])",
            (
                bureau_id,
                [tile.level for tile in tiles],
                [tile.index for tile in tiles],
                [tile.hashes for tile in tiles],
                [tile.root for tile in tiles],
            ),
        )
