"""What docs/guides/running.md says of backup and restoring, done: another database, another folder, the same record."""

from __future__ import annotations

import json
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
DONE = """
import json, sys, django
django.setup()
from django.test import Client
from yifa.cli import main
for kind, *words in json.loads(sys.argv[1]):
    if kind == "page":
        answer = Client(raise_request_exception=False).get(words[0], headers={"host": "localhost"})
        print(answer.status_code, answer.content.decode())
    else:
        try:
            main(["--language", "zh", *words])
        except SystemExit as end:
            if end.code:
                sys.exit(end.code)
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
        address = f"/{bureau.code}/"

        def done(*what: tuple[str, ...]) -> str:
            found = run(sys.executable, "-c", DONE, json.dumps(what), **there)
            assert found.returncode == 0, found.stdout + found.stderr
            return found.stdout

        # Without its static files a page says what to do; with them it is there.
        before = done(
            ("yifa", "migrate"), ("page", address), ("yifa", "manage", "collectstatic", "--noinput")
        )
        assert any(line.startswith("503 ") for line in before.splitlines())
        assert "collectstatic" in before
        # The key is the one that signed: the log goes on.
        after = done(("page", address), ("yifa", "record", "verify", bureau.code), ("yifa", "daily"))
        assert after.startswith("200"), after
    finally:
        with cluster.connect() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")


def create(cluster: Cluster) -> None:
    """The empty database, as docs/reference/settings.md makes it."""
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {RESTORED} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0")
