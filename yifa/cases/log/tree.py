"""The tree over a bureau's log: built after the acts, in batches, and read by proofs in a number of reads that grows with log n.

Entries have their positions from the moment of the act. ``integrate`` takes those that are not in the tree yet, stores the tiles
that became full (with the root over each), and signs the head. Only full tiles are stored, and they never change.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import local
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.errors import RecordProblem
from yifa.cases.log import heads
from yifa.cases.log.keys import has_key, signer_of
from yifa.cases.log.seals import seal
from yifa.cases.log.tree_reading import AT_ONCE, SignedHead, head_of_size, latest_head, leaves, tiles_of
from yifa.evidence.checkpoints import Checkpoint, sign
from yifa.evidence.merkle import Nodes, Tile, TreeBuilder
from yifa.evidence.merkle import consistency_proof as _consistency
from yifa.evidence.merkle import inclusion_proof as _inclusion
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau

__all__ = [
    "SignedHead",
    "consistency_proof",
    "head_of_size",
    "inclusion_proof",
    "integrate",
    "latest_head",
    "tiles_of",
]


def integrate(bureau: Bureau, now: datetime) -> SignedHead | None:
    """Take the entries that are not in the tree yet into it, and sign the head; the latest head, None for an empty log.

    Two integrations of one bureau never run at once: the second waits, and finds nothing to do. Raises RecordProblem without a
    key, and where a head that was signed before is not the beginning of the log (``heads``): a forked log is not signed.
    """
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        store.execute(connection, "select pg_advisory_xact_lock(7946, %s::integer)", (bureau.pk,))
        last = latest_head(bureau)
        size, _ = store.head(bureau.pk)
        start = 0 if last is None else last.size
        if size == start == 0 and not has_key(bureau):
            return None
        fork = heads.fork_of(bureau)
        if fork is not None:
            raise fork.problem
        if size == start:
            return last
        signer = signer_of(bureau)
        seal(bureau, now)
        size, _ = store.head(bureau.pk)
        tiles = tiles_of(bureau.pk)
        builder = TreeBuilder.resume(start, tiles)
        while builder.size < size:
            stop = min(size, builder.size + AT_ONCE)
            found = list(leaves(bureau.pk, builder.size, stop))
            if len(found) != stop - builder.size:
                raise RecordProblem(
                    zh=f"记录第 {builder.size} 至 {stop - 1} 条不连续，请运行 yifa record verify {bureau.code}。",
                    en=f"Entries {builder.size} to {stop - 1} are not all there; run yifa record verify {bureau.code}.",
                )
            _store_tiles(bureau.pk, builder.append(found))
        root = builder.root()
        note = sign(Checkpoint(signer.name, size, root), signer)
        store.execute(
            connection,
            "insert into log_checkpoint (bureau_id, size, root, note, signed_at)"
            " values (%s::bigint, %s::bigint, %b::bytea, %s::text, %s::timestamptz)",
            (bureau.pk, size, root, note, now),
        )
        # After the commit: a head kept outside that the database does not have would look like a fork.
        transaction.on_commit(lambda: heads.keep(bureau, note))
        return SignedHead(size, root, note, now)


TILES_KEPT: Final = 1_024
"""Tiles that a thread remembers for each of some logs, with the nodes inside them: 16 KB each."""
_LOGS_KEPT: Final = 4
_kept = local()


def nodes_of(bureau: Bureau, head: SignedHead) -> Nodes:
    """The nodes of the tree under a signed head, remembered by this thread: a root says what they are, so nothing grows stale."""
    logs: OrderedDict[tuple[int, bytes], Nodes] = _kept.__dict__.setdefault("logs", OrderedDict())
    key = (bureau.pk, head.root)
    if key not in logs:
        logs[key] = Nodes(tiles_of(bureau.pk), head.size, TILES_KEPT)
    logs.move_to_end(key)
    if len(logs) > _LOGS_KEPT:
        logs.popitem(last=False)
    return logs[key]


def inclusion_proof(bureau: Bureau, position: int, head: SignedHead) -> list[bytes]:
    """That the entry at ``position`` is under a signed head; O(log n) reads at first, soon none. Raises ProofError."""
    with using_bureau(bureau):
        return _inclusion(position, head.size, nodes_of(bureau, head))


def consistency_proof(bureau: Bureau, old: int, new: int) -> list[bytes]:
    """That the log of ``new`` entries begins with that of ``old``; O(log n) reads. Raises ProofError."""
    with using_bureau(bureau):
        return _consistency(old, new, Nodes(tiles_of(bureau.pk), new))


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
