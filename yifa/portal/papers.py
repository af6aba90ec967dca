"""The papers of an item, each sent in at its own place: which of them came is then known, and nobody has to say so.

A file that came for a paper keeps the paper's name before its own. What is missing is told once, from the same list (行政许可法
第三十二条).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.datastructures import MultiValueDict

from yifa.cases.registers.publicity import Guide
from yifa.interface.questions import PREFIX
from yifa.interface.uploads import Held
from yifa.procedure import Step, types

_MOST: Final = 40
_BETWEEN: Final = "—"
_AT_PLACE: Final = "paper-"


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one form. files: the question that takes their files; ticked: the question for which of them are there."""

    listed: tuple[str, ...]
    files: str
    ticked: str

    @classmethod
    def of(cls, guide: Guide, step: Step) -> Papers | None:
        """Those of an item, where the step that applies for it asks both questions."""
        files, ticked = step.asks.get(guide.papers_in), step.asks.get(guide.papers_ticked)
        if not guide.papers or files is None or ticked is None or ticked.type is not types.PEOPLE:
            return None
        return cls(guide.papers[:_MOST], files.key, ticked.key)

    def sorted_in(self, sent: MultiValueDict[str, Any]) -> MultiValueDict[str, Any]:
        """The files that were sent, with those of papers under the question, each named after its paper."""
        found = sent.copy()
        for place, paper in enumerate(self.listed):
            for one in sent.getlist(f"{_AT_PLACE}{place}"):
                one.name = f"{_begins(paper)}{one.name or ''}"
                found.appendlist(PREFIX + self.files, one)
        return found

    def given(self, held: Iterable[Held]) -> list[str]:
        """The papers for which a file is held, in their order."""
        names = [one.name for one in held]
        return [paper for paper in self.listed if any(name.startswith(_begins(paper)) for name in names)]

    def rows(self, held: Sequence[Held]) -> list[PaperRow]:
        """Each paper with its place in the form and what is held of it."""
        return [
            PaperRow(
                paper,
                f"{_AT_PLACE}{place}",
                [one for one in held if one.name.startswith(_begins(paper))],
            )
            for place, paper in enumerate(self.listed)
        ]

    def others(self, held: Sequence[Held]) -> list[Held]:
        """What is held and belongs to no paper of the list."""
        return [one for one in held if not any(one.name.startswith(_begins(paper)) for paper in self.listed)]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as the form asks for it."""

    title: str
    name: str
    held: list[Held]


def _begins(paper: str) -> str:
    """What the name of a paper's file begins with: no sign that a file's name may not have."""
    plain = "".join(" " if one in '/\\:*?"<>|' or not one.isprintable() else one for one in paper)
    return f"{' '.join(plain.split())[:60]}{_BETWEEN}"
