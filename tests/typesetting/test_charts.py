"""Pictures of figures."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from decimal import Decimal

import pytest

from tests.typesetting.documents import DAY
from tests.typesetting.measuring import pages
from yifa.typesetting.charts import PartValue, YearValue, breakdown_bars, yearly_bars
from yifa.typesetting.model import Chart, DocumentError, Form, OfficialDocument, Table
from yifa.typesetting.pdf import to_pdf, to_png

YEARS = (YearValue(2020, 101, "+40.3%"), YearValue(2018, 53), YearValue(2019, 72, "+35.8%"))


def series() -> Chart:
    return yearly_bars("高新技术企业数量", YEARS, unit="家", source="登记簿", on=DAY)


def shown(chart: Chart) -> list[str]:
    return [text for text in ElementTree.fromstring(chart.svg).itertext() if text.strip()]


def test_years_stand_in_order_with_values_and_growth() -> None:
    words = shown(series())
    assert [word for word in words if word.endswith("年")] == ["2018年", "2019年", "2020年"]
    assert {"53", "72", "101", "+35.8%", "+40.3%"} <= set(words)


def test_the_table_beneath_says_the_same() -> None:
    table = series().table
    assert isinstance(table, Table)
    assert table.rows == (("2018年", "53", "—"), ("2019年", "72", "+35.8%"), ("2020年", "101", "+40.3%"))


def test_growth_is_left_out_where_nobody_gives_it() -> None:
    table = yearly_bars("数量", [YearValue(2020, 1)], unit="家", source="", on=DAY).table
    assert table is not None
    assert table.columns == ("年度", "数量（家）")


def test_parts_stand_in_the_given_order() -> None:
    chart = breakdown_bars(
        "平台", [PartValue("省级", Decimal("79.50")), PartValue("国家级", 2)], unit="个", source="", on=DAY
    )
    words = shown(chart)
    assert words.index("省级") < words.index("国家级")
    assert "79.5" in words
    assert chart.description == "平台：省级79.5个；国家级2个"


def test_the_same_figures_give_the_same_picture() -> None:
    assert series() == series()


def test_nothing_to_draw_is_refused() -> None:
    assert series()
    with pytest.raises(DocumentError, match="没有数据"):
        yearly_bars("数量", [], unit="家", source="", on=DAY)
    with pytest.raises(DocumentError, match="没有数据"):
        breakdown_bars("数量", [], unit="家", source="", on=DAY)


def test_a_year_or_a_part_twice_is_refused() -> None:
    with pytest.raises(DocumentError, match="重复的年度"):
        yearly_bars("数量", [YearValue(2020, 1), YearValue(2020, 2)], unit="家", source="", on=DAY)
    with pytest.raises(DocumentError, match="重复的类别"):
        breakdown_bars("数量", [PartValue("甲", 1), PartValue("甲", 2)], unit="家", source="", on=DAY)


def test_a_chart_fits_the_type_area() -> None:
    assert series().width_mm <= 156
    assert to_png(series()).startswith(b"\x89PNG")


def test_a_picture_says_nothing_by_style_or_script_and_asks_for_nothing() -> None:
    for element in ElementTree.fromstring(series().svg).iter():
        assert element.tag.rpartition("}")[2] in {"svg", "rect", "line", "text"}
        assert not {"style", "class", "href", "onclick"} & set(element.attrib)


def test_long_numbers_and_many_years_do_not_run_into_each_other() -> None:
    years = [YearValue(2009 + number, Decimal("1234567.89") * (number + 1)) for number in range(12)]
    root = ElementTree.fromstring(yearly_bars("金额", years, unit="元", source="", on=DAY).svg)
    labels = [one for one in root.iter() if (one.text or "").endswith("年")]
    numbers = [one for one in root.iter() if one.text and "." in one.text]
    slot = float(labels[1].attrib["x"]) - float(labels[0].attrib["x"])
    assert all(len(one.text or "") * 0.6 * float(one.attrib["font-size"]) < slot for one in numbers)


def test_a_long_name_is_broken_and_stays_inside_the_picture() -> None:
    name = "国家级高新技术产业开发区和可持续发展实验区以及其他各类科技园区平台"
    root = ElementTree.fromstring(
        breakdown_bars("平台", [PartValue(name, 2), PartValue("乙", 3)], unit="个", source="", on=DAY).svg
    )
    lines = [one for one in root.iter() if one.attrib.get("text-anchor") == "end"]
    assert "".join(one.text or "" for one in lines[:2]) == name
    assert all(float(one.attrib["x"]) - 12 * len(one.text or "") > 0 for one in lines)


def test_what_is_nothing_has_a_number_and_no_bar() -> None:
    chart = breakdown_bars("平台", [PartValue("甲", 0), PartValue("乙", 0)], unit="个", source="", on=DAY)
    assert shown(chart).count("0") == 2
    assert b"<rect" not in chart.svg


def test_a_value_below_zero_is_refused() -> None:
    with pytest.raises(DocumentError, match="负数"):
        yearly_bars("数量", [YearValue(2020, -1)], unit="家", source="", on=DAY)


def test_names_in_a_chart_stay_text() -> None:
    chart = breakdown_bars("平台", [PartValue("<b>&\"甲'", 1)], unit="个", source="", on=DAY)
    assert "<b>&\"甲'" in shown(chart)


def test_a_chart_is_set_in_the_pdf_with_its_words() -> None:
    made = to_pdf(OfficialDocument("", "测试", (series(),), form=Form.PLAIN))
    text = pages(made)[0].text
    for words in ("高新技术企业数量", "2019年", "单位：家", "来源：登记簿", "截至2021年1月5日"):
        assert words in text
