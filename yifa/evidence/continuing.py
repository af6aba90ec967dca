"""Whether a log continues a checkpoint that somebody kept: the check that a stranger makes against a rewritten history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yifa.evidence.checkpoints import Checkpoint, Verifier, open_checkpoint
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import Nodes, tree_root
from yifa.evidence.tiles import Folder
from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Continuation:
    """Whether the log begins with the entries of the older checkpoint, in words."""

    ok: bool
    sentence: Bilingual


def continuation(
    note: str, keys: Sequence[str | Verifier], origin: str, size: int, root_at: Callable[[int], bytes]
) -> Continuation:
    """Compare a kept checkpoint with the log of this origin as it stands: ``size`` entries, ``root_at(n)`` over the first n."""
    try:
        older = open_checkpoint(note, keys)
    except EvidenceError as fault:
        return Continuation(False, fault.sentence)
    if older.origin != origin:
        return Continuation(
            False,
            Bilingual(
                f"检查点属于日志 {older.origin}，不是 {origin}；请换用本机关的检查点。",
                f"The checkpoint is of the log {older.origin}, not of {origin}; take one of this bureau.",
            ),
        )
    return _compared(older, size, root_at)


def _compared(older: Checkpoint, size: int, root_at: Callable[[int], bytes]) -> Continuation:
    if older.size > size:
        return Continuation(
            False,
            Bilingual(
                f"检查点有 {older.size} 条记录，现在的日志只有 {size} 条：有记录被去掉了，或者恢复过旧备份。",
                f"The checkpoint has {older.size} entries and the log {size}: entries were taken out, or a backup was put back.",
            ),
        )
    if root_at(older.size) != older.root:
        return Continuation(
            False,
            Bilingual(
                f"日志的前 {older.size} 条与检查点不同：历史被改写过。请保存检查点，并告诉监督机关。",
                f"The log's first {older.size} entries are not those of the checkpoint: its history was rewritten. Keep the "
                "checkpoint and tell those who supervise the bureau.",
            ),
        )
    return Continuation(
        True,
        Bilingual(
            f"日志是检查点的延续：前 {older.size} 条一条未改，其后又有 {size - older.size} 条。",
            f"The log continues the checkpoint: its {older.size} entries stand unchanged, and {size - older.size} came after.",
        ),
    )


def folder_continues(folder: Path, since: Path, trusted: Sequence[str] | None) -> Continuation:
    """The same for an exported folder, whose own verification stands apart. trusted: the keys to believe; else the folder's."""
    log = Folder(folder)
    try:
        keys = trusted if trusted is not None else [log.vkey()]
        head = open_checkpoint(log.checkpoint(), keys)
        nodes = Nodes(log, head.size)
        return continuation(
            since.read_text(encoding="utf-8"),
            keys,
            head.origin,
            head.size,
            lambda size: tree_root(size, nodes),
        )
    except EvidenceError as fault:
        return Continuation(False, fault.sentence)
