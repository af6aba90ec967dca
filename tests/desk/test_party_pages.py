"""The room of parties: each entered once, doubles found before they are made, and merged by a plan that is shown first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from yifa.parties.models import Party
from yifa.parties.names import normalised

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from yifa.house.models import Officer

Desk = Callable[["Officer"], Client]
PERSON = "11010519491231002X"


@pytest.fixture
def enterprise(house: House) -> Party:
    """An enterprise that the register knows."""
    name = "测试精密仪器有限公司"
    return Party.objects.create(
        bureau=house.bureau, kind="enterprise", name=name, name_normalised=normalised(name)
    )


def test_a_double_is_shown_before_a_second_entry_is_made(
    house: House, enterprise: Party, desk_of: Desk
) -> None:
    desk = desk_of(house.window)
    sent = {"kind": "enterprise", "name": "测试精密仪器有限责任公司"}
    page = desk.post("/desk/parties/enter/", sent)
    assert "测试精密仪器有限公司" in page.content.decode()
    assert Party.objects.count() == 1
    desk.post("/desk/parties/enter/", {**sent, "anyway": "1"})
    assert Party.objects.count() == 2


def test_a_wrong_resident_number_is_refused_and_the_name_stays(house: House, desk_of: Desk) -> None:
    answer = desk_of(house.window).post(
        "/desk/parties/enter/", {"kind": "person", "name": "郑和平", "resident_id": "110105194912310021"}
    )
    assert answer.status_code == 422
    assert "郑和平" in answer.content.decode()
    assert not Party.objects.exists()


def test_a_resident_number_is_never_shown_whole(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    desk.post("/desk/parties/enter/", {"kind": "person", "name": "郑和平", "resident_id": PERSON})
    found = Party.objects.get(name="郑和平")
    desk.get("/desk/")  # where it is said that they were entered
    assert "郑和平" not in desk.get("/desk/parties/").content.decode()
    assert "郑和平" in desk.get(f"/desk/parties/?q={PERSON}").content.decode()
    for address in ("/desk/parties/?q=郑和平", f"/desk/parties/{found.pk}/"):
        page = desk.get(address).content.decode()
        assert "郑和平" in page
        assert PERSON not in page


def test_merging_is_for_who_leads_and_keeps_both_entries(
    house: House, enterprise: Party, desk_of: Desk
) -> None:
    name = "测试精密仪器有限责任公司"
    double = Party.objects.create(
        bureau=house.bureau, kind="enterprise", name=name, name_normalised=normalised(name)
    )
    address = f"/desk/parties/{double.pk}/merge/{enterprise.pk}/"
    assert desk_of(house.window).get(address).status_code == 403
    desk = desk_of(house.section_head)
    assert desk.get(address).status_code == 200
    double.refresh_from_db()
    assert double.merged_into is None
    assert desk.post(address, {"reason": "营业执照同一代码"}).status_code == 302
    double.refresh_from_db()
    assert double.merged_into == enterprise


def test_parties_are_found_by_a_part_of_their_name(house: House, enterprise: Party, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    assert enterprise.name in desk.get("/desk/parties/?q=精密仪器").content.decode()
    assert enterprise.name not in desk.get("/desk/parties/?q=食品").content.decode()


def test_parties_of_another_bureau_are_not_there(
    house: House, other_house: House, enterprise: Party, desk_of: Desk
) -> None:
    assert desk_of(other_house.window).get(f"/desk/parties/{enterprise.pk}/").status_code == 404


def test_who_keeps_the_system_handles_no_parties(house: House, desk_of: Desk) -> None:
    assert desk_of(house.administrator).get("/desk/parties/").status_code == 403
