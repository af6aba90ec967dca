"""A call for city engineering centres with forty applicants, walked by both sides to the certificates: one deadline for all, one
draw that a stranger repeats, five blind sheets, a visit, an objection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.work.calling import conditions_written, recognitions_called
from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.log import keys, record
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.evidence.draws import DrawRecord
from yifa.house.models import Department, Holding, Officer, Post
from yifa.work.calls.registers import Call
from yifa.work.projects.registers import ProjectBar
from yifa.work.recognition.registers import Recognition

OPENS, DEADLINE = date(2026, 3, 2), date(2026, 3, 31)
MOVED, APPLIED, CHECKED = date(2026, 4, 15), date(2026, 4, 8), date(2026, 4, 17)
FIXED, SEED, REVIEWED = date(2026, 4, 20), date(2026, 4, 21), date(2026, 4, 27)
VISITED, DECIDED, SHOWN = date(2026, 5, 6), date(2026, 5, 12), date(2026, 5, 13)
THRESHOLDS = [
    {"item": "研发人员", "unit": "人", "least": 10},
    {"item": "研发场地", "unit": "平方米", "least": 300},
]
REACHED = [{"item": "研发人员", "value": 12}, {"item": "研发场地", "value": 300}]


@pytest.fixture
def call(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    return recognitions_called(desk, monkeypatch, OPENS, DEADLINE, thresholds=THRESHOLDS)


def applied(desk: Desk, call: str, number: int = 1, on: date = OPENS, **changes: Any) -> int:
    party = desk.party(f"演示企业{number:02}", number, legal_representative=f"代表人{number:02}")
    given: dict[str, Any] = {
        "call": call,
        "applicant": party.pk,
        "body_name": f"演示工程中心{number:02}",
        "integrity_promise": True,
        "figures": REACHED,
    }
    return desk.open("municipal-recognition", "apply", "applicant", on, **(given | changes))


def experts(desk: Desk, count: int) -> list[str]:
    """Experts in the pool with log-ins; the first three serve applicants 1 to 3."""
    post = Post.objects.create(
        bureau=desk.bureau,
        department=Department.objects.get(name="政策法规科"),
        name="专家",
        powers=["expert"],
    )
    names = [f"评审专家{number:02}" for number in range(1, count + 1)]
    for place, name in enumerate(names, 1):
        desk.officers[name] = Officer.objects.create(bureau=desk.bureau, name=name)
        Holding.objects.create(
            bureau=desk.bureau, officer=desk.officers[name], post=post, from_on=date(2015, 1, 1)
        )
        case = desk.open(
            "expert-entry",
            "propose",
            "keeper",
            date(2026, 1, 6),
            expert_name=name,
            employer=f"演示企业{place:02}" if place <= 3 else "某大学",
            rank="senior",
            kind="technical",
            knows=["食品工程"],
            consented_on="2026-01-05",
        )
        desk.take(case, "check", "examiner", date(2026, 1, 7), qualified=True)
        desk.take(case, "enter", "keeper", date(2026, 1, 8), until="2029-01-07")
    return names


def codes(refusal: pytest.ExceptionInfo[ActRefused]) -> list[str]:
    return [one.code for one in refusal.value.reasons]


def reviewed(desk: Desk, case: int, drawing: str, points: tuple[int, ...]) -> None:
    """Named, declared, scored blind, opened."""
    desk.take(case, "name-panel", "examiner", SEED, drawing=drawing)
    panel = answers_of_case(case)["panel"]
    for name in panel:
        desk.take(case, "accept-review", name, SEED, conflict="none")
    for name, given in zip(panel, points, strict=True):
        desk.take(
            case,
            "score",
            name,
            REVIEWED,
            items=[
                {"item": "创新能力", "most": 60, "points": given - 30},
                {"item": "成长性", "most": 40, "points": 30},
            ],
            sheet_recommends=given >= 70,
            sheet_opinion="见各项得分",
        )
    desk.take(case, "open-sheets", "examiner", REVIEWED, review_opinion="见评分表")


def visited(desk: Desk, case: int, agrees: bool = True) -> None:
    act(
        case,
        "visit-site",
        actor=desk.by("examiner"),
        co_signers=[desk.by("keeper")],
        answers={
            "visited_on": VISITED.isoformat(),
            "visit_items": [{"item": "研发场地", "told": "300平方米", "found": "320平方米"}],
            "visit_agrees": agrees,
            "visit_note": "见核对情况",
        },
        **desk.times(VISITED),
    )


def test_forty_apply_three_are_tied_to_experts_and_the_draw_is_repeated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    keys.make_key(desk.bureau)
    names = experts(desk, 9)
    call = recognitions_called(desk, monkeypatch, OPENS, DEADLINE, thresholds=THRESHOLDS)
    first = [applied(desk, call, number) for number in range(1, 36)]
    calling = Call.objects.get().case_id
    assert calling is not None
    desk.take(
        calling,
        "extend-call",
        "deputy",
        date(2026, 3, 25),
        deadline=MOVED.isoformat(),
        close_by="2026-04-30",
        extend_reason="系统维护",
    )
    cases = first + [applied(desk, call, number, APPLIED) for number in range(36, 41)]
    settings.CLOCK = desk.clock
    listed = Client().get(f"/{desk.bureau.code}/published/calls/").content.decode()
    assert "2026年4月15日" in listed
    desk.take(calling, "close-call", "examiner", date(2026, 4, 16))
    assert Call.objects.get().received == 40
    for case in cases[:4]:
        desk.take(case, "check-form", "other_examiner", CHECKED, form_passed=True)

    draw = desk.open(
        "random-draw",
        "fix",
        "examiner",
        FIXED,
        draw_title="评审专家",
        pool="experts",
        for_case=call,
        takes=[{"stratum": "technical", "count": 5}],
        seed_kind="public_value",
        seed_source="上证综合指数收盘值",
        seed_day=SEED.isoformat(),
    )
    record.integrate(desk.bureau, desk.clock)
    excluded = {
        row["name"]: row["excluded"] for row in answers_of_case(draw)["candidates"] if row.get("excluded")
    }
    assert excluded == dict.fromkeys(names[:3], "same_unit")
    assert len(answers_of_case(draw)["concerns"]) == 40
    desk.take(draw, "enter-value", "examiner", SEED, value="3124.50")
    desk.take(draw, "draw", "drafter", SEED, value_again="3124.50")
    drawing = Case.objects.get(pk=draw).number
    reviewed(desk, cases[0], drawing, (80, 82, 84, 79, 60))
    reviewed(desk, cases[1], drawing, (60, 62, 61, 63, 60))
    desk.take(draw, "publish", "office", REVIEWED)
    record.integrate(desk.bureau, desk.clock)

    # What a stranger holds: the published record, and nothing else of the bureau.
    told = DrawRecord.from_json(Client().get(f"/{desk.bureau.code}/draws/{drawing}.json").content.decode())
    proved = told.verify([keys.public_key(desk.bureau)])
    assert proved.committed_at is not None
    assert sorted(told.opened[mark].name for mark in told.drawn) == sorted(answers_of_case(cases[0])["panel"])

    assert answers_of_case(cases[0])["score"] == 77
    assert answers_of_case(cases[0])["outliers"] == [answers_of_case(cases[0])["panel"][4]]
    for case in cases[:2]:
        visited(desk, case)
        desk.take(
            case,
            "decide-collectively",
            "head",
            DECIDED,
            decided_on=DECIDED.isoformat(),
            approved=True,
            decision_note="同意",
        )
    # 61 points are below the 70 that the call names: whoever decided.
    low = desk.refused(cases[1], "open-notice", "office", SHOWN, notice_from=SHOWN.isoformat())
    assert [one.code for one in low] == ["house/show-what-reaches-the-mark"]

    desk.take(cases[0], "open-notice", "office", SHOWN, notice_from=SHOWN.isoformat())
    desk.take(cases[0], "object", "office", date(2026, 5, 15), objection="场地与他人共用")
    waits = {
        "document_number": "某科〔2026〕20号",
        "recognised_on": "2026-05-25",
    }
    assert "public-notice/decision-waits-for-objection" in {
        one.code for one in desk.refused(cases[0], "recognise", "head", date(2026, 5, 25), **waits)
    }
    desk.take(
        cases[0], "settle-objection", "lawyer", date(2026, 5, 20), founded=False, settlement="租赁合同属实"
    )
    desk.take(cases[0], "recognise", "head", date(2026, 5, 25), **waits)
    desk.take(cases[0], "issue-certificate", "keeper", date(2026, 5, 26), certificate_number="2026-GC-01")
    row = Recognition.objects.get()
    assert (row.platform_kind, row.level, row.certificate_number) == (
        "engineering_research_centre",
        "municipal",
        "2026-GC-01",
    )
    assert desk.parts("recognition.newly_recognised", 2026) == {"municipal.engineering_research_centre": 1}


def test_whoever_wrote_the_conditions_does_not_apply(desk: Desk, call: str) -> None:
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call, partners=[{"partner": "某研究所", "share": "共建"}])
    (reason,) = refusal.value.reasons
    assert reason.rule is not None
    assert (reason.code, reason.rule.id) == (
        "calls/wrote-the-guide",
        "call-answer/guide-writer-does-not-apply",
    )


def test_whoever_is_barred_does_not_apply(desk: Desk, call: str) -> None:
    party = desk.party("演示企业01", 1)
    ProjectBar.objects.create(
        bureau=desk.bureau,
        case_id=Call.objects.get().case_id,
        log_position=1,
        recorded_on=OPENS,
        party=party,
        barred_from=OPENS,
        barred_until=date(2029, 3, 1),
        because="撤销项目",
    )
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call)
    assert codes(refusal) == ["calls/barred"]


def test_one_body_answers_a_call_once(desk: Desk, call: str) -> None:
    case = applied(desk, call)
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call, body_name="另一个名称")
    assert codes(refusal) == ["calls/answered-already"]
    desk.take(case, "withdraw", "applicant", OPENS)
    applied(desk, call, body_name="另一个名称")


def test_each_threshold_that_is_missed_is_named_with_what_it_lacks(desk: Desk, call: str) -> None:
    case = applied(desk, call, figures=[{"item": "研发人员", "value": 8}])
    (reason,) = desk.refused(case, "check-form", "examiner", OPENS, form_passed=True)
    assert reason.code == "calls/below-threshold"
    assert "研发人员应不低于10，申报8，差2" in reason.sentence.zh
    assert "研发场地应不低于300，没有填报" in reason.sentence.zh
    desk.take(case, "ask-correction", "examiner", OPENS, missing="数值有误")
    day = OPENS + timedelta(days=2)
    desk.take(case, "correct", "applicant", day, figures=REACHED)
    desk.take(case, "check-form", "examiner", day, form_passed=True)
    assert "lacking" not in answers_of_case(case)


def test_a_line_told_twice_counts_with_the_less(desk: Desk, call: str) -> None:
    case = applied(desk, call, figures=[*REACHED, {"item": "研发人员", "value": 8}])
    reasons = desk.refused(case, "check-form", "examiner", OPENS, form_passed=True)
    assert [one.code for one in reasons] == ["calls/below-threshold"]


def test_bodies_of_one_representative_are_shown_and_explained(desk: Desk, call: str) -> None:
    first = applied(desk, call)
    desk.party("演示企业02", 2, legal_representative="代表人01")
    second = applied(desk, call, 2)
    reasons = desk.refused(second, "check-form", "examiner", OPENS, form_passed=True)
    assert [one.code for one in reasons] == ["procedure/answers"]
    desk.take(second, "check-form", "examiner", OPENS, form_passed=True, form_note="各自独立研发")
    (row,) = answers_of_case(second)["doubles"]
    assert row["number"] == Case.objects.get(pk=first).number


def test_sheets_follow_what_the_call_published(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    names = experts(desk, 6)
    call = recognitions_called(desk, monkeypatch, OPENS, DEADLINE)
    case = applied(desk, call, 9)
    desk.take(case, "check-form", "other_examiner", OPENS, form_passed=True)
    draw = desk.open(
        "random-draw",
        "fix",
        "examiner",
        FIXED,
        draw_title="评审专家",
        pool="experts",
        for_case=Case.objects.get(pk=case).number,
        takes=[{"stratum": "technical", "count": 5}],
        seed_kind="public_value",
        seed_source="上证综合指数收盘值",
        seed_day=SEED.isoformat(),
    )
    desk.take(draw, "enter-value", "examiner", SEED, value="3124.50")
    desk.take(draw, "draw", "drafter", SEED, value_again="3124.50")
    desk.take(case, "name-panel", "examiner", SEED, drawing=Case.objects.get(pk=draw).number)
    one = answers_of_case(case)["panel"][0]
    assert one in names
    desk.take(case, "accept-review", one, SEED, conflict="none")
    sheet = {"sheet_recommends": True, "sheet_opinion": "同意"}
    reasons = desk.refused(
        case, "score", one, SEED, items=[{"item": "印象", "most": 100, "points": 99}], **sheet
    )
    assert [each.code for each in reasons] == ["calls/other-criteria"]


def test_a_place_in_a_pool_is_no_condition_of_a_recognition(desk: Desk) -> None:
    case = conditions_written(desk, OPENS, conditions="须已列入本市培育库的企业。")
    assert answers_of_case(case)["asks_pool"] is True
    assert "house/pool-is-no-condition" in {
        one.code for one in desk.refused(case, "approve-conditions", "deputy", OPENS)
    }
