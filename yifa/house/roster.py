"""Everybody in the bureau on a day, as they are called: people are picked from here, never typed.

Two of one name are told apart by their staff numbers.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Q

from yifa.house.models import Holding, Officer, Seat
from yifa.house.tenancy import using_bureau


def roster_on(bureau_id: int, on: date) -> dict[str, Officer]:
    """Officers who hold a post or have a seat in a body on a day, by what they are called, in the order of departments and posts,
    their heads first; two queries."""
    with using_bureau(bureau_id):
        then = Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
        order = ("post__department_id", "-post__is_head", "post_id", "officer_id")
        held = Holding.objects.filter(then).select_related("officer", "post").order_by(*order)
        seated = Seat.objects.filter(then).select_related("officer")
        found = list(
            {
                one.pk: one for one in (*(one.officer for one in held), *(one.officer for one in seated))
            }.values()
        )
    times = Counter(one.name for one in found)
    return {one.name if times[one.name] == 1 else _told_apart(one): one for one in found}


def _told_apart(officer: Officer) -> str:
    return f"{officer.name}（{officer.staff_number or officer.pk}）"


def is_named(officer: Officer, names: object) -> bool:
    """Whether an officer is among people picked from the roster."""
    return isinstance(names, list) and not {officer.name, _told_apart(officer)}.isdisjoint(map(str, names))


def holders_on(bureau_id: int, on: date) -> dict[str, tuple[str, ...]]:
    """Who of the roster holds which power on a day, by power."""
    found: dict[str, list[str]] = {}
    for name, officer in roster_on(bureau_id, on).items():
        for power in officer.powers_on(on):
            found.setdefault(power, []).append(name)
    return {power: tuple(names) for power, names in found.items()}


def alike(name: str, roster: list[str]) -> list[str]:
    """Those on a roster whom a bare name may mean, where it means several."""
    return [one for one in roster if one.startswith(f"{name}（")]
