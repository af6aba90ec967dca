"""Screening on the desk, for any field of work: a draft with its findings marked, and the standard beside a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from yifa.cases.acting.screened import standard_provider_of
from yifa.cases.models import Case
from yifa.interface.formats import words
from yifa.interface.marked import Mark, Piece, pieces
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.screening import Context, Finding, RuleBook, Severity, screen, standard
from yifa.screening.answering import WHOLE, is_reason, named, quoted

_TONES: Final = {Severity.HIGH: "red", Severity.MEDIUM: "amber", Severity.LOW: "blue"}
FIELD: Final = "answer-"


@dataclass(frozen=True, slots=True)
class StandardLine:
    """An item of the standard. asked: numbers of the findings that may come under it, empty where none does."""

    name: str
    says: str
    asked: str


@dataclass(frozen=True, slots=True)
class StandardGroup:
    """A group of the standard with its items. asked: how many of them screening asked about."""

    title: str
    lines: tuple[StandardLine, ...]
    asked: int


def standard_beside(
    procedure: Procedure, step: str, case: Case | None, on: date
) -> tuple[StandardGroup, ...]:
    """The standard beside the form of a step; empty for steps that do not show it."""
    provider = standard_provider_of(procedure, step)
    if provider is None or case is None:
        return ()
    screened = provider(case, on)
    findings = screen(screened.text, rules=screened.rules, context=screened.context)
    numbers: dict[str, list[str]] = {}
    for number, one in enumerate(findings, 1):
        for name in one.items:
            numbers.setdefault(name, []).append(f"{number}（{one.rule}）")
    return tuple(
        StandardGroup(
            title=words(group.title),
            lines=tuple(
                StandardLine(one.name, words(one.says), "、".join(numbers.get(one.name, ())))
                for one in group.items
            ),
            asked=sum(one.name in numbers for one in group.items),
        )
        for group in standard().groups
    )


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as the page shows it. number: as it stands in the text; field: the name of its answer's field."""

    key: str
    number: int
    rule: str
    title: str
    tone: str
    severity: str
    span: str
    is_whole: bool
    why: str
    detail: str
    question: str
    suggestion: str
    basis: str
    items: tuple[str, ...]
    answer: str
    field: str
    final: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ScreeningView:
    """A screened draft. asks: the page asks for answers and does not only show them. elsewhere: what another case deals
    with."""

    text: str
    pieces: list[Piece]
    lines: list[FindingLine]
    asks: bool = False
    elsewhere: tuple[FindingLine, ...] = ()

    @property
    def count(self) -> int:
        """How many findings."""
        return len(self.lines)

    @property
    def unanswered(self) -> int:
        """How many findings have no answer yet."""
        return sum(not line.answer for line in self.lines)


def view_of(
    text: str,
    *,
    context: Context,
    rules: RuleBook | None = None,
    answers: Mapping[str, str] | None = None,
    asks: bool = False,
    elsewhere: RuleBook | None = None,
) -> ScreeningView:
    """A draft screened and laid out for ``desk/_screening.html``. answers: by the findings' keys."""
    given = answers or {}
    found = named(screen(text, rules=rules, context=context))
    lines = [_line_of(number, key, one, given.get(key, "")) for number, (key, one) in enumerate(found, 1)]
    others = named(screen(text, rules=elsewhere, context=context)) if elsewhere is not None else []
    marks = [
        Mark(one.start, one.end, key, str(number), f"{one.rule} {words(one.title)}", _TONES[one.severity])
        for number, (key, one) in enumerate(found, 1)
        if not one.is_whole
    ]
    return ScreeningView(
        text,
        pieces(text, marks),
        lines,
        asks,
        tuple(_line_of(number, key, one, "") for number, (key, one) in enumerate(others, 1)),
    )


def _line_of(number: int, key: str, one: Finding, answer: str) -> FindingLine:
    return FindingLine(
        key=key,
        number=number,
        rule=one.rule,
        title=words(one.title),
        tone=_TONES[one.severity],
        severity=words(one.severity.words),
        span=words(WHOLE) if one.is_whole else quoted(one),
        is_whole=one.is_whole,
        why=words(one.why),
        detail=words(one.detail),
        question=words(one.question),
        suggestion=_wording(one),
        basis=words(one.basis),
        items=tuple(words(_item(name)) for name in one.items),
        answer=answer,
        field=f"{FIELD}{key}",
        final=one.final,
        weak=bool(answer) and not is_reason(answer),
    )


def _wording(one: Finding) -> str:
    """The neutral wording in the language of the draft; in an English interface, what it means follows."""
    meant = words(one.suggestion)
    return meant if meant == one.suggestion.zh else f"{one.suggestion.zh} ({meant})"


def _item(name: str) -> Bilingual:
    item = standard().item(name)
    return Bilingual(
        f"{item.cited.zh.removeprefix('《公平竞争审查条例实施办法》')} {item.says.zh}",
        f"Measures art. {item.name} {item.says.en}",
    )
