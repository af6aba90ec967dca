"""What the procedure language cannot say: rules that need facts from a field's registers or from the house.

    @guard("issuing/issue")
    def number_is_free(ctx: GuardContext) -> tuple[Reason, ...]: ...

What belongs to an institution is registered by roles (``institution/role``) and asked whichever procedure composed it.

A guard gets facts and gives reasons against the step, each with its article; no reason means no objection. It is asked after the
procedure allowed the step and before anything is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, TypeAlias

from yifa.cases.acting.composing import Before
from yifa.cases.actors import Actor
from yifa.cases.files import NewFile
from yifa.cases.library import statutory_rule
from yifa.cases.models import Case
from yifa.cases.roles import Place, places_named, places_of
from yifa.cases.store import answers_of_case
from yifa.house.roster import roster_on
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import Json, Procedure, Reason, Rule, Who


class GuardContext:
    """The attempt that a guard rules on. procedure: under which the case runs, or will. ``case`` is None where the step opens it.
    who: the actor in the capacity in which they act. files: those that come with it. co_signers: keys of the officers who sign
    with the actor."""

    def __init__(
        self,
        *,
        bureau_id: int,
        case_id: int | None,
        procedure: Procedure,
        step: str,
        answers: Mapping[str, Json],
        actor: Actor,
        who: Who | None = None,
        on: date,
        now: datetime,
        files: Sequence[NewFile] = (),
        before: Before | None = None,
        co_signers: Sequence[int] = (),
    ) -> None:
        self.bureau_id = bureau_id
        self.case_id = case_id
        self.procedure = procedure
        self.step = step
        self.answers = answers
        self.actor = actor
        self.who = who if who is not None else actor.who(on)
        self.on = on
        self.now = now
        self.files = tuple(files)
        self.co_signers = tuple(co_signers)
        self._before = before or Before(partial(answers_of_case, case_id) if case_id is not None else dict)

    @cached_property
    def case(self) -> Case | None:
        """The case before the act."""
        if self.case_id is None:
            return None
        return Case.everywhere.select_related("party", "bureau").get(
            pk=self.case_id, bureau_id=self.bureau_id
        )

    @cached_property
    def all_answers(self) -> dict[str, Any]:
        """The latest answer to every question of the case, the attempt's included."""
        return {**self._before.answers, **self.answers}

    def rule(self, rule_id: str) -> Rule | None:
        """A rule of the procedure, else of the statute of that name as it reads on the day, so that a refusal names its article;
        None where there is none."""
        return self.procedure.by_id.get(rule_id) or statutory_rule(rule_id, self.on)

    def strangers_to(self, names: Collection[str]) -> list[str]:
        """Whoever takes the step, or signs it, and is not among the people who were named for it."""
        people = {self.actor.officer_id, *self.co_signers} - {None}
        with using_bureau(self.bureau_id):
            roster = roster_on(self.bureau_id, self.on)
        return [name for name, officer in roster.items() if officer.pk in people and name not in names]

    def linked(self, question: str) -> dict[str, Any]:
        """The latest answers of the case that answers a question of type ``case``; empty where none is named."""
        number = self.all_answers.get(question)
        if not number:
            return {}
        with using_bureau(self.bureau_id):
            found = Case.objects.filter(number=number).values_list("pk", flat=True).first()
        return {} if found is None else answers_of_case(found)


Guard: TypeAlias = Callable[[GuardContext], "tuple[Reason, ...]"]


@dataclass(slots=True)
class Guards:
    """A registry of guards, by role; a role may have several."""

    _by_place: dict[Place, list[Guard]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: Place, function: Guard) -> None:
        """Register a guard. Raises ValueError where it is registered twice."""
        if function in self._by_place[place]:
            raise ValueError(f"{'/'.join(place)}: the guard {function.__qualname__} is registered twice")
        self._by_place[place].append(function)

    def of(self, procedure: Procedure, step: str) -> tuple[Guard, ...]:
        """The guards of a step, each once: those of the roles that it plays."""
        known = self._by_place
        found = [one for place in places_of(procedure, step) if place in known for one in known[place]]
        return tuple(dict.fromkeys(found))

    def places(self) -> tuple[Place, ...]:
        """Every place that has a guard, sorted."""
        return tuple(sorted(key for key, found in self._by_place.items() if found))


registry = Guards()


def guard(*names: str) -> Callable[[Guard], Guard]:
    """Register the decorated function as a guard of roles."""
    places = places_named(names, "a guard")

    def register(function: Guard) -> Guard:
        for place in places:
            registry.add(place, function)
        return function

    return register


def against(
    field: str, code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, rule: Rule | None = None
) -> Reason:
    """A reason of a field's guard, from two sentences written without their capitals and full stops."""
    return Reason(
        rule=rule,
        code=f"{field}/{code}",
        sentence=Bilingual(f"{zh}。", f"{en[:1].upper()}{en[1:]}."),
        remedy=Bilingual(f"{remedy_zh}。", f"{remedy_en[:1].upper()}{remedy_en[1:]}."),
    )
