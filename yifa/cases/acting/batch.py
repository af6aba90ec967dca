"""Many acts of one bureau in one transaction: import, demonstration, hand-over of many cases.

Each act is ruled on, entered and proved like any other; what is saved is the writing. Cases are kept in memory between their
acts, rows go to the database some hundreds at a time in one statement, and the disk is waited for once. All of it happens, or
nothing: an exception that leaves the block takes everything back.

The bureau's log is locked from the first act to the end, so a batch belongs where nobody waits: not behind a form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import TracebackType
from typing import Any, Final, Self

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.acting import computing, effects, guards, looked_through, rows
from yifa.cases.acting.act import Opened, Receipt, beginning, new_standing, opening_of, record_refusal
from yifa.cases.acting.composing import (
    LATE_REASON,
    Standing,
    compose_entry,
    enter,
    lateness,
    marking_text,
    plain_answers,
    recorded_after,
    rule,
    settled,
    times,
    times_of,
    with_file_names,
)
from yifa.cases.acting.numbers import case_number, case_series, letter_series, new_progress_code
from yifa.cases.actors import Actor
from yifa.cases.errors import ActRefused, CaseMoved, NoSuchCase
from yifa.cases.files import NewFile, StoredFile
from yifa.cases.files import store as store_file
from yifa.cases.library import keep
from yifa.cases.models import Case, File
from yifa.cases.told import links
from yifa.cases.told.obligations import Change, change, rows_for
from yifa.evidence.entries import Kind
from yifa.house.acting import department_key, officer_key
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.procedure import Alike, Attempt, Json, Marking, Procedure, owed

_IDS_AT_ONCE: Final = 256
_KEPT_AT_MOST: Final = 5_000
_CHANGES_AT_MOST: Final = 4_096


@dataclass(slots=True)
class _Kept:
    """A case between its acts. before: its marking when it was last in step with the database."""

    standing: Standing
    before: Marking
    from_version: int
    opening: store.Opening | None
    party: Party | None
    answers: dict[str, Any] | None
    with_whom: tuple[int | None, int | None] = (None, None)
    alike: Alike | None = None

    def concerns_a_party(self) -> bool:
        """Whether the case is somebody's, by what is in memory or else by its row."""
        if self.party is not None or not self.from_version:
            return self.party is not None
        return Case.everywhere.filter(pk=self.standing.case_id, party__isnull=False).exists()


@dataclass(slots=True)
class _Pending:
    """What is done for an act after its rows are written."""

    kept: _Kept
    opening: store.Opening | None
    attempt: Attempt
    actor: Actor
    receipt: Receipt
    stored: Sequence[StoredFile]
    salts: Sequence[bytes]
    all_answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Changed:
    """What leads from one marking to another. The markings are held, so that their identity stays theirs."""

    before: Marking
    after: Marking
    change: Change
    text: str


