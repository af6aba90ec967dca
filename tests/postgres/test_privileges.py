"""Privileges are declared by applications and applied after every migration."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from yifa.postgres import privileges
from yifa.postgres.owner import as_owner


def config(name: str, **attributes: Any) -> Any:
    return SimpleNamespace(name=name, **attributes)


def test_declarations_are_gathered() -> None:
    found = privileges.declared(
        [
            config("a", append_only_tables=("log",)),
            config("b", table_privileges={"head": ("SELECT", "UPDATE")}),
        ]
    )
    assert found == {
        "django_migrations": {"SELECT"},
        "log": {"SELECT", "INSERT"},
        "head": {"SELECT", "UPDATE"},
    }


@pytest.mark.parametrize(
    ("configs", "said"),
    [
        ([config("a", append_only_tables=("t",)), config("b", append_only_tables=("t",))], "declared twice"),
        ([config("a", append_only_tables=("t",), table_privileges={"t": ("SELECT",)})], "and otherwise"),
        ([config("a", table_privileges={"t": ("TRUNCATE",)})], "unknown privileges"),
    ],
)
def test_contradictory_declarations_are_refused(configs: list[Any], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        privileges.declared(configs)


@pytest.fixture
def log_table(monkeypatch: pytest.MonkeyPatch) -> Any:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE log_for_test (n int) PARTITION BY LIST (n)")
        cursor.execute("CREATE TABLE log_for_test_1 PARTITION OF log_for_test FOR VALUES IN (1)")
    declared = {**privileges.declared(), "log_for_test": privileges.APPEND_ONLY}
    monkeypatch.setattr(privileges, "declared", lambda: declared)
    yield
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE log_for_test")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("log_table")
def test_append_only_table_takes_rows_and_no_change_and_so_do_its_partitions() -> None:
    with as_owner():
        assert privileges.apply_privileges() == 2
        assert privileges.apply_privileges() == 0
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO log_for_test VALUES (1)")
    for statement in (
        "UPDATE log_for_test SET n = 1",
        "DELETE FROM log_for_test_1",
        "TRUNCATE log_for_test_1",
        "ALTER TABLE log_for_test DISABLE TRIGGER ALL",
    ):
        with (
            pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
