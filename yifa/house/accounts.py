"""Log-ins of officers. Nobody signs up: an account is opened for them, and its first password handed over once."""

from __future__ import annotations

import secrets
from typing import Final

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import salted_hmac

from yifa.house.errors import HouseError
from yifa.house.models import Officer, login_seal
from yifa.house.tenancy import using_user

# Without letters and digits that are misread for one another, aloud or on paper.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz346789"
_IN_A_HALF: Final = 8


class AccountTaken(HouseError):
    """The officer has a log-in already, or the name belongs to another."""


def new_password() -> str:
    """A first password: sixteen characters in four groups, about 77 bits."""
    return joined(new_half(), new_half())


def new_half() -> str:
    """Half of a first password, about 38 bits: too little to sign in with, and too much to guess the rest of."""
    return _grouped([secrets.randbelow(len(_ALPHABET)) for _ in range(_IN_A_HALF)])


def derived_half(about: str) -> str:
    """The half that belongs to what it is about: the same again from the site's secret key, so that it need not be kept."""
    number = int.from_bytes(salted_hmac("yifa.house.accounts", about, algorithm="sha256").digest(), "big")
    places = []
    for _ in range(_IN_A_HALF):
        number, place = divmod(number, len(_ALPHABET))
        places.append(place)
    return _grouped(places)


def joined(first: str, second: str) -> str:
    """A first password out of its halves."""
    return f"{first}-{second}"


def _grouped(places: list[int]) -> str:
    text = "".join(_ALPHABET[place] for place in places)
    return f"{text[:4]}-{text[4:]}"


def check_new(officer: Officer, username: str) -> None:
    """Raise AccountTaken where the officer has a log-in, or another has the name."""
    if officer.user_id is not None:
        raise AccountTaken(
            zh=f"{officer.name}已有登录账号，不能再开设；忘记密码的，请重设密码。",
            en=f"{officer.name} has a log-in already; reset its password if it was forgotten.",
        )
    if get_user_model().objects.filter(username__iexact=username).exists():
        raise AccountTaken(
            zh=f"用户名“{username}”已被使用，请换一个。",
            en=f"The user name {username} is taken; choose another.",
        )


def check_there(officer: Officer) -> None:
    """Raise AccountTaken where the officer has no log-in."""
    if officer.user_id is None:
        raise AccountTaken(
            zh=f"{officer.name}还没有登录账号，请先开设。",
            en=f"{officer.name} has no log-in yet; open one first.",
        )


def open_account(officer: Officer, username: str, password: str) -> None:
    """Open a log-in for an officer with a first password, to be changed at the first sign-in. Raises AccountTaken."""
    check_new(officer, username)
    with transaction.atomic():
        officer.user = get_user_model().objects.create_user(username, password=password)
        officer.must_change_password = True
        officer.login_seal = login_seal(officer.user)
        officer.save(update_fields=["user", "must_change_password", "login_seal"])


def reset_password(officer: Officer, password: str) -> None:
    """Give an officer's log-in a new first password, to be changed at the next sign-in. Raises AccountTaken."""
    check_there(officer)
    assert officer.user is not None
    with transaction.atomic():
        officer.user.set_password(password)
        officer.user.save(update_fields=["password"])
        officer.must_change_password = True
        officer.login_seal = login_seal(officer.user)
        officer.save(update_fields=["must_change_password", "login_seal"])


def officer_of(user_id: int) -> Officer | None:
    """The officer behind a log-in, in whatever bureau."""
    with using_user(user_id):
        return Officer.everywhere.select_related("bureau", "user").filter(user_id=user_id).first()


def password_was_changed(officer: Officer) -> None:
    """The user chose a password of their own, within the act that says so: nothing asks for another any more."""
    assert officer.user is not None
    officer.user.refresh_from_db()
    officer.must_change_password = False
    officer.login_seal = login_seal(officer.user)
    officer.save(update_fields=["must_change_password", "login_seal"])


def take_second_factor(user_id: int) -> None:
    """Take away a log-in's second factor with its recovery codes, where the device is lost."""
    Authenticator.objects.filter(user_id=user_id).delete()


def has_second_factor(user_id: int) -> bool:
    """Whether the log-in has a second factor."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())
