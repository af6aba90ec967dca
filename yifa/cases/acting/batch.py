"""Many acts of one bureau in one transaction: import, demonstration, hand-over of many cases.

Each act is ruled on, entered and proved like any other; what is saved is the writing. Cases are kept in memory between their
acts, rows go to the database some hundreds at a time in one statement, and the disk is waited for once. All of it happens, or
nothing: an exception that leaves the block takes everything back.

The bureau's log is locked from the first act to the end, so a batch belongs where nobody waits: not behind a form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import TracebackType
from typing import Any, Final, Self

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.acting import computing, guards
from yifa.cases.acting.composing import (
    LATE_REASON,
    Before,
    Standing,
    enter,
    marking_text,
    plain_answers,
    recorded_after,
    times,
    times_of,
    with_file_names,
)
from yifa.cases.acting.numbers import case_number, case_series, letter_series, new_progress_code
from yifa.cases.acting.pipeline import (
    Doing,
    Opened,
    Receipt,
    beginning,
    case_of,
    decide,
    named,
    new_standing,
    opening_of,
    received,
    write_beside,
)
from yifa.cases.acting.pipeline import enter as enter_act
from yifa.cases.actors import Actor
from yifa.cases.errors import CaseMoved, NoSuchCase
from yifa.cases.files import NewFile
from yifa.cases.library import keep
from yifa.cases.models import Case
from yifa.cases.told import links
from yifa.cases.told.obligations import Change, change, rows_for
from yifa.evidence.commitments import Drawn
from yifa.evidence.entries import Kind
from yifa.house.acting import department_key, officer_key
from yifa.house.models import Bureau, Department, Officer
from yifa.house.tenancy import using_bureau
from yifa.parties.models import Party
from yifa.procedure import Alike, Attempt, Json, Marking, Procedure, Who, owed

_IDS_AT_ONCE: Final = 256
_IDS_AT_MOST: Final = 8_192
_KEPT_AT_MOST: Final = 5_000
_CHANGES_AT_MOST: Final = 4_096
_COUNTED_ANEW_AT: Final = (1_000, 10_000, 100_000, 1_000_000)
"""After so many acts of a batch the database counts the record's tables: it plans statements by what was there before."""


