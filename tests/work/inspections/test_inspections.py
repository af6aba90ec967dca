"""Inspections in the bureau: of published items, of whom was drawn, within the ceiling, by the team, and drawn from the lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused, act
from yifa.cases.files import NewFile
from yifa.cases.store import answers_of_case
from yifa.house.tenancy import using_bureau
from yifa.work.draws.registers import DrawnOne
from yifa.work.enforcers.registers import Enforcer
from yifa.work.inspections.registers import Inspection, Item, Plan

DAY = date(2026, 3, 5)
ITEM = "科技计划项目资金使用检查"
CATEGORY = "科技计划项目承担单位"


def listed(desk: Desk, name: str = ITEM, code: str = "KJ-01", **changes: Any) -> int:
    given = {
        "item_code": code,
        "item": name,
        "item_basis": "某条例第一条",
        "object_category": CATEGORY,
        "contents": "资金单独核算",
        "yearly_ceiling": 2,
    }
    case = desk.open("inspection-item", "record", "office", DAY, **(given | changes))
    desk.take(case, "check", "lawyer", DAY, agrees=True)
    return case


def certify(desk: Desk, *who: str) -> None:
    for name in who:
        case = desk.open(
            "enforcement-certificate",
            "record",
            "office",
            DAY,
            holder=name,
            duty="行政检查",
            on_staff=True,
            certificate_kind="provincial",
            certificate_number=f"00-{desk.officers[name].pk}",
            issued_by="省司法厅",
            issued_on="2024-01-02",
            valid_until="2029-01-01",
        )
        desk.take(case, "check", "lawyer", DAY, agrees=True)


def applied(desk: Desk, on: date = DAY, **changes: Any) -> int:
    given: dict[str, Any] = {
        "party": desk.party().pk,
        "kind": "special",
        "item": ITEM,
        "source_note": "上级部署",
        "mode": "on_site",
        "planned_on": on.isoformat(),
        "team": ["examiner", "other_examiner"],
        "assistants": 0,
        "urgent": True,
    }
    return desk.open("enterprise-inspection", "apply", "examiner", on, **(given | changes))


def inspect(
    desk: Desk,
    case: int,
    on: date = DAY,
    who: str = "examiner",
    other: str = "other_examiner",
    **changes: Any,
) -> None:
    given: dict[str, Any] = {
        "inspected_on": on.isoformat(),
        "card_shown": True,
        "rights_told": True,
        "found": [{"content": "专账管理", "seen": "没有单独核算", "problem": True}],
        "signed": "signed",
    }
    act(
        case,
        "inspect",
        actor=desk.by(who),
        co_signers=(desk.by(other),),
        answers=given | changes,
        files=(NewFile("笔录.pdf", b"%PDF-1.4\n%%EOF\n", "inspection_record"),),
        **desk.times(on),
    )


def visited(desk: Desk, on: date = DAY, **changes: Any) -> int:
    case = applied(desk, on, **changes)
    desk.take(case, "approve", "head", on)
    inspect(desk, case, on)
    return case


def codes(refusal: pytest.ExceptionInfo[ActRefused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def test_an_inspection_is_in_the_register_and_the_figures_from_its_day_to_its_publication(desk: Desk) -> None:
    listed(desk)
    certify(desk, "examiner", "other_examiner")
    case = visited(desk)
    desk.take(
        case,
        "conclude",
        "examiner",
        DAY,
        result="ordered",
        result_reasons="没有单独核算",
        correct_by="2026-04-30",
    )
    row = Inspection.objects.get()
    assert (row.visit_of_year, row.result, row.correct_by) == (1, "ordered", date(2026, 4, 30))
    assert desk.value("inspections.done", 2026) == 1
    assert desk.parts("inspections.problems", 2026) == {"ordered": 1}
    assert desk.value("inspections.published_rate", 2026) == 0
    desk.take(case, "publish", "office", DAY)
    assert desk.value("inspections.published_rate", 2026) == 100
    assert desk.value("inspections.enterprises", 2026) == 1
    assert desk.value("inspections.items", 2026) == 1


def test_nothing_is_inspected_that_the_bureau_did_not_publish(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refused:
        applied(desk)
    assert "inspections/item-not-published" in codes(refused)


def test_an_item_that_was_ended_since_the_approval_is_not_inspected(desk: Desk) -> None:
    item = listed(desk)
    certify(desk, "examiner", "other_examiner")
    case = applied(desk)
    desk.take(case, "approve", "head", DAY)
    desk.take(item, "end", "office", DAY, ended_on=DAY.isoformat(), end_reason="依据废止")
    with pytest.raises(ActRefused) as refused:
        inspect(desk, case)
    assert "inspections/item-not-published" in codes(refused)


def test_the_ceiling_holds_whichever_item_and_whoever_inspects_and_also_after_the_approval(
    desk: Desk,
) -> None:
    listed(desk)
    listed(desk, "实验动物使用检查", "KJ-02")
    certify(desk, "examiner", "other_examiner")
    waiting = applied(desk)
    desk.take(waiting, "approve", "head", DAY)
    visited(desk)
    visited(desk, item="实验动物使用检查")
    assert sorted(Inspection.objects.values_list("visit_of_year", flat=True)) == [0, 1, 2]
    with pytest.raises(ActRefused) as refused:
        inspect(desk, waiting)
    assert "inspections/above-ceiling" in codes(refused)
    with pytest.raises(ActRefused):
        applied(desk)
    # Off site nobody enters; a ground lifts the ceiling and stands in the application that the head approves.
    applied(desk, mode="off_site")
    assert answers_of_case(applied(desk, exempt_ground="complaint"))["visits_before"] == 2
    # Another year begins anew.
    assert answers_of_case(applied(desk, planned_on="2027-01-05"))["visits_before"] == 0


def test_the_counts_of_the_year_are_never_typed(desk: Desk) -> None:
    listed(desk)
    with pytest.raises(ActRefused):
        applied(desk, visits_before=0)


def test_only_the_team_that_was_approved_inspects(desk: Desk) -> None:
    listed(desk)
    certify(desk, "examiner", "other_examiner", "drafter")
    case = applied(desk)
    desk.take(case, "approve", "head", DAY)
    with pytest.raises(ActRefused) as refused:
        inspect(desk, case, who="drafter")
    assert "inspections/not-in-the-team" in codes(refused)
    with pytest.raises(ActRefused) as refused:
        inspect(desk, case, other="drafter")
    assert "inspections/not-in-the-team" in codes(refused)


def test_nobody_inspects_without_a_certificate_however_many_sign(desk: Desk) -> None:
    listed(desk)
    certify(desk, "examiner")
    case = applied(desk)
    desk.take(case, "approve", "head", DAY)
    with pytest.raises(ActRefused) as refused:
        inspect(desk, case)
    assert any("42" in reason.sentence.en for reason in refused.value.reasons)


def test_an_inspection_entered_late_is_measured_by_the_cards_of_its_day(desk: Desk) -> None:
    listed(desk)
    certify(desk, "examiner", "other_examiner")
    early, later = date(2026, 3, 10), date(2026, 3, 12)
    case = applied(desk, early)
    desk.take(case, "approve", "head", early)
    card = Enforcer.objects.get(holder="other_examiner").case_id
    assert card is not None
    desk.take(card, "suspend", "office", early, suspended_on=early, suspended_because="培训")
    desk.take(card, "restore", "office", later, restored_on=later, restored_because="合格")
    with pytest.raises(ActRefused) as refused:
        inspect(desk, case, early)
    assert any("42" in reason.sentence.en for reason in refused.value.reasons)
    inspect(desk, case, later)


def planned(desk: Desk, **changes: Any) -> int:
    given = {
        "plan_year": 2026,
        "item": ITEM,
        "chosen_how": "random",
        "object_count": 1,
        "first_month": 1,
        "last_month": 12,
        "mode": "on_site",
    }
    case = desk.open("inspection-plan", "draft", "examiner", DAY, **(given | changes))
    desk.take(case, "approve", "head", DAY)
    desk.take(case, "publish", "office", DAY)
    assert Plan.objects.filter(published_on=DAY).exists()
    return case


def drawn(desk: Desk) -> int:
    later = date(2026, 3, 6)
    case = desk.open(
        "random-draw",
        "fix",
        "examiner",
        DAY,
        draw_title="项目资金检查对象",
        pool="inspection_objects",
        takes=[{"stratum": CATEGORY, "count": 1}],
        seed_kind="public_value",
        seed_source="上证综合指数收盘值",
        seed_day=later.isoformat(),
    )
    desk.take(case, "enter-value", "examiner", later, value="3124.50")
    desk.take(case, "draw", "drafter", later, value_again="3124.50")
    return case


def number_of(case: int) -> str:
    from yifa.cases.models import Case

    return Case.objects.get(pk=case).number


def test_what_is_planned_as_drawn_inspects_whom_the_draw_took_from_the_list_and_nobody_else(
    desk: Desk,
) -> None:
    listed(desk)
    for name, number in (("甲公司", 1), ("乙公司", 2), ("丙公司", 3)):
        party = desk.party(name, number)
        case = desk.open(
            "inspection-object", "record", "office", DAY, party=party.pk, object_category=CATEGORY, risk="low"
        )
        desk.take(case, "check", "lawyer", DAY, agrees=True)
    plan = number_of(planned(desk))
    draw = number_of(drawn(desk))
    taken = DrawnOne.objects.get(standing="drawn").name
    other = next(name for name in ("甲公司", "乙公司", "丙公司") if name != taken)
    later = date(2026, 3, 9)
    how: dict[str, Any] = {"kind": "random", "plan": plan, "drawn_in": draw, "source_note": ""}
    how_typed = {name: value for name, value in how.items() if value}

    def wish(name: str, **changes: Any) -> int:
        given = {
            "party": desk.party(name).pk,
            "mode": "on_site",
            "planned_on": later.isoformat(),
            "team": ["examiner", "other_examiner"],
            "assistants": 0,
            "urgent": False,
        }
        return desk.open("enterprise-inspection", "apply", "examiner", later, **(given | how_typed | changes))

    case = wish(taken)
    assert answers_of_case(case)["item"] == ITEM
    with pytest.raises(ActRefused) as refused:
        wish(other)
    assert "inspections/not-drawn" in codes(refused)
    with pytest.raises(ActRefused) as refused:
        desk.open(
            "enterprise-inspection",
            "apply",
            "examiner",
            later,
            party=desk.party(other).pk,
            kind="planned",
            plan=plan,
            mode="on_site",
            planned_on=later.isoformat(),
            team=["examiner", "other_examiner"],
            assistants=0,
            urgent=False,
        )
    assert "inspections/plan-is-drawn" in codes(refused)


def test_an_object_visited_as_often_as_may_be_and_an_inspector_with_a_tie_stay_on_the_list_and_are_not_drawn(
    desk: Desk,
) -> None:
    from yifa.cases.pools import Wanted, pools

    listed(desk, yearly_ceiling=1)
    party = desk.party()
    case = desk.open(
        "inspection-object", "record", "office", DAY, party=party.pk, object_category=CATEGORY, risk="low"
    )
    desk.take(case, "check", "lawyer", DAY, agrees=True)
    certify(desk, "examiner", "other_examiner")
    visited(desk)
    tie = desk.open(
        "interest-declaration",
        "record",
        "examiner",
        DAY,
        who="examiner",
        tie="investment",
        other_is="unit",
        other_name=party.name,
        uscc=party.uscc,
    )
    desk.take(tie, "check", "inspector", DAY, agrees=True)
    with using_bureau(desk.bureau):
        wanted = Wanted(desk.bureau.pk, DAY, concerns=(party.name,))
        assert [one.excluded for one in pools["inspection_objects"].candidates(wanted)] == ["ceiling"]
        told = {one.name: one.excluded for one in pools["inspectors"].candidates(wanted)}
    assert told == {"examiner": "interest", "other_examiner": ""}


@pytest.mark.parametrize(
    ("changes", "code"), [({"item_code": "KJ-09"}, "item-there"), ({"item": "另一检查"}, "item-there")]
)
def test_no_two_items_of_one_name_or_code(desk: Desk, changes: dict[str, str], code: str) -> None:
    listed(desk)
    with pytest.raises(ActRefused) as refused:
        listed(desk, name=changes.get("item", ITEM), code=changes.get("item_code", "KJ-01"))
    assert f"inspections/{code}" in codes(refused)
    assert Item.objects.count() == 1
