"""Plain text as it was typed or copied: lines broken at a width are put together, marks of Markdown taken out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,200}?)(?<=\S)\1")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_ITEM: Final = re.compile(r"^[ \t]{0,8}[-*+][ \t]+(?=[^\s\d.])", re.MULTILINE)
_QUOTE: Final = re.compile(r"^ {0,3}>[ \t]?(?=\S)", re.MULTILINE)
_ROW: Final = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_RULE_OF_ROW: Final = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\n?", re.MULTILINE
)

_INDENT: Final = re.compile(r"[ \t\u3000\xa0]*")
_ENDS: Final = re.compile(r"[。！？；：:;!?][”’」』）)》]*$")
_NUMBERED: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]{1,4}[条章节]|[①-⑳])"
)
_NARROWEST, _WIDEST = 24, 140
_FEWEST: Final = 3


def as_written(text: str) -> str:
    """A text without marks of Markdown and without the ends of lines that only a width made."""
    return unwrapped(without_marks(text))


def without_marks(text: str) -> str:
    """Without the marks of Markdown, where the text has them; official prose has none of its own."""
    has_heading = _HEADING.search(text) is not None
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if has_heading:
        text = _QUOTE.sub("", _ITEM.sub("", _HEADING.sub("", text)))
    if _RULE_OF_ROW.search(text) is not None and "|" in text:
        text = _RULE_OF_ROW.sub("", text)
        text = _ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)
    return text


def unwrapped(text: str) -> str:
    """The paragraphs of a text whose lines were broken at a width, each as one line; any other text as it is.

    Lines are taken for broken where the longest of them are all of one width and most of these do not end as a sentence does.
    """
    lines = text.split("\n")
    full = _full(lines)
    if not full:
        return text
    joined: list[str] = []
    goes_on = False
    indent = _usual_indent(lines, full)
    for line, is_full in zip(lines, full, strict=True):
        bare = line.strip()
        begins = not bare or _begins(line, bare, indent, is_ended=bool(joined and _ENDS.search(joined[-1])))
        if goes_on and not begins:
            between = (
                " "
                if joined[-1][-1:].isascii()
                and joined[-1][-1:].isalpha()
                and bare[:1].isalpha()
                and bare[:1].isascii()
                else ""
            )
            joined[-1] = f"{joined[-1]}{between}{bare}"
        else:
            joined.append(line.rstrip())
        goes_on = is_full
    return "\n".join(joined)


def _full(lines: list[str]) -> list[bool]:
    """Which lines are full, no further sign would have stood in them; empty where lines end with their sentences.

    Typewriters and mail break at a width, programs at a number of signs.
    """
    told = [line.rstrip() for line in lines]
    most_broken, found = 0, list[bool]()
    for sizes, slack in (([_width(line) for line in told], 3), ([len(line) for line in told], 0)):
        most = max(sizes, default=0)
        if not _NARROWEST <= most <= _WIDEST:
            continue
        full = [size >= most - slack for size in sizes]
        broken = sum(
            1 for line, is_full in zip(told, full, strict=True) if is_full and not _ENDS.search(line)
        )
        written = sum(1 for size in sizes if size)
        is_broken = broken >= _FEWEST and broken * 2 >= sum(full) and sum(full) * 5 >= written
        if is_broken and broken > most_broken:
            most_broken, found = broken, full
    return found


def _usual_indent(lines: list[str], full: list[bool]) -> int:
    """How far the lines that go on stand from the left: the least of the full ones."""
    return min((_indent(line) for line, one in zip(lines, full, strict=True) if one), default=0)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return 0 if found is None else _width(found[0])


def _begins(line: str, bare: str, indent: int, *, is_ended: bool) -> bool:
    """Whether a line begins a paragraph: it stands in, or it has a number and what stands before it has ended."""
    return _indent(line) >= indent + 2 or (is_ended and _NUMBERED.match(bare) is not None)


def _width(line: str) -> int:
    """Columns that a line takes: two for a Chinese sign."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)
