"""Dynamic condition response graphs as Hildebrandt and Mukkamala (2010) define them, as slowly and obviously as can be.

Written from the definitions alone, as an independent judge of :mod:`yifa.procedure.stepping`. With the milestone relation of
Hildebrandt, Mukkamala and Slaats (2011).
"""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True)
class Graph:
    """G = (E, M, →•, •→, →◇, →+, →%). Each relation is a set of (from, to)."""

    events: frozenset[str]
    condition: frozenset[Pair]
    response: frozenset[Pair]
    milestone: frozenset[Pair]
    include: frozenset[Pair]
    exclude: frozenset[Pair]


@dataclass(frozen=True)
class Marks:
    """M = (Ex, Re, In): executed, pending responses, included."""

    executed: frozenset[str]
    pending: frozenset[str]
    included: frozenset[str]


def enabled(graph: Graph, marks: Marks, event: str) -> bool:
    """e is enabled iff e ∈ In, (In ∩ →•e) ⊆ Ex, and (In ∩ →◇e) ⊆ E \\ Re."""
    if event not in marks.included:
        return False
    before = {source for source, target in graph.condition if target == event}
    if not (marks.included & before) <= marks.executed:
        return False
    awaited = {source for source, target in graph.milestone if target == event}
    return not (marks.included & awaited & marks.pending)


def execute(graph: Graph, marks: Marks, event: str) -> Marks:
    """Ex' = Ex ∪ {e}; Re' = (Re \\ {e}) ∪ e•→; In' = (In \\ e→%) ∪ e→+."""
    assert enabled(graph, marks, event)
    responses = {target for source, target in graph.response if source == event}
    excluded = {target for source, target in graph.exclude if source == event}
    included = {target for source, target in graph.include if source == event}
    return Marks(
        marks.executed | {event},
        frozenset((marks.pending - {event}) | responses),
        frozenset((marks.included - excluded) | included),
    )


def accepting(marks: Marks) -> bool:
    """Re ∩ In = ∅."""
    return not (marks.pending & marks.included)
