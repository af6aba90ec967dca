"""Signing in: by name and password, locked out after five failures, and nobody makes an account by themselves."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "seventeen green bicycles"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    # allauth counts attempts a minute there, and tests are quick.
    cache.clear()


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("clerk", password=PASSWORD)


def attempt(client: Client, password: str, name: str = "clerk") -> int:
    return client.post("/accounts/login/", {"login": name, "password": password}).status_code


def test_clerk_signs_in_by_name_and_password(client: Client, clerk: User) -> None:
    assert attempt(client, "a wrong one") == 200
    assert "_auth_user_id" not in client.session
    assert attempt(client, PASSWORD) == 302
    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_sixth_attempt_is_refused_even_with_the_right_password(client: Client, clerk: User) -> None:
    assert [attempt(client, f"wrong {n}") for n in range(5)] == [200, 200, 200, 200, 429]
    answer = client.post("/accounts/login/", {"login": "clerk", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_another_spelling_of_the_name_begins_no_new_count(client: Client, clerk: User) -> None:
    assert [attempt(client, "wrong", name) for name in ("clerk", "Clerk", "CLERK", "ｃlerk", "clerK")][
        -1
    ] == 429


def test_lock_out_of_one_name_leaves_the_others(client: Client, clerk: User) -> None:
    User.objects.create_user("director", password=PASSWORD)
    for number in range(5):
        attempt(client, f"wrong {number}")
    assert attempt(client, PASSWORD, "director") == 302


def test_nobody_signs_up(client: Client) -> None:
    client.post("/accounts/signup/", {"username": "me", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


def test_pages_load_only_what_yifa_serves(client: Client) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(("cookie", "language"), [(None, "zh-hans"), ("en", "en"), ("fr", "zh-hans")])
def test_language_is_the_readers_choice_and_chinese_without_one(
    client: Client, cookie: str | None, language: str
) -> None:
    if cookie is not None:
        client.cookies["django_language"] = cookie
    answer = client.get("/accounts/login/", headers={"Accept-Language": "en-GB,en"})
    assert answer.headers["Content-Language"] == language


def test_an_address_that_fails_over_many_names_is_locked_out_for_all_of_them(
    client: Client, clerk: User
) -> None:
    answers = [attempt(client, "Woaini1314", f"name{number}") for number in range(20)]
    assert answers == [200] * 19 + [429]
    assert attempt(client, PASSWORD) == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert attempt(elsewhere, PASSWORD) == 302


def test_a_log_in_of_ones_own_gives_an_address_no_new_count(client: Client, clerk: User) -> None:
    for number in range(19):
        attempt(client, "Woaini1314", f"name{number}")
    assert attempt(client, PASSWORD) == 302
    client.logout()
    assert attempt(client, "Woaini1314", "name19") == 429


@pytest.mark.parametrize("address", ["/desk/", "/accounts/login/", "/accounts/password/change/"])
def test_no_browser_keeps_what_the_staff_sees(client: Client, clerk: User, address: str) -> None:
    client.force_login(clerk, backend="yifa.conf.logins.Backend")
    assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/desk/", "/accounts/login/", "/"])
def test_pages_ask_the_browser_for_no_camera_and_no_place(client: Client, address: str) -> None:
    policy = client.get(address).headers["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy


def test_security_keys_are_not_offered_and_their_address_is_no_fault(client: Client, clerk: User) -> None:
    client.force_login(clerk, backend="yifa.conf.logins.Backend")
    for address in ("webauthn/", "webauthn/add/"):
        assert client.get(f"/accounts/2fa/{address}").status_code == 404
    page = client.get("/accounts/2fa/")
    assert page.status_code == 200
    assert "webauthn" not in page.content.decode()
