"""The record: a bureau's log as people use it — receipts, timelines, proofs, exports — without a way to change it.

Everything here can be checked by somebody who does not trust Yifa: receipts and exported folders need only the bureau's public
key (``yifa.evidence``, or any client of transparency logs).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yifa.cases import store
from yifa.cases.acting.composing import LATE_REASON
from yifa.cases.acting.handling import TITLES as DESK_TITLES
from yifa.cases.contents import from_text
from yifa.cases.errors import NoSuchCase, RecordProblem
from yifa.cases.library import procedure_of_case
from yifa.cases.log.keys import ensure_key, has_key, make_key, public_key
from yifa.cases.log.tree import (
    SignedHead,
    consistency_proof,
    head_of_size,
    inclusion_proof,
    integrate,
    latest_head,
)
from yifa.cases.models import Case, File, Letter
from yifa.cases.told.mandates import absent_names
from yifa.evidence.entries import Entry, Kind
from yifa.evidence.receipts import Opening, Receipt
from yifa.evidence.tiles import Exported
from yifa.evidence.tiles import export as export_folder
from yifa.house.acting import number_in
from yifa.house.models import Bureau, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure import Marking, Procedure, Question
from yifa.sealing import Locked

__all__ = [
    "SignedHead",
    "TimelineAnswer",
    "TimelineEntry",
    "consistency_proof",
    "ensure_key",
    "entries",
    "export",
    "has_key",
    "head_of_size",
    "inclusion_proof",
    "integrate",
    "latest_head",
    "make_key",
    "position_in_case",
    "public_key",
    "receipt",
    "timeline",
]

_ROWS_AT_ONCE: Final = 2048

ERASE: Final = "erase"
ERASE_PERSON: Final = "erase-person"
_ERASURES: Final = {
    ERASE: Bilingual("删除内容", "Erase content"),
    ERASE_PERSON: Bilingual("删除个人信息", "Erase a person"),
}
_NO_POST: Final = Bilingual("", "")


def receipt(
    bureau: Bureau, position: int, *, with_answers: bool = False, now: datetime | None = None
) -> Receipt:
    """The receipt of an entry under the latest signed head.

    with_answers: open the answers that are not erased, for whoever may see them. now: sign a new head first where the entry is
    not under one yet. Raises RecordProblem where it is not there, or not under a head.
    """
    with using_bureau(bureau):
        head = latest_head(bureau)
        if now is not None and (head is None or head.size <= position):
            head = integrate(bureau, now)
        row = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select e.entry, c.answers::text from log_entry e left join act_content c using (bureau_id, position)"
            " where e.bureau_id = %s::bigint and e.position = %s::bigint",
            (bureau.pk, position),
        ).fetchone()
        if row is None:
            raise RecordProblem(
                zh=f"“{bureau.name}”的记录中没有第 {position} 条。",
                en=f"The log of “{bureau.title.en}” has no entry {position}.",
            )
        if head is None or head.size <= position:
            raise RecordProblem(
                zh=f"第 {position} 条记录尚未列入已签名的检查点，请稍后再取凭证。",
                en=f"Entry {position} is not under a signed checkpoint yet; fetch the receipt a little later.",
            )
        openings = _openings(from_text(row[1])) if with_answers else {}
        if openings:
            closed = _sealed_in(bureau, Entry.read(bytes(row[0])).case)
            openings = {key: one for key, one in openings.items() if key not in closed}
        return Receipt(
            entry=bytes(row[0]),
            index=position,
            proof=tuple(inclusion_proof(bureau, position, head)),
            checkpoint=head.note,
            vkey=public_key(bureau),
            openings=openings,
        )


def _openings(answers: Mapping[str, Any]) -> dict[str, Opening]:
    return {
        key: Opening(value, bytes.fromhex(salt))
        for key, (salt, value) in answers.items()
        if key != LATE_REASON and not isinstance(value, Locked)
    }


def _sealed_in(bureau: Bureau, number: str | None) -> frozenset[str]:
    case = Case.everywhere.filter(bureau=bureau, number=number).first() if number else None
    return frozenset() if case is None else sealed_now(case, procedure_of_case(case))


def sealed_now(case: Case, procedure: Procedure) -> frozenset[str]:
    """The questions of a case whose answers nobody is shown yet: the step that opens them was not taken."""
    waiting = {
        key: one.sealed for step in procedure.steps.values() for key, one in step.asks.items() if one.sealed
    }
    if not waiting:
        return frozenset()
    done = Marking.from_json(case.marking).done
    return frozenset(key for key, step in waiting.items() if step not in done)


def position_in_case(case: Case, case_version: int) -> int:
    """Where the n-th entry of a case stands in the log, n from 1. Raises RecordProblem where there is none."""
    with using_bureau(case.bureau_id):
        row = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select position from log_entry where case_id = %s::bigint and case_version = %s::integer",
            (case.pk, case_version),
        ).fetchone()
    if row is None:
        raise RecordProblem(
            zh=f"事项 {case.number} 没有第 {case_version} 条记录，共有 {case.version} 条。",
            en=f"The case {case.number} has no entry {case_version}; it has {case.version}.",
        )
    return int(row[0])


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """One answer of an entry, with the question it answers; ``erased`` where its content is gone and its proof stays; ``sealed``
    where nobody is shown it yet."""

    key: str
    label: Bilingual
    value: Any
    question: Question | None
    erased: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a case for its reader. done_for: in whose place it was done (several, where co-signers too). proved: it is
    under a signed head, so that a receipt can be had."""

    position: int
    case_version: int
    step: str
    kind: str
    title: Bilingual
    officer: str
    post: Bilingual
    by_applicant: bool
    co_signers: tuple[str, ...]
    done_for: str
    happened_at: datetime
    recorded_at: datetime
    late: bool
    late_reason: str
    answers: tuple[TimelineAnswer, ...]
    files: tuple[File, ...]
    letter: Letter | None
    proved: bool
    leaf_hash: str
    refers: tuple[int, ...] = field(default=())


