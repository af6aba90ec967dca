"""Numerals are read whole or not at all, whatever way they are written in."""

from __future__ import annotations

import pytest

from yifa.reading.kinds import Approx, Fact, Role, Unit
from yifa.reading.reading import read


def facts(sentence: str) -> tuple[Fact, ...]:
    return read(f"{sentence}\n").facts


def said(sentence: str) -> list[tuple[str, float, Unit]]:
    return [(one.span, one.value, one.unit) for one in facts(sentence)]


@pytest.mark.parametrize(
    ("sentence", "span", "value", "unit"),
    [
        ("争取资金1亿2000万元。", "1亿2000万元", 120_000_000, Unit.CNY),
        ("成交额3亿5千万元。", "3亿5千万元", 350_000_000, Unit.CNY),
        ("投入25万6千元。", "25万6千元", 256_000, Unit.CNY),
        ("研发经费一百零五点五亿元。", "一百零五点五亿元", 10_550_000_000, Unit.CNY),
        ("举办培训廿一场。", "廿一场", 21, Unit.SESSION),
        ("培训1 256 人。", "1 256 人", 1256, Unit.PERSON),
        ("合同金额伍仟元整。", "伍仟元", 5000, Unit.CNY),
        ("合同叁份。", "叁份", 3, Unit.ITEM),
        ("培训300人/次。", "300人/次", 300, Unit.PERSON_TIME),
        ("交易额增长1.5倍。", "1.5倍", 150, Unit.PERCENT),
        ("投诉下降三分之一。", "三分之一", 33.333333, Unit.PERCENT),
        ("差错率千分之三。", "千分之三", 0.3, Unit.PERCENT),
        ("出生率6.34‰。", "6.34‰", 0.634, Unit.PERCENT),
        ("自然增长率-1.2‰。", "-1.2‰", -0.12, Unit.PERCENT),
        ("实际使用外资21.6亿美元。", "21.6亿美元", 2_160_000_000, Unit.FOREIGN),
        ("新增装机4380万千瓦。", "4380万千瓦", 43_800_000, Unit.QUANTITY),
        ("种植面积386.2千公顷。", "386.2千公顷", 386_200, Unit.QUANTITY),
        ("粮食产量780亿斤。", "780亿斤", 78_000_000_000, Unit.QUANTITY),
        ("开行班列1286列。", "1286列", 1286, Unit.ITEM),
        ("带动5万农户增收。", "5万", 50_000, Unit.ITEM),
        ("惠及120万群众。", "120万", 1_200_000, Unit.PERSON),
        ("营商环境指数为85.3，全省领先。", "85.3", 85.3, Unit.SCORE),
        ("争取资金十余万元。", "十余万元", 100_000, Unit.CNY),
        ("统一3家标准。", "3家", 3, Unit.ENTERPRISE),
        ("年度工作要点26项。", "26项", 26, Unit.ITEM),
        ("组建队伍30人。", "30人", 30, Unit.PERSON),
    ],
)
def test_a_numeral_is_read_whole(sentence: str, span: str, value: float, unit: Unit) -> None:
    ((found_span, found_value, found_unit),) = said(sentence)
    assert (found_span, found_unit) == (span, unit)
    assert found_value == pytest.approx(value)


@pytest.mark.parametrize("sentence", ["投资5千3万元。", "走访一三家企业。", "新增三百五家。", "共有千百家。"])
def test_what_cannot_be_read_whole_is_not_read_and_said(sentence: str) -> None:
    found = read(f"{sentence}\n")
    assert not found.facts
    (unread,) = found.unread
    assert unread.span in sentence


@pytest.mark.parametrize(
    ("sentence", "value"), [("两三家企业。", 2), ("三四十人参加。", 30), ("七八百件。", 700)]
)
def test_two_neighbouring_numbers_mean_about_so_many(sentence: str, value: int) -> None:
    (found,) = facts(sentence)
    assert (found.value, found.approx) == (value, Approx.ABOUT)


@pytest.mark.parametrize(
    "sentence",
    [
        "市委九届四次全会召开。",
        "市十三届人大二次会议至五次会议召开。",
        "九届二次至五次会议审议。",
        "市八届人大一次会议以来。",
        "千家万户受益。",
        "三次产业结构优化。",
        "2023年1月5日印发。",
    ],
)
def test_ordinals_of_sessions_and_idioms_are_no_counts(sentence: str) -> None:
    assert not facts(sentence)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("综合实力居全国第8位。", Role.RANK),
        ("居全省第二。", Role.RANK),
        ("总量进入全省前5位。", Role.RANK),
        ("排名上升2位。", Role.CHANGE),
        ("较上年升4位。", Role.CHANGE),
    ],
)
def test_places_are_ranks_and_places_gained_are_changes(sentence: str, role: Role) -> None:
    (found,) = facts(sentence)
    assert (found.unit, found.role) == (Unit.RANK, role)


def test_a_total_made_of_its_parts_has_them_as_parts() -> None:
    total, *parts = facts("全年争取资金100万元，由省级60万元和市级40万元组成。")
    assert total.role is Role.TOTAL
    assert [one.role for one in parts] == [Role.PART, Role.PART]


def test_a_contract_is_no_approximation() -> None:
    text = "某市2023年工作报告\n一、工作情况\n签约120家，节约300万元，合约5份，约20人参加。\n"
    assert [(one.span, str(one.approx)) for one in read(text).facts] == [
        ("120家", "exact"),
        ("300万元", "exact"),
        ("5份", "exact"),
        ("20人", "about"),
    ]
