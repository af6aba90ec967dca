"""Outlines of the annual report: files that lawyers read and change.

A province fixes the form of its bureaus' reports, and so the form is a file (``outlines/*.yaml``): sections, points, the
prose that a new report begins with, the figures that each point must state, and the figures that it ought to state but that no
field of work records yet. What the law asks of every report (督察工作规定) is named by ``covers``; an outline that leaves one of
the four out is refused.

Tokens in the prose are read when the file is loaded, so that a mistyped one is reported with its file and line and never meets a
report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator, model_validator

from yifa.figures.units import Category
from yifa.law.errors import FileProblem, LawError
from yifa.law.files import read_model, read_yaml
from yifa.law.text import Bilingual
from yifa.report.errors import OutlineUnknown
from yifa.report.sentences import own_statements
from yifa.report.tokens import problems

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]


class Content(StrEnum):
    """What every annual report must hold (法治政府建设与责任落实督察工作规定, 厅字〔2019〕28号): four contents, and others."""

    RESULTS = "results"
    SHORTCOMINGS = "shortcomings"
    FIRST_RESPONSIBLE = "first-responsible-person"
    NEXT_YEAR = "next-year"
    OTHER = "other"

    @property
    def words(self) -> Bilingual:
        """In the words of the rule."""
        return _CONTENTS[self]


REQUIRED = (Content.RESULTS, Content.SHORTCOMINGS, Content.FIRST_RESPONSIBLE, Content.NEXT_YEAR)
_CONTENTS = {
    Content.RESULTS: Bilingual(
        zh="上一年度推进法治政府建设的主要举措和成效", en="Main measures and results of the year"
    ),
    Content.SHORTCOMINGS: Bilingual(zh="存在的不足和原因", en="Shortcomings and their causes"),
    Content.FIRST_RESPONSIBLE: Bilingual(
        zh="主要负责人履行推进法治建设第一责任人职责的情况",
        en="How the head performed the duty of first responsible person",
    ),
    Content.NEXT_YEAR: Bilingual(zh="下一年度的主要安排", en="Main arrangements for the next year"),
    Content.OTHER: Bilingual(zh="其他需要报告的情况", en="Other matters"),
}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Pair(_File):
    """Words in both languages."""

    zh: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]

    @property
    def words(self) -> Bilingual:
        return Bilingual(zh=self.zh, en=self.en)


class Expected(_File):
    """A figure that this point ought to state and that no field of work records yet, with what would supply it."""

    code: Code
    title: Pair
    category: Category
    supplied_by: Pair


class Node(_File):
    """Prose under a heading: what a section, a part of it and a point have in common.

    prose: what the records say, where they say it; it asserts nothing without figures. hint: what only the bureau can tell here,
    for whoever writes; it never stands in a report.
    """

    key: Key
    title: Pair
    prose: str = ""
    hint: str = ""
    figures: tuple[Code, ...] = ()
    expects: tuple[Expected, ...] = ()


class Point(Node):
    """1. A point; its heading opens its paragraph."""


class Part(Node):
    """（一） A part of a section."""

    points: tuple[Point, ...] = ()


class Section(Node):
    """一、 A section. ``covers``: the content that the law requires and this section gives."""

    covers: Content
    parts: tuple[Part, ...] = ()


class Outline(_File):
    """One form of the annual report. ``provinces``: first two digits of the divisions that use it; none: any place."""

    outline: Key
    title: Pair
    basis: Pair
    verified: Literal["V", "V2", "L", "M"]
    provinces: tuple[Annotated[str, StringConstraints(pattern=r"^\d{2}$")], ...] = ()
    report_title: str
    recipient: str = ""
    opening: str = ""
    sections: tuple[Section, ...]
    closing: str = ""
    annex_of_figures: bool = True

    @field_validator("sections")
    @classmethod
    def _covers_what_the_law_requires(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        missing = [content for content in REQUIRED if content not in {section.covers for section in sections}]
        if missing:
            zh, en = (
                "、".join(f"“{c.words.zh}”" for c in missing),
                ", ".join(f"{c.words.en!r}" for c in missing),
            )
            raise LawError(
                f"缺少必须报告的内容{zh}（法治政府建设与责任落实督察工作规定），请补一个 covers 为它的部分。",
                f"required content is left out: {en}; add a section that covers it.",
            )
        return sections

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Outline:
        seen: set[str] = set()
        for passage in self.passages():
            if passage.path in seen:
                raise LawError(
                    f"“{passage.path}”出现了两次，同一层的 key 不能重复。",
                    f"{passage.path!r} appears twice; keys of one level must differ.",
                )
            seen.add(passage.path)
        return self

    def passages(self) -> Iterator[Passage]:
        """Every place that holds prose, in the order of the report, headings without prose included."""
        yield Passage("opening", 0, None, None, self.opening)
        for section in self.sections:
            yield Passage(section.key, 1, section, section.covers, section.prose)
            for part in section.parts:
                yield Passage(f"{section.key}/{part.key}", 2, part, section.covers, part.prose)
                for point in part.points:
                    path = f"{section.key}/{part.key}/{point.key}"
                    yield Passage(path, 3, point, section.covers, point.prose)
        yield Passage("closing", 0, None, None, self.closing)

    def told(self, texts: Mapping[str, str]) -> frozenset[str]:
        """The paths of the passages that a report tells: those with words, and the headings above them."""
        told: set[str] = set()
        for path, text in texts.items():
            parts = path.split("/") if text.strip() else []
            told.update("/".join(parts[: depth + 1]) for depth in range(len(parts)))
        return frozenset(told)

    def passage(self, path: str) -> Passage | None:
        """The passage at a path; None where there is none."""
        return next((passage for passage in self.passages() if passage.path == path), None)

    def figures(self) -> tuple[str, ...]:
        """Codes of the figures that the report must state, each once, in order."""
        found = dict.fromkeys(
            code for passage in self.passages() if passage.node for code in passage.node.figures
        )
        return tuple(found)

    @property
    def hash(self) -> str:
        """SHA-256 of its content, in hex; layout and comments of the file do not count."""
        return hashlib.sha256(self.snapshot().encode()).hexdigest()

    def snapshot(self) -> str:
        """Its content as JSON, from which ``restore`` makes it again."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)

    @classmethod
    def restore(cls, snapshot: str) -> Outline:
        """The outline as it was when a report was begun."""
        return cls.model_validate_json(snapshot)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of the report that holds prose. ``level``: 1 to 3 as its heading; 0 for the opening and the closing."""

    path: str
    level: int
    node: Node | None
    covers: Content | None
    template: str

    @property
    def title(self) -> Bilingual:
        """Its heading, or 开头 and 结尾."""
        if self.node is not None:
            return self.node.title.words
        return (
            Bilingual(zh="开头", en="Opening")
            if self.path == "opening"
            else Bilingual(zh="结尾", en="Closing")
        )

    @property
    def anchor(self) -> str:
        """Its path as an HTML id."""
        return self.path.replace("/", "-")


def folder() -> Path:
    """Where the outlines are: in a checkout beside the package, in an installation inside it."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_files" / "outlines"
    return packed if packed.is_dir() else package.parent / "outlines"


