"""A figure says whether it is a stock, a flow, or of a part of the year; only a stock says how many there are."""

from __future__ import annotations

import pytest

from yifa.reading.indicators import with_indicators
from yifa.reading.kinds import Fact, Nature
from yifa.reading.reading import read

HEAD = "某市科学技术局2023年度法治政府建设情况报告\n一、主要举措和成效\n"


def facts(sentence: str) -> tuple[Fact, ...]:
    return with_indicators(read(f"{HEAD}{sentence}\n").facts)


def test_what_was_newly_added_never_fills_a_stock() -> None:
    found = facts("全年新增高新技术企业47家，总数达到168家，其中本年重新认定21家，取消资格3家。")
    assert [(one.span, one.nature, one.indicator) for one in found] == [
        ("47家", Nature.FLOW, None),
        ("168家", Nature.STOCK, "recognition.national_high_tech"),
        ("21家", Nature.FLOW, None),
        ("3家", Nature.FLOW, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("全市高新技术企业101家。", Nature.STOCK),
        ("年末共有国家高新技术企业486家。", Nature.STOCK),
        ("新认定高新技术企业20家。", Nature.FLOW),
        ("登记技术合同310项。", Nature.FLOW),
        ("上半年登记技术合同150项。", Nature.PART_OF_YEAR),
        ("1—9月，登记技术合同210项。", Nature.PART_OF_YEAR),
        ("截至6月底，有高新技术企业98家。", Nature.PART_OF_YEAR),
        ("截至2023年12月31日，有高新技术企业98家。", Nature.STOCK),
        ("现行有效规范性文件21件。", Nature.STOCK),
        ("成交额增长12%。", Nature.NONE),
    ],
)
def test_the_nature_of_a_figure(sentence: str, nature: Nature) -> None:
    assert facts(sentence)[-1].nature is nature


def test_a_part_of_a_year_fills_no_indicator() -> None:
    (found,) = facts("上半年登记技术合同150项。")
    assert found.indicator is None


def test_a_counted_list_is_not_its_first_member() -> None:
    (found,) = facts("梳理技术合同登记等4项服务事项。")
    assert found.indicator is None
    assert "等" in found.subject
