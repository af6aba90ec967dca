"""Posts, who holds them, and what may never meet in one person."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from tests.cases.cast import MONDAY, World, people
from tests.handovers import sign_list
from tests.hands import hands
from yifa.cases.models import LogEntry, Obligation
from yifa.cases.orders import house_approval
from yifa.house import find_bureau, officer_of_user
from yifa.house.appointments import (
    appoint,
    role_clashes,
    separation_report,
)
from yifa.house.calendars import calendar_of, close_locally
from yifa.house.errors import HoldingOverlaps, NoSuchBureau, PostNotHeld, RolesClash
from yifa.house.models import Holding, Post
from yifa.house.powers import clashing_roles, title_of
from yifa.house.tenancy import current_bureau, using_bureau
from yifa.law.errors import LawError
from yifa.law.text import Bilingual

ON = date(2020, 3, 2)


def _post(world: World, name: str, *powers: str) -> Post:
    return Post.everywhere.create(
        bureau=world.bureau, department=world.department, name=name, powers=list(powers)
    )


def test_an_officer_is_the_sum_of_the_posts_held_that_day(world: World) -> None:
    extra = _post(world, "法制员", "legal-reviewer")
    appoint(world.clerk, extra, date(2020, 1, 1), date(2020, 6, 30))
    who = world.clerk.who(ON)
    assert who.officer == f"o:{world.clerk.pk}"
    assert who.department == f"d:{world.department.pk}"
    assert who.powers == {"window", "examiner", "legal-reviewer"}
    assert world.clerk.who(date(2020, 7, 1)).powers == {"window", "examiner"}
    assert world.clerk.who(ON, extra).powers == {"legal-reviewer"}
    with pytest.raises(PostNotHeld):
        world.clerk.who(date(2020, 7, 1), extra)
    assert world.clerk.who(date(2018, 1, 1)).powers == frozenset()


def test_the_same_post_is_not_held_twice_at_a_time(world: World) -> None:
    post = world.posts["甲"]
    with pytest.raises(HoldingOverlaps) as refused:
        appoint(world.clerk, post, date(2020, 1, 1))
    assert "重叠" in refused.value.zh
    with pytest.raises(HoldingOverlaps):
        appoint(world.second, post, date(2020, 2, 1), date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.everywhere.create(
            bureau=world.bureau, officer=world.clerk, post=post, from_on=date(2020, 1, 1), until_on=ON
        )


def test_one_person_holds_one_of_the_three_system_roles_at_most(world: World) -> None:
    system, audit = (
        _post(world, "系统管理员", "system-administrator"),
        _post(world, "审计员", "audit-administrator"),
    )
    appoint(world.stranger, system, date(2020, 1, 1))
    with pytest.raises(RolesClash) as refused:
        appoint(world.stranger, audit, date(2020, 2, 1))
    assert "三员" in refused.value.zh
    appoint(world.second, audit, date(2020, 2, 1))
    assert role_clashes(world.bureau.pk, ON) == []
    assert clashing_roles({"system-administrator", "audit-administrator", "window"}) == {
        "system-administrator",
        "audit-administrator",
    }


def test_the_separation_report_says_whether_two_people_are_there(world: World) -> None:
    found = separation_report(
        world.bureau.pk, [("examiner", "section-head"), ("head-of-organ", "head-of-organ")], ON
    )
    assert [one.can_be_staffed for one in found] == [True, False]
    assert {officer.name for officer in found[0].holders[0]} == {"甲", "乙", "丁"}


def test_handing_over_a_post_hands_over_its_open_cases(world: World) -> None:
    guard = _post(world, "安全管理员", "security-administrator")
    appoint(world.chief, guard, date(2020, 1, 1))
    open_case, closed = world.open(assignee=world.clerk), world.walk(assignee=world.clerk)
    first = date(2020, 3, 3)
    sign_list(world.posts["甲"], world.clerk, world.stranger, first, case=world.case(open_case))
    asked = house_approval.ask_hand_over(
        world.posts["甲"],
        giver=world.clerk,
        taker=world.stranger,
        from_on=date(2020, 3, 3),
        reason="定期轮岗",
        actor=world.by(world.head),
        now=MONDAY,
    )
    assert world.case(open_case).assignee_id == world.clerk.pk
    house_approval.approve(asked.order, actor=world.by(world.chief), now=MONDAY)
    for officer in (world.clerk, world.stranger):
        officer.forget()
    assert world.case(open_case).assignee_id == world.stranger.pk
    assert world.case(closed).assignee_id == world.clerk.pk
    assert Obligation.objects.get(case_id=open_case.case_id).lane == f"o:{world.stranger.pk}"
    assert world.clerk.who(ON).powers == {"window", "examiner"}
    assert world.clerk.who(date(2020, 3, 3)).powers == frozenset()
    assert world.stranger.who(date(2020, 3, 3)).powers == {"window", "examiner"}
    kinds = list(LogEntry.objects.order_by("-position").values_list("kind", "step")[:3])
    assert kinds == [("desk", "hand-over"), ("house", "hand-over-post"), ("house", "ask-hand-over-post")]


def test_a_local_closure_moves_limits_and_needs_a_basis(world: World) -> None:
    with pytest.raises(LawError):
        close_locally(world.bureau, ON, ON, Bilingual("内部学习", "Training"), Bilingual("", ""))
    before = calendar_of(world.bureau)
    close_locally(
        world.bureau,
        date(2020, 3, 4),
        date(2020, 3, 5),
        Bilingual("民族节日", "Festival"),
        Bilingual("某政发〔2020〕1号", "Notice 1"),
    )
    assert before.is_working_day(date(2020, 3, 4))
    assert not calendar_of(world.bureau).is_working_day(date(2020, 3, 4))
    opened = world.open()
    assert Obligation.objects.get(case_id=opened.case_id).due_on == date(2020, 3, 11)


@pytest.mark.parametrize("text", ["411100-kj", "漯河市科学技术局", "漯河", " luohe "])
def test_a_bureau_is_found_by_code_name_or_part(world: World, text: str) -> None:
    assert find_bureau(text) == world.bureau


@pytest.mark.parametrize("text", ["科学技术局", "没有", ""])
def test_no_bureau_or_several_are_told(world: World, text: str) -> None:
    with pytest.raises(NoSuchBureau) as refused:
        find_bureau(text)
    assert "411100-kj" in refused.value.zh
    assert "411100-kj" in refused.value.en


def test_a_signed_in_user_is_found_in_whatever_bureau(committed_world: World) -> None:
    world = committed_world
    user = User.objects.create_user("clerk")
    world.clerk.user = user
    with hands():
        world.clerk.save()
    other = User.objects.create_user("nobody")
    found: list[object] = []
    with using_bureau(world.other):
        people(world.other)
        found.append(officer_of_user(user.pk))
    assert found == [world.clerk]
    assert officer_of_user(other.pk) is None


def test_blocks_of_bureaus_nest_and_give_back(world: World) -> None:
    assert current_bureau() == world.bureau.pk
    with using_bureau(world.other):
        assert current_bureau() == world.other.pk
        with using_bureau(world.bureau):
            assert current_bureau() == world.bureau.pk
        assert current_bureau() == world.other.pk
    assert current_bureau() == world.bureau.pk


def test_a_power_is_called_as_the_procedures_call_it() -> None:
    assert title_of("audit-administrator").zh == "审计管理员"
    assert title_of("window").zh != "window"
    assert title_of("some-new-power").en == "Some new power"
