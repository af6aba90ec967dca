"""A day of the window clerk, who is no lawyer: take in, ask once, be told why not, deliver; nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town, Walk
from yifa.cases.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def waiting(town: Town, body: str) -> Case:
    """The application of the enterprise with this number in its name."""
    return town.case(procedure_key="service-application", title__contains=f"第{body}号")


def test_an_application_is_accepted_from_the_list_of_today(walk: Walk, town: Town) -> None:
    case = waiting(town, "0501")
    walk.sign_in("clerk")
    walk.look("clerk-today")
    line = walk.page.locator("ol.owed > li", has_text=case.title)
    expect(line).to_contain_text("正常")
    expect(line.locator("a.primary")).to_have_text("受理")
    line.get_by_role("link", name="受理", exact=True).click()
    walk.look("clerk-accept")
    walk.button("受理").click()
    expect(walk.heading()).to_have_text(case.title)
    expect(walk.page.get_by_role("status").first).to_contain_text("受理")
    walk.look("clerk-accepted")
    walk.page.locator("#timeline").get_by_role("link", name="受理通知书").click()
    expect(walk.heading()).to_contain_text("受理通知书")
    walk.look("clerk-letter")
    walk.go("/desk/")
    expect(walk.page.locator("ol.owed > li", has_text=case.title)).to_have_count(0)


def test_what_is_missing_is_told_once_and_the_draft_survives_signing_out(walk: Walk, town: Town) -> None:
    case = waiting(town, "0502")
    missing = "申请表第二页未填写经办人；财务报表缺少二〇二五年度。"
    town.written.append(missing)
    walk.sign_in("clerk")
    walk.go(f"/desk/matters/{case.number}/")
    walk.look("clerk-case")
    walk.link("一次性告知补正").click()

    walk.page.get_by_label("建议补正日期").fill("2026-06-22")
    walk.button("一次性告知补正").click()
    expect(walk.page.get_by_role("alert")).to_contain_text("需要补正的全部内容")
    expect(walk.page.get_by_label("建议补正日期")).to_have_value("2026-06-22")
    walk.look("clerk-refused-form")

    walk.page.get_by_label("需要补正的全部内容").fill(missing)
    expect(walk.page.locator("#saved")).to_contain_text("已保存")
    walk.sign_out()
    walk.sign_in("clerk")
    drafts = walk.page.locator("section", has=walk.page.get_by_role("heading", name="没有填完的"))
    walk.look("clerk-today-draft")
    drafts.get_by_role("link").first.click()
    expect(walk.page.get_by_label("需要补正的全部内容")).to_have_value(missing)
    expect(walk.page.get_by_label("建议补正日期")).to_have_value("2026-06-22")
    walk.button("一次性告知补正").click()
    walk.to_the_matter()
    expect(walk.page.locator("#timeline")).to_contain_text(missing)

    walk.go(f"/desk/matters/{case.number}/steps/ask-correction/")
    expect(walk.page.locator("main")).to_contain_text("不能办理「一次性告知补正」")
    expect(walk.button("一次性告知补正")).to_have_count(0)
    walk.look("clerk-told-once")


def test_a_clerk_who_wants_to_decide_is_told_by_whom_and_under_which_article(walk: Walk, town: Town) -> None:
    case = waiting(town, "0503")
    walk.sign_in("clerk")
    walk.go(f"/desk/matters/{case.number}/steps/grant/")
    refusal = walk.page.locator(".notice")
    expect(refusal).to_contain_text("不能办理「准予办理」")
    expect(refusal).to_contain_text("科室负责人")
    expect(refusal).to_contain_text("行政许可法第三十七条")
    walk.look("clerk-may-not-decide")


def test_a_deadline_says_how_it_was_counted(walk: Walk, town: Town) -> None:
    case = waiting(town, "0505")
    walk.sign_in("examiner")
    walk.go(f"/desk/matters/{case.number}/")
    walk.page.locator("main").get_by_role("link", name="看怎么算的").first.click()
    expect(walk.page.locator("main")).to_contain_text("当日不计入")
    expect(walk.page.locator("main")).to_contain_text("跳过休息日和节假日")
    walk.look("clerk-deadline")
    with walk.on_a_phone():
        walk.look("clerk-deadline-phone")


def test_a_form_that_comes_too_late_keeps_what_was_typed(walk: Walk, town: Town) -> None:
    case = waiting(town, "0507")
    reasons = "评价材料与登记信息不一致。"
    town.written.append(reasons)
    address = f"/desk/matters/{case.number}/steps/examine/"
    walk.sign_in("examiner")
    walk.go(address)
    walk.page.get_by_label("符合条件", exact=True).check()
    walk.page.get_by_label("审查意见").fill(reasons)
    colleague = walk.elsewhere()
    colleague.go(address)
    colleague.page.get_by_label("符合条件", exact=True).check()
    colleague.page.get_by_label("审查意见").fill("材料齐全。")
    colleague.button("审查").click()
    colleague.page.wait_for_url(f"**/matters/{case.number}/")
    walk.button("审查").click()
    expect(walk.page.get_by_role("alert")).to_contain_text("审查")
    expect(walk.page.get_by_label("审查意见")).to_have_value(reasons)
    walk.look("clerk-moved")


def test_what_the_head_of_section_granted_is_delivered(walk: Walk, town: Town) -> None:
    walk.sign_in("lawyer")
    # Whoever examined a matter may not grant it: it is one that Today offers.
    offered = walk.page.locator(
        "ol.owed > li", has=walk.page.get_by_role("link", name="准予办理", exact=True)
    )
    case = town.case(title=offered.first.get_by_role("link").first.inner_text().strip())
    offered.first.get_by_role("link", name="准予办理", exact=True).click()
    walk.button("准予办理").click()
    walk.to_the_matter()
    expect(walk.page.locator("#timeline")).to_contain_text("准予办理")
    walk.sign_out()
    walk.sign_in("clerk")
    line = walk.page.locator("ol.owed > li", has_text=case.title)
    line.get_by_role("link", name="送达结果").click()
    walk.page.get_by_label("邮寄").check()
    walk.page.get_by_label("申请人到现场次数").fill("0")
    walk.look("clerk-deliver")
    walk.button("送达结果").click()
    walk.to_the_matter()
    expect(walk.page.locator("#timeline")).to_contain_text("送达结果")
    walk.look("clerk-delivered")
    with walk.on_a_phone():
        walk.look("clerk-delivered-phone")


def test_the_day_in_english(walk: Walk, town: Town) -> None:
    case = waiting(town, "0502")
    walk.speak("en")
    walk.sign_in("clerk")
    expect(walk.heading()).to_have_text("Today")
    found = walk.untranslated()
    for address in (
        "",
        "steps/refuse-acceptance/",
        "steps/grant/",
        "entries/1/",
        "acts/hand-over/",
        "picture/",
    ):
        walk.go(f"/desk/matters/{case.number}/{address}")
        walk.look("clerk-english")
        found += walk.untranslated()
    for address in ("/desk/matters/", "/desk/matters/open/", "/desk/search/?q=0502"):
        walk.go(address)
        walk.look("clerk-english")
        found += walk.untranslated()
    assert not found
