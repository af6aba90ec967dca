"""What the stories of penalties cannot know from their file: who investigates."""

from __future__ import annotations

from yifa.cases.stories import says
from yifa.cases.telling import Record

_TWO = 2


@says("penalties.team")
def team(record: Record, _: str) -> list[str]:
    """Two examiners, whose certificates the stories of enforcement tell; two of the bureau where there are not two."""
    examiners = record.brief.holding.get("examiner", ())
    return list((examiners if len(examiners) >= _TWO else record.brief.roster)[:_TWO])
