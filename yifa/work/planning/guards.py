"""What only the ledger knows: whether a plan has tasks, whether some are still open, whether a month may be reported."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.text import Bilingual, counted
from yifa.procedure import Reason
from yifa.work.planning.registers import OPEN_STATES, MonthlyReport, PlannedTask

_SHOWN = 5


@guard("plan/confirm-breakdown")
def plan_has_tasks(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against saying that a plan is broken down while it has no task."""
    if PlannedTask.objects.filter(plan__case_id=ctx.case_id or 0).exists():
        return ()
    return (
        Reason(
            rule=None,
            code="planning/no-task",
            sentence=Bilingual(
                "还没有从本计划分解出任务，不能确认已经分解。",
                "No task has been assigned from this plan yet.",
            ),
            remedy=Bilingual(
                "请先在本页“从本事项发起”中逐项“从年度计划分解下达”。",
                "First begin a task for each item, under “Begin from this case”.",
            ),
        ),
    )


@guard("plan/account")
def open_tasks_are_explained(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an account that passes over tasks which are neither closed nor cancelled."""
    if str(ctx.answers.get("unfinished") or "").strip():
        return ()
    names = list(
        PlannedTask.objects.filter(plan__case_id=ctx.case_id or 0, state__in=OPEN_STATES).values_list(
            "name", flat=True
        )
    )
    if not names:
        return ()
    shown = "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")
    return (
        Reason(
            rule=None,
            code="planning/open-tasks",
            sentence=Bilingual(
                f"还有{len(names)}项任务没有销号：{shown}。",
                f"{counted(len(names), 'tasks')} still open: {shown}.",
            ),
            remedy=Bilingual(
                "请先销号、取消，或者在“未完成的任务和原因”中说明。",
                "Close or cancel them, or say under “tasks left open” why they are.",
            ),
        ),
    )


@guard("task/report-progress")
def month_has_come(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a report for a month that has not begun, or on “no change” where nothing was reported before."""
    found = []
    month = str(ctx.answers.get("month") or "")
    this_month = f"{ctx.on:%Y-%m}"
    if month > this_month:
        found.append(
            Reason(
                rule=None,
                code="planning/month-to-come",
                sentence=Bilingual(
                    f"{month}还没有到，不能报告这个月的进展。",
                    f"{month} has not begun; it cannot be reported.",
                ),
                remedy=Bilingual(
                    f"请填写{this_month}或者以前的月份。", f"Give {this_month} or an earlier month."
                ),
            )
        )
    if ctx.answers.get("unchanged") is True:
        task = PlannedTask.objects.filter(case_id=ctx.case_id or 0).first()
        before = task is not None and MonthlyReport.objects.filter(task=task, month__lt=month).exists()
        if not before:
            found.append(
                Reason(
                    rule=None,
                    code="planning/nothing-before",
                    sentence=Bilingual(
                        "以前没有报告过进展，不能填“没有变化”。",
                        "Nothing was reported before, so that “nothing changed” says nothing.",
                    ),
                    remedy=Bilingual("请写明进展情况。", "Say what the progress is."),
                )
            )
    return tuple(found)
