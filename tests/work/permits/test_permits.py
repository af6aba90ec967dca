"""Permits in the bureau: points and terms are counted, what follows supersedes, checks are in writing, a licence ends by law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from tests.work.inspections.test_inspections import certify
from tests.work.services.test_catalogue import publish
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.acting.silences import run_silences
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.cases.told.coming import of_powers
from yifa.law.limits import add_days
from yifa.work.permits.points import table
from yifa.work.permits.registers import Licence, PermitCheck, WorkPermit

ON = date(2024, 3, 11)
SCORED = {
    "ground": "points",
    "annual_pay": 20_000_000,
    "education": "bachelor",
    "work_years": 6,
    "months_a_year": 12,
    "chinese": "hsk3",
    "age": 35,
}


def record(desk: Desk, on: date = ON, /, **changes: Any) -> int:
    given = {
        "permit_number": "411100202400001",
        "act": "new_long",
        "permit_class": "b",
        "holder": "MARTIN ANNE",
        "nationality": "法国",
        "employer": desk.party().pk,
        "decided_on": on.isoformat(),
        "outcome": "granted",
        "valid_from": on.isoformat(),
        "valid_until": "2026-03-10",
    }
    return desk.open("work-permit", "record", "examiner", on, **(given | changes))


def entered(desk: Desk, on: date = ON, /, **changes: Any) -> int:
    case = record(desk, on, **changes)
    desk.take(case, "check", "other_examiner", on, agrees=True)
    return case


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 11 + 10 + 9 + 15 + 3 + 15),
        ({"annual_pay": 45_000_000, "education": "doctor"}, 20 + 20 + 9 + 15 + 3 + 15),
        ({"work_years": 1, "chinese": "none", "age": 61}, 11 + 10 + 15),
        ({"work_years": 40, "favoured_place": True, "distinction": True, "local_bonus": 99}, 99),
    ],
)
def test_points_follow_the_table(changes: dict[str, Any], points: int) -> None:
    assert table().points(SCORED | changes) == points


def test_points_are_unknown_while_something_scored_is_not_answered() -> None:
    assert table().points({key: value for key, value in SCORED.items() if key != "age"}) is None


@pytest.mark.parametrize(("points", "named"), [(85, "a"), (84, "b"), (60, "b"), (59, "c"), (0, "c")])
def test_the_class_follows_from_the_points(points: int, named: str) -> None:
    assert table().class_of(points) == named


def test_a_class_above_its_points_is_not_entered_and_points_cannot_be_typed(desk: Desk) -> None:
    case = record(desk, permit_class="a", **SCORED)
    assert answers_of_case(case)["points"] == 63
    refused = desk.refused(case, "check", "other_examiner", ON, agrees=True)
    assert any(one.rule is not None and one.rule.id == "house/class-by-points" for one in refused)
    with pytest.raises(ActRefused):
        record(desk, permit_number="2", permit_class="a", **SCORED, points=90)
    entered(desk, permit_number="3", **SCORED)
    assert WorkPermit.objects.get().points == 63


def test_an_extension_supersedes_and_a_late_one_is_explained(desk: Desk) -> None:
    entered(desk)
    later = date(2026, 2, 24)
    late = {
        "act": "extend",
        "filed_on": "2026-02-20",
        "valid_until": "2028-03-10",
        "valid_from": "2026-03-11",
    }
    with pytest.raises(ActRefused):
        record(desk, later, **late)
    entered(desk, later, **late, departure_note="国家系统受理并准予")
    old, new = WorkPermit.objects.order_by("decided_on")
    assert (old.superseded_on, new.superseded_on) == (later, None)
    assert desk.value("permits.work_permits_valid", 2026) == 1
    assert desk.parts("permits.work_permits", 2026) == {"extend": 1}


def test_a_refused_extension_leaves_the_permit_and_a_cancelled_one_ends_it(desk: Desk) -> None:
    entered(desk)
    day = date(2025, 6, 3)
    entered(
        desk, day, act="extend", filed_on="2025-05-20", outcome="refused", valid_until=None, valid_from=None
    )
    assert desk.value("permits.work_permits_valid", 2025) == 1
    entered(desk, add_days(day, 1), act="cancel", valid_until=None, valid_from=None)
    assert desk.value("permits.work_permits_valid", 2025) == 0


def test_what_is_entered_twice_is_refused_by_the_database_too(desk: Desk) -> None:
    entered(desk)
    with pytest.raises(Exception, match="one_row_a_work_permit_decision"):
        entered(desk)


def test_an_employer_is_told_while_an_extension_may_still_be_asked_for(desk: Desk) -> None:
    entered(desk)
    held = {"window", "examiner"}
    assert not of_powers(desk.bureau, date(2026, 1, 8), held)
    (offered,) = of_powers(desk.bureau, date(2026, 1, 12), held)
    assert (offered.procedure.key, offered.coming.due_on) == ("work-permit", date(2026, 2, 8))


def test_a_check_needs_a_written_finding_and_what_was_found_is_put_right(desk: Desk) -> None:
    permit = entered(desk)
    number = WorkPermit.objects.get().case
    assert number is not None
    assert number.pk == permit
    check = desk.open("work-permit-check", "plan", "examiner", ON, permit=number.number, mode="telephone")
    concluded = {"problem": True, "result_reasons": "地点变更", "rectify_by": "2024-04-11"}
    assert desk.refused(check, "conclude", "drafter", ON, **concluded)
    row = {"item": "place_same", "holds": "differs", "proof": "人事主管"}
    desk.take(check, "ask", "examiner", ON, asked_on=ON.isoformat(), asked_whom="employer", findings=[row])
    desk.take(check, "conclude", "examiner", ON, **concluded)
    assert desk.refused(check, "archive", "office", ON)
    desk.take(check, "rectify", "examiner", ON, rectified_on=ON.isoformat(), rectified_how="已变更")
    desk.take(check, "archive", "office", ON)
    assert PermitCheck.objects.get().rectified_on == ON
    assert desk.parts("permits.checks", 2024) == {"telephone": 1}
    assert desk.value("permits.check_problems", 2024) == 1


GRANTED = date(2024, 3, 12)


def licence(desk: Desk) -> str:
    """The number of a matter in which a licence was granted, for a year."""
    publish(desk, "000106001000", name="实验动物使用许可", item_kind="permit", handled_by="animal_licence")
    certify(desk, "examiner", "other_examiner")
    case = desk.open(
        "animal-licence",
        "apply",
        "applicant",
        GRANTED,
        item_code="000106001000",
        applicant=desk.party().pk,
        contact_name="王某",
        contact_phone="13900000000",
        truth_statement=True,
        licence_use="use",
        species="小鼠",
        facility="屏障环境",
        staff_trained=True,
    )
    desk.take(case, "accept", "examiner", GRANTED)
    examined = {"conclusion": "meets", "needs_site_check": True, "others_interest_touched": False}
    desk.take(case, "examine", "examiner", GRANTED, examination_opinion="符合条件", **examined)
    decided = {
        "decision_number": "某科许〔2024〕1号",
        "permit_content": "使用屏障环境设施",
        "licence_number": "SYXK（某）2024-0001",
        "valid_from": "2024-03-12",
        "valid_until": "2025-03-11",
    }
    assert desk.refused(case, "grant", "head", GRANTED, **decided)
    act(
        case,
        "site-check",
        actor=desk.by("examiner"),
        co_signers=(desk.by("other_examiner"),),
        answers={"checked_on": GRANTED.isoformat(), "findings": "符合标准"},
        **desk.times(GRANTED),
    )
    desk.take(case, "grant", "head", GRANTED, **decided)
    return Case.objects.get(pk=case).number


def renewal(desk: Desk, number: str, on: date) -> int:
    return desk.open(
        "licence-renewal", "apply-renewal", "applicant", on, licence=number, unchanged="没有变化"
    )


def test_a_licence_is_renewed_by_silence_and_not_asked_for_too_late(desk: Desk) -> None:
    number = licence(desk)
    with pytest.raises(ActRefused) as late:
        renewal(desk, number, date(2025, 2, 10))
    assert [one.code for one in late.value.reasons] == ["permits/renewal-late"]
    assert "第五十条" in late.value.reasons[0].sentence.zh
    case = renewal(desk, number, date(2025, 2, 7))
    assert [one.step for one in run_silences(desk.bureau, desk.clock)] == ["renew"]
    desk.take(
        case, "deliver", "examiner", date(2025, 3, 12), delivered_by="window", renewed_until="2030-03-11"
    )
    row = Licence.objects.get()
    assert (row.valid_until, row.renewed_on) == (date(2030, 3, 11), date(2025, 3, 12))


def test_a_licence_that_was_revoked_is_renewed_no_more_and_shown_as_ended(desk: Desk) -> None:
    number = licence(desk)
    on = date(2024, 5, 6)
    said = {"ending": "revoked", "ground": "fraud", "grave_harm": False, "facts": "检测报告系伪造"}
    case = desk.open("licence-ending", "propose-ending", "examiner", on, licence=number, **said)
    decided = {"decision_number": "某科许撤〔2024〕1号"}
    refused = desk.refused(case, "end-licence", "head", on, **decided)
    assert any(
        one.rule is not None and one.rule.id == "notice-of-rights/told-before-decision" for one in refused
    )
    told = {"proposed_decision": "撤销", "facts_and_grounds": "伪造", "hearing_offered": True}
    desk.take(case, "tell-rights", "examiner", on, told_on=on.isoformat(), **told)
    desk.take(case, "end-licence", "head", date(2024, 5, 14), **decided)
    assert Licence.objects.get().ending == "revoked"
    assert desk.value("permits.licences_valid", 2024) == 0
    with pytest.raises(ActRefused) as ended:
        renewal(desk, number, date(2024, 6, 3))
    assert "permits/licence-ended" in {one.code for one in ended.value.reasons}
