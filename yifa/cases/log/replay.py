"""Cases made anew from the log alone: their markings, versions, ends, and what they owe, to be compared with the tables.

The tables are an index; the log is the truth. Whatever differs was changed by something that was not an act. The replay takes the
entries' own steps and days and applies the procedure's effects without asking again whether a step was allowed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.acting.composing import LATE_REASON
from yifa.cases.acting.handling import ASK_OPINION, GIVE_OPINION, HAND_OVER, opinion_row, opinion_rule
from yifa.cases.contents import from_text
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.log.erasing import standing_marking
from yifa.cases.log.record import stream
from yifa.cases.log.rows import SETTINGS
from yifa.cases.models import Case, CaseLink, Obligation
from yifa.cases.store import OwedRow
from yifa.cases.told.links import of_entries
from yifa.cases.told.obligations import rows_for
from yifa.evidence.commitments import opens
from yifa.evidence.entries import Actor as Quality
from yifa.evidence.entries import Entry, Kind, read_soon
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import leaf_hash
from yifa.house.acting import department_key, number_in
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Post
from yifa.house.tenancy import using_bureau
from yifa.law.limits import legal_day
from yifa.law.text import Bilingual
from yifa.postgres.snapshot import one_snapshot
from yifa.procedure import Attempt, Marking, Procedure, Who, initial, moved, owed
from yifa.sealing import Locked


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the tables say and the log does not. case: its number, or empty; position: of an entry."""

    case: str
    position: int | None
    sentence: Bilingual


@dataclass(slots=True)
class _Row:
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


@dataclass(slots=True)
class Unopened:
    """What a comparison could not look into, because the key of personal data is not there: answers, and by which keys."""

    answers: int = 0
    keys: set[str] = field(default_factory=set)


_ENTRIES = (
    "select e.position, e.case_id, e.case_version, e.step, e.kind, e.officer_id, e.late, e.entry, e.leaf_hash, c.answers::text,"
    " e.happened_at, e.recorded_at"
    " from log_entry e left join act_content c using (bureau_id, position)"
    " where e.bureau_id = %s and "
)
_OF_CASES = _ENTRIES + "e.case_id >= %s and e.case_id < %s order by e.case_id, e.case_version"
_ERASURES_OF_THE_HOUSE = _ENTRIES + "e.case_id is null and e.kind = 'erasure' order by e.position"
_OF_CHANGED_CASES = _ENTRIES + (  # noqa: S608  (our own words)
    "e.case_id in (select case_id from log_entry where bureau_id = %s and position >= %s)"
    " and e.case_id >= %s and e.case_id < %s order by e.case_id, e.case_version"
)
_OF_THE_HOUSE = _ENTRIES + "e.case_id is null and e.position >= %s order by e.position"


_PACKAGE: Final = Path(__file__).resolve().parents[2]
CASES_AT_ONCE: Final = 128
"""Cases whose rows are read together: memory holds no more of them."""
ALL_CASES: Final = range(2**63 - 1)


def compare(bureau: Bureau, unopened: Unopened | None = None) -> Iterator[Difference]:
    """Every difference between a bureau's log and its cases at one moment. Memory holds some cases at a time.

    unopened: told of the sealed answers whose key is missing; they are no difference, and nothing is said of them.

    Checked of each entry: the columns beside it, its leaf hash, and that what is kept of its answers opens its commitments. Of
    each case: number of entries, marking, end, officer and department in charge, every row of what it owes, and its links.
    """
    with one_snapshot():
        yield from compare_cases(bureau, ALL_CASES, unopened)
        yield from compare_house(bureau)


