"""Today: what I owe in the order of the days, what others wait for, and for heads where the bureau is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import Permits
from yifa.cases.acting import handling as desk_acts
from yifa.cases.acting.act import Actor
from yifa.desk.lights import Chip
from yifa.desk.matter import StepLink
from yifa.desk.today import OwedCase, folded
from yifa.house.models import Officer

Desk = Callable[[Officer], Client]


def page_of(desk: Client, url: str = "/desk/") -> str:
    return desk.get(url).content.decode()


def test_each_sees_what_falls_to_their_powers(permits: Permits, desk_of: Desk) -> None:
    permits.open("甲事项")
    assert "甲事项" in page_of(desk_of(permits.house.window))
    assert "甲事项" not in page_of(desk_of(permits.house.director))


def test_first_due_comes_first_with_its_light_in_words(
    permits: Permits, desk_of: Desk, settings: Any
) -> None:
    permits.now = datetime(2020, 3, 2, 2, 0, tzinfo=UTC)
    permits.open("先到的")
    permits.now = datetime(2020, 3, 4, 2, 0, tzinfo=UTC)
    permits.open("后到的")
    settings.CLOCK = datetime(2020, 3, 10, 2, 0, tzinfo=UTC)
    page = page_of(desk_of(permits.house.window))
    assert page.index("先到的") < page.index("后到的")
    assert "超期 · 已超 1 天" in page
    assert "临近 · 还剩 1 个工作日" in page


def test_deadline_opens_its_computation(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    assert f'href="/desk/matters/{case.number}/deadlines/desk-law/answer-in-5/"' in page_of(
        desk_of(permits.house.window)
    )


def test_what_can_be_done_now_is_a_button_and_the_rest_says_what_it_waits_for(
    permits: Permits, desk_of: Desk
) -> None:
    case = permits.accepted()
    page = page_of(desk_of(permits.house.director))
    assert f'href="/desk/matters/{case.number}/steps/grant/"' not in page
    assert "准予许可 / 不予许可 · 请先办理「复核」" in page


def test_who_does_both_sees_the_matter_once_with_what_comes_afterwards() -> None:
    def line(number: str, chip: Chip, label: str, **more: Any) -> OwedCase:
        return OwedCase(number, f"事项{number}", "/", "办件", "", [(chip, label)], **more)

    due = Chip("green", "正常", "2020年3月16日", "", "/")
    none = Chip("", "无期限", "", "", "/")
    lines = [
        line("1", due, "承诺时限", waiting=["准予", "不予"], why="请先办理「审查」"),
        line("2", due, "", steps=[StepLink("送达", "/", True)]),
        line("1", none, "", steps=[StepLink("审查", "/", True)]),
        line("3", due, "", steps=[StepLink("受理", "/", True)]),
        line("4", due, "", waiting=["准予"], why="请先办理「审查」"),
        line("3", none, "", steps=[StepLink("补正", "/", True)]),
    ]
    told = folded(lines)
    assert [one.number for one in told] == ["1", "2", "3", "4", "3"]
    first = told[0]
    assert [step.title for step in first.steps] == ["审查"]
    assert first.then == ["准予", "不予"]
    assert first.chips == [(due, "承诺时限")]
    assert told[-2].waiting == ["准予"]


def test_promise_stands_beside_the_statute_in_one_line(permits: Permits, desk_of: Desk) -> None:
    permits.accepted()
    page = page_of(desk_of(permits.house.director))
    assert page.count("食品检测许可") == 1
    assert "承诺时限 2020年3月16日" in page
    assert "法定时限" in page
    assert "2020年4月1日" in page


def test_long_list_goes_on_where_a_page_ended(permits: Permits, desk_of: Desk) -> None:
    numbers = [permits.open(f"第{n}件").number for n in range(32)]
    desk = desk_of(permits.house.window)
    first = page_of(desk)
    assert sum(number in first for number in numbers) == 30
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page_of(desk, following)
    assert [number in second for number in numbers].count(True) == 2
    assert not [number for number in numbers if number not in first and number not in second]


def test_opinion_asked_of_me_is_shown_with_its_question(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    case = permits.accepted()
    desk_acts.ask_opinion(
        case.case_id,
        actor=Actor.officer(house.examiner),
        of=house.window,
        question="材料是否原件？",
        answer_by_on=date(2020, 3, 6),
        now=permits.now,
    )
    page = page_of(desk_of(house.window))
    assert "材料是否原件？" in page
    assert "李强" in page
    assert "反馈意见" in page
    assert "材料是否原件？" not in page_of(desk_of(house.second_examiner))


def test_head_sees_where_the_bureau_is_late(permits: Permits, desk_of: Desk, settings: Any) -> None:
    permits.open("拖延的")
    settings.CLOCK = datetime(2020, 3, 20, 2, 0, tzinfo=UTC)
    page = page_of(desk_of(permits.house.director))
    assert "政务服务科" in page
    assert 'class="chip red" href="/desk/matters/?light=red&amp;department=' in page
    link = page.split('class="chip red" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "拖延的" in page_of(desk_of(permits.house.director), link)
    assert "政务服务科" not in page_of(desk_of(permits.house.window))


def test_forms_begun_are_listed(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    desk.post("/desk/matters/open/desk-permit/apply/", {"do": "save", "a-subject": "未填完"})
    page = page_of(desk)
    assert "没有填完的" in page
    assert 'href="/desk/matters/open/desk-permit/apply/"' in page


def test_nobody_owes_anything_says_what_belongs_here(permits: Permits, desk_of: Desk) -> None:
    assert "现在没有应办事项" in page_of(desk_of(permits.house.window))


def test_those_who_keep_the_system_handle_no_matters(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.administrator)
    assert "不办理业务" in page_of(desk)
    assert desk.get("/desk/matters/open/").status_code == 403


@pytest.mark.parametrize("count", [1, 25])
def test_today_asks_the_same_few_questions_however_much_is_owed(
    permits: Permits, desk_of: Desk, django_assert_max_num_queries: Any, count: int
) -> None:
    for n in range(count):
        permits.open(f"第{n}件")
    desk = desk_of(permits.house.section_head)
    desk.get("/desk/")
    with django_assert_max_num_queries(20):
        desk.get("/desk/")
