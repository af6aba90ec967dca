"""Installed texts of laws: an article is found by its number in the text of the day. The sample law is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yifa.law.citations import Citation
from yifa.law.texts import LawTexts, Looked, Standing, read_text

OLD = """示例许可规则
第一章　总则
第一条　为了规范示例许可，制定本规则。
第二条　申请应当写明下列事项：
（一）申请人；
（二）事由。
　　受理机关应当出具凭证。
第十二条　本规则自2004年7月1日起施行。
"""
NEW = """第一条 为了规范示例许可，制定本规则。
第二条 申请在线提交。
第二条之一 申请可以撤回。
"""
NOTICE = """三、评价结果
（八）公开评价结果。
（九）强化差评整改。
收到差评后，安排专人核实。
四、保障措施
（十）加强组织领导。
"""


@pytest.fixture
def texts(tmp_path: Path) -> LawTexts:
    for key, first, text in (
        ("sample", "2004-07-01", OLD),
        ("sample", "2020-01-01", NEW),
        ("notice", "2019-12-03", NOTICE),
    ):
        (tmp_path / key).mkdir(exist_ok=True)
        (tmp_path / key / f"{first}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sample" / "readme.txt").write_text("第九条 不是文本", encoding="utf-8")
    return LawTexts(tmp_path)


@pytest.mark.parametrize(
    ("citation", "on", "standing"),
    [
        (("sample", "2"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "12"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "12"), date(2020, 1, 1), Standing.NOT_FOUND),
        (("sample", "2-1"), date(2019, 12, 31), Standing.NOT_FOUND),
        (("sample", "2-1"), date(2020, 1, 1), Standing.FOUND),
        (("sample", "2"), date(2004, 6, 30), Standing.NOT_IN_FORCE),
        (("sample", "9"), date(2010, 1, 1), Standing.NOT_FOUND),
        (("sample", "1–2"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "2–13"), date(2010, 1, 1), Standing.NOT_FOUND),
        (("sample", "第一章"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "第二章"), date(2010, 1, 1), Standing.NOT_FOUND),
        (("sample", ""), date(2010, 1, 1), Standing.FOUND),
        (("sample", "2", "1(2)"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "2", "1(3)"), date(2010, 1, 1), Standing.NOT_FOUND),
        (("sample", "2", "2"), date(2010, 1, 1), Standing.FOUND),
        (("sample", "2", "3"), date(2010, 1, 1), Standing.NOT_FOUND),
        (("sample", "2", "(1)"), date(2010, 1, 1), Standing.FOUND),
        (("notice", "三（九）"), date(2020, 1, 1), Standing.FOUND),
        (("notice", "四（九）"), date(2020, 1, 1), Standing.NOT_FOUND),
        (("notice", "三"), date(2020, 1, 1), Standing.FOUND),
        (("unknown", "1"), date(2020, 1, 1), Standing.NO_TEXT),
        (("../sample", "1"), date(2020, 1, 1), Standing.NO_TEXT),
        (("", "1"), date(2020, 1, 1), Standing.NO_TEXT),
    ],
)
def test_a_citation_is_looked_up_in_the_text_of_its_day(
    texts: LawTexts, citation: tuple[str, ...], on: date, standing: Standing
) -> None:
    assert texts.look(Citation(*citation), on).standing is standing


def test_an_article_is_given_with_its_items_and_paragraphs(texts: LawTexts) -> None:
    assert texts.look(Citation("sample", "2"), date(2010, 1, 1)).text.splitlines() == [
        "第二条 申请应当写明下列事项：",
        "（一）申请人；",
        "（二）事由。",
        "受理机关应当出具凭证。",
    ]


def test_a_reference_within_a_line_begins_no_article() -> None:
    read = read_text("第一条 依照第三条规定办理。\n　　依照第二条办理的，从其规定。")
    assert list(read.articles) == ["1"]


def test_a_folder_that_is_not_there_has_no_text(tmp_path: Path) -> None:
    looked = LawTexts(tmp_path / "nowhere").look(Citation("sample", "1"), date(2020, 1, 1))
    assert looked == Looked(Standing.NO_TEXT)
