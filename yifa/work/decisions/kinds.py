"""The two procedures that make a major decision: alone, and as a normative document too; what both share, said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from yifa.cases import effects, guards
from yifa.cases.effects import Effect, EffectContext, effect
from yifa.cases.guards import Guard, GuardContext, guard
from yifa.procedure import Reason

ALONE: Final = "major-decision"
AS_DOCUMENT: Final = "normative-major-decision"
BOTH: Final = (ALONE, AS_DOCUMENT)
EXECUTION: Final = "decision-execution"
DOCUMENT: Final = "normative-document"
"""The procedure of a document alone; steps of the same name in ``AS_DOCUMENT`` write and refuse what they do there."""


def effect_of_both(*steps: str) -> Callable[[Effect], Effect]:
    """Register the decorated function as the effect of steps that both procedures have."""

    def register(function: Effect) -> Effect:
        for procedure in BOTH:
            effect(procedure, *steps)(function)
        return function

    return register


def guard_of_both(*steps: str) -> Callable[[Guard], Guard]:
    """Register the decorated function as a guard of steps that both procedures have."""

    def register(function: Guard) -> Guard:
        for procedure in BOTH:
            guard(procedure, *steps)(function)
        return function

    return register


def as_for_a_document(of: EffectContext) -> None:
    """Write what the same step of a document's own procedure writes; fields do not know each other, registries do."""
    function = effects.registry.get(DOCUMENT, of.step)
    if function is not None:
        function(of)


def refused_as_a_document(ctx: GuardContext) -> tuple[Reason, ...]:
    """What the guards of the same step of a document's own procedure object to."""
    return tuple(reason for one in guards.registry.get(DOCUMENT, ctx.step) for reason in one(ctx))
