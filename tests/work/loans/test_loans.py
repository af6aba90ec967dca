"""Credit from recommendation to recovery: limits that add up, an agreement's pool, shares that are computed, and patents pledged
once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.work.loans.parameters import LIMIT
from yifa.work.loans.registers import Loan, LoanRecovery, Pledge, PledgedRight

APPLIED, LENT, DUE, OVERDUE = date(2026, 1, 12), date(2026, 1, 20), date(2026, 4, 20), date(2026, 5, 6)
PRINCIPAL = 300_000_000


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


@pytest.fixture
def bank(desk: Desk) -> int:
    case = desk.open(
        "loan-bank",
        "record",
        "finance",
        date(2026, 1, 5),
        party=desk.party("某银行", 70, legal_representative="行长").pk,
        agreement="合作协议",
        fund_share=80,
        pool=100_000_000,
        agreed_from="2026-01-05",
        agreed_until="2026-12-31",
    )
    desk.take(case, "check", "drafter", date(2026, 1, 6), agrees=True)
    return case


def examined(desk: Desk, limit: int = PRINCIPAL, **changes: Any) -> int:
    case = desk.open(
        "credit-loan",
        "apply",
        "applicant",
        APPLIED,
        applicant=desk.party().pk,
        loan_amount=limit,
        loan_purpose="研发",
        integrity_promise=True,
    )
    desk.take(case, "examine", "examiner", APPLIED, credit_limit=limit, entitled=True, examine_opinion="符合")
    return case


def lent(desk: Desk, bank: int, principal: int = PRINCIPAL) -> int:
    case = examined(desk)
    desk.take(case, "recommend", "deputy", APPLIED, recommendation_number="推1号")
    desk.take(case, "lend", "finance", LENT, **contract(bank, principal))
    return case


def contract(bank: int, principal: int) -> dict[str, Any]:
    return {
        "bank_entry": number(bank),
        "loan_contract": "合同",
        "principal": principal,
        "lent_on": LENT.isoformat(),
        "due_on": DUE.isoformat(),
    }


def overdue(desk: Desk, case: int) -> None:
    desk.take(
        case, "report-overdue", "finance", OVERDUE, overdue_on="2026-04-21", chased="已起诉", bank_asks=True
    )
    desk.take(
        case, "check-compensation", "examiner", OVERDUE, chased_enough=True, compensation_opinion="属实"
    )


def codes(desk: Desk, case: int, step: str, who: str, on: date, **answers: Any) -> list[str]:
    return [one.code for one in desk.refused(case, step, who, on, **answers)]


def test_the_fund_bears_its_share_of_what_is_owed_and_gets_its_share_back(
    desk: Desk, bank: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = lent(desk, bank)
    repaid = {"repaid_on": "2026-04-15", "repaid_amount": 180_000_000}
    desk.take(case, "repay", "finance", date(2026, 4, 15), **repaid)
    over = {"repaid_on": "2026-04-16", "repaid_amount": 120_000_001}
    assert codes(desk, case, "repay", "finance", date(2026, 4, 16), **over) == ["loans/above-principal"]
    early = {"overdue_on": DUE.isoformat(), "chased": "已催收", "bank_asks": True}
    assert codes(desk, case, "report-overdue", "finance", DUE, **early) == ["loans/not-due"]
    overdue(desk, case)
    assert answers_of_case(case)["compensation"] == 96_000_000
    desk.take(case, "approve-compensation", "head", OVERDUE, compensation_number="补1号")
    assert desk.value("loans.compensated", 2026) == 960_000
    assert desk.value("loans.lent", 2026) == 3_000_000
    # How the payment itself goes is tried with allotments.
    from yifa.cases.told import links

    monkeypatch.setattr(links, "reasons", lambda *_args, **_kw: ())
    desk.take(case, "enter-payment", "finance", date(2026, 6, 10), payment=number(bank))
    back = {"recovered_on": "2026-09-10", "recovery_voucher": "回1"}
    day = date(2026, 9, 10)
    more = codes(desk, case, "enter-recovery", "finance", day, recovered_amount=120_000_001, **back)
    assert more == ["loans/above-loss"]
    desk.take(case, "enter-recovery", "finance", day, recovered_amount=50_000_000, **back)
    assert LoanRecovery.objects.get().fund_part_fen == 40_000_000
    assert desk.value("loans.recovered", 2026) == 400_000


def test_limits_of_one_enterprise_add_up_whichever_bank_lends(desk: Desk, bank: int) -> None:
    lent(desk, bank)
    second = examined(desk, int(LIMIT.default) - PRINCIPAL + 1)
    assert answers_of_case(second)["within_limit"] is False
    assert "house/recommend-within-the-limit" in codes(
        desk, second, "recommend", "deputy", APPLIED, recommendation_number="推2号"
    )


def test_nothing_beyond_the_recommendation_is_under_the_fund(desk: Desk, bank: int) -> None:
    case = examined(desk)
    desk.take(case, "recommend", "deputy", APPLIED, recommendation_number="推1号")
    found = codes(desk, case, "lend", "finance", LENT, **contract(bank, PRINCIPAL + 1))
    assert found == ["loans/above-limit"]


def test_a_banks_compensation_stays_within_its_agreement(desk: Desk, bank: int) -> None:
    case = lent(desk, bank)
    overdue(desk, case)
    told = answers_of_case(case)
    assert (told["compensation"], told["within_pool"]) == (240_000_000, False)
    assert "house/compensate-within-the-pool" in codes(
        desk, case, "approve-compensation", "head", OVERDUE, compensation_number="补1号"
    )
    assert Loan.objects.get().compensated_fen == 0


def pledge(desk: Desk, notice: str, on: str, until: str) -> int:
    return desk.open(
        "patent-pledge",
        "record",
        "keeper",
        date(2026, 3, 2),
        party=desk.party().pk,
        lender="某银行",
        notice_number=notice,
        registered_on=on,
        patents=[{"patent": "ZL1"}, {"patent": "ZL2"}],
        amount=500_000_000,
        pledged_until=until,
    )


def test_a_patent_is_pledged_once_at_a_time_and_rights_are_not_loans(desk: Desk) -> None:
    case = pledge(desk, "质1", "2026-01-05", "2026-12-31")
    desk.take(case, "check", "drafter", date(2026, 3, 3), agrees=True)
    with pytest.raises(ActRefused) as refusal:
        pledge(desk, "质2", "2026-02-02", "2026-08-01")
    assert [one.code for one in refusal.value.reasons] == ["loans/pledged-already"]
    assert desk.value("loans.pledges", 2026) == 1
    assert desk.value("loans.pledge_finance", 2026) == 5_000_000
    assert PledgedRight.objects.count() == Pledge.objects.get().rights == 2


def test_rows_of_pledges_come_in_from_a_workbook(desk: Desk) -> None:
    party = desk.party()
    done = desk.take_in(
        Pledge,
        "keeper",
        date(2026, 3, 2),
        {
            "party": party.name,
            "uscc": party.uscc,
            "lender": "某银行",
            "notice_number": "质3",
            "registered_on": date(2026, 1, 5),
            "principal_fen": 500,
            "pledged_until": date(2026, 12, 31),
            "patents": "ZL7、ZL8",
        },
    )
    (case,) = done.cases
    desk.take(case, "check", "drafter", date(2026, 3, 3), agrees=True)
    assert {one.patent for one in PledgedRight.objects.all()} == {"ZL7", "ZL8"}
