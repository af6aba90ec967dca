"""What named articles forbid is not gone round: by typing what a meeting says, by another item, by a late entry or another post;
and no result is entered of whoever was not to sit.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.meetings.sessions import HELD, approved, number, proposed
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.errors import NotYetHappened

DAY = date(2020, 6, 1)
INSPECTED: dict[str, Any] = {
    "file_checked": True,
    "report_checked": True,
    "discipline_heard": True,
    "clues_checked": True,
    "in_sanction": False,
    "law_assessed": "好",
    "report": "符合条件",
}


def inspected(desk: Desk, on: date = DAY) -> int:
    """A selection up to its inspection."""
    case = desk.open(
        "cadre-promotion",
        "motion",
        "hr",
        on,
        track="leading",
        post_name="法规科科长",
        quota=6,
        in_post=5,
        reason="岗位空缺",
    )
    desk.take(case, "recommend", "hr", on, recommended_on=on, candidate="drafter", result="得票集中")
    act(
        case,
        "inspect",
        actor=desk.by("hr"),
        co_signers=(desk.by("other_hr"),),
        answers=INSPECTED,
        **desk.times(on),
    )
    return case


def decided(desk: Desk) -> str:
    """An item on personnel that the Party group approved."""
    return number(approved(desk, kind_of_major="personnel")[1])


def codes(reasons: Any) -> set[str]:
    return {one.code for one in reasons}


def test_the_quorum_is_the_meetings_and_nobody_says_otherwise(desk: Desk) -> None:
    case = inspected(desk)
    undecided = number(proposed(desk))
    assert codes(desk.refused(case, "discuss", "hr", HELD, item=undecided)) == {"cases/nothing-known"}
    assert codes(desk.refused(case, "discuss", "hr", HELD, item=number(case)))
    item = decided(desk)
    typed = desk.refused(case, "discuss", "hr", HELD, item=item, attendance="two_thirds", passed=True)
    assert "cases/computed" in codes(typed)
    assert codes(desk.refused(case, "discuss", "hr", HELD))
    desk.take(case, "discuss", "hr", HELD, item=item)


def test_another_meeting_and_an_older_decision_decide_nobody(desk: Desk) -> None:
    older = decided(desk)
    case = inspected(desk, date(2020, 6, 9))
    assert codes(desk.refused(case, "discuss", "hr", date(2020, 6, 10), item=older)) == {
        "promotion/decided-before-inspection"
    }
    # The Party group decides on people, not the office meeting.
    with pytest.raises(ActRefused) as refusal:
        proposed(desk, kind_of_major="personnel", meeting_kind="bureau_office")
    assert "由党组会议讨论和表决" in refusal.value.reasons[0].sentence.zh


def test_a_year_on_trial_is_a_year(desk: Desk) -> None:
    case = inspected(desk)
    desk.take(case, "discuss", "hr", HELD, item=decided(desk))
    desk.take(case, "open-notice", "hr", HELD, notice_on=HELD, notice_place="公示栏")
    on = date(2020, 6, 15)
    desk.take(case, "appoint", "hr", on, appointed_on=on, appointment_number="某科〔2020〕8号")
    refused = desk.refused(case, "assess-trial", "hr", date(2021, 6, 14), trial="passed")
    assert codes(refused) == {"trial-period-provisions/trial-lasts-a-year"}
    desk.take(case, "assess-trial", "hr", date(2021, 6, 16), trial="passed")


def test_a_notice_of_four_days_is_not_made_longer_by_what_is_written(desk: Desk) -> None:
    case = inspected(desk)
    item = decided(desk)
    desk.take(case, "discuss", "hr", HELD, item=item)
    place = {"notice_place": "公示栏"}
    # Not before the decision, however late it is entered.
    early = date(2020, 6, 1)
    assert codes(desk.refused(case, "open-notice", "hr", early, notice_on=early, **place))
    assert codes(desk.refused(case, "open-notice", "hr", HELD, notice_on=early, **place))
    desk.take(case, "open-notice", "hr", HELD, notice_on=HELD, **place)
    fourth, fifth = date(2020, 6, 11), date(2020, 6, 15)
    number_ = {"appointment_number": "某科〔2020〕8号"}
    for who in ("hr", "head"):
        refused = desk.refused(case, "appoint", who, fourth, appointed_on=fourth, **number_)
        assert codes(refused) == {"cadre-selection-regulations/notice-five-days"}
    with pytest.raises(NotYetHappened):
        desk.take(case, "appoint", "hr", fourth, appointed_on=fifth, **number_)
    desk.take(case, "appoint", "hr", fifth, appointed_on=fifth, **number_)


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([{"name": "某某", "score": 90}], "cases/not-among"),
        ([{"name": "second", "score": 90}], "cases/not-among"),
        ([{"name": "drafter", "score": 90}, {"name": "drafter", "score": 95}], "cases/twice"),
        ([{"name": "", "score": 90}], ""),
        ([{"score": 90}], ""),
        ([], ""),
    ],
)
def test_a_result_is_of_somebody_who_was_to_sit_and_of_each_once(
    desk: Desk, results: list[dict[str, Any]], code: str
) -> None:
    on = date(2026, 9, 18)
    case = desk.open(
        "law-exam",
        "announce",
        "office",
        on,
        exam_name="学法考试",
        organiser="市司法局",
        held_on=on,
        pass_mark=60,
        excellent_mark=90,
        invited=["drafter"],
    )
    refused = codes(desk.refused(case, "enter-results", "office", on, results=results))
    assert refused
    assert not code or refused == {code}
