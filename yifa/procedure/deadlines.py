"""When an open obligation falls due: derived from the marking each time, never stored.

Stops, restarts and extensions are those that the acts brought about; the counting itself is :func:`yifa.law.limits.due_on`, whose
result explains every day.
"""

from __future__ import annotations

from datetime import date

from yifa.law.calendar import Calendar
from yifa.law.counted import Extension, Span
from yifa.law.limits import Deadline, add_days, days_between, due_on
from yifa.law.terms import Term, Unit
from yifa.procedure.marking import Marking, Owed
from yifa.procedure.model import Extend, Procedure, Response
from yifa.procedure.tables import tables_of


def deadline(procedure: Procedure, marking: Marking, owed: Owed, calendar: Calendar) -> Deadline | None:
    """The deadline of an open obligation with every day explained; None without a limit, or while its clock is stopped.

    Provisional where the count runs into a year without a holiday notice.
    """
    return deadline_of(procedure, marking, owed.rule_id, calendar)


def deadline_of(procedure: Procedure, marking: Marking, rule_id: str, calendar: Calendar) -> Deadline | None:
    """As :func:`deadline`, by the rule's id; None if no obligation is open under it."""
    item = marking.open.get(rule_id)
    rule = procedure.by_id.get(rule_id)
    if item is None or item.since is None or item.stopped_since is not None or rule is None:
        return None
    relation = rule.relation
    if not isinstance(relation, Response):
        return None
    if relation.until is not None:
        until = marking.day(relation.until)
        return None if until is None else _until(item.since, until, calendar)
    if relation.within is None:
        return None
    extensions = []
    for extend_id, granted_on in item.extensions:
        extend_rule = procedure.by_id.get(extend_id)
        if extend_rule is not None and isinstance(extend_rule.relation, Extend):
            name = procedure.steps[extend_rule.relation.on[0]].title.zh
            extensions.append(Extension(extend_rule.relation.by, granted_on, name, extend_rule.citation))
    return count(item.since, relation, calendar, stops=item.stops, extensions=tuple(extensions))


def count(
    since: date,
    relation: Response,
    calendar: Calendar,
    *,
    stops: tuple[Span, ...] = (),
    extensions: tuple[Extension, ...] = (),
) -> Deadline:
    """The deadline of a response with a limit that runs from ``since``; not rolled where the rule says so."""
    assert relation.within is not None
    # An end that does not roll needs no holiday notice, so that years ahead can be promised.
    return due_on(since, relation.within, calendar, stops=stops, extensions=extensions, rolls=relation.rolls)


def _until(since: date, until: date, calendar: Calendar) -> Deadline:
    """A limit that ends on a day which was answered: as written, rest day or not."""
    start = min(since, add_days(until, -1))
    term = Term(days_between(start, until), Unit.CALENDAR_DAYS)
    return due_on(start, term, calendar, rolls=False)


def is_relevant(procedure: Procedure, marking: Marking, rule_id: str) -> bool:
    """Whether an obligation is open under the rule and some step that would fulfil it is included."""
    if rule_id not in marking.open:
        return False
    return any(step not in marking.gone for step in tables_of(procedure).groups.get(rule_id, ()))
