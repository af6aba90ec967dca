"""Small logs for the tests of the evidence floor: one bureau, cases of three entries each, one entry a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from yifa.evidence.checkpoints import Checkpoint, Ed25519Signer, origin_of, sign
from yifa.evidence.commitments import commit
from yifa.evidence.entries import Actor, Entry, FileCommitment, Kind
from yifa.evidence.merkle import MemoryTiles, leaf_hashes, root_of

BUREAU = "411100-kj"
START = datetime(2020, 3, 2, 1, 0, tzinfo=UTC)
SALT = bytes(range(16))


def entry(position: int = 0, **changes: Any) -> Entry:
    """The entry at ``position``: case number position // 3, its (position % 3 + 1)-th entry, unless changed."""
    fields: dict[str, Any] = {
        "bureau": BUREAU,
        "kind": Kind.ACT,
        "step": ("apply", "accept", "register")[position % 3],
        "actor": Actor.OFFICER,
        "officer": "o:12",
        "post": "p:3",
        "happened_at": START + timedelta(minutes=position),
        "recorded_at": START + timedelta(minutes=position),
        "case": f"2020-tcr-{position // 3:04d}",
        "case_version": position % 3 + 1,
        "procedure": "technical-contract-registration",
        "procedure_version": 1,
        "procedure_hash": "ab" * 32,
        "answers": {"amount": commit("amount", position, SALT), "seller": commit("seller", "某公司", SALT)},
        "files": (FileCommitment("cd" * 32, 1024, "application/pdf"),),
    }
    return Entry(**{**fields, **changes})


@dataclass(frozen=True)
class Log:
    """Entries, with the signer, the signed head and the tiles over them."""

    entries: tuple[bytes, ...]
    signer: Ed25519Signer
    checkpoint: str
    tiles: MemoryTiles

    @property
    def vkey(self) -> str:
        return self.signer.vkey


def log_of(entries: list[bytes], bureau: str = BUREAU) -> Log:
    """A signed log over ``entries``, with a key made from the bureau's code."""
    signer = Ed25519Signer.from_seed(origin_of("yifa.example", bureau), bureau.encode().ljust(32, b"."))
    leaves = leaf_hashes(entries)
    head = Checkpoint(signer.name, len(entries), root_of(leaves))
    return Log(tuple(entries), signer, sign(head, signer), MemoryTiles.of(leaves))


@cache
def log(size: int, bureau: str = BUREAU) -> Log:
    """A sound log of ``size`` entries."""
    return log_of([entry(position, bureau=bureau).to_bytes() for position in range(size)], bureau)
