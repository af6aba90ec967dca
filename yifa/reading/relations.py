"""How the figures of a report hang together: parts and their total, differences, growth, rates, the same figure twice.

A relation is claimed only where the words claim it (其中, 比上年增加, 同比增长, 办结率), and holds where the stated figures agree
within their own rounding: 12.98 → 16.47 is a growth of 26.80 to 26.97 per cent, so 26.9% agrees and 26.7% does not. Each
figure looks at most `_REACH` figures back, so the work is linear in their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.layout import Layout

_REACH = 40
_ALIKE = 0.3  # of two subjects; the paragraph, the unit and years in sequence must agree beside


class RelationKind(StrEnum):
    """What one figure is to others."""

    SUM = "sum"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    RATIO = "ratio"
    CONSISTENT_TOTAL = "consistent_total"


@dataclass(frozen=True, slots=True)
class Relation:
    """`of` is the figure that the `parts` yield: a total and its parts; a difference or growth, then the later and the
    earlier figure; a rate, then the part and the whole; a figure and where it is said again.

    `computed` is what the parts yield. `partial`: the parts need not be all, they need only not exceed the total.
    `exclusive`: the parts cannot overlap, so they must add up. `by` says by which words it was recognised.
    """

    kind: RelationKind
    of: Fact
    parts: tuple[Fact, ...]
    holds: bool
    computed: float
    partial: bool = False
    exclusive: bool = False
    by: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures of the relation, `of` first."""
        return (self.of, *self.parts)


_COUNTS = {Unit.ITEM, Unit.ENTERPRISE, Unit.ORGANISATION, Unit.COPY}
_RATES = {Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.RANK, Unit.SCORE, Unit.GRADE}
_BREAKDOWN = re.compile(r"其中|包括|含(?=[\u4e00-\u9fff])")
_AND_SO_ON = re.compile(r"^\s*(?:[\u4e00-\u9fff]{0,6}?)等")
_FALL = re.compile(
    r"(?:下降|减少|降低|缩减|压缩|压减|回落|负增长|减幅|降幅|下滑|精简|缩短|取消|少(?!于))[^，。；]{0,10}$"
)
_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_SCALE = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}
_STOP = re.compile(r"[。\n]")

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


def find_relations(text: str, layout: Layout, facts: Sequence[Fact]) -> tuple[Relation, ...]:
    """The relations that the words claim between `facts`, in the order of the text."""
    found: list[Relation] = []
    for group in _by_line(layout, facts):
        found += _sums(text, group)
        found += _lists(text, group)
        found += _changes(text, group)
        found += _growths(text, group)
        found += _rates(text, group)
    found += _said_again(text, facts)
    return tuple(sorted(found, key=lambda one: (one.of.start, one.kind)))


