"""The desk in a real browser: an officer's matter from beginning to decision, by keyboard alone, without barriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk.conftest import House, make_house
from tests.hands import hands
from yifa.cases.models import Case, Draft
from yifa.house.models import Post
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.parties.names import normalised

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
SignIn = Callable[["User"], None]
NoBarriers = Callable[["Page"], None]


@pytest.fixture
def town(live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[House]:
    """A bureau with one enterprise, for real procedures."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    made = make_house("town-kj")
    with using_bureau(made.bureau):
        with hands():
            for name in ("测试食品有限公司", "测试研究所"):
                Party.objects.create(
                    bureau=made.bureau, kind="enterprise", name=name, name_normalised=normalised(name)
                )
        yield made


def test_clerk_opens_and_accepts_a_matter_and_every_page_is_without_barriers(
    page: Page, live_server: LiveServer, town: House, sign_in: SignIn, no_barriers: NoBarriers
) -> None:
    assert town.window.user is not None
    sign_in(town.window.user)
    page.goto(f"{live_server.url}/desk/")
    no_barriers(page)
    page.goto(f"{live_server.url}/desk/matters/open/")
    no_barriers(page)
    page.goto(f"{live_server.url}/desk/matters/open/technical-contract-registration/apply/")
    page.fill("#f-contract_name", "食品检测方法开发")
    for key, part in (("seller", "食品"), ("buyer", "研究所")):
        page.fill(f"#f-{key}", part)
        page.click(f"button[value='find:{key}']")
        page.check(f"#f-{key}-1")
    page.click(".step-form .primary")
    page.wait_for_selector("[role=alert]")
    assert page.locator("#f-contract_name").input_value() == "食品检测方法开发"
    no_barriers(page)
    page.check("#f-contract_class-0")
    page.fill("#f-amount", "12.5万")
    page.fill("#f-technical_amount", "12万")
    page.fill("#f-signed_on", "2020-03-01")
    page.check("#f-is_written-0")
    page.click(".step-form .primary")
    page.wait_for_selector("#progress-code")
    no_barriers(page)
    case = Case.objects.get()
    page.goto(f"{live_server.url}/desk/matters/{case.number}/steps/accept/")
    no_barriers(page)
    page.click(".step-form .primary")
    page.wait_for_selector("text=「受理」已办理")
    for path in (
        "matters/?state=all",
        f"matters/{case.number}/deadlines/house/promised-8/",
        f"matters/{case.number}/picture/",
        f"matters/{case.number}/entries/1/",
        f"matters/{case.number}/steps/register/",
        f"matters/{case.number}/acts/hand-over/",
        f"matters/{case.number}/acts/copy-to/",
        "search/?q=食品",
    ):
        page.goto(f"{live_server.url}/desk/{path}")
        no_barriers(page)
    page.goto(f"{live_server.url}/desk/matters/{case.number}/")
    page.click(".aside a:has-text('受理通知书')")
    page.wait_for_selector(".official")
    no_barriers(page)


def test_form_saves_itself_while_it_is_typed(
    page: Page, live_server: LiveServer, town: House, sign_in: SignIn
) -> None:
    assert town.window.user is not None
    sign_in(town.window.user)
    page.goto(f"{live_server.url}/desk/matters/open/technical-contract-registration/apply/")
    page.fill("#f-contract_name", "写到一半")
    page.locator("#saved", has_text="已保存").wait_for()
    assert Draft.objects.get().answers["typed"]["contract_name"] == "写到一半"
    page.reload()
    assert page.locator("#f-contract_name").input_value() == "写到一半"


def test_keyboard_alone_takes_a_step(
    page: Page, live_server: LiveServer, town: House, sign_in: SignIn
) -> None:
    assert town.window.user is not None
    sign_in(town.window.user)
    page.goto(f"{live_server.url}/desk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "新办事项":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/matters/open/")
    assert page.locator("h1").inner_text() == "新办事项"


def test_without_scripts_a_party_is_found_and_nothing_is_lost(
    browser: Any, live_server: LiveServer, town: House, client: Any
) -> None:
    assert town.window.user is not None
    client.force_login(town.window.user, backend="yifa.conf.logins.Backend")
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/matters/open/technical-contract-registration/apply/")
    page.fill("#f-contract_name", "没有脚本")
    page.fill("#f-seller", "食品")
    page.click("button[value='find:seller']")
    # The page comes whole; a click does not wait for it on a busy machine.
    page.wait_for_selector("#f-seller-1")
    assert page.locator("#f-contract_name").input_value() == "没有脚本"
    context.close()


def test_session_that_ends_leaves_the_form_as_it_is(
    page: Page, live_server: LiveServer, town: House, sign_in: SignIn
) -> None:
    assert town.window.user is not None
    sign_in(town.window.user)
    page.goto(f"{live_server.url}/desk/matters/open/technical-contract-registration/apply/")
    page.fill("#f-contract_name", "还没写完")
    page.locator("#saved", has_text="已保存").wait_for()
    page.context.clear_cookies(name="sessionid")
    page.fill("#f-seller", "食品")
    page.click("button[value='find:seller']")
    page.locator("#saved", has_text="登录已过期").wait_for()
    assert page.locator("#f-contract_name").input_value() == "还没写完"
    assert page.locator("#f-seller").input_value() == "食品"


def test_a_table_is_filled_in_with_more_rows_and_refused_by_the_cell(
    page: Page, live_server: LiveServer, town: House, sign_in: SignIn, no_barriers: NoBarriers
) -> None:
    with hands():
        Post.objects.filter(holdings__officer=town.window).update(powers=["office"])
    assert town.window.user is not None
    sign_in(town.window.user)
    page.goto(f"{live_server.url}/desk/matters/open/decision-catalogue/draw-up/")
    no_barriers(page)
    page.fill("#f-title", "2020年度重大行政决策事项目录")
    page.fill("#f-catalogue_year", "2020")
    page.fill("#f-standards", "涉及全市科技发展")
    for row in range(3):
        page.fill(f"#f-items-{row}-name", f"事项{row}")
    page.fill("#f-items-0-unit", "政策法规科")
    page.click("button[value='more:items']")
    page.wait_for_selector("#f-items-5-name")
    assert page.locator("#f-items-2-name").input_value() == "事项2"
    page.click(".step-form .primary")
    page.wait_for_selector("#f-items-error")
    assert page.locator("#f-items-error").inner_text() == "「决策事项」第2行「承办单位」必填，请填写"
    no_barriers(page)
    page.fill("#f-items-1-unit", "办公室")
    page.fill("#f-items-2-unit", "办公室")
    page.click(".step-form .primary")
    # What is owed next, and may be taken by the same officer, opens by itself.
    page.wait_for_url("**/steps/**")
    page.goto(page.url.partition("steps/")[0])
    assert "2. 事项：事项1；承办单位：办公室" in page.locator("#timeline").inner_text()
    no_barriers(page)