def compare_cases(
    bureau: Bureau, keys: range, unopened: Unopened | None = None, since: int = 0
) -> Iterator[Difference]:
    """The same of the cases whose keys lie in a range, in the caller's snapshot.

    since: only of cases that have an entry at this position or a later one.
    """
    with using_bureau(bureau):
        posts = _departments(bureau)
        statement = _OF_CHANGED_CASES if since else _OF_CASES
        changed = (bureau.pk, since) if since else ()
        parameters = (bureau.pk, *changed, keys.start, keys.stop)
        groups = (
            (case_id, list(group))
            for case_id, group in groupby(
                map(_row, stream(bureau, statement, parameters)), lambda row: row.case_id
            )
        )
        while part := dict(islice(groups, CASES_AT_ONCE)):
            tables = _Tables.of(part)
            for case_id, rows in part.items():
                if unopened is not None:
                    _count_unopened(rows, unopened)
                yield from _compare_case(bureau, tables, case_id, rows, posts)
        without = Case.everywhere.filter(
            bureau=bureau, entries__isnull=True, pk__gte=keys.start, pk__lt=keys.stop
        )
        for number in without.order_by("id").values_list("number", flat=True)[:100]:
            yield Difference(
                number,
                None,
                Bilingual(
                    "表中有此事项，记录中没有任何一条。",
                    "The case is in the table and has no entry in the log.",
                ),
            )


_READ_OF_CASES: Final = (
    (
        "select sha256(string_agg(e.leaf_hash || convert_to(concat_ws(' ', e.position, e.case_id, e.case_version, e.step, e.kind,"
        " e.officer_id, e.late, e.happened_at, e.recorded_at) || coalesce(c.answers::text, ''), 'UTF8'), ''::bytea"
        " order by e.case_id, e.case_version)) from log_entry e left join act_content c using (bureau_id, position)"
        " where e.bureau_id = %s::bigint and e.case_id >= %s::bigint and e.case_id < %s::bigint"
    ),
    (
        "select sha256(convert_to(string_agg(to_jsonb(c)::text, '' order by c.id), 'UTF8')) from cases_case c"
        " where c.bureau_id = %s::bigint and c.id >= %s::bigint and c.id < %s::bigint"
    ),
    (
        "select sha256(convert_to(string_agg(to_jsonb(o)::text, '' order by o.id), 'UTF8')) from cases_obligation o"
        " where o.bureau_id = %s::bigint and o.case_id >= %s::bigint and o.case_id < %s::bigint"
    ),
    (
        "select sha256(convert_to(string_agg(to_jsonb(l)::text || t.number, '' order by l.id), 'UTF8')) from cases_caselink l"
        " join cases_case t on t.id = l.to_case_id"
        " where l.bureau_id = %s::bigint and l.from_case_id >= %s::bigint and l.from_case_id < %s::bigint"
    ),
)


