"""The desk and the command line send a register on with the same checks, and neither shows a natural person's number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.work.conftest import Desk, moment, workbook
from tests.work.integrity.test_export import LICENCE, REPORTED, reported
from yifa.cli import main
from yifa.house.models import Post
from yifa.work.integrity.registers import CreditRecord
from yifa.work.planning.registers import PlannedTask

PAGE = "/desk/registers/integrity.creditrecord/feeds/two-publicity/"
NUMBER = "11010519491231002X"


@pytest.fixture
def session(desk: Desk, settings: Any) -> Client:
    settings.CLOCK = moment(REPORTED)
    user = User.objects.create_user("drafter", password="seventeen green bicycles")
    officer = desk.officers["drafter"]
    officer.user = user
    officer.save()
    client = Client()
    client.force_login(user, backend="yifa.conf.logins.Backend")
    return client


def person(desk: Desk) -> Any:
    return desk.party("李四", 2, kind="person", uscc="", resident_id=NUMBER, legal_representative="")


def test_the_register_offers_its_feeds(desk: Desk, session: Client) -> None:
    page = session.get("/desk/registers/integrity.creditrecord/").content.decode()
    assert PAGE in page
    assert "feeds" not in session.get("/desk/registers/planning.plannedtask/").content.decode()


def test_a_natural_persons_number_is_in_the_file_and_not_on_the_page(desk: Desk, session: Client) -> None:
    reported(desk, LICENCE, person(desk))
    assert NUMBER not in session.get(PAGE).content.decode()
    sent = b"".join(session.get(f"{PAGE}file/"))
    assert sent.startswith(b"PK")


def test_the_file_with_natural_persons_numbers_is_for_whoever_sends_it(desk: Desk, session: Client) -> None:
    reported(desk, LICENCE, person(desk))
    Post.objects.filter(holdings__officer=desk.officers["drafter"]).update(powers=["drafter"])
    assert session.get(f"{PAGE}file/").status_code == 403
    assert PAGE not in session.get("/desk/registers/integrity.creditrecord/").content.decode()


def test_a_problem_is_told_with_its_row_and_there_is_no_file(desk: Desk, session: Client) -> None:
    case = reported(desk, LICENCE, person(desk))
    person(desk).__class__.objects.filter(name="李四").update(resident_id="110105194912310021")
    page = session.get(f"{PAGE}file/")
    row = CreditRecord.objects.get(case_id=case)
    assert "text/html" in page["Content-Type"]
    assert f"/desk/registers/integrity.creditrecord/{row.pk}/" in page.content.decode()
    assert "1949" not in page.content.decode()


def test_an_unknown_feed_is_not_found(session: Client) -> None:
    assert session.get("/desk/registers/integrity.creditrecord/feeds/fax/").status_code == 404
    assert session.get("/desk/registers/planning.plannedtask/feeds/two-publicity/").status_code == 404


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--language", "zh-hans", "register", *arguments])
    return int(ended.value.code or 0)


def test_the_command_line_writes_the_same_file(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    reported(desk, LICENCE)
    out = tmp_path / "two.xlsx"
    asked = ("export", "信用记录", desk.bureau.code, "--as", "two-publicity", "--out", str(out))
    assert run(*asked) == 0
    assert out.read_bytes().startswith(b"PK")
    assert run(*asked) == 1
    assert "已存在" in capsys.readouterr().err


def test_the_command_line_writes_no_file_that_the_receiver_would_refuse(
    desk: Desk, tmp_path: Path, capsys: Any
) -> None:
    reported(desk, LICENCE, person(desk))
    person(desk).__class__.objects.filter(name="李四").update(resident_id="110105194912310021")
    out = tmp_path / "two.xlsx"
    assert (
        run("export", "integrity.creditrecord", desk.bureau.code, "--as", "two-publicity", "--out", str(out))
        == 1
    )
    assert not out.exists()
    said = capsys.readouterr().err
    assert "第1条" in said
    assert "1949" not in said


@pytest.mark.parametrize(("plan_year", "status"), [(2026, 0), ("今年", 1)])
def test_the_command_line_takes_rows_in_or_none(
    desk: Desk, tmp_path: Path, capsys: Any, plan_year: object, status: int
) -> None:
    row = {
        "plan_year": plan_year,
        "name": "开展宪法宣传",
        "owner_department": "政策法规科",
        "measure": "完成",
        "due_on": "2026-12-10",
    }
    file = tmp_path / "plan.xlsx"
    file.write_bytes(workbook(PlannedTask, row).getvalue())
    asked = (
        "import",
        "planning.plannedtask",
        desk.bureau.code,
        str(file),
        "--officer",
        "drafter",
        "--reason",
        "台账",
    )
    assert run(*asked) == status
    assert ("A2" in capsys.readouterr().err) is bool(status)
