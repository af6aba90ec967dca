"""The pool of experts as a draw asks for it: who is in it on the day, and whom the registers say must stand aside."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from yifa.cases.pools import Candidate, Wanted, pool
from yifa.parties.names import normalised
from yifa.work.experts.registers import Expert, ExpertTie


@pool("experts", personal=True)
def experts(wanted: Wanted) -> Iterator[Candidate]:
    """Experts whose term runs, each in the stratum of their kind; excluded are the units and people that the matter concerns, and
    whoever has a tie to them that was declared or found and has not ended."""
    concerned = {normalised(name) for name in wanted.concerns}
    rows = Expert.objects.filter(standing="active", entered_on__lte=wanted.on).filter(
        Q(until__isnull=True) | Q(until__gte=wanted.on)
    )
    ties: dict[int, list[ExpertTie]] = {}
    for tie in ExpertTie.objects.filter(Q(until__isnull=True) | Q(until__gte=wanted.on), expert__in=rows):
        ties.setdefault(tie.expert_id, []).append(tie)
    for one in rows:
        if wanted.within and not any(word in one.knows for word in wanted.within):
            continue
        yield Candidate(one.expert_name, one.kind, 1, _excluded(one, ties.get(one.pk, []), concerned))


def _excluded(one: Expert, ties: list[ExpertTie], concerned: set[str]) -> str:
    if normalised(one.employer) in concerned:
        return "same_unit"
    if normalised(one.expert_name) in concerned:
        return "interest"
    return next((tie.tie for tie in ties if normalised(tie.tied_to) in concerned), "")
