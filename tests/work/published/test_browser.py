"""The whole job in a browser: a saved page comes in, a figure is corrected, a second person confirms; no page has barriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk.conftest import make_house
from tests.extraction.samples import FILES
from tests.hands import hands
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.work.published.registers import PublishedFigure

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
SignIn = Callable[["User"], None]
NoBarriers = Callable[["Page"], None]


@pytest.fixture
def people(live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[dict[str, User]]:
    """Two people of the bureau that published the sample."""
    from django.contrib.auth.models import User

    settings.CLOCK = datetime(2022, 3, 4, 2, 0, tzinfo=UTC)
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    house = make_house("cloud-kj")
    with hands(), using_bureau(house.bureau):
        Bureau.objects.filter(pk=house.bureau.pk).update(name="云岭市科学技术局")
        made = {}
        for name, power in (("writer", "report-writer"), ("lawyer", "legality-reviewer")):
            user = User.objects.create_user(name, password="seventeen green bicycles")
            person = Officer.objects.create(bureau=house.bureau, name=name, user=user)
            post = Post.objects.create(
                bureau=house.bureau,
                department=Department.objects.get(name="办公室"),
                name=name,
                powers=[power],
            )
            Holding.objects.create(bureau=house.bureau, post=post, officer=person, from_on=date(2015, 1, 1))
            made[name] = user
    with using_bureau(house.bureau):
        yield made


def test_figures_of_a_saved_page_become_the_bureau_s(
    page: Page, live_server: LiveServer, people: dict[str, User], sign_in: SignIn, no_barriers: NoBarriers
) -> None:
    sign_in(people["writer"])
    page.goto(f"{live_server.url}/desk/reports/published/")
    no_barriers(page)
    page.set_input_files("#f-file", FILES / "saved-page.html")
    page.click("text=录入并读取")
    page.wait_for_selector("#review-form")
    no_barriers(page)
    address = page.url
    row = page.locator("li.said", has_text="136家")
    row.get_by_role("button", name="更正").click()
    page.wait_for_selector(".correction")
    no_barriers(page)
    page.fill(".correction input[name^=value-]", "137")
    page.click("text=保存更正")
    page.wait_for_selector("text=经更正")
    # A choice alone is kept as it is made.
    page.locator("li.said", has_text="22家").get_by_label("采用", exact=True).check()
    page.wait_for_selector("#saved:has-text('草稿保存于')")
    page.locator(".submit-bar").get_by_role("button", name="提交复核").click()
    page.wait_for_selector("text=须由另一人对照原文复核")
    for path in ("faults/", "../compare/?report=" + address.rstrip("/").rpartition("/")[2] + "&every=yes"):
        page.goto(address + path)
        no_barriers(page)

    page.context.clear_cookies()
    sign_in(people["lawyer"])
    page.goto(address)
    no_barriers(page)
    page.click("a.primary:has-text('复核采用')")
    page.get_by_label("是", exact=True).check()
    page.click(".step-form .primary")
    page.wait_for_selector("text=「复核采用」已办理")
    page.goto(address)
    page.wait_for_selector("text=已采用")
    no_barriers(page)
    figure = PublishedFigure.objects.get(indicator="recognition.national_high_tech")
    assert (int(figure.value), figure.span, figure.corrected) == (137, "136家", True)
