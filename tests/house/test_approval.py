"""One person does not become everybody: what one administrator asks, another decides, every way round is closed in the act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from tests.cases.cast import MONDAY, World
from yifa.cases.actors import Actor
from yifa.cases.errors import DeskRefused
from yifa.cases.log.record import entries
from yifa.cases.models import LogEntry
from yifa.cases.orders import house_acts, house_approval, house_orders
from yifa.evidence.entries import Entry
from yifa.house import accounts
from yifa.house.appointments import appoint
from yifa.house.errors import HouseError, RolesClash
from yifa.house.models import Holding, HouseOrder, Officer, Post
from yifa.house.powers import AUDIT_ADMINISTRATOR, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR

ON = date(2020, 3, 2)
BEFORE = date(2020, 1, 1)


class House:
    """The cast with the three who keep the system: ``system``, ``security`` and ``audit``."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.system = self._keeper("管理员", SYSTEM_ADMINISTRATOR)
        self.security = self._keeper("安全员", SECURITY_ADMINISTRATOR)
        self.audit = self._keeper("审计员", AUDIT_ADMINISTRATOR)

    def _keeper(self, name: str, power: str) -> Officer:
        officer = Officer.objects.create(bureau=self.world.bureau, name=name)
        appoint(officer, self.post(name, power), BEFORE)
        return officer

    def post(self, name: str, *powers: str) -> Post:
        return Post.objects.create(
            bureau=self.world.bureau, department=self.world.department, name=name, powers=list(powers)
        )

    def by(self, officer: Officer) -> Actor:
        return Actor.officer(Officer.objects.get(pk=officer.pk))

    def ask(self, officer: Officer, post: Post, asker: Officer) -> HouseOrder:
        return house_approval.ask_appointment(
            officer, post, from_on=ON, actor=self.by(asker), now=MONDAY
        ).order

    def powers(self, post: Post, powers: list[str], asker: Officer) -> HouseOrder:
        return house_approval.ask_powers(
            post, powers, reason="工作需要", actor=self.by(asker), now=MONDAY
        ).order

    def approve(self, order: HouseOrder, by: Officer) -> house_approval.Approved:
        return house_approval.approve(order, actor=self.by(by), now=MONDAY)


@pytest.fixture
def house(world: World) -> House:
    return House(world)


def steps() -> list[str]:
    return list(LogEntry.objects.order_by("position").values_list("step", flat=True))


# How it goes ----------------------------------------------------------------------------------------------------------------


def test_what_one_asked_and_another_approved_is_two_entries_of_which_the_second_refers_to_the_first(
    house: House, world: World
) -> None:
    post = house.post("新岗", "window")
    order = house.ask(world.stranger, post, house.system)
    assert not Holding.objects.filter(post=post).exists()
    house.approve(order, house.security)
    assert Officer.objects.get(pk=world.stranger.pk).who(ON).powers == {"window"}
    asked, done = (Entry.read(data) for data in entries(world.bureau, 2))
    assert (asked.step, done.step) == ("ask-appoint", "appoint")
    assert (asked.officer, done.officer) == (f"o:{house.system.pk}", f"o:{house.security.pk}")
    assert done.refers == (0,)
    assert "asked_by" in done.answers


def test_powers_are_asked_for_by_one_and_given_by_another(house: House, world: World) -> None:
    order = house.powers(world.posts["己"], ["window"], house.security)
    house.approve(order, house.system)
    assert Post.objects.get(name="己").powers == ["window"]
    assert steps() == ["ask-set-powers", "set-powers"]


def test_what_was_checked_when_asked_is_checked_again_when_approved(house: House, world: World) -> None:
    post = house.post("新岗", "window")
    order = house.ask(world.stranger, post, house.system)
    appoint(world.stranger, post, ON)
    with pytest.raises(HouseError):
        house.approve(order, house.security)
    order.refresh_from_db()
    assert order.outcome == "waiting"
    assert steps() == ["ask-appoint"]


def test_an_order_is_decided_once(house: House, world: World) -> None:
    order = house.ask(world.stranger, house.post("新岗", "window"), house.system)
    house.approve(order, house.security)
    with pytest.raises(DeskRefused, match="已有结果"):
        house.approve(order, world.head)


# The ways round -------------------------------------------------------------------------------------------------------------


def test_whoever_asked_does_not_approve_though_they_hold_both_powers(house: House, world: World) -> None:
    order = house.ask(world.stranger, house.post("新岗", "window"), world.head)
    with pytest.raises(DeskRefused, match="自己申请的"):
        house.approve(order, world.head)


