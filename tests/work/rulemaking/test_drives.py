"""Clean-up drives: their scope, what must be decided before the list is out, and what is no basis once it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.house.models import Bureau
from yifa.work.rulemaking.drives import in_scope, items
from yifa.work.rulemaking.registers import CleanupDrive, NormativeDocument

DAY = date(2021, 3, 1)
LAWFUL = {"opinion": "lawful", "review_reasons": "与上位法一致"}


def registered(desk: Desk, number: int, on: date = date(2019, 6, 3), **changes: Any) -> NormativeDocument:
    given: dict[str, Any] = {
        "title": f"第{number}号办法",
        "document_number": f"某科〔2018〕{number}号",
        "issued_on": "2018-03-01",
        "effective_on": "2018-04-01",
        "issuing_body": "某市科学技术局",
        "kind": "measures",
        "is_published": True,
    }
    case = desk.open("normative-document-registration", "enter", "keeper", on, **(given | changes))
    desk.take(case, "check", "lawyer", on, agrees=True)
    desk.take(case, "register", "keeper", on)
    return NormativeDocument.objects.get(case_id=case)


def started(desk: Desk, scope: str, terms: str = "") -> CleanupDrive:
    case = desk.open(
        "normative-document-cleanup-drive",
        "start",
        "lawyer",
        DAY,
        theme="民法典涉及的规范性文件清理",
        theme_basis="市政府通知",
        scope=scope,
        terms=terms,
        due_on="2021-06-30",
    )
    return CleanupDrive.objects.get(case_id=case)


def begun(desk: Desk, drive: CleanupDrive, document: NormativeDocument) -> int:
    assert drive.case is not None
    return desk.open(
        "normative-document-cleanup",
        "start",
        "lawyer",
        DAY,
        theme=drive.theme,
        document=document.document_number,
        drive=drive.case.number,
        is_urgent=True,
    )


def decided(desk: Desk, drive: CleanupDrive, document: NormativeDocument, conclusion: str) -> None:
    case = deliberated(desk, begun(desk, drive, document), conclusion)
    desk.take(case, "decide", "head", DAY, **outcome(conclusion))


def deliberated(desk: Desk, case: int, conclusion: str) -> int:
    desk.take(case, "propose", "drafter", DAY, conclusion=conclusion, reason="理由")
    desk.take(case, "review", "lawyer", DAY, **LAWFUL)
    desk.take(
        case, "deliberate", "office", DAY, deliberated_on="2021-03-01", meeting="局长办公会议", passed=True
    )
    return case


def outcome(conclusion: str) -> dict[str, Any]:
    return {"conclusion": conclusion, "reason": "理由", "decided_on": "2021-03-01"}


def listed(desk: Desk, drive: CleanupDrive) -> None:
    case = drive.case_id
    assert case is not None
    desk.take(case, "summarise", "lawyer", DAY, summary="清理完毕")
    desk.take(case, "check-secrecy", "office", DAY, may_open=True)
    desk.take(case, "publish-list", "office", DAY, published_on="2021-03-01")


def test_a_theme_takes_the_documents_with_its_words_in_title_or_text(desk: Desk) -> None:
    by_title = registered(desk, 1, title="担保管理办法")
    by_text = registered(desk, 2, text="第一条 合同应当订明期限。")
    registered(desk, 3)
    assert in_scope(started(desk, "theme", "合同、担保")) == [by_title, by_text]


def test_a_theme_without_words_is_refused(desk: Desk) -> None:
    with pytest.raises(ActRefused, match="主题词"):
        started(desk, "theme")
    assert not Case.objects.exists()


def test_the_list_waits_until_every_document_is_decided(desk: Desk) -> None:
    documents = [registered(desk, number) for number in (1, 2)]
    drive = started(desk, "whole")
    decided(desk, drive, documents[0], "keep")
    assert drive.case_id is not None
    [reason] = desk.refused(drive.case_id, "summarise", "lawyer", DAY, summary="清理完毕")
    assert reason.code == "rulemaking/not-decided"
    assert "第2号办法" in reason.sentence.zh
    decided(desk, drive, documents[1], "abolish")
    listed(desk, drive)
    found = items(drive)
    assert [one.conclusion.conclusion for one in found if one.conclusion] == ["keep", "abolish"]
    assert desk.parts("rulemaking.cleaned", 2021) == {"keep": 1, "abolish": 1}
    assert desk.value("rulemaking.drives", 2021) == 1


def test_a_document_found_after_the_list_is_not_on_it_and_no_basis(desk: Desk) -> None:
    drive = started(desk, "whole")
    listed(desk, drive)
    found = registered(desk, 7, on=date(2021, 4, 1))
    assert found.unlisted_since == date(2021, 3, 1)
    assert not found.is_in_force_on(date(2021, 4, 1))
    Bureau.objects.update(first_day_on=date(2021, 4, 1))
    fresh = registered(desk, 8, on=date(2021, 4, 2), issued_on="2021-03-20", effective_on="2021-03-20")
    assert fresh.is_in_force_on(date(2021, 4, 2))


def test_a_drive_by_theme_takes_nothing_off_the_list(desk: Desk) -> None:
    other = registered(desk, 3)
    listed(desk, started(desk, "theme", "担保"))
    other.refresh_from_db()
    assert other.unlisted_since is None


def test_what_another_rests_on_is_not_abolished_in_a_clean_up_before_it(desk: Desk) -> None:
    basis = registered(desk, 1)
    rests = registered(desk, 2, rests_on="根据《第1号办法》（某科〔2018〕1号）第三条制定")
    drive = started(desk, "whole")
    case = deliberated(desk, begun(desk, drive, basis), "abolish")
    [reason] = desk.refused(case, "decide", "head", DAY, **outcome("abolish"))
    assert reason.code == "rulemaking/still-needed"
    assert "第三条" in reason.sentence.zh
    decided(desk, drive, rests, "abolish")
    desk.take(case, "decide", "head", DAY, **outcome("abolish"))


def test_a_document_that_the_register_lacks_is_not_cleaned_up(desk: Desk) -> None:
    drive = started(desk, "whole")
    document = NormativeDocument(document_number="某科〔2001〕9号")
    with pytest.raises(ActRefused, match="登记簿中没有"):
        begun(desk, drive, document)
    assert not Case.objects.filter(procedure_key="normative-document-cleanup").exists()
