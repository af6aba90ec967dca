"""Where a draft is screened in a matter: which step screens which text, where a second person reads what was answered, and
where the standard stands beside the form. Fields register it by role; the desk draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from yifa.cases.models import Case
from yifa.cases.roles import Place, places_named, places_of
from yifa.procedure import Procedure
from yifa.screening import Context, RuleBook


@dataclass(frozen=True, slots=True)
class Screened:
    """What a step screens: the text as it stands, what is known besides, the rules, and the question that takes the answers.
    `elsewhere`: rules whose findings are shown, but dealt with in another case (competition in its own review)."""

    text: str
    context: Context
    rules: RuleBook | None = None
    question: str = "finding_answers"
    elsewhere: RuleBook | None = None


Provider: TypeAlias = Callable[[Case, date], Screened]
_PROVIDERS: Final[dict[Place, Provider]] = {}
_STANDARDS: Final[dict[Place, Provider]] = {}
_READERS: Final[dict[Place, Place]] = {}


def screens(*names: str) -> Callable[[Provider], Provider]:
    """Registers what a role, or a procedure's step, screens; the desk then offers a page to answer the findings one by one."""
    places = places_named(names, "what screens")

    def register(provider: Provider) -> Provider:
        for place in places:
            known = _PROVIDERS.setdefault(place, provider)
            if known is not provider:
                raise ValueError(
                    f"{'/'.join(place)} screens twice: {known.__module__} and {provider.__module__}"
                )
        return provider

    return register


def reads_answers(*names: str) -> None:
    """Registers where a second person sees what was answered: a link to it stands beside their forms.

    The first role, or the first step of the procedure, is the one that screens.
    """
    screening, *readers = places_named(names, "what reads answers")
    for place in readers:
        _READERS[place] = screening


def answers_read_at(procedure: Procedure, step: str) -> str | None:
    """The screening step whose answers are seen at a step; None where none are."""
    for place in places_of(procedure, step):
        if place in _READERS:
            wanted = _READERS[place]
            return next((key for key in procedure.steps if wanted in places_of(procedure, key)), None)
    return None


def shows_standard(*names: str) -> Callable[[Provider], Provider]:
    """Registers where the sixty-six items stand beside the form, those that screening asked about marked."""
    places = places_named(names, "what shows the standard")

    def register(provider: Provider) -> Provider:
        _STANDARDS.update(dict.fromkeys(places, provider))
        return provider

    return register


def _found(registered: Mapping[Place, Provider], procedure: Procedure, step: str) -> Provider | None:
    return next((registered[place] for place in places_of(procedure, step) if place in registered), None)


def provider_of(procedure: Procedure, step: str) -> Provider | None:
    """What a step screens; None for a step that screens nothing."""
    return _found(_PROVIDERS, procedure, step)


def standard_provider_of(procedure: Procedure, step: str) -> Provider | None:
    """What is screened where the standard stands beside the form of a step; None for a step that does not show it."""
    return _found(_STANDARDS, procedure, step)
