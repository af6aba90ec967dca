"""Walks round bars that hold between two matters, each through the one act, as an ordinary officer, each refused.

A statute's bar is worth what its weakest matter lets through. Each walk here goes by way of a second matter: a fact told
otherwise there, an opinion on something else, a register of what existed before, a late entry.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.rulemaking.life import PROPOSAL, TEXT
from yifa.cases.acting.act import ActRefused
from yifa.cases.acting.publication import periods_from, publishes, reasons
from yifa.cases.acting.screened import provider_of
from yifa.cases.library import library, procedure_of
from yifa.cases.models import Case
from yifa.procedure import Reason
from yifa.screening import screen
from yifa.screening.answering import keys_of

DAY = date(2026, 3, 2)
DRAFT: dict[str, Any] = {
    "title": "某办法（征求意见稿）",
    "draft_text": TEXT,
    "explanation": "说明",
    "contact": "0395-0000000",
}
MEASURE: dict[str, Any] = {
    "title": "某办法",
    "measure_kind": "normative_document",
    "issuing_level": "department",
    "draft_text": TEXT,
    "purpose": "支持企业",
}


def number(case: int) -> str:
    return str(Case.objects.get(pk=case).number)


def document(desk: Desk, on: date = DAY, **changes: Any) -> int:
    """A normative document under way."""
    return desk.open("normative-document", "propose", "drafter", on, **(PROPOSAL | changes))


def not_opened(
    desk: Desk, procedure: str, step: str, who: str, on: date, /, **answers: Any
) -> tuple[Reason, ...]:
    """The reasons against opening a case, which must be refused."""
    with pytest.raises(ActRefused) as refusal:
        desk.open(procedure, step, who, on, **answers)
    return refusal.value.reasons


def findings_of(case: int) -> list[str]:
    """Keys of what the document's own screening asks."""
    found = Case.objects.get(pk=case)
    asked = provider_of(
        procedure_of(found.procedure_key, found.procedure_version, found.procedure_hash), "screen"
    )
    assert asked is not None
    given = asked(found, DAY)
    return list(keys_of(screen(given.text, rules=given.rules, context=given.context)))


def answers_to(case: int) -> str:
    """An answer to each of them."""
    return "\n".join(f"【{key}】保留：有上级文件依据，适用对象平等。" for key in findings_of(case))


def told(reasons: tuple[Reason, ...]) -> set[tuple[str, str]]:
    return {(one.code, one.article) for one in reasons}


# Facts told otherwise in the second matter ------------------------------------------------------------------------------


def test_thirty_days_of_consultation_are_not_shortened_by_another_answer_there(desk: Desk) -> None:
    subject = number(document(desk))
    given = DRAFT | {"subject": subject, "closes_on": "2026-03-12"}
    otherwise = not_opened(
        desk, "public-consultation", "open", "drafter", DAY, **given, touches_market_actors=False
    )
    assert told(otherwise) == {("cases/computed", "")}
    as_told = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given)
    assert told(as_told) == {("consultation/too-short", "62")}
    major = given | {"shortened_reason": "任务紧急"}
    assert told(not_opened(desk, "public-consultation", "open", "drafter", DAY, **major)) == {
        ("consultation/too-short", "62")
    }
    desk.open("public-consultation", "open", "drafter", DAY, **(given | {"closes_on": "2026-04-01"}))


def test_a_document_is_not_called_a_major_decision_to_shorten_its_consultation(desk: Desk) -> None:
    subject = number(document(desk, touches_market_actors=False))
    given = DRAFT | {"subject": subject, "closes_on": "2026-03-05", "shortened_reason": "任务紧急"}
    called = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given, is_major_decision=True)
    assert told(called) == {("cases/computed", "")}
    short = not_opened(desk, "public-consultation", "open", "drafter", DAY, **given)
    assert told(short) == {("consultation/too-short", "")}


def test_a_competition_review_is_not_told_that_its_document_touches_no_operators(desk: Desk) -> None:
    given = MEASURE | {"subject": number(document(desk))}
    otherwise = not_opened(
        desk, "fair-competition-review", "receive", "drafter", DAY, **given, touches_operators=False
    )
    assert told(otherwise) == {("cases/computed", "")}
    review = desk.open("fair-competition-review", "receive", "drafter", DAY, **given)
    assert Case.objects.get(pk=review).marking["answers"]["touches_operators"] is True