@cache
def _program() -> str:
    """A digest of the program that replays: what it says of cases holds for it alone."""
    digest = sha256()
    for folder in ("cases", "evidence", "house", "law", "procedure", "sealing"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def digest_of_cases(bureau: Bureau, keys: range) -> str:
    """A digest of all that the replay of these cases reads, in the caller's snapshot: entries and what stands beside them,
    contents, rows, what is owed, links, the calendar, posts, and the program. Where it is what it was, the replay would find what
    it found.
    """
    with using_bureau(bureau):
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(SETTINGS)
        hashed = sha256(
            f"{_program()} {bureau.calendar_version} {sorted(_departments(bureau).items())}".encode()
        )
        for statement in _READ_OF_CASES:
            row = store.execute(
                connections[DEFAULT_DB_ALIAS], statement, (bureau.pk, keys.start, keys.stop)
            ).fetchone()
            hashed.update(bytes(row[0]) if row is not None and row[0] is not None else bytes(32))
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the tables say of some cases: their rows, what they owe by rule and lane, and their links by question and number."""

    cases: Mapping[int, Case]
    owed: Mapping[int, Mapping[tuple[str, str], tuple[Any, ...]]]
    links: Mapping[int, Mapping[tuple[str, str], tuple[int, bool]]]

    @classmethod
    def of(cls, case_ids: Iterable[int]) -> _Tables:
        """Read in three queries, however many cases they are; the connection works for their bureau."""
        ids = list(case_ids)
        owed: dict[int, dict[tuple[str, str], tuple[Any, ...]]] = {}
        for case_id, rule, lane, steps, *rest in Obligation.objects.filter(case__in=ids).values_list(
            "case_id",
            "rule_id",
            "lane",
            "steps",
            "since_on",
            "due_on",
            "amber_on",
            "latest_on",
            "is_promise",
            "sort_on",
        ):
            owed.setdefault(case_id, {})[rule, lane] = (tuple(steps), *rest)
        links: dict[int, dict[tuple[str, str], tuple[int, bool]]] = {}
        for case_id, question, number, position, is_current in CaseLink.objects.filter(
            from_case__in=ids
        ).values_list("from_case_id", "question", "to_case__number", "log_position", "is_current"):
            links.setdefault(case_id, {})[question, number] = (position, is_current)
        return cls(Case.objects.in_bulk(ids), owed, links)


def _count_unopened(rows: list[_Row], unopened: Unopened) -> None:
    for row in rows:
        for _, value in row.contents.values():
            if isinstance(value, Locked) and value.key:
                unopened.answers += 1
                unopened.keys.add(value.key)


def compare_house(bureau: Bureau, since: int = 0) -> Iterator[Difference]:
    """Entries of no case: what stands beside them, and what is kept of their answers. since: of entries from this position on."""
    erased = _erased_of_house(bureau)
    for row in map(_row, stream(bureau, _OF_THE_HOUSE, (bureau.pk, since))):
        try:
            entry = read_soon(row.data)
        except EvidenceError as fault:
            yield Difference("", row.position, fault.sentence)
            continue
        yield from _compare_entry("", row, entry)
        if entry.kind != Kind.SEAL:
            yield from _compare_kept("", row, entry, erased.get(row.position, set()))


def _erased_of_house(bureau: Bureau) -> dict[int, set[str]]:
    """What acts of erasure took away of acts of the house: keys by position."""
    read: list[tuple[_Row, Entry]] = []
    for row in map(_row, stream(bureau, _ERASURES_OF_THE_HOUSE, (bureau.pk,))):
        try:
            read.append((row, read_soon(row.data)))
        except EvidenceError:
            continue  # told where all entries are read
    return _erased_by(read)


def _compare_case(
    bureau: Bureau, tables: _Tables, case_id: int, rows: list[_Row], posts: Mapping[str, str]
) -> Iterator[Difference]:
    case = tables.cases.get(case_id)
    if case is None:
        yield Difference(
            "",
            rows[0].position,
            Bilingual("记录中有此事项，表中没有。", "The case is in the log and not in the table."),
        )
        return
    read: list[tuple[_Row, Entry]] = []
    for row in rows:
        try:
            entry = read_soon(row.data)
        except EvidenceError as fault:
            yield Difference(case.number, row.position, fault.sentence)
            return
        yield from _compare_entry(case.number, row, entry)
        read.append((row, entry))
    erased = _erased_by(read)
    for row, entry in read:
        yield from _compare_kept(case.number, row, entry, erased.get(row.position, set()))
    if any(entry.case != case.number for _, entry in read):
        # Entries of another case stand here: what they say of this one means nothing.
        return
    try:
        replayed = replay(case, read, posts)
    except ProcedureMissing as missing:
        yield Difference(case.number, None, missing.text)
        return
    except (LookupError, ValueError, TypeError, AttributeError):
        yield Difference(
            case.number,
            read[-1][0].position,
            Bilingual(
                "此事项的记录与它的程序对不上，无法重算：程序版本、步骤或内容已被改动。",
                "The entries of this case do not fit its procedure: its version, a step or a content was changed.",
            ),
        )
        return
    yield from _compare_row(case, replayed)
    yield from _compare_owed(bureau, case, replayed, tables.owed.get(case_id, {}))
    yield from _compare_links(case, replayed, tables.links.get(case_id, {}))


def replay(case: Case, read: list[tuple[_Row, Entry]], posts: Mapping[str, str]) -> Replayed:
    """The case as its entries tell it. posts: the department of each post.

    Raises ProcedureMissing; LookupError, ValueError, TypeError or AttributeError where entries do not fit the procedure.
    """
    procedure = procedure_of_case(case)
    unknown = next(
        (
            entry.step
            for _, entry in read
            if entry.kind in (Kind.ACT, Kind.IMPORT) and entry.step not in procedure.steps
        ),
        None,
    )
    if unknown is not None:
        raise LookupError(unknown)
    found = Replayed(
        procedure, initial(procedure), department_id=case.department_id, assignee_id=case.assignee_id
    )
    for row, entry in read:
        found.version += 1
        answers = {
            key: value
            for key, (_, value) in row.contents.items()
            if key != LATE_REASON and not isinstance(value, Locked)
        }
        on = legal_day(entry.happened_at)
        if entry.kind in (Kind.ACT, Kind.IMPORT):
            lacking = any(key not in answers for key in entry.answers)
            found.erased |= lacking
            found.unlinked |= lacking
            attempt = Attempt(
                entry.step,
                _who(entry.actor, entry.officer, entry.post, posts),
                on,
                answers,
                tuple(_who(Quality.OFFICER, one.officer, one.post, posts) for one in entry.co_signers),
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


def _replay_desk(found: Replayed, row: _Row, entry: Entry, answers: Mapping[str, Any], on: date) -> None:
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


def _compare_entry(case: str, row: _Row, entry: Entry) -> Iterator[Difference]:
    beside = (
        row.step,
        row.kind,
        row.case_version,
        row.late,
        row.officer_id,
        row.happened_at,
        row.recorded_at,
    )
    officer = None if entry.officer is None else number_in(entry.officer)
    inside = (
        entry.step,
        entry.kind,
        entry.case_version,
        entry.late,
        officer,
        entry.happened_at,
        entry.recorded_at,
    )
    if beside != inside or (entry.case or "") != case:
        yield Difference(
            case,
            row.position,
            Bilingual(
                "记录旁的检索列与记录内容不符。", "The columns beside the entry differ from the entry."
            ),
        )
    if leaf_hash(row.data) != row.stored_leaf:
        yield Difference(
            case,
            row.position,
            Bilingual("叶哈希与记录内容不符。", "The leaf hash is not that of the entry."),
        )
    for key, (salt, value) in row.contents.items():
        commitment = entry.late_reason if key == LATE_REASON else entry.answers.get(key)
        name = key.removeprefix(":")
        if isinstance(value, Locked) and value.key and commitment is not None:
            # Without the key nothing can be said of it.
            continue
        if commitment is None or not _opens(commitment, name, value, salt):
            yield Difference(
                case,
                row.position,
                Bilingual(
                    f"“{name}”的内容与记录中的承诺不符，已被改动。",
                    f"The content of {name} is not what was recorded.",
                ),
            )


def _erased_by(read: list[tuple[_Row, Entry]]) -> dict[int, set[str]]:
    """What acts of erasure took away of a case's entries: keys of their contents by position."""
    found: dict[int, set[str]] = {}
    for row, entry in read:
        if entry.kind == Kind.ERASURE:
            fields = row.contents.get("fields", ("", []))[1]
            for position in entry.refers:
                found.setdefault(position, set()).update(fields if isinstance(fields, list) else [])
    return found


def _compare_kept(case: str, row: _Row, entry: Entry, erased: set[str]) -> Iterator[Difference]:
    """What an entry commits to and is gone, though no act erased it."""
    committed = {*entry.answers, *(("late_reason",) if entry.late_reason is not None else ())}
    there = {key.removeprefix(":") for key in row.contents}
    for name in sorted(committed - there - erased):
        yield Difference(
            case,
            row.position,
            Bilingual(
                f"“{name}”的内容不见了，没有删除内容的办理。",
                f"The content of {name} is gone, and no act erased it.",
            ),
        )


def _opens(commitment: str, name: str, value: Any, salt: str) -> bool:
    try:
        return opens(commitment, name, value, bytes.fromhex(salt))
    except ValueError:
        # Neither salt nor value has the form that an act gives them.
        return False


def _compare_row(case: Case, replayed: Replayed) -> Iterator[Difference]:
    procedure = replayed.procedure
    if (case.procedure_key, case.procedure_version) != (procedure.key, procedure.version):
        yield Difference(
            case.number,
            None,
            Bilingual(
                f"表中的程序是“{case.procedure_key}”第 {case.procedure_version} 版，"
                f"内容哈希所指的是“{procedure.key}”第 {procedure.version} 版。",
                f"The table names version {case.procedure_version} of {case.procedure_key!r}, its hash is that of version "
                f"{procedure.version} of {procedure.key!r}.",
            ),
        )
    if case.version != replayed.version:
        yield Difference(
            case.number,
            None,
            Bilingual(
                f"表中为第 {case.version} 版，记录有 {replayed.version} 条。",
                f"The table has version {case.version}, the log {replayed.version} entries.",
            ),
        )
    told = standing_marking(json.loads(json.dumps(replayed.marking.to_json())), tuple(replayed.forgotten))
    there = standing_marking(case.marking, tuple(replayed.forgotten))
    if not replayed.erased and there != told:
        parts = sorted(key for key in {*there, *told} if there.get(key) != told.get(key))
        yield Difference(
            case.number,
            None,
            Bilingual(
                f"程序状态与记录不符（{'、'.join(parts)}）。",
                f"The marking differs from the log: {', '.join(parts)}.",
            ),
        )
    if case.closed_on != replayed.closed_on:
        yield Difference(
            case.number,
            None,
            Bilingual(
                f"办结日期为{case.closed_on}，记录为{replayed.closed_on}。",
                f"Closed on {case.closed_on} in the table, {replayed.closed_on} in the log.",
            ),
        )
    in_charge = (case.department_id, case.assignee_id)
    if replayed.moved and not replayed.erased and in_charge != (replayed.department_id, replayed.assignee_id):
        yield Difference(
            case.number,
            None,
            Bilingual(
                "经办人或科室与最后一次移交不符。", "Officer or department differ from the last hand-over."
            ),
        )


def _compare_owed(
    bureau: Bureau, case: Case, replayed: Replayed, there: Mapping[tuple[str, str], tuple[Any, ...]]
) -> Iterator[Difference]:
    if replayed.erased:
        return
    should: dict[tuple[str, str], tuple[Any, ...]] = {}
    for row in owed_rows(bureau, case, replayed):
        should[row.rule_id, row.lane] = (
            row.steps,
            row.since_on,
            row.due_on,
            row.amber_on,
            row.latest_on,
            row.is_promise,
            row.due_on or date(9999, 12, 31),
        )
    for key in sorted({*there, *should}):
        if there.get(key) != should.get(key):
            had, has = there.get(key), should.get(key)
            yield Difference(
                case.number,
                None,
                Bilingual(
                    f"待办“{key[0]}”与记录不符：表中期限{_due(had)}，由记录算得{_due(has)}。",
                    f"What is owed by {key[0]} differs: due {_due(had)} in the table, {_due(has)} by the log.",
                ),
            )


def _compare_links(
    case: Case, replayed: Replayed, there: Mapping[tuple[str, str], tuple[int, bool]]
) -> Iterator[Difference]:
    if replayed.unlinked:
        return
    should = of_entries(replayed.procedure, replayed.acts)
    for question, number in sorted({*there, *should}):
        if there.get((question, number)) != should.get((question, number)):
            yield Difference(
                case.number,
                should.get((question, number), (None, False))[0],
                Bilingual(
                    f"与事项 {number} 的关联（{question}）与记录不符。",
                    f"The link to the case {number} ({question}) differs from the log.",
                ),
            )


def owed_rows(bureau: Bureau, case: Case, replayed: Replayed) -> list[OwedRow]:
    """The rows of what the case owes, as the log tells it."""
    if replayed.marking.closed:
        return []
    calendar = calendar_of(bureau)
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


def _due(values: tuple[Any, ...] | None) -> str:
    if values is None:
        return "—"
    return "∞" if values[2] is None else str(values[2])


def _row(values: tuple[Any, ...]) -> _Row:
    (
        position,
        case_id,
        version,
        step,
        kind,
        officer_id,
        late,
        data,
        leaf,
        contents,
        happened_at,
        recorded_at,
    ) = values
    return _Row(
        position,
        case_id,
        version,
        step,
        kind,
        officer_id,
        late,
        bytes(data),
        bytes(leaf),
        from_text(contents),
        happened_at,
        recorded_at,
    )


def _who(quality: Quality, officer: str | None, post: str | None, posts: Mapping[str, str]) -> Who:
    if quality is Quality.APPLICANT:
        return Who(applicant=True)
    if quality is Quality.SYSTEM:
        return Who(system=True)
    return Who(officer=officer, post=post, department=posts.get(post or ""))


def _departments(bureau: Bureau) -> dict[str, str]:
    with using_bureau(bureau):
        return {
            f"p:{pk}": department_key(department_id)
            for pk, department_id in Post.everywhere.filter(bureau=bureau).values_list("pk", "department_id")
        }
