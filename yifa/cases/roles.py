"""By what code knows a step: the roles that it plays, written ``institution/role``, or a procedure and a step of its own.

Whatever an institution owns (guards, effects, screening, figures, duties) names roles alone, so that it is there whichever
procedure composed the institution. No institution is called like a procedure, so a pair of names says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from yifa.cases.library import library
from yifa.procedure import Procedure

Place: TypeAlias = tuple[str, str]
"""An institution and a role, or a procedure and a step of its own."""


def places_named(names: tuple[str, ...], what: str) -> tuple[Place, ...]:
    """The places that a registration names: ``"issuing/issue", …`` for roles, or ``"procedure", "step", …``.

    Raises ValueError where there is nothing to register ``what`` at, or the two forms are mixed.
    """
    if not names or not all(names):
        raise ValueError(f"{what} names roles, or a procedure and at least one step")
    if all("/" in name for name in names):
        return tuple((institution, role) for institution, _, role in (name.partition("/") for name in names))
    procedure, *steps = names
    if not steps or any("/" in name for name in names):
        raise ValueError(f"{what} names roles, or a procedure and at least one step, not both: {names}")
    return tuple((procedure, step) for step in steps)


def places_of(procedure: Procedure, step: str) -> Iterator[Place]:
    """Where something is registered for a step: the roles that it plays, and then the step itself."""
    found = procedure.steps.get(step)
    for role in () if found is None else found.plays:
        institution, _, part = role.partition("/")
        yield institution, part
    yield procedure.key, step


def players(*roles: str) -> frozenset[Place]:
    """Procedures with those of their steps that play any of these roles, over all versions of the library in use."""
    known = library().roles
    return frozenset(pair for role in roles for pair in known.get(role, ()))


def composers(*roles: str) -> frozenset[str]:
    """The procedures that have a step in any of these roles."""
    return frozenset(procedure for procedure, _ in players(*roles))
