"""Finding many words in a text at once, by their first two characters."""

from __future__ import annotations

from collections.abc import Container
from operator import add


def beginnings(text: str, pairs: Container[str]) -> list[int]:
    """Where two characters stand that are among `pairs`, in order. One look-up a character, however many pairs there are."""
    return [at for at, pair in enumerate(map(add, text, text[1:])) if pair in pairs]
