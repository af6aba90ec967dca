"""From an attempt to what is written: functions over what was read, shared by single acts and bulk ones."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from yifa.cases.actors import Actor
from yifa.cases.errors import ClockBehind, LateReasonMissing, NotYetHappened
from yifa.cases.files import NewFile, StoredFile, clean_name
from yifa.cases.library import procedure_of_case
from yifa.cases.store import State, Write, answers_of_case
from yifa.evidence.commitments import commit, commit_all, commit_file, new_salt
from yifa.evidence.entries import Actor as Quality
from yifa.evidence.entries import CoSigner, Entry, FileCommitment, moment
from yifa.evidence.merkle import leaf_hash
from yifa.house.calendars import calendar_at
from yifa.law.calendar import Calendar
from yifa.law.limits import days_between, end_of_day, legal_day, start_of_day
from yifa.procedure import (
    Json,
    Marking,
    Procedure,
    Step,
    Who,
    happened_on,
)
from yifa.procedure.model import Question
from yifa.procedure.types import plain
from yifa.procedure.types.naming import FileName

_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

LATE_REASON: Final = ":late_reason"
"""Where the reason of a late entry stands among the contents; no question can have a key with a colon."""

_LATE_FIELD: Final = "late_reason"
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
Lateness: TypeAlias = "tuple[bool, str | None, bytes | None]"
"""Whether an entry is late (补录), with the commitment to its reason and the salt."""

NOT_LATE: Final[Lateness] = (False, None, None)


class Before:
    """What a case was told before an act: the latest answer to every question. Asked of the record once, and only where something
    reads it; of a case that goes from act to act in memory it stays known."""

    __slots__ = ("_known", "_load")

    def __init__(
        self, load: Callable[[], Mapping[str, Any]] = dict, known: Mapping[str, Any] | None = None
    ) -> None:
        self._load = load
        self._known = known

    @property
    def answers(self) -> Mapping[str, Any]:
        """By question; never changed, so that whoever holds it keeps what was so at the time."""
        if self._known is None:
            self._known = self._load()
        return self._known

    @property
    def was_read(self) -> bool:
        """Whether something read them."""
        return self._known is not None

    def then(self, answers: Mapping[str, Any]) -> None:
        """Add what an act told."""
        if self._known is not None:
            self._known = {**self._known, **answers}


class Standing(NamedTuple):
    """A case before an act, and what the act needs to know of its bureau. version 0: not opened yet.

    is_held: whether something makes it wait (``acting.holds``); None where that is to be asked. A tuple, because each act makes
    a few of them that differ in little.
    """

    bureau_id: int
    bureau_code: str
    document_mark: str
    late_after_days: int
    case_id: int
    number: str
    procedure: Procedure
    marking: Marking
    version: int
    closed_on: date | None
    department_id: int | None
    assignee_id: int | None
    calendar: Calendar
    before: Before
    title: str = ""
    opened_on: date | None = None
    party_id: int | None = None
    party_name: str = ""
    is_held: bool | None = False

    @classmethod
    def of(cls, bureau_id: int, case_id: int, state: State) -> Standing:
        """The standing of a case that was read. Raises ProcedureMissing."""
        return cls(
            bureau_id=bureau_id,
            bureau_code=state.bureau_code,
            document_mark=state.document_mark,
            late_after_days=state.late_after_days,
            case_id=case_id,
            number=state.number,
            procedure=procedure_of_case(state),
            marking=Marking.from_json(json.loads(state.marking)),
            version=state.version,
            closed_on=state.closed_on,
            department_id=state.department_id,
            assignee_id=state.assignee_id,
            calendar=calendar_at(bureau_id, state.calendar_version),
            title=state.title,
            opened_on=state.opened_on,
            party_id=state.party_id,
            party_name=state.party_name or "",
            before=Before(lambda: answers_of_case(case_id), state.answers),
            is_held=state.is_held,
        )


class Times(NamedTuple):
    """When an act happened and was recorded, in UTC and whole seconds; ``on`` is the legal day of the happening."""

    happened_at: datetime
    recorded_at: datetime
    on: date


def times(happened_at: datetime | None, now: datetime) -> Times:
    """The times of an act; without ``happened_at`` it happens now. Raises NotYetHappened."""
    recorded_at = moment(now)
    happened = recorded_at if happened_at is None else moment(happened_at)
    if happened > recorded_at:
        raise NotYetHappened
    return Times(happened, recorded_at, legal_day(happened))


def times_of(
    step: Step | None, answers: Mapping[str, object] | None, happened_at: datetime | None, now: datetime
) -> Times:
    """The times of an act: where an answer of the step says on which day it happened, that day is its legal day.

    Raises NotYetHappened for a day to come.
    """
    chosen = times(happened_at, now)
    on = happened_on(step, answers or {})
    if on is None or on == chosen.on:
        return chosen
    if on > legal_day(chosen.recorded_at):
        raise NotYetHappened
    return times(day_to_moment(on, now), now)


def recorded_after(chosen: Times, last: datetime | None) -> Times:
    """The same times, recorded no earlier than the log's last entry: clocks of two servers may differ a little.

    Raises ClockBehind where they differ by more than five minutes.
    """
    if last is None or last <= chosen.recorded_at:
        return chosen
    if last - chosen.recorded_at > _CLOCKS_DIFFER:
        raise ClockBehind(last, chosen.recorded_at)
    return chosen._replace(recorded_at=moment(last))


def effective_times(on: date, now: datetime) -> Times:
    """The times of a system's step that takes effect as of a day: at its beginning, or now if it is today."""
    recorded_at = moment(now)
    if legal_day(recorded_at) == on:
        return Times(recorded_at, recorded_at, on)
    return Times(start_of_day(on), recorded_at, on)


