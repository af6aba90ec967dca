"""What may not be cited as a basis: documents that were never published, have ended, or were left off the list of those in force.

A field that keeps such documents registers a source of objections; every act's texts are read for documents that they use as a
basis (a question that asks for a basis, or words such as 根据 before the document), and each source says what is against them on
the day of the act. What no source knows is nobody's business here. Texts about documents themselves (a clean-up's reasons) are
exempt by procedure. Acts taken over from elsewhere are not ruled on: what was done long ago had its basis then.

    @basis_source
    def documents(bureau_id: int, cited: Sequence[Reference], on: date) -> Iterable[Reason]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.roles import institutions_of
from yifa.house.tenancy import using_bureau
from yifa.law.references import Reference, references
from yifa.procedure import Json, Question, Reason, Step, types

Source: TypeAlias = Callable[[int, "Sequence[Reference]", date], "Iterable[Reason]"]

_TEXTS: Final = (types.TEXT, types.LONG_TEXT)


@dataclass(slots=True)
class Sources:
    """Who knows documents. exempt: institutions whose texts are about documents."""

    functions: list[Source] = field(default_factory=list)
    exempt: set[str] = field(default_factory=set)

    def add(self, function: Source) -> Source:
        """Register a source. Raises ValueError where it is registered twice."""
        if function in self.functions:
            raise ValueError(f"the source {function.__qualname__} is registered twice")
        self.functions.append(function)
        return function


registry = Sources()
basis_source = registry.add


def reasons(bureau_id: int, step: Step, answers: Mapping[str, Json], on: date) -> tuple[Reason, ...]:
    """What is against the documents that the answers to a step use as a basis; no queries for texts that name none."""
    if not registry.functions or not registry.exempt.isdisjoint(institutions_of(step)):
        return ()
    cited = tuple(cited_in(step, answers))
    if not cited:
        return ()
    with using_bureau(bureau_id):
        return tuple(reason for source in registry.functions for reason in source(bureau_id, cited, on))


def cited_in(step: Step, answers: Mapping[str, Json]) -> Iterable[Reference]:
    """The documents that the answers to a step use as a basis."""
    for key, question in step.asks.items():
        text = answers.get(key)
        if question.type not in _TEXTS or not isinstance(text, str) or not ("《" in text or "号" in text):
            continue
        asks_basis = is_about_basis(question)
        for found in references(text):
            if found.as_basis or (asks_basis and not found.ends_it):
                yield found


def is_about_basis(question: Question) -> bool:
    """Whether a question asks for a basis by its own words."""
    return question.key.endswith("basis") or "依据" in question.label.zh
