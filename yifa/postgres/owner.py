"""Acting as the owner of the schema: for migrations, for making test databases, and for nothing else.

The application's role cannot become the owner: the two log in apart. A process that may act as the owner is one that was
given the owner's address (``DATABASE_OWNER_URL``, or the embedded server's socket).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from yifa.postgres.errors import RoleProblem


@contextmanager
def as_owner(using: str = DEFAULT_DB_ALIAS, *, role: str = "OWNER") -> Iterator[None]:
    """Within the block, the connection of this thread logs in as the schema's owner; nests. Not inside a transaction.

    role: which of the connection's other log-ins to use; tests also have ``SUPERUSER``, to empty the log's tables.
    Raises RoleProblem when no such log-in is configured, or a transaction is open.
    """
    with connection_as(connections[using], role):
        yield


@contextmanager
def connection_as(connection: BaseDatabaseWrapper, role: str) -> Iterator[None]:
    """As ``as_owner``, for a given connection."""
    settings: dict[str, Any] = connection.settings_dict
    login: dict[str, str] | None = settings.get(role)
    if not login:
        raise RoleProblem(
            zh="没有配置数据库所有者的连接，无法变更表结构。请用 DATABASE_OWNER_URL 给出。",
            en="No connection as the database's owner is configured, so tables cannot be changed. Give it in DATABASE_OWNER_URL.",
        )
    if all(settings.get(key) == value for key, value in login.items()):
        yield
        return
    if connection.in_atomic_block:
        raise RoleProblem(
            zh="事务尚未结束，不能改用数据库所有者身份。",
            en="The connection cannot become the database's owner while a transaction is open.",
        )
    before = {key: settings.get(key) for key in login}
    connection.close()
    settings.update(login)
    try:
        yield
    finally:
        connection.close()
        settings.update(before)
