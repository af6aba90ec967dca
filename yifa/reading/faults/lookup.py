"""Finding many words in a text at once, each by two of its characters that seldom stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import add
from typing import TypeVar

Value = TypeVar("Value")
Index = Mapping[str, tuple[tuple[str, int, Value], ...]]


def index(entries: Iterable[tuple[str, int, Value]]) -> Index[Value]:
    """Words of two characters or more by two of them. An entry is a word, where in it the two stand, and what it is for; of
    words with the same two the longest comes first."""
    made: dict[str, list[tuple[str, int, Value]]] = {}
    for word, offset, value in entries:
        made.setdefault(word[offset : offset + 2], []).append((word, offset, value))
    return {pair: tuple(sorted(found, key=lambda one: -len(one[0]))) for pair, found in made.items()}


def places(text: str, words: Index[Value]) -> Iterator[tuple[int, str, Value]]:
    """(start, word, value) of every word of the index that stands in the text; by the place of its two characters, so
    nearly in order. One look-up a character, however many words there are."""
    for at in [at for at, pair in enumerate(map(add, text, text[1:])) if pair in words]:
        for word, offset, value in words[text[at : at + 2]]:
            start = at - offset
            if start >= 0 and text.startswith(word, start):
                yield start, word, value
