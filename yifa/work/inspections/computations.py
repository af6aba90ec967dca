"""Lists of what may be inspected, and how often an enterprise was visited in the year of an inspection."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.procedure.answers import day_of
from yifa.work.inspections.registers import Inspection, Item


def item_on(name: str, on: date) -> Item | None:
    """The item of that name that is published on a day; of the bureau that the connection works for."""
    standing = Item.objects.filter(item=name, listed_on__lte=on)
    return standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("-listed_on").first()


def visits_in(party_id: int, year: int, without: int | None = None) -> int:
    """How often an enterprise was visited on site in a year. without: the case that does not count."""
    visits = Inspection.objects.filter(party_id=party_id, mode="on_site", inspected_on__year=year)
    return visits.exclude(case_id=without or 0).count()


@listing("inspection-items")
def items(facts: Facts) -> list[str]:
    """Items that are published on the day."""
    with using_bureau(facts.bureau_id):
        standing = Item.objects.filter(listed_on__lte=facts.on)
        standing = standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=facts.on))
        return list(dict.fromkeys(standing.order_by("item").values_list("item", flat=True)))


@listing("inspection-categories")
def categories(facts: Facts) -> list[str]:
    """Categories of objects that a published item names."""
    with using_bureau(facts.bureau_id):
        standing = Item.objects.filter(listed_on__lte=facts.on)
        standing = standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=facts.on))
        named = standing.order_by("object_category").values_list("object_category", flat=True)
        return list(dict.fromkeys(named))


@computation("inspection-visits-before", always=True)
def visits_before(facts: Facts) -> Json:
    """Visits on site to the enterprise in the year of the planned day."""
    party = facts.answers.get("party")
    if not isinstance(party, int):
        return 0
    with using_bureau(facts.bureau_id):
        return visits_in(party, (day_of(facts.answers.get("planned_on")) or facts.on).year, facts.case_id)


@computation("inspection-ceiling", always=True)
def ceiling(facts: Facts) -> Json:
    """The yearly ceiling that was published with the item."""
    with using_bureau(facts.bureau_id):
        found = item_on(str(facts.answers.get("item") or ""), facts.on)
    return None if found is None else found.yearly_ceiling
