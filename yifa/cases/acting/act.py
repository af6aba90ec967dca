"""The only way in: an act either happens whole — the case's new marking, what it owes, the registers, the entry in the log —
or not at all. Pages, API, import and demonstration all call ``act`` and ``open_case`` (or ``Batch`` for many at once).

The case is read in one round trip, ruled on by pure functions, and written in one statement that holds only if the case is still
where it was. A step that writes registers or files has a transaction around that statement. A refusal is kept apart from the log;
it is a transaction of its own, unless the caller holds one open, who then decides over both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from django.db import connection, transaction

from yifa.cases import store
from yifa.cases.acting.composing import Standing, Times, recorded_after, times_of, with_file_names
from yifa.cases.acting.numbers import case_number, case_series, new_progress_code
from yifa.cases.acting.pipeline import (
    Doing,
    Opened,
    Receipt,
    beginning,
    case_of,
    decide,
    enter_with_case,
    named,
    new_standing,
    opening_of,
    received,
    record_refusal,
    write_beside,
)
from yifa.cases.actors import Actor
from yifa.cases.errors import (
    ActRefused,
    CaseMoved,
    CasesError,
    ClockAhead,
    ClockBehind,
    DeskRefused,
    FileRefused,
    Happened,
    LateReasonMissing,
    NoSuchCase,
    NotYetHappened,
    ProcedureMissing,
)
from yifa.cases.files import NewFile
from yifa.cases.library import keep, procedure_of_case
from yifa.cases.models import LogEntry
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Attempt

__all__ = [
    "ActRefused",
    "Actor",
    "CaseMoved",
    "CasesError",
    "ClockAhead",
    "ClockBehind",
    "DeskRefused",
    "FileRefused",
    "LateReasonMissing",
    "NewFile",
    "NoSuchCase",
    "NotYetHappened",
    "Opened",
    "ProcedureMissing",
    "Receipt",
    "act",
    "open_case",
]

_TRIES: Final = 5

# Steps that read what their case was told before: the read of the case brings it along next time.
_asking_before: Final[set[str]] = set()


def act(
    case_id: int,
    step: str,
    *,
    actor: Actor,
    answers: Mapping[str, object] | None = None,
    files: Sequence[NewFile] = (),
    happened_at: datetime | None = None,
    now: datetime,
    expected_version: int | None = None,
    late_reason: str = "",
    co_signers: Sequence[Actor] = (),
    imported: bool = False,
) -> Receipt:
    """Take a step of a case.

    happened_at: when it happened, if not now, and no answer of the step says on which day; earlier than today by more than the
    bureau's setting, it is a late entry and needs ``late_reason``. expected_version: the version that the actor saw; without
    it, the step is ruled on anew when somebody else was quicker. co_signers: other officers who take part. imported: taken over
    from elsewhere, and marked so.

    Raises ActRefused (with every reason and article), CaseMoved, NoSuchCase, LateReasonMissing, NotYetHappened, FileRefused,
    ClockBehind, ClockAhead, ProcedureMissing, PostNotHeld.
    """

    def attempt_on(standing: Standing) -> tuple[Attempt, Times]:
        taken = standing.procedure.steps.get(step)
        chosen = times_of(taken, answers, happened_at, now)
        plain = with_file_names(taken, answers or {}, files)
        signers = tuple(one.who(chosen.on) for one in co_signers)
        return Attempt(step, actor.who(chosen.on), chosen.on, plain, signers), chosen

    return perform(
        case_id,
        step,
        attempt_on,
        actor=actor,
        now=now,
        files=files,
        expected_version=expected_version,
        late_reason=late_reason,
        imported=imported,
    )


def perform(
    case_id: int,
    step: str,
    attempt_on: Callable[[Standing], tuple[Attempt, Times]],
    *,
    actor: Actor,
    now: datetime,
    files: Sequence[NewFile] = (),
    expected_version: int | None = None,
    late_reason: str = "",
    imported: bool = False,
) -> Receipt:
    """Read, rule, write, and again if somebody was quicker; ``act`` and ``silences`` say what is attempted, and when."""
    for _ in range(_TRIES):
        state = store.read_case(actor.bureau_id, case_id, answers=step in _asking_before)
        if state is None:
            raise NoSuchCase(case_id)
        if expected_version is not None and state.version != expected_version:
            raise CaseMoved(happened_since(actor.bureau_id, case_id, expected_version, state))
        standing = Standing.of(actor.bureau_id, case_id, state)
        attempt, chosen = attempt_on(standing)
        doing = Doing(standing, attempt, chosen, actor, now, files, late_reason, imported)
        decide(doing, partial(_file_limit, standing.bureau_id))
        try:
            return _write(doing)
        except ActRefused as refused:
            # What would have become public was looked through after the rows were written, which are taken back.
            record_refusal(doing, refused)
            raise
        except store.Moved:
            if expected_version is not None:
                moved = store.read_case(actor.bureau_id, case_id)
                raise CaseMoved(happened_since(actor.bureau_id, case_id, expected_version, moved)) from None
        finally:
            if standing.before.was_read:
                _asking_before.add(step)
    raise CaseMoved(())


def open_case(
    bureau: Bureau,
    procedure_key: str,
    step: str,
    *,
    actor: Actor,
    title: str,
    answers: Mapping[str, object] | None = None,
    party: Party | None = None,
    files: Sequence[NewFile] = (),
    happened_at: datetime | None = None,
    now: datetime,
    late_reason: str = "",
    co_signers: Sequence[Actor] = (),
    department: Department | None = None,
    assignee: Officer | None = None,
    subject: tuple[str, int] | None = None,
    imported: bool = False,
) -> Opened:
    """Open a case with its first step, under the version of the procedure in force on the day it happens.

    subject: what the case is about where that is a row of a register (its kind and primary key). Raises as ``act`` does.
    """
    procedure, chosen = beginning(procedure_key, step, answers, happened_at, now)
    standing = named(new_standing(bureau, procedure, department, assignee), title, chosen.on, party)
    plain = with_file_names(procedure.steps.get(step), answers or {}, files)
    signers = tuple(one.who(chosen.on) for one in co_signers)
    attempt = Attempt(step, actor.who(chosen.on), chosen.on, plain, signers)
    doing = Doing(standing, attempt, chosen, actor, now, files, late_reason, imported)
    decide(doing, lambda: bureau.file_limit_bytes)
    code = new_progress_code()
    try:
        with transaction.atomic():
            begun = store.begin_case(bureau.pk, case_series(procedure.key), chosen.on.year, procedure.hash)
            if not begun.is_kept:
                keep(procedure)
            number = case_number(procedure.key, chosen.on, begun.serial)
            standing = doing.standing = standing._replace(case_id=begun.case_id, number=number)
            doing.times = recorded_after(chosen, begun.recorded_at)
            opening = doing.opening = opening_of(standing, chosen.on, code, subject)
            receipt = received(doing, *store.write_act(enter_with_case(doing)))
            if doing.writes_beside:
                assert doing.marking is not None
                after = standing._replace(marking=doing.marking, version=1, closed_on=doing.closed_on)
                doing.case = partial(case_of, after, opening, bureau, party)
                write_beside(bureau.pk, [doing], alone=True)
    except ActRefused as refused:
        record_refusal(doing, refused)
        raise
    return Opened(standing.case_id, standing.number, code, receipt)


def _write(doing: Doing) -> Receipt:
    """Write an act on a case that is there. Raises store.Moved, ClockBehind, ClockAhead."""
    beside = doing.writes_beside
    for _ in range(_TRIES):
        write = enter_with_case(doing)
        try:
            if not beside and not connection.in_atomic_block:
                return received(doing, *store.write_act(write))
            with transaction.atomic():
                receipt = received(doing, *store.write_act(write))
                if beside:
                    write_beside(doing.standing.bureau_id, [doing], alone=True)
                return receipt
        except store.LaterEntry:
            doing.times = recorded_after(doing.times, store.head(doing.standing.bureau_id)[1])
    raise CaseMoved(())


def _file_limit(bureau_id: int) -> int:
    return Bureau.objects.values_list("file_limit_bytes", flat=True).get(pk=bureau_id)


def happened_since(bureau_id: int, case_id: int, version: int, state: store.State | None) -> list[Happened]:
    """What was entered on a case after a version."""
    if state is None:
        return []
    procedure = procedure_of_case(state)
    with using_bureau(bureau_id):
        rows = LogEntry.objects.filter(
            bureau_id=bureau_id, case_id=case_id, case_version__gt=version
        ).select_related("officer")
        return [
            Happened(
                row.step,
                procedure.steps[row.step].title
                if row.step in procedure.steps
                else Bilingual(row.step, row.step),
                row.officer.name if row.officer is not None else "",
                row.recorded_at,
            )
            for row in rows.order_by("case_version")
        ]
