"""Texts whose figures and faults were marked by hand: the measure of what is read and checked.

A marked text is a report with marks in it, so that a person can read and correct it in any editor::

    %year 2023
    %about 江临市科学技术局
    %fault missing_date 全文无成文日期
    全年召开党组会⟦16次|16|session|2023|decision|total|exact|党组会次数⟧，⟦!未发生行政诉讼|0|item|2023|dispute|total|exact|行政诉讼⟧，
    授权⟪typo:应为专利|专力⟫⟦20件|20|item|2023|statistics|total|exact|专利授权量⟧，⟪~vague_date|截至12月31日⟫办结。

⟦span|value|unit|year|category|role|approx|subject⟧ is a figure, ``-`` a year that is none; ⟦!…⟧ a zero said without a
numeral. ⟪kind|text⟫ is a fault and may contain figures and other faults, ⟪kind:note|text⟫ says what is wrong, and
⟪~kind|text⟫ is an innocent look-alike, in which a careless rule would see that kind. Lines beginning with ``%`` at the
head of the file tell of the whole document; they and the marks are no part of the text, and all offsets are those of
the text that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yifa.law.errors import FileProblem
from yifa.reading.faults.model import FaultKind
from yifa.reading.kinds import Approx, Category, Fact, Role, Unit

KINDS = frozenset({*FaultKind, "figure_without_year"})
"""Kinds of fault that are labelled: those that are found, and one that published labels name besides."""

_MARK = re.compile("[⟦⟧⟪⟫]")
_HEAD = re.compile(r"%([a-z]+)(?: +(.*))?")
_FAULT = re.compile(r"(~?)([a-z_]+)(?::([^|⟦⟧⟪⟫]*))?\|")
_FIELDS = ("span", "value", "unit", "year", "category", "role", "approx", "subject")


@dataclass(frozen=True, slots=True)
class LabelledFault:
    """A fault marked by hand. `start` and `end` are None when the whole document is meant."""

    kind: str
    start: int | None
    end: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and what a careful reader found in it. `complete` is False for the opening of a longer text."""

    name: str
    text: str
    year: int | None
    about: str
    complete: bool
    facts: tuple[Fact, ...]
    implied: tuple[Fact, ...]
    faults: tuple[LabelledFault, ...]
    innocent: tuple[LabelledFault, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def read_labelled(path: Path) -> Labelled:
    """The marked text in a file. Raises FileProblem with the line of the first mistake in a mark."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            source = file.read()
    except UnicodeDecodeError:
        raise FileProblem(
            str(path), 0, "不是 UTF-8 编码的文本，请另存为 UTF-8。", "not UTF-8 text; save it as UTF-8."
        ) from None
    return parse_labelled(source, name=path.stem, path=str(path))


def parse_labelled(source: str, *, name: str, path: str = "") -> Labelled:
    """What `source`, a marked text, holds. `path` is named in errors. Raises FileProblem with the line."""
    return _Parser(source, path or name).parse(name)


def labelled_files(folder: Path) -> Iterator[Labelled]:
    """The marked texts (*.txt) of a folder, by name. Raises FileProblem when there is none."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise FileProblem(
            str(folder), 0, "文件夹里没有标注文本（*.txt）。", "no marked texts (*.txt) in the folder."
        )
    for path in paths:
        yield read_labelled(path)


def gold(labelled: Labelled, *, split: str = "") -> dict[str, object]:
    """The labels as JSON of published figures has them: facts, implied zeros and lint with offsets into the text."""
    return {
        "source": labelled.name,
        "text_file": f"{labelled.name}.txt",
        "text_kind": "labelled",
        "split": split,
        "bureau": labelled.about,
        "year": labelled.year,
        "level": labelled.notes.get("level", ""),
        "complete": labelled.complete,
        "facts": [{"id": f"f{n:03}", **_as_json(fact)} for n, fact in enumerate(labelled.facts, start=1)],
        "implied": [{"id": f"z{n:03}", **_as_json(fact)} for n, fact in enumerate(labelled.implied, start=1)],
        "relations": [],
        "lint": [
            {
                "kind": fault.kind,
                "where": None if fault.start is None else {"start": fault.start, "end": fault.end},
                "note": fault.note,
            }
            for fault in labelled.faults
        ],
    }


def _as_json(fact: Fact) -> dict[str, object]:
    return {
        "span": fact.span,
        "start": fact.start,
        "end": fact.end,
        "value": fact.value,
        "unit": fact.unit.value,
        "approx": fact.approx.value,
        "year": fact.year,
        "subject": fact.subject,
        "category": fact.category.value,
        "role": fact.role.value,
    }


