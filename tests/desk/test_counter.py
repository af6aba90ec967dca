"""The window: an item by the initials of its name, an applicant by a few characters, and a form that asks what is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.catalogue import CODE, published_item
from tests.desk.conftest import NOW, House
from yifa.cases.acting.act import Actor
from yifa.cases.models import Case
from yifa.cases.orders.party_acts import enter_party
from yifa.house.models import Officer
from yifa.interface.initials import begins_like
from yifa.law.identifiers import make_uscc
from yifa.parties.models import Party
from yifa.work.services.registers import ServiceItem

Desk = Callable[[Officer], Client]


@pytest.fixture
def item(house: House) -> ServiceItem:
    return published_item(house.bureau)


@pytest.fixture
def applicant(house: House) -> Party:
    return enter_party(
        house.bureau,
        kind="enterprise",
        name="测试市某某新材料有限公司",
        uscc=make_uscc("91411100MA0000001"),
        phone="0395-3100000",
        actor=Actor.officer(house.window),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("typed", "found"), [("kjcx", True), ("cxq", True), ("k", False), ("xjk", False), ("4111", False)]
)
def test_initials_find_characters_that_stand_together(typed: str, found: bool) -> None:
    assert begins_like(typed, "科技创新券申领") is found


@pytest.mark.parametrize("typed", ["创新券", "kjcxq", "4111", "KJCX"])
def test_an_item_is_found_by_words_code_and_initials(
    house: House, item: ServiceItem, desk_of: Desk, typed: str
) -> None:
    page = desk_of(house.window).get(reverse("desk:counter"), {"q": typed})
    assert item.name in page.content.decode()


def test_an_item_that_is_not_in_the_catalogue_is_not_offered(
    house: House, item: ServiceItem, desk_of: Desk
) -> None:
    window = desk_of(house.window)
    assert "目录中没有这样的事项" in window.get(reverse("desk:counter"), {"q": "别的"}).content.decode()
    assert window.get(reverse("desk:counter"), {"item": "9999"}).status_code == 404


def test_whoever_takes_in_no_applications_has_no_window(
    house: House, item: ServiceItem, desk_of: Desk
) -> None:
    assert (
        f'href="{reverse("desk:counter")}"'
        in desk_of(house.window).get(reverse("desk:today")).content.decode()
    )
    director = desk_of(house.director)
    assert f'href="{reverse("desk:counter")}"' not in director.get(reverse("desk:today")).content.decode()
    assert item.name not in director.get(reverse("desk:counter")).content.decode()


def test_a_known_enterprise_applies_with_one_typed_field(
    house: House, item: ServiceItem, applicant: Party, desk_of: Desk
) -> None:
    window = desk_of(house.window)
    page = window.get(reverse("desk:counter"), {"item": CODE, "who": "新材料"}).content.decode()
    begin = reverse("desk:start", args=["service-application", "apply"])
    start = f"{begin}?item={item.key()}.{item.pk}&party={applicant.pk}"
    assert start.replace("&", "&amp;") in page
    form = window.get(start)
    shown = {one.key: one for one in form.context["fields"]}
    assert {key for key, one in shown.items() if one.kind == "known"} == {
        "item_name",
        "item_kind",
        "promised_days",
        "statutory_days",
        "statutory_unit",
    }
    asked = {
        one.name: one.value
        for key, one in shown.items()
        if one.kind not in {"known", "party", "file", "radios"}
    }
    blank = [
        key
        for key, one in shown.items()
        if one.required and one.kind not in {"known", "party", "radios"} and not one.value
    ]
    assert blank == ["contact_name"]
    sent = window.post(
        start,
        {
            **{name: value for name, value in asked.items() if value},
            shown["applicant"].name: str(applicant.pk),
            shown["contact_name"].name: "李某",
            "title": form.context["form"].extra["title"],
            "do": "take",
        },
    )
    assert sent.status_code == 302, sent.content.decode()
    case = Case.objects.get()
    assert case.party == applicant
    assert case.title == "科技创新券申领：测试市某某新材料有限公司"
    assert (case.subject_kind, case.subject_id) == (item.key(), item.pk)


def test_the_form_is_reached_by_the_catalogue_alone(house: House, item: ServiceItem, desk_of: Desk) -> None:
    bare = desk_of(house.window).get(reverse("desk:start", args=["service-application", "apply"]))
    assert (bare.status_code, bare.headers["Location"]) == (302, reverse("desk:counter"))
