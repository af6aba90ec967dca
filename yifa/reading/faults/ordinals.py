"""Numbers of headings and points: said twice or skipped, in any way of numbering and at any depth.

Each way of numbering counts by itself under the heading that it stands under. Beginning again at one is lawful anywhere (a
list within a point); what then goes on where the outer list stopped is lawful too. So a number is only a fault when neither
the list that is open nor one around it can have it next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yifa.law.errors import LawError
from yifa.law.numerals import chinese_ordinal, from_chinese
from yifa.reading.faults.lookup import matches_from
from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule

_AUTHORITY = (
    "GB/T 9704—2012：结构层次序数依次为“一、”“（一）”“1.”“（1）”",
    "GB/T 9704-2012: the numbers of the levels follow each other",
)
TWICE = rule(
    "ordinals/twice",
    FaultKind.DUPLICATE_ORDINAL,
    title=("序号重复", "A number used twice"),
    authority=_AUTHORITY,
)
SKIPPED = rule(
    "ordinals/skipped",
    FaultKind.SKIPPED_ORDINAL,
    title=("序号跳号", "A number left out"),
    authority=_AUTHORITY,
    apart=True,
)

_CHINESE = "[一二三四五六七八九十]"
_GAP = "[ \u3000]{0,4}"
_POINT = re.compile(
    # All but the last stand behind such a sign, which is looked for first.
    r"(?<=[\s。；;：:，,、？！!—）)”])(?:"
    rf"{_GAP}(?P<is>{_CHINESE}{{1,2}})[ \u3000]?"
    r"(?:是(?!否|一|级|种)|要(?=[^求点素闻])|抓(?=[^手])|来)"
    rf"|(?<=[\s。；;：:，,？！!）)”]){_GAP}第(?P<nth>{_CHINESE}{{1,2}})(?=[，,、：:])"
    rf"|(?<=[，,。；;：:）)”]){_GAP}[（(](?P<round>{_CHINESE}{{1,2}})[）)]"
    rf"|(?<=[。；;：:）)”]){_GAP}[（(](?P<bracketed>\d{{1,2}})[）)](?=[\u4e00-\u9fff“《])"
    rf"|(?<=[。；;：:）)”]){_GAP}(?P<dotted>\d{{1,2}})[.．、](?=[\u4e00-\u9fff“《])"
    rf")|(?P<circled>[①-⑳])"
)


_POINT_SIGNS = re.compile(r"[\s。；;：:，,、？！!—）)”](?=[ \t\u3000]{0,4}[一二三四五六七八九十第（(0-9])")
_CIRCLED = re.compile("[①-⑳]")


@dataclass(slots=True)
class _Open:
    """A list that is open: its last number and where it stands."""

    number: int
    start: int
    end: int
    line: int


def ordinals(material: Material) -> Iterator[Fault]:
    """Numbers said twice or left out, of headings and of points within paragraphs."""
    yield from _headings(material)
    yield from _points(material)


def _headings(material: Material) -> Iterator[Fault]:
    text = material.reading.text
    sections = material.reading.layout.sections
    last: dict[int, tuple[int, str, int]] = {}  # level → number, style, index of the section
    for index, section in enumerate(sections):
        for level in [one for one in last if one > section.level]:
            del last[level]
        before = last.get(section.level)
        last[section.level] = (section.number, section.style, index)
        if before is None or before[1] != section.style or section.number == 1:
            continue
        number = before[0]
        where = (section.start, section.title_start)
        written = text[where[0] : where[1]].strip()
        if section.number == number:
            yield _twice(where, written, text[section.title_start : section.title_end])
        elif section.number > number + 1:
            yield _skipped(where, written, number, section.number, section.style)
        elif section.number < number:
            # Further back than the last: only said again if it was said under the same heading.
            yield _twice(where, written, text[section.title_start : section.title_end])


def _points(material: Material) -> Iterator[Fault]:
    """一是、二是 and the like, within paragraphs and from paragraph to paragraph under one heading."""
    text = material.reading.text
    layout = material.reading.layout
    starts = [section.start for section in layout.sections]
    numbered = {section.start for section in layout.sections}
    open_lists: dict[str, list[_Open]] = {}
    at_section = 0
    line_number = -1
    found = (
        _POINT.finditer(text) if _CIRCLED.search(text) else matches_from(_POINT, _POINT_SIGNS, text, behind=1)
    )
    for match in found:
        while at_section < len(starts) and starts[at_section] <= match.start():
            at_section += 1
            open_lists.clear()
        style = match.lastgroup or ""
        written = match[style]
        start = match.end() - len(match[0].lstrip())
        if start in numbered:  # a heading, counted there
            continue
        number = _value(written)
        if number is None:
            continue
        line = layout.line_at(start)
        if line is None or line.residue:
            continue
        line_number = line.start
        head = layout.sections[at_section - 1] if at_section else None
        if head is not None and head.start == line.start and (head.style, head.number) == (style, number):
            # （三）……，（三）……: the heading that the line begins with has the number already.
            yield _twice(
                (start, match.end()), text[start : match.end()].strip(), text[match.end() : match.end() + 12]
            )
            continue
        lists = open_lists.setdefault(style, [])
        here = _Open(number, start, match.end(), line_number)
        yield from _next(lists, here, text)


def _next(lists: list[_Open], here: _Open, text: str) -> Iterator[Fault]:
    """What the number is to the lists that are open; they are brought up to date."""
    for depth in range(len(lists) - 1, -1, -1):
        if lists[depth].number + 1 == here.number:
            del lists[depth:]
            lists.append(here)
            return
    if here.number == 1:
        # 一是……；一是……: a list within a point is led in by a colon, not by a semicolon.
        if (
            lists
            and lists[-1].number == 1
            and lists[-1].line == here.line
            and text[max(0, here.start - 3) : here.start].rstrip()[-1:] in ("；", ";")
        ):
            yield _twice(
                (here.start, here.end), text[here.start : here.end].strip(), text[here.end : here.end + 12]
            )
            lists[-1].number = 2
            return
        lists.append(here)
        del lists[:-4]
        return
    if not lists:
        lists.append(here)
        return
    top = lists[-1]
    written = text[here.start : here.end].strip()
    if here.number <= top.number and here.number > 1 and (here.number == top.number or here.line == top.line):
        yield _twice((here.start, here.end), written, text[here.end : here.end + 12])
        if here.number == top.number:
            lists[-1] = here
    elif here.number > top.number + 1:
        if here.line == top.line and here.number == top.number + 2:
            yield _skipped((here.start, here.end), written, top.number, here.number, "point")
        lists[-1] = here
    else:
        lists[:] = [here]


def _value(written: str) -> int | None:
    if "①" <= written <= "⑳":
        return ord(written) - 0x2460 + 1
    if written.isdecimal():
        return int(written) if len(written) <= 9 else None
    try:
        return from_chinese(written)
    except LawError:
        return None


def _twice(where: tuple[int, int], written: str, title: str) -> Fault:
    shown = title.strip()[:14]
    return fault(
        TWICE,
        where,
        f"序号“{written}”重复：前面已有同一序号，“{shown}”应顺延。",
        f"The number “{written}” was used before; “{shown}” should have the next.",
    )


def _skipped(where: tuple[int, int], written: str, last: int, number: int, style: str) -> Fault:
    missing = chinese_ordinal(last + 1) if style in ("plain", "round", "part", "point") else str(last + 1)
    return fault(
        SKIPPED,
        where,
        f"序号跳号：“{written}”之前缺第{missing}项。"
        if number == last + 2
        else f"序号跳号：到“{written}”之前缺从第{missing}项起的若干项。",
        f"A number is left out before “{written}”: {last + 1}.",
    )


FINDERS = (ordinals,)
