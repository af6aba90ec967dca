"""The version in force links to consultation, competition review and meeting; what they do not say cannot be claimed here."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import Desk
from tests.work.rulemaking.life import BEGAN, PROPOSAL, TEXT
from yifa.cases.models import Case
from yifa.screening import screen
from yifa.screening.answering import keys_of
from yifa.work.competition.drafts import context, rules

START = date(2025, 3, 3)


def under_way(desk: Desk, text: str = TEXT) -> int:
    case = desk.open("normative-document", "propose", "drafter", START, **PROPOSAL)
    desk.take(case, "draft", "drafter", START, text=text, explanation="说明")
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


TIED = TEXT.replace(
    "第四条 符合条件的企业", "第四条 创新券只能用于购买本市服务机构提供的服务。符合条件的企业"
)


def reviewed(desk: Desk, subject: int, text: str) -> int:
    """A review of a text for competition, about a document, that concludes that nothing in it restricts."""
    found = keys_of(screen(text, rules=rules(), context=context(START)))
    review = desk.open(
        "fair-competition-review",
        "receive",
        "drafter",
        START,
        title="某市科技创新券管理办法",
        subject=number(subject),
        measure_kind="normative_document",
        issuing_level="department",
        draft_text=text,
        purpose="支持中小企业购买研发服务",
    )
    told = "\n".join(f"【{key}】“原文”：已经删去限制。" for key in found) or "无"
    desk.take(review, "screen", "drafter", START, finding_answers=told)
    heard: dict[str, Any] = {
        "parties_heard": ["operators", "associations"],
        "touches_public": False,
        "who_was_heard": "十家企业",
        "views": "建议明确时限",
        "views_treated": "已经采纳",
        "views_received": 3,
        "views_adopted": 2,
    }
    desk.take(review, "consult", "drafter", date(2025, 3, 10), **heard)
    assessed: dict[str, Any] = {
        "group_market_entry": "none",
        "group_free_movement": "none",
        "group_cost": "none",
        "group_conduct": "none",
        "market_effects": ["none"],
        "assessment": "meets",
        "assessment_reasons": "对各地机构一致适用",
    }
    desk.take(review, "assess", "drafter", date(2025, 3, 11), **assessed)
    concluded = {"outcome": "no_restriction", "conclusion_reasons": "理由见评估情况"}
    desk.take(review, "conclude", "second", date(2025, 3, 12), **concluded)
    return review


def test_what_the_competition_rules_find_in_a_draft_was_seen_by_its_review(desk: Desk) -> None:
    on = date(2025, 3, 13)
    tied, free = under_way(desk, TIED), under_way(desk)
    # The review saw another text, without the sentence that ties the voucher to bodies of the city.
    other = number(reviewed(desk, tied, TEXT))
    reasons = desk.refused(tied, "review-competition", "drafter", on, review=other)
    assert codes(reasons) == ["rulemaking/not-reviewed-for-competition"]
    assert "只能用于购买本市" in reasons[0].sentence.zh
    desk.take(tied, "review-competition", "drafter", on, review=number(reviewed(desk, tied, TIED)))
    # A draft in which they find nothing needs no review that found something.
    desk.take(free, "review-competition", "drafter", on, review=number(reviewed(desk, free, TEXT)))
