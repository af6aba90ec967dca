"""What registration and clean-up leave: a document's validity follows the decision, and a redone proposal counts once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.work.rulemaking.registers import Cleanup, NormativeDocument

DAY = date(2020, 9, 1)
DOCUMENT: dict[str, Any] = {
    "title": "某市科技创新券管理办法",
    "document_number": "某科〔2018〕5号",
    "issued_on": "2018-03-01",
    "effective_on": "2018-04-01",
    "expires_on": "2023-03-31",
    "issuing_body": "某市科学技术局",
    "kind": "measures",
    "is_published": True,
}
LAWFUL = {"opinion": "lawful", "review_reasons": "与上位法一致"}
PASSED = {"deliberated_on": "2020-09-15", "meeting": "局长办公会议", "passed": True}


def registered(desk: Desk) -> None:
    case = desk.open("normative-document-registration", "enter", "keeper", date(2018, 6, 4), **DOCUMENT)
    desk.take(case, "return-from-check", "lawyer", date(2018, 6, 4), reason="字号有误")
    desk.take(case, "enter", "keeper", date(2018, 6, 5), **DOCUMENT)
    desk.take(case, "check", "lawyer", date(2018, 6, 5), agrees=True)
    desk.take(case, "register", "keeper", date(2018, 6, 6))


def cleaned(desk: Desk, conclusion: str, *, returned: int = 0) -> int:
    case = desk.open(
        "normative-document-cleanup",
        "start",
        "lawyer",
        DAY,
        theme="2020年度清理",
        document=DOCUMENT["document_number"],
    )
    for _ in range(returned):
        desk.take(case, "propose", "drafter", DAY, conclusion="keep", reason="仍然适用")
        desk.take(case, "return-from-review", "lawyer", DAY, reason="上位法已经修改")
    desk.take(case, "propose", "drafter", DAY, conclusion=conclusion, reason="理由")
    desk.take(case, "review", "lawyer", DAY, **LAWFUL)
    desk.take(case, "deliberate", "office", date(2020, 9, 15), **PASSED)
    desk.take(
        case,
        "decide",
        "head",
        date(2020, 9, 16),
        conclusion=conclusion,
        reason="理由",
        decided_on="2020-09-16",
    )
    return case


@pytest.mark.parametrize(
    ("conclusion", "status", "in_force"),
    [
        ("keep", "in_force", 1),
        ("amend", "to_be_amended", 1),
        ("abolish", "abolished", 0),
        ("lapse", "lapsed", 0),
    ],
)
def test_a_documents_validity_follows_the_decision(
    desk: Desk, conclusion: str, status: str, in_force: int
) -> None:
    registered(desk)
    cleaned(desk, conclusion)
    assert NormativeDocument.objects.get().status == status
    assert desk.parts("rulemaking.cleaned", 2020) == {conclusion: 1}
    assert (desk.value("rulemaking.in_force", 2019), desk.value("rulemaking.in_force", 2020)) == (1, in_force)


def test_a_document_stands_through_its_last_day_and_not_before_its_first(desk: Desk) -> None:
    registered(desk)
    values = [desk.value("rulemaking.in_force", year) for year in (2017, 2018, 2022, 2023)]
    assert values == [0, 1, 1, 0]
    NormativeDocument.objects.update(expires_on=date(2022, 12, 31), effective_on=date(2019, 1, 1))
    assert [desk.value("rulemaking.in_force", year) for year in (2018, 2022)] == [0, 1]


def test_a_proposal_that_was_returned_twice_counts_once(desk: Desk) -> None:
    registered(desk)
    cleaned(desk, "abolish", returned=2)
    assert Cleanup.objects.get().conclusion == "abolish"
    assert desk.value("rulemaking.cleaned", 2020) == 1


def test_the_drafter_may_not_review(desk: Desk) -> None:
    registered(desk)
    case = desk.open(
        "normative-document-cleanup",
        "start",
        "lawyer",
        DAY,
        theme="2020年度清理",
        document=DOCUMENT["document_number"],
    )
    desk.take(case, "propose", "both", DAY, conclusion="keep", reason="仍然适用")
    codes = [one.code for one in desk.refused(case, "review", "both", DAY, **LAWFUL)]
    assert codes == ["normative-documents-notice-2018/reviewer-is-not-drafter"]
    desk.take(case, "review", "lawyer", DAY, **LAWFUL)
