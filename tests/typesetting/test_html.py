"""The HTML: what it says, and that nothing in a text becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.typesetting.documents import DAY, LETTER, MINUTES, report
from yifa.typesetting import charts, html
from yifa.typesetting.charts import PartValue, YearValue
from yifa.typesetting.html import to_html
from yifa.typesetting.model import Figure, Paragraph, Table

CSS = Path(html.__file__).parent / "static" / "typesetting" / "official.css"


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def test_a_figure_opens_its_records() -> None:
    link = soup(to_html(report())).select_one("p a.figure")
    assert link is not None
    assert (link["href"], link["data-code"], link.text) == ("/figures/RD.completed", "RD.completed", "159")


def test_a_figure_in_a_table_opens_its_records() -> None:
    link = soup(to_html(report())).select_one("td a.figure")
    assert link is not None
    assert link["href"] == "/figures/RD.hte?year=2020"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "", "//elsewhere.example/x", "http://["],
)
def test_a_figure_with_no_web_address_is_a_plain_number(href: str) -> None:
    made = soup(to_html(report(Paragraph.of(Figure("1", "RD.x", href)), attachments=())))
    assert made.select_one("a.figure") is None
    plain = made.select_one("span.figure")
    assert plain is not None
    assert plain["data-code"] == "RD.x"


INJECTIONS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    '"><svg onload=z>',
    "&lt;b&gt;",
    "'a' & \"b\"",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_markup_in_text_is_shown_as_it_is(text: str) -> None:
    table = Table(
        (text,), ((text,), (Figure(text, text, f"/x?{text}"),)), caption=text, unit=text, source=text
    )
    plain = soup(to_html(report(Paragraph.of("a"), table, note="b")))
    made = soup(
        to_html(report(Paragraph.of(text), table, note=text, title=text, recipient=text, issuer=text))
    )
    assert {tag.name for tag in made.find_all(True)} <= {tag.name for tag in plain.find_all(True)} | {
        "a",
        "span",
    }
    assert text in made.get_text()


def test_no_styles_scripts_or_handlers() -> None:
    years = charts.yearly_bars(
        "数量", [YearValue(2019, 1), YearValue(2020, 2, "+100%")], unit="家", source="x", on=DAY
    )
    parts = charts.breakdown_bars("分类", [PartValue("甲<b>", 1)], unit="家", source="x", on=DAY)
    made = to_html(report(years, parts))
    assert " style=" not in made
    assert "<script" not in made
    assert not re.search(r"\son[a-z]+=", made)


def test_headings_follow_the_title() -> None:
    made = soup(to_html(report()))
    assert [tag.name for tag in made.select("h1,h2,h3")] == ["h1", "h2", "h3", "h2", "h2"]
    inner = soup(to_html(report(), title_level=2))
    assert inner.select_one("h1") is None
    assert [tag.name for tag in inner.select(".official-body .official-heading")] == ["h3", "h4", "h3"]


def test_tables_name_their_columns_and_align_numbers() -> None:
    made = soup(to_html(report()))
    table = made.select_one("table")
    assert table is not None
    assert [th["scope"] for th in table.select("th")] == ["col"] * 3
    assert [td.text for td in table.select("td.number")] == ["2019", "72", "2020", "101"]


def test_a_chart_is_one_picture_with_words_for_it() -> None:
    chart = charts.yearly_bars("企业“数量”", [YearValue(2020, 2)], unit="家", source="登记簿", on=DAY)
    made = soup(to_html(report(chart)))
    picture = made.select_one("figure.official-chart [role=img]")
    assert picture is not None
    assert picture["aria-label"] == "企业“数量”：2020年2家"
    assert picture.select_one("svg [role], svg [aria-label]") is None
    assert "截至2021年1月5日" in made.get_text()
    assert made.select_one("figure.official-chart + .official-table") is not None


def test_days_are_times() -> None:
    days = [time["datetime"] for time in soup(to_html(report())).select("time")]
    assert days == ["2021-01-05", "2021-01-05"]


def test_letters_and_minutes_have_their_own_forms() -> None:
    assert soup(to_html(LETTER)).select_one("article.official-letter") is not None
    assert "印发" not in to_html(LETTER)
    assert "出席：" in soup(to_html(MINUTES)).get_text()


def test_every_class_of_the_page_is_in_the_stylesheet() -> None:
    css = CSS.read_text(encoding="utf-8")
    used = {
        name
        for document in (report(note="x", signatory="李华", copy_number=1), LETTER, MINUTES)
        for tag in soup(to_html(document)).find_all(True)
        for name in tag.get_attribute_list("class")
        if name
    }
    unknown = {name for name in used if f".{name}" not in css}
    assert unknown <= {
        "official-report",
        "official-minutes",
        "official-heading-3",
        "official-lead",
        "official-recipient",
        "number",
    }
