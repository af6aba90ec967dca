"""One bureau for each module, made by really doing a small year; the server runs beside the tests, on committed data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.journeys.town import NOW, TIMEOUT, TODAY, Town, Walk, profile_text
from yifa.cases.tree import integrate
from yifa.demo.bureaus import PASSWORD
from yifa.demo.loading import load
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau


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
        loaded = load(path, TODAY)
        _seat_recorder(loaded.bureau)
        integrate(loaded.bureau, datetime(2026, 6, 15, 1, 30, tzinfo=UTC))
        server = LiveServer("localhost")
        try:
            yield Town(loaded.bureau, server.url, home)
        finally:
            server.stop()
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


def _seat_recorder(bureau: Bureau) -> None:
    """Whoever records meetings signs in too, which the demonstration does without."""
    with using_bureau(bureau):
        officer = Officer.objects.filter(holdings__post__powers__contains=["recorder"]).order_by("id").first()
        assert officer is not None
        officer.user = get_user_model().objects.create_user("recorder", password=PASSWORD)
        officer.save(update_fields=["user"])


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The usual screen of an office."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}}


@pytest.fixture
def walk(page: Page, town: Town) -> Walk:
    """Somebody with a browser, at the bureau's door."""
    page.set_default_timeout(TIMEOUT)
    return Walk(page, town)
