"""The words by which reports are read, in files that can be read and amended; loaded once.

`units.yaml` tells what a measure word counts, `nouns.yaml` what the noun beside it is, `not_facts.yaml` which numerals count
nothing, `categories.yaml` which words point to which part of a bureau's work.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from yifa.law.files import read_yaml

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The file `name`.yaml of this folder as plain dicts and lists. Raises FileProblem with the line of a mistake."""
    return read_yaml(FOLDER / f"{name}.yaml").plain


class Words:
    """A set of words of two or more characters, each with a value, found in a text in one pass.

    Looked up by their first two characters, the longest first; what a word covers is not looked at again. The cost is one
    look-up a character, however many words there are.
    """

    __slots__ = ("_automaton", "_index", "_values")

    def __init__(self, words: dict[str, Any]) -> None:
        index: dict[str, list[tuple[str, Any]]] = {}
        for word, value in words.items():
            if len(word) < 2:
                raise ValueError(f"词语至少两个字 / a word has at least two characters: {word!r}")
            index.setdefault(word[:2], []).append((word, value))
        self._automaton: AhoCorasick | None = None
        self._values: list[Any] = []
        self._index = {
            key: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for key, entries in index.items()
        }

    def find_all(self, text: str) -> list[tuple[int, int, Any]]:
        """The same for a whole text, in one pass of an automaton that costs the same whatever the number of words."""
        if self._automaton is None:
            self._values = [value for entries in self._index.values() for _, value in entries]
            words = [word for entries in self._index.values() for word, _ in entries]
            self._automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        values = self._values
        return [
            (start, end, values[which]) for which, start, end in self._automaton.find_matches_as_indexes(text)
        ]

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, Any]]:
        """(start, end, value) of each word in `text[start:end]`, in order, none overlapping another."""
        found: list[tuple[int, int, Any]] = []
        get = self._index.get
        at = start
        last = end - 1
        while at < last:
            entries = get(text[at : at + 2])
            if entries is not None:
                for word, value in entries:
                    if text.startswith(word, at, end):
                        found.append((at, at + len(word), value))
                        at += len(word)
                        break
                else:
                    at += 1
            else:
                at += 1
        return found
