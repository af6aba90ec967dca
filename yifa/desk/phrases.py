"""Small marks that differ between the languages of a page: how things are listed, and how one is put in brackets."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.interface.formats import is_english


def listed(texts: Iterable[str]) -> str:
    """甲、乙、丙; A, B, C."""
    return (", " if is_english() else "、").join(texts)


def either(texts: Iterable[str]) -> str:
    """Things of which one will do: 甲、乙; A / B."""
    return (" / " if is_english() else "、").join(texts)


def aside(text: str, note: str) -> str:
    """甲（乙）; A (B); the text alone without a note."""
    if not note:
        return text
    return f"{text} ({note})" if is_english() else f"{text}（{note}）"