def _by_line(layout: Layout, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The figures of each paragraph."""
    group: list[Fact] = []
    end = -1
    for fact in facts:
        if fact.start >= end:
            if group:
                yield group
            group = []
            line = layout.line_at(fact.start)
            end = line.end if line is not None else fact.end
        group.append(fact)
    if group:
        yield group


def same_unit(one: Fact, other: Fact) -> bool:
    """Whether two figures can be added: the same unit, or both counts of things."""
    return one.unit == other.unit or (one.unit in _COUNTS and other.unit in _COUNTS)


def rounding(fact: Fact) -> float:
    """Half of the last place in which the figure is written: 16.47亿元 is exact to half a million yuan; a count is
    exact."""
    match = _NUMBER.search(fact.span)
    if match is None:
        return 0.0
    places = len(match[1] or "")
    scale = 1
    for sign, size in _SCALE.items():
        if sign in fact.span[match.end() :]:
            scale *= size
    if places == 0 and scale == 1 and fact.unit not in (Unit.PERCENT, Unit.PERCENTAGE_POINT, Unit.CNY):
        return 0.0
    return 0.5 * scale * float(10.0**-places)


def stated_growth(text: str, fact: Fact) -> float:
    """The growth with its sign: 下降5% is -5."""
    return -fact.value if _FALL.search(text[max(0, fact.start - 16) : fact.start]) else float(fact.value)


# Sums


def _sums(text: str, group: list[Fact]) -> Iterator[Relation]:
    """Totals that 其中 takes apart."""
    if len(group) < 2:
        return
    first, last = group[0].start, group[-1].end
    marks = list(_BREAKDOWN.finditer(text, first, last))
    for number, mark in enumerate(marks):
        total = _total_before(text, group, mark.start())
        if total is None:
            continue
        end, in_brackets = _scope(text, mark.start(), mark.end(), last)
        if number + 1 < len(marks) and marks[number + 1].start() < end:
            end = marks[number + 1].start()
        parts, ended = _parts(text, group, total, mark.end(), end, in_brackets)
        if not parts:
            continue
        yield _sum(text, total, parts, by=mark[0], open_end=ended or mark[0] != "其中")


def _total_before(text: str, group: list[Fact], at: int) -> Fact | None:
    """The nearest figure before 其中 that can have parts, at most one full stop away."""
    for fact in reversed([one for one in group if one.end <= at][-8:]):
        gap = text[fact.end : at]
        if len(gap) > 60 or gap.count("。") > 1:
            return None
        if fact.unit in _RATES or fact.role in (Role.GROWTH, Role.CHANGE, Role.RANK, Role.LIMIT):
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
    stop = _STOP.search(text, start)
    return (stop.start() if stop else last), False


def _parts(
    text: str, group: list[Fact], total: Fact, start: int, end: int, in_brackets: bool
) -> tuple[list[Fact], bool]:
    """The parts, and whether something ended the list that may have been another part."""
    parts: list[Fact] = []
    for fact in group:
        if fact.start < start or fact.end > end:
            continue
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
        if _measure(fact) != _measure(total) and parts and _measure(fact) != _measure(parts[0]):
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


def _sum(text: str, total: Fact, parts: list[Fact], *, by: str, open_end: bool) -> Relation:
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
        exclusive=_exclusive(text, parts),
        by=by + ("…等" if more else ""),
    )


def _exclusive(text: str, parts: list[Fact]) -> bool:
    """Whether the parts are called by different words of one set, so that they cannot overlap."""
    if len(parts) < 2:
        return False
    near = [_beside(text, part, parts[n - 1] if n else None) for n, part in enumerate(parts)]
    for words in _EXCLUSIVE:
        names = [words.search(one) for one in near]
        if all(names) and len({name[0] for name in names if name}) == len(parts):
            return True
    return False


def _beside(text: str, part: Fact, previous: Fact | None) -> str:
    """The words of a part: those before it back to the last mark, and those after it up to the next."""
    start = max(part.start - 14, previous.end if previous else 0)
    left = re.split(r"[，,、；;。:：]", text[start : part.start])[-1]
    right = re.split(r"[，,、；;。:：)）]", text[part.end : part.end + 8])[0]
    return left + "|" + right


def _measure(fact: Fact) -> str:
    """The measure word: 家 of 79家."""
    return re.sub(r"^[\d.,，一二两三四五六七八九十百千万亿零余多几\s]+", "", fact.span)


_TOTAL_WORDS = re.compile(r"共|累计|总|合计|全年|一共")


def _lists(text: str, group: list[Fact]) -> Iterator[Relation]:
    """Totals followed by parts without 其中: 清理文件9项，保留5项，废止4项. Only told where they add up, for nothing claims
    that they must; and 受理2件，办结2件."""
    for index, total in enumerate(group):
        if total.role is not Role.TOTAL or total.unit in _RATES:
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
            if len(gap) > 16 or _STOP.search(gap) or "其中" in gap or not same_unit(total, fact):
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
        and _measure(total) == _measure(part)
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


# Changes and growth


def _changes(text: str, group: list[Fact]) -> Iterator[Relation]:
    """比上年增加1.88亿元: the later figure less the earlier."""
    for index, change in enumerate(group):
        if change.role is not Role.CHANGE or change.unit in _RATES or change.approx is not Approx.EXACT:
            continue
        pair = _pair(text, group, index, change)
        if pair is None or not same_unit(pair[0], change):
            continue
        later, earlier, by = pair
        computed = float(later.value - earlier.value)
        stated = stated_growth(text, change)
        slack = rounding(later) + rounding(earlier) + rounding(change) + 1e-6 * max(1.0, abs(computed))
        holds = abs(computed - stated) <= slack
        if holds or _plausible(abs(computed), abs(stated), least=1):
            yield Relation(RelationKind.DIFFERENCE, change, (later, earlier), holds, computed, by=by)


def _growths(text: str, group: list[Fact]) -> Iterator[Relation]:
    """同比增长26.7%: from the later and the earlier figure, or from the later figure and the change."""
    for index, growth in enumerate(group):
        if growth.role not in (Role.GROWTH, Role.CHANGE) or growth.unit is not Unit.PERCENT:
            continue
        pair = _pair(text, group, index, growth)
        if pair is not None:
            later, earlier, by = pair
            made = _growth(text, growth, later, earlier, by)
            if made is not None:
                yield made
                continue
        made = _with_change(text, group, index, growth) or _by_figures(text, group, index, growth)
        if made is not None:
            yield made


def _by_figures(text: str, group: list[Fact], index: int, growth: Fact) -> Relation | None:
    """Two figures beside the growth that yield it exactly, whatever the words: so it can be checked after all."""
    near = [
        one
        for one in group[max(0, index - 8) : index + 4]
        if one.unit not in _RATES and one.role in (Role.TOTAL, Role.PART) and one.value > 0
    ]
    for later in near:
        for earlier in near:
            if (
                later is not earlier
                and later.unit == earlier.unit
                and (later.year is None or later.year != earlier.year)
            ):
                made = _growth(text, growth, later, earlier, "数字")
                if made is not None and made.holds:
                    return made
    return None


def _growth(text: str, growth: Fact, later: Fact, earlier: Fact, by: str) -> Relation | None:
    if earlier.value <= 0 or later.approx is not Approx.EXACT or earlier.approx is not Approx.EXACT:
        return None
    a, b = rounding(later), rounding(earlier)
    computed = (later.value / earlier.value - 1) * 100
    low = ((later.value - a) / (earlier.value + b) - 1) * 100
    high = ((later.value + a) / max(earlier.value - b, 1e-9) - 1) * 100
    stated, slack = stated_growth(text, growth), rounding(growth)
    holds = growth.approx is not Approx.EXACT or (low - slack - 1e-6 <= stated <= high + slack + 1e-6)
    if not holds and not _plausible(computed, stated, least=5):
        return None
    return Relation(RelationKind.GROWTH, growth, (later, earlier), holds, computed, by=by)


def _plausible(computed: float, stated: float, *, least: float) -> bool:
    """Whether a difference is of the size of a slip. What lies further apart is more likely another pair of figures."""
    return abs(computed - stated) <= max(least, 0.35 * abs(stated))


_LAST_YEAR = re.compile(
    r"(?:上年|去年|上一年|上年度|往年|20\d\d年)(?:同期|末|底|度)?(?:的|为|是|仅|共)?[^，。；\d]{0,4}$"
)
_LAST_YEAR_AFTER = re.compile(
    r"[（(，,]\s*(?:上年度?|去年|上一年度?|前一年|20\d\d年度?|同期)(?:同期|末|底)?(?:仅|共)?(?:为|是|：|:)?[^，。；\d]{0,6}"
)
_FROM = re.compile(r"[由从较比](?:[^，。；]{0,16})$")
_TO = re.compile(
    r"(?:增|升|提高|提升|扩大|上升|增长|增加|减|降|压缩|缩|下降|减少|调整|发展|跃升|精简)(?:少|长|加|高|低|短|减)?(?:至|到|为|成)"
)
_THAN = re.compile(r"(?:比|较|同比|相比)[^，。；]{0,12}$")


def _pair(text: str, group: list[Fact], index: int, about: Fact) -> tuple[Fact, Fact, str] | None:
    """The later and the earlier figure that a change or growth is about, and by which words they were found."""
    before = [one for one in group[max(0, index - _REACH) : index] if one.unit not in _RATES]
    sentence = _sentence_start(text, about.start)
    near = [
        one
        for one in before
        if one.start >= sentence and one.role not in (Role.GROWTH, Role.CHANGE, Role.LIMIT)
    ]
    # 由76件减少至49件，减少35.5%
    if len(near) >= 2:
        earlier, later = near[-2], near[-1]
        beside = text[max(sentence, later.start - 16) : later.start]
        # 164项，上年为136项，同比增长20.6%
        if earlier.unit == later.unit and _LAST_YEAR.search(beside):
            now = next(
                (one for one in reversed(near[:-1]) if one.role is Role.TOTAL and one.unit == later.unit),
                None,
            )
            if now is not None and not _STOP.search(text[now.end : later.start]):
                if now.year is not None and later.year is not None and later.year > now.year:
                    return later, now, "上年"
                return now, later, "上年"
        if (
            same_unit(earlier, later)
            and _FROM.search(text[max(sentence, earlier.start - 18) : earlier.start])
            and _TO.search(text[earlier.end : later.start])
        ):
            return later, earlier, "由…到…"
        # 2019年112件，比2018年的98件增长14.3%
        if (
            same_unit(earlier, later)
            and _THAN.search(text[earlier.end : later.start])
            and not re.search(r"[。；]", text[earlier.end : about.start])
        ):
            return earlier, later, "比…"
    # 交易额1580亿元，同比增长46.2%（上年1080.5亿元）
    if near and index + 1 < len(group):
        after = group[index + 1]
        said = text[about.end : after.start].strip()
        if after.unit == near[-1].unit and _LAST_YEAR_AFTER.fullmatch(said):
            return near[-1], after, "上年"
    current = next(
        (one for one in reversed(near) if about.year is None or one.year is None or one.year == about.year),
        None,
    )
    if current is None or current.year is None:
        return None
    for one in reversed(before):
        if (
            one.year == current.year - 1
            and one.start < current.start
            and one.unit == current.unit
            and one.role in (Role.TOTAL, Role.PART)
        ):
            listed = re.fullmatch(r"[、，,和及]\s*", text[one.end : current.start]) is not None
            if listed or alike(one.subject, current.subject) >= _ALIKE:
                return current, one, "上年"
    return None


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind("。", 0, at), text.rfind("\n", 0, at), at - 400) + 1


def _with_change(text: str, group: list[Fact], index: int, growth: Fact) -> Relation | None:
    """净增41家，增长15.1%: the earlier figure is the later less the change."""
    sentence = _sentence_start(text, growth.start)
    stop = _STOP.search(text, growth.end)
    end = stop.start() if stop else len(text)
    changes = [
        one
        for one in (*group[max(0, index - 2) : index], *group[index + 1 : index + 2])
        if one.role is Role.CHANGE and sentence <= one.start < end and one.unit not in _RATES
    ]
    if len(changes) != 1:
        return None
    change = changes[0]
    # 较上年末的49家增加12家，增长24.5%
    base = group[group.index(change) - 1] if group.index(change) else None
    if (
        base is not None
        and same_unit(base, change)
        and base.start >= sentence
        and re.search(
            r"[较比](?:上年|去年|20\d\d年)(?:末|底|同期)?的?$", text[max(0, base.start - 10) : base.start]
        )
        and re.fullmatch(r"[^，。；\d]{0,8}", text[base.end : change.start])
        and base.value > 0
    ):
        computed = stated_growth(text, change) / base.value * 100
        slack = rounding(growth) + (rounding(base) + rounding(change)) / base.value * 100
        stated = stated_growth(text, growth)
        if base.approx is Approx.EXACT and change.approx is Approx.EXACT:
            holds = abs(computed - stated) <= slack + 1e-6
            if holds or _plausible(computed, stated, least=3):
                return Relation(
                    RelationKind.GROWTH, growth, (base, change), holds, computed, by="上年数和增加额"
                )
        return None
    later = next(
        (
            one
            for one in reversed(group[max(0, index - 6) : index])
            if one is not change
            and one.start >= sentence
            and same_unit(one, change)
            and one.role in (Role.TOTAL, Role.PART)
        ),
        None,
    )
    if later is None or later.approx is not Approx.EXACT or change.approx is not Approx.EXACT:
        return None
    earlier = later.value - stated_growth(text, change)
    if earlier <= 0:
        return None
    a, b = rounding(later), rounding(later) + rounding(change)
    computed = (later.value / earlier - 1) * 100
    low = ((later.value - a) / (earlier + b) - 1) * 100
    high = ((later.value + a) / max(earlier - b, 1e-9) - 1) * 100
    stated, slack = stated_growth(text, growth), rounding(growth)
    holds = low - slack - 1e-6 <= stated <= high + slack + 1e-6
    if not holds and not _plausible(computed, stated, least=3):
        return None
    return Relation(RelationKind.GROWTH, growth, (later, change), holds, computed, by="增加额")


# Rates

_RATE_NAME = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:率|比例|占比)(?:均|也|已|都)?(?:为|达到|达|是|约|提高到|保持)?\s*$"
)
_OF = re.compile(
    r"[、，,]?(?:[^，。；]{0,12}?)占(?:比|总数|全部|总量)?(?:的|达|为|到)?(?:比例|比重)?(?:为|达|的)?\s*$"
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


def _rates(text: str, group: list[Fact]) -> Iterator[Relation]:
    """办理102件，出庭98件，出庭率96.1%: the part over the whole, where the rate is called by the part's own word."""
    for index, rate in enumerate(group):
        if rate.unit is not Unit.PERCENT or rate.role in (Role.GROWTH, Role.CHANGE, Role.LIMIT) or index < 2:
            continue
        part, whole = group[index - 1], group[index - 2]
        if not same_unit(part, whole) or part.unit in _RATES or whole.value <= 0 or part.value > whole.value:
            continue
        if part.approx is not Approx.EXACT or whole.approx is not Approx.EXACT or part.year != whole.year:
            continue
        if _STOP.search(text[whole.end : rate.start]) or rate.start - whole.end > 60:
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
        if holds or _plausible(computed, float(rate.value), least=10):
            yield Relation(RelationKind.RATIO, rate, (part, whole), holds, computed, by=by)


# The same figure again


def alike(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of neighbouring characters of two labels: 0 to 1."""
    first, second = _bigrams(one), _bigrams(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


_CLAUSE_MARKS = re.compile(r"[，,。；;：:、！？\n（）()]")
_SAME_MOST = 12


def clause(text: str, fact: Fact) -> str:
    """The words of the clause in which a figure stands, without the figure, its marks and blanks."""
    left = _CLAUSE_MARKS.split(text[max(0, fact.start - 30) : fact.start])[-1]
    right = _CLAUSE_MARKS.split(text[fact.end : fact.end + 24])[0]
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", left + right)


def _said_again(text: str, facts: Sequence[Fact]) -> Iterator[Relation]:
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
        grams = _bigrams(words)
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
