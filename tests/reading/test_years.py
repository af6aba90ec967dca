"""Which year a figure belongs to."""

from __future__ import annotations

import pytest

from yifa.reading.facts import read_facts
from yifa.reading.layout import layout
from yifa.reading.reading import read


def years(text: str, report_year: int | None = 2022) -> list[int | None]:
    return [fact.year for fact in read_facts(text, report_year=report_year, layout=layout(text)).facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开会议5次。", [2022]),
        ("2019年召开会议5次，培训3场。", [2019, 2019]),
        ("2020年、2021年企业数分别为53家、72家。", [2020, 2021]),
        ("2020、2021和2022年立项分别为3项、4项、5项。", [2020, 2021, 2022]),
        ("2020年、2021年分别获资金100万元、200万元，同比增长100%。", [2020, 2021, 2021]),
        ("近三年分别培育企业8家、9家、10家。", [2020, 2021, 2022]),
        ("近年来累计投入6000万元。", [None]),
        ("五年新增203家企业，当年新增47家。", [None, 2022]),
        ("“十三五”期间建成平台12个。", [None]),
        ("自2018年以来走访企业90家。", [None]),
        ("2022年以来走访企业90家。", [2022]),
        ("截至目前，办结38件。", [2022]),
        ("2021年研发投入3亿元，比上年增长8%。", [2021, 2021]),
        ("立案20件，较2021年的16件增长25%。", [2022, 2021, 2022]),
        ("立项164项，上年为136项，同比增长20.6%。", [2022, 2021, 2022]),
        ("投入强度为2.41%（2021年数据）。", [2021]),
        ("贯彻《2021年工作要点》，召开会议5次。", [2022]),
        ("2021年立项12项；其中省级3项。", [2021, 2021]),
        ("有效期为3年。", [None]),
        ("二〇二一年召开会议5次。", [2021]),
    ],
)
def test_a_figure_belongs_to_its_year(text: str, expected: list[int | None]) -> None:
    assert years(text) == expected


def test_a_section_of_plans_is_about_the_next_year() -> None:
    text = "一、主要成效\n召开会议5次。\n四、下一步工作安排\n（一）举办培训不少于4次。\n"
    assert years(text) == [2022, 2023]


def test_a_section_that_looks_back_is_not_a_plan() -> None:
    assert years("一、2022年工作计划完成情况\n召开会议5次。\n") == [2022]


def test_without_a_report_year_only_named_years_are_known() -> None:
    assert years("召开会议5次。2019年召开4次。", None) == [None, 2019]


def test_what_has_doubled_against_a_year_is_of_the_later_one() -> None:
    text = "某市2023年工作报告\n一、工作情况\n成交额较上年翻一番。\n"
    assert [one.year for one in read(text).facts] == [2023]
