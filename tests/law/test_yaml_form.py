"""A file has one form: it says the same, has no line over 120 columns, keeps its comments, and formed again stays as it is."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from yifa.law.placed import Tree, tree_of, written
from yifa.law.text import joined
from yifa.law.two_languages import Plan, Text, plan_of
from yifa.law.yaml_form import WIDTH, columns, formed, wrapped


class Question(BaseModel):
    type: str
    label: Text
    choices: dict[str, Text] = Field(default_factory=dict)


class Step(BaseModel):
    title: Text
    by: dict[str, list[str]] = Field(default_factory=dict)
    asks: dict[str, Question] = Field(default_factory=dict)
    before: Any = None


class File(BaseModel):
    model_config = ConfigDict(extra="allow")

    procedure: str
    summary: Text
    steps: dict[str, Step] = Field(default_factory=dict)
    walks: list[dict[str, Any]] = Field(default_factory=list)


def small(plan: Plan) -> bool:
    return plan.model is Question


def plain(text: str) -> Any:
    read = tree_of(text)
    assert isinstance(read, Tree)
    return read.plain


def form(text: str, model: type[BaseModel] = File) -> str:
    text = dedent(text)
    once = formed(text, plan_of(model), {}, small, plain(text)).text
    assert formed(once, plan_of(model), {}, small, plain(once)).text == once
    assert all(columns(line) <= WIDTH for line in once.split("\n"))
    return once


def test_what_is_small_takes_one_line_and_what_is_not_one_for_each_key_in_the_models_order() -> None:
    before = """
        steps:
          receive:
            by:
              power: [window]
            title: {zh: 接收, en: Receive}
            asks: {kind: {label: {zh: 类别, en: Kind}, type: choice, choices: {a: {zh: 甲, en: A}}},
                   "on": {type: date, label: 日期}}
        summary:
          zh: 接收
          en: Receive
        procedure: x
        """
    assert form(before) == dedent("""\
        procedure: x
        summary: 接收
        steps:
          receive:
            title: 接收
            by: {power: [window]}
            asks:
              kind:
                type: choice
                label: 类别
                choices:
                  a: 甲
              on: {type: date, label: 日期}
        """)


def test_the_english_beside_a_text_is_handed_over_with_its_place() -> None:
    text = "procedure: x\nsummary: {zh: 接收, en: Receive}\nsteps: {a: {title: 受理}}\n"
    said = formed(text, plan_of(File), {}, small, plain(text)).said
    assert [(one.zh, one.en, one.place) for one in said] == [
        ("接收", "Receive", "summary"),
        ("受理", None, "steps.a.title"),
    ]


def test_comments_stay_with_what_they_speak_of() -> None:
    before = """\
        # 一件事项。
        summary: {zh: 接收, en: Receive}   # 见办法
        procedure: x

        # 步骤
        steps:
          a: {title: 甲}
          # 第二步
          b:
            title: 乙   # 不是丙
        # 到此为止
        """
    assert form(before) == dedent("""\
        procedure: x
        # 一件事项。
        summary: 接收  # 见办法

        # 步骤
        steps:
          a:
            title: 甲
          # 第二步
          b:
            title: 乙  # 不是丙
        # 到此为止
        """)


def test_a_name_set_with_an_ampersand_is_set_where_it_is_first_used() -> None:
    before = """\
        procedure: x
        summary: 接收
        walks:
          - first: &some [{step: a, on: 2020-01-02}, {step: b, on: 2020-01-03}]
          - {second: *some, third: {<<: &more {p: 1}, q: 2}, fourth: *more}
        """
    after = form(before)
    assert plain(after) == plain(dedent(before))
    assert after.count("&some") == after.count("*some") == after.count("&more") == after.count("*more") == 1


def test_a_value_over_time_keeps_its_days() -> None:
    before = """\
        procedure: x
        summary: {2020-01-01: {zh: 接收, en: Receive}, 2021-01-01: {zh: 受理, en: Accept}}
        """
    assert "summary: {2020-01-01: 接收, 2021-01-01: 受理}" in form(before)


def test_a_long_text_is_folded_between_characters_and_never_before_a_mark() -> None:
    long = "依照本条例第十条第二款的规定，应当自收到之日起三十日内作出决定；" * 6
    after = form(f"procedure: x\nsummary: {long}\n")
    lines = after.split("\n")[2:-1]
    assert len(lines) > 1
    assert not any(line.strip()[0] in "，；。" for line in lines)
    assert joined(plain(after)["summary"]) == long


@pytest.mark.parametrize(
    "value",
    [
        "是" * 200,
        "a.kind == 'x' && " * 20 + "a.amount >= 5",
        "一行\n两行\n",
        "一行\n\n  缩进",
        'a "quoted" 词: ' * 12,
        "",
        "null",
        "2020-01-01",
        "# 不是注",
        "- 不是列表",
        "尾\\",
    ],
)
def test_what_is_no_text_of_a_model_keeps_every_character(value: str) -> None:
    before = written({"procedure": "x", "summary": "甲", "other": {"deep": [value]}})
    assert plain(form(before))["other"] == {"deep": [value]}


words = st.text(st.sampled_from("甲乙丙，。“”ab 1:#-'\"\\\n&*{}[],|>?"), max_size=90)
values = st.recursive(
    words | st.integers() | st.booleans() | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_whatever_is_written_reads_back_the_same(value: Any) -> None:
    before = written({"procedure": "x", "summary": "甲", "other": value})
    text = formed(before, plan_of(File), {}, small, plain(before)).text
    assert plain(text) == plain(before)


@given(st.text(st.sampled_from("甲乙丙，。《》“”ab 1#"), min_size=1), st.integers(8, 40))
def test_the_lines_of_a_folded_text_are_joined_to_it_again(text: str, width: int) -> None:
    told = joined(text)
    assert joined("\n".join(wrapped(told, width))) == told
