"""How much of what the desk asks Yifa fills in by itself: counted as each form is taken, by procedure, step, question and month.

A question counts as filled in where its answer was computed, or was taken as it stood in the form when it was opened. Files are
not counted: nobody could fill them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Sum

from yifa.desk.models import Filling
from yifa.desk.prefill import prefilled
from yifa.desk.step_form import StepForm
from yifa.desk.veil import is_kept
from yifa.house.models import Bureau
from yifa.interface.questions import Typed
from yifa.procedure import Procedure

_COUNT = """
insert into desk_filling (bureau_id, month, procedure_key, step, question, asked, filled)
select %(bureau)s, %(month)s, %(procedure)s, %(step)s, one.question, 1, one.filled
from unnest(%(questions)s::text[], %(filled)s::int[]) as one (question, filled)
on conflict (bureau_id, month, procedure_key, step, question)
do update set asked = desk_filling.asked + 1, filled = desk_filling.filled + excluded.filled
"""


def filled_in(form: StepForm, typed: Typed) -> dict[str, bool]:
    """For each question of a form that was taken, whether Yifa filled it in. typed: what the form held when it was sent."""
    again = form.matter is not None and form.step.key in form.matter.marking.done
    offered, _notes = prefilled(form.step, form.known, again=again)
    computed = form.computed_keys()
    return {
        key: key in computed or (bool(offered.get(key)) and typed.get(key) == offered[key])
        for key, question in form.step.asks.items()
        if not question.type.of_files
    }


def count(bureau: Bureau, on: date, procedure: Procedure, step: str, filled: dict[str, bool]) -> None:
    """Count a form that was taken; not what a small circle keeps, for the count would tell of it."""
    if not filled or is_kept(procedure.power_keys):
        return
    listed = sorted(filled)
    given: dict[str, Any] = {
        "bureau": bureau.pk,
        "month": on.replace(day=1),
        "procedure": procedure.key,
        "step": step,
        "questions": listed,
        "filled": [int(filled[key]) for key in listed],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)


@dataclass(frozen=True, slots=True)
class Share:
    """Fields that Yifa filled in of those that were asked."""

    key: str
    asked: int
    filled: int

    @property
    def percent(self) -> int:
        """In whole percent, rounded down; 0 where nothing was asked."""
        return self.filled * 100 // self.asked if self.asked else 0


def by_procedure(first: date, last: date) -> list[Share]:
    """By procedure, over months from the first to the last, those with most asked first."""
    rows = (
        Filling.objects.filter(month__range=(first, last))
        .values_list("procedure_key")
        .annotate(asked_in_all=Sum("asked"), filled_in_all=Sum("filled"))
        .order_by("-asked_in_all", "procedure_key")
    )
    return [Share(key, asked, filled) for key, asked, filled in rows]


def by_month(first: date, last: date) -> list[tuple[date, Share]]:
    """By month, the newest first."""
    rows = (
        Filling.objects.filter(month__range=(first, last))
        .values_list("month")
        .annotate(asked_in_all=Sum("asked"), filled_in_all=Sum("filled"))
        .order_by("-month")
    )
    return [(month, Share(month.isoformat(), asked, filled)) for month, asked, filled in rows]


def typed_most(first: date, last: date, most: int) -> list[tuple[str, str, str, int]]:
    """Questions that are typed most often: procedure, step, question, and how often."""
    rows = (
        Filling.objects.filter(month__range=(first, last))
        .values_list("procedure_key", "step", "question")
        .annotate(by_hand=Sum(F("asked") - F("filled")))
        .filter(by_hand__gt=0)
        .order_by("-by_hand", "procedure_key", "step", "question")[:most]
    )
    return list(rows)
