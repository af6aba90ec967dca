"""Commenting on a draft without an account: one page, nothing lost, nobody named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.portal.conftest import Town, make_town, submit
from yifa.cases.acting.act import Actor, open_case
from yifa.house.tenancy import using_bureau
from yifa.work.consultation.registers import Consultation, Opinion

SENT = {
    "a-opinion": "建议提高兑付比例。",
    "a-side": "person",
    "a-submitter": "郑和平",
    "a-reply_to": "13900000000",
}


@pytest.fixture
def consultation(town: Town) -> Consultation:
    """A measure that is open until 5 April 2020."""
    with using_bureau(town.bureau):
        open_case(
            town.bureau,
            "public-consultation",
            "open",
            actor=Actor.officer(town.keeper),
            title="科技创新券管理办法（征求意见稿）",
            answers={
                "title": "科技创新券管理办法（征求意见稿）",
                "touches_market_actors": True,
                "is_major_decision": False,
                "closes_on": "2020-04-05",
                "draft_text": "第一条　为了……\n第二条　本办法所称……",
                "explanation": "现行办法将到期。",
                "contact": "政策法规科",
            },
            now=town.now,
        )
        return Consultation.objects.get()


def _page(town: Town, row: Consultation) -> str:
    return f"{town.base}/published/consultations/{row.pk}/"


def _form(town: Town, row: Consultation) -> str:
    return f"{town.base}/services/opinion-{row.pk}/apply/"


def test_draft_is_read_and_commented_on_from_one_page(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    assert consultation.name in visitor.get(f"{town.base}/consultations/").content.decode()
    page = visitor.get(_page(town, consultation)).content.decode()
    assert "本办法所称" in page
    assert 'id="draft-article-2"' in page
    assert _form(town, consultation) in page
    assert visitor.get(_form(town, consultation)).status_code == 200


def test_days_that_are_left_are_told_up_to_the_last(
    town: Town, consultation: Consultation, visitor: Client, settings: Any
) -> None:
    for address in (f"{town.base}/", f"{town.base}/consultations/", _page(town, consultation)):
        assert "还有33天，4月5日24时截止" in visitor.get(address).content.decode(), address
    settings.CLOCK = datetime(2020, 4, 5, 15, 59, tzinfo=UTC)
    assert "今天24时截止" in visitor.get(_page(town, consultation)).content.decode()


def test_a_consultation_that_is_over_leaves_the_front_page_and_takes_no_opinion(
    town: Town, consultation: Consultation, visitor: Client, settings: Any
) -> None:
    settings.CLOCK = datetime(2020, 4, 5, 16, 1, tzinfo=UTC)
    assert "提出意见" not in visitor.get(f"{town.base}/").content.decode()
    page = visitor.get(_page(town, consultation)).content.decode()
    assert _form(town, consultation) not in page
    assert "已截止，正在汇总" in page
    assert consultation.name in visitor.get(f"{town.base}/consultations/").content.decode()


def test_an_opinion_on_one_article_begins_with_its_number(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    form = visitor.get(_form(town, consultation), {"provision": "第二条", "opinion": "不预填长文本"})
    assert 'value="第二条"' in form.content.decode()
    assert "不预填长文本" not in form.content.decode()
    visitor.post(_form(town, consultation), {"a-provision": "第一条", "a-side": "person", "a-opinion": ""})
    assert (
        'value="第一条"' in visitor.get(_form(town, consultation), {"provision": "第二条"}).content.decode()
    )


def test_opinion_is_received_without_saying_who_one_is(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    answer = visitor.get(
        submit(visitor, _form(town, consultation), {"a-opinion": "好。", "a-side": "person"})["Location"]
    )
    assert "查询码" in answer.content.decode()
    with using_bureau(town.bureau):
        assert Opinion.objects.get().consultation == consultation


def test_who_gave_an_opinion_is_nowhere_on_public_pages(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    submit(visitor, _form(town, consultation), SENT)
    other = Client()
    for address in (_page(town, consultation), f"{town.base}/published/consultations.json"):
        page = other.get(address).content.decode()
        assert "郑和平" not in page
        assert "13900000000" not in page


def test_opinion_that_comes_a_minute_late_is_refused_and_stays_on_the_page(
    town: Town, consultation: Consultation, visitor: Client, settings: Any
) -> None:
    settings.CLOCK = datetime(2020, 4, 5, 16, 1, tzinfo=UTC)
    answer = submit(visitor, _form(town, consultation), SENT)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "征求意见的时间是2020年3月4日至2020年4月5日" in page
    assert "建议提高兑付比例。" in page
    assert visitor.get(_form(town, consultation)).status_code == 302


def test_opinion_of_a_hundred_thousand_characters_is_refused_and_stays_on_the_page(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    long = "建议" * 50_000
    answer = submit(visitor, _form(town, consultation), {**SENT, "a-opinion": long})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不得超过20000个字" in page
    assert long in page


def test_consultations_are_not_services(town: Town, consultation: Consultation, visitor: Client) -> None:
    assert consultation.name not in visitor.get(f"{town.base}/services/").content.decode()


def test_another_bureaus_consultation_takes_no_opinion_here(
    town: Town, consultation: Consultation, visitor: Client
) -> None:
    other_town = make_town("other-kj", "二")
    assert visitor.post(_form(other_town, consultation), SENT).status_code == 404
