"""Rows of results and needs come in from workbooks, wait for their check, and stand in public as far as their owners agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.work.conftest import Desk
from yifa.work.cooperation.registers import Need, Result

DAY = date(2026, 3, 2)
NEXT = DAY + timedelta(days=1)
RESULT: dict[str, Any] = {
    "result_name": "果蔬无损检测算法",
    "owner": "某大学",
    "result_kind": "软件",
    "stage": "中试",
    "way": "许可",
    "published_on": date(2026, 2, 27),
    "occasion": "成果发布会",
    "agreed": "是",
    "secret": "否",
}


def checked(desk: Desk, register: type[Result | Need], row: dict[str, Any], **answers: Any) -> int:
    (case,) = desk.take_in(register, "keeper", DAY, row).cases
    assert not register.objects.exists()
    desk.take(case, "check", "drafter", NEXT, **answers)
    return case


def test_results_come_in_from_a_workbook_and_stand_on_the_portal(desk: Desk, settings: Any) -> None:
    checked(desk, Result, RESULT, agrees=True)
    assert desk.not_taken(Result, "keeper", NEXT, RESULT)
    settings.CLOCK = desk.clock + timedelta(days=1)
    page = Client().get(f"/{desk.bureau.code}/published/results/").content.decode()
    assert "果蔬无损检测算法" in page


@pytest.mark.parametrize("changes", [{"agreed": "否"}, {"secret": "是"}])
def test_a_row_that_its_owner_keeps_or_that_is_secret_is_not_taken_in(
    desk: Desk, changes: dict[str, Any]
) -> None:
    assert desk.not_taken(Result, "keeper", DAY, RESULT | changes)


def test_needs_come_in_and_what_is_kept_to_oneself_is_not_shown(desk: Desk, settings: Any) -> None:
    party = desk.party()
    row = {
        "need_name": "异物在线检出",
        "party": party.name,
        "uscc": party.uscc,
        "need_kind": "技术攻关",
        "target": "检出率不低于99.5%",
        "budget_fen": 60,
        "needed_by": date(2026, 12, 31),
        "is_public": "是",
    }
    case = checked(desk, Need, row, clear=True)
    desk.take(case, "publish", "keeper", NEXT)
    other = checked_again(desk, {**row, "need_name": "配方保密", "is_public": "否"})
    assert desk.refused(other, "publish", "keeper", NEXT)
    settings.CLOCK = desk.clock + timedelta(days=1)
    page = Client().get(f"/{desk.bureau.code}/published/needs/").content.decode()
    assert "异物在线检出" in page
    assert "配方保密" not in page
    assert Need.objects.get(need_name="异物在线检出").budget_fen == 60_000_000


def checked_again(desk: Desk, row: dict[str, Any]) -> int:
    (case,) = desk.take_in(Need, "keeper", NEXT, row).cases
    desk.take(case, "check", "drafter", NEXT, clear=True)
    return case
