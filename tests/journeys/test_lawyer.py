"""A day of the law section: nobody reviews their own draft, and the report says no number that no record bears out."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town, Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
REPORT = "/desk/reports/2025/"
PASSAGE = "results/duties/services"


@pytest.fixture(scope="module")
def report_dated() -> date:
    """Before the year was over, so that the year's report is still to be written."""
    return date(2025, 12, 1)


def draft_contract(walk: Walk, town: Town, title: str) -> str:
    """Draft a contract and check its counterparty; gives the address of the matter."""
    town.written.append(title)
    walk.go("/desk/matters/open/contract-review/draft/")
    walk.page.get_by_label("合同名称").fill(title)
    party = walk.page.locator("#f-counterparty-group")
    party.get_by_role("searchbox").fill("科研机构第001")
    party.get_by_role("button", name="查找").click()
    party.get_by_role("radio").first.check()
    walk.choose("合同类别", "委托服务")
    walk.page.get_by_label("合同金额").fill("80000")
    walk.no("属于政府采购")
    walk.no("对方是中小企业")
    walk.yes("在预算之内")
    walk.page.get_by_label("付款期限").fill("30")
    walk.look("lawyer-draft")
    walk.button("起草合同").click()
    expect(walk.heading()).to_have_text(title)
    matter = walk.page.url.removeprefix(town.site)
    walk.go(f"{matter}steps/check-counterparty/")
    walk.yes("主体资格合格")
    walk.choose("信用核查", "无失信记录")
    walk.button("核查合同对方").click()
    walk.to_the_matter()
    expect(walk.page.locator("#timeline")).to_contain_text("核查合同对方")
    return matter


def test_nobody_reviews_a_contract_of_their_own_drafting(walk: Walk, town: Town) -> None:
    walk.sign_in("lawyer")
    matter = draft_contract(walk, town, "科技政策宣讲服务合同")
    expect(walk.page.locator("section", has_text="分事行权").last).to_contain_text(
        "起草人不审核自己起草的合同"
    )
    walk.look("lawyer-own-contract")
    walk.go(f"{matter}steps/review/")
    expect(walk.page.locator(".notice").first).to_contain_text("不能办理「合法性审核」")
    walk.look("lawyer-own-review")


def test_a_colleagues_contract_is_reviewed(walk: Walk, town: Town) -> None:
    office = walk.somebody("office")
    matter = draft_contract(office, town, "科技统计培训委托协议")
    walk.sign_in("lawyer")
    walk.go("/desk/")
    walk.look("lawyer-today")
    walk.go(f"{matter}steps/review/")
    walk.choose("审核意见", "修改后合法")
    walk.no("含有本机关提供保证的条款")
    walk.page.get_by_label("理由和修改建议").fill("第七条违约金比例过高，请按合同标的额的百分之五修改。")
    walk.button("合法性审核").click()
    walk.to_the_matter()
    expect(walk.page.locator("#timeline")).to_contain_text("修改后合法")
    walk.look("lawyer-reviewed")


def test_a_number_typed_by_hand_is_flagged_until_it_is_tied_or_replaced(walk: Walk, town: Town) -> None:
    walk.sign_in("lawyer")
    walk.go("/desk/reports/")
    walk.look("lawyer-reports")
    walk.page.get_by_label("报告年度").fill("2025")
    walk.button("开始起草").click()
    expect(walk.heading()).to_contain_text("2025年度")
    expect(walk.page.locator("main")).not_to_contain_text("{{year")
    walk.look("lawyer-workspace")

    edit = f"{REPORT}edit/{PASSAGE}/"
    walk.go(edit)
    walk.look("lawyer-edit")
    prose = walk.page.get_by_label("文字", exact=True)
    prose.fill("全年办结8件，窗口培训12次。")
    walk.button("保存这一段").click()
    expect(walk.page.locator("#results-duties-services mark").first).to_contain_text("8件")
    expect(walk.page.locator("main")).to_contain_text("还不能定稿")
    expect(walk.page.get_by_role("link", name="定稿封存")).to_have_count(0)
    walk.look("lawyer-flagged")

    walk.go(edit)
    walk.page.get_by_role("button", name="换成数据").first.click()
    expect(prose).to_have_value("全年办结{{service.completed}}，窗口培训12次。")
    walk.page.get_by_text("注明来源", exact=True).first.click()
    walk.page.get_by_label("来源", exact=True).fill("窗口培训签到簿")
    walk.page.get_by_label("为什么没有记录可用").fill("培训登记尚未纳入记录。")
    walk.look("lawyer-tie")
    walk.page.get_by_role("button", name="注明来源", exact=True).click()
    walk.go(REPORT)
    expect(walk.page.locator("#results-duties-services mark")).to_have_count(0)
    expect(walk.page.locator("main")).to_contain_text("窗口培训签到簿")

    walk.go(edit)
    walk.page.get_by_role("searchbox", name="查找数据").fill("service.items")
    expect(walk.page.locator("#found li")).to_have_count(1)
    walk.page.locator("#found button").first.click()
    expect(prose).to_have_value(r"全年办结{{service.completed}}，窗口培训12次。{{service.items}}")
    walk.go(REPORT)
    walk.page.locator("#results-duties-services a.figure").first.click()
    expect(walk.page.locator("main")).to_contain_text("8")
    walk.look("lawyer-figure")
    walk.page.locator("main tbody a").first.click()
    walk.look("lawyer-figure-record")


def test_the_pages_of_law_in_english(walk: Walk, town: Town) -> None:
    walk.speak("en")
    walk.sign_in("lawyer")
    found = walk.untranslated()
    for address in (
        "/desk/reports/",
        "/desk/matters/open/contract-review/draft/",
        "/desk/law/procedures/contract-review/",
        "/desk/law/statutes/administrative-licensing-law/",
        "/desk/figures/service.completed/2025/",
        "/desk/registers/contracts.contract/",
    ):
        walk.go(address)
        walk.look("lawyer-english")
        found += walk.untranslated()
    assert not found
