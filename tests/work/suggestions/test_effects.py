"""What the handling of suggestions leaves in the register, and that no deputy is answered unheard."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import Desk
from yifa.work.suggestions.registers import Suggestion

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 8)
RECEIVED: dict[str, Any] = {
    "kind": "congress_suggestion",
    "role": "lead",
    "number": "2026-031",
    "title": "关于加强产学研合作的建议",
    "proposer": "人大代表",
    "handed_over_on": "2026-04-01",
}
CONTACT = {"contacted_on": "2026-04-20", "contact_way": "visit", "contact_views": "听取了意见"}
DRAFT = {"draft_text": "答复稿", "result_class": "B", "may_publish": True}


def received(desk: Desk, **changes: Any) -> int:
    return desk.open("suggestion-handling", "receive", "office", APRIL, **{**RECEIVED, **changes})


def ready(desk: Desk, *, contacted: bool = True) -> int:
    case = received(desk)
    desk.take(case, "assign", "office", APRIL, owner_department="高新技术科")
    if contacted:
        desk.take(case, "contact", "drafter", APRIL, **CONTACT)
    desk.take(case, "draft", "drafter", MAY, **DRAFT)
    desk.take(case, "sign", "deputy", MAY, reply_number="某科函〔2026〕41号")
    return case


def test_a_suggestion_counts_by_role_in_the_year_it_was_handed_over(desk: Desk) -> None:
    received(desk)
    received(desk, role="joint", number="2026-032")
    received(desk, kind="cppcc_proposal", number="2026-T1")
    assert desk.parts("suggestions.congress", 2026) == {"lead": 1, "joint": 1}
    assert (desk.value("suggestions.cppcc", 2026), desk.value("suggestions.congress", 2025)) == (1, 0)


def test_what_is_returned_as_not_ours_no_longer_counts(desk: Desk) -> None:
    case = received(desk)
    desk.take(
        case,
        "return-not-ours",
        "office",
        date(2026, 4, 3),
        assigner="市人大常委会",
        return_reason="属教育局职责",
    )
    assert Suggestion.objects.get().returned_on == date(2026, 4, 3)
    assert desk.value("suggestions.congress", 2026) == 0


def test_an_answer_and_what_the_deputy_said_of_it_stand_in_the_register(desk: Desk) -> None:
    case = ready(desk)
    assert desk.value("suggestions.answered_rate", 2026) == 0
    desk.take(case, "reply", "office", MAY, replied_on="2026-05-08")
    desk.take(case, "ask-satisfaction", "office", MAY, satisfaction="satisfied")
    one = Suggestion.objects.get()
    assert (one.replied_on, one.result_class, one.satisfaction) == (MAY, "B", "satisfied")
    assert desk.value("suggestions.answered_rate", 2026) == 100


def test_a_deputy_who_was_not_contacted_is_not_answered(desk: Desk) -> None:
    case = ready(desk, contacted=False)
    reasons = desk.refused(case, "reply", "office", MAY, replied_on="2026-05-08")
    contact = next(one for one in reasons if one.code == "deputies-law/contact-first")
    assert contact.article == "51"
    assert Suggestion.objects.get().replied_on is None
    desk.take(case, "contact", "drafter", MAY, **CONTACT)
    desk.take(case, "reply", "office", MAY, replied_on="2026-05-08")


def test_a_reply_that_was_returned_and_drafted_again_counts_once(desk: Desk) -> None:
    case = received(desk)
    desk.take(case, "assign", "office", APRIL, owner_department="高新技术科")
    desk.take(case, "contact", "drafter", APRIL, **CONTACT)
    for _ in range(2):
        desk.take(case, "draft", "drafter", MAY, **DRAFT)
        desk.take(case, "return-from-sign", "deputy", MAY, reason="措施不具体")
    desk.take(case, "draft", "drafter", MAY, **DRAFT)
    desk.take(case, "sign", "deputy", MAY, reply_number="某科函〔2026〕41号")
    desk.take(case, "reply", "office", MAY, replied_on="2026-05-08")
    assert desk.value("suggestions.congress", 2026) == 1
