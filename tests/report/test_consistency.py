"""A report agrees with the bureau's other papers and with itself, or it is said where not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.report.conftest import NOW
from yifa.figures import elsewhere
from yifa.figures.elsewhere import Elsewhere
from yifa.house.models import Bureau, Officer
from yifa.law.text import Bilingual
from yifa.report import drafting, freezing
from yifa.report.consistency import consistency
from yifa.report.models import Report
from yifa.report.papers import open_report

PATH = "results/work/closures"


@pytest.fixture
def other_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(_bureau: Bureau, year: int) -> Iterator[Elsewhere]:
        paper = Bilingual("一月的报告", "January's report")
        yield Elsewhere("house.closures", year, 2, paper, date(2021, 1, 20), "/there/")
        yield Elsewhere("house.closures", year - 1, 1, paper)
        yield Elsewhere("house.certificates", year - 1, 9, paper)

    monkeypatch.setattr(elsewhere, "_sources", [says])


def test_a_figure_that_another_paper_says_otherwise_stands_beside_the_text_with_its_reason(
    report: Report, other_paper: None
) -> None:
    found = consistency(open_report(report))
    (one,) = found.elsewhere
    assert (one.path, one.year, one.ours.zh, one.theirs.zh, one.their_url) == (
        PATH,
        2020,
        "3次",
        "2次",
        "/there/",
    )
    assert "都在2021-01-20之前登记" in one.reason.zh
    # Closures of both years, and no certificates of a year that the report does not tell.
    assert found.compared == 2


def test_a_frozen_report_is_compared_as_it_was_frozen(
    report: Report, officer: Officer, other_paper: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "open_points", lambda _opened: ())
    frozen = freezing.freeze(report, officer=officer, now=NOW)
    assert [one.ours.zh for one in consistency(open_report(frozen)).elsewhere] == ["3次"]


def test_what_contradicts_itself_is_said_at_its_passage(report: Report, officer: Officer) -> None:
    words = "全年认定高新技术企业120家，比上年的100家增长30%。"
    drafting.save(report, PATH, words, officer=officer, now=NOW, expected=1)
    found = [one for one in consistency(open_report(report)).within if one.is_error]
    assert found
    assert {one.path for one in found} == {PATH}


def test_a_report_that_agrees_has_nothing_said_of_it(report: Report) -> None:
    found = consistency(open_report(report))
    assert not found.elsewhere
    assert not [one for one in found.within if one.is_error]
