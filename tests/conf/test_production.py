"""A production configuration starts only with what a bureau chose on purpose."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.test import RequestFactory, override_settings
from pytest_django import Settings

from yifa.conf.checks import database_is_guarded, no_demonstration_bureaus, no_demonstration_log_ins
from yifa.conf.logins import demo_address
from yifa.house.models import Bureau
from yifa.postgres.owner import as_owner

COMPLETE = {
    "YIFA_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
    "DATABASE_URL": "postgresql://yifa_app:s3cret@database/yifa",
    "DATABASE_OWNER_URL": "postgresql://yifa_owner:s3cret@database/yifa",
    "YIFA_ALLOWED_HOSTS": "yifa.example",
}


def start(
    shown: str = "p.DATABASES['default']['USER'], p.DEBUG", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Loads the production settings in a process with this environment alone, and shows some of them."""
    kept = {name: value for name, value in os.environ.items() if name not in COMPLETE and "YIFA" not in name}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"import yifa.conf.production as p; print({shown})",
        ],
        env={**kept, **COMPLETE, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_configuration_starts() -> None:
    done = start()
    assert done.returncode == 0, done.stderr
    assert done.stdout == "yifa_app False\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"YIFA_SECRET_KEY": ""}, "YIFA_SECRET_KEY"),
        ({"YIFA_SECRET_KEY": "changeme"}, "too short or too simple"),
        ({"YIFA_SECRET_KEY": "a" * 60}, "too short or too simple"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "must read postgresql://"),
        ({"DATABASE_OWNER_URL": COMPLETE["DATABASE_URL"]}, "needs a role of its own"),
        ({"DATABASE_OWNER_URL": "postgresql://yifa_owner@database/other"}, "same database"),
        ({"YIFA_ALLOWED_HOSTS": ""}, "YIFA_ALLOWED_HOSTS"),
        ({"YIFA_ALLOWED_HOSTS": "*"}, "YIFA_ALLOWED_HOSTS"),
        ({"YIFA_SECOND_FACTOR": "head of organ"}, "YIFA_SECOND_FACTOR"),
    ],
)
def test_production_refuses_to_start(changes: dict[str, str], said: str) -> None:
    done = start(**changes)
    assert done.returncode != 0
    assert said in done.stderr
    assert "s3cret" not in done.stderr


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (
            "",
            "audit-administrator deputy-head head-of-organ party-group-secretary security-administrator system-administrator",
        ),
        ("none", ""),
        ("all", "all"),
        ("head-of-organ, finance", "finance head-of-organ"),
    ],
)
def test_who_keeps_the_system_and_who_signs_needs_a_second_factor_unless_set_otherwise(
    given: str, asked: str
) -> None:
    done = start("*sorted(p.SECOND_FACTOR)", YIFA_SECOND_FACTOR=given)
    assert done.stdout.split() == asked.split(), done.stderr


@pytest.mark.django_db
def test_demonstration_log_ins_count_only_where_demonstrations_run(settings: Settings) -> None:
    User.objects.create_user("director", demo_address("director"), "a published word")
    request = RequestFactory().post("/accounts/login/")
    settings.DEMO_LOGINS_ALLOWED = True
    assert authenticate(request, username="director", password="a published word") is not None
    assert no_demonstration_log_ins(None, databases=["default"]) == []
    settings.DEMO_LOGINS_ALLOWED = False
    assert authenticate(request, username="director", password="a published word") is None
    assert [one.id for one in no_demonstration_log_ins(None, databases=["default"])] == ["yifa.E005"]


@pytest.mark.django_db(transaction=True)
def test_the_owner_of_the_tables_does_not_serve_pages() -> None:
    assert database_is_guarded(None, databases=["default"]) == []
    with as_owner():
        assert [one.id for one in database_is_guarded(None, databases=["default"])] == ["yifa.E004"]
    with as_owner(role="SUPERUSER"):
        assert "yifa.E003" in [one.id for one in database_is_guarded(None, databases=["default"])]


@override_settings(DEBUG=True)
def test_debugging_pages_are_refused() -> None:
    assert "yifa.E001" in [one.id for one in run_checks()]


@pytest.mark.django_db
def test_production_refuses_a_demonstrations_bureau(settings: Settings) -> None:
    Bureau.objects.create(code="real-kj", name="某市科学技术局")
    settings.DEMO_LOGINS_ALLOWED = False
    assert no_demonstration_bureaus(None, databases=["default"]) == []
    Bureau.objects.create(code="demo-kj", name="演示局", is_demonstration=True)
    (found,) = no_demonstration_bureaus(None, databases=["default"])
    assert (found.id, "demo-kj" in found.msg) == ("yifa.E006", True)
    settings.DEMO_LOGINS_ALLOWED = True
    assert no_demonstration_bureaus(None, databases=["default"]) == []
