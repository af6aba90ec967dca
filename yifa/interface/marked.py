"""A text with places marked in it, for ``interface/components/marked_text.html``: screened drafts, read reports.

Marks may overlap. The text is cut where any of them begins or ends; each piece takes the gravest tone that covers it, and
a mark's number stands where the mark begins, as a link to what is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# From the gravest; each tone also has a line of its own under the words, so that colour says nothing alone.
TONES: Final = ("red", "amber", "blue", "green", "grey")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about [start, end) of a text. key: unique on the page; the place gets the id ``mark-KEY``.

    label: short, shown as the mark's number; title: read out and shown on hover; url: where what is said stands (``#said-KEY``).
    """

    start: int
    end: int
    key: str
    label: str
    title: str
    tone: str = "amber"
    url: str = ""

    @property
    def target(self) -> str:
        """The address of what is said about it."""
        return self.url or f"#said-{self.key}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. tone: empty where nothing covers it. starts: the marks that begin here."""

    text: str
    tone: str = ""
    starts: tuple[Mark, ...] = ()


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text cut at the marks; marks that are empty or lie outside are left out. Linear but for sorting."""
    good = sorted(
        (one for one in marks if 0 <= one.start < one.end <= len(text)), key=lambda one: (one.start, one.end)
    )
    borders = sorted({0, len(text), *(one.start for one in good), *(one.end for one in good)})
    found: list[Piece] = []
    open_marks: list[Mark] = []
    waiting = list(reversed(good))
    for start, end in pairwise(borders):
        open_marks = [one for one in open_marks if one.end > start]
        begun: list[Mark] = []
        while waiting and waiting[-1].start == start:
            begun.append(waiting.pop())
        open_marks += begun
        found.append(Piece(text[start:end], _gravest(open_marks), tuple(begun)))
    return found


def _gravest(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    return min(
        (one.tone for one in marks), key=lambda tone: TONES.index(tone) if tone in TONES else len(TONES)
    )
