"""Log-ins are opened by an administrator, once for each officer, with a password that is shown once."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from yifa.house.accounts import AccountTaken, derived_half, new_password, open_account, reset_password
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau


@pytest.fixture
def officer(db: None) -> Officer:
    bureau = Bureau.objects.create(code="some-kj", name="某市科学技术局")
    with using_bureau(bureau):
        return Officer.objects.create(bureau=bureau, name="办事员")


def test_a_first_password_opens_the_log_in(officer: Officer) -> None:
    with using_bureau(officer.bureau):
        open_account(officer, "clerk", "k7vx-mw3d-tq9h-bn4r")
    user = get_user_model().objects.get(username="clerk")
    assert user.check_password("k7vx-mw3d-tq9h-bn4r")
    assert officer.user == user
    assert officer.must_change_password


def test_an_officer_has_one_log_in_and_a_name_is_given_once(officer: Officer) -> None:
    with using_bureau(officer.bureau):
        open_account(officer, "clerk", "first")
        with pytest.raises(AccountTaken, match="已有登录账号"):
            open_account(officer, "other", "first")
        second = Officer.objects.create(bureau=officer.bureau, name="审查员")
        with pytest.raises(AccountTaken, match="已被使用"):
            open_account(second, "CLERK", "first")


def test_a_reset_password_replaces_the_old_one(officer: Officer) -> None:
    with using_bureau(officer.bureau):
        with pytest.raises(AccountTaken, match="还没有登录账号"):
            reset_password(officer, "second")
        open_account(officer, "clerk", "first")
        reset_password(officer, "second")
    user = get_user_model().objects.get(username="clerk")
    assert user.check_password("second")
    assert not user.check_password("first")


def test_passwords_differ_and_avoid_what_is_misread() -> None:
    passwords = {new_password() for _ in range(50)}
    assert len(passwords) == 50
    assert not set("".join(passwords)) & set("ilo015")


def test_a_half_that_is_computed_is_the_same_again_and_another_for_another() -> None:
    assert derived_half("1:2:3") == derived_half("1:2:3")
    halves = {derived_half(f"1:2:{number}") for number in range(50)}
    assert len(halves) == 50
    assert all(len(half) == len("abcd-efgh") for half in halves)
