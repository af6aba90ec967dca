"""Requests for information: what each step leaves, which day counts, which answer cites which article, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.models import Case, Letter
from yifa.cases.told.letters import document_of, facts_of
from yifa.work.disclosure.answers import answers
from yifa.work.disclosure.fees import fee_of_pages, fee_of_request
from yifa.work.disclosure.registers import ANSWERS, InformationRequest

MARCH = date(2026, 3, 2)
SEARCH = {"search_record": "在档案室检索", "touches_third_party": False}


def requested(desk: Desk, on: date = MARCH, **changes: Any) -> int:
    given = {
        "applicant": desk.party().pk,
        "applicant_kind": "enterprise",
        "contact": "电子邮箱",
        "requested": "科技计划项目立项清单",
        "form_wanted": "electronic",
        "way_wanted": "online",
        "channel": "online",
    }
    return desk.open("information-request", "apply", "keeper", on, **(given | changes))


def assigned(desk: Desk, **changes: Any) -> int:
    case = requested(desk, **changes)
    desk.take(case, "register", "keeper", MARCH, receipt_on=str(MARCH))
    desk.take(case, "assign", "keeper", MARCH, owner_department="计划科")
    return case


def answered(desk: Desk, kind: str, on: date = date(2026, 3, 9), **drafted: Any) -> int:
    case = assigned(desk)
    if kind == "excessive":
        desk.take(case, "ask-reasons", "keeper", MARCH, excessive_facts="一个月内四十件")
    if kind == "repeated":
        earlier = answered(desk, "opened")
        drafted["earlier_request"] = Case.objects.get(pk=earlier).number
    desk.take(case, "draft", "drafter", on, answer_kind=kind, reply="答复如下。", **(SEARCH | drafted))
    if kind in ("opened", "partly"):
        desk.take(case, "check", "office", on, may_open=True)
    desk.take(case, "answer", "deputy", on, reply="答复如下。", sent_by="online")
    return case


@pytest.mark.parametrize("kind", sorted(set(answers()) - {"uncorrected", "fee_unpaid"}))
def test_every_kind_of_answer_cites_its_article_and_tells_the_remedies(desk: Desk, kind: str) -> None:
    case = answered(desk, kind)
    row = InformationRequest.objects.get(case=case)
    assert (row.answer_kind, row.answered_on) == (kind, date(2026, 3, 9))
    letter = Letter.objects.filter(case=case).latest("log_position")
    facts = facts_of(letter)
    assert str(facts["basis"]).endswith(answers()[kind].article)
    assert ("应当先" in str(facts["remedies"])) == answers()[kind].first


def test_every_answer_has_a_row_of_the_report() -> None:
    assert answers().keys() == ANSWERS.keys() - {""}


def test_what_is_asked_online_is_received_when_both_confirm(desk: Desk) -> None:
    case = requested(desk)
    (reason,) = desk.refused(case, "register", "keeper", date(2026, 3, 3), receipt_on=str(MARCH))
    assert (reason.code, "第三十一条" in reason.sentence.zh) == ("disclosure/day-of-receipt", True)
    desk.take(case, "register", "keeper", date(2026, 3, 3), receipt_on="2026-03-03")
    assert desk.value("disclosure.requests", 2026) == 1


def test_what_is_handed_over_is_received_that_day(desk: Desk) -> None:
    case = requested(desk, channel="visit")
    desk.refused(case, "register", "keeper", date(2026, 3, 3), receipt_on="2026-03-03")
    desk.take(case, "register", "keeper", date(2026, 3, 3), receipt_on=str(MARCH))
    assert InformationRequest.objects.get(case=case).received_on == MARCH


def test_a_request_is_not_given_up_before_the_time_for_its_correction_is_over(desk: Desk) -> None:
    case = requested(desk)
    desk.take(case, "register", "keeper", MARCH, receipt_on=str(MARCH))
    desk.take(case, "ask-correction", "keeper", MARCH, missing="写明年度", correct_by="2026-03-20")
    (reason,) = desk.refused(case, "end-uncorrected", "keeper", date(2026, 3, 20), end_reason="没有补正")
    assert reason.article == "30"
    desk.take(case, "end-uncorrected", "keeper", date(2026, 3, 23), end_reason="期满没有补正。")
    assert InformationRequest.objects.get(case=case).answer_kind == "uncorrected"


def test_an_answer_after_an_extension_is_in_time(desk: Desk) -> None:
    case = assigned(desk)
    desk.take(case, "extend", "deputy", date(2026, 3, 20), extension_reasons="档案分散")
    desk.take(case, "draft", "drafter", date(2026, 4, 7), answer_kind="not_held", reply="没有。", **SEARCH)
    desk.take(case, "answer", "deputy", date(2026, 4, 20), reply="没有。", sent_by="online")
    assert desk.value("disclosure.answered_in_time", 2026) == 100


def test_a_repeated_request_names_the_one_that_was_answered(desk: Desk) -> None:
    case = assigned(desk)
    reasons = desk.refused(case, "draft", "drafter", MARCH, answer_kind="repeated", reply="重复", **SEARCH)
    assert reasons[0].code == "disclosure/repeated-of-what"


def test_the_letter_to_a_third_party_does_not_name_the_applicant(desk: Desk) -> None:
    case = assigned(desk)
    desk.take(case, "ask-third-party", "keeper", MARCH, third_party="某公司", concerned="工艺参数")
    text = str(document_of(Letter.objects.get(case=case)))
    assert desk.party().name not in text
    assert "某公司" in text


@pytest.mark.parametrize(
    ("nth", "yuan"), [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300)]
)
def test_a_request_costs_by_its_number_in_the_month(nth: int, yuan: int) -> None:
    assert fee_of_request(nth) == yuan * 100


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740)]
)
def test_pages_cost_more_the_more_there_are(pages: int, yuan: int) -> None:
    assert fee_of_pages(pages) == yuan * 100


def test_nothing_is_charged_where_nothing_is_due(desk: Desk) -> None:
    case = assigned(desk)
    reasons = desk.refused(case, "charge", "keeper", MARCH, fee_basis="per_request")
    assert "信息处理费" in reasons[0].sentence.zh
    desk.take(case, "charge", "keeper", MARCH, fee_basis="per_page", pages=40)
    assert InformationRequest.objects.get(case=case).fee_fen == 100 * 100
