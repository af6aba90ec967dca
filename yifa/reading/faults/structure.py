"""What a report must have: a title, the contents that the law requires, causes beside the shortcomings.

The Provisions on Supervision of Law-based Government require the main measures and results; shortcomings and causes; how the
first responsible person did the duty; the main arrangements of the next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yifa.reading.faults.dates import looks_whole
from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule
from yifa.reading.lexicon import load
from yifa.reading.reading import Reading

_AUTHORITY = (
    "《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定",
    "Provisions on Supervision of Law-based Government, on the contents of the annual report",
)
NO_SECTION = rule(
    "structure/section",
    FaultKind.MISSING_SECTION,
    title=("缺少必备内容", "A required content is missing"),
    authority=_AUTHORITY,
    apart=True,
)
NO_HEAD = rule(
    "structure/first-person",
    FaultKind.MISSING_SECTION,
    title=("缺少第一责任人履职情况", "Nothing on the first responsible person"),
    authority=_AUTHORITY,
)
NO_TITLE = rule(
    "structure/title",
    FaultKind.MISSING_TITLE,
    title=("没有标题", "No title"),
    authority=("GB/T 9704—2012：公文标题", "GB/T 9704-2012: the title of an official document"),
)
NO_CAUSE = rule(
    "structure/cause",
    FaultKind.MISSING_CAUSE,
    title=("只写问题不写原因", "Shortcomings without causes"),
    authority=_AUTHORITY,
)
TITLE_YEAR = rule(
    "structure/title-year",
    FaultKind.WRONG_TITLE,
    title=("标题年度与正文不一致", "The year of the title is not that of the text"),
    authority=("标题应与内容一致", "The title is that of the contents"),
)
HEADING_YEAR = rule(
    "structure/heading-year",
    FaultKind.WRONG_TITLE,
    title=("小标题年度有误", "A heading of another year"),
    authority=("标题应与内容一致", "The title is that of the contents"),
)
REUSED = rule(
    "structure/reused",
    FaultKind.REUSED_BOILERPLATE,
    title=("沿用上年文字过多", "Too much of last year's text"),
    authority=("报告应反映本年度情况", "A report is of its year"),
    apart=True,
)

REUSED_SHARE = 0.5
_FEWEST = 10  # sentences of a text of which a share can be told
_SHORTEST = 12  # characters of a sentence that can be called reused


@dataclass(frozen=True, slots=True)
class _Required:
    zh: str
    en: str
    words: re.Pattern[str]


@cache
def _required() -> tuple[_Required, ...]:
    return tuple(
        _Required(one["title"]["zh"], one["title"]["en"], re.compile(one["words"]))
        for one in load("required-sections")["sections"]
    )


def missing_sections(material: Material) -> Iterator[Fault]:
    """Contents of which the text has no word. Only of a text that is whole."""
    if not material.is_law_report or not looks_whole(material):
        return
    text = material.reading.text
    for one in _required():
        if one.words.search(text) is None:
            yield fault(
                NO_HEAD if "第一责任人" in one.zh else NO_SECTION,
                None,
                f"缺少“{one.zh}”的内容。",
                f"The report says nothing of: {one.en}.",
            )


def missing_title(material: Material) -> Iterator[Fault]:
    """A text that has no title anywhere."""
    reading = material.reading
    if (
        material.is_law_report
        and reading.heading.title is None
        and len(reading.text) > 400
        and reading.layout.sections
    ):
        yield fault(NO_TITLE, None, "正文没有标题。", "The text has no title.")


_PROMISES_CAUSE = re.compile(r"(?:不足|问题|短板|差距)[^。]{0,6}(?:原因|成因)")
_CAUSE = re.compile(
    r"由于|因为|原因(?:是|在|有|为|分析)|重要原因|主要原因|源于|源自|导致|致使|造成|使得|根源|归结|在于|主要是|缘于|出于|受[^，。]{1,12}(?:影响|限制|制约|所限)|制约"
    r"|兼职|没有(?:受过|经过)|(?<![\u4e00-\u9fff])因(?!此|地|而)|因(?:为|权|人|历|机|工|部|科|法|疫|政|缺|编|体|新|无|受)"
)


def missing_cause(material: Material) -> Iterator[Fault]:
    """A heading that promises causes over a text that names none."""
    reading = material.reading
    if not material.is_law_report:
        return
    for section in reading.layout.sections:
        if not _PROMISES_CAUSE.search(section.title):
            continue
        body = reading.text[section.title_end : section.end]
        if len(body.strip()) >= 20 and not _CAUSE.search(body):
            yield fault(
                NO_CAUSE,
                (section.title_start, section.title_end),
                "标题写了“原因”，正文没有写原因。",
                "The heading promises causes; the text names none.",
            )


def title_year(material: Material) -> Iterator[Fault]:
    """A title of one year over an opening that reports on another."""
    heading = material.reading.heading
    if heading.title is None or heading.title_at is None:
        return
    titled = re.search(r"(20\d\d)\s*年", heading.title)
    text = material.reading.text
    opening = text[heading.title_at.end : heading.title_at.end + 160]
    says = re.search(
        r"(?:现将|现就)[^。]{0,30}?(20\d\d)\s*年(?:度)?[^。]{0,40}(?:报告|汇报)如下|(?:^|[\n：:])\s*(20\d\d)年(?:度|以来)?[，,]",
        opening,
    )
    said = (says[1] or says[2]) if says else None
    if titled and said and titled[1] != said and titled[1] not in opening:
        yield fault(
            TITLE_YEAR,
            (heading.title_at.start, heading.title_at.end),
            f"标题写{titled[1]}年，正文报告的是{said}年。",
            f"The title says {titled[1]}; the text reports on {said}.",
        )


_OF_LAST_YEAR = re.compile(
    r"安排|打算|计划|思路|谋划|举措|成效|履行|履职|工作(?:开展|推进|完成)?情况|不足|问题"
)
_OF_NEXT_YEAR = re.compile(r"安排|打算|计划|思路|谋划|下一步|下步|工作重点|目标任务")


def heading_year(material: Material) -> Iterator[Fault]:
    """A heading that still bears another year, as when last year's report was written over."""
    reading = material.reading
    year = reading.heading.year
    if year is None or not material.is_law_report:
        return
    for section in reading.layout.sections:
        said = re.match(r"(20\d\d)年", section.title)
        if section.level > 1 or said is None or not _OF_LAST_YEAR.search(section.title):
            continue
        ahead = _OF_NEXT_YEAR.search(section.title) is not None
        right = year + 1 if ahead else year
        if int(said[1]) < right and (ahead or int(said[1]) == year - 1):
            yield fault(
                HEADING_YEAR,
                (section.title_start, section.title_end),
                f"标题写{said[1]}年，{year}年度的报告应为{right}年。",
                f"The heading says {said[1]}; in a report on {year} it should be {right}.",
                should=(f"{right}年", str(right)),
            )


def reused_text(material: Material) -> Iterator[Fault]:
    """The share of sentences that stand word for word in last year's report."""
    if material.previous is None:
        return
    share = reused_share(material.reading, material.previous)
    if share >= REUSED_SHARE:
        yield fault(
            REUSED,
            None,
            f"{share:.0%}的句子与上年报告一字不差。",
            f"{share:.0%} of the sentences stand word for word in last year's report.",
        )


def reused_share(reading: Reading, previous: Reading) -> float:
    """The share (0 to 1) of the sentences that `previous` has word for word, figures aside. 0 for a text of few sentences."""
    ours, theirs = _sentences(reading), set(_sentences(previous))
    return sum(one in theirs for one in ours) / len(ours) if len(ours) >= _FEWEST else 0.0


def _sentences(reading: Reading) -> list[str]:
    said = (re.sub(r"[\s\d]+", "", reading.text[start:end]) for start, end in reading.layout.sentences)
    return [one for one in said if len(one) >= _SHORTEST]


FINDERS = (missing_sections, missing_title, missing_cause, title_year, heading_year, reused_text)
