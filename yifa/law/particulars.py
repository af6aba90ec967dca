"""Rules that differ from law to law and are easily taken for one, each with its article.

Who approves an extension, what silence means, what stops a clock, when a decision is published, floors and
ceilings of reviews, who reviews for competition, where a claim belongs. The relations of a procedure stand in
``statutes/``; these tables answer a question across laws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from yifa.law.citations import Citation
from yifa.law.errors import LawError
from yifa.law.files import DATA, read_model
from yifa.law.terms import Term
from yifa.law.text import Bilingual
from yifa.law.versions import Words

Row = TypeVar("Row")


class ParticularUnknown(LawError):
    """No table has the thing asked for."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"规则表中没有“{asked}”，不得推定。", f"No table has {asked!r}; nothing may be presumed."
        )


class Effect(StrEnum):
    """What an event does to a running clock."""

    STOPS = "stops"
    RUNS_ON = "runs_on"
    RESTARTS = "restarts"
    NOT_STARTED = "not_started"


class Status(StrEnum):
    """Standing of one reading of a limit."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    GUIDE = "guide"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    statute: str
    article: str
    verified: str = Field(pattern="^(V|V2|L|M)$")

    @property
    def citation(self) -> Citation:
        return Citation(self.statute, self.article)

    @field_validator("by", "within", "after", "floor", "ceiling", check_fields=False)
    @classmethod
    def _is_a_term(cls, value: dict[str, int] | None) -> dict[str, int] | None:
        return None if value is None else Term.parse(value).to_mapping()


def _term(mapping: dict[str, int] | None) -> Term | None:
    return None if mapping is None else Term.parse(mapping)


class ExtensionRule(_Row):
    """By how much a limit may be extended and who approves; ``approver`` is a power."""

    procedure: str
    by: dict[str, int]
    approver: str
    shown: Words

    @property
    def term(self) -> Term:
        return Term.parse(self.by)


class Silence(_Row):
    """What follows when somebody says nothing. ``effective``: receipt, expiry or end."""

    key: str
    who: Words
    after: dict[str, int] | None = None
    becomes: str
    effective: str = Field(pattern="^(receipt|expiry|end)$")
    says: Words

    @property
    def term(self) -> Term | None:
        return _term(self.after)


class ClockRule(_Row):
    """What some causes do to the clock of a procedure; ``needs``: on what condition."""

    procedure: str
    causes: tuple[str, ...]
    effect: Effect
    needs: Words | None = None


class PublicationLimit(_Row):
    """When something is published. No ``within``: a duty without a figure; ``only``: what it is confined
    to.
    """

    kind: str
    within: dict[str, int] | None = None
    event: str = Field(alias="from")
    what: Words
    only: str = ""

    @property
    def term(self) -> Term | None:
        return _term(self.within)


class ReviewLimit(_Row):
    """Floor and ceiling of a consultation or review; either may be absent."""

    matter: str
    floor: dict[str, int] | None = None
    ceiling: dict[str, int] | None = None

    @property
    def floor_term(self) -> Term | None:
        return _term(self.floor)

    @property
    def ceiling_term(self) -> Term | None:
        return _term(self.ceiling)


class CompetitionReview(_Row):
    """Who makes the fair-competition review of a document, by who issues it."""

    issuer: str
    reviewer: str
    shown: Words


class Reading(_Row):
    """One of several readings of a limit whose standing is not settled."""

    key: str
    within: dict[str, int]
    status: Status
    says: Words

    @property
    def term(self) -> Term:
        return Term.parse(self.within)


class Channel(_Row):
    """Where a claim belongs; ``petition``: whether it is one in substance."""

    claim: str
    goes_to: str
    petition: bool
    shown: Words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    extensions: tuple[ExtensionRule, ...]
    silences: tuple[Silence, ...]
    clocks: tuple[ClockRule, ...]
    publications: tuple[PublicationLimit, ...]
    reviews: tuple[ReviewLimit, ...]
    competition_reviews: tuple[CompetitionReview, ...]
    readings: tuple[Reading, ...]
    channels: tuple[Channel, ...]


@lru_cache(maxsize=1)
def particulars() -> _File:
    """All tables. Raises FileProblem if the file is broken."""
    return read_model(DATA / "particulars.yaml", _File)


def extension_of(procedure: str) -> ExtensionRule:
    """By how much the limit of a procedure may be extended and by whom. Raises ParticularUnknown: then by
    nobody.
    """
    return _first((row for row in particulars().extensions if row.procedure == procedure), procedure)


def silence(key: str) -> Silence:
    """What a silence means. Raises ParticularUnknown: silence means something only where an article says
    so.
    """
    return _first((row for row in particulars().silences if row.key == key), key)


@dataclass(frozen=True, slots=True)
class ClockEffect:
    """What a cause does to a clock, by which article and on what condition."""

    effect: Effect
    citation: Citation | None
    needs: Bilingual | None = None


def effect_on_clock(procedure: str, cause: str) -> ClockEffect:
    """What an event does to the clock of a procedure. A cause that no article names changes nothing (RUNS_ON,
    no citation).
    """
    for row in particulars().clocks:
        if row.procedure == procedure and cause in row.causes:
            return ClockEffect(row.effect, row.citation, row.needs.text if row.needs else None)
    return ClockEffect(Effect.RUNS_ON, None)


def publication_limits(kind: str) -> tuple[PublicationLimit, ...]:
    """Every rule on publishing a kind of decision; several may overlap. Raises ParticularUnknown."""
    found = tuple(row for row in particulars().publications if row.kind == kind)
    if not found:
        raise ParticularUnknown(kind)
    return found


def review_limit(matter: str) -> ReviewLimit:
    """Floor and ceiling of a review. Raises ParticularUnknown."""
    return _first((row for row in particulars().reviews if row.matter == matter), matter)


def competition_review(issuer: str) -> CompetitionReview:
    """Who reviews for competition a document issued by a bureau, by several jointly, or by the government."""
    return _first((row for row in particulars().competition_reviews if row.issuer == issuer), issuer)


def readings(key: str) -> tuple[Reading, ...]:
    """All readings of a limit whose standing is not settled, the one in force first. Raises
    ParticularUnknown.
    """
    found = [row for row in particulars().readings if row.key == key]
    if not found:
        raise ParticularUnknown(key)
    return tuple(sorted(found, key=lambda row: row.status is not Status.IN_FORCE))


def channel_for(claim: str) -> Channel:
    """Where a claim belongs: it is sorted to its legal procedure first, and only what is left is a
    petition.
    """
    return _first((row for row in particulars().channels if row.claim == claim), claim)


def _first(rows: Iterator[Row], asked: str) -> Row:
    found = next(rows, None)
    if found is None:
        raise ParticularUnknown(asked)
    return found
