"""The embedded server: made once, reused while it runs, gone when it is destroyed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from yifa.postgres import cluster as cluster_module
from yifa.postgres.cluster import DURABLE, THROWAWAY, Cluster, remove_abandoned
from yifa.postgres.errors import ServerProblem


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    # Not in tmp_path: its name is too long for a socket, and its parents are closed to the service user.
    parent = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")
    one = Cluster(parent / f"yifa-cluster-{os.getpid()}", THROWAWAY)
    yield one
    one.destroy()


def test_several_processes_find_one_server_with_its_roles(cluster: Cluster) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: cluster.ensure_running(), range(3)))
    with cluster.connect() as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname LIKE 'yifa%' ORDER BY 1"
        ).fetchall()
    assert roles == [("yifa_app", False, False, False), ("yifa_owner", False, False, True)]
    with (
        cluster.connect("yifa_app", "yifa") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET ROLE yifa_owner")


def test_stopped_server_keeps_its_data_and_starts_again(cluster: Cluster) -> None:
    cluster.ensure_running()
    with cluster.connect("yifa_owner", "yifa") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    assert cluster.stop()
    assert not cluster.is_running()
    assert not cluster.stop()
    cluster.ensure_running()
    with cluster.connect("yifa_owner", "yifa") as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]
    cluster.destroy()
    assert not cluster.data.exists()


def test_server_is_closed_to_other_users_and_to_the_network(cluster: Cluster) -> None:
    cluster.ensure_running()
    assert cluster.socket_folder.stat().st_mode & 0o077 == 0
    with cluster.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_bureaus_server_does_not_forget() -> None:
    assert DURABLE["fsync"] == DURABLE["synchronous_commit"] == DURABLE["full_page_writes"] == "on"
    assert Cluster(Path("somewhere")).settings == DURABLE


def test_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = Cluster(tmp_path / ("a" * 120))
    assert len(str(deep.socket_folder / ".s.PGSQL.5432")) < 108


def test_failure_says_where_and_what_to_do(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Cluster(cluster.folder, {**THROWAWAY, "shared_buffers": "nonsense"})
    with pytest.raises(ServerProblem) as caught:
        broken.ensure_running()
    assert str(cluster.data) in caught.value.zh
    assert "shared_buffers" in caught.value.en
    assert "DATABASE_URL" in caught.value.en
    monkeypatch.setattr(cluster_module, "find_spec", lambda _: None)
    with pytest.raises(ServerProblem, match="make setup"):
        cluster.ensure_running()


def test_what_a_killed_run_left_is_removed(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = cluster.folder.parent
    left = Cluster(parent / "yifa-left-4194305", THROWAWAY)  # above the highest possible process id
    mine = parent / f"yifa-left-{os.getpid()}"
    mine.mkdir()
    try:
        left.ensure_running()
        remove_abandoned(parent, "yifa-left-")
        assert not left.data.exists()
        assert mine.exists()
    finally:
        mine.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_in_a_folder_closed_to_the_service_user_data_and_programs_lie_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")
    elsewhere = parent / f"yifa-elsewhere-{os.getpid()}"
    monkeypatch.setattr(cluster_module, "RELOCATED", elsewhere)
    installed = cluster_module.programs().parents[1]
    for folder in (installed, installed.with_name(f"{installed.name}.libs")):
        shutil.copytree(folder, tmp_path / folder.name, symlinks=True)
    tmp_path.chmod(0o700)
    spec = SimpleNamespace(origin=str(tmp_path / installed.name / "__init__.py"))
    monkeypatch.setattr(cluster_module, "find_spec", lambda _: spec)
    closed = Cluster(tmp_path / "postgres", THROWAWAY)
    try:
        closed.ensure_running()
        assert closed.data.is_relative_to(elsewhere)
        assert cluster_module.programs().is_relative_to(elsewhere)
        assert tmp_path.stat().st_mode & 0o077 == 0
    finally:
        closed.destroy()
        shutil.rmtree(elsewhere)
