"""The yearly report: its cells come from the register, its sums hold, and what was signed stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work.conftest import Desk
from tests.work.disclosure.test_requests import SEARCH, requested
from yifa.cases.acting.act import ActRefused
from yifa.work.disclosure.answers import answers
from yifa.work.disclosure.registers import DisclosureReport
from yifa.work.disclosure.table import (
    CARRIED_IN,
    CARRIED_OUT,
    HANDLED,
    KINDS,
    NEW,
    Counted,
    as_rows,
    cells,
    of_rows,
    sums_that_fail,
)
from yifa.work.disputes.registers import Reconsideration

ANSWER_KINDS = sorted(answers())
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
TEXTS = {"overview": "平稳。", "problems": "无。", "others": "无。", "fees": 0}


@st.composite
def requests(draw: Any) -> Counted:
    received = draw(DAYS)
    later = draw(st.none() | st.dates(received, date(2027, 12, 31)))
    kind = draw(st.sampled_from(ANSWER_KINDS)) if later is not None else ""
    return Counted(draw(st.sampled_from(KINDS)), received, later, kind)


@given(st.lists(requests(), max_size=60))
def test_sums_hold_on_any_years_and_what_is_carried_over_comes_in(all_: list[Counted]) -> None:
    carried: dict[str, int] | None = None
    for year in range(2020, 2028):
        made = cells(year, all_, carried)
        assert list(sums_that_fail(made)) == []
        assert of_rows(as_rows(made)) == made
        if carried is not None:
            assert {kind: made[CARRIED_IN][kind] for kind in KINDS} == carried
        carried = {kind: made[CARRIED_OUT][kind] for kind in KINDS}
        assert made[NEW]["total"] == sum(one.received_on.year == year for one in all_)
        assert made[HANDLED]["total"] == sum(
            one.answered_on is not None and one.answered_on.year == year for one in all_
        )


@given(st.lists(requests(), min_size=1, max_size=20), st.sampled_from([NEW, CARRIED_IN, HANDLED, "opened"]))
def test_a_cell_that_is_changed_is_told(all_: list[Counted], row: str) -> None:
    made = cells(2023, all_)
    made[row]["person"] += 1
    assert list(sums_that_fail(made))


def composed(desk: Desk, year: int) -> int:
    report = desk.open("disclosure-report", "year-ends", "keeper", date(year, 12, 31), report_year=year)
    on = date(year + 1, 1, 11)
    desk.take(report, "compose", "keeper", on, **TEXTS)
    desk.take(report, "check", "office", on, may_open=True)
    return report


def answered(desk: Desk, on: date) -> None:
    case = requested(desk, on)
    desk.take(case, "register", "keeper", on, receipt_on=str(on))
    desk.take(case, "assign", "keeper", on, owner_department="计划科")
    desk.take(case, "draft", "drafter", on, answer_kind="not_held", reply="没有。", **SEARCH)
    desk.take(case, "answer", "deputy", on, reply="没有。", sent_by="online")


def test_what_is_signed_is_frozen_and_published(desk: Desk) -> None:
    answered(desk, date(2024, 3, 4))
    report = composed(desk, 2024)
    desk.take(report, "sign", "head", date(2025, 1, 13))
    row = DisclosureReport.objects.get()
    assert (row.received, row.handled, row.carried_out) == (1, 1, 0)
    desk.take(report, "submit", "keeper", date(2025, 1, 14), submitted_to="市人民政府办公室")
    desk.take(report, "publish", "keeper", date(2025, 1, 14), published_on="2025-01-14")
    desk.take(report, "erratum", "deputy", date(2025, 2, 5), erratum_text="更正一处文字。")
    row.refresh_from_db()
    assert (row.published_on, row.erratum) == (date(2025, 1, 14), "更正一处文字。")


def test_a_report_whose_carry_over_does_not_fit_is_not_signed(desk: Desk) -> None:
    first = composed(desk, 2023)
    desk.take(first, "sign", "head", date(2024, 1, 12))
    # A request of 2023 that nobody had entered when that year's report was signed.
    case = requested(desk, date(2024, 1, 15), channel="signed_post")
    desk.take(case, "register", "keeper", date(2024, 1, 15), receipt_on="2023-12-29")
    second = composed(desk, 2024)
    reasons = desk.refused(second, "sign", "head", date(2025, 1, 13))
    assert {one.code for one in reasons} == {"disclosure/sums"}
    assert "应当相等" in reasons[0].sentence.zh
    assert reasons[0].article == "49"


def test_there_is_one_report_a_year(desk: Desk) -> None:
    composed(desk, 2024)
    with pytest.raises(ActRefused, match="已经有了"):
        desk.open("disclosure-report", "year-ends", "keeper", date(2024, 12, 31), report_year=2024)


def test_table_4_comes_from_the_register_of_disputes(desk: Desk) -> None:
    for number, outcome in enumerate(("annulled", "upheld", "")):
        case = desk.open(
            "reconsideration-answer",
            "receive",
            "lawyer",
            date(2024, 3, 4),
            review_number=f"某政复〔2024〕{number}号",
            review_organ="某市人民政府",
            applicant="某公司",
            act_title="不予公开决定",
            act_on="2024-01-10",
            review_kind="ordinary",
            claims="请求撤销",
            document_too=False,
            received_on="2024-03-04",
            about_disclosure=True,
        )
        if outcome:
            Reconsideration.objects.filter(case=case).update(outcome=outcome, decided_on=date(2024, 5, 6))
    report = composed(desk, 2024)
    desk.take(report, "sign", "head", date(2025, 1, 13))
    review, suit, after = DisclosureReport.objects.get().content["reviews"]
    assert review == {"way": "review", "upheld": 1, "corrected": 1, "other": 0, "pending": 1}
    assert suit["pending"] == after["pending"] == 0
