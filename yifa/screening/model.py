"""What a rule of screening is, and what it finds. A finding is a question to the drafter, never a verdict."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yifa.law.text import Bilingual
from yifa.screening.pattern import Pattern

NOTHING: Final = Bilingual(zh="", en="")


class Severity(StrEnum):
    """How much stands against a clause that a rule finds; the order is from the gravest."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"

    @property
    def words(self) -> Bilingual:
        """In words."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Severity.HIGH: Bilingual(zh="高", en="High"),
    Severity.MEDIUM: Bilingual(zh="中", en="Medium"),
    Severity.LOW: Bilingual(zh="低", en="Low"),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """What makes a rule ask.

    pattern: looked for in a sentence. under: also needed in the words that introduce a list of which the sentence is an item.
    beside: also needed in the same sentence. unless: innocent where one of these stands in the sentence or in its
    introduction. severity: where it differs from the rule's. final: what the law forbids whatever the reason, so that no answer
    keeps it and the draft has to be changed.
    """

    pattern: Pattern
    under: Pattern | None = None
    beside: Pattern | None = None
    unless: tuple[Pattern, ...] = ()
    severity: Severity | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, what it rests on, and what it asks.

    basis: the provision, in words with its article. items: the items of the measures on fair-competition review that it may
    come under, such as ``19(3)``. check: the name of a check that is more than a pattern, empty where there is none.
    denials: whether words before the match that forbid the very thing (不得要求…) make it innocent. known: facts of the
    context that make it innocent where the sentence names one: ``matters`` or ``credit_items``.
    verified: how well the provision was read.
    """

    id: str
    title: Bilingual
    basis: Bilingual
    severity: Severity
    triggers: tuple[Trigger, ...]
    unless: tuple[Pattern, ...]
    unless_article: tuple[Pattern, ...]
    why: Bilingual
    question: Bilingual
    suggestion: Bilingual
    items: tuple[str, ...] = ()
    check: str = ""
    denials: bool = True
    known: str = ""
    verified: str = "V"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a draft about which a rule asks; [0, 0) where the question is about the draft as a whole.

    span: the words found. sentence: the sentence that they stand in. detail: what a check has to add, such as which law ended
    when; empty texts where nothing is added. final: no answer keeps it; the draft has to be changed.
    """

    rule: str
    start: int
    end: int
    span: str
    severity: Severity
    why: Bilingual
    question: Bilingual
    suggestion: Bilingual
    title: Bilingual
    basis: Bilingual
    items: tuple[str, ...] = ()
    sentence: str = ""
    detail: Bilingual = NOTHING
    final: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the question is about the draft as a whole and no place in it."""
        return self.start == self.end

    @property
    def key(self) -> str:
        """The finding's name, which stays when other parts of the draft change: the rule and a digest of the sentence."""
        said = "".join(f"{self.sentence or self.span}{self.detail.zh}".split())
        return f"{self.rule}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """By place; what is about the whole draft comes first."""
    return tuple(sorted(findings, key=lambda one: (one.start, one.end, one.rule)))
