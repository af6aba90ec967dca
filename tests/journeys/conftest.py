"""One bureau for each module, made by really doing a small year; the server runs beside the tests, on committed data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.journeys.town import NOW, TIMEOUT, TODAY, Town, Walk, profile_text
from yifa.cases.log.tree import integrate
from yifa.demo.loading import load


@pytest.fixture(scope="module")
def report_dated() -> date:
    """The day that the bureau's report on 2025 bears. A module whose story writes the report gives a day of 2025."""
    return date(2026, 1, 22)


@pytest.fixture(scope="module")
def town(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    report_dated: date,
) -> Iterator[Town]:
    """The bureau, its year done and its open matters waiting, behind a running server. Emptied after the module."""
    home = tmp_path_factory.mktemp("town")
    path = home / "small.yaml"
    path.write_text(profile_text(report_dated), "utf-8")
    with django_db_blocker.unblock(), override_settings(HOME=home, MEDIA_ROOT=home / "files", CLOCK=NOW):
        cache.clear()
        with ExitStack() as after:
            after.callback(call_command, "flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            loaded = load(path, TODAY)
            integrate(loaded.bureau, datetime(2026, 6, 15, 1, 30, tzinfo=UTC))
            server = LiveServer("localhost")
            after.callback(server.stop)
            yield Town(loaded.bureau, server.url, home)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The usual screen of an office."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}}


@pytest.fixture
def walk(page: Page, town: Town) -> Walk:
    """Somebody with a browser, at the bureau's door."""
    page.set_default_timeout(TIMEOUT)
    return Walk(page, town)
