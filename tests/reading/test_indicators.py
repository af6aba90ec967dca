"""A stated figure is given the indicator that it corresponds to, and no other figure is."""

from __future__ import annotations

import pytest

from yifa.figures.indicators import registry
from yifa.figures.units import Category as FigureCategory
from yifa.figures.units import Unit as FigureUnit
from yifa.reading.indicators import correspondences, indicator_of, with_indicators
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit


def fact(
    subject: str, unit: Unit, category: Category, role: Role = Role.TOTAL, year: int | None = 2021
) -> Fact:
    return Fact(0, 3, "12项", 12, unit, Approx.EXACT, year, subject, category, role)


def test_every_code_of_the_table_is_in_the_catalogue() -> None:
    unknown = [each.code for each in correspondences() if each.code not in registry]
    assert not unknown


def test_a_unit_of_the_table_is_one_in_which_the_indicator_can_be_counted() -> None:
    amounts = {each.code for each in correspondences() if Unit.CNY in each.units}
    rates = {each.code for each in correspondences() if Unit.PERCENT in each.units}
    assert all(registry[code].unit is FigureUnit.CNY for code in amounts)
    assert all(registry[code].unit is FigureUnit.PERCENT for code in rates)


def test_units_and_categories_of_readings_are_those_of_figures() -> None:
    assert {unit.value for unit in Unit} == {unit.value for unit in FigureUnit}
    assert {category.value for category in Category} == {category.value for category in FigureCategory}


@pytest.mark.parametrize(
    ("subject", "unit", "category", "code"),
    [
        ("国家级高新技术企业数", Unit.ENTERPRISE, Category.RECOGNITION, "recognition.national_high_tech"),
        ("全市高新技术企业", Unit.ENTERPRISE, Category.RECOGNITION, "recognition.national_high_tech"),
        ("市级高新技术企业数", Unit.ENTERPRISE, Category.RECOGNITION, "recognition.municipal_high_tech"),
        ("科技型中小企业入库数", Unit.ENTERPRISE, Category.RECOGNITION, "recognition.technology_sme"),
        ("技术合同成交额", Unit.CNY, Category.STATISTICS, "service.technical_amount"),
        ("认定登记技术合同", Unit.ITEM, Category.SERVICE, "service.technical_contracts"),
        ("合同协议合法性审查件数", Unit.ITEM, Category.CONTRACT, "contracts.reviewed"),
        ("规范性文件清理件数", Unit.ITEM, Category.NORMATIVE_DOCUMENT, "rulemaking.cleaned"),
        ("人大代表建议承办数", Unit.ITEM, Category.SUPERVISION, "suggestions.congress"),
        ("政协委员提案办理数", Unit.ITEM, Category.SUPERVISION, "suggestions.cppcc"),
        ("法治建设专题党组会议次数", Unit.SESSION, Category.PLAN, "meetings.special_party_group"),
        ("主要负责人听取法治工作汇报次数", Unit.SESSION, Category.PLAN, "meetings.reports_heard"),
        ("政务服务办结件数", Unit.ITEM, Category.SERVICE, "service.completed"),
        ("政务服务实施清单事项数", Unit.ITEM, Category.SERVICE, "service.items"),
        ("涉企信用红榜信息上报条数", Unit.ITEM, Category.CREDIT, "integrity.red_list"),
    ],
)
def test_a_figure_is_given_its_indicator(subject: str, unit: Unit, category: Category, code: str) -> None:
    assert indicator_of(fact(subject, unit, category)) == code


@pytest.mark.parametrize(
    "other",
    [
        fact("国家级高企备选企业数", Unit.ENTERPRISE, Category.ENTERPRISE_SERVICE),
        fact("新增高新技术企业", Unit.ENTERPRISE, Category.RECOGNITION),
        fact("国家级高新技术企业数增速", Unit.PERCENT, Category.RECOGNITION, Role.GROWTH),
        fact("国家级高新技术企业数", Unit.ENTERPRISE, Category.RECOGNITION, year=None),
        fact("规范性文件保留件数", Unit.ITEM, Category.NORMATIVE_DOCUMENT, Role.PART),
        fact("高新技术产业增加值", Unit.CNY, Category.STATISTICS),
        fact("普法讲座", Unit.SESSION, Category.POPULARISATION),
    ],
)
def test_a_figure_of_something_else_is_given_none(other: Fact) -> None:
    assert indicator_of(other) is None
    assert with_indicators([other]) == (other,)
