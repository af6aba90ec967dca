"""Whose report it is, of which year, and when it was signed, from the places where bureaus write it."""

from __future__ import annotations

from datetime import date

import pytest

from yifa.reading.heading import Heading, Level, read_heading
from yifa.reading.layout import layout


def heading(text: str) -> Heading:
    return read_heading(text, layout(text))


def test_title_above_and_signature_below() -> None:
    found = heading(
        "云岭市科学技术局\n\n2021年度法治政府建设工作报告\n\n市委、市政府：\n"
        "现将有关情况报告如下：\n一、主要举措\n工作开展顺利。\n二、下一步打算\n继续努力。\n\n云岭市科学技术局\n2022年1月18日\n"
    )
    assert (found.bureau, found.level, found.city) == ("云岭市科学技术局", Level.CITY, "云岭市")
    assert found.title == "云岭市科学技术局2021年度法治政府建设工作报告"
    assert (found.year, found.addressee, found.signed_on) == (2021, "市委、市政府", date(2022, 1, 18))


def test_the_page_tells_when_it_was_published() -> None:
    found = heading(
        "[ 发布机构 ] 青禾区科技局 [ 有效性 ]\n[ 成文日期 ] 2024-02-18 [ 发布日期 ] 2024-02-19\n"
        "江口市青禾区科学技术局关于2023年法治政府建设工作情况的报告\n2023年，区科技局认真履职。\n"
    )
    assert found.published_on == date(2024, 2, 19)
    assert (found.level, found.county, found.year) == (Level.COUNTY, "青禾区", 2023)


def test_a_bureau_that_is_named_only_in_the_first_sentence() -> None:
    found = heading("2022年，县科技局坚持依法行政，各项工作取得新成效。")
    assert (found.bureau, found.level, found.year) == ("县科技局", Level.COUNTY, 2022)


def test_years_in_the_names_of_documents_are_not_the_reports() -> None:
    text = "我局落实《法治政府建设实施纲要（2021—2025年）》，召开党组会议4次。\n一、主要举措\n审查文件58件。"
    assert heading(text).year is None
    assert heading(f"发布时间：2024-01-18 13:52\n{text}").year == 2023
    assert heading(f"{text}\n2022年，办结事项三十件。").year == 2022


def test_a_title_of_three_lines() -> None:
    found = heading(
        "岭南省科学技术厅\n关于2021年度法治政府建设工作情况的\n报告\n省委、省政府：\n2021年，我厅扎实推进各项工作。"
    )
    assert found.title == "岭南省科学技术厅关于2021年度法治政府建设工作情况的报告"
    assert found.level is Level.PROVINCE


@pytest.mark.parametrize(
    "written", ["2022年1月18日", "2022年01月18日", "二〇二二年一月十八日", "二○二二年一月十八日"]
)
def test_a_signature_in_any_numerals(written: str) -> None:
    text = f"云岭市科技局2021年法治政府建设报告\n一、情况\n工作顺利。\n云岭市科学技术局\n{written}\n"
    assert heading(text).signed_on == date(2022, 1, 18)


def test_the_day_that_a_page_shows_is_not_the_reports_year() -> None:
    text = "今天是:2019年10月31日 星期四\n\n2020年静川区法治政府建设情况报告\n2020年，静川区推进各项工作。\n"
    assert heading(text).year == 2020


def test_nothing_is_made_up_for_a_text_that_says_nothing() -> None:
    found = heading("土豆切块，加水煮熟。")
    assert (found.bureau, found.year, found.title, found.signed_on) == (None, None, None, None)
