"""Consultations in the calendar: the day on which one opens, and the last on which opinions are taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from yifa.cases.told.agenda import Planned, agenda_source
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.work.consultation.registers import Consultation

_OPENS = Bilingual("开始征求意见", "Consultation opens")
_CLOSES = Bilingual("征求意见截止", "Last day for opinions")


@agenda_source
def consultations(bureau: Bureau, first: date, last: date) -> Iterable[Planned]:
    """Those that were not stopped."""
    rows = Consultation.objects.filter(
        Q(opened_on__range=(first, last)) | Q(closes_on__range=(first, last)), bureau=bureau, stopped_on=None
    )
    for row in rows.select_related("case", "case__party"):
        if row.case is None:
            continue
        for on, kind in ((row.opened_on, _OPENS), (row.closes_on, _CLOSES)):
            if first <= on <= last:
                yield Planned(on, kind, row.case)
