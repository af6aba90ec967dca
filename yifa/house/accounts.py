"""Log-ins of officers. Nobody signs up: a system administrator opens an account and hands over its first password once."""

from __future__ import annotations

import secrets
from typing import Final

from django.contrib.auth import get_user_model
from django.db import transaction

from yifa.house.errors import HouseError
from yifa.house.models import Officer

# Without letters and digits that are misread for one another, aloud or on paper.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz346789"


class AccountTaken(HouseError):
    """The officer has a log-in already, or the name belongs to another."""


def new_password() -> str:
    """A first password: sixteen characters in four groups, about 77 bits."""
    groups = ["".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4)]
    return "-".join(groups)


def open_account(officer: Officer, username: str) -> str:
    """Open a log-in for an officer; gives the first password, which is kept nowhere. Raises AccountTaken."""
    users = get_user_model()
    if officer.user_id is not None:
        raise AccountTaken(
            zh=f"{officer.name}已有登录账号，不能再开设；忘记密码的，请重设密码。",
            en=f"{officer.name} has a log-in already; reset its password if it was forgotten.",
        )
    if users.objects.filter(username__iexact=username).exists():
        raise AccountTaken(
            zh=f"用户名“{username}”已被使用，请换一个。",
            en=f"The user name {username} is taken; choose another.",
        )
    password = new_password()
    with transaction.atomic():
        officer.user = users.objects.create_user(username, password=password)
        officer.save(update_fields=["user"])
    return password


def reset_password(officer: Officer) -> str:
    """Give an officer's log-in a new first password. Raises AccountTaken where there is no log-in."""
    if officer.user is None:
        raise AccountTaken(
            zh=f"{officer.name}还没有登录账号，请先开设。",
            en=f"{officer.name} has no log-in yet; open one first.",
        )
    password = new_password()
    officer.user.set_password(password)
    officer.user.save(update_fields=["password"])
    return password
