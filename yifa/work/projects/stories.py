"""Who reviews in the stories of projects."""

from __future__ import annotations

from yifa.cases.stories import says
from yifa.cases.telling import Record


@says("projects.experts")
def experts(record: Record, _: str) -> list[str]:
    """Officers whose post is that of a reviewing expert, by name."""
    return list(record.brief.holding.get("expert", ()))


@says("projects.experts_number")
def experts_number(record: Record, _: str) -> int:
    """How many they are."""
    return len(record.brief.holding.get("expert", ()))
