"""Points and papers of foreigners' work permits (外专发〔2017〕36号 and the flow since 2024-12-01).

Two tables of points were published and differ in work years and Chinese, so a score names its table. Since
2024-12-01 no card is issued after entry. Which body is competent differs by place since the reform of 2023
and is a setting of the bureau, never presumed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from yifa.law.errors import LawError
from yifa.law.files import DATA, read_model
from yifa.law.versions import Words


class PointsUnknown(LawError):
    """A table of points does not say what was asked."""


class PointsItem(BaseModel):
    """One item: its maximum, and from which figure on how many points; ``each_further`` for every whole unit
    beyond.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str
    maximum: int
    bands: dict[int, int] = Field(default_factory=dict)
    each_further: int = 0
    unit: str = ""

    def points(self, figure: float) -> int:
        """Points for a figure; 0 below the lowest band. Raises PointsUnknown where the table's bands are not
        known.
        """
        if not self.bands:
            raise PointsUnknown(
                f"该积分表“{self.key}”一项只知最高{self.maximum}分，请由人员评分。",
                f"Of {self.key} this table is known only to give {self.maximum} at most; an officer scores it.",
            )
        reached = [least for least in self.bands if figure >= least]
        if not reached:
            return 0
        least = max(reached)
        return min(self.maximum, self.bands[least] + self.each_further * int(figure - least))


class PointsTable(BaseModel):
    """One published table."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str
    title: Words
    verified: str
    items: tuple[PointsItem, ...]

    def item(self, key: str) -> PointsItem:
        """An item by key. Raises PointsUnknown."""
        for item in self.items:
            if item.key == key:
                return item
        raise PointsUnknown(f"积分表中没有“{key}”一项。", f"The table has no item {key!r}.")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    classes: dict[str, int]
    card_ended_on: date
    tables: tuple[PointsTable, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    return read_model(DATA / "foreign-work.yaml", _File)


def points_table(key: str) -> PointsTable:
    """The ``interim`` or the ``trial`` table. Raises PointsUnknown: there is no default."""
    for table in _file().tables:
        if table.key == key:
            return table
    raise PointsUnknown(f"没有名为“{key}”的积分表。", f"There is no points table {key!r}.")


def class_by_points(points: int) -> str:
    """A from 85 points, B from 60, C below."""
    return next((name for name, least in _file().classes.items() if points >= least), "C")


def issues_card(on: date) -> bool:
    """Whether a card is issued after entry: not since 2024-12-01 (old cards stay until changed or
    renewed).
    """
    return on <= _file().card_ended_on


def competent_body(settings: Mapping[date, str], on: date) -> str:
    """Who handles the permits on a day, by the bureau's setting (first day → body). Raises PointsUnknown
    where it is not set.
    """
    held = [first for first in settings if first <= on]
    if not held:
        raise PointsUnknown(
            f"本局未设定{on}由哪个部门办理外国人来华工作许可，请在参数中设定。",
            f"The bureau has not set which body handles foreigners' work permits on {on}.",
        )
    return settings[max(held)]
