"""What is declared once bars everywhere; posts go over with a list that both sides signed; time in post is read, not typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.hands import hands
from tests.work.conftest import Desk
from tests.work.integrity.test_export import DECIDED, HONOUR
from yifa.cases.acting.act import ActRefused
from yifa.cases.errors import DeskRefused
from yifa.cases.models import Case
from yifa.cases.orders import house_acts
from yifa.cases.told.notes import of_case
from yifa.house.appointments import check_appointment
from yifa.house.errors import KinTogether
from yifa.house.models import Department, Holding, Post
from yifa.work.personnel.terms import terms

ON = date(2020, 3, 2)


def declare(desk: Desk, who: str, **said: Any) -> int:
    case = desk.open("interest-declaration", "record", who, ON, who=who, **said)
    desk.take(case, "check", "hr", ON, agrees=True)
    return case


def refusal(desk: Desk, *given: Any, **answers: Any) -> str:
    with pytest.raises(ActRefused) as refused:
        desk.open(*given, **answers)
    return refused.value.reasons[0].code


def test_whoever_declared_a_tie_to_a_party_takes_no_step_in_its_matters(desk: Desk) -> None:
    party = desk.party()
    said = {"tie": "investment", "other_is": "unit", "other_name": party.name, "uscc": party.uscc}
    first = _credit(desk, "drafter", party.pk)
    declare(desk, "drafter", **said)
    with pytest.raises(ActRefused) as refused:
        _credit(desk, "drafter", party.pk)
    reason = refused.value.reasons[0]
    assert reason.code == "avoidance/declared"
    assert "第七十六条" in reason.sentence.zh
    assert "drafter" in {note.mark.zh for note in of_case(Case.objects.get(pk=first))}
    _credit(desk, "second", party.pk)


def _credit(desk: Desk, who: str, party: int) -> int:
    return desk.open("credit-record", "propose", who, DECIDED, **HONOUR, subject=party)


def test_kin_take_no_step_in_a_matter_about_their_kin_whichever_declared(desk: Desk) -> None:
    honour = {
        "honour_name": "先进",
        "level": "own",
        "awarded_by": "本局",
        "awarded_on": ON,
        "document": "某科〔2020〕2号",
    }
    case = declare(desk, "drafter", tie="spouse", other_is="colleague", colleague="other_hr")
    assert (
        refusal(desk, "staff-honour", "record", "other_hr", ON, who="drafter", **honour)
        == "avoidance/declared"
    )
    about_other = desk.open("staff-honour", "record", "hr", ON, who="other_hr", **honour)
    assert desk.refused(about_other, "check", "drafter", ON, agrees=True)[0].code == "avoidance/declared"
    desk.take(case, "end", "hr", ON, ended_on=ON, end_reason="已不存在")
    desk.take(about_other, "check", "drafter", ON, agrees=True)


def test_a_tie_that_is_no_kinship_is_its_declarers_alone(desk: Desk) -> None:
    declare(desk, "drafter", tie="other", other_is="colleague", colleague="other_hr")
    honour = {
        "honour_name": "先进",
        "level": "own",
        "awarded_by": "本局",
        "awarded_on": ON,
        "document": "某科〔2020〕2号",
    }
    desk.open("staff-honour", "record", "other_hr", ON, who="drafter", **honour)


def test_everybody_declares_for_themselves_or_personnel_enters_the_paper(desk: Desk) -> None:
    def declared(by: str, to: str) -> str:
        said = {"who": "drafter", "tie": "spouse", "other_is": "colleague", "colleague": to}
        return refusal(desk, "interest-declaration", "record", by, ON, **said)

    assert declared("office", "second") == "personnel/for-oneself"
    assert declared("drafter", "drafter") == "personnel/to-oneself"
    desk.open(
        "interest-declaration",
        "record",
        "hr",
        ON,
        who="drafter",
        tie="spouse",
        other_is="colleague",
        colleague="second",
    )


def test_kin_are_not_appointed_under_one_head_nor_over_money_where_one_leads(desk: Desk) -> None:
    declare(desk, "finance", tie="lineal", other_is="colleague", colleague="hr")
    office = Post.objects.get(name="hr").department
    with hands():
        elsewhere = Department.objects.get(name="高新技术科")
        posts = {
            "together": Post.objects.create(
                bureau=desk.bureau, department=office, name="副主任", powers=["office"]
            ),
            "leads": Post.objects.create(
                bureau=desk.bureau, department=elsewhere, name="局长助理", powers=["deputy-head"]
            ),
            "apart": Post.objects.create(
                bureau=desk.bureau, department=elsewhere, name="科员", powers=["drafter"]
            ),
        }
    finance = desk.officers["finance"]
    for name, says in {"together": "同一领导人员", "leads": "财务"}.items():
        with pytest.raises(KinTogether, match="第七十四条") as refused:
            check_appointment(finance, posts[name], ON)
        assert says in refused.value.zh
    check_appointment(finance, posts["apart"], ON)


LIST: dict[str, Any] = {
    "giver_name": "examiner",
    "taker_name": "second",
    "post_name": "examiner",
    "from_on": date(2020, 3, 10),
    "items": [{"kind": "papers", "thing": "案卷", "count": 12}],
}


def test_a_post_is_handed_over_only_with_a_list_that_both_signed_in_person(desk: Desk) -> None:
    giver, taker = desk.officers["examiner"], desk.officers["second"]
    post = Post.objects.get(name="examiner")

    def check() -> None:
        house_acts.check_hand_over(post, giver, taker, date(2020, 3, 10), "轮岗")

    with pytest.raises(DeskRefused, match="双方签字"):
        check()
    case = desk.open("post-handover", "list", "examiner", ON, **LIST)
    assert desk.refused(case, "sign-giver", "office", ON)[0].code == "personnel/in-person"
    desk.take(case, "sign-giver", "examiner", ON)
    assert desk.refused(case, "sign-taker", "office", ON, agrees=True)[0].code == "personnel/in-person"
    desk.take(case, "sign-taker", "second", ON, agrees=True)
    with pytest.raises(DeskRefused):
        check()
    desk.take(case, "witness", "office", ON)
    check()
    assert desk.value("personnel.handovers", 2020) == 1


def test_a_list_is_of_a_post_that_the_giver_holds_and_goes_to_somebody_else(desk: Desk) -> None:
    given = (desk, "post-handover", "list", "office", ON)
    assert refusal(*given, **{**LIST, "post_name": "finance"}) == "personnel/not-held"
    assert refusal(*given, **{**LIST, "taker_name": "examiner"}) == "personnel/same-person"


def test_time_in_post_is_read_from_the_posts_and_a_rotation_is_due_and_done(desk: Desk) -> None:
    on = date(2020, 3, 2)
    held = {one.post: one for one in terms(desk.bureau.pk, on)}
    assert held["finance"].length(on) == (5, 2)
    assert held["finance"].is_due(on)
    assert not held["counsel"].is_due(on)
    case = desk.open("post-rotation", "plan", "hr", on, who="finance", proposal="到期轮岗")
    desk.take(case, "decide", "head", on, way="audit", why_audit="没有同类岗位")
    desk.take(case, "finish", "hr", on, audit_result="没有问题", done_on=on)
    again = {one.post: one for one in terms(desk.bureau.pk, on)}
    assert not again["finance"].is_due(on)
    assert again["finance"].due_on == date(2025, 3, 2)
    assert desk.parts("personnel.rotations", 2020) == {"audit": 1}


def test_a_gap_begins_the_time_in_post_anew(desk: Desk) -> None:
    holding = Holding.objects.get(post__name="finance")
    with hands():
        holding.until_on = date(2018, 6, 30)
        holding.save()
        Holding.objects.create(
            bureau=desk.bureau, officer=holding.officer, post=holding.post, from_on=date(2019, 1, 1)
        )
    assert {one.post: one.since for one in terms(desk.bureau.pk, ON)}["finance"] == date(2019, 1, 1)
