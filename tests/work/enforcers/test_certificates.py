"""Who may enforce on a day: those whose certificate is valid on it, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import Desk
from yifa.cases.acting.act import ActRefused
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.house.appointments import check_powers
from yifa.house.errors import RolesClash
from yifa.house.models import Holding, Officer, Post
from yifa.procedure.model import CERTIFICATE
from yifa.work.enforcers.registers import Enforcer, Suspension

CARD = {
    "duty": "行政检查",
    "on_staff": True,
    "certificate_kind": "provincial",
    "certificate_number": "00-1101",
    "issued_by": "省司法厅",
    "issued_on": date(2024, 3, 1),
    "valid_until": date(2026, 12, 20),
}


def card(desk: Desk, holder: str = "examiner", **changed: Any) -> int:
    case = desk.open(
        "enforcement-certificate",
        "record",
        "office",
        date(2024, 3, 5),
        holder=holder,
        **{**CARD, **changed},
    )
    desk.take(case, "check", "lawyer", date(2024, 3, 6), agrees=True)
    return case


def may_enforce(desk: Desk, who: str, on: date) -> bool:
    return CERTIFICATE in Officer.objects.get(pk=desk.officers[who].pk).who(on).powers


def test_only_a_certificate_valid_on_the_day_lets_somebody_enforce(desk: Desk) -> None:
    case = card(desk)
    assert may_enforce(desk, "examiner", date(2024, 4, 1))
    assert not may_enforce(desk, "examiner", date(2024, 2, 28))
    assert not may_enforce(desk, "examiner", date(2026, 12, 21))
    assert not may_enforce(desk, "other_examiner", date(2024, 4, 1))
    desk.take(
        case, "suspend", "office", date(2024, 5, 6), suspended_on=date(2024, 5, 6), suspended_because="培训"
    )
    assert not may_enforce(desk, "examiner", date(2024, 5, 20))
    desk.take(
        case, "restore", "office", date(2024, 6, 10), restored_on=date(2024, 6, 10), restored_because="合格"
    )
    assert not may_enforce(desk, "examiner", date(2024, 5, 20))
    assert may_enforce(desk, "examiner", date(2024, 6, 10))
    desk.take(
        case, "hand-in", "office", date(2024, 8, 1), handed_in_on=date(2024, 8, 1), ended_because="moved"
    )
    assert not may_enforce(desk, "examiner", date(2024, 8, 1))
    assert Suspension.objects.get().until_on == date(2024, 6, 10)


def test_a_card_counts_only_after_another_person_checked_it(desk: Desk) -> None:
    case = desk.open(
        "enforcement-certificate", "record", "office", date(2024, 3, 5), holder="examiner", **CARD
    )
    assert not may_enforce(desk, "examiner", date(2024, 3, 6))
    reasons = desk.refused(case, "check", "office", date(2024, 3, 6), agrees=True)
    assert [one.code for one in reasons] == ["house/recorder-does-not-check"]


def test_a_workbook_of_cards_makes_nobody_an_enforcer_and_no_auxiliary_one(desk: Desk) -> None:
    rows = [
        {
            "holder": who,
            "duty": "行政检查",
            "certificate_kind": "省级统一行政执法证",
            "certificate_number": number,
            "issued_by": "省司法厅",
            "issued_on": CARD["issued_on"],
            "valid_until": CARD["valid_until"],
            "on_staff": staff,
        }
        for who, number, staff in (("examiner", "00-1", "是"), ("other_examiner", "00-2", "否"))
    ]
    on = date(2024, 3, 5)
    desk.take_in(Enforcer, "office", on, *rows)
    assert not may_enforce(desk, "examiner", on)
    cards = {str(answers_of_case(one.pk)["holder"]): one.pk for one in Case.objects.all()}
    desk.take(cards["examiner"], "check", "lawyer", on, agrees=True)
    refused = desk.refused(cards["other_examiner"], "check", "lawyer", on, agrees=True)
    assert [one.code for one in refused] == ["house/card-of-staff-only"]
    assert may_enforce(desk, "examiner", on)
    assert not may_enforce(desk, "other_examiner", on)


def test_a_supervisors_certificate_lets_nobody_enforce(desk: Desk) -> None:
    card(desk, certificate_kind="supervision")
    assert not may_enforce(desk, "examiner", date(2024, 4, 1))


def test_a_certificate_is_checked_once_a_year(desk: Desk) -> None:
    from yifa.cases.models import Obligation

    case = card(desk)
    owed = Obligation.objects.filter(case_id=case, steps__contains=["yearly-check"])
    assert {one.due_on for one in owed} == {date(2025, 3, 6)}
    desk.take(case, "yearly-check", "office", date(2024, 12, 9), checked_year=2024, check_passed=True)
    assert {one.due_on for one in owed.all()} == {date(2025, 12, 9)}


def test_the_end_of_a_certificate_is_owed_sixty_days_before(desk: Desk) -> None:
    from yifa.cases.models import Obligation

    case = card(desk)
    owed = Obligation.objects.filter(case_id=case, due_on__isnull=False)
    assert {one.due_on for one in owed.filter(steps__contains=["start-renewal"])} == {date(2026, 10, 21)}


def test_who_is_not_on_the_roster_is_named_by_nobody(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refusal:
        desk.open("enforcement-certificate", "record", "office", date(2024, 3, 5), holder="某某", **CARD)
    assert "不在本局人员名册中" in refusal.value.reasons[0].sentence.zh


def test_two_of_one_name_are_asked_which(desk: Desk) -> None:
    post = Post.objects.get(name="examiner")
    for number in ("01", "02"):
        one = Officer.objects.create(bureau=desk.bureau, name="王伟", staff_number=number)
        Holding.objects.create(bureau=desk.bureau, officer=one, post=post, from_on=date(2020, 1, 1))
    with pytest.raises(ActRefused) as refusal:
        desk.open("enforcement-certificate", "record", "office", date(2024, 3, 5), holder="王伟", **CARD)
    assert "王伟（01）、王伟（02）" in refusal.value.reasons[0].sentence.zh
    card(desk, holder="王伟（02）")
    assert Enforcer.objects.get().officer.staff_number == "02"


def test_no_post_gives_what_a_certificate_gives(desk: Desk) -> None:
    post = Post.objects.get(name="examiner")
    with pytest.raises(RolesClash):
        check_powers(post, [*post.powers, CERTIFICATE], date(2024, 3, 5))


def test_figures_count_holders_and_their_share(desk: Desk) -> None:
    card(desk)
    desk.open(
        "enforcement-certificate",
        "apply",
        "office",
        date(2024, 4, 1),
        holder="other_examiner",
        duty="行政检查",
        on_staff=True,
        certificate_kind="provincial",
    )
    assert desk.value("enforcers.holders", 2024) == 1
    assert desk.value("enforcers.certified_rate", 2024) == 50
