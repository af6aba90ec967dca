"""Sums, differences, growth and rates between figures, with the rounding of what is stated."""

from __future__ import annotations

import pytest

from tests.reading.marked import marked
from yifa.reading.relations import Relation, RelationKind, find_relations


def relations(source: str) -> tuple[Relation, ...]:
    reading = marked(source)
    return find_relations(reading.text, reading.layout, reading.facts)


def only(source: str, kind: RelationKind) -> Relation:
    (found,) = [one for one in relations(source) if one.kind is kind]
    return found


def test_parts_after_qizhong_make_a_sum() -> None:
    found = only(
        "实施清单共⟦28项 item⟧，其中公共服务⟦21项 item part⟧、行政确认⟦3项 item part⟧、其他权力⟦4项 item part⟧。",
        RelationKind.SUM,
    )
    assert (found.of.span, [part.span for part in found.parts]) == ("28项", ["21项", "3项", "4项"])
    assert found.holds
    assert not found.partial


def test_parts_before_and_so_on_need_not_be_all() -> None:
    found = only(
        "争取资金共⟦2048万元 CNY⟧，其中引导资金⟦400万元 CNY part⟧、奖补资金⟦365万元 CNY part⟧等。",
        RelationKind.SUM,
    )
    assert found.partial
    assert found.holds


def test_one_part_is_no_breakdown() -> None:
    found = only("立项经费共⟦5720.58万元 CNY⟧，其中重点项目⟦2000万元 CNY part⟧。", RelationKind.SUM)
    assert found.partial
    assert found.holds


def test_figures_of_another_unit_are_no_parts() -> None:
    found = only(
        "资金共⟦800万元 CNY⟧，其中引导项目⟦3项 item⟧，共⟦500万元 CNY part⟧；奖补资金⟦300万元 CNY part⟧。",
        RelationKind.SUM,
    )
    assert [part.span for part in found.parts] == ["500万元", "300万元"]
    assert found.holds


def test_a_semicolon_ends_the_list_of_parts() -> None:
    found = only(
        "保留事项⟦28项 item⟧，其中行政处罚⟦12项 item part⟧、行政奖励⟦9项 item part⟧、其他权力⟦7项 item part⟧；"
        "公共服务事项⟦15项 item part⟧。",
        RelationKind.SUM,
    )
    assert found.computed == 28


def test_brackets_within_a_breakdown_hold_parts_of_a_part() -> None:
    found = only(
        "许可⟦120件 item⟧，其中新办⟦80件 item part⟧（网上⟦70件 item part⟧）、变更⟦40件 item part⟧。",
        RelationKind.SUM,
    )
    assert found.holds
    assert found.computed == 120


@pytest.mark.parametrize(
    ("stated", "holds"), [("26.9%", True), ("26.8%", True), ("27%", True), ("26.7%", False), ("26%", False)]
)
def test_growth_allows_for_the_rounding_of_what_is_stated(stated: str, holds: bool) -> None:
    source = (
        "2018年研发经费总额⟦12.98亿元 CNY 2018 研发经费总额⟧。"
        f"2019年研发经费总额⟦16.47亿元 CNY 2019 研发经费总额⟧，比上年增长⟦{stated} percent growth 2019⟧。"
    )
    assert only(source, RelationKind.GROWTH).holds is holds


@pytest.mark.parametrize(
    "source",
    [
        "科技项目⟦164项 item⟧，上年为⟦136项 item 2019⟧，同比增长⟦20.6% percent growth⟧。",
        "申报材料由⟦78份 item 2019⟧减少至⟦49份 item⟧，减少⟦37.2% percent change⟧。",
        "高新技术企业⟦312家 enterprise⟧，较上年净增⟦41家 enterprise change⟧，增长⟦15.1% percent growth⟧。",
        "高新技术企业较上年末的⟦49家 enterprise 2019⟧增加⟦12家 enterprise change⟧，增长⟦24.5% percent growth⟧。",
        "技术交易额⟦1580亿元 CNY⟧，同比增长⟦46.2% percent growth⟧（上年⟦1080.5亿元 CNY 2019⟧）。",
    ],
)
def test_last_years_figure_is_found_wherever_it_is_said(source: str) -> None:
    assert only(source, RelationKind.GROWTH).holds


def test_years_in_parallel_are_each_laid_against_the_year_before() -> None:
    found = relations(
        "高新技术企业分别是⟦53家 enterprise 2018 高企数⟧、⟦72家 enterprise 2019 高企数⟧、⟦101家 enterprise 2020 高企数⟧，"
        "增速分别为⟦32.5% percent growth 2018⟧、⟦35.8% percent growth 2019⟧、⟦40.3% percent growth 2020⟧。"
    )
    assert [(one.of.span, one.holds) for one in found if one.kind is RelationKind.GROWTH] == [
        ("35.8%", True),
        ("40.3%", True),
    ]


def test_figures_that_lie_too_far_apart_are_not_called_wrong() -> None:
    found = relations("⟦20件 item 2019 案件数⟧、⟦90件 item 2020 案件数⟧，满意度增长⟦3% percent growth⟧。")
    assert [one for one in found if one.kind is RelationKind.GROWTH] == []


def test_a_difference_is_the_later_less_the_earlier() -> None:
    source = "2019年入库⟦68家 enterprise 2019 入库数⟧，2020年入库⟦152家 enterprise 入库数⟧，同比增加⟦{} enterprise change⟧。"
    assert only(source.format("84家"), RelationKind.DIFFERENCE).holds
    assert not only(source.format("94家"), RelationKind.DIFFERENCE).holds


@pytest.mark.parametrize(("stated", "holds"), [("96.1%", True), ("96%", True), ("98.1%", False)])
def test_a_rate_is_checked_where_the_part_bears_its_name(stated: str, holds: bool) -> None:
    source = f"办理应诉案件⟦102件 item⟧，负责人出庭⟦98件 item part⟧，出庭率⟦{stated} percent⟧。"
    assert only(source, RelationKind.RATIO).holds is holds


def test_a_rate_of_something_else_is_left_alone() -> None:
    assert relations("办理应诉案件⟦102件 item⟧，负责人出庭⟦98件 item part⟧，群众满意率⟦92% percent⟧。") == ()


def test_received_and_treated_agree() -> None:
    assert only("受理建议⟦5件 item⟧，办结⟦5件 item part⟧。", RelationKind.CONSISTENT_TOTAL).holds
    assert not only("受理信访⟦3件 item⟧，办结⟦4件 item part⟧。", RelationKind.CONSISTENT_TOTAL).holds


def test_what_was_carried_over_may_be_treated_too() -> None:
    assert relations("受理信访⟦3件 item⟧，办结⟦4件 item part⟧（含上年结转1件）。") == ()


def test_shares_of_a_list_are_each_of_its_total() -> None:
    found = relations(
        "收到申请⟦1046件 item⟧。其中，网上提交⟦862件 item part⟧，占比⟦82.4% percent⟧；"
        "信函提交⟦171件 item part⟧，占比⟦19.3% percent⟧。"
    )
    assert [(one.of.span, one.holds) for one in found if one.kind is RelationKind.RATIO] == [
        ("82.4%", True),
        ("19.3%", False),
    ]
