"""What makes a matter wait for something outside its own procedure: such as an opinion that another case is to bring.

A field that knows of such things registers a source: the rows of its register that make a matter wait, and what they say against
a step. Whether there are any is read together with the case; the source is asked only then, before a case is decided, issued or
closed, and before no other step, so that work goes on meanwhile. Its reasons refuse the step.

    @hold_source(Consultation, case="subject_id", waits=True, opinion="")
    def opinions_awaited(case_id: int, on: date) -> tuple[Reason, ...]: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from django.db import models

from yifa.cases import store
from yifa.house.tenancy import using_bureau
from yifa.procedure import Reason, Step

Source: TypeAlias = Callable[[int, date], "tuple[Reason, ...]"]

_EVENTS: Final = frozenset({"decided", "issued"})


@dataclass(slots=True)
class Sources:
    """Who may make a matter wait."""

    functions: list[Source] = field(default_factory=list)

    def add(
        self, register: type[models.Model], *, case: str, **waiting: object
    ) -> Callable[[Source], Source]:
        """Register a source. register: whose rows make a matter wait. case: its column for the matter's key; waiting: which rows
        do, as a filter has it. Raises ValueError where it is registered twice."""

        def adding(function: Source) -> Source:
            if function in self.functions:
                raise ValueError(f"the source {function.__qualname__} is registered twice")
            self.functions.append(function)
            rows: models.Manager[Any] = register._base_manager  # noqa: SLF001  (Django's public name for it)
            store.hold_cases(rows.filter(**waiting).order_by().values_list(case, flat=True))
            return function

        return adding


registry = Sources()
hold_source = registry.add


def is_held(step: Step) -> bool:
    """Whether a step waits: one that decides, issues or closes."""
    return step.closes or step.event in _EVENTS


def reasons(bureau_id: int, case_id: int, step: Step, on: date) -> tuple[Reason, ...]:
    """What a step of a case that something makes wait waits for on a day; one query for each source."""
    if not is_held(step):
        return ()
    with using_bureau(bureau_id):
        return tuple(reason for source in registry.functions for reason in source(case_id, on))
