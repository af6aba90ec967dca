"""Which year a figure belongs to.

A year named before the figure in its sentence counts, the nearest one; of years named side by side (2018年、2019年…分别为) each of
the figures that follow side by side takes its own. A year that something is compared with (比2019年, 较上年) is not the figure's.
今年 and 目前 are the report's year, 近年来 and “十三五”期间 are spans of years and therefore none. Where the sentence names no year,
a sentence that goes on with the one before (其中, 同比) keeps its year, a section of plans is about the next year, and everything
else about the report's.
"""

from __future__ import annotations

import re

from yifa.reading.numerals import value_of
from yifa.reading.spans import Draft

_D = "[0-9０-９]"
_FULL = rf"(?:19|20|１９|２０){_D}{{2}}"
_S = r"[ \t\u3000\xa0]?"
_MENTION = re.compile(
    rf"(?P<year>{_FULL}){_S}(?:年{_S}度?|(?=[、—－~～至到-]))(?:{_S}(?:[—－~～-]{{1,2}}|至|到|—){_S}(?P<until>{_FULL}|{_D}{{2}}(?!{_D})){_S}年?)?|"
    r"(?P<chinese>二[〇○零Ｏ][一二三四][〇○零一二三四五六七八九])年|"
    r"(?P<now>今年(?:以来)?|本年度?(?!报告|工作要点)|全年|年内|截至目前|截止目前|目前|本报告期|报告期内|年度内)|"
    r"(?P<last>去年|上一年度?|上年度?|前一年)|"
    r"(?P<next>明年|下一年度?|来年|新的一年|下年度)|"
    r"(?P<span>近年来|近[几两二三四五六七八九十0-9]{1,2}年来?|[多数几两三四五六七八九十0-9]{1,2}年来|历年来?|多年来|长期以来|"
    r"[“\"]?十[二三四五六七]五[”\"]?(?:期间|以来|时期|期末|规划期)?|成立以来|建[局市区县]以来|组建以来|开展以来|实施以来|启动以来|创建以来|改革以来)"
)
_SINCE = re.compile(r"以来|至今|起[，,]|起至今|起累计|底?以来|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|至今|起)")
_COMPARED = re.compile(
    r"(?:比|较|与|同|跟|相较于?|相比于?|超过?|高于|低于|多于|少于|持平|对比)(?:于)?[ \t]?$"
)
_NOT_MEANT = re.compile(r"(?:根据|按照|依据|对照|依照|印发|贯彻|编制|部署|下发|截至目前|围绕|《)[ \t]?$")
_JOIN = re.compile(r"^[、和与及，, ]{1,2}$")
_SAME_PERIOD = re.compile(r"同期|同比|底(?:增|减|上升|下降)|相比|的?基础上")

Mention = tuple[int, int, int | None, str]


def mentions(text: str, start: int, end: int, report_year: int | None) -> list[Mention]:
    """(start, end, year, rule) of each year that is named or meant between two offsets; the year is None for spans."""
    found: list[Mention] = []
    for match in _MENTION.finditer(text, start, end):
        at, to = match.span()
        kind = match.lastgroup
        before = text[max(start, at - 4) : at]
        if kind in ("year", "until"):
            first = int(match["year"])
            if match["until"] is not None:
                found.append((at, to, None, "year_span"))
                continue
            if _COMPARED.search(before) is not None or _SAME_PERIOD.match(text, to) is not None:
                continue
            if _NOT_MEANT.search(before) is not None:
                continue
            if not text.startswith("年", to - 1) and not text[at:to].rstrip().endswith(("年", "度")):
                # 2018、2019年: the years of a list share one 年.
                if text[to : to + 1] != "、":
                    continue
            since = _SINCE.match(text, to, min(end, to + 8))
            if since is not None and first != report_year:
                found.append((at, since.end(), None, "year_span"))
            else:
                found.append((at, to, first, "year_named"))
        elif kind == "chinese":
            year = value_of(match["chinese"].replace("Ｏ", "零"))
            if isinstance(year, int):
                found.append((at, to, year, "year_named"))
        elif kind == "now":
            if match[0] in ("全年", "年内", "年度内") and found:
                continue
            found.append((at, to, report_year, "year_now"))
        elif kind == "last":
            if (
                _COMPARED.search(before) is None
                and _SAME_PERIOD.match(text, to) is None
                and report_year is not None
            ):
                found.append((at, to, report_year - 1, "year_last"))
        elif kind == "next":
            if report_year is not None:
                found.append((at, to, report_year + 1, "year_next"))
        elif _COMPARED.search(before) is None:
            found.append((at, to, None, "year_span"))
    return found


def side_by_side(text: str, named: list[Mention]) -> list[list[Mention]]:
    """The mentions in groups: years joined by 、 or 和 are one group, every other stands alone."""
    groups: list[list[Mention]] = []
    for mention in named:
        if (
            groups
            and mention[3] == "year_named"
            and groups[-1][-1][3] == "year_named"
            and mention[0] - groups[-1][-1][1] <= 2
            and _JOIN.match(text[groups[-1][-1][1] : mention[0]])
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
    report_year: int | None,
    planned: int | None,
    before: Draft | None,
) -> None:
    """Sets the year of each figure of a sentence. `planned` is the year of a section of plans; `before` the last figure of the
    sentence that this one goes on with."""
    groups = side_by_side(text, mentions(text, start, drafts[-1].start, report_year))
    if before is not None:
        default, rule = before.year, "year_goes_on"
    elif planned is not None:
        default, rule = planned, "year_planned"
    else:
        default, rule = report_year, "year_of_report"
    cursor = -1
    for found in drafts:
        while cursor + 1 < len(groups) and groups[cursor + 1][0][0] < found.start:
            cursor += 1
        if found.unit == "year":
            found.year = None
            found.why.append("year_duration")
            continue
        if cursor < 0:
            found.year = default
            found.why.append(rule)
            continue
        group = groups[cursor]
        if len(group) > 1:
            length = found.series + 1
            found.year = (
                group[min(found.series, len(group) - 1)][2] if _is_series(drafts, found) else group[-1][2]
            )
            found.why.append("year_side_by_side" if length else "year_named")
            continue
        found.year = group[0][2]
        found.why.append(group[0][3])


def _is_series(drafts: list[Draft], found: Draft) -> bool:
    """Whether the figure stands in a list of figures, as its first or a later one."""
    return found.head is not None or any(other.head is found for other in drafts)
