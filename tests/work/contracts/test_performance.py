"""Signing authority, the counterparty's record, milestones, changes and disputes of a contract, under the law of 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case, Letter, Obligation
from yifa.cases.told.letters import LetterForm, render
from yifa.parties.standing import standings_of
from yifa.work.contracts.registers import Contract, ContractChange, ContractDispute, Payment
from yifa.work.integrity.registers import CreditRecord

DAY, NEXT, SIGNED, LATER = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5), date(2026, 6, 1)
DRAFT: dict[str, Any] = {
    "title": "培育服务合同",
    "contract_kind": "service",
    "amount": 12_000_000,
    "is_procurement": False,
    "counterparty_is_sme": True,
    "within_budget": True,
    "payment_days": 30,
}
CLEAN = {"qualified": True, "credit_result": "clean"}
LAWFUL = {"opinion": "lawful", "gives_guarantee": False, "opinion_reasons": "内容合法"}


def reviewed(desk: Desk, **changes: Any) -> int:
    answers = {**DRAFT, "counterparty": desk.party().pk, **changes}
    case = desk.open("contract-review", "draft", "drafter", DAY, **answers)
    desk.take(case, "check-counterparty", "drafter", DAY, **CLEAN)
    desk.take(case, "review", "counsel", NEXT, **LAWFUL)
    desk.take(case, "answer-opinion", "drafter", NEXT, adoption="adopted")
    return case


def performed(desk: Desk, **changes: Any) -> int:
    case = reviewed(desk, **changes)
    desk.take(case, "sign", "head", SIGNED, signed_on="2026-03-05")
    desk.take(case, "register", "office", SIGNED, contract_number="HT-2026-001")
    return case


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


def milestone(desk: Desk, contract: int) -> int:
    return desk.open(
        "contract-milestone",
        "set",
        "drafter",
        SIGNED,
        contract=number(contract),
        title="中期报告",
        due_on="2026-06-30",
        measure="甲方书面确认",
    )


def test_a_deputy_signs_below_the_bureaus_amount_and_the_head_from_it_on(desk: Desk) -> None:
    small, large = reviewed(desk), reviewed(desk, amount=30_000_000)
    reasons = desk.refused(large, "sign", "deputy", SIGNED, signed_on="2026-03-05")
    assert [one.code for one in reasons] == ["contracts/authority"]
    assert "300,000.00元" in reasons[0].sentence.zh
    desk.take(small, "sign", "deputy", SIGNED, signed_on="2026-03-05")
    desk.take(large, "sign", "head", SIGNED, signed_on="2026-03-05")


def test_what_the_registers_hold_against_a_counterparty_keeps_it_from_being_called_clean(desk: Desk) -> None:
    party = desk.party()
    CreditRecord.objects.create(
        bureau=desk.bureau,
        log_position=0,
        recorded_on=DAY,
        record_kind="research_dishonesty",
        list_kind="black",
        subject=party,
        content="伪造研发数据",
        document_number="某科处〔2026〕1号",
        decided_on=DAY,
        reported_on=DAY,
        platform="local",
    )
    (found,) = standings_of(party, NEXT)
    assert found.bars
    case = desk.open("contract-review", "draft", "drafter", DAY, **DRAFT, counterparty=party.pk)
    reasons = desk.refused(case, "check-counterparty", "drafter", NEXT, **CLEAN)
    assert [one.code for one in reasons] == ["contracts/counterparty-listed"]
    assert "某科处〔2026〕1号" in reasons[0].sentence.zh
    desk.take(case, "check-counterparty", "drafter", NEXT, qualified=True, credit_result="listed")


def test_milestone_is_owed_by_its_day_and_moves_only_later_by_somebody_else(desk: Desk) -> None:
    case = milestone(desk, performed(desk))
    assert {row.due_on for row in Obligation.objects.filter(case_id=case)} == {date(2026, 6, 30)}
    earlier = desk.refused(case, "move", "second", LATER, due_on="2026-06-15", move_reason="提前")
    assert [one.code for one in earlier] == ["contracts/milestone-earlier"]
    own = desk.refused(case, "move", "drafter", LATER, due_on="2026-08-31", move_reason="数据未到齐")
    assert own[0].rule is not None
    assert own[0].rule.id == "house/whoever-moves-did-not-set"
    desk.take(case, "move", "second", LATER, due_on="2026-08-31", move_reason="数据未到齐")
    assert {row.due_on for row in Obligation.objects.filter(case_id=case)} == {date(2026, 8, 31)}
    desk.take(case, "meet", "drafter", LATER, met_on="2026-06-01", met_evidence="确认函")
    assert desk.value("contracts.milestones_on_time_rate", 2026) == 100


def test_milestone_belongs_to_a_contract_that_was_signed(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refused:
        milestone(desk, reviewed(desk))
    assert [one.code for one in refused.value.reasons] == ["cases/link-unfinished"]


def test_contract_is_not_ended_while_a_milestone_or_a_dispute_is_open(desk: Desk) -> None:
    contract = performed(desk)
    due = milestone(desk, contract)
    reasons = desk.refused(contract, "end-performance", "drafter", LATER, end_kind="performed")
    assert [one.code for one in reasons] == ["contracts/still-open"]
    desk.take(due, "cancel", "second", LATER, cancel_reason="并入终期")
    desk.take(contract, "end-performance", "drafter", LATER, end_kind="performed")


def test_signed_change_alters_the_contract_and_keeps_what_it_was(desk: Desk) -> None:
    contract = performed(desk)
    case = desk.open(
        "contract-change",
        "propose",
        "drafter",
        LATER,
        contract=number(contract),
        change_kind="amount",
        title="增加服务内容",
        change_reason="企业数增加",
        amount=18_000_000,
    )
    desk.take(case, "review", "counsel", LATER, **LAWFUL)
    desk.take(case, "answer-opinion", "drafter", LATER, adoption="adopted")
    desk.take(case, "sign", "head", LATER, signed_on="2026-06-01")
    assert Contract.objects.get().amount_fen == 18_000_000
    assert ContractChange.objects.get().amount_before_fen == 12_000_000
    assert desk.parts("contracts.changed", 2026) == {"amount": 1}


def test_dispute_goes_by_counsel_and_ends_with_its_outcome(desk: Desk) -> None:
    case = desk.open(
        "contract-dispute",
        "enter",
        "drafter",
        LATER,
        contract=number(performed(desk)),
        title="质量争议",
        raised_by="bureau",
        claim="缺少约定的数据",
        claim_amount=1_000_000,
    )
    desk.take(case, "advise", "counsel", LATER, advice="建议协商返工")
    desk.take(case, "decide", "head", LATER, way="negotiation", advice_followed="followed")
    desk.take(case, "close", "drafter", LATER, outcome="settled", lesson="验收标准应当量化")
    assert ContractDispute.objects.get().outcome == "settled"
    assert desk.parts("contracts.disputes", 2026) == {"settled": 1}


@pytest.mark.parametrize(("paid", "late"), [("2026-04-09", 0), ("2026-04-10", 1)])
def test_payment_to_a_small_enterprise_is_late_after_the_agreed_term(
    desk: Desk, paid: str, late: int
) -> None:
    contract = performed(desk)
    desk.take(
        contract, "accept-delivery", "drafter", date(2026, 3, 10), milestone="全部", delivered_on="2026-03-10"
    )
    desk.take(contract, "pay", "finance", date.fromisoformat(paid), paid_amount=12_000_000, paid_on=paid)
    row = Payment.objects.get()
    assert (row.due_on, row.days_late) == (date(2026, 4, 9), late)
    assert desk.value("contracts.late_sme_payments", 2026) == late


def test_model_contract_is_written_from_what_was_filled_in(desk: Desk) -> None:
    case = desk.open("contract-review", "draft", "drafter", DAY, **DRAFT, counterparty=desk.party().pk)
    desk.take(
        case,
        "fill-template",
        "drafter",
        DAY,
        scope="梳理培育企业名单",
        delivery_terms="2026年12月31日前交付",
        acceptance_terms="交付后十日内验收",
        payment_terms="验收合格后三十日内一次付清",
        ownership_terms="bureau",
        breach_terms="逾期一日支付合同金额的千分之一",
        forum="court",
    )
    text = render(Letter.objects.get(case_id=case), LetterForm.HTML).decode()
    assert "120,000元" in text
    assert "梳理培育企业名单" in text
    assert desk.party().name in text
