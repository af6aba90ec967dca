"""The ledger by month: what is carried over, one click where nothing changed, out to Excel and in again, whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.acting.guards import Guard, GuardContext
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case
from yifa.work.planning.guards import open_tasks_are_explained, plan_has_tasks
from yifa.work.planning.ledger import Month, lines
from yifa.work.planning.registers import AnnualPlan, MonthlyReport, PlannedTask

NOW = datetime(2020, 3, 18, 2, 0, tzinfo=UTC)
TASK: dict[str, Any] = {
    "owner_department": "政策法规科",
    "deadline": "2020-09-30",
    "measure": "完成并公布",
    "plan_year": 2020,
}


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = NOW


@pytest.fixture
def tasks(desk: Desk) -> list[Case]:
    """Two tasks approved in January; the first was reported on in February."""
    made = []
    for name in ("清理文件", "培训人员"):
        case = desk.open("planned-task", "plan", "drafter", date(2020, 1, 6), title=name, **TASK)
        desk.take(case, "approve", "head", date(2020, 1, 10))
        made.append(Case.objects.get(pk=case))
    desk.take(
        made[0].pk,
        "report-progress",
        "drafter",
        date(2020, 2, 14),
        month="2020-02",
        progress="已摸底",
        percent_done=20,
    )
    return made


def browser(desk: Desk, who: str) -> Client:
    officer = desk.officers[who]
    officer.user = User.objects.create_user(f"{who}-ledger", password="seventeen green bicycles")
    officer.save(update_fields=["user"])
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    return client


def test_a_month_shows_what_was_reported_and_what_is_carried_over(desk: Desk, tasks: list[Case]) -> None:
    first, second = lines(Month(2020, 3), date(2020, 3, 18))
    assert (first.report, first.carried and first.carried.progress) == (None, "已摸底")
    assert (second.report, second.carried, second.silent) == (None, None, True)
    february = lines(Month(2020, 2), date(2020, 3, 18))[0]
    assert february.report is not None
    assert lines(Month(2019, 12), date(2020, 3, 18)) == []


def test_one_click_says_that_nothing_changed_and_carries_the_words_over(
    desk: Desk, tasks: list[Case]
) -> None:
    client = browser(desk, "drafter")
    page = client.get("/desk/ledger/?month=2020-03")
    assert "没有变化" in page.content.decode()
    answer = client.post(f"/desk/ledger/{tasks[0].number}/unchanged/?month=2020-03")
    assert answer.status_code == 302
    report = MonthlyReport.objects.get(month="2020-03")
    assert (report.progress, report.unchanged, report.percent_done) == ("已摸底", True, 20)


def test_nothing_is_carried_over_where_nothing_was_reported(desk: Desk, tasks: list[Case]) -> None:
    answer = browser(desk, "drafter").post(f"/desk/ledger/{tasks[1].number}/unchanged/?month=2020-03")
    assert answer["Location"].endswith("/steps/report-progress/")
    assert not MonthlyReport.objects.filter(month="2020-03").exists()


def test_only_who_may_report_may_click(desk: Desk, tasks: list[Case]) -> None:
    client = browser(desk, "counsel")
    assert client.post(f"/desk/ledger/{tasks[0].number}/unchanged/?month=2020-03").status_code == 403
    assert "一项也不报告" not in client.get("/desk/ledger/?month=2020-03").content.decode()


def filled(client: Client, **cells: str) -> SimpleUploadedFile:
    """The month's workbook as downloaded, with cells filled in."""
    sent = client.get("/desk/ledger/excel/?month=2020-03")
    book = load_workbook(BytesIO(b"".join(sent.streaming_content)))  # type: ignore[attr-defined]
    sheet = book.active
    assert sheet is not None
    heads = {cell.value: get_column_letter(place) for place, cell in enumerate(sheet[1], 1)}
    assert {"编号", "以前的进展", "本月进展"} <= set(heads)
    for place, value in cells.items():
        sheet[place] = value
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


