"""Precision and recall of the rules on labelled clauses, beside a plain list of keywords.

Counted are pairs of clause and rule: precision is the part of what was asked that should have been, recall the part of what
should have been asked that was. The keyword list asks whenever one of a rule's words stands in the clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from yifa.screening.engine import screen
from yifa.screening.files import RuleBook, rule_books
from yifa.screening.labelled import Clause

Asker: TypeAlias = Callable[[Clause], frozenset[str]]


@dataclass(slots=True)
class Score:
    """Counts of one rule, or of all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Between 0 and 1; 1 where nothing was asked."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Between 0 and 1; 1 where nothing was to be asked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(slots=True)
class Scores:
    """The score of all rules, of each, and what went wrong: clause, asked for nothing, missed."""

    clauses: int = 0
    innocent: int = 0
    innocent_asked: int = 0
    total: Score = field(default_factory=Score)
    by_rule: dict[str, Score] = field(default_factory=dict)
    faults: list[tuple[Clause, frozenset[str], frozenset[str]]] = field(default_factory=list)


def by_rules(book: RuleBook | None = None) -> Asker:
    """Asks as screening does."""
    rules = rule_books() if book is None else book
    return lambda clause: frozenset(
        one.rule for one in screen(clause.text, rules=rules, context=clause.context)
    )


def by_keywords(book: RuleBook | None = None) -> Asker:
    """Asks wherever a keyword stands, as a plain list does."""
    keywords = (rule_books() if book is None else book).keywords
    return lambda clause: frozenset(
        rule for rule, words in keywords.items() if any(word in clause.text for word in words)
    )


def score(clauses: Iterable[Clause], asks: Asker) -> Scores:
    """Counts what is asked about each clause beside what should be."""
    found = Scores()
    counts: dict[str, Counter[str]] = {}
    for clause in clauses:
        asked = asks(clause)
        found.clauses += 1
        if not clause.expected:
            found.innocent += 1
            found.innocent_asked += bool(asked)
        wrong, missed = asked - clause.expected, clause.expected - asked
        if wrong or missed:
            found.faults.append((clause, wrong, missed))
        for kind, rules in (("right", asked & clause.expected), ("wrong", wrong), ("missed", missed)):
            for rule in rules:
                counts.setdefault(rule, Counter())[kind] += 1
    for rule in sorted(counts):
        one = counts[rule]
        found.by_rule[rule] = Score(one["right"], one["wrong"], one["missed"])
        found.total.right += one["right"]
        found.total.wrong += one["wrong"]
        found.total.missed += one["missed"]
    return found
