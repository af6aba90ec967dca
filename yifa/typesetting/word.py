"""docx of an official document: what the bureau edits, signs and archives, with the same measures as the PDF.

Headings are real styles with outline levels, the grid is Word's own (22 lines by 28 characters), and the faces are the
standard's (仿宋_GB2312, 方正小标宋简体, 黑体, 楷体_GB2312), left to the reader's machine. The imprint stands at the foot of
the last page; whether that page is even is known only to the program that breaks the pages, so the PDF sees to it.
"""

# python-docx documents its underscored elements as the way to what it has no words for (grids, borders, frames).
# ruff: noqa: SLF001

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Row as DocxRow
from docx.text.paragraph import Paragraph as DocxParagraph

from yifa.typesetting import geometry
from yifa.typesetting.layout import chart_foot, column_widths, short_columns
from yifa.typesetting.model import (
    Attachment,
    Block,
    Chart,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    cell_text,
    chinese_date,
    numbered,
)
from yifa.typesetting.pdf import to_png
from yifa.typesetting.plain import clean, squares, title_lines
from yifa.typesetting.word_template import (
    FANG,
    HEADING_FACES,
    HEI,
    KAI,
    footer_twips,
    mm_twips,
    template,
    twips,
)

_RED: Final = geometry.OFFICIAL_RED.removeprefix("#").upper()
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_CHARACTER: Final = twips(geometry.CHARACTER_PITCH_PT)
# The space that an exact line leaves under its characters.
_UNDER_PT: Final = (geometry.LINE_PITCH_PT - geometry.BODY_PT) / 2


def to_docx(document: OfficialDocument) -> bytes:
    """The document as docx bytes; the same document gives the same bytes."""
    made = docx.Document(io.BytesIO(template()))
    _properties(made, document)
    section = made.sections[0]
    _page_numbers(section)
    if document.has_head:
        if document.form is Form.LETTER:
            _letter_head(made, section, document)
        else:
            _report_head(made, document)
    if document.stamp:
        _stamp(section, document.stamp)
    _title(made, document.title)
    if not document.has_head and document.number:
        _centre(_line(made, clean(document.number), face=KAI))
    _blank(made)
    if document.recipient:
        _line(made, clean(document.recipient).rstrip("：:") + "：", style="主送机关")
    _blocks(made, document.blocks)
    _attendance(made, document)
    _attachment_note(made, document.attachments)
    _signature(made, document)
    if document.note:
        _line(made, f"（{clean(document.note)}）", style="Body Text")
    _attachments(made, document.attachments)
    _imprint(made, document)
    saved = io.BytesIO()
    made.save(saved)
    return _same_bytes(saved.getvalue())


