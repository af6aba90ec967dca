"""Cases made anew from the log alone: their markings, versions, ends, and what they owe, to be compared with the tables.

The tables are an index; the log is the truth. The replay takes the entries' own steps and days and applies the procedure's
effects without asking again whether a step was allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Protocol

from yifa.cases.acting.composing import LATE_REASON
from yifa.cases.acting.handling import ASK_OPINION, GIVE_OPINION, HAND_OVER, opinion_row, opinion_rule
from yifa.cases.store import OwedRow
from yifa.cases.told.obligations import rows_for
from yifa.evidence.entries import Actor as Quality
from yifa.evidence.entries import Entry, Kind
from yifa.house.acting import number_in
from yifa.law.calendar import Calendar
from yifa.law.limits import legal_day
from yifa.procedure import Attempt, Marking, Procedure, Who, initial, moved, owed
from yifa.sealing import Locked

_TAKEN: Final = frozenset({Kind.ACT, Kind.IMPORT})


@dataclass(slots=True)
class EntryRow:
    """An entry of the log as its row has it, with the columns beside it and what is kept of its answers, opened."""

    position: int
    case_id: int
    case_version: int
    step: str
    kind: str
    officer_id: int | None
    late: bool
    data: bytes
    stored_leaf: bytes
    contents: Mapping[str, tuple[str, Any]]
    happened_at: datetime
    recorded_at: datetime


class CaseRow(Protocol):
    """What a replay reads of a case's row."""

    @property
    def department_id(self) -> int | None: ...
    @property
    def assignee_id(self) -> int | None: ...


@dataclass(slots=True)
class Replayed:
    """A case as the log tells it. erased: some content that an entry commits to is gone, so guards may read differently.

    An act of erasure tells the marking that the case was left in, and the replay goes on from there: erased is then False again,
    unlinked stays True, because links follow from answers alone; forgotten: erased answers, which the marking may still hold.
    """

    procedure: Procedure
    marking: Marking
    version: int = 0
    closed_on: date | None = None
    department_id: int | None = None
    assignee_id: int | None = None
    moved: bool = False
    erased: bool = False
    unlinked: bool = False
    forgotten: set[str] = field(default_factory=set)
    opinions: dict[str, tuple[int, date, date | None]] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)
    acts: list[tuple[int, str, Mapping[str, Any]]] = field(default_factory=list)


class People:
    """Who took steps, by what entries say of them. posts: the department of each post. mandates: who stands in for whom, by the
    entry that says so: the deputy, and the officer who is away."""

    def __init__(
        self, posts: Mapping[str, str], mandates: Mapping[int, tuple[str, str]] | None = None
    ) -> None:
        self._posts = posts
        self._mandates = mandates or {}
        self._known: dict[tuple[Quality, str | None, str | None], Who] = {}

    def who(self, quality: Quality, officer: str | None, post: str | None) -> Who:
        """Each is made once, however many entries name them."""
        key = (quality, officer, post)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _who(quality, officer, post, self._posts)
        return found

    def standing_in(self, who: Who, refers: Sequence[int]) -> Who:
        """Whoever stands in for another says by the entries that the act refers to."""
        for position in refers:
            deputy, absent = self._mandates.get(position, (None, None))
            if deputy is not None and deputy == who.officer:
                return replace(who, instead_of=absent, mandate=position)
        return who


def replay(
    case: CaseRow, procedure: Procedure, read: Sequence[tuple[EntryRow, Entry]], people: People
) -> Replayed:
    """The case as its entries tell it.

    Raises LookupError, ValueError, TypeError or AttributeError where entries do not fit the procedure.
    """
    found = Replayed(
        procedure, initial(procedure), department_id=case.department_id, assignee_id=case.assignee_id
    )
    for row, entry in read:
        found.version += 1
        answers = {
            key: value
            for key, (_, value) in row.contents.items()
            if key != LATE_REASON and type(value) is not Locked
        }
        on = legal_day(entry.happened_at)
        if entry.kind in _TAKEN:
            if entry.step not in procedure.steps:
                raise LookupError(entry.step)
            if not entry.answers.keys() <= answers.keys():
                found.erased = found.unlinked = True
            attempt = Attempt(
                entry.step,
                people.who(entry.actor, entry.officer, entry.post),
                on,
                answers,
                tuple([people.who(Quality.OFFICER, one.officer, one.post) for one in entry.co_signers]),
            )
            if entry.refers:
                attempt = replace(
                    attempt,
                    who=people.standing_in(attempt.who, entry.refers),
                    co_signers=tuple([people.standing_in(one, entry.refers) for one in attempt.co_signers]),
                )
            found.marking = moved(procedure, found.marking, attempt)
            found.acts.append((row.position, entry.step, answers))
            if found.marking.closed and found.closed_on is None:
                found.closed_on = on
        elif entry.kind == Kind.DESK:
            _replay_desk(found, row, entry, answers, on)
        elif entry.kind == Kind.ERASURE and isinstance(answers.get("marking"), dict):
            found.forgotten |= set(answers.get("fields", ()))
            found.marking = Marking.from_json(answers["marking"])
            found.erased = False
    return found


def _replay_desk(found: Replayed, row: EntryRow, entry: Entry, answers: Mapping[str, Any], on: date) -> None:
    if entry.step == HAND_OVER:
        found.erased |= "to_officer" not in answers
        found.moved = True
        to, department = answers.get("to_officer"), answers.get("to_department")
        found.assignee_id = None if to is None else number_in(to)
        found.department_id = None if department is None else number_in(department)
    elif entry.step == ASK_OPINION:
        found.erased |= "of" not in answers
        by = answers.get("answer_by")
        rule = opinion_rule(row.case_version)
        found.asked[row.position] = rule
        if answers.get("of"):
            found.opinions[rule] = (number_in(answers["of"]), on, date.fromisoformat(by) if by else None)
    elif entry.step == GIVE_OPINION:
        for position in entry.refers:
            found.opinions.pop(found.asked.get(position, ""), None)


def owed_rows(calendar: Calendar, case: CaseRow, replayed: Replayed) -> list[OwedRow]:
    """The rows of what the case owes, as the log tells it."""
    if replayed.marking.closed:
        return []
    rows = rows_for(
        replayed.procedure,
        replayed.marking,
        owed(replayed.procedure, replayed.marking),
        calendar,
        case.department_id,
        case.assignee_id,
    )
    for rule, (officer_id, since_on, by_on) in replayed.opinions.items():
        version = int(rule.rpartition("/")[2])
        rows.append(opinion_row(version, officer_id, since_on, by_on, calendar))
    return rows


def _who(quality: Quality, officer: str | None, post: str | None, posts: Mapping[str, str]) -> Who:
    if quality is Quality.APPLICANT:
        return Who(applicant=True)
    if quality is Quality.SYSTEM:
        return Who(system=True)
    return Who(officer=officer, post=post, department=posts.get(post or ""))
