"""Away: who stands in for whom, what passes, what the record says of it, and the ways round it that are closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.desk.conftest import NOW
from yifa.cases.acting import handling
from yifa.cases.acting.act import Actor, act
from yifa.cases.errors import ActRefused, CasesError, DeskRefused
from yifa.cases.log.comparing import compare
from yifa.cases.models import DeskItem, LogEntry
from yifa.cases.orders import deputy_acts, house_acts, house_approval
from yifa.house.errors import DeputyRefused
from yifa.house.models import Holding, Officer, Post

if TYPE_CHECKING:
    from tests.desk.conftest import House
    from tests.desk.permits import Permits

Desk = Callable[[Officer], Client]
TODAY, FRIDAY = date(2020, 3, 4), date(2020, 3, 6)


def post_of(officer: Officer) -> Post:
    return Holding.objects.get(officer=officer).post


def lend(absent: Officer, deputy: Officer, **changes: Any) -> int:
    given: dict[str, Any] = {"from_on": TODAY, "until_on": FRIDAY, "reason": "出差", "now": NOW}
    posts = changes.pop("posts", [post_of(absent)])
    position = deputy_acts.name_deputy(deputy, posts, actor=Actor.officer(absent), **(given | changes))
    absent.forget()
    return position


def give(post: Post, *powers: str) -> None:
    post.powers = list(powers)
    post.save(update_fields=["powers"])


# What it is for ---------------------------------------------------------------------------------------------------------------


def test_an_officer_sees_what_passes_before_it_does_and_the_deputy_works_on_their_matters(
    house: House, permits: Permits, desk_of: Desk
) -> None:
    case = permits.open()
    desk = desk_of(house.window)
    sent = {
        "from_on": "2020-03-04",
        "until_on": "2020-03-06",
        "posts": [post_of(house.window).pk],
        "deputy": house.second_examiner.pk,
        "reason": "出差",
    }
    page = desk.post("/desk/house/away/", sent)
    assert page.status_code == 200
    assert "可以代办：窗口受理" in page.content.decode()
    assert not Holding.with_deputies.filter(instead_of=house.window).exists()
    assert desk.post("/desk/house/away/", {**sent, "confirm": "yes"}).status_code == 302
    deputy = desk_of(house.second_examiner)
    assert "代王芳" in deputy.get("/desk/").content.decode()
    number = permits.row(case).number
    told = deputy.post(f"/desk/matters/{number}/steps/accept/", {"do": "take", "version": "1"}, follow=True)
    assert "代王芳办理" in told.content.decode()
    assert "代王芳办理" in deputy.get(f"/desk/matters/{number}/").content.decode()
    assert "代王芳办理" in deputy.get(f"/desk/matters/{number}/entries/2/").content.decode()


def test_the_record_says_for_whom_an_act_was_done_and_a_replay_agrees(house: House, permits: Permits) -> None:
    case = permits.open()
    mandate = lend(house.window, house.second_examiner)
    receipt = act(case.case_id, "accept", actor=Actor.officer(house.second_examiner), now=NOW)
    assert receipt.done_for == house.window.pk
    entry = LogEntry.objects.get(position=receipt.position)
    assert f'"refers":[{mandate}]' in bytes(entry.entry).decode()
    assert f'"post":"p:{post_of(house.window).pk}"' in bytes(entry.entry).decode()
    assert not list(compare(house.bureau))


def test_what_is_asked_of_somebody_who_is_away_is_answered_for_them(house: House, permits: Permits) -> None:
    case = permits.accepted()
    handling.ask_opinion(
        case.case_id, actor=Actor.officer(house.window), of=house.section_head, question="是否同意？", now=NOW
    )
    item = DeskItem.objects.get(recipient=house.section_head)
    with pytest.raises(DeskRefused):
        handling.give_opinion(item.pk, actor=Actor.officer(house.examiner), opinion="同意", now=NOW)
    lend(house.section_head, house.examiner)
    house.examiner.forget()
    receipt = handling.give_opinion(item.pk, actor=Actor.officer(house.examiner), opinion="同意", now=NOW)
    assert receipt.done_for == house.section_head.pk


def test_a_matter_in_somebodys_name_is_done_for_them_though_the_deputy_has_the_power_too(
    house: House, permits: Permits
) -> None:
    case = permits.open(assignee=house.window)
    give(post_of(house.second_examiner), "contract-examiner", "window")
    lend(house.window, house.second_examiner)
    house.second_examiner.forget()
    assert (
        act(case.case_id, "accept", actor=Actor.officer(house.second_examiner), now=NOW).done_for
        == house.window.pk
    )


# Ways round it ----------------------------------------------------------------------------------------------------------------


def test_a_deputy_does_not_check_what_they_examined_themselves(house: House, permits: Permits) -> None:
    case = permits.examined()
    lend(house.section_head, house.second_examiner)
    with pytest.raises(ActRefused):
        act(case.case_id, "check", actor=Actor.officer(house.second_examiner), now=NOW)


def test_a_deputy_does_not_check_what_the_absent_officer_examined(house: House, permits: Permits) -> None:
    case = permits.examined()
    lend(house.examiner, house.section_head)
    # In their own right the section head may check; in the examiner's place, what the examiner examined, nobody may.
    give(post_of(house.section_head), "window")
    house.section_head.forget()
    with pytest.raises(ActRefused):
        act(case.case_id, "check", actor=Actor.officer(house.section_head), now=NOW)


def test_whoever_was_away_does_not_check_what_was_examined_in_their_place(
    house: House, permits: Permits
) -> None:
    case = permits.accepted()
    lend(house.examiner, house.window)
    house.window.forget()
    answers = {"opinion": "符合条件", "amount_confirmed": 12_500_000}
    signers = [Actor.officer(house.second_examiner)]
    act(
        case.case_id,
        "examine",
        actor=Actor.officer(house.window),
        answers=answers,
        co_signers=signers,
        now=NOW,
    )
    with pytest.raises(ActRefused):
        act(case.case_id, "check", actor=Actor.officer(house.examiner), now=NOW)
    act(case.case_id, "check", actor=Actor.officer(house.section_head), now=NOW)


def test_an_officer_and_whoever_stands_in_for_them_are_not_two(house: House, permits: Permits) -> None:
    case = permits.accepted()
    lend(house.examiner, house.window)
    house.window.forget()
    with pytest.raises(ActRefused):
        act(
            case.case_id,
            "examine",
            actor=Actor.officer(house.window),
            answers={"opinion": "符合条件", "amount_confirmed": 12_500_000},
            co_signers=[Actor.officer(house.examiner)],
            now=NOW,
        )


@pytest.mark.parametrize(
    ("absent", "deputy"),
    [
        ("administrator", "window"),  # the system's roles take two people
        ("window", "administrator"),  # who keeps the system handles no matters
        ("director", "examiner"),  # to decide for the bureau passes to those who may already
        ("window", "window"),
    ],
)
def test_what_a_post_does_not_allow_is_refused(house: House, absent: str, deputy: str) -> None:
    with pytest.raises(DeputyRefused):
        lend(getattr(house, absent), getattr(house, deputy))


def test_what_is_lent_does_not_pass_on(house: House) -> None:
    lend(house.window, house.examiner)
    house.examiner.forget()
    with pytest.raises(DeputyRefused):
        lend(house.examiner, house.second_examiner, posts=[post_of(house.window)])
    with pytest.raises(DeputyRefused):  # who is away stands in for nobody
        lend(house.section_head, house.window)


@pytest.mark.parametrize(
    "days",
    [(FRIDAY, TODAY), (date(2020, 3, 1), FRIDAY), (TODAY, TODAY + timedelta(days=90))],
    ids=["backwards", "gone by", "too long"],
)
def test_days_that_cannot_be_are_refused(house: House, days: tuple[date, date]) -> None:
    with pytest.raises(DeputyRefused):
        lend(house.window, house.examiner, from_on=days[0], until_on=days[1])


def test_one_stands_in_a_post_at_a_time(house: House) -> None:
    lend(house.window, house.examiner)
    with pytest.raises(DeputyRefused):
        lend(house.window, house.second_examiner, from_on=FRIDAY, until_on=date(2020, 3, 9))


def test_to_decide_for_the_bureau_passes_but_not_its_own_house(house: House) -> None:
    give(post_of(house.section_head), "deputy-head")
    lend(house.director, house.section_head)
    house.section_head.forget()
    assert "head-of-organ" in house.section_head.powers_with_lent_on(TODAY)
    asked = house_approval.ask_appointment(
        house.window,
        post_of(house.examiner),
        from_on=TODAY,
        until_on=None,
        kind="appointed",
        actor=Actor.officer(house.administrator),
        now=NOW,
    )
    with pytest.raises(CasesError):
        house_approval.approve(asked.order, actor=Actor.officer(house.section_head), now=NOW)


def test_it_ends_when_its_officer_says_so_and_with_the_post(house: House, permits: Permits) -> None:
    case = permits.open()
    mandate = lend(house.window, house.examiner)
    with pytest.raises(CasesError):
        deputy_acts.end_deputy(house.bureau, mandate, actor=Actor.officer(house.second_examiner), now=NOW)
    deputy_acts.end_deputy(house.bureau, mandate, actor=Actor.officer(house.window), now=NOW)
    house.examiner.forget()
    with pytest.raises(ActRefused):
        act(case.case_id, "accept", actor=Actor.officer(house.examiner), now=NOW)
    lend(house.window, house.examiner)
    house_acts.end_appointment(
        house.window,
        post_of(house.window),
        until_on=TODAY - timedelta(days=1),
        reason="调离",
        actor=Actor.officer(house.director),
        now=NOW,
    )
    assert not Holding.with_deputies.filter(instead_of=house.window).exists()


def test_whoever_stands_in_was_not_appointed(house: House) -> None:
    lend(house.window, house.examiner)
    assert [one.post_id for one in Holding.objects.filter(officer=house.examiner)] == [
        post_of(house.examiner).pk
    ]
    assert not Holding.everywhere.filter(post=post_of(house.window), officer=house.examiner).exists()
