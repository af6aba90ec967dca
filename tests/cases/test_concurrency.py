"""Two officers at once, many writers of one bureau, and a power cut in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import TypeVar

import psycopg
import pytest
from django.db import connection, connections

from tests.cases.cast import MONDAY, World
from yifa.cases.acting import effects
from yifa.cases.acting.act import Actor, ActRefused, CaseMoved, ClockAhead, Receipt, act
from yifa.cases.acting.batch import Batch
from yifa.cases.library import using_library
from yifa.cases.log.comparing import compare
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.tree import integrate
from yifa.cases.log.verification import verify
from yifa.cases.models import Letter, LogEntry
from yifa.house import tenancy
from yifa.house.tenancy import using_bureau
from yifa.postgres.cluster import Cluster
from yifa.procedure.library import Library

Result = TypeVar("Result")


def _at_once(library: Library, *works: Callable[[], Result]) -> list[Result | BaseException]:
    """Run each in a thread with a connection of its own, all beginning together."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Result]) -> Result | BaseException:
        try:
            with using_library(library):
                gate.wait(timeout=10)
                return work()
        except BaseException as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_officers_take_the_same_step_and_one_is_refused(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    opened = world.open()
    results = _at_once(
        permit_library,
        lambda: world.take(opened.case_id, "accept", world.clerk),
        lambda: world.take(opened.case_id, "accept", world.second),
    )
    assert sorted(type(one).__name__ for one in results) == ["ActRefused", "Receipt"]
    assert world.case(opened).version == 2


def test_two_officers_who_saw_the_same_state_do_not_both_act(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    opened = world.open()
    results = _at_once(
        permit_library,
        lambda: world.take(opened.case_id, "accept", world.clerk, expected_version=1),
        lambda: world.take(opened.case_id, "note", world.second, expected_version=1),
    )
    assert sorted(type(one).__name__ for one in results) == ["CaseMoved", "Receipt"]
    moved = next(one for one in results if isinstance(one, CaseMoved))
    assert len(moved.happened) == 1


def test_without_an_expected_version_different_steps_both_happen(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    opened = world.open()
    works = [lambda: world.take(opened.case_id, "note", world.second) for _ in range(3)]
    results = _at_once(permit_library, lambda: world.take(opened.case_id, "accept", world.clerk), *works)
    assert all(isinstance(one, Receipt) for one in results), results
    assert world.case(opened).version == 5


def test_writers_of_one_bureau_share_positions_and_numbers_without_gaps(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    assert world.applicant  # entered here, where the connection works for the bureau

    def several() -> int:
        for _ in range(5):
            opened = world.open()
            world.take(opened.case_id, "accept", world.clerk)
        return 5

    results = _at_once(permit_library, *[several] * 4)
    assert results == [5, 5, 5, 5]
    positions = LogEntry.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(40))
    assert sorted(Letter.objects.values_list("serial", flat=True)) == list(range(1, 21))
    assert sorted(world.case(pk).number for pk in {letter.case_id for letter in Letter.objects.all()}) == [
        f"2020-tp-{serial:04d}" for serial in range(1, 21)
    ]
    assert not list(compare(world.bureau))


def test_an_act_that_fails_gives_its_numbers_back(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = committed_world
    opened = world.open()
    registry = effects.Effects()

    def fail(of: effects.EffectContext) -> None:
        raise RuntimeError("the disk is full")

    registry.add(("tested-permit", "accept"), fail)
    with monkeypatch.context() as patched:
        patched.setattr(effects, "registry", registry)
        with pytest.raises(RuntimeError):
            world.take(opened.case_id, "accept", world.clerk)
    assert world.case(opened).version == 1
    assert LogEntry.objects.count() == 1
    assert world.take(opened.case_id, "accept", world.clerk).letter_number == "漯科〔2020〕1号"


def test_the_session_works_for_no_bureau_after_an_act(committed_world: World) -> None:
    world = committed_world
    opened = world.open()
    with using_bureau(world.bureau):
        world.take(opened.case_id, "accept", world.clerk)
    connection.close()
    # As a command does that works for no bureau: nothing is left of the bureau whose case it was.
    before = tenancy._current.set(None)
    try:
        act(opened.case_id, "note", actor=Actor.officer(world.clerk), now=MONDAY)
    finally:
        tenancy._current.reset(before)
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('yifa.bureau', true), '')")
        assert cursor.fetchone() == ("",)


def test_a_later_entry_of_another_server_is_waited_for_without_a_bureau_set(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    opened = world.open(now=MONDAY + timedelta(seconds=3))
    connection.close()
    # Another thread has no bureau of its own, like a command or a machine's door.
    with ThreadPoolExecutor(1) as pool:

        def elsewhere() -> Receipt:
            try:
                with using_library(permit_library):
                    return act(opened.case_id, "note", actor=Actor.officer(world.clerk), now=MONDAY)
            finally:
                connections.close_all()

        receipt = pool.submit(elsewhere).result()
    assert receipt.recorded_at == MONDAY + timedelta(seconds=3)


def test_verifying_while_officers_work_raises_no_false_alarm(
    committed_world: World, permit_library: Library
) -> None:
    world = committed_world
    ensure_key(world.bureau)
    for _ in range(6):
        world.walk(until="accept")
    over = Event()

    def work() -> int:
        count = 0
        while not over.is_set():
            with using_bureau(world.bureau):
                world.walk(until="grant" if count % 2 else "examine")
                integrate(world.bureau, world.now)
            count += 1
        return count

    def look() -> list[str]:
        found: list[str] = []
        try:
            for _ in range(3):
                found += [one.sentence.zh for one in compare(world.bureau)]
                result = verify(world.bureau)
                found += [one.sentence.zh for one in result.differences]
                found += [one.sentence.zh for one in result.log.faults] if result.log is not None else []
        finally:
            over.set()
        return found

    acts, found = _at_once(permit_library, work, look)
    assert found == []
    assert isinstance(acts, int)
    assert acts > 0


@pytest.mark.parametrize("many", [False, True], ids=["one act", "a batch"])
def test_nothing_is_recorded_ahead_of_the_database_servers_clock(committed_world: World, many: bool) -> None:
    world = committed_world
    now = datetime.now(UTC)

    def open_at(moment: datetime) -> None:
        if not many:
            world.open(now=moment)
            return
        with Batch(world.bureau, now=moment) as batch:
            batch.open_case(
                "test-permit",
                "apply",
                actor=Actor.applicant(bureau=world.bureau),
                title="某公司的申请",
                answers={"amount": 1, "contact": "张三"},
            )

    with pytest.raises(ClockAhead):
        open_at(now + timedelta(minutes=10))
    # The log is not closed by it, and clocks may differ a little.
    open_at(now)
    open_at(datetime.now(UTC) + timedelta(minutes=2))


_VICTIM = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    import django
    os.environ["DJANGO_SETTINGS_MODULE"] = "victim_settings"
    sys.path.insert(0, {settings_folder!r})
    django.setup()
    from django.core.management import call_command
    from yifa.cases.acting import effects
    from yifa.sealing.ring import ensure
    from yifa.cases.acting.act import Actor, act, open_case
    from yifa.cases.library import using_library
    from yifa.house.models import Bureau
    from yifa.house.tenancy import using_bureau
    from yifa.procedure.library import load_library
    from tests.cases.cast import FILES, MONDAY, make_bureaus, people

    call_command("migrate", verbosity=0)
    ensure(datetime.now(UTC).date())
    with using_library(load_library(FILES)):
        bureau, _ = make_bureaus()
        with using_bureau(bureau):
            world = people(bureau)
            opened = world.open()
            world.take(opened.case_id, "accept", world.clerk)

            def hang(of):
                # Everything of the act is written and nothing is committed.
                print("written", flush=True)
                sys.stdin.read()

            effects.registry.add(("tested-permit", "examine"), hang)
            world.take(opened.case_id, "examine", world.clerk, answers={{"opinion": "符合"}})
"""
_VICTIM_SETTINGS = """
    from pathlib import Path
    from yifa.conf.dev import *
    from yifa.conf.database import embedded

    HOME = Path({home!r})
    MEDIA_ROOT = HOME / "files"
    SECRET_KEY = "a key for a crash"
    DATABASES = {{"default": embedded(HOME / "postgres")}}
"""


@pytest.mark.slow
def test_a_crash_in_the_middle_of_an_act_leaves_nothing_of_it() -> None:
    """Server and client are killed at once, as in a power cut; sessions that are killed alone are ``test_kills``."""
    home = Path("/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp") / f"yifa-crash-{os.getpid()}"
    cluster = Cluster(home / "postgres")
    script = home / "settings"
    script.mkdir(parents=True)
    (script / "victim_settings.py").write_text(textwrap.dedent(_VICTIM_SETTINGS.format(home=str(home))))
    code = textwrap.dedent(_VICTIM.format(settings_folder=str(script)))
    checkout = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "YIFA_HOME": str(home)},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        # kill -9 of the whole server: no chance to tidy up, as in a power cut.
        postmaster = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
        children = [
            int(pid) for pid in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        ]
        for pid in (postmaster, *children):
            os.kill(pid, signal.SIGKILL)
        process.kill()
        process.wait(timeout=20)
        # Nobody may be there to bury the dead process, which would then still look alive to PostgreSQL.
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
            (cluster.socket_folder / lock).unlink(missing_ok=True)
            (cluster.data / lock).unlink(missing_ok=True)
        cluster.ensure_running()
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as raw:
            assert raw.execute("select count(*), max(case_version) from log_entry").fetchone() == (2, 2)
            assert raw.execute("select version from cases_case").fetchone() == (2,)
            assert raw.execute("select size from log_head where size > 0").fetchone() == (2,)
            steps = raw.execute("select step from log_entry order by position").fetchall()
            assert steps == [("apply",), ("accept",)]
            assert raw.execute("select count(*) from cases_obligation").fetchone() == (2,)
    finally:
        process.kill()
        process.wait(timeout=20)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        cluster.destroy()
        subprocess.run(["rm", "-rf", str(home)], check=True)


def test_refusals_say_who_may(committed_world: World) -> None:
    world = committed_world
    opened = world.open()
    with pytest.raises(ActRefused) as refused:
        world.take(opened.case_id, "accept", world.stranger)
    assert refused.value.reasons[0].who is not None
