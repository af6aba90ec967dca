"""Serving: what a worker must not inherit, and what no request may do to the others."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.db import connection

from tests.ports import free_port
from yifa.cli import serve
from yifa.conf import server as conf

LIMIT = 3


class Site:
    """A server of its own in a process of its own, with four workers and a limit of some seconds."""

    def __init__(self, log: Path) -> None:
        self.port = free_port()
        self.log = log
        with log.open("wb") as written:
            self.process = subprocess.Popen(
                [*serve.command("127.0.0.1", self.port), "tests.cli.slow_app:application"],
                env=os.environ | {"YIFA_WORKERS": "4", "YIFA_REQUEST_SECONDS": str(LIMIT)},
                stderr=written,
                stdout=written,
            )
        self.answers_within(60)

    def answers_within(self, seconds: float) -> str:
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.ask("/", timeout=2)
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise AssertionError(self.log.read_text()) from None
                time.sleep(0.1)

    def ask(self, path: str, *, timeout: float, headers: dict[str, str] | None = None) -> str:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            client.request("GET", path, headers=headers or {})
            return client.getresponse().read().decode()
        finally:
            client.close()

    def open(self, path: str = "") -> socket.socket:
        """A connection that asks for the path, or says nothing, and does not wait for an answer."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        if path:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return client

    def told(self, event: str) -> list[dict[str, Any]]:
        """The lines of the log that say so."""
        lines = self.log.read_text().splitlines()
        found = [json.loads(line) for line in lines if line.startswith("{")]
        return [line for line in found if line["event"] == event]

    def end(self, how: signal.Signals) -> float:
        """Seconds until the server has ended."""
        begun = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(timeout=30)
        return time.monotonic() - begun


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    one = Site(tmp_path / "log")
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait()


@pytest.mark.django_db(transaction=True)
def test_the_server_is_a_fresh_program_without_our_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    become: list[tuple[str, bool]] = []

    def instead(program: str, _arguments: list[str]) -> NoReturn:
        become.append((program, connection.connection is not None))
        raise SystemExit

    monkeypatch.setattr(os, "execv", instead)
    monkeypatch.setenv("YIFA_WORKERS", "")
    connection.ensure_connection()
    with pytest.raises(SystemExit):
        serve.run("127.0.0.1", 8000, 3)
    assert become == [(sys.executable, False)]
    assert os.environ["YIFA_WORKERS"] == "3"


def test_the_servers_parent_knows_no_application_and_starts_no_threads() -> None:
    code = (
        "import sys, yifa.conf.server\n"
        "heavy = {'django.db', 'yifa.conf.base', 'typst', 'psycopg'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_are_workers_enough_for_a_few_slow_requests() -> None:
    assert [conf.workers_for(cores) for cores in (1, 2, 8, 64)] == [4, 4, 16, 32]


@pytest.mark.slow
def test_requests_that_never_end_are_ended_and_logged_and_hold_up_nobody(site: Site) -> None:
    hung = [site.open("/sleeps"), site.open("/spins"), site.open("/sleeps")]
    assert site.answers_within(LIMIT)
    hung.append(site.open("/sleeps"))
    # Now every worker hangs, until the first is replaced.
    time.sleep(0.5)
    assert site.answers_within(LIMIT * 10)
    deadline = time.monotonic() + 30
    while len(told := site.told("worker_out_of_time")) < 4 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert sorted(line["asked"] for line in told) == ["GET /sleeps"] * 3 + ["GET /spins"]
    assert all(line["seconds"] == LIMIT and "slow_app.py" in line["where"][-1] for line in told)
    # Whoever waited is told.
    for client in hung:
        told_them = client.makefile("rb").read().decode()
        assert told_them.startswith("HTTP/1.1 503")
        assert "Retry-After: 60" in told_them
        assert "等得太久" in told_them
        assert "This took too long" in told_them
        client.close()


@pytest.mark.slow
def test_a_worker_that_hears_nothing_is_killed_and_replaced(site: Site) -> None:
    deaf = [site.open("/deaf") for _ in range(4)]
    time.sleep(0.5)
    assert site.answers_within((LIMIT + conf.DEAF_SECONDS) * 6)
    assert any("WORKER TIMEOUT" in line["message"] for line in site.told("library"))
    for client in deaf:
        client.close()


@pytest.mark.slow
def test_connections_that_say_nothing_hold_up_nobody(site: Site) -> None:
    silent = [site.open() for _ in range(12)]
    begun = time.monotonic()
    assert site.ask("/", timeout=30)
    assert time.monotonic() - begun < LIMIT
    for client in silent:
        client.close()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_end_is_an_end_though_requests_hang(site: Site, how: signal.Signals) -> None:
    hung = [site.open("/spins"), site.open("/sleeps")]
    time.sleep(0.5)
    assert site.end(how) < 3 * conf.graceful_timeout
    with pytest.raises(OSError):
        site.ask("/", timeout=2)
    for client in hung:
        client.close()


@pytest.mark.slow
def test_a_header_does_not_make_a_request_secure(site: Site) -> None:
    assert site.ask("/", timeout=30, headers={"X-Forwarded-Proto": "https"}).endswith(" http")