def test_nobody_asks_for_themselves(house: House, world: World) -> None:
    with pytest.raises(DeskRefused, match="关系到您本人"):
        house.ask(house.system, world.posts["戊"], house.system)
    with pytest.raises(DeskRefused, match="关系到您本人"):
        house.powers(
            Post.objects.get(name="安全员"), [SECURITY_ADMINISTRATOR, "head-of-organ"], house.security
        )


def test_nobody_approves_for_themselves(house: House, world: World) -> None:
    order = house.ask(house.security, house.post("新岗", "office"), house.system)
    with pytest.raises(DeskRefused, match="关系到您本人"):
        house.approve(order, house.security)
    order = house.powers(world.posts["戊"], ["head-of-organ", "window"], house.security)
    with pytest.raises(DeskRefused, match="关系到您本人"):
        house.approve(order, world.head)


def test_a_second_post_held_or_to_be_held_makes_one_a_beneficiary_of_its_powers(
    house: House, world: World
) -> None:
    side = house.post("兼职")
    appoint(house.system, side, ON + timedelta(days=30), kind="concurrent")
    order = house.powers(side, ["window"], house.security)
    with pytest.raises(DeskRefused, match="关系到您本人"):
        house.approve(order, house.system)
    house.approve(order, world.head)


@pytest.mark.parametrize("kind", ["appointed", "acting", "concurrent"])
def test_the_three_roles_do_not_meet_in_one_person_over_two_posts_in_whatever_way_they_are_held(
    house: House, world: World, kind: str
) -> None:
    side = house.post("兼职")
    appoint(house.system, side, BEFORE, kind=kind)
    with pytest.raises(RolesClash, match="管理员不能同时担任"):
        house.powers(side, [SECURITY_ADMINISTRATOR], world.head)
    with pytest.raises(RolesClash):
        house.ask(house.system, house.post("另一", AUDIT_ADMINISTRATOR), world.head)
    with pytest.raises(RolesClash, match="一个岗位不能同时是"):
        house.powers(side, [SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR], world.head)


def test_roles_that_would_meet_later_are_refused_when_it_is_approved(house: House, world: World) -> None:
    side = house.post("兼职")
    order = house.powers(side, [AUDIT_ADMINISTRATOR], world.head)
    second = house.post("安全员二", SECURITY_ADMINISTRATOR)
    appoint(world.stranger, second, ON)
    appoint(world.stranger, side, ON)
    with pytest.raises(RolesClash):
        house.approve(order, house.system)
    assert Post.objects.get(pk=side.pk).powers == []


@pytest.mark.parametrize("who", ["clerk", "audit", "system"])
def test_an_order_is_approved_only_with_the_power_that_it_needs(house: House, world: World, who: str) -> None:
    order = house.ask(world.stranger, house.post("新岗", "window"), world.head)
    officer = getattr(world, who, None) or getattr(house, who)
    with pytest.raises(DeskRefused, match="须具有"):
        house.approve(order, officer)


def test_acting_in_one_post_brings_only_its_powers(house: House, world: World) -> None:
    side = house.post("兼职", "window")
    appoint(house.security, side, BEFORE)
    order = house.ask(world.stranger, house.post("新岗", "window"), house.system)
    with pytest.raises(DeskRefused, match="须具有"):
        house_approval.approve(order, actor=Actor.officer(house.security, side), now=MONDAY)


def test_the_system_itself_asks_and_approves_nothing(house: House, world: World) -> None:
    order = house.ask(world.stranger, house.post("新岗", "window"), house.system)
    for actor in (Actor.system(world.bureau), Actor.applicant(bureau=world.bureau)):
        with pytest.raises(DeskRefused):
            house_approval.approve(order, actor=actor, now=MONDAY)
        with pytest.raises(DeskRefused):
            house_approval.ask_login(world.stranger, "stranger", actor=actor, now=MONDAY)


def test_acts_of_one_hand_look_at_the_power_themselves(house: House, world: World) -> None:
    actor = house.by(world.clerk)
    tries: list[Callable[[], Any]] = [
        lambda: house_orders.add_department(world.bureau, name="新科", actor=actor, now=MONDAY),
        lambda: house_orders.add_post(world.department, name="新岗", actor=actor, now=MONDAY),
        lambda: house_orders.add_officer(world.bureau, name="某人", actor=actor, now=MONDAY),
        lambda: house_orders.retire_officer(world.chief, until_on=ON, reason="x", actor=actor, now=MONDAY),
        lambda: house_acts.end_appointment(
            world.head, world.posts["戊"], until_on=ON, reason="x", actor=actor, now=MONDAY
        ),
    ]
    for attempt in tries:
        with pytest.raises(DeskRefused, match="须具有"):
            attempt()
    assert not LogEntry.objects.exists()


