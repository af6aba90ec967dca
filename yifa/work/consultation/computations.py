"""What a consultation knows by the matter that it serves, and nobody says again."""

from __future__ import annotations

from typing import Final

from yifa.cases.acting.computing import Facts, computation
from yifa.procedure import Json

_BY_LAW: Final = "major-decisions-regulation"


@computation("subject-is-major-decision")
def subject_is_major_decision(facts: Facts) -> Json:
    """Whether the matter is made under the regulation on major decisions; None where the consultation serves none."""
    procedure = facts.procedure("subject")
    return None if procedure is None else _BY_LAW in procedure.statutes
