"""What the bureau's registers hold against a party, asked where the party matters: before a contract, a grant, an award.

Fields of work that keep such records register a source; whoever asks knows no field by name. A standing says what, since when,
and whether it bars dealings or is for the officer to weigh. Persons who are no parties, such as a project's leader, are known by
their name and unit (``people_source``); a name alone accuses nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from yifa.law.text import Bilingual
from yifa.parties.models import Party


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing on record against a party. says: what it is, with its document; bars: whether no dealings may follow;
    bars_from: from which of them (a step's ``gives``), empty for all; unit: where the person works, of a standing against a
    person by name."""

    says: Bilingual
    since: date
    until: date | None = None
    bars: bool = False
    bars_from: frozenset[str] = frozenset()
    unit: str = ""

    def keeps_from(self, given: str) -> bool:
        """Whether it bars from what a step gives."""
        return self.bars and (not self.bars_from or given in self.bars_from)


Source: TypeAlias = Callable[[Collection[int], date], Mapping[int, Iterable[Standing]]]
_sources: dict[str, Source] = {}
PeopleSource: TypeAlias = Callable[[Collection[str], date], Mapping[str, Iterable[Standing]]]
_people: dict[str, PeopleSource] = {}


def source(key: str) -> Callable[[Source], Source]:
    """Register the decorated function as a source of standings, of many parties in one go, by their keys. Raises ValueError
    where there are two of one key."""

    def register(function: Source) -> Source:
        if key in _sources:
            raise ValueError(f"there are two sources of standings {key}")
        _sources[key] = function
        return function

    return register


def standings_of(party: Party, on: date) -> tuple[Standing, ...]:
    """Everything on record against a party on a day, what bars first; a query or two for each source."""
    return standings_for([party.pk], on)[party.pk]


def standings_for(parties: Iterable[int], on: date) -> dict[int, tuple[Standing, ...]]:
    """Everything on record against each of these parties (by key) on a day, what bars first; as many queries as for one."""
    asked = list(dict.fromkeys(parties))
    found: dict[int, list[Standing]] = {one: [] for one in asked}
    for ask in _sources.values() if asked else ():
        for party, standings in ask(asked, on).items():
            found[party].extend(standings)
    return {
        party: tuple(sorted(standings, key=lambda one: (not one.bars, one.since)))
        for party, standings in found.items()
    }


def people_source(key: str) -> Callable[[PeopleSource], PeopleSource]:
    """Register the decorated function as a source of standings of persons, by their names as they are compared. Raises ValueError
    where there are two of one key."""

    def register(function: PeopleSource) -> PeopleSource:
        if key in _people:
            raise ValueError(f"there are two sources of people's standings {key}")
        _people[key] = function
        return function

    return register


def standings_of_people(names: Collection[str], on: date) -> dict[str, list[Standing]]:
    """What is on record against persons of these names on a day, by name; whose each is, its unit says."""
    found: dict[str, list[Standing]] = {}
    for ask in _people.values() if names else ():
        for name, standings in ask(names, on).items():
            found.setdefault(name, []).extend(standings)
    return found
