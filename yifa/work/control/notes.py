"""What internal control says on the page of a contract, a meeting or a payment that a check looked at."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.models import Case
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.control.registers import ACTIVITIES, ControlCheck


@note_source
def checks(case: Case) -> Iterable[Note]:
    """Each check about a matter, the newest first; one query."""
    for row in ControlCheck.objects.filter(about=case).select_related("case").order_by("-checked_on", "-id"):
        activity = ACTIVITIES[row.activity]
        waits = row.exceptions and row.mended_on is None
        yield Note(
            Bilingual(
                f"{row.checked_on}内部控制检查（{activity.zh}，{row.period}）",
                f"Check of internal control, {row.checked_on} ({activity.en})",
            ),
            Bilingual(
                f"发现问题{row.exceptions}个" + ("，没有整改" if waits else ""),
                f"{row.exceptions} exceptions" + (", not mended" if waits else ""),
            )
            if row.exceptions
            else Bilingual("没有发现问题", "Nothing found"),
            "red" if waits else "amber" if row.exceptions else "green",
            number=row.case.number if row.case is not None else "",
        )
