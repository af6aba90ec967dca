"""Comparing names, conditions and clauses by their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from yifa.screening.draft import Draft

REPEATED: Final = 0.6
_SAME_CLAUSE: Final = 0.7
_SAME_CONDITION: Final = 0.35
_SHORTEST_CLAUSE: Final = 15
_GRAM: Final = 4
_NOISE: Final = re.compile(r"[\s　，。；：、“”‘’（）()《》〈〉！？,.;:0-9]+|^第[一二三四五六七八九十百零]+条")
_HEAD: Final = re.compile(
    r"^[ 　\t]*(?:第[〇零一二三四五六七八九十百0-9]+条|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、])[ 　]*"
)
# A body within an organ, or one set up for a time; a government's own office may issue.
_INTERNAL: Final = re.compile(
    r"(?:科|股|室|处|办公室|服务中心|生产力促进中心|领导小组|领导小组办公室|工作专班|专班|指挥部|工作组|协调小组|联席会议|联席会议办公室|委员会办公室|筹备组|专家组|党支部)$"
)
_GOVERNMENT_OFFICE: Final = re.compile(r"(?:人民政府|政府|省委|市委|县委|区委)办公[室厅]$|管委会办公室$")
_SIGNED: Final = re.compile(
    r"^[ 　\t]*(?P<name>[^\s　，。；：、（）()《》]{4,30})[ 　\t]*\n+[ 　\t]*(?:二[〇○零]|2\s*0)[^\n]{4,12}[日号]",
    re.MULTILINE,
)


def is_internal_body(name: str) -> bool:
    """Whether a name is that of a section, a temporary or a coordinating body, which may not issue."""
    return _INTERNAL.search(name) is not None and _GOVERNMENT_OFFICE.search(name) is None


def signatures(text: str) -> Iterator[tuple[int, int, str]]:
    """Names that stand right above a date, as a document is signed."""
    for found in _SIGNED.finditer(text):
        yield found.start("name"), found.end("name"), found["name"]


def is_among(said: str, conditions: Sequence[str]) -> bool:
    """Whether a condition is one of these in other words: a good part of its characters in pairs stands in one of them."""
    own = _grams(_HEAD.sub("", said), 2)
    if not own:
        return True
    return any(len(own & _grams(one, 2)) >= len(own) * _SAME_CONDITION for one in conditions)


def share_repeated(draft: Draft, higher: str) -> tuple[float, int]:
    """Which part of the draft's clauses stands in a higher text nearly word for word, and how many clauses were counted."""
    there = _grams(higher, _GRAM)
    counted = repeated = 0
    for sentence in draft.sentences:
        own = _grams(_HEAD.sub("", draft.said(sentence)), _GRAM)
        if len(own) < _SHORTEST_CLAUSE:
            continue
        counted += 1
        repeated += len(own & there) >= len(own) * _SAME_CLAUSE
    return (repeated / counted if counted else 0.0), counted


def _grams(text: str, size: int) -> frozenset[str]:
    plain = _NOISE.sub("", text)
    return frozenset(plain[at : at + size] for at in range(len(plain) - size + 1))
