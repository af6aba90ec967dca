"""Figures that stand in a published report of a year of which the bureau has no records.

A figure is a query over records, and a bureau that begins with Yifa has none of the years before. What it published of those
years may be taken over, confirmed by two people, and then stands in for the missing records: in the years of a figure and in
its growth. Such a value is never passed off as counted: it carries where it was taken from, down to the place in the text.

A field of work brings its statements with ``register``; nothing here knows where they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from yifa.figures.measures import Number
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a published report states it.

    report_year: of the report, which may be a later one that looks back. span: the words. digest: SHA-256 of the report's file,
    hexadecimal. url: where the words stand in the report; empty where no desk is served.
    """

    value: Number
    report_year: int
    span: str
    digest: str
    url: str = ""

    @property
    def words(self) -> Bilingual:
        """取自已公布的2019年度报告."""
        return Bilingual(
            zh=f"取自已公布的{self.report_year}年度报告",
            en=f"taken from the published report of {self.report_year}",
        )


Source: TypeAlias = "Callable[[Bureau, Collection[tuple[str, int]]], Mapping[tuple[str, int], Stated]]"
"""Gives what was taken over for a bureau, by an indicator's code and year, of those asked; what was not stays out."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Adds a source; a second time does nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def stated(bureau: Bureau, asked: Collection[tuple[str, int]]) -> dict[tuple[str, int], Stated]:
    """What published reports state of indicators in years, where that was taken over; the first source that knows goes before."""
    found: dict[tuple[str, int], Stated] = {}
    for source in _sources if asked else ():
        found = {**source(bureau, asked), **found}
    return found
