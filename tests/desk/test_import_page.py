"""The page that takes a workbook in, in a browser: what is not known is chosen there, in both languages, without barriers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.desk.conftest import House
from tests.desk.test_registers import GOOD, URL, named

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

HEADS = (
    "序号",
    "证明号",
    "项目",
    "卖方",
    "买方",
    "合同类别",
    "合同金额（元）",
    "技术交易额（元）",
    "登记日期",
    "经办",
    "备注",
)
AGAIN = {"zh-hans": "按这样再读一遍", "en": "Read it again like this"}


@pytest.mark.browser
@pytest.mark.parametrize("language", AGAIN)
def test_a_head_is_given_its_meaning_on_the_page(
    house: House,
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[Any], None],
    no_barriers: Callable[[Page], None],
    settings: Any,
    tmp_path: Path,
    language: str,
) -> None:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    book = tmp_path / "台账.xlsx"
    total = ("合计", *[None] * 5, 200_000)
    book.write_bytes(named(("技术合同登记台账",), HEADS, (1, *GOOD, "张三", "已核"), total).read())
    sign_in(house.examiner.user)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.goto(f"{live_server.url}{URL}import/")
    page.fill("#reason", "2019年台账")
    # A file that is chosen is read at once.
    page.set_input_files("#workbook", str(book))
    page.wait_for_selector("select[name='head:证明号']")
    no_barriers(page)
    page.select_option("select[name='head:证明号']", "certificate_number")
    page.select_option("select[name='head:项目']", "name")
    page.select_option("select[name='head:经办']", "-")
    page.click(f"text={AGAIN[language]}")
    expect(page.locator("button[name=confirm]")).to_have_count(1)
    page.locator("details summary").first.click()
    no_barriers(page)
    page.click("button[name=confirm]")
    page.wait_for_url(f"**{URL}")
