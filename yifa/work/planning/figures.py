"""Figures of the annual plan."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from yifa.figures.indicators import Breakdown, Indicator, registry
from yifa.figures.measures import Ratio
from yifa.figures.periods import Period
from yifa.figures.units import Category, Unit
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.work.planning.registers import STATES, AnnualPlan, MonthlyReport, PlannedTask


def of_the_plan(bureau: Bureau, period: Period) -> QuerySet[PlannedTask]:
    """The tasks of the year's plan, those cancelled apart."""
    return PlannedTask.objects.of(bureau).filter(plan_year=period.year_number).exclude(state="cancelled")


registry.register(
    Indicator(
        code="planning.tasks",
        title=Bilingual("年度法治重点工作", "Tasks of the annual plan"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "tasks"),
        definition=Bilingual(
            "列入年度安排、未取消的工作任务", "Tasks in the year's plan that were not cancelled"
        ),
        field="planning",
        category=Category.PLAN,
        records=of_the_plan,
        parts=Breakdown.by("state", {key: words for key, words in STATES.items() if key != "cancelled"}),
    )
)
registry.register(
    Indicator(
        code="planning.closed_rate",
        title=Bilingual("年度任务销号率", "Share of planned tasks closed"),
        unit=Unit.PERCENT,
        definition=Bilingual(
            "年度任务中期末已销号的占比", "Share of the year's tasks closed by the end of the period"
        ),
        field="planning",
        category=Category.PLAN,
        records=of_the_plan,
        measure=Ratio(Q(state="closed")),
    )
)
registry.register(
    Indicator(
        code="planning.plans",
        title=Bilingual("印发年度计划", "Annual plans issued"),
        unit=Unit.ITEM,
        counter=Bilingual("份", "plans"),
        definition=Bilingual("本年度印发的工作计划", "Plans issued within the year"),
        field="planning",
        category=Category.PLAN,
        records=lambda bureau, period: AnnualPlan.objects.of(bureau).filter(**period.days("issued_on")),
    )
)
registry.register(
    Indicator(
        code="planning.monthly_reports",
        title=Bilingual("任务月报", "Monthly reports on tasks"),
        unit=Unit.ITEM,
        counter=Bilingual("次", "reports"),
        definition=Bilingual("本年度报告的任务月进展", "Monthly reports on tasks made within the year"),
        field="planning",
        category=Category.PLAN,
        records=lambda bureau, period: MonthlyReport.objects.of(bureau).filter(**period.days("reported_on")),
    )
)
registry.register(
    Indicator(
        code="planning.overdue",
        title=Bilingual("逾期任务", "Tasks that became overdue"),
        unit=Unit.ITEM,
        counter=Bilingual("项", "tasks"),
        definition=Bilingual(
            "本年度到期未提交佐证、被提醒的任务",
            "Tasks whose deadline passed within the year without evidence",
        ),
        field="planning",
        category=Category.PLAN,
        records=lambda bureau, period: PlannedTask.objects.of(bureau).filter(**period.days("overdue_on")),
    )
)
