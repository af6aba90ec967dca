"""What other fields of work have to say on a case's page: such as what discipline inspection thinks of it.

A field registers a source in its ``notes.py``; the page shows what each says, beside the case's own record.

    @note_source
    def consultations(case: Case) -> Iterable[Note]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from yifa.cases.models import Case
from yifa.law.text import Bilingual


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a case. mark: how it stands, in a word or two; tone: its colour (green, amber, red, plain); number: of the
    case that it comes from; says: its content, as it was written; url: of the page it leads to, where that is no case."""

    title: Bilingual
    mark: Bilingual
    tone: str
    says: str = ""
    number: str = ""
    url: str = ""


Source: TypeAlias = Callable[[Case], "Iterable[Note]"]


@dataclass(slots=True)
class Sources:
    """Who says something of cases."""

    functions: list[Source] = field(default_factory=list)

    def add(self, function: Source) -> Source:
        """Register a source. Raises ValueError where it is registered twice."""
        if function in self.functions:
            raise ValueError(f"the source {function.__qualname__} is registered twice")
        self.functions.append(function)
        return function


registry = Sources()
note_source = registry.add


def of_case(case: Case) -> list[Note]:
    """Everything said of a case; as many queries as the sources make."""
    return [note for source in registry.functions for note in source(case)]
