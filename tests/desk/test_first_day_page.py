"""The page on which the bureau's first day with Yifa is asked for, and what waits for another person afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from yifa.house.models import HouseOrder

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from yifa.house.models import Officer

Desk = Callable[["Officer"], Client]
PAGE = "/desk/house/first-day/"


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "启用日期"), ("en", "First day with Yifa")])
def test_the_first_day_is_asked_for_and_waits_for_another(
    house: House, desk_of: Desk, language: str, said: str
) -> None:
    assert desk_of(house.window).get(PAGE).status_code == 403
    desk = desk_of(house.administrator)
    desk.cookies["django_language"] = language
    assert said in desk.get(PAGE).content.decode()
    lacking = desk.post(PAGE, {"on": "2020-03-01", "reason": ""})
    assert lacking.status_code == 422
    asked = desk.post(PAGE, {"on": "2020-03-01", "reason": "会议纪要〔2020〕1号"})
    assert asked.status_code == 302
    assert HouseOrder.objects.get().details["from"] == "2020-03-01"
    waiting = desk_of(house.guard).get("/desk/house/orders/").content.decode()
    assert "会议纪要〔2020〕1号" in waiting
    assert "确定启用日期" in waiting
