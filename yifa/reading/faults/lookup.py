"""Finding many words in a text at once, in one pass of an automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Value = TypeVar("Value")


class Index(Generic[Value]):
    """Words of two characters or more, each with what it is for; one word may be for several things."""

    __slots__ = ("_automaton", "_entries")

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._entries = list(entries)
        self._automaton = AhoCorasick([word for word, _ in self._entries])

    def places(self, text: str) -> Iterator[tuple[int, str, Value]]:
        """(start, word, value) of every word that stands in the text, also where words overlap; in the order of their ends."""
        for which, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word, value = self._entries[which]
            yield start, word, value
