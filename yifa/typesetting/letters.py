"""The letters that steps of procedures send, written from templates that lawyers read and change.

A template (``letters/<kind>.yaml``) holds the words of one kind of letter with the places for facts in braces, the facts that
it cannot do without, and the articles that ask for it. ``letter`` fills one into an official document. Facts are text,
never markup, and a template can do nothing but put them where the braces stand.

A template's ``text`` is a list: a sentence; ``{each: fact}``, a line for every item of a list or long text;
``{given: fact, say: sentence}``, only where the fact is there; ``{table: [[label, words], …]}``. The facts ``issuer``
and ``dated`` are always there. ``remedies: by-law`` writes the ways and times of contesting an ordinary decision where none
are given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from yifa.law.files import read_model
from yifa.law.remedies import remedies_on
from yifa.law.text import Bilingual
from yifa.typesetting.model import (
    Attendance,
    Block,
    Form,
    Imprint,
    OfficialDocument,
    Paragraph,
    Table,
    chinese_date,
)

FOLDER: Final = Path(__file__).parent / "letters"
_PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NUMBERED: Final = re.compile(r"^\s*(?:\d+[.、．]|[（(]?[一二三四五六七八九十]+[)）、])")
_ALWAYS: Final = frozenset({"issuer", "dated"})
_REMEDIES: Final = "remedies"

Fact: TypeAlias = str | int | Decimal | date | Sequence[str]


class LetterError(ValueError):
    """A letter cannot be written; ``zh`` and ``en`` say what is missing and what to do."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.zh)
        self.zh = message.zh
        self.en = message.en


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    zh: str
    en: str


class _Fact(_Words):
    """A fact with its name for clerks. also: other names under which steps record it, tried in order."""

    also: tuple[str, ...] = ()


class _Part(BaseModel):
    """One part of a letter that is not a plain sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    each: str = ""
    given: str = ""
    say: str = ""
    table: tuple[tuple[str, str], ...] = ()

    @model_validator(mode="after")
    def _one_thing(self) -> _Part:
        if sum((bool(self.each), bool(self.given), bool(self.table))) != 1 or bool(self.given) != bool(
            self.say
        ):
            raise ValueError(
                "一段只能写一种：each，given 与 say，或者 table / a part is each, given with say, or table"
            )
        return self


# Told apart by their kind, so that a fault of a part is reported as that and not as "not text".
_TextPart: TypeAlias = Annotated[
    Annotated[str, Tag("sentence")] | Annotated[_Part, Tag("part")],
    Discriminator(lambda value: "sentence" if isinstance(value, str) else "part"),
]


class LetterTemplate(BaseModel):
    """A kind of letter, as its file says it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    letter: str
    title: _Words
    form: Form = Form.LETTER
    heading: str
    recipient: str = ""
    cites: tuple[str, ...] = ()
    needs: dict[str, _Fact]
    may_use: dict[str, _Fact] = Field(default_factory=dict)
    text: tuple[_TextPart, ...]
    remedies: Literal["", "by-law"] = ""
    # Who attended, was excused or sat in, under these words, where the fact is there (GB/T 9704—2012, 10.3).
    attendance: dict[str, str] = Field(default_factory=dict)
    verified: str = "M"

    @model_validator(mode="after")
    def _places_are_known(self) -> LetterTemplate:
        known = _ALWAYS | self.needs.keys() | self.may_use.keys()
        for name in self._places():
            if name not in known:
                raise ValueError(f"{{{name}}} 没有列在 needs 或 may_use 中 / is in neither needs nor may_use")
        sure = _ALWAYS | self.needs.keys()
        for words in (self.heading, self.recipient, *(part for part in self.text if isinstance(part, str))):
            for name in _PLACE.findall(words):
                if name not in sure:
                    raise ValueError(
                        f"{{{name}}} 不一定有，请写成 given/say / may be absent; write it with given and say"
                    )
        return self

    def _places(self) -> Iterator[str]:
        yield from _PLACE.findall(self.heading + self.recipient)
        yield from self.attendance.values()
        for part in self.text:
            if isinstance(part, str):
                yield from _PLACE.findall(part)
                continue
            yield from (name for name in (part.each, part.given) if name)
            yield from _PLACE.findall(part.say)
            for label, words in part.table:
                yield from _PLACE.findall(label + words)


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that a letter asks for. also: the names of answers that serve as well."""

    name: str
    title: Bilingual
    also: tuple[str, ...]


@lru_cache(maxsize=1)
def templates() -> Mapping[str, LetterTemplate]:
    """Every kind of letter. Raises FileProblem with file and line where a template is faulty."""
    found: dict[str, LetterTemplate] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        template = read_model(path, LetterTemplate)
        assert template.letter == path.stem, f"{path}: the letter's key and the file's name differ"
        found[template.letter] = template
    return found


def template(kind: str) -> LetterTemplate:
    """The template of a kind. Raises LetterError naming the kinds there are."""
    found = templates().get(kind)
    if found is None:
        kinds = ", ".join(templates())
        raise LetterError(
            Bilingual(
                f"没有“{kind}”这种文书模板，现有：{kinds}。请改用其中一种，或者增加模板文件 letters/{kind}.yaml。",
                f"There is no letter “{kind}”; there are {kinds}. Use one of them or add letters/{kind}.yaml.",
            )
        )
    return found


def title_of(kind: str) -> Bilingual:
    """What a kind of letter is called. Raises LetterError."""
    words = template(kind).title
    return Bilingual(words.zh, words.en)


def needs(kind: str) -> tuple[Need, ...]:
    """The facts that a letter cannot do without and does not write by itself, in the order of its file. Raises LetterError."""
    chosen = template(kind)
    return tuple(
        Need(name, Bilingual(fact.zh, fact.en), fact.also)
        for name, fact in chosen.needs.items()
        if not (name == _REMEDIES and chosen.remedies)
    )


def needs_if_known(kind: str) -> tuple[Need, ...] | None:
    """The same, for the checker of procedures: None for a kind that there is not."""
    return needs(kind) if kind in templates() else None


def letter(
    kind: str,
    facts: Mapping[str, Fact],
    *,
    issuer: str,
    dated: date,
    number: str | None = None,
    copy_to: Sequence[str] = (),
    imprint: Imprint | None = None,
    sealed: bool = True,
    note: str = "",
    own: Collection[str] = (),
    is_demonstration: bool = False,
) -> OfficialDocument:
    """A letter of a kind, filled with facts: words ready to print, numbers, days, or lists of lines.

    Amounts and choices are given as they should read. Facts that the template does not know are left aside, so
    the answers of a step can be passed as they are. own: facts of the very step that the letter is of, which go before others
    that would serve as well: a refusal's reasons before those of the examination. Raises LetterError naming every fact that is
    missing.
    """
    chosen = template(kind)
    known = _gather(chosen, facts, own) | {"issuer": issuer, "dated": dated}
    if chosen.remedies and _REMEDIES not in known:
        known[_REMEDIES] = remedies_on(dated).zh
    absent = [fact for name, fact in chosen.needs.items() if name not in known]
    if absent:
        zh = "、".join(fact.zh for fact in absent)
        en = ", ".join(fact.en for fact in absent)
        raise LetterError(
            Bilingual(
                f"《{chosen.title.zh}》还缺：{zh}。请先填写，再生成文书。",
                f"The {chosen.title.en} still needs: {en}. Fill these in first.",
            )
        )
    return OfficialDocument(
        issuer=issuer,
        title=_fill(chosen.heading, known),
        blocks=tuple(_blocks(chosen.text, known)),
        number=number,
        recipient=_fill(chosen.recipient, known) or None,
        signature=issuer,
        dated=dated,
        copy_to=tuple(copy_to),
        imprint=imprint,
        note=note,
        sealed=sealed,
        form=chosen.form,
        is_demonstration=is_demonstration,
        attendance=tuple(
            Attendance(kind, "、".join(_lines(known[name])))
            for kind, name in chosen.attendance.items()
            if name in known
        ),
    )


def _gather(chosen: LetterTemplate, facts: Mapping[str, Fact], own: Collection[str] = ()) -> dict[str, Fact]:
    """The template's facts under its own names; empty ones count as absent."""
    found: dict[str, Fact] = {}
    for name, fact in {**chosen.may_use, **chosen.needs}.items():
        for key in sorted((name, *fact.also), key=lambda one: one not in own):
            value = facts.get(key)
            if value is not None and value != "" and value != () and value != []:
                found[name] = value
                break
    return found


