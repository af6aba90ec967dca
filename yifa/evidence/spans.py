"""Many full bundles read at once, by several processes: the quick way through a folder that is sound.

A span is read on its own and summed up: the roots of its tiles, when it begins and ends, and which versions of which
cases it holds. Sums are joined in order. Whatever looks wrong in a span makes it None, and the span is then read
again, slowly and in order, by the one reader that names faults (``verify.LogVerifier``): here nothing is judged.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from yifa.evidence.entries import skim_all
from yifa.evidence.faults import FolderError
from yifa.evidence.merkle import TILE_WIDTH, leaf_hashes, tile_root
from yifa.evidence.tiles import Folder

SPAN: Final = 32
"""Bundles in a span: 8,192 entries, some megabytes."""

WORTH: Final = 512
"""Full bundles (131,072 entries) from which starting processes takes less time than it saves."""


@dataclass(frozen=True, slots=True)
class Span:
    """The sum of consecutive full bundles: tile roots, first and last recorded_at, versions of each case."""

    roots: tuple[bytes, ...]
    begins: str
    ends: str
    cases: dict[str, tuple[int, int]]


def read_span(folder: Path, bureau: str, first: int, stop: int) -> Span | None:
    """Bundles ``first`` up to ``stop`` of an exported log, or None where anything is not as it should be."""
    log = Folder(folder)
    try:
        return sum_of(
            bureau,
            first * TILE_WIDTH,
            ((log.bundle(at, TILE_WIDTH), log.tile(0, at, TILE_WIDTH)) for at in range(first, stop)),
        )
    except FolderError:
        return None


def sum_of(bureau: str, position: int, bundles: Iterable[tuple[Sequence[bytes], bytes]]) -> Span | None:
    """The sum of full bundles, each with the tile that is stored over it, of which the first entry stands at ``position``; None
    where anything is not as it should be."""
    roots: list[bytes] = []
    cases: dict[str, tuple[int, int]] = {}
    begins = ends = ""
    for entries, stored in bundles:
        hashes = b"".join(leaf_hashes(entries))
        if hashes != stored:
            return None
        roots.append(tile_root(hashes))
        skims = skim_all(entries)
        if skims is None:
            return None
        for entry_bureau, case, version, at, refers in skims:
            if entry_bureau != bureau or at < ends:
                return None
            ends = at
            if not begins:
                begins = at
            if case is not None:
                known = cases.get(case)
                if known is None:
                    cases[case] = (version, version)
                elif version == known[1] + 1:
                    cases[case] = (known[0], version)
                else:
                    return None
            if refers and max(map(int, refers.split(","))) >= position:
                return None
            position += 1
    return Span(tuple(roots), begins, ends, cases)


def read_spans(
    folder: Path, bureau: str, bundles: int, workers: int
) -> Iterator[tuple[int, int, Span | None]]:
    """The spans of the first ``bundles`` full bundles, in order, each with where it starts and stops; read by
    ``workers`` processes, of which two spans each are waiting at most.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[int, int, Future[Span | None]]] = deque()
        for first in range(0, bundles, SPAN):
            stop = min(first + SPAN, bundles)
            waiting.append((first, stop, pool.submit(read_span, folder, bureau, first, stop)))
            if len(waiting) > 2 * workers:
                start, end, done = waiting.popleft()
                yield start, end, done.result()
        for start, end, done in waiting:
            yield start, end, done.result()
