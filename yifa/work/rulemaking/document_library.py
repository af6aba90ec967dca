"""The public library of documents: a document's text and interpretation, what it is to others, and what happened to it.

Only what is public: drafts before issue stay in the case (they are records of a process), and a document that is not published is
named nowhere.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q

from yifa.cases.registers.publicity import Happening, Related, Section, Version
from yifa.law.text import Bilingual
from yifa.work.rulemaking.registers import (
    EVENTS,
    DocumentEvent,
    DocumentRelation,
    DocumentText,
    NormativeDocument,
    public,
)

AS_ISSUED: Final = Bilingual("印发文本", "As issued")
# How a relation reads from the document that it names.
_BACKWARDS: Final = {
    "amends": Bilingual("被修改", "amended by"),
    "replaces": Bilingual("被废止并代替", "replaced by"),
    "rests_on": Bilingual("是其依据", "is the basis of"),
}
_FORWARDS: Final = {
    "amends": Bilingual("修改", "amends"),
    "replaces": Bilingual("废止并代替", "replaces"),
    "rests_on": Bilingual("依据", "rests on"),
}


def sections(row: NormativeDocument) -> list[Section]:
    """The text as it was issued, where the register has it, and the interpretation."""
    text = _final(row)
    return [
        Section("text", Bilingual("正文", "Text"), "" if text is None else text.text, is_normative=True),
        Section("interpretation", Bilingual("政策解读", "Interpretation"), row.interpretation),
    ]


def versions(row: NormativeDocument) -> list[Version]:
    """The text as it was issued."""
    text = _final(row)
    return [] if text is None else [Version(AS_ISSUED, text.text, row.issued_on)]


def related(row: NormativeDocument, on: date) -> list[Related]:
    """Published documents that it amends, replaces or rests on by a day, and those that do so to it."""
    shown = set(
        NormativeDocument.objects.filter(public(on), issued_on__lte=on)
        .filter(Q(pk__in=_ends(row, "document")) | Q(pk__in=_ends(row, "other")))
        .values_list("pk", flat=True)
    )
    found = []
    rows = DocumentRelation.objects.filter(Q(document=row) | Q(other=row), since_on__lte=on)
    for one in rows.select_related("document", "other").order_by("-since_on", "-pk"):
        is_ours = one.document_id == row.pk
        other = one.other if is_ours else one.document
        if other.pk in shown:
            words = _FORWARDS if is_ours else _BACKWARDS
            found.append(Related(words[one.relation], other, other.document_number))
    return found


def history(row: NormativeDocument, on: date) -> list[Happening]:
    """What happened to it by a day, oldest first."""
    rows = DocumentEvent.objects.filter(document=row, happened_on__lte=on).order_by("happened_on", "pk")
    return [Happening(one.happened_on, EVENTS[one.event], one.told) for one in rows]


def _ends(row: NormativeDocument, end: str) -> list[int]:
    near = "other" if end == "document" else "document"
    return list(DocumentRelation.objects.filter(**{near: row}).values_list(f"{end}_id", flat=True))


def _final(row: NormativeDocument) -> DocumentText | None:
    return DocumentText.objects.filter(document=row, is_final=True).order_by("-version").first()
