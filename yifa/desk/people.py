"""The officers of the bureau as a form offers them: by department, with their posts, and who of them may take a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils.translation import gettext as _

from yifa.desk.access import Seat
from yifa.house.models import Holding, Officer
from yifa.house.powers import SYSTEM_ROLES, lent_powers
from yifa.interface.formats import words
from yifa.procedure import By


@dataclass(slots=True)
class Colleague:
    """An officer with the posts held today."""

    officer: Officer
    posts: list[str] = field(default_factory=list)
    department: str = ""
    powers: set[str] = field(default_factory=set)
    lent: list[list[str]] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The primary key, as forms carry it."""
        return str(self.officer.pk)

    @property
    def title(self) -> str:
        """Name and posts."""
        return " · ".join((self.officer.name, *self.posts))

    def may_take(self, by: By) -> bool:
        """Whether this officer's powers suffice for a step of this kind."""
        return by.officer or not by.powers.isdisjoint(self.powers)


def colleagues(seat: Seat, *, but_me: bool = True) -> list[Colleague]:
    """Officers in service who handle matters, by department and name; one query."""
    on = seat.on
    held = (
        Holding.with_deputies.filter(
            bureau=seat.bureau, from_on__lte=on, officer__is_active=True, post__is_active=True
        )
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
        .select_related("officer", "post", "post__department", "instead_of")
        .order_by(
            F("instead_of").asc(nulls_first=True),
            "post__department_id",
            "officer__name",
            "officer_id",
            "from_on",
            "id",
        )
    )
    found: dict[int, Colleague] = {}
    for holding in held:
        one = found.setdefault(holding.officer_id, Colleague(holding.officer))
        if holding.instead_of is not None:
            one.posts.append(standing_in(holding))
            one.lent.append(holding.post.powers)
            continue
        one.posts.append(words(holding.post.title))
        one.department = one.department or words(holding.post.department.title)
        one.powers.update(holding.post.powers)
    for one in found.values():
        own = frozenset(one.powers)
        one.powers.update(*(lent_powers(powers, own) for powers in one.lent))
    return [
        one
        for one in found.values()
        if not (but_me and one.officer.pk == seat.officer.pk)
        and (not one.powers & SYSTEM_ROLES or one.powers - SYSTEM_ROLES)
    ]


def standing_in(holding: Holding) -> str:
    """A post in which somebody stands in, as it is called."""
    assert holding.instead_of is not None
    return _("代%(officer)s（%(post)s）") % {
        "officer": holding.instead_of.name,
        "post": words(holding.post.title),
    }


def by_department(listed: Iterable[Colleague]) -> list[tuple[str, list[Colleague]]]:
    """The same, grouped as they stand."""
    groups: dict[str, list[Colleague]] = {}
    for one in listed:
        groups.setdefault(one.department, []).append(one)
    return list(groups.items())
