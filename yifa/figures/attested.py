"""Whether nothing on record means that nothing happened: whoever keeps a register said, for a period, that it is complete.

A figure without records is 0 as a number; that there was none is said in words only where this was attested. Who keeps the
attestations registers a source.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, Final, TypeAlias

from django.db.models import Model

from yifa.figures.compute import Figure
from yifa.law.text import Bilingual

Source: TypeAlias = Callable[[int, int], "Container[type[Model]]"]
"""The registers of a bureau that are attested complete for a year."""

_sources: Final[list[Source]] = []


def attestation_source(function: Source) -> Source:
    """Register the decorated function. Raises ValueError where it is registered already."""
    if function in _sources:
        raise ValueError(f"the source {function.__qualname__} is registered twice")
    _sources.append(function)
    return function


def is_attested(found: Figure) -> bool:
    """Whether the register behind a figure is attested complete for its year."""
    model: type[Any] = found.records().model
    return attested_for(found.bureau.pk, model, found.year)


def attested_for(bureau_id: int, register: type[Model], year: int) -> bool:
    """Whether a register of a bureau is attested complete for a year."""
    return any(register in attested for attested in attested_in(bureau_id, year))


def attested_in(bureau_id: int, year: int) -> list[Container[type[Model]]]:
    """The registers of a bureau that are attested complete for a year, by source."""
    return [source(bureau_id, year) for source in _sources]


def zero_of(found: Figure) -> Bilingual | None:
    """The sentence that there was none, where the indicator has one, nothing is on record, and that is attested."""
    zero = found.indicator.zero
    return zero if zero is not None and found.value == 0 and is_attested(found) else None
