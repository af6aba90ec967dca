"""A major decision from the catalogue to its evaluation, and what is refused on the way by which article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import MEMBERS, Desk
from yifa.cases.models import Case
from yifa.cases.told.notes import of_case
from yifa.procedure import Reason
from yifa.work.decisions.archive import records
from yifa.work.decisions.registers import CatalogueItem, DecisionPart, Evaluation, MajorDecision

START = {
    "undertaking_unit": "政策法规科",
    "kind_of_major": "major_decision",
    "touches_operators": False,
    "needs_hearing": False,
    "is_specialised": True,
    "may_affect_stability": True,
    "is_urgent": False,
}
ARGUED = {
    "experts": ["专家甲", "专家乙"],
    "no_interest": True,
    "opinions_signed": True,
    "dissent_sought": True,
    "expert_opinion": "可行",
    "expert_treatment": "采纳",
}
RISK = {
    "appraiser": "某评估中心",
    "risk_points": "资金",
    "risk_measures": "分期",
    "risk_level": "low",
    "controllable": True,
}
LAWFUL = {"opinion": "lawful", "review_reasons": "合法"}
SENT, REVIEWED, MEETING = date(2025, 4, 7), date(2025, 4, 14), date(2025, 4, 21)


def number(case: int) -> str:
    return str(Case.objects.get(pk=case).number)


def prepared(desk: Desk, *, risk: dict[str, Any] = RISK, until: str = "review", **start: Any) -> int:
    """A decision drafted, settled, closed to the public by law, argued, assessed, and reviewed."""
    case = desk.open(
        "major-decision",
        "propose",
        "drafter",
        date(2025, 2, 5),
        title="科技创新行动计划",
        proposal_source="unit",
        need="落实规划",
    )
    desk.take(case, "start", "head", date(2025, 2, 10), **(START | start))
    desk.take(case, "draft", "drafter", date(2025, 2, 20), text="草案", basis="科学技术进步法")
    desk.take(
        case, "settle-departments", "drafter", date(2025, 2, 25), units_asked="财政局", unit_views="同意"
    )
    desk.take(case, "waive-participation", "head", date(2025, 2, 26), waive_reason="涉及国家秘密")
    desk.take(case, "argue-by-experts", "drafter", date(2025, 3, 7), **ARGUED)
    desk.take(case, "assess-risk", "drafter", date(2025, 3, 10), **risk)
    desk.take(case, "submit", "drafter", SENT)
    desk.take(case, "hear-counsel", "counsel", date(2025, 4, 8), opinion="lawful", counsel_reasons="合法")
    if until == "review":
        desk.take(case, "review-legality", "lawyer", REVIEWED, **LAWFUL)
    return case


def proposed_item(desk: Desk, subject: int, on: date, **changes: Any) -> int:
    given = {
        "title": "关于行动计划的议题",
        "subject": number(subject),
        "is_discipline": False,
        "meeting_kind": "bureau_office",
        "summary": "提请讨论",
    }
    item = desk.open("meeting-item", "propose", "second", on, **(given | changes))
    desk.take(item, "check-kind", "office", on, kind_agrees=True)
    return item


def decided_item(desk: Desk, subject: int, outcome: str = "approved") -> int:
    """The item about a decision, discussed by an office meeting, one member dissenting."""
    meeting = desk.open(
        "convened-meeting",
        "convene",
        "office",
        date(2025, 4, 16),
        meeting_kind="bureau_office",
        topic="第8次局长办公会议",
        held_on=MEETING.isoformat(),
    )
    desk.take(meeting, "send-papers", "office", date(2025, 4, 16))
    item = proposed_item(desk, subject, date(2025, 4, 17))
    desk.take(item, "cite-legal-opinion", "second", date(2025, 4, 17), cited=number(subject))
    desk.take(item, "put-on-agenda", "head", date(2025, 4, 17), meeting=number(meeting))
    desk.take(meeting, "hold", "office", MEETING, present=MEMBERS, discipline_present=True)
    order = [*MEMBERS[1:], MEMBERS[0]]
    desk.take(
        item,
        "deliberate",
        "office",
        MEETING,
        views=[
            {"member": one, "stance": "disagrees", "view": "建议缓行"}
            if one == "丁"
            else {"member": one, "stance": "agrees", "view": "同意"}
            for one in order
        ],
        dissent="丁：建议缓行",
    )
    desk.take(item, "decide", "head", MEETING, outcome=outcome, decision_text="同意")
    return item


def made(desk: Desk) -> int:
    """A decision that was made, reported, and kept closed by law."""
    case = prepared(desk)
    item = decided_item(desk, case)
    desk.take(case, "deliberate", "office", MEETING, item=number(item))
    desk.take(case, "decide", "head", date(2025, 4, 22), outcome="approved", decision_text="实施")
    desk.take(
        case,
        "report-to-committee",
        "office",
        date(2025, 4, 23),
        reported_on="2025-04-23",
        committee_answer="同意",
    )
    desk.take(case, "keep-closed", "head", date(2025, 4, 24), closed_basis="涉及国家秘密")
    return case


def codes(reasons: tuple[Reason, ...]) -> set[tuple[str, str]]:
    return {(one.code, one.article) for one in reasons}


def test_a_decision_is_registered_with_its_steps_and_counts_once_it_is_made(desk: Desk) -> None:
    case = prepared(desk)
    assert desk.value("decisions.decided", 2025) == 0
    item = decided_item(desk, case)
    desk.take(case, "deliberate", "office", MEETING, item=number(item))
    desk.take(case, "decide", "head", MEETING, outcome="approved", decision_text="实施")
    row = MajorDecision.objects.get()
    assert (row.experts, row.risk_level, row.opinion, row.outcome) == (2, "low", "lawful", "approved")
    assert desk.parts("decisions.decided", 2025) == {"approved": 1}
    for code in ("argued", "risk_assessed", "legality_reviewed"):
        assert desk.value(f"decisions.{code}", 2025) == 1
    for code in ("consulted", "heard", "competition_reviewed"):
        assert desk.value(f"decisions.{code}", 2025) == 0


def test_who_answers_for_a_decision_and_who_dissented_stays_on_record(desk: Desk) -> None:
    made(desk)
    parts = {(one.part, one.person): (one.stance, one.dissented) for one in DecisionPart.objects.all()}
    assert parts["member", "丁"] == ("spoke", True)
    assert parts["member", "甲"] == ("spoke", False)
    assert {part for part, _ in parts} == {
        *("start", "draft", "experts", "risk", "review", "member", "decide"),
    }
    assert desk.value("decisions.dissents", 2025) == 1


@pytest.mark.parametrize("opinion", [None, "unlawful"])
def test_no_item_is_proposed_while_the_legality_review_bars_the_discussion(
    desk: Desk, opinion: str | None
) -> None:
    """条例 §25: not reviewed, or found unlawful, it is not put to discussion; the item says so with that article."""
    case = prepared(desk, until="sent")
    if opinion:
        desk.take(case, "review-legality", "lawyer", REVIEWED, opinion=opinion, review_reasons="无依据")
    from yifa.cases.acting.act import ActRefused

    with pytest.raises(ActRefused) as refused:
        proposed_item(desk, case, date(2025, 4, 17))
    assert ("major-decisions-regulation/reviewed-before-discussion", "25") in codes(refused.value.reasons)
    assert not Case.objects.filter(procedure_key="meeting-item").exists()
    desk.take(case, "submit", "drafter", date(2025, 4, 18))
    desk.take(case, "review-legality", "lawyer", date(2025, 4, 21), **LAWFUL)
    proposed_item(desk, case, date(2025, 4, 30))


def test_no_item_within_seven_working_days_of_sending_for_review(desk: Desk) -> None:
    case = prepared(desk)
    from yifa.cases.acting.act import ActRefused

    with pytest.raises(ActRefused) as refused:
        proposed_item(desk, case, date(2025, 4, 15))
    assert codes(refused.value.reasons) == {("major-decisions-regulation/review-time-7", "26")}


def test_nothing_is_discussed_whose_risk_is_not_controllable(desk: Desk) -> None:
    case = prepared(desk, risk=RISK | {"controllable": False})
    from yifa.cases.acting.act import ActRefused

    with pytest.raises(ActRefused) as refused:
        proposed_item(desk, case, date(2025, 4, 17))
    assert codes(refused.value.reasons) == {("major-decisions-regulation/risk-controllable", "24")}
    desk.take(case, "assess-risk", "drafter", date(2025, 4, 17), **RISK)
    proposed_item(desk, case, date(2025, 4, 17))


def test_an_item_that_became_barred_is_not_put_on_the_agenda(desk: Desk) -> None:
    case = prepared(desk)
    item = proposed_item(desk, case, date(2025, 4, 17))
    desk.take(item, "cite-legal-opinion", "second", date(2025, 4, 17), cited=number(case))
    desk.take(case, "assess-risk", "drafter", date(2025, 4, 17), **(RISK | {"controllable": False}))
    meeting = desk.open(
        "convened-meeting",
        "convene",
        "office",
        date(2025, 4, 17),
        meeting_kind="bureau_office",
        topic="办公会议",
        held_on="2025-04-21",
    )
    reasons = desk.refused(item, "put-on-agenda", "head", date(2025, 4, 17), meeting=number(meeting))
    assert codes(reasons) == {("major-decisions-regulation/risk-controllable", "24")}


def test_the_result_is_the_meetings(desk: Desk) -> None:
    case = prepared(desk)
    item = decided_item(desk, case, "rejected")
    reasons = desk.refused(case, "deliberate", "office", MEETING, item=number(item), passed=True)
    assert codes(reasons) == {("cases/computed", "")}
    assert "「讨论通过」“否”取自所关联的事项" in reasons[0].sentence.zh
    desk.take(case, "deliberate", "office", MEETING, item=number(item))
    refused = desk.refused(case, "decide", "head", MEETING, outcome="approved", decision_text="实施")
    assert ("house/passed-before-decision", "") in codes(refused)


def test_another_matters_item_is_no_discussion_of_this_one(desk: Desk) -> None:
    first, second = prepared(desk), prepared(desk)
    item = decided_item(desk, first)
    reasons = desk.refused(second, "deliberate", "office", MEETING, item=number(item))
    assert codes(reasons) == {("cases/link-about", "")}


def test_the_file_says_what_is_missing_and_is_not_closed_before(desk: Desk) -> None:
    case = made(desk)
    listed = {one.title.zh: one.is_missing for one in records(Case.objects.get(pk=case))}
    assert listed["专家论证意见"] is False
    assert listed["交付执行"] is True
    assert "听证记录" not in listed
    assert "公平竞争审查结论" not in listed
    desk.take(case, "file-records", "office", date(2025, 4, 25), archive_number="2025-001")
    refused = desk.refused(case, "close", "office", date(2025, 4, 25))
    assert ("execution-and-file/close-what-was-done", "") in codes(refused)


def test_page_of_a_decision_says_what_its_file_holds_and_lacks(desk: Desk) -> None:
    case = Case.objects.get(pk=prepared(desk))
    (note,) = [one for one in of_case(case) if one.title.zh == "全过程档案"]
    assert note.tone == "amber"
    assert "尚缺　集体讨论记录（条例§30）" in note.says
    assert "合法性审查意见（条例§29(5)）" in note.says


def test_execution_is_suspended_changed_only_by_a_new_decision_and_evaluated_by_others(desk: Desk) -> None:
    case = made(desk)
    execution = desk.open(
        "decision-execution",
        "begin",
        "office",
        date(2025, 4, 25),
        decision=number(case),
        executing_unit="计划科",
        execution_due_on="2025-12-31",
    )
    desk.take(case, "begin-execution", "office", date(2025, 4, 25), execution=number(execution))
    desk.take(
        execution,
        "report-execution",
        "drafter",
        date(2025, 7, 1),
        execution="完成",
        effect_missed=True,
        executed=True,
    )
    done = {"evaluation": "基本达到", "evaluation_advice": "go_on"}
    for who in ("某评估中心", "专家甲"):
        same = desk.refused(execution, "evaluate", "office", date(2025, 8, 1), evaluator=who, **done)
        assert codes(same) == {("decisions/same-appraiser", "36")}
    desk.take(execution, "evaluate", "office", date(2025, 8, 1), evaluator="另一机构", **done)
    assert Evaluation.objects.get().evaluator == "另一机构"
    assert desk.value("decisions.evaluations", 2025) == 1
    desk.take(execution, "suspend", "head", date(2025, 8, 4), suspend_reason="紧急")
    assert MajorDecision.objects.get().suspended_on == date(2025, 8, 4)
    other = prepared(desk)
    refused = desk.refused(execution, "adjust", "head", date(2025, 8, 5), changed_by=number(other))
    assert codes(refused) == {("cases/link-unfinished", "")}
    desk.take(execution, "resume", "head", date(2025, 8, 6), resume_reason="消除")
    assert MajorDecision.objects.get(case_id=case).suspended_on is None


def test_a_hearing_has_its_list_published_and_its_papers_out_seven_days_before(desk: Desk) -> None:
    case = desk.open(
        "major-decision",
        "propose",
        "drafter",
        date(2025, 2, 5),
        title="计划",
        proposal_source="unit",
        need="需要",
    )
    desk.take(case, "start", "head", date(2025, 2, 10), **(START | {"needs_hearing": True}))
    desk.take(case, "draft", "drafter", date(2025, 2, 20), text="草案", basis="法")
    desk.take(
        case, "settle-departments", "drafter", date(2025, 2, 25), units_asked="财政局", unit_views="同意"
    )
    announced = {
        "participants": ["甲", "乙"],
        "selection": "报名",
        "hearing_planned_on": "2025-03-06",
        "list_published_at": "网站",
    }
    desk.take(case, "announce-hearing", "drafter", date(2025, 2, 26), **announced)
    held = {"attended": ["甲"], "hearing_record": "支持", "hearing_treatment": "采纳"}
    from yifa.house.models import Holding, Officer, Post

    chair = Officer.objects.create(bureau=desk.bureau, name="主持")
    post = Post.objects.create(
        bureau=desk.bureau,
        department=desk.officers["lawyer"].holdings.get().post.department,
        name="主持",
        powers=["hearing-chair"],
    )
    Holding.objects.create(bureau=desk.bureau, officer=chair, post=post, from_on=date(2015, 1, 1))
    desk.officers["chair"] = chair
    early = desk.refused(case, "hold-hearing", "chair", date(2025, 3, 5), **held)
    assert codes(early) == {("major-decisions-regulation/hearing-papers-7", "16")}
    strangers = desk.refused(
        case, "hold-hearing", "chair", date(2025, 3, 6), **(held | {"attended": ["甲", "外人"]})
    )
    assert codes(strangers) == {("cases/not-among", "16")}
    desk.take(case, "hold-hearing", "chair", date(2025, 3, 6), **held)
    assert MajorDecision.objects.get().heard_on == date(2025, 3, 6)


def test_the_catalogue_is_published_with_consent_and_adjusted_in_the_same_way(desk: Desk) -> None:
    case = desk.open(
        "decision-catalogue",
        "draw-up",
        "office",
        date(2025, 1, 6),
        catalogue_year=2025,
        standards="标准",
        items=[
            {"name": "甲事项", "unit": "法规科", "planned": "6月"},
            {"name": "乙事项", "unit": "办公室", "planned": "9月"},
        ],
    )
    published = {"published_on": "2025-02-03"}
    reasons = desk.refused(case, "publish-catalogue", "keeper", date(2025, 1, 7), published_on="2025-01-07")
    assert ("major-decisions-regulation/catalogue-with-consent", "3") in codes(reasons)
    consent = {"consented": True, "consent_paper": "批复", "consent_on": "2025-01-20"}
    desk.take(case, "record-consent", "office", date(2025, 1, 20), **consent)
    desk.take(case, "publish-catalogue", "keeper", date(2025, 2, 3), **published)
    assert desk.value("decisions.catalogue_items", 2025) == 2
    desk.take(
        case,
        "adjust-catalogue",
        "office",
        date(2025, 6, 2),
        items=[{"name": "甲事项", "unit": "法规科", "planned": "12月"}],
        adjustment_reason="调整",
    )
    desk.take(case, "record-consent", "office", date(2025, 6, 3), **consent)
    desk.take(case, "publish-catalogue", "keeper", date(2025, 6, 4), published_on="2025-06-04")
    rows = {one.name: (one.is_listed, one.planned) for one in CatalogueItem.objects.all()}
    assert rows == {"甲事项": (True, "12月"), "乙事项": (False, "9月")}
    assert desk.value("decisions.catalogue_items", 2025) == 1
