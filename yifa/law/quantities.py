"""Numbers that somebody typed, sent or put into a cell, bounded before they become numbers.

``Decimal("1e999990")`` is eight signs long; as a whole number it is a million digits, and a minute of a processor. Every number
that comes from outside is therefore read here, and only here: digits, sign, point and exponent within bounds, then the value.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from yifa.law.text import Bilingual

MOST_SIGNS: Final = 64
"""Signs of a number as written; a sum in fen of the whole country's product has eighteen digits."""
LARGEST: Final = 10**18
"""Whole numbers are smaller than this: what PostgreSQL's bigint holds, and more than any register counts."""

_WRITTEN: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SEPARATORS: Final = re.compile(r"[\s,，]")


class NotANumber(ValueError):
    """A text is no number, or is out of bounds; ``text`` is the rest of a sentence that begins with what it should be."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh, en)


class NumberTooLarge(NotANumber):
    """A number has too many signs, or is too large."""

    def __init__(self) -> None:
        super().__init__("数字太长或太大，请核对", "is too long or too large a number; check it")


def decimal_of(written: object) -> Decimal:
    """The number that is written: digits in any width, with thousands separators, finite, under ``LARGEST``. Raises NotANumber.

    A number that Excel gave (int, float) is read as it is written out.
    """
    if isinstance(written, int) and not isinstance(written, bool) and abs(written) >= LARGEST:
        raise NumberTooLarge()
    text = str(written)
    if len(text) > MOST_SIGNS:
        raise NumberTooLarge() if re.match(r"\s*[+-]?[0-9.,]", text) else _no_number()
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not _WRITTEN.fullmatch(plain):
        raise NumberTooLarge() if _exponent_too_long(plain) else _no_number()
    found = Decimal(plain)
    if found and not -MOST_SIGNS <= found.adjusted() < 18:
        raise NumberTooLarge()
    return found


def whole_of(written: object) -> int:
    """The whole number that is written. Raises NotANumber."""
    try:
        found = decimal_of(written)
    except NumberTooLarge:
        raise
    except NotANumber:
        raise _not_whole() from None
    if found != found.to_integral_value():
        raise _not_whole()
    return int(found)


def is_too_large(number: int | float) -> bool:
    """Whether a number that a program sent is out of bounds, infinite or none."""
    return not -LARGEST < number < LARGEST


def _exponent_too_long(plain: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", plain) is not None


def _no_number() -> NotANumber:
    return NotANumber("应为数字，如 12.5", "must be a number, such as 12.5")


def _not_whole() -> NotANumber:
    return NotANumber("应为整数，如 12", "must be a whole number, such as 12")


def say_yuan(fen: int) -> str:
    """An amount kept in fen, in yuan with thousands separators and without idle zeros."""
    yuan, rest = divmod(abs(fen), 100)
    tail = f".{rest:02d}" if rest else ""
    return f"{'-' if fen < 0 else ''}{yuan:,}{tail}"
