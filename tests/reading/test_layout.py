"""Lines, sentences and sections of reports as they are found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.reading.layout import layout

REPORT = (
    "首页 > 政务公开 > 法治政府建设\n"
    "云岭市科学技术局2021年度法治政府建设工作报告\n"
    "发布时间：2022-01-20 来源：市科技局 【字体：大 中 小】\n"
    "一 、 主要举措和成效\n"
    "（一）加强领导。召开会议3次；印发要点1份！\n"
    "1 .制度建设\n"
    "修订制度2项。\n"
    "（1）学法制度\n"
    "（二）依法决策\n"
    "二、存在的不足和原因\n"
    "上一篇：没有了 下一篇：返回列表\n"
)


def titles(text: str) -> list[tuple[int, int, str]]:
    return [(one.level, one.number, one.title) for one in layout(text).sections]


def test_headings_have_the_level_at_which_their_numbering_first_stood() -> None:
    assert titles(REPORT) == [
        (1, 1, "主要举措和成效"),
        (2, 1, "加强领导"),
        (3, 1, "制度建设"),
        (4, 1, "学法制度"),
        (2, 2, "依法决策"),
        (1, 2, "存在的不足和原因"),
    ]


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    first, second = [one for one in layout(REPORT).sections if one.level == 1]
    assert first.end == second.start
    assert REPORT[first.start : first.end].rstrip().endswith("依法决策")


def test_sections_that_hold_a_place_are_told_from_the_outermost() -> None:
    laid = layout(REPORT)
    at = REPORT.index("修订制度")
    assert [one.title for one in laid.sections_at(at)] == ["主要举措和成效", "加强领导", "制度建设"]


def test_lines_of_the_page_around_the_report_are_residue() -> None:
    laid = layout(REPORT)
    residue = [REPORT[one.start : one.end] for one in laid.lines if one.residue]
    assert [one[:3] for one in residue] == ["首页 ", "发布时", "上一篇"]
    assert not laid.is_residue(REPORT.index("云岭市"))


def test_a_sentence_of_the_report_that_begins_like_a_menu_is_kept() -> None:
    text = "打印本页之类的便民功能已经在全市政务服务网站上线，群众办理各类事项时均可自行下载打印，全年使用两万余次。"
    assert not layout(text).lines[0].residue


def test_sentences_end_at_stops_and_at_the_line_end() -> None:
    text = "召开会议3次；印发要点1份！全年无诉讼。\n没有句号的一行\n"
    assert [text[start:end] for start, end in layout(text).sentences] == [
        "召开会议3次；",
        "印发要点1份！",
        "全年无诉讼。",
        "没有句号的一行",
    ]


def test_a_decimal_at_the_beginning_of_a_line_is_no_heading() -> None:
    assert titles("1.5亿元资金已经到位。\n2020年收到建议3件。") == []


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="一二、（）().1是 \n\r。；《》上一篇首页>年\u2028\x00a", max_size=200))
def test_places_lie_within_any_text_and_in_order(text: str) -> None:
    laid = layout(text)
    last = 0
    for line in laid.lines:
        assert last <= line.start < line.end <= len(text)
        last = line.end
    assert all(0 <= start < end <= len(text) for start, end in laid.sentences)
    assert all(text[one.title_start : one.title_end] == one.title for one in laid.sections)
    for line in laid.lines:
        found = laid.line_at(line.start)
        assert found == line
