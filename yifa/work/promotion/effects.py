"""Until when somebody is on trial."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.effects import EffectContext, column_value
from yifa.law.limits import add_days, add_years


@column_value("trial-until")
def trial_until(of: EffectContext) -> date | None:
    """A year from the appointment to a leading post; a rank has no trial."""
    return add_days(add_years(of.on, 1), -1) if of.text("track") == "leading" else None
