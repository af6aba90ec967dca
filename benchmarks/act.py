"""The act, end to end and durable, beside bare SQL that writes the same rows, in one run.

    python -m benchmarks.act [--seconds 4] [--clients 4] [--folder FOLDER]

Both write to one embedded PostgreSQL with fsync on: the act through ``yifa.cases.acting.act`` (read, rule, canonical entry,
commitments, one statement), bare SQL through psycopg with prepared statements into tables of the same columns and indexes,
without foreign keys, row-level security, triggers or functions, with values made beforehand. Each act is accept, examine,
review or grant of a case, in turn. Rates are told as ratios to bare SQL measured at the same time of day; the absolute
numbers are this machine's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import Any

SETTINGS = "yifa.conf.dev"
STEPS = ("accept", "examine", "review", "grant")
ANSWERS: dict[str, dict[str, Any]] = {
    "accept": {},
    "examine": {"opinion": "申请材料齐全，符合规定条件，建议准予。"},
    "review": {},
    "grant": {"certificate": "漯科许2020001"},
}
ROUNDS = 3
TABLES = (
    "log_head",
    "log_entry",
    "act_content",
    "cases_case",
    "cases_obligation",
    "cases_letter",
    "cases_counter",
)


@dataclass(frozen=True)
class Job:
    """What one client does: through the act or bare, on which cases of which bureau, for how long."""

    kind: str
    folder: str
    bureau_id: int
    case_ids: tuple[int, ...]
    seconds: float


def setup(folder: str) -> None:
    """Django on the benchmark's own server."""
    os.environ["YIFA_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["YIFA_LOG_LEVEL"] = "WARNING"
    import django

    django.setup()


def library() -> Any:
    """The permit that the tests walk: eleven steps, limits, a promise, a separation, letters."""
    from yifa.procedure.library import load_library

    return load_library(Path(__file__).resolve().parent.parent / "tests" / "cases" / "files")


@contextmanager
def founding(bureau: Any) -> Iterator[None]:
    """A bureau is entered with what the block makes, as one act: rows that are proved come in no other way."""
    from django.db import transaction

    from yifa.cases.actors import Actor
    from yifa.cases.orders.founding import FOUND_BUREAU
    from yifa.cases.orders.house_acts import enter_house

    with transaction.atomic():
        bureau.save(force_insert=True)
        yield
        enter_house(
            bureau,
            FOUND_BUREAU,
            actor=Actor.system(bureau),
            answers={"name": bureau.name},
            now=datetime(2019, 1, 1, tzinfo=UTC),
        )


def make_bureaus(count: int) -> list[Any]:
    """Bureaus with four officers each."""
    from yifa.house.models import Bureau, Department, Holding, Officer, Post
    from yifa.house.tenancy import using_bureau
    from yifa.parties.models import Party

    bureaus = []
    for number in range(count):
        bureau = Bureau(code=f"bench-{number}", name=f"基准局{number}", document_mark=f"基{number}")
        with founding(bureau), using_bureau(bureau):
            Party.everywhere.create(bureau=bureau, kind="enterprise", name="某科技有限公司")
            department = Department.everywhere.create(bureau=bureau, name="科")
            for name, powers in (
                ("甲", ["window", "examiner"]),
                ("乙", ["section-head"]),
                ("丙", ["head-of-organ"]),
            ):
                officer = Officer.everywhere.create(bureau=bureau, name=name)
                post = Post.everywhere.create(bureau=bureau, department=department, name=name, powers=powers)
                Holding.everywhere.create(bureau=bureau, officer=officer, post=post, from_on=date(2019, 1, 1))
        bureaus.append(bureau)
    return bureaus


def open_cases(bureau: Any, count: int) -> tuple[list[int], float]:
    """Cases opened in bulk, and the seconds that one act of it took."""
    from yifa.cases.acting.act import Actor
    from yifa.cases.acting.batch import Batch
    from yifa.cases.library import using_library
    from yifa.house.tenancy import using_bureau
    from yifa.parties.models import Party

    with using_bureau(bureau):
        party = Party.everywhere.get(bureau=bureau)
    start = time.perf_counter()
    with using_library(library()), Batch(bureau, now=datetime.now(UTC)) as batch:
        applicant = Actor.applicant(bureau=bureau)
        ids = [
            batch.open_case(
                "test-permit",
                "apply",
                actor=applicant,
                title=f"某科技有限公司的申请（{number}）",
                party=party,
                answers={"amount": 5_000_00, "contact": "联系人"},
            ).case_id
            for number in range(count)
        ]
    return ids, (time.perf_counter() - start) / count


def batch_acts(bureau: Any, case_ids: list[int]) -> float:
    """Seconds that one act takes where many are taken in one transaction; the same steps as the single acts."""
    from yifa.cases.acting.batch import Batch
    from yifa.cases.library import using_library

    actors = actors_of(bureau)
    start = time.perf_counter()
    with using_library(library()), Batch(bureau, now=datetime.now(UTC)) as batch:
        for at in range(0, len(case_ids), 100):
            part = case_ids[at : at + 100]
            batch.load(part)
            for case_id in part:
                for step in STEPS:
                    batch.act(case_id, step, actor=actors[step], answers=ANSWERS[step])
    return (time.perf_counter() - start) / (len(case_ids) * len(STEPS))


def actors_of(bureau: Any) -> dict[str, Any]:
    """Who takes each step."""
    from yifa.cases.acting.act import Actor
    from yifa.house.models import Officer
    from yifa.house.tenancy import using_bureau

    with using_bureau(bureau):
        clerk, chief, head = Officer.everywhere.filter(bureau=bureau).order_by("id")
    by = Actor.officer
    return {"accept": by(clerk), "examine": by(clerk), "review": by(chief), "grant": by(head)}


def run_act(job: Job) -> Callable[[], bool]:
    """One act at each call; False when the cases are used up."""
    from yifa.cases.acting.act import act
    from yifa.house.models import Bureau

    actors = actors_of(Bureau.objects.get(pk=job.bureau_id))
    work = ((case_id, step) for case_id in job.case_ids for step in STEPS)

    def once() -> bool:
        found = next(work, None)
        if found is None:
            return False
        case_id, step = found
        act(case_id, step, actor=actors[step], answers=ANSWERS[step], now=datetime.now(UTC))
        return True

    return once


BARE = {
    "head": "update bare_log_head set size = size + 1, recorded_at = %s where bureau_id = %s returning size",
    "case": "update bare_cases_case set marking = %s::jsonb, version = version + 1, closed_on = %s where id = %s",
    "entry": "insert into bare_log_entry (bureau_id, position, case_id, officer_id, happened_at, recorded_at, case_version,"
    " late, step, kind, leaf_hash, entry) values (%s, %s, %s, %s, %s, %s, %s, false, %s, 'act', %b, %b)",
    "content": "insert into bare_act_content (bureau_id, position, answers) values (%s, %s, %s::jsonb)",
    "drop": "delete from bare_cases_obligation where case_id = %s and rule_id = any (%s)",
    "owe": "insert into bare_cases_obligation (bureau_id, case_id, rule_id, lane, steps, since_on, due_on, amber_on, sort_on,"
    " is_promise) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
    "counter": "insert into bare_cases_counter (bureau_id, series, year, last) values (%s, %s, 2020, 1)"
    " on conflict (bureau_id, series, year) do update set last = bare_cases_counter.last + 1 returning last",
    "letter": "insert into bare_cases_letter (bureau_id, case_id, log_position, kind, mark, year, serial, issued_on)"
    " values (%s, %s, %s, %s, %s, 2020, %s, %s)",
}


def sample(case_id: int) -> dict[str, dict[str, Any]]:
    """What a finished case of the act left in the tables, step by step: the rows that bare SQL is to write."""
    from django.db import connection

    from yifa.cases import store

    found: dict[str, dict[str, Any]] = {}
    rows = store.execute(
        connection,
        "select e.step, e.leaf_hash, e.entry, c.answers::text, k.marking::text from log_entry e"
        " left join act_content c using (bureau_id, position) join cases_case k on k.id = e.case_id"
        " where e.case_id = %s::bigint",
        (case_id,),
    )
    for step, leaf, entry, answers, marking in rows:
        found[step] = {"leaf": bytes(leaf), "entry": bytes(entry), "answers": answers, "marking": marking}
    return found


def run_bare(job: Job, rows: dict[str, dict[str, Any]]) -> Callable[[], bool]:
    """The same rows, one transaction at each call, in as many statements as one would write."""
    import psycopg

    from yifa.postgres.cluster import OWNER, Cluster

    raw = psycopg.connect(
        Cluster(Path(job.folder) / "postgres").url(OWNER), autocommit=True, prepare_threshold=1
    )
    work = ((case_id, number, step) for case_id in job.case_ids for number, step in enumerate(STEPS, 2))
    day, due = date(2020, 3, 2), date(2020, 3, 30)

    def once() -> bool:
        found = next(work, None)
        if found is None:
            return False
        case_id, version, step = found
        row = rows[step]
        now = datetime.now(UTC)
        bureau = job.bureau_id
        with raw.transaction(), raw.cursor() as cursor:
            head = cursor.execute(BARE["head"], (now, bureau)).fetchone()
            assert head is not None
            position = head[0] - 1
            cursor.execute(BARE["case"], (row["marking"], day if step == "grant" else None, case_id))
            entry = (bureau, position, case_id, 1, now, now, version, step, row["leaf"], row["entry"])
            cursor.execute(BARE["entry"], entry)
            if row["answers"]:
                cursor.execute(BARE["content"], (bureau, position, row["answers"]))
            if step == "accept":
                cursor.execute(BARE["drop"], (case_id, ["test-law/answer-in-5"]))
                for rule in ("test-law/decide-in-20", "house/promised"):
                    owed = (
                        bureau,
                        case_id,
                        rule,
                        "p:head-of-organ",
                        ["grant", "refuse"],
                        day,
                        due,
                        due,
                        due,
                        False,
                    )
                    cursor.execute(BARE["owe"], owed)
            if step == "grant":
                cursor.execute(BARE["drop"], (case_id, ["test-law/decide-in-20", "house/promised"]))
            if step in ("accept", "grant"):
                serial = cursor.execute(BARE["counter"], (bureau, f"letter:{bureau}")).fetchone()
                assert serial is not None
                cursor.execute(
                    BARE["letter"], (bureau, case_id, position, "notice", str(bureau), serial[0], day)
                )
        return True

    return once


def client(job: Job, rows: dict[str, dict[str, Any]], gate: Barrier, results: Any) -> None:
    """A client process: warm up, wait for the others, work until the time is over."""
    setup(job.folder)
    from yifa.cases.library import using_library

    with using_library(library()):
        once = run_act(job) if job.kind == "act" else run_bare(job, rows)
        for _ in range(8):
            once()
        gate.wait(timeout=60)
        done = 0
        start = time.perf_counter()
        while time.perf_counter() - start < job.seconds and once():
            done += 1
        results.put((done, time.perf_counter() - start))


def rate(jobs: list[Job], rows: dict[str, dict[str, Any]]) -> tuple[float, int]:
    """Acts a second of all clients together, and how many there were."""
    context = get_context("spawn")
    gate = context.Barrier(len(jobs))
    results = context.Queue()
    clients = [context.Process(target=client, args=(job, rows, gate, results)) for job in jobs]
    for process in clients:
        process.start()
    found = [results.get(timeout=60 + jobs[0].seconds) for _ in jobs]
    for process in clients:
        process.join()
    return sum(done / seconds for done, seconds in found), sum(done for done, _ in found)


def make_bare_tables(cluster: Any) -> None:
    """Tables of the same columns and indexes, holding the same open cases, and nothing that guards them."""
    with cluster.connect("yifa_owner", "yifa") as raw:
        for table in TABLES:
            raw.execute(f"drop table if exists bare_{table}")
            raw.execute(f"create table bare_{table} (like {table} including all)")
    with cluster.connect("postgres", "yifa") as raw:
        for table in ("log_head", "log_entry", "act_content", "cases_case", "cases_obligation"):
            raw.execute(f"insert into bare_{table} select * from {table}")
        raw.execute(
            "select setval(pg_get_serial_sequence('bare_cases_obligation', 'id'), max(id)) from cases_obligation"
        )
        raw.execute("vacuum analyze")
        raw.execute("checkpoint")


def wal_at(cluster: Any) -> str:
    """Where the write-ahead log stands."""
    with cluster.connect() as raw:
        return str(raw.execute("select pg_current_wal_insert_lsn()").fetchone()[0])


def wal_bytes(cluster: Any, start: str) -> tuple[int, int]:
    """Bytes of write-ahead log since then: of records, and of the full pages that follow a checkpoint."""
    with cluster.connect("postgres", "yifa") as raw:
        raw.execute("create extension if not exists pg_walinspect")
        row = raw.execute(
            "select sum(record_size)::bigint, sum(fpi_size)::bigint from pg_get_wal_stats(%s, pg_current_wal_flush_lsn())",
            (start,),
        ).fetchone()
    return int(row[0]), int(row[1])


def sizes(cluster: Any, prefix: str) -> int:
    """Bytes of the tables that acts write, with their indexes."""
    with cluster.connect("postgres", "yifa") as raw:
        row = raw.execute(
            "select sum(pg_total_relation_size(name::regclass)) from unnest(%s::text[]) as name",
            ([f"{prefix}{table}" for table in TABLES],),
        ).fetchone()
    return int(row[0])


def parts(case_ids: list[int], count: int) -> Iterator[tuple[int, ...]]:
    """Cases shared out among clients."""
    for number in range(count):
        yield tuple(case_ids[number::count])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=6.0, help="for each rate, in three rounds")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument(
        "--folder", type=Path, default=None, help="where the server's data lie; a disk, not memory"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yifa-bench-", dir=options.folder or "/var/tmp"))
    folder.chmod(0o755)
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(folder / "postgres")
    try:
        measure(cluster, folder, options.seconds, options.clients)
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)


