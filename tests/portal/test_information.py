"""Requesting information from the portal: found in the room of disclosure, asked without an account, followed, answered."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.portal.conftest import SOUND, Town, submit
from yifa.house.tenancy import using_bureau
from yifa.work.disclosure.registers import InformationRequest

FORM: dict[str, Any] = {
    "who-kind": "enterprise",
    "who-name": "测试科技有限公司",
    "who-uscc": SOUND,
    "a-applicant_kind": "enterprise",
    "a-contact": "电子邮箱 a@example.com",
    "a-requested": "2019年度科技计划项目立项清单",
    "a-form_wanted": "electronic",
    "a-way_wanted": "online",
}


def test_a_request_is_made_followed_and_stands_in_the_register(town: Town, visitor: Client) -> None:
    room = visitor.get(f"{town.base}/disclosure/").content.decode()
    assert f"{town.base}/services/open-information/" in room
    guide = visitor.get(f"{town.base}/services/open-information/").content.decode()
    assert "20" in guide
    answer = submit(visitor, f"{town.base}/services/open-information/apply/", FORM)
    assert answer.status_code == 302, answer.content.decode()
    number = visitor.get(answer["Location"]).context["case"].number
    assert "正在办理：受理" in visitor.get(f"{town.base}/progress/{number}/").content.decode()
    with using_bureau(town.bureau):
        row = InformationRequest.objects.get()
        assert (row.channel, row.applicant_kind, row.received_on) == ("online", "enterprise", None)


def test_what_is_missing_is_said_and_the_purpose_is_not_asked(town: Town, visitor: Client) -> None:
    page = submit(visitor, f"{town.base}/services/open-information/apply/", FORM | {"a-requested": ""})
    assert page.status_code == 422
    assert "用途" not in page.content.decode().partition("<form")[2].replace("不问用途", "")
