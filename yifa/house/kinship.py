"""Which officers are kin, so that no post is given against 公务员法 §74. Whoever keeps declarations of kin registers a source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

Source: TypeAlias = Callable[[int, date], frozenset[int]]
"""The primary keys of an officer's declared kin among the officers on a day, whichever of both declared it."""

_sources: Final[list[Source]] = []


def kinship_source(function: Source) -> Source:
    """Register the decorated function. Raises ValueError where it is registered twice."""
    if function in _sources:
        raise ValueError(f"the source {function.__qualname__} is registered twice")
    _sources.append(function)
    return function


def kin_of(officer_id: int, on: date) -> frozenset[int]:
    """An officer's declared kin among the officers on a day."""
    return frozenset(one for source in _sources for one in source(officer_id, on))
