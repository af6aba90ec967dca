"""Row-level security on every table that has a bureau, set anew after every migration.

A table is found by its model: whatever has a foreign key named ``bureau`` is a bureau's, so that a field's registers are kept
apart without naming them here. Tables without a model are declared on their AppConfig as ``bureau_tables``; one that a function
of the owner must search across policies is declared as ``bureau_tables_open_to_owner`` (see ``yifa.cases.told.search``).

The policy is FORCEd, so that it binds the owner of the tables as well. Nothing rests on it alone: see ``tenancy``.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.db import connections
from django.db.models import ForeignKey, Model
from django.db.models.options import Options

from yifa.house.tenancy import SETTING, USER_SETTING

POLICY: Final = "of_one_bureau"

_OWN: Final = f"bureau_id = (select nullif(current_setting('{SETTING}', true), '')::bigint)"
# A user who signs in does not know the bureau yet; the row that says where they work is shown to them alone.
_OWN_USER: Final = f"{_OWN} or user_id = (select nullif(current_setting('{USER_SETTING}', true), '')::bigint)"


def tenant_tables() -> dict[str, bool]:
    """Every table with a bureau, and whether the policy binds its owner as well."""
    found = {
        options.db_table: True
        for options in map(_options, apps.get_models())
        if options.managed and _has_bureau(options)
    }
    for config in apps.get_app_configs():
        found.update(dict.fromkeys(getattr(config, "bureau_tables", ()), True))
        found.update(dict.fromkeys(getattr(config, "bureau_tables_open_to_owner", ()), False))
    return found


def apply_row_security(using: str = "default") -> int:
    """Enables the policy on every table that lacks it; gives the number of tables changed. Runs as their owner."""
    connection = connections[using]
    wanted = tenant_tables()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select c.relname, c.relrowsecurity, c.relforcerowsecurity, exists (
                select from pg_policy p where p.polrelid = c.oid and p.polname = %s)
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            """,
            [POLICY],
        )
        changed = 0
        for table, enabled, forced, has_policy in cursor.fetchall():
            if table not in wanted or (enabled and forced == wanted[table] and has_policy):
                continue
            name = connection.ops.quote_name(table)
            force = "force" if wanted[table] else "no force"
            cursor.execute(f"alter table {name} enable row level security, {force} row level security")
            if not has_policy:
                seen = _OWN_USER if table == "house_officer" else _OWN
                cursor.execute(f"create policy {POLICY} on {name} using ({seen}) with check ({_OWN})")
            changed += 1
    return changed


def after_migrate(using: str = "default", **_: Any) -> None:
    """Signal receiver of post_migrate."""
    if connections[using].vendor == "postgresql":
        apply_row_security(using)


def _options(model: type[Model]) -> Options[Any]:
    return model._meta  # noqa: SLF001  (Django's public name for it)


def _has_bureau(options: Options[Any]) -> bool:
    return any(
        isinstance(field, ForeignKey) and field.column == "bureau_id" for field in options.concrete_fields
    )
