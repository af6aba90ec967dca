"""What 个, 家, 户, 所 and 支 count: companies, other bodies, or things.

The measure word alone does not say; the noun beside it does.
"""

from __future__ import annotations

import re
from functools import cache

from yifa.reading.lexicon import Words, load
from yifa.reading.spans import Draft

_ENTERPRISE, _ORGANISATION = "enterprise", "organisation"
_HOUSEHOLD = re.compile(r"贫困户|脱贫户|农户|居民|住户|家庭|业主|困难户|低保户|搬迁户|群众|租户")
_AFTER_MOST = 22
_STOP_AFTER = re.compile(
    r"[，,。；;：:、（()）！!？?\d０-９《“\n]|提出|进行|开展|与|和|及|签|参加|完成|实施|召开|被|获|"
    r"通过|发布|组成|共同|对|向|在"
)
_STOP_BEFORE = re.compile(r"[，,。；;：:、（()）！!？?》”\n]")


@cache
def _nouns() -> Words:
    return Words(
        {str(word): unit for unit, words in load("nouns").items() for word in words if len(str(word)) > 1}
    )


_SHORT = {
    "村": "organisation",
    "县": "organisation",
    "镇": "organisation",
    "厂": "enterprise",
    "站": "organisation",
    "群": "item",
    "班": "session",
    "局": "organisation",
    "园": "organisation",
    "栏": "item",
    "店": "enterprise",
    "市": "organisation",
    "区": "organisation",
}
_PUNCTUATION = frozenset("，,。；;：:、（(）)“”《\n")


def unit_by_noun(
    text: str, found: Draft, sentence_start: int, sentence_end: int, left: int, before: str
) -> str:
    """What 个, 家, 户, 所, 支 counts, by the noun after it, else by the one before it (from `left` on), else as the one counted
    `before` it."""
    end, measure = found.end, found.measure
    last = min(sentence_end, end + _AFTER_MOST)
    stop = _STOP_AFTER.search(text, end, last)
    if stop is not None:
        last = stop.start()
    unit = _noun_after(text, end, last, things=measure in ("个", "座", "间")) if last > end else ""
    first = max(left, found.start - 30)
    if not unit:
        unit = _noun_before(text, first, found.start)
        if (
            not unit
            and last - end <= 2
            and (measure != "个" or found.start - first <= 3 or "其中" in text[sentence_start : found.start])
        ):
            unit = before
        if not unit and measure == "家":
            unit = _noun_before(text, max(sentence_start, found.start - 60), found.start)
        if (
            not unit
            and first < found.start
            and last == end
            and text[found.start - 2 : found.start] not in _NO_BODY
        ):
            unit = _SHORT.get(text[found.start - 1], "")
    if measure == "家":
        return _ORGANISATION if unit == _ORGANISATION else _ENTERPRISE
    if measure == "户":
        if unit in (_ENTERPRISE, _ORGANISATION):
            return unit
        if "示范户" in text[max(left - 12, sentence_start) : last]:
            return _ORGANISATION
        return "item" if _HOUSEHOLD.search(text, max(left - 12, sentence_start), last) else _ENTERPRISE
    if measure in ("所", "支"):
        return _ORGANISATION
    if measure in ("座", "间"):
        return "item"
    return unit or "item"


def _noun_after(text: str, start: int, end: int, *, things: bool) -> str:
    """The first noun behind the figure; of nouns that touch (企业|孵化器) the last, if it is a body too."""
    unit, edge = "", -1
    for at, to, noun in _nouns().find(text, start, end):
        if noun == "item" and not things:
            continue
        if unit and (at != edge or noun == "item"):
            break
        unit, edge = noun, to
    if not unit and text[start] in _SHORT and (end == start + 1 or text[start + 1] in _PUNCTUATION):
        return _SHORT[text[start]]
    return unit


def _noun_before(text: str, start: int, end: int) -> str:
    unit = ""
    for _, _, noun in _nouns().find(text, start, end):
        unit = noun
    return unit


_NO_BODY = frozenset(["小区", "地区", "城区", "校区", "片区", "库区", "市区", "辖区"])
