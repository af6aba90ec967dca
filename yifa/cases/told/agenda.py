"""What stands in a calendar besides what is due: meetings, consultations. A field says which days its matters have.

    @agenda_source
    def meetings(bureau: Bureau, first: date, last: date) -> Iterable[Planned]: ...

What is due is known by itself (``obligations``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.models import Case
from yifa.house.models import Bureau
from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Planned:
    """A day that a matter has. kind: what is on that day; people: names from the roster whom it concerns besides those who owe
    the matter something."""

    on: date
    kind: Bilingual
    case: Case
    people: frozenset[str] = frozenset()


Source: TypeAlias = Callable[[Bureau, date, date], "Iterable[Planned]"]
_sources: Final[list[Source]] = []


def agenda_source(function: Source) -> Source:
    """Register the decorated function; a few queries, however many matters there are. Raises ValueError for a second time."""
    if function in _sources:
        raise ValueError(f"the source {function.__qualname__} is registered twice")
    _sources.append(function)
    return function


def planned(bureau: Bureau, first: date, last: date) -> list[Planned]:
    """All days that matters have between two days, both included, in their order."""
    return sorted(
        (one for source in _sources for one in source(bureau, first, last)),
        key=lambda one: (one.on, one.case.pk),
    )
