"""The room of registers: tables, rows with their proofs, Excel out, and Excel in that takes all or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.desk.conftest import NOW, House
from tests.desk.permits import Permits
from tests.desk.test_register_tables import contract
from yifa.cases.log import record
from yifa.cases.models import Case
from yifa.cases.registers.register import registry
from yifa.evidence.receipts import Receipt
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau
from yifa.work.services.registers import TechnicalContract

Desk = Callable[[Officer], Client]
URL = "/desk/registers/services.technicalcontract/"


def page_of(desk: Client, url: str) -> str:
    answer = desk.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_every_register_has_its_page(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.window)
    listed = page_of(desk, "/desk/registers/")
    for key in registry:
        url = f"/desk/registers/{key}/"
        assert url in listed
        page = page_of(desk, url)
        assert "还没有登记" in page
        assert ("personal=1" in page) is any(column.personal for column in registry[key].columns)


def test_filters_and_order_are_in_the_address(house: House, desk_of: Desk) -> None:
    contract(house, 1, name="食品检测方法", amount_fen=500)
    contract(house, 2, name="钢铁冶炼工艺", contract_class="transfer", amount_fen=900)
    desk = desk_of(house.window)
    assert "钢铁冶炼工艺" not in page_of(desk, f"{URL}?q=食品")
    assert "食品检测方法" not in page_of(desk, f"{URL}?contract_class=transfer")
    assert "食品检测方法" not in page_of(desk, f"{URL}?amount_fen__from=8")
    page = page_of(desk, f"{URL}?sort=-amount_fen")
    assert page.index("钢铁冶炼工艺") < page.index("食品检测方法")
    assert 'aria-sort="descending"' in page
    assert "没有符合条件的行" in page_of(desk, f"{URL}?q=没有这个")


def test_a_filter_that_cannot_be_read_is_told(house: House, desk_of: Desk) -> None:
    assert "读不出来" in page_of(desk_of(house.window), f"{URL}?registered_on__from=昨天")


def test_htmx_gets_the_table_alone(house: House, desk_of: Desk) -> None:
    contract(house, 1)
    answer = desk_of(house.window).get(URL, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert "合同1" in answer.content.decode()


def test_a_row_shows_its_case_and_a_proof_that_holds(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    opened = permits.open()
    row = contract(house, 1, case_id=opened.case_id, log_position=opened.receipt.position)
    desk = desk_of(house.window)
    waiting = page_of(desk, f"{URL}{row.pk}/")
    assert "尚无证明" in waiting
    record.ensure_key(house.bureau)
    record.integrate(house.bureau, NOW)
    page = page_of(desk, f"{URL}{row.pk}/")
    assert "证明成立" in page
    assert opened.number in page
    told = desk.get(f"/desk/record/{opened.receipt.position}/receipt/").content.decode()
    receipt = Receipt.from_json(told)
    assert (
        receipt.verify([record.public_key(house.bureau)], house.bureau.code).index == opened.receipt.position
    )


def test_a_row_without_an_act_behind_it_says_so(permits: Permits, desk_of: Desk) -> None:
    row = contract(permits.house, 1, log_position=4711)
    assert "请由审计管理员核验" in page_of(desk_of(permits.house.window), f"{URL}{row.pk}/")


def test_another_bureaus_rows_are_not_there(house: House, other_house: House, desk_of: Desk) -> None:
    with using_bureau(other_house.bureau):
        theirs = contract(other_house, 1, name="别的机关的合同")
    desk = desk_of(house.window)
    assert "别的机关的合同" not in page_of(desk, URL)
    assert desk.get(f"{URL}{theirs.pk}/").status_code == 404
    assert desk.get("/desk/registers/no.such/").status_code == 404


def test_those_who_only_keep_the_system_see_no_registers(house: House, desk_of: Desk) -> None:
    answer = desk_of(house.administrator).get(URL)
    assert answer.status_code == 403
    assert "不办理业务" in answer.content.decode()


def test_excel_holds_what_the_filters_leave(house: House, desk_of: Desk) -> None:
    contract(house, 1, name="食品检测方法", amount_fen=12_345)
    contract(house, 2, name="钢铁冶炼工艺")
    answer = desk_of(house.window).get(f"{URL}excel/?q=食品")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2
    assert "食品检测方法" in sheet[1]
    assert 123.45 in sheet[1]


# --- Excel in -------------------------------------------------------------------------------------------------------

GOOD = ("JSHT-0001", "检测方法开发", "甲公司", "乙公司", "技术开发", 100000, 80000, "2019-05-06")


def workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(
        [
            "登记证明编号",
            "合同名称",
            "卖方",
            "买方",
            "合同类别",
            "合同金额（元）",
            "技术交易额（元）",
            "登记日期",
        ]
    )
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.mark.usefixtures("files")
def test_a_workbook_is_shown_before_it_is_taken_and_then_taken_whole(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.examiner)
    assert "下载模板" in page_of(desk, f"{URL}import/")
    other = (*GOOD[:1], "另一项", *GOOD[2:])
    sent = {"workbook": workbook(GOOD, ("JSHT-0002", *other[1:])), "reason": "2019年台账"}
    seen = desk.post(f"{URL}import/", sent)
    page = seen.content.decode()
    assert seen.status_code == 200, page
    assert "检测方法开发" in page
    assert not Case.objects.exists()
    token = seen.context["token"]
    done = desk.post(f"{URL}import/", {"workbook_token": token, "reason": "2019年台账", "confirm": "yes"})
    assert done.status_code == 302
    assert Case.objects.count() == 2
    assert "已导入2行" in page_of(desk, URL)


@pytest.mark.usefixtures("files")
def test_a_bad_cell_is_told_by_sheet_and_place_and_nothing_is_taken(house: House, desk_of: Desk) -> None:
    bad = (*GOOD[:5], "很多", *GOOD[6:])
    answer = desk_of(house.examiner).post(
        f"{URL}import/", {"workbook": workbook(GOOD, bad), "reason": "台账"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "台账" in page
    assert "F3" in page
    assert not Case.objects.exists()


@pytest.mark.usefixtures("files")
def test_who_lacks_the_power_is_told_before_anything_is_uploaded(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.director)
    asked = desk.get(f"{URL}import/")
    assert asked.status_code == 403
    assert "由" in asked.content.decode()
    assert "导入" in asked.content.decode()
    assert f'href="{URL}import/"' not in page_of(desk, URL)
    sent = desk.post(f"{URL}import/", {"workbook": workbook(GOOD), "reason": "台账"})
    assert sent.status_code == 403
    assert not Case.objects.exists()


@pytest.mark.usefixtures("files")
def test_a_workbook_that_waits_is_the_officers_own(house: House, desk_of: Desk) -> None:
    mine = desk_of(house.examiner)
    token = mine.post(f"{URL}import/", {"workbook": workbook(GOOD), "reason": "台账"}).context["token"]
    given = {"workbook_token": token, "reason": "台账", "confirm": "yes"}
    answer = desk_of(house.second_examiner).post(f"{URL}import/", given)
    assert answer.status_code == 422
    assert "请选择要导入的Excel工作簿" in answer.content.decode()
    assert mine.post(f"{URL}import/", given).status_code == 302


@pytest.mark.usefixtures("files")
def test_an_import_without_a_reason_is_asked_for_it(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.examiner)
    token = desk.post(f"{URL}import/", {"workbook": workbook(GOOD), "reason": ""}).context["token"]
    answer = desk.post(f"{URL}import/", {"workbook_token": token, "reason": " ", "confirm": "yes"})
    assert answer.status_code == 422
    assert "请写明导入的来源和理由" in answer.content.decode()
    assert "检测方法开发" in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.usefixtures("files")
def test_what_is_no_workbook_is_told(house: House, desk_of: Desk) -> None:
    sent = {"workbook": SimpleUploadedFile("台账.xlsx", b"name,amount\n"), "reason": "台账"}
    answer = desk_of(house.examiner).post(f"{URL}import/", sent)
    assert answer.status_code == 422
    assert "台账.xlsx" in answer.content.decode()


def test_the_template_has_the_columns_that_the_import_reads(house: House, desk_of: Desk) -> None:
    answer = desk_of(house.examiner).get(f"{URL}template/")
    book = b"".join(answer)
    heads, example = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(heads) == len(TechnicalContract.import_columns()) + 1
    assert example[0] == "示例"
    sent = {"workbook": SimpleUploadedFile("模板.xlsx", book), "reason": "台账"}
    told = desk_of(house.examiner).post(f"{URL}import/", sent)
    # The example alone is no row.
    assert "没有数据行" in told.content.decode()


@pytest.mark.usefixtures("files")
def test_what_a_head_means_can_be_chosen_and_is_remembered(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.examiner)
    heads = (
        "证明号",
        "项目",
        "卖方",
        "买方",
        "合同类别",
        "合同金额（元）",
        "技术交易额（元）",
        "登记日期",
        "经办",
    )
    rows = [heads, (*GOOD, "张三")]
    told = desk.post(f"{URL}import/", {"workbook": named(*rows), "reason": "台账"})
    assert told.status_code == 422
    assert "没有“证明号”这一列" in told.content.decode()
    given = {"workbook_token": told.context["token"], "reason": "台账", "head:经办": "-"}
    given |= {"head:证明号": "certificate_number", "head:项目": "name"}
    seen = desk.post(f"{URL}import/", given)
    assert seen.status_code == 200, seen.content.decode()
    assert "“经办”列（1格有内容）不导入" in seen.content.decode()
    assert desk.post(f"{URL}import/", given | {"confirm": "yes"}).status_code == 302
    again = desk.post(
        f"{URL}import/",
        {"workbook": named(heads, ("JSHT-0009", "另一项", *GOOD[2:], "李四")), "reason": "台账"},
    )
    assert again.status_code == 200


def named(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


def test_a_register_that_takes_no_import_has_no_such_page(house: House, desk_of: Desk) -> None:
    none = next(key for key in registry if registry[key].import_by is None)
    assert desk_of(house.examiner).get(f"/desk/registers/{none}/import/").status_code == 404
