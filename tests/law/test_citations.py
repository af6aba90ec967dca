"""Articles are written in both languages and found in running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.citations import Citation, CitationProblem, chinese_ordinal, find_citations, from_chinese
from yifa.law.errors import LawError

LICENSING = Citation("行政许可法", "32", "1")


def test_a_citation_is_written_in_chinese_and_english() -> None:
    assert LICENSING.zh() == "《行政许可法》第三十二条第一款"
    assert LICENSING.zh("行政许可法（2019）") == "《行政许可法（2019）》第三十二条第一款"
    assert LICENSING.en("Administrative Licensing Law") == "Administrative Licensing Law, art. 32(1)"
    assert Citation("x", "120-1", "1(2)").zh("刑法") == "《刑法》第一百二十条之一第一款第二项"
    assert Citation("x", "45–48").zh("y") == "《y》第四十五条至第四十八条"
    assert Citation("x", "45–48").en("Y") == "Y, arts. 45–48"
    assert Citation("x", "").zh("通知") == "《通知》"
    assert Citation("x", "附件2").en("Guide") == "Guide, 附件2"
    assert Citation("x", "三（九）").en("Opinion") == "Opinion, part 3(9)"
    assert Citation("x", "第五章").en("Rules") == "Rules, chapter 5"
    assert Citation("", "7", "(3)").zh() == "第七条第三项"
    assert str(LICENSING) == LICENSING.zh()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政许可法第三十二条第一款", LICENSING),
        ("《行政许可法》第32条第1款", LICENSING),
        ("第32条", Citation("", "32")),
        ("Art 32", Citation("", "32")),
        ("Article 32(1)(2)", Citation("", "32", "1(2)")),
        ("art. 120-1", Citation("", "120-1")),
        ("第一百二十条之一", Citation("", "120-1")),
        ("32", Citation("", "32")),
        ("45–48", Citation("", "45–48")),
        ("民法典第二百零三条", Citation("民法典", "203")),
    ],
)
def test_references_are_parsed(text: str, expected: Citation) -> None:
    assert Citation.parse(text) == expected


def test_a_statute_from_the_context_is_used_where_the_text_names_none() -> None:
    assert Citation.parse("第七条", "key") == Citation("key", "7")


@pytest.mark.parametrize("text", ["", "行政许可法", "第条", "随便"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(CitationProblem, match="不是条文引用"):
        Citation.parse(text)


def test_citations_are_found_in_prose_with_their_places() -> None:
    text = "根据《行政许可法》第三十二条、第三十四条和行政处罚法第六十条，依照本法第七条，民法典第二百零三条办理。"
    found = list(find_citations(text, {"民法典": "civil-code", "行政处罚法": "administrative-penalty-law"}))
    assert [one.citation for one in found] == [
        Citation("行政许可法", "32"),
        Citation("行政许可法", "34"),
        Citation("administrative-penalty-law", "60"),
        Citation("", "7"),
        Citation("civil-code", "203"),
    ]
    assert text[found[0].start : found[0].end] == "《行政许可法》第三十二条"
    assert text[found[2].start : found[2].end] == "行政处罚法第六十条"
    assert list(find_citations("统一部署，没有条文。")) == []


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert from_chinese(chinese_ordinal(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (32, "三十二"),
        (110, "一百一十"),
        (204, "二百零四"),
        (1259, "一千二百五十九"),
        (2005, "二千零五"),
    ],
)
def test_numerals_as_statutes_write_them(number: int, text: str) -> None:
    assert chinese_ordinal(number) == text


@pytest.mark.parametrize("text", ["", "三十十", "百", "二三十四五六百", "条", "三四十"])
def test_malformed_numerals_are_refused(text: str) -> None:
    with pytest.raises(LawError, match="不是数字"):
        from_chinese(text)


def test_years_are_read_digit_by_digit() -> None:
    assert from_chinese("二〇二五") == 2025
    with pytest.raises(LawError):
        chinese_ordinal(10_000)
