"""Applying without an account: what is asked, what is refused and how, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.portal.conftest import CONTRACT, NOW, SOUND, VOUCHER, Town, application, apply_for_voucher, submit
from yifa.cases.models import Case
from yifa.cases.store import answers_of_case
from yifa.house.tenancy import using_bureau
from yifa.portal import limits
from yifa.portal.applying import LATER
from yifa.work.services.registers import ServiceItem


def _apply(town: Town) -> str:
    return f"{town.base}/services/{VOUCHER}/apply/"


def test_receipt_shows_number_and_code_and_the_code_only_once(town: Town, visitor: Client) -> None:
    number, code = apply_for_voucher(town, visitor)
    assert number == "2020-sa-0001"
    assert len(code) == 11
    again = visitor.get(f"{town.base}/received/")
    assert number in again.content.decode()
    assert code not in again.content.decode()
    assert "no-store" in again["Cache-Control"]


def test_applicant_is_the_actor_and_the_party_of_the_case(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    case = town.case(number)
    assert case.party is not None
    assert case.party.uscc == SOUND
    assert case.subject_kind == "services.serviceitem"
    assert case.title == "科技创新券申领：测试科技有限公司"


def test_receipt_says_what_is_owed_and_by_when(town: Town, visitor: Client) -> None:
    answer = visitor.get(submit(visitor, _apply(town), application())["Location"])
    # Five working days after Wednesday 4 March 2020.
    assert "2020年3月11日" in answer.content.decode()


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(
    town: Town, visitor: Client
) -> None:
    answer = submit(visitor, _apply(town), application(**{"a-contact_name": "", "a-statement": "别弄丢"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-contact_name"' in page
    assert "别弄丢" in page
    assert "别弄丢" in visitor.get(_apply(town)).content.decode()


def test_file_survives_a_refused_form(town: Town, visitor: Client) -> None:
    paper = SimpleUploadedFile("申请表.txt", "内容".encode(), "text/plain")
    refused = submit(visitor, _apply(town), application(**{"a-contact_name": "", "a-materials": paper}))
    held = refused.context["fields"][2].held
    assert [one.name for one in held] == ["申请表.txt"]
    done = submit(visitor, _apply(town), application(**{"held-materials": [held[0].token]}))
    assert done.status_code == 302
    with using_bureau(town.bureau):
        case = Case.objects.get(number="2020-sa-0001")
        assert [file.name for file in case.files.all()] == ["申请表.txt"]


def test_each_paper_is_sent_in_at_its_place_and_what_came_is_known(town: Town, visitor: Client) -> None:
    first = SimpleUploadedFile("扫描.txt", "内容".encode(), "text/plain")
    other = SimpleUploadedFile("说明.txt", "另外".encode(), "text/plain")
    with using_bureau(town.bureau):
        item = ServiceItem.objects.get(item_code=VOUCHER, withdrawn_on=None)
        listed = [line for line in item.materials.splitlines() if line.strip()]
    form = visitor.get(_apply(town)).content.decode()
    assert all(f'name="paper-{place}"' in form for place in range(len(listed)))
    assert "a-papers_given" not in form
    checked = visitor.get(
        visitor.post(_apply(town), application(**{"paper-0": first, "a-materials": other}))["Location"]
    )
    assert ("还没有上传的材料" in checked.content.decode()) is (len(listed) > 1)
    visitor.post(f"{_apply(town)}check/")
    with using_bureau(town.bureau):
        case = Case.objects.get(number="2020-sa-0001")
        assert {file.name for file in case.files.all()} == {f"{listed[0]}—扫描.txt", "说明.txt"}
        assert answers_of_case(case.pk)["papers_given"] == listed[:1]


def test_held_file_is_of_no_use_to_another_visitor(town: Town, visitor: Client) -> None:
    paper = SimpleUploadedFile("申请表.txt", "内容".encode(), "text/plain")
    refused = submit(visitor, _apply(town), application(**{"a-contact_name": "", "a-materials": paper}))
    token = refused.context["fields"][2].held[0].token
    stranger = Client()
    submit(stranger, _apply(town), application(**{"held-materials": [token]}))
    with using_bureau(town.bureau):
        assert Case.objects.get(number="2020-sa-0001").files.count() == 0


def test_file_of_a_kind_not_allowed_is_refused_by_name(town: Town, visitor: Client) -> None:
    paper = SimpleUploadedFile("页面.html", b"<html></html>", "text/html")
    answer = submit(visitor, _apply(town), application(**{"a-materials": paper}))
    assert answer.status_code == 422
    assert "页面.html" in answer.content.decode()


def test_code_with_a_wrong_check_character_is_asked_about_and_then_taken(town: Town, visitor: Client) -> None:
    wrong = SOUND[:-1] + "A"
    asked = submit(visitor, _apply(town), application(**{"who-uscc": wrong}))
    assert asked.status_code == 422
    assert 'name="who-confirmed"' in asked.content.decode()
    done = submit(visitor, _apply(town), application(**{"who-uscc": wrong, "who-confirmed": wrong}))
    assert done.status_code == 302
    party = town.case("2020-sa-0001").party
    assert party is not None
    assert party.uscc_confirmed_by is None  # no officer compared it


def test_confirmation_of_one_code_does_not_pass_another(town: Town, visitor: Client) -> None:
    wrong, other = SOUND[:-1] + "A", SOUND[:-1] + "B"
    answer = submit(visitor, _apply(town), application(**{"who-uscc": other, "who-confirmed": wrong}))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"who-uscc": "123"},
        {"who-uscc": ""},
        {"who-name": ""},
        {"who-kind": "planet"},
        {"who-kind": "person", "who-resident_id": "110101199003070015"},
    ],
)
def test_applicant_that_cannot_be_is_refused(town: Town, visitor: Client, changes: dict[str, Any]) -> None:
    answer = submit(visitor, _apply(town), application(**changes))
    assert answer.status_code == 422
    with using_bureau(town.bureau):
        assert not Case.objects.filter(procedure_key="service-application").exists()


def test_program_that_fills_in_the_hidden_field_is_refused(town: Town, visitor: Client) -> None:
    assert submit(visitor, _apply(town), application(website="http://spam")).status_code == 422
    assert submit(visitor, _apply(town), application()).status_code == 302


def test_too_many_applications_from_one_address_wait(town: Town, visitor: Client) -> None:
    for _ in range(limits.APPLICATIONS[1]):
        limits.count(limits.APPLICATIONS, "127.0.0.1")
    assert submit(visitor, _apply(town), application()).status_code == 429


def test_item_knows_its_answers_and_nobody_can_change_them(town: Town, visitor: Client) -> None:
    page = visitor.get(_apply(town)).content.decode()
    assert 'name="a-promised_days"' not in page
    submit(visitor, _apply(town), application(**{"a-promised_days": "1"}))
    case = town.case("2020-sa-0001")
    assert case.marking["answers"]["promised_days"] == 8


def test_item_with_a_procedure_of_its_own_asks_that_procedures_questions(town: Town, visitor: Client) -> None:
    answer = submit(
        visitor,
        f"{town.base}/services/{CONTRACT}/apply/",
        {
            "who-kind": "enterprise",
            "who-name": "卖方有限公司",
            "who-uscc": SOUND,
            "a-contract_name": "某技术开发合同",
            "a-buyer": "买方有限公司",
            "a-contract_class": "development",
            "a-amount": "12.5万",
            "a-technical_amount": "100000",
            "a-signed_on": "2020-03-01",
            "a-is_written": "yes",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert town.case("2020-tcr-0001").title == "某技术开发合同"


def test_draft_is_kept_while_typing(town: Town, visitor: Client) -> None:
    visitor.post(f"{town.base}/services/{VOUCHER}/draft/", application(**{"a-statement": "写到一半"}))
    assert "写到一半" in visitor.get(_apply(town)).content.decode()


def test_unknown_item_and_bureau_are_not_found(town: Town, visitor: Client) -> None:
    assert visitor.get(f"{town.base}/services/0000000000/").status_code == 404
    assert visitor.get("/no-such-bureau/").status_code == 404


def test_nothing_is_received_before_it_was_looked_over(town: Town, visitor: Client) -> None:
    answer = visitor.post(_apply(town), application())
    assert answer["Location"].endswith("/apply/check/")
    page = visitor.get(answer["Location"]).content.decode()
    assert "申请科技创新券。" in page
    assert SOUND in page
    with using_bureau(town.bureau):
        assert not Case.objects.filter(procedure_key="service-application").exists()


def test_sending_twice_shows_the_first_receipt(town: Town, visitor: Client) -> None:
    check = visitor.post(_apply(town), application())["Location"]
    first, second = visitor.post(check), visitor.post(check)
    assert first["Location"] == second["Location"] == f"{town.base}/received/"
    with using_bureau(town.bureau):
        assert Case.objects.filter(procedure_key="service-application").count() == 1


def test_a_form_saved_for_later_is_offered_again_and_opens_no_matter(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    visitor.post(_apply(town), application(**{"a-contact_name": "", "a-statement": "写到一半", "later": "1"}))
    assert abs(visitor.session.get_expiry_age() - LATER.total_seconds()) < 60
    assert _apply(town) in visitor.get(f"{town.base}/services/").content.decode()
    assert "写到一半" in visitor.get(_apply(town)).content.decode()
    assert visitor.get(f"{town.base}/progress/{number}/").status_code == 200
    with _clock(timedelta(hours=13)):
        assert visitor.get(f"{town.base}/progress/{number}/").status_code == 403


@contextmanager
def _clock(later: timedelta) -> Iterator[None]:
    with override_settings(CLOCK=NOW + later):
        yield
