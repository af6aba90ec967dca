"""What people type into a form, read into the types that the procedure asks for."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.http import QueryDict

from tests.procedure.making import say, step
from yifa.interface.questions import collect, read, write
from yifa.procedure import Question, types
from yifa.procedure.types import QuestionType


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
    assert reading(types.PEOPLE, typed) == (names, "")


@pytest.mark.parametrize("kind", [types.INTEGER, types.NUMBER, types.MONEY, types.PERCENT])
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
        (types.MONEY, "12.5万", 12_500_000),
        (types.MONEY, "￥ 1，250.50 元", 125_050),
        (types.INTEGER, "１ 000", 1000),
        (types.PERCENT, "30％", 30),
        (types.NUMBER, "12.5", 12.5),
    ],
)
def test_numbers_are_read_as_people_type_them(kind: QuestionType, typed: str, value: float) -> None:
    assert reading(kind, typed) == (value, "")


@pytest.mark.parametrize("typed", ["9" * 19, "٣", "1" * 5000, "-1"])
def test_what_is_no_partys_number_is_told(typed: str) -> None:
    assert reading(types.PARTY, typed)[0] is None


TABLE = Question(
    "tasks",
    types.ROWS,
    say("任务"),
    columns={
        "name": Question("name", types.TEXT, say("名称"), required=True),
        "amount": Question("amount", types.MONEY, say("金额")),
        "due": Question("due", types.DATE, say("期限")),
        "done": Question("done", types.BOOLEAN, say("完成")),
    },
)


def test_a_table_is_read_row_by_row_without_its_empty_rows_and_written_back() -> None:
    asked = step("s", asks={"tasks": TABLE})
    sent = QueryDict(mutable=True)
    sent.update(
        {"a-tasks.0.name": "清理", "a-tasks.0.amount": "1.5万", "a-tasks.0.done": "no", "a-tasks.1.name": " "}
    )
    sent.update({"a-tasks.2.name": "培训", "a-tasks.2.due": "2020年3月2日"})
    typed = collect(asked, sent)
    found = read(asked, typed, {})
    rows = [{"name": "清理", "amount": 1_500_000, "done": False}, {"name": "培训", "due": "2020-03-02"}]
    assert found.answers == {"tasks": rows}
    assert read(asked, {"tasks": write(TABLE, found.answers["tasks"])}, {}).answers == {"tasks": rows}


def test_a_cell_that_cannot_be_read_is_told_by_row_and_column() -> None:
    asked = step("s", asks={"tasks": TABLE})
    sent = QueryDict("a-tasks.0.name=x&a-tasks.1.name=y&a-tasks.1.amount=many")
    assert (
        read(asked, collect(asked, sent), {})
        .problems["tasks"]
        .zh.startswith("「任务」第2行「金额」应为以元计的金额")
    )


@pytest.mark.parametrize("row", ["", "[]", "null", '{"name": {"deep": 1}}', "not json"])
def test_a_draft_that_holds_no_row_makes_no_error(row: str) -> None:
    asked = step("s", asks={"tasks": TABLE})
    assert "tasks" not in read(asked, {"tasks": [row]}, {}).problems
