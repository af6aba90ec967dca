"""What docs/guides/running.md says of backup and restoring, done: another database, another folder, the same record."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import override_settings

from tests.portal.conftest import NOW, make_town
from yifa.conf.database import cluster_of
from yifa.postgres.cluster import APPLICATION, OWNER, SUPERUSER, Cluster, programs

RESTORED = "yifa_restored"
PAGE = """
import sys, django
django.setup()
from django.test import Client
answer = Client(raise_request_exception=False).get(sys.argv[1], headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=900
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_backup_restored_in_the_order_of_the_guide_is_the_same_record_and_serves(
    tmp_path: Path, settings: Any
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    with override_settings(HOME=old, MEDIA_ROOT=old / "files", CLOCK=NOW):
        cache.clear()
        bureau = make_town().bureau
        (old / "files").mkdir(exist_ok=True)
        (old / "files" / "kept").write_bytes(b"an upload")
    cluster = cluster_of(connections["default"].settings_dict)
    assert cluster is not None
    name = str(connections["default"].settings_dict["NAME"])
    dump = tmp_path / "yifa.dump"

    # Backup: the database first, then files and keys.
    made = run(
        str(programs() / "pg_dump"),
        "--format=custom",
        f"--file={dump}",
        f"--dbname={cluster.url(SUPERUSER, name)}",
    )
    assert made.returncode == 0, made.stderr
    backup = tmp_path / "backup"
    for folder in ("files", "keys"):
        shutil.copytree(old / folder, backup / folder)

    try:
        # An empty database of the owner, what was dumped, files and keys.
        create(cluster)
        restored = run(
            str(programs() / "pg_restore"),
            "--exit-on-error",
            f"--dbname={cluster.url(SUPERUSER, RESTORED)}",
            str(dump),
        )
        assert restored.returncode == 0, restored.stderr
        for folder in ("files", "keys"):
            shutil.copytree(backup / folder, new / folder)

        there = {
            "DJANGO_SETTINGS_MODULE": "yifa.conf.dev",
            "DATABASE_URL": cluster.url(APPLICATION, RESTORED),
            "DATABASE_OWNER_URL": cluster.url(OWNER, RESTORED),
            "YIFA_HOME": str(new),
        }
        yifa = (sys.executable, "-m", "yifa.cli", "--language", "zh")
        migrated = run(*yifa, "migrate", **there)
        assert migrated.returncode == 0, migrated.stderr

        # Without its static files a page says what to do; with them it is there.
        address = f"/{bureau.code}/"
        before = run(sys.executable, "-c", PAGE, address, **there)
        assert before.stdout.startswith("503"), before.stdout + before.stderr
        assert "collectstatic" in before.stdout
        collected = run(*yifa, "manage", "collectstatic", "--noinput", **there)
        assert collected.returncode == 0, collected.stderr
        after = run(sys.executable, "-c", PAGE, address, **there)
        assert after.stdout.startswith("200"), after.stdout + after.stderr

        verified = run(*yifa, "record", "verify", bureau.code, **there)
        assert verified.returncode == 0, verified.stdout + verified.stderr
        # The key is the one that signed: the log goes on.
        daily = run(*yifa, "daily", **there)
        assert daily.returncode == 0, daily.stdout + daily.stderr
    finally:
        with cluster.connect() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")


def create(cluster: Cluster) -> None:
    """The empty database, as docs/reference/settings.md makes it."""
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {RESTORED} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0")
