"""The log's own tables against the entries: the head, the stored tiles, every signed head, and the numbers that were given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.cases import store
from yifa.cases.acting.numbers import letter_series
from yifa.cases.log.differences import Difference
from yifa.cases.log.keys import public_key
from yifa.cases.log.record import stream
from yifa.cases.log.tree import SignedHead, tiles_of
from yifa.evidence.checkpoints import open_checkpoint
from yifa.evidence.faults import EvidenceError, ProofError
from yifa.evidence.merkle import TILE_HEIGHT, Nodes, tile_root, tree_root
from yifa.house.models import Bureau, Officer, login_seal
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual

_MOST: Final = 100


def compare_log_tables(
    bureau: Bureau, head: SignedHead | None, *, whole: bool = True
) -> Iterator[Difference]:
    """Every difference; in the caller's snapshot. head: the latest signed one, whose tree is verified elsewhere.

    whole: also every tile and every signed head that there ever was.
    """
    with using_bureau(bureau):
        yield from _head(bureau)
        if whole:
            yield from _tiles(bureau, 0 if head is None else head.size)
            yield from _checkpoints(bureau)
        yield from _counters(bureau)
        yield from _logins(bureau)


def _head(bureau: Bureau) -> Iterator[Difference]:
    size, recorded_at = store.head(bureau.pk)
    row = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select count(*), coalesce(max(position) + 1, 0), max(recorded_at) from log_entry where bureau_id = %s::bigint",
        (bureau.pk,),
    ).fetchone()
    if row is not None and row != (size, size, recorded_at):
        yield Difference(
            "",
            None,
            Bilingual(
                f"日志头记为 {size} 条，实有 {row[0]} 条，最后一条为第 {row[1] - 1} 条。",
                f"The head of the log counts {size} entries; there are {row[0]}, the last one {row[1] - 1}.",
            ),
        )


def _logins(bureau: Bureau) -> Iterator[Difference]:
    """Log-ins against what the officers' rows, which are proved, say that they were when an act last wrote them."""
    for officer in (
        Officer.everywhere.filter(bureau=bureau, user__isnull=False).select_related("user").order_by("pk")
    ):
        if officer.login_seal != login_seal(officer.user):
            yield Difference(
                "",
                None,
                Bilingual(
                    f"{officer.name}的登录账号（用户名、密码或启用状态）与办理时写入的不符，已被改动。",
                    f"The log-in of {officer.name} (name, password or whether it is open) is not what an act wrote.",
                ),
            )


def _tiles(bureau: Bureau, size: int) -> Iterator[Difference]:
    rows = stream(
        bureau,
        "select level, index, hashes, root from log_tile where bureau_id = %s order by level, index",
        (bureau.pk,),
    )
    count = 0
    for level, index, hashes, root in rows:
        count += 1
        if (index + 1) << (TILE_HEIGHT * (level + 1)) > size or tile_root(bytes(hashes)) != bytes(root):
            yield Difference(
                "",
                None,
                Bilingual(
                    f"哈希树第 {level} 层第 {index} 块与记录不符：多余，或它的根被改动。",
                    f"Tile {index} of level {level} is not the log's: it is beyond the head, or its root was changed.",
                ),
            )
    whole = sum(size >> (TILE_HEIGHT * (level + 1)) for level in range(8))
    if count != whole:
        yield Difference(
            "",
            None,
            Bilingual(
                f"哈希树应有 {whole} 个整块，实有 {count} 个。",
                f"{count} full tiles are stored instead of {whole}.",
            ),
        )


def _checkpoints(bureau: Bureau) -> Iterator[Difference]:
    rows = store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select size, root, note from log_checkpoint where bureau_id = %s::bigint order by size",
        (bureau.pk,),
    ).fetchall()
    if not rows:
        return
    keys = [public_key(bureau)]
    nodes = Nodes(tiles_of(bureau.pk), max(row[0] for row in rows))
    for size, root, note in rows:
        try:
            signed = open_checkpoint(note, keys)
            is_sound = (signed.size, signed.root) == (size, bytes(root)) and tree_root(
                size, nodes
            ) == signed.root
        except (EvidenceError, ProofError):
            is_sound = False
        if not is_sound:
            yield Difference(
                "",
                None,
                Bilingual(
                    f"第 {size} 条处的检查点不是本机关对这些记录的签名。",
                    f"The checkpoint over {size} entries is not the bureau's signature over them.",
                ),
            )


def _counters(bureau: Bureau) -> Iterator[Difference]:
    """Numbers follow each other without gaps, so that the last one given is the highest that there is."""
    there = {
        (series, year): last
        for series, year, last in store.execute(
            connections[DEFAULT_DB_ALIAS],
            "select series, year, last from cases_counter where bureau_id = %s::bigint and last > 0",
            (bureau.pk,),
        )
    }
    should: dict[tuple[str, int], int] = {}
    for mark, year, last in store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select mark, year, max(serial) from cases_letter where bureau_id = %s::bigint group by 1, 2",
        (bureau.pk,),
    ):
        should[letter_series(mark), year] = last
    for year, middle, last in store.execute(
        connections[DEFAULT_DB_ALIAS],
        "select split_part(number, '-', 1), split_part(number, '-', 2), max(nullif(split_part(number, '-', 3), '')::bigint)"
        " from cases_case where bureau_id = %s::bigint and number ~ '^[0-9]{4}-[^-]+-[0-9]+$' group by 1, 2",
        (bureau.pk,),
    ):
        should[f"case:{middle}", int(year)] = last
    for series, year in sorted({*there, *should}):
        if series.startswith(("case:", "letter:")) and there.get((series, year)) != should.get(
            (series, year)
        ):
            yield Difference(
                "",
                None,
                Bilingual(
                    f"号段“{series}”{year} 年的末号为 {there.get((series, year))}，"
                    f"已给出的最后一号为 {should.get((series, year))}。",
                    f"The last number of {series} in {year} is {there.get((series, year))}; the last one given is"
                    f" {should.get((series, year))}.",
                ),
            )
