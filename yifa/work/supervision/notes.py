"""What supervision says on the page of a matter: consultations with their opinions, and findings about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yifa.cases.models import Case
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.supervision.registers import OPINIONS, RESPONSES, Consultation

_TONES: Final = {"": "amber", "no_objection": "green", "conditions": "amber", "objection": "red"}


@note_source
def consultations(case: Case) -> Iterable[Note]:
    """Each consultation about a matter, the newest first; one query."""
    rows = Consultation.objects.filter(subject=case, withdrawn_on__isnull=True).select_related("case")
    for row in rows:
        asked = f"{row.requested_on}"
        said = [row.opinion_text] if row.opinion_text else [row.question]
        if row.response:
            said.append(f"{RESPONSES[row.response].zh}：{row.response_reason}")
        mark = OPINIONS[row.opinion]
        if not row.opinion and row.waits:
            mark = Bilingual("等待意见，不得决定、办结", "Waits for the opinion")
        yield Note(
            Bilingual(f"{asked}纪检监察会商", f"Consultation with discipline inspection, {asked}"),
            mark,
            _TONES[row.opinion],
            "\n".join(said),
            row.case.number if row.case is not None else "",
        )
