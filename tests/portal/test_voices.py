"""Whoever writes to the bureau, or reports an unlawful act, follows it by number and code and reads the answer."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.hands import hands
from tests.portal.conftest import NOW, Town
from yifa.cases.acting.act import Actor, Opened, open_case
from yifa.house.models import Officer
from yifa.house.tenancy import using_bureau


def _write(town: Town, procedure: str, step: str, title: str, **answers: Any) -> Opened:
    with using_bureau(town.bureau):
        actor = Actor.applicant(bureau=town.bureau)
        return open_case(town.bureau, procedure, step, actor=actor, title=title, answers=answers, now=NOW)


def _follow(town: Town, opened: Opened) -> str:
    visitor = Client()
    code = {"number": opened.number, "code": opened.progress_code}
    answer = visitor.post(f"{town.base}/progress/", code)
    return visitor.get(answer["Location"]).content.decode()


def test_the_room_offers_to_write_and_to_report(town: Town, visitor: Client) -> None:
    page = visitor.get(f"{town.base}/voices/").content.decode()
    assert f"{town.base}/services/write/" in page
    assert f"{town.base}/services/report/" in page
    assert visitor.get(f"{town.base}/services/report/apply/").status_code == 200


def test_the_writer_of_a_letter_reads_its_answer_and_nobody_elses_draft(town: Town) -> None:
    answers = {"kind": "question", "subject": "问政策", "content": "券怎么用。", "may_publish": False}
    opened = _write(town, "voice-handling", "write", "问政策", **answers)
    house = town.house
    town.take(opened.case_id, "sort", house.window, path="own", sort_reason="咨询")
    town.take(opened.case_id, "draft", house.examiner, reply_draft="初稿：按指南。")
    town.take(opened.case_id, "sign", house.section_head)
    assert "初稿" not in _follow(town, opened)
    town.take(opened.case_id, "reply", house.window, reply_text="请按公布的指南申领。")
    page = _follow(town, opened)
    assert "请按公布的指南申领。" in page
    assert "初稿" not in page


def test_the_reporter_reads_the_answer_though_it_is_sealed(town: Town) -> None:
    with hands(), using_bureau(town.bureau):
        post = town.keeper.holdings_on(NOW.date())[0].post
        post.powers = [*post.powers, "report-keeper"]
        post.save()
        keeper = Officer.objects.get(pk=town.keeper.pk)
    opened = _write(town, "protected-report", "report", "检举举报", about="某企业", content="线索不明。")
    town.take(opened.case_id, "sort", keeper, path="nothing", concerns_staff=False, sort_reason="没有线索")
    town.take(opened.case_id, "reply", keeper, reply_text="没有可查的线索，请补充。")
    page = _follow(town, opened)
    assert "没有可查的线索，请补充。" in page
    assert "没有线索" not in page.replace("没有可查的线索", "")
