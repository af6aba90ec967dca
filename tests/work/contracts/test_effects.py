"""What the life of a contract leaves in the register and the figures, and what the act refuses on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.work.conftest import Desk
from yifa.work.contracts.registers import Contract, Payment

MONDAY, TUESDAY, WEDNESDAY, LATER = date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 3), date(2020, 6, 10)
DRAFT: dict[str, Any] = {
    "title": "检测服务合同",
    "contract_kind": "service",
    "amount": 12_000_000,
    "is_procurement": False,
    "counterparty_is_sme": True,
    "within_budget": True,
    "payment_days": 30,
}
CLEAN = {"qualified": True, "credit_result": "clean"}
LAWFUL = {"opinion": "lawful", "gives_guarantee": False, "opinion_reasons": "权限、内容合法"}
UNLAWFUL = {"opinion": "unlawful", "gives_guarantee": False, "opinion_reasons": "超越权限"}


def drafted(desk: Desk, who: str = "drafter", **changes: Any) -> int:
    case = desk.open(
        "contract-review", "draft", who, MONDAY, **{**DRAFT, "counterparty": desk.party().pk, **changes}
    )
    desk.take(case, "check-counterparty", who, MONDAY, **CLEAN)
    return case


def signed(desk: Desk, **changes: Any) -> int:
    case = drafted(desk, **changes)
    desk.take(case, "review", "counsel", TUESDAY, **LAWFUL)
    desk.take(case, "answer-opinion", "drafter", WEDNESDAY, adoption="adopted")
    desk.take(case, "sign", "head", WEDNESDAY, signed_on="2020-06-03")
    return case


def test_a_contract_goes_from_review_to_its_end(desk: Desk) -> None:
    case = signed(desk)
    desk.take(case, "register", "office", WEDNESDAY, contract_number="HT-2020-001")
    desk.take(case, "accept-delivery", "drafter", LATER, milestone="交付", delivered_on="2020-06-10")
    desk.take(case, "pay", "finance", LATER, paid_amount=12_000_000, paid_on="2020-06-10")
    desk.take(case, "end-performance", "drafter", LATER, end_kind="performed")
    contract = Contract.objects.get()
    assert (contract.state, contract.contract_number) == ("ended", "HT-2020-001")
    assert contract.counterparty == desk.party()
    assert Payment.objects.get().amount_fen == 12_000_000
    assert desk.value("contracts.signed", 2020) == 1
    assert desk.parts("contracts.signed", 2020) == {"service": 1}


def test_a_second_review_replaces_what_was_reviewed_and_counts_once(desk: Desk) -> None:
    case = drafted(desk)
    desk.take(case, "review", "counsel", TUESDAY, **UNLAWFUL)
    assert desk.parts("contracts.reviewed", 2020) == {"unlawful": 1}
    changed = {**DRAFT, "counterparty": desk.party().pk, "amount": 9_000_000, "title": "检测服务合同（改）"}
    desk.take(case, "draft", "drafter", WEDNESDAY, **changed)
    desk.take(case, "review", "counsel", LATER, **LAWFUL)
    contract = Contract.objects.get()
    assert (contract.name, contract.amount_fen, contract.reviewed_on) == (
        "检测服务合同（改）",
        9_000_000,
        LATER,
    )
    assert desk.value("contracts.reviewed", 2020) == 1
    assert desk.parts("contracts.reviewed", 2020) == {"lawful": 1}


def test_a_dropped_contract_was_reviewed_and_not_signed(desk: Desk) -> None:
    case = drafted(desk)
    desk.take(case, "review", "counsel", TUESDAY, **UNLAWFUL)
    desk.take(case, "drop", "head", WEDNESDAY, drop_reason="不合法")
    assert Contract.objects.get().state == "dropped"
    assert (desk.value("contracts.reviewed", 2020), desk.value("contracts.signed", 2020)) == (1, 0)


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opinions=st.lists(st.sampled_from(["unlawful", "lawful"]), min_size=1, max_size=4))
def test_however_often_a_contract_is_redone_it_counts_once(desk: Desk, opinions: list[str]) -> None:
    before = desk.value("contracts.reviewed", 2020)
    case = drafted(desk)
    for number, opinion in enumerate(opinions):
        if number:
            again = {**DRAFT, "counterparty": desk.party().pk}
            desk.take(case, "draft", "drafter", TUESDAY, **again)
        desk.take(case, "review", "counsel", WEDNESDAY, **{**LAWFUL, "opinion": opinion})
    assert desk.value("contracts.reviewed", 2020) == before + 1
    assert sum(desk.parts("contracts.reviewed", 2020).values()) == before + 1


def test_the_drafter_may_not_review_and_counsel_may(desk: Desk) -> None:
    case = drafted(desk, "both")
    assert [one.code for one in desk.refused(case, "review", "both", TUESDAY, **LAWFUL)] == [
        "house/drafter-does-not-review"
    ]
    assert not Contract.objects.exists()
    desk.take(case, "review", "counsel", TUESDAY, **LAWFUL)
    assert Contract.objects.exists()


def test_a_contract_with_a_guarantee_may_not_be_signed(desk: Desk) -> None:
    case = desk.open(
        "contract-review", "draft", "drafter", date(2021, 6, 1), **DRAFT, counterparty=desk.party().pk
    )
    desk.take(case, "check-counterparty", "drafter", date(2021, 6, 1), **CLEAN)
    desk.take(case, "review", "counsel", date(2021, 6, 2), **{**LAWFUL, "gives_guarantee": True})
    reasons = desk.refused(case, "sign", "head", date(2021, 6, 3), signed_on="2021-06-03")
    guarantee = next(one for one in reasons if one.code == "civil-code/no-guarantee-by-organ")
    assert guarantee.article == "683"
    assert Contract.objects.get().signed_on is None


@pytest.mark.parametrize("opinion", ["", "unlawful"])
def test_unreviewed_or_unlawful_it_may_not_be_signed(desk: Desk, opinion: str) -> None:
    case = drafted(desk)
    if opinion:
        desk.take(case, "review", "counsel", TUESDAY, **UNLAWFUL)
    codes = {one.code for one in desk.refused(case, "sign", "head", WEDNESDAY, signed_on="2020-06-03")}
    assert "house/no-signing-unreviewed" in codes


def test_a_number_belongs_to_one_contract(desk: Desk) -> None:
    desk.take(signed(desk), "register", "office", WEDNESDAY, contract_number="HT-2020-001")
    other = signed(desk, title="租赁合同", contract_kind="lease")
    reasons = desk.refused(other, "register", "office", WEDNESDAY, contract_number="HT-2020-001")
    assert [one.code for one in reasons] == ["contracts/number-taken"]
    assert "检测服务合同" in reasons[0].sentence.zh
    desk.take(other, "register", "office", WEDNESDAY, contract_number="HT-2020-002")


def test_a_contract_of_earlier_years_counts_in_the_year_it_was_signed(desk: Desk) -> None:
    case = desk.open(
        "contract-entry",
        "record",
        "keeper",
        LATER,
        title="旧合同",
        counterparty=desk.party().pk,
        contract_kind="lease",
        amount=100,
        signed_on="2018-05-01",
        state="ended",
    )
    desk.take(case, "check", "office", LATER, agrees=True)
    desk.take(case, "enter", "keeper", LATER)
    assert (desk.value("contracts.signed", 2018), desk.value("contracts.signed", 2020)) == (1, 0)
    assert desk.value("contracts.reviewed", 2020) == 0
