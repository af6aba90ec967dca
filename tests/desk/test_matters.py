"""The list of matters, the case page, search and papers; and that other bureaus' matters are not there at all."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.conftest import House
from tests.desk.permits import FILES, Permits
from yifa.cases import library as cases_library
from yifa.cases import store
from yifa.cases.acting import handling as desk_acts
from yifa.cases.acting.act import Actor
from yifa.cases.library import using_library
from yifa.cases.log.record import ensure_key, public_key
from yifa.cases.models import DeskItem, File, Letter, LogEntry
from yifa.desk import matters
from yifa.evidence.receipts import Receipt
from yifa.house.models import Holding, Officer, Post
from yifa.procedure.library import Library, load_library

Desk = Callable[[Officer], Client]


def page_of(desk: Client, url: str) -> str:
    answer = desk.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


# --- the list -------------------------------------------------------------------------------------------------------


def test_list_shows_open_matters_and_closed_ones_on_demand(permits: Permits, desk_of: Desk) -> None:
    done, running = permits.examined(), permits.open("未办结的")
    permits.take(done, "check", permits.house.section_head)
    permits.take(done, "grant", permits.house.director, answers={"certificate": "1号"})
    desk = desk_of(permits.house.window)
    open_ones = page_of(desk, "/desk/matters/")
    assert running.number in open_ones
    assert done.number not in open_ones
    assert done.number in page_of(desk, "/desk/matters/?state=closed")


def test_list_is_narrowed_by_light_kind_and_whose_it_is(
    permits: Permits, desk_of: Desk, settings: Any
) -> None:
    late = permits.open("先到的")
    permits.now = settings.CLOCK = datetime(2020, 3, 20, 2, 0, tzinfo=UTC)
    fresh = permits.open("后到的")
    desk = desk_of(permits.house.window)
    red = page_of(desk, "/desk/matters/?light=red")
    assert late.number in red
    assert fresh.number not in red
    assert fresh.number in page_of(desk, "/desk/matters/?mine=1&kind=desk-permit")
    assert fresh.number not in page_of(desk, "/desk/matters/?kind=contract-review")
    assert fresh.number not in page_of(desk_of(permits.house.director), "/desk/matters/?mine=1")


def test_list_is_searched_in_chinese_and_nonsense_filters_nothing(permits: Permits, desk_of: Desk) -> None:
    wanted, other = permits.open("食品检测能力许可"), permits.open("钢铁冶炼许可")
    desk = desk_of(permits.house.window)
    found = page_of(desk, "/desk/matters/?q=检测能力")
    assert wanted.number in found
    assert other.number not in found
    everything = page_of(desk, "/desk/matters/?state=nonsense&department=x&before=y&light=blue")
    assert wanted.number in everything
    assert other.number in everything
    assert "没有符合条件的事项" in page_of(desk, "/desk/matters/?q=没有这件")


def test_long_list_goes_on_from_the_last_row(permits: Permits, desk_of: Desk) -> None:
    numbers = [permits.open(f"第{n}件").number for n in range(52)]
    desk = desk_of(permits.house.window)
    first = page_of(desk, "/desk/matters/")
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page_of(desk, following)
    assert {number for number in numbers if number not in first} == {
        number for number in numbers if number in second
    }


# --- the case page --------------------------------------------------------------------------------------------------


def test_case_page_says_what_i_can_do_what_others_can_and_what_nobody_can_yet(
    permits: Permits, desk_of: Desk
) -> None:
    case = permits.accepted()
    page = page_of(desk_of(permits.house.examiner), f"/desk/matters/{case.number}/")
    assert f'href="/desk/matters/{case.number}/steps/examine/"' in page
    assert "须 2 人共同办理。" in page
    mine, rest = page.split("由其他人办理")
    assert "复核" not in mine.split("我现在可以办理")[1]
    others, barred = rest.split("现在还不能办理")
    assert "一次性告知补正" in others
    assert "请先办理「审查」 · 《测试许可法》第十一条" in barred


def test_case_page_shows_deadlines_people_letters_picture_and_record(permits: Permits, desk_of: Desk) -> None:
    case = permits.examined()
    page = page_of(desk_of(permits.house.section_head), f"/desk/matters/{case.number}/")
    for words in (
        "承诺八个工作日办结",
        "2020年3月16日 届满",
        "李强办理了「审查」，不得办理「复核」",
        "受理通知书",
        "测科〔2020〕1号",
        'class="procedure-picture"',
        "125,000元",
        "测试食品有限公司",
        "退回",
    ):
        assert words in page, words
    entry = LogEntry.objects.filter(case_id=case.case_id).latest("case_version")
    assert bytes(entry.leaf_hash).hex()[:12] in page
    assert f'href="/desk/matters/{case.number}/entries/3/"' in page


def test_closed_case_offers_nothing(permits: Permits, desk_of: Desk) -> None:
    case = permits.examined()
    permits.take(case, "check", permits.house.section_head)
    permits.take(case, "refuse", permits.house.director)
    page = page_of(desk_of(permits.house.director), f"/desk/matters/{case.number}/")
    assert "事项已于 2020年3月4日 办结。" in page
    assert "/acts/" not in page
    assert "/steps/" not in page


def test_long_record_shows_its_end_and_the_whole_on_demand(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    for n in range(25):
        permits.take(case, "note", permits.house.examiner, answers={"remark": f"第{n}次来电"})
    desk = desk_of(permits.house.examiner)
    page = page_of(desk, f"/desk/matters/{case.number}/")
    assert "更早的 6 条记录" in page
    assert "第0次来电" not in page
    assert "第0次来电" in page_of(desk, f"/desk/matters/{case.number}/?timeline=all")


@pytest.mark.parametrize("notes", [0, 15])
def test_pages_ask_the_same_few_questions_however_long_the_case_is(
    permits: Permits, desk_of: Desk, django_assert_max_num_queries: Any, notes: int
) -> None:
    case = permits.examined()
    for _ in range(notes):
        permits.take(case, "note", permits.house.examiner, answers={"remark": "来电"})
        permits.open()
    desk = desk_of(permits.house.section_head)
    for url, most in (
        (f"/desk/matters/{case.number}/", 22),
        (f"/desk/matters/{case.number}/steps/check/", 14),
        (f"/desk/matters/{case.number}/deadlines/house/promised/", 10),
        ("/desk/matters/?state=all", 12),
    ):
        desk.get(url)
        with django_assert_max_num_queries(most):
            assert desk.get(url).status_code == 200


def test_matters_of_another_bureau_are_not_there(permits: Permits, other_house: House, desk_of: Desk) -> None:
    case = permits.examined()
    letter = Letter.objects.get(case_id=case.case_id)
    stranger = desk_of(other_house.director)
    base = f"/desk/matters/{case.number}/"
    for path in (
        "",
        "picture/",
        "steps/check/",
        "deadlines/house/promised/",
        "entries/1/",
        "entries/1/receipt/",
        "acts/urge/",
        f"letters/{letter.pk}/",
        f"letters/{letter.pk}/pdf/",
        "evidence/",
    ):
        assert stranger.get(base + path).status_code == 404, path
    assert case.number not in page_of(stranger, "/desk/matters/?state=all")
    assert case.number not in page_of(stranger, "/desk/search/?q=食品检测")


def test_auditor_reads_matters_and_takes_no_step(permits: Permits, desk_of: Desk) -> None:
    bureau = permits.house.bureau
    post = Post.objects.create(
        bureau=bureau,
        department=Post.objects.first().department,  # type: ignore[union-attr]
        name="审计管理员",
        powers=["audit-administrator"],
    )
    Holding.objects.filter(officer=permits.house.administrator).delete()
    Holding.objects.create(
        bureau=bureau, post=post, officer=permits.house.administrator, from_on="2019-01-01"
    )
    case = permits.open()
    auditor = desk_of(permits.house.administrator)
    assert auditor.get(f"/desk/matters/{case.number}/").status_code == 403
    auditor.post(f"/desk/matters/{case.number}/why/", {"reason": "核查群众反映的办理情况"})
    page = page_of(auditor, f"/desk/matters/{case.number}/")
    assert "/steps/" not in page
    assert "办理记录" in page
    assert auditor.get(f"/desk/matters/{case.number}/steps/note/").status_code == 403


# --- desk acts ------------------------------------------------------------------------------------------------------


def test_case_is_handed_over_to_somebody_who_holds_the_power(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    case = permits.open()
    desk = desk_of(house.window)
    url = f"/desk/matters/{case.number}/acts/hand-over/"
    assert "有办理职权" not in page_of(desk, url)
    refused = desk.post(url, {"officers": [str(house.director.pk)], "text": "外出学习"})
    assert refused.status_code == 422
    assert "刘洋没有办理此事项应办步骤的职权" in refused.content.decode()
    assert "外出学习" in refused.content.decode()
    accepted = desk_of(house.examiner).post(url, {"officers": [str(house.window.pk)], "text": "归窗口办理"})
    assert accepted.status_code == 302
    assert permits.row(case).assignee == house.window


def test_desk_act_without_words_or_officer_says_so(permits: Permits, desk_of: Desk) -> None:
    case = permits.open()
    answer = desk_of(permits.house.window).post(f"/desk/matters/{case.number}/acts/urge/", {"text": ""})
    assert answer.status_code == 422
    assert "请选择人员" in answer.content.decode()
    assert "必填，请填写" in answer.content.decode()


def test_opinion_is_asked_given_and_recorded(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    case = permits.accepted()
    asked = desk_of(house.examiner).post(
        f"/desk/matters/{case.number}/acts/ask-opinion/",
        {"officers": [str(house.window.pk)], "text": "材料是否原件？", "answer_by": "2020-03-06"},
    )
    assert asked.status_code == 302
    item = DeskItem.objects.get()
    desk = desk_of(house.window)
    assert "材料是否原件？" in page_of(desk, f"/desk/items/{item.pk}/")
    assert desk.post(f"/desk/items/{item.pk}/", {"opinion": " "}).status_code == 422
    proof = SimpleUploadedFile("核对.txt", "已核对".encode())
    given = desk.post(f"/desk/items/{item.pk}/", {"opinion": "均为原件", "files": [proof]}, follow=True)
    assert "「反馈意见」已办理" in given.content.decode()
    assert "均为原件" in given.content.decode()
    assert File.objects.get().name == "核对.txt"
    assert desk_of(house.examiner).get(f"/desk/items/{item.pk}/").status_code == 404


def test_copy_is_noted_and_leaves_the_list(permits: Permits, desk_of: Desk) -> None:
    house = permits.house
    case = permits.open()
    desk_acts.copy_to(
        case.case_id,
        actor=Actor.officer(house.window),
        officers=[house.director],
        words="请知悉",
        now=permits.now,
    )
    desk = desk_of(house.director)
    assert "请知悉" in page_of(desk, "/desk/")
    desk.post(f"/desk/items/{DeskItem.objects.get().pk}/")
    assert "请知悉" not in page_of(desk, "/desk/")


# --- deadlines ------------------------------------------------------------------------------------------------------


def test_deadline_explains_each_day(permits: Permits, desk_of: Desk) -> None:
    permits.now = datetime(2020, 3, 30, 2, 0, tzinfo=UTC)
    case = permits.accepted()
    desk = desk_of(permits.house.director)
    page = page_of(desk, f"/desk/matters/{case.number}/deadlines/desk-law/decide-in-20/")
    for words in (
        "自受理之日起二十个工作日内决定",
        "《测试许可法》第八条",
        "2020年3月30日 发生，当日不计入，从次日起算。",
        "期限为 20个工作日。",
        "清明节",
        "届满",
        "承诺八个工作日办结",
        "补正期间不计入期限",
        "2020年4月26日",
    ):
        assert words in page, words
    assert "调休上班日，计入" in page


def test_stopped_deadline_has_no_due_day(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    permits.take(case, "ask-correction", permits.house.window, answers={"missing": "缺附件"})
    page = page_of(
        desk_of(permits.house.director), f"/desk/matters/{case.number}/deadlines/desk-law/decide-in-20/"
    )
    assert "期限自 2020年3月4日 起中止" in page


def test_deadline_that_is_over_says_so(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    desk = desk_of(permits.house.window)
    page = page_of(desk, f"/desk/matters/{case.number}/deadlines/desk-law/answer-in-5/")
    assert "期限不再计算" in page
    assert desk.get(f"/desk/matters/{case.number}/deadlines/no/such/").status_code == 404


# --- papers and proofs ----------------------------------------------------------------------------------------------


def test_letter_is_shown_as_its_page_and_saved_as_pdf_ofd_and_docx(permits: Permits, desk_of: Desk) -> None:
    case = permits.accepted()
    desk = desk_of(permits.house.window)
    base = f"/desk/matters/{case.number}/letters/{Letter.objects.get().pk}/"
    page = page_of(desk, base)
    assert 'class="official official-letter"' in page
    assert "测试食品有限公司" in page
    pdf, docx = desk.get(f"{base}pdf/"), desk.get(f"{base}docx/")
    assert pdf.content.startswith(b"%PDF-")
    assert docx.content.startswith(b"PK")
    assert b"OFD.xml" in desk.get(f"{base}ofd/").content
    assert "filename*=utf-8''%E6%B5%8B%E7%A7%91" in pdf["Content-Disposition"]
    assert desk.get(f"{base}exe/").status_code == 404


def test_file_is_saved_never_run(permits: Permits, desk_of: Desk) -> None:
    from yifa.cases.acting.act import NewFile

    case = permits.open(files=[NewFile("申请书.txt", "正文".encode(), "paper")])
    answer = desk_of(permits.house.window).get(
        f"/desk/matters/{case.number}/files/{File.objects.get().pk}/?view=1"
    )
    assert b"".join(answer.streaming_content) == "正文".encode()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_entry_has_a_proof_and_a_receipt_that_verifies_elsewhere(permits: Permits, desk_of: Desk) -> None:
    bureau = permits.house.bureau
    ensure_key(bureau)
    case = permits.accepted()
    desk = desk_of(permits.house.window)
    url = f"/desk/matters/{case.number}/entries/2/"
    assert "等待下一个检查点" in page_of(desk, url)
    signed = desk.post(url)
    assert "证明成立" in signed.content.decode()
    answer = desk.get(f"{url}receipt/")
    proved = Receipt.from_json(answer.content.decode()).verify([public_key(bureau)], bureau.code)
    assert proved.entry.step == "accept"
    assert desk.get(f"/desk/matters/{case.number}/entries/9/").status_code == 404


def test_evidence_is_one_archive(permits: Permits, desk_of: Desk) -> None:
    ensure_key(permits.house.bureau)
    case = permits.accepted()
    answer = desk_of(permits.house.window).get(f"/desk/matters/{case.number}/evidence/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        first = json.loads(archive.read("receipts/0001.json"))
    assert {"README.txt", "public-key", "checkpoint", "receipts/0002.json"} <= set(names)
    assert first["openings"]["subject"]["value"] == "食品检测许可"


# --- search ---------------------------------------------------------------------------------------------------------


def test_search_finds_cases_by_content_parties_by_name_and_a_number_goes_straight_there(
    permits: Permits, desk_of: Desk
) -> None:
    case = permits.open("乳制品检测许可")
    desk = desk_of(permits.house.window)
    assert case.number in page_of(desk, "/desk/search/?q=乳制品")
    assert "测试食品有限公司" in page_of(desk, "/desk/search/?q=测试食品")
    assert "没有找到" in page_of(desk, "/desk/search/?q=火箭")
    assert desk.get(f"/desk/search/?q={case.number}")["Location"] == f"/desk/matters/{case.number}/"


def test_case_of_a_version_that_is_in_no_file_and_not_kept_says_what_to_put_back(
    permits: Permits, desk_of: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = permits.open()
    monkeypatch.setattr(cases_library, "_read", {})
    monkeypatch.setattr(store, "kept_procedure", lambda _hash: None)
    with using_library(Library({}, {})):
        answer = desk_of(permits.house.window).get(f"/desk/matters/{case.number}/")
    assert answer.status_code == 409
    assert "请把该版本的程序文件放回" in answer.content.decode()


def _rewritten(root: Path) -> Library:
    """The files with the procedure's title changed, without a date."""
    shutil.copytree(FILES, root)
    path = root / "procedures/desk-permit.yaml"
    text = path.read_text(encoding="utf-8")
    assert "title: {zh: 测试许可," in text
    path.write_text(text.replace("title: {zh: 测试许可,", "title: {zh: 改写后的许可,"), encoding="utf-8")
    return load_library(root)


