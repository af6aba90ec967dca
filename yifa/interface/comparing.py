"""Two versions of a text side by side or in one, for ``interface/components/compared_texts.html``.

Texts are compared paragraph by paragraph: equal ones anchor the rest, and between the anchors each paragraph finds the one that
it resembles most, so that an article inserted above does not make all that follow look changed. Within a pair the words are
compared; stray characters that two sentences happen to share are not shown as kept. Deliberately not here: moved paragraphs
(they read as removed and added), formatting, and any judgement of what a change means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, groupby
from operator import itemgetter
from typing import Final

# What is compared as one: a Latin word or a number, else a single character.
_TOKEN: Final = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|.", re.DOTALL)
_ALIKE: Final = 0.4
_LONGEST_COMPARED: Final = 4_000
_MOST_PAIRED: Final = 10_000
_KEPT_AT_LEAST: Final = 2
_SHORTEST_FOLD: Final = 2


class Change(StrEnum):
    """What became of a paragraph, or of words in it."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph that share one fate: same, added or removed."""

    text: str
    change: Change = Change.SAME

    @property
    def changed(self) -> bool:
        """Whether the words are in one version only."""
        return self.change is not Change.SAME


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A paragraph in both versions. old, new: its words on each side, empty where it is missing; both: the two in one."""

    change: Change
    old: tuple[Run, ...] = ()
    new: tuple[Run, ...] = ()
    both: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row: shown, or unchanged ones that are folded away."""

    lines: tuple[ComparedLine, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """All paragraphs of two versions in order."""

    lines: tuple[ComparedLine, ...]

    @property
    def added(self) -> int:
        """How many paragraphs are new."""
        return self._count(Change.ADDED)

    @property
    def removed(self) -> int:
        """How many paragraphs are gone."""
        return self._count(Change.REMOVED)

    @property
    def changed(self) -> int:
        """How many paragraphs read differently."""
        return self._count(Change.CHANGED)

    @property
    def is_same(self) -> bool:
        """Whether the versions read alike."""
        return all(line.change is Change.SAME for line in self.lines)

    def _count(self, change: Change) -> int:
        return sum(line.change is change for line in self.lines)

    @property
    def stretches(self) -> list[Stretch]:
        """The paragraphs with long unchanged stretches folded; one that is unchanged stays beside each change."""
        differs = [line.change is not Change.SAME for line in self.lines]
        near = [any(differs[max(0, at - 1) : at + 2]) for at in range(len(differs))]
        found: list[Stretch] = []
        for shown, group in groupby(zip(near, self.lines, strict=True), key=itemgetter(0)):
            lines = tuple(line for _near, line in group)
            # A fold that saves a line or two hides more than it helps.
            found.append(Stretch(lines, not shown and len(lines) > _SHORTEST_FOLD))
        return found


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text without the blanks around them; empty lines are none."""
    return [line for raw in text.splitlines() if (line := raw.strip(" \t\u3000\u00a0"))]


def compare(old: str, new: str) -> Comparison:
    """Two versions compared. A hundred pages take well under a second; very long changed paragraphs are shown whole."""
    before, after = paragraphs(old), paragraphs(new)
    lines: list[ComparedLine] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [_same(text) for text in before[start:end]]
        else:
            lines += _block(before[start:end], after[first:last])
    return Comparison(tuple(lines))


def _same(text: str) -> ComparedLine:
    run = (Run(text),)
    return ComparedLine(Change.SAME, run, run, run)


def _removed(text: str) -> ComparedLine:
    run = (Run(text, Change.REMOVED),)
    return ComparedLine(Change.REMOVED, old=run, both=run)


def _added(text: str) -> ComparedLine:
    run = (Run(text, Change.ADDED),)
    return ComparedLine(Change.ADDED, new=run, both=run)


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedLine]:
    """Paragraphs between two anchors: those that resemble each other stand side by side."""
    at = there = 0
    for here, beside in chain(_pairs(old, new), ((len(old), len(new)),)):
        yield from map(_removed, old[at:here])
        yield from map(_added, new[there:beside])
        if here < len(old):
            yield _changed(old[here], new[beside])
        at, there = here + 1, beside + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs are the same one, changed: the pairs, in order on both sides, that are alike the most."""
    if not old or not new:
        return []
    if len(old) * len(new) > _MOST_PAIRED:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    bags, others = [_bag(text) for text in old], [_bag(text) for text in new]
    width = len(new) + 1
    best = [[0.0] * width for _ in range(len(old) + 1)]
    alike = [[_alike(bag, other) for other in others] for bag in bags]
    for at in range(len(old) - 1, -1, -1):
        for there in range(len(new) - 1, -1, -1):
            value = alike[at][there]
            paired = best[at + 1][there + 1] + value if value >= _ALIKE else 0.0
            best[at][there] = max(paired, best[at + 1][there], best[at][there + 1])
    found: list[tuple[int, int]] = []
    at = there = 0
    while at < len(old) and there < len(new):
        value = alike[at][there]
        if value >= _ALIKE and best[at][there] == best[at + 1][there + 1] + value:
            found.append((at, there))
            at, there = at + 1, there + 1
        elif best[at][there] == best[at + 1][there]:
            at += 1
        else:
            there += 1
    return found


def _bag(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _changed(old: str, new: str) -> ComparedLine:
    runs = _runs(old, new)
    return ComparedLine(
        Change.CHANGED,
        tuple(run for run in runs if run.change is not Change.ADDED),
        tuple(run for run in runs if run.change is not Change.REMOVED),
        tuple(runs),
    )


def _runs(old: str, new: str) -> list[Run]:
    if max(len(old), len(new)) > _LONGEST_COMPARED:
        return [Run(old, Change.REMOVED), Run(new, Change.ADDED)]
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    runs: list[Run] = []
    gone: list[str] = []
    come: list[str] = []
    for at, (kind, start, end, first, last) in enumerate(codes):
        kept = before[start:end]
        # A character or two that two wordings share by chance would tear the change into shreds.
        inside = 0 < at < len(codes) - 1
        if kind == "equal" and not (inside and len(kept) < _KEPT_AT_LEAST and kept[0].isalnum()):
            _let_out(runs, gone, come)
            runs.append(Run("".join(kept)))
            continue
        gone += kept
        come += after[first:last]
    _let_out(runs, gone, come)
    return runs


def _let_out(runs: list[Run], gone: list[str], come: list[str]) -> None:
    if gone:
        runs.append(Run("".join(gone), Change.REMOVED))
    if come:
        runs.append(Run("".join(come), Change.ADDED))
    gone.clear()
    come.clear()
