"""A citizen reads: which document is in force, what the report counts and from how many records, what the log says today."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town, Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_document_is_found_with_its_standing(walk: Walk, town: Town) -> None:
    walk.go(f"/{town.bureau.code}/policies/")
    walk.look("citizen-policies")
    walk.link("行政规范性文件").click()
    walk.look("citizen-documents")
    walk.page.get_by_role("searchbox", name="查找").fill("重大科技专项")
    walk.button("查找").click()
    row = walk.page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator(".chip")).to_be_visible()
    row.get_by_role("link").click()
    walk.look("citizen-document")
    with walk.on_a_phone():
        walk.look("citizen-document-phone")


def test_the_report_says_where_its_figures_come_from(walk: Walk, town: Town) -> None:
    walk.go(f"/{town.bureau.code}/reports/")
    walk.look("citizen-reports")
    walk.link("漯河市科学技术局2025年度法治政府建设工作报告").click()
    walk.look("citizen-report")
    walk.page.locator(".paper a", has_text="8件").first.click()
    expect(walk.page.locator(".big-figure")).to_contain_text("8")
    expect(walk.page.locator("main")).to_contain_text("依据 8 条记录")
    walk.look("citizen-figure")
    with walk.on_a_phone():
        walk.look("citizen-figure-phone")


def test_the_checkpoint_can_be_taken_away(walk: Walk, town: Town) -> None:
    walk.go(f"/{town.bureau.code}/verify/")
    walk.look("citizen-verify")
    answer = walk.page.request.get(f"{town.site}/{town.bureau.code}/log/checkpoint")
    assert answer.status == 200
    note = answer.text()
    assert re.fullmatch(r"[^\n]+\n\d+\n[A-Za-z0-9+/=]{44}\n(?:[^\n]*\n)*", note)
    assert note.splitlines()[2] in walk.page.locator("pre.note").inner_text()


def test_the_keyboard_alone_leads_to_a_guide(walk: Walk, town: Town) -> None:
    walk.go(f"/{town.bureau.code}/")
    walk.page.keyboard.press("Tab")
    focused = walk.page.locator(":focus")
    expect(focused).to_have_attribute("href", "#main")
    walk.page.keyboard.press("Enter")
    walk.tab_to("input[type=search], input[name=q]")
    walk.page.keyboard.type("创新券")
    walk.page.keyboard.press("Enter")
    expect(walk.heading()).to_have_text("搜索")
    walk.tab_to("main a[href*='/services/4']")
    walk.page.keyboard.press("Enter")
    expect(walk.heading()).to_contain_text("科技创新券申领")
    walk.look("citizen-guide")


def test_the_rooms_in_english(walk: Walk, town: Town) -> None:
    walk.speak("en")
    found = []
    for address in (
        "",
        "policies/",
        "published/normative-documents/",
        "disclosure/",
        "reports/",
        "reports/2025/figures/service.completed/",
        "verify/",
    ):
        walk.go(f"/{town.bureau.code}/{address}")
        walk.look("citizen-english")
        found += walk.untranslated()
    assert not found