class _Parser:
    """One pass over a marked text; `clean` collects what is left without the marks."""

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.at = 0
        self.clean: list[str] = []
        self.length = 0
        self.facts: list[Fact] = []
        self.implied: list[Fact] = []
        self.faults: list[LabelledFault] = []
        self.innocent: list[LabelledFault] = []
        self.notes: dict[str, str] = {}

    def parse(self, name: str) -> Labelled:
        self._head()
        self._body()
        year = self.notes.get("year", "")
        if year and not re.fullmatch(r"\d{4}", year):
            raise self._problem(
                0, f"%year 应是四位年份，不是“{year}”", f"%year takes four digits, not {year!r}"
            )
        complete = self.notes.get("complete", "yes")
        if complete not in ("yes", "no"):
            raise self._problem(0, "%complete 只能是 yes 或 no", "%complete is yes or no")
        return Labelled(
            name=name,
            text="".join(self.clean),
            year=int(year) if year else None,
            about=self.notes.get("about", ""),
            complete=complete == "yes",
            facts=tuple(self.facts),
            implied=tuple(self.implied),
            faults=tuple(sorted(self.faults, key=_place)),
            innocent=tuple(sorted(self.innocent, key=_place)),
            notes=self.notes,
        )

    def _head(self) -> None:
        while self.source.startswith("%", self.at):
            end = self.source.find("\n", self.at)
            end = len(self.source) if end < 0 else end
            match = _HEAD.fullmatch(self.source[self.at : end].rstrip())
            if match is None:
                raise self._problem(
                    self.at,
                    "以 % 开头的行写不对，例如：%year 2023",
                    "a line that begins with % reads like: %year 2023",
                )
            key, rest = match[1], (match[2] or "").strip()
            if key == "fault":
                kind, _, note = rest.partition(" ")
                self.faults.append(LabelledFault(self._kind(kind, self.at), None, None, note.strip()))
            elif key in ("year", "complete", "about", "level", "note"):
                self.notes[key] = rest
            else:
                raise self._problem(self.at, f"不认识“%{key}”", f"%{key} is not known")
            self.at = min(end + 1, len(self.source))

    def _body(self) -> None:
        open_faults: list[tuple[int, bool, str, str, int]] = []
        while (mark := _MARK.search(self.source, self.at)) is not None:
            self._keep(self.source[self.at : mark.start()])
            self.at = mark.end()
            match mark[0]:
                case "⟦":
                    self._figure(mark.start())
                case "⟪":
                    found = _FAULT.match(self.source, self.at)
                    if found is None:
                        raise self._problem(
                            mark.start(),
                            "“⟪”后面应是“种类|”，例如：⟪typo|专力⟫",
                            "⟪ is followed by 'kind|', as in ⟪typo|专力⟫",
                        )
                    kind = self._kind(found[2], mark.start())
                    open_faults.append((mark.start(), bool(found[1]), kind, found[3] or "", self.length))
                    self.at = found.end()
                case "⟫":
                    if not open_faults:
                        raise self._problem(mark.start(), "“⟫”没有对应的“⟪”", "⟫ without ⟪")
                    _, is_innocent, kind, note, start = open_faults.pop()
                    if start == self.length:
                        raise self._problem(mark.start(), "“⟪…⟫”里没有文字", "no text between ⟪ and ⟫")
                    fault = LabelledFault(kind, start, self.length, note.strip())
                    (self.innocent if is_innocent else self.faults).append(fault)
                case _:
                    raise self._problem(mark.start(), "“⟧”没有对应的“⟦”", "⟧ without ⟦")
        self._keep(self.source[self.at :])
        if open_faults:
            raise self._problem(open_faults[-1][0], "“⟪”没有对应的“⟫”", "⟪ without ⟫")

    def _figure(self, opened: int) -> None:
        """Reads the figure whose ⟦ stands at `opened` and moves behind its ⟧."""
        closed = _MARK.search(self.source, self.at)
        if closed is None or closed[0] != "⟧":
            raise self._problem(opened, "“⟦”没有对应的“⟧”", "⟦ without ⟧")
        body = self.source[self.at : closed.start()]
        self.at = closed.end()
        is_implied = body.startswith("!")
        parts = body.removeprefix("!").split("|")
        if len(parts) != len(_FIELDS):
            raise self._problem(
                opened,
                f"标注“{body}”应有 {len(_FIELDS)} 项（原文|数值|单位|年份|类别|角色|近似|对象），现有 {len(parts)} 项",
                f"the mark {body!r} has {len(parts)} parts; {len(_FIELDS)} are due: {'|'.join(_FIELDS)}",
            )
        span, value, unit, year, category, role, approx, subject = parts
        if not span or not subject or span != span.strip():
            raise self._problem(
                opened, f"标注“{body}”缺原文或者对象", f"the mark {body!r} lacks its span or subject"
            )
        if not re.fullmatch(r"-?\d+(\.\d+)?", value):
            raise self._problem(opened, f"数值“{value}”不是数", f"the value {value!r} is not a number")
        if not re.fullmatch(r"\d{4}|-", year):
            raise self._problem(
                opened, f"年份“{year}”应是四位数或者“-”", f"the year {year!r} is neither four digits nor '-'"
            )
        for word, allowed in ((unit, Unit), (category, Category), (role, Role), (approx, Approx)):
            if word not in set(allowed):
                raise self._problem(
                    opened, f"“{word}”不在允许的值之中", f"{word!r} is not one of: {', '.join(allowed)}"
                )
        fact = Fact(
            start=self.length,
            end=self.length + len(span),
            span=span,
            value=float(value) if "." in value else int(value),
            unit=Unit(unit),
            approx=Approx(approx),
            year=None if year == "-" else int(year),
            subject=subject,
            category=Category(category),
            role=Role(role),
        )
        if is_implied and fact.value != 0:
            raise self._problem(
                opened,
                f"没有数字的零，数值应是 0，不是 {value}",
                f"a zero without numeral has value 0, not {value}",
            )
        (self.implied if is_implied else self.facts).append(fact)
        self._keep(span)

    def _keep(self, piece: str) -> None:
        self.clean.append(piece)
        self.length += len(piece)

    def _kind(self, kind: str, at: int) -> str:
        if kind not in KINDS:
            raise self._problem(at, f"不认识问题种类“{kind}”", f"the kind of fault {kind!r} is not known")
        return kind

    def _problem(self, at: int, zh: str, en: str) -> FileProblem:
        return FileProblem(self.path, self.source.count("\n", 0, at) + 1, f"{zh}。", f"{en}.")


def _place(fault: LabelledFault) -> tuple[int, int]:
    return (-1, -1) if fault.start is None or fault.end is None else (fault.start, fault.end)
