"""The words by which reports are read, in files that can be read and amended; loaded once.

`units.yaml` tells what a measure word counts, `nouns.yaml` what the noun beside it is, `not_facts.yaml` which numerals count
nothing, `categories.yaml` which words point to which part of a bureau's work.
"""

from __future__ import annotations

from functools import cache
from operator import add
from pathlib import Path
from typing import Any

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

    __slots__ = ("_index",)

    def __init__(self, words: dict[str, Any]) -> None:
        index: dict[str, list[tuple[str, Any]]] = {}
        for word, value in words.items():
            if len(word) < 2:
                raise ValueError(f"词语至少两个字 / a word has at least two characters: {word!r}")
            index.setdefault(word[:2], []).append((word, value))
        self._index = {
            key: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for key, entries in index.items()
        }

    def find_all(self, text: str) -> list[tuple[int, int, Any]]:
        """The same for a whole text, at less cost a character."""
        index, found, done = self._index, list[tuple[int, int, Any]](), 0
        for at in [at for at, pair in enumerate(map(add, text, text[1:])) if pair in index]:
            if at < done:
                continue
            for word, value in index[text[at : at + 2]]:
                if text.startswith(word, at):
                    done = at + len(word)
                    found.append((at, done, value))
                    break
        return found

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
