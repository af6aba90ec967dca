"""Figures out of free Chinese text, each with what it means.

A fact is a stated quantity about a body, its work or its area: a numeral with its unit, in Arabic or Chinese numerals, whose
place in the text, value, unit, year, subject, category and role are told. Finding numbers is easy; what they mean is read
from the words around them by rules that can be read (`lexicon/`), and every decision names its rule (`why`, `explanations`).

One expression finds the candidates; all the rest looks only at sentences that hold one. The time is linear in the length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yifa.reading import bodies, breakdowns, categories, implied, natures, roles, spans, subjects, years
from yifa.reading.candidates import sentences
from yifa.reading.eras import Era, Eras, Turn
from yifa.reading.kinds import Approx, Category, Fact, FactsRead, Role, Unit, Unread
from yifa.reading.learned import Weights, shipped
from yifa.reading.spans import Draft

if TYPE_CHECKING:
    from yifa.reading.layout import Layout

__all__ = ["Approx", "Category", "Fact", "FactsRead", "Role", "Unit", "Unread", "read_facts"]


def read_facts(
    text: str, *, report_year: int | None, layout: Layout, spoken_year: int | None = None
) -> FactsRead:
    """The facts of `text`, whose lines and sentences are `layout`.

    `report_year` is the year that the report is about; figures belong to it where no other year is named. `spoken_year` is the
    year in which it is given to a meeting, which it then calls this year.
    """
    return Reader(text, report_year, layout, spoken_year=spoken_year).read()


# A text without full stops is looked at in stretches of so many characters, so that the time stays linear in its length.
_LONGEST = 1500


class Reader:
    """Goes through a text sentence by sentence; what one sentence leaves to the next is its state."""

    def __init__(
        self,
        text: str,
        report_year: int | None,
        layout: Layout,
        *,
        spoken_year: int | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.text = text
        self.weights = shipped() if weights is None else weights
        self.report_year = report_year
        self.layout = layout
        self.cues = categories.Cues(text)
        self.facts: list[Fact] = []
        self.unread: list[Unread] = []
        self.line_start = self.line_end = -1
        self.lead: list[float] = list(categories.NOTHING)
        self.titles: dict[tuple[int, float], list[float]] = {}  # what each title says, once it was asked
        self.spoken_year = spoken_year
        self.eras = Eras(text, layout, report_year, spoken_year)
        self.turns: list[Turn] = []
        self.era = Era(report_year, "year_of_report", said=False)
        self.planned: int | None = None
        self.last: Draft | None = None  # the last figure, if it stands in this line
        self.last_end = -1  # where its sentence ended
        self.opened: breakdowns.Breakdown | None = None
        self.totals: dict[str, Draft] = {}  # the last total of each kind in this line

    def read(self) -> FactsRead:
        """Everything that is found."""
        text = self.text
        for begun, ended, held, unread in sentences(text):
            self.unread += unread
            start = begun
            waiting: list[Draft] = []
            for candidate in held:
                place = candidate.start
                if place - start > _LONGEST:
                    if waiting:
                        self._sentence(waiting, start, place)
                        waiting = []
                    start = place
                found = spans.draft(text, candidate, start, ended)
                if found is None:
                    continue
                if isinstance(found, Unread):
                    self.unread.append(found)
                    continue
                waiting.extend(spans.sharing(text, found, start))
                waiting.append(found)
            if waiting:
                self._sentence(waiting, start, ended)
        facts = tuple(self.facts)
        return FactsRead(
            facts, tuple(implied.find(text, self.report_year, facts)), tuple(sorted(self.unread, key=_place))
        )

    def _sentence(self, drafts: list[Draft], start: int, end: int) -> None:
        text = self.text
        names = spans.quoted(text, start, end)
        if names:
            drafts = [found for found in drafts if not any(a <= found.start < b for a, b in names)]
            if not drafts:
                return
        if start >= self.line_end:
            line = self.layout.line_at(start)
            if line is None or line.residue:
                return
            self._enter(line.start, line.end)
        while self.turns and self.turns[0].at <= start:
            turn = self.turns.pop(0)
            self.era, self.planned = turn.era, turn.planned
        follows = self.last is not None and self.last_end <= start and _GOES_ON.match(text, start) is not None
        continued = follows or (
            self.last is not None and text[self.last_end - 1] in "；;" and self.last_end >= start - 1
        )
        spans.place(text, drafts, start, end)
        counted = self.last.unit if continued and self.last is not None and self.last.unit in _BODIES else ""
        for found in drafts:
            if found.unit == "by_noun":
                found.unit = (
                    found.head.unit
                    if found.head is not None
                    else bodies.unit_by_noun(text, found, start, end, found.item, counted)
                )
                counted = found.unit
            roles.approximation(text, found)
            if found.measure in _PAPERS and (
                _HANDED_OUT.search(text, found.clause, min(end, found.end + 12)) is not None
                or _PAPER_NOUN.search(text[found.clause : found.start]) is not None
            ):
                found.unit = "copy"
            elif (
                found.measure == "期"
                and _ISSUES.search(text, found.clause, min(end, found.end + 10)) is not None
            ):
                found.unit = "item"
        years.assign(
            text,
            drafts,
            self._opening(start),
            end,
            years.Now(self.report_year, self.planned, self.spoken_year),
            self.era,
            self.last if continued else None,
        )
        for found in drafts:
            if found.head is not None:
                found.role = found.head.role
                found.why.append("role_of_list")
                continue
            own = roles.own_role(text, found, end, self.report_year, self.planned is not None)
            if own is not None:
                found.role = own[0]
                found.why.append(own[1])
        self.opened = breakdowns.parts(
            text, drafts, self.opened if continued else None, self.totals, start, continued
        )
        categories.assign(
            text,
            drafts,
            self.cues.between(start, end),
            self._lead(start),
            self.last if continued else None,
            self.weights,
        )
        natures.assign(text, drafts, start)
        self._finish(drafts, end)
        self.last_end = end
        self.last = drafts[-1]

    def _enter(self, start: int, end: int) -> None:
        """A new line: the titles above it speak for what it says."""
        self.line_start, self.line_end = start, end
        self.last, self.opened = None, None
        self.totals = {}
        lead = [0.0] * categories.COUNT
        sections = self.layout.sections_at(start)
        depth = len(sections)
        for index, section in enumerate(sections):
            loudness = categories.LEAD_INNER if index == depth - 1 else categories.LEAD_OUTER
            title = self.titles.get((section.start, loudness))
            if title is None:
                title = categories.vector(self.cues.between(section.title_start, section.title_end), loudness)
                self.titles[section.start, loudness] = title
            for place, score in enumerate(title):
                lead[place] += score
        self.era, self.planned = self.eras.enter(start, sections)
        self.turns = self.eras.turns_of(start)
        self.lead = lead

    def _opening(self, start: int) -> int:
        """Where the statement begins that this sentence ends, if a semicolon stands before it and no figure yet."""
        text, first = self.text, max(self.line_start, start - 200)
        if start <= first or text[start - 1] not in "；;" or self.last_end > start - 2:
            return start
        return max(text.rfind("。", first, start) + 1, first)

    def _lead(self, start: int) -> list[float]:
        """What the titles and the beginning of this part of the paragraph (一是…) say."""
        first = max(self.line_start, start - 200)
        beginning = None
        for match in _PART_OF_PARAGRAPH.finditer(self.text, first, start):
            beginning = match
        if beginning is None:
            return self.lead
        at = beginning.end()
        stop = self.text.find("。", at, start)
        scores = categories.vector(self.cues.between(at, stop if stop > 0 else start), categories.LEAD_PART)
        return [mine + outer for mine, outer in zip(scores, self.lead, strict=True)]

    def _finish(self, drafts: list[Draft], end: int) -> None:
        text = self.text
        whole = self.last.subject if self.last is not None else ""
        for found in drafts:
            if found.head is not None:
                found.subject = found.head.subject
            else:
                listed = subjects.of_list(text, found)
                if listed:
                    found.why.append("subject_of_list")
                found.subject = listed or subjects.subject(text, found, end, whole)
            if found.role is Role.TOTAL and found.unit != "percent" and found.subject:
                whole = found.subject
            self.facts.append(
                Fact(
                    found.start,
                    found.end,
                    text[found.start : found.end],
                    found.value,
                    spans.to_unit(found.unit),
                    found.approx,
                    found.year,
                    found.subject,
                    found.category,
                    found.role,
                    tuple(found.why),
                    None,
                    found.nature,
                )
            )


def _place(one: Unread) -> int:
    return one.start


_BODIES = frozenset(["enterprise", "organisation"])
_GOES_ON = re.compile(r"其中|同比|按|较|比上|比去|占|增速|增长|分别|这些|上述|平均")
# The first sign is asked for alone, which is what the engine looks for quickly.
_PART_OF_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十第其（(①-⑳](?:(?<=[一二三四五六七八九十])(?<![一二三四五六七八九十].)是|(?<=第)[一二三四五六][，,、]|(?<=其)[一二三][，,、]|"
    r"(?<=[（(])[一二三四五六七八九十\d]{1,2}[)）]|(?<=[①-⑳]))"
)
_PAPER_NOUN = re.compile(
    r"(?:宣传资料|手册|传单|宣传单|宣传品|读本|海报|折页|单页|宣传页|宣传册|宣传材料|问卷)[^，,。；;]{0,6}$"
)
_ISSUES = re.compile("简报|推送|推文|信息|专刊|刊发|通报|通告|公告|案例|快报|动态|内刊|专报|微信|公众号|编发")
_PAPERS = frozenset(["份", "册", "本", "张", "余份", "套", "幅", "件"])
_HANDED_OUT = re.compile(
    r"(?:发放|配发|配备|印发|派发|赠送|分发|赠阅|散发|印制|发送|赠|张贴)[^，,。；;]{0,30}(?:资料|手册|"
    r"传单|宣传单|宣传品|读本|书籍|海报|折页|单页|宣传页|宣传册|明白纸|明白卡|图书|年画|挂图|一封信|"
    r"公开信|问卷|法律书|倡议书|刊物|礼品|教材|单张|用品|材料|宣传|册)"
)
