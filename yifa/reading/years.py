"""Which year a figure belongs to.

A year named before the figure in its sentence counts, the nearest one; of years named side by side (2018年、2019年…分别为)
each of the figures that follow side by side takes its own. A year that something is compared with (比2019年, 较上年) is not
the figure's. 今年 and 目前 are the report's year, 近年来 and “十三五”期间 are spans of years and therefore none. Where the
sentence names no year, a sentence that goes on with the one before (其中, 同比) keeps its year, a section of plans is about
the next year, and everything else about the report's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yifa.reading.eras import Era
from yifa.reading.numerals import value_of
from yifa.reading.spans import Draft

_D = "[0-9０-９]"
_FULL = rf"(?:19|20|１９|２０){_D}{{2}}"
_S = r"[ \t\u3000\xa0]?"
_MENTION = re.compile(
    r"(?P<work>《[^》。]{1,60}》)|"
    rf"(?P<year>{_FULL}){_S}(?:年{_S}度?|(?=[、和与及]{_FULL})|(?=[—－~～至到-]))(?:{_S}(?:[—－~～-]{{1,2}}|至|到|"
    rf"—){_S}(?P<until>{_FULL}|{_D}{{2}}(?!{_D})){_S}年?)?|"
    r"(?P<chinese>二[〇○零Ｏ][一二三四][〇○零一二三四五六七八九])年|"
    r"(?P<this>今年(?:以来)?)|"
    r"(?P<now>本年度?(?!报告|工作要点)|全年|年内|截[至止]目前|截[至止](?=本?(?:\d{1,2}|"
    r"[一二三四五六七八九十]{1,2})月|年[底末])|目前|现有(?=[^，,。；;]{0,18}[\d一二三四五六七八九十两百千])|本报告期|报告期内|年度内|当年)|"
    r"(?P<last>去年|上一年度?|上年度?|前一年)|"
    r"(?P<next>明年|下一步|下步|下一阶段|下阶段|下一年度?|来年|新的一年|下年度)|"
    r"[“\"]?十(?P<five>[一二三四五六])五[”\"]?(?:规划)?期?末|"
    r"(?P<span>近年来|近[几两二三四五六七八九十0-9]{1,2}年来?|[多数几两三四五六七八九十0-9]{1,2}年来|"
    r"历年来|多年来|长期以来|"
    r"[“\"]?十[二三四五六七]五[”\"]?(?:期间|以来|时期|规划期间?|前[一二三四]年)|成立以来|建[局市区县]以来|"
    r"(?<![年月])(?<!今年)(?<!年初)以来|(?:过去的?|这|今后的?|未来)[两二三四五六七八九十几0-9]{1,2}年(?=[，,是间来里])|(?:五|三|十)年(?=累计|间|共|合计|新增))"
)
# One of these signs stands in every mention.
_MAY_MENTION = re.compile("[年目截现步阶期五来１２]")
_FULL_YEAR = re.compile(r"20\d\d|19\d\d")
_TITLE_YEAR = re.compile(rf"{_FULL}(?=年)")
_SINCE = re.compile(r"以来|至今|起[，,]|起至今|起累计|底?以来|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|至今|起)")
_COMPARED = re.compile(
    r"(?:比|较|与|同|跟|相较于?|相比于?|超过?|高于|低于|多于|少于|持平|对比)(?:于)?[ \t]?$"
)
_NOT_MEANT = re.compile(
    r"(?:落实|申报|整改|对|反馈|编制|征集|评审|根据|按照|依据|对照|依照|印发|贯彻|编制|部署|下发|"
    r"截至目前|围绕|《)[ \t]?$"
)
_JOIN = re.compile(r"^[、和与及，, ]{1,2}$")
_SAME_PERIOD = re.compile(r"同期|同比|底(?:增|减|上升|下降)|相比|的?基础上")

# What stands before a year that opens a statement; before any other it only describes what follows (兑现2021年度补贴).
_OPENS = re.compile(
    r"(?:^|[，,。；;：:、（(）)”》\s]|[自从于在到和与及至]|截至|截止|其中|[是中]|全[省市县区国]|"
    r"[一-龥]局|[我本该]|来看|[0-9]\.)$"
)
_TIMES = re.compile(
    rf"的?(?:{_D}{{1,4}}(?:[.．]{_D}{{1,3}})?|[一二两三四五六七八九十]{{1,3}})倍"
)  # 是2020年的2.3倍
_AVERAGE = re.compile(r"年均[^，,。；;]{0,10}$|平均每年[^，,。；;]{0,10}$|年平均[^，,。；;]{0,8}$")
_BASE = re.compile(
    r"(?:同期|末|底|全年|年末|年底)?(?:的|[^，,。；;增减下上提多少降超高低长前后升净缩压精翻\d]{0,10})?$"
)
_AFTERWARDS = re.compile(r"[（(](?:截至)?((?:19|20)\d\d)年[^）)，,\d]{0,8}[）)]")
_CARRY, _CLAUSE, _ONLY = "carry", "clause", "base"
_NEAR_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}


class Now(NamedTuple):
    """What 今年 means where a sentence stands. `report_year`: on which is reported. `planned`: of the section of plans.
    `spoken_year`: in which the report is given to a meeting."""

    report_year: int | None
    planned: int | None = None
    spoken_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year that 全年 and 目前 mean."""
        return self.planned if self.planned is not None else self.report_year

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.spoken_year if self.spoken_year is not None else self.year


