"""The report on paper: every form says the same, and every number leads to what it rests on."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from tests.report.conftest import NOW
from yifa.house.models import Bureau, LocalClosure, Officer
from yifa.report import drafting
from yifa.report.errors import PapersRefused
from yifa.report.models import Report
from yifa.report.page import _listed
from yifa.report.papers import build, document_of, open_report, papers
from yifa.report.values import RecordList
from yifa.report.view import shown
from yifa.typesetting.model import Chart, Figure, Heading, Paragraph, Table, numbered

DAY = date(2021, 1, 22)
SENTENCE = "全年停办3次，其中施工1次、防汛2次，比上年增加2次，增速200.0%。"


def test_prose_says_its_figures_and_each_knows_its_indicator(report: Report) -> None:
    document = document_of(open_report(report), DAY)
    (paragraph,) = [
        block for block in document.blocks if isinstance(block, Paragraph) and SENTENCE in block.text
    ]
    figures = [run for run in paragraph.runs if isinstance(run, Figure)]
    assert [run.text for run in figures] == ["3次", "施工1次、防汛2次", "增加2次", "200.0%"]
    assert {run.code for run in figures} == {"house.closures"}


def test_headings_and_points_are_counted(report: Report) -> None:
    document = document_of(open_report(report), DAY)
    words = [
        block.text if isinstance(block, Heading) else (block.lead.text if block.lead else block.text[:2])
        for block in numbered(document.blocks)
        if isinstance(block, Heading | Paragraph)
    ]
    assert words == [
        "现将",
        "一、主要举措和成效",
        "（一）依法履职",
        "1.停办情况。",
        "2.持证情况。",
        "二、第一责任人履职",
        "一是",
        "二是",
        "三、问题和原因",
        "力量",
        "四、2021年安排",
        "继续",
    ]


def test_charts_carry_their_table_and_tables_their_sum(report: Report) -> None:
    blocks = document_of(open_report(report), DAY).blocks
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert chart.table is not None
    assert [[getattr(cell, "text", cell) for cell in row] for row in chart.table.rows] == [
        ["2019年", "1", "—"],
        ["2020年", "3", "+200.0%"],
    ]
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [getattr(cell, "text", cell) for cell in table.rows[-1]] == ["合计", "4"]


def test_the_papers_say_the_same(report: Report) -> None:
    made = {paper.name: paper.content for paper in papers(open_report(report), DAY)}
    page = BeautifulSoup(made["report.html"].decode(), "html.parser")
    assert SENTENCE in page.get_text()
    assert SENTENCE in "".join(
        paragraph.text for paragraph in docx.Document(io.BytesIO(made["report.docx"])).paragraphs
    )
    pdf = pypdfium2.PdfDocument(made["report.pdf"])
    text = "".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    assert "其中施工1次、防汛2次" in "".join(text.split())


def test_every_number_of_the_page_leads_to_its_entry(report: Report) -> None:
    made = {paper.name: paper.content for paper in papers(open_report(report), DAY)}
    page = BeautifulSoup(made["report.html"].decode(), "html.parser")
    links = [link["href"] for link in page.select("a.figure")]
    assert len(links) >= 8
    for href in links:
        assert page.find(id=str(href).removeprefix("#")) is not None, href
    assert page.find("style") is None
    assert page.find(style=True) is None
    assert [link["href"] for link in page.find_all("link")] == ["report.css"]


def test_figures_are_written_for_machines(report: Report) -> None:
    made = {paper.name: paper.content for paper in papers(open_report(report), DAY)}
    figures = {(figure["code"], figure["year"]): figure for figure in json.loads(made["figures.json"])}
    closures = figures["house.closures", 2020]
    assert (closures["title"], closures["value"], closures["unit"], closures["records"]) == (
        "停办",
        3,
        "item",
        3,
    )
    assert [(part["title"], part["value"]) for part in closures["parts"]] == [("施工", 1), ("防汛", 2)]
    assert (closures["change"], closures["growth"]) == (2, 200.0)
    assert figures["house.closures", 2019]["value"] == 1
    assert figures["house.certificates", 2020]["value"] == 4


def test_the_same_records_give_the_same_bytes(report: Report) -> None:
    first, second = (papers(open_report(report), DAY) for _ in range(2))
    assert [paper.digest for paper in first] == [paper.digest for paper in second]


def test_a_figure_that_cannot_be_told_stands_out(report: Report, officer: Officer) -> None:
    rewritten = "全年停办{{house.closures}}，增速{{house.closures:growth}}，均已公告。"
    drafting.save(report, "results/work/closures", rewritten, officer=officer, now=NOW, expected=1)
    LocalClosure.objects.filter(first_on__year=2019).delete()
    (paragraph,) = [
        block
        for block in document_of(open_report(report), DAY).blocks
        if isinstance(block, Paragraph) and "全年停办" in block.text
    ]
    assert "增速〔缺：2020年停办〕" in paragraph.text


def test_the_papers_are_written_into_a_folder(report: Report, bureau: Bureau, tmp_path: Path) -> None:
    made = build(bureau, 2020, tmp_path / "out", now=NOW, dated_on=DAY)
    assert sorted(path.name for path in made) == [
        "figures.json",
        "report.css",
        "report.docx",
        "report.html",
        "report.pdf",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in made)
    report.refresh_from_db()
    assert report.dated_on == DAY


def test_a_folder_that_cannot_be_written_is_said(report: Report, bureau: Bureau, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(PapersRefused, match="写不进"):
        build(bureau, 2020, tmp_path / "out", now=NOW)


def test_the_year_may_be_built_before_anybody_wrote(
    bureau: Bureau, indicators: object, outline: object, tmp_path: Path
) -> None:
    build(bureau, 2020, tmp_path, now=NOW)
    assert drafting.begin(bureau, 2020, now=NOW).outline_key == "small"


def test_records_are_listed_by_case_and_place_in_the_log() -> None:
    kept: RecordList = {
        "model": "services.Application",
        "ids": [5, 9],
        "cases": ["2020-sa-0001", "2020-sa-0002"],
        "positions": [12, 40],
    }
    listed = BeautifulSoup(_listed(kept), "html.parser")
    assert listed.summary is not None
    assert listed.summary.text == "2条记录"
    assert [item.text for item in listed.find_all("li")] == [
        "2020-sa-0001记录第12条",
        "2020-sa-0002记录第40条",
    ]
    assert _listed({"model": "house.LocalClosure", "ids": [1], "cases": [], "positions": []}) == ""


def test_a_heading_with_nothing_under_it_stands_on_no_paper(report: Report, officer: Officer) -> None:
    drafting.save(report, "results/work/closures", "", officer=officer, now=NOW, expected=1)
    opened = open_report(report)
    headings = [block.text for block in document_of(opened, DAY).blocks if isinstance(block, Heading)]
    leads = [
        block.lead.text
        for block in document_of(opened, DAY).blocks
        if isinstance(block, Paragraph) and block.lead is not None
    ]
    assert not any("停办情况" in text for text in (*headings, *leads))
    assert any("持证情况" in text for text in leads)
    numbers = {each.path: each.heading for each in shown(opened, ())}
    assert numbers["results/work/certificates"].startswith("1.")
    assert numbers["results/work/closures"] == "停办情况"
