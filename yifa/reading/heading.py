"""Whose report it is, of which year, to whom it is addressed, and when it was signed and published.

Bureaus write these where a reader expects them, not where a program would: the name in the title, in the line above it, in
the signature or only in the page's own particulars; the year in the title or the first sentence. Each is looked for in
those places in turn, and is None where none of them says it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.reading.layout import Layout, Line

_HEAD_LINES = 14
_SHORTEST_TITLE = 7
_TAIL_LINES = 16

_DIGITS = str.maketrans("０１２３４５６７８９〇○Ｏ零一二三四五六七八九", "01234567890000123456789")
_YEAR = r"(?P<{0}>(?:19|20|１９|２０)[\d０-９]{{2}}|[二][〇○Ｏ零]{{1}}[〇○Ｏ零一二三四五六七八九]{{2}})"
_DATE = re.compile(
    _YEAR.format("year") + r"\s*(?:年\s*(?P<month>[\d０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
    r"|[-/.．](?P<month2>\d{1,2})[-/.．](?P<day2>\d{1,2}))"
)
_PUBLISHED = re.compile(
    r"(?:发布|公开|发表|上传|更新|公布|发文|生成)?\s*(?:时间|日期)\s*[\]】）)]?\s*[:：|]?\s*[\[【（(]?\s*"
    + _DATE.pattern
)
_KIND = (
    r"(?:法治政府建设|依法行政|法治建设|依法治[省市县区州旗]|法制政府建设|法治工作|"
    r"法治(?:机关|交通|税务|财政|市场监管|教育|科技)建设|推进法治)"
)
_TITLE = re.compile(
    rf"(?=.{{6,80}}$)(?:.*{_KIND}.*(?:报告|总结|汇报|情况|公示|公告)|.*(?:工作|年度|情况)(?:报告|总结))(?:[（(].{{1,12}}[)）])?\s*$"
)
_SHORT_TITLES = frozenset(["政府工作报告", "工作报告"])
_TITLE_PIECE = re.compile(rf"{_KIND}|(?:工作|年度|情况)(?:的)?(?:报告|总结)|^(?:的)?报告$|\d{{4}}\s*年")
_META_TITLE = re.compile(r"(?:信息|文件)?(?:名\s*称|标\s*题)\s*[\]】]?\s*[:：|]?\s*(\S.*)")
_SENTENCE_MARKS = re.compile(r"[。；，,;]")

_PROVINCES = (
    "河北省",
    "山西省",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "台湾省",
    "内蒙古自治区",
    "广西壮族自治区",
    "西藏自治区",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
    "北京市",
    "天津市",
    "上海市",
    "重庆市",
)
_BODY = r"(?:委员会办公室|委员会|管理局|人民政府|管委会|街道办事处|办公室|局|厅|委)"
_PUBLISHER = re.compile(
    r"(?:发布|公开|发文|信息公开|制发|成文|来源)\s*(?:机构|单位|部门|机关)\s*[\]】]?\s*[:：|]\s*([\u4e00-\u9fff]{3,30}(?:局|厅|委|委员会|办公室|政府))"
)
_ADDRESSEE = re.compile(r"^\s*([^\d。；]{3,50}?)\s*[:：]\s*$")
_NOT_ADDRESSEE = re.compile(r"报告如下|汇报如下|如下|情况|通知|来源|时间|日期|字体|关于")
_YEAR_IN_TITLE = re.compile(_YEAR.format("year") + r"\s*年")
_REPORTS_ON = re.compile(r"(?:现将|现就|将)[^。]{0,30}?" + _YEAR.format("year") + r"\s*年")
# Years in the names of documents and in spans of programmes (2021—2025年) are theirs, not the report's.
_OF_NAMES = re.compile(r"《[^《》\n]{0,80}》|[\d０-９]{4}\s*年?\s*[-－—–~～至到]+\s*[\d０-９]{4}\s*年")
_ANY_YEAR = re.compile(_YEAR.format("year") + r"\s*年")
_TODAY = re.compile(r"(?:今天|现在)[是：:\s]{0,3}\d{4}年\d{1,2}月\d{1,2}日")
_ONLY_DATE = re.compile(rf"[（(【]?\s*(?:{_DATE.pattern})\s*[)）】]?\s*(?:印发)?\s*$")


class Level(StrEnum):
    """The level of the bureau's place."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the text, `[start, end)`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a report. `title_at` and `signed_at` say where; None where the text does not say it.

    `bureau` is the full name where the text gives one, else as the text has it (市科技局). `city` and `county` are as the
    name has them; `province` also where only the name of one stands in it. `spoken_year` is the year in which a report is given
    to a meeting; `year` is the one on which it reports.
    """

    bureau: str | None = None
    level: Level | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    year: int | None = None
    addressee: str | None = None
    signed_on: date | None = None
    published_on: date | None = None
    title: str | None = None
    title_at: Place | None = None
    signed_at: Place | None = None
    spoken_year: int | None = None


def read_heading(text: str, layout: Layout) -> Heading:
    """What the head and the foot of `text` say. Never fails."""
    lines = layout.lines
    first_section = layout.sections[0].start if layout.sections else len(text)
    body = [line for line in lines if not line.residue]
    head = [line for line in body[:_HEAD_LINES] if line.start < first_section]
    title, title_at = _title(text, head, lines)
    signed_on, signed_at = _signed(text, body, title_at)
    opening = text[head[0].start : head[0].start + 1200] if head else text[:1200]
    bureau, level, province, city, county = _bureau(text, title, head, body, lines, signed_at)
    published_on = _published(text, lines)
    spoken_year = _spoken(text, title, head)
    return Heading(
        bureau=bureau,
        level=level,
        province=province,
        city=city,
        county=county,
        year=_year(title, opening, text, layout, signed_on, published_on, spoken_year),
        spoken_year=spoken_year,
        addressee=_addressee(text, head),
        signed_on=signed_on,
        published_on=published_on,
        title=title,
        title_at=title_at,
        signed_at=signed_at,
    )


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of a date says; None if there is no such day (2月30日)."""
    numbers = whole_date(match)
    if numbers is None:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def whole_date(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day as written, whether or not there is such a day."""
    year = _digits(match["year"])
    month = _digits(match["month"] or match["month2"])
    day = _digits(match["day"] or match["day2"])
    return None if year is None or month is None or day is None else (year, month, day)


DATE = _DATE


def _digits(written: str | None) -> int | None:
    if not written:
        return None
    if "十" in written:
        before, after = written.split("十", 1)
        tens = int(before.translate(_DIGITS)) if before else 1
        ones = int(after.translate(_DIGITS)) if after else 0
        return tens * 10 + ones
    plain = written.translate(_DIGITS)
    return int(plain) if plain.isdecimal() and len(plain) <= 9 else None


def _title(text: str, head: list[Line], lines: tuple[Line, ...]) -> tuple[str | None, Place | None]:
    for index, line in enumerate(head):
        said = text[line.start : line.end]
        if said.strip() in _SHORT_TITLES:
            return said.strip(), Place(line.start, line.end)
        if (
            len(said.strip()) < _SHORTEST_TITLE
            or len(said) > 80
            or said.endswith(("：", ":"))
            or "。" in said
        ):
            continue
        if _TITLE.match(said) and "如下" not in said:
            first, last = line, line
            # A title of two lines: the bureau above, or the end below.
            if index and _is_title_piece(text, head[index - 1]) and not _has_bureau(said):
                first = head[index - 1]
            if index + 1 < len(head) and re.fullmatch(
                r"(?:的)?(?:工作)?(?:情况)?(?:的)?报告",
                text[head[index + 1].start : head[index + 1].end].strip(),
            ):
                last = head[index + 1]
            joined = "".join(
                text[one.start : one.end].strip() for one in head if first.start <= one.start <= last.start
            )
            return re.sub(r"\s+", "", joined), Place(first.start, last.end)
        if index + 1 < len(head):
            nxt = text[head[index + 1].start : head[index + 1].end]
            both = said.strip() + nxt.strip()
            if (
                len(both) <= 80
                and _TITLE.match(both)
                and _TITLE_PIECE.search(said)
                and _TITLE_PIECE.search(nxt)
            ):
                above = index > 0 and _is_title_piece(text, head[index - 1]) and not _has_bureau(both)
                if above:
                    both = text[head[index - 1].start : head[index - 1].end] + both
                start = head[index - 1].start if above else line.start
                return re.sub(r"\s+", "", both), Place(start, head[index + 1].end)
    # A title that came to stand at the foot, as it does in some pages.
    for line in lines[-6:]:
        said = text[line.start : line.end].strip()
        if (
            not line.residue
            and _SHORTEST_TITLE <= len(said) <= 60
            and re.search(_KIND + r".*(?:报告|总结)$", said)
        ):
            return re.sub(r"\s+|^附件\s*[:：]", "", said), None
    for line in lines[:30]:
        if line.residue:
            match = _META_TITLE.search(text, line.start, line.end)
            if match and _TITLE.match(match[1].strip()):
                return re.sub(r"\s+", "", match[1]), None
    return None, None


def _is_title_piece(text: str, line: Line) -> bool:
    said = text[line.start : line.end].strip()
    return (
        len(said) <= 30
        and not _SENTENCE_MARKS.search(said)
        and not said.endswith(("：", ":"))
        and _has_bureau(said)
    )


def _has_bureau(said: str) -> bool:
    return _name_in(said) is not None


def _signed(text: str, body: list[Line], title_at: Place | None) -> tuple[date | None, Place | None]:
    """The date under the report; in its absence the one in brackets under the title."""
    for line in reversed(body[-_TAIL_LINES:]):
        said = text[line.start : line.end]
        if len(said) > 60:
            # A signature that ran on behind the last sentence.
            match = _last_date(text, max(line.start, line.end - 40), line.end)
            if match is not None and re.search(
                r"(?:局|厅|委|委员会|办公室|政府)\s*$", text[line.start : match.start()]
            ):
                return day_of(match), Place(match.start(), match.end())
            continue
        match = _last_date(text, line.start, line.end)
        if match is None:
            continue
        before = text[line.start : match.start()].strip()
        if _ONLY_DATE.match(said) or re.search(r"(?:局|厅|委|委员会|办公室|政府|办)$", before):
            return day_of(match), Place(match.start(), match.end())
    if title_at is not None:
        for line in body[:_HEAD_LINES]:
            if line.start >= title_at.end and _ONLY_DATE.match(text[line.start : line.end]):
                match = _DATE.search(text, line.start, line.end)
                if match is not None:
                    return day_of(match), Place(match.start(), match.end())
    return None, None


def _last_date(text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in _DATE.finditer(text, start, end):
        found = match
    if found is not None and text[found.end() : end].strip(" 　)）】印发\t\xa0"):
        return None
    return found


def _published(text: str, lines: tuple[Line, ...]) -> date | None:
    found: list[date] = []
    for line in lines[:40]:
        if line.residue or line.end - line.start <= 120:
            for match in _PUBLISHED.finditer(text, line.start, line.end):
                day = day_of(match)
                if day is not None:
                    if re.match(r"发布|公开|发表|公布|上传", match[0]):
                        return day
                    found.append(day)
    return found[0] if found else None


_REVIEW = re.compile(r"回顾|总结|(?:工作|完成|落实|开展|推进|建设)情况|成效|成绩|主要工作")
_AHEAD = re.compile(r"安排|打算|计划|思路|目标|任务|要求|重点|部署|下一步|下步|建议|展望")
_PLANNING = re.compile(r"^\s*[^。\n]{0,40}(?:规划|纲要)(?:[（(][^\n]{0,12}[）)])?\s*$", re.MULTILINE)
_JUST_PAST = re.compile(r"(?:刚刚过去的?|过去的|回顾|走过的?)" + _YEAR.format("year") + r"\s*年")
_PLAIN_YEAR = re.compile(_YEAR.format("year") + r"\s*年(?!\s*[\d０-９]{1,2}\s*月)")


def _year(
    title: str | None,
    opening: str,
    text: str,
    layout: Layout,
    signed_on: date | None,
    published_on: date | None,
    spoken_year: int | None,
) -> int | None:
    """The year that the report is about. A report of January 2024 that looks back on 2023 is about 2023, whatever its title."""
    if title is None and _PLANNING.search(text, 0, 300) is not None:
        # A plan of several years reports on none.
        return None
    named = _of_title(title)
    reviewed, ahead = _of_sections(layout, spoken_year)
    if reviewed is not None and (
        named is None or named == reviewed or (named == reviewed + 1 and named in ahead)
    ):
        return reviewed
    if spoken_year is not None and named in (None, spoken_year):
        # A congress hears at the beginning of a year what was done in the one before.
        return spoken_year - 1
    if named is not None:
        return named
    match = _REPORTS_ON.search(opening)
    if match:
        return _digits(match["year"])
    past = _JUST_PAST.search(text, 0, 20000)
    if past is not None:
        return _digits(past["year"])
    # The day that a page shows is not the report's, nor is the year of its plans.
    opening = _OF_NAMES.sub("", _TODAY.sub("", opening))
    counted = Counter(
        year for match in _PLAIN_YEAR.finditer(opening) if (year := _digits(match["year"])) not in ahead
    )
    if counted:
        best = max(counted.items(), key=lambda one: (one[1], -(one[0] or 0)))
        if best[1] >= 2 or len(counted) == 1:
            return best[0]
    if ahead and len(ahead) == 1:
        return next(iter(ahead)) - 1
    if signed_on is not None:
        return _reported_by(signed_on)
    if counted:
        return next(iter(counted))
    if published_on is not None:
        return _reported_by(published_on)
    whole = Counter(_digits(match["year"]) for match in _ANY_YEAR.finditer(_OF_NAMES.sub("", text[:20000])))
    return whole.most_common(1)[0][0] if whole else None


_GIVEN = re.compile(_DATE.pattern + r"[^。\n]{0,6}在[^。\n]{2,60}(?:会议|大会|全会)上")
_CONGRESS = re.compile(r"各位代表|向大会报告|请予审议")
_FIRST_MONTHS = 4


def _spoken(text: str, title: str | None, head: list[Line]) -> int | None:
    """The year in whose first months the report was given to a meeting; None where it was not, or later in a year."""
    for line in head:
        given = _GIVEN.search(text, line.start, line.end)
        day = None if given is None else day_of(given)
        if day is not None:
            return day.year if day.month <= _FIRST_MONTHS else None
    named = _YEAR_IN_TITLE.search(title or "")
    if (
        named is not None
        and "政府工作报告" in (title or "")
        and (title or "")[named.end() : named.end() + 1] != "度"
        and any(_CONGRESS.search(text, line.start, line.end) for line in head)
    ):
        return _digits(named["year"])
    return None


def _of_title(title: str | None) -> int | None:
    """The first year that a title names, none of a span of years (2021—2025年)."""
    match = _YEAR_IN_TITLE.search(_OF_NAMES.sub("", title or ""))
    return _digits(match["year"]) if match else None


def _of_sections(layout: Layout, spoken_year: int | None) -> tuple[int | None, frozenset[int]]:
    """The year on which the first heading looks back, and the years to which headings look ahead."""
    reviewed: int | None = None
    ahead: set[int] = set()
    for section in layout.sections:
        if section.level > 1:
            continue
        years = {
            year
            for match in _YEAR_IN_TITLE.finditer(_OF_NAMES.sub("", section.title))
            if (year := _digits(match["year"])) is not None
        }
        if len(years) != 1:
            if len(years) == 2 and reviewed is None and _REVIEW.search(section.title):
                reviewed = min(years)
            continue
        (year,) = years
        if (spoken_year is not None and year >= spoken_year) or (
            _AHEAD.search(section.title) and not _REVIEW.search(section.title)
        ):
            ahead.add(year)
        elif reviewed is None and _REVIEW.search(section.title):
            reviewed = year
    return reviewed, frozenset(ahead)


def _reported_by(day: date) -> int:
    """The year that a report of a day tells of: the one before, unless the year is nearly over."""
    return day.year - 1 if day.month <= 9 else day.year


def _addressee(text: str, head: list[Line]) -> str | None:
    for line in head:
        said = text[line.start : line.end]
        match = _ADDRESSEE.match(said)
        if match and not _NOT_ADDRESSEE.search(match[1]):
            return re.sub(r"\s+", "", match[1])
    return None


def _bureau(
    text: str,
    title: str | None,
    head: list[Line],
    body: list[Line],
    lines: tuple[Line, ...],
    signed_at: Place | None,
) -> tuple[str | None, Level | None, str | None, str | None, str | None]:
    said: list[str] = []
    if title:
        said.append(title)
    if signed_at is not None:
        for index, line in enumerate(body):
            if line.start <= signed_at.start < line.end:
                said.append(text[line.start : signed_at.start])
                if index:
                    said.append(text[body[index - 1].start : body[index - 1].end])
                break
    said += [text[line.start : line.end] for line in head[:3] if line.end - line.start <= 40]
    said += [text[line.start : line.end] for line in body[-3:] if line.end - line.start <= 40]
    for line in lines[:30]:
        match = _PUBLISHER.search(text, line.start, line.end) if line.end - line.start <= 160 else None
        if match:
            said.append(match[1])
    said += [
        text[line.start : min(line.end, line.start + 150)] for line in head if line.end - line.start > 40
    ][:2]
    best: tuple[int, str] | None = None
    for one in said:
        name = _name_in(one)
        if name is None:
            continue
        full = 2 if _parts(name)[0] is not None else 1
        if best is None or full > best[0]:
            best = (full, name)
        if full == 2:
            break
    if best is None:
        return None, None, None, None, None
    level, province, city, county = _parts(best[1])
    return best[1], level, province, city, county


_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?:关于|中共|现将|我局|[一-龥]{0,6}?根据)?(?P<name>[\u4e00-\u9fff]{2,30}?"
    + _BODY
    + r")"
    r"(?=[（(]|[\s\d:：，,。、—-]|关于|法治|依法|年度|推进|落实|贯彻|坚持|紧|认真|深入|全面|在|以|党组|严格|按|根据|切实|始终|扎实|积极|高度|聚焦|$)"
)
_SHORT = re.compile(
    r"(?:^|[\s，,。现将年])(?P<name>(?:[省市县区州盟旗]|我[省市县区])[\u4e00-\u9fff]{1,10}?(?:局|厅|委|办))(?=[\s，,\d:：]|坚持|紧|认真|深入|在|以|党组|严格|全面|法治|按|根据|切实|始终|扎实|积极|高度|牢|聚焦|持续|立足|依法|贯彻|围绕|进一步|不断|大力|加强|组织|对照|结合|努力|继续|着力|主动|把|将|主要|$)"
)
_NOT_A_NAME = re.compile(
    r"年|月|习近平|国务院|坚强领导|领导下|工作|报告|根据|按照|指导|领导小组|网站|政务|首页|委依法"
)


def _name_in(said: str) -> str | None:
    for match in _NAME.finditer(said):
        name = match["name"]
        for start in ("关于", "现将", "中共"):
            name = name.removeprefix(start)
        if not _NOT_A_NAME.search(name) and len(name) >= 4:
            return name
    match2 = _SHORT.search(said)
    return match2["name"] if match2 and not _NOT_A_NAME.search(match2["name"]) else None


_SPLIT = re.compile(
    r"(?P<province>[\u4e00-\u9fff]{2,3}?省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|北京市|上海市|天津市|重庆市)?"
    r"(?P<city>[\u4e00-\u9fff]{2,12}?(?:自治州|地区|盟|市)(?!场|政|容|直|民|区))?"
    r"(?P<county>[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|林区|特区|新区|高新区|开发区|县|区|旗|市(?!场|政|容|直|民)))?"
    r"(?P<town>[\u4e00-\u9fff]{1,6}?(?:街道|镇|乡))?"
)


_LEVELS = {
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
}


def _parts(name: str) -> tuple[Level | None, str | None, str | None, str | None]:
    match = _SPLIT.match(name)
    assert match is not None  # every part is optional
    province, city, county = match["province"], match["city"], match["county"]
    if province is None and city is None and county is None:
        # 四川省 may be said as 四川 (四川科技厅), but 省科技厅 names none.
        bare = next((one for one in _PROVINCES if name.startswith(one[:2])), None)
        return _LEVELS.get(name.removeprefix("我")[:1], Level.PROVINCE if bare else None), bare, None, None
    if province is None and city in _PROVINCES:
        province, city = city, None
    if match["town"]:
        return Level.TOWNSHIP, province, city, county
    if county:
        return Level.COUNTY, province, city, county
    return (Level.CITY if city else Level.PROVINCE), province, city, county
