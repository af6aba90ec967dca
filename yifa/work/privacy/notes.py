"""What an erasure says on its own page: where to look through exactly what it will take away."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual


@note_source
def what_goes(case: Case) -> Iterable[Note]:
    """The list that is checked and approved, while the erasure is under way."""
    if case.is_open and case.procedure_key in composers("erasure/propose"):
        yield Note(
            Bilingual("删除清单", "What the erasure takes away"),
            Bilingual("核对、批准前先看", "Look through it before checking and approving"),
            "amber",
            url=reverse("privacy:list", args=[case.number]),
        )
