"""Who comes to the desk: officers in service, each in their own bureau; nobody else."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from tests.desk.conftest import House
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]


def test_officer_sees_their_bureau_and_name(house: House, desk_of: Desk) -> None:
    page = desk_of(house.window).get("/desk/").content.decode()
    assert "测试科技局" in page
    assert "王芳" in page


def test_visitor_is_asked_to_sign_in_and_comes_back(house: House, client: Client) -> None:
    answer = client.get("/desk/?after=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/desk/%3Fafter%3D1"


def test_what_was_typed_stays_on_the_page_when_the_session_ends(house: House, client: Client) -> None:
    answer = client.post("/desk/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "所填内容仍在本页" in answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#saved"


def test_account_without_an_officer_has_no_seat(house: House, client: Client) -> None:
    client.force_login(User.objects.create_user("nobody"), backend="yifa.conf.logins.Backend")
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "没有工作岗位" in answer.content.decode()


def test_officer_who_left_has_no_seat(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    assert desk.get("/desk/").status_code == 200
    Officer.objects.filter(pk=house.window.pk).update(is_active=False)
    assert desk.get("/desk/").status_code == 403


def test_each_officer_comes_to_their_own_bureau(house: House, other_house: House, desk_of: Desk) -> None:
    assert "测试科技局二" in desk_of(other_house.window).get("/desk/").content.decode()
    assert "测试科技局二" not in desk_of(house.window).get("/desk/").content.decode()
