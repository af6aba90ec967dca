"""An enterprise applies without an account: guide, form, receipt, correction, withdrawal or result, and proof of it all."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town, Walk
from yifa.law.identifiers import make_uscc

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ITEM = "科技创新券申领"


def apply(walk: Walk, town: Town, body: str, number: int) -> tuple[str, str]:
    """Apply as an enterprise; gives the number and the code of the receipt."""
    town.written += [body, ITEM]
    walk.go(f"/{town.bureau.code}/services/")
    walk.page.locator("main").get_by_role("link", name=re.compile(ITEM)).first.click()
    walk.link("我要申请").click()
    walk.page.get_by_label("企业", exact=True).check()
    walk.page.get_by_label("名称或者姓名").fill(body)
    walk.page.get_by_label("统一社会信用代码").fill(make_uscc(f"91411100MA{number:07d}"))
    walk.page.get_by_label("联系人").fill("经办人")
    walk.button("下一步：核对").click()
    expect(walk.page.get_by_role("alert")).to_contain_text("联系电话")
    expect(walk.page.get_by_label("名称或者姓名")).to_have_value(body)
    walk.look("applicant-form-refused")
    walk.page.get_by_label("联系电话").fill("0395-0000000")
    walk.button("下一步：核对").click()
    walk.look("applicant-check")
    walk.button("提交申请").click()
    expect(walk.heading()).to_have_text("申请回执")
    number_shown, code = walk.page.locator(".receipt-codes dd").all_inner_texts()
    return number_shown, code


def test_from_the_guide_to_the_result(walk: Walk, town: Town, tmp_path: Path) -> None:
    home = f"/{town.bureau.code}/"
    walk.go(home)
    walk.look("applicant-home")
    number, code = apply(walk, town, "漯河市演示企业第0701号有限公司", 701)
    walk.look("applicant-receipt")
    with walk.page.expect_download() as fetched:
        walk.link("下载办理凭证").click()
    receipt = tmp_path / "receipt.json"
    fetched.value.save_as(receipt)
    walk.page.reload()
    expect(walk.page.locator("main")).not_to_contain_text(code)

    stranger = walk.elsewhere()
    stranger.page.context.clear_cookies()
    stranger.go(f"{home}progress/")
    stranger.page.get_by_label("编号").fill(number)
    stranger.page.get_by_label("查询码").fill("AAAAA-AAAAA")
    stranger.button("查询").click()
    expect(stranger.page.get_by_role("alert")).to_contain_text("编号或者查询码不对")
    expect(stranger.page.get_by_label("编号")).to_have_value(number)
    stranger.look("applicant-wrong-code")
    stranger.page.get_by_label("查询码").fill(code.lower())
    stranger.button("查询").click()
    expect(stranger.page.locator("main")).to_contain_text(number)
    stranger.look("applicant-progress")

    clerk = walk.somebody("clerk")
    steps = f"/desk/matters/{number}/steps"
    clerk.go(f"{steps}/ask-correction/")
    clerk.page.get_by_label("需要补正的全部内容").fill("请补充上年度研发费用说明。")
    clerk.button("一次性告知补正").click()
    clerk.page.wait_for_url(f"**/matters/{number}/")

    stranger.page.reload()
    stranger.look("applicant-asked")
    stranger.link("补正材料").click()
    expect(stranger.page.locator("main")).to_contain_text("请补充上年度研发费用说明")
    stranger.page.get_by_label("说明").fill("上年度研发费用说明已补充。")
    with stranger.on_a_phone():
        stranger.look("applicant-correct-phone")
    stranger.button("补正材料").click()
    expect(stranger.page.locator("main")).to_contain_text("已经收到")

    clerk.go(f"{steps}/accept/")
    clerk.button("受理").click()
    examiner = clerk.somebody("examiner")
    examiner.go(f"{steps}/examine/")
    examiner.choose("审查结论", "符合条件")
    examiner.page.get_by_label("审查意见").fill("材料齐全，符合条件。")
    examiner.button("审查").click()
    head = clerk.somebody("director")
    head.go(f"{steps}/grant/")
    head.button("准予办理").click()
    head.page.wait_for_url(f"**/matters/{number}/")

    stranger.page.reload()
    expect(stranger.page.locator("main")).to_contain_text("不满意、不服怎么办")
    stranger.look("applicant-granted")
    with stranger.on_a_phone():
        stranger.look("applicant-granted-phone")

    walk.go(f"{home}verify/")
    walk.page.get_by_label("选择凭证文件").set_input_files(receipt)
    walk.button("核验").click()
    expect(walk.page.locator(".verdict")).to_contain_text("核验通过")
    walk.look("applicant-verified")
    forged = json.loads(receipt.read_text("utf-8"))
    entry = base64.b64decode(forged["entry"]).replace(b'"apply"', b'"grant"')
    forged["entry"] = base64.b64encode(entry).decode()
    walk.page.get_by_label("或者粘贴凭证的内容").fill(json.dumps(forged))
    walk.button("核验").click()
    expect(walk.page.locator("main")).not_to_contain_text("核验通过")
    walk.look("applicant-forged")


def test_an_application_is_withdrawn(walk: Walk, town: Town) -> None:
    apply(walk, town, "漯河市演示企业第0702号有限公司", 702)
    walk.link("查看进度").click()
    walk.link("撤回申请").click()
    walk.look("applicant-withdraw")
    walk.button("撤回申请").click()
    expect(walk.page.locator("main")).to_contain_text("已经收到")
    walk.look("applicant-withdrawn")
    walk.button("退出查询").click()
    walk.go(f"/{town.bureau.code}/progress/")
    expect(walk.page.get_by_label("编号")).to_have_value("")


def test_the_way_in_english(walk: Walk, town: Town) -> None:
    apply(walk, town, "漯河市演示企业第0703号有限公司", 703)
    walk.speak("en")
    home = f"/{town.bureau.code}/"
    found = []
    walk.link("查看进度").click()
    walk.look("applicant-english")
    found += walk.untranslated()
    walk.link("Withdraw the application").click()
    found += walk.untranslated()
    for address in ("", "services/", "progress/", "verify/"):
        walk.go(f"{home}{address}")
        walk.look("applicant-english")
        found += walk.untranslated()
    assert not found