def test_the_ledger_goes_out_and_comes_in_again(desk: Desk, tasks: list[Case]) -> None:
    client = browser(desk, "drafter")
    # J: progress this month, L: nothing changed.
    answer = client.post(
        "/desk/ledger/import/?month=2020-03", {"workbook": filled(client, L2="是", J3="已培训一期")}
    )
    assert answer.status_code == 302
    assert list(
        MonthlyReport.objects.filter(month="2020-03").order_by("id").values_list("progress", "unchanged")
    ) == [
        ("已摸底", True),
        ("已培训一期", False),
    ]
    again = client.post("/desk/ledger/import/?month=2020-03", {"workbook": filled(client)})
    assert again.status_code == 302
    assert MonthlyReport.objects.filter(month="2020-03").count() == 2


def test_one_bad_cell_and_nothing_is_reported(desk: Desk, tasks: list[Case]) -> None:
    client = browser(desk, "drafter")
    sent = filled(client, J2="已成稿", L3="是")
    answer = client.post("/desk/ledger/import/?month=2020-03", {"workbook": sent})
    assert answer.status_code == 422
    assert "L3：以前没有报告过" in answer.content.decode()
    assert not MonthlyReport.objects.filter(month="2020-03").exists()


def test_something_that_is_no_workbook_is_told(desk: Desk, tasks: list[Case]) -> None:
    answer = browser(desk, "drafter").post(
        "/desk/ledger/import/?month=2020-03", {"workbook": SimpleUploadedFile("台账.xlsx", b"no")}
    )
    assert answer.status_code == 422
    assert "不是可读取的 Excel" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "2020", "2020-13", "x", "2020-09"])
def test_a_month_that_is_none_or_to_come_is_this_month(text: str) -> None:
    assert str(Month.read(text, date(2020, 3, 18))) == "2020-03"


def test_a_plan_is_broken_down_with_a_task_and_accounts_for_those_left_open(desk: Desk) -> None:
    plan = Case.objects.get(
        pk=desk.open(
            "annual-plan",
            "draft",
            "drafter",
            date(2020, 1, 6),
            plan_title="要点",
            plan_year=2020,
            plan_items=[{"task": "清理"}],
        )
    )
    row = {"bureau": desk.bureau, "log_position": 0, "recorded_on": date(2020, 1, 15)}
    issued = AnnualPlan.objects.create(
        **row, case=plan, name="要点", plan_year=2020, issued_on=date(2020, 1, 15), ends_on=date(2020, 12, 31)
    )

    def asked(guard: Guard, **answers: Any) -> list[str]:
        context = GuardContext(
            bureau_id=desk.bureau.pk,
            case_id=plan.pk,
            procedure=procedure_of_case(plan),
            step="account",
            answers=answers,
            actor=desk.by("drafter"),
            on=date(2020, 12, 1),
            now=NOW,
        )
        return [one.code for one in guard(context)]

    assert asked(plan_has_tasks) == ["planning/no-task"]
    PlannedTask.objects.create(
        **row,
        plan=issued,
        name="清理",
        plan_year=2020,
        owner_department="政策法规科",
        measure="公布",
        approved_on=date(2020, 1, 17),
        due_on=date(2020, 9, 30),
    )
    assert asked(plan_has_tasks) == []
    assert asked(open_tasks_are_explained) == ["planning/open-tasks"]
    assert asked(open_tasks_are_explained, unfinished="清理：等待上级文件") == []


def test_a_task_is_not_assigned_from_a_plan_that_was_not_issued(desk: Desk) -> None:
    draft = desk.open(
        "annual-plan",
        "draft",
        "drafter",
        date(2020, 1, 6),
        plan_title="要点",
        plan_year=2020,
        plan_items=[{"task": "清理"}],
    )
    answers = {name: value for name, value in TASK.items() if name != "plan_year"}
    with pytest.raises(ActRefused) as refusal:
        desk.open(
            "planned-task",
            "assign",
            "drafter",
            date(2020, 1, 8),
            plan=Case.objects.get(pk=draft).number,
            title="清理",
            **answers,
        )
    assert [one.code for one in refusal.value.reasons] == ["cases/link-unfinished"]
