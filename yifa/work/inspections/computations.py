"""Lists of what may be inspected, and how often an enterprise was visited in the year of an inspection."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.computing import Facts, computation, listing
from yifa.cases.registers.register import RegisterQuerySet
from yifa.house.tenancy import using_bureau
from yifa.procedure import Json
from yifa.procedure.answers import day_of
from yifa.work.inspections.registers import Inspection, Item


def items_on(on: date) -> RegisterQuerySet[Item]:
    """The items that are published on a day."""
    return Item.objects.filter(listed_on__lte=on).not_ended(on)


def item_on(name: str, on: date) -> Item | None:
    """The item of that name that is published on a day; of the bureau that the connection works for."""
    return items_on(on).filter(item=name).order_by("-listed_on").first()


def visits_of(year: int) -> RegisterQuerySet[Inspection]:
    """The visits on site of a year."""
    return Inspection.objects.filter(mode="on_site", inspected_on__year=year)


def visits_in(party_id: int, year: int, without: int | None = None) -> int:
    """How often an enterprise was visited on site in a year. without: the case that does not count."""
    return visits_of(year).filter(party_id=party_id).exclude(case_id=without or 0).count()


@listing("inspection-items")
def items(facts: Facts) -> list[str]:
    """Items that are published on the day."""
    with using_bureau(facts.bureau_id):
        return list(dict.fromkeys(items_on(facts.on).order_by("item").values_list("item", flat=True)))


@listing("inspection-categories")
def categories(facts: Facts) -> list[str]:
    """Categories of objects that a published item names."""
    with using_bureau(facts.bureau_id):
        named = items_on(facts.on).order_by("object_category").values_list("object_category", flat=True)
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
