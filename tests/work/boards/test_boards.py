"""An indicator is proved by records alone; what is missing says by whom and until when; the proof goes out without persons."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.hands import hands
from tests.work.conftest import Desk
from yifa.cases.log.keys import make_key, public_key
from yifa.evidence.receipts import Receipt
from yifa.law.errors import FileProblem
from yifa.work.boards import proof
from yifa.work.boards.editions import edition_for, editions, load
from yifa.work.boards.standing import Stand, State, all_missing, standing, totals

ON = date(2021, 1, 15)
YEAR = 2020
FILE = """
edition: "2021"
title: {zh: 指标, en: Indicators}
issued_by: {zh: 某机关, en: Some organ}
known_on: 2021-09-02
sources: {}
note: {zh: 说明, en: Note}
parts:
  - key: one
    title: {zh: 一, en: One}
    indicators:
      - {key: a, verified: M, says: {zh: 甲, en: A}, concerns: departments, CHANGED}
"""


def stand(desk: Desk, key: str, year: int = YEAR, on: date = ON) -> Stand:
    return next(one for one in standing(edition_for(year), desk.bureau, year, on) if one.asked.key == key)


def test_the_edition_is_sound_and_verbatim_only_where_it_was_read() -> None:
    edition = editions()["2021"]
    read = {one.number for one in edition if one.verified == "V"}
    assert read == {1, 2, 3, 24, 27, 30}
    assert all(bool(one.text) == (one.verified == "V") for one in edition)
    assert edition_for(2019) is edition_for(2030) is edition


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("needs: [{figure: no.such, opens: law-exam}]", "no.such"),
        ("needs: [{figure: study.sessions, opens: no-such}]", "no-such"),
        ("matters: [no-such]", "no-such"),
        ("needs: [{figure: study.sessions, opens: law-exam, until: 02-30}]", "02-30"),
        ("text: 原文", "注 M"),
        ("basis: {zh: 法, en: Law}", "由什么证明"),
    ],
)
def test_a_file_that_names_what_is_not_there_is_refused_with_its_line(
    changed: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "2021.yaml"
    path.write_text(FILE.replace("CHANGED", changed), encoding="utf-8")
    with pytest.raises(FileProblem, match=told):
        load(path)


def test_nothing_on_record_proves_nothing_and_says_who_can_make_it_until_when(desk: Desk) -> None:
    found = stand(desk, "reconsideration")
    assert found.state is State.MISSING
    (gap,) = found.missing
    assert "没有记录" in gap.what.zh
    assert "lawyer" in gap.who.zh
    assert gap.until == date(2020, 12, 31)
    assert gap.is_late(ON)
    assert gap.procedure == "reconsideration-answer"


def test_that_there_was_none_counts_once_it_is_attested(desk: Desk) -> None:
    attest: dict[str, Any] = {
        "register_name": "行政复议",
        "is_complete": True,
        "how_checked": "与收文登记核对",
    }
    case = desk.open("period-complete", "attest", "lawyer", date(2021, 1, 4), period_year=YEAR, **attest)
    assert stand(desk, "reconsideration").state is State.MISSING
    desk.take(case, "confirm", "office", date(2021, 1, 5))
    assert stand(desk, "reconsideration").state is State.NONE


def test_an_overdue_step_stands_against_an_indicator_whatever_its_figures_say(desk: Desk) -> None:
    assert not any(one.case_number for one in stand(desk, "requests").missing)
    desk.open(
        "information-request",
        "apply",
        "examiner",
        date(2020, 3, 2),
        applicant=desk.party().pk,
        applicant_kind="enterprise",
        contact="某路1号",
        requested="科技项目清单",
        form_wanted="paper",
        way_wanted="post",
        channel="letter",
    )
    late = [one for one in stand(desk, "requests").missing if one.case_number]
    assert late
    assert late[0].until < date(2020, 5, 1)
    assert not any(one.case_number for one in stand(desk, "requests", 2019).missing)


def test_the_proof_holds_its_records_and_receipts_and_no_person(desk: Desk, tmp_path: Path) -> None:
    make_key(desk.bureau)
    listed(desk)
    found = stand(desk, "control")
    out = BytesIO()
    now = datetime(2021, 1, 15, tzinfo=UTC)
    made = proof.write(found, edition_for(YEAR), desk.bureau, YEAR, out, now=now, language="zh-hans")
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        page = packed.read("index.html").decode()
        receipts = [name for name in names if name.startswith("receipts/")]
        assert made == len(receipts) == 1
        told = Receipt.from_json(packed.read(receipts[0]).decode())
        told.verify([public_key(desk.bureau)], desk.bureau.code)
        assert "tables/control.risk_points.csv" in names
    assert found.asked.says.zh in page
    assert "资金使用不合规的风险" in page


def listed(desk: Desk) -> None:
    case = desk.open(
        "risk-point",
        "record",
        "finance",
        date(2020, 3, 2),
        activity="budget",
        step="预算编制",
        risk="资金使用不合规的风险",
        measure="复核",
        does="drafter",
        checks="lawyer",
        frequency="yearly",
    )
    desk.take(case, "check", "office", date(2020, 3, 3), agrees=True)


def test_the_board_and_each_proof_are_pages(desk: Desk) -> None:
    with hands():
        officer = desk.officers["lawyer"]
        officer.user = User.objects.create_user("lawyer", password="x")
        officer.save()
    make_key(desk.bureau)
    client = Client()
    client.force_login(officer.user, backend="yifa.conf.logins.Backend")
    page = client.get(f"/desk/indicators/?year={YEAR}").content.decode()
    assert "还缺什么、由谁、在什么时候以前" in page
    assert "由本级政府填报" in page
    assert (
        "行政规范性文件按照规定的程序"
        in client.get(f"/desk/indicators/{YEAR}/documents-filed/").content.decode()
    )
    assert (
        client.get(f"/desk/indicators/{YEAR}/documents-filed/proof.zip")["Content-Type"] == "application/zip"
    )
    assert client.get(f"/desk/indicators/{YEAR}/market-supervision/").status_code == 404
    assert client.get(f"/desk/indicators/{YEAR}/nothing/").status_code == 404
    assert client.get("/desk/indicators/?year=0000").status_code == 404


def test_each_state_is_counted_and_what_is_due_first_stands_first(desk: Desk) -> None:
    found = standing(edition_for(YEAR), desk.bureau, YEAR, ON)
    counts = totals(found)
    assert sum(counts.values()) == len(found)
    assert counts[State.GOVERNMENT] == sum(one.asked.concerns == "government" for one in found)
    days = [one.until for _, one in all_missing(found)]
    assert days == sorted(days)
