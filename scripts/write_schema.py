"""Writes yifa/postgres/schema.sql from the migrations, run one by one on a database that is thrown away.

python scripts/write_schema.py           writes the file
python scripts/write_schema.py --check   tells whether the file is what the migrations make; ends with 1 where it is not
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from yifa.postgres.cluster import DATABASE, THROWAWAY, Cluster


def made_by_migrations(home: Path) -> str:
    """What the migrations make of an empty database, as the file spells it."""
    os.environ["YIFA_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.dev")
    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from yifa.postgres.owner import as_owner
    from yifa.postgres.schema import spelled

    embedded = connection.settings_dict["EMBEDDED"]
    embedded["SETTINGS"] = THROWAWAY
    cluster = Cluster(Path(embedded["FOLDER"]), THROWAWAY)
    cluster.ensure_running()
    try:
        with as_owner():
            executor = MigrationExecutor(connection)
            # Without the signals: privileges, row security and the triggers on rows are set after every migration.
            executor.migrate(executor.loader.graph.leaf_nodes())
            applied = list(executor.recorder.applied_migrations())
        connection.close()
        dump = cluster.schema_of(DATABASE)
    finally:
        cluster.destroy()
    return spelled(dump, applied)


def main() -> int:
    """See the module's docstring."""
    with tempfile.TemporaryDirectory(prefix="yifa-schema-") as home:
        made = made_by_migrations(Path(home))
    from yifa.postgres.schema import SCHEMA

    if "--check" not in sys.argv[1:]:
        SCHEMA.write_text(made, encoding="utf-8")
        return 0
    if SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == made:
        return 0
    print("yifa/postgres/schema.sql is not what the migrations make: run python scripts/write_schema.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
