"""Rows of a register in the form that somebody else's system takes (a feed): checked row by row first, and never half sent.

A field names its feeds on its register (``exports``). Each turns rows into one file; what the receiver would send back is told
before it is sent, as a sentence with its row. A problem that blocks leaves no file at all; a notice does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from yifa.cases.files import NewFile
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.cases.registers.register import RegisterQuerySet
    from yifa.house.models import Bureau


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row. number: its place among the rows, from 1 (0: the whole file). pk: of the row, if it is one.

    blocks: the receiver would refuse it; otherwise it is a notice, and the row is sent.
    """

    number: int
    named: str
    sentence: Bilingual
    blocks: bool = True
    pk: int | None = None

    @property
    def text(self) -> Bilingual:
        """The problem with its row in front."""
        if not self.number:
            return self.sentence
        return Bilingual(
            f"第{self.number}条（{self.named}）：{self.sentence.zh}",
            f"Row {self.number} ({self.named}): {self.sentence.en}",
        )


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export: how many rows, every problem in order, and the file unless a problem blocks it."""

    rows: int
    problems: tuple[RowProblem, ...] = ()
    file: NewFile | None = None

    @property
    def blocked(self) -> bool:
        """Whether anything keeps the file from being made."""
        return any(problem.blocks for problem in self.problems)


Maker: TypeAlias = Callable[["Bureau", "RegisterQuerySet[Any]", date], Exported]


@dataclass(frozen=True, slots=True)
class Export:
    """A feed of a register. name: in addresses and commands. says: who takes the file, and which rows are in it.

    make: gives the file for a bureau's rows on a day; the rows are already narrowed by whoever asks.
    powers: who may take the file at the desk (any one of them suffices; none: whoever may open the register).
    """

    name: str
    title: Bilingual
    says: Bilingual
    make: Maker
    powers: frozenset[str] = frozenset()
