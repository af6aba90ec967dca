"""What plans and tasks write: issue, assignment, monthly progress, escalation, verification and the end."""

from __future__ import annotations

from yifa.cases.acting.effects import EffectContext, effect
from yifa.work.planning.registers import AnnualPlan, MonthlyReport, PlannedTask


@effect("plan/issue")
def issue(of: EffectContext) -> None:
    """A plan stands from its issue."""
    AnnualPlan.objects.create(
        **of.row,
        name=of.text("plan_title"),
        plan_year=of.number("plan_year") or of.on.year,
        issued_on=of.on,
        document_number=of.text("document_number"),
        deliberated_in=of.text("item"),
        ends_on=of.day("plan_ends_on") or of.on,
    )


def _plan(of: EffectContext, **values: object) -> None:
    AnnualPlan.objects.filter(case=of.case).update(**values)


@effect("plan/publish")
def publish(of: EffectContext) -> None:
    """Open to everybody."""
    _plan(of, published_on=of.on, published_at=of.text("published_at"))


@effect("plan/keep-internal")
def keep_internal(of: EffectContext) -> None:
    """Not published, with the reason."""
    _plan(of, internal_reason=of.text("internal_reason"))


@effect("plan/confirm-breakdown")
def broken_down(of: EffectContext) -> None:
    """Every item has become a task."""
    _plan(of, broken_down_on=of.on)


@effect("plan/account")
def account(of: EffectContext) -> None:
    """How the year went."""
    _plan(of, accounted_on=of.on, account=of.text("account_text"), unfinished=of.text("unfinished"))


@effect("task/assign")
def assign(of: EffectContext) -> None:
    """A task of a plan that was issued stands at once."""
    plan = AnnualPlan.objects.filter(case=of.linked("plan")).first()
    _stand(of, plan, of.on.year if plan is None else plan.plan_year)


@effect("task/approve")
def approve(of: EffectContext) -> None:
    """A single task stands in the ledger once the head approved it."""
    _stand(of, None, of.number("plan_year") or of.on.year)


def _stand(of: EffectContext, plan: AnnualPlan | None, plan_year: int) -> None:
    values = {
        "plan": plan,
        "plan_year": plan_year,
        "name": of.text("title"),
        "task_group": of.text("task_group"),
        "owner_department": of.text("owner_department"),
        "responsible_leader": of.text("responsible_leader"),
        "measure": of.text("measure"),
        "approved_on": of.on,
        "due_on": of.day("deadline") or of.on,
    }
    PlannedTask.objects.update_or_create(case=of.case, defaults=values, create_defaults={**of.row, **values})


def _set(of: EffectContext, **values: object) -> None:
    PlannedTask.objects.filter(case=of.case).update(**values)


@effect("task/report-progress")
def report_progress(of: EffectContext) -> None:
    """A month's progress; a second report for the same month takes the first one's place."""
    task = PlannedTask.objects.get(case=of.case)
    # Of this report alone: what was said last month about difficulties is not said again.
    percent, difficulty = of.answers.get("percent_done"), of.answers.get("difficulty")
    done = task.percent_done if not isinstance(percent, int | float) else int(percent)
    values = {
        "reported_on": of.on,
        "progress": of.text("progress"),
        "percent_done": done,
        "unchanged": of.answers.get("unchanged") is True,
        "difficulty": str(difficulty or ""),
    }
    month = of.text("month")
    MonthlyReport.objects.update_or_create(
        task=task, month=month, defaults=values, create_defaults={**of.row, **values}
    )
    if month >= task.progress_month:
        _set(of, progress=of.text("progress"), progress_month=month, percent_done=done)


@effect("task/adjust")
def adjust(of: EffectContext) -> None:
    """The head changed deadline, owner or measure, with the reason."""
    task = PlannedTask.objects.get(case=of.case)
    _set(
        of,
        due_on=of.day("deadline") or task.due_on,
        owner_department=of.text("owner_department") or task.owner_department,
        measure=of.text("measure") or task.measure,
        adjusted=of.text("adjust_reason"),
    )


@effect("task/overdue-to-section")
def overdue(of: EffectContext) -> None:
    """The deadline passed without evidence."""
    _set(of, overdue_on=of.on)


@effect("task/explain-overdue")
def explain(of: EffectContext) -> None:
    """The head of section said why, and what will be done."""
    _set(of, overdue_reason=of.text("overdue_reason"))


@effect("task/overdue-to-head")
def to_head(of: EffectContext) -> None:
    """Still not done."""
    _set(of, to_head_on=of.on)


@effect("task/supervise")
def supervise(of: EffectContext) -> None:
    """The head supervises it in person."""
    _set(of, supervised_on=of.on)


@effect("task/submit-evidence")
def submit_evidence(of: EffectContext) -> None:
    """New evidence is unverified, whatever was verified before."""
    _set(of, state="planned", submitted_on=of.on)


@effect("task/verify")
def verify(of: EffectContext) -> None:
    """Somebody other than the owner looked at the evidence."""
    _set(of, state="verified" if of.flag("verified") else "planned")


@effect("task/close")
def close(of: EffectContext) -> None:
    """Nothing closes without evidence that was verified."""
    _set(of, state="closed", closed_on=of.on)


@effect("task/cancel")
def cancel(of: EffectContext) -> None:
    """Taken out of the plan by whoever approved it."""
    _set(of, state="cancelled", closed_on=of.on)
