"""Hands that reach beside the record: rows without acts for the houses of tests, and tampering that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, transaction

from yifa.postgres.cluster import SUPERUSER
from yifa.postgres.owner import as_owner


@contextmanager
def hands() -> Iterator[None]:
    """Within the block, rows that the record proves may be committed without an act, for the houses of tests that commit.

    Within a transaction it does nothing: what a test rolls back is in nobody's record.
    """
    if connection.in_atomic_block:
        yield
        return
    _guard("disable")
    try:
        yield
    finally:
        _guard("enable always")


@contextmanager
def tampering() -> Iterator[Any]:
    """A cursor of the server's superuser, in a transaction in which no trigger and no key holds; rolled back in the end.

    What is called within the block sees what was tampered with. Not inside a transaction.
    """
    with as_owner(role="SUPERUSER"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute("; ".join(f"alter table {name} disable trigger all" for name in tables))
        cursor.execute("alter table log_entry drop constraint leaf_is_the_hash_of_the_entry")
        yield cursor
        transaction.set_rollback(True)


def _guard(word: str) -> None:
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "dbname": given["NAME"], "user": SUPERUSER}
    with psycopg.connect(**address, autocommit=True) as database:
        database.execute(f"alter table row_commitment {word} trigger rows_need_an_entry")
