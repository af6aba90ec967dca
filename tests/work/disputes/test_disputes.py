"""Answers in time, evidence of before the act alone, mediators who took no part, and zeros that somebody attested."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.figures.attested import zero_of
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.work.disputes.registers import Reconsideration

ON = date(2025, 3, 3)
COPY: dict[str, Any] = {
    "review_number": "某政复〔2025〕8号",
    "review_organ": "某市人民政府",
    "applicant": "某公司",
    "act_title": "不予认定决定",
    "act_on": date(2025, 2, 10),
    "claims": "请求撤销",
    "document_too": False,
    "received_on": ON,
}


def received(desk: Desk, kind: str = "ordinary", **more: Any) -> int:
    return desk.open("reconsideration-answer", "receive", "lawyer", ON, review_kind=kind, **{**COPY, **more})


@pytest.mark.parametrize(
    ("kind", "due"), [("ordinary", date(2025, 3, 17)), ("simplified", date(2025, 3, 10))]
)
def test_the_answer_is_due_in_working_days_by_the_procedure(desk: Desk, kind: str, due: date) -> None:
    received(desk, kind)
    assert Reconsideration.objects.get().due_on == due


def test_an_answer_after_its_day_counts_as_late(desk: Desk) -> None:
    case = received(desk)
    desk.take(case, "assign", "lawyer", ON, handlers=["lawyer", "drafter"])
    desk.take(case, "assemble", "drafter", ON, bases="认定办法")
    desk.take(
        case,
        "answer",
        "lawyer",
        date(2025, 3, 18),
        answered_on=date(2025, 3, 18),
        request="uphold",
        facts="清楚",
        answers_to="逐条答复",
    )
    assert desk.value("disputes.answered_in_time", 2025) == 0


def test_evidence_made_after_the_act_needs_leave(desk: Desk) -> None:
    case = received(desk)
    late = [{"name": "补充说明", "made_on": "2025-02-20", "proves": "事实"}]
    reasons = desk.refused(case, "assemble", "drafter", ON, bases="认定办法", evidence=late)
    assert [(one.code, one.article) for one in reasons] == [("disputes/made-afterwards", "46")]
    desk.take(case, "assemble", "drafter", ON, bases="认定办法", evidence=late, leave="某政复〔2025〕8号通知")


def test_the_pack_holds_what_the_record_had_before_the_act(desk: Desk) -> None:
    act = desk.open(
        "administrative-mediation",
        "accept",
        "lawyer",
        date(2025, 2, 3),
        grade="section",
        parties=["甲方", "乙方"],
        dispute="合同",
        all_agree=True,
        excluded=False,
    )
    desk.take(
        act, "name-mediators", "lawyer", date(2025, 2, 20), mediators=["lawyer", "drafter"], no_interest=True
    )
    case = received(desk, act=Case.objects.get(pk=act).number)
    desk.take(case, "assemble", "drafter", ON, bases="认定办法")
    pack = answers_of_case(case)["from_record"]
    assert "受理" in pack
    assert "确定调解人员" not in pack


def test_who_acted_in_the_matter_does_not_mediate(desk: Desk) -> None:
    matter = received(desk)
    case = desk.open(
        "administrative-mediation",
        "accept",
        "office",
        ON,
        grade="section",
        parties=["甲方", "乙方"],
        dispute="合同",
        all_agree=True,
        excluded=False,
        matter=Case.objects.get(pk=matter).number,
    )
    reasons = desk.refused(
        case, "name-mediators", "office", ON, mediators=["lawyer", "drafter"], no_interest=True
    )
    assert [one.code for one in reasons] == ["disputes/mediator-acted"]


ATTEST: dict[str, Any] = {"register_name": "行政复议", "is_complete": True, "how_checked": "与收文登记核对"}


def zero(desk: Desk, year: int) -> str:
    told = zero_of(figure(registry["disputes.reconsiderations"], desk.bureau, Period.year(year)))
    return "" if told is None else told.zh


def test_that_there_was_none_is_told_once_its_keeper_attested_it_and_another_confirmed(desk: Desk) -> None:
    assert zero(desk, 2024) == ""
    case = desk.open("period-complete", "attest", "lawyer", date(2025, 1, 3), period_year=2024, **ATTEST)
    assert zero(desk, 2024) == ""
    desk.take(case, "confirm", "office", date(2025, 1, 6))
    assert zero(desk, 2024) == "未发生行政复议案件"
    assert zero(desk, 2023) == ""
    received(desk)
    assert zero(desk, 2025) == ""


@pytest.mark.parametrize(
    ("who", "on", "year", "code"),
    [
        ("lawyer", date(2024, 12, 31), 2024, "attestations/not-over"),
        ("finance", date(2025, 1, 3), 2024, "attestations/not-its-keeper"),
    ],
)
def test_nobody_attests_what_they_do_not_keep_or_what_is_not_over(
    desk: Desk, who: str, on: date, year: int, code: str
) -> None:
    with pytest.raises(ActRefused) as refusal:
        desk.open("period-complete", "attest", who, on, period_year=year, **ATTEST)
    assert refusal.value.reasons[0].code == code
