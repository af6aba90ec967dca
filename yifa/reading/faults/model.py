"""What a fault is, and the register of the rules that find them.

A rule has an id, the kind of fault it finds, a title for people, and what it rests on: an article, a standard, or plain
arithmetic. Every fault names its rule, so that a reader can ask why, and so that each rule's precision can be measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.reading.reading import Reading
    from yifa.reading.relations import Relation


class FaultKind(StrEnum):
    """Kinds of fault in a report. Those after `artefact` are Yifa's own; the others are those of the published labels."""

    GROWTH_MISMATCH = "growth_mismatch"
    RATIO_MISMATCH = "ratio_mismatch"
    SUM_MISMATCH = "sum_mismatch"
    GROWTH_WITHOUT_BASE = "growth_without_base"
    CONTRADICTION = "contradiction"
    INCOMPLETE_BREAKDOWN = "incomplete_breakdown"
    UNIT_INCONSISTENT = "unit_inconsistent"
    PRECISION_INCONSISTENT = "precision_inconsistent"
    FIGURE_WITHOUT_UNIT = "figure_without_unit"
    REPEATED_STATEMENT = "repeated_statement"
    DATA_PENDING = "data_pending"
    VAGUE_DATE = "vague_date"
    WRONG_DATE = "wrong_date"
    MISSING_DATE = "missing_date"
    LATE_PUBLICATION = "late_publication"
    MISSING_SECTION = "missing_section"
    MISSING_TITLE = "missing_title"
    MISSING_CAUSE = "missing_cause"
    DUPLICATE_ORDINAL = "duplicate_ordinal"
    DUPLICATE_WORD = "duplicate_word"
    TYPO = "typo"
    WRONG_LAW_NAME = "wrong_law_name"
    WRONG_TITLE = "wrong_title"
    REDUNDANT_APPROX = "redundant_approx"
    ARTEFACT = "artefact"
    SKIPPED_ORDINAL = "skipped_ordinal"
    ABOLISHED_INSTITUTION = "abolished_institution"
    VAGUE_FIGURE = "vague_figure"
    REUSED_BOILERPLATE = "reused_boilerplate"


class Severity(StrEnum):
    """How sure a fault is. An error is what arithmetic or the calendar proves, from what stands in the text alone; whatever
    could have its reason is a question, however likely it is wrong."""

    ERROR = "error"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `start` and `end` enclose it in the text; None where the whole document is meant.

    `says` tells what is wrong, `should` what it should be where that is known. `rule` is the id of the rule.
    """

    kind: FaultKind
    start: int | None
    end: int | None
    says: Bilingual
    should: Bilingual | None
    severity: Severity
    rule: str


@dataclass(frozen=True, slots=True)
class Material:
    """What rules look at: the reading, its relations, the day of publication, last year's report, and whether it is an annual
    report on law-based government, of which the law says what it must have."""

    reading: Reading
    relations: tuple[Relation, ...]
    published_on: date | None = None
    previous: Reading | None = None
    is_law_report: bool = True


Finder = Callable[[Material], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it finds, how it is called, what it rests on (`authority`), and what finds it.

    `apart`: its findings are questions to be kept apart from faults, since they are too often innocent.
    """

    id: str
    kind: FaultKind
    title: Bilingual
    authority: Bilingual
    apart: bool = False


_RULES: dict[str, Rule] = {}


def rule(
    id_: str, kind: FaultKind, *, title: tuple[str, str], authority: tuple[str, str], apart: bool = False
) -> Rule:
    """A rule, put into the register. Raises ValueError when the id is taken."""
    if id_ in _RULES:
        raise ValueError(f"规则编号重复：{id_} / two rules have the id {id_}")
    made = Rule(id_, kind, Bilingual(*title), Bilingual(*authority), apart)
    _RULES[id_] = made
    return made


def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    return tuple(sorted(_RULES.values(), key=lambda one: one.id))


def rule_of(fault: Fault) -> Rule:
    """The rule that found a fault."""
    return _RULES[fault.rule]


def fault(
    by: Rule,
    where: tuple[int, int] | None,
    zh: str,
    en: str,
    *,
    should: tuple[str, str] | None = None,
    severity: Severity = Severity.QUESTION,
) -> Fault:
    """A fault found by a rule. `where` is None for the whole document. A rule that proves what it says passes `ERROR`."""
    start, end = where if where is not None else (None, None)
    return Fault(
        kind=by.kind,
        start=start,
        end=end,
        says=Bilingual(zh, en),
        should=Bilingual(*should) if should is not None else None,
        severity=severity,
        rule=by.id,
    )


_ONE_AT_A_PLACE = frozenset(
    {FaultKind.TYPO, FaultKind.DUPLICATE_WORD, FaultKind.WRONG_LAW_NAME, FaultKind.ARTEFACT}
)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By place, those of the whole document first. A second one of the same kind at the same place is left out, and of words
    the one that lies within or across another: two rules may see the same mistake."""
    seen: set[tuple[FaultKind, int | None, int | None, str]] = set()
    ends: dict[FaultKind, int] = {}
    kept: list[Fault] = []
    for one in sorted(
        faults, key=lambda f: (f.start is not None, f.start or 0, -(f.end or 0), f.kind, f.rule)
    ):
        key = (one.kind, one.start, one.end, one.says.zh if one.start is None else "")
        if key in seen:
            continue
        if one.kind in _ONE_AT_A_PLACE and one.start is not None and one.end is not None:
            if one.start < ends.get(one.kind, 0):
                continue
            ends[one.kind] = one.end
        seen.add(key)
        kept.append(one)
    return tuple(kept)
