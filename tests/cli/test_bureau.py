"""A bureau begins with the three who keep its system, from the command line; the day's routine runs over all bureaus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from typer.testing import CliRunner

from yifa.cases.models import LogEntry
from yifa.cases.orders import founding
from yifa.cli import bureau as commands
from yifa.cli import daily, main
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau

ADD = [
    "add",
    "some-kj",
    "某市科学技术局",
    "--system-administrator",
    "keeper=王建国",
    "--security-administrator",
    "guard=李红梅",
    "--audit-administrator",
    "auditor=赵志强",
    "--division",
    "411100",
    "--mark",
    "某科",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> None:
    settings.HOME = tmp_path


@pytest.mark.django_db
def test_a_bureau_is_entered_with_three_people_who_keep_its_system() -> None:
    told = CliRunner().invoke(commands.app, ADD)
    assert told.exit_code == 0, told.output
    bureau = Bureau.objects.get(code="some-kj")
    passwords = re.findall(r"首次密码（只显示这一次）：(\S+)", told.output)
    with using_bureau(bureau):
        for username, role, password in zip(
            ("keeper", "guard", "auditor"), founding.ROLES, passwords, strict=True
        ):
            officer = Officer.objects.get(user__username=username)
            assert officer.powers_on(officer.holdings.get().from_on) == {role}
            assert officer.must_change_password
            assert get_user_model().objects.get(username=username).check_password(password)
    assert "some-kj" in CliRunner().invoke(commands.app, ["list"]).output


@pytest.mark.django_db
def test_how_a_bureau_began_stands_in_its_log() -> None:
    CliRunner().invoke(commands.app, ADD)
    with using_bureau(Bureau.objects.get()):
        steps = list(LogEntry.objects.order_by("position").values_list("kind", "step", "officer_id"))
    assert [step for _, step, _ in steps] == [
        "found-bureau",
        "add-department",
        *["add-post", "add-officer", "appoint", "open-login"] * 3,
    ]
    assert {kind for kind, _, _ in steps} == {"house"}
    assert not any(officer for _, _, officer in steps)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("option", "given", "status", "says"),
    [
        ("--audit-administrator", "auditor=王建国", 1, "三个不同的人"),
        ("--audit-administrator", "Keeper=赵志强", 1, "三个不同的人"),
        ("--audit-administrator", "赵志强", 2, "用户名=姓名"),
    ],
)
def test_one_person_in_two_of_the_three_roles_is_refused_and_nothing_is_entered(
    option: str, given: str, status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = list(ADD)
    arguments[arguments.index(option) + 1] = given
    with pytest.raises(SystemExit) as ended:
        main(["--language", "zh-hans", "bureau", *arguments])
    assert ended.value.code == status
    assert says in capsys.readouterr().err
    assert not Bureau.objects.exists()
    assert not get_user_model().objects.exists()


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
