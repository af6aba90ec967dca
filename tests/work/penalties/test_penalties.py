"""Penalties in the bureau: what the law counts is computed, what it forbids refused, what was decided counted and public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.inspections.test_inspections import certify
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.acting.computing import Facts
from yifa.cases.files import NewFile
from yifa.cases.registers.publicity import publications
from yifa.cases.store import answers_of_case
from yifa.work.enforcers.registers import Enforcer
from yifa.work.penalties.computations import additional_fine, is_heavier, limitation
from yifa.work.penalties.registers import Penalty, PenaltyChange

CLUE, TOLD, DECIDED = date(2026, 3, 9), date(2026, 3, 12), date(2026, 3, 20)
LAWFUL = {"kind": "documentary", "what": "检测报告", "proves": "编号不存在", "lawful": True}


def clue(desk: Desk, **changes: Any) -> int:
    given = {
        "source": "monitored",
        "party": desk.party().pk,
        "matter": "提供虚假材料",
        "clue_facts": "检测报告系伪造",
        "found_on": CLUE.isoformat(),
        "act_ended_on": "2025-11-03",
        "harms": False,
    }
    return desk.open("penalty-case", "record-clue", "office", CLUE, **(given | changes))


def file(desk: Desk, case: int) -> None:
    if not Enforcer.objects.exists():
        certify(desk, "examiner", "other_examiner")
    people = ["examiner", "other_examiner"]
    desk.take(case, "file", "head", CLUE, competence="科学技术进步法第一百一十二条", investigators=people)


def investigate(desk: Desk, case: int, *evidence: dict[str, Any], other: str = "other_examiner") -> None:
    act(
        case,
        "investigate",
        actor=desk.by("examiner"),
        co_signers=(desk.by(other),),
        answers={"card_shown": True, "evidence": list(evidence or (LAWFUL,))},
        files=(NewFile("笔录.pdf", b"%PDF-1.4\n%%EOF\n", "inspection_record"),),
        **desk.times(CLUE),
    )


def investigated(desk: Desk, *evidence: dict[str, Any]) -> int:
    case = clue(desk)
    file(desk, case)
    investigate(desk, case, *evidence)
    return case


def reported(desk: Desk) -> int:
    case = investigated(desk)
    given = {"proposal": "penalty", "facts": "伪造", "review_ground": "none", "grave": False}
    desk.take(case, "report", "examiner", TOLD, **given)
    return case


def told(desk: Desk, kinds: list[str], fine: int | None = None) -> int:
    case = reported(desk)
    given: dict[str, Any] = {"told_on": TOLD.isoformat(), "proposed_kinds": kinds}
    if fine:
        given["proposed_fine"] = fine
    desk.take(
        case, "tell-rights", "examiner", TOLD, proposed_decision="处罚", facts_and_grounds="伪造", **given
    )
    return case


def decision(**changes: Any) -> dict[str, Any]:
    return {
        "decision_number": "某科罚〔2026〕1号",
        "penalty_kinds": ["warning", "fine"],
        "fine": 3_000_000,
        "decision_facts": "伪造",
        "decision_law": "警告，罚款三万元",
        "pay_at": "某银行",
    } | changes


def codes(reasons: tuple[Any, ...]) -> set[str]:
    return {reason.code for reason in reasons}


def test_a_penalty_counts_once_under_its_heaviest_kind_is_public_and_comes_down_when_quashed(
    desk: Desk,
) -> None:
    case = told(desk, ["warning", "fine"], 3_000_000)
    assert answers_of_case(case)["hearing_offered"] is True
    desk.take(case, "impose", "head", DECIDED, **decision())
    desk.take(case, "publish", "office", DECIDED)
    row = Penalty.objects.get()
    assert (row.main_kind, row.fine_fen, row.penalty_kinds) == ("fine", 3_000_000, "警告、罚款")
    assert desk.value("penalties.filed", 2026) == 1
    assert desk.parts("penalties.decided", 2026) == {"fine": 1}
    assert desk.value("penalties.fines", 2026) == 30_000
    public = publications.get("penalties")
    assert public is not None
    assert list(public.rows(DECIDED)) == [row]
    change = desk.open(
        "penalty-change",
        "learn-of-change",
        "examiner",
        DECIDED,
        penalty=row.case.number if row.case else "",
        change="quashed",
        change_document="某政复决〔2026〕1号",
    )
    desk.take(change, "withdraw", "office", DECIDED, withdraw_reason="被复议机关撤销")
    assert not public.rows(DECIDED).exists()
    assert PenaltyChange.objects.get().penalty == row
    assert desk.parts("penalties.withdrawn", 2026) == {"quashed": 1}


def test_no_hearing_is_offered_against_a_warning_and_a_late_request_is_refused(desk: Desk) -> None:
    assert answers_of_case(told(desk, ["warning"]))["hearing_offered"] is False
    case = told(desk, ["fine"], 100)
    assert "penalties/asked-late" in codes(desk.refused(case, "ask-hearing", "examiner", DECIDED))
    desk.take(case, "ask-hearing", "examiner", date(2026, 3, 19))


def test_what_is_heavier_than_was_told_is_refused_also_after_the_second_notice(desk: Desk) -> None:
    case = told(desk, ["warning", "fine"], 3_000_000)
    more = decision(fine=5_000_000)
    refused = desk.refused(case, "impose", "head", DECIDED, **more)
    assert any(one.rule and one.rule.id.endswith("not-heavier-for-defending") for one in refused)
    desk.take(
        case,
        "tell-anew",
        "examiner",
        DECIDED,
        told_again_on=DECIDED.isoformat(),
        new_facts="另查出两份",
        proposed_decision="罚款五万元",
        facts_and_grounds="三份伪造",
        proposed_kinds=["warning", "fine"],
        proposed_fine=5_000_000,
    )
    later = date(2026, 3, 30)
    beyond = desk.refused(case, "impose", "head", later, **decision(fine=6_000_000))
    assert "penalties/beyond-the-notice" in codes(beyond)
    desk.take(case, "impose", "head", later, **more)


def test_evidence_that_is_not_lawful_grounds_no_report(desk: Desk) -> None:
    case = investigated(desk, LAWFUL | {"lawful": False})
    given = {"proposal": "penalty", "facts": "伪造", "review_ground": "none", "grave": False}
    assert "penalties/no-lawful-evidence" in codes(desk.refused(case, "report", "examiner", TOLD, **given))


def test_only_the_named_investigators_investigate(desk: Desk) -> None:
    case = clue(desk)
    file(desk, case)
    certify(desk, "drafter")
    with pytest.raises(ActRefused) as refused:
        investigate(desk, case, other="drafter")
    assert "penalties/not-an-investigator" in codes(refused.value.reasons)


@pytest.mark.parametrize(
    ("ended", "harms", "within"),
    [("2024-03-09", False, True), ("2024-03-08", False, False), ("2021-03-09", True, True)],
)
def test_the_limitation_is_two_years_and_five_where_harm_was_done(
    ended: str, harms: bool, within: bool
) -> None:
    answers = {"found_on": CLUE.isoformat(), "act_ended_on": ended, "harms": harms}
    assert limitation(Facts(1, None, CLUE, answers)) is within


@pytest.mark.parametrize(("on", "fen"), [(1, 3_000), (10, 30_000), (31, 93_000)])
def test_the_additional_fine_is_three_percent_a_day(on: int, fen: int) -> None:
    facts = Facts(1, None, date(2026, 5, on), {"late_from": "2026-05-01", "fine": 100_000})
    assert additional_fine(facts) == fen


def test_the_additional_fine_never_exceeds_the_fine() -> None:
    facts = Facts(1, None, date(2026, 12, 31), {"late_from": "2026-05-01", "fine": 100_000})
    assert additional_fine(facts) == 100_000


@pytest.mark.parametrize(
    ("kinds", "fine", "heavier"),
    [
        (["fine"], 100, False),
        (["fine"], 101, True),
        (["warning"], None, False),
        (["revocation"], None, True),
        (["warning", "criticism", "fine"], 100, True),
    ],
)
def test_heavier_is_a_heavier_kind_one_kind_more_or_more_money(
    kinds: list[str], fine: int | None, heavier: bool
) -> None:
    proposed = {"proposed_kinds": ["warning", "fine"], "proposed_fine": 100}
    assert is_heavier({**proposed, "penalty_kinds": kinds, "fine": fine}) is heavier
