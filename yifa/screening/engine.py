"""Screening: every rule over every sentence that could concern it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from yifa.screening.context import NOTHING_KNOWN, Context
from yifa.screening.draft import Draft, Sentence
from yifa.screening.files import RuleBook, rule_books
from yifa.screening.model import NOTHING, Finding, Rule, Severity, Trigger, in_order
from yifa.screening.pattern import Pattern
from yifa.screening.whole_draft import CHECKS, Hit

# A denial governs what follows it in its sentence, within reach of one breath.
_REACH: Final = 60
_REGULATION: Final = re.compile(
    r"\A[\s#]*[^\n]{0,60}(?:条例(?:[（(][^\n]{0,30}[)）])?\s*(?:\n|\Z)|"
    r"(?:规定|办法|决定)(?:[（(][^\n]{0,30}[)）])?\s*\n[^第]{0,200}人民代表大会(?:常务委员会)?[^第]{0,60}第[^\n]{1,12}次会议通过)"
)
_BELOW_REGULATIONS: Final = frozenset(["ND-02", "ND-03", "ND-14"])


def screen(
    text: str, *, rules: RuleBook | None = None, context: Context = NOTHING_KNOWN
) -> tuple[Finding, ...]:
    """What the rules ask about a draft, in the order of its text; one finding at most for each rule and sentence.

    rules: both books of the repository where none are given. Offsets refer to ``text``.
    """
    book = rule_books() if rules is None else rules
    draft = Draft(text)
    findings: list[Finding] = []
    for rule in book.rules:
        known = _known(rule, context)
        findings += [
            one
            for one in _by_patterns(draft, rule, book.denials)
            if not any(name in one.sentence for name in known)
        ]
        if rule.check:
            findings += [
                _finding(draft, rule, hit)
                for hit in CHECKS[rule.check](draft, context)
                if not _covered(findings, rule, hit)
            ]
    if _REGULATION.search(text) is not None:
        # A local regulation may set penalties and powers (Penalty Law art. 12), which documents below it may not.
        findings = [one for one in findings if one.rule not in _BELOW_REGULATIONS]
    competition = [one for one in findings if one.rule.startswith("FC-")]
    findings = [
        one
        for one in findings
        # ND-08 stands for the competition rules where they found something, and for nothing where they did not.
        if one.rule != "ND-08" or (competition and context.is_whole)
    ]
    return in_order(findings)


def _known(rule: Rule, context: Context) -> frozenset[str]:
    """Names that make a sentence innocent of this rule: the bureau's own matters, or items of the national list."""
    match rule.known:
        case "matters":
            return frozenset(one.name for one in context.matters)
        case "credit_items":
            return context.credit_items
        case _:
            return frozenset()


def _by_patterns(draft: Draft, rule: Rule, denials: tuple[Pattern, ...]) -> Iterable[Finding]:
    """At most one finding a sentence: one that no answer keeps, else the gravest, and of equals the first."""
    found: dict[int, tuple[Severity, int, Finding]] = {}
    order = tuple(Severity)
    for trigger in rule.triggers:
        severity = trigger.severity or rule.severity
        for number in draft.with_words(trigger.pattern.needs):
            sentence = draft.sentences[number]
            hit = _hit(draft, rule, trigger, sentence, denials)
            if hit is None:
                continue
            known = found.get(number)
            if known is not None and known[2].final:
                continue
            if (
                known is not None
                and not hit.final
                and (order.index(known[0]), known[1]) <= (order.index(severity), hit.start)
            ):
                continue
            found[number] = (severity, hit.start, _finding(draft, rule, hit))
    return [finding for _severity, _start, finding in found.values()]


def _hit(
    draft: Draft, rule: Rule, trigger: Trigger, sentence: Sentence, denials: tuple[Pattern, ...]
) -> Hit | None:
    text, start, end = draft.text, sentence.start, sentence.end
    match = trigger.pattern.search(text, start, end)
    if match is None:
        return None
    if trigger.beside is not None and trigger.beside.search(text, start, end) is None:
        return None
    if trigger.under is not None and (
        sentence.lead is None or trigger.under.search(text, *sentence.lead) is None
    ):
        return None
    places = [(start, end)] if sentence.lead is None else [(start, end), sentence.lead]
    if any(one.search(text, *place) for one in (*rule.unless, *trigger.unless) for place in places):
        return None
    if any(one.search(text, *sentence.article) for one in rule.unless_article):
        return None
    if rule.denials and _denied(text, sentence, match.start(), match.end(), denials):
        return None
    return Hit(match.start(), match.end(), trigger.severity, NOTHING, trigger.final)


def _denied(text: str, sentence: Sentence, start: int, end: int, denials: tuple[Pattern, ...]) -> bool:
    """Whether the sentence, or what introduces it, forbids or lifts the very thing."""
    for one in denials:
        found = one.search(text, max(sentence.start, start - _REACH), end)
        if found is not None and found.start() <= start:
            return True
        if sentence.lead is not None and one.search(text, *sentence.lead) is not None:
            return True
    return False


def _covered(findings: list[Finding], rule: Rule, hit: Hit) -> bool:
    """Whether a pattern of the rule found the place already."""
    return hit.start < hit.end and any(
        one.rule == rule.id and one.start < hit.end and hit.start < one.end for one in findings
    )


def _finding(draft: Draft, rule: Rule, hit: Hit) -> Finding:
    said = ""
    if hit.start < hit.end:
        number = draft._sentence_of[hit.start]  # noqa: SLF001  (one idea in two modules)
        said = draft.said(draft.sentences[number]) if number >= 0 else draft.text[hit.start : hit.end]
    return Finding(
        rule=rule.id,
        start=hit.start,
        end=hit.end,
        span=draft.text[hit.start : hit.end],
        severity=hit.severity or rule.severity,
        why=rule.why,
        question=rule.question,
        suggestion=rule.suggestion,
        title=rule.title,
        basis=rule.basis,
        items=rule.items,
        sentence=said,
        detail=hit.detail,
        final=hit.final,
    )
