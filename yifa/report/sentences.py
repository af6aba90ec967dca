"""The sentences of a report and what each rests on: figures with records, a source, a fixed form, or the bureau's own word.

A sentence that holds no figure is the bureau's own statement: somebody must stand for it by name before the report is frozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from yifa.report.numbers import typed_numbers
from yifa.report.tokens import Words, parse, tokens

BULLET = "- "
SENTENCE_ENDS = "。！？"


class Basis(StrEnum):
    """What a sentence rests on."""

    FIGURES = "figures"  # figures with records
    SOURCE = "source"  # numbers typed by hand, which the checks follow
    ADDRESS = "address"  # a fixed form, such as the line that opens the report
    OWN = "own"  # the bureau's own word


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage and what it rests on. ``figures``: codes and years of the figures it tells."""

    text: str
    basis: Basis
    figures: tuple[tuple[str, int], ...] = ()


def sentences(prose: str, year: int, *, is_address: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a passage. Raises TokenProblem where a token cannot be read."""
    return tuple(
        _sentence(sentence, year, is_address)
        for line in prose.split("\n")
        for sentence in split(line.strip().removeprefix(BULLET), SENTENCE_ENDS)
        if sentence.strip()
    )


def own_statements(prose: str, year: int, *, is_address: bool = False) -> tuple[str, ...]:
    """The sentences that rest on the bureau's word alone."""
    return tuple(one.text for one in sentences(prose, year, is_address=is_address) if one.basis is Basis.OWN)


def _sentence(text: str, year: int, is_address: bool) -> Sentence:
    told = tuple((token.name, token.in_year(year)) for token in tokens(text) if not token.is_variable)
    if told:
        return Sentence(text, Basis.FIGURES, told)
    if is_address:
        return Sentence(text, Basis.ADDRESS)
    if any(not number.doubtful for number in typed_numbers(text)):
        return Sentence(text, Basis.SOURCE)
    return Sentence(text, Basis.OWN)


def split(text: str, ends: str) -> Iterator[str]:
    """Parts of a text, each with the mark that ends it; marks inside a token do not count."""
    part = ""
    for piece in parse(text):
        if not isinstance(piece, Words):
            part += piece.raw
            continue
        for char in piece.text:
            part += char
            if char in ends:
                yield part
                part = ""
    if part:
        yield part
