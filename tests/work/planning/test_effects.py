"""What the plan's tasks leave in the ledger; nothing closes without evidence that somebody else verified."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.work.conftest import Desk, moment
from yifa.cases.acting.silences import run_silences
from yifa.cases.models import Obligation
from yifa.work.planning.registers import MonthlyReport, PlannedTask

JANUARY, APPROVED, APRIL = date(2020, 1, 6), date(2020, 1, 10), date(2020, 4, 1)
TASK: dict[str, Any] = {
    "title": "开展规范性文件清理",
    "owner_department": "政策法规科",
    "deadline": "2020-09-30",
    "measure": "全部清理并公布",
    "plan_year": 2020,
}
EVIDENCE = {"evidence": "清理结果公告", "completed_on": "2020-04-01"}


def approved(desk: Desk, planner: str = "drafter") -> int:
    case = desk.open("planned-task", "plan", planner, JANUARY, **TASK)
    desk.take(case, "approve", "head", APPROVED)
    return case


def test_a_task_counts_once_it_is_approved(desk: Desk) -> None:
    desk.open("planned-task", "plan", "drafter", JANUARY, **TASK)
    assert desk.value("planning.tasks", 2020) == 0
    approved(desk)
    assert desk.parts("planning.tasks", 2020) == {"planned": 1}


def test_a_plan_that_was_returned_and_planned_again_counts_once(desk: Desk) -> None:
    case = desk.open("planned-task", "plan", "drafter", JANUARY, **TASK)
    desk.take(case, "return-from-approve", "head", JANUARY, reason="标准不明确")
    desk.take(case, "plan", "drafter", JANUARY, **TASK)
    desk.take(case, "approve", "head", APPROVED)
    assert desk.value("planning.tasks", 2020) == 1


def test_progress_and_a_later_deadline_stand_in_the_ledger(desk: Desk) -> None:
    case = approved(desk)
    desk.take(case, "report-progress", "drafter", APPROVED, month="2020-01", progress="已摸底")
    desk.take(case, "adjust", "head", APPROVED, deadline="2020-10-31", adjust_reason="疫情影响")
    task = PlannedTask.objects.get()
    assert (task.progress_month, task.due_on) == ("2020-01", date(2020, 10, 31))
    assert (task.owner_department, task.adjusted) == ("政策法规科", "疫情影响")


def test_a_task_closes_on_verified_evidence(desk: Desk) -> None:
    case = approved(desk)
    desk.take(case, "submit-evidence", "drafter", APRIL, **EVIDENCE)
    desk.take(case, "verify", "lawyer", APRIL, verified=True)
    assert desk.parts("planning.tasks", 2020) == {"verified": 1}
    desk.take(case, "close", "office", APRIL)
    assert desk.parts("planning.tasks", 2020) == {"closed": 1}
    assert desk.value("planning.closed_rate", 2020) == 100


def test_evidence_submitted_again_is_unverified_again(desk: Desk) -> None:
    case = approved(desk)
    desk.take(case, "submit-evidence", "drafter", APRIL, **EVIDENCE)
    desk.take(case, "verify", "lawyer", APRIL, verified=False)
    desk.take(case, "submit-evidence", "drafter", APRIL, **EVIDENCE)
    assert PlannedTask.objects.get().state == "planned"


def test_a_task_without_verified_evidence_may_not_close(desk: Desk) -> None:
    case = approved(desk)
    assert "house/no-closing-without-evidence" in {
        one.code for one in desk.refused(case, "close", "office", APRIL)
    }
    desk.take(case, "submit-evidence", "both", APRIL, **EVIDENCE)
    codes = [one.code for one in desk.refused(case, "verify", "both", APRIL, verified=True)]
    assert codes == ["house/submitter-does-not-verify"]
    desk.take(case, "verify", "lawyer", APRIL, verified=False)
    assert "house/no-closing-without-evidence" in {
        one.code for one in desk.refused(case, "close", "office", APRIL)
    }
    assert PlannedTask.objects.get().closed_on is None


def test_a_cancelled_task_leaves_the_plan_and_keeps_its_row(desk: Desk) -> None:
    case = approved(desk)
    desk.take(case, "cancel", "head", APRIL, cancel_reason="职能调整")
    assert PlannedTask.objects.get().state == "cancelled"
    assert desk.value("planning.tasks", 2020) == 0


def test_a_month_without_change_carries_the_progress_over(desk: Desk) -> None:
    case = approved(desk)
    desk.take(
        case, "report-progress", "drafter", APPROVED, month="2020-01", progress="已摸底", percent_done=20
    )
    desk.take(
        case,
        "report-progress",
        "drafter",
        date(2020, 2, 7),
        month="2020-02",
        progress="已摸底",
        unchanged=True,
    )
    january, february = MonthlyReport.objects.order_by("month")
    assert (january.unchanged, february.unchanged) == (False, True)
    assert february.percent_done == 20
    assert desk.value("planning.monthly_reports", 2020) == 2


def test_a_second_report_for_a_month_takes_the_firsts_place(desk: Desk) -> None:
    case = approved(desk)
    for said in ("已摸底", "已摸底，已成稿"):
        desk.take(case, "report-progress", "drafter", APPROVED, month="2020-01", progress=said)
    assert MonthlyReport.objects.get().progress == "已摸底，已成稿"


def test_a_month_to_come_is_not_reported(desk: Desk) -> None:
    case = approved(desk)
    reasons = desk.refused(case, "report-progress", "drafter", APPROVED, month="2020-02", progress="已摸底")
    assert [one.code for one in reasons] == ["planning/month-to-come"]


def test_nothing_changed_needs_something_before(desk: Desk) -> None:
    case = approved(desk)
    reasons = desk.refused(
        case, "report-progress", "drafter", APPROVED, month="2020-01", progress="无", unchanged=True
    )
    assert [one.code for one in reasons] == ["planning/nothing-before"]


def test_what_is_overdue_goes_to_the_section_and_then_to_the_head_by_itself(desk: Desk) -> None:
    case = approved(desk)

    def night(on: date) -> list[str]:
        return [one.step for one in run_silences(desk.bureau, moment(on))]

    assert night(date(2020, 9, 30)) == []
    assert night(date(2020, 10, 9)) == ["overdue-to-section"]
    assert night(date(2020, 10, 10)) == []
    desk.take(
        case,
        "explain-overdue",
        "drafter",
        date(2020, 10, 9),
        overdue_reason="意见未收齐",
        overdue_remedy="专人跟进",
    )
    assert night(date(2020, 11, 2)) == ["overdue-to-head"]
    task = PlannedTask.objects.get()
    assert task.to_head_on is not None
    assert desk.value("planning.overdue", 2020) == 1
    lanes = set(
        Obligation.objects.filter(case_id=case, steps__contains=["supervise"]).values_list("lane", flat=True)
    )
    assert lanes == {"p:head-of-organ", "p:party-group-secretary"}
    desk.take(case, "supervise", "head", date(2020, 11, 3), supervise_demand="三日内完成")
    assert night(date(2020, 11, 30)) == []


def test_a_later_deadline_is_not_overdue_at_the_old_one(desk: Desk) -> None:
    case = approved(desk)
    desk.take(case, "adjust", "head", APPROVED, deadline="2020-10-30", adjust_reason="疫情影响")
    assert run_silences(desk.bureau, moment(date(2020, 10, 12))) == []
    assert [one.step for one in run_silences(desk.bureau, moment(date(2020, 11, 2)))] == [
        "overdue-to-section"
    ]
