"""See the package's docstring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base, creation

from yifa.postgres.cluster import Cluster
from yifa.postgres.owner import connection_as


class DatabaseCreation(creation.DatabaseCreation):
    """Makes and removes test databases as the owner, so that tests themselves can run as the application."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with connection_as(self.connection, "OWNER"):
            return super().create_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        # A live server's thread may let go of its session a moment after the last test has ended, and a database with a
        # session cannot be removed. Only the superuser may end a session of the application's.
        role = "SUPERUSER" if self.connection.settings_dict.get("SUPERUSER") else "OWNER"
        with connection_as(self.connection, role):
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            super().destroy_test_db(*args, **kwargs)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that starts the embedded server if it is not there yet."""

    creation_class = DatabaseCreation

    def init_connection_state(self) -> None:
        super().init_connection_state()
        limits = self.settings_dict.get("LIMITS")
        if not limits:
            return
        with self.cursor() as cursor:
            for name, value in limits.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
        if not self.get_autocommit():
            self.connection.commit()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded = self.settings_dict.get("EMBEDDED")
        if not embedded:
            return super().get_new_connection(conn_params)
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # Not running yet, or without its roles and database: both are mended, or said, here.
            Cluster(Path(embedded["FOLDER"]), embedded["SETTINGS"]).ensure_running()
            return super().get_new_connection(conn_params)