def test_a_finding_of_the_screening_forces_the_review_or_anothers_judgement(desk: Desk) -> None:
    """公平竞争审查条例 §18: the drafter's no does not outweigh what the screening finds in the text."""
    case = document(desk, touches_operators=False, touches_market_actors=False)
    restricting = TEXT + "\n第七条 外地企业须在本市设立子公司并缴纳税收，方可申领创新券；优先采购本地产品。"
    desk.take(case, "draft", "drafter", DAY, text=restricting, explanation="说明")
    desk.take(case, "screen", "drafter", DAY, finding_answers=answers_to(case))
    ready = {"departments": "财政局", "department_views": "无意见", "department_treatment": "无"}
    desk.take(case, "consult-departments", "drafter", DAY, **ready)
    desk.take(case, "waive-consultation", "head", DAY, waive_reason="涉及国家秘密")
    refused = desk.refused(case, "submit", "drafter", DAY, papers_complete=True)
    assert ("rulemaking/finding-forces-review", "18") in told(refused)
    own = desk.refused(case, "judge-competition", "drafter", DAY, touches_operators=False)
    assert ("procedure/actor", "") in told(own)
    desk.take(case, "judge-competition", "lawyer", DAY, touches_operators=True)
    again = desk.refused(case, "submit", "drafter", DAY, papers_complete=True)
    assert ("competition-gate/competition-first", "") in told(again)
    desk.take(
        case, "judge-competition", "lawyer", DAY, touches_operators=False, not_touched_because="只是引用"
    )
    desk.take(case, "draft", "drafter", DAY, text=f"{restricting}另有规定的除外。", explanation="又一稿")
    desk.take(case, "screen", "drafter", DAY, finding_answers=answers_to(case))
    after = desk.refused(case, "submit", "drafter", DAY, papers_complete=True)
    assert ("rulemaking/finding-forces-review", "18") in told(after)
    desk.take(
        case, "judge-competition", "lawyer", DAY, touches_operators=False, not_touched_because="只是引用"
    )
    desk.take(case, "submit", "drafter", DAY, papers_complete=True)


# Meetings ----------------------------------------------------------------------------------------------------------------


def item(**changes: Any) -> dict[str, Any]:
    given = {
        "title": "年度工作安排",
        "kind_of_major": "none",
        "is_discipline": False,
        "meeting_kind": "bureau_office",
        "summary": "提请讨论",
    }
    return given | changes


PARTY = "第五章"


def test_a_major_decision_is_no_meeting_item_without_its_own_matter(desk: Desk) -> None:
    alone = not_opened(
        desk, "meeting-item", "propose", "drafter", DAY, **item(kind_of_major="major_decision")
    )
    assert "所属事项" in alone[0].sentence.zh
    other = number(document(desk, kind_of_major="none"))
    named = item(kind_of_major="major_decision", subject=other)
    found = not_opened(desk, "meeting-item", "propose", "drafter", DAY, **named)
    assert ("meetings/no-major-decision", "25") in told(found)


def test_an_item_about_a_major_decision_is_not_called_an_ordinary_one(desk: Desk) -> None:
    subject = number(document(desk))
    found = not_opened(desk, "meeting-item", "propose", "drafter", DAY, **item(subject=subject))
    assert told(found) == {("cases/computed", "")}


@pytest.mark.parametrize(
    "changes",
    [
        {"kind_of_major": "personnel"},
        {"kind_of_major": "personnel", "meeting_kind": "special"},
        {"is_discipline": True, "meeting_kind": "special"},
    ],
)
def test_appointments_are_no_other_meetings(desk: Desk, changes: dict[str, Any]) -> None:
    found = not_opened(desk, "meeting-item", "propose", "drafter", DAY, **item(**changes))
    assert {one.article for one in found} == {PARTY}
    desk.open(
        "meeting-item",
        "propose",
        "drafter",
        DAY,
        **item(kind_of_major="personnel", meeting_kind="party_group"),
    )