class Mention(NamedTuple):
    """A year named or meant in a text. `reach`: `carry` to the end of the sentence, the `clause` that it stands in, or the one
    figure directly behind it (`base` of a comparison)."""

    start: int
    end: int
    year: int | None
    rule: str
    reach: str
    spans: int = 0  # of “the last three years”: 3


def named(title: str) -> int | None:
    """The first year that a title names."""
    match = _TITLE_YEAR.search(title)
    if match is None:
        return None
    year = value_of(match[0])
    return int(year) if year is not None else None


def mentions(text: str, start: int, end: int, now: Now) -> list[Mention]:
    """The years that are named or meant between two offsets."""
    found: list[Mention] = []
    report_year, this_year = now.year, now.this_year
    if _MAY_MENTION.search(text, start, end) is None and _FULL_YEAR.search(text, start, end) is None:
        return found
    for match in _MENTION.finditer(text, start, end):
        at, to = match.span()
        kind = match.lastgroup
        if kind == "work":
            continue
        before = text[max(start, at - 4) : at]
        compared = _COMPARED.search(before) is not None
        reach = _CARRY if _OPENS.search(before) is not None or text[to : to + 1] in "，,、" else _CLAUSE
        if kind in ("year", "until"):
            year = value_of(match["year"])
            if match["until"] is not None:
                found.append(Mention(at, to, None, "year_span", reach))
                continue
            bare = not text[at:to].rstrip().endswith(("年", "度"))
            if (
                _NOT_MEANT.search(before) is not None
                or (bare and text[to : to + 1] not in "、和与及")
                or year is None
            ):
                continue
            if (
                compared
                or _TIMES.match(text, to) is not None
                or text.startswith("同期", to)
                or (before.endswith(("由", "从")) and text[to : to + 1] == "的")
            ):
                found.append(Mention(at, to, int(year), "year_compared", _ONLY))
                continue
            if _SAME_PERIOD.match(text, to) is not None:
                continue
            since = _SINCE.match(text, to, min(end, to + 8))
            if since is not None and year != report_year:
                found.append(Mention(at, since.end(), None, "year_span", reach))
            else:
                found.append(Mention(at, to, int(year), "year_named", reach))
        elif kind == "chinese":
            year = value_of(match["chinese"].replace("Ｏ", "零"))
            if year is not None:
                found.append(Mention(at, to, int(year), "year_named", reach))
        elif kind == "this":
            rule = "year_now" if this_year is not None else "year_unknown"
            found.append(Mention(at, to, this_year, rule, _CARRY))
        elif kind == "now":
            if match[0] in ("全年", "年内", "年度内") and found:
                continue
            # Beside a span of years (五年新增203家，当年新增47家) it is the report's; else the year that was named.
            if match[0] == "当年" and not (found and found[-1].year is None):
                continue
            rule = "year_now" if report_year is not None else "year_unknown"
            found.append(Mention(at, to, report_year, rule, _CARRY))
        elif kind == "last":
            if this_year is None:
                continue
            last_reach = _CARRY if text[to : to + 1] in "，," else _CLAUSE
            if (
                compared
                or _TIMES.match(text, to) is not None
                or text.startswith("同期", to)
                or (reach is _CLAUSE and text[to : to + 1] not in "，,的")
            ):
                last_reach = _ONLY
            found.append(Mention(at, to, this_year - 1, "year_last", last_reach))
        elif kind == "five":
            # The end of the fifteenth five years is that of 2030.
            last = 2005 + 5 * "一二三四五六".index(match["five"]) + 5
            found.append(Mention(at, to, last, "year_named", _ONLY if compared else reach))
        elif kind == "next":
            if now.planned is not None:
                found.append(Mention(at, to, now.planned, "year_planned", reach))
            elif this_year is not None:
                found.append(Mention(at, to, this_year + 1, "year_next", reach))
        elif not compared:
            sign = match[0][1:2] if match[0].startswith("近") else match[0][:1]
            found.append(Mention(at, to, None, "year_span", _CARRY, spans=_NEAR_YEARS.get(sign, 0)))
    return found


