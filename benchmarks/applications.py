"""One call with ten thousand applications: form check, evidence of doubles, and the draw of its experts, each by the real acts.

    python -m benchmarks.applications [--applications 10000] [--experts 2000] [--profile]

Beside the evidence stands the bare cost: the same likeness of title and content asked of the same table, one statement each,
without acts, log or registers.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.imports import backend_of_connection, database_cpu, setup

OPENS, DEADLINE, FIXED = date(2026, 3, 2), date(2026, 4, 30), date(2026, 5, 11)
_TEXT = (
    "高速 分选 装备 益生菌 菌株 选育 可降解 复合膜 中试 冷链 监测 传感 算法 智能 检测 果蔬 无损 成像 光谱 发酵 工艺 "
    "节能 电机 控制 系统 轻量化 合金 材料 表面 处理 废水 回用 膜分离 催化 储能 电池 管理 平台 数据 融合 模型 机器人"
)
_WORDS = _TEXT.split()
_POWERS = {
    "甲": ("examiner", "section-head", "window", "recognition-clerk"),
    "乙": ("examiner", "section-head"),
    "丙": ("legality-reviewer",),
    "丁": ("deputy-head",),
    "戊": ("publisher", "office"),
}


def moment(on: date) -> datetime:
    """Nine in the morning of a day in Shanghai."""
    return datetime(on.year, on.month, on.day, 1, tzinfo=UTC)


def make_bureau() -> tuple[Any, dict[str, Any]]:
    """A bureau with five officers, by name."""
    from benchmarks.act import founding
    from yifa.cases.actors import Actor
    from yifa.house.models import Bureau, Department, Holding, Officer, Post
    from yifa.house.tenancy import using_bureau

    bureau = Bureau(code="bench-0", name="基准局", short_name="基准局", document_mark="基")
    found = {}
    with founding(bureau), using_bureau(bureau):
        department = Department.everywhere.create(bureau=bureau, name="科")
        for name, powers in _POWERS.items():
            officer = Officer.everywhere.create(bureau=bureau, name=name)
            post = Post.everywhere.create(
                bureau=bureau, department=department, name=name, powers=list(powers)
            )
            Holding.everywhere.create(bureau=bureau, officer=officer, post=post, from_on=date(2019, 1, 1))
            found[name] = Actor.officer(officer)
    return bureau, found


def called(bureau: Any, by: dict[str, Any]) -> str:
    """The number of a call for projects; its competition review is not measured."""
    from yifa.cases.acting.act import act, open_case
    from yifa.cases.told import links

    def take(step: str, who: str, on: date, **answers: Any) -> None:
        act(opened.case_id, step, actor=by[who], answers=answers, now=moment(on))

    opened = open_case(
        bureau,
        "project-call",
        "collect-needs",
        actor=by["甲"],
        title="科技专项",
        answers={"title": "科技专项", "call_year": 2026},
        now=moment(date(2026, 2, 2)),
    )
    take(
        "write-guide",
        "甲",
        date(2026, 2, 3),
        directions=[{"direction": "智能检测", "aim": "检出率", "most": 80_000_000, "months": 24}],
        conditions="在本市注册的企业。",
        criteria="技术水平40、实施条件30、预期效益30",
        writers=[{"name": "专家乙", "unit": "某大学"}],
        management="itemised",
    )
    with mock.patch.object(links, "reasons", return_value=()):
        review = {"review": opened.number, "guide_lawful": True, "guide_opinion": "客观"}
        take("check-guide", "丙", date(2026, 2, 9), **review)
    take("approve-guide", "丁", date(2026, 2, 10))
    take(
        "publish-call",
        "戊",
        OPENS,
        call_number="基科〔2026〕1号",
        opens_on=OPENS.isoformat(),
        deadline=DEADLINE.isoformat(),
        close_by="2026-05-29",
    )
    return opened.number


def applications(count: int) -> Iterator[dict[str, Any]]:
    """Titles, contents, people and equipment; one in twenty says again, in other words, what an earlier one said."""
    rolled = random.Random(2026)
    before: list[tuple[str, str]] = []
    for number in range(count):
        if before and number % 20 == 0:
            title, aim = rolled.choice(before)
            title, aim = f"{title}研究", aim.replace("研制", "开发", 1)
        else:
            title = "".join(rolled.sample(_WORDS, 4))
            aim = "围绕" + "，".join("".join(rolled.sample(_WORDS, 6)) for _ in range(12)) + "研制样机。"
        before.append((title, aim))
        yield {
            "title": title,
            "direction": "智能检测",
            "leader": f"负责人{number:05}",
            "members": [{"name": f"成员{number:05}", "unit": "本单位", "does": "试验"}],
            "aim": aim,
            "integrity_promise": True,
            "targets": [{"target": "样机", "unit": "台", "amount": 1}],
            "starts_on": "2026-07-01",
            "ends_on": "2028-06-30",
            "amount": 30_000_000,
            "own_money": 30_000_000,
            "equipment": [{"device": f"设备 {rolled.randrange(5000):04}", "cost": 3_000_000}],
        }


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    """Prints the time that the block takes, here and in the database."""
    backend = backend_of_connection()
    served, begun, used = database_cpu(backend), time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    print(
        f"{what:28} {wall:7.1f} s wall, {cpu:6.1f} s CPU of Python, {database_cpu(backend) - served:6.1f} s of the database, "
        f"{1000 * wall / max(1, count):6.2f} ms each",
        flush=True,
    )


def measure(folder: Path, count: int, experts: int) -> None:
    """Prints what each part took."""
    setup(str(folder))
    from django.core.management import call_command
    from django.db import connection

    from yifa.cases.acting.act import Actor, act, open_case
    from yifa.cases.acting.batch import Batch
    from yifa.cases.store import answers_of_case
    from yifa.house.tenancy import using_bureau
    from yifa.law.identifiers import make_uscc
    from yifa.parties.models import Party
    from yifa.parties.names import normalised
    from yifa.sealing.ring import ensure

    call_command("migrate", verbosity=0)
    ensure(date(2020, 1, 1))
    bureau, by = make_bureau()
    call = called(bureau, by)
    cases: list[int] = []
    with measured("applied (batch)", count), Batch(bureau, now=moment(OPENS)) as batch:
        for number, answers in enumerate(applications(count)):
            name = f"样例{number:05}科技有限公司"
            party = Party.objects.create(
                bureau=bureau,
                kind="enterprise",
                name=name,
                name_normalised=normalised(name),
                uscc=make_uscc(f"91411100MA{number:07d}"),
                legal_representative=f"代表人{number:05}",
            )
            opened = batch.open_case(
                "project-application",
                "apply",
                actor=Actor.applicant(bureau=bureau),
                title=answers["title"],
                answers={**answers, "call": call, "applicant": party.pk},
                party=party,
            )
            cases.append(opened.case_id)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    with measured("form check", count), Batch(bureau, now=moment(FIXED)) as batch:
        for case in cases:
            batch.act(case, "check-form", actor=by["甲"], answers={"form_passed": True})
    alike = 0
    with measured("evidence of doubles", count), Batch(bureau, now=moment(FIXED)) as batch:
        for case in cases:
            told = {"conflict_reasons": "逐项核对", "conflicts_clear": True}
            batch.act(case, "check-conflicts", actor=by["甲"], answers=told)
    with using_bureau(bureau):
        sample = cases[:: max(1, len(cases) // 200)]
        alike = sum(1 for case in sample if answers_of_case(case).get("resembling"))
        print(f"{'':28} {alike} of {len(sample)} sampled have something like them")
        asked = (
            "select id from projects_project where (project_title %% %s or aim %% %s)"
            " and greatest(similarity(project_title, %s), similarity(aim, %s)) >= 0.4 limit 20"
        )
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            for answers in list(applications(count))[:: max(1, count // 200)]:
                title, aim = answers["title"], answers["aim"]
                cursor.execute(asked, [title, aim, title, aim])
        print(
            f"{'likeness alone, bare SQL':28} {1000 * (time.perf_counter() - begun) / len(sample):7.2f} ms each"
        )
    listed = [{"name": f"专家{number:05}", "stratum": "technical"} for number in range(experts)]
    with measured("list fixed, committed to", 1), using_bureau(bureau):
        draw = open_case(
            bureau,
            "random-draw",
            "fix",
            actor=by["甲"],
            title="评审专家",
            answers={
                "draw_title": "评审专家",
                "pool": "listed",
                "for_case": call,
                "listed": listed,
                "takes": [{"stratum": "technical", "count": 5}],
                "seed_kind": "public_value",
                "seed_source": "上证综合指数收盘值",
                "seed_day": (FIXED + timedelta(days=1)).isoformat(),
            },
            now=moment(FIXED),
        )
    day = moment(FIXED + timedelta(days=1))
    with measured("drawn", 1), using_bureau(bureau):
        act(draw.case_id, "enter-value", actor=by["甲"], answers={"value": "3124.50"}, now=day)
        act(draw.case_id, "draw", actor=by["乙"], answers={"value_again": "3124.50"}, now=day)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--applications", type=int, default=10_000)
    parser.add_argument("--experts", type=int, default=2_000, help="how many stand on the list of the draw")
    parser.add_argument("--profile", action="store_true", help="where the time goes, by function")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yifa-bench-", dir="/var/tmp"))
    folder.chmod(0o755)
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(folder / "postgres")
    profiler = cProfile.Profile() if options.profile else None
    try:
        with profiler or nullcontext():
            measure(folder, options.applications, options.experts)
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)
    if profiler is not None:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
