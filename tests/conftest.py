"""What every test may count on: one database server for the run, compiled messages, and (for browser tests) Chromium."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.browser import AXE, CHROMIUM, FLAGS, violations

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def pytest_configure(config: pytest.Config) -> None:
    """Parallel processes of one run share the server whose folder the first process names."""
    from django.conf import settings

    from yifa.conf import messages
    from yifa.sealing.ring import ensure

    # Timings are never asserted: a machine that does other things too is no fault of what is tested.
    hypothesis_settings.register_profile("yifa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis_settings.load_profile("yifa")
    if not hasattr(config, "workerinput"):
        os.environ["YIFA_TEST_CLUSTER"] = str(settings.TEST_CLUSTER)
        ensure(date(2020, 1, 1))
        messages.compile_stale()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever named the server's folder removes it."""
    from django.conf import settings

    from yifa.postgres.cluster import Cluster

    if not hasattr(config, "workerinput"):
        cluster = Cluster(settings.TEST_CLUSTER)
        if cluster.data.exists():
            cluster.destroy()


_BROWSER = frozenset({"page", "context", "browser"})
_YEAR = Path(__file__).parent / "journeys"


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Marks what takes long, and begins with it: no process is left with a year to play at the end."""
    weights: dict[str, int] = {}
    for item in items:
        if _BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        # A journey begins with a year that was played.
        if item.path.is_relative_to(_YEAR):
            item.add_marker("slow")
    yield
    for item in items:
        weight = 2 * ("slow" in item.keywords) + ("browser" in item.keywords)
        name = item.nodeid.partition("::")[0]
        weights[name] = max(weights.get(name, 0), weight)
    # By files, each of which one process takes whole: what a file's tests share is made once.
    items.sort(key=lambda item: -weights[item.nodeid.partition("::")[0]])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Before the first test database is made: what killed runs left behind goes."""
    from django.conf import settings

    from yifa.postgres.cluster import remove_abandoned

    remove_abandoned(settings.TEST_CLUSTER.parent, "yifa-test-")


@pytest.fixture(scope="session", autouse=True)
def _rows_by_hand_in_what_is_rolled_back() -> None:
    """A test whose transaction is rolled back may write rows without an act: what is never committed is in nobody's record.

    Django asks at the end of such a test for all constraints; it is asked for all but that one, which tests that commit meet.
    """
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.postgresql.base import DatabaseWrapper

    names: list[str] = []

    def check_constraints(self: BaseDatabaseWrapper, table_names: Any = None) -> None:
        with self.cursor() as cursor:
            if not names:
                cursor.execute(
                    "select distinct quote_ident(conname) from pg_constraint"
                    " where condeferrable and conname <> 'rows_need_an_entry'"
                )
                names.extend(name for (name,) in cursor.fetchall())
            cursor.execute(f"set constraints {', '.join(names)} immediate; set constraints all deferred")

    # On the class: a browser's event loop makes connections of its own.
    DatabaseWrapper.check_constraints = check_constraints  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium instead of a downloaded one."""
    # Playwright's event loop runs in the thread of the test, which also asks the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A clerk's browser in China."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[User], None]:
    """``sign_in(user)``: the browser goes on as that user."""

    def go_on_as(user: User) -> None:
        from django.test import Client

        client = Client()
        client.force_login(user, backend="yifa.conf.logins.Backend")
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )

    return go_on_as


@pytest.fixture
def no_barriers() -> Callable[[Page], None]:
    """``no_barriers(page)``: fails with a list of the accessibility rules that the page breaks, if any."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Page) -> None:
        found = violations(Axe().run(page, options=AXE).response)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return look


@pytest.fixture(scope="module")
def days_to_come(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tests of a module record acts of days that have not come; the guard on the clock has tests of its own."""
    from django.db import connection

    from yifa.postgres.cluster import SUPERUSER

    given = connection.settings_dict

    def guard(word: str) -> None:
        address = {"host": given["HOST"], "port": given["PORT"], "dbname": given["NAME"], "user": SUPERUSER}
        with psycopg.connect(**address, autocommit=True) as database:
            database.execute(f"alter table log_head {word} trigger only_grow")

    guard("disable")
    yield
    guard("enable")


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """A page that was asked for in English leaves the thread in English; the next test begins in Chinese all the same."""
    yield
    translation.deactivate()
