"""Faults of figures: sums, growth, units, repetition; and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.reading.marked import marked
from yifa.reading.faults import Fault, FaultKind, find_faults


def faults(source: str, *, kind: FaultKind | None = None) -> list[Fault]:
    return [one for one in find_faults(marked(source)) if kind is None or one.kind is kind]


def kinds(source: str) -> list[str]:
    return [one.kind.value for one in faults(source)]


def test_a_growth_that_the_figures_do_not_yield_is_told_with_the_right_one() -> None:
    (found,) = faults(
        "2018年研发经费总额⟦12.98亿元 CNY 2018 研发经费总额⟧。"
        "2019年研发经费总额⟦16.47亿元 CNY 2019 研发经费总额⟧，比上年增长⟦26.7% percent growth 2019⟧。"
    )
    assert found.kind is FaultKind.GROWTH_MISMATCH
    assert found.says.zh == "增长率与两个数不符：16.47亿元比12.98亿元增长26.9%，文中写26.7%。"
    assert found.should is not None
    assert found.should.zh == "26.9%"


def test_growth_without_a_base_cannot_be_checked() -> None:
    assert kinds("全年立项⟦58项 item⟧，获得经费⟦5720万元 CNY⟧，同比增长⟦19.7% percent growth⟧。") == [
        "growth_without_base"
    ]
    assert kinds("受理投诉⟦1807件 item⟧，同比下降⟦22.6% percent change⟧。") == ["growth_without_base"]


def test_a_shortened_time_is_no_growth() -> None:
    assert kinds("承诺时限总体压缩⟦62% percent change⟧。") == []


def test_a_target_is_no_growth() -> None:
    assert kinds("力争研发投入增长⟦15% percent growth⟧。") == []


@pytest.mark.parametrize(
    "source",
    [
        "文件⟦9项 item⟧，其中保留⟦5项 item part⟧、废止⟦4项 item part⟧。",
        "案件⟦120件 item⟧，其中重大案件⟦8件 item part⟧、跨省案件⟦5件 item part⟧。",
        "培训⟦200余人 person more_than⟧，其中党员⟦90人 person part⟧、干部⟦95人 person part⟧。",
        "职工⟦20人 person⟧，其中研究生⟦12人 person part⟧、中共党员⟦15人 person part⟧。",
    ],
)
def test_correct_sums_selections_and_overlapping_parts_are_left_alone(source: str) -> None:
    assert kinds(source) == []


def test_parts_that_miss_their_total_by_a_little_are_a_wrong_sum() -> None:
    (found,) = faults(
        "处罚⟦168件 item⟧，其中市场⟦86件 item part⟧、交通⟦41件 item part⟧、农业⟦31件 item part⟧。"
    )
    assert found.kind is FaultKind.SUM_MISMATCH
    assert "158件" in found.says.zh


def test_parts_that_cannot_overlap_must_add_up() -> None:
    source = "建议⟦6件 item⟧，其中主办⟦5件 item part⟧、协办⟦{}件 item part⟧。"
    assert kinds(source.format(1)) == []
    assert kinds(source.format(3)) == ["sum_mismatch"]


def test_a_breakdown_with_and_so_on_that_leaves_something_out() -> None:
    assert kinds(
        "资金共⟦2048万元 CNY⟧，其中引导⟦400万元 CNY part⟧、"
        "奖补⟦365万元 CNY part⟧、研发⟦793万元 CNY part⟧、预拨⟦300万元 CNY part⟧等。"
    ) == ["incomplete_breakdown"]


def test_a_part_greater_than_its_total_is_a_contradiction() -> None:
    assert kinds("核查合同⟦120份 item⟧，其中合规⟦122份 item part⟧。") == ["contradiction"]


def test_a_total_counted_otherwise_than_its_parts() -> None:
    (found,) = faults(
        "平台⟦9个 organisation⟧。其中，省级⟦4家 organisation part⟧，市级⟦5家 organisation part⟧。"
    )
    assert found.kind is FaultKind.UNIT_INCONSISTENT


def test_calendar_days_are_not_compared_with_working_days() -> None:
    assert kinds("由原定的办结时限30日调整为承诺办结时限8个工作日。") == ["unit_inconsistent"]
    assert kinds("由原定的20个工作日压缩为8个工作日。") == []


def test_places_after_the_point_within_one_list() -> None:
    (found,) = faults("分别为⟦15.6% percent⟧、⟦15.38% percent⟧、⟦12.5% percent⟧。")
    assert (found.kind, found.says.zh.count("15.38%")) == (FaultKind.PRECISION_INCONSISTENT, 1)
    assert kinds("分别为⟦100% percent⟧、⟦98.5% percent⟧、⟦97% percent⟧。") == []


def test_numbers_without_a_unit() -> None:
    assert kinds("群众满意率达98。") == ["figure_without_unit"]
    assert kinds("带队检查安全生产10多，发现隐患。") == ["figure_without_unit"]
    assert kinds("拨打12345，合格率达到98%。") == []


def test_the_same_figure_said_again() -> None:
    source = (
        "今年，局党组中心组已开展集中学法⟦7次 session⟧，重点学习宪法。\n"
        "一年来坚持依法决策、依法履职，各项工作稳步推进，取得了新的成效。\n"
        "2020年，局党组中心组集中学法⟦7次 session⟧，提高了能力。"
    )
    assert kinds(source) == ["repeated_statement"]


def test_the_same_thing_with_another_figure() -> None:
    source = "全年组织会前学法⟦15次 session⟧。\n二、负责人履职\n主持会前学法⟦{}次 session⟧。"
    assert "contradiction" in kinds(source.format(14))
    assert "contradiction" not in kinds(source.format(15))


def test_trainings_of_several_kinds_are_no_contradiction() -> None:
    assert kinds("开展专题培训⟦3次 session⟧。\n宣传方面开展专题培训⟦5次 session⟧。") == []
