"""Who sits in the Party group is told by two people, on a day; quorums are measured against it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.cast import MONDAY, World
from tests.house.test_approval import House, house, steps
from yifa.cases.errors import DeskRefused
from yifa.cases.orders import house_approval, house_orders
from yifa.house.bodies import members_on, seat
from yifa.house.errors import SeatRefused
from yifa.house.models import HouseOrder, Officer

__all__ = ["house"]

ON = date(2020, 3, 2)
BODY = "party_group"


def member(world: World, name: str) -> Officer:
    return Officer.objects.create(bureau=world.bureau, name=name)


def ask(house: House, officer: Officer, asker: Officer, *, leads: bool = False) -> HouseOrder:
    return house_approval.ask_seat(
        officer, BODY, from_on=ON, leads=leads, reason="任命文件", actor=house.by(asker), now=MONDAY
    ).order


def seated(house: House, officer: Officer, *, leads: bool = False) -> None:
    house.approve(ask(house, officer, house.system, leads=leads), house.security)


def test_a_seat_takes_two_people_and_two_entries(house: House, world: World) -> None:
    first, second = member(world, "书记"), member(world, "甲")
    seated(house, first, leads=True)
    order = ask(house, second, house.system)
    assert members_on(world.bureau.pk, BODY, ON) == ("书记",)
    with pytest.raises(DeskRefused, match="不能由自己批准"):
        house.approve(order, house.system)
    house.approve(order, house.security)
    assert members_on(world.bureau.pk, BODY, ON) == ("书记", "甲")
    assert members_on(world.bureau.pk, BODY, date(2020, 3, 1)) == ()
    assert steps()[-2:] == ["ask-seat-member", "seat-member"]


def test_a_seat_ends_by_two_people_and_the_past_stays_as_it_was(house: House, world: World) -> None:
    first, second = member(world, "书记"), member(world, "甲")
    seated(house, first, leads=True)
    seated(house, second)
    order = house_approval.ask_unseat(
        second, BODY, until_on=date(2020, 3, 9), reason="免职文件", actor=house.by(house.system), now=MONDAY
    ).order
    assert members_on(world.bureau.pk, BODY, date(2020, 3, 10)) == ("书记", "甲")
    house.approve(order, house.security)
    assert members_on(world.bureau.pk, BODY, date(2020, 3, 9)) == ("书记", "甲")
    assert members_on(world.bureau.pk, BODY, date(2020, 3, 10)) == ("书记",)


def test_nobody_has_two_seats_and_one_presides(house: House, world: World) -> None:
    first, second = member(world, "书记"), member(world, "甲")
    seated(house, first, leads=True)
    with pytest.raises(SeatRefused, match="不能重复登记"):
        ask(house, first, house.system)
    with pytest.raises(SeatRefused, match="由书记主持"):
        ask(house, second, house.system, leads=True)


def test_two_of_one_name_are_told_apart(house: House, world: World) -> None:
    seated(house, member(world, "书记"), leads=True)
    for number in ("007", "008"):
        one = Officer.objects.create(bureau=world.bureau, name="张伟", staff_number=number)
        seat(one, BODY, ON, leads=False)
    assert members_on(world.bureau.pk, BODY, ON) == ("书记", "张伟（007）", "张伟（008）")


def test_whoever_sits_in_a_body_does_not_leave_before_that_ends(house: House, world: World) -> None:
    first = member(world, "书记")
    seated(house, first, leads=True)
    with pytest.raises(DeskRefused, match="还是党组成员"):
        house_orders.retire_officer(
            first, until_on=ON, reason="调离", actor=house.by(house.system), now=MONDAY
        )
