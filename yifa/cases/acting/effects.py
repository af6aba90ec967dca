"""What a step of a procedure writes into the registers of its field, inside the act's transaction, and nothing more.

Most of it is a table in the procedure's file (``yifa.procedure.writes``). For what a table cannot say, a field registers an
effect for a role of an institution, or for what a procedure calls its own steps; it comes after what the table writes::

    @effect("issuing/publish")
    def publish(of: EffectContext) -> None: ...

    @effect("cleanup/decide", enters=[Cleanup])
    def conclude(of: EffectContext) -> None:
        Cleanup.objects.create(**of.row, conclusion=of.text("conclusion"), ...)

Answers arrive as the procedure's types say: money in fen, dates as ISO text (``of.day("field")`` reads one), parties as the
party's key. An effect must not act on other cases, send anything, or read the clock. A role has one effect; a second one is
refused when it registers. What a step writes is what its roles write.

What one column takes that the table cannot say is a computed value, which the table names by ``{by: name}``::

    @column_value("payment-due")
    def payment_due(of: EffectContext) -> date | None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from yifa.cases.models import Case, File
from yifa.cases.roles import Place, places_named, places_of
from yifa.procedure import Marking, Procedure
from yifa.procedure.answers import rows_of

if TYPE_CHECKING:
    from yifa.cases.acting.pipeline import Doing
    from yifa.cases.registers.register import Register
    from yifa.house.models import Officer
    from yifa.parties.models import Party


class EffectContext:
    """What an effect may know of the act that it belongs to.

    answers: given with this step. on: the legal day on which it happened; now: when it was recorded. log_position: where its
    entry stands. standing: the case before the act.
    """

    def __init__(self, doing: Doing, files: Sequence[File] = ()) -> None:
        receipt = doing.receipt
        assert receipt is not None
        self.standing = doing.standing
        self.bureau_id = doing.standing.bureau_id
        self.case_id = receipt.case_id
        self.case_number = receipt.case_number
        self.procedure = doing.standing.procedure
        self.step = doing.attempt.step
        self.answers = doing.attempt.answers
        self.actor = doing.actor
        self.on = doing.attempt.on
        self.now = receipt.recorded_at
        self.log_position = receipt.position
        self.files = tuple(files)
        self.letter_number = receipt.letter_number
        self._doing = doing

    @cached_property
    def case(self) -> Case:
        """The case as it stands after the act; one query, unless the writer of the act has it in memory."""
        if self._doing.case is not None:
            return self._doing.case()
        return Case.everywhere.select_related("party", "bureau").get(
            pk=self.case_id, bureau_id=self.bureau_id
        )

    @cached_property
    def all_answers(self) -> dict[str, Any]:
        """The latest answer to every question of the case, this step's included; one query, unless something read them before."""
        before = self._doing.before if self._doing.before is not None else self.standing.before.answers
        return {**before, **self.answers}

    def done_on(self, role: str) -> date | None:
        """The last day on which a step in a role was taken; None where none was."""
        done = Marking.from_json(self.case.marking).done
        days = [done[step].last for step in self.procedure.roles.get(role, ()) if step in done]
        return max(days, default=None)

    @property
    def officer(self) -> Officer | None:
        """The officer who took the step, if one did."""
        return self.actor.person

    @property
    def party(self) -> Party | None:
        """Whom the case concerns."""
        return self.case.party

    @property
    def row(self) -> dict[str, Any]:
        """The columns that every register row has."""
        return {
            "bureau_id": self.bureau_id,
            "case_id": self.case_id,
            "log_position": self.log_position,
            "recorded_on": self.on,
        }

    def text(self, name: str, default: str = "") -> str:
        """The latest answer as text; ``default`` where it was left empty."""
        value = self.all_answers.get(name)
        return default if value in (None, "") else str(value)

    def rows_of(self, name: str) -> list[dict[str, Any]]:
        """The rows of the latest answer to a question of type ``rows``, each with its values by column."""
        return rows_of(self.all_answers, name)

    def linked(self, name: str) -> Case | None:
        """The case that the latest answer to a question for a case names, or None."""
        number = self.text(name)
        return Case.objects.filter(number=number).first() if number else None

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


Effect: TypeAlias = Callable[[EffectContext], None]


@dataclass(slots=True)
class Effects:
    """A registry of effects, by role."""

    _by_place: dict[Place, Effect] = field(default_factory=dict)

    def add(self, place: Place, function: Effect) -> None:
        """Register an effect. Raises ValueError, naming both, where the place has one already."""
        there = self._by_place.get(place)
        if there is not None and there is not function:
            raise ValueError(
                f"{'/'.join(place)} has two effects: {there.__module__}.{there.__qualname__}"
                f" and {function.__module__}.{function.__qualname__}"
            )
        self._by_place[place] = function

    def of(self, procedure: Procedure, step: str) -> tuple[Effect, ...]:
        """The effects of a step, each once: those of the roles that it plays."""
        known = self._by_place
        return tuple(dict.fromkeys([known[one] for one in places_of(procedure, step) if one in known]))

    def at(self, place: Place) -> Effect | None:
        """The effect that is registered at a place itself, or None."""
        return self._by_place.get(place)

    def places(self) -> tuple[Place, ...]:
        """Every place that has an effect, sorted."""
        return tuple(sorted(self._by_place))


registry = Effects()
ColumnValue: TypeAlias = Callable[[EffectContext], object]
_Value = TypeVar("_Value", bound=ColumnValue)
values: Final[dict[str, ColumnValue]] = {}
"""What tables name by ``{by: …}``, by name."""
entered_by_code: Final[set[str]] = set()
"""Registers into which effects enter rows, by key: what no table says."""


def column_value(name: str) -> Callable[[_Value], _Value]:
    """Register the decorated function as what a column takes by this name. Raises ValueError for a second one."""

    def register(function: _Value) -> _Value:
        there = values.get(name)
        if there is not None and there is not function:
            raise ValueError(
                f"two column values named {name!r}: {there.__qualname__}, {function.__qualname__}"
            )
        values[name] = function
        return function

    return register


def effect(*names: str, enters: Sequence[type[Register]] = ()) -> Callable[[Effect], Effect]:
    """Register the decorated function as the effect of roles.

    enters: the registers that it enters rows into, for the checker, who tells of a register that nobody enters.
    """
    places = places_named(names, "an effect")
    entered_by_code.update(one.key() for one in enters)

    def register(function: Effect) -> Effect:
        for place in places:
            registry.add(place, function)
        return function

    return register
