"""The tree: RFC 9162 (section 2.1) over SHA-256, read and kept in tiles of 256 hashes (C2SP tlog-tiles).

A tile at level L holds 256 consecutive hashes of the tree at height 8·L; a tile is written once, when it
is full, and never changes. Every perfect subtree lies inside one tile, so a proof at a million entries
reads a handful of tiles and nothing else. Proofs are made from tiles by ``Nodes``; leaves become tiles in
``TreeBuilder``; verifying needs neither.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Final, Protocol

from yifa.evidence.faults import ProofError

HASH_SIZE: Final = 32
TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 256
TILE_SIZE: Final = HASH_SIZE * TILE_WIDTH
EMPTY_ROOT: Final = sha256().digest()
"""The root of a tree without leaves: SHA-256 of nothing."""


class TileReader(Protocol):
    """Where tiles are read from."""

    def tile(self, level: int, index: int, width: int) -> bytes:
        """The first ``width`` hashes (1 to 256) of the tile: exactly 32·width bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Tile:
    """A full tile: 256 hashes (8,192 bytes) and the root over them, which is hash ``index`` of the level
    above.
    """

    level: int
    index: int
    hashes: bytes
    root: bytes


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """The leaf hashes of ``entries``, in order."""
    sha = sha256
    return [sha(b"\x00" + entry).digest() for entry in entries]


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, read once and kept as a stack of at most log2(n) perfect subtrees."""
    builder = TreeBuilder()
    chunk: list[bytes] = []
    for leaf in leaves:
        chunk.append(leaf)
        if len(chunk) == TILE_WIDTH:
            builder.append(chunk)
            chunk = []
    builder.append(chunk)
    return builder.root()


def tile_root(hashes: bytes) -> bytes:
    """The root over a power of two of concatenated hashes."""
    sha = sha256
    while len(hashes) > HASH_SIZE:
        hashes = b"".join([sha(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)])
    return hashes


class TreeBuilder:
    """The right edge of a growing tree: at each level, the hashes that do not yet fill a tile.

    Appending gives the tiles that became full; memory is at most 8 KB for each level, whatever the size.
    """

    def __init__(self) -> None:
        self._size = 0
        self._edges: list[bytearray] = [bytearray()]

    @classmethod
    def resume(cls, size: int, read: TileReader) -> TreeBuilder:
        """A builder that goes on where a tree of ``size`` leaves stopped, reading its partial tiles (one
        for each level).
        """
        builder = cls()
        builder._size = size
        builder._edges = []
        while True:
            width = size % TILE_WIDTH
            size //= TILE_WIDTH
            builder._edges.append(bytearray(_read(read, len(builder._edges), size, width) if width else b""))
            if size == 0:
                return builder

    @property
    def size(self) -> int:
        """Number of leaves so far."""
        return self._size

    def append(self, leaves: Sequence[bytes]) -> list[Tile]:
        """Take leaf hashes, in order; give the tiles that they completed, lower levels first."""
        done: list[Tile] = []
        at = 0
        while at < len(leaves):
            room = TILE_WIDTH - len(self._edges[0]) // HASH_SIZE
            taken = leaves[at : at + room]
            self._edges[0] += b"".join(taken)
            at += len(taken)
            self._size += len(taken)
            if len(taken) == room:
                self._close(done, 0)
        return done

    def append_roots(self, roots: Iterable[bytes]) -> list[Tile]:
        """Take the roots of full tiles of level 0 in place of their leaves, at a size that is a multiple of 256; give
        the tiles that they completed above. Raises ProofError at another size.
        """
        if self._edges[0]:
            raise ProofError(
                zh="只有在块的边界上才能接续整块的根。",
                en="Roots of whole tiles can follow only where a tile ends.",
            )
        done: list[Tile] = []
        for root in roots:
            self._size += TILE_WIDTH
            if len(self._edges) == 1:
                self._edges.append(bytearray())
            self._edges[1] += root
            self._close(done, 1)
        return done

    def _close(self, done: list[Tile], level: int) -> None:
        while len(self._edges[level]) == TILE_SIZE:
            hashes = bytes(self._edges[level])
            self._edges[level] = bytearray()
            root = tile_root(hashes)
            index = (self._size >> (TILE_HEIGHT * (level + 1))) - 1
            done.append(Tile(level, index, hashes, root))
            level += 1
            if level == len(self._edges):
                self._edges.append(bytearray())
            self._edges[level] += root

    def root(self) -> bytes:
        """The root over everything appended so far; about 255 hashes for each level."""
        result: bytes | None = None
        for edge in self._edges:
            end = len(edge)
            width = end // HASH_SIZE
            while width:
                span = (width & -width) * HASH_SIZE
                part = tile_root(bytes(edge[end - span : end]))
                result = part if result is None else node_hash(part, result)
                end -= span
                width &= width - 1
        return EMPTY_ROOT if result is None else result

    def partial_tiles(self) -> Iterator[tuple[int, int, bytes]]:
        """Level, index and hashes of each tile of the right edge that is neither empty nor full."""
        for level, edge in enumerate(self._edges):
            if edge:
                yield level, self._size >> (TILE_HEIGHT * (level + 1)), bytes(edge)


class MemoryTiles:
    """Tiles kept in a dict: for tests, and for logs that fit."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._builder = TreeBuilder()

    @classmethod
    def of(cls, leaves: Iterable[bytes]) -> MemoryTiles:
        """Tiles over these leaf hashes."""
        tiles = cls()
        tiles.append(list(leaves))
        return tiles

    def append(self, leaves: Sequence[bytes]) -> None:
        """Add leaf hashes at the end."""
        for tile in self._builder.append(leaves):
            self._tiles[tile.level, tile.index] = tile.hashes
        for level, index, hashes in self._builder.partial_tiles():
            self._tiles[level, index] = hashes

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._builder.size

    def root(self) -> bytes:
        """The root over all leaves."""
        return self._builder.root()

    def tile(self, level: int, index: int, width: int) -> bytes:
        """See TileReader; b"" for a tile that is not there."""
        return self._tiles.get((level, index), b"")[: width * HASH_SIZE]


