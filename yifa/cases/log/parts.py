"""The parts of a verification: each a range of something in the record, small enough for one process, all of one moment.

Whoever verifies lists the parts, and they are gone through by as many processes as the machine has cores, each with a connection
of its own that sees the very snapshot of the first one. Memory holds what a part needs, whatever the record's size. Inside a
transaction that somebody else opened, and beside other threads, one process does it all.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.log.beside import compare_files, compare_procedures, compare_register_links
from yifa.cases.log.comparing import compare_cases, compare_house, digest_of_cases
from yifa.cases.log.differences import Difference, Unopened
from yifa.cases.log.log_tables import compare_log_tables
from yifa.cases.log.record import latest_head, stream
from yifa.cases.log.row_proof import (
    EVERYWHERE,
    compare_openable,
    compare_rows,
    compare_seals,
    places_of_seals,
    tables_with_commitments,
)
from yifa.cases.log.rows import protected, quoted
from yifa.evidence.merkle import TILE_WIDTH
from yifa.evidence.spans import SPAN, Span, sum_of
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.postgres.snapshot import same_snapshot

MAX_DIFFERENCES: Final = 100
"""Differences that a part, and a whole verification, tells one by one."""
CASES_IN_A_PART: Final = 2_000
ROWS_IN_A_PART: Final = 50_000
SEALS_IN_A_PART: Final = 64
_MOST_WORKERS: Final = 16
"""Each has a connection, of which a database has some hundred."""


class PartKind(StrEnum):
    """What a part goes through."""

    ENTRIES = "entries"
    """Full tiles of the log: positions."""
    CASES = "cases"
    """Cases made anew: their keys."""
    HOUSE = "house"
    """Entries of no case."""
    ROWS = "rows"
    """Rows of a table: their keys."""
    SEALS = "seals"
    """Seals: their positions."""
    OPENABLE = "openable"
    """Commitments that nothing replaced."""
    LOG_TABLES = "log-tables"
    """The log's own tables, procedures that were kept, and the acts that rows of registers name."""
    FILES = "files"
    """Files on the disk: keys of their rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A range of a kind. of: the table, where it is rows. weight: about how many things it goes through.

    known: of cases, the digest of all that their replay reads, as it was when they were last made anew and found sound.
    """

    kind: PartKind
    keys: range = EVERYWHERE
    of: str = ""
    weight: int = 1
    known: str = field(default="", compare=False)


@dataclass(slots=True)
class Found:
    """What a part found. count: things that it went through; span: the sum of entries, None where they are to be read slowly.

    digest: of cases, of all that their replay reads; is_known: it is what it was, and they were not made anew.
    """

    part: Part
    differences: list[Difference] = field(default_factory=list)
    more: int = 0
    count: int = 0
    unopened: Unopened = field(default_factory=Unopened)
    span: Span | None = None
    digest: str = ""
    is_known: bool = False

    def take(self, differences: Iterable[Difference]) -> None:
        """Keep differences as long as they are few; count the rest."""
        for difference in differences:
            if len(self.differences) < MAX_DIFFERENCES:
                self.differences.append(difference)
            else:
                self.more += 1


def parts_of_tables(bureau: Bureau, known: Mapping[str, str] | None = None) -> list[Part]:
    """The parts that compare the tables with the log, what takes longest first; in the caller's snapshot.

    known: digests of cases that were made anew before, by the first key of their part.
    """
    with using_bureau(bureau):
        seals = places_of_seals(bureau)
        found = [
            Part(PartKind.SEALS, range(some[0], some[-1] + 1), weight=len(some) * 100)
            for at in range(0, len(seals), SEALS_IN_A_PART)
            if (some := seals[at : at + SEALS_IN_A_PART])
        ]
        found.append(Part(PartKind.OPENABLE))
        found += (
            Part(PartKind.CASES, keys, weight=weight, known=(known or {}).get(str(keys.start), ""))
            for keys, weight in _cases(bureau)
        )
        committed = tables_with_commitments(bureau)
        for one in protected().values():
            where = f"{quoted(one.bureau)} = {int(bureau.pk)}" if one.bureau else "true"
            ranges = list(_ranges(one.table, one.key, where, ROWS_IN_A_PART))
            if one.bureau and one.table not in committed and not any(weight for _, weight in ranges):
                continue  # neither a row nor a commitment: nothing to compare
            found += (Part(PartKind.ROWS, keys, one.table, weight) for keys, weight in ranges)
        return [*found, Part(PartKind.HOUSE), Part(PartKind.LOG_TABLES)]


def parts_of_files(bureau: Bureau) -> list[Part]:
    """The parts that read every file."""
    with using_bureau(bureau):
        where = f"bureau_id = {int(bureau.pk)}"
        return [
            Part(PartKind.FILES, keys, weight=weight)
            for keys, weight in _ranges("cases_file", "id", where, CASES_IN_A_PART)
        ]


def parts_of_entries(size: int) -> list[Part]:
    """The parts that read the full tiles of a log of so many entries."""
    full = size // TILE_WIDTH
    return [
        Part(PartKind.ENTRIES, range(at * TILE_WIDTH, stop * TILE_WIDTH), weight=(stop - at) * TILE_WIDTH)
        for at in range(0, full, SPAN)
        if (stop := min(at + SPAN, full))
    ]


