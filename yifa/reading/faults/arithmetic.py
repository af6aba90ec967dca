"""Figures that do not agree with one another: sums, growth, rates, units, places after the point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yifa.reading.facts import Approx, Fact, Role, Unit
from yifa.reading.faults import proof
from yifa.reading.faults.lookup import matches_from
from yifa.reading.faults.model import Fault, FaultKind, Material, Severity, fault, rule
from yifa.reading.relations import Relation, RelationKind, rounding

_ARITHMETIC = (
    "按文中数字计算，已考虑四舍五入",
    "Computed from the figures stated, their rounding allowed for",
)

GROWTH = rule(
    "arithmetic/growth",
    FaultKind.GROWTH_MISMATCH,
    title=("增长率与两个数不符", "Growth that the two figures do not yield"),
    authority=_ARITHMETIC,
)
DIFFERENCE = rule(
    "arithmetic/difference",
    FaultKind.GROWTH_MISMATCH,
    title=("增减额与两个数不符", "A change that the two figures do not yield"),
    authority=_ARITHMETIC,
)
RATIO = rule(
    "arithmetic/ratio",
    FaultKind.RATIO_MISMATCH,
    title=("比率与两个数不符", "A rate that the two figures do not yield"),
    authority=_ARITHMETIC,
)
SUM = rule(
    "arithmetic/sum",
    FaultKind.SUM_MISMATCH,
    title=("分项之和与总数不符", "Parts that do not add up to their total"),
    authority=_ARITHMETIC,
)
EXCEEDS = rule(
    "arithmetic/part-exceeds-total",
    FaultKind.CONTRADICTION,
    title=("分项大于总数", "A part greater than its total"),
    authority=_ARITHMETIC,
)
MORE_THAN_CAME = rule(
    "arithmetic/more-than-came",
    FaultKind.CONTRADICTION,
    title=("办理数大于受理数", "More treated than came in"),
    authority=_ARITHMETIC,
)
INCOMPLETE = rule(
    "arithmetic/incomplete-breakdown",
    FaultKind.INCOMPLETE_BREAKDOWN,
    title=("分项没有列全", "A breakdown that leaves out parts"),
    authority=_ARITHMETIC,
)
NO_BASE = rule(
    "arithmetic/growth-without-base",
    FaultKind.GROWTH_WITHOUT_BASE,
    title=("增长率没有基数", "Growth without the figure that it grew from"),
    authority=("增长率应能由文中数字复核", "Growth should be checkable from the text"),
)
UNITS = rule(
    "arithmetic/units",
    FaultKind.UNIT_INCONSISTENT,
    title=("总数与分项计量单位不同", "A total and its parts counted in different units"),
    authority=("同一事物用同一量词", "One thing is counted by one measure word"),
)
DAYS = rule(
    "arithmetic/days",
    FaultKind.UNIT_INCONSISTENT,
    title=("自然日与工作日相比", "Calendar days compared with working days"),
    authority=(
        "期限以工作日计的应前后一致，《行政许可法》第八十二条",
        "Terms in working days are compared with working days; Administrative Licensing Law, Art 82",
    ),
)
PLACES = rule(
    "arithmetic/places",
    FaultKind.PRECISION_INCONSISTENT,
    title=("同组数字小数位不一致", "Different places after the point in one list"),
    authority=(
        "GB/T 15835—2011：同类数字的形式应一致",
        "GB/T 15835-2011: numbers of one kind have one form",
    ),
)
NO_UNIT = rule(
    "arithmetic/no-unit",
    FaultKind.FIGURE_WITHOUT_UNIT,
    title=("数字没有单位", "A number without a unit"),
    authority=("数字应带计量单位", "A number is followed by its unit"),
)

_MEASURES = frozenset("个家项件条份名户所处起宗部篇")
_UNIT_NAMES = {
    "亿": 10**8,
    "万": 10**4,
}


def relations(material: Material) -> Iterator[Fault]:
    """Relations that the words claim and that do not hold."""
    text, facts = material.reading.text, material.reading.facts
    for one in material.relations:
        match one.kind:
            case RelationKind.GROWTH if not one.holds:
                yield _sure(_growth(one), proof.proves_growth(text, one, facts))
            case RelationKind.DIFFERENCE if not one.holds:
                yield _sure(_difference(one), proof.proves_growth(text, one, facts))
            case RelationKind.RATIO if not one.holds:
                yield _sure(_ratio(one), proof.proves_ratio(text, one, facts))
            case RelationKind.SUM:
                yield from _sum(text, one, is_law_report=material.is_law_report)
            case RelationKind.CONSISTENT_TOTAL if not one.holds:
                yield _funnel(one)
            case _:
                pass


def _sure(found: Fault, proven: bool) -> Fault:
    return replace(found, severity=Severity.ERROR) if proven else found


def _growth(one: Relation) -> Fault:
    later, earlier = one.parts
    places = _places(one.of)
    right = f"{abs(one.computed):.{max(places, 1)}f}%"
    word, word_en = ("增长", "more") if one.computed >= 0 else ("下降", "less")
    if one.by == "上年数和增加额":
        return fault(
            GROWTH,
            (one.of.start, one.of.end),
            f"增长率与两个数不符：{earlier.span}是{later.span}的{right}，文中写{one.of.span}。",
            f"The growth does not follow: {earlier.span} is {right} of {later.span}; the text says {one.of.span}.",
            should=(right, right),
        )
    if one.by == "增加额":
        return fault(
            GROWTH,
            (one.of.start, one.of.end),
            f"增长率与两个数不符：按{later.span}、比上年{earlier.span}推算，应为{right}，文中写{one.of.span}。",
            f"The growth does not follow: {later.span}, a change of {earlier.span}, makes {right}; the text says {one.of.span}.",
            should=(right, right),
        )
    return fault(
        GROWTH,
        (one.of.start, one.of.end),
        f"增长率与两个数不符：{later.span}比{earlier.span}{word}{right}，文中写{one.of.span}。",
        f"The growth does not follow: {later.span} is {right} {word_en} than {earlier.span}; the text says {one.of.span}.",
        should=(right, right),
    )


def _difference(one: Relation) -> Fault:
    later, earlier = one.parts
    right = _money(abs(one.computed), one.of)
    word, word_en = ("多", "more") if one.computed >= 0 else ("少", "less")
    return fault(
        DIFFERENCE,
        (one.of.start, one.of.end),
        f"增减额与两个数不符：{later.span}比{earlier.span}{word}{right}，文中写{one.of.span}。",
        f"The change does not follow: {later.span} is {right} {word_en} than {earlier.span}; the text says {one.of.span}.",
        should=(right, right),
    )


def _ratio(one: Relation) -> Fault:
    part, whole = one.parts
    right = f"{one.computed:.{max(_places(one.of), 1)}f}%"
    return fault(
        RATIO,
        (one.of.start, one.of.end),
        f"比率与两个数不符：{part.span}占{whole.span}的{right}，文中写{one.of.span}。",
        f"The rate does not follow: {part.span} of {whole.span} is {right}; the text says {one.of.span}.",
        should=(right, right),
    )


def _funnel(one: Relation) -> Fault:
    part = one.parts[0]
    return fault(
        MORE_THAN_CAME,
        (one.of.start, part.end),
        f"前后矛盾：总数{one.of.span}，办理的却有{part.span}；如含上年结转，请写明。",
        f"{one.of.span} came in, but {part.span} were treated; if some were carried over, say so.",
    )


def _sum(text: str, one: Relation, *, is_law_report: bool) -> Iterator[Fault]:
    total, parts = one.of, one.parts
    if any(fact.approx is not Approx.EXACT for fact in one.facts) or total.value <= 0:
        return
    slack = rounding(total) + sum(rounding(part) for part in parts) + 1e-6 * total.value
    biggest = max(parts, key=lambda part: part.value)
    if biggest.value > total.value + slack:
        if one.by == "其中" and _measure(biggest) == _measure(total):
            yield _sure(
                fault(
                    EXCEEDS,
                    (total.start, biggest.end),
                    f"分项{biggest.span}大于总数{total.span}。",
                    f"The part {biggest.span} is greater than its total {total.span}.",
                ),
                biggest is parts[0] and proof.proves_part_exceeds(text, one),
            )
        return
    excess = one.computed - total.value
    if len(parts) >= 2 and abs(excess) > slack:
        listed = "、".join(part.span for part in parts)
        added = _money(one.computed, total)
        where = (total.start, parts[-1].end)
        more = one.by.endswith("等")
        if (excess > 0 and not one.partial and (one.exclusive or excess <= 0.15 * total.value)) or (
            excess < 0
            and not one.partial
            and len({_measure(part) for part in parts} | {_measure(total)}) == 1
            and (one.exclusive or (len(parts) >= 3 and -excess <= 0.1 * total.value))
        ):
            yield fault(
                SUM,
                where,
                f"分项之和与总数不符：{listed}合计{added}，文中总数为{total.span}。",
                f"The parts do not add up: {listed} make {added}; the total stated is {total.span}.",
                should=(added, added),
                severity=Severity.ERROR if proof.proves_sum(text, one) else Severity.QUESTION,
            )
        elif (
            is_law_report and excess < 0 and (one.computed >= 0.8 * total.value or (more and len(parts) > 2))
        ):
            rest = _money(-excess, total)
            yield fault(
                INCOMPLETE,
                where,
                f"分项没有列全：{listed}合计{added}，比总数{total.span}少{rest}，请列出其余或核对。",
                f"The breakdown is not complete: {listed} make {added}, {rest} less than {total.span}; list the rest or check.",
            )
    elif len(parts) >= 2 and is_law_report:
        words = {_measure(part) for part in parts}
        if (
            len(words) == 1
            and words <= _MEASURES
            and words != {_measure(total)}
            and _measure(total) in _MEASURES
        ):
            word = words.pop()
            yield fault(
                UNITS,
                (total.start, parts[0].end),
                f"总数用“{_measure(total)}”，分项用“{word}”，计量单位应一致。",
                f"The total is counted in “{_measure(total)}”, its parts in “{word}”; use one measure word.",
            )


def _measure(fact: Fact) -> str:
    return re.sub(r"^[\d.,，一二两三四五六七八九十百千零余多几\s]+", "", fact.span)


def _places(fact: Fact) -> int:
    match = re.search(r"\.(\d+)", fact.span)
    return len(match[1]) if match else 0


def _money(value: float, like: Fact) -> str:
    """The value written as `like` is: in 亿元 or 万元, in its measure word."""
    unit = re.sub(r"^[\d.,，一二两三四五六七八九十百千零余多几\s]+", "", like.span)
    for sign, size in _UNIT_NAMES.items():
        if unit.startswith(sign):
            return (
                f"{round(value / size, 4):g}{unit}" if value / size < 10**6 else f"{value / size:.2f}{unit}"
            )
    return f"{value:.0f}{unit}" if float(value).is_integer() else f"{round(value, 4)}{unit}"


def growth_without_base(material: Material) -> Iterator[Fault]:
    """Growth that cannot be checked, since the text nowhere says what it grew from. A report on the economy states growth by
    itself, as statistics do."""
    if not material.is_law_report:
        return
    checked = {id(one.of) for one in material.relations if one.kind is RelationKind.GROWTH}
    text = material.reading.text
    for fact in material.reading.facts:
        if fact.unit is not Unit.PERCENT or id(fact) in checked:
            continue
        if fact.role is not Role.GROWTH and not (
            fact.role is Role.CHANGE and _COMPARED.search(text[max(0, fact.start - 24) : fact.start])
        ):
            continue
        if _TARGET.search(text[max(0, fact.start - 24) : fact.start]):
            continue
        yield fault(
            NO_BASE,
            (fact.start, fact.end),
            f"增减幅度{fact.span}没有给出上年的数字，无法复核。",
            f"A change of {fact.span} is stated, but not the figure that it began from; it cannot be checked.",
        )


_COMPARED = re.compile(r"(?:同比|环比|[比较](?:上年|去年|上一年|20\d\d年|同期))[^。；]{0,18}$")
_TARGET = re.compile(r"(?:力争|目标|确保|计划|预期|不低于|不少于|达到?[^，。]{0,6}以上)[^，。；]{0,14}$")

_DAYS = re.compile(
    r"(\d{1,3})\s*(个工作日|个自然日|个日历天|自然日|日|天)[^，。；\d]{0,14}?(?:压缩|缩短|减少|调整|压减|降|缩减|变)[^，。；\d]{0,14}?(\d{1,3})\s*(个工作日|个自然日|自然日|日|天)"
)


_DAYS_TAKEN = re.compile(
    r"(\d{1,3}(?:\.\d)?)\s*(个工作日)[^。；\n]{0,16}?用时(?:仅|为|约)?(\d{1,3}(?:\.\d)?)\s*(天|日)"
)

_DAYS_PROMISED = re.compile(
    r"(?:法定|原定|原有?|规定)[^。；，,\d]{0,10}?(\d{1,3})\s*(个工作日|个自然日|日|天)[^。；\d]{0,10}?承诺[^。；，,\d]{0,10}?(\d{1,3})\s*(个工作日|个自然日|日|天)"
)


_DAY_SIGNS = re.compile(r"[0-9][0-9.]{0,4}\s*(?:个工作|个自然|个日历|自然|日|天)")
_PROMISE_SIGNS = re.compile("[法原规]")


def days_compared(material: Material) -> Iterator[Fault]:
    """由30日压缩为8个工作日: working days against calendar days."""
    text = material.reading.text
    if "工作" not in text:
        return
    for match in (
        *matches_from(_DAYS, _DAY_SIGNS, text),
        *matches_from(_DAYS_TAKEN, _DAY_SIGNS, text),
        *matches_from(_DAYS_PROMISED, _PROMISE_SIGNS, text),
    ):
        if ("工作" in match[2]) != ("工作" in match[4]):
            yield fault(
                DAYS,
                (match.start(3), match.end(4)),
                f"“{match[1]}{match[2]}”与“{match[3]}{match[4]}”一个按工作日、一个按自然日，不能直接比较。",
                f"“{match[1]}{match[2]}” and “{match[3]}{match[4]}” are calendar days and working days; they cannot be compared.",
            )


_LISTED = {
    Unit.PERCENT: re.compile(r"\s*[、,，和及与]\s*"),
    Unit.PERCENTAGE_POINT: re.compile(r"\s*[、,，和及与]\s*(?:提高|降低|提升|下降|上升|增加|减少)?"),
}


def places_differ(material: Material) -> Iterator[Fault]:
    """Percentages of one list with different places after the point. A whole number may be exact and is passed over."""
    if not material.is_law_report:
        return
    text, facts = material.reading.text, material.reading.facts
    run: list[Fact] = []
    for fact in facts:
        if (
            fact.unit is Unit.PERCENT
            and run
            and re.fullmatch(r"\s*[、,，和及与]\s*", text[run[-1].end : fact.start])
        ):
            run.append(fact)
            continue
        yield from _odd(run)
        run = [fact] if fact.unit is Unit.PERCENT else []
    yield from _odd(run)


def _odd(run: list[Fact]) -> Iterator[Fault]:
    broken = [fact for fact in run if _places(fact)]
    counts = {_places(fact) for fact in broken}
    if len(broken) < 2 or len(counts) == 1:
        return
    usual = max(counts, key=lambda places: (sum(_places(fact) == places for fact in broken), -places))
    for fact in broken:
        if _places(fact) != usual:
            yield fault(
                PLACES,
                (fact.start, fact.end),
                f"同组数字小数位不一致：其余保留{usual}位小数，“{fact.span}”保留{_places(fact)}位。",
                f"Places after the point differ: the others have {usual}, “{fact.span}” has {_places(fact)}.",
            )
            return


_BARE = re.compile(
    r"(?:共|累计|总计|合计|一共|办理|受理|办结|召开|举办|开展|发放|组织|审查|接待|培训|查处|收到|完成|新增|发布|公开|检查)(?P<noun>[\u4e00-\u9fff]{0,10}?)(?P<number>(?<![\d.])\d{1,6}(?:\.\d+)?)(?=[，。；、,;])(?![，,]\d{3}(?!\d))"
)
_NOT_BARE = re.compile(
    r"[第到至于为年月约号条款版之有率比分]$|指数|排名|编号|热线|电话|平台|代码|得分|标准|工程|行动|模式|机制|计划|专项|体系|政策|[+＋]"
)


def bare_numbers(material: Material) -> Iterator[Fault]:
    """共受理12，: a count without its measure word."""
    text = material.reading.text
    for match in _BARE.finditer(text):
        if _NOT_BARE.search(match["noun"]) or match["number"].startswith(
            ("12345", "12315", "12329", "19", "20")
        ):
            continue
        if re.match(r"[、，,]\s*\d", text[match.end() : match.end() + 3]):
            continue
        yield fault(
            NO_UNIT,
            match.span("number"),
            f"“{match[0]}”的数字没有单位。",
            f"The number in “{match[0]}” has no unit.",
        )


_RATE_BARE = re.compile(
    r"(?:率|占比|比重|比例)(?:均|已|也|都)?(?:为|达到|达|是|约|提高到|保持在)?(?P<number>\d{2,3}(?:\.\d+)?)(?=[，。；、,;])(?![，,]\d{3}(?!\d))"
    r"|占[^，。；、,;\d]{2,24}的(?P<share>\d{1,2}(?:\.\d+)?)(?=[，。；,;])"
)
_FEW_BARE = re.compile(r"(?<=[\u4e00-\u9fff])(?P<number>\d{2,5}[多余])(?=[，。；、,;])")


_RATE_SIGNS = re.compile("[率占比]")
_FEW_SIGNS = re.compile("[0-9][0-9]{1,4}[多余]")


def bare_rates(material: Material) -> Iterator[Fault]:
    """满意率达98, 检查10多: the sign or the measure word is missing."""
    text = material.reading.text
    for pattern, signs, zh, en in (
        (_RATE_BARE, _RATE_SIGNS, "缺百分号", "lacks its percent sign"),
        (_FEW_BARE, _FEW_SIGNS, "缺量词", "lacks its measure word"),
    ):
        for match in matches_from(pattern, signs, text):
            group = "number" if match["number"] else "share"
            yield fault(
                NO_UNIT,
                match.span(group),
                f"“{match[0]}”{zh}。",
                f"“{match[0]}” {en}.",
            )


FINDERS = (relations, growth_without_base, days_compared, places_differ, bare_numbers, bare_rates)
