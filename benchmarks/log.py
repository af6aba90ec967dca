"""The log's speed: proofs and whole-log verification, beside pymerkle and beside the bare SHA-256 loop, in one run.

    python -m benchmarks.log [--sizes 10000 100000 1000000] [--proofs 300]

Everything is printed as a ratio to something measured in the same run, because absolute numbers say more about the
machine than about the program. The limit is a loop that only hashes: each entry once as a leaf, and one node for it.
Yifa's log is read from an exported folder on the disk; pymerkle's from SQLite on the disk, and from memory.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pymerkle import InmemoryTree, SqliteTree

from yifa.evidence.checkpoints import Checkpoint, Ed25519Signer, origin_of, sign
from yifa.evidence.commitments import commit_all
from yifa.evidence.entries import Actor, Entry, Kind
from yifa.evidence.merkle import (
    Nodes,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    leaf_hashes,
    root_of,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from yifa.evidence.tiles import Folder, export
from yifa.evidence.verify import verify_folder

BUREAU = "411100-kj"
START = datetime(2020, 1, 2, tzinfo=UTC)
IN_MEMORY_UP_TO = 100_000
"""pymerkle in memory takes about a kilobyte for each entry; beyond this size only its SQLite store is measured."""


def entries(size: int) -> Iterator[bytes]:
    """A bureau's log: cases of five entries, four answers each, an entry every twenty seconds."""
    commitments, _ = commit_all(
        {"amount": 100_000, "buyer": "某公司", "seller": "某研究院", "signed_on": "2020-01-01"}
    )
    for position in range(size):
        at = START + timedelta(seconds=20 * position)
        yield Entry(
            bureau=BUREAU,
            kind=Kind.ACT,
            step="examine",
            actor=Actor.OFFICER,
            officer="o:12",
            post="p:3",
            happened_at=at,
            recorded_at=at,
            case=f"2020-tcr-{position // 5:06d}",
            case_version=position % 5 + 1,
            procedure="technical-contract-registration",
            procedure_version=1,
            procedure_hash="ab" * 32,
            answers=commitments,
        ).to_bytes()


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def limit(data: list[bytes]) -> float:
    """Entries a second of the bare loop: one leaf hash and one node hash for each, and nothing else."""

    def loop() -> None:
        left = bytes(32)
        for entry in data:
            left = sha256(b"\x01" + left + sha256(b"\x00" + entry).digest()).digest()

    return len(data) / seconds(loop)


def rate(proofs: int, proof: Callable[[int, int], object], size: int) -> float:
    """Proofs a second for positions drawn from the whole log, the same ones for everybody."""
    draw = random.Random(size)
    pairs = [(draw.randrange(size), draw.randrange(1, size)) for _ in range(proofs)]

    def work() -> None:
        for pair in pairs:
            proof(*pair)

    return proofs / seconds(work)


def line(label: str, value: float, unit: str, base: float, beside: str) -> None:
    """One measurement, with its ratio to another one of the same run."""
    ratio = f"{value / base:10.2f} x {beside}" if base else ""
    print(f"  {label:<50}{value:>12,.0f} {unit:<10}{ratio}")