@dataclass(slots=True)
class _Kept:
    """A case between its acts. marking, version and hands: when it was last in step with the database; version 0: not there yet.
    asked_at: how often registers had been written when it was known what the case waits for."""

    standing: Standing
    marking: Marking
    version: int
    hands: tuple[int | None, int | None]
    opening: store.Opening | None = None
    party: Party | None = None
    case: Case | None = None
    alike: Alike | None = None
    asked_at: int = 0

    def is_written(self) -> None:
        """What is in memory stands in the database too."""
        now = self.standing
        self.marking, self.version = now.marking, now.version
        self.hands = (now.department_id, now.assignee_id)


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
        self._changed: dict[int, _Kept] = {}
        self._entries: list[store.Write] = []
        self._letters: list[store.LetterRow] = []
        self._after: list[Doing] = []
        self._whos: dict[tuple[int | None, int | None, date], Who] = {}
        self._registers_written = 0
        self._reads_answers = False
        self._ids: list[int] = []
        self._ids_at_once = _IDS_AT_ONCE
        self._draw = Drawn()
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
        on = chosen.on
        fresh, alike = self._standing(procedure, department, assignee)
        standing = named(fresh, title, on, party)._replace(before=Before(known={}))
        kept = _Kept(standing, standing.marking, 0, (None, None), party=party, alike=alike)
        code = new_progress_code() if with_code else ""

        def number() -> None:
            if procedure.hash not in self._procedures_kept:
                keep(procedure)
                self._procedures_kept.add(procedure.hash)
            serial = self._number(case_series(procedure_key), on.year)
            kept.standing = kept.standing._replace(
                case_id=self._case_id(), number=case_number(procedure_key, on, serial)
            )
            kept.opening = opening_of(kept.standing, on, code, subject)
            # What was ruled alike was ruled on the case before its first step.
            kept.alike = None

        receipt = self._take(
            kept, step, actor, answers, files, happened_at, now, late_reason, co_signers, imported, number
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
            who=self._who(actor, chosen.on),
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
        self._add(write)
        self._goes_on(kept, standing._replace(version=standing.version + 1, assignee_id=to.pk))
        if len(self._entries) >= self._every:
            self.flush()
        return True

    def load(self, case_ids: Iterable[int]) -> None:
        """Read cases that will be acted on in one query, rather than one by one."""
        wanted = [case_id for case_id in case_ids if case_id not in self._cases]
        self._read(wanted)

    def catch_up(self) -> None:
        """Go on after entries that others made in this transaction, after a flush: an act of the house, a seal, an act by itself,
        which may have taken numbers."""
        self._size, self._recorded_at = store.lock_head(self.bureau.pk)
        self._whos.clear()
        self._last_number.clear()

    def flush(self) -> None:
        """Write what is in memory; still nothing is durable before the block ends."""
        self._write()
        self._written()
        pending, self._after = self._after, []
        if pending:
            write_beside(self.bureau.pk, pending)
            # What a register says now may make any case wait.
            self._registers_written += 1

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
        for (series, year), count in self._taken.items():
            store.take_numbers(self.bureau.pk, series, year, count)
        self._taken.clear()
        # The statement runs in the database while the next acts are composed; the connection lets one thread in at a time.
        self._writing = self._writer.submit(
            store.write_many,
            self.bureau.pk,
            self._size,
            self._entries,
            [self._row(kept) for kept in self._changed.values()],
            self._letters,
            count_anew=self._counts_anew(),
            connection=connections[DEFAULT_DB_ALIAS],
        )
        self._size += len(self._entries)
        self._entries, self._letters = [], []
        for case_id, kept in self._changed.items():
            kept.is_written()
            # Closed cases are done with.
            if kept.standing.closed_on is not None:
                self._cases.pop(case_id, None)
        self._changed = {}
        if len(self._cases) > _KEPT_AT_MOST:
            self._cases = {}

    def _counts_anew(self) -> bool:
        """Whether this statement brings so many acts that the database should look at its tables again."""
        before = self.count - len(self._entries)
        return any(before < mark <= self.count for mark in _COUNTED_ANEW_AT)

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
        before_entry: Callable[[], None] | None = None,
    ) -> Receipt:
        procedure = kept.standing.procedure
        taken = procedure.steps.get(step)
        plain = with_file_names(taken, answers or {}, files)
        if (self._entries or self._writing) and (
            links.given(taken, plain) or computing.reads_records(taken) or guards.registry.of(procedure, step)
        ):
            # A guard reads registers and answers, a link another case; they must hold what happened before.
            self.flush()
        if kept.standing.version and kept.asked_at != self._registers_written:
            kept.standing = kept.standing._replace(is_held=None)
            kept.asked_at = self._registers_written
        moment = now or self._now
        chosen = recorded_after(times_of(taken, answers, happened_at, moment), self._recorded_at)
        signers = tuple(self._who(one, chosen.on) for one in co_signers)
        doing = Doing(
            kept.standing,
            Attempt(step, self._who(actor, chosen.on), chosen.on, plain, signers),
            chosen,
            actor,
            moment,
            files,
            late_reason or self._late_reason,
            self._imported if imported is None else imported,
            kept.alike,
            draw=self._draw,
            case=partial(self._case, kept),
        )
        decide(doing, lambda: self.bureau.file_limit_bytes)
        if before_entry is not None:
            before_entry()
            doing.standing = kept.standing
        standing = doing.standing
        self._add(enter_act(doing))
        position = self._size + len(self._entries) - 1
        receipt = received(doing, position, self._letter(doing, position))
        if doing.writes_beside:
            # What the case was told by then, whatever is told before it is written.
            doing.before = standing.before.answers
            self._after.append(doing)
            self._reads_answers = True
        standing.before.then(
            {key: value for key, value in doing.attempt.answers.items() if key != LATE_REASON}
        )
        assert doing.marking is not None
        self._goes_on(
            kept,
            standing._replace(marking=doing.marking, version=standing.version + 1, closed_on=doing.closed_on),
        )
        if len(self._entries) >= self._every:
            self._flush_beside()
        return receipt

    def _add(self, write: store.Write) -> None:
        self._entries.append(write)
        self._recorded_at = write.recorded_at
        self.count += 1

    def _goes_on(self, kept: _Kept, standing: Standing) -> None:
        kept.standing = standing
        self._cases[standing.case_id] = self._changed[standing.case_id] = kept

    def _who(self, actor: Actor, on: date) -> Who:
        """Who somebody is on a day; holdings do not change while the log is locked, but by an act (``catch_up``)."""
        if actor.person is None:
            return actor.who(on)
        key = (actor.officer_id, None if actor.post is None else actor.post.pk, on)
        if key not in self._whos:
            self._whos[key] = actor.who(on)
        return self._whos[key]

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
        if case_id not in self._cases:
            self._read([case_id])
        found = self._cases.get(case_id)
        if found is None:
            raise NoSuchCase(case_id)
        return found

    def _read(self, case_ids: Sequence[int]) -> None:
        self._written()
        for case_id, state in store.read_cases(self.bureau.pk, case_ids, answers=self._reads_answers).items():
            standing = Standing.of(self.bureau.pk, case_id, state)
            if not standing.before.was_read:
                standing = standing._replace(before=Before(partial(self._answers_of, case_id)))
            self._cases[case_id] = _Kept(
                standing,
                standing.marking,
                standing.version,
                (standing.department_id, standing.assignee_id),
                asked_at=self._registers_written,
            )

    def _answers_of(self, case_id: int) -> Mapping[str, Any]:
        """What a case was told by the database and by what is not written yet."""
        self._written()
        found = store.answers_of_case(case_id)
        for entry in self._entries:
            if entry.case_id == case_id and entry.kind in (Kind.ACT, Kind.IMPORT):
                found.update((key, value) for key, (_, value) in entry.answers.items() if key != LATE_REASON)
        return found

    def _row(self, kept: _Kept) -> store.CaseRow:
        now = kept.standing
        before = kept.marking
        is_new = kept.version == 0
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
            if is_new and len(self._changes) < _CHANGES_AT_MOST:
                self._changes[key] = known
        changed = known.change
        if not is_new and kept.hands != (now.department_id, now.assignee_id):
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
            from_version=kept.version,
            version=now.version,
            marking=known.text,
            closed_on=now.closed_on,
            department_id=now.department_id,
            assignee_id=now.assignee_id,
            opening=kept.opening if is_new else None,
            dropped=changed.dropped,
            owed=changed.rows,
        )

    def _letter(self, doing: Doing, position: int) -> int | None:
        if doing.letter is None:
            return None
        kind, mark = doing.letter
        on = doing.attempt.on
        serial = self._number(letter_series(mark), on.year)
        self._letters.append(store.LetterRow(doing.standing.case_id, position, kind, mark, serial, on))
        return serial

    def _number(self, series: str, year: int) -> int:
        key = (series, year)
        if key not in self._last_number:
            self._last_number[key] = store.take_numbers(self.bureau.pk, series, year, 0) - 1
        self._last_number[key] += 1
        self._taken[key] += 1
        return self._last_number[key]

    def _case_id(self) -> int:
        if not self._ids:
            # The connection is the writer's: who asks it for anything waits for what is being written.
            self._ids = store.next_case_ids(self._ids_at_once)[::-1]
            self._ids_at_once = min(2 * self._ids_at_once, _IDS_AT_MOST)
        return self._ids.pop()

    def _case(self, kept: _Kept) -> Case:
        """The case as it stands in memory, which is what the database has once its acts are written."""
        now = kept.standing
        if kept.case is None and kept.opening is not None:
            kept.case = case_of(now, kept.opening, self.bureau, kept.party)
        elif kept.case is None:
            kept.case = Case.everywhere.select_related("party", "bureau").get(
                pk=now.case_id, bureau=self.bureau
            )
        else:
            kept.case.marking, kept.case.version = now.marking.to_json(), now.version
            kept.case.closed_on = now.closed_on
            kept.case.department_id, kept.case.assignee_id = now.department_id, now.assignee_id
        return kept.case
