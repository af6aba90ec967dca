"""The version in force links to consultation, competition review and meeting; what they do not say cannot be claimed here."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import Desk
from tests.work.rulemaking.life import BEGAN, PROPOSAL, TEXT
from yifa.cases.models import Case

START = date(2025, 3, 3)


def under_way(desk: Desk) -> int:
    case = desk.open("normative-document", "propose", "drafter", START, **PROPOSAL)
    desk.take(case, "draft", "drafter", START, text=TEXT, explanation="说明")
    desk.take(case, "screen", "drafter", START)
    asked = {"departments": "财政局", "department_views": "无意见", "department_treatment": "无"}
    desk.take(case, "consult-departments", "drafter", START, **asked)
    return case


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


def consultation(desk: Desk, subject: int) -> int:
    answers: dict[str, Any] = {
        "title": "某市科技创新券管理办法（征求意见稿）",
        "subject": number(subject),
        "closes_on": "2025-04-02",
        "draft_text": TEXT,
        "explanation": "说明",
        "contact": "0395-0000000",
    }
    return desk.open("public-consultation", "open", "drafter", START, **answers)


def codes(reasons: Any) -> list[str]:
    return [one.code for one in reasons]


def test_the_version_of_today_is_the_second_one(desk: Desk) -> None:
    assert Case.objects.get(pk=under_way(desk)).procedure_version == 20240801
    early = desk.open("normative-document", "propose", "drafter", BEGAN, **PROPOSAL)
    assert Case.objects.get(pk=early).procedure_version == 20200101


def test_a_consultation_counts_when_its_feedback_is_out_and_it_is_this_documents(desk: Desk) -> None:
    case, other = under_way(desk), under_way(desk)
    mine, foreign = consultation(desk, case), consultation(desk, other)
    on = date(2025, 4, 7)
    given = {"public_treatment": "采纳一条"}
    found = desk.refused(case, "consult-public", "drafter", on, consultation=number(mine), **given)
    assert codes(found) == ["cases/link-unfinished"]
    for one in (mine, foreign):
        desk.take(one, "summarise", "drafter", on, summary="共收到意见零条。")
        desk.take(one, "publish-feedback", "keeper", on)
    found = desk.refused(case, "consult-public", "drafter", on, consultation=number(foreign), **given)
    assert codes(found) == ["cases/link-about"]
    desk.take(case, "consult-public", "drafter", on, consultation=number(mine), **given)


def test_a_meeting_cannot_be_claimed_without_its_item(desk: Desk) -> None:
    case = under_way(desk)
    found = desk.refused(case, "deliberate", "office", START, item="2025-mi-0001")
    assert "normative-documents-notice-2018/no-deliberation-unreviewed" in codes(found)
    assert "legal-counsel-opinion/heard-before-discussion" in codes(found)
