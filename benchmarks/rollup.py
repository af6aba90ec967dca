"""Adding up many bureaus: packages opened and summed, beside a bare statement over the same files.

    python -m benchmarks.rollup [BUREAUS] [SPARK_MASTER]

Made-up facts: so many bureaus (300 by default), five years, 2,000 records a year each. Every package is signed and has leaves.
Printed: what it takes to open the packages (signatures and digests), what all the sums take (with medians, growth, reports and
what cannot be compared), and a bare scan of the same files that groups them in the same way and counts, adds and tells parties
apart; with Spark's time for the same sums where a master is named, and whether both engines' results have one digest.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import duckdb

from yifa.evidence.checkpoints import Checkpoint, Ed25519Signer, origin_of, sign
from yifa.evidence.merkle import TreeBuilder
from yifa.rollup import engines, packages, schema, sums

YEARS = (2021, 2022, 2023, 2024, 2025)
RECORDS = 2000
INDICATORS = 60
ENTRIES = len(YEARS) * RECORDS

Made = TypeVar("Made")


def main() -> None:
    bureaus = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    master = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory(prefix="yifa-rollup-") as place:
        root = Path(place)
        _timed("make", lambda: make(root / "packages", bureaus))
        folders = packages.find_packages([root / "packages"])
        taken, opening = _timed("open packages", lambda: sums.take(folders))
        assert len(taken.packages) == bureaus
        _rows, raw = _timed("raw scan and group", lambda: scan(taken))
        found, summing = _timed("sums (DuckDB)", lambda: add_up(taken, "duckdb", "", root))
        print(f"{bureaus} bureaus, {bureaus * ENTRIES:,} facts, {len(found.sums.rows):,} sums")
        print(f"sums / raw scan-and-group {summing / raw:.2f}; with opening {(summing + opening) / raw:.2f}")
        if master:
            other, clustered = _timed(f"sums (Spark, {master})", lambda: add_up(taken, "spark", master, root))
            print(f"Spark / DuckDB {clustered / summing:.1f}; one digest: {other.digest == found.digest}")


def _timed(name: str, work: Callable[[], Made]) -> tuple[Made, float]:
    start, cpu = time.perf_counter(), time.process_time()
    made = work()
    wall = time.perf_counter() - start
    print(f"{name:<28} {wall:8.2f} s wall {time.process_time() - cpu:8.2f} s CPU", flush=True)
    return made, wall


def scan(taken: sums.Taken) -> int:
    """What the files cost whoever adds them up without anything else."""
    engine = engines.DuckDB()
    engine.tables({"facts": [one.file(schema.FACTS) for one in taken.packages]})
    of = ", ".join(
        f"('{one.manifest.bureau}', '{one.manifest.division[:4]}', 'city')" for one in taken.packages
    )
    engine.define("bureaus", f"SELECT * FROM (VALUES {of}) AS t(bureau, division, level)")
    _columns, rows = engine.rows(
        "SELECT division, level, indicator, year, part, count(*), sum(amount), count(DISTINCT party)"
        " FROM facts JOIN bureaus USING (bureau) GROUP BY GROUPING SETS ((division, level, indicator, year),"
        " (indicator, part, year), (indicator, year)) ORDER BY ALL"
    )
    engine.close()
    return len(rows)


def add_up(taken: sums.Taken, engine: str, master: str, scratch: Path) -> sums.Sums:
    """The sums by one engine, started anew."""
    with engines.engine(engine, master=master, memory="4GB", scratch=scratch) as running:
        return sums.add_up(taken, running, "city", scratch)


def make(root: Path, bureaus: int) -> None:
    """Packages of made-up facts, each signed by a key of its own."""
    leaves = [sha256(number.to_bytes(8, "big")).digest() for number in range(ENTRIES)]
    tree = TreeBuilder()
    tree.append(leaves)
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE shape AS SELECT i AS position, 2021 + i // {RECORDS} AS year, i % {INDICATORS} AS kind"
            f" FROM range({ENTRIES}) t(i)"
        )
        for number in range(1, bureaus + 1):
            folder = root / f"b{number:05}"
            folder.mkdir(parents=True)
            code = folder.name
            for table, select in _selects(code, number).items():
                names = ", ".join(f"c{at}::{one.type} AS {one.name}" for at, one in enumerate(table.columns))
                given = ", ".join(f"c{at}" for at in range(len(table.columns)))
                connection.execute(
                    f"COPY (SELECT {names} FROM ({select}) AS t({given})) TO '{folder / table.file}'"
                    " (FORMAT parquet, COMPRESSION zstd)"
                )
            (folder / schema.LEAVES).write_bytes(b"".join(leaves))
            signer = Ed25519Signer.generate(origin_of("made.invalid", code))
            head = Checkpoint(signer.name, ENTRIES, tree.root())
            manifest = packages.Manifest(
                schema.VERSION,
                code,
                code,
                code,
                f"{11 + number % 31}{number % 20:02}00",
                "city",
                YEARS,
                date(2026, 3, 31),
                "k",
                ENTRIES,
                tree.root().hex(),
                {
                    name: packages.digest_of(folder / name)
                    for name in [*(one.file for one in schema.TABLES), schema.LEAVES]
                },
            )
            packages.write_package(folder, manifest, sign(head, signer), signer.vkey, signer)


def _selects(code: str, number: int) -> dict[schema.Table, str]:
    return {
        schema.FACTS: f"SELECT '{code}', 'made.i' || kind, year,"
        " CASE kind % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE '' END, position, 0, NULL,"
        f" CASE WHEN kind % 2 = 0 THEN hash(position + {number}) % 100000000 END,"
        f" CASE WHEN kind % 5 = 0 THEN position % 3 = 0 END, (hash(position * 7 + {number}) % 2000000)::BIGINT,"
        f" hash(position + 3 * {number}) % 60 FROM shape",
        schema.FIGURES: f"SELECT '{code}', 'made.i' || kind, year, '*', count(*), count(*), 'records', false, false"
        " FROM shape GROUP BY kind, year",
        schema.INDICATORS: f"SELECT DISTINCT '{code}', 'made.i' || kind, 'count', 0, 0, 'item', 'flow', 'd', 't', 't',"
        " 's', 's', '件', 'items' FROM shape",
        schema.REPORTS: f"SELECT DISTINCT '{code}', year, NULL, make_date(year + 1, 3, 20) FROM shape",
    }


if __name__ == "__main__":
    main()
