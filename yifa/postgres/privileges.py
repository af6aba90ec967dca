"""What the application's role may do to each table, set anew after every migration.

The default is SELECT, INSERT, UPDATE and DELETE. An application that keeps evidence says less on its AppConfig:

- ``append_only_tables = ("log_entry", …)``: SELECT and INSERT, and nothing else, for ever;
- ``table_privileges = {"log_head": ("SELECT", "INSERT", "UPDATE")}``: exactly these.

Nobody but the owner may TRUNCATE, alter or drop a table, and the table of migrations can only be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

ORDINARY: Final = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
APPEND_ONLY: Final = frozenset({"SELECT", "INSERT"})
READ_ONLY: Final = frozenset({"SELECT"})


def declared(configs: Iterable[AppConfig] | None = None) -> dict[str, frozenset[str]]:
    """Tables whose privileges differ from the ordinary ones. Raises ImproperlyConfigured when two declarations disagree."""
    found: dict[str, frozenset[str]] = {"django_migrations": READ_ONLY}
    for config in apps.get_app_configs() if configs is None else configs:
        wanted: dict[str, frozenset[str]] = dict.fromkeys(
            getattr(config, "append_only_tables", ()), APPEND_ONLY
        )
        special: Mapping[str, Iterable[str]] = getattr(config, "table_privileges", {})
        for table, names in special.items():
            privileges = frozenset(names)
            if not privileges <= ORDINARY:
                raise ImproperlyConfigured(
                    f"{config.name}: {table}: unknown privileges {sorted(privileges - ORDINARY)}"
                )
            if table in wanted:
                raise ImproperlyConfigured(f"{config.name}: {table} is declared append-only and otherwise")
            wanted[table] = privileges
        for table, privileges in wanted.items():
            if table in found:
                raise ImproperlyConfigured(f"{config.name}: the privileges of {table} are declared twice")
            found[table] = privileges
    return found


def apply_privileges(using: str = "default") -> int:
    """Grants the application's role what the declarations say and takes away the rest; gives the number of changed tables.

    Runs as the owner. Partitions follow their table; a declared table that is not there yet is passed over.
    """
    connection = connections[using]
    role = connection.settings_dict["APPLICATION_USER"]
    special = declared()
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, coalesce(root.relname, c.relname), c.relkind::text,
                   coalesce(array_agg(granted.privilege_type) FILTER (WHERE granted.privilege_type IS NOT NULL), '{}')
            FROM pg_class c
            LEFT JOIN pg_class root ON c.relispartition AND root.oid = pg_partition_root(c.oid)
            LEFT JOIN LATERAL aclexplode(c.relacl) granted
              ON granted.grantee = (SELECT oid FROM pg_roles WHERE rolname = %s)
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
              AND c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
            GROUP BY c.oid, c.relname, root.relname, c.relkind
            """,
            [role],
        )
        rows: list[tuple[str, str, str, list[str]]] = cursor.fetchall()
        statements: list[str] = []
        for name, table, kind, held in rows:
            if kind == "S":
                wanted = frozenset({"USAGE", "SELECT"})
            elif kind in {"v", "m"}:
                wanted = special.get(table, READ_ONLY)
            else:
                wanted = special.get(table, ORDINARY)
            if frozenset(held) == wanted:
                continue
            what = "SEQUENCE" if kind == "S" else "TABLE"
            statements.append(f"REVOKE ALL ON {what} {quote(name)} FROM {quote(role)}")
            statements.append(f"GRANT {', '.join(sorted(wanted))} ON {what} {quote(name)} TO {quote(role)}")
        if statements:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quote(role)}")
            cursor.execute("; ".join(statements))
    return len(statements) // 2


def after_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    """Receiver of post_migrate. Without a plan it was not a migration that sent it, but the emptying of a test database."""
    if plan is not None:
        apply_privileges(using)