def _same_bytes(package: bytes) -> bytes:
    """The package with the moments of its making taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry.filename))
    return made.getvalue()


def _properties(made: Document, document: OfficialDocument) -> None:
    properties = made.core_properties
    properties.title = clean(document.one_line_title)[:255]
    properties.author = clean(document.issuer)[:255]
    properties.subject = clean(document.number or "")[:255]
    properties.language = "zh-CN"
    day = document.dated
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    properties.created = moment
    properties.modified = moment
    properties.last_modified_by = clean(document.issuer)[:255]


# --- elements -----------------------------------------------------------------------------------------------------


def _element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(f"{{{made.nsmap['w']}}}{name}", str(value))
    return made


def _w(*tags: str) -> tuple[str, ...]:
    return tuple(f"w:{tag}" for tag in tags)


def _faces(name: str) -> BaseOxmlElement:
    return _element("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _run(paragraph: DocxParagraph, text: str, face: str = "") -> None:
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    if face:
        properties.insert(0, _faces(face))
    else:
        # Without the hint Word takes “ ” — and … from the Latin face, half as wide.
        properties.insert(0, _element("rFonts", hint="eastAsia"))


def _line(made: Document, text: str, *, style: str = "Normal", face: str = "") -> DocxParagraph:
    paragraph = made.add_paragraph(style=style)
    if text:
        _run(paragraph, text, face)
    return paragraph


def _blank(made: Document, count: int = 1) -> None:
    for _ in range(count):
        made.add_paragraph()


def _centre(paragraph: DocxParagraph) -> DocxParagraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _indent(paragraph: DocxParagraph, *, left: float = 0, right: float = 0, hanging: float = 0) -> None:
    """Indents in characters of the body."""
    attributes: dict[str, str | int] = {"leftChars": 0, "rightChars": 0, "firstLineChars": 0}
    attributes |= {"left": round(left * _CHARACTER), "right": round(right * _CHARACTER)}
    if hanging:
        del attributes["firstLineChars"]
        attributes["hanging"] = round(hanging * _CHARACTER)
    else:
        attributes["firstLine"] = 0
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        _element("ind", **attributes), "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr"
    )


def _exact(paragraph: DocxParagraph, points: float) -> DocxParagraph:
    """A line of its own height, off the grid of the body."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        _element("snapToGrid", val=0), *_w("spacing", "ind", "contextualSpacing", "jc", "rPr")
    )
    paragraph.paragraph_format.line_spacing = Pt(round(points, 1))
    return paragraph


def _border(paragraph: DocxParagraph, side: str, kind: str, *, eighths: int, space: int) -> None:
    """A red rule above or below a paragraph, ``space`` points away."""
    rules = _element("pBdr")
    rules.append(_element(side, val=kind, sz=eighths, space=space, color=_RED))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        rules,
        *(
            f"w:{tag}"
            for tag in ("shd", "tabs", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "rPr")
        ),
    )


def _field(paragraph: DocxParagraph, instruction: str) -> None:
    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "":
            words = _element("instrText")
            words.text = f" {instruction} "
            run._r.append(words)
        elif kind != "shown":
            run._r.append(_element("fldChar", fldCharType=kind))


# --- heads --------------------------------------------------------------------------------------------------------


def _page_numbers(section: Section) -> None:
    """— 1 — outside: odd pages right, even pages left, one character in (7.5)."""
    one = twips(geometry.IMPRINT_PT)
    for footer, side, where in (
        (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "footer"
        paragraph.alignment = where
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            _element("ind", **{f"{side}Chars": 100, side: one}), "w:contextualSpacing", "w:jc", "w:rPr"
        )
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")


def _stamp(section: Section, words: str) -> None:
    """What a demonstration says at the top of every page."""
    headers = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    for header in headers:
        taken = not header.is_linked_to_previous and bool(header.paragraphs[0].text)
        header.is_linked_to_previous = False
        first = header.paragraphs[0]
        paragraph = first.insert_paragraph_before() if taken else first
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, words, HEI)
        paragraph.runs[0].font.size = Pt(10.5)
        paragraph.runs[0].font.color.rgb = RGBColor.from_string(_RED)


def _corner(document: OfficialDocument) -> list[tuple[str, str]]:
    """Copy number, secrecy and urgency with their faces (7.2.1 to 7.2.3)."""
    rows = (
        ("" if document.copy_number is None else f"{document.copy_number:06d}", FANG),
        (clean(document.secrecy_mark), HEI),
        (str(document.urgency or ""), HEI),
    )
    return [(text, face) for text, face in rows if text]


def _mark(paragraph: DocxParagraph, mark: str) -> None:
    size = geometry.mark_points(mark)
    _run(paragraph, mark)
    paragraph.runs[0].font.size = Pt(round(size * 2) / 2)
    _exact(paragraph, size * 1.1)


