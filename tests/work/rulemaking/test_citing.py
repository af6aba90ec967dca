"""A document that is unpublished, expired, abolished or off the list is no basis, in whatever matter it is cited."""

from __future__ import annotations

from datetime import date

import pytest

from tests.work.conftest import Desk
from tests.work.rulemaking.life import day_of, live
from tests.work.rulemaking.test_drives import listed, registered, started
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case, Refusal
from yifa.law.references import references
from yifa.work.rulemaking.registers import NormativeDocument

ON = date(2021, 6, 1)


def objections(desk: Desk, text: str, on: date = ON) -> list[str]:
    """What is said against a text in a matter of another field."""
    try:
        desk.open("counsel-consultation", "ask", "drafter", on, question=text, channel="written")
    except ActRefused as refusal:
        return [one.code for one in refusal.reasons]
    return []


def test_an_unpublished_document_is_no_basis_in_any_matter(desk: Desk) -> None:
    """优化营商环境条例 §64."""
    live(desk, "issue")
    text = "依据《某市科技创新券管理办法》第三条，能否拒绝兑付？"
    assert objections(desk, text, day_of("issue")) == ["rulemaking/unpublished"]
    refusal = Refusal.objects.latest("id")
    assert refusal.reasons[0]["article"] == "64"


def test_the_same_document_is_a_basis_once_it_is_published(desk: Desk) -> None:
    live(desk, "publish")
    assert objections(desk, "依据《某市科技创新券管理办法》第三条，能否拒绝兑付？") == []
    assert objections(desk, "根据某科规〔2021〕1号第三条，能否拒绝兑付？") == []


@pytest.mark.parametrize("cited", ["《第1号办法》", "某科〔2018〕1号", "某科[2018]第1号"])
def test_an_expired_document_is_no_basis_however_it_is_written(desk: Desk, cited: str) -> None:
    registered(desk, 1, expires_on="2021-05-31")
    assert objections(desk, f"根据{cited}第三条，可以补贴。", date(2021, 5, 31)) == []
    assert objections(desk, f"根据{cited}第三条，可以补贴。") == ["rulemaking/expired"]


def test_an_abolished_document_is_no_basis(desk: Desk) -> None:
    document = registered(desk, 1)
    NormativeDocument.objects.filter(pk=document.pk).update(status="abolished", status_since=date(2021, 5, 1))
    assert objections(desk, "按照《第1号办法》办理。") == ["rulemaking/ended"]


def test_a_document_off_the_list_is_no_basis(desk: Desk) -> None:
    listed(desk, started(desk, "whole"))
    registered(desk, 7, on=date(2021, 4, 1))
    assert objections(desk, "执行《第7号办法》。") == ["rulemaking/unlisted"]


def test_speaking_of_a_document_is_not_relying_on_it(desk: Desk) -> None:
    registered(desk, 1, expires_on="2021-05-31")
    for text in ("《第1号办法》失效后怎样衔接？", "是否修改《第1号办法》？", "收到了《第1号办法》的复印件。"):
        assert objections(desk, text) == []


def test_a_law_and_an_unknown_document_are_left_alone(desk: Desk) -> None:
    assert objections(desk, "根据《中华人民共和国科学技术进步法》和某政〔2020〕3号，能否立项？") == []


def test_a_draft_may_not_rest_on_what_has_ended(desk: Desk) -> None:
    registered(desk, 1, expires_on="2020-12-31")
    with pytest.raises(ActRefused, match="已经失效"):
        live(desk, "propose", legal_basis="《第1号办法》第三条")
    assert not Case.objects.filter(procedure_key="normative-document").exists()


def test_references_are_found_with_the_sentence_that_they_stand_in() -> None:
    text = "根据漯科〔2018〕5号制定。《漯河市科技创新券管理办法》（漯科[2019]第03号）同时废止。"
    found = list(references(text))
    assert [(one.organ, one.year, one.serial, one.title) for one in found] == [
        ("根据漯科", 2018, 5, ""),
        ("漯科", 2019, 3, ""),
        ("", 0, 0, "漯河市科技创新券管理办法"),
    ]
    assert [(one.as_basis, one.ends_it) for one in found] == [(True, False), (False, True), (False, True)]
    assert found[0].sentence == "根据漯科〔2018〕5号制定。"
    assert found[0].is_number("漯科", 2018, 5)
    assert not found[0].is_number("科漯", 2018, 5)
