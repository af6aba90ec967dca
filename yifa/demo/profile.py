"""A year profile: what a bureau published about one of its years, as a file that drives the demonstration.

The file names the bureau, the year, the outline of its report, its departments and posts with the number of people in them,
and the figures by indicator code with their breakdowns. The demonstration then does the work that makes those figures true;
nothing is written into a register by hand. A profile that contradicts itself, or names an indicator that no field of work
defines, is refused with its line (docs/reference/year-profiles.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from yifa.law.errors import FileProblem
from yifa.law.files import read_model, read_yaml
from yifa.law.text import Bilingual
from yifa.procedure.shapes import Saying

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*\.[a-z][a-z0-9_]*$")]


class Approximation(StrEnum):
    """How the published number was hedged."""

    EXACT = "exact"
    AT_LEAST = "at_least"  # 不少于、以上
    MORE_THAN = "more_than"  # 余、多、超过


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Words(_Part):
    """A name in both languages."""

    zh: str
    en: str

    def bilingual(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class PostGiven(_Part):
    """A post and how many people hold it; the people are numbered, for a profile names nobody."""

    name: Words
    powers: tuple[str, ...]
    people: int = Field(default=1, ge=1, le=40)
    head: bool = False


class DepartmentGiven(_Part):
    """A department and its posts."""

    name: Words
    posts: tuple[PostGiven, ...]


class BureauGiven(_Part):
    """The bureau as it calls itself."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    name: str
    short_name: str
    name_en: str
    division_code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    level: Annotated[str, StringConstraints(pattern=r"^(province|city|county)$")]
    document_code: str = Field(description="机关代字, as in 漯科〔2020〕5号")


class Source(_Part):
    """The publication from which the figures were taken."""

    title: str
    dated: date


class Named(BaseModel):
    """A record that was published by name: its title, its part, and what else is known of it by the names that the stories of the
    indicator use (docs/reference/story-files.md)."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    part: str = ""
    begun: date | None = None

    def known(self) -> dict[str, Any]:
        """What is known of it."""
        return self.model_dump(exclude_defaults=True)


def _named(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


class FigureGiven(_Part):
    """One published figure: its value in the profile's year, parts by key, and earlier years where they were published. What
    comes out later than the report, such as a statistic, has earlier years alone.
    records: how many records a sum of money is made of, where that was published."""

    value: int | None = Field(default=None, ge=0)
    approx: Approximation = Approximation.EXACT
    parts: Mapping[str, int] = Field(default_factory=dict)
    series: Mapping[int, int | Decimal] = Field(default_factory=dict)
    named: tuple[Annotated[Named, BeforeValidator(_named)], ...] = ()
    records: int = Field(default=0, ge=0)

    @property
    def least(self) -> int:
        """The smallest whole number that makes the published statement true: 40余 is 41, 不少于40 is 40."""
        value = self.value or 0
        return value + 1 if self.approx is Approximation.MORE_THAN else value

    @model_validator(mode="after")
    def _says_something(self) -> FigureGiven:
        if self.value is None and (not self.series or self.parts or self.named):
            raise Saying(
                "写明本年的数（value），或者只写以前年度的数（series）",
                "say the year's value, or earlier years alone (series)",
            )
        return self


class YearProfile(_Part):
    """A bureau's year as published."""

    profile: str
    title: Words
    bureau: BureauGiven
    year: int = Field(ge=2004, le=2100)
    outline: str
    source: Source
    departments: tuple[DepartmentGiven, ...]
    figures: Mapping[Code, FigureGiven]


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """What a profile may say of one indicator: the keys of its parts (empty: it has none), whether it has a series, whether
    a story plays it, whether a zero is told in words."""

    code: str
    parts: frozenset[str]
    has_series: bool
    is_played: bool = True
    tells_none: bool = False


