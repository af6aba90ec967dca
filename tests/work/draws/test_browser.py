"""A draw in a browser: the clerk reads the value again and draws; a stranger works the published record out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.hands import hands
from tests.work.conftest import Desk, furnished, moment
from tests.work.draws.test_draws import SEED_DAY, fix
from yifa.cases.models import Case
from yifa.house.tenancy import using_bureau

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
SignIn = Callable[["User"], None]
NoBarriers = Callable[["Page"], None]


@pytest.fixture
def there(live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[tuple[Desk, User]]:
    """The bureau, on the day of the seed, and its section head."""
    from django.contrib.auth.models import User

    settings.CLOCK = moment(date(2026, 3, 6))
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with furnished() as desk:
        with hands(), using_bureau(desk.bureau):
            user = User.objects.create_user("head-of-section", password="seventeen green bicycles")
            officer = desk.officers["drafter"]
            officer.user = user
            officer.save()
        yield desk, user


def test_a_draw_is_made_and_repeated(
    page: Page,
    live_server: LiveServer,
    there: tuple[Desk, User],
    sign_in: SignIn,
    no_barriers: NoBarriers,
    tmp_path: Path,
) -> None:
    desk, user = there
    case = fix(desk)
    desk.take(case, "enter-value", "examiner", SEED_DAY, value="3124.50")
    number = Case.objects.get(pk=case).number
    sign_in(user)
    page.goto(f"{live_server.url}/desk/matters/open/random-draw/fix/")
    no_barriers(page)
    page.goto(f"{live_server.url}/desk/matters/{number}/steps/draw/")
    page.fill("#f-value_again", "3124.50")
    no_barriers(page)
    page.click("button.primary:has-text('核对种子并抽取')")
    page.wait_for_selector(".notice.success")
    page.goto(f"{live_server.url}/desk/matters/{number}/steps/replace/")
    no_barriers(page)
    page.goto(f"{live_server.url}/{desk.bureau.code}/draws/")
    page.click("text=工程技术研究中心评审专家")
    assert "姓名在结果公开后公布" in page.inner_text("main")
    no_barriers(page)
    with page.expect_download() as coming:
        page.click("text=下载抽取记录")
    file = tmp_path / "draw.json"
    coming.value.save_as(file)
    page.click("text=核验一份抽取记录")
    page.set_input_files("#file", file)
    page.click("button.primary")
    assert "重算一致" in page.inner_text("main")
    no_barriers(page)
