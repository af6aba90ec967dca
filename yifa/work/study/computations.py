"""Who is to study or to sit: the Party group, everybody on the roster, or those who are named."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.house.bodies import members_on
from yifa.house.models import BodyKind
from yifa.house.roster import roster_on
from yifa.procedure import Json


@computation("entitled-to-study")
def entitled(facts: Facts) -> Json:
    """The centre group's are the Party group's members; all staff are the roster; of others it is asked."""
    match facts.answers.get("session_kind"):
        case "centre_group":
            return list(members_on(facts.bureau_id, BodyKind.PARTY_GROUP, facts.on)) or None
        case "all_staff":
            return list(roster_on(facts.bureau_id, facts.on)) or None
    return None
