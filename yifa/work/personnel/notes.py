"""Who keeps out of a matter, on its page: so that it is given to somebody else before anybody is refused."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.models import Case
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.personnel.declarations import naming
from yifa.work.personnel.registers import Interest


@note_source
def who_keeps_out(case: Case) -> Iterable[Note]:
    """Who declared a tie to a matter's party, so that it is given to somebody else; why stands in the declaration alone."""
    if case.party is None or case.closed_on is not None:
        return
    rows = Interest.objects.filter(ended_on__isnull=True, colleague=None).select_related("officer")
    names = dict.fromkeys(row.officer.name for row in naming(rows, case.party))
    if names:
        yield Note(
            Bilingual("应当回避的人员", "Who keeps out of this matter"),
            Bilingual("、".join(names), ", ".join(names)),
            "amber",
        )
