"""Screening of drafts: rules that read a draft's text and raise questions, and never give a verdict.

Two books of rules, kept by lawyers in ``screening/``: what a normative document may not contain (ND-01 to ND-15) and what may
restrict competition (FC-01 to FC-28). Each finding says where, which rule, why, what to answer, and a neutral wording:

    for finding in screen(text, context=Context(on=date(2026, 3, 2))):
        print(finding.rule, finding.span, finding.question.zh)

Pure: no database, no clock, no web framework. What a bureau knows beyond the text comes in a ``Context``.
"""

from yifa.screening.context import Context, KnownDocument, Matter, Standing
from yifa.screening.engine import screen
from yifa.screening.files import RuleBook, rule_books
from yifa.screening.model import Finding, Rule, Severity
from yifa.screening.standard import Group, Item, Standard, standard

__all__ = [
    "Context",
    "Finding",
    "Group",
    "Item",
    "KnownDocument",
    "Matter",
    "Rule",
    "RuleBook",
    "Severity",
    "Standard",
    "Standing",
    "rule_books",
    "screen",
    "standard",
]
