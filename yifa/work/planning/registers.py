"""The year's plans, their tasks, and what was reported on each month."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers.columns import (
    Column,
    choice,
    count,
    count_or_none,
    day,
    day_or_none,
    long_text,
    picked,
    text,
    yes_no,
)
from yifa.cases.registers.register import TEN_YEARS, THIRTY_YEARS, ImportBy, Register
from yifa.law.text import Bilingual
from yifa.procedure import types

STATES = {
    "planned": Bilingual("推进中", "Under way"),
    "verified": Bilingual("已核验", "Verified"),
    "closed": Bilingual("已销号", "Closed"),
    "cancelled": Bilingual("已取消", "Cancelled"),
}
OPEN_STATES = ("planned", "verified")
# Questions of the plan whose names are not the register's.
_PLANNED = {"name": "title", "due_on": "deadline"}


class AnnualPlan(Register):
    """A year's plan, from the day on which it was issued."""

    title = Bilingual("年度工作计划", "Annual plans")
    retention = THIRTY_YEARS

    plan_year = count("年度", "Year")
    name = text("计划", "Plan")
    document_number = text("文号", "Document number", 60, blank=True)
    deliberated_in = text("审议议题", "Meeting item", 40, blank=True, shown=False)
    issued_on = day("印发日期", "Issued on")
    published_on = day_or_none("公开日期", "Published on")
    published_at = text("公开载体", "Where", blank=True, shown=False)
    internal_reason = text("不公开的理由", "Why it is internal", blank=True, shown=False)
    broken_down_on = day_or_none("分解日期", "Broken down on")
    ends_on = day("截止日期", "Ends on")
    accounted_on = day_or_none("总结日期", "Accounted on")
    account = long_text("执行情况", "Account", blank=True, shown=False)
    unfinished = long_text("未完成的任务和原因", "What was left open", blank=True, shown=False)

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_annual_plan_a_case")]

    def __str__(self) -> str:
        return self.name


class PlannedTask(Register):
    """A task of the year's plan, from its assignment or approval."""

    title = Bilingual("年度工作任务", "Tasks of the annual plan")
    retention = TEN_YEARS

    plan_year = count("年度", "Year", required=True)
    task_group = text("类别", "Group", 80, blank=True, shown=False)
    name = text("任务", "Task", required=True)
    owner_department = text("责任科室", "Owner", 80, required=True)
    responsible_leader = text("责任领导", "Responsible leader", 80, blank=True, shown=False)
    measure = long_text("完成标准", "Measure", required=True, shown=False)
    due_on = day("完成时限", "Deadline", required=True)
    progress_month = text("进展月份", "Last reported", 7, blank=True)
    progress = long_text("最近进展", "Progress", blank=True, shown=False)
    percent_done = count_or_none("完成比例", "Done", kind=types.PERCENT)
    adjusted = long_text("调整理由", "Why it was adjusted", blank=True, shown=False)
    overdue_on = day_or_none("逾期提醒日期", "Overdue, told on", shown=False)
    overdue_reason = long_text("逾期原因", "Reason for the delay", blank=True, shown=False)
    to_head_on = day_or_none("报主要负责人日期", "To the head on", shown=False)
    supervised_on = day_or_none("督办日期", "Supervised on", shown=False)
    submitted_on = day_or_none("提交佐证日期", "Evidence on", shown=False)
    state = choice("状态", "State", STATES, default="planned")
    closed_on = day_or_none("销号日期", "Closed on")
    plan = models.ForeignKey(
        AnnualPlan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属计划"
    )
    approved_on = models.DateField("批准、下达日期")

    import_by = ImportBy(
        "task/plan",
        title=lambda row: f"{row['plan_year']}年：{row['name']}",
        columns=lambda own: picked(
            own,
            "plan_year",
            Column("task_group", Bilingual("类别", "Group")),
            "name",
            "owner_department",
            Column("responsible_leader", Bilingual("责任领导", "Responsible leader"), kind=types.TEXT),
            Column("measure", Bilingual("完成标准", "Measure"), required=True),
            "due_on",
        ),
        answers=lambda row: {_PLANNED.get(name, name): value for name, value in row.items()},
        same=lambda row: models.Q(plan_year=row["plan_year"], name=row["name"]),
    )

    class Meta(Register.Meta):
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_planned_task_a_case")]

    def __str__(self) -> str:
        return self.name


class MonthlyReport(Register):
    """What was reported on a task for one month; the latest report of a month stands."""

    title = Bilingual("任务月报", "Monthly reports on tasks")
    retention = TEN_YEARS

    reached = (
        Column("task__name", Bilingual("任务", "Task")),
        Column("task__owner_department", Bilingual("责任科室", "Owner")),
    )

    month = text("月份", "Month", 7)
    reported_on = day("报告日期", "Reported on")
    progress = long_text("进展情况", "Progress")
    percent_done = count_or_none("完成比例", "Done", kind=types.PERCENT)
    unchanged = yes_no("没有变化", "Nothing changed")
    difficulty = long_text("困难和建议", "Difficulties", blank=True, shown=False)
    task = models.ForeignKey(PlannedTask, models.PROTECT, related_name="+", verbose_name="任务")

    class Meta(Register.Meta):
        constraints = [
            models.UniqueConstraint(fields=["bureau", "task", "month"], name="one_report_a_task_and_month")
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.month}"
