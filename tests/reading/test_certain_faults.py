"""An error is what arithmetic or the calendar proves; whatever could have its reason is a question."""

from __future__ import annotations

import pytest

from yifa.reading.faults import Fault, Severity, find_faults, grouped
from yifa.reading.reading import read

HEAD = "某市科学技术局2023年度法治政府建设情况报告\n2023年，我局落实法治政府建设部署，现报告如下。\n一、主要举措和成效\n"


def faults(body: str, *, head: str = HEAD) -> list[Fault]:
    return list(find_faults(read(f"{head}{body}\n")))


def errors(body: str, *, head: str = HEAD) -> list[str]:
    return [one.rule for one in faults(body, head=head) if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("受理投诉由76件减少至49件，减少33.5%。", "arithmetic/growth"),
        ("登记合同150项，上年为120项，增长35%。", "arithmetic/growth"),
        ("抽查样品50批次，合格48批次，合格率98%。", "arithmetic/ratio"),
        ("办理建议提案20件，其中主办12件、会办10件。", "arithmetic/sum"),
        ("培训干部60名，其中男性30名、女性20名。", "arithmetic/sum"),
        ("核查合同120份，其中合规122份。", "arithmetic/part-exceeds-total"),
        ("2023年2月30日召开会议2次。", "dates/impossible"),
        ("6月31日召开会议2次。", "dates/impossible"),
    ],
)
def test_what_arithmetic_or_the_calendar_proves_is_an_error(body: str, rule: str) -> None:
    assert errors(body) == [rule]


@pytest.mark.parametrize(
    "body",
    [
        "地区生产总值由2016年的1386亿元增加到2021年的2120亿元，年均增长7.3%。",
        "地区生产总值2120亿元，上年为1980亿元，增长5.6%。",
        "工程技术人员20名，其中研究生12名、党员15名。",
        "受理案件30件，办结34件。",
        "完成投资12亿元，其中甲项目总投资30亿元。",
        "新增企业20家，其中甲园区累计达到122家。",
        "实实在在为企业办事，融入首都都市圈，知责于心、担责于身，精文减会，深查细改，治废治塑。",
        "建设智行示范走廊，参与和美湘村建设，支持意法半导体等企业，发展悦己经济。",
        "新增企业47家，总数168家。",
    ],
)
def test_what_may_have_its_reason_is_no_error(body: str) -> None:
    assert errors(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "实实在在为企业办事，融入首都都市圈，扎扎实实推进，清清楚楚交账。",
        "知责于心、担责于身，精文减会，深查细改，治废治塑，和美湘村，意法半导体，悦己经济。",
    ],
)
def test_words_within_words_are_not_asked_about(body: str) -> None:
    assert not [one for one in faults(body) if one.rule.startswith("wording/")]


def test_plan_and_result_are_no_contradiction() -> None:
    body = (
        "登记技术合同310项，改造老旧实验室12个。\n二、2024年工作安排\n登记技术合同350项，改造老旧实验室8个。"
    )
    assert not [one for one in faults(body) if one.rule == "repetition/otherwise"]


def test_half_a_year_and_the_year_are_no_contradiction() -> None:
    body = "上半年登记技术合同150项。\n全年登记技术合同310项。"
    assert not [one for one in faults(body) if one.rule == "repetition/otherwise"]


def test_a_report_on_the_economy_is_not_asked_for_what_the_law_asks_of_another() -> None:
    head = "政府工作报告\n——2024年1月23日在某省第十四届人民代表大会第二次会议上\n一、2023年工作回顾\n"
    body = "固定资产投资增长6.1%，进出口总额增长7.3%。截至目前，开工项目315个。"
    assert not faults(body, head=head)


def test_questions_of_one_rule_are_told_together() -> None:
    found = faults("技术交易增长6.1%。专利授权增长7.3%。企业培训增长8.8%。")
    (group,) = [one for one in grouped(found) if one.rule.id == "arithmetic/growth-without-base"]
    assert len(group.faults) == 3