def _shown(fact: Fact) -> str:
    if isinstance(fact, str):
        return fact.strip()
    if isinstance(fact, date):
        return chinese_date(fact)
    if isinstance(fact, Decimal):
        return format(fact, "f")
    if isinstance(fact, int):
        return str(fact)
    return "；".join(item.strip() for item in fact)


def _lines(fact: Fact) -> list[str]:
    """The items of a list, or the lines of a long text."""
    items: Iterable[str] = _shown(fact).splitlines() if isinstance(fact, str | int | Decimal | date) else fact
    return [item.strip() for item in items if item.strip()]


def _fill(words: str, facts: Mapping[str, Fact]) -> str:
    # One pass over the template's own words: braces inside a fact stay braces.
    return _PLACE.sub(lambda place: _shown(facts[place[1]]), words)


def _paragraphs(words: str) -> Iterator[Block]:
    yield from (Paragraph.of(line.strip()) for line in words.splitlines() if line.strip())


def _blocks(text: Sequence[str | _Part], facts: Mapping[str, Fact]) -> Iterator[Block]:
    for part in text:
        if isinstance(part, str):
            yield from _paragraphs(_fill(part, facts))
        elif part.each:
            yield from _each(_lines(facts[part.each]) if part.each in facts else [])
        elif part.given:
            if part.given in facts:
                yield from _paragraphs(_fill_given(part.say, facts))
        else:
            rows = ((_fill_given(label, facts), _fill_given(words, facts)) for label, words in part.table)
            yield Table(("项目", "内容"), tuple(rows))


def _fill_given(words: str, facts: Mapping[str, Fact]) -> str:
    """Words with facts that may be absent left blank."""
    return _PLACE.sub(lambda place: _shown(facts[place[1]]) if place[1] in facts else "", words)


def _each(items: Sequence[str]) -> Iterator[Block]:
    already = any(_NUMBERED.match(item) for item in items)
    for number, item in enumerate(items, start=1):
        yield Paragraph.of(item if already or len(items) == 1 else f"{number}.{item}")


__all__ = [
    "Fact",
    "LetterError",
    "LetterTemplate",
    "Need",
    "letter",
    "needs",
    "needs_if_known",
    "template",
    "templates",
    "title_of",
]