def timeline(case: Case, *, newest_first: bool = False) -> tuple[TimelineEntry, ...]:
    """Every entry of a case with its content, files and letters: seven queries, however long the case is."""
    bureau = case.bureau
    procedure = procedure_of_case(case)
    with using_bureau(bureau):
        head = latest_head(bureau)
        rows = store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select e.position, e.case_version, e.entry, c.answers::text, e.leaf_hash from log_entry e"
            " left join act_content c using (bureau_id, position)"
            " where e.case_id = %s::bigint order by e.case_version",
            (case.pk,),
        ).fetchall()
        read = [
            (position, version, Entry.read(bytes(data)), from_text(answers), bytes(leaf))
            for position, version, data, answers, leaf in rows
        ]
        officers, posts = _names(entry for _, _, entry, _, _ in read)
        files: dict[int, list[File]] = {}
        for file in File.everywhere.filter(case=case).order_by("log_position", "place"):
            files.setdefault(file.log_position, []).append(file)
        absent = absent_names(
            bureau.pk,
            {
                position
                for _, _, entry, _, _ in read
                if entry.kind in (Kind.ACT, Kind.DESK)
                for position in entry.refers
            },
        )
        letters = {letter.log_position: letter for letter in Letter.everywhere.filter(case=case)}
    proved_below = 0 if head is None else head.size
    found = []
    closed = sealed_now(case, procedure)
    for position, version, entry, content, leaf in read:
        step = procedure.steps.get(entry.step)
        asks = step.asks if step is not None else {}
        found.append(
            TimelineEntry(
                position=position,
                case_version=version,
                step=entry.step,
                kind=entry.kind,
                title=step.title if step is not None else title_of(entry.step),
                officer=officers.get(entry.officer or "", ""),
                post=posts.get(entry.post or "", _NO_POST),
                by_applicant=entry.actor.value == "applicant",
                co_signers=tuple(officers.get(one.officer, "") for one in entry.co_signers),
                done_for="、".join(absent[one] for one in entry.refers if one in absent),
                happened_at=entry.happened_at,
                recorded_at=entry.recorded_at,
                late=entry.late,
                late_reason=content[LATE_REASON][1] if LATE_REASON in content else "",
                answers=tuple(
                    TimelineAnswer(
                        key,
                        asks[key].label if key in asks else Bilingual(key, key.replace("_", " ")),
                        content[key][1] if key in content and key not in closed else None,
                        asks.get(key),
                        erased=key not in content,
                        sealed=key in closed,
                    )
                    for key in (*(key for key in asks if key in entry.answers), *_others(entry, asks))
                ),
                files=tuple(files.get(position, ())),
                letter=letters.get(position),
                proved=position < proved_below,
                leaf_hash=leaf.hex(),
                refers=entry.refers,
            )
        )
    return tuple(reversed(found)) if newest_first else tuple(found)


_named: Final[dict[str, Bilingual]] = {}


def name_steps(titles: Mapping[str, Bilingual]) -> None:
    """Name the steps of acts of the house that rooms above this one enter."""
    _named.update(titles)


