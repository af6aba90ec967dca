"""The log against the tables: every entry with what stands beside it, every case as the log makes it anew.

Whatever differs was changed by something that was not an act.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.acting.composing import LATE_REASON
from yifa.cases.contents import from_text
from yifa.cases.errors import ProcedureMissing
from yifa.cases.library import procedure_of_case
from yifa.cases.log.differences import Difference, Unopened
from yifa.cases.log.erasing import standing_marking
from yifa.cases.log.record import stream
from yifa.cases.log.replay import EntryRow, People, Replayed, owed_rows, replay
from yifa.cases.log.rows import SETTINGS
from yifa.cases.models import Case
from yifa.cases.told.links import of_entries
from yifa.cases.told.mandates import mandates_of
from yifa.evidence.commitments import opens
from yifa.evidence.entries import Entry, Kind, read_soon
from yifa.evidence.faults import EvidenceError
from yifa.evidence.merkle import leaf_hash
from yifa.house.acting import department_key, number_in
from yifa.house.calendars import calendar_of
from yifa.house.models import Bureau, Post
from yifa.house.tenancy import using_bureau
from yifa.law.calendar import Calendar
from yifa.law.text import Bilingual
from yifa.postgres.snapshot import one_snapshot
from yifa.procedure import Procedure
from yifa.sealing import Locked, ring
from yifa.sealing.ring import Ring

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
        known = _Known(People(_departments(bureau), mandates_of(bureau.pk)), calendar_of(bureau), {})
        statement = _OF_CHANGED_CASES if since else _OF_CASES
        changed = (bureau.pk, since) if since else ()
        groups = (
            (case_id, list(group))
            for case_id, group in groupby(
                _rows(bureau, statement, (bureau.pk, *changed, keys.start, keys.stop)), attrgetter("case_id")
            )
        )
        while part := dict(islice(groups, CASES_AT_ONCE)):
            tables = _Tables.of(part)
            for case_id, rows in part.items():
                if unopened is not None:
                    _count_unopened(rows, unopened)
                yield from _compare_case(known, tables, case_id, rows)
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
class _Case:
    """What is compared of a case's row."""

    number: str
    procedure_key: str
    procedure_version: int
    procedure_hash: str
    version: int
    marking: dict[str, Any]
    closed_on: date | None
    department_id: int | None
    assignee_id: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the replays of one bureau's cases have in common. procedures: by their hashes, as they are found."""

    people: People
    calendar: Calendar
    procedures: dict[str, Procedure]

    def procedure(self, case: _Case) -> Procedure:
        """The procedure that a case runs under. Raises ProcedureMissing."""
        found = self.procedures.get(case.procedure_hash)
        if found is None:
            found = self.procedures[case.procedure_hash] = procedure_of_case(case)
        return found


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the tables say of some cases: their rows, what they owe by rule and lane, and their links by question and number."""

    cases: Mapping[int, _Case]
    owed: Mapping[int, Mapping[tuple[str, str], tuple[Any, ...]]]
    links: Mapping[int, Mapping[tuple[str, str], tuple[int, bool]]]

    @classmethod
    def of(cls, case_ids: Iterable[int]) -> _Tables:
        """Read in three queries, however many cases they are; the connection works for their bureau."""
        ids = list(case_ids)
        connection = connections[DEFAULT_DB_ALIAS]
        cases = {
            case_id: _Case(*rest)
            for case_id, *rest in Case.objects.filter(pk__in=ids).values_list(
                "id",
                "number",
                "procedure_key",
                "procedure_version",
                "procedure_hash",
                "version",
                "marking",
                "closed_on",
                "department_id",
                "assignee_id",
            )
        }
        owed: dict[int, dict[tuple[str, str], tuple[Any, ...]]] = {}
        rows = store.execute(
            connection,
            "select case_id, rule_id, lane, steps, since_on, due_on, amber_on, latest_on, is_promise, sort_on"
            " from cases_obligation where case_id = any(%s::bigint[])",
            (ids,),
        )
        for case_id, rule, lane, steps, *rest in rows:
            owed.setdefault(case_id, {})[rule, lane] = (tuple(steps), *rest)
        links: dict[int, dict[tuple[str, str], tuple[int, bool]]] = {}
        rows = store.execute(
            connection,
            "select l.from_case_id, l.question, c.number, l.log_position, l.is_current from cases_caselink l"
            " join cases_case c on c.id = l.to_case_id where l.from_case_id = any(%s::bigint[])",
            (ids,),
        )
        for case_id, question, number, position, is_current in rows:
            links.setdefault(case_id, {})[question, number] = (position, is_current)
        return cls(cases, owed, links)


def _count_unopened(rows: list[EntryRow], unopened: Unopened) -> None:
    for row in rows:
        for _, value in row.contents.values():
            if type(value) is Locked and value.key:
                unopened.answers += 1
                unopened.keys.add(value.key)


def compare_house(bureau: Bureau, since: int = 0) -> Iterator[Difference]:
    """Entries of no case: what stands beside them, and what is kept of their answers. since: of entries from this position on."""
    erased = _erased_of_house(bureau)
    for row in _rows(bureau, _OF_THE_HOUSE, (bureau.pk, since)):
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
    read: list[tuple[EntryRow, Entry]] = []
    for row in _rows(bureau, _ERASURES_OF_THE_HOUSE, (bureau.pk,)):
        try:
            read.append((row, read_soon(row.data)))
        except EvidenceError:
            continue  # told where all entries are read
    return _erased_by(read)


def _compare_case(known: _Known, tables: _Tables, case_id: int, rows: list[EntryRow]) -> Iterator[Difference]:
    case = tables.cases.get(case_id)
    if case is None:
        yield Difference(
            "",
            rows[0].position,
            Bilingual("记录中有此事项，表中没有。", "The case is in the log and not in the table."),
        )
        return
    read: list[tuple[EntryRow, Entry]] = []
    for row in rows:
        try:
            entry = read_soon(row.data)
        except EvidenceError as fault:
            yield Difference(case.number, row.position, fault.sentence)
            return
        yield from _compare_entry(case.number, row, entry)
        read.append((row, entry))
    # Each content has its commitment, or was told: only where they are not as many is one gone.
    lacking = [(row, entry) for row, entry in read if len(row.contents) != len(entry.answers) + entry.late]
    if lacking:
        erased = _erased_by(read)
        for row, entry in lacking:
            yield from _compare_kept(case.number, row, entry, erased.get(row.position, set()))
    if any(entry.case != case.number for _, entry in read):
        # Entries of another case stand here: what they say of this one means nothing.
        return
    try:
        replayed = replay(case, known.procedure(case), read, known.people)
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
    yield from _compare_owed(known.calendar, case, replayed, tables.owed.get(case_id, {}))
    yield from _compare_links(case, replayed, tables.links.get(case_id, {}))


def _compare_entry(case: str, row: EntryRow, entry: Entry) -> list[Difference]:
    found: list[Difference] = []
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
        found.append(
            Difference(
                case,
                row.position,
                Bilingual(
                    "记录旁的检索列与记录内容不符。", "The columns beside the entry differ from the entry."
                ),
            )
        )
    if leaf_hash(row.data) != row.stored_leaf:
        found.append(
            Difference(
                case,
                row.position,
                Bilingual("叶哈希与记录内容不符。", "The leaf hash is not that of the entry."),
            )
        )
    answers = entry.answers
    for key, (salt, value) in row.contents.items():
        commitment = entry.late_reason if key == LATE_REASON else answers.get(key)
        name = key.removeprefix(":")
        if type(value) is Locked and value.key and commitment is not None:
            # Without the key nothing can be said of it.
            continue
        if commitment is None or not _opens(commitment, name, value, salt):
            found.append(
                Difference(
                    case,
                    row.position,
                    Bilingual(
                        f"“{name}”的内容与记录中的承诺不符，已被改动。",
                        f"The content of {name} is not what was recorded.",
                    ),
                )
            )
    return found


def _erased_by(read: list[tuple[EntryRow, Entry]]) -> dict[int, set[str]]:
    """What acts of erasure took away of a case's entries: keys of their contents by position."""
    found: dict[int, set[str]] = {}
    for row, entry in read:
        if entry.kind == Kind.ERASURE:
            fields = row.contents.get("fields", ("", []))[1]
            for position in entry.refers:
                found.setdefault(position, set()).update(fields if isinstance(fields, list) else [])
    return found


