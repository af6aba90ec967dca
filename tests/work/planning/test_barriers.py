"""The ledger and the page of the first responsible person in a real browser, without barriers; the ledger by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User

from tests.hands import hands
from yifa.work.planning.registers import MonthlyReport

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from tests.work.conftest import Desk

pytestmark = pytest.mark.browser


def test_pages_are_without_barriers_and_one_press_reports_no_change(
    live_server: LiveServer,
    page: Page,
    desk: Desk,
    sign_in: Callable[[User], None],
    no_barriers: Callable[[Page], None],
    settings: Any,
) -> None:
    settings.CLOCK = datetime(2020, 3, 18, 2, 0, tzinfo=UTC)
    answers = {
        "owner_department": "政策法规科",
        "deadline": "2020-09-30",
        "measure": "公布",
        "plan_year": 2020,
    }
    case = desk.open("planned-task", "plan", "drafter", date(2020, 1, 6), title="清理文件", **answers)
    desk.take(case, "approve", "head", date(2020, 1, 10))
    desk.take(case, "report-progress", "drafter", date(2020, 2, 14), month="2020-02", progress="已摸底")
    officer = desk.officers["drafter"]
    officer.user = User.objects.create_user("drafter-browser", password="seventeen green bicycles")
    with hands():
        officer.save(update_fields=["user"])
    sign_in(officer.user)
    for path in ("ledger/", "first-responsible-person/", "registers/"):
        page.goto(f"{live_server.url}/desk/{path}")
        no_barriers(page)
    page.goto(f"{live_server.url}/desk/ledger/")
    page.get_by_role("button", name="清理文件：没有变化").press("Enter")
    page.wait_for_selector("text=没有变化，沿用2020-02的进展")
    no_barriers(page)
    assert MonthlyReport.objects.get(month="2020-03").unchanged
