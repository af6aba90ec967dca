"""An applicant's day on a phone: find the item, apply with three papers, come back to a form, check it, be told once what is
missing, correct, get the decision, rate it, verify the receipt; and nowhere the officers' procedure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.portal.conftest import SOUND, Town, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PAPERS = ("申请表.txt", "营业执照.txt", "发票.txt")
STAGES = ["收到申请", "受理", "审查", "决定", "送达"]


def papers(folder: Path) -> list[Path]:
    """Three papers of an application."""
    made = [folder / name for name in PAPERS]
    for one in made:
        one.write_text(one.stem, encoding="utf-8")
    return made


@pytest.fixture
def city(transactional_db: None) -> Town:
    return make_town()


def test_an_applicants_day(
    page: Page, live_server: LiveServer, city: Town, no_barriers: Callable[[Page], None], tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/")
    no_barriers(page)
    page.get_by_label("我想办什么").fill("创新券")
    page.get_by_role("button", name="搜索").click()
    no_barriers(page)
    page.get_by_role("link", name="科技创新券申领").click()
    expect(page.get_by_text("比法定时限缩短 60%")).to_be_visible()
    no_barriers(page)

    page.get_by_role("link", name="我要申请").first.click()
    expect(page.get_by_text("公民身份号码")).to_be_hidden()
    page.get_by_label("名称或者姓名").fill("测试科技有限公司")
    page.get_by_label("统一社会信用代码").fill(SOUND)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("联系人")
    no_barriers(page)
    assert page.get_by_label("名称或者姓名").input_value() == "测试科技有限公司"
    page.get_by_label("联系人").fill("张三丰")
    page.get_by_label("联系电话").fill("13800001234")
    form, *proofs = papers(tmp_path)
    page.get_by_label("申请表").set_input_files(form)
    page.get_by_label("证明材料").set_input_files(proofs)
    page.get_by_role("button", name="保存，以后再填").click()
    page.goto(f"{live_server.url}{city.base}/services/")
    page.get_by_role("link", name="接着填：科技创新券申领").click()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("还没有提交")).to_be_visible()
    for name in PAPERS:
        expect(page.get_by_text(name)).to_be_visible()
    no_barriers(page)
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请回执")).to_be_visible()
    no_barriers(page)
    number, code = page.locator(".receipt-codes dd").all_inner_texts()

    page.context.clear_cookies()
    page.goto(f"{live_server.url}{city.base}/progress/")
    no_barriers(page)
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="正在办理")).to_be_visible()
    expect(page.locator("svg")).to_have_count(0)
    assert page.locator(".stages > li strong").all_inner_texts() == STAGES
    no_barriers(page)

    case = city.case(number)
    city.take(case.pk, "ask-correction", city.house.window, missing="缺少营业执照副本")
    page.reload()
    expect(page.get_by_text("缺少营业执照副本")).to_be_visible()
    expect(page.get_by_text("逾期未补正终止办理")).to_be_visible()
    no_barriers(page)
    page.get_by_role("link", name="补正材料", exact=True).click()
    expect(page.get_by_text("缺少营业执照副本")).to_be_visible()
    page.get_by_label("说明").fill("已补上")
    page.get_by_role("button", name="补正材料").click()
    expect(page.get_by_role("status").first).to_contain_text("已经收到并记入记录")

    city.take(case.pk, "accept", city.house.window)
    examined = {"conclusion": "meets", "examination_opinion": "符合条件"}
    city.take(case.pk, "examine", city.house.examiner, **examined)
    city.take(case.pk, "grant", city.house.section_head, result_number="1")
    city.take(case.pk, "deliver", city.house.window, delivered_by="online", visits=0)
    page.reload()
    expect(page.get_by_role("heading", name="已办结：准予办理")).to_be_visible()
    assert page.locator(".stages > li.done").count() == len(STAGES)
    expect(page.get_by_text("行政复议法")).to_be_visible()
    no_barriers(page)
    with page.expect_download() as download:
        page.locator(".standing").get_by_role("link", name="下载《").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.get_by_role("link", name="评价").click()
    page.get_by_label("非常满意", exact=True).check()
    page.get_by_role("button", name="评价").click()
    expect(page.get_by_role("status").first).to_contain_text("评价")

    page.get_by_text("办理经过和凭证").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="凭证").first.click()
    download.value.save_as(tmp_path / "receipt.json")
    page.locator("summary", has_text="栏目").click()
    page.get_by_role("navigation").get_by_role("link", name="验证").click()
    page.get_by_label("选择凭证文件").set_input_files(tmp_path / "receipt.json")
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_text("核验通过")).to_be_visible()
    no_barriers(page)


def test_what_citizens_read_has_no_barriers_in_english(
    page: Page, live_server: LiveServer, city: Town, no_barriers: Callable[[Page], None]
) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    for address in (
        "",
        "services/",
        "policies/",
        "disclosure/",
        "published/normative-documents/",
        "reports/",
        "search/?q=gxjs",
        "about/",
        "about/accessibility/",
        "about/privacy/",
        "about/sitemap/",
        "verify/",
        "nothing/",
    ):
        page.goto(f"{live_server.url}{city.base}/{address}")
        no_barriers(page)
