"""The objects of inspection as a draw asks for them: who stands in the list, and who was visited as often as may be."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from yifa.cases.pools import Candidate, Wanted, pool
from yifa.work.inspections.computations import visits_in
from yifa.work.inspections.registers import Item, Object


@pool("inspection_objects")
def objects(wanted: Wanted) -> Iterator[Candidate]:
    """Objects that stand on the day, each in the stratum of its category; excluded is whoever was visited as often as the
    items of the category let in a year."""
    ceilings: dict[str, int] = {}
    standing = Item.objects.filter(listed_on__lte=wanted.on)
    for item in standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=wanted.on)):
        most = ceilings.get(item.object_category, 0)
        ceilings[item.object_category] = max(most, item.yearly_ceiling)
    rows = Object.objects.filter(listed_on__lte=wanted.on).select_related("party")
    for row in rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=wanted.on)):
        if wanted.within and row.object_category not in wanted.within:
            continue
        most = ceilings.get(row.object_category, 0)
        reached = bool(most) and visits_in(row.party_id, wanted.on.year) >= most
        yield Candidate(row.party.name, row.object_category, 1, "ceiling" if reached else "")
