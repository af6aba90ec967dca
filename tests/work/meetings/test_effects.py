"""What meetings leave in the registers."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import MEMBERS, Desk
from tests.work.meetings.sessions import (
    ASKED,
    HELD,
    LAWFUL,
    LISTED,
    PRESENT,
    approved,
    convened,
    discussed,
    number,
    proposed,
)
from yifa.cases.models import Case
from yifa.work.meetings.registers import (
    Attendance,
    DecidedItem,
    DecisionTask,
    Meeting,
    MemberPart,
    ProposedItem,
    ReportHeard,
)


def test_an_item_counts_by_its_kind_once_it_is_decided(desk: Desk) -> None:
    _meeting, item = discussed(desk)
    assert desk.value("meetings.three_majors_items", 2020) == 0
    votes = {"votes_for": MEMBERS[:3], "votes_against": ["丙"], "abstentions": ["丁"]}
    desk.take(item, "vote", "office", HELD, method="hands", **votes)
    desk.take(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    decided = DecidedItem.objects.get()
    assert (decided.legal_opinion, decided.votes_for, decided.votes_against) == ("lawful", 3, 1)
    assert (decided.entitled, decided.present, decided.outcome) == (5, 5, "approved")
    assert desk.parts("meetings.three_majors_items", 2020) == {"large_funds": 1}
    assert desk.value("meetings.items_with_legal_opinion", 2020) == 1


def test_what_is_put_off_is_not_counted_as_decided(desk: Desk) -> None:
    _meeting, item = discussed(desk)
    desk.take(item, "decide", "head", HELD, outcome="deferred", decision_text="缓议")
    assert DecidedItem.objects.get().outcome == "deferred"
    assert desk.value("meetings.three_majors_items", 2020) == 0


def test_an_ordinary_item_is_decided_and_is_no_major_one(desk: Desk) -> None:
    approved(desk, kind_of_major="none", amount=0)
    assert DecidedItem.objects.count() == 1
    assert desk.value("meetings.three_majors_items", 2020) == 0


def test_each_members_place_view_and_vote_stand_in_the_register(desk: Desk) -> None:
    approved(desk)
    parts = {part.member: (part.place, part.view, part.vote) for part in MemberPart.objects.all()}
    assert parts["书记"] == (5, "同意", "for")
    assert parts["甲"] == (1, "同意", "for")
    assert len(parts) == len(MEMBERS)


def test_a_second_discussion_takes_the_place_of_the_first(desk: Desk) -> None:
    from tests.work.meetings.sessions import discussion

    _meeting, item = discussed(desk)
    desk.take(
        item,
        "deliberate",
        "office",
        HELD,
        **discussion("乙", "丙", "丁", "书记", avoided=["甲"]),
    )
    parts = {part.member: (part.place, part.stood_aside) for part in MemberPart.objects.all()}
    assert parts == {
        "乙": (1, False),
        "丙": (2, False),
        "丁": (3, False),
        "书记": (4, False),
        "甲": (None, True),
    }


def test_a_meeting_counts_once_it_was_held_and_not_when_it_is_called_off(desk: Desk) -> None:
    held, off = convened(desk, "party_group_special"), convened(desk, "party_group_special")
    desk.take(off, "cancel", "office", LISTED, cancel_reason="另行安排")
    assert desk.value("meetings.special_party_group", 2020) == 0
    desk.take(held, "hold", "office", HELD, **(PRESENT | {"present": MEMBERS[:4]}))
    assert (Meeting.objects.get().present, Meeting.objects.get().entitled) == (4, 5)
    assert set(Attendance.objects.filter(present=False).values_list("member", flat=True)) == {"丁"}
    assert desk.value("meetings.special_party_group", 2020) == 1
    assert desk.parts("meetings.held", 2020) == {"party_group_special": 1}


def test_an_item_sent_back_twice_counts_once(desk: Desk) -> None:
    item = proposed(desk)
    for _ in range(2):
        desk.take(item, "return-from-give-legal-opinion", "lawyer", ASKED, reason="补充依据")
        desk.take(item, "propose", "drafter", ASKED, **_again())
    assert ProposedItem.objects.get().sent_back_on == ASKED
    assert desk.value("meetings.items_sent_back", 2020) == 1


def _again() -> dict[str, Any]:
    from tests.work.meetings.sessions import ITEM

    return ITEM


def test_what_a_meeting_approved_becomes_a_task_with_an_owner_and_a_day(desk: Desk) -> None:
    meeting, item = approved(desk)
    task = desk.open(
        "decision-task",
        "assign",
        "office",
        HELD,
        item=number(item),
        task="拨付资金",
        owner_department="计划财务科",
        due_on="2020-06-12",
    )
    desk.take(item, "assign-follow-up", "office", HELD, task=number(task))
    early = desk.refused(
        task, "escalate", "office", date(2020, 6, 12), escalated_to="分管领导", escalation_note="抓紧"
    )
    assert [reason.code for reason in early] == ["meetings/not-overdue"]
    desk.take(task, "escalate", "office", date(2020, 6, 15), escalated_to="分管领导", escalation_note="抓紧")
    desk.take(task, "submit-evidence", "drafter", date(2020, 6, 16), done="已拨付")
    desk.take(task, "verify", "office", date(2020, 6, 17), verified=True)
    assert desk.value("meetings.tasks_done", 2020) == 0
    unfinished = desk.refused(item, "confirm-follow-up", "office", date(2020, 6, 17), task_done=number(task))
    assert [reason.code for reason in unfinished] == ["cases/link-unfinished"]
    desk.take(task, "close", "office", date(2020, 6, 18))
    desk.take(item, "confirm-follow-up", "office", date(2020, 6, 18), task_done=number(task))
    kept = DecisionTask.objects.get()
    assert (kept.escalated_on, kept.reported_done_on, kept.closed_on) == (
        date(2020, 6, 15),
        date(2020, 6, 16),
        date(2020, 6, 18),
    )
    assert (desk.value("meetings.tasks_assigned", 2020), desk.value("meetings.tasks_done", 2020)) == (1, 1)
    desk.take(meeting, "write-minutes", "office", date(2020, 6, 18), minutes_text="会议同意")
    other = convened(desk)
    desk.take(other, "hold", "office", date(2020, 6, 18), **PRESENT)
    desk.take(other, "write-minutes", "office", date(2020, 6, 18), minutes_text="会议同意")
    wrong = desk.refused(item, "close", "office", date(2020, 6, 19), minuted=number(other))
    assert [reason.code for reason in wrong] == ["meetings/other-minutes"]
    desk.take(item, "close", "office", date(2020, 6, 19), minuted=number(meeting))
    assert not Case.objects.get(pk=item).is_open


def test_an_urgent_decision_is_reported_to_the_next_meeting(desk: Desk) -> None:
    item = proposed(desk)
    desk.take(item, "give-legal-opinion", "lawyer", ASKED, **LAWFUL)
    desk.take(item, "decide-urgently", "head", LISTED, emergency="防汛", decision_text="先行拨付")
    assert desk.value("meetings.urgent_decisions", 2020) == 1
    assert desk.value("meetings.three_majors_items", 2020) == 0
    meeting = convened(desk)
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    desk.take(item, "report-urgent", "head", HELD, reported_to=number(meeting), meeting_view="同意")
    assert ProposedItem.objects.get().reported_on == HELD


def test_a_report_counts_on_the_day_on_which_it_was_heard(desk: Desk) -> None:
    case = desk.open(
        "work-report-heard",
        "submit-report",
        "lawyer",
        ASKED,
        topic="推进情况",
        reporting_department="政策法规科",
    )
    desk.take(case, "hear", "head", HELD, heard_on="2020-06-05")
    desk.take(case, "instruct", "head", HELD, instructions="逐项落实")
    assert ReportHeard.objects.get().instructions == "逐项落实"
    assert desk.value("meetings.reports_heard", 2020) == 1
