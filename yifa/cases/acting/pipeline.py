"""What happens to an act on its way in, whether it is written by itself (``act``) or with many others (``batch``).

One value travels: a ``Doing`` begins with what was read and what is attempted, and gathers what was decided (``decide``), what is
entered (``enter``), and where it came to stand (``receipt``). What a step does besides its one statement comes last
(``write_beside``), in the same transaction. The two writers differ in when they send what to the database, and in nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from yifa.cases import store
from yifa.cases.acting import (
    avoidance,
    barred,
    basis,
    composing,
    computing,
    effects,
    guards,
    holds,
    looked_through,
    publication,
    rows,
)
from yifa.cases.acting.composing import (
    Before,
    Standing,
    Times,
    lateness,
    mandates,
    marking_text,
    times,
    times_of,
)
from yifa.cases.acting.numbers import progress_code_hash
from yifa.cases.actors import Actor
from yifa.cases.contents import personal_of
from yifa.cases.errors import ActRefused
from yifa.cases.files import NewFile, StoredFile
from yifa.cases.files import store as store_file
from yifa.cases.library import procedure_in_force
from yifa.cases.models import Case, File, Refusal
from yifa.cases.told import letters, links
from yifa.cases.told.obligations import change
from yifa.evidence.entries import Actor as Quality
from yifa.evidence.entries import Kind
from yifa.house.acting import number_in, officer_key
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.law.signs import tidy
from yifa.parties.models import Party
from yifa.procedure import (
    Alike,
    Attempt,
    Marking,
    Procedure,
    Reason,
    Refused,
    Ruling,
    Step,
    Taken,
    in_capacity,
    initial,
    may,
    take,
    take_alike,
)
from yifa.procedure.types import plain


class Receipt(NamedTuple):
    """An act that happened: where its entry stands in the bureau's log. ``letter_number``: of the letter it produced.
    done_for: the primary key of the officer in whose place it was done."""

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
    done_for: int | None = None


class Opened(NamedTuple):
    """A case that was opened. ``progress_code`` is shown to the applicant once and kept nowhere."""

    case_id: int
    number: str
    progress_code: str
    receipt: Receipt


@dataclass(slots=True)
class Doing:
    """An act on its way. now: when the attempt was made; ``times`` says when it happened and is recorded. alike: what was ruled
    before on this marking (``take_alike``). draw: gives random bytes for salts. case: gives the case as it stands after the act,
    where an effect asks for it."""

    standing: Standing
    attempt: Attempt
    times: Times
    actor: Actor
    now: datetime
    files: Sequence[NewFile] = ()
    late_reason: str = ""
    imported: bool = False
    alike: Alike | None = None
    opening: store.Opening | None = None
    draw: Callable[[int], bytes] = os.urandom
    case: Callable[[], Case] | None = None
    # What was decided.
    marking: Marking | None = None
    late: composing.Lateness = composing.NOT_LATE
    stored: tuple[StoredFile, ...] = ()
    # What is entered.
    write: store.Write | None = None
    file_salts: tuple[bytes, ...] = ()
    before: Mapping[str, Any] | None = None
    receipt: Receipt | None = None

    @property
    def step(self) -> Step:
        """The step that is taken. Raises KeyError where the procedure has none of this name."""
        return self.standing.procedure.steps[self.attempt.step]

    @property
    def writes_beside(self) -> bool:
        """Whether anything belongs to the act besides its one statement."""
        return (
            bool(self.stored)
            or rows.writes_registers(self.standing.procedure, self.attempt.step)
            or bool(links.asked(self.step))
            or self.step.public is not None
        )

    @property
    def closed_on(self) -> date | None:
        """The day on which the case is closed after the act, if it is."""
        assert self.marking is not None
        return (self.standing.closed_on or self.attempt.on) if self.marking.closed else None

    @property
    def letter(self) -> tuple[str, str] | None:
        """Kind and mark of the letter that the step produces."""
        kind = self.step.produces.get("letter")
        return None if kind is None else (kind, self.standing.document_mark or self.standing.bureau_code)


# Reading and attempting ---------------------------------------------------------------------------------------------


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


def new_standing(
    bureau: Bureau,
    procedure: Procedure,
    department: Department | None,
    assignee: Officer | None,
) -> Standing:
    """The standing of a case that is about to be opened; what is the case's own comes later (``named``, its number)."""
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
        before=Before(),
    )


def named(standing: Standing, title: str, on: date, party: Party | None) -> Standing:
    """The standing of a new case with what it is about and whose it is."""
    return standing._replace(
        title=tidy(title)[:200] or standing.procedure.title.zh,
        opened_on=on,
        party_id=None if party is None else party.pk,
        party_name="" if party is None else party.name,
    )


def opening_of(standing: Standing, on: date, code: str, subject: tuple[str, int] | None) -> store.Opening:
    """The columns of a case that is opened with this standing."""
    return store.Opening(
        number=standing.number,
        procedure_key=standing.procedure.key,
        procedure_version=standing.procedure.version,
        procedure_hash=standing.procedure.hash,
        title=standing.title,
        opened_on=on,
        party_id=standing.party_id,
        department_id=standing.department_id,
        assignee_id=standing.assignee_id,
        progress_code_hash=progress_code_hash(standing.bureau_id, standing.number, code) if code else "",
        subject_kind="" if subject is None else subject[0],
        subject_id=None if subject is None else subject[1],
    )


