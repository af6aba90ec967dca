"""From which day on a certificate's end is warned of."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.house.roster import roster_on
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days
from yifa.procedure import Json
from yifa.work.enforcers.effects import certified_on
from yifa.work.enforcers.parameters import WARNED_DAYS

_TWO = 2
"""行政处罚法 第四十二条：执法人员不得少于两人。"""


@listing("certified-officers")
def certified_officers(facts: Facts) -> list[str]:
    """Whoever may enforce on the day; everybody of the bureau while fewer than two may, so that a team can be named beforehand
    (who has no certificate does not inspect)."""
    with using_bureau(facts.bureau_id):
        names = list(certified_on(facts.bureau_id, facts.on))
        return names if len(names) >= _TWO else list(roster_on(facts.bureau_id, facts.on))


@computation("certificate-warned-on", always=True, alone=True)
def warned_on(facts: Facts) -> Json:
    """So many days before the certificate's last day."""
    until = facts.answers.get("valid_until")
    if not until:
        return None
    last = until if isinstance(until, date) else date.fromisoformat(str(until))
    return add_days(last, -WARNED_DAYS.number_on(facts.bureau_id, facts.on)).isoformat()
