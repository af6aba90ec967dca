"""What imports do not show: how tables refer to each other.

Nobody and nothing that an act refers to can be deleted, no field of work hangs on another, and every special privilege is
about a table that exists.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from yifa.postgres import privileges

MODELS = [model for model in apps.get_models() if model.__module__.startswith("yifa.")]
RELATIONS = [
    (model, field)
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, (models.ForeignKey, models.OneToOneField)) and field.model is model
]
# What an act, and so the record, refers to.
RECORDED = {"cases", "house", "parties", "evidence"}


def floor(model: type[models.Model]) -> str:
    """``house``, ``cases`` …, or ``work.counsel`` for a field of work."""
    parts = model.__module__.split(".")
    return ".".join(parts[1:3]) if parts[1] == "work" else parts[1]


@pytest.mark.parametrize(
    ("model", "field"), RELATIONS, ids=[f"{model._meta.label}.{field.name}" for model, field in RELATIONS]
)
def test_relation_keeps_the_floors_and_the_record(
    model: type[models.Model], field: models.ForeignKey[models.Model, models.Model]
) -> None:
    target = field.related_model
    assert isinstance(target, type)
    here, there = floor(model), floor(target) if target.__module__.startswith("yifa.") else ""
    if here.startswith("work.") and there.startswith("work."):
        assert here == there, f"{model._meta.label} hangs on another field of work: {target._meta.label}"
    if there in RECORDED and here != "demo":
        allowed = {models.PROTECT, models.RESTRICT, models.DO_NOTHING}
        assert field.remote_field.on_delete in allowed, (
            f"deleting {target._meta.label} would change {model._meta.label}.{field.name}; acts refer to it: use PROTECT"
        )


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_tables_carry_their_applications_label(model: type[models.Model]) -> None:
    assert model._meta.db_table.startswith(f"{model._meta.app_label}_") or not model._meta.managed


@pytest.mark.django_db
def test_special_privileges_are_about_tables_that_exist() -> None:
    with connection.cursor() as cursor:
        tables = {table.name for table in connection.introspection.get_table_list(cursor)}
    assert set(privileges.declared()) <= tables


@pytest.mark.django_db
def test_the_application_has_exactly_the_declared_privileges() -> None:
    declared = privileges.declared()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname,
                   array_agg(p.name ORDER BY p.name) FILTER (WHERE has_table_privilege(current_user, c.oid, p.name))
            FROM pg_class c
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p (name)
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            GROUP BY c.relname
            """
        )
        held: dict[str, list[str]] = dict(cursor.fetchall())
    wanted = {table: sorted(declared.get(table, privileges.ORDINARY)) for table in held}
    assert {table: names or [] for table, names in held.items()} == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    "config", [c for c in apps.get_app_configs() if hasattr(c, "append_only_tables")], ids=str
)
def test_append_only_tables_take_no_change(config: object) -> None:
    tables: tuple[str, ...] = config.append_only_tables  # type: ignore[attr-defined]
    for table in tables:
        with connection.cursor() as cursor:
            for privilege in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, privilege])
                assert cursor.fetchone() == (False,), f"the application may {privilege} {table}"
