"""What the table of credit records cannot say: the kinds of penalty in the receivers' words, and the last day of display."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.law.credit import Grade, display
from yifa.parties.names import normalised
from yifa.procedure.answers import names_of
from yifa.work.integrity.export import AND
from yifa.work.integrity.kinds import PENALTY_KINDS


@column_value("penalty-kinds-for-receivers")
def penalties(of: EffectContext) -> str:
    """The kinds of penalty in words, as the receiver and a reader take them."""
    chosen = of.all_answers.get("penalty_kinds") or []
    return AND.join(PENALTY_KINDS[key].zh for key in chosen if key in PENALTY_KINDS)


@column_value("end-of-display")
def display_until(of: EffectContext) -> date | None:
    """The last day of display by the grade, where the measures in force since 2026-04-01 give one and display is the rule."""
    grade = of.text("grade")
    if grade not in (Grade.GENERAL, Grade.SERIOUS):
        return None
    return display(Grade(grade), of.day("decided_on") or of.on, of.on).ends_on


@column_value("misconduct-person")
def misconduct_person(of: EffectContext) -> str:
    """Whom a case is about, as names are compared."""
    return normalised(of.text("person"))


@column_value("misconduct-scopes")
@column_value("joint-scopes")
def barred_from(of: EffectContext) -> str:
    """From what is barred, by the keys of ``DEALINGS``."""
    return ",".join(names_of(of.all_answers, "bars_from"))