class StoredTiles:
    """Reads a log that stores full tiles and leaf hashes: full tiles as they are, the partial right edge
    recomputed.

    full(level, index): the 8,192 bytes of a full tile, or None if it is not stored (yet). leaves(start,
    stop): the leaf hashes of these positions, in order. roots(level, start, stop): the roots of the full
    tiles with these indices, in order. Where tiles are stored with their roots a partial tile above level
    0 is one read; without it, it is one read for each full tile below.
    """

    def __init__(
        self,
        full: Callable[[int, int], bytes | None],
        leaves: Callable[[int, int], Sequence[bytes]],
        roots: Callable[[int, int, int], Sequence[bytes]] | None = None,
    ) -> None:
        self._full = full
        self._leaves = leaves
        self._roots = roots

    def tile(self, level: int, index: int, width: int) -> bytes:
        """See TileReader."""
        stored = self._full(level, index)
        if stored is not None:
            return bytes(stored[: width * HASH_SIZE])
        start = index * TILE_WIDTH
        if level == 0:
            return b"".join(self._leaves(start, start + width))
        if self._roots is not None:
            return b"".join(self._roots(level - 1, start, start + width))
        return b"".join([tile_root(self.tile(level - 1, start + at, TILE_WIDTH)) for at in range(width)])


