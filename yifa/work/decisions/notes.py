"""What the page of a decision's case says of its whole-process file (条例 §33): what it holds, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from yifa.cases.models import Case
from yifa.cases.roles import composers
from yifa.cases.told.notes import Note, note_source
from yifa.law.text import Bilingual
from yifa.work.decisions.archive import records


@note_source
def whole_process_file(case: Case) -> Iterable[Note]:
    """The archive list of a major decision; no query for other cases."""
    if case.procedure_key not in composers("decision-making/start"):
        return
    listed = records(case)
    lacking = [one for one in listed if one.is_missing]
    lines = [
        f"{'尚缺' if one.is_missing else f'{one.done_on}'}　{one.title.zh}（条例§{one.article}）"
        + (f"　{one.matter}" if one.matter else "")
        for one in listed
    ]
    done = len(listed) - len(lacking)
    yield Note(
        Bilingual("全过程档案", "Whole-process file"),
        Bilingual(f"已有{done}项，尚缺{len(lacking)}项", f"{done} there, {len(lacking)} missing"),
        "amber" if lacking else "green",
        says="\n".join(lines),
    )
