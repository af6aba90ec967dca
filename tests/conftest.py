"""What every test may count on: one database server for the run, compiled messages, and (for browser tests) Chromium."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Parallel processes of one run share the server whose folder the first process names."""
    from django.conf import settings

    if not hasattr(config, "workerinput"):
        os.environ["YIFA_TEST_CLUSTER"] = str(settings.TEST_CLUSTER)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever named the server's folder removes it."""
    from django.conf import settings

    from yifa.postgres.cluster import Cluster

    if not hasattr(config, "workerinput"):
        cluster = Cluster(settings.TEST_CLUSTER)
        if cluster.data.exists():
            cluster.destroy()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Before the first test database is made: what killed runs left behind goes."""
    from django.conf import settings

    from yifa.postgres.cluster import remove_abandoned

    remove_abandoned(settings.TEST_CLUSTER.parent, "yifa-test-")
