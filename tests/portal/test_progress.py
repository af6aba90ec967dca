"""Progress by number and code: who gets in, what they see and do, and what nobody is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.portal.conftest import VOUCHER, Town, application, apply_for_voucher, make_town
from yifa.cases.library import procedure_in_force
from yifa.cases.log.record import public_key
from yifa.cases.models import Case, Letter
from yifa.cases.told.letters import document_of, facts_of
from yifa.evidence.receipts import Receipt
from yifa.house.models import Bureau
from yifa.house.tenancy import using_bureau
from yifa.parties.register import enter_party
from yifa.portal import limits
from yifa.portal.progress_of import answer_in_words
from yifa.typesetting.model import OfficialDocument, Paragraph


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


def _letter(town: Town, number: str, kind: str = "correction-notice") -> OfficialDocument:
    with using_bureau(town.bureau):
        return document_of(Letter.objects.get(case__number=number, kind=kind))


def _basis(town: Town, number: str) -> str:
    """What the grant of a matter cites."""
    with using_bureau(town.bureau):
        return str(facts_of(Letter.objects.get(case__number=number, kind="decision-grant"))["basis"])


def _decided(town: Town, visitor: Client) -> str:
    number, _code = apply_for_voucher(town, visitor)
    case, house = town.case(number).pk, town.house
    town.take(case, "accept", house.window)
    town.take(case, "examine", house.examiner, conclusion="meets", examination_opinion="符合条件")
    town.take(case, "grant", house.section_head, result_number="1")
    return number


def test_the_first_line_says_what_was_decided_and_then_that_it_was_delivered(
    town: Town, visitor: Client
) -> None:
    number = _decided(town, visitor)
    address = f"{town.base}/progress/{number}/"
    assert (
        visitor.get(address).context["state"].startswith("已作出决定：准予办理（2020年3月4日）。等待本机关")
    )
    town.take(town.case(number).pk, "deliver", town.house.window, delivered_by="online", visits=0)
    page = visitor.get(address)
    assert page.context["state"] == "已办结：准予办理（2020年3月4日 决定，2020年3月4日 送达）。"
    assert "《中华人民共和国行政复议法》第九条、第十二条" in page.context["remedies"]


def test_applicants_are_told_their_own_steps_by_a_day_and_what_follows_if_they_do_nothing(
    town: Town, visitor: Client
) -> None:
    number, _code = apply_for_voucher(town, visitor)
    town.take(town.case(number).pk, "ask-correction", town.house.window, missing="缺少营业执照副本")
    page = visitor.get(f"{town.base}/progress/{number}/")
    (line,) = page.context["asked_lines"]
    assert line.titles == ["补正材料"]
    assert (line.due, line.left) == ("2020年4月3日", "还有 30 天")
    assert line.ending == "2020年4月4日 起仍未办理的，本机关可以“逾期未补正终止办理”。"
    said = [block.text for block in _letter(town, number).blocks if isinstance(block, Paragraph)]
    assert "请于2020年4月3日前提交补正材料。" in said
    assert "根据《优化营商环境条例》第三十五条、第三十六条的规定" in said[0]


def test_a_grant_cites_the_items_own_basis_as_it_was_published_then(town: Town, visitor: Client) -> None:
    number = _decided(town, visitor)
    before = _basis(town, number)
    assert before == "《优化营商环境条例》第三十五条、本局公布的办事指南"
    with using_bureau(town.bureau):
        item = Case.objects.get(procedure_key="service-item", title="科技创新券申领")
    town.take(item.pk, "amend", town.keeper, change_reason="换依据", basis="《科学技术进步法》第十八条")
    town.take(item.pk, "review-change", town.reviewer, change_opinion="lawful", change_reasons="有依据")
    town.take(item.pk, "publish-change", town.keeper, change_published_on="2020-03-04")
    assert _basis(town, number) == before
    assert _basis(town, _decided(town, Client())).startswith("《科学技术进步法》第十八条")


def test_a_party_is_told_by_its_name_and_a_day_as_days_are_said(town: Town) -> None:
    asks = procedure_in_force("technical-contract-registration", town.now.date()).steps["apply"].asks
    with using_bureau(town.bureau):
        party = enter_party(town.bureau, kind="enterprise", name="卖方有限公司")
        assert answer_in_words(party.pk, asks["seller"]) == "卖方有限公司"
    assert answer_in_words("2020-03-04", asks["signed_on"]) == "2020年3月4日"


def test_every_page_and_paper_of_a_demonstration_says_so(town: Town, visitor: Client) -> None:
    number = _decided(town, visitor)
    home, progress = f"{town.base}/", f"{town.base}/progress/{number}/"
    assert 'class="demonstration"' not in visitor.get(home).content.decode()
    Bureau.objects.update(is_demonstration=True)
    for address in (home, progress, f"{town.base}/services/", f"{town.base}/verify/"):
        assert 'class="demonstration"' in visitor.get(address).content.decode()
    assert _letter(town, number, "decision-grant").stamp


def test_an_item_is_called_by_its_english_name_and_else_by_the_chinese_marked_as_such(town: Town) -> None:
    town.publish("4111002000002000", "科技政策咨询", "public_service", name_en="Advice on policy")
    visitor = Client()
    visitor.cookies["django_language"] = "en"
    page = visitor.get(f"{town.base}/services/").content.decode()
    assert "Advice on policy" in page
    assert "科技政策咨询" not in page
    assert '<span lang="zh-CN">科技创新券申领</span>' in page
    assert 'autocomplete="tel"' in visitor.get(f"{town.base}/services/{VOUCHER}/apply/").content.decode()


def test_a_refused_form_says_so_in_its_title_and_takes_the_focus(town: Town, visitor: Client) -> None:
    answer = visitor.post(f"{town.base}/services/{VOUCHER}/apply/", application(**{"who-name": ""}))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>请改正：" in said
    assert said.count("autofocus") == 1


def _stages(town: Town, visitor: Client, number: str) -> list[tuple[str, str]]:
    page = visitor.get(f"{town.base}/progress/{number}/")
    return [(one.title, one.state) for one in page.context["stages"]]


def test_five_stages_say_where_a_matter_is_and_the_decision_comes_first(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    case, house = town.case(number), town.house
    titles = ("收到申请", "受理", "审查", "决定", "送达")

    def states(*states: str) -> list[tuple[str, str]]:
        return list(zip(titles, states, strict=True))

    assert _stages(town, visitor, number) == states("done", "now", "later", "later", "later")
    town.take(case.pk, "accept", house.window)
    page = visitor.get(f"{town.base}/progress/{number}/")
    looked_into = page.context["stages"][2]
    # Eight working days were promised, twenty are the law's: the promise is told, and how it was computed.
    assert "最迟 2020年3月16日" in looked_into.days
    assert visitor.get(looked_into.url).status_code == 200
    assert "<svg" not in page.content.decode().partition("<main")[2]
    town.take(case.pk, "examine", house.examiner, conclusion="meets", examination_opinion="符合条件")
    town.take(case.pk, "grant", house.section_head, result_number="1")
    assert _stages(town, visitor, number) == states("done", "done", "done", "done", "now")
    page = visitor.get(f"{town.base}/progress/{number}/")
    first, *_others = page.context["papers"]
    assert first[0].startswith("《准予")
    assert "符合条件" not in page.content.decode()


def test_stages_that_are_not_reached_any_more_say_so(town: Town, visitor: Client) -> None:
    number, _code = apply_for_voucher(town, visitor)
    town.take(
        town.case(number).pk, "refuse-acceptance", town.house.window, refusal_reasons="不属于本机关职责"
    )
    states = [state for _title, state in _stages(town, visitor, number)]
    assert states == ["done", "void", "void", "void", "void"]