class Batch:
    """``with Batch(bureau, now=now) as batch: batch.open_case(…); batch.act(…)``. Signatures as in ``yifa.cases.acting.act``.

    now: when the acts are recorded, unless an act says otherwise; never earlier than the act before it. imported: all acts are
    taken over from elsewhere. late_reason: for every act that is entered after the fact and gives none. every: rows in memory.
    """

    def __init__(
        self,
        bureau: Bureau,
        *,
        now: datetime,
        imported: bool = False,
        late_reason: str = "",
        every: int = 500,
    ) -> None:
        self.bureau = bureau
        self._now = now
        self._imported = imported
        self._late_reason = late_reason
        self._every = every
        self._stack = ExitStack()
        self._writing: Future[None] | None = None
        self._cases: dict[int, _Kept] = {}
        self._entries: list[store.Write] = []
        self._letters: list[store.LetterRow] = []
        self._after: list[_Pending] = []
        self._ids: list[int] = []
        self._procedures_kept: set[str] = set()
        self._last_number: dict[tuple[str, int], int] = {}
        self._taken: dict[tuple[str, int], int] = defaultdict(int)
        self._size = 0
        self._recorded_at: datetime | None = None
        self._fresh: dict[tuple[str, int | None, int | None], tuple[Standing, Alike]] = {}
        self._changes: dict[tuple[int, int, int | None, int | None], _Changed] = {}
        self.count = 0

    def __enter__(self) -> Self:
        self._stack.enter_context(transaction.atomic())
        self._stack.enter_context(using_bureau(self.bureau))
        self._stack.enter_context(computing.remembering())
        self._size, self._recorded_at = store.lock_head(self.bureau.pk)
        self._writer = self._stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="yifa-batch"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.flush()
        except BaseException as failed:
            self._stack.__exit__(type(failed), failed, failed.__traceback__)
            raise
        self._stack.__exit__(kind, error, trace)

    def open_case(
        self,
        procedure_key: str,
        step: str,
        *,
        actor: Actor,
        title: str,
        answers: Mapping[str, object] | None = None,
        party: Party | None = None,
        files: Sequence[NewFile] = (),
        happened_at: datetime | None = None,
        now: datetime | None = None,
        late_reason: str = "",
        co_signers: Sequence[Actor] = (),
        department: Department | None = None,
        assignee: Officer | None = None,
        subject: tuple[str, int] | None = None,
        imported: bool | None = None,
        with_code: bool = True,
    ) -> Opened:
        """Open a case; see ``yifa.cases.acting.act.open_case``. with_code: give a code for asking about its progress."""
        procedure, chosen = beginning(procedure_key, step, answers, happened_at, now or self._now)
        happened_on = chosen.on
        standing, alike = self._standing(procedure, department, assignee)
        kept = _Kept(standing, standing.marking, 0, None, party, {}, alike=alike)
        code = new_progress_code() if with_code else ""

        def number() -> None:
            if procedure.hash not in self._procedures_kept:
                keep(procedure)
                self._procedures_kept.add(procedure.hash)
            series = case_series(procedure_key)
            serial = self._number(series, happened_on.year)
            kept.standing = replace(
                kept.standing, case_id=self._case_id(), number=case_number(procedure_key, happened_on, serial)
            )
            kept.opening = opening_of(kept.standing, title, happened_on, party, code, subject)
            self._cases[kept.standing.case_id] = kept
            # What was ruled alike was ruled on the case before its first step.
            kept.alike = None

        receipt = self._take(
            kept,
            step,
            actor,
            answers,
            files,
            happened_at,
            now,
            late_reason,
            co_signers,
            imported,
            before_entry=number,
        )
        return Opened(receipt.case_id, receipt.case_number, code, receipt)

    def act(
        self,
        case_id: int,
        step: str,
        *,
        actor: Actor,
        answers: Mapping[str, object] | None = None,
        files: Sequence[NewFile] = (),
        happened_at: datetime | None = None,
        now: datetime | None = None,
        expected_version: int | None = None,
        late_reason: str = "",
        co_signers: Sequence[Actor] = (),
        imported: bool | None = None,
    ) -> Receipt:
        """Take a step of a case; see ``yifa.cases.acting.act.act``."""
        kept = self._kept(case_id)
        if expected_version is not None and kept.standing.version != expected_version:
            raise CaseMoved(())
        return self._take(
            kept, step, actor, answers, files, happened_at, now, late_reason, co_signers, imported
        )

    def computed(
        self, case_id: int, procedure: Procedure, step: str, on: date, answers: Mapping[str, object]
    ) -> dict[str, Json]:
        """Plain answers to a step with what the act would compute (``acting.computing``). case_id: 0 before it is opened."""
        taken = procedure.steps[step]
        plain = plain_answers(taken, answers)
        if not computing.is_asked(taken):
            return plain
        self.flush()
        before = store.answers_of_case(case_id) if case_id else {}
        known = computing.known_at(self.bureau.pk, case_id or None, taken, on, before, plain)
        return {**plain, **known.answers}

    def hand_over(
        self, case_id: int, *, to: Officer, reason: str, actor: Actor, keeps: frozenset[str] = frozenset()
    ) -> bool:
        """Give a case to another officer, with an entry of its own (``yifa.cases.acting.handling.hand_over``).

        keeps: powers that the giver keeps; a case whose owed steps they suffice for stays with the giver, and False is given.
        """
        kept = self._kept(case_id)
        standing = kept.standing
        steps = [
            standing.procedure.steps[step].by
            for item in owed(standing.procedure, standing.marking)
            for step in item.steps
        ]
        if any(by.by_office and not by.powers.isdisjoint(keeps) for by in steps):
            return False
        chosen = recorded_after(times(None, self._now), self._recorded_at)
        write, _ = enter(
            standing,
            step="hand-over",
            kind=Kind.DESK,
            who=actor.who(chosen.on),
            actor=actor,
            chosen=chosen,
            answers={
                "to_officer": officer_key(to.pk),
                "to_department": None
                if standing.department_id is None
                else department_key(standing.department_id),
                "reason": reason,
            },
        )
        self._entries.append(write)
        self._recorded_at = chosen.recorded_at
        kept.standing = replace(standing, version=standing.version + 1, assignee_id=to.pk)
        self.count += 1
        if len(self._entries) >= self._every:
            self.flush()
        return True

    def load(self, case_ids: Iterable[int]) -> None:
        """Read cases that will be acted on in one query, rather than one by one."""
        self._written()
        wanted = [case_id for case_id in case_ids if case_id not in self._cases]
        for case_id, state in store.read_cases(self.bureau.pk, wanted).items():
            self._keep(case_id, state)

    def catch_up(self) -> None:
        """Go on after entries that others made in this transaction, after a flush: an act of the house, a seal."""
        self._size, self._recorded_at = store.lock_head(self.bureau.pk)

    def flush(self) -> None:
        """Write what is in memory; still nothing is durable before the block ends."""
        self._write()
        self._written()
        pending, self._after = self._after, []
        self._write_files(pending)
        waiting = rows.Rows()
        for one in pending:
            self._write_links(one)
            self._write_registers(one, waiting)
        waiting.flush()

    def _flush_beside(self) -> None:
        """Write what is in memory, beside composing what follows where nothing of it is to be read meanwhile.

        Rows that are taken over ask neither bases nor holds; steps with guards, links or effects are flushed as always.
        """
        if self._imported and not self._after:
            self._write()
        else:
            self.flush()

    def _written(self) -> None:
        """Wait until the database has what was handed to it."""
        writing, self._writing = self._writing, None
        if writing is None:
            return
        try:
            writing.result()
        except (store.Moved, store.LaterEntry):
            raise CaseMoved(()) from None

    def _write(self) -> None:
        """Hand what is in memory to the writer; one statement at a time."""
        self._written()
        if not self._entries:
            return
        changed = [
            self._row(kept)
            for kept in self._cases.values()
            if kept.standing.version != kept.from_version or kept.opening is not None
        ]
        for (series, year), count in self._taken.items():
            store.take_numbers(self.bureau.pk, series, year, count)
        self._taken.clear()
        # The statement runs in the database while the next acts are composed; the connection lets one thread in at a time.
        self._writing = self._writer.submit(
            store.write_many,
            self.bureau.pk,
            self._size,
            self._entries,
            changed,
            self._letters,
            connection=connections[DEFAULT_DB_ALIAS],
        )
        self._size += len(self._entries)
        self._entries, self._letters = [], []
        self._settle()

    def _settle(self) -> None:
        """What is in memory now stands in the database too; closed cases are done with."""
        kept = {case_id: one for case_id, one in self._cases.items() if one.standing.closed_on is None}
        self._cases = kept if len(kept) <= _KEPT_AT_MOST else {}
        for one in self._cases.values():
            one.before = one.standing.marking
            one.from_version = one.standing.version
            one.opening = None
            one.with_whom = (one.standing.department_id, one.standing.assignee_id)

    def _take(
        self,
        kept: _Kept,
        step: str,
        actor: Actor,
        answers: Mapping[str, object] | None,
        files: Sequence[NewFile],
        happened_at: datetime | None,
        now: datetime | None,
        late_reason: str,
        co_signers: Sequence[Actor],
        imported: bool | None,
        before_entry: Any = None,
    ) -> Receipt:
        procedure = kept.standing.procedure
        plain = with_file_names(procedure.steps.get(step), answers or {}, files)
        named = links.given(procedure.steps.get(step), plain)
        if (self._entries or self._writing) and (
            named or computing.reads_records(procedure.steps.get(step)) or guards.registry.of(procedure, step)
        ):
            # A guard reads registers and answers, a link another case; they must hold what happened before.
            self.flush()
            if kept.standing.version:
                kept = self._kept(kept.standing.case_id)
        moment = now or self._now
        chosen = recorded_after(
            times_of(procedure.steps.get(step), answers, happened_at, moment), self._recorded_at
        )
        signers = tuple(one.who(chosen.on) for one in co_signers)
        attempt = Attempt(step, actor.who(chosen.on), chosen.on, plain, signers)
        known = (lambda: self._answers(kept), kept.concerns_a_party)
        try:
            attempt = settled(kept.standing, attempt, known)
            taken = rule(
                kept.standing,
                attempt,
                actor,
                moment,
                files,
                imported=self._imported if imported is None else imported,
                known=known,
                alike=kept.alike,
            )
        except ActRefused as refused:
            # The case may be known to this batch alone, so that nothing can refer to it yet.
            case_id = kept.from_version and kept.standing.case_id
            record_refusal(self.bureau.pk, case_id or None, procedure.key, attempt, actor, refused, moment)
            raise
        reason = late_reason or self._late_reason
        late = lateness(actor, chosen, kept.standing.late_after_days, reason)
        stored = tuple(store_file(file, self.bureau.file_limit_bytes) for file in files)
        if before_entry is not None:
            before_entry()
        standing = kept.standing
        as_import = self._imported if imported is None else imported
        composed = compose_entry(
            standing,
            attempt,
            chosen,
            actor=actor,
            kind=Kind.IMPORT if as_import else Kind.ACT,
            late=late,
            late_reason=reason,
            files=stored,
        )
        write = composed.write
        position = self._size + len(self._entries)
        letter_number = self._letter(standing, attempt, position)
        self._entries.append(write)
        self._recorded_at = chosen.recorded_at
        closed_on = (standing.closed_on or attempt.on) if taken.marking.closed else None
        kept.standing = replace(
            standing, marking=taken.marking, version=standing.version + 1, closed_on=closed_on
        )
        receipt = Receipt(
            bureau_code=standing.bureau_code,
            case_id=standing.case_id,
            case_number=standing.number,
            case_version=write.case_version,
            position=position,
            step=step,
            happened_at=write.happened_at,
            recorded_at=write.recorded_at,
            late=write.late,
            leaf_hash=write.leaf_hash,
            closed=closed_on is not None,
            letter_number=letter_number,
        )
        if kept.answers is not None:
            kept.answers.update({key: value for key, value in attempt.answers.items() if key != LATE_REASON})
        if stored or rows.writes_registers(procedure, step) or links.asked(procedure.steps[step]):
            answers_now = {**self._answers(kept), **attempt.answers}
            self._after.append(
                _Pending(
                    kept, kept.opening, attempt, actor, receipt, stored, composed.file_salts, answers_now
                )
            )
        self.count += 1
        if len(self._entries) >= self._every:
            self._flush_beside()
        return receipt

    def _standing(
        self, procedure: Procedure, department: Department | None, assignee: Officer | None
    ) -> tuple[Standing, Alike]:
        """The standing of a case that is about to be opened, the same for all alike, and what was ruled on it."""
        key = (
            procedure.hash,
            None if department is None else department.pk,
            None if assignee is None else assignee.pk,
        )
        if key not in self._fresh:
            self._fresh[key] = (new_standing(self.bureau, procedure, department, assignee), {})
        return self._fresh[key]

    def _kept(self, case_id: int) -> _Kept:
        found = self._cases.get(case_id)
        if found is None:
            self._written()
            state = store.read_case(self.bureau.pk, case_id)
            if state is None:
                raise NoSuchCase(case_id)
            found = self._keep(case_id, state)
        return found

    def _keep(self, case_id: int, state: store.State) -> _Kept:
        standing = Standing.of(self.bureau.pk, case_id, state)
        kept = self._cases[case_id] = _Kept(
            standing,
            standing.marking,
            standing.version,
            None,
            None,
            None,
            (standing.department_id, standing.assignee_id),
        )
        return kept

    def _answers(self, kept: _Kept) -> dict[str, Any]:
        if kept.answers is None:
            self._written()
            kept.answers = store.answers_of_case(kept.standing.case_id)
            for entry in self._entries:
                if entry.case_id == kept.standing.case_id:
                    given = {key: value for key, (_, value) in entry.answers.items() if key != LATE_REASON}
                    kept.answers.update(given)
        return kept.answers

    def _row(self, kept: _Kept) -> store.CaseRow:
        now = kept.standing
        before = kept.before
        # Cases opened alike share their markings, and with them what is owed.
        key = (id(before), id(now.marking), now.department_id, now.assignee_id)
        known = self._changes.get(key)
        if known is None:
            known = _Changed(
                before,
                now.marking,
                change(now.procedure, before, now.marking, now.calendar, now.department_id, now.assignee_id),
                marking_text(now.marking),
            )
            if kept.opening is not None and len(self._changes) < _CHANGES_AT_MOST:
                self._changes[key] = known
        changed = known.change
        if kept.opening is None and kept.with_whom != (now.department_id, now.assignee_id):
            # In other hands: everything that is owed lies in other lanes.
            rows = rows_for(
                now.procedure,
                now.marking,
                owed(now.procedure, now.marking),
                now.calendar,
                now.department_id,
                now.assignee_id,
            )
            changed = Change(tuple(item.rule_id for item in owed(now.procedure, before)), tuple(rows))
        return store.CaseRow(
            case_id=now.case_id,
            from_version=kept.from_version,
            version=now.version,
            marking=known.text,
            closed_on=now.closed_on,
            department_id=now.department_id,
            assignee_id=now.assignee_id,
            opening=kept.opening,
            dropped=changed.dropped,
            owed=changed.rows,
        )

    def _letter(self, standing: Standing, attempt: Attempt, position: int) -> str:
        kind = standing.procedure.steps[attempt.step].produces.get("letter")
        if kind is None:
            return ""
        mark = standing.document_mark or standing.bureau_code
        serial = self._number(letter_series(mark), attempt.on.year)
        self._letters.append(store.LetterRow(standing.case_id, position, kind, mark, serial, attempt.on))
        return f"{mark}〔{attempt.on.year}〕{serial}号"

    def _number(self, series: str, year: int) -> int:
        key = (series, year)
        if key not in self._last_number:
            self._last_number[key] = store.take_numbers(self.bureau.pk, series, year, 0) - 1
        self._last_number[key] += 1
        self._taken[key] += 1
        return self._last_number[key]

    def _case_id(self) -> int:
        if not self._ids:
            self._ids = store.next_case_ids(_IDS_AT_ONCE)[::-1]
        return self._ids.pop()

    def _write_files(self, pending: Sequence[_Pending]) -> None:
        kept = [
            File(
                bureau_id=self.bureau.pk,
                case_id=one.receipt.case_id,
                log_position=one.receipt.position,
                place=place,
                field=file.field,
                name=file.name,
                digest=file.digest.hex(),
                size=file.size,
                media_type=file.media_type,
                salt=salt,
            )
            for one in pending
            for place, (file, salt) in enumerate(zip(one.stored, one.salts, strict=True))
        ]
        if kept:
            File.everywhere.bulk_create(kept)

    def _write_links(self, one: _Pending) -> None:
        links.write(
            self.bureau.pk,
            one.receipt.case_id,
            one.receipt.position,
            one.kept.standing.procedure.steps[one.attempt.step],
            one.attempt.answers,
        )

    def _write_registers(self, one: _Pending, waiting: rows.Rows) -> None:
        procedure = one.kept.standing.procedure
        if not rows.writes_registers(procedure, one.attempt.step):
            return
        files = (
            File.everywhere.filter(bureau=self.bureau, log_position=one.receipt.position)
            if one.stored
            else ()
        )
        context = effects.EffectContext(
            bureau_id=self.bureau.pk,
            case_id=one.receipt.case_id,
            step=one.attempt.step,
            answers=one.attempt.answers,
            actor=one.actor,
            on=one.attempt.on,
            now=one.receipt.recorded_at,
            log_position=one.receipt.position,
            files=tuple(files),
            letter_number=one.receipt.letter_number,
            case=self._case(one),
            case_number=one.kept.standing.number,
            procedure=procedure,
            all_answers=one.all_answers,
        )
        rows.run(context, procedure, waiting)
        if procedure.steps[one.attempt.step].public is not None:
            # What earlier acts of a case had looked through is not searched again with every one of a batch.
            waiting.flush()
            looked_through.look_through(one.receipt.case_id, procedure, one.attempt.step, one.attempt.on)

    def _case(self, one: _Pending) -> Case | None:
        """The case without asking the database, where this batch opened it."""
        if one.opening is None:
            return None
        kept = one.kept
        now, opening = kept.standing, one.opening
        case = Case(
            id=now.case_id,
            bureau=self.bureau,
            number=now.number,
            procedure_key=opening.procedure_key,
            procedure_version=opening.procedure_version,
            procedure_hash=opening.procedure_hash,
            title=opening.title,
            opened_on=opening.opened_on,
            closed_on=now.closed_on,
            department_id=now.department_id,
            assignee_id=now.assignee_id,
            marking=now.marking.to_json(),
            version=now.version,
            subject_kind=opening.subject_kind,
            subject_id=opening.subject_id,
            party=kept.party,
        )
        case._state.adding = False  # noqa: SLF001  (the row is there; Django would insert it again)
        return case
