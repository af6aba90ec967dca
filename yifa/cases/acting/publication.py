"""A step that publishes happens when it is entered: until then nobody could read it, whatever day is given for it.

Which steps those are follows from the declaration. A step with ``public`` publishes where its event is ``published`` or a
condition counts days from it (a public period). What was published elsewhere before says where, in the question that the step
names with ``published_in``; from a public period of Yifa's own nothing exempts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.procedure import Json, Procedure, Reason, Rule, Step
from yifa.procedure.model import Condition
from yifa.procedure.types import is_empty

PUBLISHED_LATE: Final = "cases/published-late"
_PUBLISHED: Final = "published"


def periods_from(procedure: Procedure, step: Step) -> tuple[Rule, ...]:
    """The rules that count days of a public period from a step."""
    if step.public is None:
        return ()
    return tuple(
        rule
        for rule in procedure.conditions
        if isinstance(rule.relation, Condition)
        and rule.relation.delay is not None
        and step.key in rule.relation.needs
    )


def publishes(procedure: Procedure, step: Step) -> bool:
    """Whether taking the step is what publishes something, or opens a public period."""
    return step.public is not None and (step.event == _PUBLISHED or bool(periods_from(procedure, step)))


def reasons(
    procedure: Procedure,
    step: Step,
    answers: Mapping[str, Json],
    told: Mapping[str, Json],
    on: date,
    now: datetime,
) -> tuple[Reason, ...]:
    """Against publishing as of a day that is past. told: the answers to the step. answers: all of the case, those included."""
    today = legal_day(now)
    if on >= today or not publishes(procedure, step):
        return ()
    periods = periods_from(procedure, step)
    if not periods and step.published_in is not None and not is_empty(told.get(step.published_in)):
        return ()
    rule = next((one for one in periods if one.when is None or one.when.holds(answers)), None)
    question = None if periods or step.published_in is None else step.asks[step.published_in]
    remedy = Bilingual(
        f"请以{today}为公布之日，期限自这一天起算。", f"Publish it as of {today}; the time runs from there."
    )
    if question is not None:
        remedy = Bilingual(
            f"请以{today}为公布之日；此前已在别处公布的，在「{question.label.zh}」中写明在哪里。",
            f"Publish it as of {today}; where it was published elsewhere before, say where in '{question.label.en}'.",
        )
    return (
        Reason(
            rule=rule,
            code=PUBLISHED_LATE,
            sentence=Bilingual(
                f"「{step.title.zh}」自登记之时起才向社会公布，不能补录为{on}公布。",
                f"'{step.title.en}' publishes when it is entered; it cannot be entered as of {on}.",
            ),
            remedy=remedy,
        ),
    )
