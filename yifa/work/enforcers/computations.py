"""From which day on a certificate's end is warned of."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.computing import Facts, computation
from yifa.law.limits import add_days
from yifa.procedure import Json
from yifa.work.enforcers.parameters import WARNED_DAYS


@computation("certificate-warned-on", always=True, alone=True)
def warned_on(facts: Facts) -> Json:
    """So many days before the certificate's last day."""
    until = facts.answers.get("valid_until")
    if not until:
        return None
    last = until if isinstance(until, date) else date.fromisoformat(str(until))
    return add_days(last, -WARNED_DAYS.number_on(facts.bureau_id, facts.on)).isoformat()
