"""Dates: impossible ones, a report signed early or published late, figures without their day, data still out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from yifa.law.fixed_dates import fixed_date
from yifa.reading.faults.lookup import matches_from
from yifa.reading.faults.model import Fault, FaultKind, Material, Severity, fault, rule
from yifa.reading.heading import DATE, day_of, whole_date

IMPOSSIBLE = rule(
    "dates/impossible",
    FaultKind.WRONG_DATE,
    title=("没有这一天", "There is no such day"),
    authority=("公历", "The calendar"),
)
BEFORE_END = rule(
    "dates/before-year-end",
    FaultKind.WRONG_DATE,
    title=("年度未终了即落款", "Signed before the year was over"),
    authority=(
        "年度报告报告上一年度情况，《法治政府建设与责任落实督察工作规定》第二十四条",
        "The report is on the year before; Provisions on Supervision of Law-based Government, Art 24",
    ),
)
OUT_OF_YEAR = rule(
    "dates/out-of-year",
    FaultKind.WRONG_DATE,
    title=("日期与报告年度矛盾", "A date that cannot belong to the report's year"),
    authority=("报告年度之后才到的日期不能已经发生", "What lies after the signature cannot have happened"),
)
UNSIGNED = rule(
    "dates/no-date",
    FaultKind.MISSING_DATE,
    title=("没有成文日期", "No date"),
    authority=("GB/T 9704—2012：成文日期", "GB/T 9704-2012: the date of an official document"),
)
LATE = rule(
    "dates/late",
    FaultKind.LATE_PUBLICATION,
    title=("公开晚于4月1日", "Published after 1 April"),
    authority=(
        "每年4月1日之前公开，《法治政府建设与责任落实督察工作规定》第二十四条",
        "Published before 1 April; Provisions on Supervision of Law-based Government, Art 24",
    ),
)
VAGUE = rule(
    "dates/vague",
    FaultKind.VAGUE_DATE,
    title=("“目前”没有截止日期", "“At present” without a day"),
    authority=(
        "统计数字应写明截止时点",
        "A figure is of a day",
    ),
)
PENDING = rule(
    "dates/pending",
    FaultKind.DATA_PENDING,
    title=("数据尚未公布", "Data still out"),
    authority=("报告年度的数据应补齐", "The figures of the report's year are due"),
)

_NOW = re.compile(
    r"(?:截止|截至|截至到|截止到|至|到)\s*(?:目前|当前|现在|发稿(?:时)?|日前)(?:为止)?|(?<=[，。；、：:\s,;])(?:至今|迄今|近期|前段时间|前不久)(?=[\u4e00-\u9fff，,])|近期(?=[\d一二两三四五六七八九十]{1,3}[次场件项])|(?<![至到止])目前(?!的|存在|状况|形势|为止)(?:为止)?"
)
_DAY_BESIDE = re.compile(r"^\s*[（(]?\s*(?:20\d\d年)?\s*\d{1,2}月|^\s*[（(]\s*(?:截至|20\d\d)")
_FIRST_YEAR = 2019  # the Provisions are of April 2019, after the day on which the reports on 2018 were due
_PENDING = re.compile(
    r"(?:数据|数字|结果|指标|统计|经费|投入|情况|名单|增加值|总量|排名)(?:目前|均)?(?:尚|还|暂|仍)?(?:未|没有|未正式)"
    r"(?:公布|发布|出炉|出来|反馈|核定|统计|确定|下达|公开|出)"
    r"|(?:数据|数字|结果|指标)(?:正在|待|有待|尚在)(?:统计|核算|核实|核定|公布|发布|汇总|省里?反馈|确认|审核)"
    r"|(?:暂无|尚无)(?:统计)?(?:数据|数字)|以[^，。；\n]{0,8}(?:公报|公布|年鉴|核定)[^，。；\n]{0,4}为准"
    r"|有待[^，。；\n]{0,8}(?:公布|发布|核定|确定)(?:数据|数字)?"
)
_SUBJECT = 16  # characters before the words that say what is pending
_MARKS = "，。；、,;：:\n"


def impossible_days(material: Material) -> Iterator[Fault]:
    """2月30日, 13月: no calendar has it."""
    text = material.reading.text
    for match in matches_from(DATE, _DATE_SIGNS, text):
        numbers = whole_date(match)
        if numbers is None or day_of(match) is not None or match["month"] is None:
            continue
        yield fault(
            IMPOSSIBLE,
            match.span(),
            f"没有“{match[0]}”这一天。",
            f"There is no such day as “{match[0]}”.",
            severity=Severity.ERROR,
        )
    for short in matches_from(_MONTH_DAY, _MONTH_SIGNS, text):
        month, day = int(short[1]), int(short[2])
        if month > 12 or day > _LONGEST.get(month, 31) or not month or not day:
            yield fault(
                IMPOSSIBLE,
                short.span(),
                f"没有“{short[0]}”这一天。",
                f"There is no such day as “{short[0]}”.",
                severity=Severity.ERROR,
            )


_DATE_SIGNS = re.compile("[12１２二]")
_MONTH_SIGNS = re.compile("[0-9][0-9]?月")
_PENDING_SIGNS = re.compile("[数结指统经投情名增总排暂尚以有]")
_MONTH_DAY = re.compile(r"(?<![\d年.])(\d{1,2})月(\d{1,2})日")
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def signature(material: Material) -> Iterator[Fault]:
    """A report signed before its year ended; one without any date."""
    if not material.is_law_report:
        return
    heading = material.reading.heading
    if heading.signed_at is not None and heading.signed_on is not None and heading.year is not None:
        where = (heading.signed_at.start, heading.signed_at.end)
        if heading.signed_on <= date(heading.year, 12, 30) and heading.signed_on.year >= heading.year:
            yield fault(
                BEFORE_END,
                where,
                f"{heading.year}年度未终了即落款（{_day(heading.signed_on)}），全年数据截至何日？",
                f"Signed on {heading.signed_on}, before {heading.year} was over: up to which day are its figures?",
            )
        elif heading.signed_on.year < heading.year:
            yield fault(
                OUT_OF_YEAR,
                where,
                f"落款日期{_day(heading.signed_on)}早于报告年度{heading.year}年，请核对。",
                f"The date {heading.signed_on} lies before the report's year {heading.year}; check it.",
            )
    if heading.signed_at is None and looks_whole(material):
        yield fault(
            UNSIGNED,
            None,
            "全文没有成文日期。",
            "The report bears no date.",
        )


def publication(material: Material) -> Iterator[Fault]:
    """Publication after the statutory day; the day is told by the caller, by the page, or cannot be earlier than the
    signature."""
    heading = material.reading.heading
    if not material.is_law_report or heading.year is None or heading.year < _FIRST_YEAR:
        return
    due = fixed_date("law-based-government-report-published", heading.year + 1)
    for day, where, zh, en in (
        (material.published_on, None, "公开", "published"),
        (heading.published_on, _published_at(material), "公开", "published"),
        (
            heading.signed_on,
            None if heading.signed_at is None else (heading.signed_at.start, heading.signed_at.end),
            "落款",
            "signed",
        ),
    ):
        if day is not None and due.is_late(day) and day.year <= heading.year + 3:
            yield fault(
                LATE,
                where,
                f"{heading.year}年度报告应在{_day(due.date_on)}之前公开，{zh}日期为{_day(day)}。",
                f"The report on {heading.year} was to be published before {due.date_on}; it was {en} on {day}.",
            )
            return


def _published_at(material: Material) -> tuple[int, int] | None:
    day = material.reading.heading.published_on
    for match in DATE.finditer(material.reading.text, 0, 3000):
        if day_of(match) == day:
            return match.span()
    return None


def vague_now(material: Material) -> Iterator[Fault]:
    """截至目前 with figures, but without a day."""
    if not material.is_law_report:
        return
    reading = material.reading
    text = reading.text
    starts = [fact.start for fact in reading.facts]
    at = 0
    for match in _NOW.finditer(text):
        sentence = reading.layout.sentence_at(match.start())
        if sentence is None or reading.layout.is_residue(match.start()):
            continue
        while at < len(starts) and starts[at] < match.end():
            at += 1
        stop = text.find("。", match.end(), match.end() + 200)
        line = reading.layout.line_at(match.start())
        end = min(stop if stop >= 0 else match.end() + 200, line.end if line else len(text))
        if at >= len(starts) or starts[at] >= end:
            continue
        if _DAY_BESIDE.match(text[match.end() : match.end() + 14]) or _DATED.search(
            text[max(0, match.start() - 14) : match.start()]
        ):
            continue
        yield fault(
            VAGUE,
            match.span(),
            f"“{match[0]}”没有写明截止日期，应写作“截至某年某月某日”。",
            f"“{match[0]}” does not say up to which day; write the day.",
        )


_DATED = re.compile(r"\d月(?:\d{1,2}日|底|末)?[，,]?$|年底[，,]?$")


def pending(material: Material) -> Iterator[Fault]:
    """Figures that the report owes."""
    text = material.reading.text
    for match in matches_from(_PENDING, _PENDING_SIGNS, text):
        start = match.start()
        while start > 0 and match.start() - start < _SUBJECT and text[start - 1] not in _MARKS:
            start -= 1
        said = text[start : match.end()].strip()
        yield fault(
            PENDING,
            (match.end() - len(said), match.end()),
            f"“{said}”，报告年度的数据缺失，公布后应补充。",
            f"“{said}”: data of the report's year are missing; add them when they are out.",
        )


def looks_whole(material: Material) -> bool:
    """Whether the text goes to its end: an opening of a report lacks what stands further on."""
    reading = material.reading
    top = [section for section in reading.layout.sections if section.level == 1]
    if len(top) < 2 or len(reading.text) < 500 or (len(top) < 3 and reading.heading.signed_at is None):
        return False
    return bool(_LAST_PART.search(" ".join(section.title for section in top[1:])))


_LAST_PART = re.compile(r"下一步|安排|打算|计划|今后|明年|思路|其他|不足|问题|措施|20\d\d年")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


FINDERS = (impossible_days, signature, publication, vague_now, pending)
