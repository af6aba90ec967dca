"""Reading YAML so that every mistake is reported with its file, line and column, several at once, in both languages.

The plain values of a file go to pydantic, and each complaint is traced back to the place of the value that it is about
(:mod:`yifa.law.placed`). A key that is not known gets the nearest known one as a suggestion.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from yifa.law.english import CATALOGUE, English, context_of
from yifa.law.placed import Tree, Unreadable, read_tree
from yifa.law.text import Bilingual
from yifa.law.two_languages import in_both, plan_of
from yifa.procedure.model import Source

Model = TypeVar("Model", bound=BaseModel)
Location: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True, slots=True, order=True)
class FileProblem:
    """One mistake in a file. line and column count from 1; 0 where the whole file is meant."""

    path: str
    line: int
    column: int
    zh: str
    en: str

    @property
    def sentence(self) -> Bilingual:
        return Bilingual(self.zh, self.en)

    @property
    def where(self) -> str:
        """``procedures/x.yaml:12:5``."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class FileProblems(ValueError):
    """Files cannot be used; ``problems`` lists every mistake that was found, in order of file and line."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(f"{item.where}：{item.zh}" for item in self.problems))

    @property
    def zh(self) -> str:
        return "\n".join(f"{item.where}：{item.zh}" for item in self.problems)

    @property
    def en(self) -> str:
        return "\n".join(f"{item.where}: {item.en}" for item in self.problems)


class Placed:
    """A YAML file as plain values that remember where they stand.

    name: what the file is called in its catalogue's contexts.
    """

    def __init__(self, path: str, tree: Tree, english: English, name: str) -> None:
        self.path = path
        self._tree = tree
        self._english = english
        self._name = name
        self.plain = tree.plain

    def days(self) -> frozenset[date]:
        """The days on which the text changes. Raises FileProblems for a key that looks like a day and is none."""
        try:
            return self._tree.days()
        except Unreadable as error:
            raise _problems_of(self.path, error) from None

    def on(self, day: date) -> Placed:
        """The file as it reads on a day. Raises FileProblems where nothing is left of it."""
        try:
            tree = self._tree.on(day)
        except Unreadable as error:
            raise _problems_of(self.path, error) from None
        return self if tree is self._tree else Placed(self.path, tree, self._english, self._name)

    def in_both_languages(self, model: type[BaseModel]) -> list[FileProblem]:
        """Gives the texts in ``plain`` their English; complaints about those that have none. Raises FileProblems."""
        try:
            self.plain, lacking = in_both(self.plain, plan_of(model), self._english, self._name)
        except Unreadable as error:
            raise _problems_of(self._english.shown, error) from None
        where = self._english.shown
        return [
            self.problem(
                one.place,
                f"没有英文：“{one.zh}”，请写入{where}",
                f"there is no English for “{one.zh}”; write it into {where}",
            )
            for one in lacking
        ]

    def source(self, *location: int | str) -> Source:
        """Where the value at a location stands; the nearest enclosing one if it is absent."""
        return Source(self.path, *self._tree.place(location))

    def problem(self, location: Sequence[int | str], zh: str, en: str) -> FileProblem:
        """A mistake at a location."""
        source = self.source(*location)
        return FileProblem(self.path, source.line, source.column, zh, en)


def read_placed(path: Path, shown: str = "", english: English | None = None) -> Placed:
    """The mapping in a YAML file. Raises FileProblems for what cannot be read at all. ``shown`` is the path for messages.

    english: of its texts; without it, they are written in both languages.
    """
    name = shown or str(path)
    try:
        return Placed(name, read_tree(path), english or English(()), context_of(path))
    except Unreadable as error:
        raise _problems_of(name, error) from None


def _problems_of(name: str, error: Unreadable) -> FileProblems:
    return FileProblems(
        FileProblem(name, item.line, item.column, item.zh, item.en) for item in error.mistakes
    )


def validated(placed: Placed, model: type[Model]) -> Model:
    """The file as a model; from then on its plain values have both languages too. Raises FileProblems with every complaint at
    its line."""
    problems = placed.in_both_languages(model)
    try:
        found = model.model_validate(placed.plain)
    except ValidationError as error:
        problems += [problem_of(placed, model, detail) for detail in error.errors(include_url=False)]
    if problems:
        raise FileProblems(problems)
    return found


def problem_of(
    placed: Placed, model: type[BaseModel], detail: ErrorDetails, prefix: Location = ()
) -> FileProblem:
    """One of pydantic's complaints at its line. prefix: where in the file the value that was looked at stands."""
    location = tuple(part for part in detail["loc"] if not _is_marker(part))
    raised = detail.get("ctx", {}).get("error")
    field = getattr(raised, "field", "")
    if field:
        location = (*location, field)
    zh, en = _saying(model, location, detail)
    name = str(location[-1]) if location else ""
    if name and not isinstance(location[-1], int) and detail["type"] != "extra_forbidden":
        zh, en = f"{name}：{zh}", f"{name}: {en}"
    return placed.problem((*prefix, *location), zh, en)


def _is_marker(part: int | str) -> bool:
    # pydantic puts the names of validators and union branches into the location.
    return isinstance(part, str) and (
        "[" in part or part in ("PowerOf", "date", "int", "float") or part.startswith("literal")
    )


_SAYINGS = {
    "missing": ("缺少这一项", "this entry is missing"),
    "string_type": ("应为文字，含数字时请加引号", "must be text; put quotes around digits"),
    "int_type": ("应为整数", "must be a whole number"),
    "int_parsing": ("应为整数", "must be a whole number"),
    "bool_type": ("应为 true 或 false", "must be true or false"),
    "bool_parsing": ("应为 true 或 false", "must be true or false"),
    "list_type": ("应为列表 […]", "must be a list […]"),
    "dict_type": ("应为“名称: 值”的列表", "must be a list of 'name: value'"),
    "model_type": ("应为“名称: 值”的列表", "must be a list of 'name: value'"),
    "date_type": ("应为日期，如 2020-03-02", "must be a date such as 2020-03-02"),
    "date_parsing": ("应为日期，如 2020-03-02", "must be a date such as 2020-03-02"),
    "date_from_datetime_parsing": ("应为日期，如 2020-03-02", "must be a date such as 2020-03-02"),
    "date_from_datetime_inexact": (
        "应为日期，如 2020-03-02，不带时间",
        "must be a date such as 2020-03-02, without a time",
    ),
    "too_short": ("至少写一个", "name at least one"),
}


def _saying(model: type[BaseModel], location: Location, detail: ErrorDetails) -> tuple[str, str]:
    raised = detail.get("ctx", {}).get("error")
    said = getattr(raised, "text", None)
    if isinstance(said, Bilingual):
        return said.zh, said.en
    if detail["type"] == "extra_forbidden":
        return _unknown_key(model, location)
    if detail["type"] == "missing" and location[-1] in ("zh", "en"):
        language = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[str(location[-1])]
        return (
            f"缺少{language[0]}，应写作 {{zh: …, en: …}}",
            f"the {language[1]} is missing; write {{zh: …, en: …}}",
        )
    if detail["type"] == "missing" and location[-1] in ("article", "basis"):
        return (
            "没有法律依据：法规的规则写 article（条文号），本局的规则写 basis（{zh, en}）",
            "no legal basis: a statute's rule names its article, a house rule its basis ({zh, en})",
        )
    if detail["type"] == "enum":
        return _not_one_of(str(detail["input"]), str(detail.get("ctx", {}).get("expected", "")))
    if detail["type"] == "model_type" and str(detail.get("ctx", {}).get("class_name")) == "Text":
        return (
            f"应写一句中文，英文写入 {CATALOGUE}",
            f"write it in Chinese, and its English into {CATALOGUE}",
        )
    context = detail.get("ctx", {})
    for bound, zh, en in (("ge", "不得小于", "must be at least"), ("le", "不得大于", "must be at most")):
        if bound in context:
            return f"{zh}{context[bound]}", f"{en} {context[bound]}"
    known = _SAYINGS.get(detail["type"])
    if known is not None:
        return known
    return f"值不合要求（{detail['msg']}）", f"the value does not fit ({detail['msg']})"


def _not_one_of(given: str, expected: str) -> tuple[str, str]:
    known = [item.strip(" '") for item in expected.replace(" or ", ",").split(",")]
    near = difflib.get_close_matches(given, known, 1)
    hint_zh = f"，是否为“{near[0]}”？" if near else f"，可选：{'、'.join(known)}"
    hint_en = f"; did you mean {near[0]!r}?" if near else f"; use one of {', '.join(known)}"
    return f"不认识“{given}”{hint_zh}", f"{given!r} is not known{hint_en}"


def _unknown_key(model: type[BaseModel], location: Location) -> tuple[str, str]:
    name = str(location[-1])
    known = _keys_at(model, location[:-1])
    return suggestion(name, known)


def suggestion(name: str, known: Iterable[str]) -> tuple[str, str]:
    """``不认识“artcle”，是否为“article”？`` and its English, or the list of what is known."""
    listed = list(known)
    near = difflib.get_close_matches(name, listed, 1)
    if near:
        return f"不认识“{name}”，是否为“{near[0]}”？", f"{name!r} is not known; did you mean {near[0]!r}?"
    if not listed:
        return f"不认识“{name}”，请删去", f"{name!r} is not known; remove it"
    return (
        f"不认识“{name}”，可用：{'、'.join(listed)}",
        f"{name!r} is not known; use one of {', '.join(listed)}",
    )


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    found: Any = model
    for part in location:
        found = _inner(found, part)
        if found is None:
            return []
    return _aliases(found) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _inner(found: Any, part: int | str) -> Any:
    """The model or container that stands under one part of a location."""
    if isinstance(found, type) and issubclass(found, BaseModel):
        for name, info in found.model_fields.items():
            if part in (name, info.alias):
                return _unwrapped(info.annotation)
        return None
    arguments = get_args(found)
    return _unwrapped(arguments[-1]) if arguments else None


def _unwrapped(annotation: Any) -> Any:
    """An annotation without Optional and Annotated."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
            continue
        arguments = get_args(annotation)
        if isinstance(annotation, UnionType) or type(None) in arguments:
            rest = [item for item in arguments if item is not type(None)]
            annotation = rest[-1]
            continue
        return annotation


def _aliases(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]
