"""A new database gets its tables from a file that is what the migrations make (the whole comparison is in .ci/run)."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from yifa.postgres.schema import migrations_digest, spelled, written_for


def test_the_file_was_written_after_the_last_change_of_a_migration() -> None:
    assert written_for() == migrations_digest(), "run: python scripts/write_schema.py"


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_a_new_database_has_every_migration_behind_it() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_what_is_of_the_dumps_session_is_left_out_and_bodies_are_kept() -> None:
    dump = """
--
-- PostgreSQL database dump
--
\\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE FUNCTION public.f() RETURNS void
    AS $$
begin
    -- a word
    SET LOCAL a.b = '';
end $$;

SET default_tablespace = '';
CREATE TABLE public.t (a int);
"""
    text = spelled(dump, [("b", "0001_initial"), ("a", "0001_initial")])
    assert text.splitlines()[2:] == [
        "CREATE FUNCTION public.f() RETURNS void",
        "    AS $$",
        "begin",
        "    -- a word",
        "    SET LOCAL a.b = '';",
        "end $$;",
        "CREATE TABLE public.t (a int);",
        "INSERT INTO public.django_migrations (app, name, applied) VALUES",
        "    ('a', '0001_initial', now()),",
        "    ('b', '0001_initial', now());",
    ]
