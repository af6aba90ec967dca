"""What is entered late is due by the day on which it was handed over, not by the day of entry."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.suggestions.test_effects import RECEIVED
from yifa.cases.acting.act import open_case
from yifa.cases.errors import LateReasonMissing, NotYetHappened
from yifa.cases.models import Case, LogEntry, Obligation
from yifa.work.suggestions.registers import Suggestion

pytestmark = pytest.mark.usefixtures("days_to_come")

ENTERED = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def entered(desk: Desk, handed_over_on: str, late_reason: str = "") -> Case:
    answers: dict[str, Any] = {**RECEIVED, "handed_over_on": handed_over_on}
    opened = open_case(
        desk.bureau,
        "suggestion-handling",
        "receive",
        actor=desk.by("office"),
        title="某建议",
        answers=answers,
        now=ENTERED,
        late_reason=late_reason,
    )
    return Case.objects.get(pk=opened.case_id)


def test_a_suggestion_entered_late_is_due_three_months_after_its_hand_over(desk: Desk) -> None:
    case = entered(desk, "2026-08-20", "交办时未登记")
    rows = Obligation.objects.filter(case=case, steps__contains=["reply"])
    assert date(2026, 11, 20) in {row.due_on for row in rows}
    assert case.opened_on == date(2026, 8, 20)
    assert LogEntry.objects.get(case=case).late
    assert Suggestion.objects.get(case=case).handed_over_on == date(2026, 8, 20)


def test_a_late_entry_needs_its_reason(desk: Desk) -> None:
    with pytest.raises(LateReasonMissing):
        entered(desk, "2026-08-20")


def test_what_was_handed_over_yesterday_needs_no_reason(desk: Desk) -> None:
    case = entered(desk, "2026-11-29")
    assert case.opened_on == date(2026, 11, 29)
    assert not LogEntry.objects.get(case=case).late


def test_a_day_to_come_is_refused(desk: Desk) -> None:
    with pytest.raises(NotYetHappened):
        entered(desk, "2026-12-01", "误填")


def test_an_answer_before_the_hand_over_is_refused(desk: Desk) -> None:
    case = desk.open("suggestion-handling", "receive", "office", date(2026, 4, 1), **RECEIVED)
    reasons = desk.refused(
        case,
        "contact",
        "drafter",
        date(2026, 4, 20),
        contacted_on="2026-03-20",
        contact_way="visit",
        contact_views="听取了意见",
    )
    assert any("「联系日期」不得早于「交办日期」（2026-04-01）" in reason.sentence.zh for reason in reasons)
