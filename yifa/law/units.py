"""What 日 means: each law says so for its own figures, and says it differently.

行政处罚法 §85 makes 2, 3, 5 and 7 日 working days and leaves 15 and 90 as calendar days; 行政许可法 §82 makes
all of the authority's limits working days; 行政强制法 §69 those of ten days or less. The unit therefore
belongs to a figure, never to a law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from yifa.law.citations import Citation
from yifa.law.errors import LawError
from yifa.law.files import DATA, read_model
from yifa.law.terms import Term, Unit
from yifa.law.text import Bilingual
from yifa.law.versions import NoVersionInForce, Words, statute


class Whose(StrEnum):
    """Whose limit it is: the authority's, or the applicant's own."""

    AUTHORITY = "authority"
    APPLICANT = "applicant"


class UnitUndecided(LawError):
    """No rule says what 日 means in this law; the bureau sets it."""

    def __init__(self, law: str, count: int) -> None:
        super().__init__(
            f"没有规则说明“{law}”中的{count}日是工作日还是自然日，请在本局参数中设定。",
            f"No rule says whether {count} 日 in {law} are working or calendar days; set it in the bureau's parameters.",
        )


@dataclass(frozen=True, slots=True)
class UnitRule:
    """The term that a figure means, and by which article; ``citation`` is None where the wording itself says
    it.
    """

    term: Term
    citation: Citation | None = None
    verified: str = "V"
    note: Bilingual | None = None

    @property
    def unit(self) -> Unit:
        return self.term.unit


class _UpTo(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    up_to: int = Field(ge=1)


class _UnitEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    statute: str
    article: str
    working: Literal["all"] | tuple[int, ...] | _UpTo
    applicant: dict[int, Unit] = Field(default_factory=dict)
    verified: str
    note: Words | None = None

    def is_working(self, count: int) -> bool:
        if isinstance(self.working, str):
            return True
        if isinstance(self.working, _UpTo):
            return count <= self.working.up_to
        return count in self.working


class _UnitsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    units: tuple[_UnitEntry, ...]


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, _UnitEntry]:
    return MappingProxyType(
        {entry.statute: entry for entry in read_model(DATA / "units.yaml", _UnitsFile).units}
    )


def unit_of(
    law: str,
    count: int,
    text: str = "日",
    *,
    whose: Whose = Whose.AUTHORITY,
    default: Unit | None = None,
) -> UnitRule:
    """What ``count`` of ``text`` means in a law given by key or Chinese name.

    text: the word after the figure. 工作日, 个月, 年, 小时 say it themselves; 日 and 天 are for the law to
    say.
    default: the bureau's own setting for laws that say nothing. Raises UnitUndecided without one,
    LimitProblem for a wrong word.
    """
    plain = Term.read(f"{count}{text}")
    if plain.unit is not Unit.CALENDAR_DAYS or "自然日" in text:
        return UnitRule(plain)
    try:
        key = statute(law).key
    except NoVersionInForce:
        key = law
    entry = _entries().get(key)
    if entry is None:
        if default is None:
            raise UnitUndecided(law, count)
        return UnitRule(Term(count, default), verified="L")
    unit = Unit.WORKING_DAYS if entry.is_working(count) else Unit.CALENDAR_DAYS
    if whose is Whose.APPLICANT:
        unit = entry.applicant.get(count, unit)
    note = entry.note.text if entry.note else None
    return UnitRule(Term(count, unit), Citation(entry.statute, entry.article), entry.verified, note)