def _compare_kept(case: str, row: EntryRow, entry: Entry, erased: set[str]) -> Iterator[Difference]:
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
    except (ValueError, TypeError):
        # Neither salt nor value has the form that an act gives them.
        return False


def _compare_row(case: _Case, replayed: Replayed) -> Iterator[Difference]:
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
    told, there = replayed.marking.to_json(), case.marking
    if told != there and not replayed.erased:
        # As JSON has it, and without what was erased.
        forgotten = tuple(replayed.forgotten)
        told = standing_marking(json.loads(json.dumps(told)), forgotten)
        there = standing_marking(there, forgotten)
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
    calendar: Calendar, case: _Case, replayed: Replayed, there: Mapping[tuple[str, str], tuple[Any, ...]]
) -> Iterator[Difference]:
    if replayed.erased:
        return
    should: dict[tuple[str, str], tuple[Any, ...]] = {}
    for row in owed_rows(calendar, case, replayed):
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
    case: _Case, replayed: Replayed, there: Mapping[tuple[str, str], tuple[int, bool]]
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


def _due(values: tuple[Any, ...] | None) -> str:
    if values is None:
        return "—"
    return "∞" if values[2] is None else str(values[2])


def _rows(bureau: Bureau, statement: str, parameters: tuple[Any, ...]) -> Iterator[EntryRow]:
    """Entries with what stands beside them, as they are read; a statement of this module."""
    keys = ring()
    for row in stream(bureau, statement, parameters, binary=True):
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
        ) = row
        yield EntryRow(
            position,
            case_id,
            version,
            step,
            kind,
            officer_id,
            late,
            data,
            leaf,
            _contents(contents, keys),
            happened_at,
            recorded_at,
        )


def _contents(text: str | None, keys: Ring) -> Mapping[str, tuple[str, Any]]:
    """What is kept of an entry's answers; where that has not the form that an act gives it, nothing that opens a commitment."""
    try:
        return from_text(text, keys)
    except (TypeError, ValueError, AttributeError):
        told = json.loads(text or "")
        return dict.fromkeys(told if isinstance(told, dict) else ["answers"], ("", None))


def _departments(bureau: Bureau) -> dict[str, str]:
    with using_bureau(bureau):
        return {
            f"p:{pk}": department_key(department_id)
            for pk, department_id in Post.everywhere.filter(bureau=bureau).values_list("pk", "department_id")
        }
