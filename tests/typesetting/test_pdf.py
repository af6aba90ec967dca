"""The PDF, measured: GB/T 9704—2012 in millimetres."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.typesetting.documents import LETTER, MINUTES, TABLE, bare, prose, report
from tests.typesetting.measuring import Page, embedded_fonts, pages
from yifa.typesetting import geometry
from yifa.typesetting.model import (
    DocumentError,
    Form,
    Heading,
    OfficialDocument,
    PageBreak,
    Paragraph,
    Secrecy,
    Urgency,
)
from yifa.typesetting.pdf import to_pdf, to_pictures

PT = 25.4 / 72


def set_pages(document: OfficialDocument) -> list[Page]:
    return pages(to_pdf(document))


def words(line: list[object]) -> str:
    return "".join(mark.character for mark in line)  # type: ignore[attr-defined]


def test_a_full_page_holds_22_lines_of_28_characters() -> None:
    full = set_pages(bare(prose(28 * 22 * 3)))[1].body()
    assert len(full) == 22
    assert {len(line) for line in full} == {28}


def test_the_sheet_is_a4_and_the_type_area_156_by_225() -> None:
    page = set_pages(bare(prose(28 * 22 * 2)))[1]
    assert (round(page.width), round(page.height)) == (210, 297)
    lines = page.body()
    assert lines[0][0].x == pytest.approx(28, abs=0.1)
    pitch = geometry.CHARACTER_PITCH_PT * PT
    assert lines[0][-1].x + pitch == pytest.approx(28 + 156, abs=0.3)
    spare = (geometry.LINE_PITCH_PT - geometry.BODY_PT) / 2
    assert lines[0][0].y - (0.88 * 16 + spare) * PT == pytest.approx(37, abs=0.1)
    assert lines[-1][0].y + (0.12 * 16 + spare) * PT <= 37 + 225


def test_lines_are_one_pitch_apart_whatever_faces_they_mix() -> None:
    page = set_pages(bare("王喆abc123，《宪法》" + prose(28 * 8)))[0]
    lines = page.body()[2:]
    apart = [(below[0].y - above[0].y) / PT for above, below in pairwise(lines)]
    assert apart == pytest.approx([geometry.LINE_PITCH_PT] * len(apart), abs=0.05)


def test_a_paragraph_is_indented_by_two_characters() -> None:
    first, second = set_pages(bare(prose(60)))[0].body()[1:3]
    assert first[0].x - second[0].x == pytest.approx(2 * geometry.CHARACTER_PITCH_PT * PT, abs=0.05)
    assert len(first) == 26


def test_the_mark_is_35_mm_below_the_top_of_the_type_area() -> None:
    mark = set_pages(report())[0].line_of("文件")
    size = geometry.mark_points("临江市科学技术局文件")
    assert mark[0].y - 0.86 * size * PT == pytest.approx(37 + 35, abs=0.5)


def test_page_numbers_stand_outside_one_character_in() -> None:
    first, second, *_ = set_pages(report())
    odd, even = first.line_of("—1—"), second.line_of("—2—")
    # A dash of this face is four fifths of a square wide.
    assert odd[-1].x + 0.8 * 14 * PT == pytest.approx(28 + 156 - 14 * PT, abs=0.2)
    assert even[0].x == pytest.approx(28 + 14 * PT, abs=0.2)
    # The dash is 0.38 em above its baseline and 7 mm below the type area.
    assert odd[0].y - 0.38 * 14 * PT == pytest.approx(37 + 225 + 7, abs=0.3)


def test_every_face_is_embedded() -> None:
    faces = embedded_fonts(to_pdf(report()))
    assert {
        "FandolFang-Regular",
        "FandolHei-Regular",
        "FandolKai-Regular",
        "FandolSong-Regular",
    } <= faces.keys()
    assert all(faces.values())


def test_a_name_outside_gb2312_is_printed_from_the_fallback() -> None:
    made = to_pdf(bare("王喆、李堃同志"))
    assert "王喆、李堃同志" in pages(made)[0].text
    assert any(name.startswith("NotoSerifCJKsc-Regular") for name in embedded_fonts(made))


def test_a_character_without_a_glyph_refuses_the_document() -> None:
    assert to_pdf(bare("王明"))
    with pytest.raises(DocumentError) as refused:
        to_pdf(bare("王ก明"))
    assert "U+0E01" in refused.value.zh
    assert "U+0E01" in refused.value.en


INJECTIONS = (
    '#panic("x")',
    "$x^2$",
    "\\u{41}",
    "\"quoted\" 'single'",
    "*a* _b_ `c`",
    "@label <tag>",
    "// x /* y",
    "#[]{}~",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_markup_in_text_is_printed_as_it_is(text: str) -> None:
    printed = set_pages(report(Heading(1, text), Paragraph.of(text), TABLE, title="测试", note=text))
    shown = "".join(page.text for page in printed)
    assert shown.count(text.replace(" ", "")) == 3


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(report()) == to_pdf(report())


def test_the_imprint_is_at_the_foot_of_an_even_page() -> None:
    for length in (10, 500, 900, 1300):
        printed = set_pages(report(Paragraph.of(prose(length)), attachments=()))
        assert len(printed) % 2 == 0
        foot = printed[-1].line_of("印发")
        assert 37 + 225 - 10 < foot[0].y < 37 + 225
        assert words(foot).endswith("2021年1月5日印发")  # type: ignore[arg-type]


def test_a_blank_page_before_the_imprint_and_its_page_carry_no_number() -> None:
    # Page 2 is filled to the last line, so that the imprint must go to page 4.
    full = report(PageBreak(), Paragraph.of(prose(26 + 28 * 20)), attachments=(), signature="", dated=None)
    printed = set_pages(full)
    assert len(printed) == 4
    assert "—2—" in printed[1].text
    assert printed[2].text == ""
    assert "印发" in printed[3].text
    assert "—4—" not in printed[3].text


def test_a_letter_has_no_number_on_its_first_page_and_no_printing_office() -> None:
    (page,) = set_pages(LETTER)
    assert "—1—" not in page.text
    assert "印发" not in page.text
    mark = page.line_of("临江市科学技术局")
    assert mark[0].y - 0.86 * geometry.mark_points("临江市科学技术局") * PT == pytest.approx(30, abs=0.5)
    number = page.line_of("〔2021〕")
    assert number[-1].x > 28 + 156 - 8


def test_minutes_name_who_attended() -> None:
    page = set_pages(MINUTES)[0]
    assert "临江市科学技术局会议纪要" in page.text
    assert "出席：张明、李华" in page.text


def test_secrecy_urgency_and_copy_number_stand_top_left_in_order() -> None:
    page = set_pages(
        report(
            secrecy=Secrecy.LOW, secrecy_period="1年", urgency=Urgency.MORE, copy_number=7, signatory="李华"
        )
    )[0]
    assert [words(line) for line in page.body()[:3]] == ["000007", "秘密★1年", "加急"]  # type: ignore[arg-type]
    upward = page.line_of("签发人：李华")
    assert upward[0].x == pytest.approx(28 + geometry.CHARACTER_PITCH_PT * PT, abs=0.3)


def test_the_seals_date_is_four_characters_in_and_the_name_centred_over_it() -> None:
    page = set_pages(report(attachments=(), copy_to=(), imprint=None))[1]
    name, date_line = page.line_of("临江市科学技术局"), page.line_of("2021年1月5日")
    pitch = geometry.CHARACTER_PITCH_PT * PT
    assert 28 + 156 - (date_line[-1].x + pitch) == pytest.approx(4 * pitch, abs=0.6)
    middle = (name[0].x + name[-1].x + pitch) / 2
    assert middle == pytest.approx((date_line[0].x + date_line[-1].x + pitch) / 2, abs=0.6)


def test_attachment_names_carry_no_stop_and_have_their_own_pages() -> None:
    printed = set_pages(report())
    shown = "".join(page.text for page in printed)
    assert "附件：1.工作台账2.指标表" in shown
    last = next(page for page in printed if page.text.startswith("附件2"))
    assert "指标表" in words(last.body()[1])  # type: ignore[arg-type]


def test_a_paper_without_a_head_begins_with_its_title() -> None:
    page = set_pages(report(form=Form.PLAIN))[0]
    assert "文件" not in page.text
    assert words(page.body()[0]) in "临江市科学技术局关于2020年度法治政府建设情况的报告"  # type: ignore[arg-type]


def test_a_document_of_thirty_pages_is_set() -> None:
    printed = set_pages(report(*[Paragraph.of(prose(280))] * 60, TABLE))
    assert len(printed) >= 30
    assert [len(page.body()) for page in printed[1:20]] == [22] * 19


def test_pages_come_as_pictures() -> None:
    pictures = to_pictures(bare("正文"), ppi=30)
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"]
