"""A bureau begins with its system administrator, from the command line; the day's routine runs over all bureaus."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from typer.testing import CliRunner

from yifa.cli import bureau as commands
from yifa.cli import daily
from yifa.house.models import Bureau, Officer
from yifa.house.powers import SYSTEM_ADMINISTRATOR
from yifa.house.tenancy import using_bureau

ADD = [
    "add",
    "some-kj",
    "某市科学技术局",
    "--administrator",
    "keeper",
    "--division",
    "411100",
    "--mark",
    "某科",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> None:
    settings.HOME = tmp_path


@pytest.mark.django_db
def test_a_bureau_is_entered_with_its_administrator() -> None:
    told = CliRunner().invoke(commands.app, ADD)
    assert told.exit_code == 0, told.output
    bureau = Bureau.objects.get(code="some-kj")
    with using_bureau(bureau):
        officer = Officer.objects.get(user__username="keeper")
        holding = officer.holdings.get()
        assert holding.post.powers == [SYSTEM_ADMINISTRATOR]
        assert officer.powers_on(holding.from_on) == {SYSTEM_ADMINISTRATOR}
    password = told.output.split("首次密码（只显示这一次）：")[1].split()[0]
    assert get_user_model().objects.get(username="keeper").check_password(password)
    assert "some-kj" in CliRunner().invoke(commands.app, ["list"]).output


@pytest.mark.django_db
def test_a_code_that_cannot_name_a_log_is_refused_and_nothing_is_entered() -> None:
    told = CliRunner().invoke(commands.app, ["add", "Some KJ", *ADD[2:]])
    assert told.exit_code == 1
    assert "不能登记" in told.output
    assert not Bureau.objects.exists()
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_the_days_routine_signs_and_compares() -> None:
    CliRunner().invoke(commands.app, ADD)
    told = CliRunner().invoke(daily.app, [])
    assert told.exit_code == 0, told.output
    assert "不一致 0 处" in told.output
