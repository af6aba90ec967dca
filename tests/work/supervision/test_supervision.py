"""What supervision leaves: items closed on another's word, findings rectified or explained, matters that wait for an opinion."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.work.conftest import Desk, moment
from yifa.cases import store
from yifa.cases.acting.act import ActRefused
from yifa.cases.acting.silences import run_silences
from yifa.cases.models import Case, Obligation
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.house.tenancy import set_bureau
from yifa.work.supervision.parameters import CONSULTATION_WAITS
from yifa.work.supervision.registers import Consultation, Finding, SupervisedItem

JUNE = date(2022, 6, 1)
ITEM: dict[str, Any] = {
    "kind": "instruction",
    "from_whom": "市政府分管领导",
    "said_on": "2022-05-30",
    "demand": "加快平台建设",
}
FINDING: dict[str, Any] = {
    "source": "audit",
    "from_organ": "市审计局",
    "finding": "拨付不及时",
    "urgent": False,
    "deadline": "2022-08-31",
}
MEASURES = {"owner_department": "计划财务科", "measures": "完善流程", "measures_due_on": "2022-08-31"}


def codes(reasons: Any) -> set[str]:
    return {one.code for one in reasons}


def assigned(desk: Desk) -> int:
    case = desk.open("supervised-item", "enter", "office", JUNE, **ITEM)
    desk.take(
        case, "assign", "office", date(2022, 6, 2), owner_department="高新技术科", deadline="2022-06-30"
    )
    return case


def test_an_item_closes_in_time_on_anothers_word(desk: Desk) -> None:
    case = assigned(desk)
    desk.take(case, "report-result", "both", date(2022, 6, 29), result="已办结")
    assert codes(desk.refused(case, "verify", "both", date(2022, 6, 30), done=True)) == {
        "house/owner-does-not-verify"
    }
    desk.take(case, "verify", "office", date(2022, 6, 30), done=True)
    desk.take(case, "close", "office", date(2022, 7, 1), reported_back="专报")
    assert SupervisedItem.objects.get().state == "closed"
    assert desk.parts("supervision.items", 2022) == {"instruction": 1}
    assert desk.value("supervision.items_in_time", 2022) == 100


def test_an_item_that_is_overdue_climbs_by_itself(desk: Desk) -> None:
    assigned(desk)
    steps = [run_silences(desk.bureau, moment(day)) for day in (date(2022, 6, 30), date(2022, 7, 1))]
    assert [[one.step for one in found] for found in steps] == [[], ["overdue-to-section"]]
    assert [one.step for one in run_silences(desk.bureau, moment(date(2022, 7, 11)))] == ["overdue-to-head"]
    row = SupervisedItem.objects.get()
    assert row.overdue_on is not None
    assert row.to_head_on is not None


def test_a_finding_counts_as_rectified_only_on_anothers_word(desk: Desk) -> None:
    case = desk.open("supervision-finding", "receive", "office", JUNE, **FINDING)
    desk.take(case, "set-measures", "drafter", date(2022, 6, 8), **MEASURES)
    desk.take(case, "rectify", "both", date(2022, 7, 1), rectified="已拨付")
    assert desk.value("supervision.rectified_rate", 2022) == 0
    refused = desk.refused(case, "confirm", "both", date(2022, 7, 4), confirmed=True)
    assert codes(refused) == {"house/rectifier-does-not-confirm"}
    desk.take(case, "confirm", "lawyer", date(2022, 7, 4), confirmed=True)
    assert desk.value("supervision.rectified_rate", 2022) == 100
    assert "house/closing-waits" in codes(desk.refused(case, "close", "office", date(2022, 7, 5)))
    desk.take(case, "reply", "office", date(2022, 7, 5), reply_text="已整改", also_reported_to="市政府")
    unpublished = desk.refused(case, "close", "office", date(2022, 7, 6))
    assert codes(unpublished) == {"house/closing-waits"}
    desk.take(case, "publish-rectification", "office", date(2022, 7, 6), published_on="2022-07-06")
    desk.take(case, "close", "office", date(2022, 7, 6))
    assert Finding.objects.get().closed_on == date(2022, 7, 6)


@pytest.mark.parametrize(
    ("source", "urgent", "due"),
    [
        ("judicial_document", False, date(2022, 8, 1)),  # sixty days end on a Sunday
        ("procuratorial", False, date(2022, 8, 1)),
        ("procuratorial_public", False, date(2022, 8, 1)),
        ("procuratorial_public", True, date(2022, 6, 16)),
        ("audit", False, date(2022, 8, 31)),
    ],
)
def test_each_suggestion_is_owed_an_answer_by_its_own_article(
    desk: Desk, source: str, urgent: bool, due: date
) -> None:
    case = desk.open(
        "supervision-finding", "receive", "office", JUNE, **FINDING | {"source": source, "urgent": urgent}
    )
    rows = (
        Obligation.objects.filter(case_id=case, steps=["reply"]).values_list("rule_id", "due_on").distinct()
    )
    assert [day for _rule, day in rows] == [due]
    assert not any(rule.startswith("house/") for rule, _day in rows)
    kept = Finding.objects.get().reply_by_on
    assert kept == (None if source == "audit" else due)


def test_a_late_answer_to_the_procuratorate_is_counted_late(desk: Desk) -> None:
    case = desk.open(
        "supervision-finding", "receive", "office", JUNE, **FINDING | {"source": "procuratorial"}
    )
    desk.take(case, "explain", "drafter", date(2022, 7, 1), explanation="不属于本局职责")
    assert codes(desk.refused(case, "reply", "office", date(2022, 7, 2), reply_text="不采纳")) >= {
        "house/reply-when-known"
    }
    desk.take(case, "approve-explanation", "head", date(2022, 8, 2), accepted=True)
    desk.take(case, "reply", "office", date(2022, 8, 2), reply_text="说明理由")
    assert Finding.objects.get().state == "explained"
    assert desk.value("supervision.suggestions_in_time", 2022) == 0


def matter(desk: Desk) -> tuple[int, str]:
    """A supervised item that may be closed: any matter will do."""
    case = assigned(desk)
    desk.take(case, "report-result", "drafter", date(2022, 6, 20), result="已办结")
    desk.take(case, "verify", "office", date(2022, 6, 21), done=True)
    return case, Case.objects.get(pk=case).number


def consult(desk: Desk, number: str, waits: bool) -> int:
    return desk.open(
        "discipline-consultation",
        "request",
        "drafter",
        date(2022, 6, 21),
        subject=number,
        question="是否有廉政风险",
        waits=waits,
    )


@pytest.fixture
def asked(desk: Desk) -> tuple[int, int]:
    case, number = matter(desk)
    return case, consult(desk, number, waits=True)


def test_whoever_reads_a_matter_learns_that_it_waits(desk: Desk, asked: tuple[int, int]) -> None:
    """Also on a connection that was not told before for which bureau it works, by first and by kept plans."""
    case, _ = asked
    for _turn in range(8):
        set_bureau(connection, None)
        one = store.read_case(desk.bureau.pk, case)
        set_bureau(connection, None)
        several = store.read_cases(desk.bureau.pk, [case])[case]
        set_bureau(connection, desk.bureau.pk)
        assert one is not None
        assert (one.is_held, several.is_held) == (True, True)


def test_a_matter_waits_for_the_opinion_and_goes_on_with_it(desk: Desk, asked: tuple[int, int]) -> None:
    case, consultation = asked
    day = date(2022, 6, 22)
    refused = desk.refused(case, "close", "office", day, reported_back="专报")
    assert codes(refused) == {"supervision/opinion-awaited"}
    assert "会商" in refused[0].sentence.zh
    desk.take(consultation, "give-opinion", "inspector", day, opinion="no_objection", opinion_text="没有异议")
    desk.take(case, "close", "office", day, reported_back="专报")
    assert desk.parts("supervision.consultations", 2022) == {"no_objection": 1}


def test_a_matter_goes_on_when_the_consultation_is_withdrawn(desk: Desk, asked: tuple[int, int]) -> None:
    case, consultation = asked
    desk.take(consultation, "withdraw", "drafter", date(2022, 6, 22), withdraw_reason="不再需要")
    desk.take(case, "close", "office", date(2022, 6, 22), reported_back="专报")
    assert desk.value("supervision.consultations", 2022) == 0


@pytest.mark.parametrize(("rule", "asked_for", "waits"), [("never", True, False), ("always", False, True)])
def test_the_bureau_decides_whether_matters_wait(desk: Desk, rule: str, asked_for: bool, waits: bool) -> None:
    set_parameter(
        desk.bureau,
        CONSULTATION_WAITS,
        value=rule,
        from_on=date(2022, 1, 1),
        basis="党组会议",
        actor=desk.by("head"),
        now=moment(date(2022, 1, 4)),
    )
    consult(desk, matter(desk)[1], waits=asked_for)
    assert Consultation.objects.get().waits is waits


def test_nobody_consults_about_a_matter_that_is_closed(desk: Desk) -> None:
    case, number = matter(desk)
    desk.take(case, "close", "office", date(2022, 6, 21), reported_back="专报")
    answers = {"subject": number, "question": "风险", "waits": False}
    with pytest.raises(ActRefused) as refusal:
        desk.open("discipline-consultation", "request", "drafter", date(2022, 6, 22), **answers)
    assert codes(refusal.value.reasons) == {"supervision/matter-closed"}


def test_findings_come_in_from_a_workbook_once(desk: Desk) -> None:
    row = {
        "source": "审计",
        "from_organ": "市审计局",
        "finding": "拨付不及时",
        "received_on": JUNE,
        "due_on": date(2022, 8, 31),
        "urgent": "否",
    }
    desk.take_in(Finding, "office", date(2022, 7, 1), row)
    assert Finding.objects.get().received_on == JUNE
    assert desk.not_taken(Finding, "office", date(2022, 7, 2), row)
