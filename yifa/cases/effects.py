"""What a step of a procedure writes into the registers of its field, inside the act's transaction, and nothing more.

A field registers an effect for a procedure's step::

    @effect("normative-document-cleanup", "decide")
    def conclude(of: EffectContext) -> None:
        Cleanup.objects.create(**of.row, conclusion=of.answers["conclusion"], ...)

Answers arrive as the procedure's types say: money in fen, dates as ISO text (``of.day("field")`` reads one), parties as the
party's key. An effect must not act on other cases, send anything, or read the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from yifa.procedure import Json

if TYPE_CHECKING:
    from yifa.cases.models import Case, File
    from yifa.house.models import Officer
    from yifa.parties.models import Party


@dataclass(frozen=True, slots=True)
class EffectContext:
    """What an effect may know of the act it belongs to.

    on: the legal day on which the step happened; now: the moment of recording; answers: of this step; all_answers: the
    latest answer to every question of the case, this step's included; log_position: the act's place in the bureau's log.
    """

    case: Case
    step: str
    on: date
    now: datetime
    answers: Mapping[str, Json]
    all_answers: Mapping[str, Json]
    log_position: int
    officer: Officer | None = None
    files: tuple[File, ...] = field(default=())

    @property
    def party(self) -> Party | None:
        """Whom the case concerns."""
        return self.case.party

    @property
    def row(self) -> dict[str, Any]:
        """The columns that every register row has."""
        return {
            "bureau_id": self.case.bureau_id,
            "case": self.case,
            "log_position": self.log_position,
            "recorded_on": self.on,
        }

    def text(self, name: str, default: str = "") -> str:
        """The latest answer as text; ``default`` where it was left empty."""
        value = self.all_answers.get(name)
        return default if value in (None, "") else str(value)

    def number(self, name: str) -> int | None:
        """The latest answer as a whole number (money in fen), or None."""
        value = self.all_answers.get(name)
        return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool:
        """Whether the latest answer is yes."""
        return self.all_answers.get(name) is True

    def day(self, name: str) -> date | None:
        """The latest answer as a day, or None where it was left empty."""
        value = self.all_answers.get(name)
        return date.fromisoformat(value) if isinstance(value, str) and value else None


Effect = Callable[[EffectContext], None]


class Effects:
    """Effects by procedure and step. A step may have one; a second is refused when it registers."""

    def __init__(self) -> None:
        self._effects: dict[tuple[str, str], Effect] = {}

    def add(self, procedure: str, step: str, effect: Effect) -> None:
        """Registers. Raises ValueError where the step has an effect already."""
        known = self._effects.get((procedure, step))
        if known is not None:
            raise ValueError(
                f"two effects for {procedure}/{step}: {known.__module__} and {effect.__module__}"
            )
        self._effects[procedure, step] = effect

    def of(self, procedure: str, step: str) -> Effect | None:
        """The step's effect, if it has one."""
        return self._effects.get((procedure, step))

    def __iter__(self) -> Any:
        """Pairs of procedure and step that have an effect, in order."""
        return iter(sorted(self._effects))


effects = Effects()


def effect(procedure: str, *steps: str) -> Callable[[Effect], Effect]:
    """Registers the decorated function as the effect of these steps of a procedure."""

    def register(function: Effect) -> Effect:
        for step in steps:
            effects.add(procedure, step, function)
        return function

    return register
