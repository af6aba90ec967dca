"""What the page of a document's case says once it is issued: its numbers, how it stands, and where it is in the library."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.rulemaking.registers import STATUSES, NormativeDocument


@note_source
def issued(case: Case) -> Iterable[Note]:
    """One note on a case that made or entered a document; no query for other cases."""
    if case.procedure_key not in composers("issuing/issue", "document-elsewhere/register"):
        return
    row = NormativeDocument.objects.filter(case=case).first()
    if row is None:
        return
    number = row.document_number or row.name
    says = f"登记编号 {row.register_number}" if row.register_number else ""
    mark = STATUSES[row.status] if row.is_published else Bilingual("尚未公布", "Not published yet")
    yield Note(
        Bilingual(f"规范性文件 {number}", f"Normative document {number}"),
        mark,
        "green" if row.is_published and row.status == "in_force" else "amber",
        says=says,
        url=reverse("rulemaking:document", args=[row.pk]),
    )
