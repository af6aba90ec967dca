"""The public library: what a document was on any day, what it replaced, and its text beside that of the one before."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.portal.conftest import Town
from tests.portal.test_published import _document
from yifa.house.tenancy import using_bureau
from yifa.work.rulemaking.registers import (
    DocumentEvent,
    DocumentRelation,
    DocumentText,
    NormativeDocument,
)

LIST = "published/normative-documents/"


def _text(town: Town, row: NormativeDocument, text: str) -> None:
    _row(DocumentText, town, document=row, version=1, text=text, made_on=row.issued_on, is_final=True)


def _row(model: Any, town: Town, **values: Any) -> None:
    with using_bureau(town.bureau):
        model.everywhere.create(bureau=town.bureau, log_position=0, recorded_on="2019-01-10", **values)


def _two(town: Town) -> tuple[NormativeDocument, NormativeDocument]:
    """A measure of 2018 and the one of 2020 that replaced it."""
    old = _document(
        town,
        1,
        issued_on="2018-01-10",
        effective_on="2018-02-10",
        status="abolished",
        status_since="2020-02-01",
    )
    new = _document(town, 2, issued_on="2020-01-05", effective_on="2020-02-01", published_on="2020-01-06")
    with using_bureau(town.bureau):
        for row in (old, new):
            row.refresh_from_db()
    _text(town, old, "第一条　面额为五万元。\n第二条　由本局解释。")
    _text(town, new, "第一条　面额为十万元。\n第二条　由本局解释。")
    _row(
        DocumentRelation,
        town,
        document=new,
        other=old,
        relation="replaces",
        since_on="2020-02-01",
        passage="废止",
    )
    _row(DocumentEvent, town, document=old, event="abolished", happened_on="2020-02-01", note="被代替")
    return old, new


def _page(town: Town, row: NormativeDocument) -> str:
    return f"{town.base}/{LIST}{row.pk}/"


def test_a_reader_chooses_a_day_and_sees_what_was_in_force(town: Town, visitor: Client) -> None:
    old, new = _two(town)
    then = visitor.get(f"{town.base}/{LIST}", {"on": "2019-06-01"})
    assert [(line.name, line.standing) for line in then.context["lines"]] == [(old.name, "有效")]
    assert "2019年6月1日" in then.content.decode()
    before = visitor.get(f"{town.base}/{LIST}", {"on": "2020-01-20"})
    assert {line.name: line.standing for line in before.context["lines"]} == {
        old.name: "有效",
        new.name: "尚未施行",
    }
    assert "?on=2020-01-20" in before.context["lines"][0].url


def test_a_document_says_what_it_was_on_the_day_that_is_asked(town: Town, visitor: Client) -> None:
    old, _new = _two(town)
    assert visitor.get(_page(town, old)).context["standing"] == "已失效或废止"
    assert visitor.get(_page(town, old), {"on": "2020-01-31"}).context["standing"] == "有效"
    assert visitor.get(_page(town, old), {"on": "nonsense"}).context["standing"] == "已失效或废止"


def test_what_replaced_what_is_told_on_both_documents(town: Town, visitor: Client) -> None:
    old, new = _two(town)
    assert [(label, name) for label, name, *_ in visitor.get(_page(town, old)).context["companions"]] == [
        ("被废止并代替", new.name)
    ]
    assert [(label, name) for label, name, *_ in visitor.get(_page(town, new)).context["companions"]] == [
        ("废止并代替", old.name)
    ]
    assert "被代替" in visitor.get(_page(town, old)).content.decode()


def test_the_text_is_compared_with_that_of_the_document_before(town: Town, visitor: Client) -> None:
    _old, new = _two(town)
    for view in ("", "inline"):
        page = visitor.get(f"{_page(town, new)}compare/", {"view": view}).content.decode()
        assert "［删］</span>五</del>" in page
        assert "［增］</span>十</ins>" in page


def test_a_document_without_another_text_has_no_comparison(town: Town, visitor: Client) -> None:
    row = _document(town, 3)
    assert visitor.get(f"{_page(town, row)}compare/").status_code == 404


def test_what_is_not_published_is_named_nowhere(town: Town, visitor: Client) -> None:
    _old, new = _two(town)
    hidden = _document(town, 4, name="尚未公布的办法", is_published=False)
    _row(
        DocumentRelation,
        town,
        document=hidden,
        other=new,
        relation="amends",
        since_on="2020-02-02",
        passage="修改",
    )
    page = visitor.get(_page(town, new)).content.decode()
    assert "尚未公布的办法" not in page
    assert visitor.get(_page(town, hidden)).status_code == 404