class Nodes:
    """Hashes of perfect subtrees, through tiles, remembering the tiles used last with the nodes inside
    them.

    Pass one to several proofs of the same log to share what it remembers; tiles never change, so nothing
    grows stale.
    """

    def __init__(self, read: TileReader, size: int, keep: int = 64) -> None:
        """``size``: leaves of the largest tree to be asked for; ``keep``: how many tiles to remember (16
        KB each).
        """
        self._read = read
        self._keep = keep
        self._tiles: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()
        self.size = size

    def node(self, height: int, index: int) -> bytes:
        """The hash over leaves ``index·2**height`` up to ``(index+1)·2**height``."""
        level, inside = divmod(height, TILE_HEIGHT)
        tile_index, at = divmod(index, TILE_WIDTH >> inside)
        rows = self._tile(level, tile_index, (at + 1) << inside)
        while len(rows) <= inside:
            below = rows[-1]
            sha = sha256
            whole = len(below) - len(below) % 64
            rows.append(
                b"".join([sha(b"\x01" + below[start : start + 64]).digest() for start in range(0, whole, 64)])
            )
        return rows[inside][at * HASH_SIZE : (at + 1) * HASH_SIZE]

    def _tile(self, level: int, index: int, width: int) -> list[bytes]:
        key = (level, index)
        rows = self._tiles.get(key)
        if rows is not None and len(rows[0]) >= width * HASH_SIZE:
            self._tiles.move_to_end(key)
            return rows
        there = min(TILE_WIDTH, (self.size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH)
        rows = [_read(self._read, level, index, there)]
        self._tiles[key] = rows
        if len(self._tiles) > self._keep:
            self._tiles.popitem(last=False)
        return rows

    def span(self, start: int, stop: int) -> bytes:
        """The hash MTH(D[start:stop]), where [start, stop) is a range that RFC 9162 splits a tree into."""
        result: bytes | None = None
        while start < stop:
            height = ((stop - start) & -(stop - start)).bit_length() - 1
            stop -= 1 << height
            part = self.node(height, stop >> height)
            result = part if result is None else node_hash(part, result)
        return EMPTY_ROOT if result is None else result


def tree_root(size: int, read: TileReader | Nodes) -> bytes:
    """The root over the first ``size`` leaves, in O(log n) tile reads."""
    return _nodes(size, read).span(0, size)


def inclusion_proof(index: int, size: int, read: TileReader | Nodes) -> list[bytes]:
    """PATH(index, D[0:size]) of RFC 9162 section 2.1.3.1, from the leaf's sibling up; O(log n) tile reads.

    Raises ProofError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise ProofError(
            zh=f"日志有 {size} 条记录，没有第 {index} 条（从 0 起）；请核对编号。",
            en=f"The log has {size} entries and none at position {index} (from 0); check the position.",
        )
    nodes = _nodes(size, read)
    path = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append((middle, stop))
            stop = middle
        else:
            path.append((start, middle))
            start = middle
    return [nodes.span(*part) for part in reversed(path)]


def consistency_proof(old: int, new: int, read: TileReader | Nodes) -> list[bytes]:
    """PROOF(old, D[0:new]) of RFC 9162 section 2.1.4.1; empty where old is 0 or equals new; O(log n) tile
    reads.

    Raises ProofError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ProofError(
            zh=f"较早的日志有 {old} 条记录，不能多于较晚的 {new} 条；请核对两个检查点。",
            en=f"The older tree has {old} entries and the newer only {new}; check the two checkpoints.",
        )
    if old in (0, new):
        return []
    nodes = _nodes(new, read)
    path = []
    start, stop = 0, new
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append((middle, stop))
            stop = middle
        else:
            path.append((start, middle))
            start = middle
    if start:
        path.append((start, stop))
    return [nodes.span(*part) for part in reversed(path)]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows that ``leaf`` (a leaf hash) is at ``index`` in the tree of ``size`` with
    ``root``.

    RFC 9162 section 2.1.3.2. False for anything malformed.
    """
    if not 0 <= index < size or any(len(part) != HASH_SIZE for part in proof):
        return False
    fn, sn, result = index, size - 1, leaf
    for part in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            result = node_hash(part, result)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            result = node_hash(result, part)
        fn >>= 1
        sn >>= 1
    return sn == 0 and compare_digest(result, root)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``new`` leaves begins with the tree of ``old`` leaves.

    RFC 9162 section 2.1.4.2. An empty tree is the beginning of every tree (its root is then checked, and
    the proof must be empty). False for anything malformed.
    """
    if not 0 <= old <= new or any(len(part) != HASH_SIZE for part in proof):
        return False
    if old == new:
        return not proof and compare_digest(old_root, new_root)
    if old == 0:
        return not proof and compare_digest(old_root, EMPTY_ROOT)
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    first = second = path[0]
    for part in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            first = node_hash(part, first)
            second = node_hash(part, second)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            second = node_hash(second, part)
        fn >>= 1
        sn >>= 1
    return sn == 0 and compare_digest(first, old_root) and compare_digest(second, new_root)


def _split(width: int) -> int:
    """The largest power of two smaller than ``width`` (RFC 9162 section 2.1.1); width is at least 2."""
    return 1 << ((width - 1).bit_length() - 1)


def _nodes(size: int, read: TileReader | Nodes) -> Nodes:
    if not isinstance(read, Nodes):
        return Nodes(read, size)
    if read.size < size:
        read.size = size
    return read


def _read(read: TileReader, level: int, index: int, width: int) -> bytes:
    hashes = read.tile(level, index, width)
    if len(hashes) != width * HASH_SIZE:
        raise ProofError(
            zh=f"第 {level} 层第 {index} 块应有 {width} 个哈希，实有 {len(hashes)} 字节；日志不完整。",
            en=f"Tile {index} of level {level} has {len(hashes)} bytes instead of {width} hashes.",
        )
    return hashes
