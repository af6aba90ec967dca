"""A review from opening to conclusion: what it leaves in the registers, and what is refused by which article."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.work.conftest import Desk, moment
from yifa.cases.acting import basis
from yifa.cases.acting.act import ActRefused, act, open_case
from yifa.cases.files import NewFile
from yifa.cases.models import Case, Letter
from yifa.law.references import references
from yifa.screening import screen
from yifa.screening.answering import keys_of, read_answers
from yifa.work.competition.drafts import context, rules
from yifa.work.competition.registers import CompetitionReview, ReviewedDraft

pytestmark = pytest.mark.usefixtures("days_to_come")

OPENED = date(2026, 3, 2)
TIED = "第三条 创新券只能用于购买本市服务机构提供的服务。\n第四条 对落户我市的企业给予落户奖励。"
FREE = "第三条 创新券可以向国内任何服务机构兑付，不限机构所在地。"
REVIEW = "fair-competition-review"
HEARD: dict[str, Any] = {
    "parties_heard": ["operators", "associations"],
    "touches_public": False,
    "who_was_heard": "十家企业和市科技服务业协会",
    "views": "建议明确时限",
    "views_treated": "已经采纳",
    "views_received": 3,
    "views_adopted": 2,
}
NONE: dict[str, Any] = {
    "group_market_entry": "none",
    "group_free_movement": "none",
    "group_cost": "none",
    "group_conduct": "none",
    "market_effects": ["none"],
    "assessment": "meets",
    "assessment_reasons": "对各地机构一致适用",
}
FOUND = NONE | {
    "group_market_entry": "found",
    "items_found": "11(2) 第三条限于本市机构",
    "market_effects": ["tied_choice"],
    "assessment": "restricts",
    "assessment_reasons": "限定了交易对象",
}


def opened(desk: Desk, text: str = FREE, **changes: Any) -> int:
    given = {
        "title": "某市科技创新券管理办法",
        "measure_kind": "normative_document",
        "issuing_level": "department",
        "touches_operators": True,
        "draft_text": text,
        "purpose": "支持中小企业购买研发服务",
    }
    return desk.open(REVIEW, "receive", "drafter", OPENED, **(given | changes))


def answers(text: str) -> str:
    found = screen(text, rules=rules(), context=context(OPENED))
    return "\n".join(f"【{key}】“原文”：已经删去限制。" for key in keys_of(found)) or "无"


def assessed(desk: Desk, text: str = FREE, **answers_given: Any) -> int:
    case = opened(desk, text)
    desk.take(case, "screen", "drafter", OPENED, finding_answers=answers(text))
    desk.take(case, "consult", "drafter", date(2026, 3, 9), **HEARD)
    desk.take(case, "assess", "drafter", date(2026, 3, 10), **(NONE | answers_given))
    return case


def concluded(desk: Desk, case: int, outcome: str, on: date = date(2026, 3, 12)) -> None:
    desk.take(case, "conclude", "second", on, outcome=outcome, conclusion_reasons="理由见评估情况")


def test_a_measure_that_restricts_nothing_is_concluded_and_counts(desk: Desk) -> None:
    case = assessed(desk)
    concluded(desk, case, "no_restriction")
    row = CompetitionReview.objects.get()
    assert (row.outcome, row.findings, row.views_received, row.views_adopted) == ("no_restriction", 0, 3, 2)
    assert desk.parts("competition.reviewed", 2026) == {"no_restriction": 1}
    assert Letter.objects.get(case_id=case).kind == "fair-competition-conclusion"


def test_every_finding_is_answered_before_the_assessment(desk: Desk) -> None:
    case = opened(desk, TIED)
    reasons = desk.refused(case, "screen", "drafter", OPENED, finding_answers="无")
    assert [one.code for one in reasons] == ["competition/finding-unanswered"]
    assert "FC-06" in reasons[0].sentence.zh
    assert "FC-20" in reasons[0].sentence.zh
    barred = desk.refused(case, "assess", "drafter", OPENED, **FOUND)
    assert "house/assessed-after-screening" in [one.code for one in barred]
    desk.take(case, "screen", "drafter", OPENED, finding_answers=answers(TIED))


def test_an_answer_holds_only_for_the_sentence_that_it_was_given_to(desk: Desk) -> None:
    case = opened(desk, TIED)
    given = answers(TIED)
    assert set(read_answers(given)) == set(keys_of(screen(TIED, rules=rules(), context=context(OPENED))))
    desk.take(case, "screen", "drafter", OPENED, finding_answers=given)
    desk.take(case, "consult", "drafter", OPENED, **HEARD)
    desk.take(case, "assess", "drafter", OPENED, **FOUND)
    changed = TIED.replace("本市服务机构", "本区内的检测平台")
    desk.take(case, "revise", "drafter", OPENED, draft_text=changed, changes_made="换了说法")
    assert desk.refused(case, "screen", "drafter", OPENED, finding_answers=given)[0].code == (
        "competition/finding-unanswered"
    )


def test_an_amended_measure_is_screened_and_assessed_again(desk: Desk) -> None:
    case = assessed(desk, TIED, **FOUND)
    on = date(2026, 3, 11)
    refused = desk.refused(
        case, "conclude", "second", on, outcome="no_restriction", conclusion_reasons="问题不大"
    )
    assert [(one.code, one.rule.article if one.rule else "") for one in refused] == [
        ("fair-competition-review-regulation/found-against-is-not-free", "18")
    ]
    desk.take(case, "revise", "drafter", on, draft_text=FREE, changes_made="删去本市二字和落户奖励")
    codes = [
        one.code
        for one in desk.refused(
            case, "conclude", "second", on, outcome="amended", conclusion_reasons="已修改"
        )
    ]
    assert "house/conclude-waits" in codes
    desk.take(case, "screen", "drafter", on, finding_answers="无")
    desk.take(case, "assess", "drafter", on, **NONE)
    concluded(desk, case, "amended")
    assert [row.version for row in ReviewedDraft.objects.order_by("version")] == [1, 2]
    assert desk.parts("competition.reviewed", 2026) == {"amended": 1}


@pytest.mark.parametrize(
    "lacking",
    ["exception_ground", "exception_no_alternative", "exception_ends_on"],
)
def test_an_exception_without_one_of_its_three_answers_is_refused_by_article_12(
    desk: Desk, lacking: str
) -> None:
    case = assessed(desk, TIED, **FOUND)
    given = {
        "exception_ground": "science",
        "exception_aim": "补齐中试短板",
        "exception_no_alternative": "比较了普惠补助和公开遴选",
        "exception_ends_on": "2027-12-31",
    }
    desk.take(
        case,
        "justify-exception",
        "drafter",
        date(2026, 3, 11),
        **{key: value for key, value in given.items() if key != lacking},
    )
    reasons = desk.refused(
        case,
        "conclude",
        "second",
        date(2026, 3, 12),
        outcome="exception",
        conclusion_reasons="促进科技进步",
    )
    assert [(one.code, one.rule.article if one.rule else "") for one in reasons] == [
        ("fair-competition-review-regulation/restricting-needs-exception", "12")
    ]


def excepted(desk: Desk, **changes: Any) -> int:
    case = assessed(desk, TIED, **FOUND)
    given = {
        "exception_ground": "science",
        "exception_aim": "补齐中试短板",
        "exception_no_alternative": "比较了普惠补助和公开遴选",
        "exception_ends_on": "2027-12-31",
    }
    desk.take(case, "justify-exception", "drafter", date(2026, 3, 11), **(given | changes))
    return case


def test_an_exception_stays_open_and_its_end_is_owed_on_its_day(desk: Desk) -> None:
    case = excepted(desk)
    concluded(desk, case, "exception")
    row = CompetitionReview.objects.get()
    assert (row.exception_ground, row.exception_ends_on) == ("science", date(2027, 12, 31))
    assert desk.parts("competition.exceptions", 2026) == {"science": 1}
    assert Case.objects.get(pk=case).is_open
    from yifa.cases.models import Obligation

    owed = Obligation.objects.filter(case_id=case, due_on__isnull=False).values_list("rule_id", "due_on")
    assert ("fair-competition-review-measures/stopped-when-the-time-is-over", date(2027, 12, 31)) in [
        (rule, due) for rule, due in owed
    ]
    desk.take(case, "end-exception", "second", date(2027, 12, 31), ended_how="expired")
    assert desk.value("competition.exceptions", 2027) == 0
    assert not Case.objects.get(pk=case).is_open


def test_an_expired_exception_is_no_basis(desk: Desk) -> None:
    case = excepted(desk)
    concluded(desk, case, "exception")
    cited = tuple(references("根据《某市科技创新券管理办法》的规定，对企业予以支持。"))

    def against(on: date) -> list[str]:
        return [
            one.code
            for source in basis.registry.functions
            for one in source(desk.bureau.pk, cited, on)
            if one.code.startswith("competition/")
        ]

    assert against(date(2027, 12, 31)) == []
    assert against(date(2028, 1, 1)) == ["competition/exception-lapsed"]
    desk.take(case, "end-exception", "second", date(2026, 9, 1), ended_how="repealed")
    assert against(date(2026, 9, 2)) == ["competition/exception-lapsed"]


def test_an_exception_that_is_over_before_it_begins_is_refused(desk: Desk) -> None:
    case = assessed(desk, TIED, **FOUND)
    reasons = desk.refused(
        case,
        "justify-exception",
        "drafter",
        date(2026, 3, 11),
        exception_ground="science",
        exception_aim="补齐短板",
        exception_no_alternative="没有",
        exception_ends_on="2025-12-31",
    )
    assert [one.code for one in reasons] == ["competition/exception-over"]


def test_those_concerned_are_heard_before_the_conclusion(desk: Desk) -> None:
    case = opened(desk)
    desk.take(case, "screen", "drafter", OPENED, finding_answers="无")
    desk.take(case, "assess", "drafter", OPENED, **NONE)
    reasons = desk.refused(
        case, "conclude", "second", OPENED, outcome="no_restriction", conclusion_reasons="没有问题"
    )
    assert ("fair-competition-review-regulation/concerned-are-heard", "16") in [
        (one.code, one.rule.article if one.rule else "") for one in reasons
    ]


def test_the_public_is_heard_where_its_interest_is_touched_and_adopted_views_were_received(
    desk: Desk,
) -> None:
    case = opened(desk)
    reasons = desk.refused(
        case, "consult", "drafter", OPENED, **(HEARD | {"touches_public": True, "views_adopted": 9})
    )
    assert [one.code for one in reasons] == [
        "competition/adopted-more-than-received",
        "competition/public-unheard",
    ]


def test_a_governments_measure_is_not_concluded_without_market_regulation(desk: Desk) -> None:
    case = opened(desk, issuing_level="government")
    desk.take(case, "screen", "drafter", OPENED, finding_answers="无")
    desk.take(case, "consult", "drafter", OPENED, **HEARD)
    desk.take(case, "assess", "drafter", OPENED, **NONE)
    given = {"outcome": "no_restriction", "conclusion_reasons": "会同审查"}
    reasons = desk.refused(case, "conclude", "second", OPENED, **given)
    assert [(one.code, one.rule.article if one.rule else "") for one in reasons] == [
        ("fair-competition-review-regulation/government-measure-goes-to-market-regulation", "14")
    ]
    desk.take(
        case, "send-first-review", "drafter", OPENED, first_opinion="符合标准", sent_to="市市场监督管理局"
    )
    desk.take(
        case,
        "receive-joint-opinion",
        "drafter",
        date(2026, 3, 20),
        joint_result="meets",
        joint_opinion="同意",
    )
    concluded(desk, case, "no_restriction", date(2026, 3, 23))
    assert CompetitionReview.objects.get().joint_result == "meets"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"items_found": "24(9) 某条"}, "competition/no-such-item"),
        ({"group_cost": "found", "items_found": "11(2) 某条"}, "competition/item-unnamed"),
        ({"items_found": "19(3) 第四条"}, "competition/group-unsaid"),
        ({"group_cost": "found", "items_found": "19(3) 第四条"}, "competition/found-yet-meets"),
    ],
)
def test_the_sixty_six_items_are_named_and_fit_their_groups(
    desk: Desk, given: dict[str, Any], code: str
) -> None:
    case = opened(desk)
    desk.take(case, "screen", "drafter", OPENED, finding_answers="无")
    assert code in [one.code for one in desk.refused(case, "assess", "drafter", OPENED, **(NONE | given))]


def test_a_measure_without_a_text_is_not_reviewed(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        opened(desk, "")
    assert [one.code for one in refusal.value.reasons] == ["competition/no-text"]


def test_the_text_comes_from_a_file(desk: Desk) -> None:
    case = assessed(desk, TIED, **FOUND)
    act(
        case,
        "revise",
        actor=desk.by("drafter"),
        answers={"changes_made": "删去本市二字"},
        files=[NewFile("修改稿.docx", docx(FREE), "draft_file")],
        **desk.times(date(2026, 3, 11)),
    )
    assert ReviewedDraft.objects.get(version=2).text == FREE


def test_a_file_that_cannot_be_read_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        open_case(
            desk.bureau,
            REVIEW,
            "receive",
            actor=desk.by("drafter"),
            title="某办法",
            answers={
                "title": "某办法",
                "measure_kind": "guide",
                "issuing_level": "department",
                "touches_operators": True,
                "purpose": "支持",
            },
            files=[NewFile("办法.pdf", b"%PDF-1.4 broken", "draft_file")],
            now=moment(OPENED),
        )
    assert refusal.value.reasons[0].code == "competition/draft-unreadable"
    assert not Case.objects.exists()


def test_what_does_not_touch_operators_is_closed_with_its_reason(desk: Desk) -> None:
    case = opened(desk, "", touches_operators=False)
    desk.take(case, "leave-out", "second", OPENED, leave_out_reason="内部管理制度")
    assert not CompetitionReview.objects.exists()
    other = opened(desk)
    codes = [
        one.code for one in desk.refused(other, "leave-out", "second", OPENED, leave_out_reason="影响不大")
    ]
    assert codes == ["house/touching-is-reviewed"] or "procedure/excluded" in codes


def docx(text: str) -> bytes:
    """The least that is a docx with one paragraph."""
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    body = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", links)
        archive.writestr("word/document.xml", body)
    return out.getvalue()
