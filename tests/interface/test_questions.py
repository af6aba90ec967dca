"""What people type into a form, read into the types that the procedure asks for."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.procedure.making import say, step
from yifa.interface.questions import read
from yifa.procedure import Question, QuestionType


def reading(kind: QuestionType, typed: str) -> tuple[Any, str]:
    found = read(step("s", asks={"q": Question("q", kind, say("项目"))}), {"q": typed}, {})
    return found.answers.get("q"), found.problems["q"].zh if found.problems else ""


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("张三、李四，王五", ["张三", "李四", "王五"]),
        ("党组书记、局长\n党组成员甲", ["党组书记、局长", "党组成员甲"]),
        ("党组成员、副局长；张三", ["党组成员、副局长", "张三"]),
        ("办公室主任、机关党委书记", ["办公室主任、机关党委书记"]),
        ("张三;  ;李四\n\n", ["张三", "李四"]),
    ],
)
def test_somebody_who_is_called_by_two_posts_is_one_person(typed: str, names: list[str]) -> None:
    assert reading(QuestionType.PEOPLE, typed) == (names, "")


@pytest.mark.parametrize(
    "kind", [QuestionType.INTEGER, QuestionType.NUMBER, QuestionType.MONEY, QuestionType.PERCENT]
)
@pytest.mark.parametrize(
    "typed", ["1e999990", "9" * 5000, "1E+99999999亿", "0." + "1" * 9000, "1_0", "1e400"]
)
def test_a_number_out_of_bounds_is_told_at_its_field_and_takes_no_time(
    kind: QuestionType, typed: str
) -> None:
    begun = time.perf_counter()
    value, problem = reading(kind, typed)
    assert value is None
    assert problem.startswith("「项目」")
    assert time.perf_counter() - begun < 0.2


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (QuestionType.MONEY, "12.5万", 12_500_000),
        (QuestionType.MONEY, "￥ 1，250.50 元", 125_050),
        (QuestionType.INTEGER, "１ 000", 1000),
        (QuestionType.PERCENT, "30％", 30),
        (QuestionType.NUMBER, "12.5", 12.5),
    ],
)
def test_numbers_are_read_as_people_type_them(kind: QuestionType, typed: str, value: float) -> None:
    assert reading(kind, typed) == (value, "")


@pytest.mark.parametrize("typed", ["9" * 19, "٣", "1" * 5000, "-1"])
def test_what_is_no_partys_number_is_told(typed: str) -> None:
    assert reading(QuestionType.PARTY, typed)[0] is None
