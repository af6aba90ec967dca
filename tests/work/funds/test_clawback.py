"""Money of awards and vouchers that comes back: never more than was paid, decided by others than found it, back in rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.funds.test_awards import codes, granted
from tests.work.funds.test_money import line, number
from yifa.cases.acting.act import ActRefused
from yifa.cases.store import answers_of_case
from yifa.parties.standing import standings_of
from yifa.work.funds.registers import Clawback, MoneyReturn

PAID = 60_000_000
FOUND, TOLD, DECIDED, DEMANDED, BACK = (
    date(2026, 6, 1),
    date(2026, 6, 3),
    date(2026, 6, 15),
    date(2026, 6, 18),
    date(2026, 7, 10),
)


@pytest.fixture
def award(desk: Desk) -> str:
    """An award of which 600,000 yuan were paid."""
    case = granted(desk, PAID)
    allotment = desk.open(
        "money-allotment",
        "propose-allotment",
        "drafter",
        date(2026, 4, 1),
        decision=number(case),
        line=number(line(desk, "奖励补助", PAID)),
        subject=desk.party().pk,
        instalment_paid="一次性",
        amount=PAID,
    )
    desk.take(allotment, "check-funds", "finance", date(2026, 4, 2), papers_checked=True)
    desk.take(allotment, "allot", "deputy", date(2026, 4, 3), allotment_number="某科财〔2026〕1号")
    desk.take(
        allotment,
        "pay",
        "finance",
        date(2026, 4, 8),
        paid_amount=PAID,
        pay_voucher="回单1号",
        paid_on="2026-04-08",
    )
    return number(case)


def found(desk: Desk, award: str, amount: int = PAID, **changes: Any) -> int:
    given = {
        "award": award,
        "title": "平台奖励",
        "ground": "fraud",
        "facts": "提交虚假合同",
        "proposed_amount": amount,
    }
    return desk.open("award-clawback", "find-facts", "drafter", FOUND, **(given | changes))


def decided(desk: Desk, award: str, amount: int = PAID) -> int:
    case = found(desk, award, amount)
    desk.take(
        case,
        "tell-rights",
        "drafter",
        TOLD,
        told_on=TOLD.isoformat(),
        proposed_decision="追回资金",
        facts_and_grounds="提交虚假合同",
        hearing_offered=True,
    )
    desk.take(case, "decide-clawback", "head", DECIDED, **decision(amount))
    return case


def decision(amount: int) -> dict[str, Any]:
    return {
        "decided_on": DECIDED.isoformat(),
        "clawback_amount": amount,
        "clawback_reasons": "骗取财政资金",
        "barred_until": "2029-06-14",
    }


def test_what_was_got_by_fraud_comes_back_in_rows_and_bars(desk: Desk, award: str) -> None:
    case = decided(desk, award)
    assert answers_of_case(case)["paid_out"] == PAID
    demand = {"pay_back_by": "2026-07-31", "money_back_grounds": "全部追回"}
    desk.take(case, "demand-money", "finance", DEMANDED, **demand)
    assert answers_of_case(case)["money_back"] == PAID
    back = {"returned_on": BACK.isoformat()}
    desk.take(
        case, "enter-money-back", "finance", BACK, returned_amount=20_000_000, returned_voucher="回1", **back
    )
    assert "money-back/finish-waits-for-the-money" in codes(desk, case, "close", "drafter", BACK)
    desk.take(
        case, "enter-money-back", "finance", BACK, returned_amount=40_000_000, returned_voucher="回2", **back
    )
    desk.take(case, "close", "drafter", BACK)
    assert [row.amount_fen for row in MoneyReturn.objects.order_by("pk")] == [20_000_000, 40_000_000]
    assert desk.value("funds.clawed_back", 2026) == desk.value("funds.returned", 2026) == PAID / 100
    assert desk.parts("funds.clawed_back", 2026) == {"fraud": PAID / 100}
    party = desk.party()
    assert any(one.bars for one in standings_of(party, date(2029, 6, 14)))
    assert not any(one.bars for one in standings_of(party, date(2029, 6, 15)))


def test_no_more_comes_back_than_was_paid_in_one_matter_or_in_two(desk: Desk, award: str) -> None:
    with pytest.raises(ActRefused) as refusal:
        found(desk, award, PAID + 1)
    assert [one.code for one in refusal.value.reasons] == ["funds/clawback-above-payment"]
    decided(desk, award, PAID - 100)
    assert Clawback.objects.get().amount_fen == PAID - 100
    with pytest.raises(ActRefused) as refusal:
        found(desk, award, 101)
    assert [one.code for one in refusal.value.reasons] == ["funds/clawback-above-payment"]


def test_what_was_never_paid_is_not_clawed_back(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        found(desk, number(granted(desk, PAID)), 1)
    assert [one.code for one in refusal.value.reasons] == ["funds/clawback-above-payment"]


def test_nobody_decides_unheard_or_what_they_found(desk: Desk, award: str) -> None:
    case = found(desk, award)
    assert "notice-of-rights/told-before-decision" in codes(
        desk, case, "decide-clawback", "head", DECIDED, **decision(PAID)
    )
