"""A second factor by post: whoever needs one and has none is led to set it up, and goes on after that."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from yifa.conf.checks import second_factor_names_powers
from yifa.house.models import Officer

if TYPE_CHECKING:
    from tests.desk.conftest import House

Desk = Callable[[Officer], Client]
PASSWORD = "seventeen green bicycles"


def code(secret: str) -> str:
    """What an authenticator shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() // 30))))


@pytest.fixture(autouse=True)
def _wanted(settings: Any) -> None:
    cache.clear()
    settings.SECOND_FACTOR = frozenset({"system-administrator", "head-of-organ"})


def signed_in(name: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return browser


def test_whoever_needs_a_second_factor_sets_it_up_before_anything_else(house: House) -> None:
    browser = signed_in("director")
    for address in ("/desk/", "/desk/matters/", "/desk/house/officers/add/"):
        assert browser.get(address).headers["Location"] == "/accounts/2fa/totp/activate/"
        assert browser.post(address).headers["Location"] == "/accounts/2fa/totp/activate/"
    led = browser.get("/desk/", headers={"HX-Request": "true"})
    assert led.headers["HX-Redirect"] == "/accounts/2fa/totp/activate/"
    asked = browser.get("/accounts/2fa/totp/activate/", follow=True)
    assert "您的岗位登录须有两步验证" in asked.content.decode()
    browser.post(asked.redirect_chain[-1][0], {"password": PASSWORD})
    assert browser.get("/accounts/2fa/totp/activate/").status_code == 200
    secret = browser.session["mfa.totp.secret"]
    assert browser.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert browser.get("/desk/").status_code == 200


def test_others_need_none(house: House, desk_of: Desk) -> None:
    assert desk_of(house.window).get("/desk/").status_code == 200


def test_all_means_everybody(house: House, desk_of: Desk, settings: Any) -> None:
    settings.SECOND_FACTOR = frozenset({"all"})
    assert desk_of(house.window).get("/desk/").status_code == 302


def test_a_password_alone_does_not_sign_in_whoever_has_a_second_factor(house: House) -> None:
    assert house.director.user is not None
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(house.director.user, secret)
    browser = signed_in("director")
    assert "_auth_user_id" not in browser.session
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    browser.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert browser.get("/desk/").status_code == 200


def test_codes_are_not_tried_for_ever(house: House) -> None:
    assert house.director.user is not None
    TOTP.activate(house.director.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = signed_in("director")
    for _ in range(10):
        browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = browser.post("/accounts/2fa/authenticate/", {"code": code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")})
    assert answer.status_code == 200
    assert "_auth_user_id" not in browser.session


def test_a_second_factor_that_is_given_up_is_asked_for_again(house: House, desk_of: Desk) -> None:
    assert house.director.user is not None
    TOTP.activate(house.director.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    desk = desk_of(house.director)
    assert desk.get("/desk/").status_code == 200
    Authenticator.objects.all().delete()
    assert desk.get("/desk/").status_code == 302


def test_a_misspelt_power_stops_the_start(settings: Any) -> None:
    assert second_factor_names_powers(None) == []
    settings.SECOND_FACTOR = frozenset({"head-of-organs"})
    assert [one.id for one in second_factor_names_powers(None)] == ["yifa.E006"]
