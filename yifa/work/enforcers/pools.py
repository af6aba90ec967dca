"""The inspectors as a draw asks for them: whoever holds a valid certificate on the day, without those who keep out."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.cases.acting.avoidance import Concern, keeps_out
from yifa.cases.pools import Candidate, Wanted, pool
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.work.enforcers.effects import certified_on


@pool("inspectors", personal=True)
def inspectors(wanted: Wanted) -> Iterator[Candidate]:
    """Everybody who may enforce on the day, in one stratum for each kind of certificate; excluded is whoever declared a tie to a
    party that the matter concerns, or whose kin did."""
    named = [normalised(name) for name in wanted.concerns]
    parties = list(Party.objects.filter(name_normalised__in=named).values_list("pk", flat=True))
    for name, row in certified_on(wanted.bureau_id, wanted.on).items():
        tied = any(
            keeps_out(Concern(wanted.bureau_id, party, frozenset()), row.officer_id, wanted.on)
            for party in parties
        )
        yield Candidate(name, row.certificate_kind, 1, "interest" if tied else "")