def title_of(step: str) -> Bilingual:
    """The name of a step that belongs to no procedure: a desk act, an erasure, an act of the house."""
    from yifa.cases.log.resealing import TITLES as RESEAL_TITLES
    from yifa.cases.log.rows import TITLES as ROW_TITLES
    from yifa.cases.log.seals import TITLES as SEAL_TITLES
    from yifa.cases.orders.deputy_acts import TITLES as DEPUTY_TITLES
    from yifa.cases.orders.founding import TITLES as FOUNDING_TITLES
    from yifa.cases.orders.house_acts import TITLES as HOUSE_TITLES
    from yifa.cases.orders.house_approval import TITLES as APPROVAL_TITLES
    from yifa.cases.orders.house_orders import TITLES as ORDER_TITLES
    from yifa.cases.orders.parameter_acts import TITLES as PARAMETER_TITLES
    from yifa.cases.orders.party_acts import TITLES as PARTY_TITLES
    from yifa.cases.orders.witness_orders import TITLES as WITNESS_TITLES

    known = (
        DESK_TITLES.get(step)
        or HOUSE_TITLES.get(step)
        or ORDER_TITLES.get(step)
        or APPROVAL_TITLES.get(step)
        or DEPUTY_TITLES.get(step)
        or FOUNDING_TITLES.get(step)
        or PARAMETER_TITLES.get(step)
        or WITNESS_TITLES.get(step)
        or PARTY_TITLES.get(step)
        or _named.get(step)
        or SEAL_TITLES.get(step)
        or ROW_TITLES.get(step)
        or RESEAL_TITLES.get(step)
    )
    return known or _ERASURES.get(step) or Bilingual(step, step.replace("-", " "))


def _others(entry: Entry, asks: Mapping[str, Question]) -> list[str]:
    return [key for key in entry.answers if key not in asks]


def _names(read: Iterator[Entry] | Any) -> tuple[dict[str, str], dict[str, Bilingual]]:
    officers: set[str] = set()
    posts: set[str] = set()
    for entry in read:
        officers.update(one for one in (entry.officer, *(each.officer for each in entry.co_signers)) if one)
        if entry.post:
            posts.add(entry.post)
    by_officer = dict(Officer.everywhere.filter(pk__in=map(number_in, officers)).values_list("pk", "name"))
    by_post = {post.pk: post.title for post in Post.everywhere.filter(pk__in=map(number_in, posts))}
    return (
        {key: by_officer.get(number_in(key), "") for key in officers},
        {key: by_post.get(number_in(key), _NO_POST) for key in posts},
    )


def entries(bureau: Bureau, size: int) -> Iterator[bytes]:
    """The first ``size`` entries of the log in order, through a cursor on the server: memory does not grow with the log."""
    for row in stream(
        bureau,
        "select entry from log_entry where bureau_id = %s and position < %s order by position",
        (bureau.pk, size),
    ):
        yield bytes(row[0])


def stream(
    bureau: Bureau, statement: str, parameters: tuple[Any, ...], *, binary: bool = False
) -> Iterator[tuple[Any, ...]]:
    """Rows through a cursor on the server, some thousand at a time, within a transaction of its own.

    binary: sent as they are kept, which takes half the time for bytes.
    """
    with transaction.atomic(), using_bureau(bureau):
        connection = connections[DEFAULT_DB_ALIAS]
        connection.ensure_connection()
        with connection.connection.cursor(name=f"yifa_{uuid4().hex}") as cursor:
            cursor.execute(statement, parameters, binary=binary)
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from rows


def export(bureau: Bureau, folder: Path, now: datetime | None = None) -> Exported:
    """Write the bureau's whole log as a tlog-tiles folder, up to the latest signed head (a new one, where ``now`` is given).

    Raises RecordProblem for an empty log or one without a head, FolderError where the folder is not empty.
    """
    head = latest_head(bureau) if now is None else integrate(bureau, now)
    if head is None:
        raise RecordProblem(
            zh=f"“{bureau.name}”的记录还没有已签名的检查点，没有可导出的内容。",
            en=f"The log of “{bureau.title.en}” has no signed checkpoint yet; there is nothing to export.",
        )
    return export_folder(folder, entries(bureau, head.size), head.note, public_key(bureau))


def find_case(bureau: Bureau, number: str) -> Case:
    """The case with this number. Raises NoSuchCase."""
    with using_bureau(bureau):
        found = Case.objects.select_related("bureau").filter(number=number.strip()).first()
    if found is None:
        raise NoSuchCase(number)
    return found
