"""A table of a form is filled from an Excel file, and people are offered from the roster."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.desk.conftest import House
from yifa.house.models import Officer, Post

Desk = Callable[[Officer], Client]


@pytest.fixture
def clerk(house: House, desk_of: Desk) -> Client:
    post = Post.objects.get(name="刘洋的岗位")
    post.powers = [*post.powers, "office"]
    post.save(update_fields=["powers"])
    return desk_of(house.director)


def workbook(*rows: list[object]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("企业.xlsx", out.getvalue())


def test_rows_of_a_workbook_stand_in_the_form(clerk: Client) -> None:
    sent = workbook(["序号", "企业名称", "统一社会信用代码"], [1, "某某科技有限公司", "91411100MA0000000X"])
    page = clerk.post(
        "/desk/matters/open/popularisation-event/record/",
        {"do": "sheet:enterprises", "sheet-enterprises": sent},
    )
    assert page.status_code == 200
    assert 'value="某某科技有限公司"' in page.content.decode()
    assert 'value="91411100MA0000000X"' in page.content.decode()


def test_without_a_file_it_is_asked_for(clerk: Client) -> None:
    page = clerk.post("/desk/matters/open/popularisation-event/record/", {"do": "sheet:enterprises"})
    assert "请先选择 Excel 文件" in page.content.decode()


def test_people_picked_from_an_answer_of_the_same_form_are_offered_at_once(clerk: Client) -> None:
    address = "/desk/matters/open/enforcement-training/record/"
    page = clerk.get(address).content.decode()
    assert '<input type="checkbox" id="f-passed-' in page
    said = {
        "a-course": "行政检查规范",
        "a-course_kind": "law",
        "a-held_on": "2020-03-02",
        "a-hours": "6",
        "a-trainees": ["王芳"],
    }
    refused = clerk.post(address, {"do": "take", **said, "a-passed": ["李强"]})
    assert "李强" in refused.content.decode().partition('role="alert"')[2].partition("</div>")[0]
    assert clerk.post(address, {"do": "take", **said, "a-passed": ["王芳"]}).status_code == 302


def test_one_person_is_chosen_from_the_roster(clerk: Client) -> None:
    page = clerk.get("/desk/matters/open/staff-honour/record/").content.decode()
    assert '<option value="王芳">王芳</option>' in page
    assert 'name="f-who"' in page or "王芳" in page
