"""A bar is felt in every procedure that gives something, until its end: for parties, partners, merged ones and people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.hands import hands
from tests.work.conftest import Desk
from yifa.cases.acting import barred
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.library import library
from yifa.parties.models import Party
from yifa.parties.standing import standings_of
from yifa.procedure import Attempt, Who
from yifa.work.integrity.registers import JointMeasure, Misconduct

ON = date(2024, 3, 4)
MEASURE = {
    "direction": "restriction",
    "measure": "限制申报财政资金项目",
    "list_item": "限制享受财政资金支持",
    "list_source": "law",
    "measure_law": "科学技术进步法第一百一十二条",
    "decided_by": "某省科技厅决定书",
    "bars_from": ["project", "money"],
    "holds_from": ON.isoformat(),
    "holds_until": "2026-03-03",
}


def measure(desk: Desk, party: Party, /, **changes: Any) -> int:
    case = desk.open("joint-measure", "record", "drafter", ON, subject=party.pk, **(MEASURE | changes))
    desk.take(case, "check", "lawyer", ON, agrees=True)
    return case


def refused(
    desk: Desk, procedure: str, step: str, on: date, party: Party | None = None, **answers: Any
) -> list[str]:
    """What the one rule says of a step that gives something, without the matter around it."""
    found = library().latest(procedure)
    attempt = Attempt(step=step, who=Who(), on=on, answers=answers)
    return [
        one.sentence.zh
        for one in barred.reasons(
            desk.bureau.pk, found, found.steps[step], None if party is None else party.pk, dict, attempt
        )
    ]


GIVING = sorted(
    (procedure.key, step.key, step.gives)
    for procedure in library()
    for step in procedure.steps.values()
    if step.gives
)


def test_projects_money_recognitions_and_honours_are_given_under_the_rule() -> None:
    assert {gives for _, _, gives in GIVING} >= {"project", "money", "recognition", "honour"}
    assert {key for key, _, _ in GIVING} >= {
        "project-application",
        "money-allotment",
        "innovation-award",
        "innovation-voucher",
        "municipal-recognition",
        "rent-relief",
        "voucher-provider",
        "science-commissioner",
    }


def test_a_measure_bars_from_what_it_names_and_until_it_ends(desk: Desk) -> None:
    party = desk.party()
    case = measure(desk, party)
    given = ("project-application", "approve")
    (said,) = refused(desk, *given, ON, party)
    assert "限制申报财政资金项目" in said
    assert "2026-03-03" in said
    assert refused(desk, "municipal-recognition", "recognise", ON, party) == []
    assert refused(desk, *given, date(2026, 3, 4), party) == []
    desk.take(case, "end", "drafter", date(2024, 9, 2), ended_on="2024-09-02", end_reason="修复")
    assert refused(desk, *given, date(2024, 9, 2), party) == []
    assert refused(desk, *given, date(2024, 9, 1), party)


def test_neither_a_partner_nor_an_answer_nor_a_merger_goes_round_the_bar(desk: Desk) -> None:
    party, other = desk.party(), desk.party("另一家有限公司", 2)
    measure(desk, party)
    given = ("project-application", "approve", ON)
    assert refused(desk, *given, other) == []
    assert refused(desk, *given, other, partners=[{"partner": party.name}])
    assert refused(desk, *given, other, applicant=party.pk)
    party.merged_into = other
    party.save()
    assert refused(desk, *given, other)


def test_rent_relief_is_refused_by_the_act_itself(desk: Desk) -> None:
    party = desk.party()
    measure(desk, party)
    relief = {
        "party": party.pk,
        "carrier": "孵化器",
        "tenants": 3,
        "relieved_from": "2024-01-01",
        "relieved_until": "2024-03-31",
        "amount": 100_000,
    }
    case = desk.open("rent-relief", "record", "examiner", ON, **relief)
    assert {one.code for one in desk.refused(case, "check", "other_examiner", ON, agrees=True)} >= {
        barred.BARRED
    }


def test_an_own_circular_bars_nobody(desk: Desk) -> None:
    party = desk.party()
    with pytest.raises(ActRefused) as refusal:
        measure(desk, party, list_source="own")
    assert any(
        one.rule is not None and one.rule.id == "house/restricted-by-law-alone"
        for one in refusal.value.reasons
    )
    assert not JointMeasure.objects.exists()
    assert standings_of(party, ON) == ()


def investigated(desk: Desk, **changes: Any) -> int:
    given = {
        "track": "own_institution",
        "source": "named",
        "subject": desk.party("某研究院", 3, kind="institution").pk,
        "person": "王 五",
        "conduct": "fabrication",
        "clue_facts": "图表重复",
        "checkable": True,
    }
    case = desk.open("misconduct-case", "record-clue", "drafter", ON, **(given | changes))
    desk.take(case, "accept", "deputy", ON, investigators=["drafter", "second"])
    act(
        case,
        "investigate",
        actor=desk.by("drafter"),
        co_signers=(desk.by("second"),),
        answers={"evidence": [{"what": "原始记录", "proves": "不存在", "sealed_data": True}], "heard": True},
        **desk.times(ON),
    )
    return case


PEERS = [{"name": f"专家{i}", "unit": f"大学{i}"} for i in range(5)]


def test_a_peer_of_the_same_unit_keeps_out(desk: Desk) -> None:
    case = investigated(desk)
    own = [*PEERS[:4], {"name": "同事", "unit": "某 研究院"}]
    said = {"no_interest": True, "panel_opinion": "构成"}
    refusal = desk.refused(case, "panel", "drafter", ON, peers=own, **said)
    assert "integrity/panel-unit" in {one.code for one in refusal}
    desk.take(case, "panel", "drafter", ON, peers=PEERS, **said)


def test_only_the_named_investigate(desk: Desk) -> None:
    case = investigated(desk)
    with pytest.raises(ActRefused) as refusal:
        act(
            case,
            "investigate",
            actor=desk.by("both"),
            co_signers=(desk.by("second"),),
            answers={"evidence": [{"what": "记录", "proves": "无"}], "heard": True},
            **desk.times(ON),
        )
    assert "integrity/not-an-investigator" in {one.code for one in refusal.value.reasons}


def test_a_person_is_barred_with_the_unit_and_a_namesake_elsewhere_is_not(desk: Desk) -> None:
    case = investigated(desk)
    row = Misconduct.objects.get(case_id=case)
    assert row.person == "王五"
    unit = row.subject
    decided = {
        "outcome": "founded",
        "decision_number": "某科诚〔2024〕1号",
        "bars_from": "project",
        "bar_from": ON,
    }
    with hands():
        Misconduct.objects.update(**decided, bar_until=date(2027, 3, 3))
    given = ("project-application", "approve")
    assert refused(desk, *given, ON, unit, leader="王五")
    assert refused(desk, *given, ON, unit, members=[{"name": "王五"}])
    assert refused(desk, *given, ON, unit) == []
    assert refused(desk, *given, ON, desk.party(), leader="王五") == []
    assert refused(desk, *given, date(2027, 3, 4), unit, leader="王五") == []


def test_nobody_on_record_is_graded_a(desk: Desk) -> None:
    party = desk.party()
    measure(desk, party)
    case = desk.open(
        "credit-evaluation",
        "evaluate",
        "drafter",
        ON,
        subject=party.pk,
        role="undertaker",
        period_year=2023,
        grade="a",
        grade_reasons="优秀",
    )
    refusal = desk.refused(case, "tell", "drafter", ON, told_on=ON.isoformat())
    assert any(one.rule is not None and one.rule.id == "house/no-a-with-a-record" for one in refusal)
