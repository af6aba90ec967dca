"""Changes and growth: the later figure, the earlier, and what is said of the step between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.relation import (
    RATES,
    STOP,
    Relation,
    RelationKind,
    alike,
    is_plausible,
    rounding,
    same_unit,
    stated_growth,
)

_REACH = 40
_ALIKE = 0.3  # of two subjects; the paragraph, the unit and years in sequence must agree beside


def changes(text: str, group: list[Fact]) -> Iterator[Relation]:
    """比上年增加1.88亿元: the later figure less the earlier."""
    for index, change in enumerate(group):
        if change.role is not Role.CHANGE or change.unit in RATES or change.approx is not Approx.EXACT:
            continue
        pair = _pair(text, group, index, change)
        if pair is None or not same_unit(pair[0], change):
            continue
        later, earlier, by = pair
        computed = float(later.value - earlier.value)
        stated = stated_growth(text, change)
        slack = rounding(later) + rounding(earlier) + rounding(change) + 1e-6 * max(1.0, abs(computed))
        holds = abs(computed - stated) <= slack
        if holds or is_plausible(abs(computed), abs(stated), least=1):
            yield Relation(RelationKind.DIFFERENCE, change, (later, earlier), holds, computed, by=by)


def growths(text: str, group: list[Fact]) -> Iterator[Relation]:
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
        if one.unit not in RATES and one.role in (Role.TOTAL, Role.PART) and one.value > 0
    ]
    for later in near:
        for earlier in near:
            if (
                later is not earlier
                and same_unit(later, earlier)
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
    if not holds and not is_plausible(computed, stated, least=5):
        return None
    return Relation(RelationKind.GROWTH, growth, (later, earlier), holds, computed, by=by)


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
    before = [one for one in group[max(0, index - _REACH) : index] if one.unit not in RATES]
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
        if same_unit(earlier, later) and _LAST_YEAR.search(beside):
            now = next(
                (one for one in reversed(near[:-1]) if one.role is Role.TOTAL and one.unit == later.unit),
                None,
            )
            if now is not None and not STOP.search(text[now.end : later.start]):
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
    stop = STOP.search(text, growth.end)
    end = stop.start() if stop else len(text)
    changes = [
        one
        for one in (*group[max(0, index - 2) : index], *group[index + 1 : index + 2])
        if one.role is Role.CHANGE and sentence <= one.start < end and one.unit not in RATES
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
            if holds or is_plausible(computed, stated, least=3):
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
    if not holds and not is_plausible(computed, stated, least=3):
        return None
    return Relation(RelationKind.GROWTH, growth, (later, change), holds, computed, by="增加额")
