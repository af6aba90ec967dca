"""Totals and their parts: what 其中 takes apart, what follows a total, what was received and treated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.relation import RATES, STOP, Relation, RelationKind, measure, rounding, same_unit

_BREAKDOWN = re.compile(
    r"其中|包括|含(?=[\u4e00-\u9fff])|(?<=[，,；;。（(])由(?=[^，。；\n]{1,60}(?:组成|构成))"
)
_AND_SO_ON = re.compile(r"^\s*(?:[\u4e00-\u9fff]{0,6}?)等")

# Parts that cannot overlap: each part is called by another word of one set.
_EXCLUSIVE = tuple(
    re.compile("|".join(words.split()))
    for words in (
        "主办 协办 会办 分办 独办",
        "行政许可 行政确认 行政检查 行政处罚 行政奖励 行政给付 行政裁决 其他行政权力 其他权力 其他类 公共服务",
        "继续有效 予以保留 保留 废止 失效 修改 修订 宣布失效 拟修订",
        "国家级 省级 市级 县级 区级 镇级",
        "男性 女性 男 女",
        "人大代表建议 人大建议 政协提案 政协委员提案 代表建议",
        "行政复议 行政诉讼 行政应诉",
        "一审 二审 再审",
        "A类 B类 C类 D类",
        "线上 线下 网上 现场",
        "重大 较大 一般",
        "未通过 不通过 通过",
        "维持 撤销 确认违法 终止 驳回 调解",
        "同意公开 予以公开 部分公开 不予公开 无法提供 不予处理",
        "一等奖 二等奖 三等奖",
        "上半年 下半年",
        "一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度",
    )
)

# Of these no thing is called by two words of a set at once; of the complete ones there is no third.
_DISJOINT = tuple(
    re.compile("|".join(words.split()))
    for words in (
        "主办 协办 会办 分办 独办",
        "男性 女性 男 女",
        "人大代表建议 人大建议 政协提案 政协委员提案 代表建议 委员提案",
        "一等奖 二等奖 三等奖",
        "上半年 下半年",
        "一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度",
        "不合格 合格",
        "未通过 不通过 通过",
    )
)
_COMPLETE = (
    (frozenset(["男性", "女性"]), frozenset(["男", "女"])),
    (frozenset(["上半年", "下半年"]),),
    (frozenset(["合格", "不合格"]),),
)

_NEAREST = 8  # figures before 其中 among which the total is looked for
_LONGEST = 800  # characters of a breakdown


def sums(text: str, group: list[Fact]) -> Iterator[Relation]:
    """Totals that 其中 takes apart."""
    if len(group) < 2:
        return
    first, last = group[0].start, group[-1].end
    starts = [fact.start for fact in group]
    marks = list(_BREAKDOWN.finditer(text, first, last))
    for number, mark in enumerate(marks):
        total = _total_before(text, group, starts, mark.start())
        if total is None:
            continue
        end, in_brackets = _scope(text, mark.start(), mark.end(), last)
        if number + 1 < len(marks) and marks[number + 1].start() < end:
            end = marks[number + 1].start()
        end = min(end, mark.end() + _LONGEST)
        among = group[bisect_left(starts, mark.end()) : bisect_left(starts, end)]
        parts, ended = _parts(text, among, total, mark.end(), end, in_brackets)
        if not parts:
            continue
        made_of = mark[0] == "由"
        yield _sum(
            text,
            total,
            parts,
            by=mark[0],
            open_end=not made_of and (ended or mark[0] != "其中"),
            made_of=made_of and len(parts) > 1,
        )


def _total_before(text: str, group: list[Fact], starts: list[int], at: int) -> Fact | None:
    """The nearest figure before 其中 that can have parts, at most one full stop away."""
    for fact in reversed(group[max(0, bisect_left(starts, at) - _NEAREST) : bisect_left(starts, at)]):
        gap = text[fact.end : at]
        if len(gap) > 60 or gap.count("。") > 1:
            return None
        if fact.unit in RATES or fact.role in (Role.GROWTH, Role.CHANGE, Role.RANK, Role.LIMIT):
            continue
        if fact.unit in (Unit.YEAR, Unit.MONTH, Unit.DAY, Unit.HOUR, Unit.WORKDAY):
            continue
        return fact
    return None


def _scope(text: str, mark: int, start: int, last: int) -> tuple[int, bool]:
    """Where the breakdown ends: at the closing bracket when it stands in brackets, else at the sentence's end."""
    before = text[max(0, mark - 1) : mark]
    if before in "(（" and before:
        depth = 1
        for at in range(start, min(len(text), start + 400)):
            if text[at] in "(（":
                depth += 1
            elif text[at] in ")）":
                depth -= 1
                if depth == 0:
                    return at, True
        return last, True
    stop = STOP.search(text, start)
    return (stop.start() if stop else last), False


