"""What is applied for is an item of the catalogue: its name and limits are read there, and no other door leads round it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.acting.computing import TYPED
from yifa.cases.models import Case
from yifa.work.services.registers import Application, ServiceItem

DAY = date(2021, 6, 1)
NEXT = date(2021, 6, 2)
CODE = "411100000010"


def publish(desk: Desk, code: str = CODE, **changes: Any) -> int:
    item: dict[str, Any] = {
        "item_code": code,
        "name": "科技成果登记",
        "item_kind": "public_service",
        "basis": "科技成果登记办法",
        "conditions": "成果真实",
        "materials": "登记表",
        "promised_days": 8,
        "statutory_days": 20,
        "statutory_unit": "working_days",
        "visits": 0,
        "online": True,
        "fee": False,
    }
    case = desk.open("service-item", "draft", "keeper", DAY, **(item | changes))
    desk.take(case, "review", "lawyer", DAY, opinion="lawful", reasons="依据充分")
    desk.take(case, "publish", "keeper", DAY, published_on=DAY.isoformat())
    return case


def apply(desk: Desk, code: str = CODE, on: date = NEXT, **more: Any) -> int:
    return desk.open(
        "service-application",
        "apply",
        "applicant",
        on,
        item_code=code,
        applicant=desk.party().pk,
        contact_name="李某",
        contact_phone="13900000000",
        **more,
    )


def refusal(desk: Desk, code: str, on: date = NEXT, **more: Any) -> set[str]:
    with pytest.raises(ActRefused) as refused:
        apply(desk, code, on, **more)
    return {one.code for one in refused.value.reasons}


def test_name_kind_and_limits_are_those_of_the_catalogue(desk: Desk) -> None:
    publish(desk)
    case = apply(desk)
    row = Application.objects.get(case_id=case)
    assert (row.item_name, row.item_kind, row.item) == (
        "科技成果登记",
        "public_service",
        ServiceItem.objects.get(),
    )
    desk.take(case, "accept", "examiner", NEXT)
    owed = {one.rule_id: one.due_on for one in Case.objects.get(pk=case).obligations.all()}
    # Eight working days from 3 June 2021; the Dragon Boat Festival is among them.
    assert date(2021, 6, 15) in owed.values(), owed


@pytest.mark.parametrize("typed", [{"promised_days": 30}, {"item_name": "别的事项"}, {"item_kind": "reward"}])
def test_what_the_catalogue_says_is_not_typed(desk: Desk, typed: dict[str, Any]) -> None:
    publish(desk)
    assert refusal(desk, CODE, **typed) == {TYPED}


def test_what_the_catalogue_does_not_have_is_not_taken_in(desk: Desk) -> None:
    publish(desk)
    assert refusal(desk, "999900000099", item_name="某事项", promised_days=8) == {"services/unknown-item"}


def test_what_was_withdrawn_is_not_taken_in(desk: Desk) -> None:
    case = publish(desk)
    desk.take(case, "withdraw", "deputy", NEXT, withdrawn_on=NEXT.isoformat(), withdraw_reason="取消")
    assert refusal(desk, CODE, date(2021, 6, 3), item_name="科技成果登记", promised_days=8) == {
        "services/unknown-item"
    }


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ({"item_kind": "permit"}, "行政许可"),
        ({"item_kind": "confirmation", "handled_by": "technical_contract"}, "技术合同认定登记"),
    ],
    ids=["permit", "technical contract"],
)
def test_an_item_with_a_procedure_of_its_own_goes_by_no_other(
    desk: Desk, item: dict[str, Any], title: str
) -> None:
    publish(desk, **item)
    with pytest.raises(ActRefused) as refused:
        apply(desk, promised_days=8)
    [reason] = refused.value.reasons
    assert reason.code == "services/another-procedure"
    assert title in reason.sentence.zh


def test_a_bureau_without_a_catalogue_takes_applications_as_they_come(desk: Desk) -> None:
    assert apply(desk, item_name="某事项", item_kind="public_service", promised_days=8)
