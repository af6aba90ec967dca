"""Zeros said without a numeral: 未发生行政诉讼, 零投诉, 没有收到依申请公开. They are worth reading, and no figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reading import categories
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit

_WHAT = (
    r"行政诉讼|行政复议|行政赔偿|行政应诉|行政争议|复议(?:、|和|及|或)?(?:行政)?诉讼|诉讼案件|"
    r"复议案件|被复议|被诉|败诉|被撤销|被变更|被确认违法|"
    r"信访(?:事项|案件|积案|件)?|上访|越级访|集体访|群体性事件|投诉(?:举报)?|举报|差评|"
    r"安全(?:生产)?(?:责任)?事故|事故|违法(?:违纪|违规)?(?:行为|案件|问题)?|违纪(?:违法)?(?:行为|案件|"
    r"问题)?|"
    r"行政处罚|行政强制|行政许可|行政收费|行政裁决|行政征收|行政执法案件|执法案件|案件|"
    r"政府信息公开申请|信息公开申请|依申请公开|规范性文件|"
    r"重大(?:行政)?决策(?:事项)?|人大(?:代表)?建议|政协(?:委员)?提案|建议提案|执法过错|干预司法|"
    r"插手(?:具体)?案件|舆情|冤假错案|泄密|学术不端|失信(?:行为|案件)?|拖欠"
)
_SAID = re.compile(
    rf"(?:未(?:发生|出现|收到|接到|受理|制定|制发|出台|产生|承办|办理|开展|作出|实施|被提起|引发|"
    rf"涉及)(?:过)?|没有(?:发生|出现|收到|接到|受理|产生|承办|作出)?(?:过)?|无(?!论|需|须|法|偿|障|证|"
    rf"一|纸|人|线|因|故)|零(?:发生)?)"
    rf"[^，,。；;！!？?\d《》“”\r\n]{{0,14}}?(?:{_WHAT})"
)


def find(text: str, report_year: int | None, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """The implied zeros of `text`; none that overlaps a fact."""
    taken = iter(facts)
    fact = next(taken, None)
    for match in _SAID.finditer(text):
        start, end = match.span()
        while fact is not None and fact.end <= start:
            fact = next(taken, None)
        if fact is not None and fact.start < end:
            continue
        said = match[0]
        what = re.search(_WHAT, said)
        label = said[what.start() :] if what is not None else said
        yield Fact(
            start=start,
            end=end,
            span=said,
            value=0,
            unit=Unit.ITEM,
            approx=Approx.EXACT,
            year=report_year,
            subject=label,
            category=_category(text, start, end),
            role=Role.TOTAL,
            why=("implied_zero", "year_of_report"),
        )


def _category(text: str, start: int, end: int) -> Category:
    scores = categories.vector(categories.hits(text, start, end), 1.0)
    best = max(range(categories.COUNT), key=scores.__getitem__)
    return categories.ORDER[best] if scores[best] > 0 else Category.OTHER
