"""When figures prove that a report is wrong, and when they only make one ask.

Arithmetic proves nothing of figures that may count different things. So a relation that does not hold is an error only where
the words leave no other reading: the figures stand side by side in one sentence with nothing between them but the words of the
relation, in the same measure, exactly meant, and nothing near them tells of another way of counting (comparable prices, an
average of years, an estimate). Everything else is a question.
"""

from __future__ import annotations

import re
from typing import Final

from yifa.reading.facts import Approx, Fact, Unit
from yifa.reading.relation import Relation, measure

_MOST: Final = 70  # characters from the first figure to the last
_NOISE: Final = re.compile(r"[。；;\n！？]")
# Other ways of counting, under which the stated rate may be right.
_OTHERWISE: Final = re.compile(
    r"年均|平均|可比|同口径|不变价|现价|实际增长|扣除|剔除|名义|复合|翻番|预计|左右|约|近|超|逾|突破|以上|力争|目标|计划|累计|"
    r"按[\u4e00-\u9fff]{1,8}(?:计算|统计)|[两二三四五六七八九十]年"
)
# What is stated at current prices while its growth is at constant ones; and what is revised after a census.
_AT_CONSTANT_PRICES: Final = re.compile(
    r"生产总值|GDP|增加值|总产值|产值|人均可支配收入|收入|支出|零售|投资|进出口|外资|贷款|存款|财政|税|常住人口|户籍人口|研发|R&D|保费|产量|面积"
)
_RATE_GAP: Final = re.compile(
    r"[，,、（(]?[\s]*(?:同比|比上年|较上年|比去年|较去年|上年|较?同期)?(?:净)?(?:增长|增加|提高|提升|上升|增|下降|减少|降低|降|减|压缩|缩短|精简|压减)?"
    r"(?:率|幅|幅度|比例|速)?(?:为|达到?|是|了|：|:)?"
)
_CHANGE_GAP: Final = re.compile(
    r"[，,、（(]?[\s]*(?:同比|比上年|较上年|比去年|较去年)?(?:净)?(?:增长|增加|多|提高|上升|增|下降|减少|少|降低|降|减)了?"
)
_LAST_YEAR: Final = re.compile(r"上年|去年|上一年|20\d\d年")
_SHARE_NAMES: Final = frozenset(["占", "合格率", "及格率", "优秀率", "采纳率"])
_ADJACENT: Final = re.compile(r"[，,：:（(。]?\s*")
_PART_GAP: Final = re.compile(r"[\u4e00-\u9fffA-Za-z“”《》]{0,16}")
_OTHER_WHOLE: Final = re.compile(
    r"累计|达到?|总|目前|截至|合计|共|突破|年末|期末|比|较|增|计划|预算|历年|近年|以来|上年|去年|往年|结转|\d年|人次|涉及|含"
)
_BALANCE: Final = re.compile(r"支出|结余|盈余|亏损|余额|逆差|顺差")


def _exact(facts: tuple[Fact, ...]) -> bool:
    return all(fact.approx is Approx.EXACT for fact in facts)


def _same_measure(one: Fact, other: Fact) -> bool:
    return one.unit == other.unit and measure(one) == measure(other)


def _stretch(text: str, facts: tuple[Fact, ...]) -> str | None:
    """The words from a little before the first figure to the last; None where they reach too far or over a stop."""
    first, last = min(f.start for f in facts), max(f.end for f in facts)
    if last - first > _MOST or _NOISE.search(text, first, last):
        return None
    return text[max(0, first - 24) : last]


def _alone(facts: tuple[Fact, ...], among: tuple[Fact, ...]) -> bool:
    """Whether no other figure stands between these."""
    first, last = min(f.start for f in facts), max(f.end for f in facts)
    mine = {(f.start, f.end) for f in facts}
    return all((f.start, f.end) in mine for f in among if first <= f.start < last)


def proves_growth(text: str, one: Relation, among: tuple[Fact, ...]) -> bool:
    """Whether two figures side by side make the stated growth or change impossible."""
    later, earlier = one.parts
    if one.by not in ("上年", "由…到…", "比…") or not _exact(one.facts) or not _same_measure(later, earlier):
        return False
    said = _stretch(text, one.facts)
    if said is None or not _alone(one.facts, among):
        return False
    if _OTHERWISE.search(said) or _AT_CONSTANT_PRICES.search(said):
        return False
    nearer, further = sorted(one.parts, key=lambda fact: fact.start, reverse=True)
    if one.of.start > nearer.start:
        gap = text[nearer.end : one.of.start]
        pattern = _RATE_GAP if one.of.unit is Unit.PERCENT else _CHANGE_GAP
        if pattern.fullmatch(gap) is None:
            return False
    elif _LAST_YEAR.search(text, one.of.end, nearer.start) is None:
        return False
    if one.by == "上年":
        return _LAST_YEAR.search(text, max(0, further.start - 8), nearer.start) is not None
    return True


def proves_ratio(text: str, one: Relation, among: tuple[Fact, ...]) -> bool:
    """Whether a share or a rate by its own name cannot follow from the part and the whole just before it."""
    part, whole = one.parts
    if one.by not in _SHARE_NAMES or not _exact(one.facts) or not _same_measure(part, whole):
        return False
    said = _stretch(text, one.facts)
    return (
        said is not None
        and _alone(one.facts, among)
        and not _OTHERWISE.search(said)
        and "按" not in text[part.end : one.of.start]
        and whole.start < part.start < one.of.start
    )


def proves_sum(text: str, one: Relation) -> bool:
    """Whether parts that cannot overlap exceed their total, or parts that are all there are fall short of it."""
    total = one.of
    if not (one.exclusive and one.disjoint) or not _exact(one.facts):
        return False
    if any(not _same_measure(part, total) for part in one.parts) or len({f.year for f in one.facts}) > 1:
        return False
    opening = text[total.end : one.parts[0].start]
    if _OTHERWISE.search(opening) or _BALANCE.search(text, total.end, one.parts[-1].start):
        return False
    mark = re.match(r"[，,：:（(]?\s*(?:其中|包括|由)", opening)
    if (
        mark is None
        or one.parts[-1].end - total.start > 120
        or _NOISE.search(text, total.start, one.parts[-1].start)
    ):
        return False
    return one.computed > total.value or one.complete


def proves_part_exceeds(text: str, one: Relation) -> bool:
    """Whether the first part of a total is greater than it, with nothing between that could mean another whole."""
    total, part = one.of, one.parts[0]
    if (
        part.value <= total.value
        or not _exact((total, part))
        or not _same_measure(total, part)
        or part.year != total.year
    ):
        return False
    opening = text[total.end : part.start]
    mark = re.match(r"[，,（(]?其中[：:，,]?", opening)
    if mark is None:
        return False
    between = opening[mark.end() :]
    return _PART_GAP.fullmatch(between) is not None and _OTHER_WHOLE.search(between) is None
