"""The tables of a new database, from one file of what all migrations have made: reading it takes a second, migrating a minute.

``schema.sql`` is written by ``scripts/write_schema.py`` and says which migrations it holds; whatever is newer is migrated after
it. A database that has tables already is migrated as always.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

SCHEMA: Final = Path(__file__).with_name("schema.sql")

_DIGEST: Final = re.compile(r"^-- migrations: ([0-9a-f]{64})$", re.MULTILINE)
# What pg_dump says of its own session, and what the owner of a database has already.
_OF_THE_SESSION: Final = re.compile(
    r"^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict|CREATE SCHEMA public|--)"
)


def migrations_digest() -> str:
    """SHA-256 (hex) of every migration of Yifa's applications: of their names and texts, line ends aside."""
    whole = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        if not config.name.startswith("yifa."):
            continue
        for path in sorted(Path(config.path, "migrations").glob("*")):
            if path.suffix in {".py", ".sql"}:
                text = path.read_text(encoding="utf-8")
                whole.update(f"{config.label}/{path.name}\n{len(text)}\n{text}".encode())
    return whole.hexdigest()


def written_for() -> str | None:
    """The digest of the migrations that the file was written for; None where there is no file."""
    if not SCHEMA.exists():
        return None
    with SCHEMA.open(encoding="utf-8") as file:
        found = _DIGEST.search(file.read(1000))
    return found[1] if found else None


def spelled(dump: str, applied: Iterable[tuple[str, str]]) -> str:
    """The file's text: what pg_dump said of a schema, without what is of its session, and the migrations that made it."""
    lines: list[str] = []
    in_body = False
    for line in dump.splitlines():
        # Bodies of functions are left as they are.
        if not in_body and (not line.strip() or _OF_THE_SESSION.match(line)):
            continue
        if line.count("$$") % 2 or line.count("$_$") % 2:
            in_body = not in_body
        lines.append(line.rstrip())
    rows = ",\n".join(f"    ('{app}', '{name}', now())" for app, name in sorted(applied))
    return (
        "-- Written by scripts/write_schema.py from the migrations; see schema.py beside this file.\n"
        f"-- migrations: {migrations_digest()}\n"
        + "\n".join(lines)
        + f"\nINSERT INTO public.django_migrations (app, name, applied) VALUES\n{rows};\n"
    )


def is_new(using: str) -> bool:
    """Whether a database was never migrated."""
    return not MigrationRecorder(connections[using]).has_table()


def make(using: str) -> None:
    """Makes the tables of a new database, all or none; as its owner."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        # The file speaks of functions before the tables that they name.
        cursor.execute("SET LOCAL check_function_bodies = off")
        cursor.execute(SCHEMA.read_text(encoding="utf-8"))
