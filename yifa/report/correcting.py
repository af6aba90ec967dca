"""Correcting a published report: its next edition, which begins with the words of the last one and the figures as they are now.

What was published stays as it was frozen, and the new edition is made, cleared, signed and published beside it; whoever reads
either sees where they differ (``yifa.report.differences``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from yifa.report.drafting import outline_of
from yifa.report.models import Confirmation, Prose, Report, Tie

_Row = TypeVar("_Row", Tie, Confirmation)


def next_edition(last: Report, now: datetime) -> Report:
    """The draft that corrects a frozen report; the draft that is there already, where a correction was begun and dropped."""
    if not last.is_frozen:
        return last
    made = Report.objects.create(
        bureau_id=last.bureau_id,
        year=last.year,
        edition=last.edition + 1,
        outline_key=last.outline_key,
        outline_hash=last.outline_hash,
        outline=last.outline,
        title=last.title,
        begun_at=now,
    )
    paths = {passage.path: passage.template for passage in outline_of(last).passages()}
    own: dict[str, Prose] = {
        row.path: row
        for row in last.prose.filter(officer__isnull=False).order_by("path", "-number").distinct("path")
    }
    Prose.objects.bulk_create(
        Prose(
            bureau_id=last.bureau_id,
            report=made,
            path=path,
            number=1,
            # What nobody rewrote is told anew from the outline: a sentence that had no records may have them now.
            text=own[path].text if path in own else template,
            officer_id=own[path].officer_id if path in own else None,
            saved_at=now,
        )
        for path, template in paths.items()
        if path in own or template
    )
    Tie.objects.bulk_create(_copied(last.ties.all(), made))
    Confirmation.objects.bulk_create(_copied(last.confirmations.all(), made))
    return made


def _copied(rows: Iterable[_Row], made: Report) -> list[_Row]:
    """The rows of the edition before, as rows of this one: who stood for a sentence, and when, stays."""
    found = list(rows)
    for row in found:
        row.pk, row.report = None, made
        row._state.adding = True  # noqa: SLF001  (Django's documented way to copy a row)
    return found
