"""Taking a step: the form keeps what was typed, says what is wrong where it is wrong, and the act decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import Permits
from yifa.cases.models import ActContent, Case, Draft, File, LogEntry, Refusal
from yifa.house.models import Officer
from yifa.parties.models import Party

Desk = Callable[[Officer], Client]
START = "/desk/matters/open/desk-permit/apply/"


def filled(permits: Permits, **changes: Any) -> dict[str, Any]:
    """A whole application as a clerk types it."""
    return {
        "do": "take",
        "a-subject": "食品检测许可",
        "a-applicant": str(permits.party.pk),
        "a-amount": "12.5万",
        "a-share": "30",
        "a-copies": "２",
        "a-signed_on": "2020年3月1日",
        "a-urgent": "no",
        "a-way": "post",
        "a-topics": ["food", "steel"],
        "a-earlier_number": "测科[2019]第007号",
        "a-helpers": "张三\n李四，王五",
        "a-contact": "",
        "a-note": "第一行\r\n第二行",
        "happened_on": "2020-03-04",
        **changes,
    }


def answers_of(case: Case) -> dict[str, Any]:
    entry = LogEntry.objects.filter(case_id=case.pk).latest("case_version")
    content = ActContent.objects.get(bureau_id=case.bureau_id, position=entry.position)
    return {key: value for key, (_salt, value) in content.answers.items()}


def test_clerk_opens_a_case_with_answers_as_people_type_them(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    answer = desk.post(START, filled(permits), follow=True)
    case = Case.objects.get()
    # What the same clerk can do next opens by itself, with the receipt above it.
    assert answer.redirect_chain == [(f"/desk/matters/{case.number}/steps/accept/", 302)]
    assert "「提交申请」已办理" in answer.content.decode()
    assert case.title == "食品检测许可"
    assert case.party == permits.party
    assert answers_of(case) == {
        "subject": "食品检测许可",
        "applicant": permits.party.pk,
        "amount": 12_500_000,
        "share": 30,
        "copies": 2,
        "signed_on": "2020-03-01",
        "urgent": False,
        "way": "post",
        "topics": ["food", "steel"],
        "earlier_number": "测科〔2019〕7号",
        "helpers": ["张三", "李四", "王五"],
        "note": "第一行\n第二行",
    }
    assert not Draft.objects.exists()


def test_progress_code_is_shown_once(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    page = desk.post(START, filled(permits), follow=True).content.decode()
    assert re.search(r'id="progress-code">[A-Z0-9]{5}-[A-Z0-9]{5}<', page)
    again = desk.get(f"/desk/matters/{Case.objects.get().number}/").content.decode()
    assert "progress-code" not in again


def test_no_code_is_told_for_a_matter_without_an_applicant(house: House, desk_of: Desk) -> None:
    desk = desk_of(house.director)
    answer = desk.post(
        "/desk/matters/open/counsel-consultation/ask/",
        {
            "do": "take",
            "title": "合同条款咨询",
            "a-question": "违约金条款是否过高？",
            "a-channel": "written",
            "happened_on": "2020-03-04",
        },
        follow=True,
    )
    assert Case.objects.get().procedure_key == "counsel-consultation", answer.content.decode()[:4000]
    assert "progress-code" not in answer.content.decode()


def test_wrong_fields_are_named_and_nothing_typed_is_lost(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    wrong = filled(
        permits,
        **{
            "a-subject": "",
            "a-amount": "一大笔钱",
            "a-share": "140",
            "a-signed_on": "2020-02-31",
            "a-earlier_number": "没有文号",
            "a-note": "写了很久的说明",
        },
    )
    answer = desk.post(START, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 5 处需要改正" in page
    for sentence in (
        "「申请事项」必填，请填写",
        "「金额」应为以元计的金额，如 125000 或 12.5万",
        "「比例」不得大于100",
        "「签订日期」“2020-02-31”没有这一天",
        "「原文号」读不出来",
    ):
        assert sentence in page
    assert 'value="一大笔钱"' in page
    assert "写了很久的说明" in page
    assert not Case.objects.exists()
    again = desk.get(START).content.decode()
    assert "写了很久的说明" in again
    assert "草稿保存于" in again


def test_draft_can_be_thrown_away(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    desk.post(START, filled(permits, do="save"))
    assert Draft.objects.count() == 1
    desk.post(START, filled(permits, do="discard"))
    assert not Draft.objects.exists()


def test_draft_taken_up_on_a_later_day_is_no_late_entry(
    permits: Permits, desk_of: Desk, settings: Any
) -> None:
    desk = desk_of(permits.house.window)
    today = settings.CLOCK.date()
    desk.post(START, filled(permits, do="save", happened_on=today.isoformat()))
    settings.CLOCK += timedelta(days=9)
    page = desk.get(START).content.decode()
    assert f'value="{today + timedelta(days=9)}"' in page
    assert '<details class="late">' in page
    settings.CLOCK -= timedelta(days=9)
    desk.post(START, filled(permits, do="save", happened_on=(today - timedelta(days=1)).isoformat()))
    assert f'value="{today - timedelta(days=1)}"' in desk.get(START).content.decode()


def test_form_is_kept_while_it_is_typed(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    case = permits.open()
    url = f"/desk/matters/{case.number}/steps/ask-correction/"
    answer = desk.post(
        f"{url}draft/", {"a-missing": "缺营业", "version": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.content.decode() == "已保存 10:00"
    assert "缺营业" in desk.get(url).content.decode()
    assert "缺营业" not in desk_of(permits.house.examiner).get(url).content.decode()


def test_draft_that_arrives_after_the_act_is_not_kept(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    case = permits.accepted()
    desk.post(f"/desk/matters/{case.number}/steps/accept/draft/", {"version": "1"})
    assert not Draft.objects.exists()


def test_step_is_taken_and_told_with_its_receipt_and_letter(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    case = permits.open()
    url = f"/desk/matters/{case.number}/steps/accept/"
    form = desk.get(url).content.decode()
    assert "生成《受理通知书》，编号并可打印" in form
    assert "将对外公开：办理进度" in form
    page = desk.post(url, {"do": "take", "version": "1"}, follow=True).content.decode()
    assert "「受理」已办理" in page
    assert "test-kj-2" in page
    assert "测科〔2020〕1号" in page
    assert permits.row(case).version == 2


def test_barred_step_says_which_article_and_who_can_help(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    page = desk_of(permits.house.examiner).get(f"/desk/matters/{case.number}/steps/examine/").content.decode()
    assert "尚未完成「受理」，不得办理「审查」（依据《测试许可法》第七条）" in page
    assert "请先办理「受理」" in page
    assert "<textarea" not in page


def test_refusal_keeps_the_form_and_shows_the_article(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    answer = desk_of(permits.house.examiner).post(
        f"/desk/matters/{case.number}/steps/examine/",
        {"do": "take", "version": "2", "a-opinion": "符合条件，建议准予", "a-amount_confirmed": "125000"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "「审查」应由不少于2人共同办理，现有1人（依据《测试许可法》第十三条）" in page
    assert "符合条件，建议准予" in page
    assert permits.row(case).version == 2
    assert Refusal.objects.get().reasons[0]["article"] == "13"


def test_co_signers_are_chosen_among_those_with_the_power(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    case = permits.accepted()
    desk = desk_of(house.examiner)
    url = f"/desk/matters/{case.number}/steps/examine/"
    page = desk.get(url).content.decode()
    assert house.second_examiner.name in page
    assert f"{house.director.name} ·" not in page
    answer = desk.post(
        url,
        {
            "do": "take",
            "version": "2",
            "a-opinion": "符合条件",
            "a-amount_confirmed": "125000",
            "co_signers": [str(house.second_examiner.pk), str(house.director.pk)],
        },
    )
    assert answer.status_code == 302
    assert f"共同办理 {house.second_examiner.name}" in desk.get(answer["Location"]).content.decode()


def test_same_person_may_not_examine_and_check(permits: Permits, desk_of: Desk) -> None:
    case = permits.examined()
    url = f"/desk/matters/{case.number}/steps/check/"
    refused = desk_of(permits.house.examiner).post(url, {"do": "take", "version": "3"})
    assert "不得由同一人办理（依据《测试许可法》第十二条）" in refused.content.decode()
    assert desk_of(permits.house.section_head).post(url, {"do": "take", "version": "3"}).status_code == 302


def test_known_answers_fill_the_form(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    page = desk_of(permits.house.examiner).get(f"/desk/matters/{case.number}/steps/examine/").content.decode()
    assert 'name="a-amount_confirmed" value="125000"' in page
    assert "已按已有信息填好，请核对。" in page


def test_step_taken_again_starts_from_its_last_answers(permits: Permits, desk_of: Desk) -> None:
    case = permits.examined()
    permits.take(case, "return-from-check", permits.house.section_head, answers={"reason": "金额有误"})
    page = desk_of(permits.house.examiner).get(f"/desk/matters/{case.number}/steps/examine/").content.decode()
    assert ">符合条件</textarea>" in page
    assert "已填上次的内容，请核对。" in page


def test_case_that_moved_is_shown_with_what_happened_and_the_form(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    permits.take(case, "note", permits.house.examiner, answers={"remark": "来电"})
    desk = desk_of(permits.house.window)
    url = f"/desk/matters/{case.number}/steps/ask-correction/"
    typed = {"do": "take", "version": "1", "a-missing": "缺营业执照"}
    page = desk.post(url, typed).content.decode()
    assert "此事项在您打开之后已有变化" in page
    assert "李强 · 记录情况" in page
    assert "缺营业执照" in page
    assert 'name="version" value="2"' in page
    assert desk.post(url, {**typed, "version": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("happened_on", "reason", "said"),
    [
        ("2020-03-05", "", "「办理日期」晚于今天"),
        ("二月", "", "「办理日期」应为日期"),
        ("2020-03-02", "", "属于补录，请填写「补录理由」"),
    ],
)
def test_day_that_cannot_be_is_refused(
    permits: Permits, desk_of: Desk, happened_on: str, reason: str, said: str
) -> None:
    case = permits.open(now=datetime(2020, 3, 1, 2, 0, tzinfo=UTC))
    answer = desk_of(permits.house.window).post(
        f"/desk/matters/{case.number}/steps/accept/",
        {"do": "take", "version": "1", "happened_on": happened_on, "late_reason": reason},
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_late_entry_with_a_reason_keeps_both_days(permits: Permits, desk_of: Desk) -> None:
    case = permits.open(now=datetime(2020, 3, 1, 2, 0, tzinfo=UTC))
    desk = desk_of(permits.house.window)
    answer = desk.post(
        f"/desk/matters/{case.number}/steps/accept/",
        {"do": "take", "version": "1", "happened_on": "2020-03-02", "late_reason": "停电"},
        follow=True,
    )
    page = answer.content.decode()
    assert "本次为补录，已注明。" in page
    assert "补录理由：停电" in page
    entry = LogEntry.objects.filter(case_id=case.case_id).latest("case_version")
    assert entry.late
    assert entry.happened_at.date().isoformat() == "2020-03-02"


def test_files_stay_with_the_form_until_the_act(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    paper = SimpleUploadedFile("申请书.txt", "正文".encode())
    first = desk.post(START, filled(permits, **{"a-urgent": "", "a-paper": paper})).content.decode()
    found = re.search(r'name="held-paper" value="([^"]+)"', first)
    assert found is not None
    assert "申请书.txt" in first
    assert not File.objects.exists()
    answer = desk.post(START, filled(permits, **{"held-paper": found[1]}))
    assert answer.status_code == 302
    assert File.objects.get().name == "申请书.txt"
    assert answers_of(Case.objects.get())["paper"] == "申请书.txt"


def test_token_of_a_file_is_of_no_use_to_another_officer(permits: Permits, desk_of: Desk) -> None:
    paper = SimpleUploadedFile("申请书.txt", "正文".encode())
    first = desk_of(permits.house.window).post(START, filled(permits, **{"a-urgent": "", "a-paper": paper}))
    found = re.search(r'name="held-paper" value="([^"]+)"', first.content.decode())
    assert found is not None
    case = permits.open()
    other = desk_of(permits.house.examiner).post(
        f"/desk/matters/{case.number}/steps/note/", {"do": "save", "held-paper": found[1]}
    )
    assert "申请书.txt" not in other.content.decode()


def test_file_of_a_kind_not_allowed_is_refused_beside_its_field(permits: Permits, desk_of: Desk) -> None:
    program = SimpleUploadedFile("申请书.exe", b"MZ\x90\x00")
    answer = desk_of(permits.house.window).post(START, filled(permits, **{"a-paper": program}))
    assert answer.status_code == 422
    assert "的类型不允许上传" in answer.content.decode()
    assert not Case.objects.exists()


def test_party_is_looked_for_by_part_of_its_name(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    page = desk.post(
        START, filled(permits, **{"do": "find:applicant", "find-applicant": "食品", "a-applicant": ""})
    )
    assert f'name="a-applicant" value="{permits.party.pk}"' in page.content.decode()
    none = desk.post(START, filled(permits, **{"do": "find:applicant", "find-applicant": "没有这家"}))
    assert "没有找到“没有这家”" in none.content.decode()


def test_party_is_entered_in_the_form_and_a_doubtful_code_is_confirmed(
    permits: Permits, desk_of: Desk
) -> None:
    desk = desk_of(permits.house.window)
    new = {
        "do": "enter:applicant",
        "new-applicant-kind": "enterprise",
        "new-applicant-name": "早期企业有限公司",
        "new-applicant-uscc": "91411100MA00005020",
        "a-applicant": "",
    }
    warned = desk.post(START, filled(permits, **new)).content.decode()
    assert "校验位应为R，现为0" in warned
    assert not Party.objects.filter(name="早期企业有限公司").exists()
    page = desk.post(START, filled(permits, **new, **{"confirm-applicant": "yes"})).content.decode()
    party = Party.objects.get(name="早期企业有限公司")
    assert party.uscc_confirmed_by == permits.house.window
    assert f'name="a-applicant" value="{party.pk}" checked' in page


def test_party_of_another_bureau_cannot_be_chosen(
    permits: Permits, other_house: House, desk_of: Desk
) -> None:
    from yifa.house.tenancy import using_bureau

    with using_bureau(other_house.bureau):
        theirs = Party.objects.create(
            bureau=other_house.bureau, kind="enterprise", name="别家", name_normalised="别家"
        )
    answer = desk_of(permits.house.window).post(START, filled(permits, **{"a-applicant": str(theirs.pk)}))
    assert answer.status_code == 422
    assert "「申请人」选择的相对人不存在" in answer.content.decode()


def test_opening_needs_the_power(permits: Permits, desk_of: Desk) -> None:
    answer = desk_of(permits.house.director).get(START)
    assert answer.status_code == 403
    assert "「提交申请」由申请人或具有“window”职权的人员办理" in answer.content.decode()


def test_form_speaks_english(permits: Permits, desk_of: Desk) -> None:
    desk = desk_of(permits.house.window)
    desk.cookies["django_language"] = "en"
    page = desk.post(START, filled(permits, **{"a-amount": ""})).content.decode()
    assert "1 thing to correct" in page
    assert "&#x27;Amount&#x27; is required; fill it in" in page


def test_beside_a_rule_stands_the_article_itself_where_its_text_is_installed(
    permits: Permits, desk_of: Desk, tmp_path: Path
) -> None:
    case = permits.accepted()
    url = f"/desk/matters/{case.number}/steps/examine/"
    desk = desk_of(permits.house.examiner)
    assert "条文原文" not in desk.get(url).content.decode()
    (tmp_path / "law/desk-law").mkdir(parents=True)
    articles = "\n".join(f"第{number}条　示例条文{number}<b>。" for number in "一二三四五六七八九十")
    (tmp_path / "law/desk-law/2000-01-01.txt").write_text(articles, encoding="utf-8")
    page = desk.get(url).content.decode()
    assert "条文原文" in page
    assert "示例条文" in page
    assert "<b>。" not in page
