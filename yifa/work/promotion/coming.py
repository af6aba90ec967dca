"""Who was appointed to a leading post and has not been asked to swear the oath to the Constitution yet (法治宣传教育法 §33)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from yifa.cases.models import CaseLink
from yifa.cases.told.coming import Coming, coming_source
from yifa.house.models import Bureau
from yifa.law.limits import add_days
from yifa.law.text import Bilingual
from yifa.work.promotion.registers import Promotion

SWORN_DAYS: Final = 30
"""Within which the bureau's rules want the oath."""


@coming_source("oath/owe")
def oaths(_bureau: Bureau, on: date) -> Iterable[Coming]:
    """Each appointment to a leading post whose matter no oath names; two queries."""
    appointed = list(
        Promotion.objects.filter(track="leading", appointed_on__lte=on)
        .select_related("case")
        .order_by("appointed_on")
    )
    sworn = set(
        CaseLink.objects.filter(
            to_case__in=[one.case_id for one in appointed], question="promotion", is_current=True
        ).values_list("to_case_id", flat=True)
    )
    for one in appointed:
        if one.case is None or one.appointed_on is None or one.case_id in sworn:
            continue
        yield Coming(
            Bilingual(
                f"宪法宣誓：{one.candidate}，{one.post_name}", f"Oath to the Constitution: {one.candidate}"
            ),
            Bilingual(
                f"{one.appointed_on}任职，还没有组织宣誓",
                f"appointed on {one.appointed_on}, not yet sworn in",
            ),
            add_days(one.appointed_on, SWORN_DAYS),
            {"promotion": one.case.number},
        )
