"""Who looks through what an act wrote, before it commits: a refusal takes the act back whole.

Registers stand above the act, so whoever knows them registers here (``yifa.cases.registers.publishing_gate``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from yifa.procedure import Procedure

Looker: TypeAlias = Callable[[int, Procedure, str, date], None]
_LOOKERS: Final[list[Looker]] = []


def looks_through(looker: Looker) -> Looker:
    """Registers who is asked after a step wrote its rows: case, procedure, step, day. It raises ActRefused."""
    if looker not in _LOOKERS:
        _LOOKERS.append(looker)
    return looker


def look_through(case_id: int, procedure: Procedure, step: str, on: date) -> None:
    """Ask everybody. Raises ActRefused."""
    for looker in _LOOKERS:
        looker(case_id, procedure, step, on)
