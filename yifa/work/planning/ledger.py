"""The ledger of a plan's tasks by month (推进台账): what was reported, what is carried over, and how each task stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.law.limits import end_of_month, month_span
from yifa.work.planning.registers import MonthlyReport, PlannedTask


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the ledger, written 2026-03."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str, today: date) -> Month:
        """The month that a text writes; today's for anything else, and for a month that has not begun."""
        year, _dash, number = text.partition("-")
        now = cls(today.year, today.month)
        if not (len(year) == 4 and year.isdecimal() and len(number) == 2 and number.isdecimal()):
            return now
        found = cls(int(year), int(number))
        return found if found.year >= 2000 and 1 <= found.number <= 12 and str(found) <= str(now) else now

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def last_on(self) -> date:
        """Its last day."""
        return end_of_month(month_span(self.year, self.number).first)

    def before(self) -> Month:
        """The month before."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    def after(self) -> Month:
        """The month after."""
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A task in a month. report: of this month; carried: the latest one of an earlier month. overdue: on the day it is looked at.

    silent: nothing was reported though the task ran.
    """

    task: PlannedTask
    report: MonthlyReport | None
    carried: MonthlyReport | None
    overdue: bool

    @property
    def silent(self) -> bool:
        """Whether nothing was reported for the month, though it was to be."""
        return self.report is None and self.task.state == "planned"


def lines(month: Month, today: date) -> list[Line]:
    """The tasks that ran in a month, by group and deadline; two queries.

    A task runs from the month of its approval to that of its closing.
    """
    tasks = list(
        PlannedTask.objects.filter(approved_on__lte=month.last_on)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=month_span(month.year, month.number).first))
        .exclude(state="cancelled")
        .select_related("case", "plan")
        .order_by("task_group", "due_on", "id")
    )
    reports: dict[int, MonthlyReport] = {}
    carried: dict[int, MonthlyReport] = {}
    found = MonthlyReport.objects.filter(task__in=tasks, month__lte=str(month)).order_by("month")
    for one in found:
        (reports if one.month == str(month) else carried)[one.task_id] = one
    return [
        Line(
            task,
            reports.get(task.pk),
            carried.get(task.pk),
            task.state == "planned" and task.submitted_on is None and task.due_on < today,
        )
        for task in tasks
    ]
