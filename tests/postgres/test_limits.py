"""A session is told how long its statements, its waits for locks and its idle transactions may last."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection

from yifa.conf.database import COMMAND, REQUEST, embedded, from_addresses


def told(limits: dict[str, str]) -> dict[str, str]:
    fresh: Any = connection.copy()
    fresh.settings_dict = {**fresh.settings_dict, "LIMITS": limits}
    try:
        with fresh.cursor() as cursor:
            found = {}
            for name in REQUEST:
                cursor.execute(f"show {name}")
                found[name] = cursor.fetchone()[0]
            return found
    finally:
        fresh.close()


def test_a_requests_session_has_limits_and_a_commands_only_one_for_locks(transactional_db: None) -> None:
    assert told(dict(REQUEST)) == {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
    }
    assert told(dict(COMMAND)) == {
        "statement_timeout": "0",
        "lock_timeout": "1min",
        "idle_in_transaction_session_timeout": "0",
    }


def test_a_statement_that_takes_too_long_ends(transactional_db: None) -> None:
    fresh: Any = connection.copy()
    fresh.settings_dict = {**fresh.settings_dict, "LIMITS": {"statement_timeout": "50ms"}}
    try:
        with fresh.cursor() as cursor, pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("select pg_sleep(5)")
    finally:
        fresh.close()


def test_every_database_of_an_installation_has_the_limits(tmp_path: Any) -> None:
    assert embedded(tmp_path)["LIMITS"] == dict(REQUEST)
    assert from_addresses("postgresql://app:x@db/yifa")["LIMITS"] == dict(REQUEST)
