"""What makes a matter wait for something outside its own procedure: such as an opinion that another case is to bring.

A field that knows of such things registers a source; it is asked before a case is decided, issued or closed, and before no other
step, so that work goes on meanwhile. Its reasons refuse the step.

    @hold_source
    def opinions_awaited(case_id: int, on: date) -> tuple[Reason, ...]: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from yifa.house.tenancy import using_bureau
from yifa.procedure import Reason, Step

Source: TypeAlias = Callable[[int, date], "tuple[Reason, ...]"]

_EVENTS: Final = frozenset({"decided", "issued"})


@dataclass(slots=True)
class Sources:
    """Who may make a matter wait."""

    functions: list[Source] = field(default_factory=list)

    def add(self, function: Source) -> Source:
        """Register a source. Raises ValueError where it is registered twice."""
        if function in self.functions:
            raise ValueError(f"the source {function.__qualname__} is registered twice")
        self.functions.append(function)
        return function


registry = Sources()
hold_source = registry.add


def is_held(step: Step) -> bool:
    """Whether a step waits: one that decides, issues or closes."""
    return step.closes or step.event in _EVENTS


def reasons(bureau_id: int, case_id: int, step: Step, on: date) -> tuple[Reason, ...]:
    """What a step of a case waits for on a day; one query for each source, none for a step that waits for nothing."""
    if not registry.functions or not case_id or not is_held(step):
        return ()
    with using_bureau(bureau_id):
        return tuple(reason for source in registry.functions for reason in source(case_id, on))
