"""Who keeps out of a matter, whichever procedure it follows (公务员法 §76): asked of every act, of all who take and sign it.

A field that keeps declarations of interest and of kin registers a source, which is asked only where a matter concerns somebody: a
party, or somebody of the bureau whom it is about (``_subjects``).

    @avoidance_source
    def declared(matter: Concern, officers: Sequence[int], on: date) -> tuple[Reason, ...]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeAlias

from yifa.house.acting import number_in
from yifa.house.tenancy import using_bureau
from yifa.procedure import Attempt, Procedure, Reason, types
from yifa.procedure.model import ROSTER


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom a matter concerns: its party, and those of the bureau whom it is about, as the roster of the day calls them."""

    bureau_id: int
    party_id: int | None
    people: frozenset[str]


Source: TypeAlias = Callable[[Concern, Sequence[int], date], tuple[Reason, ...]]
_sources: Final[list[Source]] = []


def avoidance_source(function: Source) -> Source:
    """Register the decorated function. Raises ValueError where it is registered twice."""
    if function in _sources:
        raise ValueError(f"the source {function.__qualname__} is registered twice")
    _sources.append(function)
    return function


def keeps_out(concern: Concern, officer: int, on: date) -> bool:
    """Whether somebody would keep out of a matter that concerns these: asked before they are drawn or given it."""
    with using_bureau(concern.bureau_id):
        return any(source(concern, [officer], on) for source in _sources)


@lru_cache(maxsize=512)
def _subjects(procedure: Procedure) -> tuple[str, ...]:
    """Questions for whom of the bureau a matter is about: single persons from the roster whose name is personal data in it."""
    return tuple(
        key
        for step in procedure.steps.values()
        for key, one in step.asks.items()
        if one.among == ROSTER and one.personal and one.type is types.TEXT
    )


def reasons(
    bureau_id: int,
    procedure: Procedure,
    party_id: int | None,
    before: Callable[[], Mapping[str, Any]],
    attempt: Attempt,
) -> tuple[Reason, ...]:
    """Why whoever takes a step, or signs with them, keeps out of the matter. before: gives what was answered in it so far."""
    officers = [number_in(one.officer) for one in attempt.people if one.officer]
    if not officers or not _sources:
        return ()
    people: frozenset[str] = frozenset()
    if subjects := _subjects(procedure):
        answers = {**before(), **attempt.answers}
        people = frozenset(str(answers[key]) for key in subjects if answers.get(key))
    if party_id is None and not people:
        return ()
    concern = Concern(bureau_id, party_id, people)
    with using_bureau(bureau_id):
        return tuple(reason for source in _sources for reason in source(concern, officers, attempt.on))
