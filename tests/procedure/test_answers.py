"""Answers against the questions of a step."""

from __future__ import annotations

import time

import pytest

from tests.procedure.making import say, step
from yifa.procedure import Json, Question, types, validate_answers
from yifa.procedure.patterns import PatternProblem, check_pattern, fits
from yifa.procedure.types import QuestionType

CHOICES = {"x": say("甲"), "y": say("乙")}
COLUMNS = {
    "name": Question("name", types.TEXT, say("名称"), required=True),
    "due": Question("due", types.DATE, say("期限")),
}


def problems(kind: QuestionType, value: Json, **given: object) -> list[str]:
    question = Question("q", kind, say("项目"), **given)  # type: ignore[arg-type]
    return [item.sentence.zh for item in validate_answers(step("s", asks={"q": question}), {"q": value})]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "given"),
    [
        (types.TEXT, "文字", 5, {}),
        (types.TEXT, "13900000000", "139", {"pattern": "1[0-9]{10}"}),
        (types.LONG_TEXT, "短", "太长太长", {"max": 3}),
        (types.INTEGER, 5, 5.5, {}),
        (types.INTEGER, 5, True, {}),
        (types.INTEGER, 5, 11, {"max": 10}),
        (types.NUMBER, 5.5, "5.5", {}),
        (types.NUMBER, 1.0, float("nan"), {}),
        (types.MONEY, 100, 1.5, {}),
        (types.MONEY, 0, -1, {}),
        (types.PERCENT, 12.5, 101, {"max": 100}),
        (types.DATE, "2020-03-02", "2020-02-30", {}),
        (types.BOOLEAN, False, "no", {}),
        (types.CHOICE, "x", "z", {"choices": CHOICES}),
        (types.CHOICES, ["x", "y"], ["x", "z"], {"choices": CHOICES}),
        (types.PEOPLE, ["张某", "李某"], ["张某", "张某"], {}),
        (
            types.ROWS,
            [{"name": "甲", "due": "2020-03-02"}, {"name": "乙"}],
            [{"due": "2020-03-02"}],
            {"columns": COLUMNS},
        ),
        (types.ROWS, [{"name": "甲"}], ["甲"], {"columns": COLUMNS}),
        (types.ROWS, [{"name": "甲"}], [{"name": "甲", "more": "乙"}], {"columns": COLUMNS}),
        (
            types.ROWS,
            [{"name": "甲"}],
            [{"name": "甲"}, {"name": "乙"}],
            {"columns": COLUMNS, "max": 1},
        ),
    ],
)
def test_an_answer_fits_its_type(kind: QuestionType, good: Json, bad: Json, given: dict[str, object]) -> None:
    assert problems(kind, good, **given) == []
    assert len(problems(kind, bad, **given)) == 1


def test_an_amount_out_of_bounds_is_said_in_yuan() -> None:
    assert problems(types.MONEY, 100, min=5000000) == ["「项目」不得小于50,000元"]


@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_a_required_answer_may_not_be_empty(empty: Json) -> None:
    assert problems(types.TEXT, empty, required=True) == ["「项目」必填，请填写"]
    assert problems(types.TEXT, empty) == []


def test_a_pattern_takes_time_in_proportion_to_the_text_alone() -> None:
    begun = time.perf_counter()
    assert not fits("(a+)+$|([a-z]+)*1", "a" * 20_000 + "!")
    assert time.perf_counter() - begun < 1
    assert fits("1[0-9]{10}", "13900000000")
    assert not fits("1[0-9]{10}", "13900000000\n")
    assert fits("甲|乙丙", "乙丙")


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "(", "a{1000}{1000}", "a" * 600])
def test_a_pattern_that_could_run_away_or_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(PatternProblem):
        check_pattern(pattern)


def test_what_is_wrong_in_a_table_is_told_by_row_and_column() -> None:
    rows: list[Json] = [{"name": "甲"}, {"name": "乙", "due": "明天"}]
    assert problems(types.ROWS, rows, columns=COLUMNS) == ["「项目」第2行「期限」应为日期，如 2020-03-02"]
    assert problems(types.ROWS, [{"due": "2020-03-02"}], columns=COLUMNS) == [
        "「项目」第1行「名称」必填，请填写"
    ]
