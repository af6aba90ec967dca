"""Tokens are read exactly or refused with their place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.report.errors import TokenProblem
from yifa.report.tokens import Aspect, Manner, Token, Words, parse, problems, tokens


def test_prose_is_words_and_tokens() -> None:
    pieces = parse("共{{service.items}}，其中{{service.items:parts}}。")
    assert [piece.text if isinstance(piece, Words) else piece.raw for piece in pieces] == [
        "共",
        "{{service.items}}",
        "，其中",
        "{{service.items:parts}}",
        "。",
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("{{a.b}}", {}),
        ("{{ a.b }}", {}),
        ("{{a.b@2018}}", {"year": 2018}),
        ("{{a.b@-2:growth}}", {"years_back": 2, "aspect": Aspect.GROWTH}),
        ("{{a.b:about}}", {"manner": Manner.ABOUT}),
        (
            "{{a.b:part=provincial.key_laboratory:number}}",
            {"aspect": Aspect.PART, "part": "provincial.key_laboratory"},
        ),
        ("{{a.b:series=3}}", {"aspect": Aspect.SERIES, "years": 3}),
        ("{{a.b:chart=3}}", {"aspect": Aspect.CHART, "years": 3}),
        ("{{year@+1}}", {"years_back": -1}),
    ],
)
def test_a_token_says_what_year_and_how(raw: str, expected: dict[str, object]) -> None:
    (token,) = tokens(raw)
    for name, value in expected.items():
        assert getattr(token, name) == value


@pytest.mark.parametrize(
    ("prose", "line", "column", "says"),
    [
        ("共{{service.items。", 1, 2, "没有在本行内用“}}”收尾"),
        ("甲\n乙}}", 2, 2, "多了“}}”"),
        ("{{Service}}", 1, 1, "看不懂"),
        ("{{items}}", 1, 1, "不是指标代码"),
        ("好{{a.b:gross}}", 1, 2, "没有这个选项"),
        ("{{a.b@20}}", 1, 1, "年份不对"),
        ("{{a.b:series=1}}", 1, 1, "年数应为2至10"),
        ("{{a.b:part}}", 1, 1, "请写明哪一分项"),
        ("{{a.b:about:zh}}", 1, 1, "数字只能有一种写法"),
        ("{{a.b:parts:growth}}", 1, 1, "一处只能取一个方面"),
        ("见{{a.b:chart}}", 1, 2, "请另起一行"),
        ("{{year:zh}}", 1, 1, "不能带选项"),
    ],
)
def test_a_token_that_cannot_be_read_is_refused_with_its_place(
    prose: str, line: int, column: int, says: str
) -> None:
    with pytest.raises(TokenProblem) as refused:
        parse(prose)
    assert (refused.value.line, refused.value.column) == (line, column)
    assert says in refused.value.zh
    assert refused.value.en


def test_every_faulty_token_is_told_at_once() -> None:
    assert [problem.line for problem in problems("{{x}}\n{{a.b}}\n{{a.b:no}}")] == [1, 3]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="{}a.b@:=-1 2\n中年year", max_size=40))
def test_prose_is_never_lost_in_reading(prose: str) -> None:
    if not problems(prose):
        pieces = parse(prose)
        assert "".join(piece.raw if isinstance(piece, Token) else piece.text for piece in pieces) == prose
