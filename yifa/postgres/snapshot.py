"""Reading as of one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

_WITHOUT_LIMITS: Final = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"


@contextmanager
def one_snapshot(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Within the block every query sees the database as it was at the first one, and none may write.

    Comparisons of tables with each other need it: what is written between two reads would look like a difference. Inside a
    transaction it changes nothing: whoever opened that one answers for it.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def without_limits(using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the transaction take as long as it takes: what reads a whole record is no page."""
    with connections[using].cursor() as cursor:
        cursor.execute(_WITHOUT_LIMITS)


def snapshot_name(using: str = DEFAULT_DB_ALIAS) -> str:
    """The name of the caller's snapshot, by which other connections see the same moment while its transaction lasts.

    The transaction may then wait for them as long as it takes.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_WITHOUT_LIMITS)
        cursor.execute("SELECT pg_export_snapshot()")
        return str(cursor.fetchone()[0])


@contextmanager
def same_snapshot(name: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Within the block every query sees what the snapshot of another connection sees, and none may write."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [name])
            cursor.execute(_WITHOUT_LIMITS)
        yield
