"""Whom or what a draw draws from: lists that fields of work keep and register here, so that one draw serves all of them.

    @pool("experts", personal=True)
    def experts(wanted: Wanted) -> Iterable[Candidate]: ...

A draw (``procedures/random-draw.yaml``) asks the pool by its key when its list is fixed. Whoever may not be drawn stays on the
list, excluded with the reason, so that a reader sees that nobody was left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.models import Case
from yifa.house.tenancy import using_bureau


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draw asks of a pool. on: as it stands on that day; concerns: names of those whom the matter concerns, for avoidance;
    within: words that narrow it, such as fields of knowledge, any of which fits; matter: what the draw is for, where it is one.
    """

    bureau_id: int
    on: date
    concerns: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    matter: Case | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something in a pool. name: unique in it, as it is drawn; stratum: of which so many are taken; weight: how
    many chances
    against others' one; excluded: why it may not be drawn, empty where it may.
    """

    name: str
    stratum: str = ""
    weight: int = 1
    excluded: str = ""


Listing: TypeAlias = Callable[[Wanted], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class Pool:
    """A list to draw from. personal: of people, whose names are opened only where they are drawn."""

    key: str
    listing: Listing
    personal: bool

    def candidates(self, wanted: Wanted) -> list[Candidate]:
        """Everybody in the pool on the day, by name; of the bureau that is asked for."""
        with using_bureau(wanted.bureau_id):
            return sorted(self.listing(wanted), key=lambda one: one.name)


pools: Final[dict[str, Pool]] = {}
"""Pools that fields of work registered, by key: the choices of a draw's question ``pool``."""


def pool(key: str, *, personal: bool = False) -> Callable[[Listing], Listing]:
    """Register the decorated function as a pool. Raises ValueError where there are two of one key."""

    def register(function: Listing) -> Listing:
        there = pools.get(key)
        if there is not None and there.listing is not function:
            raise ValueError(f"there are two pools named {key!r}: {there.listing} and {function}")
        pools[key] = Pool(key, function, personal)
        return function

    return register
