"""Where the year's plan of study lies behind, and who is to swear the oath, on Today of whoever sees to it.

A plan's sessions are spread over its year. Its hours are told, and never summed: self-study is not timed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.law.limits import add_days, end_of_year
from yifa.law.text import Bilingual
from yifa.work.study.registers import AUDIENCES, StudyPlan, StudySession

SHOWN_DAYS: Final = 14
"""How long before its day the next session of a plan is shown."""
KINDS: Final = {
    "leaders": ("centre_group", "before_meeting", "themed", "lecture"),
    "all": ("all_staff", "themed", "lecture"),
}
"""Which sessions a plan for these counts; the first is the one that is proposed."""


@coming_source("study/call")
def sessions(_bureau: Bureau, on: date) -> Iterable[Coming]:
    """The next session of each plan whose share of the year has come; the latest plan of an audience counts; two queries."""
    plans = {
        plan.audience: plan
        for plan in StudyPlan.objects.filter(plan_year=on.year)
        .select_related("case")
        .order_by("approved_on", "id")
    }
    if not plans:
        return
    first, last = date(on.year, 1, 1), end_of_year(on.year)
    kinds = list(StudySession.objects.filter(held_on__range=(first, last)).values_list("kind", flat=True))
    for audience, plan in plans.items():
        held = sum(kind in KINDS[audience] for kind in kinds)
        if held >= plan.sessions_least:
            continue
        days = (last - first).days + 1
        due = max(add_days(first, days * (held + 1) // plan.sessions_least - 1), plan.approved_on)
        if on < add_days(due, -SHOWN_DAYS):
            continue
        title = AUDIENCES[audience]
        hours = plan.hours_least
        yield Coming(
            Bilingual(
                f"集体学法：{title.zh}，第{held + 1}次", f"Collective study: {title.en}, session {held + 1}"
            ),
            Bilingual(
                f"计划全年不少于{plan.sessions_least}次，已举办{held}次"
                + (f"；集中学习和自学不少于{hours}小时" if hours else ""),
                f"at least {plan.sessions_least} sessions are planned for the year, {held} were held"
                + (f"; at least {hours} hours with self-study" if hours else ""),
            ),
            due,
            {"session_kind": KINDS[audience][0], "plan": "" if plan.case is None else plan.case.number},
        )
