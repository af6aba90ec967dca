"""A log-in is under the record's proof: what an act did not write is found, and choosing a password is an act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from tests.desk.conftest import House
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate
from yifa.cases.log.verification import verify
from yifa.cases.models import LogEntry
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]


@pytest.fixture
def proved(house: House, settings: Any, tmp_path: Path) -> House:
    settings.HOME = tmp_path
    ensure_key(house.bureau)
    return house


@pytest.mark.parametrize(
    "change",
    [
        {"password": make_password("another of my choice")},
        {"username": "somebody-else"},
        {"is_active": False},
        {"is_superuser": True},
    ],
    ids=["password", "name", "active", "superuser"],
)
def test_a_log_in_that_was_changed_beside_the_record_is_found(proved: House, change: dict[str, Any]) -> None:
    assert not [
        one for one in verify(proved.bureau, files=False).differences if "登录账号" in one.sentence.zh
    ]
    user = proved.director.user
    assert user is not None
    type(user).objects.filter(pk=user.pk).update(**change)
    found = [one.sentence.zh for one in verify(proved.bureau, files=False).differences]
    assert [one for one in found if "刘洋的登录账号" in one]


def test_choosing_a_password_is_an_act_of_ones_own(proved: House, desk_of: Desk) -> None:
    client, new = desk_of(proved.window), "nineteen purple tractors"
    client.post("/accounts/login/", {"login": "window", "password": "seventeen green bicycles"})
    answer = client.post(
        "/accounts/password/change/",
        {"oldpassword": "seventeen green bicycles", "password1": new, "password2": new},
    )
    assert answer.status_code == 302, answer.content.decode()
    user = proved.window.user
    assert user is not None
    user.refresh_from_db()
    assert user.check_password(new)
    entry = LogEntry.objects.get(step="change-password")
    assert entry.officer_id == proved.window.pk
    integrate(proved.bureau, entry.recorded_at)
    assert not [
        one for one in verify(proved.bureau, files=False).differences if "登录账号" in one.sentence.zh
    ]