def _parts(
    text: str, group: list[Fact], total: Fact, start: int, end: int, in_brackets: bool
) -> tuple[list[Fact], bool]:
    """The parts, and whether something ended the list that may have been another part."""
    parts: list[Fact] = []
    for fact in group:
        if fact.end > end:
            break
        if not in_brackets and _inside_brackets(text, start, fact.start):
            continue
        if not same_unit(total, fact):
            continue
        if len(parts) > 1 and (_closed(text, parts, fact) or _adds_up(total, parts)):
            return parts, False
        first = not parts and re.fullmatch(r"[^，。；、,;\d]{0,8}", text[start : fact.start]) is not None
        if fact.role is not Role.PART and not (first and fact.role is Role.TOTAL):
            # After a stop with other words in between, it is another matter; in the list, it may be a part.
            listed = bool(parts) and re.search(r"[，；。,;]", text[parts[-1].end : fact.start]) is None
            return parts, listed
        if measure(fact) != measure(total) and parts and measure(fact) != measure(parts[0]):
            return parts, True
        parts.append(fact)
    return parts, False


def _closed(text: str, parts: list[Fact], fact: Fact) -> bool:
    """Whether the list has ended: at a semicolon or comma, where its own parts are set apart by a lesser mark."""
    apart = text[parts[0].end : parts[1].start]
    gap = text[parts[-1].end : fact.start]
    if re.search(r"[；;]", gap):
        return re.search(r"[；;]", apart) is None
    return re.search(r"[，,]", gap) is not None and re.search(r"[，,；;]", apart) is None


def _inside_brackets(text: str, start: int, at: int) -> bool:
    piece = text[start:at]
    return piece.count("(") + piece.count("（") > piece.count(")") + piece.count("）")


def _adds_up(total: Fact, parts: list[Fact]) -> bool:
    slack = rounding(total) + sum(rounding(part) for part in parts) + 1e-6 * max(1.0, abs(total.value))
    return abs(sum(part.value for part in parts) - total.value) <= slack


def _sum(
    text: str, total: Fact, parts: list[Fact], *, by: str, open_end: bool, made_of: bool = False
) -> Relation:
    computed = float(sum(part.value for part in parts))
    slack = rounding(total) + sum(rounding(part) for part in parts) + 1e-6 * max(1.0, abs(total.value))
    adds_up = abs(computed - total.value) <= slack
    more = _AND_SO_ON.match(text[parts[-1].end : parts[-1].end + 8]) is not None
    partial = not adds_up and (more or len(parts) == 1 or open_end)
    return Relation(
        kind=RelationKind.SUM,
        of=total,
        parts=tuple(parts),
        holds=adds_up or (partial and computed <= total.value + slack),
        computed=computed,
        partial=partial,
        exclusive=made_of or _called_by(text, parts, _EXCLUSIVE) is not None,
        disjoint=made_of or _called_by(text, parts, _DISJOINT) is not None,
        complete=made_of or any(_called_by(text, parts, _DISJOINT) in sets for sets in _COMPLETE),
        by=by + ("…等" if more else ""),
    )


