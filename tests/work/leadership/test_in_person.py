"""The four duties in person are read from the record: only the head's own acts, only while in post, and never typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.work.conftest import Desk
from yifa.cases.library import library
from yifa.house.models import Holding
from yifa.work.leadership.in_person import duties, proofs


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = datetime(2020, 3, 18, 2, 0, tzinfo=UTC)


def counts(desk: Desk, year: int = 2020) -> dict[str, int]:
    return {one.duty.key: one.count for one in proofs(desk.bureau, year) if one.count}


def heard(desk: Desk) -> None:
    case = desk.open("work-report-heard", "submit-report", "office", date(2020, 3, 2), topic="一季度")
    desk.take(case, "hear", "head", date(2020, 3, 5), heard_on="2020-03-05")
    desk.take(case, "instruct", "head", date(2020, 3, 5), instructions="抓紧清理文件")


def test_every_step_that_proves_a_duty_exists() -> None:
    authority, found = duties()
    assert "第四条" in authority.zh
    assert [one.key for one in found] == ["deploy", "look-into", "coordinate", "supervise"]
    for duty in found:
        for procedure, step in duty.steps:
            assert step in library().procedures[procedure][-1].steps, f"{procedure}/{step}"


def test_what_the_head_did_proves_the_duties(desk: Desk) -> None:
    heard(desk)
    assert counts(desk) == {"deploy": 1, "look-into": 1}
    assert counts(desk, 2019) == {}


def test_what_was_done_after_leaving_the_post_proves_nothing(desk: Desk) -> None:
    heard(desk)
    Holding.objects.filter(officer=desk.officers["head"]).update(until_on=date(2020, 3, 4))
    assert counts(desk) == {}


def test_the_page_shows_each_act_with_its_proof(desk: Desk) -> None:
    heard(desk)
    officer = desk.officers["office"]
    officer.user = User.objects.create_user("office-page", password="seventeen green bicycles")
    officer.save(update_fields=["user"])
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    page = client.get("/desk/first-responsible-person/").content.decode()
    assert "重要工作亲自部署" in page
    assert "作出批示" in page
    assert "/entries/3/" in page
    assert "这一年还没有记录" in page
