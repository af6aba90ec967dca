"""A draft with two violations in a browser: asked about in place, answered, taken; no page has barriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.desk.conftest import make_house
from tests.hands import hands
from tests.work.conftest import moment
from yifa.cases.models import Case
from yifa.house.models import Department, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Calendar

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
SignIn = Callable[["User"], None]
NoBarriers = Callable[["Page"], None]
ON = date(2026, 3, 2)
TIED = "第三条 创新券只能用于购买本市服务机构提供的服务。\n第四条 对落户我市的企业给予落户奖励。"


@pytest.fixture
def drafter(live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[User]:
    """Somebody who drafts documents."""
    from django.contrib.auth.models import User

    assert Calendar.china().is_working_day(ON)
    settings.CLOCK = moment(ON)
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    house = make_house("draft-kj")
    with hands(), using_bureau(house.bureau):
        user = User.objects.create_user("drafter", password="seventeen green bicycles")
        person = Officer.objects.create(bureau=house.bureau, name="起草人", user=user)
        post = Post.objects.create(
            bureau=house.bureau,
            department=Department.objects.get(name="办公室"),
            name="起草",
            powers=["drafter"],
        )
        Holding.objects.create(bureau=house.bureau, post=post, officer=person, from_on=date(2015, 1, 1))
    with using_bureau(house.bureau):
        yield user


def test_each_finding_is_answered_where_the_draft_can_be_read(
    page: Page, live_server: LiveServer, drafter: User, sign_in: SignIn, no_barriers: NoBarriers
) -> None:
    sign_in(drafter)
    page.goto(f"{live_server.url}/desk/matters/open/fair-competition-review/receive/")
    page.fill("#f-title", "某市科技创新券管理办法")
    page.get_by_label("规范性文件").check()
    page.get_by_label("本局", exact=True).check()
    page.locator("#f-touches_operators").get_by_label("是", exact=True).check()
    page.fill("#f-draft_text", TIED)
    page.fill("#f-purpose", "支持中小企业购买研发服务")
    no_barriers(page)
    page.click("button.primary")
    number = Case.objects.get(procedure_key="fair-competition-review").number
    page.goto(f"{live_server.url}/desk/matters/{number}/steps/screen/")
    page.click("text=逐条答复筛查问题")
    expect(page.locator(".marked-text mark")).to_have_count(2)
    no_barriers(page)
    for box in page.locator("textarea").all():
        box.fill("已经删去限制")
    page.click("text=填入表单")
    assert page.input_value("#f-finding_answers").count("已经删去限制") == 2
    page.click("button.primary:has-text('筛查并逐条说明')")
    page.wait_for_selector(".notice.success")
    page.goto(f"{live_server.url}/desk/matters/{number}/steps/assess/")
    assert "19(3)" in page.locator("#standard-title").locator("..").inner_text()
    no_barriers(page)