def read_profile(path: Path, known: Callable[[str], KnownIndicator | None]) -> YearProfile:
    """The profile in a file, checked for contradictions and against the indicators that ``known`` knows.

    Raises FileProblem with the line of the first fault: an unknown indicator or part, parts that do not add up to their
    total, a series that disagrees with the value or reaches past the profile's year, a post without a known power.
    """
    profile = read_model(path, YearProfile)
    tree = read_yaml(path)

    def refuse(where: tuple[int | str, ...], zh: str, en: str) -> FileProblem:
        return FileProblem(str(path), tree.place(where)[0], zh, en)

    for code, given in profile.figures.items():
        at: tuple[Any, ...] = ("figures", code)
        indicator = known(code)
        if indicator is None:
            raise refuse(
                at,
                f"没有代码为“{code}”的指标；可用的指标见 docs/reference/indicators.md。",
                f"there is no indicator '{code}'; docs/reference/indicators.md lists them.",
            )
        if not indicator.is_played and not (given.value == 0 and indicator.tells_none):
            raise refuse(
                at,
                f"没有故事演示指标“{code}”；故事写在 stories/ 里，写法见 docs/reference/story-files.md。",
                f"no story plays '{code}'; stories stand in stories/, see docs/reference/story-files.md.",
            )
        for part in given.parts:
            if part not in indicator.parts:
                choices = "、".join(sorted(indicator.parts)) or "（没有分项）"
                raise refuse(
                    (*at, "parts", part),
                    f"指标“{code}”没有分项“{part}”；可用：{choices}。",
                    f"indicator '{code}' has no part '{part}'; it has: {', '.join(sorted(indicator.parts)) or 'none'}.",
                )
        total = sum(given.parts.values())
        if given.parts and total != given.value:
            raise refuse(
                (*at, "parts"),
                f"“{code}”的分项合计 {total}，与总数 {given.value} 不符。",
                f"the parts of '{code}' add up to {total}, not to its value {given.value}.",
            )
        _check_named(code, given, refuse)
        if given.series and not indicator.has_series:
            raise refuse(
                (*at, "series"),
                f"指标“{code}”不按年度列示，不能给出历年数。",
                f"indicator '{code}' has no yearly series.",
            )
        for year, value in given.series.items():
            if year > profile.year:
                raise refuse(
                    (*at, "series", year),
                    f"“{code}”列有 {year} 年，晚于本档案的 {profile.year} 年。",
                    f"'{code}' has a figure for {year}, after the profile's year {profile.year}.",
                )
            if value < 0:
                raise refuse(
                    (*at, "series", year), "历年数不得为负。", "a figure of a series may not be negative."
                )
        stated = given.series.get(profile.year, given.value)
        if given.value is not None and stated != given.value:
            raise refuse(
                (*at, "series", profile.year),
                f"“{code}”{profile.year} 年在序列中为 {stated}，在总数中为 {given.value}，前后矛盾。",
                f"'{code}' is {stated} in its series for {profile.year} but {given.value} as its value.",
            )
    return profile


def _check_named(
    code: str, given: FigureGiven, refuse: Callable[[tuple[int | str, ...], str, str], FileProblem]
) -> None:
    """More records by name than there are, or than their part has, contradict the figure. Raises FileProblem."""
    at = ("figures", code, "named")
    if len(given.named) > given.least:
        raise refuse(
            at,
            f"“{code}”列名{len(given.named)}件，多于总数 {given.value}。",
            f"'{code}' names {len(given.named)} records, more than its value {given.value}.",
        )
    for part, count in Counter(one.part for one in given.named if one.part).items():
        if count > given.parts.get(part, 0):
            raise refuse(
                at,
                f"“{code}”的分项“{part}”列名{count}件，多于该分项的 {given.parts.get(part, 0)}。",
                f"'{code}' names {count} records of its part '{part}', which has {given.parts.get(part, 0)}.",
            )


def folder() -> Path:
    """Where profiles lie: in the checkout, or beside the installed package."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "profiles"
    return checkout if checkout.is_dir() else package / "_files" / "profiles"


def find_profile(name: str) -> Path:
    """The file of a profile, given as a path or as a name in ``profiles/``. Raises FileProblem, naming those there are."""
    given = Path(name)
    if given.suffix or given.exists():
        return given
    path = folder() / f"{name}.yaml"
    if not path.exists():
        there = sorted(other.stem for other in folder().glob("*.yaml"))
        raise FileProblem(
            name,
            0,
            f"没有这份年度档案；可用：{'、'.join(there)}，或者给出文件路径。",
            f"there is no such profile; there are: {', '.join(there)}; or give a file.",
        )
    return path