def measure(cluster: Any, folder: Path, seconds: float, clients: int) -> None:
    """The whole run on a fresh server."""
    setup(str(folder))
    from django.core.management import call_command
    from django.db import connection

    from yifa.house.tenancy import using_bureau

    call_command("migrate", verbosity=0)
    bureaus = make_bureaus(clients)
    needed = int(seconds * 700) + 50
    cases: dict[int, list[int]] = {}
    for bureau in bureaus:
        # Three turns of the act on the first bureau, one on the others.
        cases[bureau.pk], opening = open_cases(bureau, needed * (3 if bureau is bureaus[0] else 1))
    first = bureaus[0]
    with using_bureau(first):
        batch_seconds = batch_acts(first, cases[first.pk][: min(2000, needed // 2)])
        rows = sample(cases[first.pk][0])
    cases[first.pk] = cases[first.pk][min(2000, needed // 2) :]
    connection.close()
    make_bare_tables(cluster)

    third = len(cases[first.pk]) // 3
    turns = [cases[first.pk][at * third : (at + 1) * third] for at in range(3)]
    spread = [turns[1] if bureau is first else cases[bureau.pk] for bureau in bureaus]

    def jobs(kind: str, how: str, turn: int) -> list[Job]:
        def share(ids: list[int]) -> tuple[int, ...]:
            return tuple(ids[turn::ROUNDS])

        where, each = str(folder), seconds / ROUNDS
        if how == "one":
            return [Job(kind, where, first.pk, share(turns[0]), each)]
        if how == "apart":
            return [
                Job(kind, where, bureau.pk, share(ids), each)
                for bureau, ids in zip(bureaus, spread, strict=True)
            ]
        return [Job(kind, where, first.pk, part, each) for part in parts(list(share(turns[2])), clients)]

    print(f"{'':34}{'bare SQL':>12}{'act':>12}{'act : bare':>12}")
    single = 0.0
    costs: dict[str, list[float]] = {"bare": [], "act": []}
    for how, title in (
        ("one", "1 client"),
        ("apart", f"{clients} clients, bureaus of their own"),
        ("same", f"{clients} clients, one bureau"),
    ):
        rates: dict[str, list[float]] = {"bare": [], "act": []}
        # In turns, so that whatever else the machine does falls on both alike.
        for turn in range(ROUNDS):
            for kind, prefix in (("bare", "bare_"), ("act", "")):
                before, size = wal_at(cluster), sizes(cluster, prefix)
                found, count = rate(jobs(kind, how, turn), rows)
                rates[kind].append(found)
                if how == "one" and turn == 0:
                    records, pages = wal_bytes(cluster, before)
                    costs[kind] = [records / count, pages / count, (sizes(cluster, prefix) - size) / count]
        bare, acts = median(rates["bare"]), median(rates["act"])
        ratio = median(act / other for act, other in zip(rates["act"], rates["bare"], strict=True))
        print(f"{title:34}{bare:>10,.0f}/s{acts:>10,.0f}/s{ratio:>12.2f}")
        single = single or acts
    print(
        f"{'in bulk, one transaction':34}{'':12}{1 / batch_seconds:>10,.0f}/s{1 / batch_seconds / single:>11.1f}x a single act"
    )
    print(f"{'opening in bulk':34}{'':12}{1 / opening:>10,.0f}/s")
    for number, title in enumerate(
        ("WAL bytes each", "full pages after a checkpoint, each", "table and index bytes each")
    ):
        print(f"{title:34}{costs['bare'][number]:>12,.0f}{costs['act'][number]:>12,.0f}")
    entry = rows["examine"]
    print(f"{'one entry, bytes':34}{'':12}{len(entry['entry']):>12,}")


if __name__ == "__main__":
    main()