def load(path: Path) -> Outline:
    """One outline. Raises FileProblem with the line of what is wrong, tokens in the prose included."""
    outline = read_model(path, Outline)
    if outline.outline != path.stem:
        raise FileProblem(
            str(path),
            1,
            f"提纲代码“{outline.outline}”应与文件名“{path.stem}”相同。",
            f"the outline's key {outline.outline!r} must be the file's name {path.stem!r}.",
        )
    _check_tokens(path)
    _check_assertions(path, outline)
    return outline


def load_all(where: Path | None = None) -> Mapping[str, Outline]:
    """Every outline of a folder by its key. Raises FileProblem."""
    return {outline.outline: outline for outline in map(load, sorted((where or folder()).glob("*.yaml")))}


@cache
def outlines() -> Mapping[str, Outline]:
    """The outlines of this installation, read once."""
    return load_all()


def outline_for(division_code: str, key: str = "") -> Outline:
    """The outline of that key, or the one for a bureau's place, or the one for any place. Raises OutlineUnknown."""
    known = outlines()
    names = "、".join(known)
    if key:
        if key not in known:
            raise OutlineUnknown(
                f"没有名为“{key}”的提纲，现有：{names}。", f"There is no outline {key!r}; there are: {names}."
            )
        return known[key]
    here = [outline for outline in known.values() if division_code[:2] in outline.provinces]
    anywhere = [outline for outline in known.values() if not outline.provinces]
    for outline in (*here, *anywhere):
        return outline
    raise OutlineUnknown(
        f"没有适用于行政区划“{division_code}”的提纲，请用 --outline 指定一个：{names}。",
        f"No outline fits division {division_code!r}; choose one with --outline: {names}.",
    )


def _check_tokens(path: Path) -> None:
    tree = read_yaml(path)
    for location, text in _strings(tree.plain, ()):
        for problem in problems(text):
            line, _ = tree.place(location)
            # The text of a block begins on the line after its key.
            line += problem.line if "\n" in text else 0
            raise FileProblem(str(path), line, problem.bare.zh, problem.bare.en)


def _check_assertions(path: Path, outline: Outline) -> None:
    """An outline asserts nothing: each sentence of its prose tells a figure, and the opening is one line that ends in 如下：."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for passage in outline.passages():
        text = passage.template.strip()
        if passage.level == 0:
            found = [] if not text or (passage.path == "opening" and _is_address(text)) else [text]
        else:
            found = list(own_statements(text, 0))
        for sentence in found:
            start = sentence.strip()[:12]
            line = next((number for number, one in enumerate(lines, 1) if start in one), 1)
            raise FileProblem(
                str(path),
                line,
                f"“{sentence[:40]}”没有数据支撑：提纲不替机关作出陈述。请写明数据，或者移到 hint（写作提示）。",
                f"{sentence[:40]!r} tells no figure: an outline asserts nothing for a bureau. Name a figure, or move it to hint.",
            )


def _is_address(text: str) -> bool:
    return text.endswith("如下：") and not set("。；\n") & set(text)


def _strings(node: object, location: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(node, str):
        yield location, str(node)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _strings(value, (*location, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _strings(value, (*location, index))
