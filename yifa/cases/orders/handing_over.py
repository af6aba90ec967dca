"""What must be there before a post is handed over: a list that both sides signed. Whoever keeps such lists registers a source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from yifa.house.models import Officer, Post
from yifa.law.text import Bilingual

Source: TypeAlias = Callable[[Post, Officer, Officer, date], Bilingual | None]
"""What is missing before the post goes from one officer to the other with a day; None where nothing is."""

_sources: Final[list[Source]] = []


def hand_over_source(function: Source) -> Source:
    """Register the decorated function. Raises ValueError where it is registered twice."""
    if function in _sources:
        raise ValueError(f"the source {function.__qualname__} is registered twice")
    _sources.append(function)
    return function


def missing(post: Post, giver: Officer, taker: Officer, from_on: date) -> Bilingual | None:
    """The first thing that is missing."""
    return next((said for source in _sources if (said := source(post, giver, taker, from_on))), None)
