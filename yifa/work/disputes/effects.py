"""By when an answer and a defence are due, as the law reads on the day."""

from __future__ import annotations

from datetime import date
from typing import Final

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.house.calendars import calendar_of
from yifa.law.limits import add_days, nth_working_day_after

_WORKING_DAYS_SINCE: Final = date(2024, 1, 1)
_ANSWER: Final = {"ordinary": 10, "simplified": 5}
_DEFENCE: Final = 15


@column_value("answer-due")
def answer_due(of: EffectContext) -> date:
    """Ten working days, five in the simplified procedure; before 2024 ten days (复议法 §48, §54)."""
    if of.on < _WORKING_DAYS_SINCE:
        return add_days(of.on, 10)
    return nth_working_day_after(of.on, _ANSWER[of.text("review_kind")], calendar_of(of.case.bureau))


@column_value("defence-due")
def defence_due(of: EffectContext) -> date:
    """Fifteen days (行诉法 §67)."""
    return add_days(of.on, _DEFENCE)
