"""What somebody has on a day besides what posts give: a valid certificate, say. Whoever keeps such things registers a source.

A source is a condition over holdings (``Exists`` with ``OuterRef("officer_id")``), so that who an officer is on a day stays one
query. What it gives is a power that no post holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from django.db.models.expressions import BaseExpression

Source: TypeAlias = Callable[[date], BaseExpression]

_sources: Final[dict[str, Source]] = {}
_PREFIX: Final = "qualified_"


def qualification(power: str) -> Callable[[Source], Source]:
    """Register the decorated function as what gives a power on a day. Raises ValueError where another does already."""

    def register(function: Source) -> Source:
        if power in _sources:
            raise ValueError(f"two sources of the qualification {power!r}")
        _sources[power] = function
        return function

    return register


def qualifying(on: date) -> dict[str, BaseExpression]:
    """By which holdings say what their officers are qualified for on a day."""
    return {f"{_PREFIX}{place}": source(on) for place, source in enumerate(_sources.values())}


def qualified(holding: object) -> frozenset[str]:
    """The powers that the officer of a holding has by qualification; of a holding read with ``qualifying``."""
    return frozenset(
        power for place, power in enumerate(_sources) if getattr(holding, f"{_PREFIX}{place}", False)
    )
