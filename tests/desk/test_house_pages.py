"""The room of the house: who changes people, posts and powers; what each change does; and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.handovers import sign_list
from yifa.cases.models import Case, LogEntry
from yifa.house.models import Department, Holding, HouseOrder, Officer, Post, Seat

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from tests.desk.permits import Permits

Desk = Callable[[Officer], Client]


def approve_all(desk: Client) -> Any:
    """Everything that waits for whoever sits at this desk, ticked and approved."""
    waiting = desk.get("/desk/house/orders/").context["mine"]
    return desk.post("/desk/house/orders/", {"order": [line.pk for line in waiting]})


def post_of(officer: Officer) -> Post:
    return Holding.objects.get(officer=officer).post


def test_everybody_sees_who_holds_which_post(house: House, desk_of: Desk) -> None:
    page = desk_of(house.examiner).get("/desk/house/").content.decode()
    for name in ("王芳", "李强", "刘洋", "政务服务科"):
        assert name in page


@pytest.mark.parametrize("address", ["departments/add/", "officers/add/"])
def test_only_the_system_administrator_enters_departments_and_people(
    house: House, desk_of: Desk, address: str
) -> None:
    assert desk_of(house.director).get(f"/desk/house/{address}").status_code == 403
    assert desk_of(house.administrator).get(f"/desk/house/{address}").status_code == 200


def test_a_new_officer_gets_a_post_and_the_record_says_so(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.administrator)
    desk.post("/desk/house/departments/add/", {"name": "政策法规科"})
    department = Department.objects.get(name="政策法规科")
    desk.post(f"/desk/house/departments/{department.pk}/posts/add/", {"name": "法规岗"})
    desk.post("/desk/house/officers/add/", {"name": "周宁", "staff_number": "031"})
    post, officer = Post.objects.get(name="法规岗"), Officer.objects.get(name="周宁")
    before = LogEntry.objects.count()
    desk.post(
        f"/desk/house/posts/{post.pk}/appoint/",
        {"officer": officer.pk, "from_on": "2020-03-04", "kind": "appointed"},
    )
    assert not Holding.objects.filter(post=post).exists()
    approve_all(desk_of(house.guard))
    held = Holding.objects.get(post=post)
    assert (held.officer, held.from_on) == (officer, date(2020, 3, 4))
    assert LogEntry.objects.count() == before + 2


def test_a_staff_number_that_another_has_is_refused_and_what_was_typed_stays(
    house: House, desk_of: Desk
) -> None:
    desk = desk_of(house.administrator)
    desk.post("/desk/house/officers/add/", {"name": "周宁", "staff_number": "031"})
    answer = desk.post("/desk/house/officers/add/", {"name": "吴静", "staff_number": "031"})
    assert answer.status_code == 422
    assert "吴静" in answer.content.decode()
    assert not Officer.objects.filter(name="吴静").exists()


def test_powers_are_not_given_by_whoever_keeps_the_system(house: House, desk_of: Desk) -> None:
    address = f"/desk/house/posts/{post_of(house.administrator).pk}/powers/"
    assert desk_of(house.administrator).get(address).status_code == 403
    assert desk_of(house.director).get(address).status_code == 200


def test_system_roles_never_meet_in_one_post(house: House, desk_of: Desk) -> None:
    post = post_of(house.administrator)
    answer = desk_of(house.director).post(
        f"/desk/house/posts/{post.pk}/powers/",
        {"powers": ["system-administrator", "audit-administrator"], "reason": "人手不够"},
    )
    assert answer.status_code == 422
    post.refresh_from_db()
    assert post.powers == ["system-administrator"]


def test_powers_change_with_their_reason_in_the_record(house: House, desk_of: Desk) -> None:
    post = post_of(house.window)
    before = LogEntry.objects.count()
    answer = desk_of(house.director).post(
        f"/desk/house/posts/{post.pk}/powers/", {"powers": ["window", "examiner"], "reason": "轮岗"}
    )
    assert answer.status_code == 302
    post.refresh_from_db()
    assert post.powers == ["window"]
    approve_all(desk_of(house.administrator))
    post.refresh_from_db()
    assert set(post.powers) == {"window", "examiner"}
    assert LogEntry.objects.count() == before + 2


def test_handing_over_shows_its_plan_before_anything_moves(
    house: House, permits: Permits, desk_of: Desk
) -> None:
    post = post_of(house.examiner)
    address = f"/desk/house/posts/{post.pk}/hand-over/{house.examiner.pk}/"
    sent = {"taker": house.window.pk, "from_on": "2020-03-05", "reason": "轮岗"}
    desk = desk_of(house.director)
    refused = desk.post(address, sent)
    assert refused.status_code == 422
    assert "岗位交接清单" in refused.content.decode()
    case = Case.objects.get(pk=permits.open().case_id)
    sign_list(post, house.examiner, house.window, date(2020, 3, 5), case=case)
    assert desk.post(address, sent).status_code == 200
    assert Holding.objects.get(post=post).officer == house.examiner
    assert desk.post(address, {**sent, "confirm": "1"}).status_code == 302
    assert Holding.objects.get(post=post).officer == house.examiner
    approve_all(desk_of(house.guard))
    assert Holding.objects.get(post=post, officer=house.examiner).until_on == date(2020, 3, 4)
    assert Holding.objects.get(post=post, officer=house.window).from_on == date(2020, 3, 5)


def test_the_first_password_comes_in_halves_from_two_people_and_opens_only_a_change_of_it(
    house: House, desk_of: Desk
) -> None:
    address = f"/desk/house/officers/{house.window.pk}/login/"
    asked = desk_of(house.administrator).post(address, {"reason": "忘记密码"})
    assert asked.headers["Cache-Control"] == "no-store"
    first = asked.context["half"]
    assert house.window.user is not None
    before = house.window.user.password
    answer = approve_all(desk_of(house.guard))
    assert answer.headers["Cache-Control"] == "no-store"
    [(_line, username, second)] = answer.context["halves"]
    house.window.user.refresh_from_db()
    assert house.window.user.password != before
    assert username == "window"
    browser = Client()
    browser.post("/accounts/login/", {"login": "window", "password": f"{first}-{second}"})
    for page in ("/desk/", "/desk/matters/", "/desk/house/"):
        assert browser.get(page).headers["Location"] == "/accounts/password/change/"
    page = browser.get("/accounts/password/change/").content.decode()
    assert "请先修改首次密码" in page
    assert "孙静申请，何安批准" in page
    sent = {
        "oldpassword": f"{first}-{second}",
        "password1": f"{first}-{second}",
        "password2": f"{first}-{second}",
    }
    assert "与原密码相同" in browser.post("/accounts/password/change/", sent).content.decode()
    sent |= dict.fromkeys(("password1", "password2"), "eighteen blue bicycles")
    assert browser.post("/accounts/password/change/", sent).headers["Location"] == "/desk/"
    assert "孙静申请，何安批准" in browser.get("/desk/").content.decode()


def test_what_waits_stands_on_today_of_whoever_may_decide_it(house: House, desk_of: Desk) -> None:
    desk_of(house.administrator).post(
        f"/desk/house/officers/{house.window.pk}/login/", {"reason": "忘记密码"}
    )
    for officer in (house.guard, house.director):
        assert "重设登录密码 · 王芳" in desk_of(officer).get("/desk/").content.decode()
    assert "重设登录密码 · 王芳" not in desk_of(house.administrator).get("/desk/").content.decode()
    assert desk_of(house.window).get("/desk/house/orders/").status_code == 403


def test_what_is_refused_says_why_and_what_is_withdrawn_waits_no_more(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.administrator)
    address = f"/desk/house/officers/{house.window.pk}/login/"
    desk.post(address, {"reason": "忘记密码"})
    order = HouseOrder.objects.get()
    assert (
        desk_of(house.guard).post(f"/desk/house/orders/{order.pk}/refuse/", {"reason": ""}).status_code == 422
    )
    desk_of(house.guard).post(f"/desk/house/orders/{order.pk}/refuse/", {"reason": "本人说没有忘记"})
    assert "本人说没有忘记" in desk.get("/desk/house/orders/").content.decode()
    desk.post(address, {"reason": "确实忘记"})
    order = HouseOrder.objects.get(outcome="waiting")
    assert desk_of(house.guard).post(f"/desk/house/orders/{order.pk}/withdraw/").status_code == 409
    assert desk.post(f"/desk/house/orders/{order.pk}/withdraw/").status_code == 302
    assert not HouseOrder.objects.filter(outcome="waiting").exists()


def test_the_three_keepers_are_told_what_to_do_first(house: House, desk_of: Desk) -> None:
    assert "申请开设账号" in desk_of(house.administrator).get("/desk/").content.decode()
    assert "批准任职和登录账号" in desk_of(house.guard).get("/desk/").content.decode()


def test_who_leaves_ends_every_post_and_cannot_sign_in(house: House, desk_of: Desk) -> None:
    answer = desk_of(house.administrator).post(
        f"/desk/house/officers/{house.second_examiner.pk}/retire/",
        {"until_on": "2020-03-04", "reason": "退休"},
    )
    assert answer.status_code == 302
    assert Holding.objects.get(officer=house.second_examiner).until_on == date(2020, 3, 4)
    assert house.second_examiner.user is not None
    house.second_examiner.user.refresh_from_db()
    assert not house.second_examiner.user.is_active


def test_posts_of_another_bureau_are_not_there(house: House, other_house: House, desk_of: Desk) -> None:
    from yifa.house.tenancy import using_bureau

    with using_bureau(other_house.bureau):
        elsewhere = Post.objects.order_by("pk")[0].pk
    assert desk_of(house.director).get(f"/desk/house/posts/{elsewhere}/").status_code == 404
    assert desk_of(house.director).get(f"/desk/house/posts/{elsewhere}/powers/").status_code == 404


def test_separation_page_names_the_rules_and_who_can_keep_them(house: House, desk_of: Desk) -> None:
    page = desk_of(house.director).get("/desk/house/separation/").content.decode()
    assert "不得同一人" in page
    assert "处分不开" in page


def test_a_member_of_the_party_group_is_asked_for_and_approved_by_another(
    house: House, desk_of: Desk
) -> None:
    desk = desk_of(house.administrator)
    assert "还没有登记成员" in desk.get("/desk/house/bodies/").content.decode()
    asked = {"officer": house.director.pk, "from_on": "2020-03-04", "leads": "yes", "reason": "任命文件"}
    assert desk.post("/desk/house/bodies/party_group/add/", asked).status_code == 302
    assert "还没有登记成员" in desk.get("/desk/house/bodies/").content.decode()
    line = desk_of(house.guard).get("/desk/house/orders/").context["mine"][0]
    assert "党组" in line.about
    assert "主持" in line.facts
    approve_all(desk_of(house.guard))
    assert Seat.objects.get().leads
    end = f"/desk/house/bodies/party_group/end/{house.director.pk}/"
    assert desk.post(end, {"until_on": "2020-03-04", "reason": "免职文件"}).status_code == 302
    approve_all(desk_of(house.guard))
    assert Seat.objects.get().until_on == date(2020, 3, 4)
    assert desk_of(house.examiner).get("/desk/house/bodies/party_group/add/").status_code == 403
    assert desk.get("/desk/house/bodies/nowhere/add/").status_code == 404
