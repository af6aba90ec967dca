"""Progress by number and code: who gets in, what they see and do, and what nobody is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.portal.conftest import Town, apply_for_voucher, make_town
from yifa.cases.record import public_key
from yifa.evidence.receipts import Receipt
from yifa.portal import limits


def _ask(town: Town, number: str, code: str, visitor: Client | None = None) -> Any:
    return (visitor or Client()).post(f"{town.base}/progress/", {"number": number, "code": code})


def test_number_and_code_open_the_matter_in_any_spelling(town: Town, visitor: Client) -> None:
    number, code = apply_for_voucher(town, visitor)
    other = Client()
    answer = _ask(town, f" {number.upper()} ", code.lower().replace("-", " "), other)
    assert answer.status_code == 302
    assert "科技创新券申领" in other.get(answer["Location"]).content.decode()


def test_wrong_code_and_wrong_number_get_the_same_sentence(town: Town, visitor: Client) -> None:
    number, code = apply_for_voucher(town, visitor)
    wrong_code = _ask(town, number, "AAAAA-AAAAA")
    wrong_number = _ask(town, "2020-sa-9999", code)
    assert wrong_code.status_code == wrong_number.status_code == 422
    assert wrong_code.context["error"] == wrong_number.context["error"]
    assert _ask(town, number, code).status_code == 302


def test_address_of_a_matter_tells_nothing_without_the_code(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    stranger = Client()
    there = stranger.get(f"{town.base}/progress/{number}/")
    nowhere = stranger.get(f"{town.base}/progress/2020-sa-9999/")
    assert there.status_code == nowhere.status_code == 403
    assert _bare(there, number) == _bare(nowhere, "2020-sa-9999")
    for address in ("receipts/1.json", "letters/1.pdf", "steps/withdraw/", "deadline/"):
        assert stranger.get(f"{town.base}/progress/{number}/{address}").status_code == 403


def _bare(answer: Any, number: str) -> str:
    """A page without what differs by itself: the number asked for, and the tokens of its forms."""
    return re.sub(
        r'"[A-Za-z0-9]{64}"',
        '""',
        answer.content.decode().replace(f'"{number}"', '""').replace(f"/{number}/", "//"),
    )


def test_many_wrong_codes_make_even_the_right_one_wait(town: Town, visitor: Client) -> None:
    number, code = apply_for_voucher(town, visitor)
    for _ in range(limits.CODES[1]):
        _ask(town, number, "AAAAA-AAAAA")
    assert _ask(town, number, code).status_code == 429


def test_code_of_one_bureau_opens_nothing_in_another(town: Town, visitor: Client) -> None:
    number, code = apply_for_voucher(town, visitor)
    other = make_town("other-kj", "二")
    apply_for_voucher(other, Client())
    assert _ask(other, number, code).status_code == 422
    assert visitor.get(f"{other.base}/progress/{number}/").status_code == 403


def test_applicant_corrects_what_was_asked_for(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    case = town.case(number)
    town.take(case.pk, "ask-correction", town.house.window, missing="缺少营业执照副本")
    page = visitor.get(f"{town.base}/progress/{number}/")
    assert [one.title for one in page.context["asked"]] == ["补正材料"]
    form = visitor.get(f"{town.base}/progress/{number}/steps/correct/")
    assert "缺少营业执照副本" in form.content.decode()
    done = visitor.post(
        f"{town.base}/progress/{number}/steps/correct/", {"version": "2", "a-correction_note": "已补"}
    )
    assert done.status_code == 302
    assert town.case(number).version == 3


def test_step_that_is_not_possible_says_which_rule_bars_it(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    barred = visitor.post(f"{town.base}/progress/{number}/steps/rate/", {"a-rating": "satisfied"})
    assert barred.status_code == 422
    assert barred.context["refused"]
    assert town.case(number).version == 1


def test_officers_steps_are_not_the_applicants(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    assert visitor.get(f"{town.base}/progress/{number}/steps/accept/").status_code == 404
    assert visitor.post(f"{town.base}/progress/{number}/steps/grant/").status_code == 404


def test_matter_that_moved_meanwhile_is_refused_with_what_was_typed(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    town.take(town.case(number).pk, "accept", town.house.window)
    answer = visitor.post(
        f"{town.base}/progress/{number}/steps/withdraw/", {"version": "1", "a-withdraw_reason": "不办了"}
    )
    assert answer.status_code == 422
    assert "不办了" in answer.content.decode()


def test_letters_and_receipts_are_the_applicants_to_take(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    case = town.case(number)
    town.take(case.pk, "accept", town.house.window)
    page = visitor.get(f"{town.base}/progress/{number}/")
    letter = next(one for one in page.context["history"] if one.letter)
    assert visitor.get(letter.letter_url).content.startswith(b"%PDF-")
    own = visitor.get(f"{town.base}/progress/{number}/receipts/1.json")
    Receipt.from_json(own.content.decode()).verify([public_key(town.bureau)], town.bureau.code)
    assert "statement" in json.loads(own.content)["openings"]
    theirs = visitor.get(f"{town.base}/progress/{number}/receipts/2.json")
    assert json.loads(theirs.content)["openings"] == {}


def test_officers_and_personal_answers_stand_on_no_page(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    town.take(town.case(number).pk, "accept", town.house.window)
    page = visitor.get(f"{town.base}/progress/{number}/").content.decode()
    for personal in ("13800001234", "张三丰", town.house.window.name):
        assert personal not in page


def test_deadline_explains_each_day(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    page = visitor.get(f"{town.base}/progress/{number}/")
    days = visitor.get(page.context["awaited"][0].url).context["days"]
    assert [day[2] for day in days if day[2]] == ["1", "2", "3", "4", "5"]


def test_leaving_closes_what_was_open(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    visitor.post(f"{town.base}/progress/leave/")
    assert visitor.get(f"{town.base}/progress/{number}/").status_code == 403


def test_a_matters_page_has_a_bounded_number_of_queries(
    town: Town, visitor: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    number, _code = apply_for_voucher(town, visitor)
    town.take(town.case(number).pk, "accept", town.house.window)
    with django_assert_max_num_queries(24):
        assert visitor.get(f"{town.base}/progress/{number}/").status_code == 200
