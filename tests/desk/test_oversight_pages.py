"""Oversight, figures and the law: who may look, and that the pages open for every procedure and statute, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from yifa.cases.library import library
from yifa.cases.log import heads
from yifa.cases.log.keys import make_key, public_key, signer_of
from yifa.cases.log.record import integrate
from yifa.cases.log.witnessing import show_head
from yifa.evidence.checkpoints import Checkpoint, Ed25519Signer, sign

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from tests.desk.permits import Permits
    from yifa.house.models import Officer

Desk = Callable[["Officer"], Client]
OVERSIGHT = ["", "late/", "refusals/", "late-entries/", "waivers/", "returns/", "days/", "log/"]


@pytest.mark.parametrize("room", OVERSIGHT)
def test_oversight_is_for_who_answers_for_others(house: House, desk_of: Desk, room: str) -> None:
    assert desk_of(house.window).get(f"/desk/oversight/{room}").status_code == 403
    assert desk_of(house.director).get(f"/desk/oversight/{room}").status_code == 200


def test_refusals_are_listed_with_what_refused_them(house: House, permits: Permits, desk_of: Desk) -> None:
    from yifa.cases.acting.act import Actor, act
    from yifa.cases.errors import ActRefused

    case = permits.open()
    with pytest.raises(ActRefused):
        act(case.case_id, "decide", actor=Actor.officer(house.director), now=permits.now)
    page = desk_of(house.director).get("/desk/oversight/refusals/").content.decode()
    assert case.number in page


def test_what_was_let_through_is_listed_with_its_reason(house: House, desk_of: Desk) -> None:
    from yifa.cases.acting.act import Actor, act, open_case
    from yifa.house.models import Department, Holding, Post

    now = datetime(2020, 3, 4, 2, 0, tzinfo=UTC)
    office = Post.objects.create(
        bureau=house.bureau,
        department=Department.objects.get(bureau=house.bureau, name="办公室"),
        name="文书",
        powers=["office"],
    )
    Holding.objects.create(bureau=house.bureau, post=office, officer=house.window, from_on=date(2015, 1, 1))
    told = {
        "title": "关于办公室主任任免材料归档的议题",
        "kind_of_major": "none",
        "is_discipline": False,
        "meeting_kind": "bureau_office",
        "summary": "归档",
    }
    opened = open_case(
        house.bureau,
        "meeting-item",
        "propose",
        actor=Actor.officer(house.section_head),
        title=str(told["title"]),
        answers=told,
        now=now,
    )
    desk = desk_of(house.director)
    assert opened.number not in desk.get("/desk/oversight/waivers/").content.decode()
    act(
        opened.case_id,
        "check-kind",
        actor=Actor.officer(house.window),
        answers={"kind_agrees": True, "waiver_reasons": "只涉及归档，不涉及任免"},
        now=now,
    )
    page = desk.get("/desk/oversight/waivers/").content.decode()
    assert opened.number in page
    assert "只涉及归档，不涉及任免" in page


def test_signed_head_of_the_log_can_be_taken_away(house: House, permits: Permits, desk_of: Desk) -> None:
    permits.accepted()
    desk = desk_of(house.director)
    assert desk.get("/desk/oversight/log/").status_code == 200
    assert desk.get("/desk/oversight/log/checkpoint/").status_code == 404
    make_key(house.bureau)
    integrate(house.bureau, permits.now)
    checkpoint = desk.get("/desk/oversight/log/checkpoint/").content.decode()
    assert checkpoint.splitlines()[1] == "3"  # two acts and the seal of their rows


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_procedure_and_statute_can_be_read(house: House, desk_of: Desk, language: str) -> None:
    desk = desk_of(house.window)
    desk.cookies["django_language"] = language
    assert desk.get("/desk/law/").status_code == 200
    for key in library().procedures:
        page = desk.get(f"/desk/law/procedures/{key}/")
        assert page.status_code == 200, key
        assert "<svg" in page.content.decode(), key
    for key in library().statutes:
        assert desk.get(f"/desk/law/statutes/{key}/").status_code == 200, key


def test_a_procedure_that_is_not_there_is_not_found(house: House, desk_of: Desk) -> None:
    assert desk_of(house.window).get("/desk/law/procedures/no-such-thing/").status_code == 404


def test_every_figure_opens_its_records(house: House, desk_of: Desk) -> None:
    from yifa.figures.indicators import registry

    desk = desk_of(house.director)
    assert desk.get("/desk/figures/?year=2020").status_code == 200
    for indicator in registry:
        assert desk.get(f"/desk/figures/{indicator.code}/2020/").status_code == 200, indicator.code


def test_witnesses_are_named_and_a_fork_is_explained_in_the_browser(
    house: House, permits: Permits, desk_of: Desk, tmp_path: Path
) -> None:
    permits.accepted()
    make_key(house.bureau)
    head = integrate(house.bureau, permits.now)
    assert head is not None
    desk = desk_of(house.director)
    page = desk.get("/desk/oversight/witnesses/").content.decode()
    assert "还没有见证人" in page
    refused = desk.post(
        "/desk/oversight/witnesses/name/", {"kind": "folder", "name": "市审计局", "address": "nowhere"}
    )
    assert refused.status_code == 422
    assert "nowhere" in refused.content.decode()
    assert "市审计局" in refused.content.decode()
    answer = desk.post(
        "/desk/oversight/witnesses/name/", {"kind": "folder", "name": "市审计局", "address": str(tmp_path)}
    )
    assert answer["Location"] == "/desk/oversight/witnesses/"
    show_head(house.bureau, permits.now)
    assert "已送达" in desk.get("/desk/oversight/witnesses/").content.decode()
    key = Ed25519Signer.generate("other.example/log/b").vkey
    own = desk.post("/desk/oversight/witnesses/watch/", {"key": public_key(house.bureau)})
    assert own.status_code == 422
    assert desk.post("/desk/oversight/witnesses/watch/", {"key": key}).status_code == 302
    page = desk.get("/desk/oversight/witnesses/").content.decode()
    assert "other.example/log/b" in page
    assert f"/witness/{house.bureau.code}+" in page
    assert desk.get("/desk/oversight/witnesses/fork/").status_code == 404
    signer = signer_of(house.bureau)
    heads.keep(house.bureau, sign(Checkpoint(signer.name, 999, bytes(32)), signer))
    assert "记录分叉" in desk.get("/desk/oversight/witnesses/").content.decode()
    assert desk.post("/desk/oversight/witnesses/fork/", {"reason": ""}).status_code == 422
    assert desk.post("/desk/oversight/witnesses/fork/", {"reason": "恢复了昨日备份"}).status_code == 302
    assert "记录分叉" not in desk.get("/desk/oversight/witnesses/").content.decode()


def test_witnesses_are_not_the_clerks_to_see_or_to_name(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    assert desk.get("/desk/oversight/witnesses/").status_code == 403
    assert desk.get("/desk/oversight/witnesses/name/").status_code == 403
