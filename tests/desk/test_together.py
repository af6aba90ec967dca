"""One step for many matters: a preview of each, one confirmation, and for each its own act, refusal and reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import Permits
from yifa.cases.acting.act import Opened
from yifa.cases.library import library
from yifa.cases.models import LogEntry, Refusal
from yifa.desk.together import goes_together
from yifa.desk.together_pages import address
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]
ACCEPT = "desk-permit/accept"


def three(permits: Permits) -> list[Opened]:
    return [permits.open(f"许可{number}") for number in "甲乙丙"]


def confirmed(desk: Client, url: str, **changes: Any) -> dict[str, Any]:
    """The form as it is confirmed: with the versions that were seen and the form's token."""
    page = desk.get(url).content.decode()
    token = re.search(r'name="sending" value="([^"]+)"', page)
    assert token is not None
    seen = re.findall(r'name="case" value="([^"]+)"', page)
    return {"do": "take", "case": seen, "sending": token[1], **changes}


def test_today_and_matters_offer_to_take_a_step_in_several_matters(permits: Permits, desk_of: Desk) -> None:
    numbers = [one.number for one in three(permits)]
    desk = desk_of(permits.house.window)
    today = desk.get("/desk/").content.decode()
    assert "一并办理「受理」：3 件" in today
    assert address(numbers, ACCEPT).replace("&", "&amp;") in today
    assert desk.get("/desk/matters/").content.decode().count('name="case"') == 3


def test_the_steps_that_all_or_some_of_those_ticked_can_take_are_offered(
    permits: Permits, desk_of: Desk
) -> None:
    cases = three(permits)
    numbers = [one.number for one in cases]
    permits.take(cases[0], "accept", permits.house.window)
    page = desk_of(permits.house.window).get(address(numbers)).content.decode()
    assert "2 件现在可以办理" in page
    assert "一次性告知补正" not in page


def test_each_matter_is_shown_as_it_would_fare_and_nothing_is_taken(permits: Permits, desk_of: Desk) -> None:
    cases = three(permits)
    permits.take(cases[0], "accept", permits.house.window)
    before = LogEntry.objects.count()
    page = desk_of(permits.house.window).get(address([one.number for one in cases], ACCEPT)).content.decode()
    assert page.count("可以办理</span>") == 2
    assert page.count("不能办理</span>") == 1
    assert "受理（2 件）" in page
    assert (LogEntry.objects.count(), Refusal.objects.count()) == (before, 0)


def test_confirmed_once_each_matter_has_its_act_and_what_moved_is_told_and_stops_nothing(
    permits: Permits, desk_of: Desk
) -> None:
    cases = three(permits)
    desk = desk_of(permits.house.window)
    url = address([one.number for one in cases], ACCEPT)
    form = confirmed(desk, url)
    permits.take(cases[1], "accept", permits.house.window)
    page = desk.post(url, form, follow=True).content.decode()
    assert "已办理 2 件" in page
    assert "没有办理的 1 件" in page
    assert [permits.row(one).version for one in cases] == [2, 2, 2]
    assert LogEntry.objects.filter(step="accept").count() == 3
    # Sent again, it is not done again.
    desk.post(url, form)
    assert LogEntry.objects.filter(step="accept").count() == 3


def test_what_somebody_may_not_take_is_refused_matter_by_matter_with_the_article(
    permits: Permits, desk_of: Desk
) -> None:
    cases = three(permits)
    url = address([one.number for one in cases], ACCEPT)
    form = confirmed(desk_of(permits.house.window), url)
    page = desk_of(permits.house.examiner).get(url).content.decode()
    assert page.count("不能办理</span>") == 3
    token = re.search(r'name="sending" value="([^"]+)"', page)
    assert token is not None
    done = (
        desk_of(permits.house.examiner).post(url, {**form, "sending": token[1]}, follow=True).content.decode()
    )
    assert "没有办理的 3 件" in done
    assert not LogEntry.objects.filter(step="accept").exists()


def test_many_are_handed_over_with_one_reason(permits: Permits, house: House, desk_of: Desk) -> None:
    cases = [permits.accepted(), permits.accepted()]
    url = address([one.number for one in cases], "hand-over")
    desk = desk_of(house.section_head)
    form = confirmed(desk, url, officers=str(house.director.pk), text="岗位调整")
    page = desk.post(url, form, follow=True).content.decode()
    assert "已办理 2 件" in page
    assert {permits.row(one).assignee for one in cases} == {house.director}


def test_what_is_said_shown_or_signed_of_each_matter_never_goes_together(permits: Permits) -> None:
    procedure = library().latest("desk-permit")
    together = {key for key, step in procedure.steps.items() if goes_together(procedure, step)}
    # Reasons, what is missing, two who examine: of each matter by itself.
    assert not together & {"apply", "ask-correction", "examine"}
    assert {"accept", "grant"} <= together
