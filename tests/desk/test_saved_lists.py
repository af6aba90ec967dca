"""Lists as an officer wants them: sorted, with the columns and rows they choose, added up, and kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import House
from tests.desk.permits import Permits
from tests.desk.test_register_tables import contract
from yifa.cases.models import Case
from yifa.desk.matters import dated
from yifa.desk.models import SavedList
from yifa.desk.register_tables import Order, page_of, total_of
from yifa.house.models import Officer
from yifa.work.services.registers import TechnicalContract

Desk = Callable[[Officer], Client]
REGISTER = "/desk/registers/services.technicalcontract/"


def test_matters_are_sorted_by_what_is_due_page_by_page(permits: Permits, settings: Any) -> None:
    first = permits.open("先到的")
    permits.now = settings.CLOCK = datetime(2020, 3, 20, 2, 0, tzinfo=UTC)
    second = permits.open("后到的")
    rows, order = dated(Case.objects.all()), Order("due_on", descending=True)
    page = page_of(rows, order, size=1)
    assert [one.number for one in page.rows] == [second.number]
    page = page_of(rows, order, after=str(page.after), size=1)
    assert [one.number for one in page.rows] == [first.number]
    assert page.after is None
    assert [one.number for one in page_of(rows, order, before=str(page.before), size=1).rows] == [
        second.number
    ]


def test_columns_rows_and_order_stay_in_the_address_of_a_list(permits: Permits, desk_of: Desk) -> None:
    permits.open()
    desk = desk_of(permits.house.window)
    page = desk.get("/desk/matters/?col=due&col=opened&size=200&sort=-due").content.decode()
    assert "<td>测试食品有限公司</td>" not in page
    assert 'aria-sort="descending"' in page
    assert "col=due%2Copened" in page
    assert "<td>测试食品有限公司</td>" in desk.get("/desk/matters/?sort=party").content.decode()


def test_a_list_is_kept_for_its_officer_alone_and_forgotten(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    desk, other = desk_of(house.window), desk_of(house.examiner)
    sent = {"place": "matters", "query": "state=all&sort=due&after=7", "name": " 全部 按期限 "}
    assert desk.post("/desk/lists/keep/", sent)["Location"] == "/desk/matters/?sort=due&state=all"
    assert "全部 按期限" in desk.get("/desk/matters/").content.decode()
    assert "全部 按期限" not in other.get("/desk/matters/").content.decode()
    kept = SavedList.objects.get()
    assert other.post(f"/desk/lists/{kept.pk}/forget/").status_code == 404
    assert desk.post("/desk/lists/keep/", sent | {"query": "state=closed"}).status_code == 302
    assert SavedList.objects.get().query == "state=closed"
    desk.post(f"/desk/lists/{kept.pk}/forget/")
    assert not SavedList.objects.exists()


def test_nothing_is_kept_without_a_name_or_elsewhere(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    desk.post("/desk/lists/keep/", {"place": "matters", "query": "state=all", "name": " "})
    assert (
        desk.post("/desk/lists/keep/", {"place": "//elsewhere", "query": "", "name": "x"}).status_code == 404
    )
    assert not SavedList.objects.exists()


def test_amounts_are_added_up_in_one_question_whatever_the_page(
    house: House, desk_of: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        contract(house, number, amount_fen=10_000_000, registered_on=date(2020, 3, 4))
    rows = TechnicalContract.objects.all()
    with django_assert_num_queries(1):
        total = total_of(rows, TechnicalContract, TechnicalContract.columns)
    assert total.rows == 3
    money = [one.name for one in TechnicalContract.columns].index("amount_fen")
    assert total.cells[money].replace(",", "") in ("300000", "30")
    page = desk_of(house.window).get(f"{REGISTER}?col=name,amount_fen").content.decode()
    assert "合计，共3行" in page
    assert "甲公司" not in page


def test_no_sum_is_told_where_rows_are_left_out_because_being_found_would_tell(
    house: House, desk_of: Desk
) -> None:
    contract(house, 1)
    assert "合计" not in desk_of(house.window).get(f"{REGISTER}?q=合同&total=1").content.decode()
