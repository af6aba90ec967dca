"""The reports room: read by all, written by those whose post it is, and nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.report.conftest import NOW
from yifa.figures.indicators import Registry, Shortcoming
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.report import drafting, outlines, proposals
from yifa.report.models import Report

PATH = "results/work/closures"


def seated(bureau: Bureau, name: str, powers: list[str]) -> Client:
    """A browser in which an officer with these powers is signed in."""
    user = User.objects.create_user(username=name)
    officer = Officer.objects.create(bureau=bureau, name=name, user=user)
    department, _ = Department.objects.get_or_create(bureau=bureau, name="办公室")
    post = Post.objects.create(bureau=bureau, department=department, name=f"{name}岗", powers=powers)
    Holding.objects.create(bureau=bureau, post=post, officer=officer, from_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="yifa.conf.logins.Backend")
    return client


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> None:
    settings.CLOCK = NOW


@pytest.fixture
def writer(bureau: Bureau) -> Client:
    return seated(bureau, "起草人", ["report-writer"])


@pytest.fixture
def reader(bureau: Bureau) -> Client:
    return seated(bureau, "窗口人员", ["window"])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_a_report_is_begun_from_the_list(writer: Client, indicators: object, outline: object) -> None:
    assert "还没有报告" in page(writer, "/desk/reports/")
    response = writer.post("/desk/reports/begin/", {"year": "2020", "outline": ""})
    assert response.headers["Location"] == "/desk/reports/2020/"
    assert "清河市科学技术局2020年报告" in page(writer, "/desk/reports/")


@pytest.mark.parametrize("year", ["", "20", "2022", "二〇二〇"])
def test_a_year_that_is_none_is_refused(writer: Client, outline: object, year: str) -> None:
    response = writer.post("/desk/reports/begin/", {"year": year}, follow=True)
    assert "年度应为四位数" in response.content.decode()
    assert not Report.objects.exists()


def test_the_workspace_shows_figures_and_what_is_missing(writer: Client, report: Report) -> None:
    shown = page(writer, "/desk/reports/2020/")
    text = re.sub(r"<[^>]+>", "", shown)
    assert "全年停办3次，其中施工1次、防汛2次，比上年增加2次，增速200.0%。" in text
    assert "1.停办情况" in text
    assert "一是带头学法。" in text
    assert "学法学时" in text
    assert "可以定稿" in text


def test_everybody_in_the_bureau_may_read_and_only_writers_may_write(
    writer: Client, reader: Client, report: Report
) -> None:
    assert "改写" in page(writer, "/desk/reports/2020/")
    assert "/edit/" not in page(reader, "/desk/reports/2020/")
    address = f"/desk/reports/2020/edit/{PATH}/"
    assert writer.get(address).status_code == 200
    refused = reader.post(address, {"text": "改", "expected": "1"})
    assert refused.status_code == 403
    assert "年度报告起草" in refused.content.decode()


def test_another_bureaus_report_is_not_there(report: Report) -> None:
    other = Bureau.objects.create(code="other-kj", name="他市科学技术局")
    from yifa.house.tenancy import using_bureau

    with using_bureau(other):
        stranger = seated(other, "外人", ["report-writer"])
    assert stranger.get("/desk/reports/2020/").status_code == 404


def test_a_passage_is_saved(writer: Client, report: Report) -> None:
    response = writer.post(
        f"/desk/reports/2020/edit/{PATH}/", {"text": "停办{{house.closures}}。", "expected": "1"}
    )
    assert response.headers["Location"] == "/desk/reports/2020/#results-work-closures"
    assert drafting.texts(drafting.written(report))[PATH] == "停办{{house.closures}}。"
    assert "起草人" in page(writer, f"/desk/reports/2020/history/{PATH}/")


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [("停办{{house.closures。", "1", "没有在本行内用"), ("我的文字。", "0", "刚刚保存了这一段")],
)
def test_a_refused_passage_comes_back_with_what_was_typed(
    writer: Client, report: Report, text: str, expected: str, says: str
) -> None:
    response = writer.post(f"/desk/reports/2020/edit/{PATH}/", {"text": text, "expected": expected})
    assert response.status_code == 422
    shown = response.content.decode()
    assert says in shown
    assert text in shown


def test_what_is_typed_is_kept_and_comes_back(writer: Client, report: Report) -> None:
    response = writer.post(f"/desk/reports/2020/keep/{PATH}/", {"text": "写到一半", "expected": "1"})
    assert "已暂存 10:00:00" in response.content.decode()
    shown = page(writer, f"/desk/reports/2020/edit/{PATH}/")
    assert "写到一半" in shown
    assert "还没有保存的文字" in shown
    writer.post(f"/desk/reports/2020/forget/{PATH}/")
    assert "写到一半" not in page(writer, f"/desk/reports/2020/edit/{PATH}/")


def test_a_typed_number_is_replaced_or_tied(writer: Client, report: Report) -> None:
    address = f"/desk/reports/2020/edit/{PATH}/"
    writer.post(address, {"text": "停办3次，培训12次。", "expected": "1"})
    shown = page(writer, address)
    assert "换成数据：停办" in shown
    writer.post(
        f"/desk/reports/2020/replace/{PATH}/",
        {"start": "2", "number": "3次", "token": "{{house.closures}}", "expected": "2"},
    )
    text = drafting.texts(drafting.written(report))[PATH]
    assert text == "停办{{house.closures}}，培训12次。"
    assert "12次" in page(writer, "/desk/reports/2020/")
    start = str(text.index("12次"))
    without = writer.post(
        f"/desk/reports/2020/tie/{PATH}/", {"start": start, "number": "12次", "source": "", "reason": ""}
    )
    assert without.status_code == 422
    writer.post(
        f"/desk/reports/2020/tie/{PATH}/",
        {"start": start, "number": "12次", "source": "签到簿", "reason": "未建台账"},
    )
    assert "签到簿" in page(writer, "/desk/reports/2020/")


def test_figures_are_searched_and_inserted(
    writer: Client, report: Report, indicators: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yifa.report import view

    monkeypatch.setattr(view, "registry", indicators)
    found = page(writer, "/desk/reports/2020/figures/?q=停办")
    assert "{{house.closures}}" in found
    assert "house.certificates" not in found
    response = writer.post(
        f"/desk/reports/2020/edit/{PATH}/", {"text": "停办", "expected": "1", "insert": "{{house.closures}}"}
    )
    assert "停办{{house.closures}}</textarea>" in response.content.decode()


def test_the_papers_can_be_taken_away(writer: Client, report: Report) -> None:
    for name, start in (
        ("report.pdf", b"%PDF"),
        ("report.docx", b"PK"),
        ("report.ofd", b"PK"),
        ("report.html", b"<!doctype"),
        ("figures.json", b"["),
    ):
        response = writer.get(f"/desk/reports/2020/papers/{name}")
        assert response.status_code == 200
        assert response.content.startswith(start)
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert writer.get("/desk/reports/2020/papers/secret.txt").status_code == 404


def test_the_preview_shows_pages(writer: Client, report: Report) -> None:
    assert "data:image/png;base64," in page(writer, "/desk/reports/2020/preview/")


def test_freezing_from_the_workspace(writer: Client, reader: Client, report: Report) -> None:
    assert reader.post("/desk/reports/2020/freeze/").status_code == 403
    writer.post("/desk/reports/2020/date/", {"dated_on": "2021-01-22"})
    asked = writer.post("/desk/reports/2020/freeze/")
    assert not Report.objects.get().is_frozen, "a bare post asks for the confirmation"
    assert "定稿不是公开" in asked.content.decode()
    seal = asked.context["seal"]
    response = writer.post("/desk/reports/2020/freeze/", {"confirmed": seal}, follow=True)
    assert "已定稿，未公开" in response.content.decode()
    report.refresh_from_db()
    assert report.is_frozen
    shown = page(writer, "/desk/reports/2020/")
    assert report.outputs.get(name="report.pdf").digest in shown
    assert "/edit/" not in shown
    refused = writer.post(f"/desk/reports/2020/edit/{PATH}/", {"text": "再改", "expected": "1"})
    assert refused.status_code == 422
    assert "已定稿" in refused.content.decode()


def test_the_workspace_asks_a_bounded_number_of_queries(
    writer: Client, report: Report, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    writer.get("/desk/reports/2020/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        writer.get("/desk/reports/2020/")
    assert len(asked) <= 20, [query["sql"][:90] for query in asked]


def test_nothing_is_frozen_but_what_was_confirmed(writer: Client, report: Report) -> None:
    seal = writer.get("/desk/reports/2020/freeze/").context["seal"]
    writer.post(f"/desk/reports/2020/edit/{PATH}/", {"text": "全年停办{{house.closures}}。", "expected": "1"})
    answer = writer.post("/desk/reports/2020/freeze/", {"confirmed": seal}, follow=True)
    assert "没有定稿" in answer.content.decode()
    report.refresh_from_db()
    assert not report.is_frozen


def test_a_year_that_has_not_ended_is_not_offered_for_freezing_nor_frozen(
    writer: Client, report: Report, settings: Settings
) -> None:
    seal = writer.get("/desk/reports/2020/freeze/").context["seal"]
    settings.CLOCK = datetime(2020, 12, 31, 15, 0, tzinfo=UTC)
    shown = page(writer, "/desk/reports/2020/")
    assert "2020年还没有结束" in shown
    assert "/desk/reports/2020/freeze/" not in shown
    for given in ({}, {"confirmed": seal}):
        answer = writer.post("/desk/reports/2020/freeze/", given, follow=True)
        assert "2020年还没有结束" in answer.content.decode()
    report.refresh_from_db()
    assert not report.is_frozen


def test_the_desk_shows_a_frozen_report_as_it_was_kept(
    writer: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = writer.get("/desk/reports/2020/freeze/").context["seal"]
    writer.post("/desk/reports/2020/freeze/", {"confirmed": seal})
    for name in (
        "report.papers.compose",
        "report.papers.to_html",
        "report.papers.to_pdf",
        "typesetting.word.to_docx",
    ):
        monkeypatch.delattr(f"yifa.{name}")
    shown = page(writer, "/desk/reports/2020/preview/")
    assert "<svg" in shown
    assert 'href="figures/house.closures/"' in shown
    moved = writer.get("/desk/reports/2020/preview/figures/house.closures/?of=2019")
    assert moved.status_code == 302
    assert "2019" in moved.headers["Location"]
    for name in ("report.html", "report.css", "report.docx", "report.pdf", "figures.json"):
        assert writer.get(f"/desk/reports/2020/papers/{name}").status_code == 200


def test_another_outline_for_a_report_already_begun_is_refused_with_the_way_to_change_it(
    writer: Client, report: Report, outline_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = outline_file.with_name("second.yaml")
    second.write_text(
        outline_file.read_text("utf-8")
        .replace("outline: small", "outline: second")
        .replace("年底有效证件", "有效证件"),
        "utf-8",
    )
    known = {one.outline: one for one in map(outlines.load, (outline_file, second))}
    monkeypatch.setattr(outlines, "outlines", lambda: known)
    refused = writer.post("/desk/reports/begin/", {"year": "2020", "outline": "second"}, follow=True)
    assert "已按提纲“small”开始" in refused.content.decode()
    writer.post("/desk/reports/2020/edit/shortcomings/", {"text": "人手少。", "expected": "1"})
    writer.post("/desk/reports/2020/outline/", {"outline": "second"})
    report.refresh_from_db()
    assert report.outline_key == "second"
    shown = page(writer, "/desk/reports/2020/")
    assert "年底有效证件" not in shown
    assert "人手少" in shown


def test_the_bureaus_own_words_are_confirmed_on_the_page_by_whoever_stands_for_them(
    writer: Client, report: Report
) -> None:
    writer.post("/desk/reports/2020/edit/shortcomings/", {"text": "人手少。", "expected": "1"})
    shown = page(writer, "/desk/reports/2020/")
    assert "核实无误，由我确认" in shown
    assert "没有记录支撑的陈述" in shown
    answer = writer.post("/desk/reports/2020/confirm/shortcomings/", {"basis": "编制批复"}, follow=True)
    assert "编制批复" in answer.content.decode()
    assert "核实无误，由我确认" not in answer.content.decode()
    again = writer.post("/desk/reports/2020/confirm/opening/", follow=True)
    assert "没有需要确认的陈述" in again.content.decode()
    assert "写问题和原因" in page(writer, "/desk/reports/2020/edit/shortcomings/")


def test_the_records_propose_shortcomings_and_what_is_carried_over(
    writer: Client, indicators: Registry, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = replace(
        indicators["house.closures"],
        shortcoming=Shortcoming("停办{{house.closures}}。", over=2),
        carried_over="继续核查停办的{{house.closures}}。",
    )
    monkeypatch.setattr(proposals, "registry", [closed])
    for passage, sentence in (("shortcomings", "停办3次。"), ("next-year", "继续核查停办的3次。")):
        shown = page(writer, f"/desk/reports/2020/edit/{passage}/")
        assert "记录里看得出的" in shown
        assert sentence in shown
    answer = writer.post(
        "/desk/reports/2020/edit/shortcomings/",
        {"text": "人手不足。\n", "insert": "停办{{house.closures}}。\n", "expected": "1"},
    ).content.decode()
    assert "人手不足。\n停办{{house.closures}}。" in answer
    assert "记录里看得出的" not in answer


@pytest.mark.parametrize(
    ("short", "value", "holds"),
    [
        (Shortcoming("", over=0), 0, False),
        (Shortcoming("", over=0), 1, True),
        (Shortcoming("", below=100), 100, False),
        (Shortcoming("", below=100), Decimal("99.5"), True),
        (Shortcoming("", below=100), None, False),
    ],
)
def test_a_shortcoming_holds_beyond_its_bound(
    short: Shortcoming, value: Decimal | int | None, *, holds: bool
) -> None:
    assert short.holds(value) is holds
