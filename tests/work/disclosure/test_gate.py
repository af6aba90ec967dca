"""Nothing that must not be public becomes public, from whatever procedure, unless a second person signs for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import NewFile, act, open_case
from yifa.cases.errors import ActRefused
from yifa.cases.models import Case, Refusal
from yifa.screening.exposed import Exposure, exposed
from yifa.work.disclosure.registers import PublicInformation

MARCH = date(2026, 3, 2)
RESIDENT = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证号{RESIDENT}。", Exposure.RESIDENT_ID),
        ("联系人手机 138 0000 1234", Exposure.MOBILE),
        ("电话0395-3130000", Exposure.LANDLINE),
        ("开户行账号：41050171580800000001", Exposure.ACCOUNT),
        ("卡号 6222 0212 3456 7890 128", Exposure.ACCOUNT),
        ("家住源汇区人民路15号3单元502室", Exposure.ADDRESS),
        ("机密★10年", Exposure.CLASSIFIED),
        ("说明\n内部资料\n正文", Exposure.CLASSIFIED),
    ],
)
def test_what_must_not_be_shown_is_found_and_told_masked(text: str, kind: Exposure) -> None:
    (found,) = exposed(text)
    assert found.kind is kind
    if kind is not Exposure.CLASSIFIED:
        assert text[found.start : found.end] not in found.shown


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91411100MA0000001K",
        "漯科〔2026〕12号文件第3条",
        "金额1234567890123元",
        "2026年3月15日至2026年4月15日",
        "本办法所称秘密，是指国家秘密。",
        "地址：人民路15号市科技局",
        "名单摘要 3f1c0883123456741aa9e0d7c4b25f6e8190aabbccddeeff00112233445566ab",
    ],
)
def test_what_may_be_public_is_not_stopped(text: str) -> None:
    assert exposed(text) == ()


def test_the_bureaus_own_telephone_is_public() -> None:
    assert exposed("咨询电话0395-3130000。", allowed=["0395-3130000"]) == ()


def formed(desk: Desk, body: str, *files: NewFile) -> int:
    answers: dict[str, Any] = {
        "head": "plans",
        "name": "年度科技计划",
        "summary": "安排",
        "body": body,
        "formed_on": str(MARCH),
    }
    opened = open_case(
        desk.bureau,
        "information-publication",
        "form",
        actor=desk.by("drafter"),
        title="年度科技计划",
        answers=answers,
        files=files,
        **desk.times(MARCH),
    )
    desk.take(opened.case_id, "check", "office", MARCH, may_open=True)
    return opened.case_id


PUBLISHED = {"index_number": "KJ-2026-0001", "published_on": str(MARCH)}


def test_a_number_in_the_text_keeps_it_from_the_public(desk: Desk) -> None:
    case = formed(desk, f"立项人员身份证号{RESIDENT}。")
    (reason,) = desk.refused(case, "publish", "keeper", MARCH, **PUBLISHED)
    assert (reason.code, reason.article) == ("cases/exposed", "17")
    assert RESIDENT not in reason.sentence.zh + reason.remedy.zh
    assert PublicInformation.objects.get(case=case).published_on is None
    assert RESIDENT not in str(list(Refusal.objects.values_list("reasons", flat=True)))


def test_a_number_in_an_attachment_keeps_it_from_the_public(desk: Desk) -> None:
    case = formed(desk, "见附件。", NewFile("名单.txt", f"张某 {RESIDENT}".encode(), "attachments"))
    (reason,) = desk.refused(case, "publish", "keeper", MARCH, **PUBLISHED)
    assert "名单.txt" in reason.sentence.zh


def test_a_second_person_signs_the_exception(desk: Desk) -> None:
    case = formed(desk, "咨询电话0395-3130000。")
    (reason,) = desk.refused(case, "publish", "keeper", MARCH, **PUBLISHED)
    code = reason.remedy.zh.partition("识别码")[2][:12]
    asked = desk.open(
        "publishing-exception",
        "request",
        "keeper",
        MARCH,
        matter=Case.objects.get(pk=case).number,
        finding=code,
        exception_reason="对外公布的咨询电话",
    )
    desk.refused(case, "publish", "keeper", MARCH, **PUBLISHED)
    desk.take(asked, "allow", "head", MARCH)
    desk.take(case, "publish", "keeper", MARCH, **PUBLISHED)
    assert PublicInformation.objects.get(case=case).published_on == MARCH
    assert desk.value("disclosure.exceptions", 2026) == 1


def test_an_exception_holds_for_its_own_matter_alone(desk: Desk) -> None:
    first, second = formed(desk, "电话0395-3130000。"), formed(desk, "电话0395-3130000。")
    (reason,) = desk.refused(first, "publish", "keeper", MARCH, **PUBLISHED)
    code = reason.remedy.zh.partition("识别码")[2][:12]
    number = Case.objects.get(pk=first).number
    asked = desk.open(
        "publishing-exception",
        "request",
        "keeper",
        MARCH,
        matter=number,
        finding=code,
        exception_reason="公布",
    )
    desk.take(asked, "allow", "head", MARCH)
    desk.refused(second, "publish", "keeper", MARCH, **PUBLISHED)


def test_a_reply_to_a_deputy_is_looked_through_as_well(desk: Desk) -> None:
    case = desk.open(
        "suggestion-handling",
        "receive",
        "drafter",
        MARCH,
        kind="congress_suggestion",
        role="lead",
        number="1",
        title="关于某事的建议",
        proposer="李代表",
        handed_over_on=str(MARCH),
    )
    desk.take(case, "assign", "office", MARCH, owner_department="高新技术科")
    contact = {"contacted_on": str(MARCH), "contact_way": "visit", "contact_views": "听取"}
    desk.take(case, "contact", "drafter", MARCH, **contact)
    text = "可联系13800001234。"
    desk.take(case, "draft", "drafter", MARCH, draft_text=text, result_class="B", may_publish=True)
    desk.take(case, "sign", "deputy", MARCH, reply_number="某科函〔2026〕41号")
    desk.take(case, "reply", "drafter", MARCH, replied_on=str(MARCH))
    desk.take(case, "ask-satisfaction", "drafter", MARCH, satisfaction="satisfied")
    (reason,) = desk.refused(case, "publish", "office", MARCH, published_on=str(MARCH))
    assert reason.code == "cases/exposed"


def test_a_refusal_of_the_gate_leaves_the_log_as_it_was(desk: Desk) -> None:
    case = formed(desk, "手机13800001234。")
    before = Case.objects.get(pk=case).version
    with pytest.raises(ActRefused):
        act(case, "publish", actor=desk.by("keeper"), answers=PUBLISHED, **desk.times(MARCH))
    assert Case.objects.get(pk=case).version == before
