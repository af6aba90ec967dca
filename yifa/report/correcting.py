"""Correcting a published report: its next edition, which begins with the words of the last one and the figures as they are now.

What was published stays as it was frozen, and the new edition is made, cleared, signed and published beside it; whoever reads
either sees where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from yifa.interface.comparing import Comparison, compare
from yifa.report.drafting import outline_of
from yifa.report.errors import TokenProblem
from yifa.report.models import Confirmation, Prose, Report, Tie
from yifa.report.papers import open_report
from yifa.report.render import say_line
from yifa.report.tokens import tokens

if TYPE_CHECKING:
    from yifa.report.papers import Opened

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


def told_text(opened: Opened) -> str:
    """A report's headings and lines as it says them, without pictures and tables: what two editions are compared by."""
    return "\n".join(line for _path, line in told_lines(opened))


def told_lines(opened: Opened) -> list[tuple[str, str]]:
    """The same line by line, each with its passage."""
    lines: list[tuple[str, str]] = []
    for each in opened.passages:
        said = [_said(line, opened) for line in each.text.split("\n") if line.strip()]
        told = [line for line in said if line]
        path = each.passage.path
        if told and each.passage.level:
            lines.append((path, say_line(each.passage.title.zh, opened.setting)))
        lines += [(path, line) for line in told]
    return lines


def _said(line: str, opened: Opened) -> str:
    try:
        if any(token.is_block for token in tokens(line)):
            return ""
    except TokenProblem:
        return line
    return say_line(line, opened.setting).removeprefix("- ")


def difference(later: Report, earlier: Report) -> Comparison:
    """Where two editions differ, paragraph by paragraph."""
    return compare(told_text(open_report(earlier)), told_text(open_report(later)))
