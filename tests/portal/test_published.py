"""What is published: every publication runs, names nobody, and is bounded; guides, feeds, and what a registration refuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.portal.conftest import VOUCHER, Town, apply_for_voucher, make_town
from yifa.cases.registers.publicity import Publications, publications
from yifa.house.tenancy import using_bureau
from yifa.work.rulemaking.registers import NormativeDocument
from yifa.work.services.registers import Application


def _document(town: Town, number: int, **changes: Any) -> NormativeDocument:
    given = {
        "name": f"第{number}号办法",
        "document_number": f"测科〔2019〕{number}号",
        "kind": "measures",
        "issuing_body": town.bureau.name,
        "issued_on": "2019-01-10",
        "status_since": "2019-01-10",
    }
    row = {"bureau": town.bureau, "log_position": 0, "recorded_on": "2019-01-10"}
    with using_bureau(town.bureau):
        return NormativeDocument.everywhere.create(**(row | given | changes))


@pytest.mark.parametrize("key", [one.key for one in publications])
def test_every_publication_opens_empty_and_as_feeds(key: str, town: Town, visitor: Client) -> None:
    base = f"{town.base}/published/{key}"
    for address in (f"{base}/", f"{base}.csv", f"{base}.json", f"{base}.rss"):
        assert visitor.get(address).status_code == 200, address


def test_validity_is_told_for_any_day(town: Town, visitor: Client) -> None:
    _document(town, 1, status="abolished", status_since="2020-02-01")
    address = f"{town.base}/published/normative-documents/"
    then = visitor.get(address, {"standing": "in-force", "on": "2020-01-31"})
    now = visitor.get(address, {"standing": "in-force"})
    assert [line.name for line in then.context["lines"]] == ["第1号办法"]
    assert now.context["lines"] == []


def test_lists_turn_by_the_last_row_and_miss_none(town: Town, visitor: Client) -> None:
    for number in range(1, 46):
        _document(town, number)
    address, names = f"{town.base}/published/normative-documents/", []
    while address:
        shown = visitor.get(address)
        names += [line.name for line in shown.context["lines"]]
        address = shown.context["next_url"]
    assert len(names) == len(set(names)) == 45


def test_list_has_a_bounded_number_of_queries(
    town: Town, visitor: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(1, 46):
        _document(town, number)
    with django_assert_max_num_queries(6):
        visitor.get(f"{town.base}/published/normative-documents/")


@pytest.mark.parametrize(
    ("address", "most"), [("", 25), ("services/", 6), ("disclosure/", 22), ("verify/", 8)]
)
def test_rooms_have_a_bounded_number_of_queries(
    address: str,
    most: int,
    town: Town,
    visitor: Client,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    with django_assert_max_num_queries(most):
        assert visitor.get(f"{town.base}/{address}").status_code == 200


def test_other_bureaus_rows_are_not_found(town: Town, visitor: Client) -> None:
    other = make_town("other-kj", "二")
    row = _document(other, 7)
    assert visitor.get(f"{other.base}/published/normative-documents/{row.pk}/").status_code == 200
    assert visitor.get(f"{town.base}/published/normative-documents/{row.pk}/").status_code == 404
    assert "第7号办法" not in visitor.get(f"{town.base}/published/normative-documents/").content.decode()


def test_outcomes_name_no_applicant(town: Town, visitor: Client) -> None:
    apply_for_voucher(town, visitor)
    with using_bureau(town.bureau):
        Application.everywhere.update(completed_on="2020-03-04", outcome="granted", accepted_on="2020-03-04")
    for address in (
        "service-outcomes/",
        "service-outcomes.csv",
        "service-outcomes.json",
        "service-outcomes.rss",
    ):
        shown = visitor.get(f"{town.base}/published/{address}")
        text = b"".join(shown).decode() if shown.streaming else shown.content.decode()
        assert "科技创新券申领" in text
        assert "测试科技有限公司" not in text


def test_csv_never_begins_a_cell_like_a_formula(town: Town, visitor: Client) -> None:
    _document(town, 1, name="=cmd()")
    answer: Any = visitor.get(f"{town.base}/published/normative-documents.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert rows[1][0] == "'=cmd()"


def test_json_says_its_basis_and_where_its_rows_stand_on_record(town: Town, visitor: Client) -> None:
    _document(town, 1)
    body = json.loads(visitor.get(f"{town.base}/published/normative-documents.json").content)
    assert "政府信息公开条例" in body["basis"]
    assert body["rows"][0]["log_position"] == 0


def test_personal_columns_cannot_be_published() -> None:
    outcomes = publications.get("service-outcomes")
    assert outcomes is not None
    personal = tuple(replace(one, personal=one.name == "item_name") for one in outcomes.register.columns)
    register = type("Told", (), {"columns": personal, "title": outcomes.title})
    register.column_names = classmethod(lambda cls: tuple(one.name for one in cls.columns))  # type: ignore[attr-defined]
    register.column = classmethod(lambda cls, name: next(one for one in cls.columns if one.name == name))  # type: ignore[attr-defined]
    register.key = classmethod(lambda cls: "told")  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="personal data: item_name"):
        Publications().add(replace(outcomes, register=register))


def test_publication_of_a_column_that_is_not_there_is_refused() -> None:
    outcomes = publications.get("service-outcomes")
    assert outcomes is not None
    with pytest.raises(ValueError, match="names nothing_such"):
        Publications().add(replace(outcomes, columns=("nothing_such",)))


def test_guide_states_both_limits_and_how_much_shorter_the_promise_is(town: Town, visitor: Client) -> None:
    page = visitor.get(f"{town.base}/services/{VOUCHER}/").content.decode()
    for said in ("8个工作日", "20个工作日", "缩短 60%", "不收费", "<svg"):
        assert said in page


def test_one_bureau_is_the_front_page_and_several_are_listed(town: Town, visitor: Client) -> None:
    assert visitor.get("/")["Location"] == f"{town.base}/"
    make_town("other-kj", "二")
    assert "测试市科学技术局二" in visitor.get("/").content.decode()


def test_report_that_is_not_final_is_not_public(town: Town, visitor: Client) -> None:
    assert "还没有公布的报告" in visitor.get(f"{town.base}/reports/").content.decode()
    assert visitor.get(f"{town.base}/reports/2020/").status_code == 404
