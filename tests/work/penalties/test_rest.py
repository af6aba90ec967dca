"""The summary procedure within its limits, standards and lists that bind, letters of execution, files appraised by others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.inspections.test_inspections import certify
from tests.work.penalties.test_penalties import CLUE, DECIDED, decision, investigated, told
from yifa.cases.acting.act import ActRefused, open_case
from yifa.cases.acting.computing import Facts
from yifa.cases.models import Case
from yifa.cases.registers.publicity import publications
from yifa.work.penalties.computations import appraisal_grade, appraisal_score
from yifa.work.penalties.registers import Appraisal, Standard, SummaryPenalty

ON = date(2026, 3, 11)
SPOT = {
    "decided_on": ON.isoformat(),
    "place": "某单位",
    "matter": "未按规定报送",
    "competence": "某条例第十条",
    "spot_kind": "fine",
    "fine": 300_000,
    "facts_clear": True,
    "card_shown": True,
    "rights_told": True,
    "defence": "没有意见",
    "decision_number": "某科简罚〔2026〕1号",
    "handed": "signed",
    "remedies": "先申请行政复议",
    "collected": False,
}


def spot(desk: Desk, *, alone: bool = False, **changes: Any) -> int:
    return open_case(
        desk.bureau,
        "summary-penalty",
        "impose-on-spot",
        actor=desk.by("examiner"),
        co_signers=() if alone else (desk.by("other_examiner"),),
        title="当场处罚",
        answers={**SPOT, "party": desk.party().pk, **changes},
        **desk.times(ON),
    ).case_id


def refused(desk: Desk, **changes: Any) -> set[str]:
    with pytest.raises(ActRefused) as refusal:
        spot(desk, **changes)
    return {(one.article and f"art. {one.article}") or one.code for one in refusal.value.reasons} | {
        one.code for one in refusal.value.reasons
    }


def test_a_fine_on_the_spot_stays_below_the_limit_of_whom_it_hits(desk: Desk) -> None:
    certify(desk, "examiner", "other_examiner")
    assert "penalties/above-summary-limit" in refused(desk, fine=300_001)
    person = desk.party("王某", 9, kind="person", uscc="", legal_representative="")
    assert "penalties/above-summary-limit" in refused(desk, fine=20_001, party=person.pk)
    spot(desk)
    assert SummaryPenalty.objects.get().fine_fen == 300_000
    assert desk.parts("penalties.on_the_spot", 2026) == {"fine": 1}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"facts_clear": False}, "penalties/summary-unclear"),
        ({"card_shown": False}, "penalties/summary-no-card"),
        ({"rights_told": False}, "penalties/summary-not-told"),
        ({"collected": True, "collected_ground": "small", "receipt": "1"}, "penalties/collected-above-100"),
        ({"alone": True}, "art. 42(1)"),
        ({"within_limit": True, "fine": 900_000}, "cases/computed"),
    ],
)
def test_what_the_summary_procedure_refuses(desk: Desk, changes: dict[str, Any], code: str) -> None:
    certify(desk, "examiner", "other_examiner")
    assert code in refused(desk, **changes)


def test_nobody_without_a_certificate_decides_on_the_spot(desk: Desk) -> None:
    certify(desk, "examiner")
    assert "art. 42(1)" in refused(desk)


def test_a_fine_that_was_collected_is_handed_in_before_the_matter_is_filed(desk: Desk) -> None:
    certify(desk, "examiner", "other_examiner")
    case = spot(desk, fine=10_000, collected=True, collected_ground="small", receipt="1")
    desk.take(case, "file-record", "examiner", ON, filed_with="备案")
    desk.take(case, "publish", "office", ON)
    public = publications.get("penalties-on-the-spot")
    assert public is not None
    assert public.rows(ON).count() == 1
    assert desk.refused(case, "archive", "office", ON)
    desk.take(case, "hand-in", "examiner", ON, handed_in_on=ON.isoformat())
    assert desk.refused(case, "archive", "office", ON)
    desk.take(case, "bank", "finance", ON, banked_on=ON.isoformat())
    desk.take(case, "archive", "office", ON)


def standard(desk: Desk, kind: str, **changes: Any) -> str:
    given = {
        "standard_code": "基准-1",
        "list_kind": kind,
        "standard_matter": "提供虚假材料",
        "standard_basis": "某条",
        "circumstances": "一份材料",
        "standard_text": "一万元以上三万元以下",
        "published_as": "某科规〔2025〕1号",
    }
    case = desk.open("discretion-standard", "record", "examiner", CLUE, **(given | changes))
    desk.take(case, "check", "lawyer", CLUE, agrees=True)
    return str(Standard.objects.get(case_id=case))


def test_a_list_that_is_published_is_cited_and_nothing_else(desk: Desk) -> None:
    certify(desk, "examiner", "other_examiner")
    named = standard(desk, "none")
    case = investigated(desk)
    given = {"proposal": "none", "facts": "补报", "review_ground": "none", "grave": False}
    desk.take(case, "report", "examiner", CLUE, **given)
    spared = {
        "decision_number": "某科不罚〔2026〕1号",
        "none_ground": "first",
        "none_reason": "初次违法",
        "education": "当面教育",
    }
    codes = {
        one.code
        for one in desk.refused(case, "decide-none", "head", CLUE, none_item="我局认为轻微", **spared)
    }
    assert "cases/not-among" in codes
    assert desk.refused(case, "decide-none", "head", CLUE, **spared)
    desk.take(case, "decide-none", "head", CLUE, none_item=named, **spared)


def test_a_fine_outside_the_standard_is_refused(desk: Desk) -> None:
    certify(desk, "examiner", "other_examiner")
    named = standard(desk, "standard", fine_from_fen=1_000_000, fine_to_fen=3_000_000)
    case = investigated(desk)
    given = {
        "proposal": "penalty",
        "facts": "伪造",
        "review_ground": "none",
        "grave": False,
        "standard": named,
    }
    desk.take(case, "report", "examiner", CLUE, **given)
    desk.take(
        case,
        "tell-rights",
        "examiner",
        CLUE,
        told_on=CLUE.isoformat(),
        proposed_kinds=["fine"],
        proposed_fine=5_000_000,
        proposed_decision="罚款",
        facts_and_grounds="伪造",
    )
    beyond = decision(penalty_kinds=["fine"], fine=5_000_000)
    assert "penalties/outside-the-standard" in {
        one.code for one in desk.refused(case, "impose", "head", DECIDED, **beyond)
    }
    desk.take(case, "impose", "head", DECIDED, **(beyond | {"fine": 3_000_000}))


def test_the_reminder_and_the_application_are_letters_with_what_the_law_wants(desk: Desk) -> None:
    case = told(desk, ["fine"], 3_000_000)
    desk.take(case, "impose", "head", DECIDED, **decision(penalty_kinds=["fine"]))
    desk.take(case, "deliver", "examiner", DECIDED, delivered_by="post")
    late = {"late_from": "2026-04-10", "suit_ends_on": "2026-09-25"}
    receipt = desk.take(case, "urge", "examiner", date(2026, 10, 12), **late)
    assert receipt.letter_number
    court = {"applied_on": "2026-10-20", "court": "某区人民法院"}
    early = desk.refused(case, "apply-court", "head", date(2026, 10, 20), **court)
    assert any(one.article == "54" for one in early)
    court["applied_on"] = "2026-11-02"
    assert desk.take(case, "apply-court", "head", date(2026, 11, 2), **court).letter_number


def test_whoever_handled_a_matter_does_not_appraise_its_file(desk: Desk) -> None:
    certify(desk, "examiner", "other_examiner")
    case = spot(desk, spot_kind="warning", fine=None)
    desk.take(case, "file-record", "examiner", ON, filed_with="备案")
    desk.take(case, "publish", "office", ON)
    desk.take(case, "archive", "office", ON)
    number = Case.objects.get(pk=case).number
    found = desk.open("file-appraisal", "choose", "lawyer", ON, appraised=number, round="2026年")
    said = {
        "items": [{"part": "papers", "problem": "没有逐页签字", "points": 12}],
        "veto": False,
        "appraisal_opinion": "基本规范",
    }
    desk.take(found, "appraise", "lawyer", ON, **said)
    assert (Appraisal.objects.get().score, Appraisal.objects.get().appraised_grade) == (88, "passed")


@pytest.mark.parametrize(
    ("off", "veto", "score", "grade"),
    [
        (0, False, 100, "excellent"),
        (10, False, 90, "excellent"),
        (41, False, 59, "failed"),
        (0, True, 100, "failed"),
    ],
)
def test_the_grade_follows_from_score_and_veto(off: int, veto: bool, score: int, grade: str) -> None:
    answers = {"items": [{"points": off}] if off else [], "veto": veto}
    facts = Facts(1, None, ON, answers)
    assert (appraisal_score(facts), appraisal_grade(facts)) == (score, grade)
