"""The act, end to end and durable, beside bare SQL that writes the same rows, in one run.

    python -m benchmarks.act [--seconds 6] [--clients 2] [--folder FOLDER] [--matters service permit]

Two matters are walked, each from its opening to its end, again and again. *service* is a real one: an application with a party
and a file, its row in the register of applications, letters, promised and statutory limits. *permit* is the bare permit of
the tests, without a register. Both sides write to one embedded PostgreSQL with fsync on: the act through
``yifa.cases.acting.act`` (read, rule, canonical entry, commitments, one statement), bare SQL through psycopg with prepared
statements into tables of the same columns and indexes, without foreign keys, row-level security, triggers, functions or
commitments to rows, with values made beforehand; the bytes of files are stored by both in the same way.

Beside them stands the act with nothing sealed: what sealing the answers to personal questions and the sealed columns costs.

Rates are told as ratios to bare SQL measured at the same time of day; the absolute numbers are this machine's. CPU is that of
the client and of its server process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import Any

SETTINGS = "yifa.conf.dev"
ROUNDS = 3
TABLES = (
    "log_head",
    "log_entry",
    "act_content",
    "cases_case",
    "cases_obligation",
    "cases_letter",
    "cases_counter",
    "cases_file",
    "services_application",
)


@dataclass(frozen=True)
class Matter:
    """A matter that is walked: its opening and its steps, each with who takes it and what is answered."""

    procedure: str
    opening: str
    opens: dict[str, Any]
    steps: tuple[tuple[str, str, dict[str, Any]], ...]
    has_file: bool = False


MATTERS = {
    "permit": Matter(
        "test-permit",
        "apply",
        {"amount": 5_000_00, "contact": "联系人"},
        (
            ("accept", "clerk", {}),
            ("examine", "clerk", {"opinion": "申请材料齐全，符合规定条件，建议准予。"}),
            ("review", "chief", {}),
            ("grant", "head", {"certificate": "漯科许2020001"}),
        ),
    ),
    "service": Matter(
        "service-application",
        "apply",
        {
            "item_code": "411100000021",
            "item_name": "科技成果登记",
            "item_kind": "public_service",
            "contact_name": "联系人",
            "contact_phone": "13900000000",
            "promised_days": 8,
            "statutory_days": 0,
            "statutory_unit": "none",
        },
        (
            ("accept", "clerk", {}),
            (
                "examine",
                "clerk",
                {"conclusion": "meets", "examination_opinion": "材料齐全，符合条件，建议准予。"},
            ),
            ("grant", "chief", {"result_number": "漯科成2020001"}),
            ("deliver", "clerk", {"delivered_by": "window", "visits": 1}),
            ("archive", "clerk", {"archive_number": "2020-0001"}),
        ),
        has_file=True,
    ),
}


@dataclass(frozen=True)
class Job:
    """What one client does: which matter, through the act, through the act unsealed or bare, in which bureau, for how long."""

    matter: str
    kind: str
    folder: str
    bureau_id: int
    seconds: float


def setup(folder: str) -> None:
    """Django on the benchmark's own server."""
    os.environ["YIFA_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["YIFA_LOG_LEVEL"] = "WARNING"
    import django

    django.setup()


def library_of(matter: str) -> AbstractContextManager[None]:
    """The library that a matter runs under: its files, or for the permit those of the tests."""
    from yifa.cases.library import using_library
    from yifa.procedure.library import load_library

    if matter == "service":
        return nullcontext()
    return using_library(load_library(Path(__file__).resolve().parent.parent / "tests" / "cases" / "files"))


@contextmanager
def unsealed() -> Iterator[None]:
    """Within the block nothing is sealed: what is personal is stored as it was given."""
    from unittest.mock import patch

    from yifa.cases.acting import pipeline
    from yifa.sealing.ring import Key

    with (
        patch.object(pipeline, "personal_of", lambda _: frozenset()),
        patch.object(Key, "seal", lambda _, _purpose, text: text),
    ):
        yield


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


def actors_of(bureau: Any) -> dict[str, Any]:
    """Who takes the steps."""
    from yifa.cases.acting.act import Actor
    from yifa.house.models import Officer

    clerk, chief, head = Officer.everywhere.filter(bureau=bureau).order_by("id")
    return {"clerk": Actor.officer(clerk), "chief": Actor.officer(chief), "head": Actor.officer(head)}


def paper() -> Any:
    """A file that comes with an application."""
    from yifa.cases.acting.act import NewFile

    return NewFile("申请材料.txt", "申请材料的内容。".encode() * 100, "materials")


def open_one(matter: Matter, bureau: Any, party: Any, into: Any = None) -> int:
    """Open a matter by itself, or in a batch."""
    from yifa.cases.acting.act import Actor, open_case

    given: dict[str, Any] = {
        "actor": Actor.applicant(party),
        "title": "某科技有限公司的申请",
        "party": party,
        "answers": {**matter.opens, **({"applicant": party.pk} if matter.has_file else {})},
        "files": (paper(),) if matter.has_file and into is None else (),
    }
    if into is not None:
        return int(into.open_case(matter.procedure, matter.opening, **given).case_id)
    return open_case(bureau, matter.procedure, matter.opening, now=datetime.now(UTC), **given).case_id


def run_act(job: Job) -> Callable[[], object]:
    """One act at each call, whole matters one after the other."""
    from yifa.cases.acting.act import act
    from yifa.house.models import Bureau
    from yifa.parties.models import Party

    matter = MATTERS[job.matter]
    bureau = Bureau.objects.get(pk=job.bureau_id)
    actors = actors_of(bureau)
    party = Party.everywhere.get(bureau=bureau)

    def acts() -> Iterator[int]:
        while True:
            case_id = open_one(matter, bureau, party)
            yield case_id
            for step, who, answers in matter.steps:
                act(case_id, step, actor=actors[who], answers=answers, now=datetime.now(UTC))
                yield case_id

    return acts().__next__


# What an act of a sample left in the tables, and bare SQL that writes the same --------------------------------------

OWED = ("rule_id", "lane", "steps", "since_on", "due_on", "amber_on", "sort_on", "is_promise")
BARE = {
    "head": "update bare_log_head set size = size + 1, recorded_at = %s where bureau_id = %s returning size",
    "open": "insert into bare_cases_case (bureau_id, number, procedure_key, procedure_version, procedure_hash, title, party_id,"
    " opened_on, marking, version, progress_code_hash, subject_kind) values (%s, %s, %s, 1, %s, %s, %s, %s, %s::jsonb, 1, %s, '')"
    " returning id",
    "case": "update bare_cases_case set marking = %s::jsonb, version = version + 1, closed_on = %s where id = %s",
    "entry": "insert into bare_log_entry (bureau_id, position, case_id, officer_id, happened_at, recorded_at, case_version,"
    " late, step, kind, leaf_hash, entry) values (%s, %s, %s, %s, %s, %s, %s, false, %s, 'act', %b, %b)",
    "content": "insert into bare_act_content (bureau_id, position, answers) values (%s, %s, %s::jsonb)",
    "drop": "delete from bare_cases_obligation where case_id = %s and rule_id = any (%s)",
    "owe": f"insert into bare_cases_obligation (bureau_id, case_id, {', '.join(OWED)})"
    f" values (%s, %s, {', '.join(['%s'] * len(OWED))})",
    "counter": "insert into bare_cases_counter (bureau_id, series, year, last) values (%s, %s, 2020, 1)"
    " on conflict (bureau_id, series, year) do update set last = bare_cases_counter.last + 1 returning last",
    "letter": "insert into bare_cases_letter (bureau_id, case_id, log_position, kind, mark, year, serial, issued_on)"
    " values (%s, %s, %s, %s, %s, 2020, %s, %s)",
    "file": "insert into bare_cases_file (bureau_id, case_id, log_position, place, field, name, digest, size, media_type, salt)"
    " values (%s, %s, %s, 0, 'materials', %s, %s, %s, 'text/plain', %s)",
    "apply": "insert into bare_services_application (bureau_id, case_id, log_position, recorded_on, item_name, item_kind,"
    " applicant_id, applied_on, outcome, corrections, rating) values (%s, %s, %s, %s, %s, 'public_service', %s, %s, '', 0, '')",
    "accept": "update bare_services_application set accepted_on = %s where case_id = %s",
    "grant": "update bare_services_application set decided_on = %s, outcome = 'granted' where case_id = %s",
    "deliver": "update bare_services_application set completed_on = %s, visits = 1 where case_id = %s",
}


@dataclass
class Left:
    """What one act left: the rows that bare SQL is to write."""

    step: str
    leaf: bytes
    entry: bytes
    answers: str | None
    marking: str
    is_closed: bool
    letter: str | None
    dropped: list[str] = field(default_factory=list)
    owed: list[tuple[Any, ...]] = field(default_factory=list)


def sample(job: Job) -> list[Left]:
    """A matter walked once, and what each of its acts left."""
    from django.db import connection

    from yifa.cases import store

    once = run_act(job)
    found: list[Left] = []
    owed: dict[str, tuple[Any, ...]] = {}
    for _ in range(1 + len(MATTERS[job.matter].steps)):
        case_id = once()
        row = store.execute(
            connection,
            "select e.step, e.leaf_hash, e.entry, c.answers::text, k.marking::text, k.closed_on is not null, l.kind::text"
            " from log_entry e left join act_content c using (bureau_id, position) join cases_case k on k.id = e.case_id"
            " left join cases_letter l on l.bureau_id = e.bureau_id and l.log_position = e.position"
            " where e.case_id = %s::bigint order by e.position desc limit 1",
            (case_id,),
        ).fetchone()
        assert row is not None
        now = {
            str(line[0]): line
            for line in store.execute(
                connection,
                f"select {', '.join(OWED)} from cases_obligation where case_id = %s::bigint",
                (case_id,),
            )
        }
        left = Left(row[0], bytes(row[1]), bytes(row[2]), *row[3:])
        left.dropped = [rule for rule in owed if rule not in now]
        left.owed = [line for rule, line in now.items() if rule not in owed]
        found.append(left)
        owed = now
    return found


def run_bare(job: Job, acts: list[Left]) -> Callable[[], object]:
    """The same rows, one transaction at each call, in as many statements as one would write."""
    import psycopg

    from yifa.cases.files import store as store_file
    from yifa.postgres.cluster import OWNER, Cluster

    raw = psycopg.connect(
        Cluster(Path(job.folder) / "postgres").url(OWNER), autocommit=True, prepare_threshold=1
    )
    matter, bureau, day = MATTERS[job.matter], job.bureau_id, date(2020, 3, 2)
    numbers = iter(range(os.getpid() * 1_000_000, 10**12))

    def one(left: Left, version: int, case_id: int) -> int:
        now = datetime.now(UTC)
        stored = store_file(paper(), 1 << 20) if version == 1 and matter.has_file else None
        with raw.transaction(), raw.cursor() as cursor:

            def run(name: str, *values: Any) -> int:
                done = cursor.execute(BARE[name], values)
                row = done.fetchone() if done.description else None
                return 0 if row is None else int(row[0])

            position = run("head", now, bureau) - 1
            if version == 1:
                run("counter", bureau, "case")
                number = str(next(numbers))
                opened = (
                    number,
                    matter.procedure,
                    "a" * 64,
                    "某科技有限公司的申请",
                    1,
                    day,
                    left.marking,
                    "b" * 64,
                )
                case_id = run("open", bureau, *opened)
            else:
                run("case", left.marking, day if left.is_closed else None, case_id)
            run("entry", bureau, position, case_id, 1, now, now, version, left.step, left.leaf, left.entry)
            if left.answers:
                run("content", bureau, position, left.answers)
            if left.dropped:
                run("drop", case_id, left.dropped)
            for line in left.owed:
                run("owe", bureau, case_id, *line)
            if left.letter:
                serial = run("counter", bureau, "letter")
                run("letter", bureau, case_id, position, left.letter, f"{bureau}", serial, day)
            if stored is not None:
                run(
                    "file",
                    bureau,
                    case_id,
                    position,
                    stored.name,
                    stored.digest.hex(),
                    stored.size,
                    b"0" * 16,
                )
            if matter.has_file and left.step == "apply":
                run("apply", bureau, case_id, position, day, "科技成果登记", 1, day)
            elif matter.has_file and left.step in BARE:
                run(left.step, day, case_id)
        return case_id

    def every() -> Iterator[int]:
        while True:
            case_id = 0
            for version, left in enumerate(acts, 1):
                case_id = one(left, version, case_id)
                yield case_id

    return every().__next__


def cpu_of_servers(cluster: Any) -> float:
    """CPU seconds of the server's processes that work for clients."""
    with cluster.connect() as raw:
        pids = [
            row[0]
            for row in raw.execute("select pid from pg_stat_activity where backend_type = 'client backend'")
        ]
    seconds = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def client(job: Job, acts: list[Left], gate: Barrier, results: Any) -> None:
    """A client process: warm up, wait for the others, work until the time is over."""
    setup(job.folder)
    from yifa.house.tenancy import using_bureau
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(Path(job.folder) / "postgres")
    # As a page's request, which has told the database for which bureau it works.
    sealing = unsealed() if job.kind == "open" else nullcontext()
    with library_of(job.matter), using_bureau(job.bureau_id), sealing:
        once = run_bare(job, acts) if job.kind == "bare" else run_act(job)
        for _ in range(4 * len(acts)):
            once()
        gate.wait(timeout=120)
        done = 0
        server, own, start = cpu_of_servers(cluster), time.process_time(), time.perf_counter()
        while time.perf_counter() - start < job.seconds:
            once()
            done += 1
        took = time.perf_counter() - start
        results.put((done, took, time.process_time() - own, cpu_of_servers(cluster) - server))


@dataclass(frozen=True)
class Rate:
    """Acts a second of all clients together; how many there were; CPU seconds of each, of client and server."""

    each: float
    count: int
    cpu: float


def rate(jobs: list[Job], acts: list[Left]) -> Rate:
    """Let clients work at the same time."""
    context = get_context("spawn")
    gate = context.Barrier(len(jobs))
    results = context.Queue()
    clients = [context.Process(target=client, args=(job, acts, gate, results)) for job in jobs]
    for process in clients:
        process.start()
    found = [results.get(timeout=180 + jobs[0].seconds) for _ in jobs]
    for process in clients:
        process.join()
    count = sum(done for done, *_ in found)
    server = max(each for *_, each in found)
    cpu = (sum(own for _, _, own, _ in found) + server) / count
    return Rate(sum(done / seconds for done, seconds, *_ in found), count, cpu)


def make_bare_tables(cluster: Any) -> None:
    """Tables of the same columns and indexes, holding the same rows, and nothing that guards them."""
    with cluster.connect("yifa_owner", "yifa") as raw:
        for table in TABLES:
            raw.execute(f"drop table if exists bare_{table}")
            raw.execute(f"create table bare_{table} (like {table} including all)")
            raw.execute(
                "do $$ declare c text; begin for c in select conname from pg_constraint"
                f" where conrelid = 'bare_{table}'::regclass and contype = 'c'"
                f" loop execute format('alter table bare_{table} drop constraint %I', c); end loop; end $$"
            )
    with cluster.connect("postgres", "yifa") as raw:
        for table in TABLES:
            raw.execute(f"insert into bare_{table} overriding system value select * from {table}")
            if table.startswith(("cases_", "services_")):
                raw.execute(
                    f"select setval(pg_get_serial_sequence('bare_{table}', 'id'), (select coalesce(max(id), 1) from {table}))"
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=6.0, help="for each rate, in three rounds")
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument(
        "--matters", nargs="+", choices=sorted(MATTERS), default=sorted(MATTERS, reverse=True)
    )
    parser.add_argument(
        "--folder", type=Path, default=None, help="where the server's data lie; a disk, not memory"
    )
    options = parser.parse_args()
    with server(options.folder) as (cluster, folder):
        bureaus = make_bureaus(options.clients)
        for name in options.matters:
            measure(cluster, str(folder), name, bureaus, options.seconds)


@contextmanager
def server(folder: Path | None) -> Iterator[tuple[Any, Path]]:
    """A fresh server for the block, with Yifa's tables."""
    made = Path(tempfile.mkdtemp(prefix="yifa-bench-", dir=folder or "/var/tmp"))
    made.chmod(0o755)
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(made / "postgres")
    try:
        setup(str(made))
        from django.core.management import call_command

        from yifa.sealing.ring import ensure

        call_command("migrate", verbosity=0)
        ensure(date(2020, 1, 1))
        yield cluster, made
    finally:
        cluster.destroy()
        shutil.rmtree(made, ignore_errors=True)


def measure(cluster: Any, folder: str, name: str, bureaus: list[Any], seconds: float) -> None:
    """One matter, from one client and from several."""
    from django.db import connection

    from yifa.house.tenancy import using_bureau

    def jobs(kind: str, where: list[Any]) -> list[Job]:
        return [Job(name, kind, folder, bureau.pk, seconds / ROUNDS) for bureau in where]

    first = bureaus[0]
    with library_of(name), using_bureau(first):
        acts = sample(jobs("act", [first])[0])
        asked = statements(jobs("act", [first])[0])
    connection.close()
    make_bare_tables(cluster)
    print(f"\n{name}: a matter of {len(acts)} acts, {asked:.1f} statements each")
    print(f"{'':34}{'bare SQL':>12}{'act':>12}{'act : bare':>12}{'by CPU':>10}")
    costs: dict[str, list[float]] = {"bare": [], "act": []}
    for how, title in (
        ([first], "1 client"),
        (bureaus, f"{len(bureaus)} clients, bureaus of their own"),
        ([first] * len(bureaus), f"{len(bureaus)} clients, one bureau"),
    ):
        rates: dict[str, list[Rate]] = {"bare": [], "act": [], "open": []}
        # In turns, so that whatever else the machine does falls on both alike.
        for turn in range(ROUNDS):
            for kind, prefix in (("bare", "bare_"), ("act", ""), ("open", "")):
                if kind == "open" and (how != [first] or not matter_seals(name)):
                    continue
                before, size = wal_at(cluster), sizes(cluster, prefix)
                found = rate(jobs(kind, how), acts)
                rates[kind].append(found)
                if how == [first] and turn == 0 and kind != "open":
                    records, pages = wal_bytes(cluster, before)
                    grown = sizes(cluster, prefix) - size
                    costs[kind] = [one / found.count for one in (records, pages, grown)]
        bare, mine = (median(one.each for one in rates[kind]) for kind in ("bare", "act"))
        pairs = list(zip(rates["act"], rates["bare"], strict=True))
        ratio = median(one.each / other.each for one, other in pairs)
        cpu = median(other.cpu / one.cpu for one, other in pairs)
        print(f"{title:34}{bare:>10,.0f}/s{mine:>10,.0f}/s{ratio:>12.2f}{cpu:>10.2f}")
        if rates["open"]:
            sealed = list(zip(rates["act"], rates["open"], strict=True))
            ratio = median(one.each / other.each for one, other in sealed)
            cpu = median(other.cpu / one.cpu for one, other in sealed)
            print(f"{'  sealed : nothing sealed':34}{'':>24}{ratio:>12.2f}{cpu:>10.2f}")
    for number, title in enumerate(
        ("WAL bytes each", "full pages after a checkpoint, each", "table and index bytes each")
    ):
        print(f"{title:34}{costs['bare'][number]:>12,.0f}{costs['act'][number]:>12,.0f}")


def matter_seals(name: str) -> bool:
    """Whether any answer or column of a matter is sealed: the permit of the tests asks nothing personal."""
    return MATTERS[name].has_file


def statements(job: Job) -> float:
    """How many statements an act takes, on the average of a matter; what opens and ends its transaction not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    once, acts = run_act(job), 1 + len(MATTERS[job.matter].steps)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(acts):
            once()
    counted = [
        one
        for one in queries
        if not one["sql"].upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    return len(counted) / acts


if __name__ == "__main__":
    main()
