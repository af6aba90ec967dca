"""What is known of a log outside its database: the head that was signed last, kept as a file, and the files of its witnesses.

A backup that is put back lacks what was entered since, and goes on with other entries: the same log then has two histories, and
the receipts of one are worth nothing in the other. The database cannot know; a file beside it, and whoever was shown a head, can.
So before a new head is signed, each known one must be the beginning of the log as it stands. Where one is not, nothing is
signed until somebody who answers for the bureau has said in the log what happened (``orders.witness_orders.explain_fork``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.errors import RecordProblem
from yifa.cases.log.keys import public_key
from yifa.cases.log.tree_reading import root_at
from yifa.cases.models import Witness, WitnessKind
from yifa.cases.orders.witness_orders import EXPLAIN_FORK
from yifa.evidence.checkpoints import Checkpoint, open_checkpoint
from yifa.evidence.continuing import Continuation, continuation
from yifa.evidence.faults import EvidenceError
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A signed head of the log that lies outside the database: where, and what it says."""

    place: Path
    checkpoint: Checkpoint
    note: str


@dataclass(frozen=True, slots=True)
class Fork:
    """A head that was signed once and is not the beginning of the log as it stands. entries: how many the log has now."""

    head: KnownHead
    entries: int

    @property
    def problem(self) -> RecordProblem:
        """The fork as a sentence: what is wrong, and what to do."""
        size = self.head.checkpoint.size
        lost = self.entries < size
        return RecordProblem(
            zh=f"记录出现分叉：以前签署过前{size}条的检查点（{self.head.place}），现在的日志"
            + (f"只有{self.entries}条" if lost else f"前{size}条与它不同")
            + "，多见于恢复了旧备份。在机关负责人或者审计管理员到“监督、见证”说明原因之前，不再签署新的检查点。",
            en=f"The log has forked: a head over {size} entries was signed once ({self.head.place}), and the log now "
            + (f"has {self.entries}" if lost else f"differs in its first {size}")
            + ", as after an old backup was put back. No new head is signed until the head of the bureau or the audit "
            "administrator has said why (Oversight, Witnesses).",
        )


def folder() -> Path:
    """Where the heads lie that were signed last, one file a bureau."""
    return Path(settings.HOME) / "heads"


def kept_file(bureau: Bureau) -> Path:
    """The file of the bureau's last signed head."""
    return folder() / f"{bureau.code}.checkpoint"


def keep(bureau: Bureau, note: str) -> None:
    """Keep the head that was signed just now outside the database."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(kept_file(bureau), note)


def forget(bureau: Bureau) -> None:
    """Forget what was signed: for a demonstration that is made anew under the same key, and for nothing else."""
    with suppress(FileNotFoundError):
        kept_file(bureau).unlink()


def write_whole(place: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, also after a power cut."""
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    with scratch.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    scratch.replace(place)


def witness_folder(witness: Witness, origin: str) -> Path:
    """Where a witness that is a folder keeps a log's heads, one file each."""
    return Path(witness.address) / origin.replace("/", "_")


def file_name(checkpoint: Checkpoint) -> str:
    """A head's file: its size, and the beginning of its root, so that two histories never share a file."""
    return f"{checkpoint.size:012d}-{checkpoint.root.hex()[:8]}.checkpoint"


def known_heads(bureau: Bureau) -> Iterator[Iterator[KnownHead]]:
    """The heads that are known outside the database, by whoever keeps them, the longest first.

    Raises RecordProblem where a file there cannot be trusted or read.
    """
    key = public_key(bureau)
    own = kept_file(bureau)
    if own.exists():
        yield iter((_read(own, key),))
    with using_bureau(bureau):
        witnesses = list(Witness.objects.filter(kind=WitnessKind.FOLDER, ended_position__isnull=True))
    for witness in witnesses:
        found = witness_folder(witness, key.partition("+")[0]).glob("*.checkpoint")
        # Read as far as they are asked for: the longest one that is the log's beginning speaks for all before it.
        yield (_read(place, key) for place in sorted(found, reverse=True))


def _read(place: Path, key: str) -> KnownHead:
    try:
        note = place.read_text(encoding="utf-8")
        return KnownHead(place, open_checkpoint(note, [key]), note)
    except (OSError, UnicodeDecodeError, EvidenceError):
        raise _unreadable(place) from None


def fork_of(bureau: Bureau) -> Fork | None:
    """The first known head that is not the beginning of the log as it stands and was not explained; None where all is well."""
    with using_bureau(bureau):
        entries, _ = store.head(bureau.pk)
        for kept in known_heads(bureau):
            for known in kept:
                one = known.checkpoint
                if one.size <= entries and root_at(bureau, one.size) == one.root:
                    break  # what is shorter was signed before it, and is its beginning
                if not _explained(bureau, one):
                    return Fork(known, entries)
    return None


def _explained(bureau: Bureau, head: Checkpoint) -> bool:
    row = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select 1 from log_entry e join act_content c using (bureau_id, position)"
        " where e.bureau_id = %s::bigint and e.step = %s::text and c.answers -> 'root' ->> 1 = %s::text limit 1",
        (bureau.pk, EXPLAIN_FORK, head.root.hex()),
    ).fetchone()
    return row is not None


def _unreadable(place: Path) -> RecordProblem:
    return RecordProblem(
        zh=f"{place} 不是本机关日志的检查点，或者无法读取；请查明是谁动过它，换回原来的文件。",
        en=f"{place} is no checkpoint of the bureau's log, or cannot be read; find out who touched it and put it back.",
    )


def continues_since(bureau: Bureau, note: str) -> Continuation:
    """Whether the log as it stands continues a checkpoint that somebody kept."""
    key = public_key(bureau)
    with using_bureau(bureau):
        entries, _ = store.head(bureau.pk)
    origin = key.partition("+")[0]
    return continuation(note, [key], origin, entries, lambda size: root_at(bureau, size))