def side_by_side(text: str, found: list[Mention]) -> list[list[Mention]]:
    """The mentions in groups: years joined by 、 or 和 are one group, every other stands alone."""
    groups: list[list[Mention]] = []
    for mention in found:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and mention.rule == "year_named" == last.rule
            and mention.start - last.end <= 2
            and _JOIN.match(text[last.end : mention.start])
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def assign(
    text: str,
    drafts: list[Draft],
    start: int,
    end: int,
    now: Now,
    era: Era,
    before: Draft | None,
) -> None:
    """Sets the year of each figure of a sentence. `era` is what headings and openings give to the paragraph; `before` the last
    figure of the sentence that this one goes on with."""
    groups = side_by_side(text, mentions(text, start, drafts[-1].start, now))
    if before is not None:
        default, rule = before.year, "year_goes_on"
    else:
        default, rule = era.year, era.rule
    cursor = -1
    carried: list[Mention] | None = None
    for found in drafts:
        while cursor + 1 < len(groups) and groups[cursor + 1][0].start < found.start:
            cursor += 1
            if groups[cursor][0].reach is _CARRY:
                carried = groups[cursor]
        if found.unit == "year":
            found.year = None
            found.why.append("year_duration")
            continue
        if found.unit == "percent" and _AVERAGE.search(text, found.clause, found.start) is not None:
            # A yearly average is of the years that it averages.
            found.year = None
            found.why.append("year_span")
            continue
        afterwards = _AFTERWARDS.match(text, found.end, min(end, found.end + 20))
        if afterwards is not None:
            found.year = int(afterwards[1])
            found.why.append("year_named")
            continue
        group = groups[cursor] if cursor >= 0 else None
        if group is not None and group[0].reach is not _CARRY:
            mention = group[-1]
            if mention.reach is _ONLY and found.measure == "番":
                holds = False  # 较上年翻一番 is of this year
            elif mention.reach is _ONLY:
                holds = _BASE.fullmatch(text[mention.end : found.start]) is not None
            else:
                holds = mention.start >= found.clause
            if not holds:
                group = carried
        if found.measure == "倍" and group is not None and text.startswith("的", group[-1].end):
            # 是2020年的2.3倍: the year is the base's, the figure is of its own.
            group = carried if carried is not group else None
        if group is None:
            found.year = default
            found.why.append(rule)
        elif len(group) > 1:
            in_list = found.head is not None or any(other.head is found for other in drafts)
            found.year = group[min(found.series, len(group) - 1)].year if in_list else group[-1].year
            found.why.append("year_side_by_side")
        else:
            found.year = group[0].year
            found.why.append(group[0].rule)
            if group[0].spans and now.report_year is not None:
                _near_years(drafts, found, group[0].spans, now.report_year)


def _near_years(drafts: list[Draft], found: Draft, count: int, report_year: int) -> None:
    """近三年分别为A、B、C: as many figures side by side as years are the last years, one each."""
    first = found.head or found
    if sum(1 for other in drafts if other is first or other.head is first) == count:
        found.year = report_year - count + 1 + found.series
        found.why.append("year_side_by_side")
