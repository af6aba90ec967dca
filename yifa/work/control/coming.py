"""The evaluation of the year before, and the checks that risk points want, on Today of whoever enters them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from yifa.cases.models import Case
from yifa.cases.roles import players
from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.law.limits import add_days, add_months, end_of_year
from yifa.law.text import Bilingual
from yifa.work.control.parameters import EVALUATED_MONTHS
from yifa.work.control.registers import ACTIVITIES, ControlCheck, Evaluation, RiskPoint

EVERY: Final = {"monthly": (1, 10), "quarterly": (3, 30), "yearly": (12, 60)}
"""Months between two checks, and how many days before its day one is shown."""


def _under_way(role: str) -> bool:
    keys = {key for key, _ in players(role)}
    return Case.objects.filter(procedure_key__in=keys, closed_on__isnull=True).exists()


@coming_source("control-evaluation-ledger/record")
def evaluation(bureau: Bureau, on: date) -> Iterable[Coming]:
    """The evaluation of the year before, where the bureau keeps risk points of that year; two queries, or four."""
    year = on.year - 1
    if not RiskPoint.objects.filter(listed_on__lte=end_of_year(year)).exists():
        return
    if Evaluation.objects.filter(year=year).exists() or _under_way("control-evaluation-ledger/record"):
        return
    yield Coming(
        Bilingual(f"{year}年度内部控制自我评价", f"Evaluation of internal control for {year}"),
        Bilingual("上一年度的自我评价还没有登记", "that of last year is not entered yet"),
        add_months(end_of_year(year), EVALUATED_MONTHS.number_on(bureau.pk, on)),
        {"year": str(year)},
    )


@coming_source("control-check-made/check")
def checks(_bureau: Bureau, on: date) -> Iterable[Coming]:
    """Each activity whose risk points want a check by now: counted from the last one, or from the listing; two queries."""
    wanted: dict[str, tuple[date, int]] = {}
    standing = RiskPoint.objects.filter(listed_on__lte=on).not_ended(on)
    last = dict(ControlCheck.objects.order_by("checked_on").values_list("activity", "checked_on"))
    for point in standing:
        months, shown = EVERY[point.frequency]
        since = max(point.listed_on, last.get(point.activity, point.listed_on))
        due = add_months(since, months)
        if point.activity not in wanted or due < wanted[point.activity][0]:
            wanted[point.activity] = (due, shown)
    for activity, (due, shown) in sorted(wanted.items()):
        if on < add_days(due, -shown):
            continue
        title = ACTIVITIES[activity]
        yield Coming(
            Bilingual(f"内部控制检查：{title.zh}", f"Check of internal control: {title.en}"),
            Bilingual("按风险点的频次，到了检查的时候", "as often as its risk points want, it is due"),
            due,
            {"activity": activity},
        )
