"""A test database copied from a migrated one is what a migration makes, and is made anew once a migration changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from yifa.postgres.cluster import THROWAWAY, Cluster
from yifa.postgres.migrated import Migrated


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    parent = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")
    one = Cluster(parent / f"yifa-migrated-{os.getpid()}", THROWAWAY)
    one.ensure_running()
    with one.connect("yifa_owner", "postgres") as connection:
        connection.execute("CREATE DATABASE made")
    with one.connect("yifa_owner", "made") as connection:
        connection.execute(
            "CREATE TABLE kept (bureau int, n int); INSERT INTO kept VALUES (1, 2); GRANT SELECT ON kept TO yifa_app;"
            "ALTER TABLE kept ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON kept USING (bureau = 1);"
            "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2'"
        )
    yield one
    one.destroy()


def schema_of(cluster: Cluster, database: str) -> list[tuple[object, ...]]:
    with cluster.connect(database=database) as connection:
        return connection.execute(
            "SELECT relname, relowner::regrole::text, relacl::text, relrowsecurity FROM pg_class WHERE relname = 'kept'"
            " UNION ALL SELECT polname, NULL, pg_get_expr(polqual, polrelid), NULL FROM pg_policy"
            " UNION ALL SELECT proname, proowner::regrole::text, prosrc, NULL FROM pg_proc WHERE proname = 'twice'"
        ).fetchall()


def test_a_copy_has_tables_rows_owners_privileges_and_policies(cluster: Cluster, tmp_path: Path) -> None:
    made = Migrated(cluster, tmp_path)
    assert not made.copy("first")
    made.keep("made")
    assert made.copy("first")
    # Another run has the dump alone.
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE migrated_{made.digest[:16]}")
    assert made.copy("second")
    wanted = schema_of(cluster, "made")
    assert len(wanted) == 3
    assert schema_of(cluster, "first") == schema_of(cluster, "second") == wanted
    with cluster.connect("yifa_app", "second") as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(2,)]


def test_a_dump_that_cannot_be_read_is_as_good_as_none(cluster: Cluster, tmp_path: Path) -> None:
    made = Migrated(cluster, tmp_path)
    (tmp_path / f"{made.digest}.dump").write_bytes(b"half a dump")
    assert not made.copy("first")


def test_another_migration_is_another_database(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Migrated(cluster, tmp_path).digest
    assert Migrated(cluster, tmp_path).digest == before
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"# changed")
    assert Migrated(cluster, tmp_path).digest != before