def case_of(standing: Standing, opening: store.Opening, bureau: Bureau, party: Party | None) -> Case:
    """A case that was just opened, without asking the database."""
    case = Case(
        id=standing.case_id,
        bureau=bureau,
        number=standing.number,
        procedure_key=opening.procedure_key,
        procedure_version=opening.procedure_version,
        procedure_hash=opening.procedure_hash,
        title=opening.title,
        opened_on=opening.opened_on,
        closed_on=standing.closed_on,
        department_id=standing.department_id,
        assignee_id=standing.assignee_id,
        marking=standing.marking.to_json(),
        version=standing.version,
        subject_kind=opening.subject_kind,
        subject_id=opening.subject_id,
        party=party,
    )
    case._state.adding = False  # noqa: SLF001  (the row is there; Django would insert it again)
    return case


# Deciding -----------------------------------------------------------------------------------------------------------


def decide(doing: Doing, file_limit: Callable[[], int]) -> None:
    """Rule on the attempt, and take its files in. file_limit: in bytes, asked where there are any.

    Raises ActRefused, after the refusal was kept, where the procedure, a link to another case, a document that may be no basis,
    something that the matter waits for, or a guard forbids it, or where the letter that it produces could not be written. Of what
    is imported neither bases nor what it waited for are looked at. Raises LateReasonMissing and FileRefused.
    """
    try:
        doing.attempt = _settled(doing.standing, _in_capacity(doing.standing, doing.attempt))
        doing.marking = _ruled(doing).marking
    except ActRefused as refused:
        record_refusal(doing, refused)
        raise
    doing.late = lateness(doing.actor, doing.times, doing.standing.late_after_days, doing.late_reason)
    if doing.files:
        limit = file_limit()
        doing.stored = tuple(store_file(file, limit) for file in doing.files)


def _in_capacity(standing: Standing, attempt: Attempt) -> Attempt:
    """The attempt in the capacity in which its people take it: for whoever handles the matter, where they stand in for them and
    that is not barred, else in their own right or in a post that they stand in."""
    if not any(who.lent for who in attempt.people):
        return attempt
    procedure = standing.procedure
    if standing.assignee_id is not None:
        preferred = in_capacity(procedure, attempt, officer_key(standing.assignee_id))
        if may(procedure, standing.marking, preferred, standing.calendar).allowed:
            return preferred
    return in_capacity(procedure, attempt)


def _settled(standing: Standing, attempt: Attempt) -> Attempt:
    """The attempt with the answers that nobody types (``yifa.cases.acting.computing``). Raises ActRefused where one was typed."""
    step = standing.procedure.steps.get(attempt.step)
    if not computing.is_asked(step):
        return attempt
    before = {key: plain(value) for key, value in standing.before.answers.items()}
    return computing.filled(
        standing.bureau_id, standing.case_id if standing.version else None, step, attempt, before
    )


def _ruled(doing: Doing) -> Taken:
    standing, attempt = doing.standing, doing.attempt
    procedure = standing.procedure
    try:
        if doing.alike is None:
            taken = take(procedure, standing.marking, attempt, standing.calendar)
        else:
            taken = take_alike(procedure, standing.marking, attempt, standing.calendar, doing.alike)
    except Refused as refused:
        raise ActRefused(refused.ruling) from None
    step = procedure.steps[attempt.step]
    unfit = links.reasons(
        standing.bureau_id, standing.case_id, standing.number, step, attempt.answers, attempt.on
    )
    if not doing.imported:
        unfit += basis.reasons(standing.bureau_id, step, attempt.answers, attempt.on)
        unfit += _held(standing, step, attempt.on)
        unfit += avoidance.reasons(
            standing.bureau_id, procedure, standing.party_id, lambda: standing.before.answers, attempt
        )
    unfit += barred.reasons(
        standing.bureau_id, procedure, step, standing.party_id, lambda: standing.before.answers, attempt
    )
    if doing.actor.quality is not Quality.SYSTEM:
        unfit += publication.reasons(
            procedure,
            step,
            {**standing.marking.answers, **attempt.answers},
            attempt.answers,
            attempt.on,
            doing.now,
        )
    unfit += letters.unwritable(
        procedure, step, attempt.answers, standing.before, standing.party_id is not None
    )
    if unfit:
        raise ActRefused(Ruling(False, unfit))
    asked = guards.registry.of(procedure, attempt.step)
    if asked:
        context = guards.GuardContext(
            bureau_id=standing.bureau_id,
            case_id=standing.case_id if standing.version else None,
            procedure=procedure,
            step=attempt.step,
            answers=attempt.answers,
            before=standing.before,
            actor=doing.actor,
            who=attempt.who,
            on=attempt.on,
            now=doing.now,
            files=doing.files,
            co_signers=[number_in(one.officer) for one in attempt.co_signers if one.officer],
        )
        reasons = tuple(reason for one in asked for reason in one(context))
        if reasons:
            raise ActRefused(Ruling(False, reasons))
    return taken


