"""What a call says on the page of each application under it: until when it is open, and that its deadline was moved for all."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.models import Case
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.calls.registers import Call


@note_source
def moved(case: Case) -> Iterable[Note]:
    """A deadline that was moved, on every application that it was moved for."""
    calls = Call.objects.filter(
        case__linked_from__from_case=case,
        case__linked_from__question="call",
        case__linked_from__is_current=True,
        extended__gt=0,
    )
    for row in calls.select_related("case"):
        yield Note(
            Bilingual("申报截止日期", "Deadline of the call"),
            Bilingual(f"延至{row.deadline}", f"moved to {row.deadline}"),
            "amber",
            says=row.call_title,
            number=row.case.number if row.case is not None else "",
        )
