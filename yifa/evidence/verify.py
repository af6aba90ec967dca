"""Verification of a whole log, from a folder or a database, by one and the same reader.

Everything is computed again from the entries: their hashes, every tile, the root, and the checkpoint's signature over
it; then each entry is read strictly, and the sequence is checked — this bureau's own, recorded in order, each case's
versions without gaps. Faults are collected, not raised, so that one run shows all of them.

Memory: one bundle, 8 KB for each level of the tree, and the last version of each case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from yifa.evidence.checkpoints import Checkpoint, Verifier, bureau_of, open_checkpoint
from yifa.evidence.entries import Entry, SkimTuple, skim, skim_all, skim_of
from yifa.evidence.faults import EntryError, EvidenceError, FolderError
from yifa.evidence.merkle import HASH_SIZE, TILE_WIDTH, TreeBuilder, leaf_hashes
from yifa.evidence.receipts import Receipt
from yifa.evidence.spans import WORTH, Span, read_spans
from yifa.evidence.tiles import PUBLIC_KEY, Folder
from yifa.law.text import Bilingual

MAX_FAULTS: Final = 100
"""Faults that are told one by one; the rest are counted."""


class FaultCode(StrEnum):
    """What kind of fault it is, for programs."""

    CHECKPOINT = "checkpoint"
    KEY = "key"
    FILE = "file"
    MISSING = "missing"
    POSITION = "position"
    LEAF = "leaf"
    TILE = "tile"
    ROOT = "root"
    ENTRY = "entry"
    BUREAU = "bureau"
    ORDER = "order"
    CASE = "case"
    REFERENCE = "reference"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (a position in the log from 0, or None), and a sentence that says what."""

    code: FaultCode
    position: int | None
    sentence: Bilingual


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what is wrong. ``ok`` is True only where everything was checked and nothing is."""

    origin: str
    size: int
    root: bytes
    entries: int
    cases: int
    checked: tuple[Bilingual, ...]
    faults: tuple[Fault, ...]
    more_faults: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class Row(NamedTuple):
    """An entry as a database keeps it: its position, its bytes, and the leaf hash stored beside it, if any."""

    position: int
    entry: bytes
    leaf_hash: bytes | None = None


StoredTile = Callable[[int, int, int], bytes | None]


class LogVerifier:
    """Reads a log's entries in order and collects what is wrong with them; ``finish`` gives the result."""

    def __init__(
        self, checkpoint: Checkpoint, stored_tile: StoredTile | None = None, tree_only: bool = False
    ) -> None:
        """stored_tile(level, index, width): a tile's hashes as stored, or None where the store keeps none.
        tree_only: leave the entries unread, as a client does that knows the tree and not what is in it.
        """
        self._tree_only = tree_only
        self.checkpoint = checkpoint
        self._bureau = bureau_of(checkpoint.origin)
        self._stored_tile = stored_tile
        self._builder = TreeBuilder()
        self._versions: dict[str, int] = {}
        self._recorded_at = ""
        self.is_stopped = False
        self.faults: list[Fault] = []
        self.more_faults = 0

    @property
    def size(self) -> int:
        """Entries read so far."""
        return self._builder.size

    def report(self, code: FaultCode, position: int | None, zh: str, en: str) -> None:
        """Note a fault, or count it once there are too many."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(code, position, Bilingual(zh=zh, en=en)))
        else:
            self.more_faults += 1

    def stop(self, code: FaultCode, zh: str, en: str) -> None:
        """Note a fault after which the rest of the log cannot be read."""
        self.report(code, self.size, zh, en)
        self.is_stopped = True

    def feed(self, entries: Sequence[bytes], stored_leaves: Sequence[bytes] | None = None) -> None:
        """The next entries; at most up to the end of the tile that they begin in (``256 - size % 256`` of them)."""
        start = self._builder.size
        leaves = leaf_hashes(entries)
        if stored_leaves is not None and leaves != stored_leaves:
            self._tell_leaves(start, leaves, stored_leaves)
        for tile in self._builder.append(leaves):
            self._compare(tile.level, tile.index, tile.hashes)
        if not self._tree_only:
            self._read(start, entries)

    def absorb(self, span: Span) -> bool:
        """Take a span for its entries if it follows on what was read; False, and nothing taken, if it does not."""
        versions = self._versions
        if span.begins < self._recorded_at:
            return False
        if any(versions.get(case, 0) + 1 != first for case, (first, _) in span.cases.items()):
            return False
        versions.update((case, last) for case, (_, last) in span.cases.items())
        self._recorded_at = span.ends
        for tile in self._builder.append_roots(span.roots):
            self._compare(tile.level, tile.index, tile.hashes)
        return True

    def _read(self, start: int, entries: Sequence[bytes]) -> None:
        bureau, versions, recorded_at = self._bureau, self._versions, self._recorded_at
        skims: Iterable[SkimTuple | None] = skim_all(entries) or (
            skim(data) or self._read_slowly(position, data) for position, data in enumerate(entries, start)
        )
        for position, seen in enumerate(skims, start):
            if seen is None:
                continue
            entry_bureau, case, version, at, refers = seen
            if entry_bureau != bureau:
                self.report(
                    FaultCode.BUREAU,
                    position,
                    f"第 {position} 条属于机关 {entry_bureau}，不是本日志的 {bureau}。",
                    f"Entry {position} is of the bureau {entry_bureau}, not of this log's {bureau}.",
                )
            if at < recorded_at:
                self.report(
                    FaultCode.ORDER,
                    position,
                    f"第 {position} 条记录于 {at}，早于前一条的 {recorded_at}。",
                    f"Entry {position} was recorded at {at}, before the one before it ({recorded_at}).",
                )
            else:
                recorded_at = at
            if case is not None:
                last = versions.get(case, 0)
                if version != last + 1:
                    self.report(
                        FaultCode.CASE,
                        position,
                        f"第 {position} 条是案件 {case} 的第 {version} 个记录，前一个却是第 {last} 个。",
                        f"Entry {position} is number {version} of the case {case}, but the last one was number {last}.",
                    )
                versions[case] = version
            if refers and max(map(int, refers.split(","))) >= position:
                self.report(
                    FaultCode.REFERENCE,
                    position,
                    f"第 {position} 条引用了不早于自己的记录（{refers}）。",
                    f"Entry {position} refers to an entry that is not before it ({refers}).",
                )
        self._recorded_at = recorded_at

    def _read_slowly(self, position: int, data: bytes) -> SkimTuple | None:
        try:
            return skim_of(Entry.read(data))
        except EntryError as fault:
            self.report(
                FaultCode.ENTRY, position, f"第 {position} 条：{fault.zh}", f"Entry {position}: {fault.en}"
            )
            return None

    def _compare(self, level: int, index: int, hashes: bytes) -> None:
        if self._stored_tile is None:
            return
        try:
            stored = self._stored_tile(level, index, len(hashes) // HASH_SIZE)
        except FolderError as fault:
            self.report(FaultCode.FILE, None, fault.zh, fault.en)
            return
        if stored is None or stored == hashes:
            return
        if level == 0 and len(stored) == len(hashes):
            self._tell_leaves(index * TILE_WIDTH, _split(hashes), _split(stored))
        else:
            self.report(
                FaultCode.TILE,
                None,
                f"哈希树第 {level} 层第 {index} 块与由记录算出的不符：该块或其下的记录已被改动。",
                f"Tile {index} of level {level} is not what the entries give: it, or an entry under it, was changed.",
            )

    def _tell_leaves(self, start: int, computed: Sequence[bytes], stored: Sequence[bytes]) -> None:
        for position, (ours, theirs) in enumerate(zip(computed, stored, strict=True), start):
            if ours != theirs:
                self.report(
                    FaultCode.LEAF,
                    position,
                    f"第 {position} 条的内容与所存的叶哈希不符：记录或哈希已被改动。",
                    f"Entry {position} does not have the leaf hash that is stored: the entry or the hash was changed.",
                )

    def finish(self, checked: Iterable[Bilingual] = ()) -> Verification:
        """Compare the right edge and the root with the checkpoint; give the result."""
        head = self.checkpoint
        if not self.is_stopped:
            for level, index, hashes in self._builder.partial_tiles():
                self._compare(level, index, hashes)
            if self.size < head.size:
                self.report(
                    FaultCode.MISSING,
                    self.size,
                    f"检查点有 {head.size} 条记录，只读到 {self.size} 条：其余缺失。",
                    f"The checkpoint counts {head.size} entries, but only {self.size} are there: the rest is missing.",
                )
            elif self._builder.root() != head.root:
                self.report(
                    FaultCode.ROOT,
                    None,
                    f"由 {self.size} 条记录算出的根哈希与检查点不符：签名之后记录有改动。",
                    f"The root over the {self.size} entries is not the checkpoint's: entries changed after it was signed.",
                )
        return Verification(
            origin=head.origin,
            size=head.size,
            root=head.root,
            entries=self.size,
            cases=len(self._versions),
            checked=(*checked, *_CHECKED[: 1 if self._tree_only else None]),
            faults=tuple(self.faults),
            more_faults=self.more_faults,
        )


_CHECKED: Final = (
    Bilingual(
        zh="每条记录的叶哈希、哈希树各层和根哈希",
        en="the leaf hash of each entry, each tile of the tree, and the root",
    ),
    Bilingual(
        zh="每条记录的规范形式、所属机关，记录时间不倒退，引用在前",
        en="each entry's canonical form and bureau, recording times that never go back, references that point back",
    ),
    Bilingual(zh="每个案件的记录连续无缺", en="each case's entries, numbered without a gap"),
)
_SIGNATURE: Final = Bilingual(
    zh="检查点由受信任的公钥签名", en="the checkpoint's signature, by a trusted key"
)
_OWN_KEY: Final = Bilingual(
    zh="检查点由文件夹内的公钥签名；请与该机关公布的公钥核对",
    en="the checkpoint's signature, by the key in the folder: compare that key with the one the bureau published",
)


def verify_stream(
    rows: Iterable[Row],
    checkpoint: str,
    vkeys: Iterable[str | Verifier],
    stored_tile: StoredTile | None = None,
) -> Verification:
    """Verify a log given as rows in order of position, such as a database's; rows beyond the checkpoint are left alone.

    checkpoint: the signed note. vkeys: the trusted keys. stored_tile: see LogVerifier.
    """
    try:
        verifier = LogVerifier(open_checkpoint(checkpoint, vkeys), stored_tile)
    except EvidenceError as fault:
        return unsigned(fault)
    feed_rows(verifier, rows)
    return finish_signed(verifier)


def feed_rows(verifier: LogVerifier, rows: Iterable[Row]) -> None:
    """The next entries as a database gives them, from where a tile begins; rows beyond the checkpoint are left alone."""
    source = islice(iter(rows), verifier.checkpoint.size - verifier.size)
    while not verifier.is_stopped and (batch := list(islice(source, TILE_WIDTH))):
        start = verifier.size
        wrong = next((row.position for at, row in enumerate(batch, start) if row.position != at), None)
        if wrong is not None:
            verifier.stop(
                FaultCode.POSITION,
                f"编号不连续：应为第 {start} 条起连续，却读到第 {wrong} 条；有记录缺失或重复。",
                f"Positions do not follow each other from {start}: {wrong} was read; an entry is missing or doubled.",
            )
            break
        leaves = [row.leaf_hash for row in batch if row.leaf_hash is not None]
        verifier.feed([row.entry for row in batch], leaves if len(leaves) == len(batch) else None)


def finish_signed(verifier: LogVerifier) -> Verification:
    """The result of a reading whose checkpoint was opened by a trusted key."""
    return verifier.finish([_SIGNATURE])


def verify_folder(
    folder: Path, vkeys: Iterable[str] | None = None, workers: int = 1, tree_only: bool = False
) -> Verification:
    """Verify an exported log. vkeys: the keys that the reader trusts; without them, the folder's own key is used, which
    shows that the folder is whole, but not whose it is. workers: processes to read with; more than one are used only where
    that saves time, and find the same. tree_only: check hashes, tiles, root and signature, and leave the entries unread.
    """
    log = Folder(folder)
    trusted = None if vkeys is None else list(vkeys)
    try:
        own = log.vkey()
        head = open_checkpoint(log.checkpoint(), [own] if trusted is None else trusted)
    except EvidenceError as fault:
        return unsigned(fault)
    verifier = LogVerifier(head, log.tile, tree_only)
    if trusted is not None and own not in trusted:
        verifier.report(
            FaultCode.KEY,
            None,
            f"文件夹内的 {PUBLIC_KEY} 不是受信任的公钥。",
            f"The {PUBLIC_KEY} in the folder is not among the trusted keys.",
        )
    full = head.size // TILE_WIDTH
    if workers > 1 and full >= WORTH and not tree_only:
        for first, stop, span in read_spans(folder, bureau_of(head.origin), full, workers):
            if verifier.is_stopped:
                break
            if span is None or not verifier.absorb(span):
                _feed(log, verifier, range(first, stop))
    _feed(log, verifier, range(verifier.size // TILE_WIDTH, -(-head.size // TILE_WIDTH)))
    return verifier.finish([_OWN_KEY if trusted is None else _SIGNATURE])


def verify_receipt(
    receipt: str | Receipt, vkeys: Iterable[str | Verifier], bureau: str | None = None
) -> Verification:
    """Verify a receipt (JSON text or object) and collect what is wrong with it instead of raising."""
    try:
        opened = Receipt.from_json(receipt) if isinstance(receipt, str) else receipt
        proved = opened.verify(vkeys, bureau)
    except EvidenceError as fault:
        return unsigned(fault, FaultCode.RECEIPT)
    head = proved.checkpoint
    included = Bilingual(
        zh=f"第 {proved.index} 条记录在检查点的 {head.size} 条之中",
        en=f"entry {proved.index} is among the checkpoint's {head.size}",
    )
    return Verification(head.origin, head.size, head.root, 1, 0, (_SIGNATURE, included), ())


def _feed(log: Folder, verifier: LogVerifier, bundles: range) -> None:
    """Read bundles in order, up to one that cannot be read; nothing after such a one."""
    for index in bundles:
        if verifier.is_stopped:
            return
        try:
            batch = log.bundle(index, min(TILE_WIDTH, verifier.checkpoint.size - index * TILE_WIDTH))
        except FolderError as fault:
            verifier.stop(FaultCode.FILE, fault.zh, fault.en)
            return
        verifier.feed(batch)


def unsigned(fault: EvidenceError, code: FaultCode = FaultCode.CHECKPOINT) -> Verification:
    return Verification("", 0, b"", 0, 0, (), (Fault(code, None, fault.sentence),))


def _split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)]
