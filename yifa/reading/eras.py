"""The year that headings, the opening of a section and the opening of a paragraph give to what follows them.

A report says once which year it speaks of (一、2023年工作回顾; 刚刚过去的2025年，……; 五年来，……), and means it
until it says another.
A heading holds for its section, an opening for its paragraph and for those after it in the same section, whose own headings go
before it. A span of years (五年来, “十四五”期间) is no year.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from yifa.reading.layout import Layout, Line, Section

_FULL = r"20[0-4]\d"
_NAME = re.compile(r"《[^》]{0,80}》")
_YEAR = re.compile(rf"(?<!\d)({_FULL})(?=年)(?!年?\s*[—－–~～至到-]\s*(?:\d|十))")
_SPAN_TITLE = re.compile(
    r"(?:过去|这|今后|未来|近|此后)[的]?[两二三四五六七八九十几\d]{1,2}年|[两二三四五六七八九十]年来|[“\"]?十[二三四五六]五[”\"]?|"
    rf"{_FULL}年?\s*[—－–~～至到-]\s*{_FULL}年|本届|历年|近年"
)
_PLANS = re.compile(
    r"下一步|下步|明年|下一年|下年|打算|谋划|展望|工作安排|主要安排|工作计划|工作思路|努力方向|今后|"
    r"改进措施|安排$|计划$|思路$"
)
_NOT_PLANS = re.compile(r"成效|情况|完成|落实|不足|问题|回顾|总结")
_AHEAD = re.compile(
    r"安排|打算|计划|思路|谋划|目标|任务|要求|重点工作|下一步|下步|着力|建议|预期|奋斗|展望|主要工作"
)
# A paragraph that begins so is about what comes, whatever its title says.
_LOOKS_AHEAD = re.compile(
    r"(?:下一步|下步|今后|明年|下一年度?|新的一年|20\d\d年)[，,]?(?:我[局厅委办市县区]|[市县区]局|全局)?(?:将|要|计划|拟|继续)"
)
_COUNT = "[两二三四五六七八九十几]"
_BEGINS = r"(?:[\s\u3000—－-]|各位代表[！!：:，,]|同志们[！!：:，,]|[一二三四五六七八九十]是|首先[，,]?|其中[，,]?)*"
_NOW = r"(?:一年来|过去的?一年(?!来?多)|刚刚过去的一年|一年以来)(?=[，,是]|我|全|主|重|里)"
_SPAN = (
    rf"(?:过去的?|这|今后的?|未来的?|上述)?{_COUNT}年(?:来|间|里|以来)(?![\d一二三四五六七八九十])|"
    rf"(?:(?:回顾|回首|回望|经过)?(?:过去|这)的?|今后的?|未来的?){_COUNT}年(?!级)|经过{_COUNT}年|"
    r"[“\"]?十[一二三四五六]五[”\"]?(?:时期|期间|以来|规划[\u4e00-\u9fff]{0,6}以来)|"
    rf"[\u4e00-\u9fff]{{2,22}}以来的{_COUNT}年(?=[，,是])|"
    rf"这是[^。\n]{{2,40}}的{_COUNT}年[。！]?|(?:回顾|回首|回望)[“\"]?(?:十[一二三四五六]五|{_COUNT}年)"
)
# Another span of time begins where a sentence within a paragraph begins so; a year within one is its own sentence's alone.
_TURN = re.compile(
    rf"[。！!](?P<at>)\s?(?:各位代表[！!：:，,])?(?:(?P<span>{_SPAN})|(?P<now>{_NOW})|"
    r"(?P<closed>[^。！!\n]{0,30}标志着[“\"]?十[一二三四五六]五[”\"]?[^。！!，,\n]{0,8}收官)|"
    r"(?P<aim>[^。！!；\n]{0,34}预期目标(?:[是为]|[：:])))"
)
_OPENING = re.compile(
    rf"{_BEGINS}(?:"
    rf"(?:回顾|回首|总结)?(?:刚刚过去的?|已经过去的|即将过去的|走过的)(?P<past>{_FULL})年|"
    rf"(?:回顾|回首|总结)?(?:过去的?)?(?P<year>{_FULL})年(?:度|以来|来|里|间)?"
    r"(?=[，,：:]|是(?![\d一二])|[很极]不|[很极十]分?不?平?凡|我[局厅委省市县区]|全[省市县区国局厅委])|"
    rf"到(?P<until>{_FULL})年(?=[，,])|"
    r"(?P<aim>[^。！!；\n]{0,34}预期目标(?:[是为]|[：:]))|"
    rf"(?P<now>{_NOW})|"
    r"(?P<this>(?:今年以来|年初以来|今年(?=[，,]))(?=[，,是]|我|全))|"
    r"(?P<last>去年|上一年)(?=[，,]|我|全)|"
    r"(?P<closed>[^。！!\n]{0,30}标志着[“\"]?十[一二三四五六]五[”\"]?[^。！!，,\n]{0,8}收官)|"
    rf"(?P<span>{_SPAN})"
    r")"
)
# A line of its own that names a year and what it lists: 2026年省十件民生实事.
_TITLED = re.compile(rf"\s*(?:附件?[：:\d\s]*)?({_FULL})年[^。，,；;：:\d]{{4,24}}")
_MONTH = re.compile(r"\d{1,2}月")


class Era(NamedTuple):
    """A year, None for a span of years; `said`: whether the text said it, or it is only the report's."""

    year: int | None
    rule: str
    said: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """Where, within a line, another year or span of years begins, and the year of plans from there."""

    at: int
    era: Era
    planned: int | None


