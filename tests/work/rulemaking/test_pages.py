"""The library with its standing on any day, a document's page, versions side by side, and the table of a drive."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.work.conftest import Desk, moment
from tests.work.rulemaking.life import TEXT, live
from tests.work.rulemaking.test_drives import begun, registered, started
from yifa.cases.models import Case
from yifa.work.rulemaking.registers import CleanupItem, DocumentText, NormativeDocument

TODAY = date(2021, 8, 2)
AT = "/desk/registers/documents/"


def session(desk: Desk, who: str, settings: Any) -> Client:
    settings.CLOCK = moment(TODAY)
    user = User.objects.create_user(who, password="seventeen green bicycles")
    officer = desk.officers[who]
    officer.user = user
    officer.save()
    client = Client()
    client.force_login(user, backend="yifa.conf.logins.Backend")
    return client


@pytest.fixture
def lawyer(desk: Desk, settings: Any) -> Client:
    return session(desk, "lawyer", settings)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_library_tells_what_binds_on_any_day(desk: Desk, lawyer: Client) -> None:
    registered(desk, 1, expires_on="2020-12-31")
    live(desk, "publish")
    assert "现行有效1件" in read(lawyer, AT)
    assert "现行有效1件" in read(lawyer, f"{AT}?on=2020-06-01")
    assert "现行有效0件" in read(lawyer, f"{AT}?on=2021-01-01")
    page = read(lawyer, f"{AT}?on=2021-08-02&state=in-force")
    assert "某市科技创新券管理办法" in page
    assert "第1号办法" not in page
    assert "不是日期" in read(lawyer, f"{AT}?on=someday")


def test_the_library_finds_words_of_the_text(desk: Desk, lawyer: Client) -> None:
    live(desk, "publish")
    registered(desk, 1)
    page = read(lawyer, f"{AT}?q=绩效评价")
    assert "某市科技创新券管理办法" in page
    assert "第1号办法" not in page


def test_a_document_shows_its_history_and_what_rests_on_it(desk: Desk, lawyer: Client) -> None:
    basis = registered(desk, 1)
    registered(desk, 2, rests_on="根据《第1号办法》第三条制定")
    page = read(lawyer, f"{AT}{basis.pk}/")
    assert "是其依据" in page
    assert "《第2号办法》" in page
    assert "那些文件处理之前，它不能废止" in page


def test_two_versions_stand_side_by_side(desk: Desk, lawyer: Client) -> None:
    case = live(desk, "draft")
    desk.take(
        case,
        "draft",
        "drafter",
        date(2021, 3, 5),
        text=TEXT.replace("五个工作日", "三个工作日"),
        explanation="改",
    )
    old, new = DocumentText.objects.order_by("version")
    page = read(lawyer, f"{AT}compare/?old={old.pk}&new={new.pk}")
    assert re.search(r"<del>(?:<span[^>]*>[^<]*</span>)?五", page)
    assert re.search(r"<ins>(?:<span[^>]*>[^<]*</span>)?三", page)
    assert lawyer.get(f"{AT}compare/?old={old.pk}&new=x").status_code == 404


def test_a_drive_shows_every_document_and_begins_the_rest_at_once(desk: Desk, lawyer: Client) -> None:
    documents = [registered(desk, number) for number in (1, 2, 3)]
    drive = started(desk, "whole")
    begun(desk, drive, documents[0])
    desk.times(TODAY)
    page = read(lawyer, f"{AT}drives/{drive.pk}/")
    assert "启动其余2件文件的清理" in page
    lawyer.post(f"{AT}drives/{drive.pk}/begin/")
    lawyer.post(f"{AT}drives/{drive.pk}/begin/")
    assert CleanupItem.objects.filter(drive=drive).count() == 3
    assert Case.objects.filter(procedure_key="normative-document-cleanup").count() == 3
    assert "启动其余" not in read(lawyer, f"{AT}drives/{drive.pk}/")
    assert drive.theme in read(lawyer, f"{AT}drives/")


def test_who_may_not_begin_a_clean_up_is_told_so(desk: Desk, settings: Any) -> None:
    registered(desk, 1)
    drive = started(desk, "whole")
    client = session(desk, "finance", settings)
    assert "启动其余" not in read(client, f"{AT}drives/{drive.pk}/")
    assert client.post(f"{AT}drives/{drive.pk}/begin/").status_code == 403
    assert not CleanupItem.objects.exists()


def test_the_room_of_registers_leads_to_the_library(desk: Desk, lawyer: Client) -> None:
    assert f'href="{AT}"' in read(lawyer, "/desk/registers/")
    assert NormativeDocument.objects.count() == 0


def test_the_head_sets_a_parameter_within_its_bounds_and_nobody_else_does(desk: Desk, settings: Any) -> None:
    head, office = session(desk, "head", settings), session(desk, "office", settings)
    address = "/desk/settings/parameters/rulemaking_valid_years/"
    given = {"value": "3", "from_on": TODAY.isoformat(), "basis": "省规范性文件管理办法"}
    assert office.get(address).status_code == 403
    assert head.post(address, {**given, "value": "11"}).status_code == 422
    assert head.post(address, given).status_code == 302
    page = read(head, "/desk/settings/parameters/")
    assert "3年" in page
    assert "省规范性文件管理办法" in page
