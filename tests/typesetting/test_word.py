"""The docx: its grid, styles, faces and page numbers, read back from the file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.typesetting.documents import DAY, LETTER, MINUTES, TABLE, prose, report
from yifa.typesetting.charts import YearValue, yearly_bars
from yifa.typesetting.model import Heading, OfficialDocument, Paragraph
from yifa.typesetting.word import signature_indents, to_docx


def part(document: OfficialDocument, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        return package.read(name).decode()


def opened(document: OfficialDocument) -> Document:
    return docx.Document(io.BytesIO(to_docx(document)))


def test_the_page_is_the_standards() -> None:
    section = opened(report()).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    measures = [
        section.page_width, section.page_height, section.top_margin,
        section.left_margin, section.right_margin, section.bottom_margin,
    ]  # fmt: skip
    assert [round(length.mm) for length in measures if length is not None] == [210, 297, 37, 28, 26, 35]


def test_the_grid_has_22_lines_and_28_characters() -> None:
    grid = re.search(r"<w:docGrid [^>]*>", part(report(), "word/document.xml"))
    assert grid is not None
    assert 'w:type="linesAndChars"' in grid[0]
    assert 'w:linePitch="579"' in grid[0]
    normal = re.search(r'w:styleId="Normal">.*?</w:style>', part(report(), "word/styles.xml"))
    assert normal is not None
    assert 'w:line="579" w:lineRule="exact"' in normal[0]
    spacing = re.search(r'<w:rPr><w:spacing w:val="(-?\d+)"/><w:sz w:val="32"/>', normal[0])
    assert spacing is not None
    pitch = 16 + int(spacing[1]) / 20
    assert int(156 / 25.4 * 72 // pitch) == 28
    assert int(225 / 25.4 * 72 // 28.95) == 22


def test_the_faces_are_the_standards() -> None:
    styles = part(report(), "word/styles.xml")
    for style, face in (
        ("Heading1", "黑体"), ("Heading2", "楷体_GB2312"), ("Heading3", "仿宋_GB2312"),
        ("Heading4", "仿宋_GB2312"), ("Title", "方正小标宋简体"), ("Footer", "宋体"),
    ):  # fmt: skip
        found = re.search(rf'w:styleId="{style}">.*?</w:style>', styles)
        assert found is not None
        assert f'w:eastAsia="{face}"' in found[0]
        assert f'w:ascii="{face}"' in found[0]
    assert '<w:altName w:val="FangSong' in part(report(), "word/fontTable.xml")


def test_headings_are_styles_with_outline_levels() -> None:
    made = opened(report(*(Heading(level, "题", automatic=True) for level in range(1, 5))))
    found = [
        (p.style.name, p.text)
        for p in made.paragraphs
        if p.style is not None and "eading" in str(p.style.name)
    ]
    assert found == [
        ("Heading 1", "一、题"),
        ("Heading 2", "（一）题"),
        ("Heading 3", "1.题"),
        ("Heading 4", "（1）题"),
    ]
    styles = part(report(), "word/styles.xml")
    for level in range(1, 5):
        assert re.search(rf'w:styleId="Heading{level}">.*?<w:outlineLvl w:val="{level - 1}"/>', styles)


def test_odd_and_even_pages_number_outside() -> None:
    document = report()
    assert "<w:evenAndOddHeaders/>" in part(document, "word/settings.xml")
    section = opened(document).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        xml = paragraph._p.xml
        assert f'<w:jc w:val="{side}"/>' in xml
        assert " PAGE " in xml
        assert f'w:{side}Chars="100"' in xml


def test_a_letters_first_page_has_its_own_head_and_foot() -> None:
    section = opened(LETTER).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "临江市科学技术局"
    assert "thickThinSmallGap" in section.first_page_header.paragraphs[0]._p.xml
    assert "thinThickSmallGap" in section.first_page_footer.paragraphs[0]._p.xml
    assert "印发" not in "".join(p.text for p in opened(LETTER).paragraphs)


def test_the_imprint_is_in_a_frame_at_the_foot() -> None:
    framed = [p for p in opened(report()).paragraphs if 'w:yAlign="bottom"' in p._p.xml]
    assert [p.text.strip() for p in framed if p.text.strip()] == [
        "抄送：市司法局。",
        "临江市科学技术局办公室\t2021年1月5日印发",
    ]


def test_tables_repeat_their_heads_and_align_numbers() -> None:
    made = opened(report(TABLE)).tables[0]
    assert "w:tblHeader" in made.rows[0]._tr.xml
    assert [cell.text for cell in made.rows[2].cells] == ["2020", "101", ""]
    assert 'w:jc w:val="right"' in made.rows[1].cells[1]._tc.xml


def test_charts_are_pictures_with_a_description() -> None:
    chart = yearly_bars("数量", [YearValue(2020, Decimal(3))], unit="家", source="登记簿", on=DAY)
    made = to_docx(report(chart))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert any(name.endswith(".png") for name in package.namelist())
        assert 'descr="数量：2020年3家"' in package.read("word/document.xml").decode()


def test_the_file_says_what_it_is() -> None:
    properties = opened(report()).core_properties
    assert properties.title == "临江市科学技术局关于2020年度法治政府建设情况的报告"
    assert properties.author == "临江市科学技术局"
    assert properties.language == "zh-CN"
    assert properties.created == datetime(2021, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["<w:p/>&amp;", "]]><x>", 'a"b', "甲\x00\x0b乙"])
def test_markup_in_text_stays_text(text: str) -> None:
    made = opened(report(Paragraph.of(text), note=text))
    assert text.replace("\x00", "").replace("\x0b", "") in [p.text for p in made.paragraphs]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_docx(report()) == to_docx(report())


def test_every_run_leaves_quotation_marks_to_the_chinese_face() -> None:
    xml = part(report(Paragraph.of("“三重一大”……")), "word/document.xml")
    run = re.search(r"<w:r>(?:(?!</w:r>).)*“三重一大”", xml)
    assert run is not None
    assert 'w:hint="eastAsia"' in run[0]


def test_minutes_and_long_documents_are_written() -> None:
    assert "出席：张明、李华" in [p.text for p in opened(MINUTES).paragraphs]
    long = opened(report(*[Paragraph.of(prose(280))] * 100))
    assert len(long.paragraphs) > 100


@pytest.mark.parametrize(
    ("name", "day", "sealed", "expected"),
    [
        (8, 6.5, True, (3.25, 4.0)),
        (20, 6.5, True, (0.0, 6.75)),
        (4, 6.5, True, (5.25, 4.0)),
        (8, 6.5, False, (2.0, 1.5)),
        (4, 6.5, False, (6.5, 2.0)),
    ],
)
def test_signature_and_date_stand_as_the_standard_says(
    name: float, day: float, sealed: bool, expected: tuple[float, float]
) -> None:
    assert signature_indents(name, day, sealed=sealed) == expected


def test_elements_stand_in_the_order_of_the_schema() -> None:
    order = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "shd", "tabs",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
    ]  # fmt: skip
    for document in (report(signatory="李华"), LETTER, MINUTES):
        made = opened(document)
        section = made.sections[0]
        for holder in (
            made,
            section.footer,
            section.even_page_footer,
            section.first_page_header,
            section.first_page_footer,
        ):
            for paragraph in holder.paragraphs:
                properties = paragraph._p.pPr
                if properties is not None:
                    tags = [child.tag.removeprefix(qn("w:p")[:-1]) for child in properties]
                    assert tags == sorted(tags, key=order.index)
