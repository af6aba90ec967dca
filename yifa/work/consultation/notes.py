"""What the page of a consultation says of its opinions: how many came, how many wait, and where they are dealt with."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual, counted
from yifa.work.consultation.registers import Consultation, Opinion


@note_source
def opinions_received(case: Case) -> Iterable[Note]:
    """One note on a consultation's case; no query for other cases."""
    if case.procedure_key not in composers("consultation/open"):
        return
    row = Consultation.objects.filter(case=case).first()
    if row is None:
        return
    found = Opinion.objects.filter(consultation=row).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(treatment=""))
    )
    total, waiting = found["all"], found["waiting"]
    yield Note(
        Bilingual(
            f"公众意见{total}条：逐条处理、导出", f"{counted(total, 'opinions')}: deal with them, export them"
        ),
        Bilingual(f"{waiting}条未处理", f"{waiting} waiting")
        if waiting
        else Bilingual("已全部处理", "all dealt with"),
        "amber" if waiting else "green",
        url=reverse("consultation:opinions", args=[row.pk]),
    )
