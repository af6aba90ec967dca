"""Where the database is and who logs in to it: the embedded server, or one given by address.

The application logs in as a role that defines no tables and may not change the log; migrations log in as the owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from yifa.conf import env
from yifa.postgres.cluster import APPLICATION, DATABASE, OWNER, SUPERUSER, THROWAWAY, Cluster

Database: TypeAlias = dict[str, Any]

# A page that takes longer than this is lost to its reader anyway, and would hold a worker and its locks.
REQUEST: Final[Mapping[str, str]] = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
# Migrating, verifying and loading a year take their time; but a lock that nobody gives is told.
COMMAND: Final[Mapping[str, str]] = {"lock_timeout": "60s"}


def embedded(folder: Path, *, seconds: int = 60) -> Database:
    """Entry of ``DATABASES`` for the embedded server in ``folder``; connecting starts it."""
    return _embedded(Cluster(folder), seconds)


def throwaway(folder: Path) -> Database:
    """Entry of ``DATABASES`` for tests: a server that forgets on a power cut, and a superuser to empty tables with."""
    database = _embedded(Cluster(folder, THROWAWAY), 0)
    # Where the machine is busy, a test waits between two queries of one transaction for longer than a page would.
    database["LIMITS"] = {}
    database["SUPERUSER"] = {"USER": SUPERUSER}
    return database


def from_addresses(url: str, owner_url: str = "", *, seconds: int = 60) -> Database:
    """Entry of ``DATABASES`` for a server given by address (``DATABASE_URL``, ``DATABASE_OWNER_URL``).

    Raises ImproperlyConfigured for an address that is none, or when both log in as the same role.
    """
    database = {**_common(seconds), **_parse("DATABASE_URL", url)}
    database["APPLICATION_USER"] = database["USER"]
    if owner_url:
        owner = _parse("DATABASE_OWNER_URL", owner_url)
        if owner["NAME"] != database["NAME"]:
            raise ImproperlyConfigured(
                "DATABASE_URL 与 DATABASE_OWNER_URL 应为同一个数据库。\n"
                "DATABASE_URL and DATABASE_OWNER_URL must name the same database."
            )
        if owner["USER"] == database["USER"]:
            raise ImproperlyConfigured(
                f"DATABASE_URL 与 DATABASE_OWNER_URL 都以“{owner['USER']}”登录；应用程序须用另一个角色，才不能改动卷宗记录。\n"
                f"DATABASE_URL and DATABASE_OWNER_URL both log in as “{owner['USER']}”; the application needs a role of its "
                "own, so that it cannot change the record."
            )
        database["OWNER"] = {key: owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    return database


def from_environment(home: Path) -> Database:
    """The database that the environment names, or the embedded server under ``home``."""
    seconds = env.integer("YIFA_CONNECTION_SECONDS", 60)
    url = env.text("DATABASE_URL", "")
    if url:
        return from_addresses(url, env.text("DATABASE_OWNER_URL", ""), seconds=seconds)
    return embedded(home / "postgres", seconds=seconds)


def cluster_of(database: Database) -> Cluster | None:
    """The embedded server behind an entry of ``DATABASES``; None for a server given by address."""
    named = database.get("EMBEDDED")
    return Cluster(Path(named["FOLDER"]), named["SETTINGS"]) if named else None


def apply_privileges(using: str = "default") -> int:
    """See ``yifa.postgres.privileges.apply_privileges``."""
    from yifa.postgres import privileges

    return privileges.apply_privileges(using)


def _common(seconds: int) -> Database:
    return {
        "ENGINE": "yifa.postgres.backend",
        "CONN_MAX_AGE": seconds,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "yifa", "connect_timeout": 10},
        "ATOMIC_REQUESTS": False,
        "LIMITS": dict(REQUEST),
    }


def _embedded(cluster: Cluster, seconds: int) -> Database:
    return {
        **_common(seconds),
        "NAME": DATABASE,
        "USER": APPLICATION,
        "PASSWORD": "",
        "HOST": str(cluster.socket_folder),
        "PORT": "5432",
        "APPLICATION_USER": APPLICATION,
        "OWNER": {"USER": OWNER},
        "EMBEDDED": {"FOLDER": str(cluster.folder), "SETTINGS": dict(cluster.settings)},
    }


def _parse(variable: str, url: str) -> Database:
    """``postgresql://role:password@host:port/name?option=value``; a host beginning with / is a socket's folder."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable}: {error}") from error
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name or not parts.username:
        # The address itself may hold a password and is not repeated.
        raise ImproperlyConfigured(
            f"{variable} 应写作 postgresql://角色:密码@主机:端口/数据库。\n"
            f"{variable} must read postgresql://role:password@host:port/database."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    parsed: Database = {
        "NAME": name,
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
    }
    if options:
        parsed["OPTIONS"] = {"application_name": "yifa", "connect_timeout": 10, **options}
    return parsed
