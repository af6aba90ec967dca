"""Whoever was told that an act was entered finds it in the record, whatever is killed meanwhile, and the record verifies."""

from __future__ import annotations

import os
import signal
import time
from contextvars import copy_context
from threading import Event, Thread

import psycopg
from django.db import DatabaseError, InterfaceError, connection, connections

from tests.cases.cast import World
from yifa.cases.acting.act import Receipt, act
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate
from yifa.cases.log.verification import verify
from yifa.cases.models import LogEntry
from yifa.house.tenancy import using_bureau
from yifa.postgres.cluster import SUPERUSER

KILLS = 12


def test_killed_sessions_lose_no_act_that_was_told(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    opened = world.open()
    world.take(opened.case_id, "accept", world.clerk)
    told: list[Receipt] = []
    over = Event()

    def work() -> None:
        while not over.is_set():
            # Leaving the bureau speaks to the database as well, and may find the session killed.
            try:
                with using_bureau(world.bureau):
                    while not over.is_set():
                        told.append(
                            act(
                                opened.case_id,
                                "note",
                                actor=world.by(world.clerk),
                                answers={"text": f"第{len(told)}次"},
                                now=world.now,
                            )
                        )
            except (psycopg.Error, DatabaseError, InterfaceError):
                connections["default"].close()
        connections.close_all()

    worker = Thread(target=copy_context().run, args=(work,))
    worker.start()
    given = connection.settings_dict
    mine = connection.connection.info.backend_pid
    address = {"host": given["HOST"], "port": given["PORT"], "dbname": given["NAME"], "user": SUPERUSER}
    killed = 0
    with psycopg.connect(**address, autocommit=True) as server:
        until = time.monotonic() + 30
        while killed < KILLS and time.monotonic() < until:
            time.sleep(0.05)
            killed += server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and usename = %s and pid <> %s",
                (given["USER"], mine),
            ).rowcount
    over.set()
    worker.join(timeout=30)
    assert not worker.is_alive()
    assert killed >= KILLS
    assert told
    with using_bureau(world.bureau):
        there = dict(LogEntry.objects.values_list("position", "leaf_hash"))
        for one in told:
            assert bytes(there[one.position]) == one.leaf_hash
        # An act may have been entered whose session was killed before it could say so; none was entered in part.
        assert len(there) <= 2 + len(told) + killed
        integrate(world.bureau, world.now)
        found = verify(world.bureau)
    assert found.ok, found.differences


def test_killed_workers_lose_no_act_that_was_told(committed_world: World) -> None:
    world = committed_world
    ensure_key(world.bureau)
    opened = world.open()
    world.take(opened.case_id, "accept", world.clerk)
    told: list[tuple[int, str]] = []
    for _ in range(3):
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            # Its parent's connection came with the memory, and is left alone.
            connections["default"] = connections["default"].copy()
            with os.fdopen(writing, "w", buffering=1) as out, using_bureau(world.bureau):
                while True:
                    one = act(opened.case_id, "note", actor=world.by(world.clerk), now=world.now)
                    out.write(f"{one.position} {one.leaf_hash.hex()}\n")
        os.close(writing)
        with os.fdopen(reading) as heard:
            lines = [heard.readline() for _ in range(8)]
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            lines += heard.readlines()
        told += [
            (int(position), leaf) for position, leaf in (line.split() for line in lines if line[-1:] == "\n")
        ]
    assert len(told) >= 24
    with using_bureau(world.bureau):
        there = {
            position: bytes(leaf).hex()
            for position, leaf in LogEntry.objects.values_list("position", "leaf_hash")
        }
        assert all(there[position] == leaf for position, leaf in told)
        assert len(there) <= 2 + len(told) + 3
        integrate(world.bureau, world.now)
        found = verify(world.bureau)
    assert found.ok, found.differences
