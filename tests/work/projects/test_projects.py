"""A project from its guide to its file: who may not apply, what is shown beside an application, what a task book keeps, and
what comes back."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.cases.told import links
from yifa.law.identifiers import make_uscc
from yifa.parties.standing import standings_of
from yifa.work.calls.registers import Call
from yifa.work.funds.registers import Recovery
from yifa.work.projects import guards
from yifa.work.projects.registers import Project, ProjectBar

OPENED = date(2026, 3, 25)
APPLIED = date(2026, 4, 20)
GUIDE: dict[str, Any] = {
    "directions": [{"direction": "智能检测", "aim": "检出率", "most": 80_000_000, "months": 24}],
    "conditions": "在本市注册的企业和高等学校，上年度研究开发费用不低于五十万元。",
    "criteria": "技术水平40、实施条件30、预期效益30",
    "writers": [{"name": "专家乙", "unit": "某大学"}],
    "management": "itemised",
}
APPLICATION: dict[str, Any] = {
    "title": "高速分选装备",
    "direction": "智能检测",
    "leader": "负责人甲",
    "aim": "研制面向休闲食品的高速分选装备，解决异物在线检出问题",
    "integrity_promise": True,
    "targets": [{"target": "检出率", "unit": "%", "amount": 99.5}],
    "starts_on": "2026-07-01",
    "ends_on": "2028-06-30",
    "amount": 80_000_000,
    "own_money": 80_000_000,
}
SIGNED: dict[str, Any] = {
    "signed_on": "2026-06-18",
    "signed_by": "负责人甲",
    "task_targets": [{"target": "检出率", "unit": "%", "amount": 99.5}],
    "instalments": [
        {"instalment": "首笔", "due": "2026-07-18", "sum": 56_000_000, "on_what": "任务书签订"},
        {"instalment": "尾款", "due": "2028-12-31", "sum": 24_000_000, "on_what": "通过验收"},
    ],
    "file_by": "2028-12-31",
}


def number(case: int) -> str:
    return Case.objects.get(pk=case).number


def guide(desk: Desk, **changes: Any) -> int:
    """A guide that waits for its approval; the competition review is not what is tried here."""
    case = desk.open(
        "project-call", "collect-needs", "drafter", date(2026, 3, 2), title="重大科技专项", call_year=2026
    )
    desk.take(case, "write-guide", "drafter", date(2026, 3, 16), **(GUIDE | changes))
    return case


@pytest.fixture
def call(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """A published call, open until the end of April."""
    return published(desk, monkeypatch)


def published(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    case = guide(desk)
    review = guide(desk)
    with monkeypatch.context() as context:
        context.setattr(links, "reasons", lambda *_args, **_kw: ())
        desk.take(
            case,
            "check-guide",
            "lawyer",
            date(2026, 3, 20),
            review=number(review),
            guide_lawful=True,
            guide_opinion="条件客观",
        )
    desk.take(case, "approve-guide", "deputy", date(2026, 3, 23))
    desk.take(
        case,
        "publish-call",
        "keeper",
        OPENED,
        call_number="某科〔2026〕15号",
        opens_on=OPENED.isoformat(),
        deadline="2026-04-30",
        close_by="2026-05-15",
    )
    return case


def applied(desk: Desk, call: int, on: date = APPLIED, name: str = "某食品公司", **changes: Any) -> int:
    party = desk.party(name, len(name))
    return desk.open(
        "project-application",
        "apply",
        "applicant",
        on,
        **{**APPLICATION, "call": number(call), "applicant": party.pk, **changes},
    )


def codes(refusal: pytest.ExceptionInfo[ActRefused]) -> list[str]:
    return [one.code for one in refusal.value.reasons]


def test_a_guide_that_asks_for_a_place_in_a_pool_is_not_approved(desk: Desk) -> None:
    case = guide(desk, conditions="已列入本市高新技术企业培育库的企业。")
    assert answers_of_case(case)["asks_pool"] is True
    assert "house/pool-is-no-condition" in {
        one.code for one in desk.refused(case, "approve-guide", "deputy", date(2026, 3, 23))
    }


@pytest.mark.parametrize(
    ("conditions", "asks"),
    [
        ("在本市注册的企业，上年度研究开发费用不低于五十万元。", False),
        ("申报企业须已入库。", True),
        ("优先支持市级名录库中的企业。", True),
        ("专利入库时间不限。", False),
    ],
)
def test_which_conditions_ask_for_a_place_on_a_list(conditions: str, asks: bool) -> None:
    from yifa.cases.acting.computing import Facts, registry

    facts = Facts(1, None, OPENED, {"conditions": conditions})
    assert registry["pool-condition"](facts) is asks


def test_a_deadline_is_moved_for_everybody_and_never_brought_forward(desk: Desk, call: int) -> None:
    sooner = {"deadline": "2026-04-20", "close_by": "2026-05-15", "extend_reason": "提前"}
    later = {"deadline": "2026-05-15", "close_by": "2026-05-29", "extend_reason": "假期"}
    assert [one.code for one in desk.refused(call, "extend-call", "deputy", date(2026, 4, 15), **sooner)] == [
        "calls/deadline-earlier"
    ]
    assert [one.code for one in desk.refused(call, "extend-call", "deputy", date(2026, 5, 6), **later)] == [
        "calls/deadline-passed"
    ]
    desk.take(call, "extend-call", "deputy", date(2026, 4, 20), **later)
    case = applied(desk, call, date(2026, 5, 12))
    assert answers_of_case(case)["deadline"] == "2026-05-15"
    assert (Call.objects.get().extended, Call.objects.get().deadline) == (1, date(2026, 5, 15))


def test_what_comes_after_the_deadline_is_not_taken_in(desk: Desk, call: int) -> None:
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call, date(2026, 5, 6))
    assert codes(refusal) == ["calls/outside-the-window"]


def test_nobody_is_cut_off_before_the_deadline(desk: Desk, call: int) -> None:
    applied(desk, call)
    assert [one.code for one in desk.refused(call, "close-call", "drafter", date(2026, 4, 30))] == [
        "calls/closed-early"
    ]
    desk.take(call, "close-call", "drafter", date(2026, 5, 6))
    assert Call.objects.get().received == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"leader": "专家乙"},
        {"members": [{"name": "专家乙", "unit": "某研究所", "does": "试验"}]},
        {"partners": [{"partner": "某大学", "share": "试验", "money": 0}]},
    ],
    ids=["leader", "member", "unit"],
)
def test_whoever_wrote_the_guide_does_not_apply(desk: Desk, call: int, changes: dict[str, Any]) -> None:
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call, **changes)
    (reason,) = refusal.value.reasons
    assert reason.code == "calls/wrote-the-guide"
    assert reason.rule is not None
    assert reason.rule.id == "call-answer/guide-writer-does-not-apply"


def test_whoever_is_barred_does_not_apply_and_the_article_is_named(desk: Desk, call: int) -> None:
    party = desk.party("某食品公司", 5)
    case = applied(desk, call, name="某食品公司")
    ProjectBar.objects.create(
        bureau=desk.bureau,
        case_id=case,
        log_position=1,
        recorded_on=OPENED,
        party=party,
        barred_from=date(2026, 4, 1),
        barred_until=date(2029, 3, 31),
        because="撤销项目",
    )
    assert [one.bars for one in standings_of(party, APPLIED)] == [True]
    with pytest.raises(ActRefused) as refusal:
        applied(desk, call, name="某食品公司", title="另一个项目")
    (reason,) = refusal.value.reasons
    assert reason.rule is not None
    assert (reason.code, reason.rule.article) == ("calls/barred", "69")


def test_what_resembles_an_application_is_shown_and_answered(desk: Desk, call: int) -> None:
    first = applied(desk, call, equipment=[{"device": "X射线机 A1", "cost": 3_000_000}])
    second = applied(
        desk,
        call,
        title="高速分选装备研制",
        leader="负责人乙",
        equipment=[{"device": "X射线机 A1", "cost": 3_000_000}],
    )
    desk.take(second, "check-form", "examiner", date(2026, 5, 6), form_passed=True)
    reasons = desk.refused(second, "check-conflicts", "examiner", date(2026, 5, 7), conflicts_clear=True)
    assert [one.code for one in reasons] == ["procedure/answers"]
    desk.take(
        second,
        "check-conflicts",
        "examiner",
        date(2026, 5, 7),
        conflict_reasons="内容相同",
        conflicts_clear=False,
    )
    told = answers_of_case(second)
    assert [row["number"] for row in told["resembling"]] == [number(first)]
    assert told["resembling"][0]["likeness"] >= 80
    assert [row["device"] for row in told["same_devices"]] == ["X射线机 A1"]
    assert told["over_limit"] is False
    assert "expert-panel/review-what-was-admitted" in {
        one.code
        for one in desk.refused(second, "name-panel", "examiner", date(2026, 5, 8), drawing="2026-rd-0001")
    }


def test_one_who_leads_a_project_leads_no_second(desk: Desk, call: int) -> None:
    applied(desk, call)
    second = applied(desk, call, title="冷链监测", aim="冷链温湿度监测软件")
    desk.take(second, "check-form", "examiner", date(2026, 5, 6), form_passed=True)
    desk.take(second, "check-conflicts", "examiner", date(2026, 5, 7), conflicts_clear=True)
    told = answers_of_case(second)
    assert told["over_limit"] is True
    assert [(row["name"], row["role"]) for row in told["running_projects"]] == [("负责人甲", "负责")]


def asked_of(answers: dict[str, Any], before: dict[str, Any]) -> Any:
    return SimpleNamespace(answers=answers, all_answers={**before, **answers}, rule=lambda _: None)


BEFORE: dict[str, Any] = {**APPLICATION, "approved_amount": 80_000_000}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, False),
        ({"task_targets": [{"target": "检出率", "unit": "%", "amount": 98.0}]}, True),
        ({"task_targets": [{"target": "样机", "unit": "台", "amount": 1}]}, True),
        (
            {
                "task_targets": [{"target": "检出率", "unit": "%", "amount": 98.0}],
                "lowered_because": "经集体研究批准降低",
            },
            False,
        ),
    ],
    ids=["as applied", "lower", "gone", "lower with its reason"],
)
def test_a_task_book_keeps_the_targets_of_the_application(changes: dict[str, Any], refused: bool) -> None:
    found = guards.targets_are_kept(asked_of(SIGNED | changes, BEFORE))
    assert [one.code for one in found] == (["projects/targets-lowered"] if refused else [])


def test_instalments_add_up_to_what_was_decided() -> None:
    short = {"instalments": SIGNED["instalments"][:1]}
    assert guards.instalments_add_up(asked_of(SIGNED, BEFORE)) == ()
    assert [one.code for one in guards.instalments_add_up(asked_of(SIGNED | short, BEFORE))] == [
        "projects/instalments"
    ]


def test_a_grant_is_not_above_what_was_applied_for() -> None:
    found = guards.not_more_than_was_asked(asked_of({"approved_amount": 80_000_001}, APPLICATION))
    assert [one.code for one in found] == ["projects/above-application"]


def test_a_revoked_project_pays_back_in_parts_and_bars_its_undertaker(
    desk: Desk, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = applied(desk, call)
    party = desk.party("某食品公司", 5)
    monkeypatch.setattr(links, "reasons", lambda *_args, **_kw: ())
    case = desk.open(
        "project-ending",
        "find-facts",
        "drafter",
        date(2026, 9, 1),
        project=number(project),
        subject=party.pk,
        facts="提交虚假检测报告",
        ending_kind="revoked",
        grant_paid=30_000_000,
    )
    desk.take(
        case,
        "tell-rights",
        "drafter",
        date(2026, 9, 4),
        told_on="2026-09-04",
        proposed_decision="撤销项目",
        facts_and_grounds="提交虚假检测报告",
        hearing_offered=True,
    )
    desk.take(
        case,
        "decide-ending",
        "head",
        date(2026, 9, 15),
        decided_on="2026-09-15",
        ending_decision="revoked",
        ending_reasons="提交虚假材料",
        recover=True,
        barred_until="2029-09-14",
    )
    assert Project.objects.get().state == "ended"
    assert [one.bars for one in standings_of(party, date(2029, 9, 14))] == [True]
    assert standings_of(party, date(2029, 9, 15)) == ()
    desk.take(
        case,
        "demand-money",
        "finance",
        date(2026, 9, 18),
        money_back=30_000_000,
        pay_back_by="2026-10-30",
        money_back_grounds="已拨付资金全部退回",
    )
    back = {"returned_on": "2026-10-15", "returned_voucher": "回单1号"}
    day = date(2026, 10, 15)
    desk.take(case, "enter-money-back", "finance", day, returned_amount=10_000_000, **back)
    assert "money-back/finish-waits-for-the-money" in {
        one.code for one in desk.refused(case, "close", "drafter", day)
    }
    over = desk.refused(case, "enter-money-back", "finance", day, returned_amount=20_000_001, **back)
    assert [one.code for one in over] == ["funds/more-than-owed"]
    desk.take(case, "enter-money-back", "finance", day, returned_amount=20_000_000, **back)
    row = Recovery.objects.get()
    assert (row.returned_fen, row.is_over) == (30_000_000, True)
    desk.take(case, "close", "drafter", day)


def test_nothing_is_allotted_to_a_project_whose_task_book_is_not_signed(
    desk: Desk, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = applied(desk, call)
    line = desk.open(
        "budget-line",
        "record",
        "finance",
        APPLIED,
        line_name="科技创新专项",
        line_year=2026,
        bearer="city",
        line_document="某财预〔2026〕1号",
        amount=80_000_000,
    )
    desk.take(line, "check", "drafter", APPLIED, agrees=True)
    # What the link itself asks of it (an amount that was decided) is tried with its procedure's walks.
    monkeypatch.setattr(links, "reasons", lambda *_args, **_kw: ())
    with pytest.raises(ActRefused) as refused:
        desk.open(
            "money-allotment",
            "propose-allotment",
            "drafter",
            APPLIED,
            decision=number(project),
            line=number(line),
            subject=desk.party().pk,
            instalment_paid="首笔",
            amount=1_000_000,
        )
    assert codes(refused) == ["funds/not-signed"]


def test_rows_of_projects_approved_above_come_in_from_a_workbook(desk: Desk) -> None:
    done = desk.take_in(
        Project,
        "examiner",
        date(2026, 6, 1),
        {
            "project_title": "智能装备关键技术",
            "level": "省级",
            "programme": "中央引导地方科技发展资金",
            "undertaker": "某食品公司",
            "uscc": make_uscc("91411100MA0000009"),
            "approved_by": "省科学技术厅",
            "document_number": "省科〔2026〕1号",
            "approved_on": date(2026, 5, 20),
            "approved_fen": 150,
        },
    )
    assert done.cases
    assert not Project.objects.exists()