def test_a_matter_whose_file_was_rewritten_is_shown_and_taken_by_its_own_text(
    permits: Permits, desk_of: Desk, tmp_path: Path
) -> None:
    case = permits.accepted()
    desk = desk_of(permits.house.examiner)
    url = f"/desk/matters/{case.number}/"
    assert "按开始时留存的文本办理" not in page_of(desk, url)
    with using_library(_rewritten(tmp_path / "rewritten")):
        page = page_of(desk, url)
        assert "测试许可" in page
        assert "按开始时留存的文本办理" in page
        assert "测试许可" in page_of(desk, "/desk/matters/")
        assert "审查" in page_of(desk, f"{url}steps/examine/")
        answers = {"opinion": "符合条件", "amount_confirmed": 12_500_000}
        permits.take(
            case,
            "examine",
            permits.house.examiner,
            answers=answers,
            co_signers=[Actor.officer(permits.house.second_examiner)],
        )
        assert page_of(desk, f"{url}picture/")


@pytest.mark.parametrize("sort", ["", "sort=oldest"])
def test_a_list_goes_forth_and_back_over_the_same_pages_in_either_order(
    permits: Permits, desk_of: Desk, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(matters, "SIZES", (2,))
    numbers = [permits.open().number for _ in range(5)]
    ordered = numbers if sort else numbers[::-1]
    desk = desk_of(permits.house.director)

    def shown(address: str) -> tuple[list[str], Any]:
        context = desk.get(address).context
        return [line.number for line in context["lines"]], context

    address, forth = f"/desk/matters/?{sort}", []
    while address:
        listed, context = shown(address)
        forth.append(listed)
        address = context["next_url"]
    assert forth == [ordered[:2], ordered[2:4], ordered[4:]]
    address, back = context["previous_url"], []
    while address:
        listed, context = shown(address)
        back.append(listed)
        address = context["previous_url"]
    assert back == [ordered[2:4], ordered[:2]]