def proofs_of(size: int, count: int, folder: Path, data: list[bytes]) -> None:
    """Inclusion and consistency proofs, made and checked."""
    log = Folder(folder)
    root = tree_root(size, log)

    def inclusion(index: int, _: int) -> None:
        assert verify_inclusion(index, size, leaf_hash(data[index]), inclusion_proof(index, size, log), root)

    def consistency(_: int, old: int) -> None:
        consistency_proof(old, size, log)

    nodes = Nodes(log, size, keep=4096)
    cold = rate(count, lambda index, _: inclusion_proof(index, size, log), size)
    warm_up = rate(count, lambda index, _: inclusion_proof(index, size, nodes), size)
    warm = rate(count, lambda index, _: inclusion_proof(index, size, nodes), size)
    checked = rate(count, inclusion, size)
    other = rate(count, consistency, size)
    one = consistency_proof(size // 3, size, log)
    assert verify_consistency(size // 3, size, tree_root(size // 3, Nodes(log, size)), root, one)

    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(SqliteTree(f"{scratch}/tree.db", algorithm="sha256")) as disk,
    ):
        disk.append_entries(data)
        fewer = min(count, max(3, 2_000_000 // size))
        first = seconds(lambda: disk.get_root(size))
        assert disk.get_root(size) == root
        theirs = rate(fewer, lambda index, _: disk.prove_inclusion(index + 1, size), size)
        their_other = rate(fewer, lambda _, old: disk.prove_consistency(old, size), size)
    print(
        f" proofs from the disk ({count} drawn; pymerkle's SQLite {fewer}, its first root after {first:.2f} s)"
    )
    line("pymerkle, SQLite: inclusion", theirs, "/s", 0, "")
    line("Yifa: inclusion, nothing remembered", cold, "/s", theirs, "pymerkle on disk")
    line("Yifa: inclusion, made and verified", checked, "/s", theirs, "pymerkle on disk")
    line("Yifa: inclusion, first pass with 4,096 tiles kept", warm_up, "/s", theirs, "pymerkle on disk")
    line("Yifa: inclusion, same positions again", warm, "/s", theirs, "pymerkle on disk")
    line("pymerkle, SQLite: consistency", their_other, "/s", 0, "")
    line("Yifa: consistency, nothing remembered", other, "/s", their_other, "pymerkle on disk")
    if size <= IN_MEMORY_UP_TO:
        tree = InmemoryTree.init_from_entries(data, algorithm="sha256")
        memory = rate(count, lambda index, _: tree.prove_inclusion(index + 1, size), size)
        line("pymerkle, in memory: inclusion", memory, "/s", theirs, "pymerkle on disk")
        line("Yifa, from the disk, nothing remembered", cold, "/s", memory, "pymerkle in memory")


def verification_of(size: int, folder: Path, data: list[bytes]) -> None:
    """Reading and checking the whole log."""
    workers = os.cpu_count() or 1
    bare = limit(data)
    tree = size / seconds(lambda: root_of(leaf_hashes(data)))
    unread = size / seconds(lambda: verify_folder(folder, tree_only=True))
    one = size / seconds(lambda: verify_folder(folder))
    several = size / seconds(lambda: verify_folder(folder, workers=workers))
    print(" whole-log verification")
    line("limit: bare leaf and node hashes", bare, "entries/s", 0, "")
    line("Yifa: leaf hashes, tree and root", tree, "entries/s", bare, "the limit")
    line("Yifa: bundles, tiles, root, signature, from disk", unread, "entries/s", bare, "the limit")
    line("Yifa: the same and each entry read and checked", one, "entries/s", bare, "the limit")
    line(f"Yifa: the same with {workers} processes", several, "entries/s", bare, "the limit")
    if size <= IN_MEMORY_UP_TO:
        theirs = size / seconds(lambda: InmemoryTree.init_from_entries(data, algorithm="sha256").get_root())
        line("pymerkle, in memory: tree and root", theirs, "entries/s", bare, "the limit")
    tracemalloc.start()
    verify_folder(folder)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"  {'memory at most, of one process':<50}{peak / 2**20:>12.1f} MiB       for {size // 5:,} cases")


def main() -> None:
    """Measure at each size and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--proofs", type=int, default=300)
    arguments = parser.parse_args()
    for size in arguments.sizes:
        data = list(entries(size))
        signer = Ed25519Signer.generate(origin_of("yifa.example", BUREAU))
        note = sign(Checkpoint(signer.name, size, root_of(leaf_hashes(data))), signer)
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "log"
            took = seconds(lambda: export(folder, data, note, signer.vkey))  # noqa: B023 - called at once
            print(f"{size:,} entries of {len(data[0])} bytes (exported in {took:.1f} s)")
            verification_of(size, folder, data)
            proofs_of(size, arguments.proofs, folder, data)


if __name__ == "__main__":
    main()
