"""By what code knows a step: the roles that it plays, written ``institution/role``.

Whatever an institution owns (guards, effects, screening, figures, duties) names roles alone, so that it is there whichever
procedure composed the institution. A procedure says by which name code knows all of its steps together (``institution:`` in
its file); no institution is called like a procedure, and no code names a procedure's key.
"""

from __future__ import annotations

from typing import TypeAlias

from yifa.cases.library import library
from yifa.procedure import Procedure, Step

Place: TypeAlias = tuple[str, str]
"""An institution and a role."""


def places_named(names: tuple[str, ...], what: str) -> tuple[Place, ...]:
    """The places that a registration names: ``"issuing/issue", …``. Raises ValueError where one is no role."""
    split = [name.partition("/") for name in names]
    if not split or not all(institution and role for institution, _, role in split):
        raise ValueError(f"{what} names roles, written institution/role: {names}")
    return tuple((institution, role) for institution, _, role in split)


def places_of(procedure: Procedure, step: str) -> tuple[Place, ...]:
    """Where something is registered for a step: the roles that it plays."""
    found = procedure.steps.get(step)
    return () if found is None else found.places


def institutions_of(step: Step) -> frozenset[str]:
    """The institutions in which a step plays a role."""
    return frozenset(role.partition("/")[0] for role in step.plays)


def player(role: str) -> tuple[str, str]:
    """The one procedure that has a step in a role, and that step. Raises LookupError where there is none, or another one."""
    found = players(role)
    if len(found) != 1:
        raise LookupError(f"{role} is played by {sorted(found) or 'nobody'}; one step was expected")
    return next(iter(found))


def players(*roles: str) -> frozenset[Place]:
    """Procedures with those of their steps that play any of these roles, over all versions of the library in use."""
    known = library().roles
    return frozenset(pair for role in roles for pair in known.get(role, ()))


def composers(*roles: str) -> frozenset[str]:
    """The procedures that have a step in any of these roles."""
    return frozenset(procedure for procedure, _ in players(*roles))
