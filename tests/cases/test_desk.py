"""Desk acts are acts: entered, refused where they have no place, and found on the right person's list."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.cast import World, people
from yifa.cases.acting.handling import ask_opinion, copy_to, give_opinion, hand_over, take_note, urge
from yifa.cases.errors import CaseMoved, DeskRefused
from yifa.cases.log.comparing import compare
from yifa.cases.models import DeskItem, LogEntry, Obligation
from yifa.cases.told.obligations import Place, in_lanes, lanes_of, light_on, officer_lanes, today
from yifa.house.tenancy import using_bureau
from yifa.law.limits import Light
from yifa.procedure.library import load_library

ON = date(2020, 3, 2)


def _owed(officer_page: object) -> list[str]:
    return [row.rule_id for row in officer_page.rows]  # type: ignore[attr-defined]


def test_what_is_owed_lies_with_whoever_holds_the_power(world: World) -> None:
    world.open()
    assert _owed(today(world.clerk, ON)) == ["test-law/answer-in-5"]
    assert _owed(today(world.second, ON)) == ["test-law/answer-in-5"]
    assert _owed(today(world.head, ON)) == []


def test_a_department_keeps_its_cases_to_itself(world: World) -> None:
    world.open(department=world.department)
    assert _owed(today(world.clerk, ON)) == ["test-law/answer-in-5"]
    assert _owed(today(world.second, ON)) == []


def test_what_the_bureau_owes_is_seen_from_other_departments(world: World) -> None:
    opened = world.open(department=world.department)
    world.take(opened.case_id, "accept", world.clerk)
    world.posts["戊"].department = world.posts["乙"].department
    world.posts["戊"].save(update_fields=["department"])
    assert "house/promised" in _owed(today(world.head, ON))


def test_who_may_only_end_a_matter_otherwise_owes_nothing() -> None:
    procedure = load_library(Path(__file__).parents[2]).procedure("contract-review", ON)
    assert lanes_of(procedure, ("review", "drop"), 3, None) == ("p:counsel", "p:legality-reviewer")
    assert lanes_of(procedure, ("draft", "drop"), 3, None) == ("p:contract-drafter@d:3", "p:section-head@d:3")


def test_handing_over_moves_what_is_owed(world: World) -> None:
    opened = world.open(assignee=world.clerk)
    receipt = hand_over(
        opened.case_id, actor=world.by(world.clerk), to=world.second, reason="休假", now=world.now
    )
    assert (today(world.clerk, ON).rows, _owed(today(world.second, ON))) == ((), ["test-law/answer-in-5"])
    assert world.case(opened).assignee_id == world.second.pk
    entry = LogEntry.objects.get(position=receipt.position)
    assert (entry.kind, entry.step, entry.case_version) == ("desk", "hand-over", 2)
    assert not list(compare(world.bureau))


def test_an_idle_hand_over_is_refused(world: World) -> None:
    opened = world.open(assignee=world.clerk)
    given = {"actor": world.by(world.clerk), "now": world.now}
    for refused in (
        {"to": world.clerk, "reason": "同一人"},
        {"to": world.second, "reason": "  "},
        {"to": world.stranger, "reason": "无职权"},
    ):
        with pytest.raises(DeskRefused):
            hand_over(opened.case_id, **given, **refused)  # type: ignore[arg-type]
    with pytest.raises(CaseMoved):
        hand_over(opened.case_id, **given, to=world.second, reason="休假", expected_version=7)  # type: ignore[arg-type]
    assert world.case(opened).version == 1


def test_a_closed_case_takes_no_desk_act(world: World) -> None:
    opened = world.walk()
    with pytest.raises(DeskRefused) as refused:
        urge(
            opened.case_id,
            actor=world.by(world.head),
            officer=world.clerk,
            words="请尽快办理",
            now=world.now,
        )
    assert "办结" in refused.value.zh
    assert "closed" in refused.value.en


def test_an_officer_of_another_bureau_is_not_asked(world: World) -> None:
    opened = world.open()
    with using_bureau(world.other):
        theirs = people(world.other)
    with pytest.raises(DeskRefused):
        ask_opinion(
            opened.case_id, actor=world.by(world.clerk), of=theirs.chief, question="？", now=world.now
        )


def test_an_asked_opinion_is_owed_until_it_is_given(world: World) -> None:
    opened = world.open()
    ask_opinion(
        opened.case_id,
        actor=world.by(world.clerk),
        of=world.stranger,
        question="材料是否齐全？",
        answer_by_on=date(2020, 3, 6),
        now=world.now,
    )
    page = today(world.stranger, ON)
    assert [(row.rule_id, row.due_on, row.amber_on) for row in page.rows] == [
        ("desk/opinion/2", date(2020, 3, 6), date(2020, 3, 5))
    ]
    assert not list(compare(world.bureau))
    item = DeskItem.objects.get()
    with pytest.raises(DeskRefused):
        give_opinion(item.pk, actor=world.by(world.chief), opinion="同意", now=world.now)
    receipt = give_opinion(item.pk, actor=world.by(world.stranger), opinion="齐全", now=world.now)
    item.refresh_from_db()
    assert item.answered_position == receipt.position
    assert not today(world.stranger, ON).rows
    with pytest.raises(DeskRefused):
        give_opinion(item.pk, actor=world.by(world.stranger), opinion="再次", now=world.now)
    assert not list(compare(world.bureau))


def test_closing_a_case_ends_what_was_asked(world: World) -> None:
    opened = world.walk(until="review")
    ask_opinion(opened.case_id, actor=world.by(world.clerk), of=world.stranger, question="？", now=world.now)
    world.take(opened.case_id, "grant", world.head, answers={"certificate": "1"})
    assert not Obligation.objects.exists()
    with pytest.raises(DeskRefused):
        give_opinion(DeskItem.objects.get().pk, actor=world.by(world.stranger), opinion="迟了", now=world.now)


def test_copies_and_urgings_are_noted_once(world: World) -> None:
    opened = world.open()
    copy_to(
        opened.case_id,
        actor=world.by(world.clerk),
        officers=[world.chief, world.head, world.chief],
        now=world.now,
    )
    assert DeskItem.objects.count() == 2
    item = DeskItem.objects.get(recipient=world.chief)
    take_note(item.pk, actor=world.by(world.chief), now=world.now)
    with pytest.raises(DeskRefused):
        take_note(item.pk, actor=world.by(world.chief), now=world.now)
    with pytest.raises(DeskRefused):
        copy_to(opened.case_id, actor=world.by(world.clerk), officers=[], now=world.now)


def test_today_is_in_the_order_of_the_days_and_turns_pages(world: World) -> None:
    for _ in range(3):
        world.walk(until="accept")
        world.later(days=1)
    head_lanes = officer_lanes(world.head, ON)
    whole = in_lanes(world.bureau.pk, head_lanes, limit=100)
    assert len(whole.rows) == 6
    assert [row.due_on for row in whole.rows] == sorted(row.due_on for row in whole.rows if row.due_on)
    seen = []
    after = None
    while True:
        page = in_lanes(world.bureau.pk, head_lanes, after=after, limit=2)
        seen += [(row.case_id, row.rule_id) for row in page.rows]
        if page.after is None:
            break
        after = Place.read(str(page.after))
    assert seen == [(row.case_id, row.rule_id) for row in whole.rows]
    assert Place.read("nonsense") is None


def test_an_obligation_in_several_lanes_is_shown_once(world: World) -> None:
    for _ in range(4):
        world.open(department=world.department)
    lanes = (*officer_lanes(world.clerk, ON), "p:window@d:999")
    page = in_lanes(world.bureau.pk, (*lanes, *lanes), limit=3)
    assert len({row.case_id for row in page.rows}) == 3
    rest = in_lanes(world.bureau.pk, (*lanes, *lanes), after=page.after, limit=3)
    assert len(rest.rows) == 1
    assert {row.case_id for row in rest.rows}.isdisjoint({row.case_id for row in page.rows})


def test_today_asks_three_times_whatever_is_owed(world: World) -> None:
    def queries() -> int:
        world.clerk.forget()
        with CaptureQueriesContext(connection) as captured:
            for row in today(world.clerk, ON).rows:
                assert row.case.title
        return len(captured)

    world.open()
    few = queries()
    for _ in range(30):
        world.open()
    assert queries() == few == 3


@pytest.mark.parametrize(
    ("day", "light"),
    [(-1, Light.GREEN), (0, Light.AMBER), (1, Light.AMBER), (2, Light.RED)],
)
def test_lights_follow_the_days(day: int, light: Light) -> None:
    amber, due = date(2020, 3, 5), date(2020, 3, 6)
    assert light_on(due, amber, amber + timedelta(days=day)) is light
    assert light_on(None, None, amber) is Light.GREEN
