"""Text made fit for print: what no reader sees and what could deceive one is taken out, and titles are broken well."""

from __future__ import annotations

import unicodedata
from typing import Final

from yifa.typesetting.geometry import AREA_WIDTH_MM, POINTS_PER_MM, TITLE_PT

TITLE_SQUARES: Final = int(AREA_WIDTH_MM * POINTS_PER_MM / TITLE_PT)

_NO_START: Final = frozenset("，。、；：？！）》”’〕】％%的之和与及")
_NO_END: Final = frozenset("（《“‘〔【第")
# Marks that reorder text on screen: a name must read as it is stored.
_REORDERING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text composed (NFC), with line breaks and tabs as spaces and without control or reordering characters.

    PDF, docx and HTML all print this, so that the same characters stand in all three.
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if character in "\n\r\t\u2028\u2029" else character for character in text)
    composed = unicodedata.normalize("NFC", spaced)
    return "".join(
        character
        for character in composed
        if character not in _REORDERING and unicodedata.category(character) not in {"Cc", "Cs"}
    )


def squares(text: str) -> float:
    """Width of a text in full squares: ASCII counts half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def title_lines(title: str, room: int = TITLE_SQUARES) -> tuple[str, ...]:
    """The title in lines of at most ``room`` squares, broken between words, the lines nearly equal (7.3.1).

    The author's own line breaks are kept. A line does not begin with 的, a conjunction or a closing mark. A title
    that fits is one line; a word longer than a line is left whole and may overrun.
    """
    if "\n" in title:
        return tuple(part for line in title.split("\n") if line.strip() for part in title_lines(line, room))
    whole = clean(title).strip()
    if squares(whole) <= room:
        return (whole,)
    pieces = _pieces(whole)
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}

    def broken(start: int, lines: int) -> tuple[float, tuple[str, ...]]:
        """Least raggedness of the pieces from ``start`` in so many lines, with the lines."""
        if (start, lines) not in best:
            if lines == 1:
                line = "".join(pieces[start:])
                best[start, lines] = (_cost(line, target, room), (line,))
            else:
                best[start, lines] = min(
                    (
                        (
                            _cost("".join(pieces[start:end]), target, room) + rest[0],
                            ("".join(pieces[start:end]), *rest[1]),
                        )
                        for end in range(start + 1, len(pieces) - lines + 2)
                        for rest in (broken(end, lines - 1),)
                    ),
                    key=lambda found: found[0],
                )
        return best[start, lines]

    least = -int(-squares(whole) // room)
    for count in range(least, min(least + 2, len(pieces)) + 1):
        target = squares(whole) / count
        best.clear()
        cost, lines = broken(0, count)
        if cost < _OVERRUN:
            return lines
    return (whole,)


_OVERRUN: Final = 1e6


def _cost(line: str, target: float, room: int) -> float:
    width = squares(line)
    return (width - target) ** 2 + (_OVERRUN if width > room else 0.0)


def _pieces(text: str) -> list[str]:
    """Words, with whatever may not begin or end a line joined to its neighbour."""
    pieces: list[str] = []
    # Its dictionary takes a sixth of a second to load: only a long title needs it.
    import rjieba

    for word in rjieba.cut(text):
        # A number stays with what it counts: 2020年度, 第5次.
        if pieces and (word[0] in _NO_START or pieces[-1][-1] in _NO_END or pieces[-1][-1].isdigit()):
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces
