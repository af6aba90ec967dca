"""Editions of the indicators: files that lawyers read and change, checked against what Yifa counts and does.

Wording is verbatim only where it was read (``verified: V``); elsewhere an indicator has a point and no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from yifa.cases.library import library
from yifa.figures.indicators import registry
from yifa.law.errors import FileProblem, LawError, ModelProblem
from yifa.law.files import read_model
from yifa.law.limits import end_of_year
from yifa.law.text import Bilingual
from yifa.procedure.library import files_root

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Until = Annotated[str, StringConstraints(pattern=r"^(next )?\d{2}-\d{2}$")]
_YEAR: Final = re.compile(r"^\d{4}$")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Pair(_File):
    """Words in both languages."""

    zh: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]

    @property
    def words(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class Need(_File):
    """A figure that proves part of an indicator.

    Without more it has to be one or more. equals: the figure of which it may not fall short. opens: the kind of matter by which
    the records are made. until: the day of the year, or of the year after (``next 03-31``), by which they have to be there.
    """

    figure: str
    at_least: int = 1
    at_most: int | None = None
    equals: str = ""
    opens: Key
    until: Until = "12-31"

    def until_in(self, year: int) -> date:
        """The last day for a year."""
        after, _, day = self.until.rpartition(" ")
        month, _, number = day.partition("-")
        return date(year + bool(after), int(month), int(number))

    @model_validator(mode="after")
    def _is_a_day(self) -> Need:
        try:
            self.until_in(2023)
        except ValueError:
            raise LawError(f"“{self.until}”不是日期。", f"{self.until!r} is no day.") from None
        if self.at_most is not None and (self.at_least != 1 or self.equals):
            raise LawError("at_most 不与其他条件并用。", "at_most stands alone.")
        return self


class Asked(_File):
    """One indicator. number, text: only where the official wording was read. matters: kinds of matter that may not be overdue.

    elsewhere: what proves it and never lies in Yifa.
    """

    key: Key
    number: int | None = None
    verified: Literal["V", "M"]
    source: str = ""
    text: str = ""
    says: Pair
    concerns: Literal["departments", "government"]
    basis: Pair | None = None
    needs: tuple[Need, ...] = ()
    matters: tuple[Key, ...] = ()
    elsewhere: Pair | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Asked:
        was_read = self.text and self.number and self.source
        if not was_read if self.verified == "V" else self.text or self.source:
            raise LawError(
                f"“{self.key}”：注 V 的写原文、编号和出处，没有读到原文的注 M，不写原文。",
                f"{self.key!r}: V has wording, number and source; where the wording was not read it is M and has none.",
            )
        if self.concerns == "departments" and not (self.needs or self.matters or self.elsewhere):
            raise LawError(
                f"“{self.key}”涉及部门，要写明由什么证明。",
                f"{self.key!r} concerns departments: say what proves it.",
            )
        return self


class Part(_File):
    """Indicators under one heading."""

    key: Key
    title: Pair
    indicators: tuple[Asked, ...]


class Edition(_File):
    """One edition of the list. known_on: the day of the page on which it was read."""

    edition: str
    title: Pair
    issued_by: Pair
    known_on: date
    sources: Mapping[str, str]
    note: Pair
    parts: tuple[Part, ...]

    def __iter__(self) -> Iterator[Asked]:  # type: ignore[override]
        """Every indicator, in order."""
        return (one for part in self.parts for one in part.indicators)

    def find(self, key: str) -> Asked | None:
        """The indicator with that key."""
        return next((one for one in self if one.key == key), None)

    @model_validator(mode="after")
    def _is_sound(self) -> Edition:
        seen: set[str] = set()
        for i, part in enumerate(self.parts):
            for j, one in enumerate(part.indicators):
                for text in _faults(one, seen, self.sources):
                    raise ModelProblem(text.zh, text.en, "parts", i, "indicators", j, "key")
                seen.add(one.key)
        return self


def _faults(one: Asked, seen: set[str], sources: Mapping[str, str]) -> Iterator[Bilingual]:
    """What an indicator names that is not there, or a second time."""
    if one.key in seen:
        yield Bilingual(f"“{one.key}”出现了两次。", f"{one.key!r} appears twice.")
    if one.source and one.source not in sources:
        yield Bilingual(f"没有出处“{one.source}”。", f"There is no source {one.source!r}.")
    for code in (code for need in one.needs for code in (need.figure, need.equals) if code):
        if code not in registry:
            yield Bilingual(
                f"“{one.key}”用的指标“{code}”不存在。",
                f"{one.key!r} names a figure {code!r} that is not there.",
            )
    for name in (*(need.opens for need in one.needs), *one.matters):
        if name not in library().procedures:
            yield Bilingual(
                f"“{one.key}”用的程序“{name}”不存在。",
                f"{one.key!r} names a procedure {name!r} that is not there.",
            )


def load(path: Path) -> Edition:
    """One edition. Raises FileProblem with the line of what is wrong."""
    found = read_model(path, Edition)
    if found.edition != path.stem or not _YEAR.fullmatch(found.edition):
        raise FileProblem(
            str(path),
            1,
            f"版本“{found.edition}”应是年份，并与文件名“{path.stem}”相同。",
            f"the edition {found.edition!r} must be a year and the file's name {path.stem!r}.",
        )
    return found


@cache
def editions() -> Mapping[str, Edition]:
    """The editions of this installation, the newest first, read once."""
    paths = sorted((files_root() / "boards").glob("*.yaml"), reverse=True)
    return {path.stem: load(path) for path in paths}


def edition_for(year: int) -> Edition:
    """The newest edition known by the end of a year; the oldest for a year before all."""
    known = list(editions().values())
    return next((one for one in known if one.known_on <= end_of_year(year)), known[-1])
