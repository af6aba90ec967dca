"""Numbers typed by hand are found; what states no quantity is passed over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yifa.law.numerals import chinese_ordinal
from yifa.report.numbers import typed_numbers, without_non_figures

HARMLESS = (
    "2020年，按照全市部署推进工作。",
    "2018、2019年度的做法继续沿用，1-11月运行平稳，3月15日召开会议。",
    "二〇二〇年十二月三日起施行。",
    "一是加强领导；二是完善制度。三要抓好落实。",
    "1.完善制度。\n2、加强学习。\n（三）抓好落实",
    "印发《漯河市2020年度工作安排》和《关于支持10条措施的通知》。",
    "执行“三重一大”制度，推进最多跑一次、双随机、一公开和一网通办。",
    "学习党的十九届四中全会和二十大精神，落实第一责任人职责。",
    "与市纪委监委派驻第九纪检监察组会商，第二批项目下月启动。",
    "漯科〔2020〕5号文件公布后，12345热线、12315热线畅通。",
    "支持5G和COVID-19防控，取得ISO9001认证。",
    "统一部署，一并推进，一系列措施落地，一季度开局良好，十分重要。",
    "从三个方面、五个环节入手，做到问题不解决不放过。",
    "{{service.items}}其中{{service.items:parts}}，{{year}}年。",
)


@pytest.mark.parametrize("prose", HARMLESS)
def test_what_states_no_quantity_is_passed_over(prose: str) -> None:
    assert [found.text for found in typed_numbers(prose) if not found.doubtful] == []


@pytest.mark.parametrize(
    ("prose", "text", "value"),
    [
        ("召开会议26次。", "26次", "26"),
        ("召开会议二十六次。", "二十六次", "26"),
        ("咨询40余次。", "40余次", "40"),
        ("惠及500多家企业。", "500多家", "500"),
        ("增长8.3%。", "8.3%", "8.3"),
        ("合格率百分之九十五。", "百分之九十五", "95"),
        ("投入16.47亿元。", "16.47亿元", "1647000000"),
        ("资金2,048万元。", "2,048万元", "20480000"),
        ("全省排名第9位。", "第9位", "9"),
        ("承诺8个工作日办结。", "8个工作日", "8"),
        ("全年无一起行政诉讼。", "一起", "0"),
        ("学习不少于60小时。", "60小时", "60"),
        ("共 28 项。", "28 项", "28"),
        ("两件提案办结。", "两件", "2"),
        ("得分96.8。", "96.8", "96.8"),
    ],
)
def test_a_number_typed_by_hand_is_found(prose: str, text: str, value: str) -> None:
    (found,) = typed_numbers(prose)
    assert (found.text, found.value, found.doubtful) == (text, Decimal(value), False)
    assert prose[found.start : found.end] == text


def test_an_article_or_a_span_of_years_is_only_doubtful() -> None:
    found = typed_numbers("这是一项长期工作，实施三年行动计划。")
    assert [(number.text, number.doubtful) for number in found] == [("一项", True), ("三年", True)]


def test_a_number_knows_its_line_and_its_clause() -> None:
    (found,) = typed_numbers("全年工作平稳。\n审查合同14份，办理及时。")
    assert (found.line, found.clause) == (2, "审查合同14份")


@settings(deadline=None, max_examples=100)
@given(st.integers(2, 9999), st.sampled_from(["件", "项", "次", "家", "份"]), st.sampled_from(HARMLESS))
@example(20, "件", HARMLESS[0])
def test_no_number_hides_beside_harmless_words(value: int, counter: str, harmless: str) -> None:
    for written in (str(value), chinese_ordinal(value)):
        prose = f"{harmless}\n全年共办结{written}{counter}，群众满意。\n{harmless}"
        certain = [found for found in typed_numbers(prose) if not found.doubtful]
        assert [found.value for found in certain] == [value]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="一二三十百千万亿0123456789.,，。年月日第件次%余《》“”（）{}\n 是", max_size=40))
def test_any_text_at_all_can_be_looked_through(prose: str) -> None:
    assert len(without_non_figures(prose)) == len(prose)
    for found in typed_numbers(prose):
        assert prose[found.start : found.end] == found.text
