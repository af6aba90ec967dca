"""What is published of a draw: the record that a stranger works out again, with names only where they are public."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yifa.cases.errors import RecordProblem
from yifa.cases.log import record
from yifa.cases.models import LogEntry
from yifa.cases.pools import pools
from yifa.cases.told.links import answers_of
from yifa.evidence import draws
from yifa.evidence.draws import DrawRecord, Opened
from yifa.house.models import Bureau
from yifa.procedure.answers import rows_of
from yifa.work.draws.computations import names_by_mark, values_of
from yifa.work.draws.registers import Draw, DrawnOne


def record_of(bureau: Bureau, draw: Draw) -> DrawRecord:
    """The record of a draw as it stands. Before it is published nobody is named; then those drawn and replaced are, and where the
    list is none of people, everything on it.
    """
    case = draw.case
    assert case is not None
    answers = answers_of(case)
    by_place = list(DrawnOne.objects.filter(draw=draw).order_by("replaced_on", "id"))
    replaced = tuple((one.mark, one.reason) for one in by_place if one.standing == "replaced")
    fixed = draws.Fixed.from_text(draw.list_text)
    drawn: tuple[str, ...] = ()
    values = tuple(values_of(case.pk, answers)) if draw.drawn_on is not None else ()
    if draw.drawn_on is not None:
        order = draws.order_of(fixed, draw.seed_digest)
        drawn = tuple(one.mark for one in draws.drawn_of(fixed, order, (mark for mark, _ in replaced)))
    return DrawRecord(
        bureau=bureau.code,
        draw=case.number,
        title=draw.draw_title,
        text=draw.list_text,
        digest=draw.list_digest,
        values=values,
        replaced=replaced,
        drawn=drawn,
        opened=_opened(draw, by_place) if draw.published_on is not None else {},
        receipt=_receipt(bureau, case.pk),
    )


def _opened(draw: Draw, drawn: list[DrawnOne]) -> dict[str, Opened]:
    assert draw.case is not None
    answers = answers_of(draw.case)
    public = {one.mark for one in drawn}
    is_personal = draw.pool not in pools or pools[draw.pool].personal
    by_mark = names_by_mark(answers)
    salts = {str(row.get("name")): str(row.get("salt")) for row in rows_of(answers, "candidates")}
    return {
        mark: Opened(name, salts[name]) for mark, name in by_mark.items() if mark in public or not is_personal
    }


def _receipt(bureau: Bureau, case_id: int) -> str:
    """That the list's digest stands in the log, with nothing else opened; empty until a head was signed over it."""
    position = (
        LogEntry.objects.filter(bureau_id=bureau.pk, case_id=case_id)
        .order_by("case_version")
        .values_list("position", flat=True)
        .first()
    )
    if position is None:
        return ""
    try:
        found = record.receipt(bureau, position, with_answers=True)
    except RecordProblem:
        return ""
    kept = {key: one for key, one in found.openings.items() if key == draws.DIGEST}
    return replace(found, openings=kept).to_json()


def committed_at(bureau: Bureau, told: DrawRecord) -> datetime | None:
    """When the log took the list's digest, as the record proves it to whoever trusts the bureau's key."""
    if not told.receipt or not record.has_key(bureau):
        return None
    return told.verify([record.public_key(bureau)]).committed_at
