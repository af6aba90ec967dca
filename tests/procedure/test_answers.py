"""Answers against the questions of a step."""

from __future__ import annotations

import time

import pytest

from tests.procedure.making import say, step
from yifa.procedure import Json, Question, QuestionType, validate_answers
from yifa.procedure.patterns import PatternProblem, check_pattern, fits

CHOICES = {"x": say("甲"), "y": say("乙")}
COLUMNS = {
    "name": Question("name", QuestionType.TEXT, say("名称"), required=True),
    "due": Question("due", QuestionType.DATE, say("期限")),
}


def problems(kind: QuestionType, value: Json, **given: object) -> list[str]:
    question = Question("q", kind, say("项目"), **given)  # type: ignore[arg-type]
    return [item.sentence.zh for item in validate_answers(step("s", asks={"q": question}), {"q": value})]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "given"),
    [
        (QuestionType.TEXT, "文字", 5, {}),
        (QuestionType.TEXT, "13900000000", "139", {"pattern": "1[0-9]{10}"}),
        (QuestionType.LONG_TEXT, "短", "太长太长", {"max": 3}),
        (QuestionType.INTEGER, 5, 5.5, {}),
        (QuestionType.INTEGER, 5, True, {}),
        (QuestionType.INTEGER, 5, 11, {"max": 10}),
        (QuestionType.NUMBER, 5.5, "5.5", {}),
        (QuestionType.NUMBER, 1.0, float("nan"), {}),
        (QuestionType.MONEY, 100, 1.5, {}),
        (QuestionType.MONEY, 0, -1, {}),
        (QuestionType.PERCENT, 12.5, 101, {"max": 100}),
        (QuestionType.DATE, "2020-03-02", "2020-02-30", {}),
        (QuestionType.BOOLEAN, False, "no", {}),
        (QuestionType.CHOICE, "x", "z", {"choices": CHOICES}),
        (QuestionType.CHOICES, ["x", "y"], ["x", "z"], {"choices": CHOICES}),
        (QuestionType.PEOPLE, ["张某", "李某"], ["张某", "张某"], {}),
        (
            QuestionType.ROWS,
            [{"name": "甲", "due": "2020-03-02"}, {"name": "乙"}],
            [{"due": "2020-03-02"}],
            {"columns": COLUMNS},
        ),
        (QuestionType.ROWS, [{"name": "甲"}], ["甲"], {"columns": COLUMNS}),
        (QuestionType.ROWS, [{"name": "甲"}], [{"name": "甲", "more": "乙"}], {"columns": COLUMNS}),
        (
            QuestionType.ROWS,
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
    assert problems(QuestionType.MONEY, 100, min=5000000) == ["「项目」不得小于50,000.00元"]


@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_a_required_answer_may_not_be_empty(empty: Json) -> None:
    assert problems(QuestionType.TEXT, empty, required=True) == ["「项目」必填，请填写"]
    assert problems(QuestionType.TEXT, empty) == []


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
    assert problems(QuestionType.ROWS, rows, columns=COLUMNS) == [
        "「项目」第2行「期限」应为日期，如 2020-03-02"
    ]
    assert problems(QuestionType.ROWS, [{"due": "2020-03-02"}], columns=COLUMNS) == [
        "「项目」第1行「名称」必填，请填写"
    ]
