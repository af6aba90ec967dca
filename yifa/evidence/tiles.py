"""A log as a folder: C2SP tlog-tiles, so that any client of transparency logs can read it from a disk or a web server.

    checkpoint                     the signed head
    public-key                     the log's verifier key, one line (not part of tlog-tiles)
    tile/0/000, tile/0/001.p/17    hashes of the tree: 256 to a full tile, fewer at the right edge
    tile/entries/000, …            the entries themselves, each after its length in two bytes, as many to a bundle as to a tile

The writer streams: it keeps one bundle and the tree's right edge in memory, whatever the size of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from yifa.evidence.checkpoints import open_checkpoint
from yifa.evidence.entries import MAX_SIZE
from yifa.evidence.faults import FolderError
from yifa.evidence.merkle import HASH_SIZE, TILE_SIZE, TILE_WIDTH, TreeBuilder, leaf_hashes

CHECKPOINT: Final = "checkpoint"
PUBLIC_KEY: Final = "public-key"


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Path of a tile in the folder, such as ``tile/0/x001/234.p/17``; width 256 is a full tile."""
    return f"tile/{level}/{_number(index)}{_partial(width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """Path of a bundle of entries in the folder, such as ``tile/entries/000``."""
    return f"tile/entries/{_number(index)}{_partial(width)}"


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as a bundle: each after its length in two bytes, big-endian. Raises FolderError past 65,535 bytes."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MAX_SIZE:
            raise FolderError(
                zh=f"有一条记录长 {len(entry)} 字节，超过 {MAX_SIZE}，不能导出。",
                en=f"An entry of {len(entry)} bytes is longer than {MAX_SIZE} and cannot be exported.",
            )
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def unbundle(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises FolderError where lengths do not add up."""
    entries = []
    at, end = 0, len(data)
    while at < end:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        if start > end or at > end:
            raise FolderError(
                zh="记录包的长度前缀与内容不符，文件已被改动或不完整。",
                en="The bundle's lengths do not add up; the file was changed or is incomplete.",
            )
        entries.append(data[start:at])
    return entries


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    folder: Path
    size: int
    root: bytes
    files: int


def export(folder: Path, entries: Iterable[bytes], checkpoint: str, vkey: str) -> Exported:
    """Write the log of ``entries`` (from position 0, in order) under ``checkpoint`` into an empty or new ``folder``.

    checkpoint: the signed note; entries beyond its size are left out. vkey: the log's verifier key, which must have signed.
    The checkpoint is written last, so that a folder without one is unfinished. Raises FolderError where the folder is
    not empty, an entry is missing, or the entries do not have the checkpoint's root; NoteError for a bad checkpoint.
    """
    head = open_checkpoint(checkpoint, [vkey])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError(
            zh=f"目标文件夹 {folder} 不是空文件夹；请另选一个，以免新旧文件混在一起。",
            en=f"The folder {folder} is not an empty folder; choose another, so that old and new files do not mix.",
        )
    written = 0
    builder = TreeBuilder()
    source = islice(entries, head.size)
    while batch := list(islice(source, TILE_WIDTH)):
        _write(folder / entries_path(builder.size // TILE_WIDTH, len(batch)), bundle(batch))
        written += 1
        for tile in builder.append(leaf_hashes(batch)):
            _write(folder / tile_path(tile.level, tile.index), tile.hashes)
            written += 1
    for level, index, hashes in builder.partial_tiles():
        _write(folder / tile_path(level, index, len(hashes) // HASH_SIZE), hashes)
        written += 1
    if builder.size != head.size or builder.root() != head.root:
        raise FolderError(
            zh=f"导出的 {builder.size} 条记录与检查点（{head.size} 条）的根哈希不符；请先运行核验。",
            en=f"The {builder.size} entries do not have the root of the checkpoint over {head.size}; verify the log first.",
        )
    _write(folder / PUBLIC_KEY, f"{vkey.strip()}\n".encode())
    _write(folder / CHECKPOINT, checkpoint.encode())
    return Exported(folder, builder.size, head.root, written + 2)


class Folder:
    """Reads an exported log, or any tlog-tiles folder that has a ``public-key`` file besides."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def checkpoint(self) -> str:
        """The signed note. Raises FolderError where there is none."""
        return self._text(CHECKPOINT)

    def vkey(self) -> str:
        """The verifier key, without its newline. Raises FolderError where there is none."""
        text = self._text(PUBLIC_KEY)
        if not text.endswith("\n") or "\n" in text[:-1]:
            raise FolderError(
                zh=f"文件 {PUBLIC_KEY} 应为一行公钥并以换行结尾。",
                en=f"The file {PUBLIC_KEY} must be one line and a newline.",
            )
        return text[:-1]

    def tile(self, level: int, index: int, width: int) -> bytes:
        """See ``merkle.TileReader``: the partial tile, or else the beginning of the full one. Raises FolderError."""
        path, data = self._first(tile_path(level, index, width), tile_path(level, index))
        if len(data) not in (width * HASH_SIZE, TILE_SIZE):
            raise FolderError(
                zh=f"文件 {path} 有 {len(data)} 字节，应为 {width * HASH_SIZE}。",
                en=f"The file {path} has {len(data)} bytes, not {width * HASH_SIZE}.",
            )
        return data[: width * HASH_SIZE]

    def bundle(self, index: int, width: int) -> list[bytes]:
        """The first ``width`` entries of a bundle. Raises FolderError where the file is missing or malformed."""
        path, data = self._first(entries_path(index, width), entries_path(index))
        entries = unbundle(data)
        if len(entries) not in (width, TILE_WIDTH):
            raise FolderError(
                zh=f"文件 {path} 有 {len(entries)} 条记录，应为 {width} 条。",
                en=f"The file {path} has {len(entries)} entries, not {width}.",
            )
        return entries[:width]

    def entries(self, size: int) -> Iterator[bytes]:
        """The first ``size`` entries, in order, one bundle in memory."""
        for start in range(0, size, TILE_WIDTH):
            yield from self.bundle(start // TILE_WIDTH, min(TILE_WIDTH, size - start))

    def _first(self, *paths: str) -> tuple[str, bytes]:
        for path in paths:
            try:
                return path, (self.path / path).read_bytes()
            except FileNotFoundError:
                continue
            except OSError as fault:
                raise FolderError(
                    zh=f"文件 {path} 无法读取（{fault.strerror}）。",
                    en=f"The file {path} cannot be read ({fault.strerror}).",
                ) from fault
        raise FolderError(
            zh=f"缺少文件 {paths[0]}，文件夹不完整；请重新导出。",
            en=f"The file {paths[0]} is missing, so the folder is incomplete; export it again.",
        )

    def _text(self, path: str) -> str:
        try:
            return self._first(path)[1].decode()
        except UnicodeDecodeError as fault:
            raise FolderError(
                zh=f"文件 {path} 不是 UTF-8 文本。", en=f"The file {path} is not UTF-8 text."
            ) from fault


def _number(index: int) -> str:
    """Three-digit path elements, all but the last after an x: 1234067 is x001/x234/067."""
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03d}")
    return "/".join(reversed(parts))


def _partial(width: int) -> str:
    if not 1 <= width <= TILE_WIDTH:
        raise FolderError(
            zh=f"块的宽度应为 1 至 {TILE_WIDTH}，实为 {width}。",
            en=f"A tile has 1 to {TILE_WIDTH} hashes, not {width}.",
        )
    return "" if width == TILE_WIDTH else f".p/{width}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
