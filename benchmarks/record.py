"""The record's verification on a bureau that was really worked in, beside the bare hashing of the same bytes, in one run.

    python -m benchmarks.record [--entries 30000] [--proofs 20000] [--folder FOLDER]

Applications are taken from the first step to the last, with their register, letters and sealed answers, and their log is signed.
Then the whole record is verified as ``yifa record verify`` does it, by one process and by one for each core: entries against the
signed head, cases made anew, every row against its commitment, commitments against seals. The limit is a loop in one process
that does nothing but hash the same bytes: each entry once as a leaf and a node for it, each answer's commitment once, each row
once, each row's commitment once as a leaf and a node. What is asked of the database or read from the disk is not in it, and files
are read by neither. Beside the time by the clock stands that of the processors, of Yifa and of the database together, where one
process does it all.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.act import MATTERS, actors_of, cpu_of_servers, make_bureaus, open_one, server

CASES_IN_A_BATCH = 200
OPEN = 4
"""Every so manyth case stays where it waits for its examination."""


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def fill(bureau: Any, entries: int) -> None:
    """Take applications through, until there are so many entries."""
    from yifa.cases.acting.batch import Batch
    from yifa.parties.models import Party

    matter, actors = MATTERS["service"], actors_of(bureau)
    party = Party.everywhere.get(bureau=bureau)
    done = 0
    while done < entries:
        with Batch(bureau, now=datetime.now(UTC)) as batch:
            for number in range(CASES_IN_A_BATCH):
                case_id = open_one(matter, bureau, party, batch)
                steps = matter.steps[:1] if number % OPEN == 0 else matter.steps
                for step, who, answers in steps:
                    batch.act(case_id, step, actor=actors[who], answers=answers)
                done += 1 + len(steps)


def bytes_of(bureau: Any) -> tuple[list[bytes], list[bytes], list[bytes], int]:
    """What is hashed: entries, texts of answers' commitments, texts of rows, and how many commitments to rows there are."""
    from django.db import connection

    from yifa.cases.contents import from_text
    from yifa.cases.log.rows import protected, quoted
    from yifa.evidence.canonical import canonical

    with connection.cursor() as cursor:
        cursor.execute("select entry from log_entry where bureau_id = %s order by position", [bureau.pk])
        entries = [bytes(row[0]) for row in cursor.fetchall()]
        cursor.execute("select answers::text from act_content where bureau_id = %s", [bureau.pk])
        answers = [
            canonical(["yifa-commitment-v1", key, salt, value])
            for (text,) in cursor.fetchall()
            for key, (salt, value) in from_text(text).items()
        ]
        rows: list[bytes] = []
        for one in protected().values():
            if one.bureau:
                cursor.execute(
                    f"select yifa_row_text(%s, to_jsonb(t)) from {quoted(one.table)} t where {quoted(one.bureau)} = %s",
                    [one.table, bureau.pk],
                )
                rows += [bytes(16) + bytes(row[0]) for row in cursor.fetchall()]
        cursor.execute("select count(*) from row_commitment where bureau_id = %s", [bureau.pk])
        (commitments,) = cursor.fetchone()
    return entries, answers, rows, int(commitments)


def bare(entries: list[bytes], answers: list[bytes], rows: list[bytes], commitments: int) -> None:
    """Hash all of it, and nothing else."""
    left = bytes(32)
    for entry in entries:
        left = sha256(b"\x01" + left + sha256(b"\x00" + entry).digest()).digest()
    for text in answers:
        sha256(text).digest()
    for text in rows:
        sha256(text).digest()
    leaf = b"\x00" + b"x" * 120
    for _ in range(commitments):
        left = sha256(b"\x01" + left + sha256(leaf).digest()).digest()


def measure(bureau: Any, entries: int, proofs: int, cluster: Any) -> None:
    """Fill a bureau, verify its record, and print."""
    from yifa.cases.log.keys import ensure_key
    from yifa.cases.log.parts import parts_of_entries, parts_of_tables
    from yifa.cases.log.tree import inclusion_proof, integrate
    from yifa.cases.log.verification import RecordVerification, mark_of, verify, verify_changes
    from yifa.house.tenancy import using_bureau

    ensure_key(bureau)
    took = seconds(lambda: fill(bureau, entries))
    head = integrate(bureau, datetime.now(UTC))
    assert head is not None
    everything = bytes_of(bureau)
    hashed = seconds(lambda: bare(*everything))
    found: list[RecordVerification] = []
    print(
        f"{head.size:,} entries (made in {took:.0f} s), {len(everything[1]):,} answers, {len(everything[2]):,} rows,"
        f" {everything[3]:,} commitments to rows; parts: {len(parts_of_entries(head.size))} of entries,"
        f" {len(parts_of_tables(bureau))} of tables"
    )
    print(f"  {'limit: bare hashing of the same bytes':<52}{hashed:8.2f} s")
    cores = len(os.sched_getaffinity(0))
    for workers in sorted({1, cores}):
        for title, tables in (("entries against the signed head", False), ("the whole record", True)):
            alone = seconds(lambda: bare(*(everything if tables else (everything[0], [], [], 0))))  # noqa: B023
            begun = time.process_time() + cpu_of_servers(cluster)
            spent = seconds(
                lambda: found.append(verify(bureau, tables=tables, files=False, workers=workers))  # noqa: B023
            )
            cpu = time.process_time() + cpu_of_servers(cluster) - begun
            assert found[-1].ok, found[-1].sentences
            label = f"{title}, {workers} process{'es' if workers > 1 else ''}"
            by_cpu = f" ({alone / cpu:.2f} by CPU)" if workers == 1 else ""
            print(f"  {label:<52}{spent:8.2f} s   {alone / spent:6.2f} of the limit{by_cpu}")
    verify(bureau, workers=cores, keep_at=datetime.now(UTC))
    spent = seconds(lambda: found.append(verify(bureau, workers=cores, remembered=True)))
    assert found[-1].ok
    assert found[-1].known
    label = f"the same, unchanged cases not made anew, {cores}"
    print(f"  {label:<52}{spent:8.2f} s   {hashed / spent:6.2f} of the limit")
    mark = mark_of(bureau, head)
    fill(bureau, CASES_IN_A_BATCH * 6)
    integrate(bureau, datetime.now(UTC))
    spent = seconds(lambda: found.append(verify_changes(bureau, mark)))
    assert found[-1].ok, found[-1].sentences
    print(f"  {'what a day of 1,200 acts added, as every morning':<52}{spent:8.2f} s")
    draw = random.Random(head.size)
    with using_bureau(bureau):
        for title in ("inclusion proofs, nothing remembered yet", "inclusion proofs, the tree remembered"):
            positions = [draw.randrange(head.size) for _ in range(proofs)]
            spent = seconds(
                lambda: [inclusion_proof(bureau, position, head) for position in positions]  # noqa: B023
            )
            print(f"  {title:<52}{proofs / spent:8,.0f} /s")
    for title, who in (
        ("this process", resource.RUSAGE_SELF),
        ("the largest other", resource.RUSAGE_CHILDREN),
    ):
        print(f"  {'memory at most, of ' + title:<52}{resource.getrusage(who).ru_maxrss / 1024:8,.0f} MiB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--entries", type=int, default=30_000)
    parser.add_argument("--proofs", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=None, help="where the server's data lie")
    options = parser.parse_args()
    with server(options.folder) as (cluster, _):
        from yifa.house.tenancy import using_bureau

        (bureau,) = make_bureaus(1)
        with using_bureau(bureau):
            measure(bureau, options.entries, options.proofs, cluster)


if __name__ == "__main__":
    main()
