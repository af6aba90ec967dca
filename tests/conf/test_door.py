"""What no page can make sense of is answered at the door with a sentence, and never ends in an error of the program."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.portal.conftest import *  # noqa: F403
from tests.portal.conftest import VOUCHER, Town, application

PUBLIC = (
    "/",
    "/services/",
    "/policies/",
    "/disclosure/",
    "/progress/",
    "/verify/",
    "/reports/",
    "/consultations/",
)
DESK = (
    "/desk/",
    "/desk/matters/",
    "/desk/matters/open/",
    "/desk/parties/",
    "/desk/registers/service-items/",
    "/desk/search/",
    "/desk/figures/",
    "/desk/law/",
    "/desk/law/procedures/meeting/",
    "/desk/ledger/",
    "/desk/reports/",
    "/desk/first-responsible-person/",
    "/desk/registers/documents/",
    "/desk/oversight/refusals/",
    "/desk/oversight/log/",
    "/desk/settings/calendar/",
)
NAMES = (
    "q",
    "page",
    "year",
    "on",
    "month",
    "after",
    "before",
    "sort",
    "about",
    "party",
    "number",
    "kind",
    "part",
    "version",
    "old",
    "new",
)
VALUES = (
    "9" * 19,
    "9" * 5000,
    "-1",
    "0",
    "99999",
    "0000-00-00",
    "99999-01-01",
    "2020-13-45",
    "1e999990",
    "a" * 4000,
    "%" * 50,
    "(" * 200 + "a+" * 200,
    "' or 1=1 --",
    "\\",
    "٣",
    "🙂" * 300,
)


@pytest.fixture
def clerk(town: Town) -> Client:
    client = Client()
    assert town.house.window.user is not None
    client.force_login(town.house.window.user, backend="yifa.conf.logins.Backend")
    return client


def sensible(response: Any) -> bool:
    return int(response.status_code) < 500


def test_no_address_of_the_portal_ends_in_an_error(town: Town, visitor: Client) -> None:
    wrong = (
        "{}%00",
        "{}?q=%00",
        "{}?%00=1",
        "{}?page=" + "9" * 40,
        "{}?q=" + "9" * 9000,
    )
    for where in PUBLIC:
        # A key too long for the database is refused; where a code of any length stands, there is nothing under it.
        assert 400 <= visitor.get(f"{town.base}{where}{'9' * 40}/").status_code < 500
        for path in wrong:
            response = visitor.get(path.format(f"{town.base}{where}"))
            assert response.status_code == 400, (where, path)
            assert "看不懂这个请求" in response.content.decode()


def test_the_sentence_is_told_in_the_readers_language(town: Town, visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    assert "character" in visitor.get(f"{town.base}/?q=%00").content.decode()


def test_no_value_in_an_address_ends_in_an_error(town: Town, visitor: Client, clerk: Client) -> None:
    wrong = []
    for client, places in ((visitor, [town.base + one for one in PUBLIC]), (clerk, DESK)):
        client.raise_request_exception = False
        for place in places:
            for value in VALUES:
                given = dict.fromkeys(NAMES, value) if len(value) < 400 else {"q": value}
                status = client.get(place, given).status_code
                if status >= 500:
                    wrong.append((place, value[:20], status))
    assert wrong == []


def test_no_cookie_ends_in_an_error(town: Town, visitor: Client) -> None:
    visitor.cookies["sessionid"] = "a\\000b"
    assert sensible(visitor.get(f"{town.base}/progress/"))
    visitor.cookies["django_language"] = "\\000"
    assert sensible(visitor.get(f"{town.base}/"))


def test_no_field_of_a_form_ends_in_an_error(town: Town, visitor: Client) -> None:
    for field in ("a-amount", "who-name", "a-contact", "csrfmiddlewaretoken", "website", "x\0y"):
        for value in ("甲\0乙", "9" * 2000, "1e999990", "\ufffd"):
            cache.clear()
            response = visitor.post(f"{town.base}/services/{VOUCHER}/apply/", application() | {field: value})
            assert sensible(response), (field, value)
            if "\0" in field or "\0" in value or value.isdigit():
                assert response.status_code == 400


def test_half_a_character_in_an_address_or_a_form_ends_in_no_error(town: Town, visitor: Client) -> None:
    assert sensible(visitor.get(f"{town.base}/services/?q=%ed%a0%80"))
    assert sensible(visitor.get(f"{town.base}/services/%ed%a0%80/"))
    sent = "who-name=%ed%a0%80&a-statement=%ff%fe"
    address = f"{town.base}/services/{VOUCHER}/apply/"
    assert sensible(visitor.post(address, sent, content_type="application/x-www-form-urlencoded"))


def test_no_file_name_ends_in_an_error(town: Town, visitor: Client) -> None:
    file = SimpleUploadedFile("a\0b.pdf", b"%PDF-1.4 text")
    assert sensible(
        visitor.post(f"{town.base}/services/{VOUCHER}/apply/", application() | {"a-materials": file})
    )


def test_thousands_of_fields_or_files_are_refused_as_too_much(town: Town, visitor: Client) -> None:
    address = f"{town.base}/services/{VOUCHER}/apply/"
    assert visitor.post(address, {f"x{number}": "1" for number in range(6000)}).status_code == 400
    files = {f"f{number}": SimpleUploadedFile("a.txt", b"a") for number in range(200)}
    assert visitor.post(address, files).status_code == 400


def test_no_json_ends_in_an_error(town: Town, visitor: Client) -> None:
    for body in (
        b"[" * 100_000,
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
        b"not json",
    ):
        response = visitor.post(f"{town.base}/verify/", body, content_type="application/json")
        assert response.status_code == 400, body[:20]


def test_no_receipt_that_is_pasted_ends_in_an_error(town: Town, visitor: Client) -> None:
    for receipt in (
        "[" * 20_000,
        '{"v": ' + "9" * 900 + "}",
        '{"entry": "\\u0000", "leaf": "\\ud800"}',
        "yifa",
        "{}",
        '{"v": 1e999999}',
    ):
        assert sensible(visitor.post(f"{town.base}/verify/", {"receipt": receipt})), receipt[:20]


def test_signing_in_with_broken_names_ends_in_no_error(db: None, visitor: Client) -> None:
    for name in ("a\0b", "9" * 3000, "甲" * 3000):
        assert sensible(visitor.post("/accounts/login/", {"login": name, "password": "x\0"}))
