"""The ledger of the annual plan."""

from __future__ import annotations

from django.db import models

from yifa.cases.registers import TEN_YEARS, Column, ColumnKind, ImportBy, Register, choices
from yifa.law.text import Bilingual

STATES = {
    "planned": Bilingual("推进中", "Under way"),
    "verified": Bilingual("已核验", "Verified"),
    "closed": Bilingual("已销号", "Closed"),
    "cancelled": Bilingual("已取消", "Cancelled"),
}
# Questions of the plan whose names are not the register's.
_PLANNED = {"name": "title", "due_on": "deadline"}


class PlannedTask(Register):
    """A task of the year's plan, from its approval."""

    title = Bilingual("年度工作任务", "Tasks of the annual plan")
    retention = TEN_YEARS

    name = models.CharField("任务", max_length=200)
    plan_year = models.PositiveSmallIntegerField("年度")
    task_group = models.CharField("类别", max_length=80, blank=True)
    owner_department = models.CharField("责任科室", max_length=80)
    measure = models.TextField("完成标准")
    approved_on = models.DateField("批准日期")
    due_on = models.DateField("完成时限")
    progress = models.TextField("最近进展", blank=True)
    progress_month = models.CharField("进展月份", max_length=7, blank=True)
    state = models.CharField("状态", max_length=20, choices=choices(STATES), default="planned")
    closed_on = models.DateField("销号日期", null=True, blank=True)

    columns = (
        Column("plan_year", Bilingual("年度", "Year"), required=True),
        Column("name", Bilingual("任务", "Task"), required=True),
        Column("owner_department", Bilingual("责任科室", "Owner"), required=True),
        Column("measure", Bilingual("完成标准", "Measure"), required=True, shown=False),
        Column("due_on", Bilingual("完成时限", "Deadline"), required=True),
        Column("progress_month", Bilingual("进展月份", "Last reported")),
        Column("progress", Bilingual("最近进展", "Progress"), shown=False),
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
