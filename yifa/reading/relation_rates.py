"""Rates of a part in a whole, and figures that are said again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.relation import (
    RATES,
    STOP,
    Relation,
    RelationKind,
    is_plausible,
    pairs_of,
    rounding,
    same_unit,
)

_RATE_NAME = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:率|比例|占比)(?:均|也|已|都)?(?:为|达到|达|是|约|提高到|保持)?\s*$"
)
_KEYS = (
    "办结",
    "出庭",
    "应诉",
    "合格",
    "及格",
    "优秀",
    "通过",
    "参考",
    "参学",
    "采纳",
    "整改",
    "回复",
    "答复",
    "满意",
    "持证",
    "立案",
    "审结",
    "录用",
    "受理",
    "备案",
    "公开",
    "签约",
    "覆盖",
    "完成",
    "入库",
    "开工",
    "审查",
    "报备",
    "结案",
    "履约",
    "胜诉",
    "败诉",
    "纠错",
    "抽查",
    "检查",
    "评价",
    "好评",
    "按期",
    "调解成功",
    "化解",
    "成功",
)


def _whole_of(group: list[Fact], index: int, part: Fact) -> Fact | None:
    """The total of a list in which each part is followed by its share."""
    for back in range(index - 2, max(-1, index - 12), -1):
        one = group[back]
        if one.unit is Unit.PERCENT or one.role is Role.PART:
            continue
        return one if same_unit(one, part) and one.role is Role.TOTAL else None
    return None


def rates(text: str, group: list[Fact]) -> Iterator[Relation]:
    """办理102件，出庭98件，出庭率96.1%: the part over the whole, where the rate is called by the part's own word."""
    for index, rate in enumerate(group):
        if rate.unit is not Unit.PERCENT or rate.role in (Role.GROWTH, Role.CHANGE, Role.LIMIT) or index < 2:
            continue
        part, whole = group[index - 1], group[index - 2]
        if whole.unit is Unit.PERCENT:
            # 1046件，其中网上862件，占比82.4%；信函171件，占比16.3%
            whole = _whole_of(group, index, part) or whole
        if not same_unit(part, whole) or part.unit in RATES or whole.value <= 0 or part.value > whole.value:
            continue
        if part.approx is not Approx.EXACT or whole.approx is not Approx.EXACT or part.year != whole.year:
            continue
        listed = whole is not group[index - 2]
        taken_apart = "其中" in text[whole.end : part.start]
        if len(STOP.findall(text[whole.end : rate.start])) > taken_apart or (listed and not taken_apart):
            continue
        if rate.start - whole.end > (200 if listed else 60):
            continue
        name = _RATE_NAME.search(text[part.end : rate.start])
        if name is not None:
            key = next((one for one in _KEYS if one in name[1]), None)
            said = (
                text[whole.end : part.start]
                + "|"
                + text[part.end : part.end + 6].split("，")[0].split(",")[0]
            )
            if key is None or key not in said:
                continue
            other = re.search(r"[按当]期|当场|网上|及时|一次|平均|综合|系统", name[1])
            if other and other[0] not in said:
                continue
            by = key + "率"
        else:
            before = text[part.end : rate.start]
            if not re.fullmatch(
                r"[，,]\s*占(?:比)?(?:总数|全部|总量|总件数)?的?(?:比例)?(?:为|达)?\s*", before
            ):
                continue
            by = "占"
        computed = part.value / whole.value * 100
        holds = abs(computed - rate.value) <= rounding(rate) + 1e-6 or rate.approx is not Approx.EXACT
        if holds or is_plausible(computed, float(rate.value), least=10):
            yield Relation(RelationKind.RATIO, rate, (part, whole), holds, computed, by=by)


_CLAUSE_MARKS = re.compile(r"[，,。；;：:、！？\n（）()]")
_SAME_MOST = 12


def clause(text: str, fact: Fact) -> str:
    """The words of the clause in which a figure stands, without the figure, its marks and blanks."""
    left = _CLAUSE_MARKS.split(text[max(0, fact.start - 30) : fact.start])[-1]
    right = _CLAUSE_MARKS.split(text[fact.end : fact.end + 24])[0]
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", left + right)


def said_again(text: str, facts: Sequence[Fact]) -> Iterator[Relation]:
    """Figures of the same value, unit, year and subject in two places. Each is compared with the few that stand last
    before it."""
    seen: dict[tuple[float, Unit, int | None], list[tuple[Fact, set[str]]]] = {}
    for fact in facts:
        if fact.unit in (Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.RANK) or fact.role in (
            Role.LIMIT,
            Role.GROWTH,
            Role.CHANGE,
            Role.ORDINAL,
        ):
            continue
        words = clause(text, fact)
        if len(words) < 5:
            continue
        grams = pairs_of(words)
        same = seen.setdefault((float(fact.value), fact.unit, fact.year), [])
        for earlier, other in reversed(same[-_SAME_MOST:]):
            if fact.start - earlier.end < 40:
                continue
            shared = len(grams & other)
            if shared / min(len(grams), len(other)) >= 0.5 and shared >= 4:
                yield Relation(
                    RelationKind.CONSISTENT_TOTAL,
                    earlier,
                    (fact,),
                    holds=True,
                    computed=float(fact.value),
                    by="again",
                )
                break
        same.append((fact, grams))
