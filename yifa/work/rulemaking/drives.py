"""A clean-up drive over the register: which documents are in its scope, and what was concluded of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from yifa.cases.models import Case
from yifa.work.rulemaking.registers import (
    Cleanup,
    CleanupDrive,
    CleanupItem,
    DocumentText,
    NormativeDocument,
    in_force,
)

_BETWEEN: Final = re.compile(r"[、，,;；\s]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A document in a drive: its conclusion, and the case in which it is cleaned up; neither where it was not begun."""

    document: NormativeDocument
    conclusion: Cleanup | None
    case: Case | None


def terms_of(text: str) -> tuple[str, ...]:
    """The words of a theme."""
    return tuple(term for term in _BETWEEN.split(text) if term)


def in_scope(drive: CleanupDrive) -> list[NormativeDocument]:
    """The documents that were in force when the drive began and fall under its scope, and those that it took up besides, oldest
    first; three queries.
    """
    # One that the drive abolished on its first day was in force that day until then.
    taken_up = set(CleanupItem.objects.filter(drive=drive).values_list("document_id", flat=True))
    rows = list(
        NormativeDocument.objects.filter(Q(in_force(drive.started_on)) | Q(pk__in=taken_up)).order_by(
            "issued_on", "id"
        )
    )
    if drive.scope == "whole":
        return rows
    terms = terms_of(drive.terms)
    texts = dict(
        DocumentText.objects.filter(document__in=rows, is_final=True).values_list("document_id", "text")
    )
    return [
        row
        for row in rows
        if row.pk in taken_up or any(term in row.name or term in texts.get(row.pk, "") for term in terms)
    ]


def items(drive: CleanupDrive) -> list[Item]:
    """Every document of the drive with what became of it; five queries, however many there are."""
    documents = in_scope(drive)
    concluded = {
        row.document_id: row
        for row in Cleanup.objects.filter(document__in=documents, drive=drive).select_related("case")
    }
    begun = {
        row.document_id: row.case
        for row in CleanupItem.objects.filter(drive=drive, document__in=documents)
        .select_related("case")
        .order_by("id")
    }
    return [Item(one, concluded.get(one.pk), begun.get(one.pk)) for one in documents]


def open_items(drive: CleanupDrive) -> list[NormativeDocument]:
    """The documents of a drive of which nothing was decided yet."""
    return [one.document for one in items(drive) if one.conclusion is None]


def left_off(issued_on: date) -> date | None:
    """Since when a document of that day is on no list: a clean-up of the whole register passed it over. None if none did."""
    drive = (
        CleanupDrive.objects.filter(scope="whole", listed_on__isnull=False, started_on__gte=issued_on)
        .order_by("listed_on")
        .first()
    )
    return None if drive is None else drive.listed_on
