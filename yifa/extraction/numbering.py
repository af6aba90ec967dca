"""Numbers that Word counts by itself: 一、 （一） 1. (1), as its lists' formats say.

A paragraph names a list and a level, itself or through its style. Each list counts for itself, and a level begins anew below a
new number of a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from yifa.law.errors import LawError
from yifa.law.numerals import chinese_ordinal

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = re.compile(r"%([1-9])")
_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "koreanCounting",
    }
)
_ROMAN: Final = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_DEEPEST: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, numbering: Any, styles: Any) -> Numbering:
        """From the parts ``numbering.xml`` and ``styles.xml``; either may be None."""
        if numbering is None:
            return cls()
        lists: dict[str, str] = {}
        levels: dict[tuple[str, int], _Level] = {}
        for abstract in numbering.iterchildren(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            for level in abstract.iterchildren(f"{W}lvl"):
                place = _whole(level.get(f"{W}ilvl"))
                levels[name, place] = _Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    _whole(_value(level, "start"), 1),
                )
        for one in numbering.iterchildren(f"{W}num"):
            lists[one.get(f"{W}numId") or ""] = _value(one, "abstractNumId") or ""
        return cls(lists, levels, _styles(styles))

    def next_for(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, counting it; empty for a paragraph without one, or with a bullet."""
        placed = self._place(paragraph)
        if placed is None:
            return ""
        name, depth = placed
        abstract = self.lists.get(name, "")
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        key = (abstract, depth)
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in range(depth + 1, _DEEPEST):
            self._counts.pop((abstract, deeper), None)
        if level.kind in {"bullet", "none"}:
            return ""
        return _PLACE.sub(lambda found: self._said(abstract, int(found[1]) - 1), level.text)

    def _said(self, abstract: str, depth: int) -> str:
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        return _written(self._counts.get((abstract, depth), level.start), level.kind)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        by_style = self.styles.get(_value(properties, "pStyle") or "")
        if own is None:
            return by_style
        name = _value(own, "numId") or (by_style[0] if by_style else "")
        return None if name in {"", "0"} else (name, _whole(_value(own, "ilvl")))


def _styles(styles: Any) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    if styles is None:
        return found
    for style in styles.iterchildren(f"{W}style"):
        numbers = style.find(f"{W}pPr/{W}numPr")
        name = None if numbers is None else _value(numbers, "numId")
        if numbers is not None and name and name != "0":
            found[style.get(f"{W}styleId") or ""] = (name, _whole(_value(numbers, "ilvl")))
    return found


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    value = None if child is None else child.get(f"{W}val")
    return None if value is None else str(value)


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def _written(number: int, kind: str) -> str:
    if kind in _CHINESE:
        try:
            return chinese_ordinal(number)
        except LawError:
            return str(number)
    if kind in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"} and 1 <= number < 400:
        written, rest = "", number
        for size, sign in _ROMAN:
            while rest >= size:
                written, rest = written + sign, rest - size
        return written if kind == "lowerRoman" else written.upper()
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if kind == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    return str(number)
