"""A cell of a table is read with its row and its column: unit, year and meaning come from the heads."""

from __future__ import annotations

import pytest

from yifa.reading.faults import find_faults
from yifa.reading.kinds import Category, Fact, Nature, Role
from yifa.reading.reading import read
from yifa.reading.tables import find

BEFORE = "某县科学技术局2023年度法治政府建设年度报告\n2023年，我局落实法治政府建设部署，情况如下。\n"
AFTER = "二、存在的不足\n专职人员只有2名。\n某县科学技术局\n2024年1月16日\n"


def cells(table: str) -> list[tuple[float, str, int | None, str]]:
    return [
        (fact.value, str(fact.unit), fact.year, fact.subject)
        for fact in facts(table)
        if "unit_of_table" in fact.why
    ]


def facts(table: str) -> tuple[Fact, ...]:
    return read(f"{BEFORE}{table}{AFTER}").facts


@pytest.mark.parametrize(
    ("table", "read"),
    [
        (
            "指标\t单位\t2023年\t2022年\n新增高新技术企业\t家\t31\t25\n技术合同成交额\t亿元\t9.86\t8.02\n",
            [
                (31, "enterprise", 2023, "新增高新技术企业"),
                (25, "enterprise", 2022, "新增高新技术企业"),
                (986_000_000, "CNY", 2023, "技术合同成交额"),
                (802_000_000, "CNY", 2022, "技术合同成交额"),
            ],
        ),
        (
            "指标\t2023年\t同比增长（%）\n技术合同（项）\t1,205\t12.5\n成交额（万元）\t98600\t-3.1\n",
            [
                (1205, "item", 2023, "技术合同"),
                (12.5, "percent", 2023, "技术合同·同比增长"),
                (986_000_000, "CNY", 2023, "成交额"),
                (-3.1, "percent", 2023, "成交额·同比增长"),
            ],
        ),
        (
            "各项资金情况表\n单位：万元\n项目\t本年\t上年\n奖补资金\t1048.5\t900\n",
            [(10_485_000, "CNY", 2023, "奖补资金"), (9_000_000, "CNY", 2022, "奖补资金·上年")],
        ),
        (
            "信息内容\t本年制发件数\t现行有效件数\n规章\t0\t0\n行政规范性文件\t2\t7\n",
            [
                (0, "item", 2023, "规章·本年制发件数"),
                (0, "item", 2023, "规章·现行有效件数"),
                (2, "item", 2023, "行政规范性文件·本年制发件数"),
                (7, "item", 2023, "行政规范性文件·现行有效件数"),
            ],
        ),
        # A cell that lies over several columns or rows says what is under it.
        (
            "县区\t高新技术企业（家）\t\t成交额（亿元）\n\t新增\t总数\t\n甲县\t5\t40\t1.2\n",
            [
                (5, "enterprise", 2023, "甲县·高新技术企业·新增"),
                (40, "enterprise", 2023, "甲县·高新技术企业·总数"),
                (120_000_000, "CNY", 2023, "甲县·成交额"),
            ],
        ),
        (
            "类别\t项目\t数量（件）\n许可\t新办\t3\n\t变更\t4\n",
            [(3, "item", 2023, "许可·新办"), (4, "item", 2023, "许可·变更")],
        ),
        # A unit in the cell itself; a number of the row is no content.
        (
            "序号\t指标\t数值\n1\t高新技术企业\t126家\n2\t培训\t62人次\n",
            [(126, "enterprise", 2023, "高新技术企业"), (62, "person_time", 2023, "培训")],
        ),
        # Copied out of a page: each cell a line.
        (
            "第二十条第（五）项\n\n信息内容\n\n本年处理决定数量\n\n行政许可\n\n12\n\n行政处罚\n\n3\n",
            [(12, "item", 2023, "行政许可·本年处理决定数量"), (3, "item", 2023, "行政处罚·本年处理决定数量")],
        ),
        (
            "本年收费金额（单位：万元）\n行政事业性收费\t3.5\n",
            [(35_000, "CNY", 2023, "行政事业性收费·本年收费金额")],
        ),
    ],
)
def test_each_cell_has_its_row_and_its_column(
    table: str, read: list[tuple[float, str, int | None, str]]
) -> None:
    assert cells(table) == read


@pytest.mark.parametrize(
    "table",
    [
        # No unit anywhere: what it counts is not known.
        "指标\t甲\t乙\n情况\t1\t2\n",
        # Words, not numbers; a table of days; numbers of a list.
        "姓名\t职务\n张某\t局长\n",
        "序号\t年度\n1\t2022\n2\t2023\n",
        "一\n1\n二\n2\n",
    ],
)
def test_a_number_without_a_unit_is_not_read(table: str) -> None:
    assert cells(table) == []


def test_sentences_in_cells_are_read_as_sentences() -> None:
    table = "（一）规范技术市场。\t登记技术合同1,205项，成交额9.86亿元。\n（二）资金。\t落实奖补资金1048.5万元。\n"
    assert cells(table) == []
    assert {1205, 986_000_000, 10_485_000} <= {fact.value for fact in facts(table)}


def test_a_growth_is_one_and_a_category_is_that_of_the_heads() -> None:
    found = facts("指标\t2023年（万元）\t同比增长（%）\n落实奖补资金\t1048.5\t12.5\n")
    told = {fact.value: fact for fact in found if "unit_of_table" in fact.why}
    assert told[12.5].role is Role.GROWTH
    assert told[10_485_000].category is Category.FUND


def test_a_cell_says_whether_it_is_a_stock_or_a_flow() -> None:
    found = facts("县区\t高新技术企业（家）\t\n\t新增\t总数\n甲县\t5\t40\n")
    assert [(fact.value, fact.nature) for fact in found if "unit_of_table" in fact.why] == [
        (5, Nature.FLOW),
        (40, Nature.STOCK),
    ]


def test_a_table_makes_no_faults_of_its_own() -> None:
    table = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t2\t1\t7\n"
    plain = {fault.rule for fault in find_faults(read(BEFORE + AFTER))}
    assert {fault.rule for fault in find_faults(read(BEFORE + table + AFTER))} <= plain


def test_a_page_of_tabs_takes_time_in_proportion_to_its_length() -> None:
    assert len(find("a（件）\t1\n" * 20_000).figures) == 20_000
