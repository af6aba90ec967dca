"""Numbers from outside are bounded before they become numbers."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from yifa.law.errors import LawError
from yifa.law.numerals import from_chinese
from yifa.law.quantities import NotANumber, decimal_of, is_too_large, whole_of

ATTACKS = [
    "1e999990",
    "1E+999999999",
    "9" * 5000,
    "0." + "1" * 5000,
    "1e18",
    10**18,
    -(10**30),
    "1e-999",
    1e300,
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda value: str(value)[:12])
def test_a_number_too_long_or_too_large_is_refused_at_once(attack: object) -> None:
    begun = time.perf_counter()
    with pytest.raises(NotANumber) as told:
        decimal_of(attack)
    assert told.value.text.zh == "数字太长或太大，请核对"
    assert time.perf_counter() - begun < 0.1


@pytest.mark.parametrize("text", ["", "abc", "1_000", "NaN", "Infinity", "0x10", "1.2.3", "١e", "--1", True])
def test_what_is_no_number_is_refused(text: object) -> None:
    with pytest.raises(NotANumber, match="应为数字"):
        decimal_of(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1,250.50", "1250.5"),
        ("１２", "12"),
        ("-3", "-3"),
        ("1e3", "1000"),
        (12.5, "12.5"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_as_people_and_workbooks_write_it(text: object, number: str) -> None:
    assert decimal_of(text) == Decimal(number)


def test_a_whole_number_is_whole_and_fits_the_database() -> None:
    assert whole_of("1,000") == 1000
    with pytest.raises(NotANumber, match="应为整数"):
        whole_of("1.5")
    assert not is_too_large(10**18 - 1)
    assert all(map(is_too_large, (10**18, -(10**400), float("inf"), float("nan"))))


def test_a_run_of_numerals_too_long_for_a_number_is_none() -> None:
    with pytest.raises(LawError):
        from_chinese("九" * 5000)
