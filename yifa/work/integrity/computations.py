"""What an evaluation rests on: commitments kept and broken in its year, and what stands on record."""

from __future__ import annotations

from yifa.cases.acting.computing import Facts, computation
from yifa.house.tenancy import using_bureau
from yifa.parties.register import party_answered
from yifa.parties.standing import standings_of
from yifa.procedure import Json
from yifa.work.integrity.registers import Commitment


def _commitments(facts: Facts, kept: str) -> Json:
    year = facts.answers.get("period_year")
    if not facts.answers.get("subject") or not isinstance(year, int):
        return None
    with using_bureau(facts.bureau_id):
        rows = Commitment.objects.filter(
            subject_id=facts.answers["subject"], kept=kept, settled_on__year=year
        )
        return rows.count()


@computation("commitments-kept", always=True)
def commitments_kept(facts: Facts) -> Json:
    """Commitments that were found kept within the year."""
    return _commitments(facts, "kept")


@computation("commitments-broken", always=True)
def commitments_broken(facts: Facts) -> Json:
    """Commitments that were found broken within the year."""
    return _commitments(facts, "broken")


@computation("standings-held", always=True)
def standings_held(facts: Facts) -> Json:
    """What bars the party on the day of the evaluation."""
    if not facts.answers.get("subject"):
        return None
    with using_bureau(facts.bureau_id):
        party = party_answered(facts.answers["subject"])
        return 0 if party is None else sum(one.bars for one in standings_of(party, facts.on))
