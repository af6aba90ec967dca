"""Administrative divisions (GB/T 2260) with the dates on which a code is in force: 梁平 was 500228 as a
county, 500155 as a district.

A number issued long ago carries the code of its day; so a code is looked up for a day, and one out of force
says what replaced it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yifa.law.errors import LawError, ModelProblem
from yifa.law.files import DATA, read_model
from yifa.law.text import Bilingual

_CODE = re.compile(r"\d{6}", re.ASCII)


class DivisionProblem(LawError):
    """A division code is malformed, unknown, or not in force on the day."""


class Level(StrEnum):
    """Level of a division by its code."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class Division(BaseModel):
    """One code and the closed span of days on which it is in force; None is open."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    code: str
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    first_on: date | None = Field(default=None, alias="from")
    last_on: date | None = Field(default=None, alias="until")
    replaced_by: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Division:
        if _CODE.fullmatch(self.code) is None:
            raise ModelProblem(f"区划代码“{self.code}”不是6位数字", f"{self.code!r} is not 6 digits", "code")
        if self.first_on and self.last_on and self.last_on < self.first_on:
            raise ModelProblem("失效日早于生效日", "it ends before it begins", "until")
        return self

    @property
    def name(self) -> Bilingual:
        return Bilingual(self.zh, self.en)

    @property
    def level(self) -> Level:
        """Provinces end in 0000, cities in 00."""
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY

    def in_force(self, on: date) -> bool:
        """Whether the code is in force on the day."""
        return (self.first_on is None or self.first_on <= on) and (self.last_on is None or on <= self.last_on)


class _DivisionFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    source: str
    verified: str
    divisions: tuple[Division, ...]


class Divisions:
    """A table of divisions. A code may stand in it several times with spans that do not overlap."""

    __slots__ = ("_by_code",)

    def __init__(self, divisions: Iterable[Division]) -> None:
        self._by_code: dict[str, list[Division]] = {}
        for division in divisions:
            same = self._by_code.setdefault(division.code, [])
            if any(_overlap(division, other) for other in same):
                raise DivisionProblem(
                    f"区划代码{division.code}的有效期重叠。",
                    f"The spans of division code {division.code} overlap.",
                )
            same.append(division)

    @classmethod
    def standard(cls) -> Divisions:
        """Provinces and the places of the demonstration bureaus, from the package's own table."""
        return _standard()

    def with_file(self, path: Path) -> Divisions:
        """This table and that of a file of the same form; codes of the file replace those of the table."""
        added = read_divisions(path)
        codes = {division.code for division in added}
        kept = [one for same in self._by_code.values() for one in same if one.code not in codes]
        return Divisions([*kept, *added])

    def on(self, code: str, day: date) -> Division:
        """The division of a code on a day. Raises DivisionProblem; for an abolished code it names the
        successor.
        """
        if _CODE.fullmatch(code) is None:
            raise DivisionProblem(
                f"行政区划代码“{code}”应为6位数字。", f"A division code has 6 digits, not {code!r}."
            )
        same = self._by_code.get(code)
        if not same:
            raise DivisionProblem(
                f"区划表中没有{code}，请在区划表文件中补充。",
                f"{code} is not in the table of divisions; add it there.",
            )
        for division in same:
            if division.in_force(day):
                return division
        other = same[-1]
        hint_zh = f"，已由{other.replaced_by}取代" if other.replaced_by else ""
        hint_en = f"; {other.replaced_by} replaced it" if other.replaced_by else ""
        raise DivisionProblem(
            f"区划代码{code}（{other.zh}）在{day}不使用{hint_zh}。",
            f"Division code {code} ({other.en}) is not in force on {day}{hint_en}.",
        )

    def known(self, code: str) -> bool:
        """Whether the code stands in the table, on whatever day."""
        return code in self._by_code

    def province(self, code: str, day: date) -> Division:
        """The province of a code of any level."""
        return self.on(code[:2] + "0000", day)


def read_divisions(path: Path) -> tuple[Division, ...]:
    """The divisions in a file. Raises FileProblem naming file and line."""
    return read_model(path, _DivisionFile).divisions


@lru_cache(maxsize=1)
def _standard() -> Divisions:
    return Divisions(read_divisions(DATA / "divisions.yaml"))


def _overlap(one: Division, other: Division) -> bool:
    first = max(one.first_on or date.min, other.first_on or date.min)
    return first <= min(one.last_on or date.max, other.last_on or date.max)
