"""A normative text as its reader expects it: chapters as headings, articles with their number in front, items set in.

Read from the text alone, line by line; a line that looks like none of these is a plain paragraph. For
``interface/components/provisions.html``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yifa.interface.comparing import paragraphs

_NUMERAL: Final = r"[〇零一二三四五六七八九十百千\d]{1,7}"
_HEADING: Final = re.compile(rf"(第{_NUMERAL}[编章节])[\s\u3000]*(\S.{{0,40}})?$")
_ARTICLE: Final = re.compile(rf"(第{_NUMERAL}条(?:之{_NUMERAL})?)[\s\u3000]*(.*)$", re.DOTALL)
_ITEM: Final = re.compile(rf"(?:[（(]{_NUMERAL}[）)]|{_NUMERAL}[、.．])")


class Place(StrEnum):
    """What a paragraph is in the order of a text."""

    HEADING = "heading"
    ARTICLE = "article"
    ITEM = "item"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph. number: 第五条 or 第二章, in front of the text; anchor: its address on the page, empty where it has none."""

    place: Place
    text: str
    number: str = ""
    anchor: str = ""


def provisions(text: str, prefix: str = "article") -> list[Provision]:
    """The paragraphs of a text. prefix: of the articles' anchors, which count from one."""
    found: list[Provision] = []
    articles = 0
    for line in paragraphs(text):
        heading, article = _HEADING.match(line), _ARTICLE.match(line)
        if heading is not None:
            found.append(Provision(Place.HEADING, heading[2] or "", heading[1]))
        elif article is not None and not article[2].startswith(("、", "和", "至", "规定", "第")):
            articles += 1
            found.append(Provision(Place.ARTICLE, article[2], article[1], f"{prefix}-{articles}"))
        else:
            found.append(Provision(Place.ITEM if _ITEM.match(line) else Place.PLAIN, line))
    return found
