"""The document as a value: what it refuses, how headings are numbered."""

from __future__ import annotations

from datetime import date

import pytest

from tests.typesetting.documents import TABLE, report
from yifa.typesetting.model import (
    DocumentError,
    Form,
    Heading,
    Paragraph,
    Secrecy,
    Table,
    chinese_date,
    numbered,
    numeral,
    texts,
)


def headings(*levels: int) -> list[str]:
    return [
        block.text
        for block in numbered(Heading(level, "题", True) for level in levels)
        if isinstance(block, Heading)
    ]


def test_each_level_has_its_numbers_and_restarts_those_below() -> None:
    assert headings(1, 2, 3, 4, 4, 3, 2, 1, 2) == [
        "一、题", "（一）题", "1.题", "（1）题", "（2）题", "2.题", "（二）题", "二、题", "（一）题",
    ]  # fmt: skip


def test_the_second_level_may_be_left_out() -> None:
    assert headings(1, 3, 3) == ["一、题", "1.题", "2.题"]


def test_an_authors_own_number_is_kept_and_counts() -> None:
    blocks = (Heading(1, "一、主要举措"), Heading(1, "存在问题", automatic=True))
    assert [block.text for block in numbered(blocks) if isinstance(block, Heading)] == [
        "一、主要举措",
        "二、存在问题",
    ]


def test_a_heading_that_opens_a_paragraph_is_numbered() -> None:
    (block,) = numbered([Paragraph.of("正文。", lead=Heading(3, "服务。", automatic=True))])
    assert isinstance(block, Paragraph)
    assert block.lead is not None
    assert block.lead.text == "1.服务。"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_numbers_read_as_chinese_figures(number: int, words: str) -> None:
    assert numeral(number) == words


def test_a_hundredth_heading_is_refused() -> None:
    with pytest.raises(DocumentError, match="合并标题"):
        numeral(100)


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(date(2026, 1, 5)) == "2026年1月5日"


def test_a_row_with_too_few_cells_is_refused_by_its_number() -> None:
    with pytest.raises(DocumentError) as refused:
        Table(("年度", "数量"), (("2019", "1"), ("2020",)), caption="表1")
    assert "第 2 行" in refused.value.zh
    assert "row 2" in refused.value.en


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"title": " "}, "标题"), ({"issuer": ""}, "发文机关"), ({"copy_number": 1_000_000}, "份号")],
)
def test_a_document_without_a_needed_part_is_refused(changes: dict[str, object], words: str) -> None:
    assert report().title
    with pytest.raises(DocumentError, match=words):
        report(**changes)


def test_a_fifth_level_is_refused() -> None:
    with pytest.raises(DocumentError, match="1 至 4 级"):
        Heading(5, "题")


def test_each_form_has_its_own_mark() -> None:
    assert report().head_mark == "临江市科学技术局文件"
    assert report(form=Form.LETTER).head_mark == "临江市科学技术局"
    assert report(form=Form.MINUTES).head_mark == "临江市科学技术局会议纪要"
    assert not report(form=Form.PLAIN).has_head


def test_secrecy_is_marked_with_its_period() -> None:
    assert report(secrecy=Secrecy.LOW, secrecy_period="1年").secrecy_mark == "秘密★1年"


def test_columns_of_numbers_are_found() -> None:
    assert TABLE.numeric_columns == (True, True, False)
    assert Table(("增速",), (("—",), ("+35.8%",), ("",))).numeric_columns == (True,)
    assert Table(("空",), (("",),)).numeric_columns == (False,)


def test_every_printed_word_is_checked_for_glyphs() -> None:
    words = "".join(texts(report(note="联系人：王芳", signatory="李华")))
    for part in (
        "王芳",
        "李华",
        "工作台账",
        "市司法局",
        "按证书日期统计",
        "101",
        "登记簿",
        "服务。",
        "临科发〔2021〕3号",
    ):
        assert part in words
