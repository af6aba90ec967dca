"""What meetings leave in the registers, and that no item reaches an agenda without its legal opinion."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.work.meetings.registers import DecidedItem, Meeting, ReportHeard

DAY, NEXT, AFTER = date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 5)
ITEM = {
    "title": "研发补助资金安排",
    "kind_of_major": "large_funds",
    "meeting_kind": "party_group",
    "summary": "提请集体讨论决定",
}
LAWFUL = {"opinion": "lawful", "opinion_reasons": "合法"}
AGENDA = {"meeting_on": "2020-06-05", "papers_sent_on": "2020-06-02"}
HELD = {
    "held_on": "2020-06-05",
    "entitled": 5,
    "present": 5,
    "votes_for": 4,
    "votes_against": 1,
    "abstentions": 0,
    "head_spoke_last": True,
    "discipline_present": True,
}


def tabled(desk: Desk, **changes: Any) -> int:
    case = desk.open("meeting-item", "propose", "drafter", DAY, **{**ITEM, **changes})
    desk.take(case, "give-legal-opinion", "lawyer", DAY, **LAWFUL)
    desk.take(case, "put-on-agenda", "head", NEXT, **AGENDA)
    return case


def test_an_item_counts_by_its_kind_once_it_is_decided(desk: Desk) -> None:
    case = tabled(desk)
    desk.take(case, "deliberate", "office", AFTER, **HELD)
    assert desk.value("meetings.three_majors_items", 2020) == 0
    desk.take(case, "decide", "head", AFTER, outcome="approved", decision_text="同意")
    item = DecidedItem.objects.get()
    assert (item.legal_opinion, item.votes_for, item.outcome) == ("lawful", 4, "approved")
    assert desk.parts("meetings.three_majors_items", 2020) == {"large_funds": 1}


def test_what_is_put_off_is_not_counted_as_decided(desk: Desk) -> None:
    case = tabled(desk)
    desk.take(case, "deliberate", "office", AFTER, **HELD)
    desk.take(case, "decide", "head", AFTER, outcome="deferred", decision_text="缓议")
    assert DecidedItem.objects.get().outcome == "deferred"
    assert desk.value("meetings.three_majors_items", 2020) == 0


def test_an_ordinary_item_is_decided_and_is_no_major_one(desk: Desk) -> None:
    case = tabled(desk, kind_of_major="none")
    desk.take(case, "deliberate", "office", AFTER, **HELD)
    desk.take(case, "decide", "head", AFTER, outcome="approved", decision_text="同意")
    assert DecidedItem.objects.count() == 1
    assert desk.value("meetings.three_majors_items", 2020) == 0


@pytest.mark.parametrize(
    ("opinion", "rule"),
    [
        (None, "legal-counsel-opinion/heard-before-discussion"),
        ("unlawful", "legal-counsel-opinion/unlawful-barred"),
    ],
)
def test_no_agenda_without_a_lawful_opinion(desk: Desk, opinion: str | None, rule: str) -> None:
    case = desk.open("meeting-item", "propose", "drafter", DAY, **ITEM)
    if opinion:
        desk.take(case, "give-legal-opinion", "lawyer", DAY, **{**LAWFUL, "opinion": opinion})
    reason = next(
        one for one in desk.refused(case, "put-on-agenda", "head", NEXT, **AGENDA) if one.code == rule
    )
    assert reason.article == "二（七）"
    assert reason.rule is not None
    assert "法律顾问" in reason.rule.authority.zh
    assert not DecidedItem.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"present": 6}, {"votes_for": 5}, {"votes_for": 3, "abstentions": 2}], ids=lambda one: str(one)
)
def test_heads_that_do_not_add_up_are_refused(desk: Desk, wrong: dict[str, int]) -> None:
    case = tabled(desk)
    reasons = desk.refused(case, "deliberate", "office", AFTER, **{**HELD, **wrong})
    assert [one.code for one in reasons] == ["meetings/heads"]
    desk.take(case, "deliberate", "office", AFTER, **HELD)


def test_a_meeting_counts_once_it_was_held_and_not_when_it_is_called_off(desk: Desk) -> None:
    called: dict[str, Any] = {
        "meeting_kind": "party_group_special",
        "topic": "法治建设",
        "held_on": "2020-06-05",
    }
    held = desk.open("meeting", "convene", "office", DAY, **called)
    off = desk.open("meeting", "convene", "office", DAY, **called)
    desk.take(off, "cancel", "office", NEXT, cancel_reason="另行安排")
    assert desk.value("meetings.special_party_group", 2020) == 0
    desk.take(held, "hold", "office", AFTER, entitled=5, present=4, chair="党组书记")
    assert Meeting.objects.get().present == 4
    assert desk.value("meetings.special_party_group", 2020) == 1
    assert desk.parts("meetings.held", 2020) == {"party_group_special": 1}


def test_a_report_counts_on_the_day_on_which_it_was_heard(desk: Desk) -> None:
    case = desk.open(
        "work-report-heard", "submit-report", "lawyer", DAY, topic="推进情况", reporting_department="法规科"
    )
    desk.take(case, "hear", "head", AFTER, heard_on="2020-06-05")
    desk.take(case, "instruct", "head", AFTER, instructions="逐项落实")
    assert ReportHeard.objects.get().instructions == "逐项落实"
    assert desk.value("meetings.reports_heard", 2020) == 1
