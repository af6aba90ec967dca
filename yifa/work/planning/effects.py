"""What the plan's tasks write: approval, progress, a new deadline, verification and the end."""

from __future__ import annotations

from yifa.cases.effects import EffectContext, effect
from yifa.work.planning.registers import PlannedTask


@effect("planned-task", "approve")
def approve(of: EffectContext) -> None:
    """A task stands in the ledger once the head approved it; a changed plan approved again changes its row."""
    values = {
        "name": of.text("title"),
        "plan_year": of.number("plan_year") or of.on.year,
        "task_group": of.text("task_group"),
        "owner_department": of.text("owner_department"),
        "measure": of.text("measure"),
        "approved_on": of.on,
        "due_on": of.day("new_deadline") or of.day("deadline") or of.on,
    }
    PlannedTask.objects.update_or_create(case=of.case, defaults=values, create_defaults={**of.row, **values})


def _set(of: EffectContext, **values: object) -> None:
    PlannedTask.objects.filter(case=of.case).update(**values)


@effect("planned-task", "report-progress")
def report_progress(of: EffectContext) -> None:
    """The latest month's progress."""
    _set(of, progress=of.text("progress"), progress_month=of.text("month"))


@effect("planned-task", "extend-deadline")
def extend(of: EffectContext) -> None:
    """The head gave more time."""
    _set(of, due_on=of.day("new_deadline") or of.on)


@effect("planned-task", "submit-evidence")
def submit_evidence(of: EffectContext) -> None:
    """New evidence is unverified, whatever was verified before."""
    _set(of, state="planned")


@effect("planned-task", "verify")
def verify(of: EffectContext) -> None:
    """Somebody other than the owner looked at the evidence."""
    _set(of, state="verified" if of.flag("verified") else "planned")


@effect("planned-task", "close")
def close(of: EffectContext) -> None:
    """Nothing closes without evidence that was verified."""
    _set(of, state="closed", closed_on=of.on)


@effect("planned-task", "cancel")
def cancel(of: EffectContext) -> None:
    """Taken out of the plan by whoever approved it."""
    _set(of, state="cancelled", closed_on=of.on)
