"""Chinese in English pages is marked as Chinese, wherever it stands (WCAG 3.1.2)."""

from __future__ import annotations

import pytest

from yifa.interface.chinese import mark_chinese

CN = 'lang="zh-CN"'


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Received</p>", "<p>Received</p>"),
        ("<a href='/x'>漯河市科学技术局</a>", f"<a href='/x'><span {CN}>漯河市科学技术局</span></a>"),
        (
            "<p>Waiting for 漯科〔2020〕5号 now</p>",
            f"<p>Waiting for <span {CN}>漯科〔2020〕5号</span> now</p>",
        ),
        ("<p>“Grant”, it says…</p>", "<p>“Grant”, it says…</p>"),
        ("<option value='a'>政策科</option>", f"<option value='a' {CN}>政策科</option>"),
        ("<title>漯河 · Yifa</title>", f"<title {CN}>漯河 · Yifa</title>"),
        ("<textarea>内容</textarea><p>text</p>", f"<textarea {CN}>内容</textarea><p>text</p>"),
        ("<text x='1'>受理</text>", f"<text x='1' {CN}>受理</text>"),
        ('<input value="某公司">', f'<input value="某公司" {CN}>'),
        ("<script>const word = '中文';</script>", "<script>const word = '中文';</script>"),
        ("<!-- 说明 --><p>x</p>", "<!-- 说明 --><p>x</p>"),
    ],
)
def test_every_run_of_chinese_is_marked_where_it_stands(page: str, marked: str) -> None:
    assert mark_chinese(page) == marked


def test_what_is_marked_already_is_left_as_it_is() -> None:
    page = '<article lang="zh-CN"><p>正文<span>附件</span></p></article><p>外</p>'
    assert mark_chinese(page) == page.replace("<p>外</p>", f"<p><span {CN}>外</span></p>")


def test_the_language_of_the_page_itself_is_no_mark() -> None:
    assert mark_chinese('<html lang="en"><p>外</p></html>').count(CN) == 1