def _cases(bureau: Bureau) -> Iterator[tuple[range, int]]:
    """Ranges of cases' keys that stay where they are while cases are added, each with the number of its entries."""
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select part, sum(weight)::bigint from ("
        " select id / %s::bigint as part, 1 as weight from cases_case where bureau_id = %s::bigint"
        " union all select case_id / %s::bigint, 1 from log_entry where bureau_id = %s::bigint and case_id is not null"
        ") one group by part order by part",
        (CASES_IN_A_PART, bureau.pk, CASES_IN_A_PART, bureau.pk),
    )
    for part, weight in rows.fetchall():
        yield range(part * CASES_IN_A_PART, (part + 1) * CASES_IN_A_PART), weight


def _ranges(table: str, key: str, where: str, at_once: int) -> Iterator[tuple[range, int]]:
    """Ranges of a table's keys with about so many rows each, from the least key that can be to the greatest: rows beside the
    record and commitments to rows that are gone have keys too."""
    row = store.execute(
        connections[DEFAULT_DB_ALIAS],
        f"select count(*), min({quoted(key)}), max({quoted(key)}) from {quoted(table)} where {where}",  # noqa: S608
    ).fetchone()
    assert row is not None
    count, least, most = row
    pieces = max(1, -(-count // at_once))
    start = EVERYWHERE.start
    for piece in range(1, pieces + 1):
        stop = EVERYWHERE.stop if piece == pieces else least + (most - least) * piece // pieces
        yield range(start, stop), count // pieces
        start = stop


def go_through(bureau: Bureau, part: Part) -> Found:
    """Go through one part; in the caller's snapshot, but for files."""
    found = Found(part)
    if part.kind is PartKind.ENTRIES:
        found.span = _span(bureau, part.keys)
    elif part.kind is PartKind.CASES:
        found.digest = digest_of_cases(bureau, part.keys)
        found.is_known = found.digest == part.known
        if not found.is_known:
            found.take(compare_cases(bureau, part.keys, found.unopened))
    elif part.kind is PartKind.HOUSE:
        found.take(compare_house(bureau))
    elif part.kind is PartKind.ROWS:
        compared, differences = compare_rows(bureau, part.of, part.keys)
        found.count = compared.rows
        found.take(differences)
    elif part.kind is PartKind.SEALS:
        found.take(compare_seals(bureau, part.keys))
    elif part.kind is PartKind.OPENABLE:
        found.take(compare_openable(bureau))
    elif part.kind is PartKind.LOG_TABLES:
        found.take(compare_register_links(bureau))
        found.take(compare_procedures(bureau))
        found.take(compare_log_tables(bureau, latest_head(bureau)))
    else:
        found.take(compare_files(bureau, part.keys))
    return found


def _span(bureau: Bureau, positions: range) -> Span | None:
    with using_bureau(bureau):
        tiles = {
            index: bytes(hashes)
            for index, hashes in store.execute(
                connections[DEFAULT_DB_ALIAS],
                "select index, hashes from log_tile where bureau_id = %s::bigint and level = 0"
                " and index >= %s::bigint and index < %s::bigint",
                (bureau.pk, positions.start // TILE_WIDTH, positions.stop // TILE_WIDTH),
            )
        }
    rows = stream(
        bureau,
        "select entry, leaf_hash from log_entry where bureau_id = %s and position >= %s and position < %s order by position",
        (bureau.pk, positions.start, positions.stop),
        binary=True,
    )
    return sum_of(bureau.code, positions.start, _bundles(rows, positions, tiles))


def _bundles(
    rows: Iterator[tuple[bytes, bytes]], positions: range, tiles: dict[int, bytes]
) -> Iterator[tuple[Sequence[bytes], bytes]]:
    """Full tiles' entries with the hashes that are stored over them, none where leaves and tile do not agree."""
    for at in range(positions.start, positions.stop, TILE_WIDTH):
        read = list(islice(rows, TILE_WIDTH))
        leaves = b"".join([bytes(leaf) for _, leaf in read])
        tile = tiles.get(at // TILE_WIDTH, b"")
        yield [bytes(entry) for entry, _ in read], tile if leaves == tile else b""


def in_turn(bureau: Bureau, parts: Sequence[Part], snapshot: str | None, workers: int) -> Iterator[Found]:
    """What each part found, in the order of the parts; by so many processes, of which each has some parts waiting at most.

    snapshot: its name, where the parts are of one moment.
    """
    if workers < 2 or len(parts) < 2:
        for part in parts:
            yield go_through(bureau, part)
        return
    pool = ProcessPoolExecutor(
        min(workers, len(parts)),
        mp_context=get_context("fork"),
        initializer=_begin,
        initargs=(bureau, snapshot),
    )
    with pool:
        waiting: deque[Future[Found]] = deque()
        try:
            for part in parts:
                waiting.append(pool.submit(_work, part))
                if len(waiting) > 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def useful_workers(wanted: int | None = None) -> int:
    """How many processes to verify with here: the machine's cores, or as many as are wanted; one where processes cannot be
    divided safely."""
    if (
        connections[DEFAULT_DB_ALIAS].in_atomic_block
        or threading.active_count() > 1
        or "fork" not in get_all_start_methods()
    ):
        return 1
    return max(1, wanted if wanted is not None else min(len(os.sched_getaffinity(0)), _MOST_WORKERS))


_mine: Bureau
_kept = ExitStack()
_parents: object = None


def _begin(bureau: Bureau, snapshot: str | None) -> None:
    """In a new process: a connection of its own; the one that came with the memory is its parent's, and is left alone."""
    global _mine, _parents
    _mine = bureau
    _parents = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[DEFAULT_DB_ALIAS].copy()
    if snapshot is not None:
        _kept.enter_context(same_snapshot(snapshot))


def _work(part: Part) -> Found:
    return go_through(_mine, part)
