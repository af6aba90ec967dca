"""The calendar: whose it is, what stands in it, and the feed that a secret address gives and that can be revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import icalendar
import pytest
from django.test import Client

from yifa.desk.agenda import BUREAU, MINE, entries
from yifa.desk.models import Feed
from yifa.house.models import Department, Officer

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from tests.desk.permits import Permits

Desk = Callable[[Officer], Client]
TODAY, FIRST, LAST = date(2020, 3, 4), date(2020, 3, 1), date(2020, 4, 30)


def test_what_is_due_stands_in_the_calendar_of_those_who_owe_it_their_department_and_the_bureau(
    house: House, permits: Permits
) -> None:
    permits.open()

    def found(officer: Officer, scope: str) -> list[date]:
        return [one.on for one in entries(house.bureau, officer, scope, FIRST, LAST, TODAY)]

    hall = Department.objects.get(name="政务服务科")
    office = Department.objects.get(name="办公室")
    assert found(house.window, MINE) == [date(2020, 3, 11)]
    assert found(house.director, MINE) == []
    assert found(house.director, f"d:{hall.pk}") == [date(2020, 3, 11)]
    assert found(house.director, f"d:{office.pk}") == []
    assert found(house.director, BUREAU) == [date(2020, 3, 11)]


def test_a_month_is_shown_by_day_and_an_address_that_means_no_month_shows_this_one(
    house: House, permits: Permits, desk_of: Desk
) -> None:
    permits.open()
    desk = desk_of(house.window)
    for address in ("", "?month=2020-03", "?month=9999-99&scope=d:x"):
        assert "2020年3月11日" in desk.get(f"/desk/agenda/{address}").content.decode()
    assert "2020年3月11日" not in desk.get("/desk/agenda/?month=2020-04").content.decode()


def test_the_feed_is_read_with_its_secret_alone_names_nobody_and_ends_when_it_is_revoked(
    house: House, permits: Permits, desk_of: Desk
) -> None:
    case = permits.open("张三的秘密许可")
    desk = desk_of(house.window)
    page = desk.post("/desk/agenda/feeds/open/", {"scope": "mine"}, follow=True)
    address = page.context["fresh"].removeprefix("http://testserver")
    assert address not in desk.get("/desk/agenda/").content.decode()
    answer = Client().get(address)
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2020, 3, 11)
    text = answer.content.decode()
    assert case.number in str(event["SUMMARY"])
    for secret in ("张三", "秘密", permits.party.name, house.window.name):
        assert secret not in text
    wrong = address.replace(".ics", "x.ics")
    assert Client().get(wrong).status_code == 404
    feed = Feed.objects.get()
    assert feed.token_hash not in address
    desk_of(house.examiner).post(f"/desk/agenda/feeds/{feed.pk}/close/")
    assert Client().get(address).status_code == 200
    desk.post(f"/desk/agenda/feeds/{feed.pk}/close/")
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("change", ["left", "another bureau"])
def test_a_feed_gives_nothing_to_those_who_left_nor_under_another_bureau(
    house: House, other_house: House, permits: Permits, desk_of: Desk, change: str
) -> None:
    permits.open()
    page = desk_of(house.window).post("/desk/agenda/feeds/open/", {"scope": "bureau"}, follow=True)
    address = page.context["fresh"].removeprefix("http://testserver")
    if change == "left":
        house.window.is_active = False
        house.window.save(update_fields=["is_active"])
    else:
        address = address.replace(house.bureau.code, other_house.bureau.code)
    assert Client().get(address).status_code == 404


def test_more_matters_ask_no_more_of_the_database(
    house: House, permits: Permits, desk_of: Desk, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(6):
        permits.open()
    desk = desk_of(house.window)
    desk.get("/desk/agenda/")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        desk.get("/desk/agenda/")
