"""Walks round bars that hold between two matters, each through the one act, as an ordinary officer, each refused.

A statute's bar is worth what its weakest matter lets through. Each walk here goes by way of a second matter: a fact told
otherwise there, an opinion on something else, a register of what existed before, a late entry.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.rulemaking.life import PROPOSAL, TEXT
from yifa.cases.act import ActRefused
from yifa.cases.models import Case
from yifa.procedure import Reason

DAY = date(2026, 3, 2)
DRAFT: dict[str, Any] = {
    "title": "某办法（征求意见稿）",
    "draft_text": TEXT,
    "explanation": "说明",
    "contact": "0395-0000000",
}
MEASURE: dict[str, Any] = {
    "title": "某办法",
    "measure_kind": "normative_document",
    "issuing_level": "department",
    "draft_text": TEXT,
    "purpose": "支持企业",
}


def number(case: int) -> str:
    return str(Case.objects.get(pk=case).number)


def document(desk: Desk, on: date = DAY, **changes: Any) -> int:
    """A normative document under way."""
    return desk.open("normative-document", "propose", "drafter", on, **(PROPOSAL | changes))


def not_opened(
    desk: Desk, procedure: str, step: str, who: str, on: date, /, **answers: Any
) -> tuple[Reason, ...]:
    """The reasons against opening a case, which must be refused."""
    with pytest.raises(ActRefused) as refusal:
        desk.open(procedure, step, who, on, **answers)
    return refusal.value.reasons


def told(reasons: tuple[Reason, ...]) -> set[tuple[str, str]]:
    return {(one.code, one.article) for one in reasons}


# Facts told otherwise in the second matter ------------------------------------------------------------------------------


def test_thirty_days_of_consultation_are_not_shortened_by_another_answer_there(desk: Desk) -> None:
    subject = number(document(desk))
    given = DRAFT | {"subject": subject, "closes_on": "2026-03-12"}
    otherwise = not_opened(
        desk, "public-consultation", "open", "drafter", DAY, **given, touches_market_actors=False
    )
    assert told(otherwise) == {("cases/computed", "")}
    as_told = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given)
    assert told(as_told) == {("consultation/too-short", "62")}
    major = given | {"shortened_reason": "任务紧急"}
    assert told(not_opened(desk, "public-consultation", "open", "drafter", DAY, **major)) == {
        ("consultation/too-short", "62")
    }
    desk.open("public-consultation", "open", "drafter", DAY, **(given | {"closes_on": "2026-04-01"}))


def test_a_document_is_not_called_a_major_decision_to_shorten_its_consultation(desk: Desk) -> None:
    subject = number(document(desk, touches_market_actors=False))
    given = DRAFT | {"subject": subject, "closes_on": "2026-03-05", "shortened_reason": "任务紧急"}
    called = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given, is_major_decision=True)
    assert told(called) == {("cases/computed", "")}
    short = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given)
    assert told(short) == {("consultation/too-short", "")}


def test_a_competition_review_is_not_told_that_its_document_touches_no_operators(desk: Desk) -> None:
    given = MEASURE | {"subject": number(document(desk))}
    otherwise = not_opened(
        desk, "fair-competition-review", "receive", "drafter", DAY, **given, touches_operators=False
    )
    assert told(otherwise) == {("cases/computed", "")}
    review = desk.open("fair-competition-review", "receive", "drafter", DAY, **given)
    assert Case.objects.get(pk=review).marking["answers"]["touches_operators"] is True
