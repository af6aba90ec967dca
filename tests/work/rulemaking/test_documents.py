"""A document from its proposal to its receipt: what each step leaves, and what register and parameters refuse."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.extraction.samples import paragraph, word
from tests.work.conftest import Desk
from tests.work.rulemaking.life import ISSUED, PUBLISHED, TEXT, day_of, live
from yifa.cases.acting.act import Actor, ActRefused, act
from yifa.cases.errors import CasesError
from yifa.cases.files import NewFile
from yifa.cases.models import Case, Obligation
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.house.models import Bureau
from yifa.work.rulemaking.parameters import NUMBERED_BY
from yifa.work.rulemaking.registers import (
    DocumentEvent,
    DocumentRelation,
    DocumentText,
    NormativeDocument,
)


def codes(reasons: Any) -> list[str]:
    return [one.code for one in reasons]


def test_a_document_is_numbered_registered_published_and_filed(desk: Desk) -> None:
    live(desk, "confirm-filing")
    document = NormativeDocument.objects.get()
    assert (document.document_number, document.register_number) == (
        "某科规〔2021〕1号",
        "某科规登〔2021〕1号",
    )
    assert document.published_on == date(2021, 5, 10)
    assert document.filing_due_on == date(2021, 5, 25)
    assert (document.filed_on, document.receipt_number) == (date(2021, 5, 13), "备字1号")
    assert document.reviewed_on == day_of("review-legality")
    events = list(DocumentEvent.objects.values_list("event", flat=True))
    assert events == ["issued", "published", "interpreted", "filed", "receipt"]
    assert DocumentText.objects.get(is_final=True).text == TEXT


def test_it_binds_from_its_first_day_once_published_and_not_before(desk: Desk) -> None:
    case = live(desk, "issue")
    assert not NormativeDocument.in_force_on(date(2021, 8, 1)).exists()
    desk.take(case, "publish", "keeper", day_of("publish"), **PUBLISHED)
    days = [date(2021, 6, 30), date(2021, 7, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [NormativeDocument.in_force_on(day).count() for day in days] == [0, 1, 1, 0]


def test_every_version_is_kept_and_the_last_is_the_issued_one(desk: Desk) -> None:
    case = live(desk, "review-legality")
    day = day_of("review-legality")
    desk.take(case, "draft", "drafter", day, text="第一条 改。", explanation="说明", changes_made="改第一条")
    rows = DocumentText.objects.filter(case_id=case).order_by("version")
    assert [(row.version, row.text, row.is_final) for row in rows] == [
        (1, TEXT, False),
        (2, "第一条 改。", False),
    ]


def test_numbers_follow_each_other_and_pass_over_what_is_taken(desk: Desk) -> None:
    live(desk, "issue")
    Bureau.objects.update(first_day_on=date(2021, 4, 1))
    entered = {
        "title": "某办法",
        "document_number": "某科规[2021]第02号",
        "issued_on": "2021-03-01",
        "effective_on": "2021-04-01",
        "issuing_body": "某市科学技术局",
        "kind": "measures",
        "is_published": True,
    }
    case = desk.open("normative-document-registration", "enter", "keeper", date(2021, 5, 9), **entered)
    desk.take(case, "check", "lawyer", date(2021, 5, 9), agrees=True)
    desk.take(case, "register", "keeper", date(2021, 5, 9))
    live(desk, "issue", title="另一办法")
    numbers = NormativeDocument.objects.order_by("id").values_list("document_number", flat=True)
    assert list(numbers) == ["某科规〔2021〕1号", "某科规〔2021〕2号", "某科规〔2021〕3号"]


def test_a_number_used_elsewhere_is_refused_with_who_has_it(desk: Desk) -> None:
    live(desk, "issue")
    set_parameter(
        desk.bureau,
        NUMBERED_BY,
        value="elsewhere",
        from_on=date(2021, 5, 1),
        basis="市政府通知",
        actor=Actor.officer(desk.officers["head"]),
        now=desk.clock,
    )
    case = live(desk, "check-secrecy", title="另一办法")
    [reason] = desk.refused(
        case, "issue", "keeper", day_of("issue"), **ISSUED, document_number="某科规〔2021〕1号"
    )
    assert reason.code == "numbering/taken"
    assert "《某市科技创新券管理办法》" in reason.sentence.zh
    assert codes(desk.refused(case, "issue", "keeper", day_of("issue"), **ISSUED)) == [
        "rulemaking/numbered-elsewhere"
    ]
    desk.take(case, "issue", "keeper", day_of("issue"), **ISSUED, document_number="某政规〔2021〕7号")
    assert NormativeDocument.objects.filter(document_number="某政规〔2021〕7号").exists()


def test_the_bureaus_own_numbers_are_not_typed(desk: Desk) -> None:
    case = live(desk, "check-secrecy")
    found = desk.refused(
        case, "issue", "keeper", day_of("issue"), **ISSUED, document_number="某科规〔2021〕9号"
    )
    assert codes(found) == ["rulemaking/numbered-here"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expires_on": "2026-07-01"}, "validity-too-long"),
        ({"expires_on": "2023-07-01", "is_trial": True}, "validity-too-long"),
        ({"expires_on": None}, "validity-missing"),
    ],
)
def test_validity_has_its_ceiling(desk: Desk, changes: dict[str, Any], code: str) -> None:
    case = live(desk, "check-secrecy")
    found = desk.refused(case, "issue", "keeper", day_of("issue"), **{**ISSUED, **changes})
    assert codes(found) == [f"rulemaking/{code}"]


def test_validity_does_not_end_before_it_begins(desk: Desk) -> None:
    case = live(desk, "check-secrecy")
    (reason,) = desk.refused(
        case, "issue", "keeper", day_of("issue"), **{**ISSUED, "expires_on": "2021-06-30"}
    )
    assert "「有效期至」不得早于「施行日期」" in reason.sentence.zh


def test_a_trial_document_may_have_two_years(desk: Desk) -> None:
    live(desk, "issue", is_trial=True, expires_on="2023-06-30")
    assert NormativeDocument.objects.get().is_trial


def test_early_commencement_needs_its_reason(desk: Desk) -> None:
    case = live(desk, "issue", effective_on="2021-05-20", expires_on="2026-05-19")
    day = day_of("publish")
    assert codes(desk.refused(case, "publish", "keeper", day, **PUBLISHED)) == ["rulemaking/commences-early"]
    desk.take(case, "publish", "keeper", day, **PUBLISHED, early_reason="国家政策即日生效")


def test_the_limit_for_filing_is_the_bureaus(desk: Desk) -> None:
    case = live(desk, "issue")
    given = {**PUBLISHED, "filing_within": "days_30"}
    found = desk.refused(case, "publish", "keeper", day_of("publish"), **given)
    assert codes(found) == ["rulemaking/filing-limit"]


def test_a_new_document_ends_what_it_replaces(desk: Desk) -> None:
    live(desk, "publish")
    live(
        desk,
        "publish",
        date(2022, 3, 1),
        title="新办法",
        replaces="废止 某科规〔2021〕1号",
        effective_on="2022-07-01",
        expires_on="2027-06-30",
        published_on="2022-05-10",
        consulted_from="2022-03-11",
    )
    old, new = NormativeDocument.objects.order_by("id")
    assert (old.status, old.status_since) == ("abolished", date(2022, 7, 1))
    assert old.is_in_force_on(date(2022, 6, 30))
    assert not old.is_in_force_on(date(2022, 7, 1))
    relation = DocumentRelation.objects.get()
    assert (relation.document, relation.relation, relation.other) == (new, "replaces", old)


def test_what_another_rests_on_is_not_abolished_before_it(desk: Desk) -> None:
    live(desk, "publish")
    live(
        desk,
        "publish",
        date(2021, 6, 1),
        title="创新券实施细则",
        legal_basis="根据《某市科技创新券管理办法》（某科规〔2021〕1号）第五条制定。",
        effective_on="2021-10-01",
        published_on="2021-08-10",
    )
    case = live(
        desk, "review-competition", date(2022, 3, 1), title="新办法", replaces="废止 某科规〔2021〕1号"
    )
    day = day_of("submit", date(2022, 3, 1))
    [reason] = desk.refused(case, "submit", "drafter", day, papers_complete=True)
    assert reason.code == "rulemaking/still-needed"
    assert "《创新券实施细则》" in reason.sentence.zh
    assert "第五条" in reason.sentence.zh
    both = live(
        desk,
        "review-competition",
        date(2022, 3, 1),
        title="新办法",
        replaces="废止 某科规〔2021〕1号\n修改 某科规〔2021〕2号",
    )
    desk.take(both, "submit", "drafter", day, papers_complete=True)


def test_a_change_of_what_the_register_does_not_have_is_refused(desk: Desk) -> None:
    with pytest.raises(Exception, match="登记簿中没有"):
        live(desk, "propose", replaces="废止 某科〔2001〕3号")


def test_urgency_is_explained(desk: Desk) -> None:
    with pytest.raises(Exception, match="紧急"):
        live(desk, "propose", is_urgent=True)


def test_a_draft_without_text_is_refused(desk: Desk) -> None:
    case = live(desk, "propose")
    found = desk.refused(case, "draft", "drafter", day_of("draft"), explanation="说明")
    assert codes(found) == ["rulemaking/draft-empty"]


def test_an_urgent_document_skips_the_five_days_and_no_other_does(desk: Desk) -> None:
    soon = day_of("respond") - timedelta(3)
    for urgent, refused in ((False, True), (True, False)):
        case = live(desk, "submit", is_urgent=urgent, urgent_reason="上级紧急命令")
        day = day_of("submit") + timedelta(1)
        desk.take(case, "hear-counsel", "counsel", day, opinion="lawful", counsel_reasons="依据充分")
        desk.take(case, "review-legality", "lawyer", day, opinion="lawful", review_reasons="一致")
        desk.take(case, "respond", "drafter", day, adoption="adopted", adoption_reasons="无")
        answers = {"deliberated_on": "2021-04-17", "meeting": "局长办公会议", "passed": True}
        if refused:
            found = desk.refused(case, "deliberate", "office", soon, **answers)
            assert codes(found) == ["normative-documents-review-opinion-2018/review-not-hurried"]
        else:
            desk.take(case, "deliberate", "office", soon, **answers)


def test_each_question_of_the_screening_is_answered_before_the_draft_goes_on(desk: Desk) -> None:
    case = live(
        desk,
        "draft",
        text=TEXT + "\n第七条 申报企业应当缴纳保证金。\n第八条 申报时应当提交由派出所出具的无犯罪记录证明。",
    )
    day = day_of("screen")
    [reason] = desk.refused(case, "screen", "drafter", day)
    assert reason.code == "rulemaking/finding-unanswered"
    keys = re.findall(r"【(ND-[^】]+)】", reason.sentence.zh)
    assert any(key.startswith("ND-03") for key in keys)
    [reason] = desk.refused(case, "screen", "drafter", day, finding_answers=f"【{keys[0]}】已删去保证金")
    assert len(re.findall(r"【(ND-[^】]+)】", reason.sentence.zh)) == len(keys) - 1
    said = "\n".join(f"【{key}】已删去，改为依照上位法处理" for key in keys)
    desk.take(case, "screen", "drafter", day, finding_answers=said)


def test_a_sign_or_a_phrase_that_fits_anything_answers_no_question(desk: Desk) -> None:
    case = live(desk, "draft", text=TEXT + "\n第七条 申报企业应当缴纳保证金。")
    day = day_of("screen")
    [reason] = desk.refused(case, "screen", "drafter", day)
    (key,) = re.findall(r"【(ND-[^】]+)】", reason.sentence.zh)
    for said in ("无", "已阅", "同意", "没有问题", "。。。。。。。", "无无无无无无"):
        [reason] = desk.refused(case, "screen", "drafter", day, finding_answers=f"【{key}】{said}")
        assert reason.code == "rulemaking/finding-unanswered"
    desk.take(
        case, "screen", "drafter", day, finding_answers=f"【{key}】依据招标投标法第四十六条收取，已写明条款"
    )


def test_a_penalty_that_a_document_sets_cannot_be_answered_away(desk: Desk) -> None:
    case = live(desk, "draft", text=TEXT + "\n第七条 未按规定报送的，处以一万元罚款。")
    day = day_of("screen")
    [reason] = desk.refused(case, "screen", "drafter", day)
    assert reason.code == "rulemaking/finding-final"
    (key,) = re.findall(r"【(ND-03[^】]+)】", reason.sentence.zh)
    said = f"【{key}】经局长办公会研究，为加强管理需要保留罚款"
    [reason] = desk.refused(case, "screen", "drafter", day, finding_answers=said)
    assert reason.code == "rulemaking/finding-final"
    desk.take(case, "draft", "drafter", day, text=TEXT, explanation="删去罚款")
    desk.take(case, "screen", "drafter", day, finding_answers="无")


def test_a_changed_text_is_screened_anew(desk: Desk) -> None:
    case = live(desk, "review-competition")
    day = day_of("review-competition")
    desk.take(case, "draft", "drafter", day, text=TEXT + "\n第七条 收取保证金。", explanation="改")
    answers = {"papers_complete": True}
    codes_found = codes(desk.refused(case, "submit", "drafter", day, **answers))
    assert "legality-review/sent-when-complete" in codes_found


def given(desk: Desk, case: int, name: str, content: bytes, **answers: Any) -> None:
    act(
        case,
        "draft",
        actor=desk.by("drafter"),
        answers={"explanation": "说明", **answers},
        files=[NewFile(name, content, "text_file")],
        **desk.times(day_of("draft")),
    )


def test_a_docx_is_read_as_the_text_of_the_version(desk: Desk) -> None:
    case = live(desk, "propose")
    given(desk, case, "办法.docx", word(paragraph("第一条 为支持创新，制定本办法。")))
    assert DocumentText.objects.get().text == "第一条 为支持创新，制定本办法。"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "办法.docx",
            word("<w:p><w:ins><w:r><w:t>第一条</w:t></w:r></w:ins></w:p>"),
            "接受或者拒绝全部修订",
        ),
        ("办法.docx", word(paragraph("第一条"), vbaProject=b"macro"), "宏"),
        ("办法.txt", "第一条 制定本办法。".encode(), "docx"),
    ],
)
def test_a_file_whose_text_is_not_certain_is_refused_and_nothing_is_lost(
    desk: Desk, name: str, content: bytes, said: str
) -> None:
    case = live(desk, "propose")
    with pytest.raises(CasesError) as refusal:
        given(desk, case, name, content, text=TEXT)
    told = str(refusal.value)
    if isinstance(refusal.value, ActRefused):
        told += "".join(one.remedy.zh for one in refusal.value.reasons)
    assert said in told
    assert not DocumentText.objects.exists()
    desk.take(case, "draft", "drafter", day_of("draft"), text=TEXT, explanation="说明")


def test_it_is_evaluated_before_it_expires_and_warned_of_half_a_year_before(desk: Desk) -> None:
    case = live(desk, "confirm-filing")
    rows = Obligation.objects.filter(case_id=case, rule_id="validity/evaluated-before-expiry")
    assert {(row.due_on, row.amber_on) for row in rows} == {(date(2026, 6, 30), date(2025, 12, 25))}
    day = date(2025, 12, 25)
    desk.take(case, "evaluate", "drafter", day, evaluation="实施良好", evaluation_outcome="continue")
    assert Case.objects.get(pk=case).closed_on == day
    assert DocumentEvent.objects.filter(event="evaluated").exists()


def test_a_document_that_binds_is_not_closed_as_ended(desk: Desk) -> None:
    case = live(desk, "confirm-filing")
    found = desk.refused(case, "end-early", "keeper", date(2021, 8, 2), ended_by="某文件")
    assert codes(found) == ["rulemaking/still-binds"]
    NormativeDocument.objects.update(status="abolished", status_since=date(2021, 8, 1))
    desk.take(case, "end-early", "keeper", date(2021, 8, 2), ended_by="某文件")


def test_the_years_figures_count_what_was_made_and_filed(desk: Desk) -> None:
    live(desk, "confirm-filing")
    live(desk, "publish", title="另一办法", published_on="2021-05-10", link="http://某市政府网/2.html")
    live(desk, "issue", title="第三件办法")
    values = {
        name: desk.value(f"rulemaking.{name}", 2021)
        for name in ("issued", "reviewed", "published", "filed", "in_force", "filing_rate", "filed_in_time")
    }
    assert values == {
        "issued": 3,
        "reviewed": 3,
        "published": 2,
        "filed": 1,
        "in_force": 2,
        "filing_rate": 50,
        "filed_in_time": 50,
    }
