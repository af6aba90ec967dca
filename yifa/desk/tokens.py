"""The signed token in a form: whose form it is, and after which of their sendings it was drawn."""

from __future__ import annotations

from typing import Final

from django.core import signing

_SALT: Final = "yifa.desk.sendings"
_A_DAY: Final = 24 * 60 * 60


def signed(user_id: int | None, last: int) -> str:
    """A token of a user's form. last: key of their latest sending, 0 for none."""
    return signing.dumps([user_id, last], salt=_SALT)


def opened(token: str, max_age: int | None = None) -> tuple[int, int] | None:
    """The user and their latest sending in a token; None for what is no token, or older than so many seconds."""
    try:
        user_id, last = signing.loads(token, salt=_SALT, max_age=max_age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (user_id, last) if isinstance(user_id, int) and isinstance(last, int) else None


def whose(token: str) -> int | None:
    """The user whose form a token belongs to; None for what is no token, or older than a day."""
    found = opened(token, _A_DAY)
    return None if found is None else found[0]
