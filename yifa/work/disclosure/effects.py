"""What the tables of disclosure cannot say: due days, an item of the list replaced, a yearly report as it was signed."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.effects import EffectContext, column_value, effect
from yifa.house.calendars import calendar_of
from yifa.law.limits import Span, add_days, due_on
from yifa.law.terms import Term, Unit
from yifa.work.disclosure.registers import DisclosureDuty, DisclosureReport, InformationRequest
from yifa.work.disclosure.table import CARRIED_OUT, HANDLED, NEW, of_rows

_DAYS: Final = 20
"""政府信息公开条例 §26, from being formed or changed; §33, from receipt."""
_PARTS: Final = ("overview", "documents", "acts", "fees", "requests", "reviews", "problems", "others")


@column_value("answer-due-on")
def answer_due_on(of: EffectContext) -> date | None:
    """By when the answer is due (§§30, 33): from receipt or the corrected request, extended, without the third party's days."""
    row = InformationRequest.objects.filter(case_id=of.case_id).first()
    if row is None or row.received_on is None:
        return None
    term = Term(_DAYS * (2 if row.extended_on is not None else 1), Unit.WORKING_DAYS)
    asked, answered = row.third_party_asked_on, row.third_party_answered_on
    # The day of asking still counts, that of the answer no more.
    stops = (Span(add_days(asked, 1), answered),) if asked and answered and answered > asked else ()
    return due_on(row.corrected_on or row.received_on, term, calendar_of(of.case.bureau), stops=stops).due_on


@column_value("publication-due-on")
def publication_due_on(of: EffectContext) -> date | None:
    """The last day on which what was formed had to be published."""
    formed = of.day("formed_on")
    if formed is None:
        return None
    return due_on(formed, Term(_DAYS, Unit.WORKING_DAYS), calendar_of(of.case.bureau)).due_on


@effect("listing-duties/approve")
def approve(of: EffectContext) -> None:
    """The item holds from the approval; an earlier one of the same number ends, and so does this where it says so."""
    own = DisclosureDuty.objects.filter(case_id=of.case_id)
    code = own.values_list("code", flat=True).first()
    standing = DisclosureDuty.objects.filter(code=code, approved_on__isnull=False, ended_on=None)
    standing.exclude(case_id=of.case_id).update(ended_on=of.on)
    own.update(approved_on=of.on, ended_on=of.on if of.flag("ends") else None)


@effect("disclosure-year/sign")
def sign(of: EffectContext) -> None:
    """The texts and tables as they are signed; nothing changes them after."""
    said = of.all_answers
    made = of_rows(said.get("requests") or [])
    DisclosureReport.objects.filter(case_id=of.case_id).update(
        received=made[NEW]["total"],
        handled=made[HANDLED]["total"],
        carried_out=made[CARRIED_OUT]["total"],
        content={part: said.get(part) for part in _PARTS},
    )
