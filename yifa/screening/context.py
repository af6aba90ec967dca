"""What screening may know besides the text; what is not known is not asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a document stands on the day of screening."""

    IN_FORCE = "in-force"
    UNPUBLISHED = "unpublished"
    EXPIRED = "expired"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that a draft may cite: its number, its title without 《》, and how it stands; since when it stands so."""

    number: str
    title: str
    standing: Standing
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that law gives to the bureau: its name, what it rests on, and the conditions that the law lays down."""

    name: str
    basis: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Facts for the rules that need them.

    is_whole: the text is a whole draft, not a clause of one: only then is it asked what the draft lacks. on: the day on which
    it is judged. issuer: in whose name it is to be issued; authorised: bodies that may issue (empty: told by their names).
    matters: the bureau's matters. higher: texts of higher documents by title. steps_done: keys of what was done (review-legality,
    consult, review-competition, deliberate), None where nothing is known of it. documents: the register of documents.
    credit_items: items of the national list of credit punishments. effective_on, published_on, filed_on: of the draft, where
    they are known beside its text. documents_known: every document of the bureau is in ``documents``, so that an unknown
    number of its own is a finding; own_mark: the bureau's document mark, such as 漯科.
    """

    is_whole: bool = True
    on: date | None = None
    issuer: str = ""
    authorised: frozenset[str] = frozenset()
    matters: tuple[Matter, ...] = ()
    higher: Mapping[str, str] = field(default_factory=dict)
    steps_done: frozenset[str] | None = None
    documents: tuple[KnownDocument, ...] = ()
    documents_known: bool = False
    own_mark: str = ""
    credit_items: frozenset[str] = frozenset()
    effective_on: date | None = None
    published_on: date | None = None
    filed_on: date | None = None


NOTHING_KNOWN = Context()
