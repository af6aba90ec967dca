"""What the tables of supervision cannot say: the last day by which the law wants an answer, and whether a matter waits."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.calendars import calendar_of
from yifa.law.calendar import Calendar
from yifa.law.limits import Term, Unit, due_on
from yifa.work.supervision.parameters import CONSULTATION_WAITS
from yifa.work.supervision.registers import Finding


@column_value("last-day-of-law-to-reply")
def reply_by_on(of: EffectContext) -> date | None:
    """By source and urgency, from the day of receipt."""
    return reply_by(of.text("source"), of.on, calendar_of(of.case.bureau), urgent=of.flag("urgent"))


def reply_by(source: str, received_on: date, calendar: Calendar, *, urgent: bool) -> date | None:
    """The last day by which the law wants an answer; None where only the paper sets one.

    行诉解释 §149, 行政复议法 §76, 检察建议工作规定 §19, 检察公益诉讼解释 §21.
    """
    match source:
        case "judicial_document" | "reconsideration":
            term = Term(60, Unit.CALENDAR_DAYS)
        case "procuratorial_public" if urgent:
            term = Term(15, Unit.CALENDAR_DAYS)
        case "procuratorial" | "procuratorial_public" | "judicial_other":
            term = Term(2, Unit.MONTHS)
        case _:
            return None
    due = due_on(received_on, term, calendar)
    # Nobody is late by a day that a holiday notice may yet move.
    return due.latest_on or due.due_on


@column_value("replied-in-time")
def replied_in_time(of: EffectContext) -> bool:
    """In time if by the later of what the paper and what the law says."""
    row = Finding.objects.get(case_id=of.case_id)
    return of.on <= (row.reply_by_on or row.due_on)


@column_value("consultation-waits")
def waits(of: EffectContext) -> bool:
    """Whether the matter waits follows the request and the bureau's parameter."""
    rule = CONSULTATION_WAITS.on(of.bureau_id, of.on)
    return rule == "always" or (rule == "asked" and of.flag("waits"))
