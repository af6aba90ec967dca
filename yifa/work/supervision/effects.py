"""What supervised items, findings and consultations write."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, effect
from yifa.house.calendars import calendar_of
from yifa.law.calendar import Calendar
from yifa.law.limits import Term, Unit, due_on
from yifa.work.supervision.parameters import CONSULTATION_WAITS
from yifa.work.supervision.registers import Consultation, Finding, SupervisedItem


@effect("supervised/enter")
def enter(of: EffectContext) -> None:
    """Entered on the day on which it came."""
    SupervisedItem.objects.create(
        **of.row,
        kind=of.text("kind"),
        from_whom=of.text("from_whom"),
        item_number=of.text("item_number"),
        said_on=of.day("said_on") or of.on,
        demand=of.text("demand"),
        entered_on=of.on,
    )


def _item(of: EffectContext, **values: object) -> None:
    SupervisedItem.objects.filter(case=of.case).update(**values)


@effect("supervised/assign")
def assign(of: EffectContext) -> None:
    """A department has it, until a day."""
    _item(
        of,
        owner_department=of.text("owner_department"),
        responsible_leader=of.text("responsible_leader"),
        due_on=of.day("deadline"),
        state="assigned",
    )


@effect("supervised/give-feedback")
def feedback(of: EffectContext) -> None:
    """How far it is."""
    _item(of, progress=of.text("progress"), progress_on=of.on)


@effect("supervised/report-result")
def report_result(of: EffectContext) -> None:
    """Done, as the department says; not yet as somebody else says."""
    _item(of, result=of.text("result"), result_on=of.on, state="reported")


@effect("supervised/verify")
def verify(of: EffectContext) -> None:
    """Somebody else looked."""
    _item(of, state="verified" if of.flag("done") else "assigned")


@effect("supervised/return-from-verify")
def returned(of: EffectContext) -> None:
    """Back to the department."""
    _item(of, state="assigned")


@effect("supervised/extend")
def extend(of: EffectContext) -> None:
    """More time."""
    _item(of, due_on=of.day("deadline"))


@effect("supervised/overdue-to-section")
def overdue(of: EffectContext) -> None:
    """The deadline passed."""
    _item(of, overdue_on=of.on)


@effect("supervised/overdue-to-head")
def to_head(of: EffectContext) -> None:
    """Still not done."""
    _item(of, to_head_on=of.on)


@effect("supervised/close")
def close_item(of: EffectContext) -> None:
    """Reported back to whoever gave it."""
    _item(of, state="closed", closed_on=of.on)


@effect("finding/receive")
def receive(of: EffectContext) -> None:
    """A finding stands from the day on which it was received."""
    Finding.objects.create(
        **of.row,
        source=of.text("source"),
        from_organ=of.text("from_organ"),
        paper_number=of.text("paper_number"),
        finding=of.text("finding"),
        received_on=of.on,
        due_on=of.day("deadline") or of.on,
        reply_by_on=reply_by(of.text("source"), of.on, calendar_of(of.case.bureau), urgent=of.flag("urgent")),
    )


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


def _finding(of: EffectContext, **values: object) -> None:
    Finding.objects.filter(case=of.case).update(**values)


@effect("finding/set-measures")
def set_measures(of: EffectContext) -> None:
    """Who does what, until when."""
    _finding(
        of,
        owner_department=of.text("owner_department"),
        measures=of.text("measures"),
        due_on=of.day("measures_due_on"),
    )


@effect("finding/rectify")
def rectify(of: EffectContext) -> None:
    """Rectified, as the department says."""
    _finding(of, rectified=of.text("rectified"), rectified_on=of.on, state="reported", confirmed_on=None)


@effect("finding/confirm")
def confirm(of: EffectContext) -> None:
    """Confirmed by somebody else, or not."""
    if of.flag("confirmed"):
        _finding(of, state="confirmed", confirmed_on=of.on)
    else:
        _finding(of, state="received", confirmed_on=None)


@effect("finding/explain")
def explain(of: EffectContext) -> None:
    """Why it is not rectified."""
    _finding(of, explanation=of.text("explanation"))


@effect("finding/approve-explanation")
def approve_explanation(of: EffectContext) -> None:
    """The head agrees that it is not, or wants it rectified."""
    _finding(of, state="explained" if of.flag("accepted") else "received")


@effect("finding/reply")
def reply(of: EffectContext) -> None:
    """Answered in writing; in time if by the later of what the paper and what the law says."""
    row = Finding.objects.get(case=of.case)
    limit = row.reply_by_on or row.due_on
    _finding(of, replied_on=of.on, reply_number=of.text("reply_number"), replied_in_time=of.on <= limit)


@effect("finding/close")
def close_finding(of: EffectContext) -> None:
    """Taken off the list."""
    _finding(of, closed_on=of.on)


@effect("discipline-advice/request")
def request(of: EffectContext) -> None:
    """Put to discipline inspection; whether the matter waits follows the request and the bureau's parameter."""
    rule = CONSULTATION_WAITS.on(of.bureau_id, of.on)
    subject = of.linked("subject")
    assert subject is not None  # the procedure requires it
    Consultation.objects.create(
        **of.row,
        subject=subject,
        question=of.text("question"),
        requested_on=of.on,
        waits=rule == "always" or (rule == "asked" and of.flag("waits")),
    )


def _consultation(of: EffectContext, **values: object) -> None:
    Consultation.objects.filter(case=of.case).update(**values)


@effect("discipline-advice/give-opinion")
def give_opinion(of: EffectContext) -> None:
    """The opinion."""
    _consultation(
        of,
        opinion=of.text("opinion"),
        opinion_text=of.text("opinion_text"),
        opinion_on=of.on,
        accepted_on=None,
    )


@effect("discipline-advice/respond")
def respond(of: EffectContext) -> None:
    """How the opinion was taken."""
    _consultation(of, response=of.text("response"), response_reason=of.text("response_reason"))


@effect("discipline-advice/accept-response")
def accept_response(of: EffectContext) -> None:
    """Discipline inspection is content."""
    _consultation(of, accepted_on=of.on)


@effect("discipline-advice/withdraw")
def withdraw(of: EffectContext) -> None:
    """No longer asked."""
    _consultation(of, withdrawn_on=of.on, closed_on=of.on)


@effect("discipline-advice/close")
def close_consultation(of: EffectContext) -> None:
    """Over."""
    _consultation(of, closed_on=of.on)
