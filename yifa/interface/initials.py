"""Finding Chinese words by the initials of their pinyin: 科技创新券申领 by ``kjcxq``, a character by any of its readings."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_FEWEST: Final = 2


@lru_cache(maxsize=4096)
def _initials(text: str) -> tuple[frozenset[str], ...]:
    """For each character the letters with which its readings begin; other signs stand for themselves, in lower case."""
    # Its dictionaries take half a second to load: only a search by initials needs them.
    from pypinyin import Style, pinyin

    return tuple(
        frozenset(reading.lower() for reading in readings)
        for piece in text
        for readings in pinyin(piece, style=Style.FIRST_LETTER, heteronym=True)
    )


def begins_like(typed: str, text: str) -> bool:
    """Whether letters typed are the initials of characters that stand together somewhere in a text; at least two letters."""
    letters = typed.strip().lower()
    if len(letters) < _FEWEST or not (letters.isascii() and letters.isalpha()):
        return False
    initials = _initials(text)
    return any(
        all(letter in one for letter, one in zip(letters, initials[start:], strict=False))
        for start in range(len(initials) - len(letters) + 1)
    )
