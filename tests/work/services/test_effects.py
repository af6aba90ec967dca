"""What services leave in the registers: applications in each of their ends, and technical contracts counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.work.services.registers import Application, ServiceItem, TechnicalContract

DAY, NEXT, AFTER = date(2021, 6, 1), date(2021, 6, 2), date(2021, 6, 4)
CONTRACT: dict[str, Any] = {
    "contract_name": "低温肉制品技术开发",
    "contract_class": "development",
    "amount": 50_000_000,
    "technical_amount": 40_000_000,
    "signed_on": "2021-05-20",
    "is_written": True,
    "electronic": True,
}
EXAMINED: dict[str, Any] = {
    "qualifies": True,
    "class_confirmed": "service",
    "amount_confirmed": 50_000_000,
    "technical_amount_confirmed": 30_000_000,
    "reasons": "标的为技术成果",
}


def applied(desk: Desk) -> int:
    seller, buyer = desk.party("某研究所", 1), desk.party("某食品公司", 2)
    return desk.open(
        "technical-contract-registration",
        "apply",
        "applicant",
        DAY,
        **CONTRACT,
        seller=seller.pk,
        buyer=buyer.pk,
    )


def examined(desk: Desk, **changes: Any) -> int:
    case = applied(desk)
    desk.take(case, "accept", "examiner", NEXT)
    desk.take(case, "examine", "examiner", NEXT, **{**EXAMINED, **changes})
    return case


def test_a_contract_counts_with_the_amounts_that_the_examiner_confirmed(desk: Desk) -> None:
    case = examined(desk)
    desk.take(case, "register", "other_examiner", AFTER, certificate_number="2021411100000001")
    contract = TechnicalContract.objects.get()
    assert (contract.seller, contract.contract_class) == ("某研究所", "service")
    assert contract.technical_amount_fen == 30_000_000
    assert desk.parts("service.technical_contracts", 2021) == {"service": 1}
    assert Application.objects.get().outcome == "granted"
    assert desk.value("service.completed", 2021) == 1


@pytest.mark.parametrize(
    ("step", "who", "answers", "outcome"),
    [
        ("withdraw", "applicant", {"withdraw_reason": "另行申请"}, "withdrawn"),
        (
            "refuse-acceptance",
            "examiner",
            {"reasons": "不属于技术合同", "refusal_reasons": "不属于技术合同"},
            "not_accepted",
        ),
    ],
)
def test_what_ends_without_a_decision_is_closed_and_not_completed(
    desk: Desk, step: str, who: str, answers: dict[str, Any], outcome: str
) -> None:
    from yifa.cases.library import procedure_in_force

    case = applied(desk)
    asks = procedure_in_force("technical-contract-registration", DAY).steps[step].asks
    given = {name: value for name, value in answers.items() if name in asks}
    given |= {name: "理由" for name, question in asks.items() if question.required and name not in given}
    desk.take(case, step, who, NEXT, **given)
    assert Application.objects.get().outcome == outcome
    assert (desk.value("service.applied", 2021), desk.value("service.completed", 2021)) == (1, 0)


def test_a_technical_amount_above_the_contracts_is_refused(desk: Desk) -> None:
    case = applied(desk)
    desk.take(case, "accept", "examiner", NEXT)
    wrong = {**EXAMINED, "technical_amount_confirmed": 60_000_000}
    assert [one.code for one in desk.refused(case, "examine", "examiner", NEXT, **wrong)] == [
        "services/technical-amount"
    ]
    desk.take(case, "examine", "examiner", NEXT, **EXAMINED)


def test_a_certificate_belongs_to_one_contract(desk: Desk) -> None:
    number = "2021411100000001"
    desk.take(examined(desk), "register", "other_examiner", AFTER, certificate_number=number)
    other = examined(desk)
    codes = [
        one.code
        for one in desk.refused(other, "register", "other_examiner", AFTER, certificate_number=number)
    ]
    assert codes == ["services/certificate-taken"]
    assert desk.value("service.technical_contracts", 2021) == 1


@pytest.mark.parametrize("kind", ["content", "rescission"])
def test_a_change_stands_beside_the_contract_and_counts_no_second_one(desk: Desk, kind: str) -> None:
    desk.take(examined(desk), "register", "other_examiner", AFTER, certificate_number="2021411100000001")
    case = desk.open(
        "technical-contract-change",
        "report",
        "applicant",
        AFTER,
        certificate_number="2021411100000001",
        change_kind=kind,
        change_reason="协商一致",
        new_amount=60_000_000,
        benefits_used=False,
    )
    desk.take(case, "examine", "examiner", AFTER, conclusion="agree", reasons="属实")
    desk.take(case, "record", "drafter", AFTER, recorded_on="2021-06-04")
    contract = TechnicalContract.objects.get()
    if kind == "rescission":
        assert (contract.rescinded_on, contract.amount_fen) == (AFTER, 50_000_000)
    else:
        assert (contract.changed_on, contract.amount_fen) == (AFTER, 60_000_000)
    assert desk.value("service.technical_contracts", 2021) == 1


def test_an_item_is_in_the_catalogue_from_its_publication_to_its_withdrawal(desk: Desk) -> None:
    item: dict[str, Any] = {
        "item_code": "411100000010",
        "name": "科技成果登记",
        "item_kind": "public_service",
        "basis": "科技成果登记办法",
        "conditions": "成果真实",
        "materials": "登记表",
        "promised_days": 8,
        "visits": 0,
        "online": True,
        "fee": False,
    }
    case = desk.open("service-item", "draft", "keeper", DAY, **item)
    desk.take(case, "return-from-review", "lawyer", DAY, reason="依据不明")
    desk.take(case, "draft", "keeper", DAY, **item)
    desk.take(case, "review", "lawyer", NEXT, opinion="lawful", reasons="依据充分")
    assert desk.value("service.items", 2021) == 0
    desk.take(case, "publish", "keeper", NEXT, published_on="2021-06-02")
    desk.take(case, "amend", "keeper", AFTER, change_reason="压缩时限", promised_days=5)
    desk.take(case, "review-change", "lawyer", AFTER, change_opinion="lawful", change_reasons="同意")
    desk.take(case, "publish-change", "keeper", AFTER, change_published_on="2021-06-04")
    assert ServiceItem.objects.get().promised_days == 5
    assert desk.parts("service.items", 2021) == {"public_service": 1}
    desk.take(
        case, "withdraw", "deputy", date(2022, 1, 5), withdrawn_on="2022-01-05", withdraw_reason="职能划转"
    )
    assert (desk.value("service.items", 2021), desk.value("service.items", 2022)) == (1, 0)