def _held(standing: Standing, step: Step, on: date) -> tuple[Reason, ...]:
    held = standing.is_held
    if held is None and holds.is_held(step):
        held = standing.case_id in store.held_among([standing.case_id])
    return holds.reasons(standing.bureau_id, standing.case_id, step, on) if held else ()


def record_refusal(doing: Doing, refused: ActRefused) -> None:
    """Keep an attempt that was refused, with every reason and article."""
    standing = doing.standing
    with using_bureau(standing.bureau_id):
        Refusal.everywhere.create(
            bureau_id=standing.bureau_id,
            case_id=standing.case_id if standing.version else None,
            procedure_key=standing.procedure.key,
            step=doing.attempt.step[:80],
            officer_id=doing.actor.officer_id,
            at=doing.now,
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


# Entering -----------------------------------------------------------------------------------------------------------


def enter(doing: Doing) -> store.Write:
    """The entry with its commitments; the case's row is filled in by whoever writes it."""
    attempt = doing.attempt
    doing.write, doing.file_salts = composing.enter(
        doing.standing,
        step=attempt.step,
        kind=Kind.IMPORT if doing.imported else Kind.ACT,
        who=attempt.who,
        co_signers=attempt.co_signers,
        actor=doing.actor,
        chosen=doing.times,
        answers=attempt.answers,
        late=doing.late,
        late_reason=doing.late_reason,
        files=doing.stored,
        refers=mandates(attempt.people),
        personal=personal_of(doing.step),
        draw=doing.draw,
    )
    return doing.write


def enter_with_case(doing: Doing) -> store.Write:
    """The same with the case's new row, and what changes in the index of what is owed."""
    standing, marking = doing.standing, doing.marking
    assert marking is not None
    write = enter(doing)
    changed = change(
        standing.procedure,
        standing.marking,
        marking,
        standing.calendar,
        standing.department_id,
        standing.assignee_id,
    )
    write.marking = marking_text(marking)
    write.closed_on = doing.closed_on
    write.opening = doing.opening
    write.dropped = changed.dropped
    write.owed = changed.rows
    if doing.letter is not None:
        write.letter, write.letter_mark = doing.letter
        write.letter_on = doing.attempt.on
    return write


def received(doing: Doing, position: int, serial: int | None) -> Receipt:
    """The receipt of an act whose entry stands at a position; serial: of its letter."""
    standing, write = doing.standing, doing.write
    assert write is not None
    number = ""
    if serial is not None and doing.letter is not None:
        number = f"{doing.letter[1]}〔{doing.attempt.on.year}〕{serial}号"
    doing.receipt = Receipt(
        bureau_code=standing.bureau_code,
        case_id=standing.case_id,
        case_number=standing.number,
        case_version=write.case_version,
        position=position,
        step=write.step,
        happened_at=write.happened_at,
        recorded_at=write.recorded_at,
        late=write.late,
        leaf_hash=write.leaf_hash,
        closed=doing.closed_on is not None,
        letter_number=number,
        done_for=None if doing.attempt.who.instead_of is None else number_in(doing.attempt.who.instead_of),
    )
    return doing.receipt


# Beside the entry ---------------------------------------------------------------------------------------------------


def write_beside(bureau_id: int, doings: Sequence[Doing], *, alone: bool = False) -> None:
    """What belongs to acts besides their one statement, in the same transaction: files, links, and what the steps write.

    alone: one act by itself, of which all that it wrote is looked through; of many, only what a step makes public. Raises
    ActRefused where it may not become so, and the transaction is taken back.
    """
    with using_bureau(bureau_id):
        files = [_files(doing) for doing in doings]
        every = [file for those in files for file in those]
        if every:
            File.everywhere.bulk_create(every)
        waiting = rows.Rows()
        for doing, own in zip(doings, files, strict=True):
            receipt = doing.receipt
            assert receipt is not None
            answers = doing.attempt.answers
            links.write(bureau_id, receipt.case_id, receipt.position, doing.step, answers)
            procedure = doing.standing.procedure
            writes = rows.writes_registers(procedure, doing.attempt.step)
            if writes:
                rows.run(effects.EffectContext(doing, own), waiting)
            if doing.step.public is not None or (alone and writes):
                waiting.flush()
                looked_through.look_through(receipt.case_id, procedure, doing.attempt.step, doing.attempt.on)
        waiting.flush()


def _files(doing: Doing) -> list[File]:
    receipt = doing.receipt
    assert receipt is not None
    return [
        File(
            bureau_id=doing.standing.bureau_id,
            case_id=receipt.case_id,
            log_position=receipt.position,
            place=place,
            field=file.field,
            name=file.name,
            digest=file.digest.hex(),
            size=file.size,
            media_type=file.media_type,
            salt=salt,
        )
        for place, (file, salt) in enumerate(zip(doing.stored, doing.file_salts, strict=True))
    ]
