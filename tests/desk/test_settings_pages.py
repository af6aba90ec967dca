"""The room of settings: the calendar that decides every limit, and what changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.law.test_holiday_text import ONE_LINE as PRINTED
from yifa.house.calendars import calendar_of
from yifa.house.models import HolidayNotice, HouseOrder, LocalClosure, Officer, OrderOutcome, Post
from yifa.house.parameters import ParameterKind, parameters

if TYPE_CHECKING:
    from tests.desk.conftest import House

# A made-up arrangement with every festival that the law names (全国年节及纪念日放假办法 §2).
NOTICE = """year: 2027
number: 国办发明电〔2026〕9号
issued_on: 2026-11-01
holidays:
  - {name: 元旦, first: 2027-01-01, last: 2027-01-03}
  - {name: 春节, first: 2027-02-05, last: 2027-02-13}
  - {name: 清明节, first: 2027-04-03, last: 2027-04-05}
  - {name: 劳动节, first: 2027-05-01, last: 2027-05-05}
  - {name: 端午节, first: 2027-06-09, last: 2027-06-09}
  - {name: 中秋节, first: 2027-09-15, last: 2027-09-15}
  - {name: 国庆节, first: 2027-10-01, last: 2027-10-07}
make_up_days:
  - {day: 2027-02-20, makes_up_for: 春节}
"""
Desk = Callable[["Officer"], Client]


def test_own_posts_and_the_years_fixed_dates_are_shown_with_their_basis(house: House, desk_of: Desk) -> None:
    page = desk_of(house.window).get("/desk/settings/").content.decode()
    assert "王芳的岗位" in page
    assert "政府信息公开条例" in page


def test_calendar_shows_holidays_and_make_up_days(house: House, desk_of: Desk) -> None:
    page = desk_of(house.window).get("/desk/settings/calendar/?year=2020").content.decode()
    assert "春节" in page
    assert "2020年10月10日" in page


def test_a_year_without_a_notice_says_so(house: House, desk_of: Desk) -> None:
    answer = desk_of(house.window).get("/desk/settings/calendar/?year=2190")
    assert answer.status_code == 200
    assert "2190" in answer.content.decode()
    assert "months" not in answer.context


def test_notice_is_tried_and_shown_before_it_is_taken_over(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.administrator)
    page = desk.post("/desk/settings/calendar/notice/", {"text": NOTICE})
    assert page.status_code == 200, page.context["problem"]
    assert not calendar_of(house.bureau).knows(2027)
    desk.post("/desk/settings/calendar/notice/", {"text": NOTICE, "confirm": "1"})
    house.bureau.refresh_from_db()
    assert calendar_of(house.bureau).knows(2027)


def test_faulty_notice_is_refused_with_its_line(house: House, desk_of: Desk) -> None:
    text = NOTICE.replace("last: 2027-01-03", "last: 2027-13-03")
    answer = desk_of(house.administrator).post("/desk/settings/calendar/notice/", {"text": text})
    assert answer.status_code == 422
    assert "第5行" in answer.content.decode()


def test_the_notice_as_it_is_printed_is_shown_day_by_day_and_then_taken(house: House, desk_of: Desk) -> None:
    desk, url = desk_of(house.administrator), "/desk/settings/calendar/notice/"
    page = desk.post(url, {"text": PRINTED}).content.decode()
    assert "国办发明电〔2025〕7号" in page
    assert not HolidayNotice.objects.exists()
    faulty = desk.post(url, {"text": PRINTED.replace("1月4日（周日）上班", "1月4日（周六）上班")})
    assert faulty.status_code == 422
    assert "星期日" in faulty.content.decode()
    assert desk.post(url, {"text": PRINTED, "confirm": "yes"}).status_code == 302
    assert HolidayNotice.objects.get().year == 2026


def test_money_is_set_in_yuan(house: House, desk_of: Desk) -> None:
    one = next(one for one in parameters if one.kind is ParameterKind.MONEY)
    desk, url = desk_of(house.director), f"/desk/settings/parameters/{one.key}/"
    sent = {"value": "一些", "from_on": "2020-03-04", "basis": "局务会"}
    assert desk.post(url, sent).status_code == 422
    assert desk.post(url, sent | {"value": "1,000.50"}).status_code == 302
    assert one.on(house.bureau, date(2020, 3, 4)) == 100_050


def test_a_new_officer_is_entered_with_post_and_log_in_at_once_or_not_at_all(
    house: House, desk_of: Desk
) -> None:
    desk, url = desk_of(house.administrator), "/desk/house/officers/add/"
    post = Post.objects.get(name="王芳的岗位")
    sent = {"name": "钱进", "outside": "no", "post": str(post.pk), "from_on": "2020-03-05"}
    taken = house.window.user
    assert taken is not None
    assert desk.post(url, sent | {"username": taken.get_username()}).status_code == 422
    assert not Officer.objects.filter(name="钱进").exists()
    assert "qianjin" in desk.post(url, sent | {"username": "qianjin"}).content.decode()
    asked = HouseOrder.objects.filter(officer__name="钱进", outcome=OrderOutcome.WAITING)
    assert sorted(asked.values_list("kind", flat=True)) == ["appoint", "open-login"]


def test_notices_are_not_for_officers_who_handle_matters(house: House, desk_of: Desk) -> None:
    assert desk_of(house.window).get("/desk/settings/calendar/notice/").status_code == 403


@pytest.mark.parametrize("who", ["director", "administrator"])
def test_local_closure_moves_the_working_days(house: House, desk_of: Desk, who: str) -> None:
    sent = {
        "first_on": "2020-03-09",
        "last_on": "2020-03-10",
        "reason": "防汛",
        "basis": "测政办〔2020〕3号",
    }
    answer = desk_of(getattr(house, who)).post("/desk/settings/calendar/closure/", sent)
    assert answer.status_code == 302
    house.bureau.refresh_from_db()
    assert not calendar_of(house.bureau).is_working_day(date(2020, 3, 9))


def test_closure_without_a_basis_is_refused(house: House, desk_of: Desk) -> None:
    sent = {"first_on": "2020-03-09", "last_on": "2020-03-10", "reason": "防汛", "basis": ""}
    assert desk_of(house.director).post("/desk/settings/calendar/closure/", sent).status_code == 422
    assert not LocalClosure.objects.exists()


def test_declaration_says_what_was_looked_at(house: House, desk_of: Desk) -> None:
    page = desk_of(house.window).get("/desk/settings/declaration/").content.decode()
    assert "没有发现" in page
