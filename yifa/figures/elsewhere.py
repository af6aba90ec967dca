"""What other papers of the bureau say of its figures: a report of January that was signed, what was published of a year.

A figure that a report tells should be the same there; where it is not, one of the two is wrong, or something came between, and
whoever writes must know which. A field of work brings what its papers say with ``register``; nothing here knows where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from yifa.figures.measures import Number
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from yifa.house.models import Bureau


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure of a year as another paper says it. said_on: the day of that paper; url: where it can be read on the desk."""

    code: str
    year: int
    value: Number
    paper: Bilingual
    said_on: date | None = None
    url: str = ""


Source: TypeAlias = "Callable[[Bureau, int], Iterable[Elsewhere]]"
"""Gives what other papers say of the figures that a report on a year tells: of that year and of the years before."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Adds a source; a second time does nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def said_elsewhere(bureau: Bureau, year: int) -> Iterator[Elsewhere]:
    """What other papers say, one source after the other."""
    for source in _sources:
        yield from source(bureau, year)
