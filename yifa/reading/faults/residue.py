"""What the file or the page left in the text: footers, font menus, placeholders, failed references, entities, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reading.faults.model import Fault, FaultKind, Material, fault, rule

PAGE = rule(
    "residue/page",
    FaultKind.ARTEFACT,
    title=("网页残留", "Remains of a web page"),
    authority=(
        "网页的导航、字号菜单、页脚不是报告正文",
        "Navigation, menus and footers are no part of a report",
    ),
)
PLACEHOLDER = rule(
    "residue/placeholder",
    FaultKind.ARTEFACT,
    title=("占位符未替换", "Placeholder left in"),
    authority=("定稿不应留有待填内容", "A final text has nothing left to fill in"),
)
BROKEN = rule(
    "residue/broken",
    FaultKind.ARTEFACT,
    title=("转换错误", "Remains of a conversion"),
    authority=(
        "文件转换留下的代码、乱码、错误提示不是正文",
        "Codes, garbled characters and error messages are no part of a text",
    ),
)
NUMBERS = rule(
    "residue/page-numbers",
    FaultKind.ARTEFACT,
    title=("页码混入正文", "Page numbers within the text"),
    authority=("页码不是正文", "Page numbers are no part of a text"),
)

# Residue that an editor would cut; particulars of the page (date, source, index number) are left alone.
_TOLD = re.compile(
    r"[\s【\[（(·•]*(?:上一[篇条页]|下一[篇条页]|返回|打印|关闭|责任编辑|责编|分享|扫一扫|扫码|微信扫|留言|我要|相关(?:链接|阅读|文章|新闻|信息|稿件)|友情链接|字体|字号|收藏|纠错"
    r"|版权所有|主办|承办|技术支持|网站(?:标识码|地图)|.{0,12}ICP备|.{0,12}公网安备|联系我们|关于我们|Copyright|©|document\.|var\s|function|\$\(|<[a-zA-Z/!])"
)
_PARTICULARS = re.compile(r"(?:发布|发文|成文|公开|印发)(?:时间|日期|机构)|索\s*引\s*号|文\s*号")
_MENU = re.compile(
    r"[【\[（(]\s*(?:浏览)?(?:字体|字号)\s*[:：]?\s*[】\]）)]?\s*(?:大\s*[|/ ]?\s*中\s*[|/ ]?\s*小)?\s*[】\]）)]?"
    r"|(?:字体|字号)(?:大小)?\s*[:：]\s*[【\[（(]?\s*大\s*[】\]）)|]?\s*[【\[（(]?\s*中\s*[】\]）)|]?\s*[【\[（(]?\s*小"
    r"|【\s*打印(?:本页|此页)?\s*】|【\s*关闭(?:窗口)?\s*】"
)
_PLACEHOLDER = re.compile(
    r"【\s{0,9}】|【[^】\n]{0,12}(?:待|此处|填写|插入|补充|XX|xx)[^】\n]{0,12}】|〔\s{0,9}〕|(?<![A-Za-z×✕╳＊])[Xx×✕╳＊]{2,8}(?=[市县区局年月日个次件人家项名同省镇]|公司|部门|单位)|(?<![A-Za-z0-9*])\*{1,3}(?=[次件个项人名场份期市县区局镇])|（\s*(?:待补充|待填|待核实|待定)\s*）|＿{2,9}|_{3,9}|□{2,9}|○{3,9}"
)
_BROKEN = re.compile(
    r"错误[!！]\s*(?:未找到|未定义|超链接)[^\n。]{0,12}|Error! (?:Reference|Bookmark)[^\n]{0,30}"
    r"|&(?:nbsp|ldquo|rdquo|middot|mdash|hellip|amp|lt|gt|quot|emsp|ensp|#\d{2,5});?|\\u[0-9a-fA-F]{4}|\ufffd+|[\ue000-\uf8ff]+"
    r"|锟斤拷|烫烫烫|â€|ï»¿|鈥|Ã[\x80-\xbf]|\[object Object\]|(?<![A-Za-z])undefined(?![A-Za-z])|(?<![A-Za-z])NaN(?![A-Za-z])"
    r"|</?(?:p|br|span|div|strong|td|tr|table|font|a)\b[^>\n]{0,80}>|\{\{[^}\n]{0,30}\}\}|HYPERLINK|MERGEFORMAT"
)
_PAGE_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[-—–－]{1,2}[ \t]*\d{1,3}[ \t]*[-—–－]{1,2}|"
    r"第[ \t]*\d{1,3}[ \t]*页(?:[ \t]*[,，/共]?[ \t]*共?[ \t]*\d{1,3}[ \t]*页)?)[ \t]*$",
    re.MULTILINE,
)


# With what these begin: only there a text is looked at.
_PLACEHOLDER_SIGN = re.compile("[【〔Xx×✕╳＊*＿_□○（]")
_BROKEN_SIGN = re.compile("[错E&\\\\\ufffd\ue000-\uf8ff锟烫âï鈥Ã\\[uN<{HM]")


def _matches(pattern: re.Pattern[str], signs: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    done = 0
    for sign in signs.finditer(text):
        at = sign.start()
        if at >= done and (match := pattern.match(text, at)) is not None:
            done = match.end()
            yield match


def page_residue(material: Material) -> Iterator[Fault]:
    """Footers and menus, one finding for each run of such lines; and menus within a line."""
    reading = material.reading
    text = reading.text
    run: tuple[int, int] | None = None
    spans: list[tuple[int, int]] = []
    foot = max(len(text) * 4 // 5, reading.heading.signed_at.end if reading.heading.signed_at else 0)
    for line in reading.layout.lines:
        if line.residue and (
            _TOLD.match(text, line.start, line.end)
            or (line.start >= foot and not _PARTICULARS.search(text, line.start, line.end))
        ):
            run = (run[0] if run else line.start, line.end)
            continue
        if not line.residue and run is not None:
            spans.append(run)
            run = None
    if run is not None:
        spans.append(run)
    # What stands above the report is how pages begin, and is cut by whoever reads them; within and below it is a fault.
    sections = reading.layout.sections
    begun = sections[0].start if sections else len(text) // 4
    for span in spans:
        if span[0] >= begun:
            yield _page(text, span)
    for match in _MENU.finditer(text, begun):
        if not any(start <= match.start() < end for start, end in spans[:50]):
            yield _page(text, match.span())


def _page(text: str, span: tuple[int, int]) -> Fault:
    said = re.sub(r"\s+", " ", text[span[0] : span[1]])
    shown = said if len(said) <= 24 else said[:24] + "…"
    return fault(
        PAGE,
        span,
        f"“{shown}”是网页残留，应删去。",
        f"“{shown}” is left over from a web page; delete it.",
    )


def placeholders(material: Material) -> Iterator[Fault]:
    """XX市, 【 】, *次: something was to be filled in."""
    text = material.reading.text
    for match in _matches(_PLACEHOLDER, _PLACEHOLDER_SIGN, text):
        if material.reading.layout.is_residue(match.start()):
            continue
        yield fault(
            PLACEHOLDER,
            match.span(),
            f"“{match[0]}”是没有替换的占位符。",
            f"“{match[0]}” is a placeholder that was not filled in.",
        )


def broken_text(material: Material) -> Iterator[Fault]:
    """Failed references, entities, markup, garbled characters."""
    text = material.reading.text
    last = -1000
    for match in _matches(_BROKEN, _BROKEN_SIGN, text):
        if match.start() - last > 200:  # one finding for a garbled passage
            yield fault(
                BROKEN,
                match.span(),
                f"“{match[0][:20]}”是文件转换留下的残留或乱码。",
                f"“{match[0][:20]}” is left over from a conversion.",
            )
        last = match.start()


def page_numbers(material: Material) -> Iterator[Fault]:
    """Lines of page numbers, told once, at the first."""
    found = list(_PAGE_NUMBER.finditer(material.reading.text))
    if found:
        first = found[0]
        yield fault(
            NUMBERS,
            first.span(),
            f"页码混入正文，共{len(found)}处。",
            f"Page numbers stand within the text in {len(found)} places.",
        )


FINDERS = (page_residue, placeholders, broken_text, page_numbers)
