"""What a password may not be, beyond its length: what others guess first.

``NotCommon`` takes a password apart into what lists of leaked passwords are made of here (``common_passwords.txt``: numbers, rows
of keys, pinyin phrases, places and years, family names) and refuses what falls into a few such pieces, so that ``Woaini@1314520``
and ``zhengzhou2020!!`` are refused though no list holds them. ``NotOneself`` refuses the user's own names and the bureau's code,
``NotAlike`` few distinct characters, ``NotTheOld`` the password that is to be changed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

COMMON: Final = Path(__file__).with_name("common_passwords.txt")

_MOST_PIECES: Final = 4
_LONGEST: Final = 128
_DIGITS_IN_A_PIECE: Final = 8
_UNKNOWN: Final = 2
_LEAST_DISTINCT: Final = 6
_SHORTEST_NAME: Final = 3
_SHORTEST_CHINESE_NAME: Final = 2


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """What passwords are commonly made of, in small letters."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def pieces(password: str) -> int:
    """In how few pieces a password can be guessed: each common word or run of digits counts one, every other letter two, signs
    between them nothing. Takes time in proportion to the length, of which the first 128 characters are looked at."""
    text = written_one_way(password)[:_LONGEST]
    words = common_words()
    longest = max(map(len, words))
    least = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        last = text[end - 1]
        least[end] = least[end - 1] + (_UNKNOWN if last.isalnum() else 0)
        for start in range(max(0, end - longest), end):
            if text[start:end] in words:
                least[end] = min(least[end], least[start] + 1)
        start = end
        while start > max(0, end - _DIGITS_IN_A_PIECE) and text[start - 1].isdigit():
            start -= 1
            least[end] = min(least[end], least[start] + 1)
    return least[-1]


def written_one_way(text: str) -> str:
    """Without regard to case and to full width."""
    return unicodedata.normalize("NFKC", text).casefold()


class NotCommon:
    """Refuses a password that is made of a few things that everybody takes."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        """Raises ValidationError."""
        if pieces(password) <= _MOST_PIECES:
            raise ValidationError(
                _(
                    "这个密码由常见的词、拼音、地名、姓名、年份或者键盘顺序拼成，容易被猜中。请换成几个互不相干的词，或者由随机字符组成。"
                ),
                code="password_made_of_common",
            )

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _("不能只由常见的词、拼音、地名、姓名、年份和键盘顺序拼成。")


class NotAlike:
    """Refuses a password of few distinct characters."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        """Raises ValidationError."""
        if len(set(password)) < _LEAST_DISTINCT:
            raise ValidationError(
                _("密码里不同的字符太少，至少要有%(least)d个。") % {"least": _LEAST_DISTINCT},
                code="password_too_alike",
            )

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _("至少有%(least)d个不同的字符。") % {"least": _LEAST_DISTINCT}


class NotOneself:
    """Refuses a password that holds the user's name or log-in, or the code of the bureau."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        text = written_one_way(password)
        bare = "".join(one for one in text if one.isalnum())
        for name in _names_of(user):
            if name in text or "".join(one for one in name if one.isalnum()) in bare:
                raise ValidationError(
                    _("密码里不能有本人的姓名、用户名或者本单位的代码，请换一个。"),
                    code="password_names_user",
                )

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _("不能含有本人的姓名、用户名和本单位的代码。")


def _names_of(user: Any) -> list[str]:
    """The user's log-in and name, and their bureau's code, as far as they are long enough to be looked for."""
    if user is None or user.pk is None:
        return []
    from yifa.house.models import Officer
    from yifa.house.tenancy import using_user

    found = [user.get_username(), user.first_name, user.last_name]
    with using_user(user.pk):
        officer = Officer.everywhere.select_related("bureau").filter(user_id=user.pk).first()
    if officer is not None:
        found += [officer.name, officer.bureau.code]
    names = [written_one_way(one) for one in found]
    return [one for one in names if len(one) >= (_SHORTEST_NAME if one.isascii() else _SHORTEST_CHINESE_NAME)]


class NotTheOld:
    """Refuses the password that the user has: a first password that is only written down again was not changed."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if user is not None and user.pk is not None and user.check_password(password):
            raise ValidationError(_("新密码与原密码相同，请换一个。"), code="password_is_the_old")

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _("不能与原密码相同。")
