"""How a text is laid out: lines, sentences, sections, and the residue of the web page that it came from.

Reports are read as they are found: copied out of web pages, with navigation above, a footer below, spaces inside headings
(“一 、”), headings that run on into their paragraph. Offsets are indices of the text given. Everything here is one pass of
regular expressions without nested repetition, so its time is linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_STOPS = "。！？；!?;"
_SENTENCE = re.compile(rf"[^\s{_STOPS}][^{_STOPS}\r\n\f\v\x85\u2028\u2029]*(?:[{_STOPS}]+[”’」』）)》]*)?")

# A line of the page around the report, not of the report. Such lines are short; the words stand at their beginning.
_RESIDUE_MOST = 120
_RESIDUE_HEAD = re.compile(
    r"[\s>»|【\[（(·•]*(?:"
    r"上一[篇条页]|下一[篇条页]|返回(?:列表|顶部|首页|上[一级]|目录)|打印(?:本页|此页|正文|文章|\s*[】\]）)|])|打印$|关闭(?:窗口|本页|此页|\s*[】\]）)|])|关闭$|"
    r"当前(?:的)?位置|您?(?:现在)?(?:所在|的)位置|您现在(?:的位置|所在)|首\s*页(?=\s*(?:$|[>|»/\-—]|\S{2,6}\s+\S{2,6}))|网站首页|设为首页|加入收藏|"
    r"字体(?:大小)?\s*[:：【\[（(]|字号\s*[:：【\[（(]|[【\[（(]?\s*(?:字体|字号)?\s*[:：]?\s*大\s*[|/】\]]?\s*[【\[]?\s*中\s*[|/】\]]?\s*[【\[]?\s*小\s*[】\]）)]?\s*(?:$|打印|关闭)|"
    r"分享(?:到|至|：|:|本文|$)|扫一扫|扫码|微信扫|"
    r"(?:文章|信息|稿件|新闻)?来源\s*[:：]|(?:文章|信息)?作者\s*[:：]|(?:责任|网站)?编辑\s*[:：]|责编\s*[:：]|审[核稿]\s*[:：]|撰稿\s*[:：]|供稿\s*[:：]|校对\s*[:：]|"
    r"(?:发布|发表|更新|公开|生成|录入|添加|成文|发文|印发|上传|信息)(?:时间|日期)\s*[:：]|时间\s*[:：]\s*\d|日期\s*[:：]\s*\d|"
    r"(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?\s*[:：]|浏览\s*\d+\s*次|字数\s*[:：]|"
    r"索\s*引\s*号|(?:主题|体裁)分类\s*[\]】:：]|主题词\s*[:：]|(?:发布|公开|成文)(?:机构|日期|时间)\s*[\]】|]|发文字号\s*[\]】|]|有效性\s*[\]】]|(?:发布|公开|发文|信息公开)(?:机构|单位|部门|机关)\s*[:：]|发文(?:字|文)号\s*[:：]|文\s*号\s*[:：]|公文(?:文号|名称|时效)\s*[:：]|"
    r"(?:是否)?有效性?\s*[:：]|(?:信息)?名\s*称\s*[:：]|标\s*题\s*[:：]|关\s*键\s*[字词]\s*[:：]|体裁(?:分类)?\s*[:：]|公开(?:方式|形式|范围|类别)\s*[:：]|统一编号\s*[:：]|"
    r"(?:主办|承办|协办|主管|维护|承建)(?:单位|部门)?\s*[:：]|版权所有|技术支持|网站(?:标识码|地图|声明|支持|帮助)|.{0,12}ICP备|.{0,12}公网安备|"
    r"联系我们|关于我们|使用帮助|隐私(?:声明|政策)|法律声明|无障碍|长者(?:版|模式|专区)|适老|繁體|简体\s|English\s|"
    r"(?:今天|现在)[是：:]|留言与评论|留言(?=\s|$)|我要(?:纠错|评论|留言|分享)|相关(?:链接|阅读|文章|新闻|信息|附件|稿件|文档)|友情链接|附件下载|下载附件|文件下载|用户登录|登录\s*[|/]\s*注册|"
    r"信息公开(?:指南|目录|制度|年报)\s*(?:$|信息|政府|依申请)|站内搜索|热门搜索|请输入关键[字词]|移动版|手机版|电脑版|收藏$|纠错$|PDF版|"
    r"Copyright|©|https?://|www\.|document\.|var\s|function\s*\(|\$\(|<[a-zA-Z/!]"
    r")",
    re.IGNORECASE,
)
_RESIDUE_TAIL = re.compile(
    r"(?:>>?|»)\s*(?:正文|详情|内容|详细内容)\s*$|^\s*(?:正文|大|中|小|大\s*中\s*小|\|+|\[\s*\]|【\s*】)\s*$"
)
_METADATA = re.compile(
    r"(?:发布|更新|公开|发文|成文|生成|信息)(?:时间|日期)\s*[:：]|来源\s*[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s*[:：]|【\s*字体"
)

# Ways to number a heading. The order is only that of trying.
_CHINESE = "[一二三四五六七八九十百零〇]"
_NUMBERING = re.compile(
    rf"[\s\u3000\ufeff]*(?:"
    rf"第\s*(?P<part>{_CHINESE}{{1,3}})\s*(?:部分|章|编)[\s、:：.．]*|"
    rf"(?P<plain>{_CHINESE}{{1,3}})\s*[、．.]\s*|"
    rf"[（(〔]\s*(?P<round>{_CHINESE}{{1,3}})\s*[）)〕]\s*[、.．]?\s*|"
    rf"(?P<dotted>\d{{1,2}})\s*(?:[.．、](?!\s*\d)|[）)])\s*|"
    rf"[（(]\s*(?P<bracketed>\d{{1,2}})\s*[）)]\s*[、.．]?\s*|"
    rf"(?P<circled>[①-⑳])\s*"
    rf")"
)
_TITLE_ENDS = re.compile(r"[。：:；;！!\r\n]|(?<=[^\d])\.(?=\s|$)")
TITLE_MOST = 60

_CIRCLED = {chr(0x2460 + index): index + 1 for index in range(20)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without its surrounding blanks. `residue`: of the page around the report."""

    start: int
    end: int
    residue: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and the text under it, up to the next heading that is not under it.

    `level` counts from 1, the outermost. `style` names the way of numbering (part, plain 一、, round (一), dotted 1.,
    bracketed (1), circled ①). `title_start`, `title_end` enclose the title; `[start, end)` the whole section with its number.
    A title that runs on into its paragraph ends at its first 。or colon.
    """

    level: int
    number: int
    title: str
    start: int
    end: int
    style: str = "plain"
    title_start: int = 0
    title_end: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines, sentences and sections of one text, each in the order in which they stand."""

    lines: tuple[Line, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    sections: tuple[Section, ...] = ()
    _line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _section_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _parents: tuple[int, ...] = field(default=(), repr=False, compare=False)  # of each section; -1: none

    def line_at(self, offset: int) -> Line | None:
        """The line in which `offset` stands; None in a blank."""
        index = bisect_right(self._line_starts, offset) - 1
        return self.lines[index] if index >= 0 and offset < self.lines[index].end else None

    def sentence_at(self, offset: int) -> tuple[int, int] | None:
        """The sentence in which `offset` stands; None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index][1] else None

    def sections_at(self, offset: int) -> tuple[Section, ...]:
        """The sections that hold `offset`, the outermost first."""
        found: list[Section] = []
        index = bisect_right(self._section_starts, offset) - 1
        while index >= 0:
            section = self.sections[index]
            if offset < section.end:
                found.append(section)
            index = self._parents[index]
        return tuple(reversed(found))

    def parent_of(self, index: int) -> int:
        """The index of the section above the section of an index; -1 for none."""
        return self._parents[index]

    def is_residue(self, offset: int) -> bool:
        """Whether `offset` stands in a line of the page around the report."""
        line = self.line_at(offset)
        return line is not None and line.residue


def layout(text: str) -> Layout:
    """The layout of `text`. Never fails: a text without lines has an empty layout."""
    lines = tuple(_lines(text))
    sentences = tuple(
        (match.start(), _trimmed(text, match.start(), match.end())) for match in _SENTENCE.finditer(text)
    )
    sections, parents = _sections(text, lines)
    return Layout(
        lines=lines,
        sentences=sentences,
        sections=sections,
        _line_starts=tuple(line.start for line in lines),
        _sentence_starts=tuple(start for start, _ in sentences),
        _section_starts=tuple(section.start for section in sections),
        _parents=parents,
    )


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        raw = match[0]
        bare = raw.strip()
        bare = bare.strip("\ufeff\u200b")
        if not bare:
            continue
        start = match.start() + raw.index(bare)
        yield Line(start, start + len(bare), residue=_is_residue(bare))


def _is_residue(line: str) -> bool:
    if len(line) > _RESIDUE_MOST:
        return False
    if _RESIDUE_HEAD.match(line) is not None:
        # A sentence of the report may begin with such a word; it ends as a sentence does.
        return not (line.endswith("。") and len(line) > 40)
    if _RESIDUE_TAIL.search(line) is not None:
        return True
    return len(_METADATA.findall(line)) >= 2


def _sections(text: str, lines: tuple[Line, ...]) -> tuple[tuple[Section, ...], tuple[int, ...]]:
    """Headings in their order, and of each the index of the one above it; the level of a heading is the depth at which its
    way of numbering was first used under the headings that are open."""
    opened: list[tuple[str, int]] = []  # style and index into `found` of each open heading
    found: list[
        tuple[int, str, int, int, int, int]
    ] = []  # level, style, number, start, title_start, title_end
    ends: list[int] = []
    parents: list[int] = []
    for line in lines:
        if line.residue:
            continue
        match = _NUMBERING.match(text, line.start, line.end)
        if match is None:
            continue
        style = match.lastgroup or "plain"
        number = _number(match[style])
        title_end = _title_end(text, match.end(), line.end)
        if number is None or title_end <= match.end():
            continue
        for depth, (open_style, _) in enumerate(opened):
            if open_style == style:
                for _, index in opened[depth:]:
                    ends[index] = line.start
                del opened[depth:]
                break
        parents.append(opened[-1][1] if opened else -1)
        opened.append((style, len(found)))
        found.append((len(opened), style, number, line.start, match.end(), title_end))
        ends.append(len(text))
    sections = tuple(
        Section(
            level=level,
            number=number,
            title=text[title_start:title_end],
            start=start,
            end=end,
            style=style,
            title_start=title_start,
            title_end=title_end,
        )
        for (level, style, number, start, title_start, title_end), end in zip(found, ends, strict=True)
    )
    return sections, tuple(parents)


def _title_end(text: str, start: int, line_end: int) -> int:
    """Where the title that begins at `start` ends: at its line's end, or where its first sentence does."""
    stop = _TITLE_ENDS.search(text, start, line_end)
    end = stop.start() if stop else line_end
    if end - start > TITLE_MOST:
        comma = re.compile(r"[，,]").search(text, start, min(line_end, start + TITLE_MOST))
        end = comma.start() if comma else start + TITLE_MOST
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _number(written: str) -> int | None:
    if written in _CIRCLED:
        return _CIRCLED[written]
    if written.isdecimal():
        return int(written) if len(written) <= 9 else None
    try:
        return from_chinese(written)
    except LawError:
        return None