def _called_by(text: str, parts: list[Fact], sets: tuple[re.Pattern[str], ...]) -> frozenset[str] | None:
    """The words of one set by which the parts are called, each by another; None if they are not."""
    if len(parts) < 2:
        return None
    near = [_beside(text, part, parts[n - 1] if n else None) for n, part in enumerate(parts)]
    for words in sets:
        names = [words.search(one) for one in near]
        if all(names):
            said = frozenset(name[0] for name in names if name)
            if len(said) == len(parts):
                return said
    return None


def _beside(text: str, part: Fact, previous: Fact | None) -> str:
    """The words of a part: those before it back to the last mark, and those after it up to the next."""
    start = max(part.start - 14, previous.end if previous else 0)
    left = re.split(r"[，,、；;。:：]", text[start : part.start])[-1]
    right = re.split(r"[，,、；;。:：)）]", text[part.end : part.end + 8])[0]
    return left + "|" + right


def lists(text: str, group: list[Fact]) -> Iterator[Relation]:
    """Totals followed by parts without 其中: 清理文件9项，保留5项，废止4项. Only told where they add up, for nothing claims
    that they must; and 受理2件，办结2件."""
    for index, total in enumerate(group):
        if total.role is not Role.TOTAL or total.unit in RATES:
            continue
        parts: list[Fact] = []
        end = total.end
        following = group[index + 1] if index + 1 < len(group) else None
        if following is not None and _funnel(text, total, following):
            yield Relation(
                RelationKind.CONSISTENT_TOTAL,
                total,
                (following,),
                holds=False,
                computed=float(following.value),
                by="funnel",
            )
            continue
        for fact in group[index + 1 : index + 13]:
            gap = text[end : fact.start]
            if len(gap) > 16 or STOP.search(gap) or "其中" in gap or not same_unit(total, fact):
                break
            if fact.role is not Role.PART:
                break
            parts.append(fact)
            end = fact.end
        if len(parts) >= 2 and abs(sum(part.value for part in parts) - total.value) < 1e-6:
            yield Relation(
                RelationKind.SUM,
                total,
                tuple(parts),
                holds=True,
                computed=float(total.value),
                exclusive=True,
                by="list",
            )
        elif len(parts) == 1 and parts[0].value == total.value:
            yield Relation(
                RelationKind.CONSISTENT_TOTAL,
                total,
                (parts[0],),
                holds=True,
                computed=float(total.value),
                by="list",
            )


_TREATED = re.compile(
    r"^[，,、](?:已|均|全部|其中|共|按期|按时|实际|负责人|现已|年内)*"
    r"(?:办结|审结|结案|答复|回复|办复|整改|采纳|维持|撤销|合格|及格|出庭|胜诉|销号|化解|报备|备案)[^，。；\d]{0,3}$"
)
_THEN = re.compile(r"^[，,](?:其中|抽查的|抽取的)?$")
_WAS_TREATED = re.compile(
    r"(?:案卷|案件)?(?:均|全部|都|已)?(?:被)?(?:维持|办结|审结|撤销|驳回|答复|整改|达到合格|合格|胜诉)"
)
_CARRIED = re.compile(r"结转|上年|往年|历年|遗留|含|跨年|旧存|此前|累计")


def _funnel(text: str, total: Fact, part: Fact) -> bool:
    """受理3件，办结4件: more was treated than came in, and nothing is said of what was carried over."""
    gap = text[total.end : part.start]
    return (
        total.unit == part.unit
        and measure(total) == measure(part)
        and part.value > total.value
        and total.approx is Approx.EXACT
        and part.approx is Approx.EXACT
        and total.year == part.year
        and (
            _TREATED.match(gap) is not None
            or (
                _THEN.match(gap) is not None
                and _WAS_TREATED.match(text[part.end : part.end + 12]) is not None
            )
        )
        and _CARRIED.search(text[max(0, total.start - 16) : part.end + 12]) is None
    )
