"""The objects of inspection as a draw asks for them: who stands in the list, and who was visited as often as may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yifa.cases.pools import Candidate, Wanted, pool
from yifa.work.inspections.computations import items_on, visits_of
from yifa.work.inspections.registers import Object


@pool("inspection_objects")
def objects(wanted: Wanted) -> Iterator[Candidate]:
    """Objects that stand on the day, each in the stratum of its category; excluded is whoever was visited as often as the
    items of the category let in a year. Three queries, however many they are."""
    ceilings: dict[str, int] = {}
    for item in items_on(wanted.on):
        ceilings[item.object_category] = max(ceilings.get(item.object_category, 0), item.yearly_ceiling)
    visits = Counter(visits_of(wanted.on.year).values_list("party_id", flat=True))
    for row in Object.objects.filter(listed_on__lte=wanted.on).not_ended(wanted.on).select_related("party"):
        if wanted.within and row.object_category not in wanted.within:
            continue
        most = ceilings.get(row.object_category, 0)
        reached = bool(most) and visits[row.party_id] >= most
        yield Candidate(row.party.name, row.object_category, 1, "ceiling" if reached else "")
