"""Finding many words in a text at once, in one pass of an automaton."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Value = TypeVar("Value")


def matches_from(
    pattern: re.Pattern[str], signs: re.Pattern[str], text: str, behind: int = 0
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds where ``signs`` tells at which signs alone it may begin, `behind` characters behind them.

    An expression that begins with a set of characters is searched for many times faster than one that begins with anything else.
    """
    done = 0
    for sign in signs.finditer(text):
        at = sign.start() + behind
        if at >= done and (match := pattern.match(text, at)) is not None:
            done = match.end()
            yield match


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
