"""What the tables of plans and tasks cannot say: what a task takes from its plan, and which month stands in the ledger."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.work.planning.registers import AnnualPlan, MonthlyReport, PlannedTask


@column_value("year-of-plan")
def year_of_plan(of: EffectContext) -> int:
    """The year of the plan that a task belongs to."""
    plan = AnnualPlan.objects.filter(case=of.linked("plan")).first()
    return of.on.year if plan is None else plan.plan_year


@column_value("percent-so-far")
def percent_so_far(of: EffectContext) -> int | None:
    """How far a task was by the last report that said it."""
    return PlannedTask.objects.values_list("percent_done", flat=True).get(case_id=of.case_id)


@effect("task/report-progress")
def report_progress(of: EffectContext) -> None:
    """The newest month stands in the ledger, whichever month is reported, or reported again."""
    report = MonthlyReport.objects.get(case_id=of.case_id, month=of.text("month"))
    PlannedTask.objects.filter(case_id=of.case_id, progress_month__lte=report.month).update(
        progress=report.progress, progress_month=report.month, percent_done=report.percent_done
    )
