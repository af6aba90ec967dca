"""How many clicks and typed fields a day's work takes, counted in a browser as somebody new to it would go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from tests.desk.catalogue import CODE, published_item
from tests.desk.conftest import NOW, House, make_house
from tests.hands import hands
from tests.work.ways_in import WAYS
from yifa.cases.acting.act import Actor, open_case
from yifa.cases.models import Case
from yifa.cases.orders.party_acts import enter_party
from yifa.house.models import Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.identifiers import make_uscc
from yifa.parties.models import Party
from yifa.work.popularisation.registers import Event
from yifa.work.services.registers import ServiceItem

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser


@dataclass
class Hands:
    """What people do in one browser, counted: clicks, and fields that are typed."""

    page: Page
    origin: str
    sign_in: Callable[[Any], None]
    clicks: int = 0
    typed: int = 0

    def sit(self, officer: Officer) -> None:
        """Somebody signs in, and stands on Today; that costs nothing."""
        self.sign_in(officer.user)
        self.page.goto(f"{self.origin}/desk/")

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def type(self, selector: str, text: str, *, enter: bool = False) -> None:
        self.typed += 1
        self.page.fill(selector, text)
        if enter:
            self.page.press(selector, "Enter")


@pytest.fixture
def town(live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[House]:
    """A bureau with one item in its catalogue and one enterprise."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    made = make_house("clicks-kj")
    with using_bureau(made.bureau):
        published_item(made.bureau)
        with hands():
            Post.objects.filter(holdings__officer=made.examiner).update(powers=["examiner", "office"])
        enter_party(
            made.bureau,
            kind="enterprise",
            name="测试市某某新材料有限公司",
            uscc=make_uscc("91411100MA0000001"),
            phone="0395-3100000",
            actor=Actor.officer(made.window),
            now=NOW,
        )
        yield made


@pytest.fixture
def by_hand(page: Page, live_server: LiveServer, sign_in: Callable[[Any], None]) -> Hands:
    """A browser on the usual screen of an office."""
    page.set_viewport_size({"width": 1366, "height": 768})
    return Hands(page, live_server.url, sign_in)


def test_a_known_enterprise_applies_at_the_window_in_four_clicks_and_three_fields(
    town: House, by_hand: Hands, no_barriers: Callable[[Page], None]
) -> None:
    by_hand.sit(town.window)
    by_hand.click("nav a:has-text('窗口')")
    by_hand.click("a:has-text('科技创新券申领')")
    by_hand.type("#f-who", "新材料", enter=True)
    by_hand.click("a:has-text('新材料有限公司')")
    no_barriers(by_hand.page)
    by_hand.type("#f-contact_name", "李某")
    by_hand.click(".step-form .primary")
    by_hand.page.wait_for_selector("#progress-code")
    # The next step stands open, with its letter as the page that it will be.
    by_hand.page.wait_for_selector("#before .paper")
    no_barriers(by_hand.page)
    assert Case.objects.get().party == Party.objects.get()
    assert by_hand.clicks <= 4
    assert by_hand.typed <= 3


def test_a_service_case_is_delivered_by_three_people_in_nine_clicks(town: House, by_hand: Hands) -> None:
    party = Party.objects.get()
    item = ServiceItem.objects.get()
    open_case(
        town.bureau,
        "service-application",
        "apply",
        actor=Actor.applicant(party),
        title=item.name,
        party=party,
        answers={
            "item_code": CODE,
            "applicant": party.pk,
            "contact_name": "李某",
            "contact_phone": "0395-3100000",
            "channel": "online",
            "delivery_mode": "online",
        },
        now=NOW,
        subject=(item.key(), item.pk),
    )
    by_hand.sit(town.window)
    by_hand.click("a.button:has-text('受理')")
    by_hand.click(".step-form .primary")
    by_hand.sit(town.examiner)
    by_hand.click("a.button:has-text('审查')")
    by_hand.click("label:has-text('符合条件')")
    by_hand.type("#f-examination_opinion", "材料齐全，符合条件")
    by_hand.click(".step-form .primary")
    by_hand.sit(town.director)
    by_hand.click("a.button:has-text('准予办理')")
    by_hand.click(".step-form .primary")
    by_hand.sit(town.window)
    by_hand.click("a.button:has-text('送达结果')")
    by_hand.type("#f-visits", "0")
    by_hand.click(".step-form .primary")
    by_hand.page.wait_for_selector("text=「送达结果」已办理")
    assert Case.objects.get().entries.filter(step="deliver").count() == 1
    assert by_hand.clicks <= 9
    assert by_hand.typed <= 3


def test_ten_imported_rows_stand_in_the_register_after_six_clicks_by_two_people(
    town: House, by_hand: Hands, tmp_path: Path, no_barriers: Callable[[Page], None]
) -> None:
    row = next(way.row for way in WAYS if way.register is Event)
    titles = {column.name: column.title.zh for column in Event.import_columns()}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([titles[name] for name in row])
    for number in range(10):
        said = {**row, "event_name": f"活动{number}", "held_on": date(2020, 1, 10)}
        sheet.append(list(said.values()))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    by_hand.sit(town.examiner)
    by_hand.click("nav a:has-text('登记簿')")
    by_hand.click("[aria-label='导入：普法活动']")
    by_hand.type("#reason", "2020年台账")
    by_hand.page.set_input_files("#workbook", str(path))
    by_hand.click("button[name=confirm]")
    by_hand.page.wait_for_selector("text=已导入10行")
    by_hand.sit(town.section_head)
    no_barriers(by_hand.page)
    by_hand.click("text=一并办理「核对入册」：10 件")
    by_hand.page.wait_for_selector("text=请先填写")
    by_hand.click("label:has-text('是')")
    no_barriers(by_hand.page)
    by_hand.click(".step-form .primary")
    by_hand.page.wait_for_selector("text=已办理 10 件")
    no_barriers(by_hand.page)
    by_hand.page.set_viewport_size({"width": 390, "height": 844})
    assert by_hand.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Event.objects.count() == 10
    assert by_hand.clicks <= 6