def _report_head(made: Document, document: OfficialDocument) -> None:
    corner = _corner(document)
    for text, face in corner:
        _line(made, text, face=face)
    mark = clean(document.head_mark)
    drop = geometry.HEAD_TO_AREA_MM * geometry.POINTS_PER_MM - len(corner) * geometry.LINE_PITCH_PT
    paragraph = made.add_paragraph(style="发文机关标志")
    _mark(paragraph, mark)
    # The mark's exact line leaves a little above the characters.
    paragraph.paragraph_format.space_before = Pt(round(drop - geometry.mark_points(mark) * 0.06, 1))
    _blank(made, 2)
    number = made.add_paragraph()
    text = clean(document.number or "")
    if document.signatory:
        _tab_right(number, geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM - geometry.CHARACTER_PITCH_PT)
        _indent(number, left=1)
        _run(number, f"{text}\t签发人：")
        _run(number, clean(document.signatory), KAI)
    else:
        _centre(number)
        _run(number, text)
    # Borders end where the indents do; the rule is as wide as the type area, so it is a line of its own.
    rule = _exact(_line(made, ""), 1)
    gap = geometry.NUMBER_TO_LINE_MM * geometry.POINTS_PER_MM - _UNDER_PT
    rule.paragraph_format.space_before = Pt(round(gap, 1))
    _border(rule, "bottom", "single", eighths=12, space=0)
    _blank(made, 2)


