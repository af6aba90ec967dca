"""Under oversight: how much of what the desk asks Yifa fills in by itself, and what people type most often."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from yifa.cases.library import library
from yifa.desk.access import DeskRequest
from yifa.desk.filling import Share, by_month, by_procedure, typed_most
from yifa.desk.overseeing import overseers_only, procedure_title
from yifa.interface.formats import words
from yifa.procedure import NoProcedure

_MONTHS: Final = 12
_QUESTIONS: Final = 50


@overseers_only
def filling(request: DeskRequest) -> HttpResponse:
    """The last twelve months, by month, by procedure, and by question."""
    last = request.today.replace(day=1)
    first = last.replace(year=last.year - 1)
    procedures = by_procedure(first, last)
    whole = Share("", sum(one.asked for one in procedures), sum(one.filled for one in procedures))
    context = {
        "tab": "filling",
        "whole": whole,
        "months": [(f"{month.year}-{month.month:02}", one) for month, one in by_month(first, last)[:_MONTHS]],
        "procedures": [(procedure_title(one.key), one) for one in procedures],
        "typed": [
            (procedure_title(key), *_called(key, step, question), times)
            for key, step, question, times in typed_most(first, last, _QUESTIONS)
        ],
    }
    return render(request, "desk/oversight/filling.html", context)


def _called(procedure: str, step: str, question: str) -> tuple[str, str]:
    """What a step and its question are called today; their keys where the library no longer has them."""
    try:
        found = library().latest(procedure).steps.get(step)
    except NoProcedure:
        found = None
    if found is None:
        return step, question
    asked = found.asks.get(question)
    return words(found.title), question if asked is None else words(asked.label)
