"""Who sits in the bodies that decide together: the Party group, the office meeting. Measures of quorum and majority start here.

Rows are written by ``yifa.cases.orders.house_approval``, which two people carry out.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from yifa.house.errors import SeatRefused
from yifa.house.models import BodyKind, Officer, Seat
from yifa.house.tenancy import using_bureau
from yifa.law.limits import add_days
from yifa.law.text import Bilingual

TITLES = {
    BodyKind.PARTY_GROUP: Bilingual("党组", "Party group"),
    BodyKind.OFFICE_MEETING: Bilingual("局长办公会议", "Bureau-office meeting"),
}


def seats_on(bureau_id: int, body: str, on: date) -> list[Seat]:
    """The members of a body on a day, whoever presides first."""
    return list(
        _at(on, on).filter(bureau_id=bureau_id, body=body).select_related("officer").order_by("-leads", "id")
    )


def names_of(seats: list[Seat]) -> tuple[str, ...]:
    """What the members are called, each otherwise than the others: two of one name by their staff numbers."""
    times = Counter(seat.officer.name for seat in seats)
    return tuple(
        seat.officer.name
        if times[seat.officer.name] == 1
        else f"{seat.officer.name}（{seat.officer.staff_number or seat.officer.pk}）"
        for seat in seats
    )


def members_on(bureau_id: int, body: str, on: date) -> tuple[str, ...]:
    """The names of a body's members on a day, whoever presides first; empty where nobody presides."""
    with using_bureau(bureau_id):
        seats = seats_on(bureau_id, body, on)
    return names_of(seats) if seats and seats[0].leads else ()


def check_seat(officer: Officer, body: str, from_on: date, *, leads: bool) -> None:
    """Raise SeatRefused where the officer has a seat in that time, or somebody else presides. The database refuses it as well."""
    later = _at(from_on, None).filter(bureau_id=officer.bureau_id, body=body).select_related("officer")
    title = TITLES[BodyKind(body)]
    mine = later.filter(officer=officer).first()
    if mine is not None:
        raise SeatRefused(
            zh=f"{officer.name}自{mine.from_on}起已是{title.zh}成员，不能重复登记。",
            en=f"{officer.name} is a member of the {title.en} from {mine.from_on} on already.",
        )
    presides = later.filter(leads=True).first() if leads else None
    if presides is not None:
        raise SeatRefused(
            zh=f"{title.zh}由{presides.officer.name}主持，请先免去，再登记新的主持人。",
            en=f"{presides.officer.name} presides over the {title.en}; end that first.",
        )


def seat(officer: Officer, body: str, from_on: date, *, leads: bool) -> Seat:
    """Give an officer a seat from a day on. Raises SeatRefused."""
    check_seat(officer, body, from_on, leads=leads)
    return Seat.everywhere.create(
        bureau_id=officer.bureau_id, officer=officer, body=body, from_on=from_on, leads=leads
    )


def check_unseat(officer: Officer, body: str, until_on: date) -> Seat:
    """The seat that would end with a day, the last one held. Raises SeatRefused where there is none."""
    found = _at(until_on, until_on).filter(bureau_id=officer.bureau_id, body=body, officer=officer).first()
    if found is None or (found.until_on is not None and found.until_on <= until_on):
        title = TITLES[BodyKind(body)]
        raise SeatRefused(
            zh=f"{officer.name}在{until_on}不是{title.zh}成员，或者已经登记免去。",
            en=f"{officer.name} is no member of the {title.en} on {until_on}, or it is ended already.",
        )
    return found


def unseat(officer: Officer, body: str, until_on: date) -> Seat:
    """End a seat with a day. Raises SeatRefused."""
    found = check_unseat(officer, body, until_on)
    found.until_on = until_on
    found.save(update_fields=["until_on"])
    return found


def _at(first: date, last: date | None) -> QuerySet[Seat]:
    """Seats held on some day of a time; without an end, ever after."""
    held = Seat.everywhere.filter(Q(until_on__isnull=True) | Q(until_on__gte=first))
    return held if last is None else held.filter(from_on__lt=add_days(last, 1))
