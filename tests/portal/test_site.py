"""A site that a citizen expects: what is public is found however it is called, and every page says whose it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.test import Client

from tests.hands import hands
from tests.portal.conftest import VOUCHER, Town, make_town
from yifa.cases.registers.publicity import publications
from yifa.figures import attested
from yifa.house.models import ParameterValue
from yifa.house.tenancy import using_bureau
from yifa.portal.search import asked_words, public_rows
from yifa.work.services.registers import Application


@pytest.mark.parametrize("typed", ["创新券", "科技创新券", "創新券申領", "kjcxq", VOUCHER, "创新券 申领"])
def test_an_item_is_found_by_words_code_synonym_traditional_and_initials(
    town: Town, visitor: Client, typed: str
) -> None:
    page = visitor.get(f"{town.base}/search/", {"q": typed})
    lines = [line[0] for group in page.context["groups"] for line in group.lines]
    assert "科技创新券申领" in lines


def test_a_short_name_is_looked_for_as_what_it_stands_for_and_that_is_told(
    town: Town, visitor: Client
) -> None:
    town.publish("4111000700002000", "高新技术企业认定", "confirmation")
    page = visitor.get(f"{town.base}/search/", {"q": "高企"})
    assert "高新技术企业认定" in page.content.decode()
    assert "高新技术企业" in page.context["others"]
    assert "高新技术企业认定" in visitor.get(f"{town.base}/services/", {"q": "高企"}).content.decode()


def test_what_another_bureau_published_is_not_found_here(town: Town, visitor: Client) -> None:
    other = make_town("other-kj", "二")
    other.publish("4111000700003000", "别处的事项", "public_service")
    assert visitor.get(f"{town.base}/search/", {"q": "别处"}).context["groups"] == []


def test_masked_and_personal_columns_are_not_searched(town: Town) -> None:
    """A name that is masked would be told by being found."""
    with using_bureau(town.bureau):
        for one in publications:
            try:
                asked = str(public_rows(one, one.listed(date(2020, 3, 4)), asked_words("郑和平")).query)
            except EmptyResultSet:  # it shows no words at all
                continue
            where = asked.partition("WHERE")[2]
            for name in one.masks:
                assert f'"{name}"' not in where, (one.key, name)


def test_the_foot_says_what_the_bureau_filled_in_and_nothing_else(town: Town, visitor: Client) -> None:
    assert "网站标识码" not in visitor.get(f"{town.base}/").content.decode()
    with hands(), using_bureau(town.bureau):
        ParameterValue.objects.create(
            bureau=town.bureau,
            key="portal_site_code",
            value="4111000023",
            from_on=date(2020, 1, 1),
            log_position=0,
        )
    foot = visitor.get(f"{town.base}/").content.decode().partition("<footer")[2]
    assert "政府网站标识码 4111000023" in foot
    for address in ("about/", "about/sitemap/", "about/accessibility/", "about/privacy/"):
        assert f'href="{town.base}/{address}"' in foot
        assert visitor.get(f"{town.base}/{address}").status_code == 200


def test_heads_and_departments_are_named(town: Town, visitor: Client) -> None:
    page = visitor.get(f"{town.base}/about/").content.decode()
    assert town.house.director.name in page
    assert town.house.window.holdings_on(date(2020, 3, 4))[0].post.department.name in page


def test_the_site_map_for_machines_names_every_item(town: Town, visitor: Client) -> None:
    answer = visitor.get(f"{town.base}/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    assert f"{town.base}/services/{VOUCHER}/" in answer.content.decode()


def test_an_empty_list_says_that_there_was_none_only_where_that_is_attested(
    town: Town, visitor: Client, monkeypatch: Any
) -> None:
    address = f"{town.base}/published/service-outcomes/"
    assert "登记完整" not in visitor.get(address).content.decode()
    monkeypatch.setattr(attested, "_sources", [lambda _bureau, year: {Application} if year == 2019 else ()])
    assert "2019 年没有应当公开的“办件结果”" in visitor.get(address).content.decode()
