"""What stands beside the log: files on the disk, the procedures that were kept, and the acts that rows of registers name."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.files import path_of
from yifa.cases.log.differences import Difference
from yifa.cases.models import Case, File
from yifa.cases.registers.register import registry
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.procedure.compiled import CompiledDamaged, from_text

_CHUNK: Final = 1 << 20


def compare_procedures(bureau: Bureau) -> Iterator[Difference]:
    """Procedures that were kept for the bureau's cases and are not what their hashes say, or are gone."""
    hashes = Case.everywhere.filter(bureau=bureau).order_by("procedure_hash")
    for procedure_hash in hashes.values_list("procedure_hash", flat=True).distinct():
        text = store.kept_procedure(procedure_hash)
        if text is None:
            yield Difference(
                "",
                None,
                Bilingual(
                    f"事项所依据的程序文本（{procedure_hash[:12]}…）已被删除；程序文件一旦修改，这些事项就无法继续办理和重算。"
                    "请从备份恢复表 cases_keptprocedure。",
                    f"The text of the procedure that cases run under ({procedure_hash[:12]}…) is gone; once its file changes,"
                    " they can neither go on nor be made anew. Restore the table cases_keptprocedure from a backup.",
                ),
            )
            continue
        try:
            from_text(text, procedure_hash)
        except CompiledDamaged as damaged:
            yield Difference("", None, damaged.text)


def compare_register_links(bureau: Bureau) -> Iterator[Difference]:
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


def compare_files(bureau: Bureau, keys: range) -> Iterator[Difference]:
    """Files that are gone, or whose bytes changed, of the rows with these keys.

    Not of a snapshot: a file that is erased meanwhile is gone from the disk at once.
    """
    with using_bureau(bureau):
        rows = (
            File.everywhere.filter(bureau=bureau, erased_at__isnull=True)
            .select_related("case")
            .filter(pk__lt=keys.stop)
            .order_by("id")
        )
        last = keys.start - 1
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
