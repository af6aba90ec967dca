"""A day of the director: what is late stands first, nothing unlawful reaches the meeting, and what was refused can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town, Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_what_is_overdue_stands_first_and_in_red(walk: Walk, town: Town) -> None:
    walk.sign_in("director")
    walk.look("director-today")
    first = walk.page.locator("ol.owed > li").first
    expect(first.locator(".chip.red")).to_contain_text("超期")
    late = walk.page.locator("section", has=walk.page.get_by_role("heading", name="超期和临近"))
    late.locator("a.chip.red").first.click()
    walk.look("director-late")
    expect(walk.page.locator("main")).to_contain_text("超期")
    walk.go("/desk/")
    with walk.on_a_phone():
        walk.look("director-today-phone")


@pytest.mark.parametrize("title", ["关于指定服务机构承接检测业务的议题", "关于科技创新券服务平台建设的议题"])
def test_no_item_is_put_on_the_agenda_without_a_lawful_opinion(walk: Walk, town: Town, title: str) -> None:
    case = town.case(title=title)
    walk.sign_in("director")
    walk.go(f"/desk/matters/{case.number}/")
    barred = walk.page.locator("ul.barred > li", has_text="列入会议议程")
    expect(barred.first).to_be_visible()
    walk.look("director-item")
    walk.go(f"/desk/matters/{case.number}/steps/put-on-agenda/")
    refusal = walk.page.locator(".notice").first
    expect(refusal).to_contain_text("不能办理「列入会议议程」")
    expect(refusal).to_contain_text("中办发〔2016〕30号")
    walk.look("director-barred")


def test_a_lawful_item_is_on_the_agenda_and_not_decided_before_it_is_discussed(
    walk: Walk, town: Town
) -> None:
    case = town.case(title="关于研发补助资金安排的议题")
    walk.sign_in("director")
    walk.go(f"/desk/matters/{case.number}/")
    expect(walk.page.locator("#timeline")).to_contain_text("列入会议议程")
    expect(walk.page.locator("main")).to_contain_text(town.case(title="下一次党组会议").number)
    walk.go(f"/desk/matters/{case.number}/steps/decide/")
    refusal = walk.page.locator(".notice").first
    expect(refusal).to_contain_text("不能办理「形成决定」")
    expect(refusal).to_contain_text("集体讨论")
    with walk.on_a_phone():
        walk.look("director-decide-phone")


def test_a_matter_is_handed_over_with_a_reason(walk: Walk, town: Town) -> None:
    case = town.case(procedure_key="service-application", title__contains="第0505号")
    walk.sign_in("director")
    walk.go(f"/desk/matters/{case.number}/")
    walk.link("移交").click()
    walk.page.get_by_label("科室").select_option(label="行政审批服务科")
    walk.button("移交").click()
    expect(walk.page.locator("main .error").first).to_be_visible()
    expect(walk.page.locator("#f-department")).not_to_have_value("")
    walk.look("director-hand-over")
    walk.page.locator("#f-text").fill("由承办科室提出意见。")
    walk.button("移交").click()
    expect(walk.page.locator("#timeline")).to_contain_text("由承办科室提出意见")


def test_what_was_refused_is_listed_with_its_article(walk: Walk, town: Town) -> None:
    case = town.case(title="关于科技创新券服务平台建设的议题")
    walk.sign_in("director")
    meeting = town.case(title="下一次党组会议")
    refused = walk.try_anyway(
        f"/desk/matters/{case.number}/steps/put-on-agenda/", {"a-meeting": meeting.number}
    )
    assert refused == 422
    walk.go("/desk/oversight/")
    walk.look("director-oversight")
    walk.link("被拒办理").click()
    row = walk.page.locator("tbody tr", has_text=case.number)
    expect(row.first).to_contain_text("《关于推行法律顾问制度和公职律师公司律师制度的意见》二（七）")
    walk.look("director-refusals")


def test_the_day_in_english(walk: Walk) -> None:
    walk.speak("en")
    walk.sign_in("director")
    found = walk.untranslated()
    for address in (
        "/desk/oversight/",
        "/desk/oversight/late/",
        "/desk/oversight/refusals/",
        "/desk/oversight/late-entries/",
        "/desk/oversight/returns/",
        "/desk/oversight/days/",
        "/desk/figures/",
        "/desk/registers/",
        "/desk/publishing/",
        "/desk/law/",
        "/desk/house/",
    ):
        walk.go(address)
        walk.look("director-english")
        found += walk.untranslated()
    assert not found
