"""Oversight: what was let through with a reason, by a step that ``waives`` what a text, a rule or an examination was against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.cases.library import library
from yifa.cases.models import ActContent, LogEntry
from yifa.desk import knowing
from yifa.desk.access import DeskRequest
from yifa.desk.log_growth import size_of
from yifa.desk.overseeing import overseers_only
from yifa.desk.proofs import step_title
from yifa.desk.register_tables import address
from yifa.interface.formats import show_moment, words

_PAGE: Final = 50
_LOOKED_AT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Waiver:
    """A reason that was given, by whom, in which matter."""

    happened: str
    step: str
    reason: str
    officer: str
    number: str
    title: str
    case_url: str


@overseers_only
def waivers(request: DeskRequest) -> HttpResponse:
    """The latest first; so many entries of the log are looked at, and earlier ones offered."""
    below: Any = request.GET.get("below", "")
    size = size_of(request.bureau.pk)
    top = min(int(below), size) if below.isdecimal() else size
    bottom = max(0, top - _LOOKED_AT)
    asked = _asked()
    wanted = Q()
    for key, steps in asked.items():
        wanted |= Q(case__procedure_key=key, step__in=steps)
    entries = list(
        LogEntry.objects.filter(bureau_id=request.bureau.pk, position__lt=top, position__gte=bottom)
        .filter(wanted)
        .select_related("case", "officer")
        .order_by("-position")
    )
    kept = dict(
        ActContent.objects.filter(
            bureau_id=request.bureau.pk, position__in=[one.position for one in entries]
        ).values_list("position", "answers")
    )
    found = [row for one in entries if (row := _waiver(one, asked, kept.get(one.position, {}))) is not None]
    shown = found[:_PAGE]
    following = shown[-1][0] if len(found) > _PAGE else bottom
    return render(
        request,
        "desk/oversight/waivers.html",
        {
            "tab": "waivers",
            "rows": [row for _position, row in shown],
            "looked_at": top - following,
            "next_url": address({}, below=following) if following else "",
        },
    )


def _asked() -> dict[str, dict[str, str]]:
    """For each procedure, its steps that let something through, with the question for the reason."""
    found: dict[str, dict[str, str]] = {}
    for procedure in library():
        for key, step in procedure.steps.items():
            if step.waives is not None:
                found.setdefault(procedure.key, {})[key] = step.waives
    return found


def _waiver(
    one: LogEntry, asked: dict[str, dict[str, str]], kept: dict[str, Any]
) -> tuple[int, Waiver] | None:
    if one.case is None:
        return None
    _salt, reason = kept.get(asked[one.case.procedure_key][one.step], ("", None))
    if not reason:
        return None
    return one.position, Waiver(
        show_moment(one.happened_at),
        words(step_title(one.case, one.step)),
        str(reason),
        one.officer.name if one.officer is not None else "",
        one.case.number,
        knowing.title_of(one.case),
        reverse("desk:case", args=[one.case.number]),
    )
