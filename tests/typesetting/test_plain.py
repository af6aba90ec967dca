"""Text made fit for print, and titles broken well."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.typesetting.plain import TITLE_SQUARES, clean, squares, title_lines


def test_control_and_reordering_marks_are_taken_out() -> None:
    assert clean("张\x00明\u202e三\x1b[0m\ufffe") == "张明三[0m\ufffe"
    assert clean("甲\n乙\t丙") == "甲 乙 丙"


def test_text_is_composed() -> None:
    assert clean("e\u0301") == "é"


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_short_title_is_one_line() -> None:
    assert title_lines("受理通知书") == ("受理通知书",)


def test_a_long_title_is_broken_between_words_into_nearly_equal_lines() -> None:
    lines = title_lines("临江市科学技术局关于2020年度法治政府建设情况的报告")
    assert "".join(lines) == "临江市科学技术局关于2020年度法治政府建设情况的报告"
    assert len(lines) == 2
    assert max(map(squares, lines)) - min(map(squares, lines)) <= 4


def test_a_number_stays_with_what_it_counts() -> None:
    lines = title_lines("临江市科学技术局2020年度法治政府建设工作情况的报告")
    assert not any(line.endswith("2020") or line.startswith("年度") for line in lines)


def test_no_line_begins_with_a_particle_or_a_closing_mark() -> None:
    lines = title_lines("关于印发《临江市科学技术局行政规范性文件合法性审核和备案审查办法（试行）》的通知")
    assert len(lines) >= 2
    assert not any(line[0] in "的》）" or line[-1] in "《（" for line in lines)


def test_the_authors_breaks_are_kept() -> None:
    assert title_lines("关于公布\n清理结果的决定") == ("关于公布", "清理结果的决定")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="科技创新政府建设的《》（）2020年关于报告、", min_size=1, max_size=70))
def test_breaking_a_title_loses_nothing(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == clean(title).strip()
    assert len(lines) == 1 or all(squares(line) <= TITLE_SQUARES for line in lines)
