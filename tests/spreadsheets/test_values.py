"""A cell gives a value that is certain, or says why it gives none."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from yifa.spreadsheets import (
    BadCell,
    Cell,
    CellError,
    Shaped,
    plain_head,
    read_day,
    read_number,
    read_text,
    read_yes,
)

SINCE, UNTIL = date(1949, 10, 1), date(2070, 1, 1)
DAY = date(2020, 9, 9)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2020, 9, 9),
        date(2020, 9, 9),
        Shaped(datetime(2020, 9, 9), 'm"月"d"日"'),
        20200909,
        *(
            "2020-9-9",
            "2020/09/09",
            "2020.9.9",
            "2020年9月9日",
            "２０２０年９月９日",
            "2020 年 9 月 9 日",
            "20200909",
            " 2020-9-9\u200b",
        ),
        *(
            "二〇二〇年九月九日",
            "二○二○年九月九日",
            "2020-09-09 00:00:00",
            "2020-09-09T08:30",
            "2020年9月9号",
            "2020、9、9",
        ),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Cell) -> None:
    assert read_day(cell, since=SINCE, until=UNTIL) == DAY


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *[(text, "两位") for text in ("20-9-9", "23.9.8", "20年9月9日", "99/1/1")],
        *[(text, "不在 1949 年") for text in ("1020-9-9", "2202-9-9", "1900-1-1")],
        (datetime(1900, 1, 9), "不在 1949 年"),
        (44083, "没有设日期格式"),
        ("9/9/2020", "分不清"),
        *[(text, "没有写到日") for text in ("2020年9月", "2020.9", "2020年", "2020")],
        *[(text, "日历") for text in ("2020-13-01", "2021-2-29", "20201301")],
        *[(text, "应为日期") for text in ("去年", "长期", "2020-9-9至2023-9-8")],
        (CellError("#N/A"), "错误值"),
        ("#N/A", "错误值"),
        ("########", "错误值"),
        (True, "应为日期"),
        (1.5, "应为日期"),
    ],
)
def test_a_day_that_is_not_certain_is_refused(cell: Cell, told: str) -> None:
    with pytest.raises(BadCell) as bad:
        read_day(cell, since=SINCE, until=UNTIL)
    assert told in bad.value.sentence.zh
    assert bad.value.sentence.en


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("漯河样例\u200b121科技有限公司 ", "漯河样例121科技有限公司"),
        ("\ufeff某公司\u3000", "某公司"),
        ("某某科技\n有限公司", "某某科技有限公司"),
        ("ACME\nLtd", "ACME Ltd"),
        ("⽂件", "文件"),
        (42, "42"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (Shaped(42.0, "000000"), "000042"),
        (Shaped(411100.0, "000000"), "411100"),
        (Shaped(0.153, "0.0%"), "15.3%"),
        (datetime(2020, 9, 9), "2020-09-09"),
        (time(8, 30), "08:30:00"),
        (123456789012345, "123456789012345"),
    ],
)
def test_text_is_what_a_reader_sees(cell: Cell, text: str) -> None:
    assert read_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (2.020410001234568e17, "15 位"),
        (float(10**15), "15 位"),
        (Shaped(2.020410001234568e17, "0"), "15 位"),
        ("9.14111E+17", "15 位"),
        (Shaped(datetime(2020, 3, 1), 'm"月"d"日"'), "改成了日期"),
        (CellError("#REF!"), "错误值"),
        ("#NAME?", "错误值"),
        ("x" * 40_000, "太长"),
    ],
)
def test_text_that_a_workbook_has_lost_is_refused(cell: Cell, told: str) -> None:
    with pytest.raises(BadCell) as bad:
        read_text(cell)
    assert told in bad.value.sentence.zh


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert read_text("一、甲\r\n\r\n 二、乙 ", lines=True) == "一、甲\n二、乙"


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        (1000, "1000", ""),
        (12.1, "12.1", ""),
        ("1,234.5", "1234.5", ""),
        ("１，２３４", "1234", ""),
        ("1 256", "1256", ""),
        ("￥1,000.00元", "1000.00", "元"),
        ("12.5万元", "12.5", "万元"),
        ("5000元整", "5000", "元"),
        ("98.5%", "98.5", "%"),
        ("-3", "-3", ""),
        (Shaped(0.153, "0.0%"), "15.3", "%"),
        (Shaped(12.5, '0.00"万元"'), "12.5", "万元"),
    ],
)
def test_a_number_is_read_with_its_unit(cell: Cell, number: str, unit: str) -> None:
    assert read_number(cell) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "cell",
    [
        "很多",
        "1,23,4",
        "12万3千",
        "1-2",
        "约100",
        True,
        datetime(2020, 1, 1),
        CellError("#N/A"),
        1e16,
        Shaped(12345.0, '0.0,"千元"'),
    ],
)
def test_a_number_that_is_not_certain_is_refused(cell: Cell) -> None:
    with pytest.raises(BadCell):
        read_number(cell)


def test_yes_and_no_are_read_as_offices_mark_them() -> None:
    assert [read_yes(cell) for cell in ("是", "√", "Y", True, "1")] == [True] * 5
    assert [read_yes(cell) for cell in ("否", "×", "无", False, 0)] == [False] * 5
    assert read_yes(None) is None
    with pytest.raises(BadCell):
        read_yes("不详")


@pytest.mark.parametrize(
    "head",
    [
        "金额（元）",
        "金 额",
        "*金额",
        "金额\n(单位：万元)",
        "3.金额：",
        "金额/万元",
        "①金额【必填】",
        "\ufeff金额\u200b",
    ],
)
def test_a_head_is_the_same_with_marks_breaks_and_notes(head: str) -> None:
    assert plain_head(head) == "金额"
