"""What the registers know of parties, by name, for conditions of policies: each with where it comes from and until when.

Fields of work declare the facts that their registers hold and register a source; whoever judges conditions knows no field by
name. A source is asked once for many parties. What no source says of a party is unknown, which is never no.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Kind:
    """A fact that can be known. type: the question type by which conditions compare it (``boolean``, ``money``, ``number`` …).
    how: where whoever lacks it gets it entered."""

    key: str
    title: Bilingual
    type: str
    how: Bilingual


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: the value, where it stands, and the last day on which it holds."""

    value: bool | int | float | str
    says: Bilingual
    until: date | None = None


Facts: TypeAlias = Mapping[str, Known]
Source: TypeAlias = Callable[[Collection[int], date], Mapping[int, Facts]]
kinds: Final[dict[str, Kind]] = {}
_sources: Final[dict[str, Source]] = {}


def source(*declared: Kind) -> Callable[[Source], Source]:
    """Register the decorated function as the source of these facts. Raises ValueError where another says one already."""

    def register(function: Source) -> Source:
        for kind in declared:
            if kind.key in kinds:
                raise ValueError(f"there are two sources of the fact {kind.key}")
            kinds[kind.key] = kind
        _sources[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register


def facts_of(parties: Iterable[int], on: date) -> dict[int, dict[str, Known]]:
    """What is known of each of these parties (by key) on a day; a query or two for each source."""
    asked = list(dict.fromkeys(parties))
    found: dict[int, dict[str, Known]] = {one: {} for one in asked}
    for ask in _sources.values() if asked else ():
        for party, facts in ask(asked, on).items():
            found.setdefault(party, {}).update(facts)
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a field of work about a party: the name of its address, which takes the party's key, and what it is called."""

    url_name: str
    title: Bilingual


pages: Final[list[Page]] = []
"""What a party's page leads to."""
