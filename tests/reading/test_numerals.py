"""What numbers are worth, as reports write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.reading.numerals import NUMBER, value_of


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("58", 58),
        ("5720.58万", 57_205_800),
        ("11.1亿", 1_110_000_000),
        ("1,234", 1234),
        ("1，240.5", 1240.5),
        ("９６", 96),
        ("３．５万", 35_000),
        ("0.95", 0.95),
        ("两", 2),
        ("二十二", 22),
        ("十余", 10),
        ("十几", 10),
        ("30多", 30),
        ("30 余", 30),
        ("10余万", 100_000),
        ("3万多", 30_000),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("一万二千", 12_000),
        ("一亿三千万", 130_000_000),
        ("二〇二〇", 2020),
        ("十二点五", 12.5),
        ("零", 0),
    ],
)
def test_a_number_is_worth_what_it_says(written: str, worth: float) -> None:
    assert value_of(written) == worth


def test_decimals_of_ten_thousands_are_exact() -> None:
    assert isinstance(value_of("5720.58万"), int)
    assert value_of("2862.5万") == 28_625_000


@pytest.mark.parametrize("written", ["", "上", "统", "9" * 30, "3" * 60])
def test_what_is_no_number_is_worth_nothing(written: str) -> None:
    assert value_of(written) is None


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789０１２.．,，零〇一二两三四五六七八九十百千万亿点余多几 ", max_size=24))
def test_whatever_the_pattern_finds_is_a_number_or_nothing(text: str) -> None:
    for match in re.finditer(NUMBER, text):
        value = value_of(match[0])
        assert value is None or value >= 0
