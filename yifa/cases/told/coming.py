"""What falls due before there is a matter of it: a post to be rotated, a year's evaluation, the next session of a plan.

What a matter owes is an obligation of its own (``obligations``). What registers alone know to be due stands on nobody's list
until somebody opens a matter for it; a field says so here, and *Today* of whoever may open it shows it with the button for the
step, filled with what the register knows.

    @coming_source("post-rotating/plan")
    def rotations(bureau: Bureau, on: date) -> Iterable[Coming]: ...

A source says nothing of what a matter under way takes care of, and nothing long before its day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.library import library
from yifa.cases.roles import players
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import NoProcedure, Procedure


@dataclass(frozen=True, slots=True)
class Coming:
    """Something due by a day. answers: what the form of the step starts with, by question; title: of the matter to be opened."""

    title: Bilingual
    says: Bilingual
    due_on: date
    answers: Mapping[str, str] = field(default_factory=dict)


Source: TypeAlias = Callable[[Bureau, date], "Iterable[Coming]"]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is due, with the step that opens its matter."""

    procedure: Procedure
    step: str
    coming: Coming


_sources: Final[list[tuple[str, Source]]] = []


def coming_source(role: str) -> Callable[[Source], Source]:
    """Register the decorated function as saying what the step in this role (``institution/role``) is due for.

    It is asked only for whoever may take that step; a few queries, however many rows there are. Raises ValueError where it is
    registered twice.
    """

    def register(function: Source) -> Source:
        if any(known is function for _, known in _sources):
            raise ValueError(f"the source {function.__qualname__} is registered twice")
        _sources.append((role, function))
        return function

    return register


def roles() -> tuple[str, ...]:
    """The roles for whose steps something says when they are due."""
    return tuple(role for role, _ in _sources)


def of_powers(bureau: Bureau, on: date, powers: Collection[str]) -> list[Offered]:
    """What is due on a day for whoever holds these powers, the first due first."""
    found: list[Offered] = []
    with using_bureau(bureau):
        for role, source in _sources:
            for key, step in sorted(players(role)):
                try:
                    procedure = library().procedure(key, on)
                except NoProcedure:
                    continue
                taken = procedure.steps.get(step)
                if taken is None or taken.by.powers.isdisjoint(powers):
                    continue
                found += [Offered(procedure, step, one) for one in source(bureau, on)]
    return sorted(found, key=lambda one: (one.coming.due_on, one.coming.title.zh))