AGAINST: list[tuple[dict[str, Any], str]] = [
    ({"title": "关于办公室主任任免的议题"}, "appointment"),
    ({"summary": "提拔王某任科长职务"}, "appointment"),
    ({"title": "关于研发补助资金安排的议题"}, "money"),
    ({"summary": "拟支出500万元"}, "money"),
    ({"summary": "拟支出500万元", "amount": 100}, "money"),
    ({"summary": "拟支出500万元", "kind_of_major": "personnel", "meeting_kind": "party_group"}, "money"),
]


@pytest.mark.parametrize(("changes", "against"), AGAINST)
def test_a_text_against_the_kind_told_needs_a_second_persons_reasons(
    desk: Desk, changes: dict[str, Any], against: str
) -> None:
    case = desk.open("meeting-item", "propose", "drafter", DAY, **item(**changes))
    assert Case.objects.get(pk=case).marking["answers"]["text_against"] == against
    if changes.get("kind_of_major") == "personnel":
        desk.take(case, "give-legal-opinion", "lawyer", DAY, opinion="lawful", opinion_reasons="合法")
    meeting = desk.open(
        "convened-meeting",
        "convene",
        "office",
        DAY,
        meeting_kind=item(**changes)["meeting_kind"],
        topic="例会",
        held_on="2026-03-06",
    )
    listed = desk.refused(case, "put-on-agenda", "head", DAY, meeting=number(meeting))
    assert {one.rule.id for one in listed if one.rule} >= {"house/kind-checked"}
    assert "党组工作条例" in next(one for one in listed if one.rule).rule.authority.zh  # type: ignore[union-attr]
    own = desk.refused(case, "check-kind", "drafter", DAY, kind_agrees=True, waiver_reasons="无关")
    assert told(own) >= {("procedure/actor", "")}
    silent = desk.refused(case, "check-kind", "office", DAY, kind_agrees=True)
    assert "仍按所报类别" in silent[0].sentence.zh
    desk.take(case, "check-kind", "office", DAY, kind_agrees=True, waiver_reasons="只涉及归档")
    desk.take(case, "put-on-agenda", "head", DAY, meeting=number(meeting))


def test_nobody_types_that_the_text_agrees(desk: Desk) -> None:
    found = not_opened(
        desk,
        "meeting-item",
        "propose",
        "drafter",
        DAY,
        **item(title="关于办公室主任任免的议题"),
        text_against="agrees",
    )
    assert told(found) == {("cases/computed", "")}


def test_whoever_proposed_checks_nothing_in_a_second_post(desk: Desk) -> None:
    case = desk.open("meeting-item", "propose", "office", DAY, **item(title="关于处长任免的议题"))
    found = desk.refused(case, "check-kind", "office", DAY, kind_agrees=True, waiver_reasons="无关")
    assert {one.rule.id for one in found if one.rule} == {"house/proposer-does-not-check"}


def test_an_item_changed_after_its_check_is_checked_again(desk: Desk) -> None:
    case = desk.open("meeting-item", "propose", "drafter", DAY, **item())
    desk.take(case, "check-kind", "office", DAY, kind_agrees=True)
    desk.take(case, "propose", "drafter", DAY, **item(title="关于办公室主任任免的议题"))
    found = desk.refused(case, "put-on-agenda", "head", DAY, meeting="2026-mee-0001")
    assert {one.rule.id for one in found if one.rule} >= {"house/changed-is-checked-again"}


def test_the_amount_of_large_funds_is_not_left_empty(desk: Desk) -> None:
    empty = not_opened(
        desk,
        "meeting-item",
        "propose",
        "drafter",
        DAY,
        **item(kind_of_major="large_funds", meeting_kind="party_group"),
    )
    assert "「涉及金额」" in empty[0].sentence.zh


def test_nobody_is_appointed_by_the_secretary_alone(desk: Desk) -> None:
    case = desk.open(
        "meeting-item",
        "propose",
        "drafter",
        DAY,
        **item(kind_of_major="personnel", meeting_kind="party_group"),
    )
    desk.take(case, "check-kind", "office", DAY, kind_agrees=True)
    desk.take(case, "give-legal-opinion", "lawyer", DAY, opinion="lawful", opinion_reasons="合法")
    found = desk.refused(case, "decide-urgently", "head", DAY, emergency="任务紧急", decision_text="任命")
    assert told(found) == {("meetings/urgent-appointment", PARTY)}


