"""What the database itself refuses: changing the record, going round the act, seeing another bureau, deleting what acts name."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.cases.cast import World, people
from yifa.cases.models import Case, LogEntry, Obligation
from yifa.house.models import Holding, Officer
from yifa.house.row_security import tenant_tables
from yifa.house.tenancy import NoBureau, TenantModel, current_bureau, require_bureau, using_bureau
from yifa.parties.models import Party
from yifa.postgres.owner import as_owner

LOG = ("log_entry", "act_content", "log_head", "log_tile", "log_checkpoint")
CHANGES = [
    *[f"update {table} set bureau_id = bureau_id" for table in LOG],
    *[f"delete from {table}" for table in LOG],
    *[f"truncate {table} cascade" for table in LOG],
]


def _refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_cannot_change_the_record(world: World, statement: str) -> None:
    world.walk(until="accept")
    _refused(statement)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("statement", [one for one in CHANGES if one != CHANGES[2] and one != CHANGES[1]])
def test_the_owner_of_the_tables_cannot_change_the_record(committed_world: World, statement: str) -> None:
    world = committed_world
    world.walk(until="accept")
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('yifa.bureau', %s, false)", [str(world.bureau.pk)])
        _refused(statement)


def test_the_owner_can_only_take_answers_away_and_let_the_log_grow(committed_world: World) -> None:
    world = committed_world
    world.open()
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('yifa.bureau', %s, false)", [str(world.bureau.pk)])
        _refused("update act_content set answers = jsonb_set(answers, '{amount,1}', '7')")
        _refused("update log_head set size = 0")
        _refused("select yifa_erase(bureau_id, 0, array['amount']) from log_head")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into log_entry select * from log_entry",
        "update cases_case set marking = '{}'",
        "update cases_case set version = version + 1",
        "insert into cases_obligation select * from cases_obligation",
        "delete from cases_obligation",
        "update cases_letter set serial = 99",
        "update cases_refusal set reasons = '[]'",
        "delete from cases_refusal",
    ],
)
def test_the_application_cannot_write_cases_but_by_an_act(world: World, statement: str) -> None:
    world.open()
    _refused(statement)


def test_a_connection_without_a_bureau_sees_and_writes_nothing(committed_world: World) -> None:
    committed_world.open()
    with psycopg.connect(**_login(), autocommit=True) as raw:
        for table in ("cases_case", "log_entry", "house_officer", "parties_party", "act_content"):
            assert raw.execute(f"select count(*) from {table}").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(
                "insert into house_department (bureau_id, name, name_en, is_active) values (%s, '科', '', true)",
                (committed_world.bureau.pk,),
            )


def test_a_bureau_sees_only_its_own(committed_world: World) -> None:
    world = committed_world
    world.open()
    with psycopg.connect(**_login(), autocommit=True) as raw:
        raw.execute("select set_config('yifa.bureau', %s, false)", (str(world.other.pk),))
        for table in ("cases_case", "log_entry", "house_officer", "cases_obligation", "cases_file"):
            assert raw.execute(f"select count(*) from {table}").fetchone() == (0,)
        for table in ("log_head", "row_commitment"):
            seen = raw.execute(f"select distinct bureau_id from {table}").fetchall()
            assert seen == [(world.other.pk,)]
        with pytest.raises(psycopg.DatabaseError):
            raw.execute("select * from yifa_read_case(%s, 1)", (world.bureau.pk,))
        with pytest.raises(psycopg.DatabaseError):
            raw.execute("select * from yifa_search(%s, '''x''', '', 10, 10)", (world.bureau.pk,))


def test_every_table_of_a_bureau_is_under_row_level_security(world: World) -> None:
    wanted = tenant_tables()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relnamespace = 'public'::regnamespace and relkind = 'r'"
        )
        found = {name: (enabled, forced) for name, enabled, forced in cursor.fetchall()}
    assert set(wanted) <= set(found)
    assert {name: found[name] for name in wanted} == {name: (True, forced) for name, forced in wanted.items()}
    carrying = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == "bureau_id" for field in model._meta.concrete_fields)
    }
    assert carrying <= set(wanted)


def test_managers_keep_bureaus_apart_without_the_database(world: World) -> None:
    world.open()
    assert Case.objects.count() == 1
    with using_bureau(world.other):
        assert not Case.objects.exists()
        people(world.other)
        assert Officer.objects.count() == 6
    assert Case.objects.count() == 1
    assert "bureau_id" in str(Case.objects.all().query)


def test_without_a_bureau_managers_give_nothing(db: None) -> None:
    assert current_bureau() is None
    assert not Party.objects.exists()
    with pytest.raises(NoBureau):
        require_bureau()


def test_every_tenant_model_has_the_scoped_manager() -> None:
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            assert model._default_manager.name == "objects", model
            # Holdings of whoever stands in are left out of both; what refers to a row must find every one.
            whole = "with_deputies" if model is Holding else "everywhere"
            assert model._base_manager.name == whole, model


def _referred(world: World) -> list[tuple[str, int]]:
    return [
        ("cases_case", world.walk(until="accept", assignee=world.clerk).case_id),
        ("house_officer", world.clerk.pk),
        ("house_post", world.posts["甲"].pk),
        ("house_department", world.department.pk),
        ("house_bureau", world.bureau.pk),
    ]


def test_nothing_that_an_act_refers_to_can_be_deleted(committed_world: World) -> None:
    world = committed_world
    for table, pk in _referred(world):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("select set_config('yifa.bureau', %s, false)", [str(world.bureau.pk)])
            with pytest.raises(DatabaseError):
                cursor.execute(f"delete from {table} where id = %s", [pk])
    with using_bureau(world.bureau):
        for one in (world.clerk, world.posts["甲"], world.department):
            with pytest.raises(models.ProtectedError):
                one.delete()
        assert Obligation.objects.exists()


def _login() -> dict[str, Any]:
    settings = connection.settings_dict
    return {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "dbname": settings["NAME"],
    }
