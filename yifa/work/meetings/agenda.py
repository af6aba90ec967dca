"""Meetings in the calendar: those that were called, on the day for which they were, until they are called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yifa.cases.models import ActContent, Case, LogEntry
from yifa.cases.roles import composers, players
from yifa.cases.told.agenda import Planned, agenda_source
from yifa.house.models import Bureau
from yifa.law.text import Bilingual
from yifa.procedure.answers import day_of, names_of

_MEETING = Bilingual("会议", "Meeting")
_NEWEST = 400


@agenda_source
def meetings(bureau: Bureau, first: date, last: date) -> Iterable[Planned]:
    """By what the step that called them said."""
    kinds = composers("sitting/hold")
    steps = {step for _procedure, step in players("sitting/convene")}
    cases = {
        one.pk: one
        for one in Case.objects.filter(procedure_key__in=kinds)
        .select_related("party")
        .order_by("-pk")[:_NEWEST]
    }
    called = dict(
        LogEntry.objects.filter(case_id__in=cases, step__in=steps).values_list("position", "case_id")
    )
    told = ActContent.objects.filter(bureau_id=bureau.pk, position__in=list(called))
    for position, contents in told.values_list("position", "answers"):
        answers = {key: value for key, (_salt, value) in contents.items()}
        on, case_id = day_of(answers.get("held_on")), called[position]
        if on is not None and first <= on <= last and case_id is not None:
            case = cases[case_id]
            if "cancel" not in case.marking.get("done", {}):
                yield Planned(on, _MEETING, case, frozenset(names_of(answers, "members")))