def day_to_moment(on: date, now: datetime) -> datetime:
    """The moment to give for an act of which only the day is known: the end of that day, or now if it is today."""
    # The end of a day is the first moment of the next one; the act belongs to the day itself.
    return min(moment(now), moment(end_of_day(on) - timedelta(seconds=1)))


def lateness(actor: Actor, chosen: Times, late_after_days: int, reason: str) -> Lateness:
    """Whether an act is entered late. Raises LateReasonMissing."""
    if actor.quality is Quality.SYSTEM or chosen.happened_at == chosen.recorded_at:
        return NOT_LATE
    days = days_between(chosen.on, legal_day(chosen.recorded_at))
    if days <= late_after_days:
        return NOT_LATE
    if not reason.strip():
        raise LateReasonMissing(days)
    salt = new_salt()
    return True, commit(_LATE_FIELD, reason, salt), salt


def plain_answers(step: Step | None, answers: Mapping[str, object]) -> dict[str, Json]:
    """Answers as the log holds them: each as its type says, and what nobody asks as JSON has it."""
    asks: Mapping[str, Question] = {} if step is None else step.asks
    return {
        key: asks[key].type.canonical(value) if key in asks else plain(value)
        for key, value in answers.items()
    }


def with_file_names(
    step: Step | None, answers: Mapping[str, object], files: Sequence[NewFile]
) -> dict[str, Json]:
    """Plain answers in which each question for files is answered by the names of the files given to it."""
    found = plain_answers(step, answers)
    if files and step is not None:
        for key, question in step.asks.items():
            names: list[Json] = [clean_name(file.name) for file in files if file.field == key]
            if names and isinstance(question.type, FileName):
                found[key] = question.type.named(names)
    return found


def enter(
    standing: Standing,
    *,
    step: str,
    kind: str,
    who: Who,
    actor: Actor,
    chosen: Times,
    answers: Mapping[str, Json],
    co_signers: Sequence[Who] = (),
    late: Lateness = NOT_LATE,
    late_reason: str = "",
    files: Sequence[StoredFile] = (),
    refers: tuple[int, ...] = (),
    personal: frozenset[str] = frozenset(),
    draw: Callable[[int], bytes] = os.urandom,
) -> tuple[Write, tuple[bytes, ...]]:
    """The write of one entry of a case, whose row and index are yet to be filled in, and the salts of its files."""
    commitments, salts = commit_all(answers, draw)
    contents: dict[str, tuple[str, Any]] = {key: (salts[key].hex(), value) for key, value in answers.items()}
    is_late, reason_commitment, reason_salt = late
    if reason_salt is not None:
        contents[LATE_REASON] = (reason_salt.hex(), late_reason)
    file_salts = tuple(new_salt() for _ in files)
    entry = Entry(
        bureau=standing.bureau_code,
        kind=kind,
        step=step,
        actor=actor.quality,
        happened_at=chosen.happened_at,
        recorded_at=chosen.recorded_at,
        case=standing.number,
        case_version=standing.version + 1,
        procedure=standing.procedure.key,
        procedure_version=standing.procedure.version,
        procedure_hash=standing.procedure.hash,
        officer=who.officer,
        post=who.post,
        co_signers=tuple(CoSigner(one.officer, one.post) for one in co_signers if one.officer is not None),
        late=is_late,
        late_reason=reason_commitment,
        answers=commitments,
        files=tuple(
            FileCommitment(commit_file(file.digest, salt), file.size, file.media_type)
            for file, salt in zip(files, file_salts, strict=True)
        ),
        refers=refers,
    ).to_bytes()
    write = Write(
        bureau_id=standing.bureau_id,
        case_id=standing.case_id,
        case_version=standing.version + 1,
        officer_id=actor.officer_id,
        step=step,
        kind=kind,
        happened_at=chosen.happened_at,
        recorded_at=chosen.recorded_at,
        late=is_late,
        leaf_hash=leaf_hash(entry),
        entry=entry,
        answers=contents,
        personal=personal,
    )
    return write, file_salts


def mandates(people: Sequence[Who]) -> tuple[int, ...]:
    """The entries by which some of these people stand in for others: an act refers to them, and so says for whom it was done."""
    return tuple(sorted({one.mandate for one in people if one.mandate is not None}))


def marking_text(marking: Marking) -> str:
    """A marking as it is stored."""
    return _dumps(marking.to_json())
