"""The bureau's first day with Yifa is set by two people, and never made later than it was."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.cast import MONDAY, World
from tests.house.test_approval import House, house, steps
from yifa.cases.errors import DeskRefused
from yifa.cases.first_day import first_day_of
from yifa.cases.orders import house_approval
from yifa.house.models import HouseOrder

__all__ = ["house"]

ON = date(2020, 7, 1)


def ask(house: House, on: date = ON, reason: str = "局长办公会议纪要〔2020〕3号") -> HouseOrder:
    return house_approval.ask_first_day(
        house.world.bureau, on, reason=reason, actor=house.by(house.system), now=MONDAY
    ).order


def test_the_first_day_takes_two_people_and_two_entries(house: House, world: World) -> None:
    order = ask(house)
    with pytest.raises(DeskRefused, match="不能由自己批准"):
        house.approve(order, house.system)
    house.approve(order, house.security)
    assert first_day_of(world.bureau.pk) == ON
    assert steps()[-2:] == ["ask-set-first-day", "set-first-day"]


def test_it_rests_on_a_document(house: House) -> None:
    with pytest.raises(DeskRefused, match="依据的文件"):
        ask(house, reason=" ")


def test_once_set_it_only_becomes_earlier(house: House, world: World) -> None:
    house.approve(ask(house), house.security)
    with pytest.raises(DeskRefused, match="只能改为更早"):
        ask(house, date(2020, 7, 2))
    house.approve(ask(house, date(2020, 6, 1)), house.security)
    assert first_day_of(world.bureau.pk) == date(2020, 6, 1)


def test_it_is_no_later_than_a_year_after_the_bureau_was_entered(house: House, world: World) -> None:
    ask_once = ask(house, date(2020, 6, 1))
    house.approve(ask_once, house.security)
    with pytest.raises(DeskRefused):
        ask(house, date(2022, 1, 1))


def test_two_of_it_do_not_wait_at_once(house: House) -> None:
    ask(house)
    with pytest.raises(DeskRefused, match="已经在等待批准"):
        ask(house, date(2020, 5, 1))