def planned_of(title: str, report_year: int) -> int | None:
    """The year that a section of plans is about; None for every other section."""
    year = _only_year(title)
    if year is not None and year > report_year:
        return year
    if _PLANS.search(title) is None or year == report_year:
        return None
    if _NOT_PLANS.search(title) is not None and "下一步" not in title and "下步" not in title:
        return None
    return report_year + 1


def _only_year(title: str) -> int | None:
    named = set(_YEAR.findall(_NAME.sub("", title)))
    return int(next(iter(named))) if len(named) == 1 else None


def of_title(title: str) -> Era | None:
    """What a heading says of the year: one year, a span of years, or nothing.

    Of both (2025年和“十四五”时期工作回顾) the one that it names first is told of first.
    """
    bare = _NAME.sub("", title)
    span = _SPAN_TITLE.search(bare)
    named = {match[1]: match.start() for match in reversed(list(_YEAR.finditer(bare)))}
    if len(named) == 1:
        ((year, at),) = named.items()
        if span is None or at < span.start():
            return Era(int(year), "year_of_heading")
    return Era(None, "year_span") if span is not None else None


class Eras:
    """Goes through the lines of a report in their order and tells of each which year is meant unless it names one.

    `spoken_year` is the year in which a report is given to a meeting; what it calls this year is then not the year on which it
    reports, and once it has come to its plans it does not look back again.
    """

    def __init__(
        self, text: str, layout: Layout, report_year: int | None, spoken_year: int | None = None
    ) -> None:
        self.text = text
        self.layout = layout
        self.report_year = report_year
        self.spoken_year = spoken_year
        self.at_line = 0
        self.said: dict[int, Era] = {}  # by the start of the section, -1 for what stands in none
        self.titles: dict[int, Era | None] = {}
        self.plans: dict[
            int, int | None
        ] = {}  # by the start of the section: the year that its title plans for
        self.starts: Final = [section.start for section in layout.sections]
        self.turned: Era | None = None  # the plans that a spoken report has come to, or the year of an annex
        self.turns: dict[int, list[Turn]] = {}  # by the start of the line

    def enter(self, line_start: int, sections: tuple[Section, ...]) -> tuple[Era, int | None]:
        """What holds for the line that begins at `line_start`, and the year of plans where it tells of plans."""
        lines = self.layout.lines
        while self.at_line < len(lines) and lines[self.at_line].start <= line_start:
            self._open(lines[self.at_line])
            self.at_line += 1
        planned = None
        if self.report_year is not None:
            if sections:
                planned = self._planned_of(sections[0])
            if planned is None:
                planned = self._ahead(line_start)
        era = self._meant(sections, planned)
        if planned is None and era.rule == "year_planned":
            planned = era.year
        return era, planned

    def turns_of(self, line_start: int) -> list[Turn]:
        """Where in the line another span of time begins, in their order."""
        return self.turns.pop(line_start, [])

    def _planned_of(self, section: Section) -> int | None:
        assert self.report_year is not None
        if section.start not in self.plans:
            self.plans[section.start] = planned_of(section.title, self.report_year)
        planned = self.plans[section.start]
        if planned is not None and self.spoken_year is not None and planned >= self.spoken_year:
            self.turned = Era(planned, "year_planned")
        return planned

    def _meant(self, sections: tuple[Section, ...], planned: int | None) -> Era:
        for section in reversed(sections):
            said = self.said.get(section.start)
            if said is not None:
                return said
            title = self.titles.get(section.start)
            if section.start not in self.titles:
                title = self.titles[section.start] = of_title(section.title)
            if title is not None:
                if planned is not None and title.year == planned:
                    return Era(planned, "year_planned")
                return title
        if planned is not None:
            return Era(planned, "year_planned")
        said = self.said.get(-1)
        if said is not None and not sections:
            return said
        if self.turned is not None:
            return self.turned
        rule = "year_of_report" if self.report_year is not None else "year_unknown"
        return Era(self.report_year, rule, said=False)

    def _ahead(self, line_start: int) -> int | None:
        opening = _LOOKS_AHEAD.match(self.text, line_start, line_start + 40)
        if opening is None or self.report_year is None:
            return None
        named = _YEAR.search(opening[0])
        planned = int(named[1]) if named else self.report_year + 1
        return planned if planned > self.report_year else None

    def _open(self, line: Line) -> None:
        """Takes down what the line says at its opening, or behind the heading that it begins with."""
        if line.residue:
            return
        at, home = line.start, -1
        index = bisect_right(self.starts, line.start) - 1
        if index >= 0:
            section = self.layout.sections[index]
            while line.start >= section.end and index > 0:
                index = self.layout.parent_of(index)
                if index < 0:
                    break
                section = self.layout.sections[index]
            if index >= 0:
                home = section.start
                if section.start == line.start:
                    at = section.title_end
                    while at < line.end and self.text[at] in "。：: \u3000":
                        at += 1
        if self._is_annex(line):
            return
        opening = _OPENING.match(self.text, at, line.end)
        if opening is not None:
            era = self._era_of(opening, home, opening.end())
            if era is not None:
                self.said[home] = era
        for turn in _TURN.finditer(self.text, at, line.end):
            era = self._era_of(turn, home, turn.end())
            if era is None:
                continue
            self.turns.setdefault(line.start, []).append(
                Turn(turn.start("at"), era, era.year if era.rule == "year_planned" else None)
            )
            # What follows the paragraph stays within what it turned to.
            self.said[home] = era

    def _is_annex(self, line: Line) -> bool:
        """Whether the line is the title of a list of a year behind the report."""
        if self.report_year is None or not self.starts or line.start < self.starts[0]:
            return False
        titled = _TITLED.fullmatch(self.text, line.start, line.end)
        if titled is None:
            return False
        year = int(titled[1])
        self.turned = Era(year, "year_planned" if year > self.report_year else "year_of_heading")
        return True

    def _era_of(self, opening: re.Match[str], home: int, end: int) -> Era | None:
        kind = opening.lastgroup
        if kind in ("year", "until", "past"):
            if _MONTH.match(self.text, end):
                return None
            return Era(int(opening[kind]), "year_carried")
        if kind == "aim":
            if self.spoken_year is None:
                return None
            self.turned = Era(self.spoken_year, "year_planned")
            return self.turned
        if kind in ("span", "closed"):
            return Era(None, "year_span")
        if self.report_year is None:
            return None
        if kind == "now":
            return Era(self._now(home), "year_now")
        this = self.spoken_year if self.spoken_year is not None else self._now(home)
        return Era(this, "year_now") if kind == "this" else Era(this - 1, "year_last")

    def _now(self, home: int) -> int:
        """The year that 一年来 means: that of the plans in a section of plans, else the report's."""
        assert self.report_year is not None
        sections = self.layout.sections_at(home) if home >= 0 else ()
        planned = planned_of(sections[0].title, self.report_year) if sections else None
        return planned if planned is not None else self.report_year
