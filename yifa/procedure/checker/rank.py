"""What ranks lower loosens nothing that ranks higher."""

from __future__ import annotations

from collections.abc import Iterator

from yifa.procedure.library import Library
from yifa.procedure.model import Procedure, Response, Rule


def omitted_of_weight(procedure: Procedure, library: Library) -> Iterator[Rule]:
    """The omitted rules that are gates or limits."""
    for key in procedure.statutes:
        statute = library.statutes.get(key)
        for rule in statute.rules if statute is not None else ():
            relation = rule.relation
            limit = isinstance(relation, Response) and (
                relation.within is not None or relation.until is not None
            )
            if rule.id in procedure.omitted and (rule.gate or limit):
                yield rule
