"""The points of a foreigner who applies by points, and the class that they give (``points.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from yifa.law.files import read_model

FILE: Final = Path(__file__).with_name("points.yaml")
_FEN: Final = 100
Bands: TypeAlias = tuple[tuple[int, int], ...]
"""The least value of each band with its points, the highest first."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WorkYears(_File):
    """Years of work: from ``first`` on ``first_points``, each further year ``each``, never above ``most``."""

    first: int
    first_points: int
    each: int
    most: int

    def points(self, years: int) -> int:
        """The points of so many whole years."""
        if years < self.first:
            return 0
        return min(self.first_points + self.each * (years - self.first), self.most)


class Scores(_File):
    """What each thing that is scored gives. annual_pay: in yuan."""

    annual_pay: Bands
    education: Mapping[str, int]
    work_years: WorkYears
    months: Bands
    chinese: Mapping[str, int]
    place: int
    age: Bands
    distinction: int
    bonus: int


class Table(_File):
    """The file. classes: each with its least points, the highest first; terms_years: the longest term of each; renewal_days: how
    long before the end a renewal is applied for."""

    verified: Literal["V", "V2", "L", "M"]
    classes: Mapping[str, int]
    terms_years: Mapping[str, int]
    renewal_days: int
    scores: Scores

    def points(self, answers: Mapping[str, Any]) -> int | None:
        """What the answers of an application score; None while something that is scored is not answered. Money is in fen."""
        names = ("annual_pay", "work_years", "months_a_year", "age")
        given = [answers.get(name) for name in names]
        education, chinese = answers.get("education"), answers.get("chinese")
        if not all(isinstance(one, int) for one in given) or not education or not chinese:
            return None
        pay, worked, months, age = (int(one) for one in given if one is not None)
        bonus = answers.get("local_bonus")
        scores = self.scores
        return (
            _band(scores.annual_pay, pay // _FEN)
            + scores.education[education]
            + scores.work_years.points(worked)
            + _band(scores.months, months)
            + scores.chinese[chinese]
            + (scores.place if answers.get("favoured_place") else 0)
            + _band(scores.age, age)
            + (scores.distinction if answers.get("distinction") else 0)
            + min(bonus if isinstance(bonus, int) else 0, scores.bonus)
        )

    def class_of(self, points: int) -> str:
        """The class that so many points give."""
        return next(name for name, least in self.classes.items() if points >= least)


def _band(bands: Sequence[tuple[int, int]], value: int) -> int:
    return next((points for least, points in bands if value >= least), 0)


@cache
def table() -> Table:
    """The table of the package."""
    return read_model(FILE, Table)
