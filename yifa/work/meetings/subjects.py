"""A matter that goes to a meeting must be ready for it by its own rules.

Its procedure has a step that is the collective discussion (``event: deliberated``). While that step is barred, an item about the
matter is refused with that step's own reasons and articles: no legality review, no competition review, a time not over. Who asks
does not matter here, so that reasons about people are left aside.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case
from yifa.house.calendars import calendar_of
from yifa.procedure import Marking, Reason, Who, options
from yifa.procedure.marking import ACTOR
from yifa.procedure.model import Kind

DELIBERATED: Final = "deliberated"
_ABOUT_PEOPLE: Final = frozenset({Kind.POWER, Kind.SEPARATION, Kind.QUORUM})


def bars(case: Case, on: date) -> tuple[Reason, ...]:
    """Why a matter may not be discussed on a day; nothing if it may, or if its procedure knows no discussion.

    Raises ProcedureMissing.
    """
    procedure = procedure_of_case(case)
    wanted = [key for key, step in procedure.steps.items() if step.event == DELIBERATED]
    if not wanted:
        return ()
    found = {
        option.key: option
        for option in options(procedure, Marking.from_json(case.marking), Who(), on, calendar_of(case.bureau))
    }
    reasons: tuple[Reason, ...] = ()
    for key in wanted:
        reasons = tuple(reason for reason in found[key].reasons if not _about_people(reason))
        if not reasons:
            return ()
    return reasons


def _about_people(reason: Reason) -> bool:
    return reason.code == ACTOR or (reason.rule is not None and reason.rule.kind in _ABOUT_PEOPLE)
