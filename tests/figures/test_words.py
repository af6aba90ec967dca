"""How figures are said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.figures.units import Unit
from yifa.figures.words import WAN, said, said_about, said_in, said_in_chinese
from yifa.law.text import Bilingual

TIMES = Bilingual(zh="次", en="times")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (43, "40余次"),
        (40, "40次"),
        (7, "7次"),
        (512, "500余次"),
        (1234, "1200余次"),
        (1000, "1000次"),
        (0, "0次"),
        (10, "10次"),
    ],
)
def test_and_some_is_said_only_where_it_is_true(value: int, words: str) -> None:
    assert said_about(value, Unit.SESSION, TIMES).zh == words


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 10**7))
def test_a_figure_said_roughly_never_says_more_than_there_is(value: int) -> None:
    words = said_about(value, Unit.SESSION, TIMES).zh
    number = int("".join(c for c in words if c.isdigit()))
    assert number <= value
    assert ("余" in words) == (number != value)


def test_two_before_a_measure_word_is_liang() -> None:
    assert said_in_chinese(2, Unit.ITEM, Bilingual(zh="件", en="items")).zh == "两件"
    assert said_in_chinese(22, Unit.ITEM, Bilingual(zh="项", en="items")).zh == "二十二项"
    assert said_in_chinese(0, Unit.ITEM, Bilingual(zh="项", en="items")).zh == "0项"


def test_percent_and_money_are_said_as_reports_print_them() -> None:
    assert said(Decimal("40.3"), Unit.PERCENT, Unit.PERCENT.words).zh == "40.3%"
    assert said(Decimal("100.0"), Unit.PERCENT, Unit.PERCENT.words).zh == "100%"
    wan = Bilingual(zh="万", en="ten thousand")
    assert said_in(28_625_000, WAN, wan, Unit.CNY.words).zh == "2862.5万元"