def _tab_right(paragraph: DocxParagraph, points: float) -> None:
    tabs = _element("tabs")
    tabs.append(_element("tab", val="right", pos=twips(points)))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(tabs, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _letter_head(made: Document, section: Section, document: OfficialDocument) -> None:
    """Mark and upper double rule in the first page's header, lower rule in its footer (10.1)."""
    section.different_first_page_header_footer = True
    section.header_distance = Mm(geometry.LETTER_HEAD_MM)
    wing_left = mm_twips((geometry.PAGE_WIDTH_MM - geometry.LETTER_RULE_MM) / 2 - geometry.LEFT_MM)
    wing_right = mm_twips((geometry.PAGE_WIDTH_MM - geometry.LETTER_RULE_MM) / 2 - geometry.RIGHT_MM)

    def ruled(paragraph: DocxParagraph, side: str, kind: str, space: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        wings = _element("ind", left=wing_left, right=wing_right)
        properties.insert_element_before(wings, "w:contextualSpacing", "w:jc", "w:rPr")
        _border(paragraph, side, kind, eighths=24, space=space)

    header = section.first_page_header
    header.is_linked_to_previous = False
    mark = header.paragraphs[0]
    mark.style = "发文机关标志"
    _mark(mark, clean(document.head_mark))
    ruled(mark, "bottom", "thickThinSmallGap", round(4 * geometry.POINTS_PER_MM))
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    foot = footer.paragraphs[0]
    foot.style = "footer"
    _exact(foot, 1)
    ruled(foot, "bottom", "thinThickSmallGap", 0)
    section.footer_distance = Mm(geometry.LETTER_FOOT_RULE_MM)
    spare = footer_twips() - mm_twips(geometry.LETTER_FOOT_RULE_MM)
    for numbered_footer in (section.footer, section.even_page_footer):
        numbered_footer.paragraphs[0].paragraph_format.space_after = Pt(spare / 20)
    first = made.add_paragraph()
    first.paragraph_format.space_before = Pt(round(geometry.BODY_PT * 7 / 8 - _UNDER_PT, 1))
    _tab_right(first, geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM)
    corner = _corner(document)
    if corner:
        _run(first, corner[0][0], corner[0][1])
    _run(first, "\t" + clean(document.number or ""))
    for text, face in corner[1:]:
        _line(made, text, face=face)
    _blank(made, 2)


def _title(made: Document, title: str) -> None:
    paragraph = made.add_paragraph(style="Title")
    for index, line in enumerate(title_lines(title)):
        if index:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        _run(paragraph, line)


# --- body ---------------------------------------------------------------------------------------------------------


def _blocks(made: Document, blocks: Iterable[Block]) -> None:
    for block in numbered(blocks):
        if isinstance(block, Heading):
            _line(made, clean(block.text), style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            paragraph = made.add_paragraph(style="Body Text")
            if block.lead is not None:
                _run(paragraph, clean(block.lead.text), HEADING_FACES[block.lead.level - 1])
            _run(paragraph, clean(block.text))
        elif isinstance(block, Table):
            _table(made, block)
        elif isinstance(block, Chart):
            _chart(made, block)
        else:
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(made: Document, table: Table) -> None:
    if table.caption:
        _line(made, clean(table.caption), style="Caption")
    if table.unit:
        unit = _line(made, f"单位：{clean(table.unit)}", style="表格文字")
        unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        unit.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    area = geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM
    widths = column_widths(table)
    points = [Pt(area * width / sum(widths)) for width in widths]
    _row(grid, table.columns, points, [WD_ALIGN_PARAGRAPH.CENTER] * len(table.columns), face=HEI, heads=True)
    where = [
        WD_ALIGN_PARAGRAPH.RIGHT
        if numeric
        else WD_ALIGN_PARAGRAPH.CENTER
        if short
        else WD_ALIGN_PARAGRAPH.LEFT
        for numeric, short in zip(table.numeric_columns, short_columns(table), strict=True)
    ]
    for row in table.rows:
        _row(grid, [cell_text(cell) for cell in row], points, where)
    for column, width in zip(grid.columns, points, strict=True):
        column.width = width
    _line(made, f"来源：{clean(table.source)}" if table.source else "", style="来源")


def _row(
    grid: DocxTable,
    words: Sequence[str],
    widths: Sequence[Length],
    where: Sequence[WD_ALIGN_PARAGRAPH],
    *,
    face: str = "",
    heads: bool = False,
) -> None:
    row: DocxRow = grid.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if heads:
        properties.append(_element("tblHeader"))
    for cell, text, width, place in zip(row.cells, words, widths, where, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = "表格文字"
        paragraph.alignment = place
        _run(paragraph, clean(text), face)
        cell._tc.get_or_add_tcPr().append(_element("vAlign", val="center"))


def _chart(made: Document, chart: Chart) -> None:
    _line(made, clean(chart.title), style="Caption")
    paragraph = _centre(made.add_paragraph(style="来源"))
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(to_png(chart)), width=Mm(chart.width_mm))
    described = picture._inline.docPr
    described.set("descr", clean(chart.description or chart.title))
    described.set("title", clean(chart.title))
    _centre(_line(made, chart_foot(chart), style="来源"))


# --- end ----------------------------------------------------------------------------------------------------------


def _attendance(made: Document, document: OfficialDocument) -> None:
    if document.attendance:
        _blank(made)
    for who in document.attendance:
        paragraph = made.add_paragraph()
        kind = f"{clean(who.kind)}："
        _run(paragraph, kind, HEI)
        _run(paragraph, clean(who.names))
        _indent(paragraph, left=2 + squares(kind), hanging=squares(kind))


def _attachment_note(made: Document, attachments: Sequence[Attachment]) -> None:
    """附件： with each name's further lines under its first character (7.3.4)."""
    if not attachments:
        return
    _blank(made)
    if len(attachments) == 1:
        paragraph = _line(made, f"附件：{clean(attachments[0].title)}")
        _indent(paragraph, left=5, hanging=3)
        return
    for number, item in enumerate(attachments, start=1):
        mark = f"{number}."
        paragraph = _line(made, f"{'附件：' if number == 1 else ''}{mark}{clean(item.title)}")
        width = squares(mark)
        _indent(paragraph, left=5 + width, hanging=width + (3 if number == 1 else 0))


def _signature(made: Document, document: OfficialDocument) -> None:
    if not document.signature and document.dated is None:
        return
    name = clean(document.signature)
    day = chinese_date(document.dated) if document.dated else ""
    name_right, day_right = signature_indents(squares(name), squares(day), sealed=document.sealed)
    _blank(made, 2 if document.sealed else 1)
    for text, right in ((name, name_right), (day, day_right)):
        if text:
            paragraph = _line(made, text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = bool(day) and text is name
            _indent(paragraph, right=right)


def signature_indents(name: float, day: float, *, sealed: bool) -> tuple[float, float]:
    """Right indents of signature and date in characters, from their widths in characters (7.3.5.1, 7.3.5.2)."""
    if sealed:
        day_right = max(4.0, (name - day) / 2)
        return day_right - (name - day) / 2, day_right
    if day > name:
        return 2.0 + day - name + 2.0, 2.0
    return 2.0, max(0.0, name - day)


def _attachments(made: Document, attachments: Sequence[Attachment]) -> None:
    for number, item in enumerate(attachments, start=1):
        if not item.blocks:
            continue
        label = _line(made, "附件" if len(attachments) == 1 else f"附件{number}", face=HEI)
        label.paragraph_format.page_break_before = True
        _blank(made)
        _title(made, item.title)
        _blank(made)
        _blocks(made, item.blocks)


def _imprint(made: Document, document: OfficialDocument) -> None:
    """版记 at the foot of the last page (7.4), in a letter without rules and printing office (10.1)."""
    letter = document.form is Form.LETTER
    copies = "，".join(clean(name).rstrip("。") for name in document.copy_to)
    office = None if letter else document.imprint
    rows = ([f"抄送：{copies}。"] if copies else []) + (
        [f"{clean(office.office)}\t{chinese_date(office.on)}印发"] if office else []
    )
    if not rows:
        return
    # The outer rules are borders that all lines share, so indents are equal and a space stands for the inner one.
    for number, text in enumerate(rows):
        if number and not letter:
            _thin_rule(_imprint_line(made, ruled=True))
        _run(_imprint_line(made, ruled=not letter), "　" + text)
    # The frame hangs on the paragraph after it.
    _exact(_line(made, ""), 1)


def _imprint_line(made: Document, *, ruled: bool) -> DocxParagraph:
    paragraph = made.add_paragraph(style="版记")
    if ruled:
        _imprint_rules(paragraph)
    _at_foot(paragraph)
    _tab_right(paragraph, geometry.AREA_WIDTH_MM * geometry.POINTS_PER_MM - geometry.IMPRINT_PT)
    hanging = 4 * twips(geometry.IMPRINT_PT)
    wide = _element("ind", left=hanging, right=0, hanging=hanging)
    paragraph._p.get_or_add_pPr().insert_element_before(wide, *_w("contextualSpacing", "jc", "rPr"))
    return paragraph


def _thin_rule(paragraph: DocxParagraph) -> None:
    """The rule between two lines, an underlined tab: LibreOffice drops a frame whose paragraphs have inner borders."""
    tabs = paragraph.paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Mm(geometry.AREA_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    # The first tab ends at the hanging indent, the second at the edge.
    run = paragraph.add_run("\t\t")
    run.font.underline = True
    run.font.size = Pt(5)
    _exact(paragraph, 6)


def _at_foot(paragraph: DocxParagraph) -> None:
    """Put into the frame at the foot of the type area; paragraphs that follow one another share it."""
    frame = _element(
        "framePr",
        w=mm_twips(geometry.AREA_WIDTH_MM),
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign="bottom",
    )
    tags = (
        "widowControl",
        "pBdr",
        "shd",
        "tabs",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "rPr",
    )
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *_w(*tags))


def _imprint_rules(paragraph: DocxParagraph) -> None:
    """Thick rules above the first and below the last line (7.4.1)."""
    rules = _element("pBdr")
    eighths = round(geometry.THICK_RULE_MM * geometry.POINTS_PER_MM * 8)
    for side in ("top", "bottom"):
        rules.append(_element(side, val="single", sz=eighths, space=0, color="auto"))
    tags = ("shd", "tabs", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "rPr")
    paragraph._p.get_or_add_pPr().insert_element_before(rules, *_w(*tags))
