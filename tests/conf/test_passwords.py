"""What a password may not be: what others guess first, in China too; the user's own names; the one that is to be changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from yifa.conf.passwords import common_words
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau


def refusals(password: str, user: User | None = None) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {str(one.code) for one in error.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "woaini1314520",
        "Woaini@1314520",
        "5201314woaini",
        "a123456a123456",
        "qwerty123456789",
        "1qaz2wsx3edc",
        "zhengzhou2020!!",
        "luohekejiju2026",
        "wangwei19850312",
        "ｗｏａｉｎｉ１３１４５２０",
        "admin@luohe2025",
        "kejiju_123456",
    ],
)
def test_what_is_put_together_of_common_words_is_refused(password: str) -> None:
    assert "password_made_of_common" in refusals(password)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "ababababababab", "112233112233"])
def test_few_distinct_characters_are_refused(password: str) -> None:
    assert "password_too_alike" in refusals(password)


@pytest.mark.parametrize(
    "password",
    [
        "seventeen green bicycles",
        "雨后山路上的三只灰鹤不说话",
        "k7vx-mw3d-tq9h-bn4r",
        "Teekanne rollt bergab 7",
    ],
)
def test_words_that_have_nothing_to_do_with_one_another_are_taken(password: str) -> None:
    assert refusals(password) == set()


def test_the_list_holds_some_hundreds_of_words_in_one_spelling() -> None:
    assert len(common_words()) > 500
    assert all(word == word.casefold() for word in common_words())


@pytest.mark.django_db
def test_the_users_own_names_and_the_bureaus_code_are_refused() -> None:
    user = User.objects.create_user("sunyuhan", password="seventeen green bicycles")
    bureau = Bureau.objects.create(code="some-kj", name="某市科学技术局")
    with using_bureau(bureau):
        Officer.objects.create(bureau=bureau, user=user, name="孙雨涵")
    for password in (
        "bicycle-SunYuhan-green",
        "孙雨涵的十七辆绿色自行车",
        "some-kj bicycles go",
        "green somekj bicycle",
    ):
        assert "password_names_user" in refusals(password, user), password
    assert refusals("eighteen blue bicycles", user) == set()


@pytest.mark.django_db
def test_the_password_that_is_to_be_changed_is_refused() -> None:
    user = User.objects.create_user("sunyuhan", password="seventeen green bicycles")
    assert refusals("seventeen green bicycles", user) == {"password_is_the_old"}
