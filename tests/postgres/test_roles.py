"""The application's role works with rows; it defines no tables and passes by no policy."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db


def ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row[0] if row else None


def test_tests_run_as_the_application() -> None:
    assert ask("SELECT current_user") == "yifa_app"
    assert (
        ask(
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        is False
    )


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE t (n int)",
        "DROP TABLE auth_user",
        "TRUNCATE auth_user CASCADE",
        "ALTER TABLE auth_user ADD n int",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_may_not(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        ask(statement)


@pytest.mark.django_db(transaction=True)
def test_rows_of_one_transactional_test_are_committed() -> None:
    from django.contrib.auth.models import User

    User.objects.create(username="committed")
    assert ask("SELECT count(*) FROM auth_user") == 1


@pytest.mark.django_db(transaction=True)
def test_transactional_tests_begin_with_empty_tables() -> None:
    assert ask("SELECT count(*) FROM auth_user") == 0
