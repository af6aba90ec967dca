"""By when petitions and letters to the bureau are told and answered."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.calendars import calendar_of
from yifa.law.limits import add_days, nth_working_day_after

_TOLD: Final = 15
_ANSWERED: Final = 60
_LONGER: Final = 30
_SORTED: Final = 3
_REPLIED: Final = {"question": 5}
_OTHERS: Final = 15


@column_value("petition-told-due")
def petition_told_due(of: EffectContext) -> date:
    """Fifteen days (信访工作条例 §23)."""
    return add_days(of.on, _TOLD)


@column_value("petition-due")
def petition_due(of: EffectContext) -> date:
    """Sixty days from acceptance (§34)."""
    return add_days(of.on, _ANSWERED)


@column_value("petition-extended-due")
def petition_extended_due(of: EffectContext) -> date:
    """Thirty days more, counted from acceptance (§34)."""
    return add_days(of.done_on("petition-work/accept") or of.on, _ANSWERED + _LONGER)


@column_value("voice-due")
def voice_due(of: EffectContext) -> date:
    """The working days for sorting and for answering together, by the bureau's own rules."""
    days = _SORTED + _REPLIED.get(of.text("kind"), _OTHERS)
    return nth_working_day_after(of.on, days, calendar_of(of.case.bureau))
