"""A report of an unlawful act is not there: for no page, search, export, count or log of the desk, whoever is not of its circle.

What is planted is looked for at every address of the desk, as the officer whom it names, who holds whatever else a bureau gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.conftest import NOW, House
from tests.desk.test_need import NAME, PHONE, REPORTED, _officer, _text, addresses, protected_report
from tests.hands import hands
from yifa.cases.acting.act import Actor, ActRefused, Opened, act, open_case
from yifa.cases.library import procedure_of_case
from yifa.cases.log.keys import ensure_key
from yifa.cases.log.record import integrate
from yifa.cases.models import Case
from yifa.desk.agenda import BUREAU
from yifa.desk.filling import count
from yifa.desk.models import Feed, Filling, Notice
from yifa.desk.notices import gather
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]


@pytest.fixture
def keeper(house: House) -> Officer:
    with hands():
        return _officer(house, "孔守", "keeper", "report-keeper")


@pytest.fixture
def report(house: House, settings: Any, tmp_path: Any) -> Opened:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    ensure_key(house.bureau)
    return protected_report(house, about=f"科长 {house.section_head.name}")


def _sort(house: House, report: Opened, keeper: Officer, accused: Officer) -> None:
    answers = {"path": "discipline", "concerns_staff": True, "accused": [accused.name], "sort_reason": "违纪"}
    act(report.case_id, "sort", actor=Actor.officer(keeper), answers=answers, now=NOW)
    integrate(house.bureau, NOW)


def _give(officer: Officer, *powers: str) -> None:
    post = officer.holdings_on(NOW.date())[0].post
    with hands():
        post.powers = [*post.powers, *powers]
        post.save()


def test_a_report_is_nowhere_for_whoever_is_not_of_its_circle(
    house: House, desk_of: Desk, report: Opened, keeper: Officer
) -> None:
    _sort(house, report, keeper, house.section_head)
    case = Case.objects.get(pk=report.case_id)
    # No register has it, so that pages and workbooks of registers and figures need not be looked at here.
    assert not any(step.writes for step in procedure_of_case(case).steps.values())
    pages = [
        one
        for one in addresses(case)
        if not one.startswith(("/desk/registers/", "/desk/figures/", "/desk/reports/"))
    ]
    # Everything else that an officer may hold, and accused besides.
    _give(
        house.section_head,
        "audit-administrator",
        "deputy-head",
        "office",
        "personnel",
        "discipline-inspector",
    )
    client = desk_of(house.section_head)
    planted = (NAME, PHONE, REPORTED, case.number)
    searches = [f"/desk/search/?q={one}" for one in planted]
    lists = [
        f"/desk/matters/?state=all{more}" for more in ("", f"&q={case.number}", "&kind=protected-report")
    ]
    for address in (*pages, *searches, *lists):
        shown = re.sub(r'value="[^"]*"|q=[^"&]*', "", _text(client.get(address)).replace(address, ""))
        assert not [one for one in planted if one in shown and one not in address], address
    assert client.get(f"/desk/matters/{case.number}/").status_code == 404
    assert desk_of(keeper).get(f"/desk/matters/{case.number}/").status_code == 200


def test_neither_a_keeper_nor_the_head_sees_a_report_about_themselves(
    house: House, desk_of: Desk, report: Opened, keeper: Officer
) -> None:
    named, accused = house.section_head, house.director
    _give(named, "report-keeper")
    case = Case.objects.get(pk=report.case_id)

    def sees(officer: Officer) -> bool:
        client = desk_of(officer)
        page = client.get(f"/desk/matters/{case.number}/").status_code
        lists = ["/desk/", "/desk/matters/?state=all", f"/desk/search/?q={case.number}"]
        listed = [case.number in re.sub(r'value="[^"]*"', "", _text(client.get(one))) for one in lists]
        assert page == 200 or not any(listed)
        return page == 200

    # Until the keeper says whom it is about, it is not there for whose name stands in it; then for those whom he named.
    assert [sees(one) for one in (keeper, named, accused)] == [True, False, True]
    _sort(house, report, keeper, accused)
    assert [sees(one) for one in (keeper, named, accused)] == [True, True, False]
    act(report.case_id, "extract", actor=Actor.officer(keeper), answers={"extract": "摘录。"}, now=NOW)
    with pytest.raises(ActRefused) as refusal:
        act(report.case_id, "check", actor=Actor.officer(accused), now=NOW)
    assert [one.code for one in refusal.value.reasons] == ["voices/accused"]


def test_forms_of_a_report_are_not_counted(house: House, report: Opened, keeper: Officer) -> None:
    procedure = procedure_of_case(Case.objects.get(pk=report.case_id))
    count(house.bureau, NOW.date(), procedure, "sort", {"path": False})
    assert not Filling.objects.exists()


def test_a_complaint_is_not_opened_by_whom_it_is_about(
    house: House, desk_of: Desk, settings: Any, tmp_path: Any
) -> None:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    ensure_key(house.bureau)
    with hands():
        office = _officer(house, "郭办", "office", "office")
    _give(house.section_head, "office", "audit-administrator")
    answers = {"kind": "complaint", "subject": "态度", "content": "态度不好。", "may_publish": False}
    opened = open_case(
        house.bureau,
        "voice-handling",
        "write",
        actor=Actor.applicant(bureau=house.bureau),
        title="态度",
        answers=answers,
        now=NOW,
    )
    client = desk_of(house.section_head)
    assert client.get(f"/desk/matters/{opened.number}/").status_code == 200
    sorting = {
        "path": "own",
        "sort_reason": "服务",
        "section": "办公室",
        "accused": [house.section_head.name],
    }
    act(opened.case_id, "sort", actor=Actor.officer(office), answers=sorting, now=NOW)
    assert client.get(f"/desk/matters/{opened.number}/").status_code == 403
    assert desk_of(office).get(f"/desk/matters/{opened.number}/").status_code == 200


def test_no_notice_digest_or_feed_says_that_there_is_a_report(
    house: House, report: Opened, keeper: Officer
) -> None:
    gather(house.bureau, NOW)
    assert not Notice.objects.exists()
    Feed.objects.create(
        bureau=house.bureau,
        officer=keeper,
        scope=BUREAU,
        token_hash=sha256(b"secret").hexdigest(),
        made_at=NOW,
    )
    feed = Client().get(reverse("agenda-feed", args=[house.bureau.code, "secret"]))
    assert feed.status_code == 200
    assert report.number not in feed.content.decode()
