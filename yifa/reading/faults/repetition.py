"""The same figure said twice, or said differently in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule
from yifa.reading.relations import RelationKind

AGAIN = rule(
    "repetition/again",
    FaultKind.REPEATED_STATEMENT,
    title=("重复陈述同一数字", "The same figure said again"),
    authority=("同一情况一处说明即可", "One thing is said once"),
)
OTHERWISE = rule(
    "repetition/otherwise",
    FaultKind.CONTRADICTION,
    title=("前后数字不一致", "The same thing with another figure"),
    authority=("同一事项的数字应前后一致", "One thing has one figure"),
)

# Half a year is not the year, nor what holds up to a month what holds at its end.
_PART_OF_YEAR = re.compile(
    r"(?:上半年|下半年|[一二三四]季度|前三季度|\d{1,2}[—－~至-]\d{1,2}月|截[至止](?!年底|年末)|\d{1,2}月|当月|每月|每季|每年)[^。；\n]*$"
)
_LEAST = 4  # characters that must be left of what a figure counts
_MOST = 6
_MARKS = re.compile(r"[，,。；;：:、！？\n（）()]")
_LEADING = re.compile(
    r"^(?:截至目前|截至|目前|今年以来|一年来|今年|全年|年内|本年|以来|先后|共计|累计|共有|共|已|我局|全局|本局|县局|市局|局党组|党组|局长|书记|主要负责人|主要负责同志"
    r"|主持|带头|亲自|组织|召开|开展|举办|参加|参与|认真|积极|及时|集中|坚持|进行|安排|全市|全县|全区|其中|并|还|也|均|实际|局|各类|通过|依法|按时|分别|[一二三四五六七八九]是)+"
)
_TRAILING = re.compile(r"(?:共计|累计|达到|共|达|已|为|有|了|完成|等)+$")
# What may well be done several times in a year, each time another number of times.
_GENERIC = frozenset(
    re.findall(
        "....",
        "专题培训专题会议专题研究专题学习执法检查法律意见集中学习法治讲座宣传活动普法宣传普法活动业务培训联合检查专项检查规范文件",
    )
)


def said_again(material: Material) -> Iterator[Fault]:
    """A figure that an earlier place states with the same words."""
    if not material.is_law_report:
        return
    for one in material.relations:
        if one.kind is RelationKind.CONSISTENT_TOTAL and one.by == "again":
            again = one.parts[0]
            yield fault(
                AGAIN,
                (again.start, again.end),
                f"“{again.span}”与前文“{one.of.span}”重复陈述。",
                f"“{again.span}” repeats “{one.of.span}” stated before.",
            )


def said_otherwise(material: Material) -> Iterator[Fault]:
    """Figures of one unit and year that count what is called by the same words in two paragraphs, but that differ."""
    reading = material.reading
    seen: dict[tuple[str, str, Unit, int | None], list[Fact]] = {}
    for fact in reading.facts:
        if (
            fact.role is not Role.TOTAL
            or fact.approx is not Approx.EXACT
            or fact.unit in (Unit.PERCENT, Unit.CNY)
            or fact.year is None
            or _PART_OF_YEAR.search(reading.text, max(0, fact.start - 60), fact.start) is not None
        ):
            continue
        counted, after = _counted(reading.text, fact)
        if len(counted) + len(after) < _LEAST or counted in _GENERIC:
            continue
        earlier = seen.setdefault((counted, after, fact.unit, fact.year), [])
        other = next((one for one in earlier[-_MOST:] if one.value != fact.value), None)
        if other is not None and "\n" in reading.text[other.end : fact.start]:
            yield fault(
                OTHERWISE,
                (fact.start, fact.end),
                f"前后不一致：“{counted or after}”此处为{fact.span}，前文为{other.span}。",
                f"“{counted or after}” is {fact.span} here and {other.span} before.",
            )
        earlier.append(fact)


def _counted(text: str, fact: Fact) -> tuple[str, str]:
    """What a figure counts, in the words of its clause: before it, without adverbs and verbs of doing, and after it."""
    left = _MARKS.split(text[max(0, fact.start - 34) : fact.start])[-1]
    right = _MARKS.split(text[fact.end : fact.end + 12])[0]
    words = re.sub(r"[^\u4e00-\u9fff]", "", left)
    return _TRAILING.sub("", _LEADING.sub("", words)), re.sub(r"[^\u4e00-\u9fff]", "", right)


_NONE = re.compile(
    r"(?:无|未发生|没有发生|未出现|未收到)(?:过|一起|一件|任何)?(?:行政)?(?P<first>复议|诉讼)(?:(?:案件|申请)?[、和及或与](?:行政)?(?P<second>复议|诉讼|应诉))?"
    r"(?:案件|申请|案|情况)?(?:发生)?(?=[，。；,;])"
)
_SOME = re.compile(r"行政(?P<what>复议|诉讼)(?:案件|申请|案)?(?:共|共计)?$")


def none_and_some(material: Material) -> Iterator[Fault]:
    """未发生行政复议案件 in one place, 行政复议2件 in another."""
    reading = material.reading
    text = reading.text
    none = {
        what: match
        for match in _NONE.finditer(text)
        for what in (match["first"], match["second"])
        if what is not None
    }
    if not none:
        return
    for fact in reading.facts:
        said = _SOME.search(text[max(0, fact.start - 14) : fact.start])
        if said is None or fact.value <= 0 or said["what"] not in none or fact.year != reading.heading.year:
            continue
        match = none[said["what"]]
        later = (fact.start, fact.end) if fact.start > match.start() else match.span()
        yield fault(
            OTHERWISE,
            later,
            f"前后不一致：一处写“{match[0]}”，另一处写行政{said['what']}{fact.span}。",
            f"“{match[0]}” in one place, {fact.span} in another.",
        )


FINDERS = (said_again, said_otherwise, none_and_some)
