"""``yifa record verify``: the whole log of a bureau against its signed head, and the tables against the log.

The log is read once in order through a cursor on the server, so that memory does not grow with it; then once more case by case.
All of it is read as of one moment: a bureau goes on working while its record is verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.files import path_of
from yifa.cases.log.log_tables import compare_log_tables
from yifa.cases.log.record import latest_head, public_key, stream
from yifa.cases.log.replay import Difference, Unopened, compare
from yifa.cases.log.row_proof import Compared, compare_rows, compare_seals
from yifa.cases.log.rows import protected
from yifa.cases.log.seals import waiting
from yifa.cases.models import Case, File
from yifa.cases.registers.register import registry
from yifa.evidence.merkle import TILE_WIDTH
from yifa.evidence.verify import Row, StoredTile, Verification, verify_stream
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.postgres.snapshot import one_snapshot
from yifa.procedure.compiled import CompiledDamaged, from_text

MAX_DIFFERENCES: Final = 100
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class RecordVerification:
    """What was found: the log against its head, and what the tables say otherwise.

    waiting: entries not under a head yet; unsealed: changes of rows that no seal covers yet. compared: the tables whose rows were
    compared, with their number. unopened: sealed answers that could not be opened without their key.
    """

    bureau: Bureau
    log: Verification | None
    differences: tuple[Difference, ...]
    more: int
    waiting: int
    unsealed: int = 0
    compared: tuple[Compared, ...] = ()
    unopened: Unopened = field(default_factory=Unopened)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return (self.log is None or self.log.ok) and not self.differences


def verify(bureau: Bureau, *, tables: bool = True, files: bool = True) -> RecordVerification:
    """Verify a bureau's record. tables: also make every case anew from the log and compare. files: also read every file.

    Raises RecordProblem where entries are under a head and the public key is gone.
    """
    log = None
    found: list[Difference] = []
    compared: list[Compared] = []
    unopened = Unopened()
    more = 0

    def take(differences: Iterator[Difference]) -> None:
        nonlocal more
        for difference in differences:
            if len(found) < MAX_DIFFERENCES:
                found.append(difference)
            else:
                more += 1

    with one_snapshot():
        head = latest_head(bureau)
        with using_bureau(bureau):
            size, _ = store.head(bureau.pk)
        if head is not None:
            log = verify_stream(_rows(bureau, head.size), head.note, [public_key(bureau)], _stored(bureau))
        if tables:
            take(compare(bureau, unopened))
            take(_register_links(bureau))
            take(_procedures(bureau))
            take(compare_log_tables(bureau, head))
            take(compare_seals(bureau))
            for table in protected():
                one, differences = compare_rows(bureau, table)
                compared.append(one)
                take(iter(differences))
    if files:
        # Not of the snapshot: a file that is erased meanwhile is gone from the disk at once.
        take(_files(bureau))
    return RecordVerification(
        bureau,
        log,
        tuple(found),
        more,
        size - (head.size if head is not None else 0),
        waiting(bureau),
        tuple(compared),
        unopened,
    )


def _rows(bureau: Bureau, size: int) -> Iterator[Row]:
    rows = stream(
        bureau,
        "select position, entry, leaf_hash from log_entry where bureau_id = %s and position < %s order by position",
        (bureau.pk, size),
    )
    for position, entry, leaf in rows:
        yield Row(position, bytes(entry), bytes(leaf))


def _stored(bureau: Bureau) -> StoredTile:
    """Reads full tiles as they are stored; the right edge is not, and is left to the root."""

    def tile(level: int, index: int, width: int) -> bytes | None:
        if width < TILE_WIDTH:
            return None
        with using_bureau(bureau):
            row = store.execute(
                connections[DEFAULT_DB_ALIAS],
                "select hashes from log_tile where bureau_id = %s::bigint and level = %s::smallint and index = %s::bigint",
                (bureau.pk, level, index),
            ).fetchone()
        # A missing tile is a fault like a changed one.
        return b"" if row is None else bytes(row[0])

    return tile


def _procedures(bureau: Bureau) -> Iterator[Difference]:
    """Procedures that were kept for the bureau's cases and are not what their hashes say."""
    hashes = Case.everywhere.filter(bureau=bureau).order_by("procedure_hash")
    for procedure_hash in hashes.values_list("procedure_hash", flat=True).distinct():
        text = store.kept_procedure(procedure_hash)
        try:
            if text is not None:
                from_text(text, procedure_hash)
        except CompiledDamaged as damaged:
            yield Difference("", None, damaged.text)


def _register_links(bureau: Bureau) -> Iterator[Difference]:
    """Rows of registers whose act is not in the log, or is another case's."""
    with using_bureau(bureau):
        for register in registry.values():
            table = connections[DEFAULT_DB_ALIAS].ops.quote_name(register._meta.db_table)  # noqa: SLF001
            rows = store.execute(
                connections[DEFAULT_DB_ALIAS],
                f"select r.id, r.log_position from {table} r"  # noqa: S608  (the name of our own table)
                " left join log_entry e on e.bureau_id = r.bureau_id and e.position = r.log_position"
                " where r.bureau_id = %s::bigint"
                " and (e.position is null or (r.case_id is not null and e.case_id is distinct from r.case_id)) limit 100",
                (bureau.pk,),
            ).fetchall()
            for row_id, position in rows:
                yield Difference(
                    "",
                    position,
                    Bilingual(
                        f"登记簿“{register.title.zh}”第 {row_id} 行所指的第 {position} 条记录不存在或属于其他事项。",
                        f"Row {row_id} of the register “{register.title.en}” refers to entry {position}, which is not its own.",
                    ),
                )


def _files(bureau: Bureau) -> Iterator[Difference]:
    """Files that are gone, or whose bytes changed."""
    with using_bureau(bureau):
        rows = (
            File.everywhere.filter(bureau=bureau, erased_at__isnull=True)
            .select_related("case")
            .order_by("id")
        )
        last = 0
        while part := list(rows.filter(id__gt=last)[:500]):
            last = part[-1].pk
            for file in part:
                digest = _digest(file)
                if digest != file.digest and rows.filter(pk=file.pk).exists():
                    what = (
                        Bilingual("不在存储中", "is not in the store")
                        if digest is None
                        else Bilingual("内容已被改动", "was changed")
                    )
                    yield Difference(
                        file.case.number,
                        file.log_position,
                        Bilingual(f"文件“{file.name}”{what.zh}。", f"The file {file.name!r} {what.en}."),
                    )


def _digest(file: File) -> str | None:
    hashed = sha256()
    try:
        with path_of(file.digest).open("rb") as source:
            while chunk := source.read(_CHUNK):
                hashed.update(chunk)
    except FileNotFoundError:
        return None
    return hashed.hexdigest()
