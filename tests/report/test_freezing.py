"""A frozen report keeps its figures, their records, the head of the log and its papers; one with open points is not frozen."""

from __future__ import annotations

import hashlib

import pytest
from django.db import connection

from tests.report.conftest import NOW
from yifa.cases.log.tree import SignedHead
from yifa.house.models import Bureau, LocalClosure, Officer
from yifa.report import drafting, freezing
from yifa.report.errors import NotReady, ReportFrozen
from yifa.report.models import Report
from yifa.report.papers import kept_papers, open_report, papers_of
from yifa.report.unsettled import Lack, missing

PATH = "results/work/closures"


@pytest.fixture(autouse=True)
def signed_head(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of the bureau has been signed."""
    monkeypatch.setattr(
        freezing, "integrate", lambda bureau, now: SignedHead(7, b"root", f"{bureau.code}\n7\n", now)
    )


@pytest.fixture
def frozen(report: Report, officer: Officer) -> Report:
    return freezing.freeze(report, officer=officer, now=NOW)


def test_what_was_counted_is_kept_with_its_records(frozen: Report) -> None:
    kept = {(row.code, row.year): row for row in frozen.figures.all()}
    assert set(kept) == {("house.closures", 2019), ("house.closures", 2020), ("house.certificates", 2020)}
    row = kept["house.closures", 2020]
    assert (row.content["value"], row.content["records"]) == ("3", 3)
    assert row.records == {
        "model": "house.LocalClosure",
        "ids": sorted(LocalClosure.objects.filter(first_on__year=2020).values_list("pk", flat=True)),
        "cases": [],
        "positions": [],
    }
    assert frozen.checkpoint == "test-kj\n7\n"
    assert frozen.frozen_at == NOW
    assert frozen.dated_on is not None


def test_a_frozen_report_reads_the_same_whatever_becomes_of_the_records(frozen: Report) -> None:
    before = open_report(frozen).setting.figures.get("house.closures", 2020)
    LocalClosure.objects.all().delete()
    again = Report.objects.get(pk=frozen.pk)
    assert open_report(again).setting.figures.get("house.closures", 2020) == before
    assert before.value == 3


def test_a_frozen_report_still_says_what_it_was_published_without(frozen: Report) -> None:
    opened = open_report(Report.objects.get(pk=frozen.pk))
    found = missing(opened.outline, opened.passages, opened.setting)
    assert [(each.lack, each.code) for each in found] == [(Lack.NOT_RECORDED, "study.hours")]


def test_the_papers_are_kept_byte_for_byte(frozen: Report) -> None:
    made = kept_papers(frozen)
    assert sorted(paper.name for paper in made) == [
        "figures.json",
        "report.css",
        "report.docx",
        "report.html",
        "report.pdf",
    ]
    LocalClosure.objects.all().delete()
    assert papers_of(frozen, NOW) == made
    for row in frozen.outputs.all():
        assert row.digest == hashlib.sha256(bytes(row.content)).hexdigest()


def test_a_report_is_frozen_once(frozen: Report, officer: Officer) -> None:
    with pytest.raises(ReportFrozen):
        freezing.freeze(frozen, officer=officer, now=NOW)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("开展培训12次。", "“12次”是手工填写的"),
        ("处罚{{enforcement.cases}}。", "没有代码为“enforcement.cases”的指标"),
        ("增速{{house.closures@2019:growth}}。", "不能作增速的基数"),
    ],
)
def test_open_points_stand_in_the_way(report: Report, officer: Officer, text: str, why: str) -> None:
    drafting.save(report, PATH, text, officer=officer, now=NOW, expected=1)
    with pytest.raises(NotReady) as refused:
        freezing.freeze(report, officer=officer, now=NOW)
    assert why in refused.value.zh
    report.refresh_from_db()
    assert not report.is_frozen
    assert not report.figures.exists()


def test_a_content_that_the_law_requires_may_not_be_empty(report: Report, officer: Officer) -> None:
    drafting.save(report, "shortcomings", "", officer=officer, now=NOW, expected=1)
    with pytest.raises(NotReady, match="存在的不足和原因"):
        freezing.freeze(report, officer=officer, now=NOW)


def test_what_no_field_records_is_listed_and_does_not_stop(report: Report) -> None:
    opened = open_report(report)
    found = missing(opened.outline, opened.passages, opened.setting)
    assert [(each.lack, each.code) for each in found if each.code] == [(Lack.NOT_RECORDED, "study.hours")]
    assert "学法记录" in found[0].remedy.zh
    assert not any(each.stops_freezing for each in found)


def test_words_that_rest_on_no_record_are_confirmed_by_name_before_freezing(
    report: Report, officer: Officer
) -> None:
    drafting.save(report, "shortcomings", "队伍力量不足。\n普法不够。", officer=officer, now=NOW, expected=1)
    with pytest.raises(NotReady, match="2句没有记录支撑的陈述"):
        freezing.freeze(report, officer=officer, now=NOW)
    drafting.confirm(report, "shortcomings", basis="", officer=officer, now=NOW)
    drafting.save(report, "shortcomings", "队伍力量很足。\n普法不够。", officer=officer, now=NOW, expected=2)
    with pytest.raises(NotReady):  # other words than those that somebody stood for
        freezing.freeze(report, officer=officer, now=NOW)
    drafting.save(report, "shortcomings", "", officer=officer, now=NOW, expected=3)
    with pytest.raises(NotReady, match="存在的不足和原因"):  # nor is leaving them out a way round
        freezing.freeze(report, officer=officer, now=NOW)
    drafting.save(report, "shortcomings", "停办{{house.closures}}。", officer=officer, now=NOW, expected=4)
    assert freezing.freeze(report, officer=officer, now=NOW).is_frozen
    with pytest.raises(ReportFrozen):
        drafting.confirm(report, "head", basis="", officer=officer, now=NOW)


def test_what_nobody_rewrote_is_frozen_as_it_was_told_that_day(report: Report, officer: Officer) -> None:
    LocalClosure.objects.filter(first_on__year=2019).delete()
    told = {each.passage.path: each.text for each in open_report(report).passages}
    assert "增速" not in told[PATH]
    frozen = freezing.freeze(report, officer=officer, now=NOW)
    assert drafting.texts(drafting.written(frozen))[PATH] == told[PATH]


def test_a_required_figure_that_the_prose_leaves_out_is_told(report: Report, officer: Officer) -> None:
    drafting.save(report, PATH, "工作正常。", officer=officer, now=NOW, expected=1)
    opened = open_report(report)
    found = missing(opened.outline, opened.passages, opened.setting)
    assert (Lack.NOT_STATED, "house.closures") in [(each.lack, each.code) for each in found]


def test_a_figure_without_records_is_told(
    bureau: Bureau, indicators: object, outline: object, officer: Officer
) -> None:
    report = drafting.begin(bureau, 2020, now=NOW)
    opened = open_report(report)
    found = missing(opened.outline, opened.passages, opened.setting)
    assert (Lack.NO_RECORDS, "house.closures") in [(each.lack, each.code) for each in found]


def test_what_was_frozen_can_only_be_read(frozen: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, privilege_type from information_schema.role_table_grants"
            " where table_name in ('report_frozenfigure', 'report_output') and grantee = %s",
            [connection.settings_dict["APPLICATION_USER"]],
        )
        assert {row[1] for row in cursor.fetchall()} == {"SELECT", "INSERT"}
