"""Marks on a report's text, and what is said of each: figures in blue or green, faults in red or amber."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from yifa.figures.indicators import registry
from yifa.interface.formats import words
from yifa.interface.marked import Mark
from yifa.reading.faults import Fault, Severity, grouped, rule_of
from yifa.report.words import approx_words, kind_words, severity_words, value_said
from yifa.work.published.registers import NATURES, ROLES
from yifa.work.published.reviewing import Item
from yifa.work.published.taking import Taken

_TONES: Final = {Severity.ERROR: "red", Severity.QUESTION: "amber"}
_CHIPS: Final = {Severity.ERROR: "red", Severity.QUESTION: "amber"}


@dataclass(frozen=True, slots=True)
class SaidFault:
    """A fault as the page tells it. ``line`` and ``excerpt`` are empty where the whole document is meant."""

    key: str
    label: str
    kind: str
    severity: str
    chip: str
    rule: str
    basis: str
    says: str
    should: str
    line: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many faults of a severity there are."""

    severity: str
    chip: str
    number: int


def value_words(each: Taken) -> str:
    """101 家（单位） as one reads it: number and unit."""
    return f"{value_said(each.value)} {words(each.unit.words)}"


def meaning(item: Item) -> str:
    """Year, category, role of a figure, and whether it is a stock or a flow, in words."""
    now = item.now
    year = _("%(year)s年") % {"year": now.year} if now.year is not None else _("不属于某一年")
    return " · ".join(
        filter(
            None,
            (
                year,
                words(now.category.words),
                words(ROLES[now.role]) if now.role in ROLES else now.role,
                words(NATURES[now.nature]) if now.nature in NATURES else "",
            ),
        )
    )


def about(item: Item) -> str:
    """约, 超过, 不少于; nothing for an exact number."""
    return words(approx_words(item.fact.approx)).strip()


def indicator_title(code: str) -> str:
    """An indicator's title; empty for none."""
    return words(registry[code].title) if code and code in registry else ""


def figure_marks(items: Iterable[Item]) -> Iterator[Mark]:
    """A mark for each figure: green for what is to be taken over, blue for the others."""
    for item in items:
        yield Mark(
            item.fact.start,
            item.fact.end,
            item.key,
            str(item.number),
            f"{item.title} {value_words(item.now)}",
            "green" if item.is_taken else "blue",
        )


def fault_marks(faults: Sequence[SaidFault], found: Sequence[Fault]) -> Iterator[Mark]:
    """A mark for each fault that has a place: red for errors, amber for questions."""
    for said, fault in zip(faults, found, strict=True):
        if fault.start is not None and fault.end is not None:
            title = f"{said.severity} {said.kind}"
            end = fault.end if fault.end > fault.start else fault.start + 1
            yield Mark(fault.start, end, said.key, said.label, title, _TONES[fault.severity])


def said_faults(found: Sequence[Fault], text: str) -> tuple[SaidFault, ...]:
    """The faults as the page tells them, numbered."""
    made = []
    for number, fault in enumerate(found, 1):
        rule = rule_of(fault)
        placed = fault.start is not None and fault.end is not None
        start, end = fault.start or 0, fault.end or 0
        made.append(
            SaidFault(
                key=f"fault-{number}",
                label=_("错%(number)d") % {"number": number},
                kind=words(kind_words(fault.kind)),
                severity=words(severity_words(fault.severity)),
                chip=_CHIPS[fault.severity],
                rule=words(rule.title),
                basis=words(rule.authority),
                says=words(fault.says),
                should=words(fault.should) if fault.should is not None else "",
                line=text.count("\n", 0, start) + 1 if placed else 0,
                excerpt=" ".join(text[start:end].split())[:80] if placed else "",
            )
        )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """What one rule asks, to be read together; an error by itself."""

    title: str
    severity: str
    chip: str
    faults: tuple[SaidFault, ...]


def said_groups(found: Sequence[Fault], said: Sequence[SaidFault]) -> tuple[SaidGroup, ...]:
    """The faults as the page lists them: the errors one by one, then the questions of each rule together."""
    told = dict(zip(map(id, found), said, strict=True))
    return tuple(
        SaidGroup(
            words(group.rule.title),
            words(severity_words(group.severity)),
            _CHIPS[group.severity],
            tuple(told[id(fault)] for fault in group.faults),
        )
        for group in grouped(found)
    )


def counted(found: Sequence[Fault]) -> tuple[Counted, ...]:
    """How many of each severity, the gravest first; those without any are left out."""
    return tuple(
        Counted(words(severity_words(severity)), _CHIPS[severity], number)
        for severity in Severity
        if (number := sum(fault.severity is severity for fault in found))
    )