def test_two_typed_names_are_no_party_group(desk: Desk) -> None:
    found = not_opened(
        desk,
        "convened-meeting",
        "convene",
        "office",
        DAY,
        meeting_kind="party_group",
        topic="第1次党组会议",
        held_on="2026-03-06",
        members=["书记", "甲"],
    )
    assert told(found) == {("cases/computed", "")}


def test_an_unrelated_contracts_opinion_is_not_cited(desk: Desk) -> None:
    own, other = (
        desk.open(
            "meeting-item",
            "propose",
            "drafter",
            DAY,
            **item(kind_of_major="large_funds", meeting_kind="party_group", amount=50_000_000),
        )
        for _ in range(2)
    )
    desk.take(other, "give-legal-opinion", "lawyer", DAY, opinion="lawful", opinion_reasons="合法")
    found = desk.refused(own, "cite-legal-opinion", "drafter", DAY, cited=number(other))
    assert told(found) == {("meetings/cited-elsewhere", "二（七）")}


# After the fact -------------------------------------------------------------------------------------------------------------


def test_thirty_days_of_consultation_are_not_made_by_a_late_entry(desk: Desk) -> None:
    """What entering publishes was not public before; 优化营商环境条例 §62."""
    subject = number(document(desk))
    desk.times(date(2026, 4, 2))
    late = DRAFT | {"subject": subject, "closes_on": "2026-04-01"}
    found = not_opened(desk, "public-consultation", "open", "drafter", DAY, **late)
    assert told(found) == {("cases/published-late", "62")}


def public_steps() -> list[tuple[str, str]]:
    return sorted(
        {
            (procedure.key, step.key)
            for procedure in library()
            for step in procedure.steps.values()
            if publishes(procedure, step)
        }
    )


def test_every_step_whose_day_is_that_of_publishing_publishes() -> None:
    published = {
        (procedure.key, step.key)
        for procedure in library()
        for step in procedure.steps.values()
        if step.public is not None
        and step.day_question is not None
        and step.day_question.key in ("published_on", "interpreted_on", "change_published_on", "notice_from")
    }
    assert published - set(public_steps()) == set()
    assert {("municipal-recognition", "open-notice"), ("administrative-permit", "notify-hearing")} <= set(
        public_steps()
    )


def test_no_answer_tells_another_day_of_publishing() -> None:
    """Where a publishing step asks for its day, that is the day of the act: nobody types an earlier one beside it."""
    past = ("published_on", "reported_on", "notice_from", "interpreted_on", "change_published_on")
    loose = [
        (procedure.key, step.key, question.key)
        for procedure in library()
        for step in procedure.steps.values()
        if publishes(procedure, step)
        for question in step.asks.values()
        if question.key in past and not question.happens
    ]
    assert loose == []


@pytest.mark.parametrize(("key", "name"), public_steps())
def test_nothing_was_public_before_it_was_entered(key: str, name: str) -> None:
    """Every step that publishes or opens a public period: not as of yesterday, whatever is answered."""
    procedure = library().latest(key)
    step = procedure.steps[name]
    answers = {one: "某网" for one in step.asks if one != step.published_in}
    morning = datetime(DAY.year, DAY.month, DAY.day, 1, tzinfo=UTC)
    late = reasons(procedure, step, answers, answers, DAY - timedelta(days=1), morning)
    assert [one.code for one in late] == ["cases/published-late"]
    assert not reasons(procedure, step, answers, answers, DAY, morning)
    if step.published_in is not None:
        said = answers | {step.published_in: "http://某市政府网/1.html"}
        exempt = reasons(procedure, step, said, said, DAY - timedelta(days=1), morning)
        assert bool(exempt) == bool(periods_from(procedure, step))


def test_five_days_of_notice_are_not_made_by_a_late_entry() -> None:
    """拟认定名单公示: the walk of the consultation, through another procedure that opens a public period."""
    procedure = library().procedure("municipal-recognition", DAY)
    step = procedure.steps["open-notice"]
    given = {"notice_from": "2026-02-20", "link": "http://某市科技局/1.html"}
    found = reasons(procedure, step, given, given, date(2026, 2, 20), datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert [one.rule.id for one in found if one.rule] == ["public-notice/five-days-of-notice"]
