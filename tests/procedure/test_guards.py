"""The part of CEL that guards use: read, checked against the questions, evaluated by the engine."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure.making import say
from yifa.procedure import Guard, GuardProblem, Json, Question, types
from yifa.procedure.guard_values import representatives, to_cel

QUESTIONS = {
    "amount": Question("amount", types.MONEY, say("金额")),
    "kind": Question(
        "kind", types.CHOICE, say("类别"), choices={"plain": say("一般"), "special": say("特殊")}
    ),
    "flag": Question("flag", types.BOOLEAN, say("是否")),
    "on": Question("on", types.DATE, say("日期")),
    "tags": Question("tags", types.CHOICES, say("标签"), choices={"x": say("x"), "y": say("y")}),
    "name": Question("name", types.TEXT, say("名称")),
    "paper": Question("paper", types.FILE, say("附件")),
}


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ("a.amount >= 500", {"amount": 500}, True),
        ("a.amount >= 500", {"amount": 499}, False),
        ("a.amount >= 500", {}, False),
        ("!(a.amount >= 500)", {}, False),
        ("a.amount >= 500 || a.flag", {"flag": True}, True),
        ("a.kind in ['plain', 'special'] && a.flag", {"kind": "plain", "flag": True}, True),
        ("has(a.paper)", {"paper": "f1"}, True),
        ("has(a.paper)", {}, False),
        ("!has(a.paper)", {}, True),
        ("a.on >= '2020-03-01'", {"on": "2020-03-02"}, True),
        ("a.tags.size() > 1 || 'x' in a.tags", {"tags": ["x"]}, True),
        ("a.name.startsWith('漯河')", {"name": "漯河市科技局"}, True),
        ("a.amount * 2 > 900 ? a.flag : true", {"amount": 500, "flag": False}, False),
    ],
)
def test_a_guard_holds_as_cel_says_and_is_false_without_its_answers(
    text: str, answers: Mapping[str, Json], holds: bool
) -> None:
    guard = Guard.parse(text)
    guard.check(QUESTIONS)
    assert guard.holds(answers) is holds


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("a.amuont >= 5", "没有哪一步询问 a.amuont，是否为 a.amount？"),
        ("a.nothing_like_it", "没有哪一步询问 a.nothing_like_it；请在某一步的 asks 中询问它"),
        ("a.amount >= '5'", "此处是文字，应为数"),
        ("a.kind == 'plian'", "a.kind 没有“plian”这一选项，是否为“plain”？"),
        ("a.amount", "此处是数，应为是否"),
        ("a.on > '1 March'", "日期应写作"),
        ("a.paper > 5", "此处是数，应为附件或当事人"),
        ("a.flag < true", "这两项不能比较大小"),
        ("a.kind in 'plain'", "此处是文字，应为列表"),
    ],
)
def test_a_guard_that_does_not_fit_the_questions_is_refused(text: str, zh: str) -> None:
    with pytest.raises(GuardProblem) as caught:
        Guard.parse(text).check(QUESTIONS)
    assert zh in caught.value.zh
    assert caught.value.en


@pytest.mark.parametrize(
    ("text", "column"),
    [("a.amount >", 10), ("amount > 5", 0), ("a.amount # 5", 8), ("", 0), ("a.x.lower()", 4)],
)
def test_what_is_not_an_expression_is_refused_where_it_breaks(text: str, column: int) -> None:
    with pytest.raises(GuardProblem) as caught:
        Guard.parse(text)
    assert caught.value.column == column


def test_fields_and_constants_are_listed() -> None:
    guard = Guard.parse("a.amount >= 500 && a.kind in ['plain', 'special']")
    assert guard.fields == ("amount", "kind")
    assert list(guard.constants()) == [("amount", 500), ("kind", "plain"), ("kind", "special")]


_atoms = st.one_of(
    st.builds(
        "a.amount {} {}".format, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), st.integers(0, 9)
    ),
    st.just("a.flag"),
    st.just("has(a.flag)"),
    st.builds("a.kind == '{}'".format, st.sampled_from(["plain", "special"])),
)
_expressions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        st.builds("!({})".format, inner),
    ),
    max_leaves=5,
)
_answers = st.fixed_dictionaries(
    {},
    optional={
        "amount": st.integers(0, 9),
        "flag": st.booleans(),
        "kind": st.sampled_from(["plain", "special"]),
    },
)


@settings(deadline=None, max_examples=150)
@given(_expressions, _answers)
def test_written_out_again_a_guard_says_the_same(text: str, answers: dict[str, Json]) -> None:
    guard = Guard.parse(text)
    assert Guard.parse(to_cel(guard.node)).holds(answers) == guard.holds(answers)


@settings(deadline=None, max_examples=100)
@given(_expressions, st.integers(0, 9))
def test_representatives_show_all_that_a_guard_can_say(text: str, amount: int) -> None:
    guard = Guard.parse(text)
    for flag in (True, False):
        for kind in ("plain", "special"):
            rest: dict[str, Json] = {"flag": flag, "kind": kind}
            shown = {
                guard.holds({**rest, "amount": value})
                for value in representatives(QUESTIONS["amount"], [guard])
            }
            assert guard.holds({**rest, "amount": amount}) in shown


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "a.x" + ")" * 5000,
        "!" * 5000 + "a.x",
        "[" * 1000 + "]" * 1000,
        " || ".join(["a.x"] * 600),
        "a.x ? a.x : " * 100 + "a.x",
        "a.x" + ".size()" * 500,
        "a.n > " + "9" * 1500,
        "-" * 40 + "1 < a.n",
    ],
    ids=lambda text: text[:6],
)
def test_a_guard_that_nests_without_end_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(GuardProblem):
        Guard.parse(text)


def test_what_a_guard_said_of_an_answer_it_says_of_no_other_that_python_takes_for_equal() -> None:
    guard, plain = Guard.parse("a.x == 1 && has(a.y)"), Guard.parse("a.x == 1")
    values: tuple[Json, ...] = (1, True, 1.0, "1", [1])
    for _ in range(2):
        said = [guard.holds({"x": one, "y": [one]}) for one in values]
        assert said == [plain.holds({"x": one}) for one in values]
        assert said[:2] == [True, False]
        assert not guard.holds({"x": 1})
