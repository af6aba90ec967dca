"""What a verification finds: sentences about what the tables say and the log does not, and what it could not look into."""

from __future__ import annotations

from dataclasses import dataclass, field

from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the tables say and the log does not. case: its number, or empty; position: of an entry."""

    case: str
    position: int | None
    sentence: Bilingual


@dataclass(slots=True)
class Unopened:
    """What a comparison could not look into, because the key of personal data is not there: answers, and by which keys."""

    answers: int = 0
    keys: set[str] = field(default_factory=set)
