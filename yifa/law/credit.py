"""How long a breach is shown (信用信息公示): by three grades since 2026-04-01.

信用修复管理办法 (国家发展改革委令第36号) and 国办发〔2025〕22号: minor breaches are in principle not shown
and at most for three months; general ones from three months to a year; serious ones from one to three years,
counted from the document that establishes the breach. Anything built on the trial measures of 2023 (令第58号)
ended on 2026-03-31 and is refused, not converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.law.citations import Citation
from yifa.law.limits import Term, Unit, term_ends_on
from yifa.law.text import Bilingual
from yifa.law.versions import statute_in_force

_MEASURES = "credit-repair-measures"


class Grade(StrEnum):
    """Grade of a breach."""

    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"

    @property
    def label(self) -> Bilingual:
        return _LABELS[self]


_LABELS = {
    Grade.MINOR: Bilingual("轻微失信", "minor breach"),
    Grade.GENERAL: Bilingual("一般失信", "general breach"),
    Grade.SERIOUS: Bilingual("严重失信", "serious breach"),
}


class Penalty(StrEnum):
    """Kinds of penalty as far as they settle the grade; the table of amounts is the province's and the
    ministry's.
    """

    SUMMARY = "summary"
    WARNING = "warning"
    PUBLIC_CRITICISM = "public_criticism"
    LARGER_FINE = "larger_fine"
    CONFISCATION = "confiscation"
    VERY_LARGE_FINE = "very_large_fine"
    REVOKED_LICENCE = "revoked_licence"
    BARRED_FROM_TRADE = "barred_from_trade"


_GRADES = {
    Penalty.SUMMARY: Grade.MINOR,
    Penalty.WARNING: Grade.MINOR,
    Penalty.PUBLIC_CRITICISM: Grade.MINOR,
    Penalty.LARGER_FINE: Grade.GENERAL,
    Penalty.CONFISCATION: Grade.GENERAL,
    Penalty.VERY_LARGE_FINE: Grade.SERIOUS,
    Penalty.REVOKED_LICENCE: Grade.SERIOUS,
    Penalty.BARRED_FROM_TRADE: Grade.SERIOUS,
}
_SHORTEST = {Grade.MINOR: None, Grade.GENERAL: Term(3, Unit.MONTHS), Grade.SERIOUS: Term(1, Unit.YEARS)}
_LONGEST = {
    Grade.MINOR: Term(3, Unit.MONTHS),
    Grade.GENERAL: Term(1, Unit.YEARS),
    Grade.SERIOUS: Term(3, Unit.YEARS),
}


@dataclass(frozen=True, slots=True)
class Display:
    """How long a record is shown. ``shortest`` None: in principle not at all.

    repairable_from: first day on which repair may be asked, other conditions met. ends_on: last day of
    showing; it ends by itself.
    """

    grade: Grade
    established_on: date
    shortest: Term | None
    longest: Term
    repairable_from: date
    ends_on: date
    citation: Citation


def grade_of(penalty: Penalty) -> Grade:
    """The grade of a penalty by its kind."""
    return _GRADES[penalty]


def display(grade: Grade, established_on: date, on: date) -> Display:
    """How long a breach is shown by the rule in force on day ``on``. Raises NoVersionInForce before
    2026-04-01.

    established_on: date of the judicial or administrative document that establishes the breach; the periods
    run from it.
    """
    statute_in_force(_MEASURES, on)
    shortest, longest = _SHORTEST[grade], _LONGEST[grade]
    return Display(
        grade=grade,
        established_on=established_on,
        shortest=shortest,
        longest=longest,
        repairable_from=established_on if shortest is None else term_ends_on(established_on, shortest),
        ends_on=term_ends_on(established_on, longest),
        citation=Citation(_MEASURES, ""),
    )
