"""Document numbers are read as people type them and written as the standard wants them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law.document_numbers import (
    DocumentNumber,
    DocumentNumberProblem,
    OutOfSequence,
    check_next,
    gaps,
    is_strict,
    next_number,
)

FIVE = DocumentNumber("遂科发", 2020, 5)


@pytest.mark.parametrize(
    "text",
    [
        "遂科发〔2020〕5号",
        "遂科发[2020]5号",
        "遂科发［2020］5号",
        "遂科发（2020）第05号",
        "遂科发【2020】 005 号",
        "遂科发﹝２０２０﹞５号",
        " 遂科发〔2020年〕5",
    ],
)
def test_any_bracket_reads_and_writes_strictly(text: str) -> None:
    assert DocumentNumber.read(text) == FIVE
    assert str(DocumentNumber.read(text)) == "遂科发〔2020〕5号"


@pytest.mark.parametrize(
    "text", ["遂科发2020-5号", "HFGS-2022-7", "遂科发〔20〕5号", "遂科发〔2020〕0号", "", "〔2020〕5号"]
)
def test_what_is_no_document_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DocumentNumberProblem, match="应写作"):
        DocumentNumber.read(text)


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        ("遂科发〔2020〕5号", True),
        ("遂科发〔2020〕05号", False),
        ("遂科发〔2020〕第5号", False),
        ("遂科发[2020]5号", False),
    ],
)
def test_strict_form_has_six_cornered_brackets_and_no_padding(text: str, strict: bool) -> None:
    assert is_strict(text) is strict


def test_the_next_number_follows_the_highest_and_begins_anew_each_year() -> None:
    assert next_number([FIVE, DocumentNumber("遂科发", 2020, 3)]) == DocumentNumber("遂科发", 2020, 6)
    assert next_number([FIVE], "遂科发", 2021) == DocumentNumber("遂科发", 2021, 1)
    assert next_number([FIVE], "遂科函", 2020) == DocumentNumber("遂科函", 2020, 1)
    with pytest.raises(DocumentNumberProblem, match="请指明"):
        next_number([])


def test_a_number_out_of_sequence_says_which_is_expected() -> None:
    check_next([FIVE], FIVE.next())
    with pytest.raises(OutOfSequence, match="下一个应为遂科发〔2020〕6号") as skipped:
        check_next([FIVE], DocumentNumber("遂科发", 2020, 8))
    assert not skipped.value.is_taken
    with pytest.raises(OutOfSequence, match="已经使用"):
        check_next([FIVE], FIVE)


def test_gaps_are_listed_by_series() -> None:
    numbers = [
        DocumentNumber("遂科发", 2020, 1),
        DocumentNumber("遂科发", 2020, 4),
        DocumentNumber("遂科函", 2020, 2),
    ]
    assert [str(number) for number in gaps(numbers)] == [
        "遂科函〔2020〕1号",
        "遂科发〔2020〕2号",
        "遂科发〔2020〕3号",
    ]


@pytest.mark.parametrize(
    ("organ", "year", "serial"), [("", 2020, 1), ("漯 科", 2020, 1), ("漯科", 20, 1), ("漯科", 2020, 0)]
)
def test_impossible_numbers_cannot_be_made(organ: str, year: int, serial: int) -> None:
    with pytest.raises(DocumentNumberProblem):
        DocumentNumber(organ, year, serial)


@settings(deadline=None, max_examples=50)
@given(st.text("漯遂科发函办规", min_size=1, max_size=5), st.integers(1950, 2100), st.integers(1, 9999))
def test_what_is_written_is_strict_and_reads_back(organ: str, year: int, serial: int) -> None:
    number = DocumentNumber(organ, year, serial)
    assert is_strict(str(number))
    assert DocumentNumber.read(str(number)) == number
