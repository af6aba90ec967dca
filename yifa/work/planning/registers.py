"""The year's plans, their tasks, and what was reported on each month."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import TEN_YEARS, THIRTY_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual

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

    name = models.CharField("计划", max_length=200)
    plan_year = models.PositiveSmallIntegerField("年度")
    issued_on = models.DateField("印发日期")
    document_number = models.CharField("文号", max_length=60, blank=True)
    deliberated_in = models.CharField("审议议题", max_length=40, blank=True)
    ends_on = models.DateField("截止日期")
    published_on = models.DateField("公开日期", null=True, blank=True)
    published_at = models.CharField("公开载体", max_length=200, blank=True)
    internal_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    broken_down_on = models.DateField("分解日期", null=True, blank=True)
    accounted_on = models.DateField("总结日期", null=True, blank=True)
    account = models.TextField("执行情况", blank=True)
    unfinished = models.TextField("未完成的任务和原因", blank=True)

    columns = (
        Column("plan_year", Bilingual("年度", "Year")),
        Column("name", Bilingual("计划", "Plan")),
        Column("document_number", Bilingual("文号", "Document number")),
        Column("deliberated_in", Bilingual("审议议题", "Meeting item"), shown=False),
        Column("issued_on", Bilingual("印发日期", "Issued on")),
        Column("published_on", Bilingual("公开日期", "Published on")),
        Column("published_at", Bilingual("公开载体", "Where"), shown=False),
        Column("internal_reason", Bilingual("不公开的理由", "Why it is internal"), shown=False),
        Column("broken_down_on", Bilingual("分解日期", "Broken down on")),
        Column("ends_on", Bilingual("截止日期", "Ends on")),
        Column("accounted_on", Bilingual("总结日期", "Accounted on")),
        Column("account", Bilingual("执行情况", "Account"), shown=False),
        Column("unfinished", Bilingual("未完成的任务和原因", "What was left open"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "年度工作计划"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_annual_plan_a_case")]

    def __str__(self) -> str:
        return self.name


class PlannedTask(Register):
    """A task of the year's plan, from its assignment or approval."""

    title = Bilingual("年度工作任务", "Tasks of the annual plan")
    retention = TEN_YEARS

    name = models.CharField("任务", max_length=200)
    plan = models.ForeignKey(
        AnnualPlan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属计划"
    )
    plan_year = models.PositiveSmallIntegerField("年度")
    task_group = models.CharField("类别", max_length=80, blank=True)
    owner_department = models.CharField("责任科室", max_length=80)
    responsible_leader = models.CharField("责任领导", max_length=80, blank=True)
    measure = models.TextField("完成标准")
    approved_on = models.DateField("批准、下达日期")
    due_on = models.DateField("完成时限")
    adjusted = models.TextField("调整理由", blank=True)
    progress = models.TextField("最近进展", blank=True)
    progress_month = models.CharField("进展月份", max_length=7, blank=True)
    percent_done = models.PositiveSmallIntegerField("完成比例", null=True, blank=True)
    overdue_on = models.DateField("逾期提醒日期", null=True, blank=True)
    overdue_reason = models.TextField("逾期原因", blank=True)
    to_head_on = models.DateField("报主要负责人日期", null=True, blank=True)
    supervised_on = models.DateField("督办日期", null=True, blank=True)
    submitted_on = models.DateField("提交佐证日期", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(STATES), default="planned")
    closed_on = models.DateField("销号日期", null=True, blank=True)

    columns = (
        Column("plan_year", Bilingual("年度", "Year"), required=True),
        Column("task_group", Bilingual("类别", "Group"), shown=False),
        Column("name", Bilingual("任务", "Task"), required=True),
        Column("owner_department", Bilingual("责任科室", "Owner"), required=True),
        Column("responsible_leader", Bilingual("责任领导", "Responsible leader"), shown=False),
        Column("measure", Bilingual("完成标准", "Measure"), required=True, shown=False),
        Column("due_on", Bilingual("完成时限", "Deadline"), required=True),
        Column("progress_month", Bilingual("进展月份", "Last reported")),
        Column("progress", Bilingual("最近进展", "Progress"), shown=False),
        Column("percent_done", Bilingual("完成比例", "Done"), kind=ColumnKind.PERCENT),
        Column("adjusted", Bilingual("调整理由", "Why it was adjusted"), shown=False),
        Column("overdue_on", Bilingual("逾期提醒日期", "Overdue, told on"), shown=False),
        Column("overdue_reason", Bilingual("逾期原因", "Reason for the delay"), shown=False),
        Column("to_head_on", Bilingual("报主要负责人日期", "To the head on"), shown=False),
        Column("supervised_on", Bilingual("督办日期", "Supervised on"), shown=False),
        Column("submitted_on", Bilingual("提交佐证日期", "Evidence on"), shown=False),
        Column("state", Bilingual("状态", "State"), choices=STATES),
        Column("closed_on", Bilingual("销号日期", "Closed on")),
    )

    import_by = ImportBy(
        "planned-task",
        "plan",
        title=lambda row: f"{row['plan_year']}年：{row['name']}",
        columns=(
            Column("plan_year", Bilingual("年度", "Year"), required=True),
            Column("task_group", Bilingual("类别", "Group")),
            Column("name", Bilingual("任务", "Task"), required=True),
            Column("owner_department", Bilingual("责任科室", "Owner"), required=True),
            Column("responsible_leader", Bilingual("责任领导", "Responsible leader"), kind=ColumnKind.TEXT),
            Column("measure", Bilingual("完成标准", "Measure"), required=True),
            Column("due_on", Bilingual("完成时限", "Deadline"), required=True),
        ),
        answers=lambda row: {_PLANNED.get(name, name): value for name, value in row.items()},
        same=lambda row: models.Q(plan_year=row["plan_year"], name=row["name"]),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "年度工作任务"
        constraints = [models.UniqueConstraint(fields=["bureau", "case"], name="one_planned_task_a_case")]

    def __str__(self) -> str:
        return self.name


class MonthlyReport(Register):
    """What was reported on a task for one month; the latest report of a month stands."""

    title = Bilingual("任务月报", "Monthly reports on tasks")
    retention = TEN_YEARS

    task = models.ForeignKey(PlannedTask, models.PROTECT, related_name="+", verbose_name="任务")
    month = models.CharField("月份", max_length=7)
    reported_on = models.DateField("报告日期")
    progress = models.TextField("进展情况")
    percent_done = models.PositiveSmallIntegerField("完成比例", null=True, blank=True)
    unchanged = models.BooleanField("没有变化", default=False)
    difficulty = models.TextField("困难和建议", blank=True)

    columns = (
        Column("task__name", Bilingual("任务", "Task")),
        Column("task__owner_department", Bilingual("责任科室", "Owner")),
        Column("month", Bilingual("月份", "Month")),
        Column("reported_on", Bilingual("报告日期", "Reported on")),
        Column("progress", Bilingual("进展情况", "Progress")),
        Column("percent_done", Bilingual("完成比例", "Done"), kind=ColumnKind.PERCENT),
        Column("unchanged", Bilingual("没有变化", "Nothing changed")),
        Column("difficulty", Bilingual("困难和建议", "Difficulties"), shown=False),
    )

    class Meta(Register.Meta):
        verbose_name = verbose_name_plural = "任务月报"
        constraints = [
            models.UniqueConstraint(fields=["bureau", "task", "month"], name="one_report_a_task_and_month")
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.month}"