def test_no_role_of_the_system_is_left_without_anybody(house: House, world: World) -> None:
    post = Post.objects.get(name="安全员")
    with pytest.raises(RolesClash, match="此后无人担任安全管理员"):
        house_acts.end_appointment(
            house.security, post, until_on=ON, reason="x", actor=house.by(house.system), now=MONDAY
        )
    with pytest.raises(RolesClash, match="此后无人担任安全管理员"):
        house_orders.retire_officer(
            house.security, until_on=ON, reason="x", actor=house.by(house.system), now=MONDAY
        )
    with pytest.raises(RolesClash, match="此后无人担任安全管理员"):
        house.powers(post, [], world.head)
    appoint(world.stranger, house.post("安全员二", SECURITY_ADMINISTRATOR), ON)
    house_acts.end_appointment(
        house.security, post, until_on=ON, reason="x", actor=house.by(house.system), now=MONDAY
    )


def test_neither_half_of_a_first_password_is_kept_and_none_opens_the_log_in_alone(
    house: House, world: World
) -> None:
    accounts.open_account(world.head, "head", "an old password")
    asked = house_approval.ask_reset(world.head, reason="忘记密码", actor=house.by(house.system), now=MONDAY)
    done = house.approve(asked.order, house.security)
    user = Officer.objects.select_related("user").get(pk=world.head.pk).user
    assert user is not None
    assert user.check_password(f"{asked.half}-{done.half}")
    assert not any(user.check_password(one) for one in (asked.half, done.half, f"{done.half}-{asked.half}"))
    row = str(HouseOrder.objects.filter(pk=asked.order.pk).values().get())
    log = b"".join(entries(world.bureau, 2)).decode()
    assert not any(half in kept for half in (asked.half, done.half) for kept in (row, log))
    assert Officer.objects.get(pk=world.head.pk).must_change_password


def test_the_officer_is_told_of_a_reset_for_thirty_days(house: House, world: World) -> None:
    accounts.open_account(world.head, "head", "an old password")
    order = house_approval.ask_reset(
        world.head, reason="忘记密码", actor=house.by(house.system), now=MONDAY
    ).order
    assert house_approval.last_reset(world.head, MONDAY) is None
    house.approve(order, house.security)
    told = house_approval.last_reset(world.head, MONDAY + timedelta(days=29))
    assert told is not None
    assert (told.asked_by, told.decided_by) == (house.system, house.security)
    assert house_approval.last_reset(world.head, MONDAY + timedelta(days=31)) is None


# By other doors -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "update house_houseorder set outcome = 'approved', decided_by_id = asked_by_id, decided_at = now()",
        "update house_houseorder set outcome = 'approved', decided_by_id = officer_id, decided_at = now()",
        "update house_houseorder set outcome = 'approved'",
        "update house_houseorder set asked_by_id = officer_id",
        "update house_houseorder set asked_by_id = asked_by_id + 1",
        "update house_houseorder set details = '{}'",
        "delete from house_houseorder",
        "truncate house_houseorder",
    ],
)
def test_the_applications_role_cannot_let_one_hand_decide_nor_take_back_what_was_asked(
    house: House, world: World, statement: str
) -> None:
    house.ask(world.stranger, house.post("新岗", "window"), house.system)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_decision_cannot_be_changed_by_the_applications_role(house: House, world: World) -> None:
    house.approve(house.ask(world.stranger, house.post("新岗", "window"), house.system), house.security)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update house_houseorder set decision_note = 'x'")


def test_a_post_to_the_page_by_whoever_asked_or_has_no_power_approves_nothing(
    house: House, world: World
) -> None:
    order = house.ask(world.stranger, house.post("新岗", "window"), house.system)
    for number, officer in enumerate((house.system, world.clerk, house.audit)):
        accounts.open_account(officer, f"user{number}", "seventeen green bicycles")
        Officer.objects.filter(pk=officer.pk).update(must_change_password=False)
        client = Client()
        assert officer.user is not None
        client.force_login(officer.user, backend="yifa.conf.logins.Backend")
        client.post("/desk/house/orders/", {"order": [order.pk]})
        client.post(f"/desk/house/orders/{order.pk}/refuse/", {"reason": "x"})
    order.refresh_from_db()
    assert order.outcome == "waiting"


def test_no_command_appoints_gives_powers_or_opens_a_log_in_in_a_bureau_that_is_there() -> None:
    from yifa.cli import bureau

    assert {command.callback.__name__ for command in bureau.app.registered_commands if command.callback} == {
        "add",
        "list_",
    }
