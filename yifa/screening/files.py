"""The rules as lawyers keep them: ``screening/*.yaml``, read, checked and compiled.

``words.yaml`` holds lists of words that patterns share. ``normative-documents.yaml`` and ``fair-competition.yaml`` hold rules. A
mistake is a FileProblem with its file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from yifa.law.errors import FileProblem, ModelProblem
from yifa.law.files import read_model
from yifa.law.text import Bilingual
from yifa.screening.model import Rule, Severity, Trigger
from yifa.screening.pattern import Pattern, PatternProblem, read_pattern

CHECK_NAMES: Final = frozenset(
    {
        "issuer",
        "conditions",
        "competition",
        "overlap",
        "steps",
        "citations",
        "ending",
        "dates",
        "filing",
        "parties",
    }
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _Words(_Shape):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


def _one_as_mapping(value: Any) -> Any:
    return {"pattern": value} if isinstance(value, str) else value


class _Trigger(_Shape):
    pattern: str = Field(min_length=1)
    under: str | None = None
    beside: str | None = None
    unless: tuple[str, ...] = ()
    severity: Severity | None = None
    final: bool = False


class _Rule(_Shape):
    id: str = Field(pattern=r"^(ND|FC)-\d\d$")
    title: _Words
    basis: _Words
    verified: str = Field(pattern="^(V|V2|L|M)$")
    severity: Severity
    items: tuple[str, ...] = ()
    triggers: tuple[Annotated[_Trigger, BeforeValidator(_one_as_mapping)], ...] = ()
    unless: tuple[str, ...] = ()
    unless_article: tuple[str, ...] = ()
    denials: bool = True
    known: str = Field(default="", pattern="^(matters|credit_items|)$")
    check: str = ""
    why: _Words
    question: _Words
    suggestion: _Words

    @model_validator(mode="after")
    def _asks_something(self) -> _Rule:
        if self.check and self.check not in CHECK_NAMES:
            known = "、".join(sorted(CHECK_NAMES))
            raise ModelProblem(
                f"没有“{self.check}”这种检查，只有{known}", f"no such check; there are {known}", "check"
            )
        if not self.triggers and not self.check:
            raise ModelProblem("既没有句式也没有检查", "there is neither a pattern nor a check", "triggers")
        return self


class _Book(_Shape):
    title: _Words
    denials: tuple[str, ...] = ()
    rules: tuple[_Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once_each(self) -> _Book:
        seen: set[str] = set()
        for number, rule in enumerate(self.rules):
            if rule.id in seen:
                raise ModelProblem(f"{rule.id}写了两次", f"{rule.id} stands twice", "rules", number, "id")
            seen.add(rule.id)
        return self


class _WordLists(_Shape):
    words: Mapping[str, tuple[str, ...]]
    denials: tuple[str, ...]
    keywords: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class RuleBook:
    """Rules in their order, and the words that make a clause innocent because it forbids what the rule looks for.

    keywords: a plain list of words for each rule, as a simple checker would have it; screening never uses it, the score is
    measured beside it.
    """

    rules: tuple[Rule, ...]
    denials: tuple[Pattern, ...]
    keywords: Mapping[str, tuple[str, ...]]

    def only(self, prefix: str) -> RuleBook:
        """The rules whose ids begin so: ``FC-`` or ``ND-``."""
        return RuleBook(
            tuple(one for one in self.rules if one.id.startswith(prefix)), self.denials, self.keywords
        )

    def rule(self, rule_id: str) -> Rule:
        """A rule by its id. Raises KeyError."""
        return {one.id: one for one in self.rules}[rule_id]


def folder() -> Path:
    """The folder of the rules: the repository's, or the installed package's."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_files" / "screening"
    return installed if installed.is_dir() else package.parent / "screening"


@lru_cache(maxsize=1)
def rule_books() -> RuleBook:
    """The repository's rules. Raises FileProblem."""
    return read_books(folder())


def read_books(root: Path) -> RuleBook:
    """The rules of a folder, those on normative documents first. Raises FileProblem with file and line."""
    lists = read_model(root / "words.yaml", _WordLists)
    rules: list[Rule] = []
    for name in ("normative-documents.yaml", "fair-competition.yaml"):
        path = root / name
        rules += [_compiled(path, one, lists.words) for one in read_model(path, _Book).rules]
    denials = tuple(_pattern(root / "words.yaml", "denials", one, lists.words) for one in lists.denials)
    return RuleBook(tuple(rules), denials, lists.keywords)


def _compiled(path: Path, rule: _Rule, words: Mapping[str, tuple[str, ...]]) -> Rule:
    def one(source: str) -> Pattern:
        return _pattern(path, rule.id, source, words)

    def several(sources: tuple[str, ...]) -> tuple[Pattern, ...]:
        return tuple(map(one, sources))

    return Rule(
        id=rule.id,
        title=rule.title.text,
        basis=rule.basis.text,
        severity=rule.severity,
        triggers=tuple(
            Trigger(
                one(trigger.pattern),
                None if trigger.under is None else one(trigger.under),
                None if trigger.beside is None else one(trigger.beside),
                several(trigger.unless),
                trigger.severity,
                trigger.final,
            )
            for trigger in rule.triggers
        ),
        unless=several(rule.unless),
        unless_article=several(rule.unless_article),
        why=rule.why.text,
        question=rule.question.text,
        suggestion=rule.suggestion.text,
        items=rule.items,
        check=rule.check,
        denials=rule.denials,
        known=rule.known,
        verified=rule.verified,
    )


def _pattern(path: Path, where: str, source: str, words: Mapping[str, tuple[str, ...]]) -> Pattern:
    try:
        return read_pattern(source, words)
    except PatternProblem as problem:
        raise FileProblem(
            str(path), 0, f"{where}：{problem.zh.rstrip('。')}。", f"{where}: {problem.en.rstrip('.')}."
        ) from None
