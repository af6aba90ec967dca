"""``yifa record verify``: the whole log of a bureau against its signed head, and the tables against the log.

All of it is of one moment: a bureau goes on working while its record is verified. It is gone through in parts (``parts``), by as
many processes as the machine has cores. ``verify_changes`` looks at what came since a verification, for every morning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.log import verified
from yifa.cases.log.comparing import ALL_CASES, compare_cases, compare_house
from yifa.cases.log.differences import Difference, Unopened
from yifa.cases.log.log_tables import compare_log_tables
from yifa.cases.log.parts import (
    MAX_DIFFERENCES,
    Found,
    PartKind,
    in_turn,
    parts_of_entries,
    parts_of_files,
    parts_of_tables,
    useful_workers,
)
from yifa.cases.log.record import latest_head, public_key, stream
from yifa.cases.log.row_proof import Compared, compare_changed_rows, compare_seals
from yifa.cases.log.rows import protected
from yifa.cases.log.seals import newest_commitment, waiting
from yifa.cases.log.tree_reading import SignedHead, root_at, tiles_of
from yifa.cases.log.verified import Mark
from yifa.evidence.checkpoints import open_checkpoint
from yifa.evidence.faults import EvidenceError, ProofError
from yifa.evidence.merkle import TILE_WIDTH, TreeBuilder, leaf_hash
from yifa.evidence.verify import (
    LogVerifier,
    Row,
    StoredTile,
    Verification,
    feed_rows,
    finish_signed,
    unsigned,
)
from yifa.house.models import Bureau
from yifa.house.tenancy import unveiled, using_bureau
from yifa.law.text import Bilingual
from yifa.postgres.snapshot import one_snapshot, snapshot_name, without_limits

WORTH_PROCESSES: Final = 5_000
"""Rows and entries from which several processes take less time than one."""

Progress = Callable[[int, int], None]
"""Told after each part: how much is done, and how much there is, in rows and entries."""


@dataclass(slots=True)
class RecordVerification:
    """What was found: the log against its head, and what the tables say otherwise.

    waiting: entries not under a head yet; unsealed: changes of rows that no seal covers yet. compared: the tables whose rows were
    compared, with their number. unopened: sealed answers that could not be opened without their key. since: where only what
    came after a verification was looked at, from where; known: parts of cases that were not made anew; resumed: when an earlier
    run, whose parts were not gone through again, began.
    """

    bureau: Bureau
    log: Verification | None = None
    differences: list[Difference] = field(default_factory=list)
    more: int = 0
    waiting: int = 0
    unsealed: int = 0
    compared: list[Compared] = field(default_factory=list)
    unopened: Unopened = field(default_factory=Unopened)
    workers: int = 1
    since: Mark | None = None
    known: int = 0
    resumed: datetime | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return (self.log is None or self.log.ok) and not self.differences

    @property
    def rows(self) -> int:
        """Rows that were compared with what was committed to."""
        return sum(one.rows for one in self.compared)

    @property
    def sentences(self) -> list[Bilingual]:
        """Everything that is wrong, in words."""
        faults = [one.sentence for one in self.log.faults] if self.log is not None else []
        return faults + [one.sentence for one in self.differences]

    def take(self, differences: Iterator[Difference] | Sequence[Difference], more: int = 0) -> None:
        """Keep differences as long as they are few; count the rest."""
        self.more += more
        for difference in differences:
            if len(self.differences) < MAX_DIFFERENCES:
                self.differences.append(difference)
            else:
                self.more += 1


def verify(
    bureau: Bureau,
    *,
    tables: bool = True,
    files: bool = True,
    workers: int | None = None,
    progress: Progress | None = None,
    keep_at: datetime | None = None,
    resume: bool = False,
    remembered: bool = False,
) -> RecordVerification:
    """Verify a bureau's record. tables: also make every case anew from the log and compare. files: also read every file.

    workers: processes, as many as there are cores by default. keep_at: the time, where what was done is to be kept outside
    the database (``verified``), so that a run that is broken off can be taken up, and ``verify_changes`` knows from where.
    resume: take up such a run. remembered: cases of which all is byte for byte what it was when they were last made anew and
    found sound are not made anew.

    Raises RecordProblem where entries are under a head and the public key is gone.
    """
    useful = useful_workers(workers)
    found = RecordVerification(bureau, workers=useful)
    before = verified.run_of(bureau, keep_at) if resume and keep_at is not None and tables else None
    # Whatever is kept from whoever asks is proved all the same; what differs is told by its number alone.
    with one_snapshot(), unveiled():
        without_limits()
        head = latest_head(bureau)
        mark = mark_of(bureau, head)
        with using_bureau(bureau):
            size, _ = store.head(bureau.pk)
        found.waiting = size - (0 if head is None else head.size)
        found.unsealed = waiting(bureau)
        parts = parts_of_entries(head.size) if head is not None else []
        known = verified.digests(bureau) if remembered else {}
        rest = parts_of_tables(bureau, known) if tables else []
        if before is not None:
            # What was done then is done; what came since is looked at as every morning.
            found.resumed = before.began
            rest = [part for part in before.parts if part not in before.done]
            _changes(found, before.mark, head)
        run = before
        if run is None and keep_at is not None and tables:
            run = verified.begin(bureau, keep_at, mark, rest)
        total = sum(part.weight for part in (*parts, *rest))
        if total < WORTH_PROCESSES:
            found.workers = useful = 1
        reading = _begin(bureau, head)
        done = 0
        snapshot = snapshot_name() if useful > 1 else None
        counts: dict[str, int] = dict(run.rows) if run is not None else {}
        digests: dict[str, str] = {}
        for one in in_turn(bureau, [*parts, *rest], snapshot, useful):
            if one.part.kind is PartKind.ENTRIES:
                _read_on(bureau, reading, one)
            else:
                _take(found, one, counts)
                if one.digest and not one.differences and not one.unopened.answers:
                    digests[str(one.part.keys.start)] = one.digest
                if run is not None and not one.differences and not one.unopened.answers:
                    verified.note(bureau, run, one)
            done += one.part.weight
            if progress is not None:
                progress(done, total)
        found.log = _finish(bureau, reading)
        if tables:
            found.compared = [
                Compared(one.table, one.title, counts.get(one.table, 0)) for one in protected().values()
            ]
    if files:
        for one in in_turn(bureau, parts_of_files(bureau), None, useful):
            found.take(one.differences, one.more)
    if keep_at is not None and tables and found.ok:
        if before is not None:
            digests = {**verified.digests(bureau), **digests}
        verified.finish(bureau, mark, keep_at, digests)
    return found


def mark_of(bureau: Bureau, head: SignedHead | None) -> Mark:
    """How far the record goes now: what a verification of this moment covers."""
    size = 0 if head is None else head.size
    root = b"" if head is None else head.root
    return Mark(size, root.hex(), newest_commitment(bureau))


def verify_changes(bureau: Bureau, since: Mark, *, keep_at: datetime | None = None) -> RecordVerification:
    """Verify what came since a verification: that the log continues it, the entries since, the cases that they speak of, the
    seals, the rows that were written, and for each table that there are as many rows as commitments.

    keep_at: the time, where this is to be the next one's beginning.
    """
    found = RecordVerification(bureau, since=since)
    with one_snapshot(), unveiled():
        without_limits()
        head = latest_head(bureau)
        with using_bureau(bureau):
            size, _ = store.head(bureau.pk)
        found.waiting = size - (0 if head is None else head.size)
        found.unsealed = waiting(bureau)
        mark = mark_of(bureau, head)
        _changes(found, since, head)
    if keep_at is not None and found.ok:
        verified.keep_changes(bureau, mark, keep_at)
    return found


def _changes(found: RecordVerification, since: Mark, head: SignedHead | None) -> None:
    bureau = found.bureau
    found.take(_continues(bureau, since, head))
    found.take(compare_cases(bureau, ALL_CASES, found.unopened, since.size))
    found.take(compare_house(bureau, since.size))
    found.take(compare_log_tables(bureau, head, whole=False))
    found.take(compare_seals(bureau, range(since.size, ALL_CASES.stop)))
    for table in protected():
        one, differences = compare_changed_rows(bureau, table, since.seq)
        found.compared.append(one)
        found.take(differences)


def _continues(bureau: Bureau, since: Mark, head: SignedHead | None) -> Iterator[Difference]:
    """What is wrong with the log since then; where tiles or leaves are missing, the tree cannot be read at all."""
    try:
        yield from _goes_on(bureau, since, head)
    except ProofError as fault:
        yield Difference("", None, fault.sentence)


def _goes_on(bureau: Bureau, since: Mark, head: SignedHead | None) -> Iterator[Difference]:
    """The same while the tree can be read: it does not continue, an entry is not its leaf, the head is not over them."""
    size = 0 if head is None else head.size
    with using_bureau(bureau):
        entries, _ = store.head(bureau.pk)
        if size < since.size or (since.size and root_at(bureau, since.size).hex() != since.root):
            yield Difference(
                "",
                None,
                Bilingual(
                    f"记录不是上次核验过的前 {since.size} 条的延续：历史被改写过，或者恢复过旧备份。"
                    f"请运行 yifa record verify {bureau.code} 作全面核验，并告诉监督机关。",
                    f"The log does not continue the {since.size} entries that were verified last: it was rewritten, or a backup"
                    f" was put back. Run yifa record verify {bureau.code}, and tell those who supervise the bureau.",
                ),
            )
            return
        if head is None:
            return
        builder = TreeBuilder.resume(since.size, tiles_of(bureau.pk))
        leaves: list[bytes] = []
        for row in _rows(bureau, range(since.size, min(size, entries))):
            leaf = leaf_hash(row.entry)
            if row.position != builder.size + len(leaves) or leaf != row.leaf_hash:
                yield Difference(
                    "",
                    row.position,
                    Bilingual(
                        "此处记录缺失、重复，或者与所存的叶哈希不符。",
                        "An entry is missing or doubled here, or is not what its leaf hash says.",
                    ),
                )
                return
            leaves.append(leaf)
            if len(leaves) == TILE_WIDTH:
                builder.append(leaves)
                leaves = []
        builder.append(leaves)
        try:
            signed = open_checkpoint(head.note, [public_key(bureau)])
            is_sound = (signed.size, signed.root) == (builder.size, builder.root())
        except EvidenceError:
            is_sound = False
        if not is_sound:
            yield Difference(
                "",
                None,
                Bilingual(
                    f"由 {size} 条记录算出的根哈希与签名的检查点不符。",
                    f"The root over the {size} entries is not that of the signed checkpoint.",
                ),
            )


def _begin(bureau: Bureau, head: SignedHead | None) -> LogVerifier | Verification | None:
    if head is None:
        return None
    try:
        return LogVerifier(open_checkpoint(head.note, [public_key(bureau)]), _stored(bureau))
    except EvidenceError as fault:
        return unsigned(fault)


def _read_on(bureau: Bureau, reading: LogVerifier | Verification | None, one: Found) -> None:
    """Take the sum of some entries; where it is none, or does not follow, read them in order, so that each fault is named."""
    if not isinstance(reading, LogVerifier) or reading.is_stopped:
        return
    if one.span is None or not reading.absorb(one.span):
        feed_rows(reading, _rows(bureau, one.part.keys))


def _finish(bureau: Bureau, reading: LogVerifier | Verification | None) -> Verification | None:
    if not isinstance(reading, LogVerifier):
        return reading
    feed_rows(reading, _rows(bureau, range(reading.size, reading.checkpoint.size)))
    return finish_signed(reading)


def _take(found: RecordVerification, one: Found, counts: dict[str, int]) -> None:
    found.take(one.differences, one.more)
    found.unopened.answers += one.unopened.answers
    found.unopened.keys |= one.unopened.keys
    found.known += one.is_known
    if one.part.kind is PartKind.ROWS:
        counts[one.part.of] = counts.get(one.part.of, 0) + one.count


def _rows(bureau: Bureau, positions: range) -> Iterator[Row]:
    rows = stream(
        bureau,
        "select position, entry, leaf_hash from log_entry where bureau_id = %s and position >= %s and position < %s"
        " order by position",
        (bureau.pk, positions.start, positions.stop),
        binary=True,
    )
    for position, entry, leaf in rows:
        yield Row(position, bytes(entry), bytes(leaf))


def _stored(bureau: Bureau) -> StoredTile:
    """Reads full tiles as they are stored; the right edge is not, and is left to the root."""

    def tile(level: int, index: int, width: int) -> bytes | None:
        if width < TILE_WIDTH:
            return None
        with using_bureau(bureau):
            row = store.execute(
                connections[DEFAULT_DB_ALIAS],
                "select hashes from log_tile where bureau_id = %s::bigint and level = %s::smallint and index = %s::bigint",
                (bureau.pk, level, index),
            ).fetchone()
        # A missing tile is a fault like a changed one.
        return b"" if row is None else bytes(row[0])

    return tile
