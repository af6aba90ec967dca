"""Office documents: what is issued is numbered, named and counted; what binds the public is not issued among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.work.documents.registers import Document

MARCH = date(2020, 3, 2)


def checked(desk: Desk, name: str = "科研诚信管理工作制度", *, binds: bool = False, **found: bool) -> int:
    case = desk.open(
        "office-document", "draft", "drafter", MARCH, name=name, kind="rules", text="正文", binds_public=binds
    )
    answers: dict[str, Any] = {"is_normative": False, "is_important": False, "fit_to_issue": True} | found
    desk.take(case, "check", "office", MARCH, **answers)
    return case


def issued(desk: Desk, name: str, on: date = MARCH, **given: Any) -> int:
    case = checked(desk, name)
    desk.take(case, "sign", "deputy", on)
    desk.take(case, "issue", "office", on, issued_on=on.isoformat(), **given)
    return case


def test_documents_are_numbered_in_their_year_without_gaps(desk: Desk) -> None:
    issued(desk, "甲制度")
    issued(desk, "乙制度")
    issued(desk, "丙制度", date(2021, 1, 5))
    mark = f"{desk.bureau.document_mark}文"
    assert list(Document.objects.order_by("pk").values_list("document_number", flat=True)) == [
        f"{mark}〔2020〕1号",
        f"{mark}〔2020〕2号",
        f"{mark}〔2021〕1号",
    ]


def test_the_year_counts_what_was_issued_and_what_stands(desk: Desk) -> None:
    case = issued(desk, "甲制度")
    issued(desk, "乙制度", expires_on="2020-12-31")
    assert desk.value("documents.issued", 2020) == 2
    assert desk.value("documents.rules_in_force", 2020) == 2
    desk.take(case, "file", "office", MARCH)
    desk.take(case, "end", "office", date(2021, 6, 1), ended_on="2021-06-01", end_reason="被新制度代替")
    assert desk.value("documents.rules_in_force", 2021) == 0


@pytest.mark.parametrize("ways", [{"binds": True}, {"is_normative": True}], ids=["drafter", "checker"])
def test_what_binds_the_public_is_not_issued_as_an_office_document(desk: Desk, ways: dict[str, bool]) -> None:
    case = checked(desk, "科技奖补制度", **ways)
    (reason,) = desk.refused(case, "sign", "head", MARCH)
    assert reason.rule is not None
    assert reason.rule.id == "house/normative-is-not-issued-here"


def test_a_number_is_given_once(desk: Desk) -> None:
    issued(desk, "甲制度", document_number="漯科〔2020〕9号")
    case = checked(desk, "乙制度")
    desk.take(case, "sign", "deputy", MARCH)
    reasons = desk.refused(
        case, "issue", "office", MARCH, issued_on="2020-03-02", document_number="漯科〔2020〕9号"
    )
    assert "漯科〔2020〕9号" in reasons[0].sentence.zh
