"""The account pages, in a browser: readable without sight, without a mouse, and in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "seventeen green bicycles"


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("clerk", password=PASSWORD)


@pytest.mark.usefixtures("clerk")
def test_wrong_password_is_said_and_the_name_is_kept(
    page: Page, live_server: LiveServer, no_barriers: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    expect(page).to_have_title("登录 · 依法")
    no_barriers(page)
    page.keyboard.type("clerk")  # the cursor waits in the first field
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("用户名").input_value() == "clerk"
    no_barriers(page)


@pytest.mark.usefixtures("clerk")
def test_lock_out_says_how_long_in_the_readers_language(
    page: Page, live_server: LiveServer, no_barriers: Callable[[Page], None]
) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page.goto(f"{live_server.url}/accounts/login/")
    for _ in range(5):
        page.get_by_label("User name").fill("clerk")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading")).to_have_text("Signing in is paused")
    expect(page.get_by_text("15 minutes")).to_be_visible()
    no_barriers(page)


@pytest.mark.parametrize(
    "address",
    ["password/change/", "2fa/", "2fa/totp/activate/", "reauthenticate/"],
)
def test_account_pages_have_no_barriers(
    address: str,
    page: Page,
    live_server: LiveServer,
    clerk: User,
    sign_in: Callable[[User], None],
    no_barriers: Callable[[Page], None],
) -> None:
    sign_in(clerk)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/accounts/{address}")
    if "reauthenticate" in page.url and "reauthenticate" not in address:
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/accounts/{address}")
    no_barriers(page)
    # The content security policy stopped nothing that the page needs.
    assert complaints == []
