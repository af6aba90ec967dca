"""A bureau with two published items and one normative document, all made by acts; the clock stands on 4 March 2020, 10:00."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.desk.conftest import House, make_house
from tests.hands import hands
from yifa.cases.acting.act import Actor, act, open_case
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.tree import integrate
from yifa.cases.models import Case
from yifa.house.models import Bureau, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day

NOW = datetime(2020, 3, 4, 2, 0, tzinfo=UTC)
VOUCHER = "4111002000001000"
CONTRACT = "4111000700001000"
SOUND = "91350100M000100Y43"
"""A credit code whose check character is right."""


@dataclass
class Town:
    """The bureau, its people, and a way to take their steps."""

    house: House
    keeper: Officer
    reviewer: Officer
    now: datetime = NOW

    @property
    def bureau(self) -> Bureau:
        return self.house.bureau

    @property
    def base(self) -> str:
        return f"/{self.bureau.code}"

    def take(self, case_id: int, step: str, officer: Officer, **answers: Any) -> None:
        with using_bureau(self.bureau):
            act(case_id, step, actor=Actor.officer(officer), answers=answers, now=self.now)

    def publish(self, code: str, name: str, kind: str, **changes: Any) -> None:
        answers = {
            "item_code": code,
            "name": name,
            "item_kind": kind,
            "basis": "《优化营商环境条例》第三十五条",
            "conditions": "在本市注册的企业",
            "materials": "申请表\n证明材料",
            "statutory_days": 20,
            "statutory_unit": "working_days",
            "promised_days": 8,
            "visits": 0,
            "online": True,
            "fee": False,
        }
        with using_bureau(self.bureau):
            opened = open_case(
                self.bureau,
                "service-item",
                "draft",
                actor=Actor.officer(self.keeper),
                title=name,
                answers=answers | changes,
                now=self.now,
            )
        self.take(opened.case_id, "review", self.reviewer, opinion="lawful", reasons="依据充分。")
        self.take(opened.case_id, "publish", self.keeper, published_on=legal_day(self.now).isoformat())

    def case(self, number: str) -> Case:
        with using_bureau(self.bureau):
            return Case.objects.select_related("party", "bureau").get(number=number)


def make_town(code: str = "test-kj", prefix: str = "") -> Town:
    """A bureau whose catalogue is published."""
    house = make_house(code, prefix)
    bureau = house.bureau

    def officer(name: str, *powers: str) -> Officer:
        department = house.window.holdings_on(NOW.date())[0].post.department
        person = Officer.objects.create(bureau=bureau, name=name)
        post = Post.objects.create(bureau=bureau, department=department, name=name, powers=list(powers))
        Holding.objects.create(
            bureau=bureau, post=post, officer=person, from_on=datetime(2015, 1, 1, tzinfo=UTC)
        )
        return person

    with hands(), using_bureau(bureau):
        town = Town(
            house, officer("周洁", "catalogue-keeper", "publisher"), officer("吴鹏", "legality-reviewer")
        )
        ensure_key(bureau)
    town.publish(VOUCHER, "科技创新券申领", "public_service")
    town.publish(
        CONTRACT, "技术合同认定登记", "confirmation", handled_by="technical_contract", visits=1, online=False
    )
    integrate(bureau, NOW)
    return town


@pytest.fixture(autouse=True)
def _edge(settings: Any, tmp_path: Path) -> None:
    settings.CLOCK = NOW
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()


@pytest.fixture
def town(db: None) -> Town:
    """The bureau of the test."""
    return make_town()


@pytest.fixture
def visitor() -> Client:
    """A browser without an account."""
    return Client()


def application(**changes: Any) -> dict[str, Any]:
    """The form of an application for the voucher, as a browser sends it."""
    return {
        "who-kind": "enterprise",
        "who-name": "测试科技有限公司",
        "who-uscc": SOUND,
        "a-contact_name": "张三丰",
        "a-contact_phone": "13800001234",
        "a-statement": "申请科技创新券。",
    } | changes


def submit(visitor: Client, address: str, form: dict[str, Any]) -> Any:
    """Send a form as people do: fill it in, look at what was typed, send it. Gives the answer that was the last."""
    answer = visitor.post(address, form)
    return visitor.post(answer["Location"]) if answer.status_code == 302 else answer


def apply_for_voucher(town: Town, visitor: Client, **changes: Any) -> tuple[str, str]:
    """Apply, and give the number and the code that the receipt shows."""
    answer = submit(visitor, f"{town.base}/services/{VOUCHER}/apply/", application(**changes))
    assert answer.status_code == 302, answer.content.decode()
    shown = visitor.get(answer["Location"])
    return shown.context["case"].number, shown.context["code"]
