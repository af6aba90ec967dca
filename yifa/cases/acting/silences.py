"""Silence as an event: where an article says that a limit which passes undone means something, the system says so.

Run each night and as often as one likes: a silence happens once, as of the day that the law names, and is entered as the
system's own act. Nothing is decided by time-out where no article says so, because no procedure then has such a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q

from yifa.cases import store
from yifa.cases.acting.act import Receipt, perform
from yifa.cases.acting.composing import Standing, Times, effective_times
from yifa.cases.actors import Actor
from yifa.cases.errors import ActRefused
from yifa.cases.library import library
from yifa.cases.models import Obligation
from yifa.cases.told.obligations import SYSTEM
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.procedure import Attempt, due_silences
from yifa.procedure.model import Silence


def run_silences(bureau: Bureau, now: datetime) -> list[Receipt]:
    """Take every step of a bureau's cases that the law makes of silence, and every step that only the system takes."""
    actor = Actor.system(bureau)
    done: list[Receipt] = []
    with using_bureau(bureau):
        for case_id in _candidates(bureau, legal_day(now)):
            # Each silence may bring on another; a case has fewer steps than this.
            for _ in range(20):
                state = store.read_case(bureau.pk, case_id)
                if state is None or state.closed_on is not None:
                    break
                standing = Standing.of(bureau.pk, case_id, state)
                found = due_silences(standing.procedure, standing.marking, legal_day(now), standing.calendar)
                if not found:
                    break
                try:
                    done.append(_take(case_id, found[0], actor, now))
                except ActRefused:
                    # Somebody acted between the reading and the writing; the refusal is recorded.
                    break
    return done


def _take(case_id: int, attempt: Attempt, actor: Actor, now: datetime) -> Receipt:
    def same(_: Standing) -> tuple[Attempt, Times]:
        return attempt, effective_times(attempt.on, now)

    return perform(case_id, attempt.step, same, actor=actor, now=now)


def _candidates(bureau: Bureau, today: date) -> Iterator[int]:
    """Cases with a passed limit whose silence means something, or with a step owed by the system."""
    limits = sorted(
        {
            rule.relation.limit
            for procedure in library()
            for rule in procedure.rules
            if isinstance(rule.relation, Silence)
        }
    )
    passed = Q(rule_id__in=limits, due_on__lt=today) | Q(lane=SYSTEM)
    rows = Obligation.everywhere.filter(passed, bureau=bureau).order_by("case_id")
    yield from list(rows.values_list("case_id", flat=True).distinct())
