"""Screening on the desk, for any field of work: a draft with its findings marked, and an answer to each.

A step records its answers as one text, a line for each finding, so that the record reads by itself years later:

    【FC-06-1a2b3c】“创新券……本市……机构”：已改为不限机构所在地。

The bracket holds the finding's key, which stays while the sentence stays; what was said of a sentence that has changed is asked
again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from yifa.cases.models import Case
from yifa.cases.roles import Place, places_named, places_of
from yifa.interface.formats import words
from yifa.interface.marked import Mark, Piece, pieces
from yifa.law.text import Bilingual
from yifa.procedure import Procedure
from yifa.screening import Context, Finding, RuleBook, Severity, screen, standard

_LINE: Final = re.compile(
    r"^【(?P<key>(?:ND|FC)-\d\d-[0-9a-f]{6}(?:-\d+)?)】(?:“[^”\n]*”)?[：:]?[ ]*(?P<said>[^【]*)", re.MULTILINE
)
_TONES: Final = {Severity.HIGH: "red", Severity.MEDIUM: "amber", Severity.LOW: "blue"}
_QUOTED: Final = 40
FIELD: Final = "answer-"


@dataclass(frozen=True, slots=True)
class Screened:
    """What a step screens: the text as it stands, what is known besides, the rules, and the question that takes the answers.
    `elsewhere`: rules whose findings are shown, but dealt with in another case (competition in its own review)."""

    text: str
    context: Context
    rules: RuleBook | None = None
    question: str = "finding_answers"
    elsewhere: RuleBook | None = None


Provider: TypeAlias = Callable[[Case, date], Screened]
_PROVIDERS: Final[dict[Place, Provider]] = {}
_STANDARDS: Final[dict[Place, Provider]] = {}
_READERS: Final[dict[Place, Place]] = {}


def screens(*names: str) -> Callable[[Provider], Provider]:
    """Registers what a role, or a procedure's step, screens; the desk then offers a page to answer the findings one by one."""
    places = places_named(names, "what screens")

    def register(provider: Provider) -> Provider:
        for place in places:
            known = _PROVIDERS.setdefault(place, provider)
            if known is not provider:
                raise ValueError(
                    f"{'/'.join(place)} screens twice: {known.__module__} and {provider.__module__}"
                )
        return provider

    return register


def reads_answers(*names: str) -> None:
    """Registers where a second person sees what was answered: a link to it stands beside their forms.

    The first role, or the first step of the procedure, is the one that screens.
    """
    screening, *readers = places_named(names, "what reads answers")
    for place in readers:
        _READERS[place] = screening


def answers_read_at(procedure: Procedure, step: str) -> str | None:
    """The screening step whose answers are seen at a step; None where none are."""
    for place in places_of(procedure, step):
        if place in _READERS:
            wanted = _READERS[place]
            return next((key for key in procedure.steps if wanted in places_of(procedure, key)), None)
    return None


def shows_standard(*names: str) -> Callable[[Provider], Provider]:
    """Registers where the sixty-six items stand beside the form, those that screening asked about marked."""
    places = places_named(names, "what shows the standard")

    def register(provider: Provider) -> Provider:
        _STANDARDS.update(dict.fromkeys(places, provider))
        return provider

    return register


def _found(registered: Mapping[Place, Provider], procedure: Procedure, step: str) -> Provider | None:
    return next((registered[place] for place in places_of(procedure, step) if place in registered), None)


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
    provider = _found(_STANDARDS, procedure, step)
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


def provider_of(procedure: Procedure, step: str) -> Provider | None:
    """What a step screens; None for a step that screens nothing."""
    return _found(_PROVIDERS, procedure, step)


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
    named = _named(screen(text, rules=rules, context=context))
    lines = [_line_of(number, key, one, given.get(key, "")) for number, (key, one) in enumerate(named, 1)]
    others = _named(screen(text, rules=elsewhere, context=context)) if elsewhere is not None else []
    marks = [
        Mark(one.start, one.end, key, str(number), f"{one.rule} {words(one.title)}", _TONES[one.severity])
        for number, (key, one) in enumerate(named, 1)
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
        span=_shown(one),
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


_SIGN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_FEWEST: Final = 5
_STOCK: Final = frozenset(
    [
        "没有问题",
        "没有意见",
        "不存在问题",
        "无需修改",
        "不需要修改",
        "同意保留",
        "已经核对",
        "核对无误",
        "符合有关规定",
        "情况已经知悉",
        "暂无意见",
        "没有不同意见",
    ]
)


def is_reason(said: str) -> bool:
    """Whether an answer says something that a second person can weigh: not a sign or 已阅, nor a phrase that fits anything."""
    bare = "".join(_SIGN.findall(said))
    return len(bare) >= _FEWEST and len(set(bare)) > 2 and bare not in _STOCK


def read_answers(recorded: str) -> dict[str, str]:
    """Answers by the findings' keys, from the text that a step recorded; lines of another shape say nothing."""
    return {
        found["key"]: found["said"].strip() for found in _LINE.finditer(recorded) if found["said"].strip()
    }


def write_answers(findings: Iterable[Finding], answers: Mapping[str, str]) -> str:
    """The text to record: a line for each finding that is answered, in their order."""
    return "\n".join(
        f"【{key}】“{_shown(one)}”：{' '.join(answers[key].replace('【', '[').split())}"
        for key, one in _named(findings)
        if answers.get(key, "").strip()
    )


def unanswered(
    text: str, recorded: str, *, context: Context, rules: RuleBook | None = None
) -> tuple[Finding, ...]:
    """Findings of a draft that the recorded text does not answer with a reason, and those that no reason answers."""
    answered = read_answers(recorded)
    return tuple(
        one
        for key, one in _named(screen(text, rules=rules, context=context))
        if one.final or not is_reason(answered.get(key, ""))
    )


def keys_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings' keys; where one sentence stands twice, the second gets a number."""
    return tuple(key for key, _one in _named(findings))


def _named(findings: Iterable[Finding]) -> list[tuple[str, Finding]]:
    seen: dict[str, int] = {}
    named: list[tuple[str, Finding]] = []
    for one in findings:
        times = seen[one.key] = seen.get(one.key, 0) + 1
        named.append((one.key if times == 1 else f"{one.key}-{times}", one))
    return named


def _wording(one: Finding) -> str:
    """The neutral wording in the language of the draft; in an English interface, what it means follows."""
    meant = words(one.suggestion)
    return meant if meant == one.suggestion.zh else f"{one.suggestion.zh} ({meant})"


def _shown(one: Finding) -> str:
    if one.is_whole:
        return str(_("全文"))
    said = one.span.replace("\n", " ").replace("”", "’").replace("“", "‘")
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"


def _item(name: str) -> Bilingual:
    item = standard().item(name)
    return Bilingual(
        f"{item.cited.zh.removeprefix('《公平竞争审查条例实施办法》')} {item.says.zh}",
        f"Measures art. {item.name} {item.says.en}",
    )
