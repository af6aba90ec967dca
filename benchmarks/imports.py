"""Rows of a workbook taken into a register, end to end: read, checked, and each an act with its entry in the log.

    python -m benchmarks.imports [--rows 100000] [--parties 20000] [--profile]

Beside it stands the bare cost: the same rows of the same tables copied (COPY) into tables with the same columns and indexes,
without keys, security, triggers or functions, and the time that a reader of values alone (calamine) takes for the workbook.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADS = (
    "类型",
    "级别",
    "名称",
    "依托单位",
    "统一社会信用代码",
    "认定机关",
    "认定文件",
    "证书编号",
    "认定日期",
    "有效期至",
)
TABLES = (
    "log_entry",
    "act_content",
    "cases_case",
    "cases_obligation",
    "parties_party",
)


def setup(folder: str) -> None:
    """Django on the benchmark's own server."""
    os.environ["YIFA_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "yifa.conf.dev"
    os.environ["YIFA_LOG_LEVEL"] = "WARNING"
    import django

    django.setup()


def make_workbook(path: Path, rows: int, parties: int) -> None:
    """A register of a province: so many rows, of so many enterprises, none of which is known yet."""
    from yifa.law.identifiers import make_uscc

    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(("某省创新主体登记表",))
    sheet.append(HEADS)
    codes = [make_uscc(f"91411100MA{number:07d}") for number in range(parties)]
    for number in range(rows):
        of = number % parties
        sheet.append(
            (
                "高新技术企业",
                "国家级",
                f"样例{number:06d}项目",
                f"样例{of:06d}科技有限公司",
                codes[of],
                "省认定办",
                "豫科〔2020〕1号",
                f"GR2020{number:08d}",
                date(2020, 9, 9),
                date(2023, 9, 8),
            )
        )
    book.save(path)


def make_bureau() -> tuple[Any, Any]:
    """A bureau, and the officer who records recognitions."""
    from benchmarks.act import founding
    from yifa.house.models import Bureau, Department, Holding, Officer, Post
    from yifa.house.tenancy import using_bureau

    bureau = Bureau(code="bench-0", name="基准局", document_mark="基")
    with founding(bureau), using_bureau(bureau):
        department = Department.everywhere.create(bureau=bureau, name="科")
        officer = Officer.everywhere.create(bureau=bureau, name="甲")
        post = Post.everywhere.create(
            bureau=bureau, department=department, name="甲", powers=["recognition-clerk"]
        )
        Holding.everywhere.create(bureau=bureau, officer=officer, post=post, from_on=date(2019, 1, 1))
    return bureau, officer


def backend_of_connection() -> int:
    """The process of the database that serves this connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def database_cpu(process: int) -> float:
    """Seconds of CPU that a process has taken so far (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def copied(cluster: Any) -> tuple[float, int]:
    """Seconds that COPY takes for the rows that the import wrote, and their bytes."""
    spent, size = 0.0, 0
    with cluster.connect("postgres", "yifa") as raw:
        for table in TABLES:
            raw.execute(f"create table bare_{table} (like {table} including all)")
            with raw.cursor().copy(f"copy {table} to stdout (format binary)") as out:
                data = b"".join(bytes(piece) for piece in out)
            size += len(data)
            begun = time.perf_counter()
            with raw.cursor().copy(f"copy bare_{table} from stdin (format binary)") as into:
                into.write(data)
            spent += time.perf_counter() - begun
    return spent, size


def measure(folder: Path, rows: int, parties: int, *, profile: bool) -> None:
    """Prints what each part took."""
    setup(str(folder))
    from django.core.management import call_command
    from python_calamine import CalamineWorkbook

    from yifa.cases.acting.act import Actor
    from yifa.cases.registers.imports import import_workbook
    from yifa.postgres.cluster import Cluster
    from yifa.work.recognition.registers import Recognition

    call_command("migrate", verbosity=0)
    bureau, officer = make_bureau()
    path = folder / "book.xlsx"
    make_workbook(path, rows, parties)
    print(f"{rows} rows, {parties} new parties, {path.stat().st_size / 1e6:.1f} MB")
    begun = time.perf_counter()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    values = time.perf_counter() - begun
    stages: dict[str, float] = {}
    backend = backend_of_connection()
    served, apart = database_cpu(backend), resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, used = time.perf_counter(), time.process_time()

    def tell(stage: str, done: int, total: int) -> None:
        stages[stage] = time.perf_counter() - begun
        if sys.stderr.isatty():
            print(f"\r{stage} {done}/{total}", end="", file=sys.stderr)

    profiler = cProfile.Profile() if profile else None
    with profiler or nullcontext():
        done = import_workbook(
            Recognition,
            path,
            bureau=bureau,
            actor=Actor.officer(officer),
            now=datetime.now(UTC),
            reason="台账移交",
            tell=tell,
        )
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    before = 0.0
    for stage, at in stages.items():
        print(f"{stage:10} {at - before:7.1f} s")
        before = at
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'whole':10} {wall:7.1f} s wall, {cpu:.1f} s CPU of Python here, {done.rows / wall:.0f} rows/s, {memory:.0f} MB"
        f" (largest other process {children.ru_maxrss / 1024:.0f} MB)"
    )
    read = children.ru_utime + children.ru_stime - apart.ru_utime - apart.ru_stime
    stored = database_cpu(backend) - served
    print(f"{'reader':10} {read:7.1f} s CPU of the process that reads the workbook")
    print(f"{'database':10} {stored:7.1f} s CPU of its process for this connection")
    print(f"{'together':10} {cpu + read + stored:7.1f} s CPU, which other work on the machine changes least")
    bare, size = copied(Cluster(folder / "postgres"))
    print(
        f"{'bare':10} {values + bare:7.1f} s: values alone {values:.1f} s, COPY of {size / 1e6:.0f} MB {bare:.1f} s"
    )
    print(f"import : bare = {wall / (values + bare):.1f}")
    if profiler is not None:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--parties", type=int, default=20_000, help="how many enterprises the rows name")
    parser.add_argument("--profile", action="store_true", help="where the time goes, by function")
    parser.add_argument("--folder", type=Path, default=None, help="where the server's data lie")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yifa-bench-", dir=options.folder or "/var/tmp"))
    folder.chmod(0o755)
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(folder / "postgres")
    try:
        measure(folder, options.rows, options.parties, profile=options.profile)
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
