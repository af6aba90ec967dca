"""The only way in: an act either happens whole — the case's new marking, what it owes, the registers, the entry in the log —
or not at all. Pages, API, import and demonstration all call ``act`` and ``open_case`` (or ``Batch`` for many at once).

The case is read in one round trip, ruled on by pure functions, and written in one statement that holds only if the case is still
where it was. A step that writes registers or files has a transaction around that statement. A refusal is kept apart from the log;
it is a transaction of its own, unless the caller holds one open, who then decides over both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction

from yifa.cases import store
from yifa.cases.acting import effects, looked_through, rows
from yifa.cases.acting.composing import (
    Composed,
    Known,
    Standing,
    Times,
    compose,
    lateness,
    recorded_after,
    rule,
    settled,
    times,
    times_of,
    with_file_names,
)
from yifa.cases.acting.numbers import case_number, case_series, new_progress_code, progress_code_hash
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
from yifa.cases.files import NewFile, StoredFile
from yifa.cases.files import store as store_file
from yifa.cases.library import keep, procedure_in_force, procedure_of_case
from yifa.cases.models import File, LogEntry, Refusal
from yifa.cases.told import links
from yifa.evidence.entries import Kind
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.law.signs import tidy
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.procedure import Attempt, Procedure, Taken, initial

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


@dataclass(frozen=True, slots=True)
class Receipt:
    """An act that happened: where its entry stands in the bureau's log. ``letter_number``: of the letter it produced."""

    bureau_code: str
    case_id: int
    case_number: str
    case_version: int
    position: int
    step: str
    happened_at: datetime
    recorded_at: datetime
    late: bool
    leaf_hash: bytes
    closed: bool
    letter_number: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened. ``progress_code`` is shown to the applicant once and kept nowhere."""

    case_id: int
    number: str
    progress_code: str
    receipt: Receipt


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
        state = store.read_case(actor.bureau_id, case_id)
        if state is None:
            raise NoSuchCase(case_id)
        if expected_version is not None and state.version != expected_version:
            raise CaseMoved(happened_since(actor.bureau_id, case_id, expected_version, state))
        standing = Standing.of(actor.bureau_id, case_id, state)
        attempt, chosen = attempt_on(standing)
        attempt, taken = _ruled(standing, attempt, actor, now, files, imported)
        try:
            return _carry_out(standing, attempt, taken, chosen, actor, files, late_reason, imported)
        except ActRefused as refused:
            # What would have become public was looked through after the rows were written, which are taken back.
            record_refusal(actor.bureau_id, case_id, standing.procedure.key, attempt, actor, refused, now)
            raise
        except store.Moved:
            if expected_version is not None:
                moved = store.read_case(actor.bureau_id, case_id)
                raise CaseMoved(happened_since(actor.bureau_id, case_id, expected_version, moved)) from None
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
    standing = new_standing(bureau, procedure, department, assignee)
    plain = with_file_names(procedure.steps.get(step), answers or {}, files)
    attempt = Attempt(
        step, actor.who(chosen.on), chosen.on, plain, tuple(one.who(chosen.on) for one in co_signers)
    )
    attempt, taken = _ruled(standing, attempt, actor, now, files, imported, (dict, lambda: party is not None))
    late = lateness(actor, chosen, bureau.late_after_days, late_reason)
    stored = tuple(store_file(file, bureau.file_limit_bytes) for file in files)
    code = new_progress_code()
    try:
        with transaction.atomic():
            _, last = store.lock_head(bureau.pk)
            chosen = recorded_after(chosen, last)
            serial = store.take_numbers(bureau.pk, case_series(procedure.key), chosen.on.year)
            case_id, is_kept = store.next_case(procedure.hash)
            if not is_kept:
                keep(procedure)
            numbered = _numbered(standing, case_id, case_number(procedure.key, chosen.on, serial))
            opening = opening_of(numbered, title, chosen.on, party, code, subject)
            composed = compose(
                numbered,
                attempt,
                taken,
                chosen,
                actor=actor,
                kind=Kind.IMPORT if imported else Kind.ACT,
                late=late,
                late_reason=late_reason,
                files=stored,
                opening=opening,
            )
            written = store.write_act(composed.write)
            receipt = receipt_of(numbered, composed, written)
            after_write(numbered, attempt, actor, receipt, stored, composed.file_salts)
    except ActRefused as refused:
        record_refusal(bureau.pk, None, procedure.key, attempt, actor, refused, now)
        raise
    return Opened(numbered.case_id, numbered.number, code, receipt)


def beginning(
    procedure_key: str,
    step: str,
    answers: Mapping[str, object] | None,
    happened_at: datetime | None,
    now: datetime,
) -> tuple[Procedure, Times]:
    """The times of an act that opens a case, and the version of the procedure in force on its day. Raises as ``act`` does."""
    chosen = times(happened_at, now)
    procedure = procedure_in_force(procedure_key, chosen.on)
    chosen = times_of(procedure.steps.get(step), answers, happened_at, now)
    return (
        procedure if chosen.on in procedure.in_force else procedure_in_force(procedure_key, chosen.on)
    ), chosen


def opening_of(
    standing: Standing,
    title: str,
    on: date,
    party: Party | None,
    code: str,
    subject: tuple[str, int] | None,
) -> store.Opening:
    """The columns of a case that is opened with this standing."""
    return store.Opening(
        number=standing.number,
        procedure_key=standing.procedure.key,
        procedure_version=standing.procedure.version,
        procedure_hash=standing.procedure.hash,
        title=tidy(title)[:200] or standing.procedure.title.zh,
        opened_on=on,
        party_id=None if party is None else party.pk,
        department_id=standing.department_id,
        assignee_id=standing.assignee_id,
        progress_code_hash=progress_code_hash(standing.bureau_id, standing.number, code) if code else "",
        subject_kind="" if subject is None else subject[0],
        subject_id=None if subject is None else subject[1],
    )


def receipt_of(standing: Standing, composed: Composed, written: store.Written) -> Receipt:
    """The receipt of an act that was written."""
    write = composed.write
    number = ""
    if written.serial is not None and write.letter_on is not None:
        number = f"{write.letter_mark}〔{write.letter_on.year}〕{written.serial}号"
    return Receipt(
        bureau_code=standing.bureau_code,
        case_id=standing.case_id,
        case_number=standing.number,
        case_version=write.case_version,
        position=written.position,
        step=write.step,
        happened_at=write.happened_at,
        recorded_at=write.recorded_at,
        late=write.late,
        leaf_hash=write.leaf_hash,
        closed=write.closed_on is not None,
        letter_number=number,
    )


def after_write(
    standing: Standing,
    attempt: Attempt,
    actor: Actor,
    receipt: Receipt,
    stored: Sequence[StoredFile],
    salts: Sequence[bytes],
) -> None:
    """What belongs to the act besides its one statement, in the same transaction: links, files, and what the step writes."""
    writes = rows.writes_registers(standing.procedure, attempt.step)
    step = standing.procedure.steps[attempt.step]
    if not writes and not stored and not links.asked(step) and step.public is None:
        return
    with using_bureau(standing.bureau_id):
        links.write(standing.bureau_id, standing.case_id, receipt.position, step, attempt.answers)
        kept = [
            File(
                bureau_id=standing.bureau_id,
                case_id=standing.case_id,
                log_position=receipt.position,
                place=place,
                field=file.field,
                name=file.name,
                digest=file.digest.hex(),
                size=file.size,
                media_type=file.media_type,
                salt=salt,
            )
            for place, (file, salt) in enumerate(zip(stored, salts, strict=True))
        ]
        if kept:
            File.everywhere.bulk_create(kept)
        if writes:
            context = effects.EffectContext(
                bureau_id=standing.bureau_id,
                case_id=standing.case_id,
                step=attempt.step,
                answers=attempt.answers,
                actor=actor,
                on=attempt.on,
                now=receipt.recorded_at,
                log_position=receipt.position,
                files=kept,
                letter_number=receipt.letter_number,
                case_number=standing.number,
                procedure=standing.procedure,
            )
            waiting = rows.Rows()
            rows.run(context, standing.procedure, waiting)
            waiting.flush()
        if writes or step.public is not None:
            looked_through.look_through(standing.case_id, standing.procedure, attempt.step, attempt.on)


def record_refusal(
    bureau_id: int,
    case_id: int | None,
    procedure_key: str,
    attempt: Attempt,
    actor: Actor,
    refused: ActRefused,
    now: datetime,
) -> None:
    """Keep an attempt that was refused, with every reason and article."""
    with using_bureau(bureau_id):
        Refusal.everywhere.create(
            bureau_id=bureau_id,
            case_id=case_id,
            procedure_key=procedure_key,
            step=attempt.step[:80],
            officer_id=actor.officer_id,
            at=now,
            reasons=[
                {
                    "rule": reason.rule.id if reason.rule is not None else reason.code,
                    "code": reason.code,
                    "article": reason.article,
                    "authority": reason.rule.authority.zh if reason.rule is not None else "",
                    "zh": reason.sentence.zh,
                    "en": reason.sentence.en,
                }
                for reason in refused.reasons
            ],
        )


def _ruled(
    standing: Standing,
    attempt: Attempt,
    actor: Actor,
    now: datetime,
    files: Sequence[NewFile],
    imported: bool,
    known: Known | None = None,
) -> tuple[Attempt, Taken]:
    """The attempt as it is entered, and what it does."""
    try:
        attempt = settled(standing, attempt, known)
        return attempt, rule(standing, attempt, actor, now, files, imported=imported, known=known)
    except ActRefused as refused:
        case_id = standing.case_id if standing.version else None
        record_refusal(standing.bureau_id, case_id, standing.procedure.key, attempt, actor, refused, now)
        raise


def _carry_out(
    standing: Standing,
    attempt: Attempt,
    taken: Taken,
    chosen: Times,
    actor: Actor,
    files: Sequence[NewFile],
    late_reason: str,
    imported: bool,
) -> Receipt:
    late = lateness(actor, chosen, standing.late_after_days, late_reason)
    stored: tuple[StoredFile, ...] = ()
    if files:
        limit = Bureau.objects.values_list("file_limit_bytes", flat=True).get(pk=standing.bureau_id)
        stored = tuple(store_file(file, limit) for file in files)
    kind = Kind.IMPORT if imported else Kind.ACT
    needs_transaction = (
        bool(stored)
        or connection.in_atomic_block
        or rows.writes_registers(standing.procedure, attempt.step)
        or bool(links.asked(standing.procedure.steps[attempt.step]))
        or standing.procedure.steps[attempt.step].public is not None
    )
    for _ in range(_TRIES):
        composed = compose(
            standing,
            attempt,
            taken,
            chosen,
            actor=actor,
            kind=kind,
            late=late,
            late_reason=late_reason,
            files=stored,
        )
        try:
            if not needs_transaction:
                return receipt_of(standing, composed, store.write_act(composed.write))
            with transaction.atomic():
                receipt = receipt_of(standing, composed, store.write_act(composed.write))
                after_write(standing, attempt, actor, receipt, stored, composed.file_salts)
                return receipt
        except store.LaterEntry:
            chosen = recorded_after(chosen, store.head(standing.bureau_id)[1])
    raise CaseMoved(())


def new_standing(
    bureau: Bureau, procedure: Procedure, department: Department | None, assignee: Officer | None
) -> Standing:
    """The standing of a case that is about to be opened; its number comes later."""
    return Standing(
        bureau_id=bureau.pk,
        bureau_code=bureau.code,
        document_mark=bureau.document_mark,
        late_after_days=bureau.late_after_days,
        case_id=0,
        number="",
        procedure=procedure,
        marking=initial(procedure),
        version=0,
        closed_on=None,
        department_id=None if department is None else department.pk,
        assignee_id=None if assignee is None else assignee.pk,
        calendar=calendar_of(bureau),
    )


def _numbered(standing: Standing, case_id: int, number: str) -> Standing:
    return replace(standing, case_id=case_id, number=number)


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
